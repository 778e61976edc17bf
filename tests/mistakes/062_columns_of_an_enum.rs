#[derive(permit::Columns)]
pub enum Task {
    Open,
    Done,
}

fn main() {}

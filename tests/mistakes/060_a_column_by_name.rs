#[derive(permit::Columns)]
pub struct Task {
    #[column(name = "author_id", owner = User)]
    pub author: u64,
}

fn main() {}

#[derive(permit::Columns)]
#[columns(table = "tasks")]
pub struct Task {
    pub id: u64,
}

fn main() {}

#[derive(permit::Columns)]
pub struct Task(u64, String);

fn main() {}

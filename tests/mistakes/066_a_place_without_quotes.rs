#[derive(permit::Columns)]
pub struct Task {
    #[column(place = project)]
    pub project: u64,
}

fn main() {}

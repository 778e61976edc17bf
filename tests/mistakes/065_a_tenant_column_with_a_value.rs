#[derive(permit::Columns)]
pub struct Task {
    #[column(tenant = "company_id")]
    pub company: u64,
}

fn main() {}

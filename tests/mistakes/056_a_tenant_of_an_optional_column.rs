use permit::tenancy::{ContextTenant, InTenant};

pub struct Invoice {
    pub company: Option<u64>,
}

impl InTenant for Invoice {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::of(self.company)
    }
}

fn main() {}

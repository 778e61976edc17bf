use permit::{Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

pub struct User {
    pub id: Option<u64>,
}

impl Subject for User {
    type UserType = UserType;
    type Id = Option<u64>;
    fn id(&self) -> Option<&Option<u64>> {
        Some(&self.id)
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Seller.into()
    }
    fn anonymous() -> Self {
        User { id: None }
    }
}

permit::permissions! {
    <User: UserType>

    ViewFront { Anonymous | Seller => allow }
}

mod of_a_company {
    use permit::{Subject, UserTypes};

    #[derive(permit::UserType, Clone, Copy)]
    pub enum Kind {
        #[anonymous]
        Anonymous,
        Member,
    }

    pub struct Member {
        pub id: (u32, Option<u64>),
    }

    impl Subject for Member {
        type UserType = Kind;
        type Id = (u32, Option<u64>);
        fn id(&self) -> Option<&(u32, Option<u64>)> {
            Some(&self.id)
        }
        fn user_types(&self) -> UserTypes<Kind> {
            Kind::Member.into()
        }
        fn anonymous() -> Self {
            Member { id: (0, None) }
        }
    }

    permit::permissions! {
        <Member: Kind>

        ViewFront { Anonymous | Member => allow }
    }
}

fn main() {}

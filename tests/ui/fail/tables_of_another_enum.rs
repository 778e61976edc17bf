#![allow(dead_code)]

mod roles_v1 {
    #[derive(permit::UserType, Clone, Copy)]
    pub enum Rank {
        #[anonymous]
        Anonymous,
        Shopper,
        Support,
    }
}

/// A subject, whose user types are `$kind`.
macro_rules! subject {
    ($kind:ty) => {
        pub struct User;

        impl permit::Subject for User {
            type UserType = $kind;
            type Id = u64;
            fn id(&self) -> Option<&u64> {
                None
            }
            fn user_types(&self) -> permit::UserTypes<$kind> {
                permit::UserTypes::none()
            }
            fn anonymous() -> Self {
                Self
            }
        }
    };
}

mod in_another_order {
    mod roles_v2 {
        #[derive(permit::UserType, Clone, Copy)]
        pub enum Kind {
            #[anonymous]
            Anonymous,
            Support,
            Shopper,
        }
    }

    use super::roles_v1::*;
    type Rank = roles_v2::Kind;
    subject!(roles_v2::Kind);

    permit::permissions! {
        <User: Rank>
        pub CloseShop { Anonymous | Shopper => deny, Support => allow }
    }
}

mod with_other_marks {
    mod roles_v3 {
        #[derive(permit::UserType, Clone, Copy)]
        pub enum Kind {
            #[anonymous]
            Anonymous,
            Shopper,
            #[platform]
            Support,
        }
    }

    use super::roles_v1::*;
    type Rank = roles_v3::Kind;
    subject!(roles_v3::Kind);

    permit::permissions! {
        <User: Rank>
        pub CloseShop { Anonymous | Shopper => deny, Support => allow }
    }
}

mod in_one_module_only {
    #[derive(permit::UserType, Clone, Copy)]
    pub enum Level {
        #[anonymous]
        Anonymous,
        Support,
        Shopper,
    }

    subject!(Level);

    mod shop {
        use super::{super::roles_v1::*, User};
        type Rank = super::Level;

        #[derive(permit::Action)]
        #[action(subject = User, user_type = Rank)]
        #[permissions(Anonymous | Shopper => deny, Support => allow)]
        pub struct CloseShop;
    }

    permit::permissions! {
        <User: Level>
        use shop::CloseShop;
        pub OpenShop { Anonymous | Shopper => deny, Support => allow }
    }
}

fn main() {}

//! Nothing that makes permits or principals without a check works in a process that no test has armed,
//! although the feature `testing` is enabled.

use permit::{Subject, UserTypes, testing};

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    #[internal]
    Robot,
}

struct User(UserType);

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        None
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.0.into()
    }

    fn anonymous() -> Self {
        Self(UserType::Anonymous)
    }
}

permit::permissions! {
    <User: UserType>
    Rest { Anonymous => deny, Robot => allow }
}

#[test]
#[should_panic(
    expected = "permits without a check are for tests: write `permit::testing::arm!();`"
)]
fn no_permit_is_made_without_a_check() {
    drop(testing::permit(Rest, ()));
}

#[test]
#[should_panic(expected = "permits without a check are for tests")]
fn no_permit_is_made_for_a_principal_without_a_check() {
    let who = permit::Authorizer::builder()
        .build()
        .principal(User(UserType::Robot));
    drop(testing::permit_of(who, Rest, ()));
}

#[test]
#[should_panic(expected = "permits without a check are for tests")]
fn no_principal_gets_its_internal_user_types() {
    drop(testing::principal(User(UserType::Robot)));
}

#[test]
#[should_panic(expected = "permits without a check are for tests")]
fn no_principal_is_made_of_each_user_type() {
    drop(testing::each_user_type(User));
}

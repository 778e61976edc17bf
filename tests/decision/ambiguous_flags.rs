//! A catalogue with flags that are one environment variable, and flags that are not.

use std::{future, pin::pin, sync::Arc, task::Context};

use permit::{
    Authorizer, Subject, UserTypes,
    flags::{EnvironmentFlags, FlagSource, ResolveFlags, ResolvedFlags, Resolves},
};

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Tester,
}

struct User;

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        None
    }

    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Tester.into()
    }

    fn anonymous() -> Self {
        Self
    }
}

#[permit::condition(flags("new.search"))]
fn searches(who: &permit::Principal<User>) -> bool {
    who.flag("new.search")
}

permit::permissions! {
    <User: UserType>
    Delete(flag = "new_search") { Anonymous => deny, Tester => allow }
    Search(flag = "new-search") { Anonymous => deny, Tester => allow }
    Find { Anonymous => deny, Tester => allow if searches }
    Refund(flag = "refunds_v2") { Anonymous => deny, Tester => allow }
}

fn environment() -> EnvironmentFlags {
    let on = ["FLAG_NEW_SEARCH", "FLAG_REFUNDS_V2"];
    EnvironmentFlags::of("FLAG_", on.map(|name| (name.to_owned(), "on".to_owned())))
}

fn only_the_other_flag_is_on(source: impl FlagSource<User>) {
    let authorizer = Authorizer::<User>::builder().flags(source).build();
    let who = authorizer.principal(User);
    assert!(!who.can(Delete, &()) && !who.can(Search, &()) && !who.can(Find, &()));
    assert!(who.can(Refund, &()));
    let ambiguous: Vec<_> = authorizer.ambiguous_flags().collect();
    assert_eq!(ambiguous, ["new-search", "new.search", "new_search"]);
}

#[test]
fn flags_of_one_environment_variable_are_off_and_reported() {
    only_the_other_flag_is_on(environment());
    only_the_other_flag_is_on(Arc::new(environment()));
}

#[test]
fn a_source_that_tells_all_flags_apart_is_asked_about_each() {
    let source = |flag: &str, _: &User| Some(flag != "new-search");
    let authorizer = Authorizer::<User>::builder().flags(source).build();
    assert_eq!(authorizer.ambiguous_flags().count(), 0);
    let who = authorizer.principal(User);
    assert!(who.can(Delete, &()) && who.can(Find, &()) && !who.can(Search, &()));
    let without = Authorizer::<User>::builder().build();
    assert_eq!(without.ambiguous_flags().count(), 0);
}

/// Knows one of the flags.
struct Service;

impl ResolveFlags<User> for Service {
    fn resolve<'a>(&'a self, _: Vec<&'static str>, _: &'a User) -> Resolves<'a> {
        let known: ResolvedFlags = [("new-search", true)].into_iter().collect();
        Box::pin(future::ready(known))
    }
}

#[test]
fn the_asynchronous_source_answers_for_a_flag_that_the_other_cannot_tell_apart() {
    let authorizer = Authorizer::<User>::builder()
        .flags(environment())
        .resolve_flags(Service)
        .build();
    let mut load = pin!(authorizer.load(User));
    let mut context = Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(who) = load.as_mut().poll(&mut context) else {
        panic!("nothing has to be waited for");
    };
    assert!(who.can(Search, &()) && !who.can(Delete, &()) && who.can(Refund, &()));
}

//! Steps 4 to 6: flags, rows, tenants, requirements.

use super::fixture::{
    action, allows, also, at, changed, context, decided, of_tenant, owned_by, principal, requires,
    texts, world,
};
use crate::model::{ContextTenant, Tenant};

#[test]
fn a_flag_that_is_off_or_unknown_denies() {
    let world = changed(world(), "view", |view| view.flag = Some("beta".to_owned()));
    let mut who = principal("ada", "lead");
    assert_eq!(decided(&world, &who, "view", &context()).step, 4);
    who.flags.insert("beta".to_owned(), false);
    assert_eq!(decided(&world, &who, "view", &context()).step, 4);
    who.flags.insert("beta".to_owned(), true);
    assert!(allows(&world, &who, "view", &context()));
}

#[test]
fn one_alternative_with_all_of_its_conditions_is_enough() {
    let world = changed(world(), "view", |view| {
        *view = action("view", "lead: first & second | third");
    });
    let allows = |holds: &[&str]| {
        let mut who = principal("ada", "lead");
        who.subject.holds = texts(holds);
        allows(&world, &who, "view", &context())
    };
    assert!(!allows(&[]) && !allows(&["first"]) && !allows(&["second"]));
    assert!(allows(&["first", "second"]) && allows(&["third"]));
}

#[test]
fn a_condition_may_hold_of_the_context() {
    let mut context = context();
    let who = principal("ada", "anonymous");
    assert!(!allows(&world(), &who, "view", &context));
    context.holds = texts(&["public"]);
    assert!(allows(&world(), &who, "view", &context));
}

#[test]
fn alternatives_of_two_user_types_do_not_mix() {
    // `lead` is the owner, `member` is trained: neither row holds.
    let world = changed(world(), "edit", |edit| {
        *edit = action("edit", "member: owner & trained, lead: in_region & trained");
    });
    let mut who = also(principal("ada", "lead"), "member");
    who.subject.holds = texts(&["in_region"]);
    assert!(!allows(&world, &who, "edit", &owned_by("ada")));
    who.subject.holds = texts(&["trained"]);
    assert!(allows(&world, &who, "edit", &owned_by("ada")));
}

#[test]
fn an_unknown_owner_is_no_owner() {
    let who = principal("ada", "lead");
    assert!(allows(&world(), &who, "edit", &owned_by("ada")));
    assert!(!allows(&world(), &who, "edit", &context()));
    let mut unknown = who;
    unknown.subject.id = None;
    assert!(!allows(&world(), &unknown, "edit", &context()));
}

#[test]
fn a_user_type_acts_in_its_own_known_tenant_on_what_is_global_and_on_nothing() {
    let of = |id: &str| ContextTenant::Of(id.to_owned());
    let acme = Tenant::Of("acme".to_owned());
    let unknown = Tenant::Of(String::new());
    for (user_type, tenant, context, allowed) in [
        ("lead", &acme, of("acme"), true),
        ("lead", &acme, of("globex"), false),
        ("lead", &acme, ContextTenant::Global, true),
        ("lead", &acme, ContextTenant::OfSubject, true),
        ("lead", &unknown, of(""), false),
        ("lead", &unknown, ContextTenant::Global, true),
        ("lead", &Tenant::Unknown, of("acme"), false),
        ("lead", &Tenant::Unknown, of(""), false),
        ("lead", &Tenant::Unknown, ContextTenant::OfSubject, true),
        // An ordinary user type of the platform's own.
        ("lead", &Tenant::Platform, of("acme"), false),
        ("lead", &Tenant::Platform, ContextTenant::Global, true),
        ("support", &Tenant::Platform, of("acme"), true),
        // A `#[platform]` user type of a tenant's.
        ("support", &acme, of("globex"), false),
        ("support", &acme, of("acme"), true),
        ("robot", &Tenant::Platform, of("acme"), false),
    ] {
        let who = of_tenant(principal("ada", user_type), tenant.clone());
        let is = allows(&world(), &who, "view", &at(context.clone()));
        assert_eq!(is, allowed, "{user_type} of {tenant:?} in {context:?}");
    }
}

#[test]
fn the_row_that_allows_is_the_one_that_acts_in_the_tenant() {
    // `lead` is allowed and does not cross; `support` crosses and is denied.
    let world = changed(world(), "view", |view| {
        *view = action("view", "lead: allow");
    });
    let who = also(principal("dan", "support"), "lead");
    assert!(!allows(&world, &who, "view", &context()));
}

#[test]
fn each_requirement_has_to_hold() {
    let world = changed(world(), "view", requires("trained"));
    let mut who = principal("ada", "lead");
    assert_eq!(decided(&world, &who, "view", &context()).step, 6);
    who.subject.holds = texts(&["trained"]);
    assert!(allows(&world, &who, "view", &context()));
}

#[test]
fn a_principal_without_a_user_type_may_nothing() {
    let mut who = principal("ada", "lead");
    who.subject.user_types.clear();
    assert!(!allows(&world(), &who, "view", &owned_by("ada")));
}

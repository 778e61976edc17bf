//! When a grant counts: on which contexts, and for whom.

use std::time::{Duration, SystemTime};

use permit::{Cause, Consent, Refused, places::Place, policy::Grants, tenancy::Tenant};

use crate::workplace::{
    ActAs, CleanUp, Compare, EditHelp, EditReportName, Help, ManageRoles, Pair, Report, Retitle,
    Role, Template, UseTemplate, User, UserType, ViewReport, at_once, authorizer, authorizer_of,
    everywhere, given, nothing, on,
};

#[test]
fn a_grant_everywhere_counts_on_each_context_of_the_tenant() {
    let who = given(User::member(), everywhere(Role::Analyst));
    assert!(who.can(EditReportName, &Report::of(1, "blue")));
    assert!(who.can(EditReportName, &Report::of(99, "red")));
    let permit = who.check(EditReportName, Report::of(1, "blue"));
    assert_eq!(permit.unwrap().context().id, 1);
}

#[test]
fn a_role_holds_only_what_its_rows_grant() {
    let who = given(User::member(), everywhere(Role::Viewer));
    let report = Report::of(1, "blue");
    assert!(who.can(ViewReport, &report) && !who.can(EditReportName, &report));
    let Refused::Denied(denial) = who.check(EditReportName, &report).unwrap_err() else {
        panic!("the policy is known");
    };
    // Of two alternatives that came equally far, the first declared is blamed.
    assert!(matches!(denial.cause(), Cause::Condition(condition) if condition.name == "owner"));
}

#[test]
fn a_grant_on_a_place_counts_on_the_contexts_in_it() {
    let who = given(User::member(), on(Role::Viewer, "project", "blue"));
    assert!(who.can(ViewReport, &Report::of(1, "blue")));
    assert!(!who.can(ViewReport, &Report::of(1, "red")));
    let who = given(User::member(), on(Role::Viewer, "report", "1"));
    assert!(who.can(ViewReport, &Report::of(1, "red")));
    assert!(!who.can(ViewReport, &Report::of(2, "red")));
}

#[test]
fn a_place_is_compared_as_exact_text() {
    for (kind, id) in [
        ("report", "01"),
        ("report", "+1"),
        ("report", " 1"),
        ("Report", "1"),
        ("project", "Blue"),
        ("project", "blue "),
        ("project", "1"),
        ("report", "blue"),
        ("project", ""),
    ] {
        let who = given(User::member(), on(Role::Viewer, kind, id));
        assert!(
            !who.can(ViewReport, &Report::of(1, "blue")),
            "{kind} {id:?}"
        );
    }
    let who = given(User::member(), on(Role::Viewer, "project", ""));
    assert!(
        !who.can(ViewReport, &Report::of(1, "")),
        "an empty id is not a place"
    );
}

#[test]
fn grants_add() {
    let grants = Grants::none()
        .role_on(
            Role::Viewer,
            [Place::new("project", "blue"), Place::new("report", "9")],
        )
        .role_on(Role::Analyst, [Place::new("project", "red")])
        .actions_on(["edit_report_name"], [Place::new("report", "9")])
        .unwrap();
    let who = given(User::member(), grants);
    let can = |report: &Report| (who.can(ViewReport, report), who.can(EditReportName, report));
    assert_eq!(can(&Report::of(1, "blue")), (true, false));
    assert_eq!(can(&Report::of(1, "red")), (true, true));
    assert_eq!(can(&Report::of(9, "green")), (true, true));
    assert_eq!(can(&Report::of(8, "green")), (false, false));
}

#[test]
fn a_tenants_grant_does_not_count_in_another_tenant() {
    let who = given(User::member(), everywhere(Role::Admin));
    let report = Report::of(1, "blue").at("umbrella");
    assert!(!who.can(ViewReport, &report) && !who.can(EditReportName, &report));
    let who = given(User::member(), on(Role::Admin, "project", "blue"));
    assert!(!who.can(ViewReport, &report));
    // The same id of a place, in the tenant of the subject.
    assert!(who.can(ViewReport, &Report::of(1, "blue")));
}

#[test]
fn a_tenants_grant_counts_on_what_has_no_context() {
    assert!(given(User::member(), everywhere(Role::Admin)).can(ManageRoles, &()));
    assert!(!given(User::member(), everywhere(Role::Analyst)).can(ManageRoles, &()));
    // `()` is in no place.
    let on_a_place = on(Role::Admin, "project", "blue");
    assert!(!given(User::member(), on_a_place).can(ManageRoles, &()));
}

#[test]
fn a_tenants_grant_never_counts_on_a_global_context() {
    let (own, global) = (Some("acme".to_owned()), None);
    let who = given(User::member(), everywhere(Role::Admin));
    assert!(who.can(UseTemplate, &Template { id: 1, tenant: own }));
    assert!(!who.can(
        UseTemplate,
        &Template {
            id: 1,
            tenant: global
        }
    ));
    assert!(!who.can(EditHelp, &Help { id: 1 }));
    let who = given(User::member(), on(Role::Admin, "help", "1"));
    assert!(!who.can(EditHelp, &Help { id: 1 }));
}

#[test]
fn a_grant_of_the_platform_counts_wherever_its_people_reach() {
    let staff = || User::of(&[UserType::Staff]);
    let who = given(staff(), everywhere(Role::Admin));
    assert!(who.can(ViewReport, &Report::of(1, "blue")));
    assert!(who.can(ViewReport, &Report::of(1, "blue").at("umbrella")));
    assert!(who.can(
        UseTemplate,
        &Template {
            id: 1,
            tenant: None
        }
    ));
    assert!(who.can(EditHelp, &Help { id: 1 }));
    assert!(!given(staff(), nothing()).can(EditHelp, &Help { id: 1 }));
    let who = given(staff(), on(Role::Admin, "report", "1"));
    assert!(who.can(ViewReport, &Report::of(1, "blue").at("umbrella")));
    assert!(!who.can(ViewReport, &Report::of(2, "blue").at("umbrella")));
    // A user type that is not the platform's does not reach a tenant.
    let member = User {
        tenant: None,
        ..User::member()
    };
    assert!(!given(member, everywhere(Role::Admin)).can(ViewReport, &Report::of(1, "blue")));
}

#[test]
fn a_subject_of_an_unknown_tenant_is_granted_nothing() {
    for tenant in ["?", ""] {
        let who = given(User::member().at(tenant), everywhere(Role::Admin));
        assert!(!who.can(ManageRoles, &()), "{tenant:?}");
        assert!(!who.can(ViewReport, &Report::of(1, "blue").at(tenant)));
        assert!(!who.can(EditHelp, &Help { id: 1 }));
    }
}

#[test]
fn an_anonymous_caller_and_a_job_are_granted_nothing() {
    let authorizer = authorizer(everywhere(Role::Admin));
    let report = Report::of(1, "blue");
    let anonymous = at_once(authorizer.load_anonymous());
    let at_acme = at_once(authorizer.load_anonymous_at(Tenant::of("acme")));
    let job = at_once(authorizer.load_internal_at("acme", "nightly")).unwrap();
    assert!(job.can(CleanUp, &()));
    for who in [anonymous, at_acme, job] {
        assert!(!who.can(ViewReport, &report) && !who.can(ManageRoles, &()));
    }
}

#[test]
fn without_a_policy_nothing_is_granted() {
    let authorizer = permit::Authorizer::<User>::builder().build();
    let who = authorizer.principal(User::member());
    assert!(!who.can(ViewReport, &Report::of(1, "blue")) && !who.can(ManageRoles, &()));
    let own = Report {
        author: 7,
        ..Report::of(1, "blue")
    };
    assert!(
        who.can(EditReportName, &own),
        "another alternative of the rule"
    );
    assert!(!given(User::member(), nothing()).can(ViewReport, &own));
}

#[test]
fn other_conditions_have_to_hold_beside_a_grant() {
    let who = given(User::of(&[UserType::Guest]), everywhere(Role::Analyst));
    assert!(who.can(EditReportName, &Report::of(10, "blue")));
    assert!(!who.can(EditReportName, &Report::of(11, "blue")));
}

#[test]
fn each_part_of_an_operation_asks_for_its_own_grant() {
    let pair = |left: Report, right: Report| Pair { left, right };
    let grants = Grants::none()
        .role_on(Role::Viewer, [Place::new("project", "blue")])
        .role_on(Role::Analyst, [Place::new("project", "red")]);
    let who = given(User::member(), grants);
    let (blue, red) = (Report::of(1, "blue"), Report::of(2, "red"));
    assert!(who.can(Compare, &pair(blue.clone(), red.clone())));
    assert!(!who.can(Compare, &pair(red.clone(), blue.clone())));
    assert!(!who.can(Retitle, &blue) && who.can(Retitle, &red));
    let who = given(User::member(), everywhere(Role::Analyst));
    assert!(who.can(Compare, &pair(blue.clone(), red.clone())));
    assert!(!who.can(Compare, &pair(blue, red.at("umbrella"))));
}

#[test]
fn a_consent_only_takes_away() {
    let report = Report::of(1, "blue");
    let who = given(User::member(), everywhere(Role::Analyst));
    let viewing = who.delegated(Consent::to(["view_report"]));
    assert!(viewing.can(ViewReport, &report) && !viewing.can(EditReportName, &report));
    let elsewhere = Consent::to(["view_report"]).on([Place::new("project", "red")]);
    assert!(!who.delegated(elsewhere).can(ViewReport, &report));
    // A consent grants nothing.
    let who = given(User::member(), nothing());
    assert!(
        !who.delegated(Consent::to(["view_report"]))
            .can(ViewReport, &report)
    );
}

#[test]
fn an_impersonated_subject_has_its_own_grants_and_not_those_of_the_staff_member() {
    let report = Report::of(1, "blue");
    let target = User {
        id: Some(9),
        ..User::member()
    };
    for (holder, allowed) in [(9, true), (7, false)] {
        let authorizer = authorizer_of(move |user| {
            if user.id == Some(holder) {
                everywhere(Role::Admin)
            } else {
                nothing()
            }
        });
        let staff = at_once(authorizer.load(User::of(&[UserType::Staff])));
        let permit = staff.check(ActAs, &target).unwrap();
        let until = SystemTime::now() + Duration::from_secs(60);
        let who = at_once(staff.load_impersonated(permit, until)).unwrap();
        assert_eq!(
            who.can(ViewReport, &report),
            allowed,
            "{holder} holds the role"
        );
        assert!(!who.can(EditHelp, &Help { id: 1 }));
    }
}

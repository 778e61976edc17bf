//! Every other answer about an action agrees with the check: `could`, `scope`, `abilities`, `explain`.

use permit::{
    Could, Extent, Principal,
    catalogue::Catalogue,
    filter::{Filter, Operator, TenantFilter, Value},
    places::Place,
    policy::Grants,
};

use crate::workplace::{
    EditHelp, EditReportName, Help, ManageRoles, Report, Role, Template, UseTemplate, User,
    UserType, ViewReport, everywhere, given, nothing, on,
};

/// Everyone that may ask, with what each may be given.
fn principals() -> Vec<Principal<User>> {
    let users = [
        User::member(),
        User::of(&[UserType::Guest]),
        User::of(&[UserType::Member, UserType::Guest]),
        User::of(&[UserType::Staff]),
        User::of(&[UserType::Anonymous]),
        User::member().at("umbrella"),
        User::member().at("?"),
        User::member().at(""),
    ];
    let mut all = Vec::new();
    for user in users {
        let mixed = Grants::none()
            .role_on(
                Role::Viewer,
                [Place::new("project", "blue"), Place::new("report", "12")],
            )
            .role_on(
                Role::Admin,
                [Place::new("template", "1"), Place::new("help", "2")],
            );
        for grants in [
            nothing(),
            everywhere(Role::Viewer),
            everywhere(Role::Analyst),
            everywhere(Role::Admin),
            on(Role::Analyst, "project", "red"),
            on(Role::Admin, "unknown", "1"),
            mixed,
        ] {
            all.push(given(user.clone(), grants));
        }
    }
    all
}

fn reports() -> Vec<Report> {
    let mut all = Vec::new();
    for tenant in ["acme", "umbrella", ""] {
        for project in ["blue", "red"] {
            for id in [1, 12] {
                for author in [7, 8] {
                    all.push(Report {
                        id,
                        project: project.to_owned(),
                        author,
                        tenant: tenant.to_owned(),
                    });
                }
            }
        }
    }
    all
}

fn templates() -> Vec<Template> {
    let tenants = [Some("acme"), Some("umbrella"), None];
    let each = |tenant: Option<&str>| {
        [1, 2].map(|id| Template {
            id,
            tenant: tenant.map(str::to_owned),
        })
    };
    tenants.into_iter().flat_map(each).collect()
}

/// The columns of a row, by their names; a number as its text.
type Row = Vec<(&'static str, Option<String>)>;

fn row_of_report(report: &Report) -> Row {
    vec![
        ("id", Some(report.id.to_string())),
        ("project", Some(report.project.clone())),
        ("author", Some(report.author.to_string())),
        ("tenant", Some(report.tenant.clone())),
    ]
}

fn row_of_template(template: &Template) -> Row {
    vec![
        ("id", Some(template.id.to_string())),
        ("tenant", template.tenant.clone()),
    ]
}

fn row_of_help(help: &Help) -> Row {
    vec![("id", Some(help.id.to_string()))]
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        other => panic!("no column has {other:?}"),
    }
}

/// What a database would answer.
fn admits(filter: &Filter, row: &Row) -> bool {
    let column = |name: &str| {
        let found = row.iter().find(|(column, _)| *column == name);
        found.map(|(_, value)| value.clone()).unwrap()
    };
    match filter {
        Filter::Nothing => false,
        Filter::Everything => true,
        Filter::Owner { column: at, id } => column(at.name) == Some(text(id)),
        Filter::Tenant {
            column: at,
            at: tenant,
        } => match tenant {
            TenantFilter::Global => column(at.name).is_none(),
            TenantFilter::AnyTenant => column(at.name).is_some(),
            TenantFilter::Of(id) => column(at.name) == Some(text(id)),
            other => panic!("{other:?}"),
        },
        Filter::Place {
            column: at, one_of, ..
        } => {
            let value = column(at.name);
            one_of.iter().any(|one| value == Some(text(one)))
        }
        Filter::Compare {
            column: at,
            operator: Operator::LessOrEqual,
            value,
        } => column(at.name).unwrap().parse::<u64>().unwrap() <= text(value).parse().unwrap(),
        Filter::All(all) => all.iter().all(|one| admits(one, row)),
        Filter::Any(any) => any.iter().any(|one| admits(one, row)),
        other => panic!("{other:?}"),
    }
}

fn lists(extent: &Extent, row: &Row) -> bool {
    match extent {
        Extent::Nothing => false,
        Extent::Everything => true,
        Extent::Where(filter) => admits(filter, row),
    }
}

#[test]
fn a_list_shows_what_a_check_allows() {
    let (mut shown, mut hidden) = (0, 0);
    let mut compare = |listed: bool, checked: bool, what: &str| {
        assert_eq!(listed, checked, "{what}");
        *if listed { &mut shown } else { &mut hidden } += 1;
    };
    for who in principals() {
        let view = who.scope(ViewReport).unwrap();
        let edit = who.scope(EditReportName).unwrap();
        for report in reports() {
            let (row, what) = (row_of_report(&report), format!("{who:?} {report:?}"));
            compare(
                lists(view.extent(), &row),
                who.can(ViewReport, &report),
                &what,
            );
            compare(
                lists(edit.extent(), &row),
                who.can(EditReportName, &report),
                &what,
            );
        }
        let scope = who.scope(UseTemplate).unwrap();
        for template in templates() {
            let listed = lists(scope.extent(), &row_of_template(&template));
            compare(
                listed,
                who.can(UseTemplate, &template),
                &format!("{who:?} {template:?}"),
            );
        }
        let scope = who.scope(EditHelp).unwrap();
        for help in [Help { id: 1 }, Help { id: 2 }] {
            let listed = lists(scope.extent(), &row_of_help(&help));
            compare(
                listed,
                who.can(EditHelp, &help),
                &format!("{who:?} {help:?}"),
            );
        }
    }
    assert!(shown > 300 && hidden > 1000, "{shown} {hidden}");
}

#[test]
fn the_places_of_a_list_are_one_set() {
    let places = (0..10_000).map(|id| Place::new("project", &id));
    let who = given(User::member(), Grants::none().role_on(Role::Viewer, places));
    let scope = who.scope(ViewReport).unwrap();
    let Extent::Where(filter) = scope.extent() else {
        panic!("some reports are granted");
    };
    let Filter::All(all) = filter else {
        panic!("{filter:?}");
    };
    let places = all.iter().filter_map(|one| match one {
        Filter::Place { kind, one_of, .. } => Some((*kind, one_of.len())),
        _ => None,
    });
    assert_eq!(places.collect::<Vec<_>>(), [("project", 10_000)]);
}

#[test]
fn what_could_be_done_agrees_with_every_check() {
    let mut seen = Vec::new();
    for who in principals() {
        let checks = |allowed: Vec<bool>, could: Could, what: &str| {
            match could {
                Could::Never => assert!(!allowed.contains(&true), "{who:?} {what}"),
                Could::Always => assert!(!allowed.contains(&false), "{who:?} {what}"),
                Could::Depends => {}
                Could::Unknown => panic!("the policy is known"),
            }
            could
        };
        // `Always` speaks of the contexts within reach.
        let tenant = who.subject().tenant;
        let within = |of: Option<&str>| of.is_none() || tenant.is_none() || of == tenant;
        let reports: Vec<_> = reports()
            .into_iter()
            .filter(|report| within(Some(&report.tenant)) && !report.tenant.is_empty())
            .collect();
        let on_reports = |can: &dyn Fn(&Report) -> bool| reports.iter().map(can).collect();
        let view = on_reports(&|report| who.can(ViewReport, report));
        seen.push(checks(view, who.could(ViewReport), "view"));
        let edit = on_reports(&|report| who.can(EditReportName, report));
        seen.push(checks(edit, who.could(EditReportName), "edit"));
        let templates = templates();
        let templates = templates.iter().filter(|one| within(one.tenant.as_deref()));
        let used = templates.map(|one| who.can(UseTemplate, one)).collect();
        seen.push(checks(used, who.could(UseTemplate), "template"));
        let help = [1, 2].map(|id| who.can(EditHelp, &Help { id })).to_vec();
        seen.push(checks(help, who.could(EditHelp), "help"));
        let manages = vec![who.can(ManageRoles, &())];
        seen.push(checks(manages, who.could(ManageRoles), "manage"));
        // Nothing is refused early that a check allows.
        let refused = permit::adapter::refuse_early::<ViewReport>(&who).is_some();
        assert_eq!(refused, who.could(ViewReport) == Could::Never);
    }
    for could in [Could::Never, Could::Depends, Could::Always] {
        let count = seen.iter().filter(|one| **one == could).count();
        assert!(count > 10, "{could:?}: {count}");
    }
}

#[test]
fn abilities_agree_with_every_check() {
    for who in principals() {
        let abilities = who.abilities().unwrap();
        let of = |key: &str| abilities.iter().find(|one| one.key() == key).unwrap();
        for ability in abilities.iter() {
            assert_ne!(ability.could(), Could::Unknown);
        }
        let manages = of("manage_roles").could();
        assert_eq!(
            manages == Could::Always,
            who.can(ManageRoles, &()),
            "{who:?}"
        );
        assert_eq!(
            manages == Could::Never,
            !who.can(ManageRoles, &()),
            "{who:?}"
        );
        assert_eq!(of("view_report").could(), who.could(ViewReport));
        let report = Report::of(1, "blue");
        let on_it = who.abilities_on(&report).unwrap();
        assert_eq!(on_it.contains(&"view_report"), who.can(ViewReport, &report));
        assert_eq!(
            on_it.contains(&"edit_report_name"),
            who.can(EditReportName, &report)
        );
    }
    let who = given(User::member(), on(Role::Viewer, "project", "blue"));
    let abilities = who.abilities().unwrap();
    let view = abilities
        .iter()
        .find(|one| one.key() == "view_report")
        .unwrap();
    assert_eq!(view.conditions(), ["granted"]);
}

#[test]
fn an_explanation_says_whether_it_is_granted() {
    let report = Report::of(1, "blue");
    let who = given(User::member(), on(Role::Viewer, "project", "blue"));
    let explained = who.explain(ViewReport, &report);
    assert!(explained.is_allowed());
    assert!(
        explained.to_string().contains("`granted` holds"),
        "{explained}"
    );
    let explained = who.explain(EditReportName, &report);
    assert!(!explained.is_allowed());
    assert!(
        explained.to_string().contains("`granted` does not hold"),
        "{explained}"
    );
}

#[test]
fn a_decision_by_key_asks_for_grants_too() {
    let catalogue = Catalogue::<User>::new();
    let view = catalogue.action("view_report").unwrap();
    for who in principals() {
        for report in reports() {
            let decided = view.decide(&who, &report).unwrap();
            assert_eq!(decided.is_allowed(), who.can(ViewReport, &report));
        }
    }
}

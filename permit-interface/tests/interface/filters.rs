//! Rules from the scopes of actions: an item carries no keys, and CASL decides by its fields.

use permit::{Authorizer, Consent, Principal, Subject, UserTypes, places::Place, tenancy::Tenant};
use permit_interface::casl::Rules;
use serde_json::{Value, json};

use crate::node::Workshop;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
    Manager,
    #[platform]
    Support,
}

#[derive(Clone)]
struct User {
    id: Option<u64>,
    kinds: UserTypes<UserType>,
    tenant: Option<&'static str>,
    limit: i64,
    projects: Vec<u64>,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.kinds
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            kinds: UserType::Anonymous.into(),
            tenant: None,
            limit: 0,
            projects: vec![],
        }
    }

    fn tenant(&self) -> Tenant<'_> {
        self.tenant.map_or(Tenant::Platform, Tenant::of)
    }
}

#[derive(permit::Columns, Clone, Debug)]
struct Report {
    #[column(owner = User)]
    author: Option<u64>,
    #[column(tenant_or_global)]
    tenant: Option<String>,
    #[column(place = "project")]
    project: u64,
    cost: i64,
    kind: Option<&'static str>,
    archived: bool,
    signature: Vec<u8>,
}

#[permit::condition(filter)]
fn affordable(who: &User, report: &Report) -> bool {
    report.cost <= who.limit
}

#[permit::condition(filter)]
fn between(_who: &User, report: &Report) -> bool {
    report.cost > 10 && 100 > report.cost && report.cost != 50
}

#[permit::condition(filter)]
fn draft_or_memo(_who: &User, report: &Report) -> bool {
    (report.kind == Some("draft") || report.kind == Some("memo")) && !report.archived
}

#[permit::condition(filter)]
fn no_draft(_who: &User, report: &Report) -> bool {
    report.kind != Some("draft")
}

#[permit::condition]
fn has_a_limit(who: &User) -> bool {
    who.limit > 0
}

#[permit::condition(filter)]
fn unnamed(_who: &User, report: &Report) -> bool {
    report.kind.is_none()
}

#[permit::condition(filter)]
fn named(_who: &User, report: &Report) -> bool {
    report.kind.is_some() && report.author.is_some()
}

#[allow(clippy::bool_comparison, reason = "the operator is what is tested")]
#[permit::condition(filter)]
fn neither(who: &User, report: &Report) -> bool {
    report.kind != Some("draft")
        && report.kind != Some("sketch")
        && report.author != who.id
        && report.archived != false
}

#[permit::condition(filter)]
fn expensive(_who: &User, report: &Report) -> bool {
    report.cost >= 100
}

#[permit::condition(filter)]
fn beyond_javascript(_who: &User, report: &Report) -> bool {
    report.cost < 9_007_199_254_740_993 && report.cost != 9_007_199_254_740_993
}

#[permit::condition(filter)]
fn signed(_who: &User, report: &Report) -> bool {
    report.signature == [1_u8, 2][..]
}

#[permit::condition(filter)]
fn in_a_project(who: &User, report: &Report) -> bool {
    who.projects.contains(&report.project)
}

#[permit::condition(filter)]
fn by_a_member(who: &User, report: &Report) -> bool {
    report
        .author
        .is_some_and(|author| who.projects.contains(&author))
}

#[permit::condition(filter)]
fn a_memo_or_unnamed(_who: &User, report: &Report) -> bool {
    [Some("memo"), None].contains(&report.kind)
}

permit::permissions! {
    <User: UserType, tenants, places>

    View(context = Report) {
        Anonymous => allow if no_draft,
        Clerk => allow if owner || (affordable && no_draft),
        Manager => allow,
        Support => allow if between || unnamed,
    }
    Edit(context = Report, requires(draft_or_memo)) {
        Anonymous => deny,
        Clerk => allow if owner && affordable,
        Manager => allow if owner || affordable || between,
        Support => allow if no_draft,
    }
    Contradict(context = Report, requires(expensive)) {
        Anonymous | Support => deny,
        Clerk => allow if between,
        Manager => allow if between || no_draft,
    }
    Count(context = Report) {
        Anonymous => deny,
        Clerk | Manager | Support => allow if beyond_javascript,
    }
    Sign(context = Report) {
        Anonymous => deny,
        Clerk | Manager | Support => allow if signed,
    }
    List(context = Report, requires(has_a_limit)) {
        Anonymous => deny,
        Clerk | Manager | Support => allow,
    }
    Name(context = Report) {
        Anonymous => deny,
        Clerk | Support => allow if named,
        Manager => allow if neither,
    }
    Join(context = Report) {
        Anonymous => allow if a_memo_or_unnamed,
        Clerk => allow if in_a_project && a_memo_or_unnamed,
        Manager => allow if in_a_project || by_a_member,
        Support => allow if by_a_member,
    }
    Both(context = Report) = all_of(View, Edit);
}

fn people() -> Vec<(String, Principal<User>)> {
    let authorizer = Authorizer::builder().build();
    let mut people = Vec::new();
    let mut kinds: Vec<UserTypes<UserType>> = Vec::new();
    for one in <UserType as permit::UserType>::ALL {
        for other in <UserType as permit::UserType>::ALL {
            kinds.push([*one, *other].into());
        }
    }
    for user_types in kinds {
        for (tenant, limit) in [
            (None, 50),
            (Some("a"), 50),
            (Some("a"), i64::MIN),
            (Some(""), 50),
        ] {
            let known = !user_types.is_anonymous();
            let who = authorizer.principal(User {
                id: known.then_some(7),
                kinds: user_types,
                tenant,
                limit,
                projects: if limit > 0 { vec![2, 8] } else { vec![] },
            });
            let about = format!("{user_types} of {tenant:?} with {limit}");
            let consent = Consent::to(["view", "edit", "list", "name", "join", "both"]);
            let on_one = consent.on([Place::new("project", "1"), Place::new("project", "x")]);
            people.push((format!("{about}, delegated"), who.delegated(on_one)));
            people.push((about, who));
        }
    }
    people
}

fn reports() -> Vec<Report> {
    let mut reports = Vec::new();
    for author in [Some(7), Some(8), None] {
        for tenant in [Some("a"), Some("b"), None] {
            for project in [1, 2] {
                for cost in [10, 11, 50, 51, 99, 100] {
                    for (kind, archived) in [
                        (Some("draft"), false),
                        (Some("memo"), true),
                        (Some("draft"), true),
                        (Some("memo"), false),
                        (None, false),
                    ] {
                        reports.push(Report {
                            author,
                            tenant: tenant.map(str::to_owned),
                            project,
                            cost,
                            kind,
                            archived,
                            signature: vec![1, 2],
                        });
                    }
                }
            }
        }
    }
    reports
}

/// A report as a user interface has it, without `abilities`.
fn written(report: &Report) -> Value {
    json!({
        "author": report.author, "tenant": report.tenant, "project": report.project,
        "cost": report.cost, "kind": report.kind, "archived": report.archived,
    })
}

fn rules(who: &Principal<User>) -> Rules {
    Rules::of(who)
        .unwrap()
        .and(&who.scope(View).unwrap())
        .and(&who.scope(Edit).unwrap())
        .and(&who.scope(Contradict).unwrap())
        .and(&who.scope(List).unwrap())
        .and(&who.scope(Count).unwrap())
        .and(&who.scope(Sign).unwrap())
        .and(&who.scope(Name).unwrap())
        .and(&who.scope(Join).unwrap())
        .and(&who.scope(Both).unwrap())
}

#[test]
fn casl_agrees_with_the_decision_by_the_fields_of_an_item() {
    let Some(workshop) = Workshop::new("filters") else {
        return;
    };
    let reports = reports();
    let mut decisions = 0;
    let people = people().into_iter().map(|(name, who)| {
        let allowed = reports.iter().map(|report| {
            decisions += 7;
            json!({
                "view": who.can(View, report),
                "edit": who.can(Edit, report),
                "list": who.can(List, report),
                "contradict": who.can(Contradict, report),
                "name": who.can(Name, report),
                "join": who.can(Join, report),
                "both": who.can(Both, report),
            })
        });
        let allowed: Vec<Value> = allowed.collect();
        json!({ "name": name, "rules": rules(&who), "allowed": allowed })
    });
    let people: Vec<Value> = people.collect();
    let items: Vec<Value> = reports.iter().map(written).collect();
    let cases = json!([{ "items": items, "people": people }]);
    workshop.write("cases.json", &cases.to_string());
    workshop.write("abilities.ts", &permit_interface::typescript::<User>());
    workshop.copy("filters.ts");
    workshop.compile(&["filters.ts"]);
    let compared = workshop.compare("filters");
    assert!(
        decisions > 100_000 && compared > decisions,
        "{compared} of {decisions}"
    );
}

/// The conditions of the rules that allow `action`, except those of the rule that needs its key.
fn alternatives(who: &Principal<User>, action: &str) -> Vec<Value> {
    let rules = rules(who);
    let rules = rules.iter().filter(|rule| rule.action() == action);
    let all = rules.map(|rule| rule.conditions().map(|one| Value::Object(one.clone())));
    let all = all.map(Option::unwrap_or_default);
    all.filter(|one| one.get("abilities").is_none()).collect()
}

fn manager() -> Principal<User> {
    Authorizer::builder().build().principal(User {
        id: Some(7),
        kinds: UserType::Manager.into(),
        tenant: Some("a"),
        limit: 50,
        projects: vec![2, 8],
    })
}

#[test]
fn each_alternative_becomes_its_own_rule() {
    let mut everywhere = alternatives(&manager(), "edit");
    // Drafts or memos, with three alternatives, in the manager's tenant or global.
    assert_eq!(everywhere.len(), 12);
    everywhere
        .retain(|one| one.get("author").is_some() && one["tenant"] == json!({ "$in": ["a"] }));
    let kind = |kind: &str| {
        json!({
            "archived": { "$in": [false] }, "author": { "$in": [7] },
            "kind": { "$in": [kind] }, "tenant": { "$in": ["a"] },
        })
    };
    assert_eq!(everywhere, [kind("draft"), kind("memo")]);
}

#[test]
fn conditions_on_one_field_are_merged() {
    let merged = alternatives(&manager(), "contradict");
    // `between` and `expensive` contradict each other, as the bounds show.
    let bounds = json!({ "$gte": 100, "$lte": 99, "$nin": [50, null], "$exists": true });
    assert_eq!(merged[0]["cost"], bounds, "{merged:?}");
}

#[test]
fn what_javascript_cannot_compare_is_left_to_the_server() {
    for action in ["count", "sign"] {
        assert_eq!(
            alternatives(&manager(), action),
            Vec::<Value>::new(),
            "{action}"
        );
        let rules = rules(&manager());
        let mut carried = rules.iter().filter(|rule| rule.action() == action);
        let conditions = carried.next().and_then(|rule| rule.conditions()).unwrap();
        assert_eq!(conditions["abilities"], json!({ "$all": [action] }));
    }
}

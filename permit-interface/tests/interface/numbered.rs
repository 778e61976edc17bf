//! Tenants with numbers: CASL compares a number with a number, and text with text.

use permit::{Authorizer, Subject, UserTypes, tenancy::Tenant};
use permit_interface::casl::Rules;
use serde_json::{Value, json};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
}

struct User(Tenant<'static>);

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        Some(&1)
    }

    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Member.into()
    }

    fn anonymous() -> Self {
        Self(Tenant::Unknown)
    }

    fn tenant(&self) -> Tenant<'_> {
        self.0
    }
}

#[derive(permit::Columns, Clone, Debug)]
struct Report {
    #[column(tenant)]
    company: u64,
}

#[derive(permit::Columns, Clone, Debug)]
struct Letter {
    #[column(tenant)]
    company: String,
}

permit::permissions! {
    <User: UserType, tenants>

    ViewReport(context = Report) { Anonymous => deny, Member => allow }
    ViewLetter(context = Letter) { Anonymous => deny, Member => allow }
}

#[test]
fn a_rule_compares_the_id_of_a_tenant_as_the_field_has_it() {
    let exact = (1_u64 << 53) - 1;
    for (tenant, report, letter) in [
        (Tenant::of(7), Some(json!(7)), "7"),
        (Tenant::of("7"), Some(json!(7)), "7"),
        // Another spelling is not the number.
        (Tenant::of("07"), None, "07"),
        (Tenant::of("acme"), None, "acme"),
        (Tenant::of(-7), None, "-7"),
        (Tenant::of(exact), Some(json!(exact)), "9007199254740991"),
        // JavaScript cannot tell this number from its neighbours.
        (Tenant::of(exact + 1), None, "9007199254740992"),
        (Tenant::of(u64::MAX), None, "18446744073709551615"),
    ] {
        let who = Authorizer::builder().build().principal(User(tenant));
        let rules = Rules::of(&who)
            .unwrap()
            .and(&who.scope(ViewReport).unwrap())
            .and(&who.scope(ViewLetter).unwrap());
        let by_fields = |action: &str| -> Vec<Value> {
            let rules = rules.iter().filter(|rule| rule.action() == action);
            let conditions = rules.filter_map(|rule| rule.conditions()?.get("company").cloned());
            conditions.collect()
        };
        let report: Vec<_> = report
            .map(|id| json!({ "$in": [id] }))
            .into_iter()
            .collect();
        assert_eq!(by_fields("view_report"), report, "{tenant:?}");
        assert_eq!(
            by_fields("view_letter"),
            [json!({ "$in": [letter] })],
            "{tenant:?}"
        );
    }
}

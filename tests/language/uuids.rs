//! UUIDs as the ids of subjects, tenants and places.

use permit::{
    Authorizer, Consent, Extent, Subject, UserTypes,
    filter::{Filter, TenantFilter, Value},
    places::Place,
    tenancy::Tenant,
};
use uuid::Uuid;

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
}

struct User {
    id: Option<Uuid>,
    company: Uuid,
}

impl Subject for User {
    type UserType = UserType;
    type Id = Uuid;
    fn id(&self) -> Option<&Uuid> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Member.into()
    }
    fn anonymous() -> Self {
        Self {
            id: None,
            company: Uuid::nil(),
        }
    }
    fn tenant(&self) -> Tenant<'_> {
        Tenant::of(self.company)
    }
}

#[derive(permit::Columns)]
struct Report {
    #[column(place = "report")]
    id: Uuid,
    #[column(owner = User)]
    author: Uuid,
    #[column(tenant)]
    company: Uuid,
}

permit::permissions! {
    <User: UserType, tenants, places>
    View(context = Report) { Anonymous => deny, Member => allow if owner }
}

const ACME: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);
const ADA: Uuid = Uuid::from_u128(3);

fn report(author: Uuid, company: Uuid) -> Report {
    Report {
        id: Uuid::from_u128(7),
        author,
        company,
    }
}

#[test]
fn a_uuid_is_an_id_of_subjects_tenants_and_places() {
    let who = Authorizer::<User>::builder().build().principal(User {
        id: Some(ADA),
        company: ACME,
    });
    assert!(who.can(View, &report(ADA, ACME)));
    assert!(!who.can(View, &report(ADA, OTHER)) && !who.can(View, &report(ACME, ACME)));
    let on = |id: &str| who.delegated(Consent::to(["view"]).on([Place::new("report", id)]));
    let id = Uuid::from_u128(7).to_string();
    assert!(on(&id).can(View, &report(ADA, ACME)));
    let compact = Uuid::from_u128(7).simple().to_string();
    assert!(
        !on(&compact).can(View, &report(ADA, ACME)),
        "not its canonical text"
    );

    let scope = who.scope(View).unwrap();
    let Extent::Where(Filter::All(all)) = scope.extent() else {
        panic!("{scope:?}");
    };
    assert!(all.iter().any(|one| matches!(
        one,
        Filter::Tenant { at: TenantFilter::Of(Value::Text(id)), .. } if *id == ACME.to_string()
    )));
}

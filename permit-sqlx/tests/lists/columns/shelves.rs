//! One application for each mark of `#[column]`: as its owner, its tenant, its place and its label, a
//! shelf has the text of one id.

/// Makes an application whose columns have this mark, with its comparison of lists with checks.
macro_rules! shelves {
    ($name:ident $(, $mark:tt = $type:literal)?) => {
        #[allow(dead_code, reason = "not each mark has a type that is compared")]
        pub mod $name {
            use permit::{
                Authorizer, Consent, Listed, Scope, Subject, UserTypes,
                filter::{Filter, OwnerColumn, PlaceColumns},
                places::Place,
                tenancy::Tenant,
            };

            use crate::columns::{NASTY, Table};

            #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
            pub enum UserType {
                #[anonymous]
                Anonymous,
                Member,
                #[platform]
                Staff,
            }

            #[derive(Clone, Debug)]
            pub struct Person {
                pub id: Option<String>,
                pub user_type: UserType,
                pub tenant: Tenant<'static>,
                pub label: Option<String>,
            }

            impl Subject for Person {
                type UserType = UserType;
                type Id = String;
                fn id(&self) -> Option<&String> {
                    self.id.as_ref()
                }
                fn user_types(&self) -> UserTypes<UserType> {
                    self.user_type.into()
                }
                fn anonymous() -> Self {
                    person(None, UserType::Anonymous, Tenant::Unknown)
                }
                fn tenant(&self) -> Tenant<'_> {
                    self.tenant
                }
            }

            fn person(id: Option<&str>, user_type: UserType, tenant: Tenant<'static>) -> Person {
                let id = id.map(str::to_owned);
                Person { label: id.clone(), id, user_type, tenant }
            }

            #[derive(permit::Columns, Clone, Debug)]
            pub struct Shelf {
                #[column(owner = Person $(, $mark = $type)?)]
                pub owner: Option<String>,
                #[column(tenant_or_global $(, $mark = $type)?)]
                pub tenant: Option<String>,
                #[column(place = "shelf" $(, $mark = $type)?)]
                pub place: Option<String>,
                #[column("label" $(, $mark = $type)?)]
                pub label: Option<String>,
                pub is_public: bool,
            }

            #[permit::condition(filter)]
            fn is_public(_: &Person, shelf: &Shelf) -> bool {
                shelf.is_public
            }

            #[permit::condition(filter)]
            fn has_the_label(who: &Person, shelf: &Shelf) -> bool {
                shelf.label == who.label
            }

            #[permit::condition(filter)]
            fn has_another_label(who: &Person, shelf: &Shelf) -> bool {
                shelf.label != who.label
            }

            permit::permissions! {
                <Person: UserType, tenants, places>

                pub Enter(context = Shelf) {
                    Anonymous => deny,
                    Member | Staff => allow,
                }

                pub Edit(context = Shelf) {
                    Anonymous => deny,
                    Member | Staff => allow if owner,
                }

                pub View(context = Shelf) {
                    Anonymous => allow if is_public,
                    Member | Staff => allow if owner || is_public,
                }

                pub Label(context = Shelf) {
                    Anonymous => deny,
                    Member => allow if has_the_label,
                    Staff => allow if has_the_label || owner,
                }

                pub Relabel(context = Shelf) {
                    Anonymous => deny,
                    Member | Staff => allow if has_another_label,
                }
            }

            /// Compares the list with a check of each row. Returns how many rows are allowed.
            async fn agrees<A: Listed<Subject = Person, Context = Shelf> + Clone>(
                table: &impl Table,
                rows: &[(i64, Shelf)],
                scope: Scope<A>,
            ) -> usize {
                let who = scope.principal();
                let allowed = |shelf: &Shelf| who.can(scope.action().clone(), shelf);
                let allowed = rows.iter().filter(|(_, shelf)| allowed(shelf));
                let expected: Vec<_> = allowed.map(|(number, _)| *number).collect();
                let listed = table.list(&scope).await;
                assert_eq!(listed, expected, "{} for {who:?}, {:?}", A::TABLE.key(), scope.extent());
                expected.len()
            }

            /// Compares for every id as that of the owner, of the tenant, of places and as a label.
            /// Returns how many lists were compared, and how many rows they had.
            pub async fn compare(table: &impl Table, read: &str) -> [usize; 2] {
                let rows = table.rows(read).await.into_iter().map(|(number, id, is_public)| {
                    let shelf = Shelf {
                        owner: id.clone(),
                        tenant: id.clone(),
                        place: id.clone(),
                        label: id,
                        is_public,
                    };
                    (number, shelf)
                });
                let rows: Vec<_> = rows.collect();
                let authorizer = Authorizer::<Person>::builder().build();
                let (mut lists, mut allowed) = (0, 0);
                let unnamed = person(None, UserType::Staff, Tenant::Platform);
                let mut people = vec![authorizer.principal(unnamed), authorizer.anonymous()];
                for (index, id) in NASTY.into_iter().enumerate() {
                    let member = person(Some(id), UserType::Member, Tenant::of(id));
                    let staff = person(Some(id), UserType::Staff, Tenant::Platform);
                    let staff = authorizer.principal(staff);
                    let next = NASTY[(index + 1) % NASTY.len()];
                    for ids in [vec![id], vec![id, next], NASTY.to_vec(), vec!["none", id, "-1"]] {
                        let places = ids.iter().map(|id| Place::new("shelf", *id));
                        let keys = ["enter", "view", "label"];
                        people.push(staff.delegated(Consent::to(keys).on(places)));
                    }
                    people.extend([staff, authorizer.principal(member)]);
                }
                for who in people {
                    allowed += agrees(table, &rows, who.scope(Enter).unwrap()).await
                        + agrees(table, &rows, who.scope(Edit).unwrap()).await
                        + agrees(table, &rows, who.scope(View).unwrap()).await
                        + agrees(table, &rows, who.scope(Label).unwrap()).await
                        + agrees(table, &rows, who.scope(Relabel).unwrap()).await;
                    lists += 5;
                }
                [lists, allowed]
            }

            /// The filters of an owner and of several places, for a plan.
            pub fn filters(ids: [&str; 2]) -> [Filter; 2] {
                let [(kind, column, read)] = *Shelf::PLACES else {
                    panic!("a shelf is one place");
                };
                let id = read(ids[0]).unwrap();
                let one_of = ids.into_iter().filter_map(read).collect();
                [
                    Filter::Owner { column: Shelf::OWNER, id },
                    Filter::Place { column, kind, one_of },
                ]
            }
        }
    };
}

shelves!(plain);
shelves!(uuid, cast = "uuid");
shelves!(bigint, cast = "bigint");
shelves!(bpchar, cast = "bpchar");
shelves!(citext, cast = "citext");
shelves!(mood, enum = "mood");
shelves!(tense, enum = "tense");

/// The check of the schema for each mark: the marks that it accepts, and what it says to the others.
pub async fn verified(table: &impl super::Table) -> (Vec<&'static str>, Vec<String>) {
    let mut accepted = Vec::new();
    let mut refused = Vec::new();
    macro_rules! each {
        ($($name:ident)*) => {$(
            match table.verify::<$name::Shelf>().await {
                Ok(()) => accepted.push(stringify!($name)),
                Err(error) => refused.push(error.to_string()),
            }
        )*};
    }
    each!(plain uuid bigint bpchar citext mood tense);
    (accepted, refused)
}

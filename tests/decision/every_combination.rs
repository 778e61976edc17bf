//! Compares permit with the reference in every small world.

use std::sync::LazyLock;

use permit::{
    ActionOf, Could, Listed, Principal, UserTypes,
    filter::{Filter, FilterValue, TenantFilter},
    matrix::{Cell, Matrix},
};
use permit_runtime::adapter::Scopes;

use crate::{
    catalogue::{
        ALL, Archive, At, Destroy, Document, Edit, Flags, Open, Pay, Person, Publish, Read, Share,
        UserType, View, authorizer,
    },
    reference::{Reference, World},
};

const SUBJECT_TENANTS: [At; 5] = [
    At::Platform,
    At::Tenant("acme"),
    At::Tenant("other"),
    At::Tenant(""),
    At::Nowhere,
];
const TENANTS: [Option<&str>; 4] = [None, Some("acme"), Some("other"), Some("")];
const OWNERS: [Option<u64>; 3] = [Some(7), Some(8), None];
const MARKS: u32 = 1 << 5;

/// Every user type, every pair of them, and none.
fn sets() -> Vec<Vec<UserType>> {
    let mut sets = vec![vec![]];
    for (position, one) in ALL.iter().enumerate() {
        sets.push(vec![*one]);
        sets.extend(
            ALL.iter()
                .skip(position + 1)
                .map(|other| vec![*one, *other]),
        );
    }
    sets
}

/// All on, all unknown, and each of them off or unknown while the others are on.
const FLAGS: [Flags; 6] = [
    flags(ON, [ON, ON]),
    flags(None, [None, None]),
    flags(OFF, [ON, ON]),
    flags(None, [ON, ON]),
    flags(ON, [OFF, ON]),
    flags(ON, [ON, None]),
];
const ON: Option<bool> = Some(true);
const OFF: Option<bool> = Some(false);

const fn flags(sharing: Option<bool>, trials: [Option<bool>; 2]) -> Flags {
    Flags { sharing, trials }
}

/// Counts what was compared, so that a loop that is never entered fails the test.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    worlds: usize,
    allowed: usize,
    never: usize,
    depends: usize,
    always: usize,
    /// Those that were compared with a cell of the matrix.
    cells: usize,
}

/// A context as a filter sees it: its columns.
trait Row {
    fn is_in(&self, filter: &Filter) -> bool;
}

impl Row for Document {
    fn is_in(&self, filter: &Filter) -> bool {
        match filter {
            Filter::Nothing => false,
            Filter::Everything => true,
            Filter::Owner { column, id } => {
                assert_eq!(column.name, "owner");
                self.owner.is_some_and(|owner| owner.value() == *id)
            }
            Filter::Tenant { column, at } => {
                assert_eq!(column.name, "tenant");
                match at {
                    TenantFilter::Global => self.tenant.is_none(),
                    TenantFilter::AnyTenant => self.tenant.is_some(),
                    TenantFilter::Of(tenant) => {
                        self.tenant.is_some_and(|own| own.value() == *tenant)
                    }
                    other => panic!("no context produces {other:?}"),
                }
            }
            Filter::All(all) => all.iter().all(|one| self.is_in(one)),
            Filter::Any(any) => any.iter().any(|one| self.is_in(one)),
            other => panic!("no condition produces {other:?}"),
        }
    }
}

/// `()` is in no table, so its list is everything or nothing.
impl Row for () {
    fn is_in(&self, filter: &Filter) -> bool {
        match filter {
            Filter::Nothing => false,
            Filter::Everything => true,
            other => panic!("a filter on `()` cannot be {other:?}"),
        }
    }
}

static MATRIX: LazyLock<Matrix> = LazyLock::new(Matrix::of::<Person>);

/// What the matrix says of a world with one user type.
fn cell(key: &str, world: World<'_>) -> Option<&'static Cell> {
    let &[one] = world.user_types else {
        return None;
    };
    let index = ALL.iter().position(|other| *other == one).unwrap();
    Some(&MATRIX.action(key).unwrap().cells[index])
}

/// For one person, one action and every context, each way to ask must agree with the reference.
fn agree<A>(
    who: &Principal<Person>,
    action: &A,
    world: World<'_>,
    contexts: &[(World<'_>, &A::Context)],
    count: &mut Count,
) where
    A: Listed<Shape: Scopes<A>, Context: Row> + ActionOf<Person> + Reference + Clone,
{
    let could = who.could(action.clone());
    let scope = Filter::from(who.scope(action.clone()).unwrap().extent().clone());
    match could {
        Could::Never => count.never += 1,
        Could::Depends => count.depends += 1,
        Could::Always => count.always += 1,
        Could::Unknown => panic!("there is no policy"),
    }
    let mut expected = Vec::new();
    for (world, context) in contexts {
        let allowed = world.allows(action);
        let about = || format!("{} in {world:?}", A::TABLE.key());
        assert_eq!(
            who.can(action.clone(), context),
            allowed,
            "can: {}",
            about()
        );
        let checked = who.check(action.clone(), *context).is_ok();
        assert_eq!(checked, allowed, "check: {}", about());
        assert_eq!(context.is_in(&scope), allowed, "{scope:?}: {}", about());
        let explained = who.explain(action.clone(), context);
        assert_eq!(explained.is_allowed(), allowed, "explain: {}", about());
        let within_reach = world.user_types.iter().any(|one| world.reaches(*one));
        if let Some(cell) = cell(A::TABLE.key(), *world) {
            let says = cell.allows(|premise| world.holds(premise, action));
            assert_eq!(says && within_reach, allowed, "{cell}: {}", about());
            count.cells += 1;
        }
        assert!(could != Could::Never || !allowed, "never: {}", about());
        assert!(
            could != Could::Always || allowed || !within_reach,
            "always: {}",
            about()
        );
        expected.push(allowed);
        count.worlds += 1;
        count.allowed += usize::from(allowed);
    }
    let parted = who
        .partition(action.clone(), contexts.iter().map(|one| one.1))
        .unwrap();
    let allowed = expected.iter().filter(|one| **one).count();
    assert_eq!(parted.permits.len(), allowed, "partition: {world:?}");
    assert_eq!(
        parted.denied.len(),
        expected.len() - allowed,
        "partition: {world:?}"
    );
}

/// The principal of a world, and its tenant. The tenant of an anonymous principal is the one that
/// `anonymous_at` was given; without it, the tenant is unknown.
fn principal(world: World<'_>) -> (Principal<Person>, At) {
    let authorizer = authorizer(world.flags);
    let person = Person {
        id: world.id,
        user_types: world.user_types.iter().copied().collect(),
        subject_tenant: world.subject_tenant,
        marks: world.marks,
    };
    if person.user_types != UserTypes::from(UserType::Anonymous) {
        return (authorizer.principal(person), world.subject_tenant);
    }
    match world.subject_tenant {
        At::Tenant(_) => (
            authorizer.anonymous_at(world.subject_tenant.into()),
            world.subject_tenant,
        ),
        At::Platform | At::Nowhere => (authorizer.principal(person), At::Nowhere),
    }
}

fn compare(world: World<'_>, count: &mut Count) {
    let (who, subject_tenant) = principal(world);
    if who.subject().id != world.id || who.subject().marks != world.marks {
        // `anonymous_at` takes the subject from `Person::anonymous`: it has no id and no marks.
        return;
    }
    let world = World {
        subject_tenant,
        ..world
    };
    let mut documents = Vec::new();
    for owner in OWNERS {
        for tenant in TENANTS {
            let document = Document { owner, tenant };
            documents.push((
                World {
                    owner,
                    tenant,
                    ..world
                },
                document,
            ));
        }
    }
    let documents: Vec<_> = documents.iter().map(|(world, one)| (*world, one)).collect();
    macro_rules! each {
        ($contexts:expr; $($action:expr),*) => {$(
            if world.marks < marks(&$action) {
                agree(&who, &$action, world, $contexts, count);
            }
        )*};
    }
    each!(&documents; View, Read, Edit, Share, Publish, Archive, Destroy);
    each!(&documents; Pay { amount: 100 }, Pay { amount: 101 });
    // `()` is in the subject's own tenant, so the reference treats it as global.
    let nothing = World {
        owner: None,
        tenant: None,
        ..world
    };
    each!(&[(nothing, &())]; Open);
}

/// The number of combinations of the marks that an action reads. Other marks are skipped.
fn marks<A: Reference>(_: &A) -> u32 {
    1 << A::MARKS
}

#[test]
fn every_way_to_ask_agrees_with_the_procedure_in_every_small_world() {
    let mut count = Count::default();
    for set in sets() {
        // `UserTypes` drops the anonymous user type when there is another one.
        let known: Vec<_> = set
            .iter()
            .filter(|one| **one != UserType::Anonymous)
            .collect();
        let user_types: Vec<_> = match known.as_slice() {
            [] => set.clone(),
            known => known.iter().map(|one| **one).collect(),
        };
        for subject_tenant in SUBJECT_TENANTS {
            for id in [Some(7), None] {
                for flags in FLAGS {
                    for marks in 0..MARKS {
                        let world = World {
                            user_types: &user_types,
                            subject_tenant,
                            id,
                            marks,
                            flags,
                            owner: None,
                            tenant: None,
                        };
                        compare(world, &mut count);
                    }
                }
            }
        }
    }
    // Each action is tried with the marks that it reads, nine of them on twelve documents, and
    // `Open` on `()`.
    let of_one_person = (1 + 1 + 1 + 2 + 4 + 8 + 32 + 4 + 4) * 12 + 32;
    let principals = (15 * 5 + 2) * 2 * FLAGS.len();
    let anonymous_at_tenants = 3 * FLAGS.len() * (9 * 12 + 1);
    println!(
        "{} small worlds, {} of them allowed",
        count.worlds, count.allowed
    );
    assert_eq!(
        count.worlds,
        principals * of_one_person + anonymous_at_tenants
    );
    let Count {
        allowed,
        never,
        depends,
        always,
        ..
    } = count;
    println!("{} of them compared with the matrix", count.cells);
    assert!(count.cells > count.worlds / 4, "{count:?}");
    assert!(
        allowed > 0 && never > 0 && depends > 0 && always > 0,
        "{count:?}"
    );
}

#[test]
fn the_cells_of_the_catalogue_agree_with_its_rules() {
    assert_eq!(permit::testing::verify::<Person>(), 9 * ALL.len());
}

//! Rows and people drawn by chance, and lists compared with checks.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime},
};

use permit::{Consent, Extent, Home, Listed, Place, Principal, Scope, Subject};
use permit_sqlx::{Dialect, PushWhere};

use crate::{
    archive::{
        At, Destroy, Edit, Enter, Fill, Flags, Folder, Form, Kind, Label, Lift, Note, Person, Read,
        Review, Rework, Ship, Unseal, UserType, View, Weigh, Write, authorizer,
    },
    company,
    draw::Draw,
};

/// A database with the tables of both applications.
pub trait Store {
    type Database: Dialect;

    /// Puts these rows in the place of those that are there.
    async fn fill(&self, rows: &Rows);

    /// The ids of the rows of `table` that the filter lets in, in their order.
    async fn ids(&self, table: &'static str, filter: &impl PushWhere<Self::Database>) -> Vec<u64>;
}

/// The rows of the archive, each at its id.
pub struct Rows {
    pub folders: Vec<Folder>,
    pub notes: Vec<Note>,
    pub forms: Vec<Form>,
}

const TENANTS: [&str; 3] = ["acme", "Acme", ""];
const TEXTS: [&str; 7] = ["eu", "EU", "e'u", "", "ß", "ss", "eu "];
const DRAWERS: [&str; 6] = ["7", "07", "a", "A", "", "1"];
const MOST: u64 = i64::MAX.cast_unsigned();
const FOLDERS: u64 = 40;
const NOTES: u64 = 16;
const FORMS: u64 = 8;

fn maybe<T: Clone>(draw: &mut Draw, all: &[T]) -> Option<T> {
    (!draw.once_in(4)).then(|| draw.of(all))
}

impl Rows {
    pub fn drawn(draw: &mut Draw) -> Self {
        let mut folder = |id| Folder {
            id,
            owner: maybe(draw, &[1, 2, 3]),
            reviewer: draw.of(&[0, 1, 2, 3]),
            tenant: maybe(draw, &TENANTS).map(Into::into),
            drawer: maybe(draw, &DRAWERS).map(Into::into),
            region: draw.of(&TEXTS).into(),
            label: maybe(draw, &TEXTS).map(Into::into),
            level: draw.of(&[-1, 0, 1, 2, i64::MIN, i64::MAX]),
            size: draw.of(&[0, 1, 2, 3, MOST]),
            sealed: draw.once_in(2),
            starred: maybe(draw, &[true, false]),
            fingerprint: draw.of(&[vec![], vec![0], vec![1, 2], b"eu".to_vec()]),
            kind: draw.of(&[Kind::Letter, Kind::Ledger]),
            opened: (),
        };
        let folders = (0..FOLDERS).map(&mut folder).collect();
        let note = |id| Note {
            id,
            author: draw.of(&[1, 2, 3]),
            tenant: draw.of(&TENANTS).into(),
            about: maybe(draw, &[1, 2, 3]),
        };
        let notes = (0..NOTES).map(note).collect();
        let form = |id| Form {
            id,
            level: draw.of(&[-1, 0, 1, 2]),
        };
        let forms = (0..FORMS).map(form).collect();
        Self {
            folders,
            notes,
            forms,
        }
    }
}

const ALL: [UserType; 5] = [
    UserType::Anonymous,
    UserType::Clerk,
    UserType::Manager,
    UserType::Auditor,
    UserType::Operator,
];

/// Somebody, perhaps at a door, perhaps delegated, perhaps twice.
fn somebody(draw: &mut Draw) -> Principal<Person> {
    let states = [None, Some(false), Some(true), Some(true)];
    let authorizer = authorizer(Flags {
        unsealing: draw.of(&states),
        trial: draw.of(&states),
    });
    let who = if draw.once_in(12) {
        let doors = [Home::Of("acme"), Home::Of(""), Home::Nowhere];
        authorizer.anonymous_at(draw.of(&doors))
    } else {
        let first = draw.of(&ALL);
        let more = ALL.into_iter().filter(|_| draw.once_in(6));
        let mut user_types: Vec<_> = more.collect();
        if !draw.once_in(20) {
            user_types.push(first);
        }
        authorizer.principal(Person {
            id: maybe(draw, &[1, 2, 3, 3, u64::MAX]),
            user_types: user_types.into_iter().collect(),
            home: draw.of(&[
                At::Platform,
                At::Tenant("acme"),
                At::Tenant("Acme"),
                At::Tenant(""),
                At::Nowhere,
            ]),
            region: draw.of(&[TEXTS.as_slice(), &["e\0u"]].concat()).into(),
            label: maybe(draw, &TEXTS).map(Into::into),
            level: draw.of(&[-1, 0, 1, 2, i64::MIN, i64::MAX]),
            budget: draw.of(&[0, 1, 2, 3, MOST, MOST + 1, u64::MAX]),
            token: draw.of(&[vec![], vec![0], vec![1, 2], b"eu".to_vec()]),
            kind: draw.of(&[Kind::Letter, Kind::Ledger]),
        })
    };
    let who = if draw.once_in(3) {
        who.delegated(consent(draw))
    } else {
        who
    };
    if draw.once_in(8) {
        who.delegated(consent(draw))
    } else {
        who
    }
}

fn consent(draw: &mut Draw) -> Consent {
    use permit::Permissions;
    let actions = Person::ACTIONS.iter().map(|action| action.key);
    let consent = Consent::to(actions.filter(|_| !draw.once_in(5)));
    let now = SystemTime::now();
    let consent = match draw.of(&[0, 0, 0, 0, 0, 1, 2]) {
        1 => consent.until(now - Duration::from_mins(1)),
        2 => consent.until(now + Duration::from_hours(1)),
        _ => consent,
    };
    if draw.once_in(3) {
        return consent;
    }
    let numbers = ["0", "1", "2", "3", "4", "5", "6", "7", "07", "+1", "", "x"];
    let places = (0..draw.of(&[0, 1, 4, 12])).map(|_| match draw.of(&[0, 0, 1, 1, 2, 3]) {
        0 => Place::new("folder", draw.of(&numbers)),
        1 => Place::new("drawer", draw.of(&DRAWERS)),
        2 => Place::new("form", draw.of(&numbers)),
        _ => Place::new("cellar", "1"),
    });
    consent.on(places.collect::<Vec<_>>())
}

/// What was compared, so that a loop that is never entered is no success.
#[derive(Debug, Default)]
pub struct Count {
    pub comparisons: usize,
    pub queries: usize,
    nothing: usize,
    everything: usize,
    filtered: usize,
    /// Of each action how many rows were allowed, and how many denied.
    actions: BTreeMap<&'static str, [usize; 2]>,
}

impl Count {
    fn noted(&mut self, action: &'static str, allowed: bool) {
        self.comparisons += 1;
        self.actions.entry(action).or_default()[usize::from(!allowed)] += 1;
    }

    /// Each action is allowed on some row and denied on another, and each extent was met.
    pub fn assert_whole(&self, actions: usize) {
        assert_eq!(self.actions.len(), actions);
        for (action, [allowed, denied]) in &self.actions {
            assert!(*allowed > 0 && *denied > 0, "{action}: {self:?}");
        }
        assert!(self.nothing > 0 && self.everything > 0 && self.filtered > 0);
    }
}

/// The list of `table`, held against the check of each of its rows.
async fn compare<U, A, S, C>(
    store: &S,
    scope: &Scope<A>,
    (table, rows): (&'static str, &[C]),
    count: &mut Count,
) where
    U: Subject,
    A: Listed<Subject = U, Context = C> + Clone,
    C: std::fmt::Debug,
    S: Store,
{
    let (who, key) = (scope.principal(), A::TABLE.key);
    let allowed = |row: &C| who.can(scope.action().clone(), row);
    let expected: Vec<u64> = (0..)
        .zip(rows)
        .filter(|(_, row)| allowed(row))
        .map(|(id, _)| id)
        .collect();
    let listed = store.ids(table, scope).await;
    assert_eq!(
        listed,
        expected,
        "{key} for {who:?} at {:?}, of {:?}: {:?}",
        who.home(),
        who.consents().collect::<Vec<_>>(),
        scope.extent(),
    );
    assert_eq!(scope.admit(rows).len(), expected.len(), "{key}");
    match scope.extent() {
        Extent::Nothing => count.nothing += 1,
        Extent::Everything => count.everything += 1,
        Extent::Where(_) => count.filtered += 1,
    }
    count.queries += 1;
    for row in rows {
        count.noted(key, allowed(row));
    }
}

/// Compares for `people` persons on each of `tables` draws of the rows.
pub async fn archive(store: &impl Store, tables: usize, people: usize) -> Count {
    let mut draw = Draw(26);
    let mut count = Count::default();
    for _ in 0..tables {
        let rows = Rows::drawn(&mut draw);
        store.fill(&rows).await;
        for _ in 0..people {
            let who = somebody(&mut draw);
            let limit = draw.of(&[0, 1, 2, 3, MOST, u64::MAX]);
            macro_rules! each {
                ($rows:expr; $($action:expr),*) => {$(
                    compare(store, &who.scope($action), $rows, &mut count).await;
                )*};
            }
            each!(("folders", &rows.folders);
                Read, View, Edit, Label, Lift, Ship, Unseal, Review, Destroy, Rework, Weigh { limit });
            each!(("notes", &rows.notes); Write);
            each!(("forms", &rows.forms); Fill);
            let enter = who.scope(Enter);
            let may = who.can(Enter, &());
            assert_eq!(*enter.extent() == Extent::Everything, may, "{enter:?}");
            assert_eq!(*enter.extent() == Extent::Nothing, !may, "{enter:?}");
            count.noted("enter", may);
        }
    }
    let rows = usize::try_from(FOLDERS * 11 + NOTES + FORMS + 1).unwrap();
    assert_eq!(count.comparisons, tables * people * rows);
    count.assert_whole(14);
    count
}

/// The application of the tests of the decision, and its twelve documents.
pub async fn company(store: &impl Store, people: usize) -> Count {
    use company::{
        ALL, Archive, At, Destroy, Edit, Flags, Pay, Person, Publish, Read, Share, View, authorizer,
    };
    let mut draw = Draw(7);
    let mut count = Count::default();
    let documents = documents();
    for _ in 0..people {
        let states = [None, Some(false), Some(true), Some(true), Some(true)];
        let flags = Flags {
            sharing: draw.of(&states),
            trials: [draw.of(&states), draw.of(&states)],
        };
        let first = draw.of(&ALL);
        let user_types = ALL.into_iter().filter(|_| draw.once_in(5));
        let user_types = user_types.chain([first]).collect();
        let who = authorizer(flags).principal(Person {
            id: maybe(&mut draw, &[7, 8]),
            user_types,
            home: draw.of(&[
                At::Platform,
                At::Tenant("acme"),
                At::Tenant("other"),
                At::Tenant(""),
                At::Nowhere,
            ]),
            marks: u32::try_from(draw.number() % 32).unwrap(),
        });
        let amount = draw.of(&[100, 101]);
        macro_rules! each {
            ($($action:expr),*) => {$(
                let scope = who.scope($action);
                compare(store, &scope, ("documents", &documents), &mut count).await;
            )*};
        }
        each!(
            View,
            Read,
            Edit,
            Share,
            Publish,
            Archive,
            Destroy,
            Pay { amount }
        );
    }
    assert_eq!(count.comparisons, people * 8 * 12);
    count.assert_whole(8);
    count
}

/// Every owner with every tenant.
pub fn documents() -> Vec<company::Document> {
    let tenants = [None, Some("acme"), Some("other"), Some("")];
    let owners = [None, Some(7), Some(8)];
    let all = owners.into_iter().flat_map(|owner| {
        tenants
            .into_iter()
            .map(move |tenant| company::Document { owner, tenant })
    });
    all.collect()
}

/// The tables, in the words of both databases but for the types of `bool` and bytes, and of text
/// that its column compares in a way of its own.
pub fn tables(text: &str, bytes: &str, kind: &str) -> String {
    format!(
        "CREATE TABLE folders (
             id BIGINT PRIMARY KEY, owner_id BIGINT, reviewer BIGINT NOT NULL, tenant {text},
             drawer {text}, \"Region\" {text} NOT NULL, label {text}, level BIGINT NOT NULL,
             size BIGINT NOT NULL, sealed BOOLEAN NOT NULL, starred BOOLEAN,
             fingerprint {bytes} NOT NULL, kind {kind} NOT NULL
         );
         CREATE TABLE notes (
             id BIGINT PRIMARY KEY, author BIGINT NOT NULL, tenant {text} NOT NULL, about BIGINT
         );
         CREATE TABLE forms (id BIGINT PRIMARY KEY, level BIGINT NOT NULL);
         CREATE TABLE documents (id BIGINT PRIMARY KEY, owner BIGINT, tenant {text});"
    )
}

//! Random rows and principals, and the comparison of lists with checks.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime},
};

use permit::{
    Consent, Extent, Listed, Principal, Scope, Subject, catalogue::Table, places::Place,
    tenancy::Tenant,
};
use permit_sqlx::{Dialect, PushWhere};

use crate::{
    archive::{
        At, Destroy, Edit, Enter, Fill, Flags, Folder, Form, Kind, Label, Lift, Note, Person, Read,
        Review, Rework, Ship, Unseal, UserType, View, Weigh, Write, authorizer,
    },
    company,
    draw::Draw,
    numbered,
};

/// A database with the tables of each application.
pub trait Store {
    type Database: Dialect;

    /// Replaces the rows of the database with these.
    async fn fill(&self, rows: &Rows);

    /// The ids of the rows of `table` that the filter selects, in order.
    async fn ids(&self, table: &'static str, filter: &impl PushWhere<Self::Database>) -> Vec<u64>;
}

/// The rows of the archive. The id of each row is its index.
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

/// A random principal, sometimes anonymous at a tenant, sometimes delegated once or twice.
fn principal(draw: &mut Draw) -> Principal<Person> {
    let states = [None, Some(false), Some(true), Some(true)];
    let authorizer = authorizer(Flags {
        unsealing: draw.of(&states),
        trial: draw.of(&states),
    });
    let who = if draw.once_in(12) {
        let tenants = [Tenant::of("acme"), Tenant::of(""), Tenant::Unknown];
        authorizer.anonymous_at(draw.of(&tenants))
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
            tenant: draw.of(&[
                At::Platform,
                At::Tenant("acme"),
                At::Tenant("Acme"),
                At::Tenant(""),
                At::Unknown,
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
    let actions = Person::ACTIONS.iter().map(Table::key);
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

/// Counts what was compared, so that a loop that is never entered fails the test.
#[derive(Debug, Default)]
pub struct Count {
    pub comparisons: usize,
    pub queries: usize,
    nothing: usize,
    everything: usize,
    filtered: usize,
    /// For each action, how many rows were allowed and how many were denied.
    actions: BTreeMap<&'static str, [usize; 2]>,
}

impl Count {
    fn noted(&mut self, action: &'static str, allowed: bool) {
        self.comparisons += 1;
        self.actions.entry(action).or_default()[usize::from(!allowed)] += 1;
    }

    /// Asserts that each action is allowed on some row and denied on another, and that each kind of
    /// extent occurred.
    pub fn assert_whole(&self, actions: usize) {
        assert_eq!(self.actions.len(), actions);
        for (action, [allowed, denied]) in &self.actions {
            assert!(*allowed > 0 && *denied > 0, "{action}: {self:?}");
        }
        assert!(self.nothing > 0 && self.everything > 0 && self.filtered > 0);
    }
}

/// Compares the list of `table` with a check of each of its rows.
async fn compare<U, A, S, C>(
    store: &S,
    scope: &Scope<A>,
    (table, rows): (&'static str, &[C]),
    count: &mut Count,
) where
    U: Subject,
    A: Listed<Subject = U, Context = C> + Clone,
    C: permit::Columns + std::fmt::Debug,
    S: Store,
{
    let (who, key) = (scope.principal(), A::TABLE.key());
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
        who.tenant(),
        who.consents().collect::<Vec<_>>(),
        scope.extent(),
    );
    assert_eq!(scope.admit(rows).unwrap().len(), expected.len(), "{key}");
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

/// Compares for `people` random principals on each of `tables` random sets of rows.
pub async fn archive(store: &impl Store, tables: usize, people: usize) -> Count {
    let mut draw = Draw(26);
    let mut count = Count::default();
    for _ in 0..tables {
        let rows = Rows::drawn(&mut draw);
        store.fill(&rows).await;
        for _ in 0..people {
            let who = principal(&mut draw);
            let limit = draw.of(&[0, 1, 2, 3, MOST, u64::MAX]);
            macro_rules! each {
                ($rows:expr; $($action:expr),*) => {$(
                    compare(store, &who.scope($action).unwrap(), $rows, &mut count).await;
                )*};
            }
            each!(("folders", &rows.folders);
                Read, View, Edit, Label, Lift, Ship, Unseal, Review, Destroy, Rework, Weigh { limit });
            each!(("notes", &rows.notes); Write);
            each!(("forms", &rows.forms); Fill);
            let enter = who.scope(Enter).unwrap();
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

/// Compares for `people` random principals of the decision tests on the twelve documents.
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
            subject_tenant: draw.of(&[
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
                let scope = who.scope($action).unwrap();
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

/// Compares for every principal of the application with numbered tenants.
pub async fn numbered(store: &impl Store) -> Count {
    use numbered::{EditInvoice, EditLetter, EditReport, ViewInvoice, ViewLetter, ViewReport};
    let mut count = Count::default();
    let rows = numbered::rows();
    let people = numbered::people();
    for who in &people {
        macro_rules! each {
            ($rows:expr; $($action:expr),*) => {$(
                compare(store, &who.scope($action).unwrap(), $rows, &mut count).await;
            )*};
        }
        each!(("reports", &rows.reports); ViewReport, EditReport);
        each!(("invoices", &rows.invoices); ViewInvoice, EditInvoice);
        each!(("letters", &rows.letters); ViewLetter, EditLetter);
    }
    let rows = rows.reports.len() + rows.invoices.len() + rows.letters.len();
    assert_eq!(count.comparisons, people.len() * rows * 2);
    count.assert_whole(6);
    // The number and its own text are one tenant. Other spellings are other tenants, and a number that
    // the column cannot hold is the tenant of no row.
    for (tenant, reports, letters) in [
        (Tenant::of(7), vec![8, 9], vec![0, 1]),
        (Tenant::of("7"), vec![8, 9], vec![0, 1]),
        (Tenant::of("07"), vec![], vec![2, 3]),
        (Tenant::of(u64::MAX), vec![], vec![22, 23]),
    ] {
        let who = numbered::member(tenant);
        let listed = store.ids("reports", &who.scope(ViewReport).unwrap()).await;
        assert_eq!(listed, reports, "{tenant:?}");
        let listed = store.ids("letters", &who.scope(ViewLetter).unwrap()).await;
        assert_eq!(listed, letters, "{tenant:?}");
    }
    count
}

/// A document for every owner and every tenant.
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

/// The tables, in SQL that both databases accept. The types of text, of bytes and of `kind` differ,
/// so they are parameters.
pub fn tables(text: &str, bytes: &str, kind: &str) -> String {
    let numbered = numbered::tables(text);
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
         CREATE TABLE documents (id BIGINT PRIMARY KEY, owner BIGINT, tenant {text});
         {numbered}"
    )
}

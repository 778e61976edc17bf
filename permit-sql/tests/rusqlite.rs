//! Another driver than sqlx: an adapter for rusqlite, and its lists compared with checks.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot continue panics"
)]

use std::collections::BTreeSet;

use permit::{Authorizer, Columns, Consent, Listed, Scope, Subject, UserTypes, places::Place};
use permit_sql::{Condition, Dialect, Parameter, Tables, TablesError, WriteWhere};
use rusqlite::{
    Connection, ToSql, params_from_iter,
    types::{ToSqlOutput, Value},
};

/// The adapter: a parameter of permit as one of rusqlite.
struct Bound(Parameter);

impl ToSql for Bound {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match &self.0 {
            Parameter::Bool(value) => Value::from(*value),
            Parameter::Integer(value) => Value::from(*value),
            Parameter::Text(value) => Value::from(value.clone()),
            Parameter::Bytes(value) => Value::from(value.clone()),
            other => {
                let error = format!("SQLite has no arrays: {other:?}");
                return Err(rusqlite::Error::ToSqlConversionFailure(error.into()));
            }
        };
        Ok(ToSqlOutput::Owned(value))
    }
}

/// The adapter: the numbers of the listed rows, of a table and the tables that are joined to it.
fn listed(
    database: &Connection,
    from: &str,
    filter: &impl WriteWhere,
    tables: Tables,
) -> Result<Vec<u64>, Box<dyn std::error::Error>> {
    let condition = Condition::of(filter, tables, Dialect::Sqlite, 1)?;
    let query = format!(
        "SELECT n.number FROM {from} WHERE {} ORDER BY n.number",
        condition.text()
    );
    let parameters = params_from_iter(condition.into_parameters().into_iter().map(Bound));
    let mut statement = database.prepare(&query)?;
    let rows = statement.query_map(parameters, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
}

#[derive(Debug)]
struct Person {
    id: Option<u64>,
    books: BTreeSet<String>,
    token: Vec<u8>,
}

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        match self.id {
            Some(_) => UserType::Member.into(),
            None => UserType::Anonymous.into(),
        }
    }
    fn anonymous() -> Self {
        Self {
            id: None,
            books: BTreeSet::new(),
            token: Vec::new(),
        }
    }
}

#[derive(Columns)]
struct Note {
    #[column(place = "note")]
    number: u64,
    #[column(owner = Person)]
    author: Option<u64>,
    book: String,
    shared: bool,
    token: Vec<u8>,
    #[column("keeper", of = "book")]
    keeper: u64,
}

#[permit::condition(filter)]
fn shared(_: &Person, note: &Note) -> bool {
    note.shared
}

#[permit::condition(filter)]
fn in_a_book(who: &Person, note: &Note) -> bool {
    who.books.contains(&note.book)
}

#[permit::condition(filter)]
fn with_the_token(who: &Person, note: &Note) -> bool {
    note.token == who.token
}

#[permit::condition(filter)]
fn keeps_the_book(who: &Person, note: &Note) -> bool {
    Some(note.keeper) == who.id
}

permit::permissions! {
    <Person: UserType, places>

    Read(context = Note) { Anonymous => allow if shared, Member => allow if shared || owner }
    Find(context = Note) { Anonymous => allow if with_the_token, Member => allow if in_a_book }
    Keep(context = Note) { Anonymous => deny, Member => allow if keeps_the_book }
}

const BOOKS: [&str; 4] = ["a", "A", "a\0b", "it's"];

fn notes() -> Vec<Note> {
    let note = |number: u64| {
        let book = usize::try_from(number / 2 % 4).unwrap();
        Note {
            number,
            author: (!number.is_multiple_of(3)).then_some(number % 3),
            book: BOOKS[book].to_owned(),
            shared: number.is_multiple_of(5),
            token: vec![0; usize::try_from(number % 2).unwrap()],
            keeper: u64::try_from(book).unwrap(),
        }
    };
    (0..120).map(note).collect()
}

fn database(notes: &[Note]) -> Connection {
    let database = Connection::open_in_memory().unwrap();
    let tables = "CREATE TABLE books (name TEXT COLLATE NOCASE, keeper INTEGER);
        CREATE TABLE notes (number INTEGER PRIMARY KEY, author INTEGER, book TEXT COLLATE NOCASE,
            shared BOOLEAN, token BLOB)";
    database.execute_batch(tables).unwrap();
    for (keeper, book) in BOOKS.iter().enumerate() {
        let insert = "INSERT INTO books VALUES (?1, ?2)";
        database
            .execute(insert, (book, i64::try_from(keeper).unwrap()))
            .unwrap();
    }
    for note in notes {
        let insert = "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = (
            note.number,
            note.author,
            &note.book,
            note.shared,
            &note.token,
        );
        database.execute(insert, values).unwrap();
    }
    database
}

const FROM: &str = "notes AS n JOIN books AS b ON b.name COLLATE BINARY = n.book";

fn joined() -> Tables {
    Tables::new("n").and("book", "b")
}

fn agrees<A: Listed<Subject = Person, Context = Note> + Clone>(
    database: &Connection,
    notes: &[Note],
    scope: &Scope<A>,
) -> usize {
    let who = scope.principal();
    let allowed = notes
        .iter()
        .filter(|note| who.can(scope.action().clone(), *note));
    let expected: Vec<_> = allowed.map(|note| note.number).collect();
    let listed = listed(database, FROM, scope, joined()).unwrap();
    assert_eq!(
        listed,
        expected,
        "{} for {:?}",
        A::TABLE.key(),
        who.subject()
    );
    expected.len()
}

#[test]
fn a_list_of_another_driver_has_exactly_the_rows_that_a_check_allows() {
    let notes = notes();
    let database = database(&notes);
    let authorizer = Authorizer::builder().build();
    let mut allowed = [0; 3];
    for id in [None, Some(0), Some(1), Some(2), Some(u64::MAX)] {
        for books in [0, 1, 2, 4] {
            for token in [vec![], vec![0], vec![1]] {
                let books = BOOKS[..books]
                    .iter()
                    .map(|book| (*book).to_owned())
                    .collect();
                let who = authorizer.principal(Person { id, books, token });
                let on = [3_u64, 10, 11].map(|id| Place::new("note", &id));
                let narrowed = who.delegated(Consent::to(["read", "find", "keep"]).on(on));
                for who in [who, narrowed] {
                    allowed[0] += agrees(&database, &notes, &who.scope(Read).unwrap());
                    allowed[1] += agrees(&database, &notes, &who.scope(Find).unwrap());
                    allowed[2] += agrees(&database, &notes, &who.scope(Keep).unwrap());
                }
            }
        }
    }
    println!("{allowed:?}");
    assert!(allowed.iter().all(|some| *some > 500), "{allowed:?}");
}

#[test]
fn a_missing_alias_is_an_error_of_another_driver_too() {
    let database = database(&[]);
    let anonymous = Authorizer::<Person>::builder().build().anonymous();
    let scope = anonymous.scope(Read).unwrap();
    let error = listed(&database, FROM, &scope, "n".into()).unwrap_err();
    assert_eq!(
        *error.downcast::<TablesError>().unwrap(),
        TablesError::Missing("book")
    );
}

#[test]
fn the_parameters_of_a_condition_are_numbered_behind_those_of_the_query() {
    let anonymous = Authorizer::<Person>::builder().build().anonymous();
    let anonymous = anonymous.delegated(Consent::to(["read"]).on([Place::new("note", &7)]));
    let scope = anonymous.scope(Read).unwrap();
    let condition = Condition::of(&scope, joined(), Dialect::Postgres, 3).unwrap();
    assert_eq!(
        condition.text(),
        r#"("n"."number" = $3 AND "n"."shared" = $4)"#
    );
    assert_eq!(
        condition.parameters(),
        [Parameter::Integer(7), Parameter::Bool(true)]
    );
    let condition = Condition::of(
        &Note::FIELDS.book.equal("a"),
        joined(),
        Dialect::Postgres,
        1,
    );
    let condition = condition.unwrap();
    let text = r#"(("n"."book" = $1 AND concat("n"."book") COLLATE "C" = $1))"#;
    assert_eq!(condition.text(), text);
    assert_eq!(condition.parameters(), [Parameter::Text("a".into())]);
}

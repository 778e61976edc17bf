//! What is written into a query, word by word.

use permit::{
    Columns, Consent, Extent, Filter, FilterValue, HomeColumn, HomeFilter, HomeMapping,
    OwnerColumn, Place, PlaceColumns, Subject as _, Value,
};
use permit_sqlx::{Dialect, PushWhere};
use sqlx::{Postgres, QueryBuilder, Sqlite};

use crate::archive::{At, Enter, Flags, Folder, Label, Person, Read, UserType, View, authorizer};

fn written<DB: Dialect>(filter: &impl PushWhere<DB>, table: &'static str) -> String {
    let mut query = QueryBuilder::new("");
    filter.push_where(&mut query, table);
    query.into_string()
}

/// Of the table `t`, in `SQLite` and in PostgreSQL.
fn both(filter: &Filter) -> [String; 2] {
    let plain = |text: String| {
        let text = text.strip_prefix('(').unwrap().strip_suffix(')').unwrap();
        text.replace("\"t\".", "").replace('"', "")
    };
    [
        plain(written::<Sqlite>(filter, "t")),
        plain(written::<Postgres>(filter, "t")),
    ]
}

const COLUMNS: <Folder as Columns>::Fields = Folder::FIELDS;

#[test]
fn text_is_compared_byte_by_byte_and_by_an_index() {
    assert_eq!(
        both(&COLUMNS.region.equal("eu")),
        [
            "Region COLLATE BINARY = ?",
            "(Region = $1 AND Region COLLATE C = $2)"
        ]
    );
    assert_eq!(
        both(&COLUMNS.region.not_equal("eu")),
        [
            "Region COLLATE BINARY IS DISTINCT FROM ?",
            "Region COLLATE C IS DISTINCT FROM $1"
        ]
    );
    // What PostgreSQL cannot hold is asked for nowhere.
    assert_eq!(
        both(&COLUMNS.region.equal("e\0u")),
        ["Region COLLATE BINARY = ?", "1 = 0"]
    );
    assert_eq!(both(&COLUMNS.region.not_equal("e\0u"))[1], "1 = 1");
    let at = HomeFilter::Of("e\0u".to_owned());
    let column = COLUMNS.region.info();
    let [_, home] = both(&Filter::Home { column, at });
    assert_eq!(home, "1 = 0");
}

#[test]
fn what_is_unknown_equals_only_what_is_unknown() {
    let nothing: Option<String> = None;
    for (filter, text) in [
        (COLUMNS.label.equal(&nothing), "label IS NULL"),
        (COLUMNS.label.not_equal(&nothing), "label IS NOT NULL"),
        (COLUMNS.label.is_none(), "label IS NULL"),
        (COLUMNS.label.is_some(), "label IS NOT NULL"),
        (COLUMNS.reviewer.equal_some::<u64>(None), "1 = 0"),
        (COLUMNS.reviewer.not_equal_some::<u64>(None), "1 = 1"),
    ] {
        assert_eq!(both(&filter), [text, text]);
    }
    let own = Filter::Owner {
        column: Folder::OWNER,
        id: Value::Null,
    };
    assert_eq!(both(&own), ["1 = 0"; 2]);
}

#[test]
fn numbers_that_no_column_holds_are_beyond_all_of_them() {
    let beyond = u64::MAX;
    let size = COLUMNS.size;
    for (filter, text) in [
        (size.equal(&beyond), "1 = 0"),
        (size.not_equal(&beyond), "1 = 1"),
        (size.less(&beyond), "size IS NOT NULL"),
        (size.less_or_equal(&beyond), "size IS NOT NULL"),
        (size.greater(&beyond), "1 = 0"),
        (size.greater_or_equal(&beyond), "1 = 0"),
    ] {
        assert_eq!(both(&filter), [text, text]);
    }
    let below = |operator| Filter::Compare {
        column: size.info(),
        operator,
        value: Value::Integer(i128::from(i64::MIN) - 1),
    };
    for (operator, text) in [
        (permit::Operator::Less, "1 = 0"),
        (permit::Operator::LessOrEqual, "1 = 0"),
        (permit::Operator::Greater, "size IS NOT NULL"),
        (permit::Operator::GreaterOrEqual, "size IS NOT NULL"),
    ] {
        assert_eq!(both(&below(operator)), [text, text]);
    }
    let most = u64::try_from(i64::MAX).unwrap();
    assert_eq!(both(&size.less(&most)), ["size < ?", "size < $1"]);
}

#[test]
fn a_cast_is_written_for_postgresql_alone() {
    #[derive(permit::Columns)]
    #[expect(dead_code, reason = "only its columns are looked at")]
    struct Parcel {
        #[column("parcel_id", owner, cast = "uuid", place = "parcel")]
        id: String,
        #[column(home, cast = "uuid")]
        tenant: String,
    }
    let id = Parcel::FIELDS.id.equal("x");
    assert_eq!(
        both(&id),
        [
            "parcel_id COLLATE BINARY = ?",
            "parcel_id = CAST($1 AS uuid)"
        ]
    );
    let id = Parcel::FIELDS.id.not_equal("x");
    assert_eq!(both(&id)[1], "parcel_id IS DISTINCT FROM CAST($1 AS uuid)");
    let HomeMapping::Tenant(column) = Parcel::HOME else {
        panic!("it is a tenant's");
    };
    let home = Filter::Home {
        column,
        at: HomeFilter::Of("acme".into()),
    };
    assert_eq!(both(&home)[1], "tenant = CAST($1 AS uuid)");
    let [(kind, column, read)] = *Parcel::PLACES else {
        panic!("it is one place");
    };
    let place = Filter::Place {
        column,
        kind,
        one_of: ["x", "y"].into_iter().filter_map(read).collect(),
    };
    assert_eq!(
        both(&place),
        [
            "parcel_id COLLATE BINARY IN (?, ?)",
            "parcel_id IN (CAST($1 AS uuid), CAST($2 AS uuid))"
        ]
    );
}

#[test]
fn an_id_of_a_place_is_read_in_the_one_way_it_is_written() {
    let [(_, _, number), (_, _, text)] = *Folder::PLACES else {
        panic!("a folder, and its drawer");
    };
    assert_eq!(number("7"), Some(7_u64.value()));
    for other in [
        "07",
        "+7",
        " 7",
        "7.0",
        "",
        "x",
        "-7",
        "18446744073709551616",
    ] {
        assert_eq!(number(other), None, "{other}");
    }
    assert_eq!(text("7"), Some("7".value()));
    assert_eq!(text(""), None);
}

#[test]
fn joined_filters_keep_their_parentheses() {
    let (sealed, level) = (COLUMNS.sealed.is_true(), COLUMNS.level.less(&3));
    let open = COLUMNS.sealed.is_false();
    let mixed = sealed.clone().or(level.clone()).and(open.clone());
    assert_eq!(both(&mixed)[0], "(sealed = ? OR level < ?) AND sealed = ?");
    let mixed = sealed.and(level).or(open);
    assert_eq!(
        both(&mixed)[1],
        "(sealed = $1 AND level < $2) OR sealed = $3"
    );
    assert_eq!(both(&Filter::All(vec![])), ["1 = 1"; 2]);
    assert_eq!(both(&Filter::Any(vec![])), ["1 = 0"; 2]);
}

#[test]
fn a_list_of_places_may_be_empty_or_hold_what_cannot_be() {
    let [_, (kind, column, _)] = *Folder::PLACES else {
        panic!("a folder, and its drawer");
    };
    let place = |one_of| Filter::Place {
        column,
        kind,
        one_of,
    };
    assert_eq!(both(&place(vec![])), ["1 = 0"; 2]);
    assert_eq!(both(&place(vec![Value::Null]))[0], "1 = 0");
    assert_eq!(
        both(&place(vec!["a".value(), "\0".value(), "b".value()]))[1],
        "(drawer IN ($1, $2) AND drawer COLLATE C IN ($3, $4))"
    );
}

#[test]
fn names_are_quoted_whatever_is_in_them() {
    let filter = COLUMNS.sealed.is_true();
    assert_eq!(
        written::<Sqlite>(&filter, "a\" OR 1 = 1 --"),
        "(\"a\"\" OR 1 = 1 --\".\"sealed\" = ?)"
    );
}

#[test]
fn no_value_is_ever_a_part_of_the_text() {
    let secrets = ["s3cret'", "\"s3cret", "'; DROP TABLE folders; --s3cret"];
    for secret in secrets {
        let person = Person {
            id: Some(4_242),
            user_types: [UserType::Clerk, UserType::Manager].into_iter().collect(),
            home: At::Tenant(secret),
            region: secret.into(),
            label: Some(secret.into()),
            level: 4_243,
            budget: 4_244,
            token: secret.into(),
            ..Person::anonymous()
        };
        let on = [
            Place::new("drawer", secret),
            Place::new("folder", &4_245),
            Place::new("drawer", "other s3cret"),
        ];
        let consent = Consent::to(["label", "destroy", "review", "unseal"]).on(on);
        let flags = Flags {
            unsealing: Some(true),
            trial: None,
        };
        let who = authorizer(flags).principal(person).delegated(consent);
        let mut texts = Vec::new();
        macro_rules! write {
            ($($action:ident)*) => {$({
                let scope = who.scope(crate::archive::$action);
                assert!(matches!(scope.extent(), Extent::Where(_)), "{scope:?}");
                texts.push(written::<Sqlite>(&scope, "folders"));
                texts.push(written::<Postgres>(&scope, "folders"));
            })*};
        }
        write!(Label Destroy Review Unseal);
        for text in texts {
            assert!(!text.contains("s3cret") && !text.contains("42"), "{text}");
            assert!(!text.contains('\''), "{text}");
            assert!(
                text.contains("\"tenant\"") && text.contains("\"drawer\""),
                "{text}"
            );
        }
    }
}

#[test]
fn nothing_and_everything_are_written_as_well() {
    let flags = Flags {
        unsealing: None,
        trial: None,
    };
    let of = |user_type: UserType, home| {
        authorizer(flags).principal(Person {
            id: Some(1),
            user_types: user_type.into(),
            home,
            ..Person::anonymous()
        })
    };
    let auditor = of(UserType::Auditor, At::Platform);
    assert_eq!(
        written::<Sqlite>(&auditor.scope(View), "folders"),
        "(1 = 1)"
    );
    let operator = of(UserType::Operator, At::Platform);
    assert_eq!(
        written::<Sqlite>(&operator.scope(View), "folders"),
        "(1 = 0)"
    );
    let clerk = of(UserType::Clerk, At::Nowhere);
    assert_eq!(
        written::<Sqlite>(&clerk.scope(Read), "folders"),
        "(\"folders\".\"tenant\" IS NULL)"
    );
    assert_eq!(*clerk.scope(Enter).extent(), Extent::Everything);
    assert_eq!(
        *clerk.delegated(Consent::to(["label"])).scope(Read).extent(),
        Extent::Nothing
    );
    let nowhere = Consent::to(["label"]).on([]);
    assert_eq!(
        *clerk.delegated(nowhere).scope(Label).extent(),
        Extent::Nothing
    );
}

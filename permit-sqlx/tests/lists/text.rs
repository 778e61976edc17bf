//! The exact text that is written into a query.

use permit::{
    Columns, Consent, Extent, Subject as _,
    filter::{
        Filter, FilterValue, OwnerColumn, PlaceColumns, TenantColumns, TenantFilter, TenantMapping,
        Value,
    },
    places::Place,
};
use permit_sqlx::{Dialect, PushWhere};
use sqlx::{Postgres, QueryBuilder, Sqlite};

use crate::archive::{At, Enter, Flags, Folder, Label, Person, Read, UserType, View, authorizer};
use crate::numbered::{Invoice, Letter, Report};

fn written<DB: Dialect>(filter: &impl PushWhere<DB>, table: &'static str) -> String {
    let mut query = QueryBuilder::new("");
    filter.push_where(&mut query, table).unwrap();
    query.into_string()
}

/// The text for the table `t`, in `SQLite` and in PostgreSQL.
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
            "(Region = ? AND CAST(Region AS TEXT) COLLATE BINARY = ?)",
            "(Region = $1 AND concat(Region) COLLATE C = $1)"
        ]
    );
    assert_eq!(
        both(&COLUMNS.region.not_equal("eu")),
        [
            "(Region IS NULL OR CAST(Region AS TEXT) COLLATE BINARY <> ?)",
            "(Region IS NULL OR concat(Region) COLLATE C <> $1)"
        ]
    );
    // PostgreSQL is never asked for text that it cannot hold.
    assert_eq!(
        both(&COLUMNS.region.equal("e\0u")),
        [
            "(Region = ? AND CAST(Region AS TEXT) COLLATE BINARY = ?)",
            "1 = 0"
        ]
    );
    assert_eq!(both(&COLUMNS.region.not_equal("e\0u"))[1], "1 = 1");
    let at = TenantFilter::Of("e\0u".value());
    let column = COLUMNS.region.info();
    let [_, tenant] = both(&Filter::Tenant { column, at });
    assert_eq!(tenant, "1 = 0");
}

#[test]
fn a_missing_value_equals_only_a_missing_value() {
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
fn a_number_that_no_column_can_hold_is_above_or_below_every_column() {
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
        (permit::filter::Operator::Less, "1 = 0"),
        (permit::filter::Operator::LessOrEqual, "1 = 0"),
        (permit::filter::Operator::Greater, "size IS NOT NULL"),
        (permit::filter::Operator::GreaterOrEqual, "size IS NOT NULL"),
    ] {
        assert_eq!(both(&below(operator)), [text, text]);
    }
    let most = u64::try_from(i64::MAX).unwrap();
    assert_eq!(both(&size.less(&most)), ["size < ?", "size < $1"]);
}

#[test]
fn a_parameter_has_the_type_of_its_column() {
    #[derive(permit::Columns)]
    #[expect(dead_code, reason = "only its columns are used")]
    struct Parcel {
        #[column("parcel_id", cast = "uuid", place = "parcel")]
        id: String,
        #[column(cast = "bigint")]
        number: String,
        #[column(cast = "bpchar")]
        code: String,
        #[column(cast = "citext")]
        mail: String,
        #[column(enum = "mood")]
        mood: String,
        level: u64,
        title: String,
    }
    let all = Parcel::FIELDS;
    let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let as_text = |name: &str| format!("({name} = ? AND CAST({name} AS TEXT) COLLATE BINARY = ?)");
    let cast =
        |name: &str, cast: &str| format!("({name} = $1::{cast} AND concat({name}) COLLATE C = $1)");
    for (filter, sqlite, postgres) in [
        (
            all.id.equal(uuid),
            as_text("parcel_id"),
            cast("parcel_id", "uuid"),
        ),
        (all.code.equal("x"), as_text("code"), cast("code", "bpchar")),
        (all.mail.equal("x"), as_text("mail"), cast("mail", "citext")),
        (
            all.number.equal("7"),
            as_text("number"),
            cast("number", "bigint"),
        ),
        (
            all.mood.equal("x"),
            as_text("mood"),
            "(mood = (SELECT label FROM unnest(enum_range(NULL::mood)) AS label \
             WHERE label::text COLLATE C = $1) AND concat(mood) COLLATE C = $1)"
                .into(),
        ),
    ] {
        assert_eq!(both(&filter), [sqlite, postgres]);
    }
    // The database is not asked for what it would refuse. A type that is text there holds it.
    assert_eq!(
        both(&all.id.equal("x")),
        [as_text("parcel_id"), "1 = 0".into()]
    );
    let upper = uuid.to_uppercase();
    assert_eq!(both(&all.id.equal(upper.as_str()))[1], "1 = 0");
    for number in ["07", "+7", "x", "", "9223372036854775808", "-0"] {
        assert_eq!(both(&all.number.equal(number))[1], "1 = 0", "{number}");
    }
    assert_eq!(
        both(&all.id.not_equal("x")),
        [
            "(parcel_id IS NULL OR CAST(parcel_id AS TEXT) COLLATE BINARY <> ?)",
            "(parcel_id IS NULL OR concat(parcel_id) COLLATE C <> $1)"
        ]
    );
    // A set is one parameter.
    let [(kind, column, read)] = *Parcel::PLACES else {
        panic!("it should be one place");
    };
    let place = Filter::Place {
        column,
        kind,
        one_of: ["x", uuid, "67e55044-10b1-426f-9247-bb680e5fe0c9"]
            .into_iter()
            .filter_map(read)
            .collect(),
    };
    assert_eq!(
        both(&place),
        [
            "(parcel_id, CAST(parcel_id AS TEXT) COLLATE BINARY) IN \
             (SELECT value, value FROM json_each(?))",
            "(parcel_id, concat(parcel_id) COLLATE C) IN \
             (SELECT one::uuid, one FROM unnest((SELECT $1)) AS one)"
        ]
    );
    // An id is compared as what its column holds.
    let owned = |column, id| both(&Filter::Owner { column, id });
    let (level, title) = (all.level.info(), all.title.info());
    assert_eq!(
        owned(level, Value::Text("7".into())),
        ["level = ?", "level = $1"]
    );
    assert_eq!(owned(level, Value::Text("07".into())), ["1 = 0"; 2]);
    assert_eq!(owned(title, Value::Integer(7))[0], as_text("title"));
}

#[test]
fn an_id_of_a_place_is_read_only_in_the_form_in_which_it_is_written() {
    let [(_, _, number), (_, _, text)] = *Folder::PLACES else {
        panic!("it should be a folder and its drawer");
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
fn an_id_of_a_tenant_is_bound_as_a_value_of_its_column() {
    let of = |mapping, id: &str| {
        let (TenantMapping::Tenant(column) | TenantMapping::TenantOrGlobal(column)) = mapping
        else {
            panic!("it should be in a tenant");
        };
        let id = (column.read)(id)?;
        let at = TenantFilter::Of(id.clone());
        let column = column.info;
        Some((id, both(&Filter::Tenant { column, at })))
    };
    let number = |number, text| Some((Value::Integer(number), [text; 2].map(str::to_owned)));
    let seven = Some((
        Value::Integer(7),
        ["company = ?", "company = $1"].map(str::to_owned),
    ));
    let (signed, unsigned) = (Report::TENANT, Invoice::TENANT);
    assert_eq!(of(signed, "7"), seven);
    assert_eq!(of(unsigned, "7"), seven);
    // The type of the field can hold this number, and no column can.
    let most = u64::MAX.to_string();
    assert_eq!(of(signed, &most), None);
    assert_eq!(of(unsigned, &most), number(u64::MAX.into(), "1 = 0"));
    assert_eq!(of(unsigned, "-7"), None);
    for other in ["07", "+7", " 7", "7.0", "", "x", "-07", "-0"] {
        assert_eq!(of(signed, other), None, "{other}");
        assert_eq!(of(unsigned, other), None, "{other}");
    }
    let text = of(Letter::TENANT, "07").unwrap();
    let written = [
        "(company = ? AND CAST(company AS TEXT) COLLATE BINARY = ?)",
        "(company = $1 AND concat(company) COLLATE C = $1)",
    ];
    assert_eq!(text, ("07".value(), written.map(str::to_owned)));
    assert_eq!(of(Letter::TENANT, ""), None);
}

#[test]
fn joined_filters_keep_their_parentheses() {
    let (sealed, level) = (COLUMNS.sealed.is_true(), COLUMNS.level.less(&3));
    let open = COLUMNS.sealed.is_false();
    let mixed = sealed.clone().or(level.clone()).and(open.clone());
    let is_true = "(sealed <> 0 AND typeof(sealed) = 'integer')";
    let expected = format!("({is_true} OR level < ?) AND sealed = ?");
    assert_eq!(both(&mixed)[0], expected);
    let mixed = sealed.and(level).or(open);
    assert_eq!(
        both(&mixed)[1],
        "(sealed = $1 AND level < $2) OR sealed = $3"
    );
    assert_eq!(both(&Filter::All(vec![])), ["1 = 1"; 2]);
    assert_eq!(both(&Filter::Any(vec![])), ["1 = 0"; 2]);
}

#[test]
fn a_list_of_places_may_be_empty_or_contain_impossible_ids() {
    let [_, (kind, column, _)] = *Folder::PLACES else {
        panic!("it should be a folder and its drawer");
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
        "(drawer, concat(drawer) COLLATE C) IN \
         (SELECT one, one FROM unnest((SELECT $1)) AS one)"
    );
}

#[test]
fn names_are_quoted_and_their_quotation_marks_are_escaped() {
    let filter = COLUMNS.sealed.is_false();
    assert_eq!(
        written::<Sqlite>(&filter, "a\" OR 1 = 1 --"),
        "(\"a\"\" OR 1 = 1 --\".\"sealed\" = ?)"
    );
}

#[test]
fn no_value_is_ever_part_of_the_text() {
    let secrets = ["s3cret'", "\"s3cret", "'; DROP TABLE folders; --s3cret"];
    for secret in secrets {
        let person = Person {
            id: Some(4_242),
            user_types: [UserType::Clerk, UserType::Manager].into_iter().collect(),
            tenant: At::Tenant(secret),
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
                let scope = who.scope(crate::archive::$action).unwrap();
                assert!(matches!(scope.extent(), Extent::Where(_)), "{scope:?}");
                texts.push(written::<Sqlite>(&scope, "folders"));
                texts.push(written::<Postgres>(&scope, "folders"));
            })*};
        }
        write!(Label Destroy Review Unseal);
        for text in texts {
            assert!(!text.contains("s3cret") && !text.contains("42"), "{text}");
            let text = text.replace("typeof(\"folders\".\"sealed\") = 'integer'", "");
            let text = text.replace("typeof(\"folders\".\"starred\") = 'integer'", "");
            assert!(!text.contains('\''), "{text}");
            assert!(
                text.contains("\"tenant\"") && text.contains("\"drawer\""),
                "{text}"
            );
        }
    }
}

#[test]
fn nothing_and_everything_are_written_too() {
    let flags = Flags {
        unsealing: None,
        trial: None,
    };
    let of = |user_type: UserType, tenant| {
        authorizer(flags).principal(Person {
            id: Some(1),
            user_types: user_type.into(),
            tenant,
            ..Person::anonymous()
        })
    };
    let auditor = of(UserType::Auditor, At::Platform);
    assert_eq!(
        written::<Sqlite>(&auditor.scope(View).unwrap(), "folders"),
        "(1 = 1)"
    );
    let operator = of(UserType::Operator, At::Platform);
    assert_eq!(
        written::<Sqlite>(&operator.scope(View).unwrap(), "folders"),
        "(1 = 0)"
    );
    let clerk = of(UserType::Clerk, At::Unknown);
    assert_eq!(
        written::<Sqlite>(&clerk.scope(Read).unwrap(), "folders"),
        "(\"folders\".\"tenant\" IS NULL)"
    );
    assert_eq!(*clerk.scope(Enter).unwrap().extent(), Extent::Everything);
    assert_eq!(
        *clerk
            .delegated(Consent::to(["label"]))
            .scope(Read)
            .unwrap()
            .extent(),
        Extent::Nothing
    );
    let nowhere = Consent::to(["label"]).on([]);
    assert_eq!(
        *clerk.delegated(nowhere).scope(Label).unwrap().extent(),
        Extent::Nothing
    );
}

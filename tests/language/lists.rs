//! Conditions that are also filters, and contexts whose fields are columns.

use permit::{
    Columns, Extent, Principal,
    filter::{
        Cast, Filter, FilterValue, Operator, OwnerColumn, TenantColumns, TenantMapping, Value,
    },
};

use crate::principal;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
    Chief,
}

#[derive(Clone, Debug, Default)]
pub struct User {
    pub id: Option<u64>,
    pub region: String,
    /// Named like the contexts of the conditions below.
    pub letter: u8,
}

impl permit::Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> permit::UserTypes<UserType> {
        if self.id.is_some() {
            UserType::Clerk.into()
        } else {
            UserType::Anonymous.into()
        }
    }
    fn anonymous() -> Self {
        Self::default()
    }
}

mod letters {
    use super::User;

    #[derive(permit::Columns, Debug)]
    pub struct Letter {
        #[column("writer_id", owner = User)]
        pub(super) writer: Option<u64>,
        #[column("TheRegion")]
        region: String,
        r#type: u8,
        sealed: bool,
        reader: u64,
        /// Removed by `cfg`.
        #[cfg(any())]
        gone: super::Gone,
        #[column(skip)]
        pub(super) text: &'static str,
    }

    /// A column is as visible as its field.
    #[permit::condition(filter)]
    pub(super) fn near(who: &User, letter: &Letter) -> bool {
        letter.region == who.region && (!letter.sealed || letter.r#type == who.letter)
    }

    /// A module with the name of the contexts.
    pub(super) mod letter {
        pub(crate) const MOST: u8 = 9;
    }

    #[permit::condition(filter)]
    pub(super) fn light(_: &User, letter: &Letter) -> bool {
        letter.r#type < letter::MOST
    }

    #[permit::condition(filter)]
    pub(super) fn read_by(who: &User, letter: &Letter) -> bool {
        who.id.as_ref() == Some(&letter.reader)
    }

    #[permit::condition(filter)]
    pub(super) fn not_read_by(who: &User, letter: &Letter) -> bool {
        Some(letter.reader) != who.id
    }

    /// For any context, which it does not read.
    #[permit::condition(filter)]
    pub(super) fn known<C: ?Sized>(who: &User, _: &C) -> bool {
        who.id.is_some()
    }

    #[permit::condition(filter)]
    pub(super) fn never_asked(who: &User, letter: &Letter) -> bool {
        letter.sealed && letter.region == who.region
    }

    impl Letter {
        pub(super) const fn new(writer: Option<u64>, text: &'static str) -> Self {
            Self {
                writer,
                region: String::new(),
                r#type: 0,
                sealed: false,
                reader: 0,
                text,
            }
        }
    }
}

use letters::{Letter, known, light, near, never_asked, not_read_by, read_by};

/// Filters that a macro of the application generates.
macro_rules! filtered {
    ($name:ident, $context:ty, $letter:ident => $body:expr) => {
        #[permit::condition(filter)]
        fn $name(_: &User, $letter: &$context) -> bool {
            $body
        }
    };
}

filtered!(unwritten, Letter, letter => letter.writer.is_none());
filtered!(written, Letter, letter => (letter.writer).is_some());

#[permit::condition(filter)]
fn of_the_action(action: &Send, who: &Principal<User>, on: &Letter) -> bool {
    (on.writer == action.writer) || who.is_anonymous()
}

#[derive(permit::Action, Clone, Debug)]
#[action(subject = User, context = Letter)]
#[permissions(Anonymous | Clerk => allow if of_the_action, Chief => deny)]
pub struct Send {
    writer: Option<u64>,
}

permit::permissions! {
    <User: UserType>

    use Send;

    Open(context = Letter, requires(known)) {
        Anonymous => allow if near,
        Clerk => allow if near,
        Chief => allow if never_asked,
    }

    Read(context = Letter) {
        Anonymous => allow if read_by && not_read_by,
        Clerk => allow if owner || read_by,
        Chief => deny,
    }

    Weigh(context = Letter, requires(light)) {
        Anonymous => allow if unwritten,
        Clerk => allow if written || not_read_by,
        Chief => allow if unwritten || owner,
    }

    OpenOwn(context = Letter) = all_of(Open, Weigh);
}

const COLUMNS: <Letter as Columns>::Fields = Letter::FIELDS;

fn clerk() -> Principal<User> {
    principal(User {
        id: Some(7),
        region: "eu".into(),
        letter: 3,
    })
}

fn filter(extent: &Extent) -> Filter {
    extent.clone().into()
}

#[test]
fn a_body_becomes_an_equivalent_filter_tree() {
    let who = clerk();
    let own = Filter::Owner {
        column: Letter::OWNER,
        id: 7_u64.value(),
    };
    assert_eq!(Letter::OWNER.name, "writer_id");
    let writer = COLUMNS.writer;
    assert_eq!(
        (writer.info().field, writer.info().name),
        ("writer", "writer_id")
    );
    let read = filter(who.scope(Read).unwrap().extent());
    let Filter::Any(any) = &read else {
        panic!("it should be the owner or the reader: {read:?}");
    };
    let [
        first,
        Filter::Compare {
            column,
            operator,
            value,
        },
    ] = any.as_slice()
    else {
        panic!("it should be the owner or the reader: {read:?}");
    };
    assert_eq!(*first, own);
    assert_eq!((column.name, *operator), ("reader", Operator::Equal));
    assert_eq!(*value, 7_u64.value());
    for writer in [None, Some(3)] {
        let sent = filter(who.scope(Send { writer }).unwrap().extent());
        assert_eq!(sent, COLUMNS.writer.equal(&writer));
    }
    let text = format!("{:?}", who.scope(Open).unwrap().extent());
    for words in [
        "TheRegion",
        "\"eu\"",
        "field: \"type\", name: \"type\"",
        "sealed",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("Any") && !text.contains("All([All"), "{text}");
}

#[test]
fn conditions_that_do_not_depend_on_the_context_are_decided_at_once() {
    let anonymous = principal(User::default());
    assert_eq!(*anonymous.scope(Open).unwrap().extent(), Extent::Nothing);
    assert_eq!(*anonymous.scope(OpenOwn).unwrap().extent(), Extent::Nothing);
    let writer = Some(3);
    assert_eq!(
        *anonymous.scope(Send { writer }).unwrap().extent(),
        Extent::Everything
    );
    assert_eq!(*anonymous.scope(Read).unwrap().extent(), Extent::Nothing);
}

#[test]
fn a_missing_value_is_tested_with_is_none() {
    let anonymous = principal(User::default());
    let unwritten = filter(anonymous.scope(Weigh).unwrap().extent());
    let Filter::All(all) = &unwritten else {
        panic!("it should be unwritten and light: {unwritten:?}");
    };
    assert_eq!(all.first(), Some(&COLUMNS.writer.is_none()));
    let Some(Filter::Compare {
        column,
        operator,
        value,
    }) = all.last()
    else {
        panic!("it should be unwritten and light: {unwritten:?}");
    };
    assert_eq!((column.name, *operator), ("type", Operator::Less));
    assert_eq!(*value, 9_u8.value());
}

#[test]
fn an_operation_lists_what_all_of_its_permissions_list() {
    let who = clerk();
    let (open, weigh) = (who.scope(Open).unwrap(), who.scope(Weigh).unwrap());
    let both = filter(open.extent()).and(filter(weigh.extent()));
    assert_eq!(filter(who.scope(OpenOwn).unwrap().extent()), both);
}

/// Its filter would panic if it were evaluated.
mod unasked {
    use super::letters::Letter;

    #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UserType {
        #[anonymous]
        Anonymous,
        Clerk,
    }

    crate::subject!(UserType);

    #[permit::condition(filter)]
    fn unaskable(who: &User, letter: &Letter) -> bool {
        letter.writer == [Some(1)][who.0 as usize]
    }

    #[permit::condition]
    fn never(who: &User) -> bool {
        who.0 == UserType::Anonymous
    }

    permit::permissions! {
        <User: UserType>

        pub ForOthers(context = Letter) { Anonymous => allow if unaskable, Clerk => allow if never }
        pub Behind(context = Letter) { Anonymous => deny, Clerk => allow if never && unaskable }
        pub Required(context = Letter, requires(unaskable)) {
            Anonymous => deny,
            Clerk => allow if never,
        }
        pub Last(context = Letter, requires(never, unaskable)) { Anonymous => deny, Clerk => allow }
        pub Off(context = Letter, flag = "unknown") {
            Anonymous => deny,
            Clerk => allow if unaskable,
        }
    }
}

#[test]
fn a_condition_is_evaluated_only_when_a_list_depends_on_it() {
    use unasked::{Behind, ForOthers, Last, Off, Required, User, UserType};
    let who = principal(User(UserType::Clerk));
    let extents = [
        who.scope(ForOthers).unwrap().extent().clone(),
        who.scope(Behind).unwrap().extent().clone(),
        who.scope(Required).unwrap().extent().clone(),
        who.scope(Last).unwrap().extent().clone(),
        who.scope(Off).unwrap().extent().clone(),
    ];
    assert_eq!(extents, [const { Extent::Nothing }; 5]);
}

#[test]
fn a_scope_in_a_log_says_nothing_about_the_subject() {
    let who = clerk();
    assert_eq!(
        format!("{:?}", who.scope(Open).unwrap()),
        "Scope(open where)"
    );
    assert_eq!(
        format!("{:?}", who.scope(OpenOwn).unwrap()),
        "Scope(open_own where)"
    );
    let anonymous = principal(User::default());
    assert_eq!(
        format!("{:?}", anonymous.scope(Open).unwrap()),
        "Scope(open nothing)"
    );
}

#[test]
fn rows_that_a_query_should_not_have_returned_are_left_out() {
    let scope = clerk().scope(Read).unwrap();
    let rows = [
        Letter::new(Some(7), "own"),
        Letter::new(Some(8), "foreign"),
        Letter::new(None, "ownerless"),
    ];
    let permits = scope.admit(&rows).unwrap();
    let texts: Vec<_> = permits.iter().map(|one| one.context().text).collect();
    assert_eq!(texts, ["own"]);
    assert_eq!(scope.principal().subject().id, Some(7));
    assert_eq!(format!("{:?}", scope.action()), "Read");
    assert_eq!(permit::testing::verify::<User>(), 12);
}

#[test]
fn a_struct_declares_the_tenant_of_a_row() {
    #[derive(permit::Columns)]
    struct Parcel {
        #[column("tenant_id", tenant_or_global, cast = "uuid")]
        tenant: Option<String>,
    }
    #[derive(permit::Columns)]
    #[columns(global)]
    struct Form {}
    let TenantMapping::TenantOrGlobal(column) = Parcel::TENANT else {
        panic!("{:?}", Parcel::TENANT);
    };
    let column = column.info;
    assert_eq!((column.name, column.cast), ("tenant_id", Some(Cast::Uuid)));
    assert!(matches!(Form::TENANT, TenantMapping::Global));
    assert!(matches!(
        <() as TenantColumns>::TENANT,
        TenantMapping::OfSubject
    ));
    let _ = Form {};
}

#[test]
fn values_are_what_a_column_stores() {
    for (value, expected) in [
        (7_u8.value(), Value::Integer(7)),
        (u64::MAX.value(), Value::Integer(u64::MAX.into())),
        ((-1_i64).value(), Value::Integer(-1)),
        (true.value(), Value::Bool(true)),
        ("x".value(), Value::Text("x".into())),
        (String::from("x").value(), Value::Text("x".into())),
        (
            std::borrow::Cow::Borrowed("x").value(),
            Value::Text("x".into()),
        ),
        (Box::<str>::from("x").value(), Value::Text("x".into())),
        (
            std::sync::Arc::<str>::from("x").value(),
            Value::Text("x".into()),
        ),
        (vec![1_u8].value(), Value::Bytes(vec![1])),
        ([1_u8; 2].value(), Value::Bytes(vec![1, 1])),
        (Some(7_u8).value(), Value::Integer(7)),
        (None::<u8>.value(), Value::Null),
        (Some(None::<u8>).value(), Value::Null),
    ] {
        assert_eq!(value, expected);
    }
}

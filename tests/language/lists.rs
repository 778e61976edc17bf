//! Conditions that are filters as well, and contexts whose fields stand in columns.

use permit::{
    Columns, Extent, Filter, FilterValue, HomeColumn, HomeMapping, Operator, OwnerColumn,
    Principal, Value,
};

use crate::principal;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Nobody,
    Clerk,
    Chief,
}

#[derive(Clone, Debug, Default)]
pub struct User {
    pub id: Option<u64>,
    pub region: String,
    /// Called as the contexts of the conditions below.
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
            UserType::Nobody.into()
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
        #[column("writer_id", owner)]
        pub(super) writer: Option<u64>,
        #[column("TheRegion")]
        region: String,
        r#type: u8,
        sealed: bool,
        reader: u64,
        /// There only where it is not switched off.
        #[cfg(any())]
        gone: super::Gone,
        #[column(skip)]
        pub(super) text: &'static str,
    }

    impl permit::Owned<User> for Letter {
        fn owner(&self) -> Option<&u64> {
            self.writer.as_ref()
        }
    }

    /// A field is as visible as in its struct.
    #[permit::condition(filter)]
    pub(super) fn near(who: &User, letter: &Letter) -> bool {
        letter.region == who.region && (!letter.sealed || letter.r#type == who.letter)
    }

    /// A module of the same name.
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

    /// Whatever the context is: it is not looked at.
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

/// Made by somebody's macro.
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
#[permissions(Nobody | Clerk => allow if of_the_action, Chief => deny)]
pub struct Send {
    writer: Option<u64>,
}

permit::permissions! {
    <User: UserType>

    use Send;

    Open(context = Letter, requires(known)) {
        Nobody => allow if near,
        Clerk => allow if near,
        Chief => allow if never_asked,
    }

    Read(context = Letter) {
        Nobody => allow if read_by && not_read_by,
        Clerk => allow if owner || read_by,
        Chief => deny,
    }

    Weigh(context = Letter, requires(light)) {
        Nobody => allow if unwritten,
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
fn a_body_becomes_the_tree_that_it_says() {
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
    let read = filter(who.scope(Read).extent());
    let Filter::Any(any) = &read else {
        panic!("it is whose it is, or who reads it: {read:?}");
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
        panic!("it is whose it is, or who reads it: {read:?}");
    };
    assert_eq!(*first, own);
    assert_eq!((column.name, *operator), ("reader", Operator::Equal));
    assert_eq!(*value, 7_u64.value());
    for writer in [None, Some(3)] {
        let sent = filter(who.scope(Send { writer }).extent());
        assert_eq!(sent, COLUMNS.writer.equal(&writer));
    }
    let text = format!("{:?}", who.scope(Open).extent());
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
fn what_does_not_depend_on_the_context_is_decided_at_once() {
    let nobody = principal(User::default());
    assert_eq!(*nobody.scope(Open).extent(), Extent::Nothing);
    assert_eq!(*nobody.scope(OpenOwn).extent(), Extent::Nothing);
    let writer = Some(3);
    assert_eq!(*nobody.scope(Send { writer }).extent(), Extent::Everything);
    assert_eq!(*nobody.scope(Read).extent(), Extent::Nothing);
}

#[test]
fn nobody_is_compared_with_nobody() {
    let nobody = principal(User::default());
    let unwritten = filter(nobody.scope(Weigh).extent());
    let Filter::All(all) = &unwritten else {
        panic!("it is nobody's, and it is light: {unwritten:?}");
    };
    assert_eq!(all.first(), Some(&COLUMNS.writer.is_none()));
    let Some(Filter::Compare {
        column,
        operator,
        value,
    }) = all.last()
    else {
        panic!("it is nobody's, and it is light: {unwritten:?}");
    };
    assert_eq!((column.name, *operator), ("type", Operator::Less));
    assert_eq!(*value, 9_u8.value());
}

#[test]
fn an_operation_lists_what_each_of_its_permissions_lists() {
    let who = clerk();
    let (open, weigh) = (who.scope(Open), who.scope(Weigh));
    let both = filter(open.extent()).and(filter(weigh.extent()));
    assert_eq!(filter(who.scope(OpenOwn).extent()), both);
}

/// What is asked for would panic.
mod unasked {
    use super::letters::Letter;

    #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UserType {
        #[anonymous]
        Nobody,
        Clerk,
    }

    crate::subject!(UserType);

    #[permit::condition(filter)]
    fn unaskable(who: &User, letter: &Letter) -> bool {
        letter.writer == [Some(1)][who.0 as usize]
    }

    #[permit::condition]
    fn never(who: &User) -> bool {
        who.0 == UserType::Nobody
    }

    permit::permissions! {
        <User: UserType>

        pub ForOthers(context = Letter) { Nobody => allow if unaskable, Clerk => allow if never }
        pub Behind(context = Letter) { Nobody => deny, Clerk => allow if never && unaskable }
        pub Required(context = Letter, requires(unaskable)) {
            Nobody => deny,
            Clerk => allow if never,
        }
        pub Last(context = Letter, requires(never, unaskable)) { Nobody => deny, Clerk => allow }
        pub Off(context = Letter, flag = "unknown") {
            Nobody => deny,
            Clerk => allow if unaskable,
        }
    }
}

#[test]
fn a_condition_is_asked_only_when_a_list_depends_on_it() {
    use unasked::{Behind, ForOthers, Last, Off, Required, User, UserType};
    let who = principal(User(UserType::Clerk));
    let extents = [
        who.scope(ForOthers).extent().clone(),
        who.scope(Behind).extent().clone(),
        who.scope(Required).extent().clone(),
        who.scope(Last).extent().clone(),
        who.scope(Off).extent().clone(),
    ];
    assert_eq!(extents, [const { Extent::Nothing }; 5]);
}

#[test]
fn a_scope_in_a_log_says_nothing_of_whom_it_is_about() {
    let who = clerk();
    assert_eq!(format!("{:?}", who.scope(Open)), "Scope(open where)");
    assert_eq!(format!("{:?}", who.scope(OpenOwn)), "Scope(open_own where)");
    let nobody = principal(User::default());
    assert_eq!(format!("{:?}", nobody.scope(Open)), "Scope(open nothing)");
}

#[test]
fn rows_that_a_query_should_not_have_given_are_left_out() {
    let scope = clerk().scope(Read);
    let rows = [
        Letter::new(Some(7), "own"),
        Letter::new(Some(8), "foreign"),
        Letter::new(None, "nobody's"),
    ];
    let permits = scope.admit(&rows);
    let texts: Vec<_> = permits.iter().map(|one| one.context().text).collect();
    assert_eq!(texts, ["own"]);
    assert_eq!(scope.principal().subject().id, Some(7));
    assert_eq!(format!("{:?}", scope.action()), "Read");
    assert_eq!(permit::testing::verify::<User>(), 12);
}

#[test]
fn a_struct_says_how_a_row_is_at_home() {
    #[derive(permit::Columns)]
    #[expect(dead_code, reason = "only its columns are looked at")]
    struct Parcel {
        #[column("tenant_id", home_or_global, cast = "uuid")]
        tenant: Option<String>,
    }
    #[derive(permit::Columns)]
    #[columns(global)]
    struct Form {}
    let HomeMapping::TenantOrGlobal(column) = Parcel::HOME else {
        panic!("{:?}", Parcel::HOME);
    };
    assert_eq!((column.name, column.cast), ("tenant_id", Some("uuid")));
    assert_eq!(Form::HOME, HomeMapping::Global);
    assert_eq!(<() as HomeColumn>::HOME, HomeMapping::Subject);
    let _ = Form {};
}

#[test]
fn values_are_what_stands_in_a_column() {
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

//! The code that permit's macros write, as a source file: it shows the compile time that is left
//! when the macros cost nothing. [`crate::agreement`] compares it with what the macros write.

use std::fmt::Write;

use crate::rules::{INLINE, Rule, Rules};

/// A catalogue. `line_of` returns the line of an action's name; its rows are in the lines below. The macros
/// write it with the tables in its documentation.
pub(crate) fn write(rules: &Rules, documented: bool, line_of: impl Fn(usize) -> usize) -> String {
    let mut code = String::new();
    for action in 0..rules.actions {
        let table = if documented {
            documentation(rules, action)
        } else {
            String::new()
        };
        let _ = writeln!(
            code,
            "#[doc = \" Number {action}.\"]
{table}#[derive(Clone, Copy, Debug)]
pub struct Action{action};"
        );
    }
    for action in 0..rules.actions {
        code.push_str(&implementation(rules, action, line_of(action)));
    }
    code.push_str(&catalogue(rules));
    code
}

/// The table in the documentation of an action, as an attribute.
fn documentation(rules: &Rules, action: usize) -> String {
    let rows = rules.joined(|user_type| {
        let rule = rules.rule(action, user_type).in_table();
        format!("\n| `Type{user_type}` | `{rule}` |")
    });
    let table = format!("\n| user type | rule |\n|---|---|{rows}");
    format!("#[doc = {table:?}]\n")
}

fn implementation(rules: &Rules, action: usize, line: usize) -> String {
    let all = || (0..rules.user_types).map(|user_type| (user_type, rules.rule(action, user_type)));
    let bits = |wanted: &[Rule]| {
        let bits = all().filter(|(_, rule)| wanted.contains(rule));
        bits.fold(0_u64, |bits, (user_type, _)| bits | 1 << user_type)
    };
    let mut arms: Vec<(Rule, Vec<String>)> = Vec::new();
    for (user_type, rule) in all() {
        let name = format!("UserType::Type{user_type}");
        match arms.iter_mut().find(|(other, _)| *other == rule) {
            Some((_, names)) => names.push(name),
            None => arms.push((rule, vec![name])),
        }
    }
    let has_owner = arms.iter().any(|(rule, _)| *rule == Rule::AllowIfOwner);
    let always = bits(&[Rule::Allow]);
    let (allowed, shape, under, conditions) = if has_owner {
        let owners = bits(&[Rule::Allow, Rule::AllowIfOwner]);
        let allowed = format!("0b{always:b}, 0b{owners:b}");
        (allowed, OWNER, UNDER_OWNER, CONDITIONS_OWNER)
    } else {
        (format!("0b{always:b}"), "()", "", "")
    };
    let fingerprint = fingerprint(rules.user_types);
    let text = text(all(), has_owner);
    let key = format!("action{action}").len();
    let arms = arms.iter().fold(String::new(), |mut code, (rule, names)| {
        let rule = match rule {
            Rule::Deny => "DENY",
            Rule::Allow => "ALLOW",
            Rule::AllowIfOwner => "allow_if(\"owner\", ::permit::catalogue::Formula::condition(0))",
        };
        let _ = writeln!(
            code,
            "{} => ::permit::catalogue::Rule::{rule},",
            names.join(" | ")
        );
        code
    });
    format!(
        "#[automatically_derived]
#[allow(unused_qualifications)]
impl ::permit::Action for Action{action} {{
    type Subject = User;
    type Context = Item;
    type Shape = (::permit::shape::Rows, {shape}, ());
    const TABLE: ::permit::catalogue::Table<<Self::Subject as ::permit::Subject>::UserType> =
        ::permit::catalogue::Table::new(
            &[{allowed}],
            (\"action{action}\\nAction{action}\\nNumber {action}.\\nItem\\n{text}\", {key}, {line}),
            <Self as ::permit::Action>::rule,
            &::permit::__private::Terms::new(
                {fingerprint}, ::core::module_path!(), \"{INLINE}/src/lib.rs\"
            ){under},
        );
    fn rule(__user_type: UserType) -> ::permit::catalogue::Rule {{
        match __user_type {{
{arms}        }}
    }}
{conditions}}}
#[automatically_derived]
#[allow(unused_qualifications)]
impl ::permit::__private::Single for Action{action} {{
    const VALUE: Self = Self {{}};
}}
"
    )
}

/// The conditions and the rows of a table in words: each row is one line below the one before.
fn text(all: impl Iterator<Item = (usize, Rule)>, has_owner: bool) -> String {
    let (conditions, choices) = if has_owner { ("owner\\n", 2) } else { ("", 1) };
    let digit = |choice| char::from(b'0' + 2 * choices + choice);
    let rows = all.map(|(_, rule)| digit(u8::from(rule == Rule::AllowIfOwner)));
    conditions.to_owned() + &rows.collect::<String>()
}

/// That of the enum, as its derive computes it.
fn fingerprint(user_types: usize) -> u64 {
    let texts = (0..user_types).map(|one| format!("Type{one} ({}, false, false)\n", one == 0));
    let bytes: Vec<u8> = texts.flat_map(String::into_bytes).collect();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

const OWNER: &str = "(::permit::filter::owner, ())";

const UNDER_OWNER: &str = ".under(&[::permit::catalogue::ConditionInfo::owner()])";

const CONDITIONS_OWNER: &str = "    fn conditions<__Evaluation: ::permit::__private::Evaluation>(
        &self,
        __who: &::permit::Principal<Self::Subject>,
        __context: &Self::Context,
        __evaluation: &mut __Evaluation,
    ) {
        __evaluation.built_in(0, ::permit::__private::owns(
            __who,
            <Self::Context as ::permit::Owned<Self::Subject>>::owner(__context),
        ));
    }
";

fn catalogue(rules: &Rules) -> String {
    let (actions, fingerprint) = (rules.actions, fingerprint(rules.user_types));
    let each = |part: fn(usize) -> String| (0..actions).map(part).collect::<String>();
    let tables = each(|action| format!("<Action{action} as ::permit::Action>::TABLE,\n"));
    let tables = tables.trim_end_matches(",\n");
    let matches = each(|action| format!("<Action{action} as ::permit::Action>::rule,\n"));
    let matches = matches.trim_end_matches(",\n");
    let visits =
        each(|action| format!("__Visit::<__Subject, Action{action}>::visit(__visitor);\n"));
    let listed = each(|action| {
        format!(
            "#[automatically_derived]
impl ::permit::__private::ListedOnce for Action{action} {{
    const INDEX: usize = {action};
}}
"
        )
    });
    format!(
        "#[allow(unused_qualifications)]
const _: () = {{
    const _: () = {{
        #[allow(unused_imports)]
        use ::permit::__private::NotOptional as _;
        ::permit::__private::assert_known([
            ::permit::__private::IdType::<<__Subject as ::permit::Subject>::Id, 0>::IS_OPTIONAL,
            ::permit::__private::IdType::<<__Subject as ::permit::Subject>::Id, 1>::IS_OPTIONAL,
            ::permit::__private::IdType::<<__Subject as ::permit::Subject>::Id, 2>::IS_OPTIONAL,
            ::permit::__private::IdType::<<__Subject as ::permit::Subject>::Id, 3>::IS_OPTIONAL,
        ]);
    }};
    const _: () = ::permit::__private::assert_user_types::<__Subject>({fingerprint}, \"User\");
    type __Subject = User;
    #[automatically_derived]
    impl ::permit::Permissions for __Subject {{
        const ACTIONS: &'static [
            ::permit::catalogue::Table<<__Subject as ::permit::Subject>::UserType>
        ] = {{
            static __ACTIONS: [
                ::permit::catalogue::Table<<__Subject as ::permit::Subject>::UserType>; {actions}
            ] = [
{tables}
            ];
            &__ACTIONS
        }};
        const RULES: &'static [
            fn(<__Subject as ::permit::Subject>::UserType) -> ::permit::catalogue::Rule
        ] = &[
{matches}
        ];
        const TENANTS: bool = false;
        type Tenancy = ::permit::shape::Undeclared;
        type Placement = ::permit::shape::Undeclared;
        type Role = ::permit::catalogue::NoRole;
        type Actions = __Actions;
    }}
    #[allow(missing_debug_implementations, unreachable_pub)]
    pub struct __Actions;
    #[automatically_derived]
    impl ::permit::__private::VisitActions<__Subject> for __Actions {{
        fn visit<__Visitor: ::permit::catalogue::EachAction<__Subject>>(__visitor: &mut __Visitor) {{
            #[allow(unused_imports)]
            use ::permit::__private::{{ActionVisit as __Visit, NoVisit as _}};
{visits}        }}
    }}
{listed}}};
"
    )
}

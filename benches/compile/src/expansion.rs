//! The code that permit's macros write, as if somebody had written it by hand: what is left of the
//! cost when the macros cost nothing. [`crate::agreement`] holds it to what they really write.

use std::fmt::Write;

use crate::sources::{INLINE, Rule, Rules};

/// A catalogue; `line_of` says in which line an action has its name, and its rows below.
pub(crate) fn write(rules: &Rules, line_of: impl Fn(usize) -> usize) -> String {
    let mut code = String::new();
    for action in 0..rules.actions {
        let _ = writeln!(
            code,
            "#[doc = \" Number {action}.\"]
#[derive(Clone, Copy, Debug)]
pub struct Action{action};"
        );
    }
    for action in 0..rules.actions {
        code.push_str(&implementation(rules, action, line_of(action)));
    }
    code.push_str(&catalogue(rules.actions));
    code
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
    let (allowed, shape, under, inquire) = if has_owner {
        let owners = bits(&[Rule::Allow, Rule::AllowIfOwner]);
        let allowed = format!("0b{always:b}, 0b{owners:b}");
        (allowed, OWNER, UNDER_OWNER, INQUIRE_OWNER)
    } else {
        (format!("0b{always:b}"), "()", "", "")
    };
    let lines: Vec<_> = (1..=rules.user_types)
        .map(|row| (line + row).to_string())
        .collect();
    let lines = lines.join(", ");
    let arms = arms.iter().fold(String::new(), |mut code, (rule, names)| {
        let rule = match rule {
            Rule::Deny => "DENY",
            Rule::Allow => "ALLOW",
            Rule::AllowIfOwner => "allow_if(\"owner\", ::permit::__private::Formula::condition(0))",
        };
        let _ = writeln!(code, "{} => ::permit::Rule::{rule},", names.join(" | "));
        code
    });
    format!(
        "#[automatically_derived]
#[allow(unused_qualifications)]
impl ::permit::Action for Action{action} {{
    type Subject = User;
    type Context = Item;
    type OnDenied = ::permit::__private::Forbidden;
    type Shape = (::permit::__private::Rows, {shape}, ());
    const TABLE: &'static ::permit::Table<<User as ::permit::Subject>::UserType> =
        &::permit::Table::new(
            [\"action{action}\", \"Action{action}\", \"Number {action}.\"],
            (&[{allowed}], &[{lines}]),
            <Self as ::permit::Action>::rule,
            (::core::module_path!(), \"{INLINE}/src/lib.rs\", {line}),
        ){under};
    fn rule(__user_type: UserType) -> ::permit::Rule {{
        match __user_type {{
{arms}        }}
    }}
{inquire}}}
#[automatically_derived]
#[allow(unused_qualifications)]
impl ::permit::__private::Single for Action{action} {{
    const VALUE: Self = Self {{}};
}}
"
    )
}

const OWNER: &str = "(::permit::__private::owner, ())";

const UNDER_OWNER: &str = ".under(&[::permit::ConditionInfo::built_in(\"owner\")])";

const INQUIRE_OWNER: &str = "    fn inquire<__Inquiry: ::permit::__private::Inquiry>(
        &self,
        __who: &::permit::Principal<User>,
        __context: &Item,
        __inquiry: &mut __Inquiry,
    ) {
        __inquiry.built_in(0, ::permit::__private::owns(
            __who,
            <Item as ::permit::Owned<User>>::owner(__context),
        ));
    }
";

fn catalogue(actions: usize) -> String {
    let each = |part: fn(usize) -> String| (0..actions).map(part).collect::<String>();
    let tables = each(|action| format!("<Action{action} as ::permit::Action>::TABLE,\n"));
    let tables = tables.trim_end_matches(",\n");
    let visits = each(|action| format!("__Each::<Self, Action{action}>::visit(__visitor);\n"));
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
    #[automatically_derived]
    impl ::permit::Permissions for User {{
        const ACTIONS: &'static [
            &'static ::permit::Table<<User as ::permit::Subject>::UserType>
        ] = &[
{tables}
        ];
        const TENANTS: bool = false;
        type Tenancy = ::permit::__private::NoTenants;
        type Placement = ::permit::__private::NoPlaces;
        fn each_action<__Visitor: ::permit::EachAction<Self>>(__visitor: &mut __Visitor) {{
            #[allow(unused_imports)]
            use ::permit::__private::{{Each as __Each, Left as _}};
{visits}        }}
    }}
{listed}}};
"
    )
}

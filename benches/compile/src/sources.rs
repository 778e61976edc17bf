//! The crates that are compiled, all with the same rules.

use std::fmt::Write;

use crate::{
    arguments::Arguments,
    expansion,
    rules::{INLINE, Rule, Rules},
};

/// One crate: its name, its only dependency as a line of `Cargo.toml`, and its source.
pub(crate) struct Source {
    pub(crate) name: &'static str,
    /// Its title in the table.
    pub(crate) title: &'static str,
    pub(crate) dependency: fn(&Arguments) -> String,
    write: fn(&Rules) -> String,
}

impl Source {
    /// The source, before or after one cell was edited.
    pub(crate) fn text(&self, arguments: &Arguments, edited: bool) -> String {
        (self.write)(&Rules {
            actions: arguments.actions,
            user_types: arguments.user_types,
            roles: arguments.roles,
            edited,
        })
    }
}

pub(crate) const BY_HAND: &str = "by-hand";
pub(crate) const BARE_MATCH: &str = "bare-match";

pub(crate) const SOURCES: [Source; 8] = [
    Source {
        name: INLINE,
        title: "permit, in one `permissions!`",
        dependency: permit,
        write: inline,
    },
    Source {
        name: "granted",
        title: "permit, in one `permissions!` with roles",
        dependency: permit,
        write: granted,
    },
    Source {
        name: "derived",
        title: "permit, derived one by one",
        dependency: permit,
        write: derived,
    },
    Source {
        name: BY_HAND,
        title: "permit's expansion by hand",
        dependency: permit,
        write: |rules| by_hand(rules, true),
    },
    Source {
        name: "undocumented",
        title: "the same, without the tables in its documentation",
        dependency: permit,
        write: |rules| by_hand(rules, false),
    },
    Source {
        name: BARE_MATCH,
        title: "a bare `match` each",
        dependency: |_| String::new(),
        write: bare_match,
    },
    Source {
        name: "errors",
        title: "thiserror's derive",
        dependency: |_| "thiserror = \"2\"".to_owned(),
        write: errors,
    },
    Source {
        name: "serialized",
        title: "serde's two derives",
        dependency: |_| "serde = { version = \"1\", features = [\"derive\"] }".to_owned(),
        write: serialized,
    },
];

fn permit(arguments: &Arguments) -> String {
    let path = arguments.permit.display();
    format!("permit = {{ package = \"permit-rs\", path = \"{path}\" }}")
}

/// The beginning of every crate that uses permit.
pub(crate) fn people(rules: &Rules) -> String {
    let user_types = rules.joined(|user_type| format!("    Type{user_type},\n"));
    format!(
        "#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {{
    #[anonymous]
{user_types}}}

pub struct User {{
    pub id: Option<u64>,
    pub user_type: UserType,
}}

impl permit::Subject for User {{
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {{
        self.id.as_ref()
    }}

    fn user_types(&self) -> permit::UserTypes<UserType> {{
        self.user_type.into()
    }}

    fn anonymous() -> Self {{
        User {{ id: None, user_type: UserType::Type0 }}
    }}
}}

pub struct Item {{
    pub seller: u64,
}}

impl permit::Owned<User> for Item {{
    fn owner(&self) -> Option<&u64> {{
        Some(&self.seller)
    }}
}}
"
    )
}

/// The text before the first action of a catalogue.
const HEAD: &str = "\npermit::permissions! {\n    <User: UserType>\n";

fn inline(rules: &Rules) -> String {
    let mut code = people(rules) + HEAD;
    for action in 0..rules.actions {
        let rows = rules.rows(action);
        let _ = writeln!(
            code,
            "    /// Number {action}.\n    pub Action{action}(context = Item) {{\n{rows}    }}"
        );
    }
    code + "}\n"
}

/// As [`inline`], with a row of roles for each action and `granted` in the place of `owner`, so that the rules have
/// as many conditions.
fn granted(rules: &Rules) -> String {
    let roles = |part: fn(usize) -> String| (0..rules.roles).map(part).collect::<String>();
    let variants = roles(|role| format!("    Role{role},\n"));
    let mut code = people(rules);
    let _ = writeln!(
        code,
        "#[derive(permit::Roles, Clone, Copy)]\npub enum Role {{\n{variants}}}"
    );
    code.push_str("\npermit::permissions! {\n    <User: UserType, roles>\n");
    for action in 0..rules.actions {
        let rows = rules.rows(action).replace("owner", "granted");
        // Only what is granted in a row can be held by roles.
        let held = if rows.contains("granted") {
            let held = (0..rules.roles).map(|role| {
                let word = if (action + role) % 3 == 0 {
                    "grant"
                } else {
                    "withhold"
                };
                format!("        Role{role} => {word},\n")
            });
            format!(" roles {{\n{}    }}", held.collect::<String>())
        } else {
            String::new()
        };
        let _ = writeln!(
            code,
            "    /// Number {action}.\n    pub Action{action}(context = Item) {{\n{rows}    }}{held}"
        );
    }
    code + "}\n"
}

fn derived(rules: &Rules) -> String {
    let mut code = people(rules);
    for action in 0..rules.actions {
        let rows = rules.rows(action);
        let _ = writeln!(
            code,
            "/// Number {action}.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Item)]
#[permissions(
{rows})]
pub struct Action{action};"
        );
    }
    code.push_str(HEAD);
    for action in 0..rules.actions {
        let _ = writeln!(code, "    use Action{action};");
    }
    code + "}\n"
}

/// Each action names the lines in which [`inline`] has it.
fn by_hand(rules: &Rules, documented: bool) -> String {
    let head = people(rules);
    let lines_before = head.lines().count() + HEAD.lines().count();
    head + &expansion::write(rules, documented, |action| {
        // An action takes a comment, the name, the rows and a brace.
        lines_before + action * (rules.user_types + 3) + 2
    })
}

fn bare_match(rules: &Rules) -> String {
    let user_types = rules.joined(|user_type| format!("    Type{user_type},\n"));
    let mut code = format!(
        "pub enum UserType {{\n{user_types}}}\n\
         pub enum Rule {{ Deny, Allow, AllowIfOwner }}\n"
    );
    for action in 0..rules.actions {
        let arms = rules.joined(|user_type| {
            let rule = rules.rule(action, user_type).in_match();
            format!("            UserType::Type{user_type} => Rule::{rule},\n")
        });
        let _ = writeln!(
            code,
            "/// Number {action}.
#[derive(Clone, Copy, Debug)]
pub struct Action{action};
impl Action{action} {{
    pub fn rule(user_type: UserType) -> Rule {{
        match user_type {{
{arms}        }}
    }}
}}"
        );
    }
    code
}

fn errors(rules: &Rules) -> String {
    let mut code = String::new();
    for error in 0..rules.actions {
        let variants = rules.joined(|variant| {
            let rule = rules.rule(error, variant).in_table();
            format!("    #[error(\"{rule}\")]\n    Variant{variant},\n")
        });
        let _ = writeln!(
            code,
            "/// Number {error}.
#[derive(Debug, thiserror::Error)]
pub enum Error{error} {{
{variants}}}"
        );
    }
    code
}

fn serialized(rules: &Rules) -> String {
    let mut code = String::new();
    for structure in 0..rules.actions {
        let fields = rules.joined(|field| {
            let kind = match rules.rule(structure, field) {
                Rule::Deny => "u64",
                Rule::Allow => "bool",
                Rule::AllowIfOwner => "String",
            };
            format!("    pub field{field}: {kind},\n")
        });
        let _ = writeln!(
            code,
            "/// Number {structure}.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Struct{structure} {{
{fields}}}"
        );
    }
    code
}

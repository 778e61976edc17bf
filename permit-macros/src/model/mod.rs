//! A table as it is written. It keeps the user's own tokens, for their spans.

mod roles;
mod text;

use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Generics, Ident, LitInt, LitStr, Path, Token, Type};

pub(crate) use self::{
    roles::{Enums, Hold, RoleList, RoleTable},
    text::{cfgs, description, key, path_text, tokens_text, type_text},
};
use crate::{parse::Syntax, span};

/// An action, derived or declared in a catalogue.
pub(crate) struct Action {
    pub(crate) syntax: Syntax,
    /// `#[cfg]` of the action itself.
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) has_fields: bool,
    pub(crate) description: String,
    /// `None` when the action does not name it, which is reported.
    pub(crate) subject: Option<Type>,
    pub(crate) user_type: Path,
    pub(crate) arguments: Arguments,
    /// `None` when it has no table, which is reported unless it is an operation.
    pub(crate) rows: Option<Vec<Row>>,
    /// The permissions that it needs, when it is an operation.
    pub(crate) parts: Option<Vec<Part>>,
    /// Which roles hold it, if it says so.
    pub(crate) roles: Option<RoleTable>,
}

impl Action {
    /// Whether it is done to something: `()` is nothing.
    pub(crate) fn has_context(&self) -> bool {
        let context = self.arguments.context.as_ref();
        context
            .is_some_and(|context| !matches!(context, Type::Tuple(tuple) if tuple.elems.is_empty()))
    }

    /// The lines of its table, if it has one.
    pub(crate) fn rows(&self) -> &[Row] {
        self.rows.as_deref().unwrap_or_default()
    }
}

/// The arguments of an action, in `#[action(…)]` or in parentheses after its name.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) subject: Option<Type>,
    pub(crate) user_type: Option<Path>,
    pub(crate) roles: Option<Path>,
    pub(crate) context: Option<Type>,
    pub(crate) flag: Option<LitStr>,
    pub(crate) name: Option<LitStr>,
    pub(crate) requires: Vec<Path>,
    pub(crate) never_impersonated: bool,
    pub(crate) fixed: bool,
    pub(crate) was: Vec<LitStr>,
    pub(crate) krate: Option<Path>,
}

/// A permission that an operation needs.
pub(crate) struct Part {
    pub(crate) action: Path,
    /// The fields that lead to the part of the context that it is checked on. Empty for all of the
    /// context.
    pub(crate) on: Vec<Ident>,
}

impl Part {
    /// What it is checked on: `__context`, or a part of it.
    pub(crate) fn place(&self) -> TokenStream {
        let on = &self.on;
        if on.is_empty() {
            span::over(&self.action, quote!(__context))
        } else {
            quote!(&__context #(.#on)*)
        }
    }

    /// As it is written: `CreateTask(target)`.
    pub(crate) fn text(&self) -> String {
        let action = path_text(&self.action);
        if self.on.is_empty() {
            return action;
        }
        format!("{action}({})", self.on_text())
    }

    /// The part of the context, as it is written: `target`. Empty for all of the context.
    pub(crate) fn on_text(&self) -> String {
        let fields: Vec<_> = self.on.iter().map(ToString::to_string).collect();
        fields.join(".")
    }
}

/// One line of a table: of the user types, or of the roles.
pub(crate) struct Row<C = Rule> {
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) head: RowHead,
    pub(crate) rule: C,
}

/// A user type or a role by its name. It keeps the text: a comparison of two identifiers asks the compiler
/// for the texts of both, and a catalogue makes a million comparisons.
#[derive(Clone)]
pub(crate) struct Name {
    ident: Ident,
    text: String,
}

impl Name {
    pub(crate) fn span(&self) -> Span {
        self.ident.span()
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl From<Ident> for Name {
    fn from(ident: Ident) -> Self {
        let text = ident.to_string();
        Self { ident, text }
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.ident.to_tokens(tokens);
    }
}

/// What a row is for.
pub(crate) enum RowHead {
    Names(Vec<Name>),
    /// Not accepted, and reported together with what to write instead. The names are those beside it.
    Wildcard(Wildcard, Vec<Name>),
    /// Not known, and already reported: the names that are in it, which are not reported as missing.
    Unreadable(Vec<Name>),
}

/// What would stand for every other user type or role: `_`, or what other languages have in its place.
pub(crate) struct Wildcard {
    pub(crate) tokens: TokenStream,
    pub(crate) text: String,
}

impl<C> Row<C> {
    /// Replaces a row or a table that could not be read, and names `names`.
    pub(crate) const fn unreadable(names: Vec<Name>, broken: C) -> Self {
        Self {
            cfgs: Vec::new(),
            head: RowHead::Unreadable(names),
            rule: broken,
        }
    }

    /// Whether the row may be enabled: a row behind a `cfg` is disabled with what it names. `all` are the
    /// names of the enum.
    pub(crate) fn is_on(&self, all: &[Name]) -> bool {
        self.cfgs.is_empty() || self.names().iter().any(|name| all.contains(name))
    }

    pub(crate) const fn is_unreadable(&self) -> bool {
        matches!(self.head, RowHead::Unreadable(_))
    }

    /// Whether it is the argument `context`, which was written in the table.
    pub(crate) fn states_context(&self) -> bool {
        match &self.head {
            RowHead::Unreadable(names) => names.iter().any(|name| name.text() == "context"),
            RowHead::Names(_) | RowHead::Wildcard(..) => false,
        }
    }

    /// The user types or the roles that it names.
    pub(crate) fn names(&self) -> &[Name] {
        match &self.head {
            RowHead::Names(names) | RowHead::Wildcard(_, names) => names,
            RowHead::Unreadable(_) => &[],
        }
    }
}

/// One cell.
pub(crate) enum Rule {
    Deny,
    Allow,
    AllowIf(Formula),
    /// Unreadable, and already reported. It counts as a row.
    Broken,
}

impl Rule {
    /// Every condition in it, in the order of writing.
    pub(crate) fn conditions(&self) -> Vec<&Path> {
        match self {
            Self::AllowIf(formula) => formula.conditions(),
            Self::Deny | Self::Allow | Self::Broken => Vec::new(),
        }
    }

    /// The rule if the conditions that `never` names do not hold, as it would be written.
    pub(crate) fn without(&self, never: fn(&Path) -> bool) -> String {
        match self {
            Self::AllowIf(formula) => formula.without(never).map_or_else(
                || Self::Deny.text(),
                |formula| Self::AllowIf(formula).text(),
            ),
            Self::Deny | Self::Allow | Self::Broken => self.text(),
        }
    }

    /// As it is written. Two rules with the same text are the same rule.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Deny | Self::Broken => "deny".to_owned(),
            Self::Allow => "allow".to_owned(),
            Self::AllowIf(formula) => format!("allow if {}", formula.text()),
        }
    }
}

/// What a rule depends on.
#[derive(Clone)]
pub(crate) enum Formula<C = Path> {
    Condition(C),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl<C> Formula<C> {
    /// The same formula of other conditions.
    pub(crate) fn of<D>(&self, other: &impl Fn(&C) -> D) -> Formula<D> {
        let of = |parts: &[Self]| parts.iter().map(|part| part.of(other)).collect();
        match self {
            Self::Condition(condition) => Formula::Condition(other(condition)),
            Self::All(parts) => Formula::All(of(parts)),
            Self::Any(parts) => Formula::Any(of(parts)),
        }
    }
}

impl Formula {
    /// Every condition in it, in the order of writing.
    fn conditions(&self) -> Vec<&Path> {
        match self {
            Self::Condition(path) => vec![path],
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().flat_map(Self::conditions).collect()
            }
        }
    }

    /// What is left if the conditions that `never` names do not hold; `None` if it cannot hold then.
    fn without(&self, never: fn(&Path) -> bool) -> Option<Self> {
        match self {
            Self::Condition(path) => (!never(path)).then(|| self.clone()),
            Self::All(parts) => {
                let parts = parts.iter().map(|part| part.without(never));
                parts.collect::<Option<_>>().map(Self::All)
            }
            Self::Any(parts) => {
                let parts = parts.iter().filter_map(|part| part.without(never));
                let mut parts: Vec<_> = parts.collect();
                if parts.len() > 1 {
                    return Some(Self::Any(parts));
                }
                parts.pop()
            }
        }
    }

    /// As it is written, with single spaces.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Condition(path) => path_text(path),
            Self::All(parts) => joined(parts, " && "),
            Self::Any(parts) => joined(parts, " || "),
        }
    }
}

fn joined(parts: &[Formula], operator: &str) -> String {
    let parts: Vec<_> = parts
        .iter()
        .map(|part| match part {
            Formula::Condition(path) => path_text(path),
            nested => format!("({})", nested.text()),
        })
        .collect();
    parts.join(operator)
}

/// The user types of the enum, as its derive names them.
pub(crate) struct UserTypes {
    /// Whether the enum has no errors. If it has, its tables are not checked for completeness.
    pub(crate) sound: bool,
    pub(crate) anonymous: Option<Name>,
    /// Those of the application's own jobs.
    pub(crate) internal: Vec<Name>,
    /// What tells the enum from another one: its numbers are not those of another enum.
    pub(crate) fingerprint: LitInt,
    pub(crate) all: Vec<Name>,
}

/// The name of the enum of roles, if no other is given. It is at `place`, because rustc reports there that
/// the enum is not in scope.
pub(crate) fn default_roles(place: Span) -> Path {
    Ident::new("Role", span::at(place)).into()
}

/// The path to the runtime, for generated code at `place`.
pub(crate) fn krate(said: Option<&Path>, place: Span) -> Path {
    said.cloned().unwrap_or_else(|| Path {
        leading_colon: Some(Token![::](place)),
        ..Ident::new("permit", place).into()
    })
}

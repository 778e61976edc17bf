//! The rules that every crate writes down in its own way.

/// The name of the crate with permit's macros. The expansion by hand says it as well.
pub(crate) const INLINE: &str = "inline";

/// A cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    Deny,
    Allow,
    AllowIfOwner,
}

impl Rule {
    pub(crate) fn in_table(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Allow => "allow",
            Self::AllowIfOwner => "allow if owner",
        }
    }

    pub(crate) fn in_match(self) -> &'static str {
        match self {
            Self::Deny => "Deny",
            Self::Allow => "Allow",
            Self::AllowIfOwner => "AllowIfOwner",
        }
    }
}

/// The rules of all actions.
pub(crate) struct Rules {
    pub(crate) actions: usize,
    pub(crate) user_types: usize,
    /// How many roles the crate with roles has.
    pub(crate) roles: usize,
    pub(crate) edited: bool,
}

impl Rules {
    pub(crate) fn rule(&self, action: usize, user_type: usize) -> Rule {
        let rule = match (action * 7 + user_type * 3) % 5 {
            // `owner` cannot hold for an anonymous caller.
            _ if user_type == 0 => Rule::Deny,
            0 | 3 => Rule::Deny,
            1 | 4 => Rule::Allow,
            _ => Rule::AllowIfOwner,
        };
        match rule {
            Rule::Deny if self.is_edited(action, user_type) => Rule::Allow,
            _ if self.is_edited(action, user_type) => Rule::Deny,
            unchanged => unchanged,
        }
    }

    /// Whether this is the cell that is edited. It is in the middle.
    fn is_edited(&self, action: usize, user_type: usize) -> bool {
        self.edited && action == self.actions / 2 && user_type == self.user_types / 2
    }

    pub(crate) fn joined(&self, part: impl Fn(usize) -> String) -> String {
        (0..self.user_types).map(part).collect()
    }

    /// The rows of a table, one per line.
    pub(crate) fn rows(&self, action: usize) -> String {
        self.joined(|user_type| {
            let rule = self.rule(action, user_type).in_table();
            format!("        Type{user_type} => {rule},\n")
        })
    }
}

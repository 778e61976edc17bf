//! `granted`: whether a grant of a role covers the context.

use std::collections::BTreeSet;

use super::{
    Action, Asked, Blocked, Context, ContextTenant, Entry, Holder, Partition, Place, Stated, Time,
    UserType,
};

/// A grant that the subject has, wherever it comes from.
struct Held<'a> {
    role: &'a str,
    on: Option<&'a BTreeSet<Place>>,
    until: Option<Time>,
}

impl<'a> Asked<'a> {
    /// Whether `granted` holds in the row of `user_type`.
    pub(super) fn granted(self, action: &Action, user_type: &UserType, context: &Context) -> bool {
        // Never for the anonymous or an internal user type.
        if user_type.anonymous || user_type.internal {
            return false;
        }
        // The grants of the subject's partition; none if its tenant is unknown.
        let Some(partition) = self.partition(&self.who.subject) else {
            return false;
        };
        // A tenant's grant counts on that tenant's contexts and on `()`, never on global ones.
        let counts = match (&partition, &context.tenant) {
            (Partition::Platform, _) | (Partition::Tenant(_), ContextTenant::OfSubject) => true,
            (Partition::Tenant(id), ContextTenant::Of(its)) => id == its,
            (Partition::Tenant(_), ContextTenant::Global) => false,
        };
        let held = self.held(&partition);
        counts
            && held.iter().any(|grant| {
                // It is running, its role holds the action and is not blocked, and it is everywhere or
                // covers a place of the context.
                self.is_running(grant.until)
                    && self.role_holds(&partition, grant.role, action)
                    && grant.on.is_none_or(|places| context.is_in(places))
            })
    }

    /// The grants of the subject: stored, of a default, or of a source.
    fn held(self, partition: &Partition) -> Vec<Held<'a>> {
        let mut held = Vec::new();
        for entry in self.entries() {
            if let Entry::Grant(grant) = entry
                && grant.partition == *partition
                && self.is_to_the_subject(partition, &grant.to)
            {
                held.push(Held {
                    role: &grant.role,
                    on: grant.on.as_ref(),
                    until: grant.until,
                });
            }
        }
        for user_type in self.holding_types() {
            for role in self.default_roles(partition, user_type) {
                held.push(Held {
                    role,
                    on: None,
                    until: None,
                });
            }
        }
        if let Some(binding) = &self.who.binding {
            for grant in &binding.from_sources {
                held.push(Held {
                    role: &grant.role,
                    on: grant.on.as_ref(),
                    until: grant.until,
                });
            }
        }
        held
    }

    /// Whether a grant is to the subject, to a group of it, or to an unblocked user type of it.
    fn is_to_the_subject(self, partition: &Partition, to: &Holder) -> bool {
        match to {
            Holder::Person(id) => self.who.subject.id.as_ref() == Some(id),
            Holder::Group(key) => self.is_in_group(partition, key),
            Holder::UserType(name) => self.holding_types().any(|one| one.name == *name),
        }
    }

    /// The user types of the subject to which a grant or a default may be: the unblocked ones, never the
    /// anonymous or an internal one.
    fn holding_types(self) -> impl Iterator<Item = &'a UserType> {
        self.unblocked(&self.who.subject)
            .filter(|one| !one.anonymous && !one.internal)
    }

    /// Whether the group is there, and the subject is a member of it.
    fn is_in_group(self, partition: &Partition, key: &str) -> bool {
        let Some(id) = &self.who.subject.id else {
            return false;
        };
        let is_there = self.entries().iter().any(|entry| {
            matches!(entry, Entry::Group { partition: its, key: own } if its == partition && own == key)
        });
        let is_member = self.entries().iter().any(|entry| {
            matches!(entry, Entry::Member { partition: its, group, person }
                if its == partition && group == key && person == id)
        });
        is_there && is_member
    }

    /// The roles that each subject of a user type holds: those that the partition says, else those that
    /// the code says.
    fn default_roles(self, partition: &Partition, user_type: &UserType) -> Vec<&'a str> {
        for entry in self.entries() {
            if let Entry::Default {
                partition: its,
                user_type: name,
                roles,
            } = entry
                && its == partition
                && *name == user_type.name
            {
                return roles.iter().map(String::as_str).collect();
            }
        }
        let roles = self.world.code.roles.iter();
        roles
            .filter(|role| role.default_for.contains(&user_type.name))
            .map(|role| role.key.as_str())
            .collect()
    }

    /// Whether the role of this key holds the action and is not blocked.
    fn role_holds(self, partition: &Partition, key: &str, action: &Action) -> bool {
        // An operator's block of the key covers the tenant's own role and the code's.
        if self
            .blocked_by_operator()
            .any(|what| matches!(what, Blocked::Role(blocked) if blocked == key))
        {
            return false;
        }
        // The tenant's own role of that key, also if it grants nothing. What it has not reviewed it
        // withholds.
        for entry in self.entries() {
            if let Entry::Role(role) = entry
                && role.partition == *partition
                && role.key == key
            {
                return role.states.get(&action.key) == Some(&Stated::Granted);
            }
        }
        // Else the code's.
        self.world.code.role(key).is_some() && action.roles.contains(key)
    }
}

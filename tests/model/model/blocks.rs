//! Which blocks are in force.

use super::{Asked, Blocked, By, Entry, Partition, Person, Tenant, UserType};

impl<'a> Asked<'a> {
    /// What the operator blocks now.
    pub(super) fn blocked_by_operator(self) -> impl Iterator<Item = &'a Blocked> {
        self.blocked_by(|by| *by == By::Operator)
    }

    /// What the administrators of this partition block now.
    pub(super) fn blocked_in(self, partition: &Partition) -> impl Iterator<Item = &'a Blocked> {
        self.blocked_by(move |by| match by {
            By::Operator => false,
            By::Tenant(its) => its == partition,
        })
    }

    fn blocked_by(self, is_by: impl Fn(&By) -> bool) -> impl Iterator<Item = &'a Blocked> {
        self.entries().iter().filter_map(move |entry| match entry {
            Entry::Block(block) if is_by(&block.by) && self.is_running(block.until) => {
                Some(&block.what)
            }
            _ => None,
        })
    }

    /// Whether the operator blocks the person or its tenant, or its tenant blocks the person.
    pub(super) fn is_blocked(self, person: &Person) -> bool {
        let names_it = |what: &Blocked| match (what, &person.id) {
            (Blocked::Person(id), Some(own)) => id == own,
            _ => false,
        };
        let names_its_tenant = |what: &Blocked| match (what, &person.tenant) {
            (Blocked::Tenant(id), Tenant::Of(own)) => id == own,
            _ => false,
        };
        if self
            .blocked_by_operator()
            .any(|what| names_it(what) || names_its_tenant(what))
        {
            return true;
        }
        match self.partition(person) {
            Some(partition) => self.blocked_in(&partition).any(names_it),
            None => false,
        }
    }

    /// The user types of a person that the operator does not block.
    pub(super) fn unblocked(self, person: &'a Person) -> impl Iterator<Item = &'a UserType> {
        let types = self.world.code.user_types.iter();
        types.filter(move |one| {
            let is_blocked = self
                .blocked_by_operator()
                .any(|what| matches!(what, Blocked::UserType(name) if *name == one.name));
            person.user_types.contains(&one.name) && !is_blocked
        })
    }
}

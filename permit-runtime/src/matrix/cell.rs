//! What a cell means, so that two cells can be compared.
//!
//! Rules are positive, so what a cell means has one smallest form as clauses: sets of premises, of each of
//! which at least one has to hold. The clauses of an operation are those of all of its actions together,
//! so its form does not grow with the combinations of their conditions.

use core::{fmt, iter};
use std::collections::BTreeSet;

use crate::{decision::Could, matrix::Premise, table::truth_table};

/// At least one of these holds.
pub(super) type Clause = BTreeSet<Premise>;

/// The most clauses that are computed of alternatives that are read.
pub(super) const MOST: usize = 1024;

/// What a cell of the matrix means, with the action's flag and requirements, and for an operation with
/// those of all of its actions: so an action behind a flag is never a plain `allow`.
///
/// Two cells are equal if they mean the same, however their rules are written. A cell prints in one form,
/// `allow if flag("beta") && (owner || on_call)`, and is read from it.
///
/// ```
/// use permit_runtime::matrix::Cell;
///
/// let cell: Cell = "allow if owner || (owner && on_call)".parse()?;
/// assert_eq!(cell.to_string(), "allow if owner");
/// assert!(cell.implies(&"allow if owner || on_call".parse()?));
/// # Ok::<(), permit_runtime::matrix::NotACell>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// None contains another. `allow` has none, and the only clause of `deny` is empty.
    clauses: BTreeSet<Clause>,
}

impl Cell {
    /// Never.
    #[must_use]
    pub fn deny() -> Self {
        Self::of(iter::once(Clause::new()))
    }

    /// Always.
    #[must_use]
    pub const fn allow() -> Self {
        Self {
            clauses: BTreeSet::new(),
        }
    }

    /// If this holds.
    pub(super) fn only_if(premise: Premise) -> Self {
        Self::of(iter::once(Clause::from([premise])))
    }

    /// That of a truth table over `premises`.
    pub(super) fn of_truth_table(cell: u64, premises: &[Premise]) -> Self {
        let sets = truth_table::clauses(cell, premises.len());
        Self::of(sets.map(|set| {
            let all = premises.iter().enumerate();
            let all = all.filter(|(index, _)| set >> index & 1 == 1);
            all.map(|(_, premise)| premise.clone()).collect()
        }))
    }

    /// Only the smallest of `clauses` count.
    fn of(clauses: impl Iterator<Item = Clause>) -> Self {
        Self {
            clauses: smallest(clauses.collect()),
        }
    }

    /// If both allow.
    pub(super) fn and(self, other: Self) -> Self {
        Self::of(self.clauses.into_iter().chain(other.clauses))
    }

    /// If one of them allows; `None` if that has too many clauses.
    pub(super) fn or(&self, other: &Self) -> Option<Self> {
        if self.clauses.len().saturating_mul(other.clauses.len()) > MOST {
            return None;
        }
        let pairs = self
            .clauses
            .iter()
            .flat_map(|one| other.clauses.iter().map(move |other| one | other));
        Some(Self::of(pairs))
    }

    /// Whether it can never allow.
    #[must_use]
    pub fn is_deny(&self) -> bool {
        self.clauses.first().is_some_and(BTreeSet::is_empty)
    }

    /// Whether it always allows.
    #[must_use]
    pub fn is_allow(&self) -> bool {
        self.clauses.is_empty()
    }

    /// What can be said of it before its flags and conditions are known.
    #[must_use]
    pub fn could(&self) -> Could {
        match (self.is_deny(), self.is_allow()) {
            (true, _) => Could::Never,
            (_, true) => Could::Always,
            _ => Could::Depends,
        }
    }

    /// Whether it allows when exactly those premises hold for which `holds` says so.
    #[must_use]
    pub fn allows(&self, holds: impl Fn(&Premise) -> bool) -> bool {
        self.clauses.iter().all(|clause| clause.iter().any(&holds))
    }

    /// Whether `other` allows wherever this cell allows. If not, this one allows more somewhere.
    #[must_use]
    pub fn implies(&self, other: &Self) -> bool {
        let weaker = |clause: &Clause| self.clauses.iter().any(|one| one.is_subset(clause));
        other.clauses.iter().all(weaker)
    }

    /// What it depends on, each once. A premise that makes no difference is not among them.
    #[must_use]
    pub fn premises(&self) -> BTreeSet<&Premise> {
        self.clauses.iter().flatten().collect()
    }

    /// What has to hold, without `allow if`; `None` if it always or never allows.
    #[must_use]
    pub fn conditions(&self) -> Option<String> {
        if self.is_deny() || self.is_allow() {
            return None;
        }
        let parts = self.independent();
        let alone = parts.len() == 1;
        let parts: Vec<_> = parts.iter().map(|part| written(part, alone)).collect();
        Some(parts.join(" && "))
    }

    /// The clauses in groups that have no premise in common, the single premises first.
    fn independent(&self) -> Vec<BTreeSet<&Clause>> {
        let mut groups: Vec<(Clause, BTreeSet<&Clause>)> = Vec::new();
        for clause in &self.clauses {
            let (touched, others): (Vec<_>, Vec<_>) = groups
                .into_iter()
                .partition(|(premises, _)| !premises.is_disjoint(clause));
            groups = others;
            let mut group = (clause.clone(), BTreeSet::from([clause]));
            for (premises, clauses) in touched {
                group.0.extend(premises);
                group.1.extend(clauses);
            }
            groups.push(group);
        }
        groups.sort_by_key(|(premises, _)| (premises.len() > 1, premises.first().cloned()));
        groups.into_iter().map(|(_, clauses)| clauses).collect()
    }
}

/// Those that contain no other one.
fn smallest(mut sets: BTreeSet<Clause>) -> BTreeSet<Clause> {
    let all = sets.clone();
    sets.retain(|set| !all.iter().any(|one| one != set && one.is_subset(set)));
    sets
}

/// Clauses with a premise in common, in the shorter of two forms: `owner || (a && b)` by their
/// alternatives, or `(a || b) && (c || d)` by themselves. `alone` says that nothing stands beside them.
fn written(clauses: &BTreeSet<&Clause>, alone: bool) -> String {
    let length = |sets: &BTreeSet<Clause>| sets.iter().map(BTreeSet::len).sum::<usize>();
    let own = clauses.iter().map(|one| (*one).clone()).collect();
    match alternatives(clauses) {
        Some(alternatives) if length(&alternatives) <= length(&own) => {
            let text = joined(&alternatives, " && ", " || ");
            if alone || alternatives.len() == 1 {
                text
            } else {
                format!("({text})")
            }
        }
        _ => joined(&own, " || ", " && "),
    }
}

/// The smallest sets of premises that satisfy all of `clauses`; `None` if these have more premises than the
/// rules of one action have, as those of an operation may: then there may be very many.
fn alternatives(clauses: &BTreeSet<&Clause>) -> Option<BTreeSet<Clause>> {
    let premises: BTreeSet<_> = clauses.iter().flat_map(|one| one.iter()).collect();
    if premises.len() > truth_table::MAX_CONDITIONS {
        return None;
    }
    let mut sets = BTreeSet::from([Clause::new()]);
    for clause in clauses {
        let longer = sets.iter().flat_map(|set| {
            let with = move |premise: &Premise| set | &Clause::from([premise.clone()]);
            clause.iter().map(with)
        });
        sets = smallest(longer.collect());
    }
    Some(sets)
}

/// A set of one premise needs no parentheses, and a set that stands alone neither.
fn joined(sets: &BTreeSet<Clause>, inner: &str, outer: &str) -> String {
    let bare = |set: &Clause| set.len() == 1 || sets.len() == 1;
    let written = sets.iter().map(|set| {
        let premises: Vec<_> = set.iter().map(Premise::to_string).collect();
        let text = premises.join(inner);
        if bare(set) { text } else { format!("({text})") }
    });
    written.collect::<Vec<_>>().join(outer)
}

/// `deny`, `allow` or `allow if owner && in_region`.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.conditions() {
            Some(conditions) => write!(f, "allow if {conditions}"),
            None if self.is_deny() => f.write_str("deny"),
            None => f.write_str("allow"),
        }
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

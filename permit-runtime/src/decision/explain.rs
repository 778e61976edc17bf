//! One decision with everything that led to it: every row that was tried, every condition with its
//! result, and where the rule stands.

use core::fmt;

use crate::{
    decision::{
        ActionOf, Decision, Listed, decide, evaluation::Every, granted::is_granted, reason::refusal,
    },
    principal::Principal,
    table::{Rule, Table, TableOf, truth_table},
    vocabulary::{ConditionInfo, Refused, Subject, UserType, UserTypes, reaching},
};

/// One decision with everything that led to it. `Display` prints it for people.
///
/// It names rules and conditions, so it is for developers and operators, not for the caller.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The key of the action.
    pub action: &'static str,
    /// Its name in the code.
    pub name: &'static str,
    /// The id of the subject as it prints for debugging, or `anonymous`.
    pub subject: String,
    /// Its user types.
    pub user_types: Vec<&'static str>,
    /// The action's flag, and whether it is on; `None` when that is unknown.
    pub flag: Option<(&'static str, Option<bool>)>,
    /// What narrows the principal: on whose behalf it acts, and the consents.
    pub narrowed: Vec<String>,
    /// The keys of the actions that an operation needs; it has no rows of its own.
    pub parts: Vec<&'static str>,
    /// The row of each of the subject's user types.
    pub rows: Vec<RowResult>,
    /// The user types that the subject does not have, so their rows do not apply.
    pub others: Vec<&'static str>,
    /// What the action requires in every row.
    pub requirements: Vec<ConditionResult>,
    /// The file in which the table stands.
    pub file: &'static str,
    /// The line of the action's name there.
    pub line: u32,
    /// What it came to.
    pub decision: Decision,
}

/// One row that was tried.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    /// The user type of the row.
    pub user_type: &'static str,
    /// The rule in the code.
    pub rule: Rule,
    /// The rule in force in words, if the policy changed it.
    pub changed: Option<String>,
    /// Whether the policy blocks the user type.
    pub blocked: bool,
    /// Whether the context is within the reach of this user type.
    pub within_reach: bool,
    /// The conditions of the rule in force with their results.
    pub conditions: Vec<ConditionResult>,
    /// Whether this row allows.
    pub allows: bool,
}

/// A condition with its result.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionResult {
    /// Its name in the tables.
    pub condition: &'static str,
    /// Whether it holds.
    pub holds: bool,
}

impl Explanation {
    pub(super) fn of<A: Listed + ActionOf<S>, S: Subject>(
        who: &Principal<S>,
        action: &A,
        context: &A::Context,
    ) -> Self {
        let granted = || is_granted::<A>(who, context, A::INDEX);
        let mut conditions = Every::new(granted);
        action.conditions(who, context, &mut conditions);
        let mut requirements = Every::new(|| false);
        action.requirements(who, context, &mut requirements);
        let rows = Tried {
            who,
            table: A::LISTED,
            words: who.words(A::LISTED, A::INDEX).unwrap_or_default(),
            reaching: reaching(who.unblocked(), who.tenant(), A::tenant(context)),
            held: conditions.held,
        };
        // An explanation is no decision that the application made, so no observer sees it.
        let decision = match decide::unobserved(who, action, context) {
            Ok(()) => Decision::Allowed,
            Err(stop) => Decision::Refused(refusal::<A>(who, context, stop)),
        };
        rows.explained(requirements.held, decision)
    }

    /// Whether it is allowed.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        self.decision.is_allowed()
    }
}

/// What was tried, without the types of action and context, so that the code is compiled once for
/// all actions.
struct Tried<'a, S: Subject> {
    who: &'a Principal<S>,
    table: &'a TableOf<S>,
    words: &'a [u64],
    reaching: UserTypes<S::UserType>,
    held: u32,
}

impl<S: Subject> Tried<'_, S> {
    fn explained(&self, required: u32, decision: Decision) -> Explanation {
        let (who, table) = (self.who, self.table);
        let types = who.user_types();
        let others = S::UserType::ALL.iter().filter(|one| !types.contains(**one));
        Explanation {
            action: table.key(),
            name: table.name(),
            subject: named(who.subject()),
            user_types: types.iter().map(UserType::name).collect(),
            flag: table.flag().map(|flag| (flag, who.flag_state(flag))),
            narrowed: narrowed(who),
            parts: table.parts().map(Table::key).collect(),
            rows: if table.is_operation() {
                Vec::new()
            } else {
                types.iter().map(|one| self.row(one)).collect()
            },
            others: others.map(|one| one.name()).collect(),
            requirements: results(table.requirements(), required, |_| true),
            file: table.file(),
            line: table.line(),
            decision,
        }
    }

    /// The cell in force in words, if the policy changed the rule.
    fn changed(&self, rule: Rule, cell: u64) -> Option<String> {
        // Without a narrowing there is no policy.
        self.who.narrowing()?;
        let in_code = rule.cell() & truth_table::combinations(self.words.len());
        (cell != in_code).then(|| truth_table::in_words(cell, self.table.conditions()))
    }

    fn row(&self, user_type: S::UserType) -> RowResult {
        let rule = self.table.rule(user_type);
        let cell = truth_table::union(self.words, UserTypes::from(user_type).bits());
        let conditions = self.table.conditions();
        let within_reach = self.reaching.contains(user_type);
        RowResult {
            user_type: user_type.name(),
            rule,
            changed: self.changed(rule, cell),
            blocked: !self.who.unblocked().contains(user_type),
            within_reach,
            conditions: results(conditions, self.held, |index| {
                truth_table::mentions(cell, index)
            }),
            allows: within_reach && truth_table::cell_allows(cell, self.held),
        }
    }
}

/// The id of a subject, as it prints for debugging.
fn named<S: Subject>(subject: &S) -> String {
    let id = subject.id();
    id.map_or_else(|| "anonymous".to_owned(), |id| format!("{id:?}"))
}

/// What narrows a principal, for people.
fn narrowed<S: Subject>(who: &Principal<S>) -> Vec<String> {
    let impersonation = who.impersonation().map(|one| {
        let actor = named(one.actor().subject());
        format!("{actor} acts as the subject")
    });
    let internal = who.internal_reason();
    let internal = internal.map(|reason| format!("a job of the application's own: {reason}"));
    let consents = who.consents().map(|consent| {
        let actions: Vec<_> = consent.actions().collect();
        let places = match consent.places() {
            Some(places) => format!(", in {} places only", places.len()),
            None => String::new(),
        };
        format!(
            "the subject has consented to: {}{places}",
            actions.join(", ")
        )
    });
    internal
        .into_iter()
        .chain(impersonation)
        .chain(consents)
        .collect()
}

fn results(
    conditions: &[ConditionInfo],
    held: u32,
    wanted: impl Fn(usize) -> bool,
) -> Vec<ConditionResult> {
    conditions
        .iter()
        .enumerate()
        .filter(|(index, _)| wanted(*index))
        .map(|(index, condition)| ConditionResult {
            condition: condition.name,
            holds: held >> index & 1 == 1,
        })
        .collect()
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types = self.user_types.join(", ");
        write!(f, "`{}` by {} ({types}): ", self.action, self.subject)?;
        match &self.decision {
            Decision::Allowed => writeln!(f, "allowed")?,
            Decision::Refused(Refused::Denied(denial)) => {
                write!(f, "denied, {}", denial.cause)?;
                if let Some(part) = denial.part {
                    write!(f, " (of `{part}`)")?;
                }
                let hidden = if denial.hidden {
                    ", and answered as not found"
                } else {
                    ""
                };
                writeln!(f, "{hidden}")?;
            }
            Decision::Refused(Refused::Indeterminate(indeterminate)) => {
                writeln!(f, "indeterminate, {}", indeterminate.unknown)?;
            }
        }
        writeln!(
            f,
            "  table of `{}` at {}:{}",
            self.name, self.file, self.line
        )?;
        if let Some((flag, state)) = self.flag {
            let state = match state {
                Some(true) => "on",
                Some(false) => "off",
                None => "unknown, so it counts as off",
            };
            writeln!(f, "  flag `{flag}` is {state}")?;
        }
        for narrowed in &self.narrowed {
            writeln!(f, "  {narrowed}")?;
        }
        if !self.parts.is_empty() {
            writeln!(f, "  needs all of: {}", self.parts.join(", "))?;
            return lines(f, "  required: ", &self.requirements);
        }
        for row in &self.rows {
            write!(f, "  {} => {}", row.user_type, row.rule)?;
            writeln!(f, "    ({}:{})", self.file, row.rule.line())?;
            if let Some(changed) = &row.changed {
                writeln!(f, "    in force by the policy: {changed}")?;
            }
            if row.blocked {
                writeln!(f, "    the policy blocks this user type")?;
            } else if !row.within_reach {
                writeln!(f, "    out of reach: the context is in another tenant")?;
            }
            lines(f, "    ", &row.conditions)?;
        }
        if self.rows.is_empty() {
            writeln!(f, "  no row applies: the subject has no user type")?;
        } else if !self.others.is_empty() {
            let others = self.others.join(", ");
            writeln!(f, "  user types that the subject does not have: {others}")?;
        }
        lines(f, "  required: ", &self.requirements)
    }
}

fn lines(f: &mut fmt::Formatter<'_>, before: &str, results: &[ConditionResult]) -> fmt::Result {
    for result in results {
        let holds = if result.holds {
            "holds"
        } else {
            "does not hold"
        };
        writeln!(f, "{before}`{}` {holds}", result.condition)?;
    }
    Ok(())
}

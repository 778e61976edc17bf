//! The lints of a matrix.

use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::matrix::{
    Finding, Level, Lint, Matrix, MatrixAction, MatrixUserType, Premise, listed, markdown::code,
};

/// The first words of the keys of actions that change nothing.
const READING: [&str; 16] = [
    "browse", "check", "count", "download", "export", "find", "get", "list", "open", "preview",
    "print", "read", "search", "see", "show", "view",
];

/// The lints of a [`Matrix`], with their levels and exceptions.
///
/// ```
/// # include!("../../../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// # use permit_runtime::matrix::{Level, Lint, Matrix};
/// # fn main() {
/// Matrix::of::<User>()
///     .lint()
///     .level(Lint::OpenToAnonymous, Level::Deny)
///     .allow(Lint::OpenToAnonymous, "view_item", "the shop is public")
///     .allow(Lint::WriteWithoutOwnership, "Support", "support helps every seller")
///     .assert();
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "lints do nothing until their findings are asked for"]
pub struct Lints<'m> {
    matrix: &'m Matrix,
    levels: BTreeMap<Lint, Level>,
    exceptions: Vec<Exception>,
    flags: BTreeSet<String>,
}

/// Another level, for one action or user type.
#[derive(Clone, Debug)]
struct Exception {
    lint: Lint,
    about: String,
    level: Level,
}

impl<'m> Lints<'m> {
    pub(super) const fn of(matrix: &'m Matrix) -> Self {
        Self {
            matrix,
            levels: BTreeMap::new(),
            exceptions: Vec::new(),
            flags: BTreeSet::new(),
        }
    }

    /// The level of a lint.
    pub fn level(mut self, lint: Lint, level: Level) -> Self {
        self.levels.insert(lint, level);
        self
    }

    /// Nothing is found about this action, by its key, or about this user type, by its name.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space.
    #[track_caller]
    pub fn allow(self, lint: Lint, about: &str, reason: &str) -> Self {
        assert!(
            !reason.trim().is_empty(),
            "give the reason why `{lint}` is allowed for `{about}`"
        );
        self.except(lint, about, Level::Allow)
    }

    /// What is found about this action or this user type is told.
    pub fn warn(self, lint: Lint, about: &str) -> Self {
        self.except(lint, about, Level::Warn)
    }

    /// What is found about this action or this user type is a failure.
    pub fn deny(self, lint: Lint, about: &str) -> Self {
        self.except(lint, about, Level::Deny)
    }

    fn except(mut self, lint: Lint, about: &str, level: Level) -> Self {
        self.exceptions.push(Exception {
            lint,
            about: about.to_owned(),
            level,
        });
        self
    }

    /// The flags that the application knows: those of its source of flags. permit cannot list them itself.
    pub fn known_flags(mut self, flags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.flags.extend(flags.into_iter().map(Into::into));
        self
    }

    /// What is found at the levels `deny` and `warn`, in this order.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut run = Run {
            lints: self,
            needed: self.exceptions.iter().map(|_| false).collect(),
            findings: Vec::new(),
        };
        run.equal_tables();
        for (index, user_type) in self.matrix.user_types.iter().enumerate() {
            run.extremes(index, user_type);
        }
        for action in &self.matrix.actions {
            run.open_to_anonymous(action);
            run.write_without_ownership(action);
            run.unused_conditions(action);
        }
        run.unused_flags();
        run.needless_exceptions();
        let mut findings = run.findings;
        findings.sort_by_key(|one| Reverse(one.level));
        findings
    }

    /// Asserts that nothing is found at the level `deny`. What is found at the level `warn` is printed.
    ///
    /// # Panics
    ///
    /// When something is found at the level `deny`; the message names it.
    #[track_caller]
    pub fn assert(&self) {
        let findings = self.findings();
        let (denied, told): (Vec<_>, Vec<_>) =
            findings.iter().partition(|one| one.level == Level::Deny);
        for finding in told {
            eprintln!("{finding}");
        }
        let denied: Vec<_> = denied.iter().map(ToString::to_string).collect();
        assert!(denied.is_empty(), "{}", denied.join("\n"));
    }
}

/// The lints, while they are looking.
struct Run<'l> {
    lints: &'l Lints<'l>,
    /// For each exception, whether something was found that it is about.
    needed: Vec<bool>,
    findings: Vec<Finding>,
}

impl Run<'_> {
    /// The level of what `lint` found about these: that of the last exception, or of the lint.
    fn level(&mut self, lint: Lint, about: &[&str]) -> Level {
        let levels = &self.lints.levels;
        let mut level = levels.get(&lint).copied().unwrap_or(lint.level());
        for (one, needed) in self.lints.exceptions.iter().zip(&mut self.needed) {
            if one.lint == lint && about.contains(&one.about.as_str()) {
                *needed = true;
                level = one.level;
            }
        }
        level
    }

    fn add(&mut self, level: Level, lint: Lint, about: &[&str], message: String, help: &str) {
        if level > Level::Allow {
            self.findings.push(Finding {
                lint,
                level,
                about: about.iter().map(|one| (*one).to_owned()).collect(),
                message,
                help: help.to_owned(),
            });
        }
    }

    fn equal_tables(&mut self) {
        let mut alike: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        let mut firsts = Vec::new();
        for action in &self.lints.matrix.actions {
            let table = (&action.context, &action.cells, action.never_impersonated);
            let keys = alike.entry(table).or_default();
            if keys.is_empty() {
                firsts.push(table);
            }
            keys.push(&action.key);
        }
        let groups = firsts.iter().filter_map(|table| alike.remove(table));
        for keys in groups.filter(|keys| keys.len() > 1).collect::<Vec<_>>() {
            let lint = Lint::EqualTables;
            let levels = keys.iter().map(|key| (self.level(lint, &[key]), *key));
            let told: Vec<_> = levels.filter(|(level, _)| *level > Level::Allow).collect();
            let about: Vec<_> = told.iter().map(|(_, key)| *key).collect();
            let level = told.iter().map(|(level, _)| *level).max();
            if let Some(level) = level.filter(|_| about.len() > 1) {
                let message = format!("{} have equal tables", codes(&about));
                let help = "make one action of them, or say why they are several";
                self.add(level, lint, &about, message, help);
            }
        }
    }

    /// Whether a user type may do everything, or nothing.
    fn extremes(&mut self, index: usize, user_type: &MatrixUserType) {
        let actions = &self.lints.matrix.actions;
        let cells: Vec<_> = actions
            .iter()
            .filter_map(|one| one.cells.get(index))
            .collect();
        let about = [user_type.name.as_str()];
        let name = code(&user_type.name);
        let is_free = |premise: &&Premise| premise.condition().is_none();
        if cells.is_empty() {
            return;
        }
        if cells
            .iter()
            .all(|cell| !cell.is_deny() && cell.premises().iter().all(is_free))
        {
            let level = self.level(Lint::MayEverything, &about);
            let message = format!("{name} may do every action, whatever the conditions are");
            let help = "deny what it does not need, or say why it needs everything";
            self.add(level, Lint::MayEverything, &about, message, help);
        }
        if !user_type.anonymous && cells.iter().all(|cell| cell.is_deny()) {
            let level = self.level(Lint::MayNothing, &about);
            let message = format!("{name} may do nothing");
            let help = "remove the user type, or say why it is there";
            self.add(level, Lint::MayNothing, &about, message, help);
        }
    }

    fn open_to_anonymous(&mut self, action: &MatrixAction) {
        let types = self.lints.matrix.user_types.iter().zip(&action.cells);
        let mut anonymous = types.filter(|(one, _)| one.anonymous);
        if let Some((_, cell)) = anonymous.find(|(_, cell)| !cell.is_deny()) {
            let about = [action.key.as_str()];
            let level = self.level(Lint::OpenToAnonymous, &about);
            let message = format!("an anonymous caller may {}: `{cell}`", code(&action.key));
            let help = "deny it, or say why it is open";
            self.add(level, Lint::OpenToAnonymous, &about, message, help);
        }
    }

    fn write_without_ownership(&mut self, action: &MatrixAction) {
        let first = action.key.split('_').next().unwrap_or_default();
        if action.is_without_context() || READING.contains(&first) {
            return;
        }
        let lint = Lint::WriteWithoutOwnership;
        let of_users = self.lints.matrix.user_types.iter().zip(&action.cells);
        let of_users = of_users.filter(|(one, _)| !one.platform && !one.internal);
        let is_free = |premise: &&Premise| premise.condition().is_none();
        let free =
            of_users.filter(|(_, cell)| !cell.is_deny() && cell.premises().iter().all(is_free));
        let key = action.key.as_str();
        let levels = free.map(|(one, _)| (self.level(lint, &[key, &one.name]), one.name.as_str()));
        let told: Vec<_> = levels.filter(|(level, _)| *level > Level::Allow).collect();
        let names: Vec<_> = told.iter().map(|(_, name)| *name).collect();
        if let Some(level) = told.iter().map(|(level, _)| *level).max() {
            let (names_told, key_told) = (codes(&names), code(key));
            let context = code(&action.context);
            let message = format!("{names_told} may {key_told} on every {context}");
            let help = "name a condition such as `owner`, or say why none is needed";
            let about: Vec<_> = [key].into_iter().chain(names).collect();
            self.add(level, lint, &about, message, help);
        }
    }

    fn unused_conditions(&mut self, action: &MatrixAction) {
        let asked: BTreeSet<_> = action
            .cells
            .iter()
            .flat_map(|cell| cell.premises())
            .filter_map(Premise::condition)
            .collect();
        for condition in &action.conditions {
            let is_required = action.requirements.contains(condition);
            if is_required || !asked.contains(condition.name.as_str()) {
                let about = [action.key.as_str(), condition.name.as_str()];
                let level = self.level(Lint::UnusedCondition, &about);
                let (key, name) = (code(&action.key), code(&condition.name));
                let message = format!("no decision about {key} depends on {name} in a rule");
                let help = "remove it from the rules, or correct them";
                self.add(level, Lint::UnusedCondition, &about, message, help);
            }
        }
    }

    fn unused_flags(&mut self) {
        let actions = &self.lints.matrix.actions;
        let conditions = actions
            .iter()
            .flat_map(|one| one.conditions.iter().chain(&one.requirements));
        let read = conditions.flat_map(|one| &one.flags);
        let used: BTreeSet<_> = actions
            .iter()
            .filter_map(|one| one.flag.as_ref())
            .chain(read)
            .collect();
        for flag in self.lints.flags.iter().filter(|flag| !used.contains(flag)) {
            let about = [flag.as_str()];
            let level = self.level(Lint::UnusedFlag, &about);
            let message = format!(
                "flag {} is that of no action, and no condition reads it",
                code(flag)
            );
            let help = "remove the flag, or name it where it is missing";
            self.add(level, Lint::UnusedFlag, &about, message, help);
        }
    }

    fn needless_exceptions(&mut self) {
        let needed = self.needed.clone();
        for (one, needed) in self.lints.exceptions.iter().zip(needed) {
            let about = [one.about.as_str()];
            if !needed && one.lint != Lint::NeedlessException {
                let lint = Lint::NeedlessException;
                let level = self.level(lint, &about);
                let (found, about_told) = (code(one.lint.name()), code(&one.about));
                let message = format!("{found} finds nothing about {about_told}");
                self.add(level, lint, &about, message, "remove the exception");
            }
        }
    }
}

/// `` `one`, `two` and `three` ``
fn codes(all: &[&str]) -> String {
    let all: Vec<_> = all.iter().map(|one| code(one)).collect();
    listed(&all)
}

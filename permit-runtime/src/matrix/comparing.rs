//! Two matrices, compared.

use crate::matrix::{
    Cell, ChangeKind, Changes, Matrix, MatrixAction, MatrixUserType,
    markdown::{code, facts, views},
};

impl Matrix {
    /// What is different in `new`. A user type or an action that one of them does not have is denied
    /// everything there.
    #[must_use]
    pub fn diff(old: &Self, new: &Self) -> Changes {
        let mut changes = Changes::default();
        catalogues(old, new, &mut changes);
        hidden(old, new, &mut changes);
        let names = user_types(old, new, &mut changes);
        let gone = old.actions.iter().map(|action| action.key.as_str());
        let gone = gone.filter(|key| new.action(key).is_none());
        let keys = new.actions.iter().map(|action| action.key.as_str());
        for key in keys.chain(gone) {
            let words = match (old.action(key), new.action(key)) {
                (Some(old), Some(new)) => {
                    actions(old, new, &mut changes);
                    None
                }
                (None, _) => Some("is a new action"),
                (_, None) => Some("is no longer an action"),
            };
            if let Some(words) = words {
                let words = format!("{} {words}", code(key));
                changes.about(Some(key), ChangeKind::Other, words);
            }
            let deny = Cell::deny();
            for name in &names {
                let cells = [old, new].map(|one| one.cell(key, name).unwrap_or(&deny));
                changes.cell(name, key, Some(key), cells);
            }
        }
        if changes.is_empty() && old != new {
            let words = "the user types, the hidden contexts or the actions are in another order";
            changes.add(ChangeKind::Other, words.to_owned());
        }
        changes.sorted()
    }

    fn cell(&self, key: &str, user_type: &str) -> Option<&Cell> {
        let index = self.user_types.iter().position(|one| one.name == user_type);
        self.action(key)?.cells.get(index?)
    }

    fn user_type(&self, name: &str) -> Option<&MatrixUserType> {
        self.user_types.iter().find(|one| one.name == name)
    }
}

fn catalogues(old: &Matrix, new: &Matrix, changes: &mut Changes) {
    if old.subject != new.subject {
        let [before, now] = [old, new].map(|one| code(&one.subject));
        let words = format!("the subject is {now}; before {before}");
        changes.add(ChangeKind::Other, words);
    }
    let words = match (old.tenants, new.tenants) {
        (true, false) => (ChangeKind::Widening, "contexts no longer belong to tenants"),
        (false, true) => (ChangeKind::Narrowing, "contexts may now belong to tenants"),
        _ => return,
    };
    changes.add(words.0, words.1.to_owned());
}

/// The types of context that one of them hides. A caller that sees more of them is told more.
fn hidden(old: &Matrix, new: &Matrix, changes: &mut Changes) {
    let of = |matrix: &Matrix, context: &str| {
        let found = matrix.hidden.iter().find(|one| one.context == context);
        found.cloned()
    };
    for one in &new.hidden {
        let (name, now) = (code(&one.context), views(one));
        let Some(before) = of(old, &one.context) else {
            let words = format!("{name} is now hidden unless the caller may {now}");
            changes.add(ChangeKind::Narrowing, words);
            continue;
        };
        if before.views != one.views {
            let is_less = before.views.iter().any(|view| !one.views.contains(view));
            let kind = if is_less {
                ChangeKind::Widening
            } else {
                ChangeKind::Narrowing
            };
            let before = views(&before);
            let words =
                format!("{name} is now hidden unless the caller may {now}; before unless {before}");
            changes.add(kind, words);
        }
    }
    let gone = old
        .hidden
        .iter()
        .filter(|one| of(new, &one.context).is_none());
    for one in gone {
        let (name, before) = (code(&one.context), views(one));
        let words = format!("{name} is no longer hidden; before unless the caller may {before}");
        changes.add(ChangeKind::Widening, words);
    }
}

/// The names of the user types of both. What changed of them beside their cells is added to `changes`.
fn user_types<'m>(old: &'m Matrix, new: &'m Matrix, changes: &mut Changes) -> Vec<&'m str> {
    let is_gone = |one: &&MatrixUserType| new.user_type(&one.name).is_none();
    let gone = old.user_types.iter().filter(is_gone);
    let names = new.user_types.iter().chain(gone);
    let names: Vec<_> = names.map(|one| one.name.as_str()).collect();
    for name in &names {
        match (old.user_type(name), new.user_type(name)) {
            (Some(old), Some(new)) => marks(old, new, changes),
            (None, _) => {
                let words = format!("{} is a new user type", code(name));
                changes.add(ChangeKind::Other, words);
            }
            (_, None) => {
                let words = format!("{} is no longer a user type", code(name));
                changes.add(ChangeKind::Other, words);
            }
        }
    }
    let [before, now] = [old, new].map(|matrix| {
        let anonymous = matrix.user_types.iter().find(|one| one.anonymous);
        anonymous.map_or_else(|| "not there".to_owned(), |one| code(&one.name))
    });
    if before != now {
        let words = format!("an anonymous caller is now {now}; before {before}");
        changes.add(ChangeKind::Widening, words);
    }
    names
}

/// The marks of a user type. What an anonymous caller may do is told by the names.
fn marks(old: &MatrixUserType, new: &MatrixUserType, changes: &mut Changes) {
    let name = code(&new.name);
    let reach = |kind, words: &str| (kind, format!("{name} {words}"));
    let platform = match (old.platform, new.platform) {
        (false, true) => Some(reach(
            ChangeKind::Widening,
            "now reaches the contexts of every tenant",
        )),
        (true, false) => Some(reach(
            ChangeKind::Narrowing,
            "no longer reaches the contexts of every tenant",
        )),
        _ => None,
    };
    let internal = match (old.internal, new.internal) {
        (true, false) => Some(reach(
            ChangeKind::Widening,
            "is no longer for internal jobs only",
        )),
        (false, true) => Some(reach(
            ChangeKind::Narrowing,
            "is now for internal jobs only",
        )),
        _ => None,
    };
    for (kind, words) in platform.into_iter().chain(internal) {
        changes.add(kind, words);
    }
}

/// What changed of an action beside its cells.
fn actions(old: &MatrixAction, new: &MatrixAction, changes: &mut Changes) {
    let key = code(&new.key);
    let about = Some(new.key.as_str());
    match (old.never_impersonated, new.never_impersonated) {
        (true, false) => {
            let words = format!("staff who impersonate a user may now {key}");
            changes.about(about, ChangeKind::Widening, words);
        }
        (false, true) => {
            let words = format!("staff who impersonate a user may no longer {key}");
            changes.about(about, ChangeKind::Narrowing, words);
        }
        _ => {}
    }
    if old.module != new.module {
        let words = format!(
            "{key} is now in {}; before in {}",
            code(&new.module),
            code(&old.module)
        );
        changes.about(about, ChangeKind::Other, words);
    }
    if old.description != new.description {
        let words = format!("{key} is described in other words");
        changes.about(about, ChangeKind::Other, words);
    }
    let [before, now] = [old, new].map(|one| {
        let alike = MatrixAction {
            never_impersonated: false,
            ..one.clone()
        };
        facts(&alike)
    });
    let is_new = now.iter().filter(|fact| !before.contains(fact));
    for fact in is_new {
        let words = format!("{key}, now: {fact}");
        changes.about(about, ChangeKind::Other, words);
    }
    let is_gone = before.iter().filter(|fact| !now.contains(fact));
    for fact in is_gone {
        let words = format!("{key}, no longer: {fact}");
        changes.about(about, ChangeKind::Other, words);
    }
}

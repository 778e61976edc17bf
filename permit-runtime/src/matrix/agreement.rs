//! That a matrix says what the rules of its catalogue say.

use std::collections::BTreeSet;

use crate::{
    matrix::{Cell, Matrix, Premise, names::Names},
    table::{Permissions, TableOf, truth_table},
    vocabulary::UserType,
};

/// The most premises of a cell that are tried in every combination.
const MOST: usize = 12;

/// Compares each cell of the matrix with the rules, in every combination of what they depend on, and the matrix
/// with what is read from its Markdown and its JSON.
///
/// # Panics
///
/// When they differ.
pub(crate) fn verify<S: Permissions>() {
    let matrix = Matrix::of::<S>();
    let names = Names::of::<S>();
    for table in S::ACTIONS {
        let cells = matrix.action(table.key()).map(|action| &action.cells);
        let cells = cells.into_iter().flatten();
        for (user_type, cell) in S::UserType::ALL.iter().zip(cells) {
            let rules = Rules::<S>(table, *user_type, &names);
            let mut all = BTreeSet::new();
            rules.premises("", &mut all);
            let read: Option<Cell> = cell.to_string().parse().ok();
            for held in combinations(&all) {
                let expected = rules.allow("", &|premise| held.contains(premise));
                for cell in [Some(cell), read.as_ref()] {
                    let allows = cell.map(|cell| cell.allows(|premise| held.contains(premise)));
                    assert!(
                        allows == Some(expected),
                        "the matrix says `{cell:?}` of `{}`, and not what its rules say where {held:?} hold",
                        table.key(),
                    );
                }
            }
        }
    }
    let of_json = Matrix::from_json(&matrix.json());
    let of_markdown = Matrix::from_markdown(&matrix.markdown());
    for read in [of_json, of_markdown] {
        assert!(
            read.as_ref() == Ok(&matrix),
            "a matrix is written as {matrix:?} and read as {read:?}"
        );
    }
}

/// The rules of a user type for one action, evaluated as they are declared.
struct Rules<'n, S: Permissions>(&'static TableOf<S>, S::UserType, &'n Names);

impl<S: Permissions> Rules<'_, S> {
    /// The same for each action of an operation, with what it is decided on.
    fn parts(&self, on: &str) -> impl Iterator<Item = (Self, String)> {
        self.0.parts_on().map(move |(part, inner)| {
            let on = [on, inner].into_iter().filter(|one| !one.is_empty());
            (Self(part, self.1, self.2), on.collect::<Vec<_>>().join("."))
        })
    }

    fn premises(&self, on: &str, all: &mut BTreeSet<Premise>) {
        all.extend(self.2.premises(self.0.conditions(), on));
        all.extend(self.2.premises(self.0.requirements(), on));
        all.extend(self.0.flag().map(|flag| Premise::Flag(flag.to_owned())));
        for (part, on) in self.parts(on) {
            part.premises(&on, all);
        }
    }

    fn allow(&self, on: &str, holds: &impl Fn(&Premise) -> bool) -> bool {
        let flag = self.0.flag().map(|flag| Premise::Flag(flag.to_owned()));
        let requirements = self.2.premises(self.0.requirements(), on).into_iter();
        if !requirements.chain(flag).all(|premise| holds(&premise)) {
            return false;
        }
        if self.0.is_operation() {
            return self.parts(on).all(|(part, on)| part.allow(&on, holds));
        }
        let conditions = self.2.premises(self.0.conditions(), on);
        let conditions = conditions.into_iter().enumerate();
        let held = conditions.fold(0, |held, (index, premise)| {
            held | u32::from(holds(&premise)) << index
        });
        truth_table::cell_allows(self.0.rule(self.1).cell(), held)
    }
}

/// Every set of these, or, if there are too many, each one alone and all but each one.
fn combinations(all: &BTreeSet<Premise>) -> Vec<BTreeSet<&Premise>> {
    if all.len() > MOST {
        let but = |one: &Premise| all.iter().filter(|other| *other != one).collect();
        let alone = all.iter().map(|one| BTreeSet::from([one]));
        return alone.chain(all.iter().map(but)).collect();
    }
    let sets = 0..1_usize << all.len();
    let of = |set: usize| {
        let chosen = all.iter().enumerate();
        let chosen = chosen.filter(move |(index, _)| set >> index & 1 == 1);
        chosen.map(|(_, premise)| premise).collect()
    };
    sets.map(of).collect()
}

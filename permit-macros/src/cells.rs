//! Rules as truth tables: the literals that the runtime reads.
//!
//! The rule, as it is written, is evaluated for each combination of conditions. The `match` beside
//! the literals computes the same words from masks, in the runtime's `Formula`;
//! `permit::testing::verify` checks that both are equal.

use syn::Path;

use crate::model::{Formula, Rule, path_text};

/// The maximum number of conditions in a table: six have 64 combinations, one for each bit.
pub(crate) const MAX_CONDITIONS: usize = 6;

/// The rule over `conditions`, which are in the order of their bits.
pub(crate) fn cell(rule: &Rule, conditions: &[Path]) -> u64 {
    match rule {
        Rule::Deny | Rule::Broken => 0,
        Rule::Allow => !0,
        Rule::AllowIf(formula) => {
            let formula = formula.of(&|path| position(conditions, path));
            (0..1_u32 << conditions.len())
                .filter(|held| holds(&formula, *held))
                .fold(0, |cell, held| cell | 1 << held)
        }
    }
}

/// The table by columns: for each combination of the conditions, the user types that it allows.
pub(crate) fn allowed(cells: &[u64], conditions: usize) -> impl Iterator<Item = u64> {
    (0..1_u32 << conditions).map(|held| {
        let cells = cells.iter().enumerate();
        cells.fold(0, |types, (index, cell)| {
            types | (cell >> held & 1) << index
        })
    })
}

/// Whether a formula over the positions of conditions holds.
fn holds(formula: &Formula<Option<usize>>, held: u32) -> bool {
    match formula {
        Formula::Condition(index) => index.is_some_and(|index| held >> index & 1 == 1),
        Formula::All(parts) => parts.iter().all(|part| holds(part, held)),
        Formula::Any(parts) => parts.iter().any(|part| holds(part, held)),
    }
}

/// The position of `path` among the table's conditions.
pub(crate) fn position(conditions: &[Path], path: &Path) -> Option<usize> {
    let text = path_text(path);
    conditions.iter().position(|one| path_text(one) == text)
}

#[cfg(test)]
mod tests {
    use syn::{Path, parse_quote};

    use super::cell;
    use crate::model::{Formula, Rule};

    fn one(name: &str) -> Formula {
        Formula::Condition(syn::parse_str(name).unwrap())
    }

    #[test]
    fn parentheses_decide_how_operators_group() {
        let conditions: [Path; 3] = [parse_quote!(a), parse_quote!(b), parse_quote!(c)];
        let left = Formula::Any(vec![Formula::All(vec![one("a"), one("b")]), one("c")]);
        let right = Formula::All(vec![one("a"), Formula::Any(vec![one("b"), one("c")])]);
        let (left, right) = (Rule::AllowIf(left), Rule::AllowIf(right));
        let only_c = 0b100;
        assert_eq!(cell(&left, &conditions) >> only_c & 1, 1);
        assert_eq!(cell(&right, &conditions) >> only_c & 1, 0);
    }
}

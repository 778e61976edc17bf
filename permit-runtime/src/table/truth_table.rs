//! Rules as truth tables.
//!
//! A cell is a `u64`: bit `h` says whether the rule allows when exactly the conditions in the
//! binary number `h` hold. Six conditions have 64 combinations, so a rule is one word: `deny` is
//! `0`, `allow` is `!0`.
//!
//! A decision reads the table across: word `h` has a bit for each user type. So one expression,
//! `words[held] & types`, answers for any number of user types, without a loop or a branch.

use crate::vocabulary::ConditionInfo;

/// The most conditions that one table may use.
pub(crate) const MAX_CONDITIONS: usize = 6;

/// For each condition, the combinations in which it holds.
pub(super) const HOLDS: [u64; MAX_CONDITIONS] = [
    0xaaaa_aaaa_aaaa_aaaa,
    0xcccc_cccc_cccc_cccc,
    0xf0f0_f0f0_f0f0_f0f0,
    0xff00_ff00_ff00_ff00,
    0xffff_0000_ffff_0000,
    0xffff_ffff_0000_0000,
];

/// Whether a table allows one of `types` when just the conditions in `held` hold.
#[inline]
pub(crate) fn allows(words: &[u64], types: u64, held: usize) -> bool {
    words.get(held).is_some_and(|all| all & types != 0)
}

/// The cell of all of `types` together: one bit for each combination.
pub(crate) fn union(words: &[u64], types: u64) -> u64 {
    let combinations = words.iter().rev();
    combinations.fold(0, |cell, all| cell << 1 | u64::from(all & types != 0))
}

/// A cell of a table of this many words, repeated over all combinations, as a rule is.
pub(super) fn repeated(cell: u64, words: usize) -> u64 {
    let once = combinations(words);
    cell.wrapping_mul(u64::MAX.checked_div(once).unwrap_or(0))
}

/// The bits of a cell that count in a table of this many words. Beyond the combinations of the table's
/// own conditions a rule repeats itself.
pub(crate) fn combinations(words: usize) -> u64 {
    let unused = u32::try_from(words)
        .ok()
        .and_then(|words| 64_u32.checked_sub(words));
    unused
        .and_then(|unused| u64::MAX.checked_shr(unused))
        .unwrap_or(0)
}

/// Whether the answer for `types` still depends on condition `index` when of the earlier ones just
/// those in `held` hold: in some combination of the later ones it makes the difference.
#[inline]
pub(crate) fn depends(words: &[u64], types: u64, held: usize, index: usize) -> bool {
    // The number of pieces is known when this is compiled into a decision, so no loop is left of
    // the last condition of a table. In each the later conditions are the same, the lower half is
    // without this one, and the upper half with it.
    let mut pieces = words.chunks(2 << index);
    pieces.any(|piece| allows(piece, types, held) != allows(piece, types, held | 1 << index))
}

/// Whether `cell` allows when just the conditions in `held` hold.
pub(crate) const fn cell_allows(cell: u64, held: u32) -> bool {
    // INVARIANT: `held` has at most six bits, so the shift is below 64; `wrapping_shr` says so
    // without a branch.
    cell.wrapping_shr(held) & 1 == 1
}

/// Whether `cell` depends on condition `index` at all.
pub(crate) fn mentions(cell: u64, index: usize) -> bool {
    let holds = HOLDS.get(index).copied().unwrap_or(0);
    (cell & holds) >> (1_u32 << index) != cell & (holds >> (1_u32 << index))
}

/// `cell` where condition `index` holds, or does not: it no longer depends on it.
pub(crate) fn given(cell: u64, index: usize, holds: bool) -> u64 {
    let combinations = HOLDS.get(index).copied().unwrap_or(0);
    let shift = 1_u32 << index;
    if holds {
        let cell = cell & combinations;
        cell | cell >> shift
    } else {
        let cell = cell & !combinations;
        cell | cell << shift
    }
}

/// The condition that a denial by `cell` is due to: of each alternative of the rule the first that
/// was asked and does not hold; of those the one whose alternative came furthest; of equals the
/// first declared. Returns how many conditions of that alternative held before it, and its index.
pub(crate) fn blame(cell: u64, held: u32, asked: u32) -> Option<(u32, usize)> {
    let mut furthest: Option<(u32, usize)> = None;
    for alternative in alternatives(cell) {
        let first = (alternative & !held).trailing_zeros();
        if first >= 32 || asked >> first & 1 == 0 {
            continue;
        }
        let earlier = (alternative & ((1 << first) - 1)).count_ones();
        let index = first as usize;
        let better = match furthest {
            None => true,
            Some((best, at)) => earlier > best || (earlier == best && index < at),
        };
        if better {
            furthest = Some((earlier, index));
        }
    }
    furthest
}

/// The alternatives of a rule: the smallest sets of conditions that satisfy it. Rules are
/// positive, so a combination is smallest when it allows and without any one of its conditions
/// does not.
pub(crate) fn alternatives(cell: u64) -> impl Iterator<Item = u32> {
    let combinations = 0..u64::BITS - cell.leading_zeros();
    combinations.filter(move |set| {
        cell_allows(cell, *set)
            && (0..MAX_CONDITIONS)
                .map(|index| 1_u32 << index)
                .all(|one| set & one == 0 || !cell_allows(cell, set & !one))
    })
}

/// A cell in words, by its smallest alternatives.
pub(crate) fn in_words(cell: u64, conditions: &[ConditionInfo]) -> String {
    let alternatives = alternatives(cell).map(|held| {
        let all = conditions.iter().enumerate();
        let all = all.filter(|(index, _)| held >> index & 1 == 1);
        all.map(|(_, one)| one.name)
            .collect::<Vec<_>>()
            .join(" && ")
    });
    let alternatives: Vec<_> = alternatives.collect();
    match alternatives.as_slice() {
        [] => "deny".to_owned(),
        [always] if always.is_empty() => "allow".to_owned(),
        all => format!("allow if {}", all.join(" || ")),
    }
}

/// The clauses of a rule over `count` conditions: the smallest sets of conditions of which at least one has
/// to hold.
#[cfg(feature = "matrix")]
pub(crate) fn clauses(cell: u64, count: usize) -> impl Iterator<Item = u32> {
    let all = (1_u32 << count.min(MAX_CONDITIONS)) - 1;
    // Without any of the set it does not allow, even if every other condition holds.
    let is_needed = move |set: u32| !cell_allows(cell, all & !set);
    (0..=all).filter(move |set| {
        is_needed(*set)
            && (0..MAX_CONDITIONS)
                .map(|index| 1_u32 << index)
                .all(|one| set & one == 0 || !is_needed(set & !one))
    })
}

#[cfg(test)]
mod tests {
    use super::{allows, blame, depends};
    use crate::table::Formula;

    const A: Formula = Formula::condition(0);
    const B: Formula = Formula::condition(1);
    const C: Formula = Formula::condition(2);

    /// The table of a single user type with this rule, over `conditions` conditions.
    fn table(rule: Formula, conditions: u32) -> Vec<u64> {
        (0..1 << conditions)
            .map(|held| rule.cell() >> held & 1)
            .collect()
    }

    #[test]
    fn a_condition_is_asked_only_when_the_answer_depends_on_it() {
        let both = table(A.and(B), 2);
        assert!(depends(&both, 1, 0b00, 0));
        assert!(depends(&both, 1, 0b01, 1));
        assert!(!depends(&both, 1, 0b00, 1), "the first one already failed");
        let either = table(A.or(B), 2);
        assert!(!depends(&either, 1, 0b01, 1), "the first one already holds");
        assert!(!depends(&[0; 2], 1, 0, 0) && !depends(&[1; 2], 1, 0, 0));
        assert!(!depends(&both, 0, 0b01, 1), "not the subject's");
    }

    #[test]
    fn the_last_of_six_conditions_has_its_own_bit() {
        let last = table(Formula::condition(5), 6);
        assert!(allows(&last, 1, 0b10_0000));
        assert!(!allows(&last, 1, 0b01_1111));
        assert!(depends(&last, 1, 0b01_1111, 5));
    }

    #[test]
    fn the_blamed_condition_is_that_of_the_alternative_that_came_furthest() {
        let rule = A.or(B.and(C)).cell();
        assert_eq!(blame(rule, 0b010, 0b111), Some((1, 2)));
        assert_eq!(
            blame(rule, 0b000, 0b111),
            Some((0, 0)),
            "a tie goes to the first"
        );
        assert_eq!(
            blame(rule, 0b000, 0b110),
            Some((0, 1)),
            "the first was not evaluated"
        );
        assert_eq!(blame(0, 0, 0), None);
    }

    #[test]
    fn no_condition_is_blamed_that_the_rule_does_not_need() {
        // Of `(A && B) || C` with `B`: `C` does not become nearer by what is not its own.
        let rule = A.and(B).or(C).cell();
        assert_eq!(blame(rule, 0b010, 0b111), Some((0, 0)));
        assert_eq!(blame(C.cell(), 0b010, 0b111), Some((0, 2)));
    }

    #[test]
    fn an_alternative_that_came_less_far_is_never_blamed_for_being_declared_first() {
        let rule = B.and(C).or(A.and(Formula::condition(3))).cell();
        assert_eq!(blame(rule, 0b0010, 0b1111), Some((1, 2)));
        // Of equals it is.
        let rule = B.or(A.and(C)).cell();
        assert_eq!(blame(rule, 0b000, 0b111), Some((0, 0)));
    }
}

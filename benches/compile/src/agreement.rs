//! Checks that the expansion by hand is what the macros write. The compiler prints both after macro
//! expansion, and the two texts have to be equal.

use crate::{failure::Failure, rules::INLINE, sources::BY_HAND, workshop::Workshop};

/// Fails at the first line that differs.
pub(crate) fn check(workshop: &Workshop) -> Result<usize, Failure> {
    let inline = lines(&workshop.expanded(INLINE)?, INLINE);
    let by_hand = lines(&workshop.expanded(BY_HAND)?, BY_HAND);
    for (macros, hand) in inline.iter().zip(&by_hand) {
        if macros != hand {
            let message =
                "the expansion by hand differs from the macros' output: update src/expansion.rs";
            return Err(format!("{message}\n  macros: {macros}\n  hand:   {hand}").into());
        }
    }
    if inline.len() != by_hand.len() {
        return Err("the expansion by hand is shorter or longer than the macros' output".into());
    }
    Ok(inline.len())
}

/// The lines of an expansion, without the name of its crate.
fn lines(expanded: &str, name: &str) -> Vec<String> {
    let name = format!("\"{}", name.replace('-', "_"));
    let lines = expanded.lines().filter(|line| !line.is_empty());
    let lines = lines.map(|line| {
        line.replace(&format!("{name}\""), "\"\"")
            .replace(&format!("{name}::"), "\"::")
    });
    lines.collect()
}

//! The rule that is written into each table.

use syn::{BinOp, Expr, ExprBinary, ExprPath, Path, PathArguments};

use super::kind::Kind;
use crate::failure::Failure;

const RULES: &str =
    "a rule is `deny`, `allow` or `allow if CONDITION`, and for a role `withhold` or `grant`";
const CONDITIONS: &str = "a condition is `owner` or the path of a function under `#[permit::condition]`; \
    join conditions with `&&` and `||`";

/// Reads a rule, and writes it as a table has it, with single spaces. The words for roles are others than those
/// for user types, so the rule says what it is for.
///
/// # Errors
///
/// If a table would not accept it, whatever the action.
pub(crate) fn rule(text: &str) -> Result<(Kind, String), Failure> {
    let text = text.trim();
    match text {
        "allow" | "deny" => return Ok((Kind::UserType, text.to_owned())),
        "grant" | "withhold" => return Ok((Kind::Role, text.to_owned())),
        "" => return Err(Failure::new("a rule is missing here").help(RULES)),
        _ => {}
    }
    let words = |word: &str| {
        let rest = text.strip_prefix(word)?.trim_start();
        rest.strip_prefix("if").filter(|rest| !continues(rest))
    };
    if words("deny").is_some() {
        let help =
            "write `allow if CONDITION`; the action is denied when the condition does not hold";
        let message = "`deny` takes no condition: permissions are positive";
        return Err(Failure::new(message).help(help));
    }
    let Some(formula) = words("allow") else {
        return Err(Failure::new(format!("`{text}` is not a rule")).help(RULES));
    };
    let formula = syn::parse_str::<Expr>(formula).map_err(|error| {
        Failure::new(format!("`{text}` is not a rule: {error}")).help(CONDITIONS)
    })?;
    Ok((Kind::UserType, format!("allow if {}", written(&formula)?)))
}

/// Whether a word goes on: `iffy`.
fn continues(rest: &str) -> bool {
    rest.starts_with(|next: char| next == '_' || next.is_alphanumeric())
}

fn written(formula: &Expr) -> Result<String, Failure> {
    match formula {
        Expr::Path(ExprPath {
            attrs,
            qself: None,
            path,
        }) if attrs.is_empty() => condition(path),
        Expr::Paren(inner) if inner.attrs.is_empty() => Ok(format!("({})", written(&inner.expr)?)),
        Expr::Binary(ExprBinary {
            attrs,
            left,
            op: op @ (BinOp::And(_) | BinOp::Or(_)),
            right,
        }) if attrs.is_empty() => {
            let sign = sign(op);
            for side in [left, right] {
                if let Expr::Binary(other) = &**side
                    && sign != self::sign(&other.op)
                {
                    let message = "`&&` and `||` together need parentheses";
                    return Err(Failure::new(message).help("write `a || (b && c)`"));
                }
            }
            Ok(format!("{} {sign} {}", written(left)?, written(right)?))
        }
        Expr::Unary(_) => {
            let message = "a rule has no `!`: permissions are positive";
            let help = "write a condition that holds when the action is allowed";
            Err(Failure::new(message).help(help))
        }
        _ => Err(Failure::new("a condition is a path here, and nothing else").help(CONDITIONS)),
    }
}

const fn sign(op: &BinOp) -> &'static str {
    match op {
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        _ => "",
    }
}

fn condition(path: &Path) -> Result<String, Failure> {
    let plain = |segment: &syn::PathSegment| matches!(segment.arguments, PathArguments::None);
    if !path.segments.iter().all(plain) {
        let message = "a condition has no arguments in angle brackets";
        return Err(Failure::new(message).help(CONDITIONS));
    }
    let words: Vec<String> = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let start = if path.leading_colon.is_some() {
        "::"
    } else {
        ""
    };
    Ok(start.to_owned() + &words.join("::"))
}

#[cfg(test)]
mod tests {
    use super::{Kind, rule};

    #[test]
    fn a_rule_is_written_with_single_spaces() {
        for (text, written) in [
            ("deny", "deny"),
            (" allow ", "allow"),
            ("allow if owner", "allow if owner"),
            ("allow  if(owner)", "allow if (owner)"),
            (
                "allow if owner&&( crate :: a::in_region||on_call )",
                "allow if owner && (crate::a::in_region || on_call)",
            ),
            ("allow if a || b || ::c::d", "allow if a || b || ::c::d"),
        ] {
            let (kind, rule) = rule(text).unwrap();
            assert_eq!((kind, rule.as_str()), (Kind::UserType, written), "{text}");
        }
    }

    #[test]
    fn the_words_for_a_role_are_others() {
        assert_eq!(rule(" grant ").unwrap(), (Kind::Role, "grant".to_owned()));
        assert_eq!(rule("withhold").unwrap().0, Kind::Role);
        assert!(rule("grant if owner").is_err() && rule("granted").is_err());
    }

    #[test]
    fn what_no_table_accepts_is_refused() {
        for (text, message) in [
            ("", "a rule is missing here"),
            ("alow", "`alow` is not a rule"),
            ("allow iffy", "`allow iffy` is not a rule"),
            ("allow,", "`allow,` is not a rule"),
            ("allow if", "`allow if` is not a rule: "),
            ("allow if owner,", "`allow if owner,` is not a rule: "),
            ("deny if owner", "`deny` takes no condition"),
            ("allow if !owner", "a rule has no `!`"),
            ("allow if a && b || c", "`&&` and `||` together"),
            ("allow if a || b && c", "`&&` and `||` together"),
            ("allow if in_region()", "a condition is a path here"),
            ("allow if a == b", "a condition is a path here"),
            ("allow if a::<b>", "a condition has no arguments"),
            (
                "allow if owner } evil {",
                "`allow if owner } evil {` is not a rule: ",
            ),
        ] {
            let said = rule(text).unwrap_err().to_string();
            assert!(said.contains(message), "{text}: {said}");
        }
    }
}

//! Writes a thousand tables for fifty user types, and the same rules as `match`es.

use std::{env, error::Error, fmt::Write, fs, path::Path};

const ACTIONS: usize = 1000;
const USER_TYPES: usize = 50;

#[derive(Clone, Copy, PartialEq)]
enum Rule {
    Deny,
    Allow,
    AllowIfOwner,
}

/// Three in five cells deny and one in four allows, as in large catalogues. An anonymous caller
/// owns nothing.
fn rule(action: usize, user_type: usize) -> Rule {
    // The last steps of the generator splitmix64.
    let mut mixed = (action * USER_TYPES + user_type) as u64;
    mixed = (mixed ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    match mixed % 100 {
        0..60 => Rule::Deny,
        60..85 => Rule::Allow,
        _ if user_type == 0 => Rule::Deny,
        _ => Rule::AllowIfOwner,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let directory = env::var("OUT_DIR")?;
    let directory = Path::new(&directory);
    fs::write(directory.join("user_types.rs"), user_types()?)?;
    fs::write(directory.join("by_hand.rs"), by_hand()?)?;
    fs::write(directory.join("permit.rs"), permit()?)?;
    Ok(())
}

fn user_types() -> Result<String, Box<dyn Error>> {
    let mut code = String::from(
        "/// Fifty user types.\n#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]\n\
         pub enum UserType {\n#[anonymous]\n",
    );
    for user_type in 0..USER_TYPES {
        writeln!(code, "/// Number {user_type}.\nType{user_type},")?;
    }
    code.push_str("}\n");
    Ok(code)
}

fn by_hand() -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    for action in 0..ACTIONS {
        let asks = (0..USER_TYPES).any(|one| rule(action, one) == Rule::AllowIfOwner);
        let item = if asks { "item" } else { "_" };
        writeln!(
            code,
            "fn action_{action}(who: &User, {item}: &Item) -> bool {{"
        )?;
        writeln!(code, "match who.user_type {{")?;
        let outcomes = [
            (Rule::Deny, "false"),
            (Rule::Allow, "true"),
            (Rule::AllowIfOwner, "owns(who, item)"),
        ];
        for (wanted, outcome) in outcomes {
            let named = (0..USER_TYPES).filter(|one| rule(action, *one) == wanted);
            let named: Vec<_> = named.map(|one| format!("UserType::Type{one}")).collect();
            if !named.is_empty() {
                writeln!(code, "{} => {outcome},", named.join(" | "))?;
            }
        }
        writeln!(code, "}} }}")?;
    }
    writeln!(
        code,
        "/// Every action.\npub const BY_HAND: &[fn(&User, &Item) -> bool] = &["
    )?;
    for action in 0..ACTIONS {
        writeln!(code, "action_{action},")?;
    }
    code.push_str("];\n");
    Ok(code)
}

fn permit() -> Result<String, Box<dyn Error>> {
    let mut code = String::from("permit::permissions! { <User: UserType>\n");
    for action in 0..ACTIONS {
        writeln!(
            code,
            "/// Number {action}.\npub Action{action}(context = Item) {{"
        )?;
        for user_type in 0..USER_TYPES {
            let rule = match rule(action, user_type) {
                Rule::Deny => "deny",
                Rule::Allow => "allow",
                Rule::AllowIfOwner => "allow if owner",
            };
            writeln!(code, "Type{user_type} => {rule},")?;
        }
        writeln!(code, "}}")?;
    }
    code.push_str("}\n");
    for (name, way) in [
        ("CAN", "can(Action@, item)"),
        ("CHECK", "check(Action@, item).is_ok()"),
        ("EXPLAIN", "explain(Action@, item).is_allowed()"),
    ] {
        writeln!(code, "/// Every action.\npub const {name}: Ask = &[")?;
        for action in 0..ACTIONS {
            writeln!(
                code,
                "|who, item| who.{},",
                way.replace('@', &action.to_string())
            )?;
        }
        writeln!(code, "];")?;
    }
    Ok(code)
}

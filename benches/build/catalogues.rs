//! Writes catalogues of ten, a hundred and a thousand actions, and the same rules as `match`es.
//!
//! Every catalogue repeats the same ten tables, so the catalogues differ only in their size.

use std::{env, error::Error, fmt::Write, fs, path::Path};

const USER_TYPES: [&str; 8] = [
    "Anonymous",
    "Shopper",
    "Seller",
    "SellerPremium",
    "SupportTierOne",
    "SupportTierTwo",
    "SupportTierThree",
    "System",
];

/// A flag or none, and a letter for each user type: `d`eny, `a`llow, allow if `o`wner.
const TABLES: [(Option<&str>, &str); 10] = [
    (None, "aaaaaaaa"),
    (None, "ddaadddd"),
    (None, "ddooddaa"),
    (None, "ddoodaaa"),
    (None, "doooaaaa"),
    (Some("edit_listing_experiment"), "ddooddaa"),
    (None, "ddddaaaa"),
    (None, "dooodaaa"),
    (Some("refunds_v2"), "ddoodaaa"),
    (None, "ddddddaa"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let mut code = String::new();
    for (name, size) in [("Ten", 10), ("Hundred", 100), ("Thousand", 1000)] {
        catalogue(&mut code, name, size)?;
    }
    let directory = env::var("OUT_DIR")?;
    fs::write(Path::new(&directory).join("catalogues.rs"), code)?;
    Ok(())
}

fn catalogue(code: &mut String, name: &str, size: usize) -> Result<(), Box<dyn Error>> {
    let module = name.to_lowercase();
    writeln!(code, "pub mod {module} {{ //! {size} actions.")?;
    writeln!(
        code,
        "use super::{{Catalogue, Functions, Item, Member, User, UserType, owns}};"
    )?;
    writeln!(code, "#[derive(Debug)] pub struct {name};")?;
    writeln!(code, "pub type Visitor = User<{name}>;")?;
    writeln!(code, "permit::permissions! {{ <Visitor: UserType>")?;
    for (index, (flag, rules)) in tables(size) {
        let flag = flag.map_or(String::new(), |flag| format!(", flag = \"{flag}\""));
        writeln!(code, "pub Action{index}(context = Item{flag}) {{")?;
        for (user_type, rule) in USER_TYPES.iter().zip(rules.chars()) {
            let rule = match rule {
                'a' => "allow",
                'o' => "allow if owner",
                _ => "deny",
            };
            writeln!(code, "{user_type} => {rule},")?;
        }
        writeln!(code, "}}")?;
    }
    writeln!(code, "}}")?;
    for (index, (flag, rules)) in tables(size) {
        let flag = flag.map_or(String::new(), |flag| format!("who.flags.{flag} && "));
        let takes = if rules.contains('o') { "item" } else { "_item" };
        writeln!(
            code,
            "fn action_{index}(who: &Member, {takes}: &Item) -> bool {{"
        )?;
        writeln!(code, "{flag} match who.user_type {{")?;
        for (letter, outcome) in [('d', "false"), ('o', "owns(who, item)"), ('a', "true")] {
            let named: Vec<_> = USER_TYPES
                .iter()
                .zip(rules.chars())
                .filter(|(_, rule)| *rule == letter)
                .map(|(user_type, _)| format!("UserType::{user_type}"))
                .collect();
            if !named.is_empty() {
                writeln!(code, "{} => {outcome},", named.join(" | "))?;
            }
        }
        writeln!(code, "}} }}")?;
    }
    let list = |prefix: &str| {
        (0..size).fold(String::new(), |list, index| {
            format!("{list}{prefix}{index},")
        })
    };
    let (actions, by_hand) = (list("Action"), list("action_"));
    writeln!(code, "impl Catalogue for {name} {{")?;
    writeln!(
        code,
        "const ACTIONS: &'static [Functions<Self>] = crate::functions![{actions}];"
    )?;
    writeln!(
        code,
        "const BY_HAND: &'static [fn(&Member, &Item) -> bool] = &[{by_hand}];"
    )?;
    writeln!(code, "}} }}")?;
    Ok(())
}

fn tables(size: usize) -> impl Iterator<Item = (usize, (Option<&'static str>, &'static str))> {
    TABLES.iter().copied().cycle().take(size).enumerate()
}

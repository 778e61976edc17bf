//! Generates the modules that the scripts of the pages import, from the catalogue:
//! `cargo run -p marketplace --example interface`.

use std::{fs, io, path::Path};

use marketplace::domain::User;

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages/script");
    let modules = [
        ("abilities.ts", permit_interface::typescript::<User>()),
        ("abilities.js", permit_interface::javascript()),
    ];
    for (file, text) in modules {
        let file = folder.join(file);
        fs::write(&file, text)?;
        println!("{}", file.display());
    }
    Ok(())
}

//! A thousand tables, decided with `check`, which gives permits and reasons.

use std::{error::Error, hint::black_box};

use permit_size::tables::{CHECK, principal};

fn main() -> Result<(), Box<dyn Error>> {
    let (user, item) = permit_size::asked()?;
    let who = principal(user);
    let actions = black_box(CHECK).iter();
    permit_size::say(actions.filter(|action| action(&who, &item)).count())
}

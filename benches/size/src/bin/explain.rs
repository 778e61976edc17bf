//! A thousand tables, decided with `explain`.

use std::{error::Error, hint::black_box};

use permit_size::tables::{EXPLAIN, principal};

fn main() -> Result<(), Box<dyn Error>> {
    let (user, item) = permit_size::asked()?;
    let who = principal(user);
    let actions = black_box(EXPLAIN).iter();
    permit_size::say(actions.filter(|action| action(&who, &item)).count())
}

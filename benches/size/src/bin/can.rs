//! A thousand tables, decided with `can`.

use std::{error::Error, hint::black_box};

use permit_size::tables::{CAN, principal};

fn main() -> Result<(), Box<dyn Error>> {
    let (user, item) = permit_size::asked()?;
    let who = principal(user);
    let actions = black_box(CAN).iter();
    permit_size::say(actions.filter(|action| action(&who, &item)).count())
}

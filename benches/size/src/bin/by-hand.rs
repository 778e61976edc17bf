//! A thousand functions with a `match`.

use std::{error::Error, hint::black_box};

use permit_size::by_hand::BY_HAND;

fn main() -> Result<(), Box<dyn Error>> {
    let (user, item) = permit_size::asked()?;
    let actions = black_box(BY_HAND).iter();
    permit_size::say(actions.filter(|action| action(&user, &item)).count())
}

//! A program that decides next to nothing: what is taken off the others.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let (user, item) = permit_size::asked()?;
    permit_size::say(usize::from(permit_size::by_hand::owns(&user, &item)))
}

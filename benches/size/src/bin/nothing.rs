//! A program that decides almost nothing. Its size is subtracted from the size of the others.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let (user, item) = permit_size::asked()?;
    permit_size::say(usize::from(permit_size::by_hand::owns(&user, &item)))
}

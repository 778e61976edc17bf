//! The runtime and the model, asked the same questions.
//!
//! `shop` is a real catalogue. `described` says the same in the model's terms, and compares the two.
//! `worlds` makes people, contexts and policies, `translated` says them in the model's terms, and `agreement`
//! compares each answer. A `Seam` makes the runtime's policy of the model's entries.

mod admitted;
mod agreement;
mod described;
mod rows;
mod seam;
mod shop;
mod translated;
mod worlds;

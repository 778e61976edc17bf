#[permit::requires(ViewFront, who)]
struct Front;

fn main() {}

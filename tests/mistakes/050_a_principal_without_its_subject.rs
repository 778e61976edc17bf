#[permit::condition]
fn trial(who: &permit::Principal) -> bool {
    who.is_anonymous()
}

fn main() {}

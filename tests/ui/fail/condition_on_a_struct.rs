#[permit::condition]
struct Region;

fn main() {}

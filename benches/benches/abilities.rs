//! How long `abilities` and `abilities_on` take: `cargo bench --bench abilities`.
//!
//! One iteration is a whole catalogue for one user type. Most rules of the tables are
//! `allow if owner` for a seller, and `deny` for a shopper.

use divan::{Bencher, black_box, counter::ItemsCount};
use permit::{Permissions, Principal, catalogue::ListedActions};
use permit_benches::{
    Catalogue,
    generated::{hundred::Hundred, ten::Ten, thousand::Thousand},
    people::{self, User},
    requests,
};

fn main() {
    divan::main();
}

/// The names of the user types that are measured.
const ASKING: [&str; 3] = ["Anonymous", "Seller", "System"];

fn measure<C: Catalogue, T>(
    bencher: Bencher,
    asking: &str,
    ask: impl Fn(&Principal<User<C>>) -> T + Sync,
) where
    User<C>: Permissions,
{
    let members = requests::members();
    let mut people = members.iter().zip(people::principals::<C>(&members));
    let one = people.find(|(member, _)| format!("{:?}", member.user_type) == asking);
    if let Some((_, who)) = one {
        bencher
            .counter(ItemsCount::new(C::ACTIONS.len()))
            .bench_local(|| ask(black_box(&who)));
    }
}

#[divan::bench(args = ASKING, types = [Ten, Hundred, Thousand])]
fn abilities<C: Catalogue>(bencher: Bencher, asking: &str)
where
    User<C>: ListedActions,
{
    measure::<C, _>(bencher, asking, Principal::abilities);
}

/// On an item of the caller.
#[divan::bench(args = ASKING, types = [Ten, Hundred, Thousand])]
fn abilities_on<C: Catalogue>(bencher: Bencher, asking: &str)
where
    User<C>: ListedActions,
{
    let [own, ..] = requests::items();
    measure::<C, _>(bencher, asking, |who| who.abilities_on(black_box(&own)));
}

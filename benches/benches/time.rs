//! How long decisions take: `cargo bench --bench time`.
//!
//! One iteration is a list of 100,000 requests, so a microsecond per iteration is a hundredth of a
//! nanosecond per decision.

use divan::{Bencher, black_box, counter::ItemsCount};
use permit::Permissions;
use permit_benches::{
    Catalogue, by_hand,
    generated::{hundred::Hundred, ten::Ten, thousand::Thousand},
    marketplace::{EditItem, Marketplace, RepriceItem, ViewItem},
    measured,
    people::User,
    requests::{self, Order, Request},
};

const ORDERS: [Order; 2] = [Order::Mixed, Order::ByAction];

fn main() {
    divan::main();
}

fn measure<C: Catalogue>(bencher: Bencher, order: Order, decide: fn(&[Request<C>]) -> usize)
where
    User<C>: Permissions,
{
    let requests = requests::many::<C>(order);
    bencher
        .counter(ItemsCount::new(requests.len()))
        .bench_local(|| decide(black_box(&requests)));
}

#[divan::bench(args = ORDERS)]
fn a_dispatch(bencher: Bencher, order: Order) {
    measure::<Marketplace>(bencher, order, measured::dispatch);
}

#[divan::bench(args = ORDERS, types = [Marketplace, Ten, Hundred, Thousand])]
fn b_by_hand<C: Catalogue>(bencher: Bencher, order: Order)
where
    User<C>: Permissions,
{
    measure::<C>(bencher, order, measured::by_hand);
}

#[divan::bench(args = ORDERS, types = [Marketplace, Ten, Hundred, Thousand])]
fn c_can<C: Catalogue>(bencher: Bencher, order: Order)
where
    User<C>: Permissions,
{
    measure::<C>(bencher, order, measured::can);
}

#[divan::bench(args = ORDERS, types = [Marketplace, Ten, Hundred, Thousand])]
fn d_check<C: Catalogue>(bencher: Bencher, order: Order)
where
    User<C>: Permissions,
{
    measure::<C>(bencher, order, measured::check);
}

#[divan::bench(args = ORDERS)]
fn e_could(bencher: Bencher, order: Order) {
    measure::<Marketplace>(bencher, order, measured::could);
}

#[divan::bench(args = ORDERS, sample_count = 10)]
fn f_explain(bencher: Bencher, order: Order) {
    measure::<Marketplace>(bencher, order, measured::explain);
}

/// The action is known at compile time, as in a handler: one with `owner`, one behind a flag, and
/// one with two conditions.
#[divan::bench(args = ["edit", "reprice", "view"])]
fn g_known_by_hand(bencher: Bencher, action: &str) {
    measure::<Marketplace>(
        bencher,
        Order::Mixed,
        match action {
            "edit" => |requests| measured::known_by_hand(by_hand::edit_item, requests),
            "reprice" => |requests| measured::known_by_hand(by_hand::reprice_item, requests),
            _ => |requests| measured::known_by_hand(by_hand::view_item, requests),
        },
    );
}

#[divan::bench(args = ["edit", "reprice", "view"])]
fn h_known(bencher: Bencher, action: &str) {
    measure::<Marketplace>(
        bencher,
        Order::Mixed,
        match action {
            "edit" => |requests| measured::known(EditItem, requests),
            "reprice" => |requests| measured::known(RepriceItem, requests),
            _ => |requests| measured::known(ViewItem, requests),
        },
    );
}

//! How many instructions decisions take, counted by callgrind: `cargo bench --bench instructions`.
//!
//! A list has 100,000 requests, so the last five digits of a count are the decimals of one
//! decision. Each promise is a limit here, and the run fails beyond it.

#![expect(
    clippy::must_use_candidate,
    unused_qualifications,
    reason = "gungraun's attributes generate this code"
)]

use std::hint::black_box;

use gungraun::{Callgrind, EventKind, prelude::*};
use permit_benches::{
    by_hand as hand,
    generated::{hundred::Hundred, ten::Ten, thousand::Thousand},
    marketplace::{EditItem, Marketplace, RepriceItem, ViewItem},
    measured,
    requests::{MANY, Order, Request, many, many_under_a_policy, many_with},
};

/// A limit of instructions per decision.
fn at_most(instructions: u64) -> LibraryBenchmarkConfig {
    let limit = (EventKind::Ir, instructions * MANY as u64);
    let mut config = LibraryBenchmarkConfig::default();
    config.tool(Callgrind::default().hard_limits([limit]));
    config
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn dispatch(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::dispatch(black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn by_hand(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::by_hand(black_box(&requests)))
}

#[library_benchmark(config = at_most(28))]
#[bench::mixed(many(Order::Mixed))]
fn can(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::can(black_box(&requests)))
}

#[library_benchmark(config = at_most(52))]
#[bench::mixed(many_under_a_policy(Order::Mixed))]
fn can_under_a_policy(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::can(black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many_under_a_policy(Order::Mixed))]
fn could_under_a_policy(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::could(black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn check(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::check(black_box(&requests)))
}

#[library_benchmark(config = at_most(60))]
#[bench::mixed(many_with(true))]
fn check_that_allows(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::check(black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many_with(false))]
fn check_that_denies(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::check(black_box(&requests)))
}

// It decides the conditions that take only the caller, by calling them.
#[library_benchmark(config = at_most(62))]
#[bench::mixed(many(Order::Mixed))]
fn could(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::could(black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn explain(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::explain(black_box(&requests)))
}

#[library_benchmark(config = at_most(30))]
#[bench::mixed(many(Order::Mixed))]
fn can_of_10(requests: Vec<Request<Ten>>) -> usize {
    black_box(measured::can(black_box(&requests)))
}

#[library_benchmark(config = at_most(30))]
#[bench::mixed(many(Order::Mixed))]
fn can_of_100(requests: Vec<Request<Hundred>>) -> usize {
    black_box(measured::can(black_box(&requests)))
}

#[library_benchmark(config = at_most(30))]
#[bench::mixed(many(Order::Mixed))]
fn can_of_1000(requests: Vec<Request<Thousand>>) -> usize {
    black_box(measured::can(black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn by_hand_of_10(requests: Vec<Request<Ten>>) -> usize {
    black_box(measured::by_hand(black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn by_hand_of_1000(requests: Vec<Request<Thousand>>) -> usize {
    black_box(measured::by_hand(black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn known_edit_by_hand(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::known_by_hand(
        hand::edit_item,
        black_box(&requests),
    ))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn known_edit(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::known(EditItem, black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn known_reprice_by_hand(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::known_by_hand(
        hand::reprice_item,
        black_box(&requests),
    ))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn known_reprice(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::known(RepriceItem, black_box(&requests)))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn known_view_by_hand(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::known_by_hand(
        hand::view_item,
        black_box(&requests),
    ))
}

#[library_benchmark]
#[bench::mixed(many(Order::Mixed))]
fn known_view(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::known(ViewItem, black_box(&requests)))
}

library_benchmark_group!(
    name = marketplace,
    benchmarks = [
        dispatch,
        by_hand,
        can,
        can_under_a_policy,
        could,
        could_under_a_policy,
        check,
        check_that_allows,
        check_that_denies,
        explain
    ]
);

library_benchmark_group!(
    name = sizes,
    benchmarks = [
        by_hand_of_10,
        by_hand_of_1000,
        can_of_10,
        can_of_100,
        can_of_1000
    ]
);

library_benchmark_group!(
    name = known,
    benchmarks = [
        known_edit_by_hand,
        known_edit,
        known_reprice_by_hand,
        known_reprice,
        known_view_by_hand,
        known_view
    ]
);

main!(library_benchmark_groups = [marketplace, sizes, known]);

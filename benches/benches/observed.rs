//! How many instructions the observation of decisions takes, counted by callgrind:
//! `cargo bench --features events --bench observed`.
//!
//! The requests are those of the bench `instructions`, where the feature is off. Without an
//! observer the counts have to be the same. The run fails if `can` exceeds the limit of that bench.

#![expect(
    clippy::must_use_candidate,
    unused_qualifications,
    reason = "gungraun's attributes generate this code"
)]

use std::hint::black_box;

use gungraun::{Callgrind, EventKind, prelude::*};
use permit::observe::Events;
use permit_benches::{
    marketplace::Marketplace,
    measured, people,
    requests::{MANY, Order, Request, many, many_of},
};
use tracing::{Event, Metadata, Subscriber, span};

/// A limit of instructions per decision.
fn at_most(instructions: u64) -> LibraryBenchmarkConfig {
    let limit = (EventKind::Ir, instructions * MANY as u64);
    let mut config = LibraryBenchmarkConfig::default();
    config.tool(Callgrind::default().hard_limits([limit]));
    config
}

/// Accepts every event and drops it.
struct Dropping;

impl Subscriber for Dropping {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

fn no_observer() -> Vec<Request<Marketplace>> {
    many(Order::Mixed)
}

/// Every decision is an event, but there is no subscriber.
fn events() -> Vec<Request<Marketplace>> {
    let authorizer = people::authorizer().observer(Events::new()).build();
    many_of(Order::Mixed, &authorizer)
}

/// Every decision reaches a subscriber. Each benchmark runs in its own process.
fn events_and_a_subscriber() -> Vec<Request<Marketplace>> {
    assert!(tracing::subscriber::set_global_default(Dropping).is_ok());
    events()
}

#[library_benchmark(config = at_most(30))]
#[bench::no_observer(no_observer())]
fn can_alone(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::can(black_box(&requests)))
}

#[library_benchmark]
#[bench::events(events())]
#[bench::events_and_a_subscriber(events_and_a_subscriber())]
fn can(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::can(black_box(&requests)))
}

#[library_benchmark]
#[bench::no_observer(no_observer())]
#[bench::events(events())]
#[bench::events_and_a_subscriber(events_and_a_subscriber())]
fn check(requests: Vec<Request<Marketplace>>) -> usize {
    black_box(measured::check(black_box(&requests)))
}

library_benchmark_group!(name = observed, benchmarks = [can_alone, can, check]);

main!(library_benchmark_groups = [observed]);

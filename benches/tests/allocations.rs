//! A decision allocates nothing on the heap.
//!
//! There is only one test, because the counter counts for the whole process.

use std::alloc::System;

use permit_benches::{
    marketplace::Marketplace,
    measured,
    requests::{self, Order},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[test]
fn can_and_check_and_could_do_not_allocate() {
    let requests = requests::many::<Marketplace>(Order::Mixed);
    let allocations = |decide: fn(&[requests::Request<Marketplace>]) -> usize| {
        let region = Region::new(ALLOCATOR);
        assert!(decide(&requests) > 0, "some are allowed");
        let change = region.change();
        change.allocations + change.reallocations
    };
    assert_eq!(allocations(measured::can), 0);
    assert_eq!(allocations(measured::check), 0);
    assert_eq!(allocations(measured::could), 0);
    assert!(allocations(measured::explain) > 0, "the counter counts");
}

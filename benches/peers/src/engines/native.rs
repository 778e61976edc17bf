//! permit, and the `match` written by hand: Rust functions, found by the index of the action.

use permit::Permissions;
use permit_benches::{
    Catalogue, measured,
    people::{Item, Member, User},
    requests::Request,
};

use super::Engine;

/// Which function of the workload decides.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Can,
    Check,
    ByHand,
    Nothing,
}

impl Way {
    pub(super) fn engine<C: Catalogue>(self, requests: Vec<Request<C>>) -> Box<dyn Engine>
    where
        User<C>: Permissions,
    {
        match self {
            Self::Can => Box::new(Native(requests, measured::can_one)),
            Self::Check => Box::new(Native(requests, measured::check_one)),
            Self::ByHand => Box::new(Native(requests, measured::by_hand_one)),
            Self::Nothing => Box::new(Native(requests, nothing_decided())),
        }
    }
}

struct Native<C, D>(Vec<Request<C>>, D)
where
    C: 'static,
    User<C>: Permissions;

impl<C: Catalogue, D: Fn(&Request<C>) -> bool> Engine for Native<C, D>
where
    User<C>: Permissions,
{
    #[inline]
    fn decide(&mut self, question: usize) -> bool {
        self.0.get(question).is_some_and(&self.1)
    }
}

/// The dispatch from a request to its action alone, which is part of the other functions too: a
/// jump to one of as many functions as there are different tables.
fn nothing_decided<C: Catalogue>() -> impl Fn(&Request<C>) -> bool
where
    User<C>: Permissions,
{
    let functions = NOTHING.into_iter().cycle().take(C::ACTIONS.len());
    let functions: Vec<_> = functions.collect();
    move |request| {
        let function = functions.get(request.action);
        function.is_some_and(|function| function(request.member, request.item))
    }
}

const NOTHING: [fn(&Member, &Item) -> bool; 10] = [
    nothing::<0>,
    nothing::<1>,
    nothing::<2>,
    nothing::<3>,
    nothing::<4>,
    nothing::<5>,
    nothing::<6>,
    nothing::<7>,
    nothing::<8>,
    nothing::<9>,
];

fn nothing<const ACTION: u64>(_who: &Member, item: &Item) -> bool {
    item.seller == ACTION
}

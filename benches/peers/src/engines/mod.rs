//! The engines, each set up plainly and as its documentation advises.

mod biscuit;
mod casbin;
mod cedar;
mod gatehouse;
mod native;
mod oso;
mod regorus;

use permit::Permissions;
use permit_benches::{
    Catalogue,
    generated::{hundred::Hundred, ten::Ten, thousand::Thousand},
    marketplace::Marketplace,
    people::User,
    requests::Request,
};

use crate::{
    Failure,
    rules::{self, Case},
};

/// An engine that decides.
pub(crate) trait Engine {
    /// Decides the question with this index in the case.
    fn decide(&mut self, question: usize) -> bool;

    /// Decides many questions and returns how many it allowed. It is a method, so that the loop is
    /// compiled together with the engine.
    fn decide_all(&mut self, questions: &[usize]) -> usize {
        let allowed = |question: &&usize| self.decide(**question);
        questions.iter().filter(allowed).count()
    }
}

/// An engine in one set-up.
pub(crate) struct Setup {
    /// The name of the package in `Cargo.lock`.
    pub(crate) package: &'static str,
    /// The name of the set-up.
    pub(crate) name: &'static str,
    make: Make,
}

/// How an engine is made.
enum Make {
    /// From the functions of the workload.
    Native(native::Way),
    /// From the rules.
    Rules(fn(&Case) -> Result<Box<dyn Engine>, Failure>),
}

/// The catalogues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    Marketplace,
    Ten,
    Hundred,
    Thousand,
}

impl Size {
    pub(crate) const ALL: [Self; 4] = [Self::Marketplace, Self::Ten, Self::Hundred, Self::Thousand];

    /// How many actions it has.
    pub(crate) const fn actions(self) -> usize {
        match self {
            Self::Marketplace => 14,
            Self::Ten => 10,
            Self::Hundred => 100,
            Self::Thousand => 1000,
        }
    }
}

const fn native(package: &'static str, name: &'static str, way: native::Way) -> Setup {
    Setup {
        package,
        name,
        make: Make::Native(way),
    }
}

const fn rules(
    package: &'static str,
    name: &'static str,
    make: fn(&Case) -> Result<Box<dyn Engine>, Failure>,
) -> Setup {
    Setup {
        package,
        name,
        make: Make::Rules(make),
    }
}

/// Every engine in every set-up. The first set-up of an engine is its best, the last is its plain
/// one.
pub(crate) const SETUPS: [Setup; 22] = [
    native("permit-rs", "can", native::Way::Can),
    native("permit-rs", "check", native::Way::Check),
    native("", "match by hand", native::Way::ByHand),
    native("", "nothing decided", native::Way::Nothing),
    rules("gatehouse", "policy by hand, checker per action", |case| {
        Ok(gatehouse::by_hand(case))
    }),
    rules("gatehouse", "checker per action", |case| {
        Ok(gatehouse::by_action(case))
    }),
    rules("gatehouse", "plain: one checker", |case| {
        Ok(gatehouse::one(case))
    }),
    rules("casbin", "cached", casbin::cached),
    rules("casbin", "enforcer per action", casbin::by_action),
    rules("casbin", "plain", casbin::plain),
    rules(
        "regorus",
        "rules, compiled, program per action",
        regorus::by_action_compiled,
    ),
    rules("regorus", "table, compiled", regorus::table_compiled),
    rules("regorus", "rules, compiled", regorus::rules_compiled),
    rules("regorus", "table, interpreted", regorus::table_interpreted),
    rules(
        "regorus",
        "plain: rules, interpreted",
        regorus::rules_interpreted,
    ),
    rules(
        "cedar-policy",
        "policies per action and user type",
        cedar::by_action_and_user_type,
    ),
    rules("cedar-policy", "policies per action", cedar::by_action),
    rules("cedar-policy", "plain", cedar::plain),
    rules(
        "biscuit-auth",
        "authorizers built, policies per action",
        biscuit::built,
    ),
    rules("biscuit-auth", "plain", biscuit::plain),
    rules("oso", "rules indexed twice", oso::indexed),
    rules("oso", "plain", oso::plain),
];

/// The index of permit's `can` in [`SETUPS`]. The others are compared with it.
pub(crate) const PERMIT: usize = 0;

/// The index of the `match`, whose answers are the reference.
pub(crate) const BY_HAND: usize = 2;

/// The index of the dispatch alone, whose answers are wrong.
pub(crate) const NOTHING_DECIDED: usize = 3;

/// The set-ups that have to give the answers of the `match`.
pub(crate) fn deciding() -> impl Iterator<Item = &'static Setup> {
    let setups = SETUPS.iter().enumerate();
    setups
        .filter(|(place, _)| *place != NOTHING_DECIDED)
        .map(|(_, setup)| setup)
}

/// An engine with a catalogue.
pub(crate) struct Ready {
    pub(crate) engine: Box<dyn Engine>,
    /// The number of questions.
    pub(crate) questions: usize,
    /// The number of successive questions about one action.
    pub(crate) questions_an_action: usize,
}

impl Setup {
    /// The usual name of the engine.
    pub(crate) fn engine_name(&self) -> &'static str {
        match self.package {
            "permit-rs" => "permit",
            "cedar-policy" => "cedar",
            "biscuit-auth" => "biscuit",
            "" => "no library",
            other => other,
        }
    }

    /// The engine with the catalogue of this size, ready for questions.
    pub(crate) fn engine(&self, size: Size) -> Result<Ready, Failure> {
        match size {
            Size::Marketplace => self.engine_of::<Marketplace>(),
            Size::Ten => self.engine_of::<Ten>(),
            Size::Hundred => self.engine_of::<Hundred>(),
            Size::Thousand => self.engine_of::<Thousand>(),
        }
    }

    fn engine_of<C: Catalogue>(&self) -> Result<Ready, Failure>
    where
        User<C>: Permissions,
    {
        let (case, requests): (Case, Vec<Request<C>>) = rules::case()?;
        let questions = case.questions.len();
        Ok(Ready {
            engine: match self.make {
                Make::Native(way) => way.engine(requests),
                Make::Rules(make) => make(&case)?,
            },
            questions,
            questions_an_action: questions / case.asked.len(),
        })
    }
}

//! Each answer of the runtime, compared with that of the model.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    fmt::Debug,
};

use permit::{
    ActionOf, Could, Decision, Listed, Principal, Refused, WithoutFields, filter::Filter,
    testing::FakeClock,
};
use permit_runtime::adapter::Scopes;

use super::{
    admitted::{admits_caller, admitted, authorizer, time},
    described::code,
    rows::{Row, admits},
    seam::{ByWords, Seam, State},
    shop::{
        ActAs, Announce, Close, Copy, Edit, Export, Open, Publish, Purge, Read, Release, Search,
        Share, Transfer, User, View,
    },
    translated::{Translated, principal},
    worlds::{LOADED, ShopCase, cases},
};
use crate::{
    model::{Answer, Context, Decided, Policy, Principal as Modelled, Time, World, decide},
    properties::each_from,
};

/// What was compared.
#[derive(Debug, Default)]
struct Counts {
    decisions: Cell<usize>,
    allowed: Cell<usize>,
    /// Denied or indeterminate, by step.
    steps: RefCell<BTreeMap<u8, usize>>,
    not_admitted: Cell<usize>,
    admitted_staff: Cell<usize>,
    never: Cell<usize>,
    listed: Cell<usize>,
    explained: Cell<usize>,
}

fn count(cell: &Cell<usize>) {
    cell.set(cell.get() + 1);
}

fn answer(refused: Option<&Refused>) -> Answer {
    match refused {
        None => Answer::Allow,
        Some(Refused::Denied(_)) => Answer::Deny,
        Some(Refused::Indeterminate(_)) => Answer::Indeterminate,
        Some(other) => panic!("{other:?}"),
    }
}

/// One caller in one world.
struct Compared<'a> {
    world: &'a World,
    who: &'a Principal<User>,
    modelled: &'a Modelled,
    now: Time,
    counts: &'a Counts,
}

impl Compared<'_> {
    /// Contexts, each with what the model has in its place.
    fn both<'c, C: Translated>(&self, contexts: &'c [C]) -> Vec<(&'c C, Context)> {
        let both = contexts
            .iter()
            .map(|one| (one, one.for_user(self.who.subject())));
        both.collect()
    }

    /// `can`, `check`, `could` and `explain` of one action, and the answer for each context.
    fn decisions<A>(&self, contexts: &[(&A::Context, Context)]) -> Result<Vec<Answer>, String>
    where
        A: Listed<Context: Debug + Sized> + ActionOf<User> + WithoutFields + Clone,
    {
        let key = A::TABLE.key();
        let could = self.who.could(A::VALUE);
        let mut answers = Vec::new();
        for (context, modelled) in contexts {
            let (context, world) = (*context, self.world);
            let model = decide(world, self.modelled, key, modelled, self.now);
            let differs = |reader: &str, real: &dyn Debug| {
                let (world, modelled, now) = (&self.world.policy, self.modelled, self.now);
                Err(format!(
                    "{key} at {now}: the model says {model:?}, `{reader}` says {real:?}\n\
                     on {context:?}\nby {modelled:?}\nunder {world:?}"
                ))
            };
            self.counted(model);
            let can = self.who.can(A::VALUE, context);
            if can != model.is_allowed() {
                return differs("can", &can);
            }
            let checked = self.who.check(A::VALUE, context);
            let checked = answer(checked.as_ref().err());
            if checked != model.answer {
                return differs("check", &checked);
            }
            if could == Could::Never && model.answer != Answer::Deny
                || (could == Could::Unknown) != (model.answer == Answer::Indeterminate)
            {
                return differs("could", &could);
            }
            if could == Could::Never {
                count(&self.counts.never);
            }
            // An explanation costs as much as ten decisions.
            if self.counts.decisions.get().is_multiple_of(8) {
                count(&self.counts.explained);
                let explained = self.who.explain(A::VALUE, context);
                let agrees = match &explained.decision {
                    Decision::Allowed => answer(None),
                    Decision::Refused(refused) => answer(Some(refused)),
                };
                if agrees != model.answer {
                    return differs("explain", &explained);
                }
            }
            answers.push(model.answer);
        }
        Ok(answers)
    }

    /// The same, and `partition`.
    fn parted<A>(&self, contexts: &[(&A::Context, Context)]) -> Result<(), String>
    where
        A: Listed<Context: Debug + Sized> + ActionOf<User> + WithoutFields + Clone,
    {
        let answers = self.decisions::<A>(contexts)?;
        let key = A::TABLE.key();
        let allowed = answers.iter().filter(|one| **one == Answer::Allow).count();
        let parted = self
            .who
            .partition(A::VALUE, contexts.iter().map(|one| one.0));
        let parted = parted.map(|parted| (parted.permits.len(), parted.denied.len()));
        let expected = Ok((allowed, answers.len() - allowed));
        if answers.contains(&Answer::Indeterminate) && parted.is_ok()
            || !answers.contains(&Answer::Indeterminate) && parted != expected
        {
            return Err(format!("{key}: partition: {parted:?} of {answers:?}"));
        }
        Ok(())
    }

    /// The same, and the list query, which admits rows by `partition`.
    fn listed<A>(&self, contexts: &[(&A::Context, Context)]) -> Result<(), String>
    where
        A: Listed<Context: Row + Debug + Sized, Shape: Scopes<A>>
            + ActionOf<User>
            + WithoutFields
            + Clone,
    {
        let answers = self.decisions::<A>(contexts)?;
        let key = A::TABLE.key();
        let is_unknown = answers.contains(&Answer::Indeterminate);
        let scope = match self.who.scope(A::VALUE) {
            Err(Refused::Indeterminate(_)) if is_unknown => return Ok(()),
            Ok(scope) if !is_unknown => scope,
            other => return Err(format!("{key}: scope: {other:?}, {answers:?}")),
        };
        let filter = Filter::from(scope.extent().clone());
        for ((context, _), answer) in contexts.iter().zip(&answers) {
            count(&self.counts.listed);
            if admits(&filter, *context) != (*answer == Answer::Allow) {
                let (modelled, policy) = (self.modelled, &self.world.policy);
                return Err(format!(
                    "{key}: the model says {answer:?}, a list is {filter:?}\non {context:?}\n\
                     by {modelled:?}\nunder {policy:?}"
                ));
            }
        }
        let rows = contexts.iter().map(|one| one.0);
        let admitted = scope.admit(rows).map(|permits| permits.len());
        let allowed = answers.iter().filter(|one| **one == Answer::Allow).count();
        if admitted != Ok(allowed) {
            return Err(format!("{key}: admit: {admitted:?} of {answers:?}"));
        }
        Ok(())
    }

    fn counted(&self, model: Decided) {
        count(&self.counts.decisions);
        if model.is_allowed() {
            count(&self.counts.allowed);
        } else {
            let mut steps = self.counts.steps.borrow_mut();
            *steps.entry(model.step).or_default() += 1;
        }
    }

    fn everything(&self, case: &ShopCase) -> Result<(), String> {
        let documents = self.both(&case.documents);
        self.listed::<View>(&documents)?;
        self.listed::<Edit>(&documents)?;
        self.listed::<Share>(&documents)?;
        self.listed::<Publish>(&documents)?;
        self.listed::<Purge>(&documents)?;
        self.listed::<Copy>(&documents)?;
        self.listed::<Release>(&documents)?;
        let projects = self.both(&case.projects);
        self.listed::<Open>(&projects)?;
        self.listed::<Close>(&projects)?;
        let notices = self.both(&case.notices);
        self.listed::<Read>(&notices)?;
        self.listed::<Announce>(&notices)?;
        let nothing = self.both(&[()]);
        self.listed::<Search>(&nothing)?;
        self.listed::<Export>(&nothing)?;
        self.parted::<Transfer>(&self.both(&case.moves))?;
        self.parted::<ActAs>(&self.both(&case.users))
    }
}

/// Compares each caller of a world, and returns how many decisions were compared.
fn compare(seam: &impl Seam, case: &ShopCase, counts: &Counts) -> Result<usize, String> {
    let before = counts.decisions.get();
    let entries = seam.entries(&case.choices);
    let clock = FakeClock::at(time(LOADED));
    let authorizer = authorizer(seam, &entries, case.state, &clock);
    let world = World {
        code: code(),
        policy: (case.state != State::None).then_some(Policy { stale: 60, entries }),
    };
    for caller in &case.callers {
        clock.set(time(LOADED));
        let modelled = principal(caller, case.state, LOADED);
        let admitted = admitted(&authorizer, caller, case.state);
        let expected = admits_caller(&world, caller, case.state);
        let who = match (admitted, expected) {
            (Ok(who), true) => who,
            (Err(_), false) => {
                count(&counts.not_admitted);
                continue;
            }
            (real, expected) => {
                let policy = &world.policy;
                return Err(format!(
                    "admitted: the model says {expected}, the runtime says {real:?}\n\
                     of {caller:?}\nunder {policy:?}"
                ));
            }
        };
        if modelled.impersonation.is_some() {
            count(&counts.admitted_staff);
        }
        clock.set(time(case.now));
        let compared = Compared {
            world: &world,
            who: &who,
            modelled: &modelled,
            now: case.now,
            counts,
        };
        compared.everything(case)?;
    }
    Ok(counts.decisions.get() - before)
}

#[test]
fn the_runtime_decides_as_the_model_in_two_million_cases() {
    // Half of the worlds on each of two processors.
    let half = |seed| {
        let counts = Counts::default();
        let test = |case: &ShopCase| compare(&ByWords, case, &counts);
        let compared = each_from(seed, 480, &cases(), 1_000_000, test);
        assert_eq!(compared, counts.decisions.get());
        counts
    };
    let counts = std::thread::scope(|threads| {
        let other = threads.spawn(|| half(2));
        let one = half(1);
        match other.join() {
            Ok(other) => [one, other],
            Err(failure) => std::panic::resume_unwind(failure),
        }
    });
    let sum = |of: fn(&Counts) -> usize| counts.iter().map(of).sum::<usize>();
    let compared = sum(|one| one.decisions.get());
    let allowed = sum(|one| one.allowed.get());
    println!("{compared} decisions, {allowed} allowed: {counts:#?}");
    assert!(compared >= 2_000_000, "{compared}");
    assert!(
        allowed * 5 >= compared && allowed * 5 <= compared * 4,
        "{allowed}"
    );
    for step in 1..=6 {
        let of_step = |one: &Counts| one.steps.borrow().get(&step).copied().unwrap_or_default();
        let decided: usize = counts.iter().map(of_step).sum();
        assert!(decided * 100 >= compared, "step {step} decides {decided}");
    }
    assert!(sum(|one| one.not_admitted.get()) >= 1_000);
    assert!(sum(|one| one.admitted_staff.get()) >= 500);
    assert!(sum(|one| one.never.get()) >= 200_000);
    assert!(sum(|one| one.listed.get()) >= 1_500_000);
    assert!(sum(|one| one.explained.get()) >= 200_000);
}

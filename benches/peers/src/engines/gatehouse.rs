//! gatehouse: one policy per action, whose predicate is the rule in Rust.
//!
//! Its benches call a policy that is written by hand with a static name the fastest. Its examples
//! use the builder. Its checks are asynchronous. The checks here never wait, so they are polled
//! once, without a runtime. The build leaves out its tracing.

use std::{
    borrow::Cow,
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use async_trait::async_trait;
use gatehouse::{
    EvalCtx, EvaluationSession, GrantResult, PermissionChecker, Policy, PolicyBuilder, PolicyDomain,
};
use permit::UserType as _;
use permit_benches::people::{Item, Member};

use super::Engine;
use crate::rules::{Action, Alternatives, Case, Condition, Question};

struct Marketplace;

impl PolicyDomain for Marketplace {
    type Subject = Member;
    type Action = usize;
    type Resource = Item;
    type Context = ();
}

/// The rule of one action.
struct Rule {
    action: usize,
    key: &'static str,
    flag: Option<&'static str>,
    rows: Vec<Alternatives>,
}

impl Rule {
    fn new(place: usize, action: &Action) -> Self {
        Self {
            action: place,
            key: action.key,
            flag: action.flag,
            rows: action.rows.iter().map(|(_, rule)| rule.clone()).collect(),
        }
    }

    fn allows(&self, who: &Member, asked: usize, item: &Item) -> bool {
        asked == self.action
            && self
                .flag
                .is_none_or(|flag| who.flags.is_on(flag) == Some(true))
            && self
                .rows
                .get(who.user_type.index())
                .is_some_and(|row| row.iter().any(|all| holds(all, who, item)))
    }
}

fn holds(all: &[Condition], who: &Member, item: &Item) -> bool {
    all.iter().all(|condition| match condition {
        Condition::Owner => who.id == Some(item.seller),
        Condition::Published => item.published,
    })
}

/// An empty reason allocates nothing.
#[async_trait]
impl Policy<Marketplace> for Rule {
    async fn evaluate(&self, asked: &EvalCtx<'_, Marketplace>) -> GrantResult {
        if self.allows(asked.subject, *asked.action, asked.resource) {
            GrantResult::granted(self.key, None)
        } else {
            GrantResult::not_applicable(self.key, String::new())
        }
    }

    fn policy_type(&self) -> Cow<'static, str> {
        Cow::Borrowed(self.key)
    }
}

/// All policies in one checker.
pub(super) fn one(case: &Case) -> Box<dyn Engine> {
    let mut checker = PermissionChecker::new();
    for (place, action) in case.actions.iter().enumerate() {
        checker.add_policy(built(Rule::new(place, action)));
    }
    engine(case, vec![checker])
}

/// One checker per action, with a policy from the builder.
pub(super) fn by_action(case: &Case) -> Box<dyn Engine> {
    engine(case, checkers(case, built))
}

/// One checker per action, with a policy written by hand.
pub(super) fn by_hand(case: &Case) -> Box<dyn Engine> {
    engine(case, checkers(case, |rule| rule))
}

fn checkers<P: Policy<Marketplace> + 'static>(
    case: &Case,
    policy: impl Fn(Rule) -> P,
) -> Vec<PermissionChecker<Marketplace>> {
    let checkers = case.asked().map(|(place, action)| {
        let mut checker = PermissionChecker::new();
        checker.add_policy(policy(Rule::new(place, action)));
        checker
    });
    checkers.collect()
}

fn built(rule: Rule) -> Box<dyn Policy<Marketplace>> {
    PolicyBuilder::new(rule.key)
        .when(move |who: &Member, asked: &usize, item: &Item, (): &()| {
            rule.allows(who, *asked, item)
        })
        .build()
}

struct Gatehouse {
    questions: Vec<Question>,
    checkers: Vec<PermissionChecker<Marketplace>>,
    session: EvaluationSession,
}

fn engine(case: &Case, checkers: Vec<PermissionChecker<Marketplace>>) -> Box<dyn Engine> {
    Box::new(Gatehouse {
        questions: case.questions.clone(),
        checkers,
        session: EvaluationSession::empty(),
    })
}

impl Engine for Gatehouse {
    fn decide(&mut self, question: usize) -> bool {
        let Some(question) = self.questions.get(question) else {
            return false;
        };
        let mine = question.asked.min(self.checkers.len() - 1);
        let Some(checker) = self.checkers.get(mine) else {
            return false;
        };
        let bound = checker.bind(&self.session, question.member, &question.action, &());
        let check = pin!(bound.check(question.item));
        match check.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(evaluation) => evaluation.is_granted(),
            Poll::Pending => false,
        }
    }
}

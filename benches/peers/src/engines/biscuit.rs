//! biscuit: the facts of a request, with policies in Datalog.
//!
//! In an application, the facts come from a token whose signature is verified first. Here they are
//! added without a token, which favours biscuit. An authorizer cannot be asked twice. In the plain
//! set-up, each decision builds an authorizer from a builder that holds the parsed policies. In the
//! best one, each request has an authorizer with the policies of its action, and a decision asks a
//! clone of it.

use std::time::Duration;

use biscuit_auth::{
    Authorizer, AuthorizerBuilder, AuthorizerLimits,
    builder::{Fact, boolean, fact, int, string},
};
use permit::UserType as _;

use super::Engine;
use crate::{
    Failure,
    rules::{Action, Case, Condition, Question},
};

/// All policies, with an authorizer that is built for each decision.
pub(super) fn plain(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let all: Vec<_> = case.actions.iter().collect();
    let questions = case.questions.iter().map(|question| facts(case, question));
    Ok(Box::new(Plain {
        questions: questions.collect::<Result<_, Failure>>()?,
        builder: builder(&all)?,
    }))
}

/// Only the policies of the action, in authorizers that are already built with their facts.
pub(super) fn built(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let questions = case.questions.iter().map(|question| {
        let builder = builder(&[case.action(question)?])?;
        authorizer(builder, &facts(case, question)?)
    });
    Ok(Box::new(Built {
        questions: questions.collect::<Result<_, Failure>>()?,
    }))
}

fn builder(actions: &[&Action]) -> Result<AuthorizerBuilder, Failure> {
    let policies: String = actions.iter().map(|action| policies(action)).collect();
    Ok(AuthorizerBuilder::new()
        .code(policies)?
        .set_limits(AuthorizerLimits {
            // The default of one millisecond is not enough under valgrind.
            max_time: Duration::from_mins(1),
            ..AuthorizerLimits::default()
        }))
}

fn policies(action: &Action) -> String {
    let mut datalog = Vec::new();
    for (user_types, alternatives) in action.allowing() {
        let user_types = user_types.iter().map(|user_type| format!("{user_type:?}"));
        let user_types = user_types.collect::<Vec<_>>().join(", ");
        for all in alternatives {
            let conditions = all.iter().map(|condition| match condition {
                Condition::Owner => ", user_id($id), seller($id)",
                Condition::Published => ", published(true)",
            });
            let conditions: String = conditions.collect();
            let flag = action.flag.map(|flag| format!(", flag({flag:?})"));
            let (key, flag) = (action.key, flag.unwrap_or_default());
            datalog.push(format!(
                "allow if action({key:?}), user_type($type){flag}{conditions}, \
                    {{{user_types}}}.contains($type);\n"
            ));
        }
    }
    datalog.concat()
}

fn facts(case: &Case, question: &Question) -> Result<Vec<Fact>, Failure> {
    let Question { member, item, .. } = question;
    let mut facts = vec![
        fact("action", &[string(case.action(question)?.key)]),
        fact("user_type", &[string(member.user_type.name())]),
        fact("seller", &[int(i64::try_from(item.seller)?)]),
        fact("published", &[boolean(item.published)]),
    ];
    if let Some(id) = member.id {
        facts.push(fact("user_id", &[int(i64::try_from(id)?)]));
    }
    for flag in ["edit_listing_experiment", "refunds_v2"] {
        if member.flags.is_on(flag) == Some(true) {
            facts.push(fact("flag", &[string(flag)]));
        }
    }
    Ok(facts)
}

fn authorizer(mut builder: AuthorizerBuilder, facts: &[Fact]) -> Result<Authorizer, Failure> {
    for fact in facts {
        builder = builder.fact(fact.clone())?;
    }
    Ok(builder.build_unauthenticated()?)
}

struct Plain {
    questions: Vec<Vec<Fact>>,
    builder: AuthorizerBuilder,
}

impl Engine for Plain {
    fn decide(&mut self, question: usize) -> bool {
        let facts = self.questions.get(question);
        let authorizer = facts.map(|facts| authorizer(self.builder.clone(), facts));
        authorizer.is_some_and(|built| built.is_ok_and(|mut one| one.authorize().is_ok()))
    }
}

struct Built {
    questions: Vec<Authorizer>,
}

impl Engine for Built {
    fn decide(&mut self, question: usize) -> bool {
        let authorizer = self.questions.get(question).cloned();
        authorizer.is_some_and(|mut authorizer| authorizer.authorize().is_ok())
    }
}

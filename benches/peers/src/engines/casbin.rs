//! casbin: one policy row per user type and alternative, and a matcher that compares.
//!
//! The matcher uses no `eval`, which compiles a script for each row and request. The arguments are
//! flat, because casbin makes a map of each struct. The best set-ups pass values of casbin's own
//! type, made once with the key of its cache. The plain one passes a tuple, as casbin's examples
//! do.

use casbin::{
    CachedApi, CachedEnforcer, CoreApi, DefaultCache, DefaultModel, EnforceArgs, Enforcer,
    MemoryAdapter, MgmtApi, Model as _, rhai::Dynamic,
};
use permit::UserType as _;

use super::Engine;
use crate::{
    Failure,
    rules::{Action, Case, Condition, Question},
};

const REQUEST: &str = "user_type, id, edit_listing_experiment, refunds_v2, seller, published, act";
const POLICY: &str = "user_type, act, owner, published, flag";
const MATCHER: &str = "r.act == p.act && r.user_type == p.user_type \
    && (p.owner == \"any\" || r.id == r.seller) \
    && (p.published == \"any\" || r.published) \
    && (p.flag == \"\" \
        || p.flag == \"edit_listing_experiment\" && r.edit_listing_experiment \
        || p.flag == \"refunds_v2\" && r.refunds_v2)";

/// In the order of [`REQUEST`]. The id of an anonymous caller is below zero.
type Arguments = (&'static str, i64, bool, bool, i64, bool, &'static str);

/// Arguments in casbin's own type, with their key in its cache.
struct Prepared {
    values: Vec<Dynamic>,
    key: u64,
}

impl EnforceArgs for &Prepared {
    fn try_into_vec(self) -> casbin::Result<Vec<Dynamic>> {
        Ok(self.values.clone())
    }

    fn cache_key(&self) -> u64 {
        self.key
    }
}

/// One enforcer with all rows.
pub(super) fn plain(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let questions = case.questions.iter();
    let questions = questions.map(|question| arguments(case, question));
    Ok(Box::new(Plain {
        questions: questions.collect::<Result<_, Failure>>()?,
        enforcer: enforcer(&case.actions.iter().collect::<Vec<_>>())?,
    }))
}

/// One enforcer per action, which its documentation calls sharding.
pub(super) fn by_action(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let shards = case.asked().map(|(_, action)| enforcer(&[action]));
    Ok(Box::new(Casbin::<Enforcer> {
        questions: prepared(case)?,
        enforcers: shards.collect::<Result<_, Failure>>()?,
    }))
}

/// One enforcer whose cache holds all answers and is filled.
pub(super) fn cached(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let mut enforcer: CachedEnforcer = enforcer(&case.actions.iter().collect::<Vec<_>>())?;
    // The default cache holds two hundred answers.
    enforcer.set_cache(Box::new(DefaultCache::new(case.questions.len() * 2)));
    let mut casbin = Casbin {
        questions: prepared(case)?,
        enforcers: vec![enforcer],
    };
    for question in 0..case.questions.len() {
        casbin.decide(question);
    }
    Ok(Box::new(casbin))
}

fn enforcer<E: CoreApi + MgmtApi>(actions: &[&Action]) -> Result<E, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(load(actions))
}

async fn load<E: CoreApi + MgmtApi>(actions: &[&Action]) -> Result<E, Failure> {
    let mut model = DefaultModel::default();
    model.add_def("r", "r", REQUEST);
    model.add_def("p", "p", POLICY);
    model.add_def("e", "e", "some(where (p.eft == allow))");
    model.add_def("m", "m", MATCHER);
    let mut enforcer = E::new(model, MemoryAdapter::default()).await?;
    enforcer
        .add_policies(actions.iter().flat_map(|action| rows(action)).collect())
        .await?;
    Ok(enforcer)
}

fn rows(action: &Action) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (user_type, alternatives) in &action.rows {
        for all in alternatives {
            let needed = |condition| {
                if all.contains(&condition) {
                    "needed"
                } else {
                    "any"
                }
            };
            let row = [
                user_type,
                action.key,
                needed(Condition::Owner),
                needed(Condition::Published),
                action.flag.unwrap_or_default(),
            ];
            rows.push(row.map(str::to_owned).to_vec());
        }
    }
    rows
}

fn arguments(case: &Case, question: &Question) -> Result<Arguments, Failure> {
    let Question { member, item, .. } = question;
    Ok((
        member.user_type.name(),
        member.id.map_or(Ok(-1), i64::try_from)?,
        member.flags.edit_listing_experiment,
        member.flags.refunds_v2,
        i64::try_from(item.seller)?,
        item.published,
        case.action(question)?.key,
    ))
}

fn prepared(case: &Case) -> Result<Vec<(usize, Prepared)>, Failure> {
    let prepared = case.questions.iter().map(|question| {
        let arguments = arguments(case, question)?;
        let prepared = Prepared {
            key: arguments.cache_key(),
            values: arguments.try_into_vec()?,
        };
        Ok((question.asked, prepared))
    });
    prepared.collect()
}

struct Plain {
    questions: Vec<Arguments>,
    enforcer: Enforcer,
}

impl Engine for Plain {
    fn decide(&mut self, question: usize) -> bool {
        let arguments = self.questions.get(question);
        arguments.is_some_and(|arguments| matches!(self.enforcer.enforce(*arguments), Ok(true)))
    }
}

struct Casbin<E> {
    questions: Vec<(usize, Prepared)>,
    enforcers: Vec<E>,
}

impl<E: CoreApi> Engine for Casbin<E> {
    fn decide(&mut self, question: usize) -> bool {
        let Some((shard, arguments)) = self.questions.get(question) else {
            return false;
        };
        let shard = (*shard).min(self.enforcers.len() - 1);
        let enforcer = self.enforcers.get(shard);
        enforcer.is_some_and(|enforcer| matches!(enforcer.enforce(arguments), Ok(true)))
    }
}

//! cedar: one policy per action and rule, with the user types in one condition.
//!
//! cedar evaluates every policy that it gets. Its documentation advises to retrieve the relevant
//! policies by their scope. Here they are kept by action, and by action and user type. Entities are
//! made once. Requests are also made once, except in the plain set-up.

use std::{
    collections::{HashMap, HashSet},
    str::FromStr,
};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, RestrictedExpression,
};
use permit::UserType as _;
use permit_benches::{
    people::{Item, Member, UserType},
    requests,
};

use super::Engine;
use crate::{
    Failure,
    rules::{Action, Alternatives, Case, Condition, Question},
};

/// All policies in one set. Each decision makes its request.
pub(super) fn plain(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let policies: String = case.actions.iter().map(policies).collect();
    Ok(Box::new(Plain {
        questions: parts(case)?,
        policies: policies.parse()?,
        entities: entities()?,
        authorizer: Authorizer::new(),
    }))
}

/// One set of policies per action.
pub(super) fn by_action(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let slices: Vec<String> = case.asked().map(|(_, action)| policies(action)).collect();
    sliced(case, &slices, |question| question.asked)
}

/// One set of policies per action and user type.
pub(super) fn by_action_and_user_type(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let types = UserType::ALL.len();
    let slices = case.asked().flat_map(|(_, action)| {
        let rows = action.rows.iter();
        rows.map(|(user_type, rule)| policy(action, &[user_type], rule))
    });
    sliced(case, &slices.collect::<Vec<_>>(), |question| {
        question.asked * types + question.member.user_type.index()
    })
}

fn policies(action: &Action) -> String {
    let groups = action.allowing();
    let policies = groups
        .iter()
        .map(|(types, rule)| policy(action, types, rule));
    policies.collect()
}

/// A single user type is in the scope of the policy, as cedar's best practices advise. Several are
/// in a condition.
fn policy(action: &Action, user_types: &[&str], rule: &Alternatives) -> String {
    if rule.is_empty() {
        return String::new();
    }
    let named = user_types.iter().map(|one| format!("UserType::\"{one}\""));
    let named: Vec<_> = named.collect();
    let (scope, condition) = if let [only] = named.as_slice() {
        (format!("principal in {only}"), None)
    } else {
        let condition = format!("principal in [{}]", named.join(", "));
        ("principal".to_owned(), Some(condition))
    };
    let flag = action.flag.map(|flag| format!("context.{flag}"));
    let alternatives: Vec<String> = rule.iter().map(|all| conjunction(all)).collect();
    let alternatives = format!("({})", alternatives.join(" || "));
    let conditions = flag.into_iter().chain(condition).chain([alternatives]);
    let conditions: Vec<_> = conditions.collect();
    format!(
        "permit({scope}, action == Action::{:?}, resource) when {{ {} }};\n",
        action.key,
        conditions.join(" && "),
    )
}

fn conjunction(all: &[Condition]) -> String {
    let conditions = all.iter().map(|condition| match condition {
        Condition::Owner => "(principal has id && principal.id == resource.seller)",
        Condition::Published => "resource.published",
    });
    let conditions: Vec<_> = conditions.collect();
    if conditions.is_empty() {
        "true".into()
    } else {
        conditions.join(" && ")
    }
}

/// Every member, with a parent for the user type, and every item.
fn entities() -> Result<Entities, Failure> {
    let mut entities = Vec::new();
    for member in requests::members() {
        let id = member.id.map(i64::try_from).transpose()?;
        let attributes = id.map(|id| ("id".to_owned(), RestrictedExpression::new_long(id)));
        let parent = uid("UserType", member.user_type.name())?;
        entities.push(Entity::new_no_attrs(parent.clone(), HashSet::new()));
        entities.push(Entity::new(
            principal(&member)?,
            attributes.into_iter().collect(),
            HashSet::from([parent]),
        )?);
    }
    for item in requests::items() {
        let seller = RestrictedExpression::new_long(i64::try_from(item.seller)?);
        let published = RestrictedExpression::new_bool(item.published);
        let attributes = HashMap::from([
            ("seller".to_owned(), seller),
            ("published".to_owned(), published),
        ]);
        entities.push(Entity::new(resource(&item)?, attributes, HashSet::new())?);
    }
    Ok(Entities::from_entities(entities, None)?)
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, Failure> {
    let kind = EntityTypeName::from_str(kind)?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

/// Members of different user types have the same id, so an entity is named after the user type.
fn principal(member: &Member) -> Result<EntityUid, Failure> {
    uid("User", member.user_type.name())
}

fn resource(item: &Item) -> Result<EntityUid, Failure> {
    uid("Item", &format!("{} {}", item.seller, item.published))
}

fn context(member: &Member) -> Result<Context, Failure> {
    let flags = member.flags;
    let flag = |name: &str, on| (name.to_owned(), RestrictedExpression::new_bool(on));
    Ok(Context::from_pairs([
        flag("edit_listing_experiment", flags.edit_listing_experiment),
        flag("refunds_v2", flags.refunds_v2),
    ])?)
}

/// The parts of a request. An application has the ids at hand.
struct Parts {
    principal: EntityUid,
    action: EntityUid,
    resource: EntityUid,
    member: &'static Member,
}

impl Parts {
    fn request(&self) -> Result<Request, Failure> {
        let (principal, action) = (self.principal.clone(), self.action.clone());
        let context = context(self.member)?;
        Ok(Request::new(
            principal,
            action,
            self.resource.clone(),
            context,
            None,
        )?)
    }
}

fn parts(case: &Case) -> Result<Vec<Parts>, Failure> {
    let parts = case.questions.iter().map(|question| {
        Ok(Parts {
            principal: principal(question.member)?,
            action: uid("Action", case.action(question)?.key)?,
            resource: resource(question.item)?,
            member: question.member,
        })
    });
    parts.collect()
}

struct Plain {
    questions: Vec<Parts>,
    policies: PolicySet,
    entities: Entities,
    authorizer: Authorizer,
}

impl Engine for Plain {
    fn decide(&mut self, question: usize) -> bool {
        let Some(Ok(request)) = self.questions.get(question).map(Parts::request) else {
            return false;
        };
        let response = self
            .authorizer
            .is_authorized(&request, &self.policies, &self.entities);
        response.decision() == Decision::Allow
    }
}

struct Sliced {
    questions: Vec<(Request, usize)>,
    slices: Vec<PolicySet>,
    entities: Entities,
    authorizer: Authorizer,
}

fn sliced(
    case: &Case,
    slices: &[String],
    slice: impl Fn(&Question) -> usize,
) -> Result<Box<dyn Engine>, Failure> {
    let requests = parts(case)?;
    let questions = requests.iter().zip(&case.questions);
    let questions = questions.map(|(parts, question)| Ok((parts.request()?, slice(question))));
    let slices = slices.iter().map(|slice| Ok(slice.parse()?));
    Ok(Box::new(Sliced {
        questions: questions.collect::<Result<_, Failure>>()?,
        slices: slices.collect::<Result<_, Failure>>()?,
        entities: entities()?,
        authorizer: Authorizer::new(),
    }))
}

impl Engine for Sliced {
    fn decide(&mut self, question: usize) -> bool {
        let Some((request, slice)) = self.questions.get(question) else {
            return false;
        };
        let Some(policies) = self.slices.get(*slice) else {
            return false;
        };
        let response = self
            .authorizer
            .is_authorized(request, policies, &self.entities);
        response.decision() == Decision::Allow
    }
}

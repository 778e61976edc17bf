//! regorus: the rules as rules of Rego, and as a table in `data` in which one rule looks up the
//! cell. Both are interpreted, and compiled for its virtual machine.
//!
//! Inputs are made once. The virtual machine is kept, as in regorus's own benches.

use std::sync::Arc;

use permit::UserType as _;
use regorus::{Engine as Interpreter, Value, languages::rego::compiler::Compiler, rvm::vm::RegoVM};

use super::Engine;
use crate::{
    Failure,
    rules::{Action, Alternatives, Case, Condition, Question},
};

const ENTRY: &str = "data.marketplace.allow";

/// A table in `data`, and one rule per kind of cell. The table is an object, so a row is found by
/// its key.
const LOOKUP: &str = r#"
package marketplace
import rego.v1

default allow := false

row := data.actions[input.action]
cell := row.user_types[input.user_type]

on if row.flag == ""
on if input.flags[row.flag]

allow if { cell == "allow"; on }
allow if { cell == "owner"; input.id == input.seller; on }
allow if { cell == "published"; input.published; on }
allow if { cell == "owner or published"; input.id == input.seller; on }
allow if { cell == "owner or published"; input.published; on }
allow if { cell == "owner and published"; input.id == input.seller; input.published; on }
"#;

/// Rules of Rego, interpreted.
pub(super) fn rules_interpreted(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    interpreted(case, rules(&case.actions), None)
}

/// Rules of Rego, compiled.
pub(super) fn rules_compiled(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    compiled(case, vec![rules(&case.actions)], None)
}

/// Rules of Rego, compiled, one program per action.
pub(super) fn by_action_compiled(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    let programs = case
        .asked()
        .map(|(_, action)| package(&bodies(action, &[])));
    compiled(case, programs.collect(), None)
}

/// A table, with an interpreted rule.
pub(super) fn table_interpreted(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    interpreted(case, LOOKUP.into(), Some(&table(case)?))
}

/// A table, with a compiled rule.
pub(super) fn table_compiled(case: &Case) -> Result<Box<dyn Engine>, Failure> {
    compiled(case, vec![LOOKUP.into()], Some(&table(case)?))
}

fn rules(actions: &[Action]) -> String {
    let known = |action: &Action| vec![format!("input.action == {:?}", action.key)];
    let rules = actions.iter().map(|action| bodies(action, &known(action)));
    package(&rules.collect::<String>())
}

fn package(rules: &str) -> String {
    format!("package marketplace\nimport rego.v1\ndefault allow := false\n{rules}")
}

fn bodies(action: &Action, known: &[String]) -> String {
    let mut rego = Vec::new();
    for (user_types, alternatives) in action.allowing() {
        let user_type = format!("input.user_type in {user_types:?}");
        for all in alternatives {
            let flag = action.flag.map(|flag| format!("input.flags.{flag}"));
            let conditions = all.iter().map(|condition| match condition {
                Condition::Owner => "input.id == input.seller".to_owned(),
                Condition::Published => "input.published".to_owned(),
            });
            let known = known.iter().cloned().chain([user_type.clone()]);
            let body: Vec<_> = known.chain(flag).chain(conditions).collect();
            rego.push(format!("allow if {{ {} }}\n", body.join("; ")));
        }
    }
    rego.concat()
}

fn table(case: &Case) -> Result<Value, Failure> {
    let mut actions = Vec::new();
    for action in &case.actions {
        let mut row = Vec::new();
        for (user_type, rule) in &action.rows {
            row.push(format!("{user_type:?}: {:?}", cell(rule)?));
        }
        let (key, flag, row) = (action.key, action.flag.unwrap_or_default(), row.join(","));
        actions.push(format!(
            "{key:?}: {{\"flag\": {flag:?}, \"user_types\": {{{row}}}}}"
        ));
    }
    value(&format!("{{\"actions\": {{{}}}}}", actions.join(",")))
}

/// The text of a cell of the table for a rule.
fn cell(rule: &Alternatives) -> Result<&'static str, Failure> {
    let alternatives: Vec<_> = rule.iter().map(Vec::as_slice).collect();
    match alternatives.as_slice() {
        [] => Ok("deny"),
        [[]] => Ok("allow"),
        [[Condition::Owner]] => Ok("owner"),
        [[Condition::Published]] => Ok("published"),
        [[Condition::Owner], [Condition::Published]] => Ok("owner or published"),
        [[Condition::Owner, Condition::Published]] => Ok("owner and published"),
        _ => Err(format!("the table has no cell for {rule:?}").into()),
    }
}

fn inputs(case: &Case) -> Result<Vec<Value>, Failure> {
    let input = |question: &Question| {
        let Question { member, item, .. } = question;
        value(&format!(
            r#"{{ "action": {:?}, "user_type": {:?}, "id": {}, "seller": {}, "published": {},
                "flags": {{ "edit_listing_experiment": {}, "refunds_v2": {} }} }}"#,
            case.action(question)?.key,
            member.user_type.name(),
            member.id.map_or("null".to_owned(), |id| id.to_string()),
            item.seller,
            item.published,
            member.flags.edit_listing_experiment,
            member.flags.refunds_v2,
        ))
    };
    case.questions.iter().map(input).collect()
}

fn value(json: &str) -> Result<Value, Failure> {
    Value::from_json_str(json).map_err(|error| error.to_string().into())
}

fn interpreter(rego: String, data: Option<&Value>) -> Result<Interpreter, Failure> {
    let mut engine = Interpreter::new();
    let added = engine.add_policy("marketplace.rego".into(), rego);
    added.map_err(|error| error.to_string())?;
    if let Some(data) = data {
        engine
            .add_data(data.clone())
            .map_err(|error| error.to_string())?;
    }
    Ok(engine)
}

struct Interpreted {
    inputs: Vec<Value>,
    engine: Interpreter,
}

fn interpreted(
    case: &Case,
    rego: String,
    data: Option<&Value>,
) -> Result<Box<dyn Engine>, Failure> {
    Ok(Box::new(Interpreted {
        inputs: inputs(case)?,
        engine: interpreter(rego, data)?,
    }))
}

impl Engine for Interpreted {
    fn decide(&mut self, question: usize) -> bool {
        let Some(input) = self.inputs.get(question) else {
            return false;
        };
        self.engine.set_input(input.clone());
        matches!(self.engine.eval_rule(ENTRY.into()), Ok(Value::Bool(true)))
    }
}

struct Compiled {
    inputs: Vec<(usize, Value)>,
    machines: Vec<RegoVM>,
}

fn compiled(
    case: &Case,
    programs: Vec<String>,
    data: Option<&Value>,
) -> Result<Box<dyn Engine>, Failure> {
    let last = programs.len() - 1;
    let machines = programs.into_iter().map(|rego| machine(rego, data));
    let program = |question: &Question| question.asked.min(last);
    let inputs = case.questions.iter().map(program).zip(inputs(case)?);
    Ok(Box::new(Compiled {
        machines: machines.collect::<Result<_, Failure>>()?,
        inputs: inputs.collect(),
    }))
}

fn machine(rego: String, data: Option<&Value>) -> Result<RegoVM, Failure> {
    let mut engine = interpreter(rego, data)?;
    let entry: Arc<str> = ENTRY.into();
    let policy = engine
        .compile_with_entrypoint(&entry)
        .map_err(|error| error.to_string())?;
    let program = Compiler::compile_from_policy(&policy, &[ENTRY]);
    let mut machine = RegoVM::new();
    machine.load_program(program.map_err(|error| error.to_string())?);
    machine.set_max_instructions(usize::MAX);
    if let Some(data) = data {
        machine
            .set_data(data.clone())
            .map_err(|error| error.to_string())?;
    }
    Ok(machine)
}

impl Engine for Compiled {
    fn decide(&mut self, question: usize) -> bool {
        let Some((program, input)) = self.inputs.get(question) else {
            return false;
        };
        let Some(machine) = self.machines.get_mut(*program) else {
            return false;
        };
        machine.set_input(input.clone());
        matches!(machine.execute(), Ok(Value::Bool(true)))
    }
}

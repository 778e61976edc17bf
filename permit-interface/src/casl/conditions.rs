//! A filter as CASL conditions: one object for each alternative, in which everything must hold.
//!
//! CASL's own matcher knows neither `$or` nor `$and`. So each alternative becomes its own rule, and
//! all conditions on one field are merged.

use std::collections::BTreeMap;

use permit_runtime::filter::{ColumnInfo, Filter, Operator, TenantFilter, Value as Stored};
use serde_json::{Map, Value, json};

use super::fields;

/// A browser is sent no rules with more alternatives than this.
const MOST: usize = 64;

/// The largest integer that JavaScript distinguishes from its neighbours.
const EXACT: i128 = (1 << 53) - 1;

/// The alternatives of `filter`, or none if there are too many. An alternative that JavaScript
/// cannot compare exactly, or that nothing can meet, is left out.
pub(super) fn alternatives(filter: &Filter) -> Vec<Map<String, Value>> {
    let all = expanded(filter).unwrap_or_default();
    all.iter().filter_map(Alternative::written).collect()
}

/// What must hold for each field, all together; `None` if it cannot be expressed.
#[derive(Clone, Default)]
struct Alternative(Option<BTreeMap<&'static str, Field>>);

/// What must hold for one field.
#[derive(Clone, Default)]
struct Field {
    /// The field equals one of these, if there is such a list.
    one_of: Option<Vec<Value>>,
    none_of: Vec<Value>,
    /// What the field is, if there is no list of the values that it equals.
    kind: Option<Kind>,
    at_least: Option<i128>,
    at_most: Option<i128>,
}

/// What a field is when it is known. CASL takes a field that is `undefined` as different from every
/// value, so a rule for a field that differs from a value says what the field is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    /// A number, or a boolean, which JavaScript compares as a number.
    Number,
}

/// The alternatives; `None` when there are too many.
fn expanded(filter: &Filter) -> Option<Vec<Alternative>> {
    let alternatives = match filter {
        Filter::All(filters) => {
            let mut all = vec![Alternative::unconditional()];
            for filter in filters {
                let more = expanded(filter)?;
                if all.len() * more.len() > MOST {
                    return None;
                }
                let joined = all
                    .iter()
                    .flat_map(|one| more.iter().map(|other| one.and(other)));
                all = joined.filter(|one| one.0.is_some()).collect();
            }
            all
        }
        Filter::Any(filters) => {
            let each: Option<Vec<_>> = filters.iter().map(expanded).collect();
            each?.into_iter().flatten().collect()
        }
        Filter::Everything => vec![Alternative::unconditional()],
        Filter::Owner { column, id } => Alternative::each(*column, [Field::one_of([id])]),
        Filter::Tenant { column, at } => Alternative::each(*column, Field::of_tenant(at)),
        Filter::Place { column, one_of, .. } => Alternative::each(*column, [Field::one_of(one_of)]),
        Filter::OneOf { column, values } => Alternative::each(*column, [Field::one_of(values)]),
        Filter::Compare {
            column,
            operator,
            value,
        } => Alternative::each(*column, Field::compared(*operator, value)),
        // `Nothing`, or a kind of filter that this version does not know.
        _ => Vec::new(),
    };
    (alternatives.len() <= MOST).then_some(alternatives)
}

impl Alternative {
    const fn unconditional() -> Self {
        Self(Some(BTreeMap::new()))
    }

    /// One for each of `fields`, all of this column.
    fn each(column: ColumnInfo, fields: impl IntoIterator<Item = Option<Field>>) -> Vec<Self> {
        let name = column.field;
        let fields = fields.into_iter().map(|field| {
            let field = field.filter(|_| fields::is_plain(name));
            Self(field.map(|field| BTreeMap::from([(name, field)])))
        });
        fields.collect()
    }

    fn and(&self, other: &Self) -> Self {
        let (Some(one), Some(other)) = (&self.0, &other.0) else {
            return Self(None);
        };
        let mut both = one.clone();
        for (name, field) in other {
            let merged = both.entry(name).or_default();
            let Some(possible) = merged.and(field) else {
                return Self(None);
            };
            *merged = possible;
        }
        Self(Some(both))
    }

    fn written(&self) -> Option<Map<String, Value>> {
        let fields = self.0.as_ref()?.iter();
        let fields = fields.map(|(name, field)| Some(((*name).to_owned(), field.written()?)));
        fields.collect()
    }
}

impl Field {
    fn one_of<'a>(values: impl IntoIterator<Item = &'a Stored>) -> Option<Self> {
        let values: Option<Vec<_>> = values.into_iter().map(exact).collect();
        Some(Self {
            one_of: Some(values?),
            ..Self::default()
        })
    }

    /// Each form of a field that differs from `value`. An unknown field differs from every value.
    fn other_than(value: &Stored) -> Vec<Option<Self>> {
        let of_kind = |kind, none_of| {
            Some(Self {
                none_of,
                kind: Some(kind),
                ..Self::default()
            })
        };
        let null = || Self::one_of([&Stored::Null]);
        let differs = |kind| {
            let value = exact(value)?;
            of_kind(kind, vec![value])
        };
        match value {
            Stored::Null => [Kind::Text, Kind::Number]
                .map(|kind| of_kind(kind, Vec::new()))
                .into(),
            Stored::Bool(value) => vec![Self::one_of([&Stored::Bool(!value), &Stored::Null])],
            Stored::Integer(_) => vec![null(), differs(Kind::Number)],
            Stored::Text(_) => vec![null(), differs(Kind::Text)],
            // Bytes, or a kind of value that this version does not know.
            _ => Vec::new(),
        }
    }

    fn of_tenant(at: &TenantFilter) -> Vec<Option<Self>> {
        match at {
            TenantFilter::Global => vec![Self::one_of([&Stored::Null])],
            TenantFilter::AnyTenant => Self::other_than(&Stored::Null),
            TenantFilter::Of(id) => vec![Self::one_of([id])],
            // Tenants that this version does not know.
            _ => Vec::new(),
        }
    }

    fn compared(operator: Operator, value: &Stored) -> Vec<Option<Self>> {
        let bound = |further: i128| match value {
            Stored::Integer(value) => value.checked_add(further).filter(|bound| is_exact(*bound)),
            _ => None,
        };
        let at_least = |further| {
            Some(Self {
                at_least: Some(bound(further)?),
                kind: Some(Kind::Number),
                ..Self::default()
            })
        };
        let at_most = |further| {
            Some(Self {
                at_most: Some(bound(further)?),
                kind: Some(Kind::Number),
                ..Self::default()
            })
        };
        let field = match operator {
            Operator::Equal => Self::one_of([value]),
            Operator::NotEqual => return Self::other_than(value),
            Operator::Less => at_most(-1),
            Operator::LessOrEqual => at_most(0),
            Operator::Greater => at_least(1),
            Operator::GreaterOrEqual => at_least(0),
        };
        vec![field]
    }

    /// Both; `None` if nothing can meet both.
    fn and(&self, other: &Self) -> Option<Self> {
        let kind = match (self.kind, other.kind) {
            (Some(one), Some(other)) if one != other => return None,
            (one, other) => one.or(other),
        };
        let one_of = match (&self.one_of, &other.one_of) {
            (Some(one), Some(other)) => {
                let both = one.iter().filter(|value| other.contains(value));
                Some(both.cloned().collect())
            }
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        let both = Self {
            one_of,
            none_of: [&self.none_of[..], &other.none_of].concat(),
            kind,
            at_least: self.at_least.max(other.at_least),
            // `None` is less than everything, so it must be left out of a minimum.
            at_most: [self.at_most, other.at_most].into_iter().flatten().min(),
        };
        both.is_possible().then_some(both)
    }

    fn is_possible(&self) -> bool {
        let listed = self.one_of.as_ref();
        listed.is_none_or(|values| values.iter().any(|value| self.admits(value)))
    }

    /// As a CASL condition; `None` if nothing can meet it.
    ///
    /// A field that an item lacks is unknown, and must not allow anything. CASL takes it as
    /// different from everything and as less than every number, so the condition requires the field
    /// to exist and to be of its kind.
    fn written(&self) -> Option<Value> {
        if let Some(values) = &self.one_of {
            let possible = values.iter().filter(|value| self.admits(value));
            let possible: Vec<_> = possible.collect();
            return (!possible.is_empty()).then(|| json!({ "$in": possible }));
        }
        let mut none_of = self.none_of.clone();
        let mut words = Map::new();
        match self.kind? {
            // A value that is not text matches no pattern, and every text matches the empty one.
            Kind::Text => {
                words.insert("$regex".to_owned(), "".into());
            }
            // A value that is not a number is never greater than a number, so there is always a
            // lower bound.
            Kind::Number => {
                none_of.push(Value::Null);
                let least = self.at_least.and_then(number);
                let least = least.unwrap_or_else(|| json!(f64::MIN));
                words.insert("$gte".to_owned(), least);
            }
        }
        if let Some(most) = self.at_most {
            words.insert("$lte".to_owned(), number(most)?);
        }
        words.insert("$nin".to_owned(), none_of.into());
        words.insert("$exists".to_owned(), true.into());
        Some(words.into())
    }

    /// Whether `value` is within the bounds and not excluded.
    fn admits(&self, value: &Value) -> bool {
        let number = value.as_i64().map(i128::from);
        let above = |least| number.is_some_and(|number| number >= least);
        let below = |most| number.is_some_and(|number| number <= most);
        let of_kind = match self.kind {
            None => true,
            Some(Kind::Text) => value.is_string(),
            Some(Kind::Number) => value.is_number() || value.is_boolean(),
        };
        of_kind
            && !self.none_of.contains(value)
            && self.at_least.is_none_or(above)
            && self.at_most.is_none_or(below)
    }
}

/// The value in JavaScript, if it has an exact one.
fn exact(value: &Stored) -> Option<Value> {
    match value {
        Stored::Null => Some(Value::Null),
        Stored::Bool(value) => Some((*value).into()),
        Stored::Integer(value) => number(*value),
        Stored::Text(value) => Some(value.as_str().into()),
        // Bytes have none, and neither does a kind of value that this version does not know.
        _ => None,
    }
}

fn number(value: i128) -> Option<Value> {
    let exact = is_exact(value).then(|| i64::try_from(value).ok());
    exact.flatten().map(Value::from)
}

const fn is_exact(value: i128) -> bool {
    -EXACT <= value && value <= EXACT
}

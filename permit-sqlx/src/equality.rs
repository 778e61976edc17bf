//! Equality, exactly as in Rust.
//!
//! A database may convert what it compares: `char(n)` ignores spaces at the end, `citext` and a
//! collation ignore case, `SQLite` compares `007` with a number as 7. So text is compared twice. The
//! first comparison has the type and the collation of the column and uses its index. The second
//! compares bytes. Equal bytes are equal in every type and every collation, so both together hold
//! exactly when the bytes are equal.

use std::borrow::Cow;

use permit_runtime::filter::{ColumnInfo, Value, ValueKind};

use crate::{
    Dialect,
    dialect::integer,
    parameter::{Parameter, Set},
    writing::Writing,
};

/// A value, as the columns of a database can hold it.
pub(crate) enum Known<'v> {
    Null,
    Held(Parameter<'v>),
    /// No column can hold it.
    Beyond(Side),
}

/// Whether the value is below or above all values of a column, or has no order among them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Below,
    Above,
    Aside,
}

impl<'v> Known<'v> {
    /// As a column of this kind holds it: an integer that is stored as text is its canonical text, and
    /// the other way round.
    pub(crate) fn of(column: ColumnInfo, value: &'v Value) -> Self {
        match (column.kind, value) {
            (_, Value::Null) => Self::Null,
            (_, Value::Bool(value)) => Self::Held(Parameter::Bool(*value)),
            (Some(ValueKind::Text), Value::Integer(value)) => {
                Self::Held(Parameter::Text(value.to_string().into()))
            }
            (_, Value::Integer(value)) => match i64::try_from(*value) {
                Ok(value) => Self::Held(Parameter::Integer(value)),
                Err(_) if *value < 0 => Self::Beyond(Side::Below),
                Err(_) => Self::Beyond(Side::Above),
            },
            (Some(ValueKind::Integer), Value::Text(text)) => integer(text)
                .map_or(Self::Beyond(Side::Aside), |integer| {
                    Self::Held(Parameter::Integer(integer))
                }),
            (_, Value::Text(text)) => Self::Held(Parameter::Text(Cow::Borrowed(text))),
            (_, Value::Bytes(bytes)) => Self::Held(Parameter::Bytes(bytes)),
            // A value that this version does not know.
            _ => Self::Beyond(Side::Aside),
        }
    }
}

impl<DB: Dialect> Writing<'_, DB> {
    /// The column equals this.
    pub(crate) fn equals(&mut self, column: ColumnInfo, value: Parameter<'_>) {
        let name = self.named(column);
        match &value {
            Parameter::Text(text) if !DB::fits(column.cast, text) => self.constant(false),
            Parameter::Text(_) => {
                let ([before, after], [open, close]) = (DB::typed(column.cast), DB::TEXT_OF);
                self.query.push(format_args!("({name} = {before}"));
                let placeholder = self.bind(value.clone());
                self.query
                    .push(format_args!("{after} AND {open}{name}{close} = "));
                self.bind_again(&placeholder, value);
                self.query.push(")");
            }
            Parameter::Bytes(_) if DB::BYTES_OF != ["", ""] => {
                // The column may hold the bytes as text, which its index tells apart from bytes.
                let [open, close] = DB::BYTES_OF;
                self.query.push(format_args!("({name} IN ("));
                self.bind(value.clone());
                self.query.push(", CAST(");
                self.bind(value.clone());
                self.query
                    .push(format_args!(" AS TEXT)) AND {open}{name}{close} = "));
                self.bind(value);
                self.query.push(")");
            }
            Parameter::Bool(is_true) => self.is(&name, *is_true),
            Parameter::Integer(_) | Parameter::Bytes(_) => self.binary(&name, " = ", value),
        }
    }

    /// The column differs from this. A column that is `NULL` differs from each value.
    pub(crate) fn differs(&mut self, column: ColumnInfo, value: Parameter<'_>) {
        let name = self.named(column);
        match &value {
            // No column can hold it.
            Parameter::Text(text) if !DB::fits(None, text) => self.constant(true),
            Parameter::Integer(_) => self.binary(&name, " IS DISTINCT FROM ", value),
            Parameter::Bool(is_true) => {
                self.query.push(format_args!("({name} IS NULL OR "));
                self.is(&name, !is_true);
                self.query.push(")");
            }
            Parameter::Text(_) | Parameter::Bytes(_) => {
                self.query.push(format_args!("({name} IS NULL OR "));
                self.binary(&Self::plain(&name, &value), " <> ", value);
                self.query.push(")");
            }
        }
    }

    /// The column compares so with this, in the order of Rust. A column that is `NULL` has no order.
    pub(crate) fn ordered(&mut self, column: ColumnInfo, operator: &str, value: Parameter<'_>) {
        let name = self.named(column);
        match &value {
            Parameter::Text(text) if !DB::fits(None, text) => self.constant(false),
            Parameter::Text(_) => {
                self.query.push(format_args!("({name} IS NOT NULL AND "));
                self.binary(&Self::plain(&name, &value), operator, value);
                self.query.push(")");
            }
            _ => self.binary(&Self::plain(&name, &value), operator, value),
        }
    }

    /// The column equals one of these. However many they are, those of one kind are one parameter.
    pub(crate) fn one_of<'v>(
        &mut self,
        column: ColumnInfo,
        values: impl IntoIterator<Item = Parameter<'v>>,
    ) {
        let (mut integers, mut texts, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
        let mut booleans = Vec::new();
        for value in values {
            match value {
                Parameter::Integer(integer) => integers.push(integer),
                Parameter::Text(text) if DB::fits(column.cast, &text) => texts.push(text),
                // The column cannot hold it.
                Parameter::Text(_) => {}
                Parameter::Bytes(some) => bytes.push(some),
                Parameter::Bool(is_true) if booleans.contains(&is_true) => {}
                Parameter::Bool(is_true) => booleans.push(is_true),
            }
        }
        let sets = [
            Set::Integers(integers),
            Set::Texts(texts),
            Set::Bytes(bytes),
        ];
        let sets: Vec<_> = sets.iter().filter(|set| !set.is_empty()).collect();
        let parts = sets.len() + booleans.len();
        if parts == 0 {
            return self.constant(false);
        }
        if parts > 1 {
            self.query.push("(");
        }
        for (index, set) in sets.iter().enumerate() {
            if index > 0 {
                self.query.push(" OR ");
            }
            match set.only() {
                Some(only) => self.equals(column, only),
                None => self.in_set(column, set),
            }
        }
        for (index, is_true) in booleans.into_iter().enumerate() {
            if index > 0 || !sets.is_empty() {
                self.query.push(" OR ");
            }
            self.equals(column, Parameter::Bool(is_true));
        }
        if parts > 1 {
            self.query.push(")");
        }
    }

    fn in_set(&mut self, column: ColumnInfo, set: &Set<'_>) {
        let (name, element) = (self.named(column), DB::element(set));
        match set {
            Set::Integers(_) => {
                self.query
                    .push(format_args!("{name} IN (SELECT {element} FROM "));
            }
            Set::Texts(_) => {
                let ([before, after], [open, close]) = (DB::typed(column.cast), DB::TEXT_OF);
                self.query.push(format_args!(
                    "({name}, {open}{name}{close}) IN (SELECT {before}{element}{after}, {element} FROM "
                ));
            }
            Set::Bytes(_) => {
                let [open, close] = DB::BYTES_OF;
                self.query.push(format_args!(
                    "{open}{name}{close} IN (SELECT {element} FROM "
                ));
            }
        }
        DB::bind_set(self.query, set);
        self.query.push(")");
    }

    /// The column is true, or it is false.
    fn is(&mut self, name: &str, is_true: bool) {
        match DB::is_true(name).filter(|_| is_true) {
            Some(condition) => {
                self.query.push(condition);
            }
            None => self.binary(name, " = ", Parameter::Bool(is_true)),
        }
    }

    fn binary(&mut self, left: &str, operator: &str, value: Parameter<'_>) {
        self.query.push(left).push(operator);
        self.bind(value);
    }

    /// A column as what it is compared with, without a type or a collation of its own.
    fn plain(name: &str, value: &Parameter<'_>) -> String {
        let [open, close] = match value {
            Parameter::Text(_) => DB::TEXT_OF,
            Parameter::Bytes(_) => DB::BYTES_OF,
            Parameter::Bool(_) | Parameter::Integer(_) => ["", ""],
        };
        format!("{open}{name}{close}")
    }

    /// Binds a value, and returns its placeholder.
    fn bind(&mut self, value: Parameter<'_>) -> String {
        let before = self.query.sql().as_str().len();
        DB::bind(self.query, value);
        let text = self.query.sql();
        text.as_str().get(before..).unwrap_or_default().to_owned()
    }

    /// Names the value that has this placeholder once more.
    fn bind_again(&mut self, placeholder: &str, value: Parameter<'_>) {
        if DB::NUMBERED {
            self.query.push(placeholder);
        } else {
            DB::bind(self.query, value);
        }
    }
}

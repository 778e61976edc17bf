//! Equality and order, exactly as in Rust.
//!
//! A database may convert what it compares: `char(n)` ignores spaces at the end, `citext` and a
//! collation ignore case, `SQLite` compares `007` with a number as 7. So text is compared twice. The
//! first comparison has the type and the collation of the column and uses its index. The second
//! compares bytes. Equal bytes are equal in every type and every collation, so both together hold
//! exactly when the bytes are equal.

use permit_runtime::filter::ColumnInfo;

use crate::{
    Dialect, Sink,
    known::Form,
    parameter::{Parameter, Set},
    writing::Writing,
};

/// The lengths of the parts of a UUID.
const UUID: [usize; 5] = [8, 4, 4, 4, 12];

impl<S: Sink> Writing<'_, S> {
    /// The column equals this.
    pub(crate) fn equals(&mut self, column: ColumnInfo, value: Parameter) {
        let name = self.named(column);
        let form = self.form(column, &value);
        match form {
            Form::Bool => self.is(&name, value == Parameter::Bool(true)),
            Form::Plain => self.binary(&name, " = ", value),
            Form::Typed(to) => self.typed(&name, " = ", value, to),
            Form::Text(cast) => match &value {
                Parameter::Text(text) if !self.dialect().fits(cast, text) => self.constant(false),
                _ => self.text_equals(&name, column, value),
            },
            Form::UuidText | Form::Day => self.text_equals(&name, column, value),
            Form::Bytes => {
                // The column may hold the bytes as text, which its index tells apart from bytes.
                self.push(&format!("({name} IN ("));
                self.sink.bind(value.clone());
                self.push(", CAST(");
                self.sink.bind(value.clone());
                self.push(&format!(" AS TEXT)) AND {} = ", as_bytes(&name)));
                self.sink.bind(value);
                self.push(")");
            }
            Form::Seconds => {
                let guard = self.guard(form, &name);
                self.guarded(&guard, &name, " = ", value);
            }
        }
    }

    fn text_equals(&mut self, name: &str, column: ColumnInfo, value: Parameter) {
        let [before, after] = self.dialect().typed(column.cast);
        self.push(&format!("({name} = {before}"));
        let placeholder = self.sink.bind(value.clone());
        let text = self.as_text(name);
        self.push(&format!("{after} AND {text} = "));
        // Names the value that has this placeholder once more.
        if self.dialect().is_numbered() {
            self.push(&placeholder);
        } else {
            self.sink.bind(value);
        }
        self.push(")");
    }

    /// The column differs from this. A column that is `NULL` differs from each value.
    pub(crate) fn differs(&mut self, column: ColumnInfo, value: Parameter) {
        let name = self.named(column);
        let form = self.form(column, &value);
        match (form, &value) {
            // No column can hold it.
            (Form::Text(_), Parameter::Text(text)) if !self.dialect().fits(None, text) => {
                return self.constant(true);
            }
            (Form::Plain, _) => return self.binary(&name, " IS DISTINCT FROM ", value),
            (Form::Typed(to), _) => return self.typed(&name, " IS DISTINCT FROM ", value, to),
            _ => {}
        }
        self.push(&format!("({name} IS NULL OR "));
        match form {
            Form::Bool => self.is(&name, value == Parameter::Bool(false)),
            Form::Seconds => {
                let guard = self.guard(form, &name);
                self.guarded(&guard, &name, " <> ", value);
            }
            Form::Day | Form::UuidText => {
                let (guard, text) = (self.guard(form, &name), self.as_text(&name));
                self.guarded(&guard, &text, " <> ", value);
            }
            Form::Bytes => self.binary(&as_bytes(&name), " <> ", value),
            Form::Text(_) | Form::Plain | Form::Typed(_) => {
                self.binary(&self.as_text(&name), " <> ", value);
            }
        }
        self.push(")");
    }

    /// The column differs from a value that it cannot hold, which is behind this one.
    pub(crate) fn differs_from_behind(&mut self, column: ColumnInfo, value: &Parameter) {
        let name = self.named(column);
        match self.form(column, value) {
            form @ Form::Seconds => {
                let guard = self.guard(form, &name);
                self.push(&format!("({name} IS NULL OR {guard})"));
            }
            _ => self.constant(true),
        }
    }

    /// The column compares so with this, in the order of Rust. A column that is `NULL` has no order.
    pub(crate) fn ordered(&mut self, column: ColumnInfo, operator: &str, value: Parameter) {
        let name = self.named(column);
        let form = self.form(column, &value);
        match (form, &value) {
            (Form::Text(_), Parameter::Text(text)) if !self.dialect().fits(None, text) => {
                self.constant(false);
            }
            (Form::Text(_) | Form::Day | Form::UuidText, _) => {
                let (guard, text) = (self.guard(form, &name), self.as_text(&name));
                self.guarded(&guard, &text, operator, value);
            }
            (Form::Seconds, _) => {
                let guard = self.guard(form, &name);
                self.guarded(&guard, &name, operator, value);
            }
            (Form::Bytes, _) => self.binary(&as_bytes(&name), operator, value),
            (Form::Typed(to), _) => self.typed(&name, operator, value, to),
            (Form::Plain | Form::Bool, _) => self.binary(&name, operator, value),
        }
    }

    /// The column equals one of these. However many they are, those of one kind are one parameter.
    /// With `or_null`, a column that is `NULL` is selected as well.
    pub(crate) fn one_of(
        &mut self,
        column: ColumnInfo,
        values: impl IntoIterator<Item = Parameter>,
        or_null: bool,
    ) {
        let (mut integers, mut texts, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
        let mut booleans = Vec::new();
        for value in values {
            match value {
                Parameter::Integer(integer) => integers.push(integer),
                Parameter::Text(text) if self.dialect().fits(column.cast, &text) => {
                    texts.push(text);
                }
                Parameter::Bytes(some) => bytes.push(some),
                Parameter::Bool(is_true) if !booleans.contains(&is_true) => booleans.push(is_true),
                // The column cannot hold it, or it is named already.
                _ => {}
            }
        }
        let sets = [
            Set::Integers(integers),
            Set::Texts(texts),
            Set::Bytes(bytes),
        ];
        let sets: Vec<_> = sets.into_iter().filter(|set| set.len() > 0).collect();
        let parts = sets.len() + booleans.len() + usize::from(or_null);
        if parts == 0 {
            return self.constant(false);
        }
        if parts > 1 {
            self.push("(");
        }
        let mut is_first = true;
        let mut separate = |this: &mut Self| {
            if !is_first {
                this.push(" OR ");
            }
            is_first = false;
        };
        for mut set in sets {
            separate(self);
            match set.only() {
                Some(only) => self.equals(column, only),
                None => self.in_set(column, set),
            }
        }
        for is_true in booleans {
            separate(self);
            self.equals(column, Parameter::Bool(is_true));
        }
        if or_null {
            separate(self);
            self.is_null(column, true);
        }
        if parts > 1 {
            self.push(")");
        }
    }

    fn in_set(&mut self, column: ColumnInfo, set: Set) {
        let (name, element) = (self.named(column), self.dialect().element(&set));
        let form = match &set {
            Set::Integers(_) => self.form(column, &Parameter::Integer(0)),
            Set::Texts(_) => self.form(column, &Parameter::Text(String::new())),
            Set::Bytes(_) => self.form(column, &Parameter::Bytes(Vec::new())),
        };
        // The column may hold the bytes as text: the set has both forms of each value.
        let mut forms = "";
        match form {
            Form::Plain | Form::Bool => {
                self.push(&format!("{name} IN (SELECT {element} FROM "));
            }
            Form::Typed(to) => {
                self.push(&format!("{name} IN (SELECT {element}::{to} FROM "));
            }
            Form::Text(_) | Form::Day | Form::UuidText => {
                let [before, after] = self.dialect().typed(column.cast);
                let text = self.as_text(&name);
                self.push(&format!(
                    "({name}, {text}) IN (SELECT {before}{element}{after}, {element} FROM "
                ));
            }
            Form::Bytes => {
                let bytes = as_bytes(&name);
                self.push(&format!(
                    "({name}, {bytes}) IN (SELECT iif(is_text, CAST({element} AS TEXT), {element}), \
                     {element} FROM "
                ));
                forms = ", (SELECT 0 AS is_text UNION ALL SELECT 1)";
            }
            Form::Seconds => {
                let guard = self.guard(form, &name);
                self.push(&format!("({guard} AND {name} IN (SELECT {element} FROM "));
            }
        }
        self.dialect().bind_set(self.sink, set);
        self.push(forms);
        self.push(if matches!(form, Form::Seconds) {
            "))"
        } else {
            ")"
        });
    }

    /// The column is true, or it is false.
    fn is(&mut self, name: &str, is_true: bool) {
        match self.dialect().is_true(name).filter(|_| is_true) {
            Some(condition) => self.push(&condition),
            None => self.binary(name, " = ", Parameter::Bool(is_true)),
        }
    }

    fn binary(&mut self, left: &str, operator: &str, value: Parameter) {
        self.push(left);
        self.push(operator);
        self.sink.bind(value);
    }

    /// A comparison with a parameter that is converted to the type of the column.
    fn typed(&mut self, left: &str, operator: &str, value: Parameter, to: &str) {
        self.binary(left, operator, value);
        self.push(&format!("::{to}"));
    }

    fn guarded(&mut self, guard: &str, left: &str, operator: &str, value: Parameter) {
        self.push(&format!("({guard} AND "));
        self.binary(left, operator, value);
        self.push(")");
    }

    /// That the column holds a value in the form in which it is compared.
    fn guard(&self, form: Form, name: &str) -> String {
        let digits = |digit: &str, lengths: &[usize]| {
            let parts: Vec<_> = lengths.iter().map(|length| digit.repeat(*length)).collect();
            parts.join("-")
        };
        match (form, self.dialect()) {
            (Form::Seconds, _) => format!("typeof({name}) = 'integer'"),
            (Form::Day, _) => format!("{name} GLOB '{}'", digits("[0-9]", &[4, 2, 2])),
            (Form::UuidText, Dialect::Sqlite) => {
                format!("{name} GLOB '{}'", digits("[0-9a-f]", &UUID))
            }
            (Form::UuidText, Dialect::Postgres) => {
                let text = self.as_text(name);
                format!("{text} ~ '^[0-9a-f]{{8}}-([0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}$'")
            }
            _ => format!("{name} IS NOT NULL"),
        }
    }

    /// A column as text without a type or a collation of its own.
    fn as_text(&self, name: &str) -> String {
        let [open, close] = self.dialect().text_of();
        format!("{open}{name}{close}")
    }

    fn form(&self, column: ColumnInfo, value: &Parameter) -> Form {
        Form::of(self.dialect(), column, value)
    }
}

/// A column of `SQLite` as bytes.
fn as_bytes(name: &str) -> String {
    format!("CAST({name} AS BLOB)")
}

//! A condition as its text and its parameters.

use crate::{Dialect, Parameter, Sink, Tables, TablesError, WriteWhere};

/// The text of a condition and its parameters, in the order of their placeholders.
#[derive(Clone, Debug)]
pub struct Condition {
    dialect: Dialect,
    first: usize,
    text: String,
    parameters: Vec<Parameter>,
}

impl Condition {
    /// The condition of a scope or a filter. `first` is the number of its first parameter in the query, from
    /// 1; `SQLite` does not number them.
    ///
    /// # Errors
    ///
    /// When `tables` are not those in which the columns are.
    pub fn of(
        filter: &impl WriteWhere,
        tables: impl Into<Tables>,
        dialect: Dialect,
        first: usize,
    ) -> Result<Self, TablesError> {
        let mut condition = Self {
            dialect,
            first,
            text: String::new(),
            parameters: Vec::new(),
        };
        filter.write_where(&mut condition, &tables.into())?;
        Ok(condition)
    }

    /// One expression in parentheses.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its parameters.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Its parameters, without a copy.
    #[must_use]
    pub fn into_parameters(self) -> Vec<Parameter> {
        self.parameters
    }
}

impl Sink for Condition {
    fn dialect(&self) -> Dialect {
        self.dialect
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn bind(&mut self, parameter: Parameter) -> String {
        let number = self.first + self.parameters.len();
        let placeholder = match self.dialect {
            Dialect::Sqlite => "?".to_owned(),
            Dialect::Postgres => format!("${number}"),
        };
        self.parameters.push(parameter);
        self.text.push_str(&placeholder);
        placeholder
    }
}

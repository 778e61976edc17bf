//! A matrix as JSON, written and read.

use core::fmt;

use serde_core::{
    de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor},
    ser::{Serialize, SerializeStruct, Serializer},
};

use crate::{
    decision::ConditionSchema,
    matrix::{
        Cell, Change, ChangeKind, Changes, Finding, Level, Lint, Malformed, Matrix, MatrixAction,
        MatrixHidden, MatrixPart, MatrixUserType,
    },
};

impl Matrix {
    /// As JSON. It has a line for each value, and ends with a new line.
    #[must_use]
    pub fn json(&self) -> String {
        // INVARIANT: every key of it is a text, so it can be written.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        text + "\n"
    }

    /// That of this JSON.
    ///
    /// # Errors
    ///
    /// When it is not the JSON of a matrix: also if a field is missing, unknown or there twice.
    pub fn from_json(text: &str) -> Result<Self, Malformed> {
        serde_json::from_str(text).map_err(|error| Malformed::at(error.line(), error.to_string()))
    }
}

/// What has to be true of a value beside its fields.
trait Checked: Sized {
    fn checked(self) -> Result<Self, String> {
        Ok(self)
    }
}

impl Checked for Matrix {
    fn checked(self) -> Result<Self, String> {
        self.check()?;
        Ok(self)
    }
}

impl Checked for MatrixUserType {}
impl Checked for MatrixAction {}
impl Checked for MatrixHidden {}
impl Checked for MatrixPart {}
impl Checked for ConditionSchema {}

/// Each struct as one object, its fields by their names.
macro_rules! written {
    ($($name:ident { $($field:ident)* })*) => {$(
        impl Serialize for $name {
            fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                let fields = [$(stringify!($field)),*].len();
                let mut object = serializer.serialize_struct(stringify!($name), fields)?;
                $(object.serialize_field(stringify!($field), &self.$field)?;)*
                object.end()
            }
        }
    )*};
}

/// The same, read. Each field has to be there, once, and no other one.
macro_rules! read {
    ($($name:ident { $($field:ident)* })*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const FIELDS: &[&str] = &[$(stringify!($field)),*];
                struct Fields;
                impl<'de> Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("an object with the fields of `", stringify!($name), "`"))
                    }

                    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<$name, M::Error> {
                        $(let mut $field = None;)*
                        while let Some(field) = map.next_key::<String>()? {
                            match field.as_str() {
                                $(stringify!($field) => {
                                    if $field.replace(map.next_value()?).is_some() {
                                        return Err(M::Error::duplicate_field(stringify!($field)));
                                    }
                                })*
                                other => return Err(M::Error::unknown_field(other, FIELDS)),
                            }
                        }
                        let all = $name {
                            $($field: $field.ok_or_else(|| M::Error::missing_field(stringify!($field)))?,)*
                        };
                        all.checked().map_err(M::Error::custom)
                    }
                }
                deserializer.deserialize_struct(stringify!($name), FIELDS, Fields)
            }
        }
    )*};
}

written! {
    Matrix { subject tenants hidden user_types actions }
    MatrixHidden { context views }
    MatrixUserType { name anonymous platform internal }
    MatrixAction {
        key name module description context flag never_impersonated conditions requirements parts cells
    }
    MatrixPart { key on }
    Change { kind words user_type action }
    Finding { lint level about message help }
}

read! {
    Matrix { subject tenants hidden user_types actions }
    MatrixHidden { context views }
    MatrixUserType { name anonymous platform internal }
    MatrixAction {
        key name module description context flag never_impersonated conditions requirements parts cells
    }
    MatrixPart { key on }
    ConditionSchema { name says flags }
}

impl Serialize for Changes {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// In its words.
macro_rules! in_words {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

in_words! { Cell ChangeKind Level Lint }

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

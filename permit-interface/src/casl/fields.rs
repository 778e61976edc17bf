//! The names of fields that a rule can be about.

/// Whether `name` means the field, and nothing else, to CASL and to JavaScript.
///
/// A rule on another name could hold where the field does not: a rule on `abilities` would read the
/// keys that the item carries, and an object literal with `__proto__` loses the condition.
pub(super) fn is_plain(name: &str) -> bool {
    !matches!(
        name,
        // The keys of the actions that are allowed on the item.
        "abilities"
            // What every object has without being given it.
            | "__defineGetter__"
            | "__defineSetter__"
            | "__lookupGetter__"
            | "__lookupSetter__"
            | "__proto__"
            | "constructor"
            | "hasOwnProperty"
            | "isPrototypeOf"
            | "propertyIsEnumerable"
            | "toLocaleString"
            | "toString"
            | "valueOf"
            // What functions have, and what CASL and JSON call.
            | "prototype"
            | "toJSON"
            // CASL's own names for the whole item and for its type.
            | "__itself__"
            | "__caslSubjectType__"
    )
}

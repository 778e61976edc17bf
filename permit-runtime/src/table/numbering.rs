//! That every table of a catalogue was compiled for the enum of its subject.

use crate::{
    table::{Permissions, message::Message},
    vocabulary::{Roles, Subject, UserType},
};

/// Refuses a catalogue with a table whose numbers are those of another enum than the subject's.
///
/// A name is a type and a macro: `use roles_v1::*; type UserType = roles_v2::Kind;` names the macro of the
/// one enum and the type of the other. If both have the same variants in another order, the table of the
/// one would be read with the numbers of the other. `own` is the fingerprint of the enum whose macro the
/// catalogue called, and `subject` is the text of the subject's name.
///
/// # Panics
///
/// When a table was compiled for another enum.
#[track_caller]
pub const fn assert_user_types<S: Permissions>(own: u64, subject: &str) {
    let expected = <<S as Subject>::UserType as UserType>::FINGERPRINT;
    if own != expected {
        refuse::<S>(Message::new().and("the tables were"), subject);
    }
    let mut left = S::ACTIONS;
    while let Some((table, rest)) = left.split_first() {
        if table.fingerprint() != expected {
            let table = Message::new().and("the table of `").and(table.name());
            refuse::<S>(table.and("` was"), subject);
        }
        if let Some(roles) = table.fingerprint_of_roles() {
            assert_roles::<S>(table.name(), roles, subject);
        }
        left = rest;
    }
}

/// Refuses an action that is given by roles which are not those of the catalogue.
#[track_caller]
const fn assert_roles<S: Permissions>(action: &str, roles: u64, subject: &str) {
    let expected = <S::Role as Roles>::FINGERPRINT;
    if roles == expected {
        return;
    }
    if <S::Role as Roles>::ALL.is_empty() {
        let message = Message::new().and("the table of `").and(action);
        let message = message
            .and("` says `granted`, and the head of the catalogue does not say `roles`; write `<");
        let message = message.and(subject).and(": ..., roles>`");
        message.fail("the head of the catalogue does not say `roles`");
    }
    let path = in_crate(<S::Role as Roles>::PATH);
    let message = Message::new().and("the table of `").and(action);
    let message = message
        .and("` was compiled for other roles than `")
        .and(path);
    let message = message.and("`, which the catalogue of `").and(subject);
    message
        .and("` names; name them by that path: `roles = ...`")
        .fail("a table was compiled for other roles than the catalogue names")
}

#[track_caller]
const fn refuse<S: Subject>(message: Message, subject: &str) -> ! {
    let path = in_crate(<S::UserType as UserType>::PATH);
    let message = message.and(" compiled for another enum than `").and(path);
    let message = message
        .and("`, which `")
        .and(subject)
        .and("` has; name it by that path");
    message.fail("tables were compiled for another enum than the subject has")
}

/// A path without the name of its crate.
const fn in_crate(path: &str) -> &str {
    let mut left = path;
    while let Some((first, rest)) = left.split_at_checked(1) {
        if let (b":", Some((b':', _))) = (first.as_bytes(), rest.as_bytes().split_first()) {
            return match rest.split_at_checked(1) {
                Some((_, inner)) => inner,
                None => path,
            };
        }
        left = rest;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::in_crate;

    #[test]
    fn a_path_is_told_without_the_name_of_its_crate() {
        assert_eq!(in_crate("shop::UserType"), "UserType");
        assert_eq!(in_crate("shop::roles::v2::Kind"), "roles::v2::Kind");
        assert_eq!(in_crate("Kind"), "Kind");
        assert_eq!(in_crate("größe::Kind"), "größe::Kind", "no letter is cut");
        assert_eq!(in_crate(""), "");
    }
}

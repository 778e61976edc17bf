//! Input as an editor passes it between two keystrokes: cut off, or without a token. Nothing
//! panics, every error is reported, and the written item is kept.

mod corpus;
mod documentation;
mod editor;
mod elision;
mod expansion;
mod filters;
mod generated;
mod messages;
mod mistakes;
mod mutation;
mod oracle;
mod samples;
mod services;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

use self::samples::{action, called_back, catalogue, function, method, user_types};
use crate::{action, condition, permissions, requires, user_type};

/// Every beginning of `tokens`, within its groups as well. The groups stay closed, because a macro
/// never receives an open one.
fn beginnings(tokens: &TokenStream) -> Vec<TokenStream> {
    changed(tokens, |before, inner, _| {
        [before, inner].into_iter().collect()
    })
}

/// `tokens` without one of them, within its groups as well.
fn gaps(tokens: &TokenStream) -> Vec<TokenStream> {
    changed(tokens, |before, inner, after| {
        [before, inner, after].into_iter().collect()
    })
}

fn changed(
    tokens: &TokenStream,
    join: fn(TokenStream, TokenStream, TokenStream) -> TokenStream,
) -> Vec<TokenStream> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut changed = Vec::new();
    for (position, token) in all.iter().enumerate() {
        let before = || all.iter().take(position).cloned().collect();
        let after = || all.iter().skip(position + 1).cloned().collect();
        changed.push(join(before(), TokenStream::new(), after()));
        if let TokenTree::Group(group) = token {
            for inner in self::changed(&group.stream(), join) {
                let inner = TokenTree::from(Group::new(group.delimiter(), inner));
                changed.push(join(before(), inner.into(), after()));
            }
        }
    }
    changed.push(tokens.clone());
    changed
}

fn broken(tokens: &TokenStream) -> Vec<TokenStream> {
    let mut broken = beginnings(tokens);
    broken.extend(gaps(tokens));
    broken
}

/// Whether the text of `outer` contains the text of `inner`.
fn contains(outer: &TokenStream, inner: &TokenStream) -> bool {
    outer.to_string().contains(&inner.to_string())
}

#[test]
fn a_broken_list_of_user_types_is_reported() {
    for input in broken(&user_types()) {
        assert!(!user_type::derive(input.clone()).is_empty(), "{input}");
    }
}

#[test]
fn a_broken_action_is_reported() {
    for input in broken(&action()) {
        assert!(!action::derive(&input).is_empty(), "{input}");
        let output = action::expand(called_back(&input));
        assert!(!output.is_empty(), "{input}");
    }
}

#[test]
fn a_broken_table_still_makes_an_action() {
    let head = quote!(#[action(subject = User)]);
    let rows = quote!(Anonymous => deny, Shopper | Seller => allow if owner && (a || b));
    for rows in broken(&rows) {
        let input = quote!(#head #[permissions(#rows)] struct Edit;);
        let output = action::expand(called_back(&input));
        assert!(contains(&output, &quote!(Action for Edit)), "{rows}");
    }
}

#[test]
fn a_broken_catalogue_is_reported_and_keeps_its_actions() {
    for input in broken(&catalogue()) {
        assert!(!permissions::declare(&input).is_empty(), "{input}");
        assert!(
            !permissions::expand(called_back(&input)).is_empty(),
            "{input}"
        );
    }
    let sound = quote!(<User: UserType> pub Post { Anonymous | Shopper | Seller => deny });
    let head = quote!(<User: UserType>);
    for more in broken(&quote!(use items::{Edit, a::b}; View(flag = "a") { Anonymous => deny })) {
        let post = quote!(pub Post { Anonymous | Shopper | Seller => deny });
        let declared = permissions::declare(&quote!(#head #post #more));
        assert!(
            contains(
                &declared,
                &quote!(
                    pub struct Post;
                )
            ),
            "{more}"
        );
        let expanded = permissions::expand(called_back(&quote!(#head #post #more)));
        for kept in [
            quote!(Action for Post),
            quote!(ListedOnce for Post),
            quote!(Permissions for __Subject),
        ] {
            assert!(contains(&expanded, &kept), "{more}");
        }
    }
    assert!(!permissions::declare(&sound).is_empty());
}

#[test]
fn a_broken_condition_is_kept() {
    let arguments = quote!(says = "inactive", flags(beta_a, "beta-b"), crate = a::b);
    for input in broken(&function()) {
        let output = condition::declare(arguments.clone(), &input);
        assert!(!output.is_empty() && contains(&output, &input), "{input}");
    }
    for arguments in broken(&arguments) {
        let output = condition::declare(arguments.clone(), &function());
        assert!(contains(&output, &function()), "{arguments}");
        assert!(contains(&output, &quote!(enum active)), "{arguments}");
    }
}

#[test]
fn a_broken_function_under_requires_is_kept() {
    for arguments in [
        quote!(Edit { amount: 3 }, self.who(), &item.of[0]),
        quote!(Edit),
    ] {
        for input in broken(&method()) {
            for output in both(&arguments, &input) {
                // A function without an error contains the check.
                let kept = output.to_string().contains("require") || contains(&output, &input);
                assert!(!output.is_empty() && kept, "{input}");
            }
        }
        for arguments in broken(&arguments) {
            for output in both(&arguments, &method()) {
                assert!(contains(&output, &quote!(async fn save<T>)), "{arguments}");
            }
        }
    }
}

fn both(arguments: &TokenStream, item: &TokenStream) -> [TokenStream; 2] {
    [
        requires::function(arguments.clone(), item),
        requires::handler(arguments.clone(), item),
    ]
}

#[test]
fn a_body_that_cannot_be_read_is_kept() {
    let half = quote!(fn active(who: &User) -> bool { who. });
    assert!(contains(
        &condition::declare(TokenStream::new(), &half),
        &half
    ));
    let half = quote!(fn save(who: &Who) -> Result<(), Refused> { let half = who. });
    let output = requires::function(quote!(Edit, who), &half);
    assert!(contains(&output, &quote!(let half = who.)));
}

#[test]
fn generated_code_uses_the_given_path_to_permit() {
    let outputs = [
        user_type::derive(user_types()),
        action::derive(&action()),
        action::expand(called_back(&action())),
        permissions::declare(&catalogue()),
        permissions::expand(called_back(&catalogue())),
        condition::declare(quote!(crate = a::b), &function()),
        requires::function(quote!(Edit, who, crate = a::b), &method()),
    ];
    for output in outputs {
        let text = output.to_string();
        assert!(
            text.contains("a :: b") && !text.contains(":: permit ::"),
            "{text}"
        );
    }
}

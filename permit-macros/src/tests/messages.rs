//! The messages in `tests/ui` that permit's macros write, without the compiler: each entry point
//! receives what rustc would pass to it, and has to report the same message at the same place. No
//! file is compiled, so a mutant of a message is found quickly.

use std::{collections::BTreeMap, fs, iter::Peekable, path::Path};

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree, token_stream::IntoIter};
use quote::quote;
use syn::LitStr;

use crate::{action, columns, condition, permissions, requires, roles, user_type};

/// The line and the column of a message, and its text.
type Message = (usize, usize, String);

/// How errors begin that rustc finds, although they have no number.
const OF_RUSTC: [&str; 12] = [
    "unused return value",
    "unused `Result`",
    "unused `Permit`",
    "unused `Partition`",
    "cannot find macro",
    "cannot find attribute",
    "future cannot be sent",
    // Of `testing::arm!`, which is not one of ours here.
    "permits without a check are for tests",
    // Of `one_of!` and `assert_denies!`, which are declarative.
    "a set is written as an enum of actions",
    "`assert_denies!` decides itself",
    // Of the macros beside the enums, which only rustc expands.
    "`Kind` is an enum of user types, and not of roles",
    "`Role` is an enum of roles, and not of user types",
];

#[test]
fn every_entry_point_reports_the_asserted_messages() {
    let told = replay("../tests/ui/fail", requires::function);
    assert!(told.is_none_or(|told| told > 100), "only {told:?}");
}

#[test]
fn a_guard_reports_the_asserted_messages() {
    let told = replay("../permit-axum/tests/ui", requires::handler);
    assert!(told.is_none_or(|told| told > 19), "only {told:?}");
}

#[test]
fn a_guard_of_actix_web_reports_the_asserted_messages() {
    let told = replay("../permit-actix/tests/ui", requires::actix_handler);
    assert!(told.is_none_or(|told| told > 19), "only {told:?}");
}

#[test]
fn every_entry_point_reports_the_asserted_messages_of_a_newcomers_mistakes() {
    let told = [
        replay("../tests/mistakes", requires::function),
        replay("../permit-axum/tests/mistakes", requires::handler),
        replay("../permit-actix/tests/mistakes", requires::actix_handler),
    ];
    let told: Option<Vec<_>> = told.into_iter().collect();
    assert!(
        told.as_ref()
            .is_none_or(|told| told.iter().sum::<usize>() > 60),
        "only {told:?}"
    );
}

type Requires = fn(TokenStream, &TokenStream) -> TokenStream;

/// Compares each file of `directory` with the text beside it. Returns the number of messages, or
/// `None` in the published package, which has no such directory beside it.
fn replay(directory: &str, requires: Requires) -> Option<usize> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let mut told = 0;
    for file in fs::read_dir(&directory).ok()? {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let asserted = fs::read_to_string(path.with_extension("stderr")).unwrap();
        let (own, shared) = (tokens(&text), tokens(&shared(&directory)));
        let mut compiler = Compiler::new(requires);
        compiler.list(&shared);
        compiler.list(&own);
        compiler.read(&own);
        let expected = asserted_in(&asserted);
        told += expected.len();
        assert_eq!(compiler.said(&expected), expected, "{}", path.display());
    }
    Some(told)
}

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap()
}

/// The code that the files of `directory` share.
fn shared(directory: &Path) -> String {
    [
        "../shop.rs",
        "support/app.rs",
        "../ui/shop.rs",
        "../ui/support/app.rs",
    ]
    .iter()
    .find_map(|file| fs::read_to_string(directory.join(file)).ok())
    .unwrap()
}

/// The errors without a number: those with one are rustc's.
fn asserted_in(text: &str) -> Vec<Message> {
    let mut messages = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(first) = line.strip_prefix("error: ") else {
            continue;
        };
        let mut message = first.to_owned();
        for line in lines.by_ref() {
            if let Some((_, place)) = line.split_once("--> ") {
                let mut place = place.rsplit(':').map(|part| part.parse().unwrap_or(0));
                let (column, row) = (place.next().unwrap(), place.next().unwrap());
                messages.push((row, column, message));
                break;
            }
            message = message + "\n" + line.strip_prefix("       ").unwrap_or(line);
        }
    }
    messages.retain(|(_, _, text)| !OF_RUSTC.iter().any(|of| text.starts_with(of)));
    messages.sort();
    messages
}

/// The part of rustc that calls macros.
struct Compiler {
    requires: Requires,
    /// The user types of each enum, as its macro hands them on.
    lists: BTreeMap<String, TokenStream>,
    /// The roles of each enum, likewise.
    roles: BTreeMap<String, TokenStream>,
    said: Vec<Message>,
}

impl Compiler {
    fn new(requires: Requires) -> Self {
        Self {
            requires,
            lists: BTreeMap::new(),
            roles: BTreeMap::new(),
            said: Vec::new(),
        }
    }

    /// The messages. A row that is configured out is reported behind a `cfg`, which only rustc
    /// evaluates.
    fn said(mut self, expected: &[Message]) -> Vec<Message> {
        let unasked = |one: &Message| one.2.contains(" is configured out, but ");
        self.said
            .retain(|one| !unasked(one) || expected.contains(one));
        self.said.sort();
        self.said.dedup();
        self.said
    }

    /// Learns the enums of user types and of roles in `tokens`.
    fn list(&mut self, tokens: &TokenStream) {
        each_item(tokens, &mut |item| {
            let written = switched_on(&item.tokens);
            let (output, lists) = if item.derives("UserType").is_some() {
                (user_type::derive(written), &mut self.lists)
            } else if item.derives("Roles").is_some() {
                (roles::derive(written), &mut self.roles)
            } else {
                return;
            };
            if let (Some(name), Some(list)) = (item.name(), handed_on(&output)) {
                lists.insert(name, list);
            }
        });
    }

    /// Calls the macros in `tokens`.
    fn read(&mut self, tokens: &TokenStream) {
        let mut outputs = Vec::new();
        each_item(tokens, &mut |item| {
            if let Some(place) = item.derives("UserType") {
                outputs.push((user_type::derive(switched_on(&item.tokens)), place));
            }
            if let Some(place) = item.derives("Roles") {
                outputs.push((roles::derive(switched_on(&item.tokens)), place));
            }
            if let Some(place) = item.derives("Columns") {
                outputs.push((columns::derive(switched_on(&item.tokens)), place));
            }
            if let Some(place) = item.derives("Action") {
                let first = action::derive(&item.tokens);
                outputs.push((self.called_back(&first, action::expand), place));
                outputs.push((first, place));
            }
            for (name, arguments, place) in &item.called {
                let output = match name.as_str() {
                    "condition" => condition::declare(arguments.clone(), &item.tokens),
                    "requires" => (self.requires)(arguments.clone(), &item.tokens),
                    "guarded" => requires::actix_service(arguments.clone(), &item.tokens),
                    _ => continue,
                };
                outputs.push((output, *place));
            }
        });
        for (name, group) in calls(tokens) {
            if name.to_string() == "columns" {
                outputs.push((columns::declare(group.stream()), name.span()));
            }
            if name.to_string() == "permissions" {
                let first = permissions::declare(&group.stream());
                outputs.push((self.called_back(&first, permissions::expand), name.span()));
                outputs.push((first, name.span()));
            }
        }
        for (output, place) in outputs {
            self.errors(&output, place);
        }
    }

    /// The second step, for what the first one hands to the macro of an enum.
    fn called_back(
        &self,
        first: &TokenStream,
        expand: fn(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let mut calls = calls(first).into_iter();
        let step = calls.find_map(|(name, group)| {
            let list = self.lists.get(&name.to_string())?;
            let mut tokens = group.stream().into_iter();
            let (Some(TokenTree::Group(callback)), Some(handed)) = (tokens.next(), tokens.next())
            else {
                return None;
            };
            let callback = callback.stream().into_iter().last()?.to_string();
            if callback.starts_with("expand_") {
                return Some(expand(quote!({ #list } #handed)));
            }
            // The macro of an enum of roles is called first.
            let (roles, handed) = (self.roles.get(&callback)?, inner(&handed)?);
            Some(expand(quote!({ #list } { #roles } #handed)))
        });
        step.unwrap_or_default()
    }

    /// An error without a place in the text is reported at the call.
    fn errors(&mut self, tokens: &TokenStream, call: Span) {
        for (name, group) in calls(tokens) {
            if name.to_string() == "compile_error" {
                let message: LitStr = syn::parse2(group.stream()).unwrap();
                let written = Some(name.span()).filter(|span| span.source_text().is_some());
                let start = written.unwrap_or(call).start();
                self.said
                    .push((start.line, start.column + 1, message.value()));
            }
        }
    }
}

/// What stands behind the callback, in what the macro of an enum of roles receives.
fn inner(handed: &TokenTree) -> Option<TokenTree> {
    match handed {
        TokenTree::Group(handed) => handed.stream().into_iter().nth(1),
        _ => None,
    }
}

/// Each `name! { … }` in `tokens`, within its groups as well.
pub(super) fn calls(tokens: &TokenStream) -> Vec<(TokenTree, Group)> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut calls = Vec::new();
    for (position, token) in all.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        if let Some([name @ TokenTree::Ident(_), TokenTree::Punct(bang)]) =
            position.checked_sub(2).map(|from| &all[from..position])
            && bang.as_char() == '!'
        {
            calls.push((name.clone(), group.clone()));
        }
        calls.extend(self::calls(&group.stream()));
    }
    calls
}

/// An enum as its derive sees it: without the variants under `#[cfg(any())]`.
fn switched_on(item: &TokenStream) -> TokenStream {
    let mut rest = item.clone().into_iter().peekable();
    let mut on = TokenStream::new();
    while let Some(token) = rest.next() {
        let attribute = is_punct(&token, '#').then(|| rest.peek()).flatten();
        if attribute.is_some_and(|group| group.to_string() == "[cfg (any ())]") {
            rest.find(|token| is_punct(token, ','));
        } else if let TokenTree::Group(group) = &token {
            let mut inner = Group::new(group.delimiter(), switched_on(&group.stream()));
            inner.set_span(group.span());
            on.extend([TokenTree::from(inner)]);
        } else {
            on.extend([token]);
        }
    }
    on
}

/// The list in the macro beside an enum: what it puts before `$handed`.
fn handed_on(output: &TokenStream) -> Option<TokenStream> {
    let all: Vec<TokenTree> = output.clone().into_iter().collect();
    if let [
        ..,
        TokenTree::Group(list),
        TokenTree::Punct(_),
        TokenTree::Ident(handed),
    ] = &all[..]
        && handed == "handed"
    {
        return Some(list.stream());
    }
    all.iter().find_map(|token| match token {
        TokenTree::Group(group) => handed_on(&group.stream()),
        _ => None,
    })
}

/// An item with its attributes. Those that call a macro are separate, because rustc removes them.
struct Item {
    /// The name of each, its arguments, and its place.
    called: Vec<(String, TokenStream, Span)>,
    tokens: TokenStream,
}

impl Item {
    /// The place where it derives `name`, if it does.
    fn derives(&self, name: &str) -> Option<Span> {
        let derives = self.called.iter().filter(|one| one.0 == "derive");
        let mut words = derives.flat_map(|one| one.1.clone());
        words
            .find(|token| matches!(token, TokenTree::Ident(ident) if ident == name))
            .map(|token| token.span())
    }

    fn name(&self) -> Option<String> {
        let mut tokens = self.tokens.clone().into_iter();
        tokens.find(|token| matches!(token, TokenTree::Ident(word) if word == "enum"))?;
        tokens.next().map(|name| name.to_string())
    }
}

/// Reads each item with an attribute, within groups as well.
fn each_item(tokens: &TokenStream, read: &mut impl FnMut(Item)) {
    let mut rest = tokens.clone().into_iter().peekable();
    while let Some(token) = rest.peek() {
        if is_punct(token, '#') {
            let item = item(&mut rest, read);
            read(item);
        } else if let Some(TokenTree::Group(group)) = rest.next() {
            each_item(&group.stream(), read);
        }
    }
}

/// Reads an item to its end: a semicolon or a brace.
fn item(rest: &mut Peekable<IntoIter>, read: &mut impl FnMut(Item)) -> Item {
    let mut item = Item {
        called: Vec::new(),
        tokens: TokenStream::new(),
    };
    while let Some(token) = rest.next() {
        if let (true, Some(TokenTree::Group(group))) = (is_punct(&token, '#'), rest.peek())
            && let Some((name, arguments)) = called(&group.stream())
        {
            item.called.push((name, arguments, token.span()));
            rest.next();
            continue;
        }
        let mut end = is_punct(&token, ';');
        if let TokenTree::Group(group) = &token {
            each_item(&group.stream(), read);
            end = group.delimiter() == Delimiter::Brace;
        }
        item.tokens.extend([token]);
        if end {
            break;
        }
    }
    item
}

/// The name and the arguments of an attribute that calls a macro.
fn called(attribute: &TokenStream) -> Option<(String, TokenStream)> {
    let mut name = None;
    for token in attribute.clone() {
        match token {
            TokenTree::Ident(word) => name = Some((word.to_string(), TokenStream::new())),
            TokenTree::Group(arguments) => name.as_mut()?.1 = arguments.stream(),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    name.filter(|(name, _)| ["derive", "condition", "guarded", "requires"].contains(&name.as_str()))
}

fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

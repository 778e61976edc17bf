//! Reads what can be read of a table that is half typed. Nothing is an error here: the language is read
//! again to compile it, and the mistakes are reported then.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Data, DeriveInput};

use super::{
    is_word,
    names::{Names, away},
    reader::{Reader, is_punct},
};
use crate::model;

/// The names in `permissions! { … }`.
pub(crate) fn catalogue(input: &TokenStream) -> TokenStream {
    let mut reader = Reader::of(input.clone());
    let head = Head::read(&mut reader);
    let mut names = Names::new(head.krate.as_ref());
    names.a_type(&head.subject);
    names.a_type(&head.user_type);
    for word in &head.words {
        names.word("catalogue", word);
    }
    if let Some(role) = head.role.as_ref().filter(|_| head.names_role) {
        names.a_type(role);
    }
    let mut entries = Entries {
        user_type: &head.user_type,
        role: head.role.as_ref(),
        listed: Vec::new(),
        names,
    };
    while reader.peek().is_some() {
        entries.entry(&mut reader);
    }
    entries.names.finish()
}

/// The names in the attributes of a derived action. `user_type` is the enum that its table is for, and `role`
/// the enum of roles if it names any.
pub(crate) fn action(
    attributes: &[Attribute],
    krate: Option<&syn::Path>,
    user_type: &syn::Path,
    role: Option<&syn::Path>,
) -> TokenStream {
    let krate = krate.map(ToTokens::to_token_stream);
    let mut names = Names::new(krate.as_ref());
    let mut context = None;
    for said in said(attributes, "action") {
        context = arguments(Reader::of(said), "action", &mut names).or(context);
    }
    let user_type = user_type.to_token_stream();
    for table in said(attributes, "permissions") {
        let mut reader = Reader::of(table);
        if !operation(&mut reader, context.as_ref(), &mut names) {
            table_of(reader, (&user_type, "rule"), &mut names);
        }
    }
    let role = role.map(ToTokens::to_token_stream);
    for (table, role) in said(attributes, "roles").zip(role.iter().cycle()) {
        table_of(Reader::of(table), (role, "hold"), &mut names);
    }
    names.finish()
}

/// The names in the attributes of a context with columns.
pub(crate) fn columns(input: &DeriveInput, krate: Option<&syn::Path>) -> TokenStream {
    let krate = krate.map(ToTokens::to_token_stream);
    let mut names = Names::new(krate.as_ref());
    for said in said(&input.attrs, "columns") {
        arguments(Reader::of(said), "columns", &mut names);
    }
    if let Data::Struct(data) = &input.data {
        for said in data
            .fields
            .iter()
            .flat_map(|field| said(&field.attrs, "column"))
        {
            arguments(Reader::of(said), "column", &mut names);
        }
    }
    names.finish()
}

/// What is in the parentheses of the attributes called `name`.
fn said(attributes: &[Attribute], name: &'static str) -> impl Iterator<Item = TokenStream> {
    let lists = attributes.iter().flat_map(|one| one.meta.require_list());
    lists
        .filter(move |list| list.path.is_ident(name))
        .map(|list| list.tokens.clone())
}

/// The words in the arguments of a condition.
pub(crate) fn condition(input: &TokenStream, krate: Option<&syn::Path>) -> TokenStream {
    let krate = krate.map(ToTokens::to_token_stream);
    let mut names = Names::new(krate.as_ref());
    arguments(Reader::of(input.clone()), "function", &mut names);
    names.finish()
}

/// `<User: UserType, tenants, crate = path>`
#[derive(Default)]
struct Head {
    subject: TokenStream,
    user_type: TokenStream,
    words: Vec<TokenTree>,
    /// The enum of roles, and whether it is written there.
    role: Option<TokenStream>,
    names_role: bool,
    krate: Option<TokenStream>,
}

impl Head {
    fn read(reader: &mut Reader) -> Self {
        let mut head = Self::default();
        if !reader.takes('<') {
            return head;
        }
        head.subject = reader.until(&[':', '>']);
        if reader.takes(':') {
            head.user_type = reader.until(&[',', '>']);
        }
        while reader.takes(',') {
            let Some(word) = reader.ident() else { continue };
            let roles = is_word(&word, "roles");
            if !reader.takes('=') {
                if roles {
                    head.role = Some(model::default_roles(Span::call_site()).to_token_stream());
                }
                head.words.push(word);
            } else if roles {
                head.role = Some(reader.until(&[',', '>']));
                head.names_role = true;
                head.words.push(word);
            } else {
                head.krate = Some(reader.until(&[',', '>']));
            }
        }
        reader.takes('>');
        head
    }
}

/// What is in a catalogue after its head.
struct Entries<'a> {
    user_type: &'a TokenStream,
    role: Option<&'a TokenStream>,
    /// The last segment of each listing so far, and what is before it.
    listed: Vec<(String, TokenStream)>,
    names: Names,
}

impl Entries<'_> {
    fn entry(&mut self, reader: &mut Reader) {
        let Some(word) = reader.ident() else {
            reader.next();
            return;
        };
        if is_word(&word, "pub") {
            reader.group(Delimiter::Parenthesis);
        } else if is_word(&word, "use") {
            let tree = tree(reader, &TokenStream::new(), &mut self.listed);
            self.names.listing(&tree);
        } else if is_word(&word, "hide") && !reader.is_group() && !reader.is('=') {
            self.hide(reader);
        } else {
            self.names.a_type(&word.to_token_stream());
            let said = reader.group(Delimiter::Parenthesis);
            let context = said.and_then(|said| arguments(said, "inline", &mut self.names));
            if let Some(table) = reader.group(Delimiter::Brace) {
                table_of(table, (self.user_type, "rule"), &mut self.names);
                self.roles(reader);
            } else if reader.takes('=') {
                operation(reader, context.as_ref(), &mut self.names);
            }
        }
    }

    /// `roles { … }` behind a table.
    fn roles(&mut self, reader: &mut Reader) {
        let Some(word) = reader.next_unless(|token| !is_word(token, "roles")) else {
            return;
        };
        self.names.word("catalogue", &word);
        if let (Some(table), Some(role)) = (reader.group(Delimiter::Brace), self.role) {
            table_of(table, (role, "hold"), &mut self.names);
        }
    }

    /// `hide Bundle by ViewItem(kept), ViewItem(added);`
    fn hide(&mut self, reader: &mut Reader) {
        let mut context = TokenStream::new();
        while let Some(token) =
            reader.next_unless(|token| is_word(token, "by") || is_punct(token, ';'))
        {
            context.extend([token]);
        }
        if !context.is_empty() {
            self.names.a_type(&context);
        }
        reader.ident();
        while let Some(view) = reader.path() {
            // `use items::ViewItem;` does not bring it into scope, but reads as if it did.
            let mut listed = self.listed.iter();
            let before = listed.find(|(leaf, _)| *leaf == view.to_string());
            let before = before.map(|(_, before)| away(before));
            part(reader, &quote!(#before #view), &context, &mut self.names);
            if !reader.takes(',') {
                break;
            }
        }
    }
}

/// The arguments of an action. Returns its context, if it is given.
fn arguments(mut reader: Reader, list: &str, names: &mut Names) -> Option<TokenStream> {
    let mut context = None;
    while reader.peek().is_some() {
        let Some(word) = reader.ident() else {
            reader.next();
            continue;
        };
        if !is_word(&word, "crate") {
            names.word(list, &word);
        }
        if reader.takes('=') {
            let value = reader.until(&[',']);
            let is_type = ["context", "subject", "user_type", "roles", "owner"];
            if !value.is_empty() && is_type.iter().any(|one| is_word(&word, one)) {
                names.a_type(&value);
            }
            if is_word(&word, "context") {
                context = Some(value).filter(|value| !value.is_empty());
            }
        } else if is_word(&word, "requires")
            && let Some(required) = reader.group(Delimiter::Parenthesis)
        {
            formula(required, names);
        }
        reader.until(&[',']);
        reader.takes(',');
    }
    names.missing_word(list);
    context
}

/// `all_of(View, Post(target.item))`. Returns whether there is one.
fn operation(reader: &mut Reader, context: Option<&TokenStream>, names: &mut Names) -> bool {
    if !reader.peek().is_some_and(|word| is_word(word, "all_of")) {
        return false;
    }
    let word = reader.ident();
    let Some(mut parts) = reader.group(Delimiter::Parenthesis) else {
        return false;
    };
    if let Some(word) = word {
        names.word("operation", &word);
    }
    let context = context.cloned().unwrap_or_else(|| quote!(()));
    while parts.peek().is_some() {
        if let Some(action) = parts.path() {
            part(&mut parts, &action, &context, names);
        } else {
            parts.next();
        }
    }
    true
}

/// What may follow the name of an action: the fields that lead to its part of the context.
fn part(reader: &mut Reader, action: &TokenStream, context: &TokenStream, names: &mut Names) {
    let mut on = TokenStream::new();
    if let Some(mut fields) = reader.group(Delimiter::Parenthesis) {
        while let Some(field) = fields.ident() {
            on.extend(quote!(.#field));
            fields.takes('.');
        }
    }
    if on.is_empty() {
        names.a_type(action);
    } else {
        names.part(action, context, &on);
    }
}

/// Where in a row a name is.
#[derive(PartialEq)]
enum Place {
    Name,
    Rule,
    Condition,
    /// After a rule, where only `if` may be.
    Nothing,
}

/// The rows of a table, of the enum that it is for and with the list of words that a row may say.
fn table_of(mut reader: Reader, (enumeration, list): (&TokenStream, &str), names: &mut Names) {
    let mut place = Place::Name;
    while reader.peek().is_some() {
        if reader.takes(',') {
            if place == Place::Rule {
                names.missing_word(list);
            }
            place = Place::Name;
        } else if reader.takes_word("if") {
            place = Place::Condition;
        } else if reader.takes_arrow() {
            place = Place::Rule;
        } else if reader.takes('#') {
            reader.group(Delimiter::Bracket);
        } else if reader.takes_word("_") {
            // Refused, and reported.
        } else if let Some(inner) = reader.group(Delimiter::Parenthesis) {
            if place == Place::Condition {
                formula(inner, names);
            }
        } else {
            let begins_row = reader.begins_row();
            let Some(path) = reader.path() else {
                reader.next();
                continue;
            };
            if begins_row {
                if place == Place::Rule {
                    names.missing_word(list);
                }
                place = Place::Name;
            }
            match place {
                Place::Name => names.variant(enumeration, &path),
                Place::Condition => names.condition(&path),
                Place::Rule => {
                    for word in path.into_iter().take(1) {
                        names.word(list, &word);
                    }
                    place = Place::Nothing;
                }
                Place::Nothing => {}
            }
        }
    }
    if place == Place::Rule {
        names.missing_word(list);
    }
    names.missing_variant(enumeration);
}

/// Every condition in a formula, or in `requires(…)`.
fn formula(mut reader: Reader, names: &mut Names) {
    while reader.peek().is_some() {
        if let Some(path) = reader.path() {
            names.condition(&path);
        } else if let Some(inner) = reader.group(Delimiter::Parenthesis) {
            formula(inner, names);
        } else {
            reader.next();
        }
    }
}

/// One arm of a `use`, each name `as _`. Lifetimes do not belong into a `use`.
fn tree(
    reader: &mut Reader,
    before: &TokenStream,
    listed: &mut Vec<(String, TokenStream)>,
) -> TokenStream {
    let Some(path) = reader.path() else {
        return quote!({});
    };
    if reader.is_path_separator() {
        reader.next();
        reader.next();
        if let Some(mut arms) = reader.group(Delimiter::Brace) {
            let mut trees = Vec::new();
            while arms.peek().is_some() {
                trees.push(tree(&mut arms, &quote!(#before #path::), listed));
                arms.until(&[',']);
                arms.takes(',');
            }
            return quote!(#path::{#(#trees),*});
        }
    }
    let mut segments: Vec<TokenTree> = path.clone().into_iter().collect();
    if let Some(leaf) = segments.pop() {
        let before = quote!(#before #(#segments)*);
        listed.push((leaf.to_string(), before));
    }
    quote!(#path as _)
}

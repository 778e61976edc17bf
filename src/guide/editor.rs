//! In an editor with rust-analyzer, a table is code like any other.
//!
//! Nothing has to be set. rust-analyzer expands macros by default (`rust-analyzer.procMacro.enable` and
//! `rust-analyzer.procMacro.attributes.enable`), and it needs the components `rust-analyzer` and `rust-src`:
//!
//! ```text
//! rustup component add rust-analyzer rust-src
//! ```
//!
//! | what | where |
//! |---|---|
//! | user types complete | at the beginning of a row, also of a table that is half typed |
//! | `allow` and `deny` complete | after `=>` |
//! | arguments complete | in `#[action(...)]`, in `#[column(...)]`, after the name of an action in a catalogue, in the head of a catalogue, in `#[condition(...)]` |
//! | conditions complete | after `if`, and in `requires(...)`; also `owner` |
//! | types, actions and fields complete | in `context = ...`, in `use ...;`, in `all_of(...)`, in `hide ... by ...;` |
//! | a definition is one place | from every name in a table, a list of arguments or a catalogue |
//! | a word explains itself | `allow`, `owner`, `requires`: their documentation is shown |
//! | a new name reaches every use | of a condition, a user type, an action, a context, a subject, a field |
//! | mistakes are underlined while you type | permit's own messages, at the text to change |
//!
//! Three things to know:
//!
//! - A new name of an action changes its key, which consents, logs and the front end may have stored. Keep the
//!   old key: `#[action(name = "old_key")]`, or `NewName(name = "old_key")` in a catalogue.
//! - A derived action reads the enum `UserType` unless it names another. After a new name for the enum, write
//!   `#[action(user_type = NewName)]` above each derived action.
//! - User types complete under the path of their enum, and not under an alias of it (`type UserType = ...`).

//! rust-analyzer, driven over its protocol: JSON-RPC on its standard input and output.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::package::{Package, program};

/// How long the editor may take to load the package on a busy machine.
const LOADED: Duration = Duration::from_secs(60 * 7);
/// How long it may take to answer.
const ANSWERED: Duration = Duration::from_secs(60 * 2);

/// The editor with one open file.
pub(crate) struct Session {
    server: Child,
    to_server: ChildStdin,
    from_server: Receiver<Value>,
    package: Package,
    requests: i64,
    version: i64,
    text: String,
}

/// What the editor underlines: the text, and the first line of the message.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Underlined {
    pub(crate) text: String,
    pub(crate) message: String,
}

impl Session {
    /// Starts the editor and waits until it expands macros.
    pub(crate) fn start(package: Package) -> Self {
        let mut server = package
            .in_its_folder(&mut Command::new(program()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, from_server) = channel();
        let output = server.stdout.take().unwrap();
        thread::spawn(move || receive(output, &sender));
        let mut session = Self {
            to_server: server.stdin.take().unwrap(),
            server,
            from_server,
            requests: 0,
            version: 0,
            text: String::new(),
            package,
        };
        session.initialize();
        session.load();
        session
    }

    fn initialize(&mut self) {
        let capabilities = json!({
            "textDocument": {
                // As most editors: a definition is a link to all of an item.
                "definition": { "linkSupport": true },
                "rename": { "prepareSupport": true },
            },
            "workspace": { "workspaceEdit": { "documentChanges": true } },
        });
        let settings = json!({
            // The editor's own diagnostics. Those of `cargo check` are rustc's, which `tests/ui` holds.
            "checkOnSave": false,
            "cachePriming": { "enable": false },
            "completion": { "autoimport": { "enable": false }, "postfix": { "enable": false } },
        });
        self.request(
            "initialize",
            &json!({
                "processId": std::process::id(),
                "rootUri": self.package.uri(),
                "capabilities": capabilities,
                "initializationOptions": settings,
            }),
        );
        self.notify("initialized", &json!({}));
    }

    /// Waits until a name in a table leads somewhere: then the macros are built, loaded and expanded.
    fn load(&mut self) {
        self.restore();
        let start = Instant::now();
        while self
            .definitions(self.at("^on_call || super::rules"))
            .is_empty()
        {
            assert!(
                start.elapsed() < LOADED,
                "rust-analyzer does not expand the macros"
            );
            thread::sleep(Duration::from_secs(1));
        }
    }

    /// The package as it is written.
    pub(crate) fn restore(&mut self) {
        self.set(crate::SHOP);
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn package(&self) -> &Package {
        &self.package
    }

    /// Changes the open file.
    pub(crate) fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.version += 1;
        let uri = self.package.file();
        if self.version == 1 {
            let document = json!({ "uri": uri, "languageId": "rust", "version": 1, "text": text });
            self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        } else {
            let document = json!({ "uri": uri, "version": self.version });
            let changes = json!([{ "text": text }]);
            self.notify(
                "textDocument/didChange",
                &json!({ "textDocument": document, "contentChanges": changes }),
            );
        }
    }

    /// Writes `typed` in place of `written`. Returns where its `^` is, which is not written.
    pub(crate) fn types(&mut self, written: &str, typed: &str) -> usize {
        let whole = crate::SHOP;
        assert_eq!(whole.matches(written).count(), 1, "{written}");
        let start = whole.find(written).unwrap();
        let cursor = typed.find('^').unwrap_or(typed.len());
        self.set(&whole.replace(written, &typed.replacen('^', "", 1)));
        start + cursor
    }

    /// Where the `^` of `marked` is in the open file.
    pub(crate) fn at(&self, marked: &str) -> usize {
        let cursor = marked.find('^').unwrap();
        let written = marked.replacen('^', "", 1);
        let mut found = self.text.match_indices(&written);
        let (start, _) = found.next().unwrap_or_else(|| panic!("{written}"));
        assert!(found.next().is_none(), "twice: {written}");
        start + cursor
    }

    /// What may be typed at `place`: each text that would be inserted.
    pub(crate) fn completions(&mut self, place: usize) -> Vec<String> {
        let answer = self.ask("textDocument/completion", place, json!({}));
        let items = answer.get("items").cloned().unwrap_or(answer);
        let items = items.as_array().cloned().unwrap_or_default();
        let inserted = items.iter().map(|item| {
            let edit = item.pointer("/textEdit/newText").or(item.get("insertText"));
            edit.unwrap_or(&item["label"]).as_str().unwrap().to_owned()
        });
        let mut inserted: Vec<_> = inserted.collect();
        inserted.sort();
        inserted
    }

    /// Where the name at `place` is defined: the file, and the line of it.
    pub(crate) fn definitions(&mut self, place: usize) -> Vec<(String, String)> {
        let answer = self.ask("textDocument/definition", place, json!({}));
        let links = answer.as_array().cloned().unwrap_or_default();
        let definitions = links.iter().map(|link| {
            let uri = link["targetUri"].as_str().unwrap();
            let line = link.pointer("/targetSelectionRange/start/line").unwrap();
            let line = usize::try_from(line.as_u64().unwrap()).unwrap();
            let text = if uri == self.package.file() {
                self.text.clone()
            } else {
                std::fs::read_to_string(uri.trim_start_matches("file://")).unwrap()
            };
            let file = uri.rsplit('/').next().unwrap().to_owned();
            (file, text.lines().nth(line).unwrap().trim().to_owned())
        });
        definitions.collect()
    }

    /// The lines with the name at `place`.
    pub(crate) fn references(&mut self, place: usize) -> Vec<String> {
        let context = json!({ "context": { "includeDeclaration": true } });
        let answer = self.ask("textDocument/references", place, context);
        let mut places: Vec<_> = answer
            .as_array()
            .unwrap()
            .iter()
            .map(|one| self.offset(&one["range"]["start"]))
            .collect();
        places.sort_unstable();
        let lines = places.iter().map(|place| {
            let before = self.text[..*place].rfind('\n').map_or(0, |end| end + 1);
            self.text[before..]
                .lines()
                .next()
                .unwrap()
                .trim()
                .to_owned()
        });
        lines.collect()
    }

    /// What the editor shows at `place`.
    pub(crate) fn hover(&mut self, place: usize) -> String {
        let answer = self.ask("textDocument/hover", place, json!({}));
        let shown = answer.pointer("/contents/value").and_then(Value::as_str);
        shown.unwrap_or_default().to_owned()
    }

    /// Gives another name to what is at `place`.
    pub(crate) fn rename(&mut self, place: usize, name: &str) {
        let answer = self.ask("textDocument/rename", place, json!({ "newName": name }));
        let changes = answer["documentChanges"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let edits = changes.iter().flat_map(|change| {
            let file = &change["textDocument"]["uri"];
            assert_eq!(*file, self.package.file(), "{name}: {answer}");
            change["edits"].as_array().unwrap()
        });
        let mut edits: Vec<_> = edits
            .map(|edit| {
                let range = self.range(&edit["range"]);
                (range, edit["newText"].as_str().unwrap().to_owned())
            })
            .collect();
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = self.text.clone();
        for (range, new) in edits.into_iter().rev() {
            text.replace_range(range, &new);
        }
        self.set(&text);
    }

    /// What the editor underlines without a compiler.
    pub(crate) fn diagnostics(&mut self) -> Vec<Underlined> {
        let document = json!({ "textDocument": { "uri": self.package.file() } });
        let answer = self.request("textDocument/diagnostic", &document);
        let items = answer["items"].as_array().unwrap();
        let mut underlined: Vec<_> = items
            .iter()
            .map(|item| Underlined {
                text: self.text[self.range(&item["range"])].to_owned(),
                message: item["message"]
                    .as_str()
                    .unwrap()
                    .lines()
                    .next()
                    .unwrap()
                    .to_owned(),
            })
            .collect();
        underlined.sort();
        underlined
    }

    fn ask(&mut self, method: &str, place: usize, more: Value) -> Value {
        let before = &self.text[..place];
        let line = before.matches('\n').count();
        // The file is ASCII, so a byte is a character.
        let character = place - before.rfind('\n').map_or(0, |end| end + 1);
        let mut parameters = more;
        parameters["textDocument"] = json!({ "uri": self.package.file() });
        parameters["position"] = json!({ "line": line, "character": character });
        self.request(method, &parameters)
    }

    fn offset(&self, position: &Value) -> usize {
        let number = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        let mut lines = self.text.split_inclusive('\n').take(number("line"));
        lines.by_ref().map(str::len).sum::<usize>() + number("character")
    }

    fn range(&self, range: &Value) -> std::ops::Range<usize> {
        self.offset(&range["start"])..self.offset(&range["end"])
    }

    fn request(&mut self, method: &str, parameters: &Value) -> Value {
        let start = Instant::now();
        loop {
            self.requests += 1;
            let id = self.requests;
            self.send(&json!({ "id": id, "method": method, "params": parameters }));
            let answer = loop {
                let message = self.from_server.recv_timeout(ANSWERED);
                let message = message.unwrap_or_else(|_| panic!("no answer to {method}"));
                if message.get("method").is_some() {
                    self.answer(&message);
                } else if message["id"] == id {
                    break message;
                }
            };
            // It computes for the text before the last change, and wants to be asked again.
            let again = [json!(-32801), json!(-32802)].contains(&answer["error"]["code"]);
            if !again || start.elapsed() > ANSWERED {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].clone();
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Answers what the editor wants to know of its client: nothing is set.
    fn answer(&mut self, message: &Value) {
        if let Some(id) = message.get("id") {
            let answer = json!({ "id": id, "result": null });
            self.send(&answer);
        }
    }

    fn notify(&mut self, method: &str, parameters: &Value) {
        self.send(&json!({ "method": method, "params": parameters }));
    }

    fn send(&mut self, message: &Value) {
        let mut message = message.clone();
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        write!(
            self.to_server,
            "Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        self.to_server.flush().unwrap();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Passes on what the editor writes, until it ends.
fn receive(output: ChildStdout, to: &Sender<Value>) {
    let mut output = BufReader::new(output);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if output.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            let line = line.trim();
            if line.is_empty() {
                break;
            }
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        if output.read_exact(&mut body).is_err() {
            return;
        }
        if to.send(serde_json::from_slice(&body).unwrap()).is_err() {
            return;
        }
    }
}

//! Reads `contacts.yaml` when the crate is built, so that no program that embeds it has to, and writes down what
//! `src/document/embedded.rs` includes; and lists the example files, for `src/examples.rs`.

#[path = "src/document/yaml.rs"]
mod yaml;

use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;

use yaml::{Refusal, Yaml};

const DOCUMENT: &str = "contacts.yaml";
const EXAMPLES: &str = "examples";

fn main() {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    println!("cargo::rerun-if-changed={EXAMPLES}");
    if let Err(message) = embed().and_then(|()| list_examples()) {
        println!("cargo::error={message}");
    }
}

/// Writes down the name of every example file and how it is included.
fn list_examples() -> Result<(), String> {
    let failed = |error| format!("cannot read the folder {EXAMPLES}: {error}");
    let entries = fs::read_dir(EXAMPLES).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(failed)?;
    let mut names: Vec<_> = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let included = |name: &String| {
        let path = format!("/{EXAMPLES}/{name}");
        format!("({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})))")
    };
    let files: Vec<_> = names.iter().map(included).collect();
    write("examples.rs", &format!("&[{}]\n", files.join(", ")))
}

/// Writes a file that the sources include.
fn write(name: &str, text: &str) -> Result<(), String> {
    let folder = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: this is no build of Cargo's")?;
    let file = PathBuf::from(folder).join(name);
    fs::write(&file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

fn embed() -> Result<(), String> {
    // From the workspace's root, as the crate's own findings name it.
    let refused = |Refusal { place: (line, column), message, help }| {
        format!("openapi/{DOCUMENT}:{line}:{column}: {message}; {help}")
    };
    let bytes = fs::read(DOCUMENT).map_err(|error| format!("cannot read {DOCUMENT}: {error}"))?;
    let text = yaml::text(bytes).map_err(refused)?;
    let Yaml { root, places } = Yaml::parse(&text).map_err(refused)?;
    let mut layout = Layout::default();
    layout.value(&root);
    let Layout { texts, nodes } = layout;
    let nodes = nodes.join(", ");
    let embedded = format!("Embedded {{ texts: {texts:?}, nodes: &[{nodes}], places: &{places:?} }}\n");
    write("contacts.rs", &embedded)
}

/// A value as `src/document/embedded.rs` describes it.
#[derive(Default)]
struct Layout {
    texts: String,
    nodes: Vec<String>,
}

impl Layout {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.nodes.push("Node::Null".to_owned()),
            Value::Bool(value) => self.nodes.push(format!("Node::Boolean({value})")),
            Value::Number(number) => self.text("Number", &number.to_string()),
            Value::String(text) => self.text("Text", text),
            Value::Array(items) => {
                self.nodes.push(format!("Node::List({})", items.len()));
                for item in items {
                    self.value(item);
                }
            }
            Value::Object(members) => {
                self.nodes.push(format!("Node::Object({})", members.len()));
                for (name, member) in members {
                    self.text("Text", name);
                    self.value(member);
                }
            }
        }
    }

    fn text(&mut self, kind: &str, text: &str) {
        self.texts.push_str(text);
        self.nodes.push(format!("Node::{kind}({})", text.len()));
    }
}

//! Reads `contacts.yaml` when the crate is built, so that no program that embeds it has to, and writes down what
//! `src/document/embedded.rs` includes.

#[path = "src/document/yaml.rs"]
mod yaml;

use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;

use yaml::{Refusal, Yaml};

const DOCUMENT: &str = "contacts.yaml";

fn main() {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    if let Err(message) = embed() {
        println!("cargo::error={message}");
    }
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
    let folder = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: this is no build of Cargo's")?;
    let file = PathBuf::from(folder).join("contacts.rs");
    fs::write(&file, embedded).map_err(|error| format!("cannot write {}: {error}", file.display()))
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

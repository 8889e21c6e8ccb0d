//! From a YAML text to the JSON value that it stands for, and the place of each value in the text.
//!
//! `build.rs` compiles this file too, so that the embedded document is read by the code that reads any other.
//! It therefore knows nothing of the rest of the crate.

use saphyr::{MarkedYaml, Marker, Scalar, ScanError, YamlData, YamlLoader};
use saphyr_parser::{Event, Parser, SpannedEventReceiver as _};
use serde_json::{Map, Number, Value};

/// How deep a document may nest before it is refused.
pub(crate) const MAX_DEPTH: usize = 100;

/// What a text says, and where.
pub(crate) struct Yaml {
    /// The value that the text stands for.
    pub(crate) root: Value,
    /// Line and column of each value, parents before children, in the order of the text: of its key, or, for an
    /// item of a list, of itself.
    pub(crate) places: Vec<(u32, u32)>,
}

/// Why a text is refused: it is not YAML, or it says what JSON, and therefore `OpenAPI`, has no place for.
pub(crate) struct Refusal {
    pub(crate) place: (u32, u32),
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

impl Refusal {
    fn new(marker: Option<Marker>, message: impl Into<String>, help: &'static str) -> Self {
        Self { place: marker.map_or((1, 1), place), message: message.into(), help }
    }
}

/// The text of a file.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, Refusal> {
    String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let sound = String::from_utf8_lossy(sound);
        let line = sound.matches('\n').count() + 1;
        let column = sound.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let message = "the file is not UTF-8 text".to_owned();
        Refusal { place: (number(line), number(column)), message, help: "save the file as UTF-8" }
    })
}

impl Yaml {
    /// Reads a text that holds one document, which is a mapping.
    pub(crate) fn parse(text: &str) -> Result<Self, Refusal> {
        let node = load(text)?;
        let mut places = vec![(1, 1)];
        let root = to_json(&node, &mut places)?;
        Ok(Self { root, places })
    }
}

/// The one node of the one document of a text.
///
/// The library's own way from a text to nodes calls itself for each level, and copies what an alias stands
/// for; here a text that is too deep, or has an alias, is refused before it is built.
fn load(text: &str) -> Result<MarkedYaml<'_>, Refusal> {
    let mut loader = YamlLoader::default();
    let (mut depth, mut documents) = (0_usize, 0);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| syntax(&error))?;
        let refuse = |message: String, help| Err(Refusal::new(Some(span.start), message, help));
        match event {
            Event::DocumentStart(_) if documents == 1 => return Err(not_one(Some(span.start), "a second")),
            Event::DocumentStart(_) => documents += 1,
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            Event::Alias(_) => return refuse("an alias, which JSON has no place for".to_owned(), WRITE_OUT),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let message = format!("nested more than {MAX_DEPTH} levels deep");
            return refuse(message, "give inner schemas a name under components/schemas");
        }
        loader.on_event(event, span);
        if let Some(error) = loader.error() {
            return Err(syntax(error));
        }
    }
    let node: Option<MarkedYaml<'_>> = loader.into_documents().pop();
    match node {
        Some(node) if matches!(node.data, YamlData::Mapping(_)) => Ok(node),
        Some(node) => Err(Refusal::new(
            Some(node.span.start),
            "expected a mapping, found something else",
            "an OpenAPI document begins with a line such as `openapi: 3.0.3`",
        )),
        None => Err(not_one(None, "none")),
    }
}

const WRITE_OUT: &str = "write the value out";

fn syntax(error: &ScanError) -> Refusal {
    let help = if error.info().starts_with("duplicated key") {
        "the key stands in this mapping before: remove one of the two"
    } else {
        "mend the syntax here or just above; indentation is two spaces"
    };
    Refusal::new(Some(*error.marker()), format!("this is not YAML: {}", error.info()), help)
}

fn not_one(marker: Option<Marker>, found: &str) -> Refusal {
    let message = format!("expected one YAML document, found {found}");
    Refusal::new(marker, message, "the file holds one OpenAPI document and no `---`")
}

/// The JSON of a node, whose own place the caller has noted.
fn to_json(node: &MarkedYaml<'_>, places: &mut Vec<(u32, u32)>) -> Result<Value, Refusal> {
    let refuse = |message, help| Refusal::new(Some(node.span.start), message, help);
    match &node.data {
        YamlData::Value(scalar) => match scalar {
            Scalar::Null => Ok(Value::Null),
            Scalar::Boolean(value) => Ok(Value::Bool(*value)),
            Scalar::Integer(value) => Ok(Value::from(*value)),
            Scalar::FloatingPoint(value) => Number::from_f64(value.0)
                .map(Value::Number)
                .ok_or_else(|| refuse("not a JSON number", "quote it if it is text")),
            Scalar::String(value) => Ok(Value::String(value.to_string())),
        },
        YamlData::Sequence(items) => {
            let mut list = Vec::with_capacity(items.len());
            for item in items {
                places.push(place(item.span.start));
                list.push(to_json(item, places)?);
            }
            Ok(Value::Array(list))
        }
        YamlData::Mapping(members) => {
            let mut object = Map::with_capacity(members.len());
            for (key, value) in members {
                let YamlData::Value(Scalar::String(name)) = &key.data else {
                    let help = "quote it: a status code is written '200'";
                    return Err(Refusal::new(Some(key.span.start), "a key that is not text", help));
                };
                places.push(place(key.span.start));
                object.insert(name.to_string(), to_json(value, places)?);
            }
            Ok(Value::Object(object))
        }
        YamlData::Tagged(..) | YamlData::Alias(_) | YamlData::BadValue | YamlData::Representation(..) => {
            Err(refuse("a tag, which JSON has no place for", WRITE_OUT))
        }
    }
}

/// Line and column of a marker, both from 1.
fn place(marker: Marker) -> (u32, u32) {
    (number(marker.line()), number(marker.col() + 1))
}

/// A line or a column; a text that has more of them than fit into 32 bits is none that a person looks at.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(text: &str) -> Value {
        Yaml::parse(text).ok().unwrap().root
    }

    fn refusal(text: &str) -> Refusal {
        Yaml::parse(text).err().unwrap()
    }

    #[test]
    fn yaml_becomes_the_json_that_it_stands_for() {
        let rows = [
            ("a: 1", json!({"a": 1})),
            ("a: '1'", json!({"a": "1"})),
            ("a: -1.5e3", json!({"a": -1500.0})),
            ("a: [yes, no, on, off, true, False]", json!({"a": ["yes", "no", "on", "off", true, false]})),
            ("a: ~\nb:\nc: null", json!({"a": null, "b": null, "c": null})),
            ("a: 2021-08-10", json!({"a": "2021-08-10"})),
            ("'200': {}", json!({"200": {}})),
            ("a: |-\n  b\n  c\n", json!({"a": "b\nc"})),
            ("a: >-\n  b\n  c\n", json!({"a": "b c"})),
            ("---\na: 1\n...\n", json!({"a": 1})),
            ("{\"a\": [1, {\"b\": \"\\u0041\"}]}", json!({"a": [1, {"b": "A"}]})),
            ("<<: {a: 1}", json!({"<<": {"a": 1}})),
        ];
        for (text, expected) in rows {
            assert_eq!(parse(text), expected, "{text:?}");
        }
    }

    #[test]
    fn members_keep_the_order_of_the_text() {
        let root = parse("z: 1\na: 2\nm: 3\n");
        assert_eq!(root.as_object().unwrap().keys().collect::<Vec<_>>(), ["z", "a", "m"]);
    }

    #[test]
    fn a_hundred_levels_are_read_and_no_more() {
        let lists = |levels: usize| format!("a: {}{}", "[".repeat(levels), "]".repeat(levels));
        parse(&lists(MAX_DEPTH - 1));
        for levels in [MAX_DEPTH, 200] {
            let refusal = refusal(&lists(levels));
            assert_eq!(refusal.place, (1, 103));
            assert!(refusal.message.starts_with("nested more than 100 levels deep"), "{}", refusal.message);
        }
        assert!(refusal(&"- ".repeat(1_000_000)).message.starts_with("nested"));
    }

    #[test]
    fn what_is_not_utf_8_is_refused_where_it_begins() {
        assert_eq!(text("連".into()).ok().unwrap(), "連");
        assert_eq!(text(b"a: 1\n\xE9\x80\xA3: \xE9".to_vec()).err().unwrap().place, (2, 4));
    }
}

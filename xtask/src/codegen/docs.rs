//! Doc comments, from the document's descriptions and constraints.

use std::fmt::Write as _;

use contacts_openapi::{Document, Location, Operation, list};
use serde_json::Value;
use syn::Attribute;

use super::model::Model;
use super::names;

/// How wide a doc comment may be.
const WIDTH: usize = 96;

/// The documentation of a type.
pub(crate) fn of_schema(model: &Model<'_>, schema: &Value, name: &str) -> String {
    let mut docs = description(schema).unwrap_or_else(|| format!("`{name}`."));
    append(&mut docs, &rules(model, schema));
    append(&mut docs, &notes(schema));
    append(&mut docs, &pages(model.document, schema));
    docs
}

/// The documentation of a property or a parameter: what it is, what may be in it, what is assumed.
pub(crate) fn of_member(model: &Model<'_>, schema: &Value, described: &Value, name: &str) -> String {
    let mut docs = description(described).or_else(|| description(schema)).unwrap_or_else(|| format!("`{name}`."));
    append(&mut docs, &constraints(model.document.follow(schema), schema).join(" "));
    if let Some(target) = Model::reference(schema).and_then(|name| model.schema(name)) {
        append(&mut docs, &rules(model, target.value));
    }
    append(&mut docs, &notes(schema));
    if !std::ptr::eq(schema, described) {
        append(&mut docs, &notes(described));
    }
    docs
}

/// The documentation of a call: what it does, what it needs, what can go wrong, where it is described.
pub(crate) fn of_operation(model: &Model<'_>, operation: &Operation<'_>) -> String {
    let summary = operation.text("summary").unwrap_or(operation.id).trim_end_matches('.');
    let mut docs = format!("{summary}: `{} {}`.", operation.method, operation.path);
    append(&mut docs, &description(operation.value).unwrap_or_default());
    if let Some(body) = operation.request.and_then(Model::reference) {
        let schema = model.schema(body).map_or(&Value::Null, |schema| schema.value);
        append(&mut docs, &rules(model, schema));
    }
    let scopes: Vec<String> = operation.scopes.iter().map(|scope| format!("`{scope}`")).collect();
    if !scopes.is_empty() {
        append(&mut docs, &format!("Scope: {}.", scopes.join(" or ")));
    }
    append(&mut docs, &notes(operation.value));
    let mut errors = String::from("# Errors\n");
    for response in operation.responses.iter().filter(|response| !response.is_success()) {
        let text = response.value.get("description").and_then(Value::as_str).unwrap_or_default();
        let text = text.split_terminator('\n').next().unwrap_or_default();
        let status = if response.status == "default" { "any other status" } else { response.status };
        let assumed = operation.value.get("x-assumed-responses").and_then(|it| it.get(response.status));
        let status = if assumed.is_some() { format!("{status} (assumed)") } else { status.to_owned() };
        let _ = write!(errors, "\n- {status}: {text}");
    }
    append(&mut docs, &errors);
    if let Some(page) = operation.page() {
        append(&mut docs, &format!("Documentation: <{page}>"));
    }
    append(&mut docs, &example(model, operation));
    docs
}

/// The documentation of a call that walks a list.
pub(crate) fn of_paged(model: &Model<'_>, operation: &Operation<'_>, name: &str, cursor: &str) -> String {
    let (plain, field) = (names::function(operation.id), names::field(cursor));
    let summary = operation.text("summary").unwrap_or(operation.id).trim_end_matches('.');
    let mut docs = format!(
        "{summary}, page by page: `{} {}`.\n\nWhat [`{plain}`](Self::{plain}) answers as a stream, which begins where \
         `{field}` of `params` says, and asks for the page after the one that is read: see [`pages`](crate::pages).",
        operation.method, operation.path
    );
    let mut call = Call::of(model, operation, name);
    // A stream takes its parameters along.
    for argument in call.arguments.iter_mut().filter(|argument| *argument == "&params") {
        "params".clone_into(argument);
    }
    append(&mut docs, &call.example(&[format!("let pages = client.{name}({});", call.arguments.join(", "))]));
    docs
}

/// The documentation of the way from what one call answers to what another takes.
pub(crate) fn of_conversion(
    model: &Model<'_>,
    get: &Operation<'_>,
    put: &Operation<'_>,
    left_out: &[String],
) -> String {
    let (read, write) = (names::function(get.id), names::function(put.id));
    let mut docs = format!(
        "What [`{write}`](crate::Client::{write}) takes to write back what [`{read}`](crate::Client::{read}) answered."
    );
    if !left_out.is_empty() {
        append(&mut docs, &format!("Left out is what only the answer has: {}.", left_out.join(", ")));
    }
    append(
        &mut docs,
        "It is for that answer only. Others, lists above all, may leave members out or give null for them, and to \
         write those back would clear them: read a thing by itself before it is written back.",
    );
    let (mut read, mut write) = (Call::new(get, &read), Call::of(model, put, &write));
    // Only the path and the body can be written down without knowing what is asked for.
    if read.hidden.len() == 1 && write.hidden.len() == 2 {
        let body = write.hidden[1].rsplit("::").next().unwrap_or_default();
        let mut lines = vec![format!("use contacts_client::types::{body};\n")];
        for (index, parameter) in get.parameters_in(Location::Path).enumerate() {
            let name = names::field(parameter.name);
            let value = std::mem::replace(&mut read.arguments[index], format!("&{name}"));
            lines.push(format!("let {name} = {};", value.trim_start_matches('&')));
        }
        write.arguments = read.arguments.iter().cloned().chain(["&body".to_owned()]).collect();
        lines.push(format!("let mut body = {body}::from({}.into_inner());", read.awaited()));
        lines.push("// Change what is to be changed, and write it back.".to_owned());
        lines.push(format!("{};", write.awaited()));
        append(&mut docs, &read.example(&lines));
    }
    docs
}

/// A call as a reader would write it.
fn example(model: &Model<'_>, operation: &Operation<'_>) -> String {
    let call = Call::of(model, operation, &names::function(operation.id));
    let result = match operation.success().and_then(|success| success.schema) {
        Some(_) => format!("let answer = {}.into_inner();", call.awaited()),
        None => format!("{};", call.awaited()),
    };
    call.example(&[result])
}

/// A call in an example.
struct Call {
    name: String,
    arguments: Vec<String>,
    /// What the example takes for given.
    hidden: Vec<String>,
}

impl Call {
    /// A call without a body.
    fn new(operation: &Operation<'_>, name: &str) -> Self {
        let mut call = Self {
            name: name.to_owned(),
            arguments: Vec::new(),
            hidden: vec!["client: &contacts_client::Client".to_owned()],
        };
        for parameter in operation.parameters_in(Location::Path) {
            let example = parameter.value.get("example").and_then(Value::as_str);
            let example = example.unwrap_or("id");
            call.arguments.push(format!("&{example:?}.into()"));
        }
        if operation.parameters_in(Location::Query).next().is_some() {
            let name = names::params(operation.id);
            call.arguments.push("&params".to_owned());
            call.hidden.push(format!("params: contacts_client::types::{name}"));
        }
        call
    }

    /// A call with its body, if it has one.
    fn of(model: &Model<'_>, operation: &Operation<'_>, name: &str) -> Self {
        let mut call = Self::new(operation, name);
        if let Some(body) = operation.request.and_then(Model::reference) {
            call.arguments.push("&body".to_owned());
            call.hidden.push(format!("body: contacts_client::types::{}", model.rust_name(body)));
        }
        call
    }

    fn awaited(&self) -> String {
        format!("client.{}({}).await?", self.name, self.arguments.join(", "))
    }

    fn example(&self, lines: &[String]) -> String {
        format!(
            "# Examples\n\n```no_run\n# async fn example({}) -> Result<(), contacts_client::Error> {{\n{}\n# Ok(())\n# }}\n```",
            self.hidden.join(", "),
            lines.join("\n"),
        )
    }
}

/// What a value must be for the service to take it, one sentence each.
fn constraints(target: &Value, schema: &Value) -> Vec<String> {
    let get = |member: &str| schema.get(member).or_else(|| target.get(member));
    let number = |member: &str| get(member).and_then(Value::as_i64);
    let excluded = |member: &str| get(member).and_then(Value::as_bool) == Some(true);
    let mut sentences = Vec::new();
    sentences.extend(range(number("minLength"), number("maxLength"), "character"));
    let (least, most) = (number("minimum"), number("maximum"));
    match (least.filter(|_| excluded("exclusiveMinimum")), most.filter(|_| excluded("exclusiveMaximum"))) {
        (None, None) => sentences.extend(range(least, most, "")),
        (above, below) => {
            sentences.extend(range(least.filter(|_| above.is_none()), most.filter(|_| below.is_none()), ""));
            sentences.extend(above.map(|above| format!("More than {above}.")));
            sentences.extend(below.map(|below| format!("Less than {below}.")));
        }
    }
    sentences.extend(range(number("minItems"), number("maxItems"), "item"));
    if get("uniqueItems").and_then(Value::as_bool) == Some(true) {
        sentences.push("No item twice.".to_owned());
    }
    if let Some(pattern) = get("pattern").and_then(Value::as_str) {
        sentences.push(format!("Pattern: `{pattern}`."));
    }
    if get("readOnly").and_then(Value::as_bool) == Some(true) {
        sentences.push("Read-only.".to_owned());
    }
    if let Some(default) = get("default") {
        sentences.push(match default {
            Value::String(text) => format!("Default: `{text}`."),
            other => format!("Default: `{other}`."),
        });
    }
    sentences
}

/// From where to where something reaches; nothing if it has no bounds.
fn range(least: Option<i64>, most: Option<i64>, noun: &str) -> Option<String> {
    // No text and no list has less than nothing.
    let least = least.filter(|least| noun.is_empty() || *least > 0);
    let (bounds, count) = match (least, most) {
        (Some(least), Some(most)) => (format!("{least} to {most}"), most),
        (None, Some(most)) => (format!("At most {most}"), most),
        (Some(least), None) => (format!("At least {least}"), least),
        (None, None) => return None,
    };
    Some(match (noun, count) {
        ("", _) => format!("{bounds}."),
        (_, 1) => format!("{bounds} {noun}."),
        (_, _) => format!("{bounds} {noun}s."),
    })
}

/// The rules that a type's schemas state about it, by their messages.
fn rules(model: &Model<'_>, schema: &Value) -> String {
    let parts = model.document.parts(schema).into_iter();
    let messages = parts.filter_map(|part| part.pointer("/x-rule/message")?.as_str());
    let items: Vec<String> = messages.map(|message| format!("- {}", message.trim())).collect();
    if items.is_empty() { String::new() } else { format!("Rules:\n\n{}", items.join("\n")) }
}

fn notes(value: &Value) -> String {
    let assumption = value.get("x-assumption");
    let reason = assumption.and_then(|it| it.get("reason").unwrap_or(it).as_str());
    reason.map(|reason| format!("Assumed, not documented: {}", reason.trim())).unwrap_or_default()
}

fn pages(document: &Document, value: &Value) -> String {
    let sources = list(value, "x-source").filter_map(Value::as_str);
    let pages: Vec<String> =
        sources.filter_map(|source| Some(format!("[{source}]({})", page(document, source)?))).collect();
    if pages.is_empty() { String::new() } else { format!("Documentation: {}", pages.join(", ")) }
}

/// The address of a page that an `x-source` names as `<slug>/<language>`, by the document's own index.
pub(crate) fn page(document: &Document, source: &str) -> Option<String> {
    let (slug, language) = source.split_once('/')?;
    let is_language = !language.is_empty() && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let url = document.pointer("/x-source-index")?.get(slug)?.get("url")?.as_str()?;
    is_language.then(|| url.replace("{lang}", language))
}

pub(crate) fn description(value: &Value) -> Option<String> {
    let text = value.get("description")?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn append(docs: &mut String, paragraph: &str) {
    if !paragraph.is_empty() {
        docs.push_str("\n\n");
        docs.push_str(paragraph);
    }
}

/// The lines of a doc comment, wrapped; fenced code is left alone.
pub(crate) fn lines(docs: &str) -> Vec<String> {
    // The compiler refuses comments with a lone carriage return or with marks that turn the text around.
    let refused =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let docs = docs.replace("\r\n", "\n").replace(refused, " ");
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in docs.lines() {
        fenced ^= line.starts_with("```");
        if fenced || line.starts_with("```") || line.starts_with('|') {
            lines.push(line.to_owned());
            continue;
        }
        let indent = if line.starts_with("- ") { "  " } else { "" };
        let options = textwrap::Options::new(WIDTH)
            .subsequent_indent(indent)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        lines.extend(textwrap::wrap(line, options).into_iter().map(|line| line.trim_end().to_owned()));
        if line.is_empty() {
            lines.push(String::new());
        }
    }
    lines.dedup_by(|next, previous| next.is_empty() && previous.is_empty());
    lines
}

/// The same as attributes of a syntax tree.
pub(crate) fn attributes(docs: &str) -> Vec<Attribute> {
    lines(docs)
        .iter()
        .map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            syn::parse_quote!(#[doc = #line])
        })
        .collect()
}

/// The same as text, each line with its `///`.
pub(crate) fn comment(docs: &str, indent: &str) -> String {
    lines(docs).iter().map(|line| format!("{indent}/// {line}").trim_end().to_owned() + "\n").collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_constraint_becomes_a_sentence() {
        let rows = [
            (json!({"minLength": 1, "maxLength": 20}), "1 to 20 characters."),
            (json!({"maxLength": 20}), "At most 20 characters."),
            (json!({"minLength": 1}), "At least 1 character."),
            (json!({"minLength": 0, "maxLength": 1}), "At most 1 character."),
            (json!({"minimum": 1, "maximum": 500}), "1 to 500."),
            (json!({"minimum": 0}), "At least 0."),
            (json!({"maximum": -1}), "At most -1."),
            (json!({"minimum": 0, "exclusiveMinimum": true}), "More than 0."),
            (json!({"minimum": 0, "exclusiveMinimum": true, "maximum": 9}), "At most 9. More than 0."),
            (json!({"minimum": 0, "maximum": 9, "exclusiveMaximum": true}), "At least 0. Less than 9."),
            (json!({"minimum": 0, "maximum": 9, "exclusiveMaximum": false}), "0 to 9."),
            (json!({"minItems": 0, "minLength": 0}), ""),
            (json!({"minItems": 1}), "At least 1 item."),
            (json!({"minItems": 1, "maxItems": 3}), "1 to 3 items."),
            (json!({"maxItems": 100, "uniqueItems": true}), "At most 100 items. No item twice."),
            (json!({"uniqueItems": false}), ""),
            (json!({"pattern": "^[0-9]{4,}$"}), "Pattern: `^[0-9]{4,}$`."),
            (json!({"readOnly": true, "default": "CUSTOM"}), "Read-only. Default: `CUSTOM`."),
            (json!({"default": 100}), "Default: `100`."),
            (json!({"default": false}), "Default: `false`."),
            (json!({"type": "string"}), ""),
            (json!(null), ""),
        ];
        for (schema, expected) in rows {
            assert_eq!(constraints(&schema, &schema).join(" "), expected, "{schema}");
        }
    }

    #[test]
    fn what_stands_beside_a_reference_overrides_what_stands_behind_it() {
        let (target, beside) = (json!({"maxLength": 30, "pattern": "a"}), json!({"maxLength": 20}));
        assert_eq!(constraints(&target, &beside).join(" "), "At most 20 characters. Pattern: `a`.");
    }

    #[test]
    fn a_member_is_described_by_what_is_closest_to_it() {
        let text =
            "a: {maxLength: 3, description: ' The a. ', x-assumption: Guessed.}\nb: {description: The b.}\nc: {}\n";
        let document = Document::parse("api.yaml", text).unwrap();
        let model = Model::new(&document);
        let [a, b, c] = ["/a", "/b", "/c"].map(|pointer| document.pointer(pointer).unwrap());
        let guessed = "Assumed, not documented: Guessed.";
        assert_eq!(of_member(&model, a, a, "x"), format!("The a.\n\nAt most 3 characters.\n\n{guessed}"));
        assert_eq!(of_member(&model, a, b, "x"), format!("The b.\n\nAt most 3 characters.\n\n{guessed}"));
        assert_eq!(of_member(&model, b, a, "x"), format!("The a.\n\n{guessed}"));
        assert_eq!(of_member(&model, c, c, "x"), "`x`.");
    }

    #[test]
    fn what_is_assumed_is_told_from_what_is_documented() {
        let guessed = "Assumed, not documented: Guessed.";
        let rows = [
            ("{maxLength: 3, x-assumption: Guessed.}", format!("At most 3 characters.\n\n{guessed}")),
            (
                "{maxLength: 3, x-assumption: {covers: [maxLength], reason: Guessed.}}",
                format!("At most 3 characters.\n\n{guessed}"),
            ),
        ];
        for (member, expected) in rows {
            let document = Document::parse("api.yaml", member).unwrap();
            let docs = of_member(&Model::new(&document), document.root(), document.root(), "x");
            assert_eq!(docs, format!("`x`.\n\n{expected}"), "{member}");
        }
    }

    #[test]
    fn pages_become_links() {
        let text =
            "x-source-index: {tags: {url: 'https://a.test/{lang}/tags'}, help: {url: 'https://b.test'}, odd: {}}\n";
        let document = Document::parse("api.yaml", text).unwrap();
        let value =
            json!({"x-source": ["tags/jp", "help/zh-tw", "tags", "tags/", "tags/a b", "odd/en", "absent/en", 3]});
        let expected = "Documentation: [tags/jp](https://a.test/jp/tags), [help/zh-tw](https://b.test)";
        assert_eq!(pages(&document, &value), expected);
        assert_eq!(pages(&document, &json!({})), "");
    }

    #[test]
    fn lines_are_wrapped_but_not_in_code_and_tables() {
        let long = "word ".repeat(40);
        assert!(lines(&long).iter().all(|line| line.len() <= WIDTH && !line.ends_with(' ')));
        for kept in [format!("```\n{long}\n```"), format!("| {long} |")] {
            assert_eq!(lines(&kept), kept.lines().collect::<Vec<_>>());
        }
        let item = lines(&format!("- {long}"));
        assert!(item.len() > 1 && item[1..].iter().all(|line| line.starts_with("  word")), "{item:?}");
        let url = format!("<https://example.com/{}>", "a-".repeat(60));
        assert_eq!(lines(&url), [url.as_str()]);
    }

    #[test]
    fn blank_lines_are_kept_once() {
        assert_eq!(lines("a\n\n\n\nb"), ["a", "", "b"]);
        assert_eq!(comment("a\n\nb", "  "), "  /// a\n  ///\n  /// b\n");
    }

    #[test]
    fn a_comment_holds_only_what_the_compiler_takes() {
        assert_eq!(lines("a\r\nb\rc\u{202e}d\u{7}e\tf"), ["a", "b c d e f"]);
    }
}

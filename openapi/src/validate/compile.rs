//! From the document to a [`Program`].

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use jsonptr::PointerBuf;
use serde_json::Value;

use super::canon::Canon;
use super::circles;
use super::number::Decimal;
use super::program::{
    ArrayRules, Choice, ChoiceKind, CountRule, Dated, Enum, Kinds, Mark, Names, Node, NodeId, NumberRule, Pattern,
    Program, Slot, Statement, StringRule,
};
use crate::document::{Document, MAX_REFERENCES};
use crate::provenance::Assumption;

/// How many schemas a value may be subject to at once.
const MAX_PARTS: usize = 500;

/// How deep schemas may lead to each other, and to how many nodes, before that is taken for a slip.
const MAX_DEPTH: usize = 200;
const MAX_NODES: usize = 20_000;

/// What is wrong with a schema, and where.
pub(super) type Unsound = (PointerBuf, String);

/// Compiles the schema at a place, and the one that answers are held against.
pub(super) fn compile(
    document: &Document,
    root: PointerBuf,
    counterpart: Option<PointerBuf>,
) -> Result<Program, Unsound> {
    let mut compiler = Compiler {
        document,
        nodes: vec![Some(Node::any())],
        known: BTreeMap::from([(BTreeSet::new(), NodeId::ANY)]),
        statements: Vec::new(),
        marked: HashMap::new(),
        depth: 0,
    };
    let is_null_undecided = compiler.set_at(root.clone())?.iter().any(|schema| schema.value.get("x-null").is_some());
    let root = compiler.node_at(root)?;
    let counterpart = counterpart.map(|at| compiler.node_at(at)).transpose()?;
    let mut nodes: Vec<Node> = compiler.nodes.into_iter().flatten().collect();
    if let Some(choice) = circles::choice_of_itself(&nodes) {
        let at = compiler.statements[choice.mark.statement as usize].clone();
        return Err((at, "this leads back to itself for one and the same value".to_owned()));
    }
    circles::mark_doubtful(&mut nodes);
    let is_recursive = circles::are_choices_nested(&nodes);
    let statements = compiler.statements.into_iter().map(|at| Statement { at, source: OnceLock::new() }).collect();
    Ok(Program { nodes, statements, root, counterpart, is_recursive, is_null_undecided })
}

/// A schema of the document: where it stands, and whether what stands there is assumed as a whole.
#[derive(Clone, Debug)]
struct Schema<'d> {
    at: PointerBuf,
    is_assumed: bool,
    value: &'d Value,
}

impl Schema<'_> {
    fn key(&self) -> (&PointerBuf, bool) {
        (&self.at, self.is_assumed)
    }
}

impl PartialEq for Schema<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Schema<'_> {}

impl PartialOrd for Schema<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Schema<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// Schemas that one value is subject to.
type Set<'d> = BTreeSet<Schema<'d>>;

struct Compiler<'d> {
    document: &'d Document,
    /// `None` while a node is being made.
    nodes: Vec<Option<Node>>,
    known: BTreeMap<Set<'d>, NodeId>,
    statements: Vec<PointerBuf>,
    marked: HashMap<PointerBuf, u32>,
    /// How many nodes are being made.
    depth: usize,
}

impl<'d> Compiler<'d> {
    fn set_at(&self, at: PointerBuf) -> Result<Set<'d>, Unsound> {
        let mut set = Set::new();
        let value = self.document.pointer(at.as_str()).unwrap_or(&Value::Null);
        self.expand(at, value, false, &mut set)?;
        Ok(set)
    }

    fn node_at(&mut self, at: PointerBuf) -> Result<NodeId, Unsound> {
        let set = self.set_at(at)?;
        self.node(&set)
    }

    /// Adds a schema, followed through its references, and the parts that it is composed of.
    fn expand(
        &self,
        mut at: PointerBuf,
        mut value: &'d Value,
        mut is_assumed: bool,
        set: &mut Set<'d>,
    ) -> Result<(), Unsound> {
        for _ in 0..MAX_REFERENCES {
            let Some(members) = value.as_object() else { return Err((at, "a schema is an object".to_owned())) };
            let Some(reference) = members.get("$ref").and_then(Value::as_str) else {
                is_assumed |= Assumption::of(value).is_some_and(|assumption| assumption.is_whole());
                let schema = Schema { at, is_assumed, value };
                if set.len() >= MAX_PARTS {
                    return Err((schema.at, format!("composed of more than {MAX_PARTS} schemas")));
                }
                if !set.contains(&schema) {
                    set.insert(schema.clone());
                    for (part, value) in schemas(&schema, "allOf")? {
                        self.expand(part, value, is_assumed, set)?;
                    }
                }
                return Ok(());
            };
            let target = Document::target(reference);
            let found = target.and_then(|target| Some((self.document.pointer(target.as_str())?, target)));
            let Some((found, target)) = found else {
                return Err((at, format!("there is nothing at `{reference}`")));
            };
            (at, value, is_assumed) = (target, found, false);
        }
        Err((at, "references lead in a circle".to_owned()))
    }

    /// Adds the schema that is a member of another.
    fn expand_member(&self, schema: &Schema<'d>, name: &str, set: &mut Set<'d>) -> Result<(), Unsound> {
        match schema.value.get(name) {
            Some(value) => {
                let is_assumed = schema.is_assumed || covers(schema.value, name);
                self.expand(schema.at.with_trailing_token(name), value, is_assumed, set)
            }
            None => Ok(()),
        }
    }

    fn mark(&mut self, at: PointerBuf, is_assumed: bool) -> Mark {
        let statement = *self.marked.entry(at).or_insert_with_key(|at| {
            self.statements.push(at.clone());
            u32::try_from(self.statements.len() - 1).unwrap_or(u32::MAX)
        });
        Mark { statement, is_assumed }
    }

    /// The node of a set of schemas; made when it is first asked for.
    fn node(&mut self, set: &Set<'d>) -> Result<NodeId, Unsound> {
        if let Some(node) = self.known.get(set) {
            return Ok(*node);
        }
        if self.depth >= MAX_DEPTH || self.nodes.len() >= MAX_NODES {
            let at = set.first().map(|schema| schema.at.clone()).unwrap_or_default();
            return Err((
                at,
                format!("leads through more than {MAX_DEPTH} levels or {MAX_NODES} combinations of schemas"),
            ));
        }
        self.depth += 1;
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.known.insert(set.clone(), id);
        self.nodes.push(None);
        let mut node = Node::any();
        for schema in set {
            self.add(&mut node, schema)?;
        }
        self.array(&mut node, set)?;
        self.object(&mut node, set)?;
        let is_plain = node.types.is_empty() && node.enums.is_empty() && node.dated.is_empty();
        let has_rules = !node.object.counts.is_empty() || !node.array.counts.is_empty() || node.array.unique.is_some();
        let provides = node.object.additional != NodeId::ANY || node.object.forbidden.is_some();
        let declares = node.object.slots.iter().any(|slot| slot.node != NodeId::ANY || !slot.required.is_empty());
        let closes = node.object.closed.is_some() && declares_properties(set);
        let is_one = matches!(&node.choices[..], [Choice { kind: ChoiceKind::AnyOf | ChoiceKind::OneOf, .. }]);
        let has_items = node.array.items != NodeId::ANY;
        node.is_only_a_choice = is_one && is_plain && !has_rules && !provides && !declares && !closes && !has_items;
        node.is_indexable = node.enums.is_empty() && !provides;
        self.nodes[id.0 as usize] = Some(node);
        self.depth -= 1;
        Ok(id)
    }

    /// Adds what a schema says of a value, but for items and members.
    fn add(&mut self, node: &mut Node, schema: &Schema<'d>) -> Result<(), Unsound> {
        let value = schema.value;
        let mut keyword = Keyword { schema, name: "" };
        for (name, member) in value.as_object().into_iter().flatten() {
            keyword.name = name;
            let at = || schema.at.with_trailing_token(name);
            match name.as_str() {
                "type" => {
                    let kinds = kinds(member).ok_or_else(|| (at(), "this is no type of OpenAPI 3.0".to_owned()))?;
                    let is_nullable = value.get("nullable").and_then(Value::as_bool) == Some(true);
                    let kinds = if is_nullable { kinds.or(Kinds::NULL) } else { kinds };
                    node.kinds = node.kinds.and(kinds);
                    node.types.push((kinds, keyword.mark(self)));
                }
                "enum" => {
                    let items = keyword.list(member)?;
                    let texts = items.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                    let others = items.iter().filter(|item| !item.is_string()).map(Canon::of).collect();
                    node.enums.push(Enum { texts, others, mark: keyword.mark(self) });
                }
                "minLength" => node.strings.push((StringRule::MinLength(keyword.count(member)?), keyword.mark(self))),
                "maxLength" => node.strings.push((StringRule::MaxLength(keyword.count(member)?), keyword.mark(self))),
                "pattern" => node.strings.push((StringRule::Pattern(keyword.pattern(member)?), keyword.mark(self))),
                "format" => self.format(node, &keyword, member),
                "minimum" => {
                    let is_exclusive = keyword.flag("exclusiveMinimum")?;
                    let rule = NumberRule::Minimum { bound: keyword.number(member)?, is_exclusive };
                    node.numbers.push((rule, keyword.mark(self)));
                }
                "maximum" => {
                    let is_exclusive = keyword.flag("exclusiveMaximum")?;
                    let rule = NumberRule::Maximum { bound: keyword.number(member)?, is_exclusive };
                    node.numbers.push((rule, keyword.mark(self)));
                }
                "multipleOf" => {
                    let multiple = keyword.number(member)?;
                    if multiple.is_multiple_of(&multiple).is_none() || multiple < Decimal::parse("0") {
                        return Err((at(), "expected a number above zero, of at most 18 digits".to_owned()));
                    }
                    node.numbers.push((NumberRule::MultipleOf(multiple), keyword.mark(self)));
                }
                "minItems" => node.array.counts.push((CountRule::Min(keyword.count(member)?), keyword.mark(self))),
                "maxItems" => node.array.counts.push((CountRule::Max(keyword.count(member)?), keyword.mark(self))),
                "uniqueItems" if keyword.flag(name)? => node.array.unique = Some(keyword.mark(self)),
                "minProperties" => {
                    node.object.counts.push((CountRule::Min(keyword.count(member)?), keyword.mark(self)));
                }
                "maxProperties" => {
                    node.object.counts.push((CountRule::Max(keyword.count(member)?), keyword.mark(self)));
                }
                "anyOf" | "oneOf" => {
                    let kind = if name == "anyOf" { ChoiceKind::AnyOf } else { ChoiceKind::OneOf };
                    let choice = self.choice(kind, &keyword)?;
                    node.choices.push(choice);
                }
                "not" => {
                    let mut set = Set::new();
                    self.expand_member(schema, name, &mut set)?;
                    let branches = vec![self.node(&set)?];
                    let (mark, rule) = (keyword.mark(self), rule(value));
                    node.choices.push(Choice { kind: ChoiceKind::Not, branches, mark, rule, is_doubtful: false });
                }
                "x-dated-changes" => self.dated(node, &keyword, member),
                _ => {}
            }
        }
        Ok(())
    }

    fn format(&mut self, node: &mut Node, keyword: &Keyword<'_, 'd>, format: &Value) {
        let range =
            |least: &str, most: &str| NumberRule::Format { least: Decimal::parse(least), most: Decimal::parse(most) };
        let rule = match format.as_str() {
            Some("date-time") => return node.strings.push((StringRule::DateTime, keyword.mark(self))),
            Some("date") => return node.strings.push((StringRule::Date, keyword.mark(self))),
            Some("int32") => range(&i32::MIN.to_string(), &i32::MAX.to_string()),
            Some("int64") => range(&i64::MIN.to_string(), &i64::MAX.to_string()),
            Some("float") => range(&f32::MIN.to_string(), &f32::MAX.to_string()),
            Some("double") => range(&f64::MIN.to_string(), &f64::MAX.to_string()),
            // Any other format is an annotation, as the specification lets a reader take it.
            _ => return,
        };
        node.numbers.push((rule, keyword.mark(self)));
    }

    fn dated(&mut self, node: &mut Node, keyword: &Keyword<'_, 'd>, changes: &Value) {
        for (index, change) in changes.as_array().into_iter().flatten().enumerate() {
            let text = |member: &str| change.get(member).and_then(Value::as_str).map(str::to_owned);
            if let (Some("request"), Some(value), Some(date)) =
                (change.get("applies").and_then(Value::as_str), text("value"), text("date"))
            {
                let at = keyword.schema.at.with_trailing_token(keyword.name).with_trailing_token(index);
                node.dated.push(Dated { value, date, mark: self.mark(at, true) });
            }
        }
    }

    /// `anyOf` or `oneOf`, by the value of a member where a discriminator stands beside it.
    fn choice(&mut self, kind: ChoiceKind, keyword: &Keyword<'_, 'd>) -> Result<Choice, Unsound> {
        let mut branches = Vec::new();
        let mut by_name = HashMap::new();
        for (at, value) in schemas(keyword.schema, keyword.name)? {
            let mut set = Set::new();
            self.expand(at, value, keyword.schema.is_assumed, &mut set)?;
            let reference = value.get("$ref").and_then(Value::as_str).and_then(Document::target);
            if let Some(name) = reference.as_ref().and_then(|target| target.last()) {
                by_name.insert(name.decoded().into_owned(), branches.len());
            }
            branches.push(self.node(&set)?);
        }
        let kind = match keyword.schema.value.get("discriminator") {
            None => kind,
            Some(discriminator) => {
                let at = || keyword.schema.at.with_trailing_token("discriminator");
                let Some(name) = discriminator.get("propertyName").and_then(Value::as_str) else {
                    return Err((at(), "expected an object with the member `propertyName`".to_owned()));
                };
                let mut mapped = HashMap::new();
                for (value, target) in discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten() {
                    let target = target.as_str().unwrap_or_default();
                    let component = target.rsplit('/').next().unwrap_or_default();
                    let Some(branch) = by_name.get(component).copied() else {
                        let at = at().with_trailing_token("mapping").with_trailing_token(value.as_str());
                        return Err((at, format!("`{target}` is none of the schemas to choose from")));
                    };
                    mapped.insert(value.clone(), branch);
                }
                by_name.extend(mapped);
                ChoiceKind::Discriminator { name: name.to_owned(), branches: by_name }
            }
        };
        let (mark, rule) = (keyword.mark(self), rule(keyword.schema.value));
        Ok(Choice { kind, branches, mark, rule, is_doubtful: false })
    }

    fn array(&mut self, node: &mut Node, set: &Set<'d>) -> Result<(), Unsound> {
        let mut items = Set::new();
        for schema in set {
            self.expand_member(schema, "items", &mut items)?;
        }
        let ArrayRules { items: node_of_items, .. } = &mut node.array;
        *node_of_items = self.node(&items)?;
        Ok(())
    }

    fn object(&mut self, node: &mut Node, set: &Set<'d>) -> Result<(), Unsound> {
        let mut additional = Set::new();
        for schema in set {
            let value = schema.value;
            let at = || schema.at.with_trailing_token("additionalProperties");
            match value.get("additionalProperties") {
                None | Some(Value::Bool(true)) => {}
                Some(Value::Bool(false)) => {
                    let is_assumed = schema.is_assumed || covers(value, "additionalProperties");
                    node.object.forbidden = Some(self.mark(at(), is_assumed));
                }
                Some(Value::Object(_)) => self.expand_member(schema, "additionalProperties", &mut additional)?,
                Some(_) => return Err((at(), "expected a schema, true or false".to_owned())),
            }
        }
        let mut spoken = Spoken::default();
        self.speak(set, true, &mut spoken)?;
        let declaring = set.iter().find(|schema| schema.value.get("properties").is_some());
        let declaring = declaring.map(|schema| schema.at.with_trailing_token("properties"));
        let by_choice = || spoken.names.iter().any(|(_, is_declared)| *is_declared).then(|| set.first()).flatten();
        let closed = declaring.or_else(|| by_choice().map(|schema| schema.at.clone()));
        node.object.closed = closed.filter(|_| !spoken.is_open).map(|at| self.mark(at, true));
        node.object.additional = self.node(&additional)?;
        for (name, is_declared) in spoken.names {
            let slot = self.slot(set, name, is_declared)?;
            node.object.slots.push(slot);
        }
        if node.object.slots.len() >= usize::from(u16::MAX) {
            let at = set.first().map(|schema| schema.at.clone()).unwrap_or_default();
            return Err((at, "has more properties than anybody can mean".to_owned()));
        }
        let required = node.object.slots.iter().enumerate().filter(|(_, slot)| !slot.required.is_empty());
        node.object.required = required.map(|(index, _)| index).collect();
        node.object.names = Names::of(&node.object.slots);
        Ok(())
    }

    /// Finds every name that schemas and their choices speak of.
    fn speak(&self, set: &Set<'d>, declares: bool, spoken: &mut Spoken) -> Result<(), Unsound> {
        for schema in set {
            if !spoken.heard.insert((schema.at.clone(), declares)) {
                continue;
            }
            if spoken.heard.len() > MAX_PARTS {
                return Err((schema.at.clone(), format!("chooses among more than {MAX_PARTS} schemas")));
            }
            let value = schema.value;
            spoken.is_open |= declares && !matches!(value.get("additionalProperties"), None | Some(Value::Bool(false)));
            match value.get("properties") {
                None => {}
                Some(Value::Object(properties)) => properties.keys().for_each(|name| spoken.add(name, declares)),
                Some(_) => return Err((schema.at.with_trailing_token("properties"), "expected an object".to_owned())),
            }
            match value.get("required") {
                None => {}
                Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
                    items.iter().filter_map(Value::as_str).for_each(|name| spoken.add(name, false));
                }
                Some(_) => {
                    return Err((schema.at.with_trailing_token("required"), "expected a list of names".to_owned()));
                }
            }
            let discriminator = value.get("discriminator").and_then(|it| it.get("propertyName"));
            if let Some(name) = discriminator.and_then(Value::as_str) {
                spoken.add(name, declares);
            }
            for (at, value) in schemas(schema, "anyOf")?.chain(schemas(schema, "oneOf")?) {
                let mut branch = Set::new();
                self.expand(at, value, false, &mut branch)?;
                self.speak(&branch, declares, spoken)?;
            }
            let mut excluded = Set::new();
            self.expand_member(schema, "not", &mut excluded)?;
            self.speak(&excluded, false, spoken)?;
        }
        Ok(())
    }

    fn slot(&mut self, set: &Set<'d>, name: String, is_declared: bool) -> Result<Slot, Unsound> {
        let is_plain = name.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
        let mut slot = Slot {
            quoted: if is_plain { format!("\"{name}\"") } else { String::new() },
            name,
            node: NodeId::ANY,
            is_declared,
            required: Vec::new(),
            forbidden: None,
            read_only: None,
            write_only: None,
            deprecated: None,
            is_flagged: false,
        };
        let mut schemas = Set::new();
        let mut is_assumed_to_be_required = false;
        for schema in set {
            let value = schema.value;
            if let Some(property) = value.get("properties").and_then(|properties| properties.get(&slot.name)) {
                is_assumed_to_be_required |= covers(property, "required");
                let at = schema.at.with_trailing_token("properties").with_trailing_token(slot.name.as_str());
                self.expand(at, property, schema.is_assumed, &mut schemas)?;
            } else {
                match value.get("additionalProperties") {
                    Some(Value::Object(_)) => self.expand_member(schema, "additionalProperties", &mut schemas)?,
                    Some(Value::Bool(false)) => {
                        let at = schema.at.with_trailing_token("additionalProperties");
                        slot.forbidden =
                            Some(self.mark(at, schema.is_assumed || covers(value, "additionalProperties")));
                    }
                    _ => {}
                }
            }
        }
        for schema in set {
            let value = schema.value;
            let index = value.get("required").and_then(Value::as_array);
            let index = index.and_then(|names| names.iter().position(|it| it.as_str() == Some(&slot.name)));
            if let Some(index) = index {
                let is_assumed = schema.is_assumed || covers(value, "required") || is_assumed_to_be_required;
                let at = schema.at.with_trailing_token("required").with_trailing_token(index);
                slot.required.push(self.mark(at, is_assumed));
            }
        }
        for schema in &schemas {
            let value = schema.value;
            let flags = [
                ("readOnly", &mut slot.read_only),
                ("writeOnly", &mut slot.write_only),
                ("deprecated", &mut slot.deprecated),
            ];
            for (keyword, flag) in flags {
                if value.get(keyword).and_then(Value::as_bool) == Some(true) {
                    *flag = Some(self.mark(schema.at.with_trailing_token(keyword), schema.is_assumed));
                }
            }
        }
        let flags = [slot.read_only, slot.write_only, slot.deprecated, slot.forbidden];
        slot.is_flagged = flags.iter().any(Option::is_some);
        slot.node = self.node(&schemas)?;
        Ok(slot)
    }
}

/// The names of members that schemas speak of, while they are collected.
#[derive(Default)]
struct Spoken {
    /// Each name, and whether it is declared as a property; what stands under `not` declares nothing.
    names: Vec<(String, bool)>,
    /// Whether a schema provides for members of any name.
    is_open: bool,
    heard: BTreeSet<(PointerBuf, bool)>,
}

impl Spoken {
    fn add(&mut self, name: &str, declares: bool) {
        match self.names.iter_mut().find(|(known, _)| known == name) {
            Some((_, is_declared)) => *is_declared |= declares,
            None => self.names.push((name.to_owned(), declares)),
        }
    }
}

/// A keyword of a schema, while it is read.
struct Keyword<'a, 'd> {
    schema: &'a Schema<'d>,
    name: &'a str,
}

impl Keyword<'_, '_> {
    fn mark(&self, compiler: &mut Compiler<'_>) -> Mark {
        let is_assumed = self.schema.is_assumed || covers(self.schema.value, self.name);
        compiler.mark(self.schema.at.with_trailing_token(self.name), is_assumed)
    }

    fn unsound<T>(&self, what: impl Into<String>) -> Result<T, Unsound> {
        Err((self.schema.at.with_trailing_token(self.name), what.into()))
    }

    fn list<'v>(&self, value: &'v Value) -> Result<&'v Vec<Value>, Unsound> {
        value.as_array().filter(|items| !items.is_empty()).map_or_else(|| self.unsound("expected a list"), Ok)
    }

    fn count(&self, value: &Value) -> Result<usize, Unsound> {
        value
            .as_u64()
            .and_then(|count| usize::try_from(count).ok())
            .map_or_else(|| self.unsound("expected a count"), Ok)
    }

    fn number(&self, value: &Value) -> Result<Decimal, Unsound> {
        match value {
            Value::Number(number) => Ok(Decimal::parse(&number.to_string())),
            _ => self.unsound("expected a number"),
        }
    }

    fn flag(&self, name: &str) -> Result<bool, Unsound> {
        match self.schema.value.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err((self.schema.at.with_trailing_token(name), "expected true or false".to_owned())),
        }
    }

    /// A regular expression of ECMA 262, in an engine that takes linear time whatever the payload.
    fn pattern(&self, value: &Value) -> Result<Box<Pattern>, Unsound> {
        let Some(pattern) = value.as_str() else { return self.unsound("expected a regular expression") };
        match Pattern::of(pattern) {
            Some(pattern) => Ok(Box::new(pattern)),
            None => self.unsound("this is no regular expression of ECMA 262 that can be searched in linear time"),
        }
    }
}

/// The schemas that a keyword lists, with their places.
fn schemas<'a, 'd>(
    schema: &'a Schema<'d>,
    keyword: &'a str,
) -> Result<impl Iterator<Item = (PointerBuf, &'d Value)> + use<'a, 'd>, Unsound> {
    // Most schemas have no such keyword, and need no pointer for it.
    let list = move || schema.at.with_trailing_token(keyword);
    let items: &[Value] = match schema.value.get(keyword) {
        None => &[],
        Some(Value::Array(items)) if !items.is_empty() => items,
        Some(_) => return Err((list(), "expected a list of schemas".to_owned())),
    };
    Ok(items.iter().enumerate().map(move |(index, value)| (list().with_trailing_token(index), value)))
}

/// Whether a schema of the set itself, and not only one of a choice, has properties.
fn declares_properties(set: &Set<'_>) -> bool {
    set.iter().any(|schema| schema.value.get("properties").is_some())
}

fn kinds(value: &Value) -> Option<Kinds> {
    Some(match value.as_str()? {
        "boolean" => Kinds::BOOLEAN,
        "integer" => Kinds::INTEGER,
        "number" => Kinds::NUMBER,
        "string" => Kinds::STRING,
        "array" => Kinds::ARRAY,
        "object" => Kinds::OBJECT,
        _ => return None,
    })
}

/// Whether an assumption beside a keyword covers it.
fn covers(schema: &Value, keyword: &str) -> bool {
    Assumption::of(schema).is_some_and(|assumption| assumption.covers(keyword))
}

/// The rule that a schema says with its keywords.
fn rule(schema: &Value) -> Option<(String, String)> {
    let rule = schema.get("x-rule")?;
    let text = |member: &str| rule.get(member).and_then(Value::as_str).map(str::to_owned);
    Some((text("id")?, text("message")?))
}

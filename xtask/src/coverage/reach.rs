//! Which statements of the document a value meets, and which of these it keeps.
//!
//! The engine tells what is broken and not what is kept. So the value is walked along its schema once more, and each
//! keyword that applies to it is kept unless the engine has said otherwise: `maxLength` applies to texts, `required` to
//! objects. Of what a union chooses from, the value meets the arms that it fits; if it fits none, the statements are
//! broken by which it does not.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use contacts_openapi::validate::statements::{followed, is_ignored, is_statement, judged, keyword_of};
use contacts_openapi::validate::{Options, Target, Validator};
use contacts_openapi::{Direction, Document, Finding, list};
use jsonptr::PointerBuf;
use serde_json::Value;

/// What became of a statement.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met {
    pub(super) is_kept: bool,
    pub(super) is_broken: bool,
}

/// A place of the document, as values that travel one way see it.
pub(super) type At = (Direction, String);

/// What values have met.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) statements: BTreeMap<At, Met>,
    /// The values of enums that were seen: where the enum stands, and which it is.
    pub(super) values: BTreeSet<(At, usize)>,
    /// The `nullable`s whose null was seen.
    pub(super) nulls: BTreeSet<At>,
    /// The bodies that were looked at: the same meets the same.
    pub(super) bodies: HashSet<(Target, String)>,
    /// The values that were looked at, and where their schema stands.
    known: HashSet<(At, String)>,
}

/// What the engine says is broken: where in the value, and by which statement.
pub(super) struct Broken(Vec<(String, PointerBuf)>);

impl Broken {
    /// Of the findings about a body.
    pub(super) fn of(findings: &[Finding], at: &str) -> Self {
        let place = |finding: &Finding| {
            let within = finding.pointer.as_ref().map_or("", |pointer| pointer.as_str());
            Some((format!("{at}{within}"), finding.source.as_ref()?.pointer.clone()))
        };
        Self(findings.iter().filter_map(place).collect())
    }

    /// Of the findings about a parameter, whose pointers lead to its name.
    pub(super) fn of_parameter<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let sources = findings.into_iter().filter_map(|finding| finding.source.as_ref());
        Self(sources.map(|source| (String::new(), source.pointer.clone())).collect())
    }
}

/// Walks along values that travel one way.
pub(super) struct Walk<'a> {
    pub(super) validator: &'a Validator,
    pub(super) direction: Direction,
    pub(super) tally: &'a mut Tally,
}

impl<'a> Walk<'a> {
    fn document(&self) -> &'a Document {
        self.validator.document()
    }

    /// Notes what a value meets that is subject to the schema at a place, and what the engine says it breaks.
    pub(super) fn value(&mut self, at: PointerBuf, value: &Value, broken: &Broken) {
        for (_, source) in &broken.0 {
            self.met(source).is_broken = true;
        }
        self.visit(at, value, "", broken, &mut Vec::new());
    }

    fn met(&mut self, at: &PointerBuf) -> &mut Met {
        self.tally.statements.entry((self.direction, at.to_string())).or_default()
    }

    /// `around` are the schemas that the same value is subject to already: one that leads back to itself ends there.
    fn visit(&mut self, at: PointerBuf, value: &Value, path: &str, broken: &Broken, around: &mut Vec<PointerBuf>) {
        let Some(at) = followed(self.document(), at) else { return };
        let Some(schema) = self.document().pointer(at.as_str()).filter(|it| it.is_object()) else { return };
        if around.contains(&at) {
            return;
        }
        // Of what nothing is broken, the same value meets the same again: most of what a page lists is alike.
        let is_sound = !broken.0.iter().any(|(place, _)| place.starts_with(path));
        if around.is_empty() && is_sound {
            let whole = ((self.direction, at.to_string()), value.to_string());
            if !self.tally.known.insert(whole) {
                return;
            }
        }
        around.push(at.clone());
        self.keywords(&at, schema, value, path, broken);
        for index in 0..list(schema, "allOf").count() {
            self.visit(at.with_trailing_token("allOf").with_trailing_token(index), value, path, broken, around);
        }
        for keyword in ["anyOf", "oneOf"] {
            self.union(&at.with_trailing_token(keyword), schema, value, path, broken, around);
        }
        around.pop();
        self.below(&at, schema, value, path, broken);
    }

    fn keywords(&mut self, at: &PointerBuf, schema: &Value, value: &Value, path: &str, broken: &Broken) {
        for keyword in judged(schema).filter(|keyword| applies(keyword, value)) {
            let here = at.with_trailing_token(keyword);
            let statements: Vec<PointerBuf> = if keyword == "required" {
                let names = list(schema, keyword).enumerate().filter(|(_, name)| name.is_string());
                names.map(|(index, _)| here.with_trailing_token(index)).collect()
            } else {
                vec![here]
            };
            for statement in statements {
                let is_broken = self.is_broken(&statement, path, broken);
                let met = self.met(&statement);
                met.is_broken |= is_broken;
                met.is_kept |= !is_broken;
            }
        }
        for keyword in ["enum", "x-extensible-enum"] {
            if let Some(index) = list(schema, keyword).position(|known| known == value) {
                let here = (self.direction, at.with_trailing_token(keyword).to_string());
                self.tally.values.insert((here, index));
            }
        }
        if value.is_null() && schema.get("nullable") == Some(&Value::Bool(true)) {
            self.tally.nulls.insert((self.direction, at.with_trailing_token("nullable").to_string()));
        }
    }

    /// Whether the engine says so of the statement, or of another that says the same: what several schemas say alike of
    /// one value, it says once.
    fn is_broken(&self, statement: &PointerBuf, path: &str, broken: &Broken) -> bool {
        let said = |at: &PointerBuf| {
            let nullable = at.parent().and_then(|schema| self.document().pointer(schema.as_str())?.get("nullable"));
            (keyword_of(at), self.document().pointer(at.as_str()), nullable)
        };
        let alike = |source: &PointerBuf| source == statement || said(source) == said(statement);
        broken.0.iter().any(|(place, source)| place == path && alike(source))
    }

    fn union(
        &mut self,
        at: &PointerBuf,
        schema: &Value,
        value: &Value,
        path: &str,
        broken: &Broken,
        around: &mut Vec<PointerBuf>,
    ) {
        let arms = at.last().map_or(0, |keyword| list(schema, &keyword.decoded()).count());
        if arms == 0 {
            return;
        }
        let is_broken = self.is_broken(at, path, broken);
        let text = value.to_string();
        for arm in (0..arms).map(|index| at.with_trailing_token(index)) {
            let Ok(known) = self.validator.schema_of(&arm, Some(self.direction)) else { continue };
            let findings = known.findings(text.as_bytes(), &Options::default());
            let of_arm = Broken::of(&findings, path);
            // What is only assumed decides too: an arm is told from others by that.
            let fits = !of_arm.0.iter().any(|(_, source)| is_statement(source));
            if fits && !is_broken {
                self.visit(arm, value, path, &of_arm, around);
            } else if is_broken {
                for (_, source) in &of_arm.0 {
                    self.met(source).is_broken = true;
                }
            }
        }
    }

    /// What is in the value.
    fn below(&mut self, at: &PointerBuf, schema: &Value, value: &Value, path: &str, broken: &Broken) {
        match value {
            Value::Array(items) if schema.get("items").is_some() => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(
                        at.with_trailing_token("items"),
                        item,
                        &format!("{path}/{index}"),
                        broken,
                        &mut Vec::new(),
                    );
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    let property = schema.get("properties").and_then(|properties| properties.get(name));
                    let at = match property {
                        Some(property) if is_ignored(self.document(), property, self.direction) => continue,
                        Some(_) => at.with_trailing_token("properties").with_trailing_token(name.as_str()),
                        None if schema.get("additionalProperties").is_some_and(Value::is_object) => {
                            at.with_trailing_token("additionalProperties")
                        }
                        None => continue,
                    };
                    let path = format!("{path}/{}", jsonptr::Token::new(name).encoded());
                    self.visit(at, member, &path, broken, &mut Vec::new());
                }
            }
            _ => {}
        }
    }
}

/// Whether a keyword says anything of a value of this kind.
fn applies(keyword: &str, value: &Value) -> bool {
    match keyword {
        "minLength" | "maxLength" | "pattern" => value.is_string(),
        "format" => value.is_string() || value.is_number(),
        "minimum" | "maximum" | "multipleOf" => value.is_number(),
        "minItems" | "maxItems" | "uniqueItems" => value.is_array(),
        "minProperties" | "maxProperties" | "additionalProperties" | "required" => value.is_object(),
        _ => true,
    }
}

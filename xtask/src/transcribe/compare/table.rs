//! The rows of a page's tables beside parameters, and beside the members of bodies.

use std::collections::VecDeque;

use contacts_openapi::{Direction, Location, Operation};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::{Comparison, Difference, Sides};
use crate::transcribe::known::{self, Member};
use crate::transcribe::page::{Kind, Part, Row, Table};
use crate::transcribe::rows::{fit, pair};

/// The keywords that a page and the document should have in common.
const KEYWORDS: [&str; 17] = [
    "default",
    "deprecated",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "nullable",
    "pattern",
    "readOnly",
    "uniqueItems",
];

/// A table that is due, and what of the document it is about.
struct Due {
    /// The type of the row that announced it, or what the whole is.
    label: String,
    line: usize,
    schema: Option<PointerBuf>,
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn parameters(&mut self, operation: &Operation<'a>) {
        let page = self.page;
        let tables = page.parts.iter().filter_map(|(line, part)| match part {
            Part::Table(table) if table.kind == Kind::Parameters => Some((*line, table)),
            _ => None,
        });
        let tables: Vec<(usize, &Table)> = tables.collect();
        let known = operation.parameters.iter().filter(|it| matches!(it.location, Location::Path | Location::Query));
        let known = known.map(|parameter| {
            let at = self.document.definition(&parameter.pointer);
            let required = parameter.required.then(|| at.with_trailing_token("required"));
            Member { name: parameter.name, schema: at.with_trailing_token("schema"), at, required }
        });
        let mut missing: Vec<Member<'_>> = known.collect();
        let mut line = 1;
        for (at, table) in tables {
            line = at;
            self.found.tables += 1;
            let pairs = pair(self.document, &table.rows, missing);
            for (row, member) in pairs.rows {
                match member {
                    Some(member) => {
                        self.row(row, &member, Direction::Request);
                        self.parameter_example(row, &member);
                    }
                    None => self.unknown_row(row, &operation.pointer.with_trailing_token("parameters"), "parameter"),
                }
            }
            missing = pairs.missing;
        }
        if !page.is_cut {
            self.missing(&missing, line, "parameter", Direction::Response);
        }
    }

    /// A parameter's example is that of the page.
    fn parameter_example(&mut self, row: &Row, member: &Member<'_>) {
        let Some(printed) = row.constraints.get("example") else { return };
        let at = member.at.with_trailing_token("example");
        let known = self.document.pointer(at.as_str()).map(known::text);
        if known.as_deref() == Some(printed) {
            return;
        }
        let message = match known {
            Some(_) => format!("the page prints another example of the parameter `{}`", member.name),
            None => format!("the page prints an example of the parameter `{}`, and the document none", member.name),
        };
        let help = "take the page's, decoded";
        self.tell(Difference {
            rule: "example",
            at: &at,
            line: row.line,
            printed: Some(printed),
            message,
            help: help.into(),
        });
    }

    /// The tables of members, which are about the request and then about the answer.
    pub(super) fn bodies(&mut self, operation: &Operation<'a>) {
        let label = self.success_label();
        let mut sides = Sides::default();
        for (index, (line, part)) in self.page.parts.iter().enumerate() {
            let Part::Table(table) = part else { continue };
            if table.kind != Kind::Members {
                continue;
            }
            let is_request = label.map_or(operation.request.is_some(), |label| index < label);
            if is_request { &mut sides.request } else { &mut sides.response }.push((*line, table));
        }
        let request = self.document.definition(&operation.pointer.with_trailing_token("requestBody"));
        let answer = operation.success().map(|answer| {
            let at = operation.pointer.with_trailing_token("responses").with_trailing_token(answer.status);
            self.document.definition(&at)
        });
        let rest = self.body(sides.request, &request, "the request", Direction::Request);
        // Without a label, what is left of the tables is the answer's.
        if label.is_none() && operation.request.is_some() {
            sides.response = rest.into();
        } else {
            self.left(&operation.pointer, rest);
        }
        let is_seen = label.is_some() || !sides.response.is_empty();
        if is_seen && let Some(answer) = answer {
            let rest = self.body(sides.response, &answer, "the answer", Direction::Response);
            self.left(&operation.pointer, rest);
        }
    }

    fn left(&mut self, at: &Pointer, tables: VecDeque<(usize, &'a Table)>) {
        for (line, _) in tables {
            let message = "no row announces this table, so nothing of it was compared";
            let help = "see whether the row with `object (...)` or `array (...)` was lost";
            self.tell(Difference {
                rule: "table",
                at,
                line,
                printed: None,
                message: message.to_owned(),
                help: help.into(),
            });
        }
    }

    /// One body: its own table, and those that its rows announce. Returns the tables that are left.
    fn body(
        &mut self,
        tables: Vec<(usize, &'a Table)>,
        holder: &Pointer,
        label: &str,
        direction: Direction,
    ) -> VecDeque<(usize, &'a Table)> {
        let mut tables = VecDeque::from(tables);
        let schema = self.json_schema(holder);
        if schema.is_none() && tables.is_empty() {
            return tables;
        }
        let Some(&(line, _)) = tables.front() else {
            if !self.page.is_cut {
                let message = format!("the page has no table of {label}");
                let help = "drop its schema, or say with `x-assumption` why it is there";
                self.tell(Difference {
                    rule: "not-on-page",
                    at: holder,
                    line: 1,
                    printed: None,
                    message,
                    help: help.into(),
                });
            }
            return tables;
        };
        if schema.is_none() {
            let message = format!("the page has a table of {label}, and the document no schema");
            self.tell(Difference {
                rule: "not-in-document",
                at: holder,
                line,
                printed: None,
                message,
                help: "add one".into(),
            });
        }
        let mut due = vec![Due { label: label.to_owned(), line, schema }];
        while let Some(next) = due.pop() {
            let Some((line, table)) = tables.pop_front() else {
                due.push(next);
                break;
            };
            let next = self.fitting(next, table, &mut due);
            self.found.tables += 1;
            let is_last = self.page.is_cut && tables.is_empty();
            let mut announced = match &next.schema {
                Some(schema) => self.table(table, line, schema, direction, is_last),
                None => self.announced(table),
            };
            announced.reverse();
            due.append(&mut announced);
        }
        if let Some(first) = due.last() {
            let (rule, message) = if self.page.is_cut {
                ("page-cut", "the page ends before its tables do; what follows was not compared".to_owned())
            } else {
                ("table", format!("the page has no table for `{}`", first.label))
            };
            let at = first.schema.clone().unwrap_or_else(|| holder.to_owned());
            let help = "save the page once more, whole";
            self.tell(Difference { rule, at: &at, line: first.line, printed: None, message, help: help.into() });
        }
        tables
    }

    /// The due table that a table is: the next, unless a later one fits better because tables between were lost.
    fn fitting(&mut self, next: Due, table: &Table, due: &mut Vec<Due>) -> Due {
        let score = |due: &Due| {
            let Some(schema) = &due.schema else { return 50 };
            let shapes = known::shapes(self.document, schema);
            if !shapes.is_empty() {
                let ty = |at: &PointerBuf| known::keyword(self.document, at, "type").and_then(|(_, ty)| ty.as_str());
                let of_shapes = shapes.iter().map(ty);
                let is_it = of_shapes.eq(table.rows.iter().map(|row| Some(row.ty.name.as_str())));
                return if is_it { 100 } else { 0 };
            }
            fit(&table.rows, &known::members(self.document, schema))
        };
        let of_next = score(&next);
        if of_next >= 50 {
            return next;
        }
        let better = due.iter().rposition(|later| score(later) > of_next.max(50));
        let Some(better) = better else { return next };
        let lost: Vec<Due> = due.drain(better + 1..).chain([next]).collect();
        for Due { label, line, schema } in lost.iter().rev() {
            let at = schema.clone().unwrap_or_default();
            let message = format!("the page has no table for `{label}` where it is due");
            let help = "save the page once more; if it really has none, the row's type tells what is meant";
            self.tell(Difference { rule: "table", at: &at, line: *line, printed: None, message, help: help.into() });
        }
        due.pop().unwrap_or(Due { label: String::new(), line: 1, schema: None })
    }

    /// What the rows of a table announce that the document does not have.
    fn announced(&mut self, table: &Table) -> Vec<Due> {
        self.found.rows += table.rows.len();
        let rows = table.rows.iter().filter(|row| row.ty.has_table());
        rows.map(|row| Due { label: of(row), line: row.line, schema: None }).collect()
    }

    /// Compares a table with a schema, and returns the tables that its rows announce.
    fn table(&mut self, table: &Table, line: usize, schema: &Pointer, direction: Direction, is_last: bool) -> Vec<Due> {
        let shapes = known::shapes(self.document, schema);
        if !shapes.is_empty() {
            return self.map(table, schema, shapes, direction);
        }
        let pairs = pair(self.document, &table.rows, known::members(self.document, schema));
        let mut announced = Vec::new();
        for (row, member) in pairs.rows {
            match &member {
                Some(member) => self.row(row, member, direction),
                None => self.unknown_row(row, &self.document.definition(schema), "member"),
            }
            if row.ty.has_table() {
                let schema = member.and_then(|member| self.inner(row, &member.schema));
                announced.push(Due { label: of(row), line: row.line, schema });
            }
        }
        if !is_last {
            self.missing(&pairs.missing, line, "member", direction);
        }
        announced
    }

    /// The rows of a map are the shapes of its values: its keys are free, so the name of a row is a placeholder.
    fn map(&mut self, table: &Table, schema: &Pointer, mut shapes: Vec<PointerBuf>, direction: Direction) -> Vec<Due> {
        let mut announced = Vec::new();
        for row in &table.rows {
            let is_it = |at: &PointerBuf| {
                known::keyword(self.document, at, "type").and_then(|(_, ty)| ty.as_str()) == Some(&row.ty.name)
            };
            let at = shapes.iter().position(is_it).map(|index| shapes.remove(index));
            match &at {
                Some(at) => {
                    if row.name.is_none() {
                        let parent = at.parent().and_then(Pointer::parent).unwrap_or(at);
                        self.name_lost(row, parent, "a shape of the values of a map");
                    }
                    let name = of(row);
                    let member = Member { name: &name, at: at.clone(), schema: at.clone(), required: None };
                    self.found.rows += 1;
                    self.keywords(row, &member, direction);
                }
                None => self.unknown_row(row, schema, "shape"),
            }
            if row.ty.has_table() {
                let schema = at.and_then(|at| self.inner(row, &at));
                announced.push(Due { label: of(row), line: row.line, schema });
            }
        }
        for at in shapes {
            let line = table.rows.last().map_or(1, |row| row.line);
            let message = "the page has no row for this shape of a value".to_owned();
            let help = "drop it, or say with `x-assumption` why it is there";
            self.tell(Difference { rule: "not-on-page", at: &at, line, printed: None, message, help: help.into() });
        }
        announced
    }

    /// The schema that the table of a row is about.
    fn inner(&self, row: &Row, schema: &Pointer) -> Option<PointerBuf> {
        if row.ty.name == "array" {
            return known::keyword(self.document, schema, "items").map(|(at, _)| at);
        }
        Some(schema.to_owned())
    }

    fn unknown_row(&mut self, row: &Row, at: &Pointer, what: &str) {
        self.found.rows += 1;
        let (message, help) = match &row.name {
            Some(name) => {
                (format!("the document has no {what} `{name}` here"), "add it, with the page in `x-source`".to_owned())
            }
            None => (
                format!("the name of a row, {}, was lost, and no {what} is left that it could be", of(row)),
                "look the name up on the page, and add it".to_owned(),
            ),
        };
        let printed = row.name.as_deref();
        self.tell(Difference { rule: "not-in-document", at, line: row.line, printed, message, help: help.into() });
    }

    fn name_lost(&mut self, row: &Row, at: &Pointer, what: &str) {
        let message = format!("the name of a row, {}, was lost; by its type and what it states it is {what}", of(row));
        let help = "look the name up on the page";
        self.tell(Difference { rule: "name-lost", at, line: row.line, printed: None, message, help: help.into() });
    }

    /// Members that have no row.
    fn missing(&mut self, members: &[Member<'_>], line: usize, what: &str, direction: Direction) {
        for member in members {
            let is_read_only = known::keyword(self.document, &member.schema, "readOnly").is_some();
            // Nobody sends what only answers have.
            if direction == Direction::Request && is_read_only {
                continue;
            }
            if self.document.assumption(&member.at).is_some() {
                self.found.assumed += 1;
                continue;
            }
            let message = format!("the page has no row for the {what} `{}`", member.name);
            let help = "drop it, or say with `x-assumption` why it is there";
            let at = &member.at;
            self.tell(Difference { rule: "not-on-page", at, line, printed: None, message, help: help.into() });
        }
    }

    /// A row and the member that it is about.
    fn row(&mut self, row: &Row, member: &Member<'_>, direction: Direction) {
        self.found.rows += 1;
        if row.name.is_none() {
            self.name_lost(row, &member.at, &format!("`{}`", member.name));
        }
        let name = member.name;
        match (&member.required, row.constraints.required) {
            (None, true) => {
                let at = member.at.with_trailing_token("required");
                let message = format!("the page requires `{name}`, the document does not");
                let help = "add it to `required`";
                self.tell(Difference {
                    rule: "required",
                    at: &at,
                    line: row.line,
                    printed: Some("required"),
                    message,
                    help: help.into(),
                });
            }
            (Some(at), false) if known::is_assumed(self.document, Some(member), at) => self.found.assumed += 1,
            (Some(at), false) => {
                let message = format!("the document requires `{name}`, the page does not");
                let help = "take it from `required`, or say why in an `x-assumption`";
                self.tell(Difference {
                    rule: "required",
                    at,
                    line: row.line,
                    printed: None,
                    message,
                    help: help.into(),
                });
            }
            _ => {}
        }
        self.keywords(row, member, direction);
    }

    fn keywords(&mut self, row: &Row, member: &Member<'_>, direction: Direction) {
        self.keyword(row, member, "type", Some(&row.ty.name), &member.schema);
        let items = known::keyword(self.document, &member.schema, "items").map(|(at, _)| at);
        if let (Some(of), false, Some(items)) = (&row.ty.of, row.ty.has_table(), &items) {
            self.keyword(row, member, "type", Some(of), items);
        }
        for keyword in KEYWORDS {
            let printed = row.constraints.get(keyword);
            if keyword == "readOnly" && direction == Direction::Request && printed.is_none() {
                continue;
            }
            // The values of a list are those of its items.
            let schema = if keyword == "enum" { items.as_ref() } else { None }.unwrap_or(&member.schema);
            self.keyword(row, member, keyword, printed, schema);
        }
        for constraint in &row.constraints.unknown {
            let message = format!("`{constraint}` has the form of a constraint and is none that is known");
            let help = "say it in the schema, or as one of the operation's `x-constraints`";
            let at = &member.at;
            self.tell(Difference {
                rule: "unknown-constraint",
                at,
                line: row.line,
                printed: Some(constraint),
                message,
                help: help.into(),
            });
        }
    }

    /// A keyword, as the page prints it and as the document has it.
    fn keyword(&mut self, row: &Row, member: &Member<'_>, keyword: &str, printed: Option<&str>, schema: &Pointer) {
        let known = known::keyword(self.document, schema, keyword);
        let is_false = |value: &Value| *value == Value::Bool(false);
        let known = known.filter(|(_, value)| keyword == "default" || !is_false(value));
        let printed = printed.filter(|printed| keyword == "default" || *printed != "false");
        let name = member.name;
        let rule = heck::ToKebabCase::to_kebab_case(keyword);
        let line = row.line;
        match (known, printed) {
            (Some((at, value)), Some(printed)) => {
                let is_same = if keyword == "enum" {
                    let mut known = known::values(value);
                    let mut values: Vec<&str> = printed.split(',').map(str::trim).collect();
                    known.sort();
                    values.sort_unstable();
                    known == values
                } else {
                    known::text(value) == printed
                };
                if !is_same {
                    let known = if keyword == "enum" { known::values(value).join(", ") } else { known::text(value) };
                    let message =
                        format!("{keyword} of `{name}` is `{printed}` on the page and `{known}` in the document");
                    let help = "take what the page says, unless it is decided otherwise";
                    self.tell(Difference {
                        rule: &rule,
                        at: &at,
                        line,
                        printed: Some(printed),
                        message,
                        help: help.into(),
                    });
                }
            }
            (Some((at, _)), None) if known::is_assumed(self.document, Some(member), &at) => self.found.assumed += 1,
            (Some((at, _)), None) => {
                let message = format!("the page prints no {keyword} for `{name}`, the document has one");
                let help = "drop it, or say with `x-assumption` why it is there";
                self.tell(Difference { rule: &rule, at: &at, line, printed: None, message, help: help.into() });
            }
            (None, Some(printed)) => {
                let at = self.document.definition(schema).with_trailing_token(keyword);
                let message = format!("the page prints {keyword} `{printed}` for `{name}`, the document has none");
                let help = "add it to the schema";
                self.tell(Difference {
                    rule: &rule,
                    at: &at,
                    line,
                    printed: Some(printed),
                    message,
                    help: help.into(),
                });
            }
            (None, None) => {}
        }
    }
}

/// The type of a row as it is printed.
fn of(row: &Row) -> String {
    match &row.ty.of {
        Some(of) => format!("{} ({of})", row.ty.name),
        None => row.ty.name.clone(),
    }
}

//! Reading a saved page: what its lines are, before anything is compared.

use std::path::{Path, PathBuf};

use contacts_openapi::{Language, Method};
use http::StatusCode;

use super::constraints::Constraints;
use super::glued::{Glued, begins};

/// A saved page of the documentation.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) path: PathBuf,
    pub(crate) language: Language,
    /// The name of the page without its language, as its file or the caller gave it.
    pub(crate) slug: Option<String>,
    /// The method and the path that the first line names.
    pub(super) operation: Option<(Method, String)>,
    pub(super) parts: Vec<(usize, Part)>,
    /// Whether it ends within something.
    pub(super) is_cut: bool,
    /// Whether it ends behind a table, where more is due.
    pub(super) ends_with_table: bool,
    /// How many lines it has.
    pub(super) lines: usize,
}

/// Something that a page is made of.
#[derive(Debug)]
pub(super) enum Part {
    Table(Table),
    Example(Glued),
    /// The status that the label of an answer stands for.
    Label(StatusCode),
    Text(String),
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Parameters,
    Headers,
    Members,
    Operations,
}

#[derive(Debug)]
pub(super) struct Table {
    pub(super) kind: Kind,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: usize,
    /// None where it was lost.
    pub(super) name: Option<String>,
    pub(super) ty: Type,
    pub(super) constraints: Constraints,
    pub(super) description: String,
}

/// The type of a row: `string`, `object (X)`, `array (X)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) name: String,
    /// What is in the parentheses.
    pub(super) of: Option<String>,
}

const PLAIN: [&str; 4] = ["string", "integer", "number", "boolean"];

impl Type {
    fn read(text: &str) -> Option<Self> {
        let (name, of) = match text.split_once('(') {
            Some((name, of)) => (name.trim(), Some(of.strip_suffix(')')?.trim().to_owned())),
            None => (text.trim(), None),
        };
        let is_known = match &of {
            Some(of) => ["object", "array"].contains(&name) && !of.contains(char::is_whitespace),
            None => PLAIN.contains(&name) || ["object", "array"].contains(&name),
        };
        is_known.then(|| Self { name: name.to_owned(), of })
    }

    /// Whether a table of its own says what is in it.
    pub(super) fn has_table(&self) -> bool {
        self.of.as_ref().is_some_and(|of| !PLAIN.contains(&&**of))
    }
}

/// Why a text is no page: where, and what was expected there.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) line: usize,
    pub(crate) expected: String,
}

impl Page {
    /// Reads a page; its file's name says which it is, unless `page` does, as `<slug>/<language>`.
    pub(crate) fn read(path: &Path, text: &str, page: Option<(&str, Language)>) -> Result<Self, Unreadable> {
        let named = page.map(|(slug, language)| (slug.to_owned(), language)).or_else(|| name(path));
        let language = named.as_ref().map_or_else(|| script(text), |(_, language)| *language);
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines: Vec<&str> = text.lines().collect();
        let unreadable = |line: usize, expected: &str| Unreadable { line, expected: expected.to_owned() };
        let Some(first) = lines.iter().position(|line| !line.trim().is_empty()) else {
            return Err(unreadable(1, "expected the text of a page, and there is none"));
        };
        if lines[first].trim_start().starts_with('<') {
            return Err(unreadable(
                first + 1,
                "expected the text of a page, not HTML; save what a browser shows of it",
            ));
        }
        let operation = operation(lines[first]);
        let mut reader =
            Reader { lines: &lines, at: first + usize::from(operation.is_some()), parts: Vec::new(), is_cut: false };
        reader.read()?;
        let Reader { parts, mut is_cut, .. } = reader;
        let has_operations =
            parts.iter().any(|(_, part)| matches!(part, Part::Table(Table { kind: Kind::Operations, .. })));
        if operation.is_none() && !has_operations {
            let expected = "expected a method and a path such as `GET/contacts`, or further down a table of operations \
                            (`| HTTP request | Description |`)";
            return Err(unreadable(first + 1, expected));
        }
        let ends_with_table = !is_cut && operation.is_some() && matches!(parts.last(), Some((_, Part::Table(_))));
        is_cut |= ends_with_table;
        let slug = named.map(|(slug, _)| slug);
        let lines = lines.len();
        Ok(Self { path: path.to_owned(), language, slug, operation, parts, is_cut, ends_with_table, lines })
    }

    /// The page as `x-source` names it, if that is known.
    pub(crate) fn id(&self) -> Option<String> {
        self.slug.as_ref().map(|slug| format!("{slug}/{}", self.language))
    }
}

/// What a file's name says: `contact-list.jp.txt`.
fn name(path: &Path) -> Option<(String, Language)> {
    let (slug, language) = path.file_name()?.to_str()?.strip_suffix(".txt")?.rsplit_once('.')?;
    Some((slug.to_owned(), self::language(language)?))
}

/// The language of a page by its name.
pub(super) fn language(name: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|it| *it != Language::Composed && it.to_string() == name)
}

/// The language of a text by its script.
fn script(text: &str) -> Language {
    let is_hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let is_kana = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c);
    if text.contains(is_hangul) {
        Language::Kr
    } else if text.contains(is_kana) {
        Language::Jp
    } else {
        Language::En
    }
}

/// `GET/contacts` or `GET /contacts`.
pub(super) fn operation(line: &str) -> Option<(Method, String)> {
    let line = line.trim();
    let method = Method::ALL.into_iter().find(|method| line.starts_with(method.as_str()))?;
    let path = line[method.as_str().len()..].trim_start();
    (path.starts_with('/') && !path.contains(char::is_whitespace)).then(|| (method, path.to_owned()))
}

/// The status whose label a line is: `Not Found`, `404`, `404 Not Found`.
fn label(line: &str) -> Option<StatusCode> {
    let line = line.trim();
    let number = line.get(..3).and_then(|number| number.parse().ok());
    (100..600).filter_map(|code| StatusCode::from_u16(code).ok()).find(|status| match status.canonical_reason() {
        Some(reason) if number == Some(status.as_u16()) => line.len() == 3 || line[3..].trim() == reason,
        Some(reason) => line.eq_ignore_ascii_case(reason),
        None => false,
    })
}

struct Reader<'a> {
    lines: &'a [&'a str],
    at: usize,
    parts: Vec<(usize, Part)>,
    is_cut: bool,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Unreadable> {
        while let Some(line) = self.lines.get(self.at) {
            let number = self.at + 1;
            if line.trim_start().starts_with('|') {
                let raw = self.row()?;
                self.take(number, &raw)?;
                continue;
            }
            self.at += 1;
            self.line(number, line);
        }
        Ok(())
    }

    /// A line that belongs to no table.
    fn line(&mut self, number: usize, line: &str) {
        let mut rest = line.trim();
        if begins(rest).is_some() {
            let glued = Glued::read(rest);
            rest = &rest[glued.length..];
            self.is_cut |= glued.is_cut;
            self.parts.push((number, Part::Example(glued)));
        }
        if rest.is_empty() {
            return;
        }
        let part = label(rest).map_or_else(|| Part::Text(rest.to_owned()), Part::Label);
        self.parts.push((number, part));
    }

    /// The lines of a row, up to the one that ends with a bar.
    fn row(&mut self) -> Result<String, Unreadable> {
        let begin = self.at;
        let mut raw = String::new();
        while let Some(line) = self.lines.get(self.at) {
            let is_next = self.at > begin && line.starts_with('|') && line.matches('|').count() > 2;
            if is_next {
                let expected = format!("expected the `|` that ends the row of line {}", begin + 1);
                return Err(Unreadable { line: self.at + 1, expected });
            }
            raw.push_str(line.trim_end());
            raw.push('\n');
            self.at += 1;
            // The bar that the row begins with does not end it.
            if line.trim_end().ends_with('|') && raw.trim().len() > 1 {
                return Ok(raw);
            }
        }
        self.is_cut = true;
        Ok(raw)
    }

    #[allow(clippy::single_match_else, reason = "both arms say what is there")]
    /// Takes a row for the table that it stands in, or for the head of one.
    fn take(&mut self, line: usize, raw: &str) -> Result<(), Unreadable> {
        // What ends within a row is not compared, for its constraints stand at the end.
        if self.is_cut {
            return Ok(());
        }
        let cells = cells(raw);
        let first = cells.first().copied().unwrap_or_default();
        let kind = match first.to_ascii_lowercase().as_str() {
            "parameter" => Some(Kind::Parameters),
            "header" => Some(Kind::Headers),
            "property" => Some(Kind::Members),
            "http request" => Some(Kind::Operations),
            _ => None,
        };
        if let Some(kind) = kind
            && cells.len() > 1
        {
            self.parts.push((line, Part::Table(Table { kind, rows: Vec::new() })));
            return Ok(());
        }
        let is_rule = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')));
        // A heading that has slipped into a table.
        let is_heading = cells.iter().filter(|cell| !cell.is_empty()).count() < 2 && first.starts_with('#');
        if is_rule || is_heading || cells.is_empty() {
            return Ok(());
        }
        let Some((_, Part::Table(table))) = self.parts.last_mut() else {
            let expected = "expected the head of a table, such as `| Property | Type | Description |`".to_owned();
            return Err(Unreadable { line, expected });
        };
        let (name, ty, description) = if table.kind == Kind::Operations {
            (Some(first), Type { name: String::new(), of: None }, "")
        } else {
            let named = cells.get(1).and_then(|ty| Some((Some(first), Type::read(ty)?, cells.get(2).copied())));
            let lost = || Some((None, Type::read(first)?, cells.get(1).copied()));
            match named.or_else(lost) {
                Some((name, ty, description)) => (name, ty, description.unwrap_or_default()),
                None => {
                    let expected = "expected a row with a name, a type (string, integer, number, boolean, object (X) or \
                                    array (X)) and a description";
                    return Err(Unreadable { line, expected: expected.to_owned() });
                }
            }
        };
        let row = Row {
            line,
            name: name.map(str::to_owned),
            ty,
            constraints: Constraints::of(description),
            description: description.to_owned(),
        };
        table.rows.push(row);
        Ok(())
    }
}

/// The cells of a row: two, and the rest as one, for a description may hold bars.
fn cells(raw: &str) -> Vec<&str> {
    let raw = raw.trim();
    let raw = raw.strip_prefix('|').unwrap_or(raw);
    let raw = raw.strip_suffix('|').unwrap_or(raw).trim_end();
    let first: Vec<&str> = raw.splitn(2, '|').map(str::trim).collect();
    // Where the name was lost the description comes second, and behind it an empty cell.
    let is_lost = Type::read(first[0]).is_some()
        && first.get(1).is_some_and(|rest| Type::read(rest.split('|').next().unwrap_or_default().trim()).is_none());
    let limit = if is_lost { 2 } else { 3 };
    let raw = if is_lost { raw.strip_suffix('|').unwrap_or(raw) } else { raw };
    raw.splitn(limit, '|').map(str::trim).collect()
}

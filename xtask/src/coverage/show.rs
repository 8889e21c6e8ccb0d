//! What was measured, as text, JSON or Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, LineStyle, Table, TableStyle};
use serde_json::json;

use super::{Item, Kind, Row, rows};

/// Lines above, below and under the header; none between the rows.
const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('─', '─', '─', '─'))
    .header_separator(LineStyle::new('─', '─', '─', '─'))
    .bottom_border(LineStyle::new('─', '─', '─', '─'));

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people: each operation, the totals, and every gap by its name
    Text,
    /// For programs: every item, with what became of it
    Json,
    /// For the README: the totals alone
    Markdown,
}

/// The whole output, with a line break at its end.
pub(crate) fn show(items: &[Item], format: Format) -> String {
    let rows = rows(items);
    match format {
        Format::Text => format!("{}\n\n{}\n{}", operations(items), totals(&rows), gaps(items)),
        Format::Json => format!("{:#}\n", json!({"rows": rows, "items": items})),
        Format::Markdown => markdown(&rows),
    }
}

/// A column of the table of operations, and the kinds that it counts.
const COLUMNS: [(&str, Kind); 7] = [
    ("called", Kind::Operation),
    ("parameters", Kind::Parameter),
    ("statuses", Kind::Status),
    ("media types", Kind::MediaType),
    ("headers", Kind::Header),
    ("scopes", Kind::Scope),
    ("constraints", Kind::Constraint),
];

fn operations(items: &[Item]) -> String {
    let mut table = table(&["operation"], COLUMNS.iter().map(|(name, _)| *name));
    for operation in items.iter().filter(|item| item.kind == Kind::Operation) {
        let mut cells = vec![Cell::new(&operation.name)];
        cells.extend(COLUMNS.iter().map(|(_, kind)| {
            let own: Vec<&Item> =
                items.iter().filter(|it| it.kind == *kind && it.operation == operation.operation).collect();
            let whole = own.iter().filter(|it| it.gaps.is_empty()).count();
            let text = if own.is_empty() { String::new() } else { format!("{whole}/{}", own.len()) };
            Cell::new(text).set_alignment(CellAlignment::Right)
        }));
        table.add_row(cells);
    }
    table.trim_fmt()
}

fn totals(rows: &[Row]) -> String {
    let mut table = table(&["of the document"], ["documented", "satisfied", "violated", "not measurable", "gaps"]);
    for row in rows {
        let mut cells = vec![Cell::new(row.name)];
        cells.extend(numbers(row).map(|text| Cell::new(text).set_alignment(CellAlignment::Right)));
        table.add_row(cells);
    }
    table.trim_fmt()
}

fn table<'c>(first: &[&'c str], columns: impl IntoIterator<Item = &'c str>) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_header(first.iter().copied().chain(columns));
    table
}

fn numbers(row: &Row) -> [String; 5] {
    let told = |count: Option<usize>| count.map_or_else(|| "-".to_owned(), |count| count.to_string());
    let [documented, excused, gaps] = [row.documented, row.not_measurable, row.gaps].map(|count| count.to_string());
    [documented, told(row.satisfied), told(row.violated), excused, gaps]
}

/// Every gap by its name, those of one kind together, each with the place in the document; and what is none, with the
/// reason.
fn gaps(items: &[Item]) -> String {
    let what = |item: &Item| (!item.gaps.is_empty()).then(|| item.gaps.join(", "));
    let why = |item: &Item| item.not_measurable.clone();
    list("gaps in", items, &what) + &list("not measurable of the", items, &why)
}

fn list(title: &str, items: &[Item], say: &dyn Fn(&Item) -> Option<String>) -> String {
    let mut by_kind: BTreeMap<Kind, Vec<(&Item, String)>> = BTreeMap::new();
    for item in items {
        if let Some(text) = say(item) {
            by_kind.entry(item.kind).or_default().push((item, text));
        }
    }
    let mut text = String::new();
    for (kind, items) in by_kind {
        let _ = writeln!(text, "\n{title} {}:", kind.name());
        for (item, said) in items {
            let _ = writeln!(text, "  {}: {said}\n    {} {}", item.name, item.place, item.pointer);
        }
    }
    text
}

fn markdown(rows: &[Row]) -> String {
    let mut text =
        "| Of the document | Documented | Satisfied | Violated | Not measurable | Gaps |\n|---|---|---|---|---|---|\n"
            .to_owned();
    for row in rows {
        let _ = writeln!(text, "| {} | {} |", row.name, numbers(row).join(" | "));
    }
    text
}

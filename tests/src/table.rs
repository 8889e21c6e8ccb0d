//! What was replayed, as a table.

use std::collections::BTreeSet;
use std::time::Duration;

use comfy_table::{Cell, CellAlignment, LineStyle, Table, TableStyle};
use contacts_openapi::{Direction, Language, Operation};

use crate::exchange::Exchange;

/// Lines above, below and under the header; none between the rows.
const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('─', '─', '─', '─'))
    .header_separator(LineStyle::new('─', '─', '─', '─'))
    .bottom_border(LineStyle::new('─', '─', '─', '─'));

/// What was replayed of one operation.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The example files that were sent and read, with their languages.
    pub examples: BTreeSet<(Direction, Language, String)>,
    /// The parameters that were set.
    pub parameters: BTreeSet<String>,
    /// The statuses that were answered, as the document spells them.
    pub statuses: BTreeSet<String>,
    /// How long each call took that succeeded.
    pub times: Vec<Duration>,
}

impl Row {
    /// Notes an exchange that went through.
    pub fn note(&mut self, exchange: &Exchange<'_>, took: Duration) {
        for payload in exchange.request.iter().chain(&exchange.response) {
            let example = &payload.example;
            self.examples.insert((example.direction, example.language, example.file.clone()));
        }
        self.parameters.extend(exchange.parameters().map(|(parameter, _)| parameter.name.to_owned()));
        self.statuses.insert(exchange.documented.to_owned());
        if exchange.succeeds() {
            self.times.push(took);
        }
    }

    /// What the document knows of the operation that nothing used.
    pub fn missing(&self, operation: &Operation<'_>) -> Vec<String> {
        let parameters = operation.parameters.iter().map(|parameter| parameter.name);
        let parameters = parameters.filter(|name| !self.parameters.contains(*name)).map(|it| ("parameter", it));
        let statuses = operation.responses.iter().map(|response| response.status);
        let statuses = statuses.filter(|status| !self.statuses.contains(*status)).map(|it| ("status", it));
        parameters.chain(statuses).map(|(what, it)| format!("{}: {what} {it} is never used", operation.id)).collect()
    }

    fn count(&self, operation: &str, direction: Direction, language: Language) -> usize {
        let own = |(it, of, file): &&(Direction, Language, String)| {
            (*it, *of) == (direction, language) && file.starts_with(operation)
        };
        self.examples.iter().filter(own).count()
    }
}

/// Renders the rows.
pub fn render(rows: &[(&Operation<'_>, Row)]) -> String {
    let mut table = Table::new();
    table.load_style(STYLE);
    let mut header = vec!["operation".to_owned(), "method".to_owned()];
    header.extend(Language::ALL.iter().map(ToString::to_string));
    header.extend(["params".to_owned(), "statuses".to_owned()]);
    table.set_header(header);
    for (operation, row) in rows {
        let mut cells = vec![Cell::new(operation.id), Cell::new(operation.method)];
        cells.extend(Language::ALL.iter().map(|language| {
            let counts = [Direction::Request, Direction::Response]
                .map(|direction| row.count(&format!("{}.", operation.id), direction, *language));
            Cell::new(match counts {
                [0, 0] => String::new(),
                [sent, 0] => format!("{sent}↑"),
                [0, read] => format!("{read}↓"),
                [sent, read] => format!("{sent}↑ {read}↓"),
            })
        }));
        cells.push(Cell::new(row.parameters.len()).set_alignment(CellAlignment::Right));
        cells.push(Cell::new(row.statuses.len()).set_alignment(CellAlignment::Right));
        table.add_row(cells);
    }
    table.trim_fmt()
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
mod tests {
    use contacts_openapi::{Direction, Document, Language, operations};
    use expect_test::expect;

    use super::{Row, render};

    const TEXT: &str = "
paths:
  /contacts:
    get: {operationId: listContacts}
    post: {operationId: createContact}
  /contacts/{contactId}:
    delete: {operationId: deleteContact}
";

    #[test]
    fn a_table_counts_examples_by_language_and_direction() -> Result<(), String> {
        let document = Document::parse("api.yaml", TEXT).map_err(|error| error.to_string())?;
        let operations = operations(&document);
        let files = [
            (Direction::Request, Language::En, "createContact.request.en.json"),
            (Direction::Request, Language::En, "createContact.minimal.request.en.json"),
            (Direction::Response, Language::En, "createContact.response.en.json"),
            (Direction::Response, Language::Composed, "createContact.response.composed.json"),
            // One that several operations share counts for none of them.
            (Direction::Response, Language::En, "ApiError.common.response.en.json"),
        ];
        let mut rows: Vec<_> = operations.iter().map(|operation| (operation, Row::default())).collect();
        rows[0].1.parameters.extend(["count", "cursor"].map(str::to_owned));
        rows[0].1.statuses.extend(["200", "400", "default"].map(str::to_owned));
        rows[1].1.examples.extend(files.map(|(direction, language, file)| (direction, language, file.to_owned())));
        expect![[r#"
            ───────────────────────────────────────────────────────────────────────────
              operation       method   en      jp   kr   composed   params   statuses
            ───────────────────────────────────────────────────────────────────────────
              listContacts    GET                                        2          3
              createContact   POST     2↑ 1↓             1↓              0          0
              deleteContact   DELETE                                     0          0
            ───────────────────────────────────────────────────────────────────────────"#]]
        .assert_eq(&render(&rows));
        Ok(())
    }
}

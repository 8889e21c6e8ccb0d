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

    /// What the document knows of the operation that nothing replayed.
    pub fn missing(&self, operation: &Operation<'_>) -> Vec<String> {
        let parameters = operation.parameters.iter().map(|parameter| parameter.name);
        let parameters = parameters.filter(|name| !self.parameters.contains(*name)).map(|it| format!("parameter {it}"));
        let statuses = operation.responses.iter().map(|response| response.status);
        let statuses = statuses.filter(|status| !self.statuses.contains(*status)).map(|it| format!("status {it}"));
        parameters.chain(statuses).collect()
    }

    fn count(&self, operation: &str, direction: Direction, language: Language) -> usize {
        let own = |(it, of, file): &&(Direction, Language, String)| {
            (*it, *of) == (direction, language) && file.starts_with(operation)
        };
        self.examples.iter().filter(own).count()
    }
}

/// Renders the rows, with the fastest call of each operation where times are asked for.
pub fn render(rows: &[(&Operation<'_>, Row)], with_times: bool) -> String {
    let mut table = Table::new();
    table.load_style(STYLE);
    let mut header = vec!["operation".to_owned(), "method".to_owned()];
    header.extend(Language::ALL.iter().map(ToString::to_string));
    header.extend(["parameters".to_owned(), "statuses".to_owned()]);
    if with_times {
        header.push("fastest".to_owned());
    }
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
        if with_times {
            let fastest = row.times.iter().min().map(|time| format!("{} µs", time.as_micros())).unwrap_or_default();
            cells.push(Cell::new(fastest).set_alignment(CellAlignment::Right));
        }
        table.add_row(cells);
    }
    table.to_string()
}

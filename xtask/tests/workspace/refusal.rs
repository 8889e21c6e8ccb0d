//! Edits of the real document and what they are answered with.

use super::{CONTACTS, Edit, Workspace, edited};

/// What an edit of the real document is answered with. The mark in the edits is where the finding points.
pub(crate) struct Row {
    pub(crate) edits: Vec<Edit<'static>>,
    pub(crate) rule: &'static str,
    pub(crate) pointer: &'static str,
    pub(crate) message: &'static str,
    pub(crate) help: &'static str,
}

pub(crate) fn refuses(rows: &[Row]) {
    let workspace = Workspace::new(CONTACTS);
    for Row { edits, rule, pointer, message, help } in rows {
        let (text, place) = edited(CONTACTS, edits);
        let (line, column) = place.unwrap_or_else(|| panic!("{edits:?} lacks the mark"));
        workspace.set_document(text);
        let before = workspace.snapshot();
        let outcome = workspace.generate().exits_with(1);
        assert_eq!(outcome.stdout, "", "{edits:?}");
        outcome
            .says(&format!("error[{rule}]: "))
            .says(message)
            .says(&format!("--> openapi/contacts.yaml:{line}:{column}\n"))
            .says(&format!("= at: {pointer}\n"))
            .says(&format!("= help: {help}"))
            .says("1 finding in openapi/contacts.yaml; nothing was written\n");
        assert_eq!(workspace.snapshot(), before, "{edits:?}");
    }
}

//! Which row of a table is about which member of an object.

use contacts_openapi::Document;

use super::known::{self, Member};
use super::page::Row;

/// What a table and an object have of each other.
pub(super) struct Pairs<'p, 'd> {
    /// Each row with its member; a member may be what a row without a name is taken for.
    pub(super) rows: Vec<(&'p Row, Option<Member<'d>>)>,
    /// The members without a row.
    pub(super) missing: Vec<Member<'d>>,
}

/// Finds the member of each row, by its name or, where that was lost, by its type and its constraints.
pub(super) fn pair<'p, 'd>(document: &Document, rows: &'p [Row], members: Vec<Member<'d>>) -> Pairs<'p, 'd> {
    let mut missing = members;
    let mut pairs: Vec<(&Row, Option<Member<'d>>)> = Vec::new();
    for row in rows {
        let index = row.name.as_ref().and_then(|name| missing.iter().position(|member| member.name == name));
        pairs.push((row, index.map(|index| missing.remove(index))));
    }
    for (row, member) in pairs.iter_mut().filter(|(row, _)| row.name.is_none()) {
        let scores = missing.iter().enumerate().filter_map(|(index, it)| Some((likeness(document, row, it)?, index)));
        // Of equals the first is taken: rows stand in the order of the document.
        let best = scores.max_by_key(|(score, index)| (*score, std::cmp::Reverse(*index)));
        *member = best.map(|(_, index)| missing.remove(index));
    }
    Pairs { rows: pairs, missing }
}

/// How much of what a row states a member states too; none if the type is another.
fn likeness(document: &Document, row: &Row, member: &Member<'_>) -> Option<usize> {
    let (_, ty) = known::keyword(document, &member.schema, "type")?;
    (ty.as_str() == Some(&row.ty.name)).then_some(())?;
    let same = row.constraints.stated.iter().filter(|(keyword, value)| {
        known::keyword(document, &member.schema, keyword).is_some_and(|(_, known)| known::text(known) == *value)
    });
    Some(same.count() + usize::from(member.required.is_some() == row.constraints.required))
}

/// How well a table fits an object, from 0 to 100: what of the names of both is common to them.
pub(super) fn fit(rows: &[Row], members: &[Member<'_>]) -> usize {
    let named = |member: &&Member<'_>| rows.iter().any(|row| row.name.as_deref() == Some(member.name));
    let common = members.iter().filter(named).count();
    (common * 100) / (rows.len() + members.len() - common).max(1)
}

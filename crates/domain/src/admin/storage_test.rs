//! What a test of object storage has found.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a test of object storage has found. No key, no secret and no signed address is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StorageTest {
    /// Whether every step has worked or needed no test.
    pub works: bool,
    /// Whether it is the storage inside of this server, which needs no settings.
    pub is_embedded: bool,
    /// The steps in their order.
    pub steps: Vec<StorageStep>,
}

/// One step of a test of object storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StorageStep {
    /// What was tried.
    pub step: StorageStepKind,
    /// What came of it.
    pub outcome: StepOutcome,
    /// How long it took.
    pub milliseconds: Option<u64>,
    /// What is wrong, or why it was skipped.
    pub problem: Option<String>,
    /// What to change.
    pub advice: Option<String>,
}

/// What a test of object storage tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum StorageStepKind {
    /// The clocks of this machine and of the storage agree.
    Clock,
    /// An object is stored.
    Put,
    /// It comes back as it was.
    Get,
    /// A part of it comes back.
    Range,
    /// It is listed.
    List,
    /// A page of this site may read it at the bucket's public address.
    Public,
    /// It is deleted, and gone then.
    Delete,
}

impl StorageStepKind {
    /// What the step does, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Clock => "Compare the clocks",
            Self::Put => "Store an object",
            Self::Get => "Read it back",
            Self::Range => "Read a part of it",
            Self::List => "List it",
            Self::Public => "Read it as a browser does",
            Self::Delete => "Delete it",
        }
    }
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum StepOutcome {
    /// It has worked.
    Worked,
    /// It has not.
    Failed,
    /// It was not tried.
    Skipped,
}

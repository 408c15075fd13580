//! Why storage fails.

/// Why a storage operation failed.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// There is no such object.
    #[error("there is no such object")]
    NotFound,
    /// The range lies outside of the object.
    #[error("the range lies outside of the object")]
    Range,
    /// Storage refused, or did not answer in time.
    #[error("{0}")]
    Failed(String),
}

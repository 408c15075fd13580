//! One page of a list, the same shape for every list.

use serde::{Deserialize, Serialize};

/// A list answer: some items and where to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The items of this page, in the list's order.
    pub items: Vec<T>,
    /// Pass it as `cursor` (`before` for messages) to read on; none at the end.
    pub next_cursor: Option<String>,
}

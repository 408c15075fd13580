//! One page of a list, the same shape for every list.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One page of a list: its items and the cursor of the next page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The items of this page, in the list's order.
    pub items: Vec<T>,
    /// Pass it as `cursor` (`before` for messages) to get the next page; none at the end.
    pub next_cursor: Option<String>,
}

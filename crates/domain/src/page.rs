//! One page of a list, the same shape for every list.

use crate::{Code, Problem};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
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

impl<T> Page<T> {
    /// A page of at most `size` rows. The caller has read one row more, which tells that another page follows; `cursor` names the place
    /// behind a row.
    pub fn cut(mut rows: Vec<T>, size: usize, cursor: impl Fn(&T) -> String) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let next_cursor = rows.last().filter(|_| more).map(cursor);
        Self { items: rows, next_cursor }
    }

    /// A list that is short enough for one page.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }

    /// The same page with each item changed.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next_cursor: self.next_cursor }
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { items: Vec::new(), next_cursor: None }
    }
}

/// The place that a cursor names, none at the beginning of a list, which an empty cursor means, too; `bad_request` for a text that no list gave
/// out.
pub fn parse_cursor<T: FromStr>(cursor: Option<&str>) -> Result<Option<T>, Problem> {
    let place = cursor.filter(|cursor| !cursor.is_empty()).map(str::parse::<T>).transpose();
    place.map_err(|_| Problem::new(Code::BadRequest, "This cursor is not one that a list gave out."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cursor_and_an_empty_one_are_the_beginning_of_a_list() {
        let parse = |cursor| parse_cursor::<i64>(cursor).map_err(|problem| problem.code);
        assert_eq!([parse(None), parse(Some("")), parse(Some("7"))], [Ok(None), Ok(None), Ok(Some(7))]);
        for strange in [" ", "elsewhere", "7 "] {
            assert_eq!(parse(Some(strange)), Err(Code::BadRequest), "{strange:?}");
        }
    }
}

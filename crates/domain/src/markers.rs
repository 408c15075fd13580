//! Markers: moments of a stream that its owner has marked. On the page of the VOD they are its chapters.

use crate::problem::{Fields, Problem};
use crate::{MarkerId, StreamId, value};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// The most markers that a stream has.
pub const MARKERS_PER_STREAM: i64 = 100;

value::text_value!(
    /// A marker's title: 1 to 100 characters.
    MarkerTitle,
    |text| value::line(text, "The title", 1, 100)
);

/// A moment of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Marker {
    /// The marker's id.
    pub id: MarkerId,
    /// The stream that it belongs to.
    pub stream_id: StreamId,
    /// What begins there: 1 to 100 characters.
    #[schema(example = "Questions and answers")]
    pub title: String,
    /// Seconds from the beginning of the recording.
    #[schema(minimum = 0, example = 754)]
    pub position: i32,
    /// When it was set.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// Body of `POST /api/streams/{id}/markers`.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(example = json!({ "title": "Questions and answers" }))]
pub struct NewMarker {
    /// What begins there: 1 to 100 characters.
    #[schema(min_length = 1, max_length = 100)]
    pub title: String,
    /// Seconds from the beginning of the recording; left out it is now, while the stream is LIVE.
    #[serde(default)]
    #[schema(minimum = 0)]
    pub position: Option<i64>,
}

/// A [`NewMarker`] that has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedMarker {
    /// Its title.
    pub title: MarkerTitle,
    /// Seconds from the beginning of the recording; none for now.
    pub position: Option<i32>,
}

impl NewMarker {
    /// Checks title and position. Whether the recording is that long, the use case knows.
    ///
    /// # Errors
    /// `validation_failed` on the fields `title` and `position`.
    pub fn check(&self) -> Result<CheckedMarker, Problem> {
        let mut fields = Fields::default();
        let title = fields.take("title", MarkerTitle::parse(&self.title));
        let position = self.position.and_then(|seconds| fields.take("position", whole_seconds(seconds)));
        match title {
            Some(title) if self.position.is_some() == position.is_some() => Ok(CheckedMarker { title, position }),
            _ => Err(fields.into_problem()),
        }
    }
}

/// Seconds as they are stored. No recording is longer than the column takes.
fn whole_seconds(seconds: i64) -> Result<i32, String> {
    match i32::try_from(seconds) {
        Ok(seconds) if seconds >= 0 => Ok(seconds),
        _ if seconds < 0 => Err("The position counts from the beginning of the recording, so it is 0 or more.".into()),
        _ => Err("The recording isn’t that long.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(title: &str, position: Option<i64>) -> Result<(String, Option<i32>), Vec<&'static str>> {
        let marker = NewMarker { title: title.to_owned(), position }.check();
        marker.map(|marker| (marker.title.to_string(), marker.position)).map_err(|problem| {
            ["title", "position"].into_iter().filter(|field| problem.error(field).is_some()).collect()
        })
    }

    #[test]
    fn a_marker_has_a_title_and_a_position_that_is_not_negative() {
        assert_eq!(checked(" The\nfirst song ", None), Ok(("The first song".to_owned(), None)));
        assert_eq!(checked(&"x".repeat(100), Some(0)), Ok(("x".repeat(100), Some(0))));
        assert_eq!(checked("End", Some(i32::MAX.into())), Ok(("End".to_owned(), Some(i32::MAX))));
        assert_eq!(checked(&"x".repeat(101), Some(7)), Err(vec!["title"]));
        for beyond in [-1, i64::MIN, i64::from(i32::MAX) + 1, i64::MAX] {
            assert_eq!(checked("Song", Some(beyond)), Err(vec!["position"]), "{beyond}");
            assert_eq!(checked("\u{200b} ", Some(beyond)), Err(vec!["title", "position"]), "{beyond}");
        }
    }
}

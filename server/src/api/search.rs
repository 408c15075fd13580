//! `/api/search`.

use super::ApiResult;
use super::extract::ApiQuery;
use super::refusals::{Away, BadRequest, Busy, Invalid};
use crate::state::State;
use axum::Json;
use axum::extract;
use domain::search::{SearchKind, SearchResult};
use domain::{Code, Page, Problem};
use serde::Deserialize;
use services::accounts::Device;
use services::search::{self, Search};
use utoipa::IntoParams;

type App = extract::State<State>;

/// Query of a search.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Text that names and titles contain: 1 to 100 characters.
    #[serde(default)]
    #[param(required = true, min_length = 1, max_length = 100)]
    q: String,
    /// Only things of this kind; all kinds if it is empty or left out.
    #[serde(rename = "type")]
    #[param(rename = "type", inline, value_type = Option<SearchKind>)]
    kind: Option<String>,
    /// `nextCursor` of the page before; empty or left out, the first page.
    cursor: Option<String>,
    /// Most items of a page, 20 if left out. 0 counts as 1, and more than 60 as 60.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
}

/// Channels, people and videos by their names.
///
/// Exact matches come first, then names that begin with the text, then names that contain it. A text of one or two
/// letters or digits is found only at the beginning of a name or of a word after a space; in Chinese and other scripts
/// without spaces between words, anywhere. Only what is public is found. A page may have fewer items than asked for
/// although another page follows: only `nextCursor` tells whether one does. What is renamed between two pages may come
/// twice or not at all; the rest comes once. All users get the same answer, so `downloadUrl` of a video is set only if
/// visitors may download it; tokens are not looked at.
///
/// Searches of one network run one after the other. One that has waited three seconds for its turn is answered with
/// `unavailable` (503) and `Retry-After`.
#[utoipa::path(
    get, path = "/search", tag = "search", params(SearchQuery),
    responses((status = 200, description = "A page of what was found.", body = Page<SearchResult>), BadRequest, Invalid, Busy, Away),
)]
pub async fn search_all(
    app: App,
    device: Device,
    ApiQuery(query): ApiQuery<SearchQuery>,
) -> ApiResult<Json<Page<SearchResult>>> {
    let kind = query.kind.filter(|kind| !kind.is_empty()).map(|kind| parse_kind(&kind)).transpose()?;
    let search = Search { text: query.q, kind, cursor: query.cursor, limit: query.limit };
    Ok(Json(search::search(&app.services, search, device).await?))
}

/// A kind by its word, or by the `type` of what is found of it.
fn parse_kind(text: &str) -> Result<SearchKind, Problem> {
    match text {
        "channel" => Ok(SearchKind::Channels),
        "user" | "users" => Ok(SearchKind::People),
        "video" => Ok(SearchKind::Videos),
        other => other.parse().map_err(|sentence: String| Problem::field(Code::ValidationFailed, "type", sentence)),
    }
}

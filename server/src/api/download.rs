//! `GET /api/videos/{id}/download`.

use super::ApiResult;
use super::extract::{ApiPath, ApiQuery, StreamPath};
use super::problem::ApiError;
use super::refusals::{Away, BadRequest, BehindTheEnd, Busy, Missing, NotOffered};
use crate::ranges::{one_range, part_of};
use crate::state::State;
use axum::body::Body;
use axum::extract;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Code, Problem, StreamId, addresses};
use headers::{AcceptRanges, ContentRange, ETag, HeaderMapExt};
use serde::Deserialize;
use services::accounts::{CurrentUser, Device};
use services::vods;
use std::fmt::Write as _;
use utoipa::IntoParams;

/// Query of a download.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// Number of one of the VOD's files; the first, 1, if left out.
    #[param(format = "uint32", minimum = 1, maximum = 4294967295u32)]
    file: Option<u32>,
}

/// Headers that ask for a part of a download.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct RangeHeaders {
    /// One range of bytes, such as `bytes=1000-`. With several ranges, or one that cannot be read, the whole file comes.
    #[param(rename = "Range", required = false)]
    range: String,
    /// An `ETag`: `Range` counts only as long as the file has it.
    #[param(rename = "If-Range", required = false)]
    if_range: String,
}

/// A VOD as an MP4 file. For the channel's owner, and where `vodDownloads` is on, for all who may watch it.
///
/// `downloadUrl` of a VOD is set if you may download it. If the encoder came back with other settings, there are several files: the header `Link`
/// of each but the last names the next one (`rel="next"`). The times of each file begin at zero and run as the VOD's playlist does, without holes
/// where the stream was interrupted. Parts that storage had lost before are left out, and `Content-Length` counts without them. If a part cannot be
/// read while the download runs, or the VOD is deleted, hidden from you or no longer offered, the download ends before its `Content-Length`. It goes
/// on with `Range: bytes=N-`, where N is how many bytes you have, and with the `ETag` of what you have in `If-Range`: if the file is another one now,
/// all of it comes.
///
/// An account may run four downloads at once, and the accounts of one network twelve; the visitors of one network may run four. Wider IPv6 networks
/// have up to four times as many. Each network may send sixty requests (HEAD or GET) in ten minutes.
#[utoipa::path(
    get, path = "/videos/{id}/download", tag = "vods", params(StreamPath, FileQuery, RangeHeaders),
    responses(
        (status = 200, description = "The file; `Content-Disposition` has its name, `ETag` names its bytes.", content_type = "video/mp4"),
        (status = 206, description = "The bytes of the file that `Range` asks for; `Content-Range` says which.", content_type = "video/mp4"),
        BadRequest, NotOffered, Missing, BehindTheEnd, Busy, Away,
    ),
)]
pub async fn download_video(
    app: extract::State<State>,
    method: Method,
    headers: HeaderMap,
    current_user: CurrentUser,
    device: Device,
    ApiPath(stream): ApiPath<StreamId>,
    ApiQuery(query): ApiQuery<FileQuery>,
) -> ApiResult<Response> {
    let (storage, file) = (app.recorder.storage(), (stream, query.file.unwrap_or(1)));
    let is_head = method == Method::HEAD;
    let download = vods::download(&app.services, storage, &current_user, &device, file, is_head).await?;
    let (length, tag) = (download.length, format!("\"{}\"", download.tag).parse::<ETag>().ok());
    let range = tag.as_ref().and_then(|tag| one_range(&headers, is_head, tag));
    let part = match &range {
        None => 0..length,
        Some(range) => match part_of(range, length) {
            Some(part) => part,
            None => return Ok(behind_the_end(length)),
        },
    };
    let fields = [
        (header::CONTENT_TYPE, "video/mp4".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(&download.file_name)),
        (header::CONTENT_LENGTH, (part.end - part.start).to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let next = download.next.map(|file| format!("<{}?file={file}>; rel=\"next\"", addresses::download(stream)));
    let link = next.map(|next| [(header::LINK, next)]);
    let mut response = (fields, link, Body::from_stream(download.body(part.clone()))).into_response();
    let headers = response.headers_mut();
    headers.typed_insert(AcceptRanges::bytes());
    if let Some(tag) = tag {
        headers.typed_insert(tag);
    }
    if range.is_some() {
        if let Ok(range) = ContentRange::bytes(part, length) {
            headers.typed_insert(range);
        }
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

fn behind_the_end(length: u64) -> Response {
    let sentence = "The file ends before these bytes. You may have all of it already.";
    let mut response = ApiError(Problem::new(Code::RangeNotSatisfiable, sentence)).into_response();
    response.headers_mut().typed_insert(ContentRange::unsatisfied_bytes(length));
    response
}

/// `Content-Disposition` of a file with this name: in ASCII for old clients, and as it is (RFC 6266, appendix D).
fn attachment(name: &str) -> String {
    let is_plain = |letter: char| (letter == ' ' || letter.is_ascii_graphic()) && !matches!(letter, '"' | '\\' | '%');
    let plain: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let mut value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            value.push(char::from(byte));
        } else {
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_script_stands_in_the_header_as_old_and_new_clients_read_it() {
        assert_eq!(attachment("a.mp4"), "attachment; filename=\"a.mp4\"; filename*=UTF-8''a.mp4");
        let expected = "attachment; filename=\"N_cht 5_ (1).mp4\"; filename*=UTF-8''N%C3%A4cht%205%25%20%281%29.mp4";
        assert_eq!(attachment("Nächt 5% (1).mp4"), expected);
        assert_eq!(attachment("\"\r\n"), "attachment; filename=\"___\"; filename*=UTF-8''%22%0D%0A");
    }
}

//! `GET /api/videos/{id}/download`.

use super::ApiResult;
use super::extract::{ApiPath, ApiQuery, StreamPath};
use super::refusals::{Away, BadRequest, Busy, Missing, NotOffered};
use crate::state::State;
use axum::body::Body;
use axum::extract;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use domain::{StreamId, addresses};
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

/// A VOD as an MP4 file. For the channel's owner, and where `vodDownloads` is on, for all who may watch it.
///
/// `downloadUrl` of a VOD is set if you may download it. If the encoder came back with other settings, there are several files: the header `Link`
/// of each but the last names the next one (`rel="next"`). If a part of a file cannot be read, the download ends before its `Content-Length`. Of one account or network, four
/// downloads run at once; each network may send sixty requests (HEAD or GET) in ten minutes.
#[utoipa::path(
    get, path = "/videos/{id}/download", tag = "vods", params(StreamPath, FileQuery),
    responses(
        (status = 200, description = "The file; `Content-Disposition` has its name.", content_type = "video/mp4"),
        BadRequest, NotOffered, Missing, Busy, Away,
    ),
)]
pub async fn download_video(
    app: extract::State<State>,
    method: Method,
    current_user: CurrentUser,
    device: Device,
    ApiPath(stream): ApiPath<StreamId>,
    ApiQuery(query): ApiQuery<FileQuery>,
) -> ApiResult<Response> {
    let (storage, file) = (app.recorder.storage(), (stream, query.file.unwrap_or(1)));
    let is_head = method == Method::HEAD;
    let download = vods::download(&app.services, storage, &current_user, &device, file, is_head).await?;
    let headers = [
        (header::CONTENT_TYPE, "video/mp4".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(&download.file_name)),
        (header::CONTENT_LENGTH, download.length.to_string()),
        (header::ACCEPT_RANGES, "none".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let next = download.next.map(|file| format!("<{}?file={file}>; rel=\"next\"", addresses::download(stream)));
    let link = next.map(|next| [(header::LINK, next)]);
    Ok((headers, link, Body::from_stream(download.body)).into_response())
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

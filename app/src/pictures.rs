//! Pictures that people upload: sending them, with progress, and cropping them before.

pub mod crop;

use crate::error::AppError;
use domain::pictures::PictureKind;
use domain::{Code, Problem};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, FormData, ProgressEvent, XmlHttpRequest};

/// The address that takes a picture, and removes it: of a channel, or of the current user.
pub fn address(kind: PictureKind, channel: Option<&str>) -> String {
    let kind = if kind == PictureKind::Banner { "banner" } else { "avatar" };
    match channel {
        Some(channel) => format!("/api/upload/{kind}?target=channel&channel={channel}"),
        None => format!("/api/upload/{kind}?target=user"),
    }
}

/// A request that is under way, and can be broken off. `fetch` does not tell how much of a body was sent.
#[derive(Clone)]
pub struct Request(XmlHttpRequest);

impl Request {
    /// Uploads a picture with these texts before it. `progress` hears the share that was sent, up to 1; `ended` hears how it ended, unless it was broken off.
    pub fn upload<T: DeserializeOwned>(
        address: &str,
        texts: &[(&str, &str)],
        picture: &Blob,
        progress: impl Fn(f64) + 'static,
        ended: impl Fn(Result<T, AppError>) + 'static,
    ) -> Option<Self> {
        let form = FormData::new().ok()?;
        for (name, text) in texts {
            form.append_with_str(name, text).ok()?;
        }
        form.append_with_blob_and_filename("file", picture, "picture").ok()?;
        let request = XmlHttpRequest::new().ok()?;
        request.open("POST", address).ok()?;
        let told = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                progress(event.loaded() / event.total());
            }
        });
        request.upload().ok()?.set_onprogress(Some(told.into_js_value().unchecked_ref()));
        on_end(&request, move |answer| ended(answer.and_then(|text| parsed(&text))));
        request.send_with_opt_form_data(Some(&form)).ok()?;
        Some(Self(request))
    }

    /// Removes a picture.
    pub fn removal(address: &str, ended: impl Fn(Result<(), AppError>) + 'static) -> Option<Self> {
        let request = XmlHttpRequest::new().ok()?;
        request.open("DELETE", address).ok()?;
        on_end(&request, move |answer| ended(answer.map(drop)));
        request.send().ok()?;
        Some(Self(request))
    }

    /// Breaks it off.
    pub fn cancel(&self) {
        self.0.set_onload(None);
        self.0.set_onerror(None);
        let _ = self.0.abort();
    }
}

/// Runs `ended` with the text of the answer, or with why there is none.
fn on_end(request: &XmlHttpRequest, ended: impl Fn(Result<String, AppError>) + 'static) {
    let asked = request.clone();
    let end = Closure::<dyn FnMut()>::new(move || {
        let text = asked.response_text().ok().flatten().unwrap_or_default();
        ended(match asked.status() {
            Ok(200..=299) => Ok(text),
            Ok(0) | Err(_) => Err(unreachable()),
            Ok(_) => Err(serde_json::from_str::<Problem>(&text).map_or_else(|_| unreachable(), AppError)),
        });
    });
    let end = end.into_js_value();
    request.set_onload(Some(end.unchecked_ref()));
    request.set_onerror(Some(end.unchecked_ref()));
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    serde_json::from_str(text).map_err(|_| unreachable())
}

fn unreachable() -> AppError {
    AppError(Problem::new(Code::Unavailable, "The server can't be reached. Check your connection and try again."))
}

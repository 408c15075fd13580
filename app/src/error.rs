//! The error of every server function: a problem, with the HTTP status that goes with it.

use crate::browser;
use domain::{Code, Problem};
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// A problem on its way to the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError(pub Problem);

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let problem = match error {
            ServerFnErrorErr::Request(_) => Problem::new(
                Code::Unavailable,
                "The server can't be reached. Check your connection; nothing you typed is lost.",
            ),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Problem::new(Code::BadRequest, "The request could not be read. Reload the page and try again.")
            }
            _ => Problem::new(Code::Internal, "Something went wrong on our side. Please try again."),
        };
        // On the server the status goes with it; in the browser there is none to set.
        browser::set_status(problem.code.status());
        Self(problem)
    }
}

impl From<Problem> for AppError {
    /// Sets the response's status as well: a bare error would answer 500 whatever it is.
    fn from(problem: Problem) -> Self {
        browser::set_status(problem.code.status());
        Self(problem)
    }
}

//! Server functions of markers; each bears the name of its use case.

use crate::error::AppError;
use domain::markers::Marker;
use domain::{MarkerId, StreamId};
use leptos::prelude::*;

/// Marks a moment of a stream, in seconds from the beginning of its recording; without a position it is now. Owner only.
#[server]
pub async fn add_marker(stream: StreamId, title: String, position: Option<i64>) -> Result<Marker, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let wanted = domain::markers::NewMarker { title, position };
    Ok(services::markers::add_marker(&svc, &crate::ssr::recorder(), &current_user, stream, wanted).await?)
}

/// Deletes a marker. Owner only.
#[server]
pub async fn delete_marker(stream: StreamId, marker: MarkerId) -> Result<(), AppError> {
    Ok(services::markers::delete_marker(&crate::ssr::services(), &crate::ssr::current_user(), stream, marker).await?)
}

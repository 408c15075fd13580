//! Server functions of markers; each bears the name of its use case.

use crate::error::AppError;
use domain::markers::Marker;
use domain::{MarkerId, StreamId};
use leptos::prelude::*;

/// Leads a browser without JavaScript back to the stream manager, which says what was done.
#[cfg(feature = "ssr")]
async fn go_back(stream: StreamId, done: &str) {
    if !crate::ssr::is_without_script() {
        return;
    }
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    // What was done stays done if the channel can't be read: the browser goes back to the page that it came from.
    if let Ok(stream) = services::streams::get_stream(&svc, &current_user, stream).await {
        let page = format!("/dashboard?channel={}&done={done}", stream.channel_id);
        crate::ssr::go_on_without_script(&page);
    }
}

/// Marks a moment of a stream, in seconds from the beginning of its recording; without a position it is now. Owner only.
#[server]
pub async fn add_marker(stream: StreamId, title: String, position: Option<i64>) -> Result<Marker, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    // The form on a video's page always says where.
    let is_from_manager = position.is_none();
    let wanted = domain::markers::NewMarker { title, position };
    let added = services::markers::add_marker(&svc, &crate::ssr::recorder(), &current_user, stream, wanted).await?;
    if is_from_manager {
        go_back(stream, "marker-set").await;
    }
    Ok(added)
}

/// Deletes a marker. Owner only.
#[server]
pub async fn delete_marker(stream: StreamId, marker: MarkerId) -> Result<(), AppError> {
    services::markers::delete_marker(&crate::ssr::services(), &crate::ssr::current_user(), stream, marker).await?;
    go_back(stream, "marker-deleted").await;
    Ok(())
}

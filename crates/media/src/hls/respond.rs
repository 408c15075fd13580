//! Answers requests: which ones wait, for how long, and what caches may keep (RFC 8216bis, 6.2.5 and appendix B).

use super::query::{self, Directives, File, Resource, Wanted};
use super::rendition::{Progress, Rendition, View};
use super::response::{Access, Caching, Lifetimes, Response};
use super::stream::Stream;
use super::{HlsSettings, playlist};
use bytes::Bytes;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How many segments a request may be ahead of the last whole one.
const MOST_AHEAD: u64 = 2;

enum Waited {
    There(Arc<View>),
    /// The time limit passed without anything new.
    Overdue,
    /// The stream was removed.
    Gone,
}

/// A request as the server hands it on.
#[derive(Clone, Copy)]
pub(super) struct Request<'a> {
    pub path: &'a str,
    pub query: Option<&'a str>,
    pub accept_gzip: bool,
    pub access: Access,
}

pub(super) async fn respond(
    stream: &Stream,
    settings: &HlsSettings,
    lifetimes: &Lifetimes,
    request: Request<'_>,
) -> Response {
    let Request { path, query, accept_gzip, access } = request;
    let limit = Duration::from_secs(super::settings::target_duration(settings) * 3);
    let (name, file) = match Resource::parse(path) {
        Some(Resource::In(name, file)) => (name, file),
        Some(Resource::Master) => {
            return match stream.master() {
                Some(master) => Response::text(&master, accept_gzip, access, Caching::For(&lifetimes.brief)),
                None => Response::not_found(),
            };
        }
        None => return Response::not_found(),
    };
    // A bad request is refused before it starts a rendition or waits.
    let directives = match (file, query::parse(query)) {
        (File::Index, Err(reason)) => return Response::bad_request(reason),
        (_, directives) => directives.unwrap_or_default(),
    };
    let rendition = match file {
        File::Index | File::Init => stream.requested(name, limit).await,
        // A reader that asks for media has read a playlist; a rung that has stopped since then resumes with other numbers.
        File::Segment(_) | File::Part(..) => stream.watched(name),
    };
    let Some(rendition) = rendition else { return Response::not_found() };
    // Subscribed before the first look, so that no change is missed between them.
    let mut progress = rendition.watch();
    let Some(view) = rendition.view() else { return Response::not_found() };
    match file {
        File::Index => {
            let Some(view) = wait_beginning(&rendition, &mut progress, view, limit).await else {
                return Response::not_found();
            };
            respond_index(&rendition, progress, view, directives, limit, lifetimes, request).await
        }
        File::Init => match path.rsplit_once('/').and_then(|(_, uri)| view.window.init(uri)) {
            Some(init) => Response::media(init.bytes().clone(), access, Caching::Immutable),
            // Without a number it means the newest, whichever that is.
            None if path.ends_with("/init.mp4") => match view.window.newest_init() {
                Some(init) => Response::media(init.bytes().clone(), access, Caching::For(&lifetimes.brief)),
                None => Response::not_found(),
            },
            None => Response::not_found(),
        },
        File::Segment(msn) => match view.window.find(msn) {
            Some(segment) if segment.has_media() => Response::media(segment.bytes.clone(), access, Caching::Immutable),
            _ => Response::not_found(),
        },
        File::Part(msn, part) => respond_part(&rendition, progress, &view, (msn, part), limit, access).await,
    }
}

async fn respond_index(
    rendition: &Rendition,
    progress: watch::Receiver<Progress>,
    view: Arc<View>,
    directives: Directives,
    limit: Duration,
    lifetimes: &Lifetimes,
    Request { accept_gzip, access, .. }: Request<'_>,
) -> Response {
    let Directives { wanted, skip } = if view.ended { Directives::default() } else { directives };
    let answer = |view: &View, caching| {
        let delta = skip && !view.ended;
        let text = if delta { view.index.delta(wanted.map(|wanted| wanted.msn)) } else { &view.index.full };
        Response::text(text, accept_gzip, access, caching)
    };
    let Some(wanted) = wanted else { return answer(&view, Caching::For(&lifetimes.brief)) };
    if let Err(reason) = check_reach(&view, wanted) {
        return Response::bad_request(reason);
    }
    match wait_listed(rendition, progress, view, wanted, limit).await {
        Waited::There(view) => {
            let is_passing = wanted.part.is_some() && view.window.parts().is_empty() && !view.ended;
            answer(&view, Caching::For(if is_passing { &lifetimes.passing } else { &lifetimes.lasting }))
        }
        // RFC 8216bis says SHOULD 503 here. An encoder that is away and will be back is the usual cause, and
        // players ride over that with the playlist they know while an error makes some give up.
        Waited::Overdue => match rendition.view() {
            Some(view) => answer(&view, Caching::Never),
            None => Response::not_found(),
        },
        Waited::Gone => Response::not_found(),
    }
}

async fn respond_part(
    rendition: &Rendition,
    mut progress: watch::Receiver<Progress>,
    view: &View,
    (msn, part): (u64, u64),
    limit: Duration,
    access: Access,
) -> Response {
    if let Some(bytes) = find_part(view, msn, part) {
        return Response::media(bytes, access, Caching::Immutable);
    }
    let hinted = !view.ended && msn == view.window.msn && part == view.window.parts().len() as u64;
    if !hinted {
        return Response::not_found();
    }
    let moved = progress.wait_for(|now| now.ended || now.msn > msn || now.parts > part);
    match tokio::time::timeout(limit, moved).await {
        Err(_) => Response::overdue(),
        Ok(Err(_)) => Response::not_found(),
        Ok(Ok(_)) => match rendition.view().and_then(|view| find_part(&view, msn, part)) {
            Some(bytes) => Response::media(bytes, access, Caching::Immutable),
            None => Response::not_found(),
        },
    }
}

fn find_part(view: &View, msn: u64, part: u64) -> Option<Bytes> {
    let index = usize::try_from(part).ok()?;
    let parts = if msn == view.window.msn { view.window.parts() } else { &view.window.find(msn)?.parts };
    parts.get(index).filter(|part| !part.is_gap()).map(|part| part.bytes.clone())
}

/// A request too far ahead is the reader's mistake and refused at once.
fn check_reach(view: &View, wanted: Wanted) -> Result<(), &'static str> {
    let open = view.window.msn;
    if wanted.msn > (open + MOST_AHEAD).saturating_sub(1) {
        return Err("_HLS_msn is too far ahead");
    }
    let Some(part) = wanted.part else { return Ok(()) };
    let target = playlist::target_seconds(view.part_target);
    let ahead = if target < 1.0 { (3.0 / target).ceil() as u64 } else { 3 };
    let next = if wanted.msn == open { view.window.parts().len() as u64 } else { 0 };
    if wanted.msn >= open && part >= next + ahead {
        return Err("_HLS_part is too far ahead");
    }
    Ok(())
}

/// Waits until there is something to begin with, which takes well under a target duration; after `limit` the current view is used. `None`
/// when the rendition is removed.
async fn wait_beginning(
    rendition: &Rendition,
    progress: &mut watch::Receiver<Progress>,
    view: Arc<View>,
    limit: Duration,
) -> Option<Arc<View>> {
    let can_begin = |view: &View| view.ended || view.window.can_begin();
    if can_begin(&view) {
        return Some(view);
    }
    let waiting = async {
        let mut view = view;
        while !can_begin(&view) {
            progress.changed().await.ok()?;
            if progress.borrow().gone {
                return None;
            }
            view = rendition.view()?;
        }
        Some(view)
    };
    match tokio::time::timeout(limit, waiting).await {
        Ok(view) => view,
        Err(_) => rendition.view(),
    }
}

/// Waits until the wanted segment, or part, is listed. A part past its segment's end stands for part 0 of the next.
async fn wait_listed(
    rendition: &Rendition,
    mut progress: watch::Receiver<Progress>,
    mut view: Arc<View>,
    mut wanted: Wanted,
    limit: Duration,
) -> Waited {
    let waiting = async {
        loop {
            if view.ended {
                return Some(view);
            }
            let Wanted { msn, part } = wanted;
            let open = view.window.msn;
            let there = match part {
                _ if msn > open => false,
                None => msn < open,
                Some(part) if msn == open => part < view.window.parts().len() as u64,
                Some(part) => {
                    let past_end = view.window.find(msn).is_some_and(|segment| part >= segment.parts.len() as u64);
                    if past_end && msn + 1 == open {
                        wanted = Wanted { msn: open, part: Some(0) };
                        continue;
                    }
                    true
                }
            };
            if there {
                return Some(view);
            }
            let reached = |now: &Progress| {
                now.ended || now.msn > msn || (now.msn == msn && part.is_some_and(|part| now.parts > part))
            };
            if progress.wait_for(reached).await.ok()?.gone {
                return None;
            }
            view = rendition.view()?;
        }
    };
    match tokio::time::timeout(limit, waiting).await {
        Ok(Some(view)) => Waited::There(view),
        Ok(None) => Waited::Gone,
        Err(_) => Waited::Overdue,
    }
}

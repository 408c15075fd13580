//! Answers readers: who waits, for how long, and what may be kept in caches (RFC 8216bis, 6.2.5 and appendix B).

use super::query::{self, Resource, Wanted};
use super::response::{Access, Caching, Response};
use super::stream::{Progress, Stream, View};
use super::{Settings, playlist};
use bytes::Bytes;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How many segments a request may be ahead of the last whole one.
const MOST_AHEAD: u64 = 2;

enum Waited {
    There(Arc<View>),
    /// The limit passed, nothing new came.
    Overdue,
    /// The stream was taken away.
    Gone,
}

pub(super) async fn respond(
    stream: &Stream,
    settings: &Settings,
    path: &str,
    query: Option<&str>,
    accept_gzip: bool,
    access: Access,
) -> Response {
    let Some(resource) = Resource::parse(path) else { return Response::not_found() };
    // Subscribed before looking, so that nothing falls between.
    let progress = stream.watch();
    let Some(view) = stream.view() else { return Response::not_found() };
    let target = super::window::target_duration(settings);
    let short = Caching::Seconds((target / 2).max(1));
    match resource {
        Resource::Master => Response::text(&view.master, accept_gzip, access, short),
        Resource::Index => match query::parse(query) {
            Err(reason) => Response::bad_request(reason),
            Ok(wanted) => {
                let Some(wanted) = wanted.filter(|_| !view.ended) else {
                    return Response::text(&view.index, accept_gzip, access, short);
                };
                if let Err(reason) = check_reach(&view, wanted) {
                    return Response::bad_request(reason);
                }
                match wait_listed(stream, progress, view, wanted, target).await {
                    Waited::There(view) => {
                        Response::text(&view.index, accept_gzip, access, Caching::Seconds(target * 6))
                    }
                    // RFC 8216bis says SHOULD 503 here. An encoder that is away and will be back is the usual cause, and
                    // players ride over that with the playlist they know while an error makes some give up.
                    Waited::Overdue => match stream.view() {
                        Some(view) => Response::text(&view.index, accept_gzip, access, Caching::Never),
                        None => Response::not_found(),
                    },
                    Waited::Gone => Response::not_found(),
                }
            }
        },
        Resource::Init(uri) => match view.window.init(uri) {
            Some(init) => Response::media(init.bytes.clone(), access),
            None => Response::not_found(),
        },
        Resource::Segment(msn) => match view.window.find(msn) {
            Some(segment) if segment.head.is_some() => Response::media(segment.bytes.clone(), access),
            _ => Response::not_found(),
        },
        Resource::Part(msn, part) => respond_part(stream, progress, &view, (msn, part), target, access).await,
    }
}

async fn respond_part(
    stream: &Stream,
    mut progress: watch::Receiver<Progress>,
    view: &View,
    (msn, part): (u64, u64),
    target: u64,
    access: Access,
) -> Response {
    if let Some(bytes) = find_part(view, msn, part) {
        return Response::media(bytes, access);
    }
    let hinted = !view.ended && msn == view.window.msn && part == view.window.parts().len() as u64;
    if !hinted {
        return Response::not_found();
    }
    let moved = progress.wait_for(|now| now.ended || now.msn > msn || now.parts > part);
    match tokio::time::timeout(Duration::from_secs(target * 3), moved).await {
        Err(_) => Response::overdue(),
        Ok(Err(_)) => Response::not_found(),
        Ok(Ok(_)) => match stream.view().and_then(|view| find_part(&view, msn, part)) {
            Some(bytes) => Response::media(bytes, access),
            None => Response::not_found(),
        },
    }
}

fn find_part(view: &View, msn: u64, part: u64) -> Option<Bytes> {
    let index = usize::try_from(part).ok()?;
    let parts = if msn == view.window.msn { view.window.parts() } else { &view.window.find(msn)?.parts };
    parts.get(index).map(|part| part.bytes.clone())
}

/// Too far ahead is a mistake of the reader's and told at once.
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

/// Waits until the wanted segment, or part, is listed. A part past its segment's end stands for part 0 of the next.
async fn wait_listed(
    stream: &Stream,
    mut progress: watch::Receiver<Progress>,
    mut view: Arc<View>,
    mut wanted: Wanted,
    target: u64,
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
            progress.wait_for(reached).await.ok()?;
            view = stream.view()?;
        }
    };
    match tokio::time::timeout(Duration::from_secs(target * 3), waiting).await {
        Ok(Some(view)) => Waited::There(view),
        Ok(None) => Waited::Gone,
        Err(_) => Waited::Overdue,
    }
}

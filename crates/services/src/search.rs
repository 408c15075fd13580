//! Searches over all that is public: channels, people and videos.

mod store;
mod turns;

use crate::accounts::{self, CurrentUser, Device};
use crate::{Result, Services, channels, streams, vods};
use domain::channels::{Channel, SearchText};
use domain::page::parse_cursor;
use domain::search::{SearchKind, SearchResult};
use domain::{ChannelId, Code, Page, Problem, StreamId, Visibility};
use std::collections::HashMap;
use std::str::FromStr;
pub(crate) use turns::{NetworkTurns, SEARCHES, turn};
use uuid::Uuid;

/// Most items of a page, and how many it has unless fewer are asked for.
const MOST: u32 = 60;
const PAGE: u32 = 20;

/// What is searched for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The text, which names and titles have in them.
    pub text: String,
    /// Only things of this kind.
    pub kind: Option<SearchKind>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Most items of the page.
    pub limit: Option<u32>,
}

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the text.
    Whole,
    /// It begins with the text.
    Beginning,
    /// The text is elsewhere in it; a short one, at the beginning of a word.
    Inside,
}

impl Fit {
    const ALL: [Self; 3] = [Self::Whole, Self::Beginning, Self::Inside];
}

/// The position of a thing among all that fit: those that fit best come first, then by kind, then in the order of their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SearchPosition {
    fit: Fit,
    kind: SearchKind,
    id: Uuid,
}

impl SearchPosition {
    /// The cursor behind it.
    fn cursor(&self) -> String {
        format!("{}.{}.{}", self.fit as u8, self.kind.as_str(), self.id)
    }
}

impl FromStr for SearchPosition {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let read = || {
            let (fit, rest) = text.split_once('.')?;
            let (kind, id) = rest.split_once('.')?;
            let fit = *Fit::ALL.get(fit.parse::<usize>().ok()?)?;
            Some(Self { fit, kind: kind.parse().ok()?, id: id.parse().ok()? })
        };
        read().ok_or(())
    }
}

/// Channels, people and videos whose names or titles have the text in them: exact names first, then those that begin with it.
/// A text of one or two letters is found only where a name or a word in it begins, unless its script has words of one letter. All users find the same.
///
/// A page goes on behind the last thing of the page before: what is new, hidden or deleted meanwhile moves nothing else. A thing that is renamed may
/// come twice or not at all.
///
/// Errors: `validation_failed` for a text that is empty or too long, `bad_request` for a cursor that no search gave out, `unavailable` while many
/// search, `rate_limited`.
pub async fn search(svc: &Services, search: Search, device: Device) -> Result<Page<SearchResult>> {
    let after = parse_cursor::<SearchPosition>(search.cursor.as_deref())?;
    let text = parse_text(&search.text)?;
    if text.as_str().is_empty() {
        return Err(Problem::field(Code::ValidationFailed, "q", "Type what to look for.").into());
    }
    let limit = search.limit.unwrap_or(PAGE).clamp(1, MOST) as usize;
    let _turn = turn(svc, device).await?;
    let kinds = SearchKind::ALL.iter().copied().filter(|kind| search.kind.is_none_or(|wanted| wanted == *kind));
    let steps = Fit::ALL.into_iter().flat_map(|fit| kinds.clone().map(move |kind| (fit, kind)));
    let mut positions: Vec<SearchPosition> = Vec::new();
    for (fit, kind) in steps.filter(|step| after.is_none_or(|after| *step >= (after.fit, after.kind))) {
        let wanted = limit + 1 - positions.len();
        let after = after.filter(|after| (after.fit, after.kind) == (fit, kind)).map(|after| after.id);
        let ids = store::named(&svc.public_db, kind, &text, fit, after, wanted as i64).await?;
        positions.extend(ids.into_iter().map(|id| SearchPosition { fit, kind, id }));
        if positions.len() > limit {
            break;
        }
    }
    let page = Page::cut(positions, limit, SearchPosition::cursor);
    Ok(Page { items: views(svc, &page.items).await?, next_cursor: page.next_cursor })
}

/// The text of a search; `validation_failed` if it is too long.
pub(crate) fn parse_text(text: &str) -> Result<SearchText> {
    Ok(SearchText::parse(text).map_err(|sentence| Problem::field(Code::ValidationFailed, "q", sentence))?)
}

/// What is at these positions, in their order. What was deleted or hidden meanwhile is left out.
async fn views(svc: &Services, positions: &[SearchPosition]) -> Result<Vec<SearchResult>> {
    let of_kind = |kind| positions.iter().filter(move |position| position.kind == kind).map(|position| position.id);
    let (db, visitor) = (&svc.public_db, CurrentUser::default());
    let people: Vec<Uuid> = of_kind(SearchKind::People).collect();
    let people = if people.is_empty() { Vec::new() } else { accounts::store::users(db, &people).await? };
    let mut people: HashMap<Uuid, _> = people.into_iter().map(|user| (user.id.0, user)).collect();
    let videos: Vec<StreamId> = of_kind(SearchKind::Videos).map(StreamId::from).collect();
    let videos = if videos.is_empty() { Vec::new() } else { streams::store::these(db, &videos).await? };
    let channels: Vec<ChannelId> =
        of_kind(SearchKind::Channels).chain(videos.iter().map(|row| row.channel_id)).map(ChannelId::from).collect();
    let channels = if channels.is_empty() { Vec::new() } else { channels::all_listed(db, &channels).await? };
    let channels: HashMap<Uuid, Channel> = channels.into_iter().map(|channel| (channel.id.0, channel)).collect();
    let mut videos: HashMap<Uuid, _> = videos
        .into_iter()
        .filter(|row| row.is_archive_open() && row.visibility() == Visibility::Public)
        .filter_map(|row| Some((row.id, (row.channel_id, vods::vod(row, &visitor)?))))
        .collect();
    let found = positions.iter().filter_map(|position| match position.kind {
        SearchKind::Channels => Some(SearchResult::Channel { channel: Box::new(channels.get(&position.id)?.clone()) }),
        SearchKind::People => Some(SearchResult::User { user: Box::new(people.remove(&position.id)?) }),
        SearchKind::Videos => {
            let (channel, video) = videos.remove(&position.id)?;
            Some(SearchResult::Video { video: Box::new(video), channel: Box::new(channels.get(&channel)?.clone()) })
        }
    });
    Ok(found.collect())
}

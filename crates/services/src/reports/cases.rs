//! The queue as moderators work on it: reports of the same are one case.

use super::{ReportQuery, store};
use crate::accounts::CurrentUser;
use crate::moderation::{MOST_ITEMS, store::bans_of};
use crate::{Result, Services};
use domain::page::parse_cursor;
use domain::reports::{Report, ReportCase};
use domain::{ChannelId, Page, ReportId, UserId};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Cases of reports that the current user may work on, the one with the newest report first. Who may read them is as for [`super::reports`].
///
/// Errors: as [`super::reports`].
pub async fn cases(svc: &Services, current_user: &CurrentUser, query: ReportQuery) -> Result<Page<ReportCase>> {
    let limit = query.limit.unwrap_or(50).clamp(1, MOST_ITEMS);
    let before = parse_cursor::<ReportId>(query.before.as_deref())?;
    let wanted = query.wanted(svc, current_user, before, i64::from(limit) + 1).await?;
    let found = store::cases(&svc.db, &wanted).await?;
    let page = Page::cut(found, limit as usize, |case| case.newest.first().map(Uuid::to_string).unwrap_or_default());
    // The claimed one need not be among the newest.
    let ids: BTreeSet<Uuid> =
        page.items.iter().flat_map(|case| case.newest.iter().copied().chain(case.claimed)).collect();
    let ids = Vec::from_iter(ids);
    let many = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let wanted = store::Wanted { only: Some(ids), limit: many, ..store::Wanted::default() };
    let reports = store::reports(&svc.db, &wanted).await?;
    let reports: HashMap<Uuid, Report> = reports.into_iter().map(|report| (report.id.0, report)).collect();
    let places = reports.values().filter_map(place).map(|(channel, user)| (channel.0, user.0));
    let (channels, users): (Vec<Uuid>, Vec<Uuid>) = places.unzip();
    let bans = bans_of(&svc.db, &channels, &users).await?;
    let bans: HashMap<_, _> = bans.into_iter().map(|(channel, ban)| ((channel, ban.user.id), ban)).collect();
    let case = |case: store::Case| {
        // One may have been erased in between.
        let shown: Vec<Report> = case.newest.iter().filter_map(|id| reports.get(id).cloned()).collect();
        let newest = shown.first()?;
        let claimed = case.claimed.and_then(|claimed| reports.get(&claimed)).unwrap_or(newest);
        let report = Report {
            status: claimed.status,
            claimed_by: claimed.claimed_by.clone(),
            claimed_at: claimed.claimed_at,
            ..newest.clone()
        };
        let ban = place(newest).and_then(|place| bans.get(&place).cloned());
        Some(ReportCase { first: case.first, report, reports: shown, count: case.count, ban })
    };
    Ok(Page { items: page.items.into_iter().filter_map(case).collect(), next_cursor: page.next_cursor })
}

/// Where a person is reported.
fn place(report: &Report) -> Option<(ChannelId, UserId)> {
    Some((report.channel.as_ref()?.id, report.user.as_ref()?.id))
}

//! A list that comes a page at a time and is read again when something was done: as many rows as are shown stay, each with what is typed in it.

use crate::browser;
use crate::error::AppError;
use domain::moderation::{Ban, Hold, LogEntry};
use domain::reports::ReportCase;
use domain::{ActionId, BanId, Code, HoldId, Page, ReportId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The most rows that the server answers at once.
const MOST: usize = 100;
/// So many rows more than are shown are read, because new ones push the last ones down.
const SPARE: usize = 10;
/// How often a list is read again that has changed while it was read. After that the events that changed it have to do.
const TRIES: usize = 3;

/// What a row is known by.
pub trait Row: Clone + Send + Sync + 'static {
    type Id: PartialEq;

    fn id(&self) -> Self::Id;
}

impl Row for Hold {
    type Id = HoldId;

    fn id(&self) -> HoldId {
        self.id
    }
}

impl Row for Ban {
    type Id = BanId;

    fn id(&self) -> BanId {
        self.id
    }
}

impl Row for LogEntry {
    type Id = ActionId;

    fn id(&self) -> ActionId {
        self.id
    }
}

impl Row for ReportCase {
    type Id = ReportId;

    fn id(&self) -> ReportId {
        self.first
    }
}

/// The rows that are shown, and where the next page begins.
pub struct Listed<T: Row> {
    pub shown: RwSignal<Vec<T>>,
    pub next: RwSignal<Option<String>>,
    /// The newest read that was begun: what an older one answers is not shown.
    turn: StoredValue<u32>,
    /// Rises with each change by hand, which what is being read does not have yet.
    changes: StoredValue<u32>,
    /// Rises when other rows are asked for: what belongs to those before is not added to them.
    list: StoredValue<u32>,
}

impl<T: Row> Clone for Listed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Row> Copy for Listed<T> {}

impl<T: Row> Listed<T> {
    pub fn new(first: Page<T>) -> Self {
        Self {
            shown: RwSignal::new(first.items),
            next: RwSignal::new(first.next_cursor),
            turn: StoredValue::new(0),
            changes: StoredValue::new(0),
            list: StoredValue::new(0),
        }
    }

    pub fn is_empty(self) -> bool {
        self.shown.with(Vec::is_empty)
    }

    /// Changes the rows by hand; nothing if the page is gone.
    pub fn change(self, change: impl FnOnce(&mut Vec<T>)) {
        if self.changes.try_update_value(|count| *count = count.wrapping_add(1)).is_some() {
            self.shown.try_update(change);
        }
    }

    /// Takes a row out.
    pub fn remove(self, id: &T::Id) {
        self.change(|shown| shown.retain(|row| row.id() != *id));
    }

    /// Adds a page to the end. A row may have moved to the beginning meanwhile, so it may be there already.
    pub fn take(self, page: Page<T>) {
        self.change(|shown| {
            for row in page.items {
                if shown.iter().all(|known| known.id() != row.id()) {
                    shown.push(row);
                }
            }
        });
        self.next.set(page.next_cursor);
    }

    /// The next page, for [`crate::ui::More`]; nothing new if other rows were asked for meanwhile.
    pub async fn more<F>(self, load: F) -> Result<Page<T>, AppError>
    where
        F: Future<Output = Result<Page<T>, AppError>>,
    {
        let before = self.list.try_get_value();
        let page = load.await?;
        match self.list.try_get_value() == before {
            true => Ok(page),
            false => Ok(Page { items: Vec::new(), next_cursor: self.next.try_get_untracked().flatten() }),
        }
    }

    /// Reads the list again; `load` reads a page of so many rows that begins at a cursor. What went wrong is said by `failed`, unless it is
    /// that the reader may see the list no more, which the page shows by itself.
    pub fn read<F>(self, load: impl Fn(Option<String>, u32) -> F + 'static, failed: impl FnOnce(AppError) + 'static)
    where
        F: Future<Output = Result<Page<T>, AppError>> + 'static,
    {
        let Some(turn) = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        }) else {
            return;
        };
        spawn_local(async move {
            for _ in 0..TRIES {
                let Some(before) = self.changes.try_get_value() else { return };
                let many = self.shown.with_untracked(Vec::len);
                let found = as_many(many, &load).await;
                // A later read is on its way, or the page is gone.
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                match found {
                    Ok(_) if self.changes.get_value() != before => {}
                    Ok(page) => return self.replace(page),
                    Err(error) if is_refusal(&error) => return,
                    Err(error) => return failed(error),
                }
            }
        });
    }

    /// Reads another list in its place, from its beginning.
    pub fn read_other<F>(
        self,
        load: impl Fn(Option<String>, u32) -> F + 'static,
        failed: impl FnOnce(AppError) + 'static,
    ) where
        F: Future<Output = Result<Page<T>, AppError>> + 'static,
    {
        self.list.update_value(|list| *list = list.wrapping_add(1));
        let list = self.list.get_value();
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        spawn_local(async move {
            let found = load(None, first_page(0)).await;
            if self.turn.try_get_value() != Some(turn) || self.list.try_get_value() != Some(list) {
                return;
            }
            match found {
                Ok(page) => {
                    self.next.set(page.next_cursor);
                    self.change(|shown| *shown = page.items);
                }
                Err(error) if is_refusal(&error) => {}
                Err(error) => failed(error),
            }
        });
    }

    /// Shows what was read. While there are more rows than are shown, those that are read beyond the last one shown wait for their turn.
    fn replace(self, page: Page<T>) {
        let Page { mut items, mut next_cursor } = page;
        let last = self.shown.with_untracked(|shown| shown.last().map(Row::id));
        let next = self.next.get_untracked();
        if next.is_some()
            && let Some(at) = items.iter().position(|row| Some(row.id()) == last)
        {
            items.truncate(at + 1);
            next_cursor = next;
        }
        let focused = document().active_element();
        self.shown.set(items);
        self.next.set(next_cursor);
        // A row that moves loses the focus.
        browser::next_frame(move || {
            let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
            if let Some(element) = focused.filter(|element| is_lost && element.is_connected()) {
                browser::focus(&element);
            }
        });
    }
}

/// How many rows the first request asks for: as many as are shown, and no fewer than a page has.
fn first_page(shown: usize) -> u32 {
    let wanted = (shown + SPARE).clamp(30, MOST);
    u32::try_from(wanted).unwrap_or(30)
}

/// The beginning of a list, as many rows of it as are shown and some more.
async fn as_many<T, F>(shown: usize, load: impl Fn(Option<String>, u32) -> F) -> Result<Page<T>, AppError>
where
    F: Future<Output = Result<Page<T>, AppError>>,
{
    let limit = first_page(shown);
    let mut all = load(None, limit).await?;
    while all.items.len() < shown + SPARE
        && let Some(from) = all.next_cursor.take()
    {
        let page = load(Some(from), limit).await?;
        all.items.extend(page.items);
        all.next_cursor = page.next_cursor;
    }
    Ok(all)
}

/// Whether the reader may see this no more: the page takes it away, so that nothing needs to be said.
pub fn is_refusal(error: &AppError) -> bool {
    matches!(error.0.code, Code::Forbidden | Code::SigninRequired | Code::NotFound)
}

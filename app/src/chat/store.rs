//! The messages that the page keeps, and the window of them that it draws.

use domain::MessageId;
use domain::chat::Message;
use std::sync::Arc;
use std::time::Duration;
use time::OffsetDateTime;

/// The most rows on the page.
pub const ROWS: usize = 150;
/// As many messages as are compared with the server's after a reconnect: more than are drawn.
pub const COMPARED: i64 = 200;
/// Messages kept while the newest is in sight, and while the reader is further up.
const KEPT: usize = 500;
const KEPT_FURTHER_UP: usize = 3000;
/// Rows that scrolling adds at one end of the window.
const STEP: usize = 50;
/// Rows drawn for each millisecond, in the long run. More can't be read, and drawing them would keep the page from answering.
const ROWS_PER_MS: f64 = 0.1;
/// Between two times that rows are drawn in a flood: the browser lays out and paints all of them each time.
pub const FLOOD_PAUSE: Duration = Duration::from_millis(100);

/// Whether there are messages older than those that are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OlderMessages {
    #[default]
    Unknown,
    Loading,
    /// The first message of the channel is kept.
    None,
}

/// Messages in the order of their numbers, each once.
#[derive(Default)]
pub struct MessageStore {
    kept: Vec<Arc<Message>>,
    window: Vec<Arc<Message>>,
    /// The first number that was read and is not let go of: from there on nothing is left out but what was deleted.
    begin: Option<i64>,
    /// Rows that may be drawn now, as of a time in milliseconds.
    allowance: f64,
    counted_at: f64,
    /// Whether the window leaves messages out.
    has_gaps: bool,
}

impl MessageStore {
    /// Takes messages in any order; tells how many are new.
    pub fn add(&mut self, fresh: impl IntoIterator<Item = Arc<Message>>) -> usize {
        let mut added = 0;
        for message in fresh {
            // The order of the room is that of its numbers, and a resume may bring a message twice.
            let place = self.kept.partition_point(|kept| kept.seq < message.seq);
            if message.deleted_at.is_some() {
                continue;
            }
            if let Some(kept) = self.kept.get_mut(place).filter(|kept| kept.seq == message.seq) {
                // One that a moderator has seen deleted is back.
                if kept.deleted_at.is_some() {
                    *kept = message;
                }
                continue;
            }
            added += 1;
            self.begin = Some(self.begin.map_or(message.seq, |begin| begin.min(message.seq)));
            self.kept.insert(place, message);
        }
        added
    }

    /// Lets go of the oldest messages beyond what is kept; whether there were any.
    pub fn trim(&mut self, newest_in_sight: bool) -> bool {
        let keep = if newest_in_sight { KEPT } else { KEPT_FURTHER_UP };
        let is_cut = self.kept.drain(..self.kept.len().saturating_sub(keep)).count() > 0;
        if is_cut {
            self.begin = self.kept.first().map(|first| first.seq);
        }
        is_cut
    }

    /// Removes messages; with a time they are only marked as deleted then, for those who may see them all the same.
    pub fn remove(&mut self, is_gone: impl Fn(&Message) -> bool, deleted_at: Option<OffsetDateTime>) {
        if deleted_at.is_none() {
            self.kept.retain(|row| !is_gone(row));
            self.window.retain(|row| !is_gone(row));
        }
        for row in self.kept.iter_mut().chain(&mut self.window) {
            if row.deleted_at.is_none() && is_gone(row) {
                *row = Arc::new(Message { deleted_at, ..Message::clone(row) });
            }
        }
    }

    /// Takes messages that were deleted and are back. Those from before the kept ones would leave a gap behind them; scrolling reads them.
    pub fn restore(&mut self, messages: &[Message], newest_in_sight: bool) {
        let begin = self.begin;
        let is_within = |message: &&Message| begin.is_none_or(|begin| begin <= message.seq);
        self.add(messages.iter().filter(is_within).cloned().map(Arc::new));
        if newest_in_sight || self.window.is_empty() { self.show_newest() } else { self.fill() }
    }

    /// Forgets every message; what is drawn stays until the next frame.
    pub fn clear(&mut self) {
        self.kept.clear();
        self.window.clear();
        self.begin = None;
    }

    /// Compares what is kept with what the server has: `stored` are its newest messages, the newest first. Messages that were deleted while
    /// the page was not told go. So do those older than `stored`, which scrolling reads again, unless the reader may be among them.
    pub fn reconcile(&mut self, stored: &[Message], newest_in_sight: bool) {
        let Some((newest, oldest)) = stored.first().zip(stored.last()).map(|(first, last)| (first.seq, last.seq))
        else {
            return self.clear();
        };
        let is_stored = |row: &Arc<Message>| stored.binary_search_by(|known| row.seq.cmp(&known.seq)).is_ok();
        let stays = |row: &Arc<Message>| row.seq > newest || row.seq < oldest && !newest_in_sight || is_stored(row);
        self.kept.retain(stays);
        if newest_in_sight {
            self.begin = self.begin.map(|begin| begin.max(oldest));
        }
        self.window.retain(|row| !(oldest..=newest).contains(&row.seq) || is_stored(row));
    }

    /// A message that is kept, also one that moderators see as deleted.
    pub fn find_even_deleted(&self, message: MessageId) -> Option<Arc<Message>> {
        self.kept.iter().rev().find(|kept| kept.id == message).cloned()
    }

    pub fn find(&self, message: MessageId) -> Option<Arc<Message>> {
        self.find_even_deleted(message).filter(|found| found.deleted_at.is_none())
    }

    /// Everything kept that is not deleted, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Arc<Message>> {
        self.kept.iter().rev().filter(|kept| kept.deleted_at.is_none())
    }

    pub fn window(&self) -> &[Arc<Message>] {
        &self.window
    }

    /// Whether the window ends with the newest message.
    pub fn is_at_end(&self) -> bool {
        self.kept.last().is_none_or(|newest| self.window.last().is_some_and(|last| last.seq >= newest.seq))
    }

    /// Moves the window towards the newest messages; `now` is in milliseconds. In a flood it takes the newest of those that came, as many
    /// as can be drawn, and fills the gaps when the flood is over. Answers whether it has left messages out.
    pub fn follow(&mut self, now: f64) -> bool {
        let since = (now - self.counted_at).max(0.0);
        self.allowance = (self.allowance + since * ROWS_PER_MS).min(ROWS as f64);
        self.counted_at = now;
        let last = self.window.last().map(|row| row.seq);
        let fresh = self.kept.len() - self.kept.partition_point(|row| Some(row.seq) <= last);
        let taken = fresh.min(self.allowance as usize);
        self.allowance -= taken as f64;
        self.has_gaps |= taken < fresh;
        self.window.extend_from_slice(&self.kept[self.kept.len() - taken..]);
        self.window.drain(..self.window.len().saturating_sub(ROWS));
        if self.has_gaps && fresh == 0 && self.allowance >= ROWS as f64 {
            self.fill();
        }
        self.has_gaps
    }

    /// Puts into the window what it left out, up to its last row.
    pub fn fill(&mut self) {
        self.has_gaps = false;
        let Some((last, oldest)) = self.window.last().zip(self.kept.first()) else { return };
        let (last, oldest) = (last.seq, oldest.seq);
        let end = self.kept.partition_point(|row| row.seq <= last);
        self.window.retain(|row| row.seq < oldest);
        self.window.extend_from_slice(&self.kept[..end]);
        self.window.drain(..self.window.len().saturating_sub(ROWS));
    }

    /// The window becomes the newest messages.
    pub fn show_newest(&mut self) {
        self.has_gaps = false;
        self.window = self.kept[self.kept.len().saturating_sub(ROWS)..].to_vec();
    }

    /// Moves the window up; false if no older messages are kept.
    pub fn show_older(&mut self) -> bool {
        let Some(first) = self.window.first().map(|row| row.seq) else { return false };
        let end = self.kept.partition_point(|row| row.seq < first);
        let start = end.saturating_sub(STEP);
        let below = std::mem::replace(&mut self.window, self.kept[start..end].to_vec());
        self.window.extend_from_slice(&below[..below.len().min(ROWS - (end - start))]);
        start < end
    }

    /// Moves the window down; false if it ends with the newest message.
    pub fn show_newer(&mut self) -> bool {
        let last = self.window.last().map(|row| row.seq);
        let start = self.kept.partition_point(|row| Some(row.seq) <= last);
        let end = self.kept.len().min(start + STEP);
        self.window.extend_from_slice(&self.kept[start..end]);
        self.window.drain(..self.window.len().saturating_sub(ROWS));
        start < end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ChannelId;
    use domain::chat::Author;

    /// An id for each number, also below zero.
    fn id(number: i64) -> String {
        format!("01900000-0000-7000-8000-{:012x}", number + 1_000)
    }

    fn message(seq: i64) -> Arc<Message> {
        let user = Author {
            id: id(seq % 3).parse().unwrap(),
            username: "ada".into(),
            display_name: "Ada".into(),
            avatar: None,
            color: 0,
        };
        Arc::new(Message {
            id: id(seq).parse().unwrap(),
            seq,
            stream_id: None,
            channel_id: id(1).parse::<ChannelId>().unwrap(),
            user,
            content: "hi".into(),
            badges: Vec::new(),
            reply_to: None,
            created_at: time::OffsetDateTime::UNIX_EPOCH,
            deleted_at: None,
        })
    }

    #[test]
    fn what_was_deleted_comes_back_to_its_place_unless_it_is_from_before_what_is_kept() {
        let mut store = MessageStore::default();
        store.add((5..=8).map(message));
        store.show_newest();
        store.remove(|row| row.seq <= 6, None);
        store.restore(&(1..=6).map(|seq| (*message(seq)).clone()).collect::<Vec<_>>(), true);
        assert_eq!(shown(&store), [5, 6, 7, 8]);
        store.remove(|row| row.seq == 7, Some(OffsetDateTime::UNIX_EPOCH));
        assert_eq!(shown(&store), [5, 6, 7, 8], "moderators see that there was one");
        assert!(store.find(message(7).id).is_none() && store.newest_first().count() == 3);
        store.restore(&[(*message(7)).clone()], true);
        assert!(store.find(message(7).id).is_some() && store.window().iter().all(|row| row.deleted_at.is_none()));
        store.remove(|_| true, None);
        store.restore(&[(*message(7)).clone()], false);
        assert_eq!(store.newest_first().map(|row| row.seq).collect::<Vec<_>>(), [7]);
    }

    fn shown(store: &MessageStore) -> Vec<i64> {
        store.window().iter().map(|row| row.seq).collect()
    }

    fn filled(count: i64) -> MessageStore {
        let mut store = MessageStore::default();
        assert_eq!(store.add((1..=count).map(message)), count as usize);
        store.show_newest();
        store
    }

    #[test]
    fn messages_stand_in_the_order_of_the_room_each_once() {
        let mut store = MessageStore::default();
        assert_eq!(store.add([3, 1, 2, 3, 1].map(message)), 3);
        assert!(!store.is_at_end());
        assert!(!store.follow(10_000.0));
        assert_eq!(shown(&store), [1, 2, 3]);
        assert!(store.is_at_end());
        store.remove(|row| row.id == message(2).id, None);
        assert_eq!(shown(&store), [1, 3]);
        store.remove(|row| row.user.id == message(1).user.id, None);
        assert_eq!(shown(&store), [3]);
        assert!(store.find(message(3).id).is_some() && store.find(message(1).id).is_none());
    }

    #[test]
    fn a_flood_is_sampled_and_whole_again_afterwards() {
        let mut store = MessageStore::default();
        let (mut seq, mut drawn, mut now) = (0, 0, 10_000.0);
        // Ten seconds of 1000 messages a second.
        for _ in 0..600 {
            now += 1000.0 / 60.0;
            let before = store.window().last().map_or(0, |row| row.seq);
            store.add((seq + 1..=seq + 17).map(message));
            store.trim(true);
            seq += 17;
            store.follow(now);
            drawn += store.window().iter().filter(|row| row.seq > before).count();
            assert_eq!(store.window().last().unwrap().seq, seq);
            assert!(store.window().len() <= ROWS);
        }
        assert!(drawn < 1_300, "{drawn} rows drawn");
        while store.follow(now) {
            now += 100.0;
        }
        assert_eq!(shown(&store), (seq - 149..=seq).collect::<Vec<_>>());
    }

    #[test]
    fn the_window_moves_over_what_is_kept() {
        let mut store = filled(400);
        assert_eq!(shown(&store), (251..=400).collect::<Vec<_>>());
        assert!(store.show_older());
        assert_eq!(shown(&store), (201..=350).collect::<Vec<_>>());
        // Meanwhile others write.
        store.add([message(401)]);
        assert!(!store.is_at_end() && store.show_newer());
        assert_eq!(shown(&store), (251..=400).collect::<Vec<_>>());
        assert!(store.show_newer() && store.is_at_end() && !store.show_newer());
        while store.show_older() {}
        assert_eq!(shown(&store), (1..=150).collect::<Vec<_>>());
        // Older ones come from the server.
        store.add((-49..=0).map(message));
        assert!(store.show_older());
        assert_eq!(shown(&store).first(), Some(&-49));
        store.show_newest();
        assert_eq!(shown(&store), (252..=401).collect::<Vec<_>>());
    }

    #[test]
    fn what_was_deleted_unseen_goes() {
        let mut store = filled(10);
        let stored: Vec<Message> = [9, 7, 6].map(|seq| Message::clone(&message(seq))).into();
        store.reconcile(&stored, false);
        assert_eq!(shown(&store), [1, 2, 3, 4, 5, 6, 7, 9, 10]);
        store.reconcile(&stored, true);
        assert_eq!(store.newest_first().map(|row| row.seq).collect::<Vec<_>>(), [10, 9, 7, 6]);
        store.reconcile(&[], true);
        assert_eq!(shown(&store), [0; 0]);
    }

    #[test]
    fn the_oldest_make_room_but_not_what_is_being_read() {
        let mut store = filled(200);
        store.add((201..=4000).map(message));
        store.trim(false);
        store.fill();
        assert_eq!(shown(&store), (51..=200).collect::<Vec<_>>());
        store.trim(true);
        assert_eq!(store.newest_first().count(), KEPT);
    }
}

//! The subscription to a room: how far it was seen, so that a reconnect asks only for what was missed.

use domain::chat::{ClientFrame, ServerEvent};

/// The room that this tab has joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomSubscription {
    /// The channel it is in.
    pub slug: String,
    epoch: Option<String>,
    since: Option<i64>,
}

impl RoomSubscription {
    /// A subscription that has not joined the room yet.
    pub fn new(slug: &str) -> Self {
        Self { slug: slug.to_owned(), epoch: None, since: None }
    }

    /// The frame that joins the room, or joins it again at the last event that was seen.
    pub fn join_frame(&self) -> ClientFrame {
        // Without its epoch a number says nothing, and without a number an epoch does not either.
        let known = self.epoch.clone().zip(self.since);
        ClientFrame::Join {
            stream_id: None,
            channel: Some(self.slug.clone()),
            since: known.as_ref().map(|(_, since)| *since),
            epoch: known.map(|(epoch, _)| epoch),
        }
    }

    /// Remembers how far the room was seen.
    pub fn note(&mut self, event: &ServerEvent) {
        match event {
            ServerEvent::Joined { epoch, recovered, .. } => {
                if !recovered {
                    self.since = None;
                }
                self.epoch = Some(epoch.clone());
            }
            ServerEvent::History { messages } => {
                self.since = self.since.max(messages.iter().map(|message| message.seq).max());
            }
            ServerEvent::Message { message } | ServerEvent::Announcement { message } => {
                self.since = self.since.max(Some(message.seq));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RoomSubscription;
    use domain::chat::{Author, ClientFrame, Me, Message, Modes, ServerEvent};
    use domain::{ChannelId, MessageId, UserId, channels::Role};

    fn id<T: std::str::FromStr>(text: &str) -> T
    where
        T::Err: std::fmt::Debug,
    {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    const ANY: &str = "01900000-0000-7000-8000-000000000001";

    fn joined(epoch: &str, recovered: bool) -> ServerEvent {
        ServerEvent::Joined {
            stream_id: None,
            channel_id: id::<ChannelId>(ANY),
            epoch: epoch.into(),
            seq: 9,
            recovered,
            modes: Modes::default(),
            me: Me::may_write(Role::Viewer),
        }
    }

    fn said(seq: i64) -> ServerEvent {
        let user = Author {
            id: id::<UserId>(ANY),
            username: "ada".into(),
            display_name: "Ada".into(),
            avatar: None,
            color: 0,
        };
        ServerEvent::Message {
            message: Message {
                id: id::<MessageId>(ANY),
                seq,
                stream_id: None,
                channel_id: id::<ChannelId>(ANY),
                user,
                content: "hi".into(),
                badges: Vec::new(),
                reply_to: None,
                created_at: time::OffsetDateTime::UNIX_EPOCH,
                deleted_at: None,
            },
        }
    }

    fn resume(subscription: &RoomSubscription) -> (Option<String>, Option<i64>) {
        match subscription.join_frame() {
            ClientFrame::Join { epoch, since, .. } => (epoch, since),
            _ => (None, None),
        }
    }

    #[test]
    fn a_reconnect_asks_only_for_what_was_missed() {
        let mut subscription = RoomSubscription::new("ada");
        assert_eq!(resume(&subscription), (None, None));
        subscription.note(&joined("e1", false));
        subscription.note(&said(7));
        subscription.note(&said(8));
        assert_eq!(resume(&subscription), (Some("e1".into()), Some(8)));
    }

    #[test]
    fn a_new_numbering_forgets_the_old_one() {
        let mut subscription = RoomSubscription::new("ada");
        subscription.note(&joined("e1", false));
        subscription.note(&said(800));
        subscription.note(&joined("e2", false));
        assert_eq!(resume(&subscription), (None, None));
        subscription.note(&said(3));
        assert_eq!(resume(&subscription), (Some("e2".into()), Some(3)));
    }
}

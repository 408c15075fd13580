//! Mail as administrators see it.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// The newest mails, and what becomes of mail on this server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox {
    /// Whether a mail server is set. Without one, mail is written into a folder of the data directory.
    pub has_mail_server: bool,
    /// The newest first.
    pub mails: Vec<OutgoingMail>,
}

/// A mail that was written to a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingMail {
    /// The address that it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// When it was put into the outbox.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// How far it is.
    pub state: MailState,
    /// What it says, while no mail server is set.
    pub text: Option<String>,
}

/// How far a mail is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailState {
    /// It waits.
    Queued {
        /// When it is tried next.
        #[serde(with = "time::serde::rfc3339::option")]
        next_try_at: Option<OffsetDateTime>,
        /// Why the last try failed; none before the first.
        failure: Option<String>,
    },
    /// The mail server has taken it.
    Sent {
        /// When it did.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It lies in the folder.
    Written {
        /// Since when.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
    /// It is not tried again.
    GivenUp {
        /// Why.
        reason: String,
    },
}

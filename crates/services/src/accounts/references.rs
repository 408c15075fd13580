//! All that refers to an account in the database, and what erasing and exporting the account do with it. A test compares the list with the
//! database's foreign keys.

/// What becomes of a row when the account that it refers to is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnErase {
    /// The row is deleted.
    Deleted,
    /// The row stays, without the account.
    Kept,
}

/// A foreign key to `account`.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// Name of the constraint.
    pub constraint: &'static str,
    /// What erasing the account does.
    pub erase: OnErase,
    /// The file of the export that has these rows; none where they are secrets, or say more of other people than of the account. A test looks
    /// for each in an export, which has `streams.json`, `emotes.json`, `webhooks.json` and the recordings besides: they belong to channels.
    pub export: Option<&'static str>,
}

const fn deleted(constraint: &'static str, export: Option<&'static str>) -> Reference {
    Reference { constraint, erase: OnErase::Deleted, export }
}

const fn kept(constraint: &'static str, export: Option<&'static str>) -> Reference {
    Reference { constraint, erase: OnErase::Kept, export }
}

/// Every foreign key to `account`.
pub const REFERENCES: &[Reference] = &[
    deleted("profile_account_fk", Some("account.json")),
    deleted("session_account_fk", Some("devices.json")),
    deleted("account_seen_account_fk", Some("account.json")),
    deleted("access_token_account_fk", Some("access_tokens.json")),
    // With the channel go its streams, archives, messages, followers, subscriptions, bans, moderators, filters, webhooks, appeals, reports and audit entries.
    deleted("channel_owner_fk", Some("channels.json")),
    // Emptied, so that the room's numbers have no gap.
    kept("message_account_fk", Some("messages.json")),
    // Who moderated other people's messages is those channels' business.
    kept("message_deleted_by_fk", None),
    deleted("follow_follower_fk", Some("follows.json")),
    deleted("follow_followee_fk", Some("followers.json")),
    deleted("channel_follow_account_fk", Some("follows.json")),
    deleted("subscription_account_fk", Some("subscriptions.json")),
    deleted("block_account_fk", Some("blocks.json")),
    // Who has blocked the account is not told.
    deleted("block_blocked_fk", None),
    deleted("ban_account_fk", None),
    kept("ban_banned_by_fk", None),
    deleted("moderator_account_fk", None),
    // What the filters did not let through.
    deleted("filtered_message_account_fk", Some("filtered_messages.json")),
    kept("filtered_message_decided_by_fk", None),
    // Notes are the channel's moderators' business.
    deleted("note_account_fk", None),
    kept("note_author_fk", None),
    // The message stays pinned, unless it is the account's own.
    kept("pinned_message_pinned_by_fk", None),
    deleted("appeal_account_fk", Some("appeals.json")),
    kept("appeal_answered_by_fk", None),
    kept("report_reporter_fk", Some("reports.json")),
    // Who has reported the account is not told.
    deleted("report_account_fk", None),
    kept("report_claimed_by_fk", None),
    // The audit log is the operator's.
    kept("audit_actor_fk", None),
    kept("audit_target_account_fk", None),
    deleted("identity_account_fk", Some("identities.json")),
    // Secrets.
    deleted("mailed_link_account_fk", None),
    deleted("two_factor_account_fk", None),
    deleted("outgoing_mail_account_fk", None),
    deleted("idempotency_key_account_fk", None),
    // What was sent to the webhooks of other people's channels of the account, and may be sent again.
    deleted("webhook_delivery_account_fk", None),
    // A username stays reserved.
    kept("taken_username_account_fk", Some("account.json")),
    // So do the slugs of its channels.
    kept("taken_slug_account_fk", Some("account.json")),
];

//! Chat modes: who may write in a channel's room, how often and what.

use crate::Problem;
use crate::moderation::{Rules, RulesChange};
use crate::problem::Fields;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// Modes of a room; all off by default. They do not bind the owner, moderators and staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Modes {
    /// Seconds between two messages of one person, 3600 at most; 0 is off.
    #[schema(maximum = 3600)]
    pub slow_seconds: u32,
    /// Minutes for which a person must follow the channel before they may write, 129600 (90 days) at most; null is off.
    #[schema(maximum = 129600)]
    pub followers_only: Option<u32>,
    /// Messages may have built-in emotes (`:name:`) and emoji only.
    pub emote_only: bool,
    /// A person may not repeat their last messages.
    pub unique_messages: bool,
    /// Only people whose e-mail address is verified may write.
    pub verified_email: bool,
    /// Seconds that an account must exist before it may write, 31536000 (a year) at most; 0 is off.
    #[schema(maximum = 31536000)]
    pub account_age_seconds: u32,
    /// Only the owner, moderators and staff write, whatever the other modes. It is switched by itself, so that they stay as they are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lockdown: bool,
    /// Since when the raid guard is on: only those write who followed before.
    #[serde(with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub raid_guard_since: Option<OffsetDateTime>,
    /// Until when it is on. It is switched by itself, as the lockdown is.
    #[serde(with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub raid_guard_until: Option<OffsetDateTime>,
}

/// Content filters and chat modes of a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Filters {
    /// The rules for texts.
    #[serde(flatten)]
    pub rules: Rules,
    /// The chat modes.
    pub modes: Modes,
    /// Rises with each change; a change that names an older version is refused.
    pub version: i32,
}

/// Most seconds between two messages in slow mode: an hour.
const MOST_SLOW_SECONDS: u32 = 3600;
/// Most minutes of following: 90 days.
const MOST_FOLLOWERS_MINUTES: u32 = 90 * 24 * 60;
/// Most seconds of an account's age: a year.
pub const MOST_ACCOUNT_AGE: u32 = 365 * 24 * 3600;

/// Body of `PUT /api/channels/{id}/filters`; fields that are left out keep their values.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct FiltersChange {
    /// The rules to change.
    #[serde(flatten)]
    pub rules: RulesChange,
    /// The chat modes to change.
    pub modes: Option<ModesChange>,
    /// The version that the change was made on; left out, it is made on any.
    pub version: Option<i32>,
}

/// Changes of the chat modes; fields that are left out keep their values.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ModesChange {
    /// Seconds between two messages of one person; 0 is off.
    #[schema(maximum = 3600)]
    pub slow_seconds: Option<u32>,
    /// Minutes for which a person must follow the channel before they may write; null is off.
    #[serde(deserialize_with = "even_null")]
    #[schema(maximum = 129600)]
    pub followers_only: Option<Option<u32>>,
    /// Only emotes and emoji.
    pub emote_only: Option<bool>,
    /// No repetitions.
    pub unique_messages: Option<bool>,
    /// Only people whose e-mail address is verified.
    pub verified_email: Option<bool>,
    /// Seconds that an account must exist before it may write; 0 is off.
    #[schema(maximum = 31536000)]
    pub account_age_seconds: Option<u32>,
}

impl ModesChange {
    /// The modes after the change of these; the problem names all fields that are at fault.
    pub fn apply(&self, before: &Modes) -> Result<Modes, Problem> {
        let mut fields = Fields::default();
        let mut most = |field: &str, most: u32, value: Option<u32>, what: &str| {
            let checked = value.map_or(Ok(()), |value| match value <= most {
                true => Ok(()),
                false => Err(format!("{what} can be {most} at most.")),
            });
            fields.take(field, checked);
        };
        most("modes.slowSeconds", MOST_SLOW_SECONDS, self.slow_seconds, "The seconds between two messages");
        let minutes = self.followers_only.flatten();
        most("modes.followersOnly", MOST_FOLLOWERS_MINUTES, minutes, "The minutes of following");
        most("modes.accountAgeSeconds", MOST_ACCOUNT_AGE, self.account_age_seconds, "The seconds of an account's age");
        fields.into_result()?;
        Ok(Modes {
            slow_seconds: self.slow_seconds.unwrap_or(before.slow_seconds),
            followers_only: self.followers_only.unwrap_or(before.followers_only),
            emote_only: self.emote_only.unwrap_or(before.emote_only),
            unique_messages: self.unique_messages.unwrap_or(before.unique_messages),
            verified_email: self.verified_email.unwrap_or(before.verified_email),
            account_age_seconds: self.account_age_seconds.unwrap_or(before.account_age_seconds),
            lockdown: before.lockdown,
            raid_guard_since: before.raid_guard_since,
            raid_guard_until: before.raid_guard_until,
        })
    }
}

/// Distinguishes null, which switches a mode off, from a field that was left out.
fn even_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<u32>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_str, json, to_value};

    #[test]
    fn what_a_change_leaves_out_stays() {
        let before = Modes { slow_seconds: 5, followers_only: Some(10), emote_only: true, ..Modes::default() };
        let after = |change: &str| from_str::<ModesChange>(change).unwrap().apply(&before);
        assert_eq!(after("{}").as_ref(), Ok(&before));
        let off = after(r#"{"followersOnly":null,"uniqueMessages":true}"#).unwrap();
        let expected = json!({
            "slowSeconds": 5, "followersOnly": null, "emoteOnly": true, "uniqueMessages": true, "verifiedEmail": false,
            "accountAgeSeconds": 0
        });
        assert_eq!(to_value(off).unwrap(), expected);
    }

    #[test]
    fn times_that_are_too_long_are_all_named() {
        let edge = r#"{"slowSeconds":3600,"followersOnly":129600,"accountAgeSeconds":31536000}"#;
        assert!(from_str::<ModesChange>(edge).unwrap().apply(&Modes::default()).is_ok());
        let beyond = r#"{"slowSeconds":3601,"followersOnly":129601,"accountAgeSeconds":31536001}"#;
        let problem = from_str::<ModesChange>(beyond).unwrap().apply(&Modes::default()).unwrap_err();
        let fields: Vec<&str> = problem.errors.keys().map(String::as_str).collect();
        assert_eq!(fields, ["modes.accountAgeSeconds", "modes.followersOnly", "modes.slowSeconds"]);
    }
}

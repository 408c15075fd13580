//! Appeals: what a banned user says against a ban, once, and what a moderator answers.

use crate::accounts::User;
use crate::value;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

value::text_value!(
    /// What a banned user says against the ban: 1 to 1000 characters.
    AppealText,
    |text| match value::paragraph(text, "Your appeal", 1000)? {
        text if text.is_empty() => Err("Write why the ban should end.".to_owned()),
        text => Ok(text),
    }
);

value::text_value!(
    /// What a moderator answers to an appeal, or says of a report: 1 to 500 characters on one line.
    Answer,
    |text| value::line(text, "The answer", 1, 500)
);

value::words!(
    /// What comes of an appeal.
    AppealDecision, "An appeal is either approved or denied.",
    /// The ban ends.
    Approved = "approved",
    /// The ban stays.
    Denied = "denied",
);

/// An appeal against a ban.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Appeal {
    /// What the banned user says.
    pub text: String,
    /// When they said it.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// What was decided; none while it waits.
    pub decision: Option<AppealDecision>,
    /// What the moderator says.
    pub answer: Option<String>,
    /// The moderator. The banned user is not told who it was.
    pub answered_by: Option<User>,
    /// When it was decided.
    #[serde(with = "time::serde::rfc3339::option")]
    pub answered_at: Option<OffsetDateTime>,
}

/// Body of `POST /api/bans/{id}/appeal`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewAppeal {
    /// Why the ban should end.
    #[schema(min_length = 1, max_length = 1000)]
    pub text: String,
}

/// Body of `PUT /api/bans/{id}/appeal`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AppealAnswer {
    /// What is decided.
    pub decision: AppealDecision,
    /// What the banned user is told.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub answer: Option<String>,
}

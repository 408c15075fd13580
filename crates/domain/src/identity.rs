//! Signing in through outside providers: what pages show of it, and why it did not work.

use crate::IdentityId;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};
use time::OffsetDateTime;

/// A provider that the operator has set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityProvider {
    /// Its name in settings and addresses: `google`.
    pub name: String,
    /// Its name for people: `Google`.
    pub label: String,
}

/// A user's identity at a provider, which signs the account in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The id.
    pub id: IdentityId,
    /// The provider's name for people.
    pub label: String,
    /// The address that the provider told when the identity was linked.
    pub email: Option<String>,
    /// When it was linked.
    pub created_at: OffsetDateTime,
}

/// How an account can be signed in to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInMethods {
    /// Whether the account has a password.
    pub has_password: bool,
    /// The identities that are linked.
    pub identities: Vec<Identity>,
    /// The providers at which an identity can still be linked.
    pub providers: Vec<IdentityProvider>,
}

/// Why a provider did not sign a user in. It stands in the address of the page that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ProviderRefusal {
    /// The user broke off at the provider.
    Cancelled,
    /// The provider does not answer.
    Away,
    /// The provider refused, or sent something that does not count.
    Refused,
    /// The state is over, was used already, or is another browser's.
    Over,
    /// The provider tells no e-mail address.
    NoEmail,
    /// An account has the address that the provider tells.
    EmailTaken,
    /// The community takes no new accounts.
    SignUpClosed,
    /// The identity is linked to another account.
    LinkedElsewhere,
    /// The account may not sign in.
    AccountDisabled,
    /// Too many attempts came from this network.
    TooMany,
    /// Something went wrong on the server.
    Failed,
}

impl ProviderRefusal {
    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// What the page says. `label` is the provider's name for people.
    pub fn sentence(self, label: &str) -> String {
        match self {
            Self::Cancelled => format!("You came back from {label} without signing in. Try again, or use another way."),
            Self::Away => {
                format!("{label} can't be reached at the moment. Try again in a few minutes, or use another way to sign in.")
            }
            Self::Refused => format!("{label} could not confirm who you are. Try again, or use another way to sign in."),
            Self::Over => "That took too long, or it was begun in another browser. Please try again.".into(),
            Self::NoEmail => {
                format!("{label} did not tell us an e-mail address, which an account needs. Allow it there, or use another way.")
            }
            Self::EmailTaken => format!(
                "There is an account with your e-mail address already. Sign in to it as usual, then link {label} under Security."
            ),
            Self::SignUpClosed => {
                "This community takes no new accounts at the moment. If you have one, sign in as usual and link the provider under Security."
                    .into()
            }
            Self::LinkedElsewhere => format!("This {label} account is linked to another account here. Unlink it there first."),
            Self::AccountDisabled => "This account can't sign in at the moment. Write to those who run this site.".into(),
            Self::TooMany => "That were many attempts from your network. Try again in a minute.".into(),
            Self::Failed => "Something went wrong on our side. Please try again in a moment.".into(),
        }
    }
}

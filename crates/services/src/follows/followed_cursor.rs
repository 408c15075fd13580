//! Places in the list of followed channels.

use std::fmt::{Display, Formatter};
use std::str::FromStr;
use uuid::Uuid;

/// The place behind a channel in the list of followed channels, written as `live-{follow}` or `offline-{follow}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowedCursor {
    /// Whether the channel was live when it was listed: live channels come first.
    pub is_live: bool,
    /// The follow that put the channel on the list.
    pub follow: Uuid,
}

impl Display for FollowedCursor {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", if self.is_live { "live" } else { "offline" }, self.follow)
    }
}

/// The text is not one that the list gave out.
#[derive(Debug, PartialEq, Eq)]
pub struct NotACursor;

impl FromStr for FollowedCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (state, follow) = text.split_once('-').ok_or(NotACursor)?;
        let is_live = match state {
            "live" => true,
            "offline" => false,
            _ => return Err(NotACursor),
        };
        Ok(Self { is_live, follow: follow.parse().map_err(|_| NotACursor)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for is_live in [true, false] {
            let cursor = FollowedCursor { is_live, follow: Uuid::from_u128(7) };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for wrong in ["", "live", "live-", "live-7", "gone-00000000-0000-0000-0000-000000000007"] {
            assert_eq!(wrong.parse::<FollowedCursor>(), Err(NotACursor), "{wrong}");
        }
    }
}

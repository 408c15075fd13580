//! The playback token: a playback session's claims, sealed with the server's key. Only the server can make or change one, and it is
//! valid only for the device that it was given to.

use super::audience::Who;
use crate::accounts::Device;
use crate::secrets::Sealer;
use crate::{Error, Result};
use domain::{Code, Problem, StreamId};
use media::networks::Network;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long a token is valid; longer than nearly all viewers watch.
const LIFETIME: Duration = Duration::hours(12);
/// Longest token worth opening, in characters.
const LONGEST: usize = 1024;

/// The content of a token. Other secrets sealed with the same key have another shape and cannot be parsed as one.
#[derive(Clone, Serialize, Deserialize)]
pub struct Claims {
    pub stream: StreamId,
    pub session: Uuid,
    pub who: Who,
    /// Unix time in seconds.
    opened_at: i64,
    device: String,
}

impl Claims {
    /// The claims of a new session with a random id.
    pub fn new(stream: StreamId, who: Who, device: &Device, now: OffsetDateTime) -> Self {
        let session = Uuid::from_bytes(rand::random());
        Self { stream, session, who, opened_at: now.unix_timestamp(), device: binding(device) }
    }

    pub fn expires_at(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.opened_at).unwrap_or(OffsetDateTime::UNIX_EPOCH) + LIFETIME
    }

    /// The token: sealed claims in hex.
    pub fn seal(&self, sealer: &Sealer) -> Result<String> {
        let claims = serde_json::to_string(self).map_err(|_| Error::Unsealable)?;
        Ok(hex::encode(sealer.seal(&claims)?))
    }

    /// The claims of a token, if it is valid and was given to this device.
    pub fn open(sealer: &Sealer, token: &str, device: &Device, now: OffsetDateTime) -> Result<Self> {
        let sealed = (token.len() <= LONGEST).then(|| hex::decode(token).ok()).flatten();
        let opened = sealed.and_then(|sealed| sealer.open(&sealed).ok());
        let claims = opened.and_then(|claims| serde_json::from_str::<Self>(&claims).ok());
        let claims = claims.filter(|claims| claims.device == binding(device));
        let claims = claims.ok_or_else(|| {
            Problem::new(Code::InvalidPlaybackToken, "This token was not given to this player. Open a new session.")
        })?;
        if claims.expires_at() <= now {
            let sentence = "This session has lasted long enough. Open a new one and go on watching.";
            return Err(Problem::new(Code::PlaybackTokenExpired, sentence).into());
        }
        Ok(claims)
    }
}

/// What a token is bound to. Coarse on purpose: it only has to make a token useless on other devices.
fn binding(device: &Device) -> String {
    let network = device.address.map(|address| Network::narrowest(address).to_string());
    let digest = Sha256::digest(format!("{network:?} {:?}", device.user_agent).as_bytes());
    hex::encode(&digest[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(address: [u8; 4], name: &str) -> Device {
        Device { address: Some(address.into()), user_agent: Some(name.into()), ..Device::default() }
    }

    fn refusal(sealer: &Sealer, token: &str, device: &Device, now: OffsetDateTime) -> Option<Code> {
        Claims::open(sealer, token, device, now).err().map(|error| error.into_problem().code)
    }

    #[test]
    fn a_token_is_good_for_its_device_its_server_and_its_time() -> Result<()> {
        let (own, sealer, now) = (device([192, 0, 2, 1], "Firefox"), Sealer::new(&[1; 32]), OffsetDateTime::now_utc());
        let claims = Claims::new(Uuid::now_v7().into(), Who::Person(Uuid::now_v7().into()), &own, now);
        let token = claims.seal(&sealer)?;
        let opened = Claims::open(&sealer, &token, &own, now + LIFETIME - Duration::seconds(1))?;
        assert_eq!((opened.session, opened.stream, opened.who), (claims.session, claims.stream, claims.who));
        assert!(token.len() <= LONGEST);

        let invalid = Some(Code::InvalidPlaybackToken);
        for other in [device([192, 0, 2, 2], "Firefox"), device([192, 0, 2, 1], "Chrome"), Device::default()] {
            assert_eq!(refusal(&sealer, &token, &other, now), invalid);
        }
        assert_eq!(refusal(&Sealer::new(&[2; 32]), &token, &own, now), invalid);
        let stream_key = hex::encode(sealer.seal("live_0123456789")?);
        let changed = token.replace(&token[100..102], if &token[100..102] == "00" { "11" } else { "00" });
        for forged in
            ["", "zz", "00", "é\u{1f600}", &token[1..], &token[2..], &changed, &stream_key, &"0".repeat(LONGEST + 2)]
        {
            assert_eq!(refusal(&sealer, forged, &own, now), invalid, "{forged}");
        }
        assert_eq!(refusal(&sealer, &token, &own, now + LIFETIME), Some(Code::PlaybackTokenExpired));
        Ok(())
    }

    #[test]
    fn a_token_holds_no_address_and_no_name_of_a_browser() -> Result<()> {
        let (own, sealer) = (device([192, 0, 2, 1], "Firefox"), Sealer::new(&[1; 32]));
        let claims = Claims::new(Uuid::nil().into(), Who::Anonymous, &own, OffsetDateTime::UNIX_EPOCH);
        let opened = sealer.open(&hex::decode(claims.seal(&sealer)?).unwrap_or_default())?;
        let said = serde_json::from_str::<serde_json::Value>(&opened).unwrap_or_default();
        let names: Vec<&str> = said.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["device", "opened_at", "session", "stream", "who"]);
        let digest = said["device"].as_str().unwrap_or_default();
        assert!(digest.len() == 16 && digest.bytes().all(|digit| digit.is_ascii_hexdigit()), "{said}");
        Ok(())
    }

    #[test]
    fn an_ipv6_household_is_one_place() {
        let of = |address: &str| address.parse().map(Network::narrowest).ok();
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:bbbb::2"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }
}

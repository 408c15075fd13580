//! Where an encoder publishes to, and with which key.

use crate::value;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

value::text_value!(
    /// An ingest address as encoders take it: `rtmp://` or `rtmps://`, a host, and the application's name.
    StreamUrl,
    |text| {
        let place = text.strip_prefix("rtmp://").or_else(|| text.strip_prefix("rtmps://"));
        let has_both = place.and_then(|place| place.split_once('/')).is_some_and(|(host, name)| !host.is_empty() && !name.is_empty());
        if has_both && value::is_plain(text) && text.len() <= 255 {
            Ok(text.to_owned())
        } else {
            Err("An ingest address looks like rtmp://ingest.example.org/live.".into())
        }
    }
);

/// The address and the key that an encoder publishes with. For the owner only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StreamKey {
    /// The ingest address, without the key.
    pub stream_url: String,
    /// The secret that authorizes the publisher.
    pub stream_key: String,
}

impl std::fmt::Debug for StreamKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StreamKey").field("stream_url", &self.stream_url).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ingest_address_hides_nothing() {
        assert!(StreamUrl::parse("rtmps://ingest.example.org:1936/live").is_ok());
        for text in
            ["rtmp://ingest.example.org/li ve", "rtmp://ingest\u{200b}.example.org/live", "rtmp://\u{202e}gro/live"]
        {
            assert!(StreamUrl::parse(text).is_err(), "{text:?}");
        }
    }
}

//! What an encoder says about itself in `onMetaData`. Advice only: nothing relies on it being true.

use crate::rtmp::amf::{self, Value};

/// Longest message looked at, in bytes; an encoder's has some hundreds.
const LONGEST: usize = 64 * 1024;
/// Longest name of an encoder, in characters.
const LONGEST_NAME: usize = 80;

/// An encoder's own words (Adobe FLV 10.1, annex E.5).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announced {
    /// The program, such as `obs-output module (libobs version 30.2.3)`; at most 80 characters, none of them a control character.
    pub encoder: Option<String>,
    /// The video bitrate that it is set to, in bits per second.
    pub video_bitrate: Option<u64>,
    /// The audio bitrate that it is set to, in bits per second.
    pub audio_bitrate: Option<u64>,
    /// Frames per second that it is set to.
    pub frame_rate: Option<f64>,
}

impl Announced {
    /// Reads a script data body: optional `"@setDataFrame"`, then `"onMetaData"` and its properties (AMF0). None for anything else.
    pub fn parse(body: &[u8]) -> Option<Self> {
        if body.len() > LONGEST {
            return None;
        }
        let values = amf::decode(body).ok()?;
        let at = values.iter().position(|value| value.as_str() == Some("onMetaData")).filter(|at| *at < 2)?;
        let properties = values.get(at + 1)?;
        let number = |names: &[&str], range: std::ops::Range<f64>| {
            let found = names.iter().find_map(|name| properties.get(name).and_then(Value::as_number));
            found.filter(|number| range.contains(number))
        };
        let kilobits = |name: &str| number(&[name], 1.0..1_000_000.0).map(|rate| (rate * 1000.0) as u64);
        let name = properties.get("encoder").and_then(Value::as_str).map(|name| {
            let plain: String = name.chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME).collect();
            plain.trim().to_owned()
        });
        Some(Self {
            encoder: name.filter(|name| !name.is_empty()),
            video_bitrate: kilobits("videodatarate"),
            audio_bitrate: kilobits("audiodatarate"),
            frame_rate: number(&["framerate", "videoframerate"], 1.0..481.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoders_words_are_read_and_made_plain() {
        let properties = [
            ("encoder", Value::text("obs-output\u{7} module (libobs version 30.2.3)")),
            ("videodatarate", Value::Number(6000.0)),
            ("audiodatarate", Value::Number(160.0)),
            ("framerate", Value::Number(60.0)),
        ];
        let properties = Value::Object(properties.map(|(name, value)| (name.to_owned(), value)).to_vec());
        let mut body = Vec::new();
        [Value::text("@setDataFrame"), Value::text("onMetaData"), properties].iter().for_each(|v| v.encode(&mut body));
        let read = Announced {
            encoder: Some("obs-output module (libobs version 30.2.3)".into()),
            video_bitrate: Some(6_000_000),
            audio_bitrate: Some(160_000),
            frame_rate: Some(60.0),
        };
        assert_eq!(Announced::parse(&body), Some(read));
        (0..body.len()).for_each(|end| drop(Announced::parse(&body[..end])));
        let mut other = Vec::new();
        Value::text("onCuePoint").encode(&mut other);
        assert_eq!(Announced::parse(&other), None);
    }

    #[test]
    fn numbers_without_sense_are_not_believed() {
        let mut body = Vec::new();
        let properties = [("videodatarate", f64::NAN), ("audiodatarate", 0.0), ("framerate", -1.0)];
        let properties = properties.map(|(name, number)| (name.to_owned(), Value::Number(number)));
        [Value::text("onMetaData"), Value::Object(properties.to_vec())].iter().for_each(|v| v.encode(&mut body));
        assert_eq!(Announced::parse(&body), Some(Announced::default()));
    }
}

//! Tag bodies and codec configurations.

use bytes::Bytes;
use media::codec::{AacConfig, Av1Config, AvcConfig, HevcConfig, OpusConfig, Picture, Sps};
use media::flv::{self, Metadata};
use media::message::Kind;

/// One byte of FLV tag type, then the tag's body.
pub fn flv_tags(data: &[u8]) {
    let Some((kind, body)) = data.split_first() else { return };
    let bytes = Bytes::copy_from_slice(body);
    let media_kind = match kind {
        8 => Kind::Audio,
        9 => Kind::Video,
        _ => Kind::Data,
    };
    let further = flv::further_tracks(media_kind, &bytes);
    assert!(further <= body.len(), "{further} bytes of {}", body.len());
    match media_kind {
        Kind::Audio => drop(flv::audio(bytes)),
        Kind::Video => drop(flv::video(bytes)),
        Kind::Data => {
            let rate = Metadata::parse(body).and_then(|metadata| metadata.frame_rate);
            assert!(rate.is_none_or(|rate| (1.0..=480.0).contains(&rate)), "{rate:?}");
        }
    }
}

/// An AVC decoder configuration record; the same bytes are tried as a frame of it.
pub fn avc_config(data: &[u8]) {
    let Ok(config) = AvcConfig::parse(Bytes::copy_from_slice(data)) else { return };
    assert_eq!(config.codec().len(), "avc1.640028".len());
    check_samples(data, |frame, key| config.sample(frame, key).ok());
}

/// A keyframe is taken exactly where another frame of the same bytes is, and is no smaller.
fn check_samples(data: &[u8], sample: impl Fn(Bytes, bool) -> Option<Bytes>) {
    let frame = Bytes::copy_from_slice(data);
    let (other, key) = (sample(frame.clone(), false), sample(frame, true));
    assert_eq!(other.is_some(), key.is_some());
    assert!(other.zip(key).is_none_or(|(other, key)| key.len() >= other.len()));
}

/// What is told of pictures is something a screen can show.
fn check_picture(picture: &Picture) {
    assert!((1..=16_384).contains(&picture.width) && (1..=16_384).contains(&picture.height), "{picture:?}");
    assert!(picture.shown_width() > 0 && picture.pixel_aspect.0 > 0 && picture.pixel_aspect.1 > 0, "{picture:?}");
    assert!(picture.frame_rate.is_none_or(|rate| (1.0..=480.0).contains(&rate)), "{picture:?}");
}

/// An HEVC decoder configuration record with its sequence parameter set; the same bytes are tried as a frame of it.
pub fn hevc_config(data: &[u8]) {
    let Ok(config) = HevcConfig::parse(Bytes::copy_from_slice(data)) else { return };
    check_picture(&config.picture);
    let name = config.codec();
    assert!(name.starts_with("hvc1.") && name.len() <= "hvc1.A31.FFFFFFFF.H255.FF.FF.FF.FF.FF.FF".len(), "{name}");
    // Only the completeness of its parameter sets and the length size are told otherwise, once.
    assert_eq!(config.record.len(), data.len());
    assert_eq!(HevcConfig::parse(config.record.clone()).map(|again| again.record), Ok(config.record.clone()));
    check_samples(data, |frame, key| config.sample(frame, key).ok());
}

/// An AV1 codec configuration record with its sequence header; the same bytes are tried as a temporal unit.
pub fn av1_config(data: &[u8]) {
    let Ok(config) = Av1Config::parse(Bytes::copy_from_slice(data)) else { return };
    check_picture(&config.picture);
    let name = config.codec();
    let places: Vec<&str> = name.split('.').collect();
    assert!(places[0] == "av01" && matches!(places.len(), 4 | 10), "{name}");
    for unit in [data, &data[4..]] {
        let Ok(sample) = config.sample(Bytes::copy_from_slice(unit)) else { continue };
        // Only the last unit may get a size that it did not have, of at most five bytes.
        assert!(sample.len() <= unit.len() + 5);
        assert_eq!(config.sample(sample.clone()), Ok(sample), "a sample is one already");
    }
}

/// An Opus identification header; the same bytes are tried as a packet.
pub fn opus_header(data: &[u8]) {
    let Ok(config) = OpusConfig::parse(Bytes::copy_from_slice(data)) else { return };
    assert!(config.channels > 0);
    // The body of a `dOps` box: eleven bytes, and where more than two channels come from.
    let (length, mapping) = (config.specific.len(), usize::from(config.channels) + 2);
    assert!(length == 11 || length == 11 + mapping, "{length}");
    for at in 0..data.len() {
        if let Ok(samples) = config.packet_samples(&data[at..]) {
            // A multiple of 2.5 ms, and at most 120 (RFC 6716, 3.2.5).
            assert!((120..=5760).contains(&samples) && samples % 120 == 0, "{samples}");
        }
    }
}

/// An AudioSpecificConfig.
pub fn aac_config(data: &[u8]) {
    let Ok(config) = AacConfig::parse(Bytes::copy_from_slice(data)) else { return };
    assert!((7_350..=192_000).contains(&config.sample_rate) && (1..=8).contains(&config.channels));
    assert!(matches!(config.frame_samples, 960 | 1024));
    assert!(config.codec().starts_with("mp4a.40."));
}

/// A sequence parameter set of H.264, its NAL header included.
pub fn sps(data: &[u8]) {
    let Ok(sps) = Sps::parse(data) else { return };
    // Up to 1025 macroblocks each way, twice that in lines where pictures are interlaced.
    assert!((1..=16_400).contains(&sps.picture.width) && (1..=32_800).contains(&sps.picture.height), "{sps:?}");
    assert!(sps.picture.shown_width() > 0 && sps.luma_bits <= 14 && sps.chroma_bits <= 14, "{sps:?}");
    assert!(sps.picture.frame_rate.is_none_or(|rate| (1.0..=480.0).contains(&rate)), "{sps:?}");
}

//! Tag bodies and codec configurations.

use bytes::Bytes;
use media::codec::{AacConfig, AvcConfig, Sps};
use media::flv::{self, Metadata};

/// One byte of FLV tag type, then the tag's body.
pub fn flv_tags(data: &[u8]) {
    let Some((kind, body)) = data.split_first() else { return };
    let bytes = Bytes::copy_from_slice(body);
    match kind {
        8 => drop(flv::audio(bytes)),
        9 => drop(flv::video(bytes)),
        _ => {
            let rate = Metadata::parse(body).and_then(|metadata| metadata.frame_rate);
            assert!(rate.is_none_or(|rate| (1.0..=480.0).contains(&rate)), "{rate:?}");
        }
    }
}

/// An AVC decoder configuration record; the same bytes are tried as a frame of it.
pub fn avc_config(data: &[u8]) {
    let Ok(config) = AvcConfig::parse(Bytes::copy_from_slice(data)) else { return };
    assert!(matches!(config.length_size, 1 | 2 | 4));
    assert_eq!(config.codec().len(), "avc1.640028".len());
    let _ = config.check(data);
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

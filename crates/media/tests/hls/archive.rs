//! What viewers download is what the encoder sent.

use crate::encoder::{self, aac, args, encode, frames, h264, picture, sound, usual};
use crate::viewer::{Channel, decoded, packets};
use media::message::Kind;

#[tokio::test]
async fn parts_after_the_initialisation_decode_to_every_frame_sent() {
    let sent = usual(10);
    let mut channel = Channel::fed(&sent).await;
    channel.end().await;
    let file = channel.archive();
    assert_eq!(decoded(&file, "v"), frames(&sent, Kind::Video));
    // A frame of sound before the first picture has nothing to go with.
    let sound = packets(&file, "a").len();
    assert!((frames(&sent, Kind::Audio) - 2..=frames(&sent, Kind::Audio)).contains(&sound), "{sound}");
}

#[tokio::test]
async fn a_segment_is_its_parts_in_a_row() {
    let mut channel = Channel::fed(&usual(8)).await;
    channel.end().await;
    assert!(channel.segments.len() >= 4);
    for (msn, whole) in &channel.segments {
        let parts: Vec<u8> =
            channel.parts.range((*msn, 0)..(*msn + 1, 0)).flat_map(|(_, (_, bytes))| bytes.clone()).collect();
        assert!(parts == *whole, "segment {msn}");
    }
}

#[tokio::test]
async fn frames_keep_the_encoders_times() {
    let sent = usual(6);
    let mut channel = Channel::fed(&sent).await;
    channel.end().await;
    let times: Vec<f64> = packets(&channel.archive(), "v").iter().map(|packet| packet.1).collect();
    let sent = sent.iter().filter(|message| encoder::is_frame(message, Kind::Video));
    let told: Vec<f64> = sent.map(|message| f64::from(message.timestamp) / 1000.0).collect();
    assert_eq!(times.len(), told.len());
    for (time, sent) in times.iter().zip(&told) {
        assert!((time - times[0] - (sent - told[0])).abs() < 0.0005, "{time} instead of {sent}");
    }
}

#[tokio::test]
async fn reordered_frames_keep_their_presentation_times() {
    let reordering =
        args("-c:v libx264 -preset veryfast -pix_fmt yuv420p -threads 1 -bf 3 -b_strategy 0 -g 60 -sc_threshold 0");
    let sent = encode(&[picture(6, "30"), sound(6), reordering, aac()]);
    let mut channel = Channel::fed(&sent).await;
    channel.end().await;
    let file = channel.archive();
    assert_eq!(decoded(&file, "v"), frames(&sent, Kind::Video));
    let packets = packets(&file, "v");
    assert!(packets.iter().any(|packet| packet.0 > packet.1), "there are B-frames");
    assert!(packets.windows(2).all(|pair| pair[0].1 < pair[1].1), "decoding times rise");
    let mut shown: Vec<f64> = packets.iter().map(|packet| packet.0).collect();
    shown.sort_by(f64::total_cmp);
    assert!(shown.windows(2).all(|pair| (0.030..0.037).contains(&(pair[1] - pair[0]))), "pictures are evenly shown");
}

#[tokio::test]
async fn audio_is_counted_without_gap_or_overlap() {
    let mut channel =
        Channel::fed(&encode(&[picture(6, "30"), args("-f lavfi -t 6 -i sine=r=44100"), h264(30), aac()])).await;
    channel.end().await;
    let packets = packets(&channel.archive(), "a");
    assert!(packets.len() > 200);
    for pair in packets.windows(2) {
        assert!((pair[1].0 - pair[0].0 - 1024.0 / 44_100.0).abs() < 0.000_05, "{pair:?}");
    }
}

#[tokio::test]
async fn open_groups_of_pictures_and_odd_rates_hold() {
    let open = args(
        "-c:v libx264 -preset veryfast -pix_fmt yuv420p -threads 1 -bf 2 -x264-params open-gop=1:keyint=60:min-keyint=60:scenecut=0",
    );
    let sent = encode(&[picture(8, "30000/1001"), sound(8), open, aac()]);
    let mut channel = Channel::fed(&sent).await;
    let master = String::from_utf8(channel.ok("master.m3u8").await).unwrap();
    assert!(master.contains("FRAME-RATE=29.970"), "{master}");
    channel.end().await;
    assert_eq!(decoded(&channel.archive(), "v"), frames(&sent, Kind::Video));
}

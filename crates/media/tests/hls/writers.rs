//! Which writer may write a rendition, and what a writer cannot break.

use crate::encoder::usual;
use crate::renditions::{RUNG, transcoded};
use crate::viewer::{Channel, ID};
use media::hls::PushError;
use std::time::Duration;

#[tokio::test]
async fn only_the_newest_writer_of_a_living_stream_may_write() {
    let sent = usual(5);
    let mut channel = Channel::fed(&sent).await;
    let origin = channel.origin.clone();
    for name in ["source", "", "720P", "../x", "averyverylongname"] {
        assert!(origin.open_rendition(ID, name).is_none(), "{name}");
    }
    assert!(origin.open_rendition("other", RUNG).is_none());
    let mut older = origin.open_rendition(ID, RUNG).unwrap();
    let newer = origin.open_rendition(ID, RUNG).unwrap();
    assert_eq!(older.push(sent[5].clone()), Err(PushError::Superseded));
    drop(newer);
    let mut writer = origin.open_rendition(ID, RUNG).unwrap();
    drop(older);
    assert!(writer.push(sent[5].clone()).is_ok(), "an older one's end means nothing");
    channel.end().await;
    assert!(origin.open_rendition(ID, RUNG).is_none());
    origin.remove(ID);
    assert_eq!(writer.push(sent[6].clone()), Err(PushError::Ended));
}

#[tokio::test]
async fn a_child_gone_mad_does_not_touch_the_source() {
    let sent = usual(6);
    let child = transcoded(&sent, Duration::ZERO).await;
    let mut noise = 0x9e37_79b9_u32;
    for _ in 0..25 {
        let mut channel = Channel::new();
        let mut source = channel.writer.take().unwrap();
        let mut rung = channel.origin.open_rendition(ID, RUNG).unwrap();
        let mut child = child.iter();
        for message in &sent {
            source.push(message.clone()).unwrap();
            let Some(mut changed) = child.next().cloned() else { continue };
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            match noise % 16 {
                0 if !changed.payload.is_empty() => {
                    let mut payload = changed.payload.to_vec();
                    let at = (noise >> 8) as usize % payload.len().min(40);
                    payload[at] ^= (noise >> 24) as u8 | 1;
                    changed.payload = payload.into();
                }
                1 => changed.timestamp = noise,
                2 => changed.timestamp = changed.timestamp.wrapping_add(noise % 900),
                3 => continue,
                4 => {
                    let _ = rung.push(changed.clone());
                }
                _ => {}
            }
            let _ = rung.push(changed);
        }
        channel.end().await;
        drop(rung);
        assert_eq!(channel.last().media().count(), 4, "all of the source");
    }
}

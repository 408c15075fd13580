//! Still pictures of an encoder's media.
#![expect(clippy::expect_used, reason = "a test")]

use bytes::Bytes;
use media::picture::{self, PictureError, SHEET, TILE};
use std::io::Write;
use std::process::{Command, Stdio};

/// An initialisation segment and one fragment of a real encoder's, in a size.
fn fragment(size: &str) -> (Bytes, Bytes) {
    let source = format!("testsrc=s={size}:r=10");
    let output = Command::new("ffmpeg")
        .args([
            "-nostdin",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-t",
            "1",
            "-i",
            &source,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
        ])
        .args(["-pix_fmt", "yuv420p", "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-f", "mp4", "-"])
        .output()
        .expect("ffmpeg runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let file = Bytes::from(output.stdout);
    let moof = file.windows(4).position(|name| name == b"moof").expect("a fragment") - 4;
    (file.slice(..moof), file.slice(moof..))
}

/// Codec, width and height as ffprobe reads them.
fn probed(picture: &[u8]) -> String {
    let mut probe = Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-show_entries",
            "stream=codec_name,width,height",
            "-of",
            "csv=p=0",
            "-f",
            "webp_pipe",
            "-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("ffprobe runs");
    probe.stdin.take().expect("a pipe").write_all(picture).expect("it reads");
    String::from_utf8(probe.wait_with_output().expect("it ends").stdout).expect("text").trim().to_owned()
}

#[tokio::test]
async fn a_frame_is_made_smaller_but_never_larger() {
    let (init, media) = fragment("1280x720");
    assert_eq!(probed(&picture::frame(&init, &media).await.expect("a picture")), "webp,640,360");
    let (init, media) = fragment("720x1280");
    assert_eq!(probed(&picture::frame(&init, &media).await.expect("a picture")), "webp,202,360");
    let (init, media) = fragment("320x180");
    assert_eq!(probed(&picture::frame(&init, &media).await.expect("a picture")), "webp,320,180");
}

#[tokio::test]
async fn a_sheet_holds_frames_of_any_shape() {
    let (init, media) = fragment("320x180");
    let wide = picture::frame(&init, &media).await.expect("a picture");
    let (init, media) = fragment("180x320");
    let high = picture::frame(&init, &media).await.expect("a picture");
    let sheet = picture::sheet(&[wide.clone(), high, wide]).await.expect("a sheet");
    let (width, height) = (TILE.0 as usize * SHEET.0, TILE.1 as usize * SHEET.1);
    assert_eq!(probed(&sheet), format!("webp,{width},{height}"));
}

#[tokio::test]
async fn what_is_no_media_is_an_error_with_a_reason() {
    let junk = Bytes::from_static(&[7; 4096]);
    let Err(PictureError::Failed(reason)) = picture::frame(&junk, &junk).await else { panic!("junk has no picture") };
    assert!(!reason.is_empty());
}

//! How the files of a VOD are handed out.

use testkit::{Client, HttpAnswer};
use uuid::Uuid;

/// Clients that accept it get compressed playlists, and `Vary` makes caches keep both forms.
pub async fn compression(viewer: &Client, stream: Uuid) {
    for playlist in ["master.m3u8", "source/index.m3u8"] {
        for (accepted, coding) in [("gzip, br", Some("gzip")), ("gzip;q=0", None), ("", None)] {
            let ask = viewer.request("GET", &format!("/vod/{stream}/{playlist}")).header("accept-encoding", accepted);
            let answer = ask.send().await;
            let told = (answer.header("content-encoding"), answer.header("vary"));
            assert_eq!(told, (coding, Some("accept-encoding")), "{playlist} for {accepted:?}");
            let begin: &[u8] = if coding.is_some() { &[0x1f, 0x8b] } else { b"#EXTM3U\n" };
            assert!(answer.body.starts_with(begin), "{playlist} for {accepted:?}");
        }
    }
}

/// Media can be read in ranges, and cached for ever.
pub async fn ranges(viewer: &Client, segment: &str) {
    let whole = viewer.get(segment).await;
    let length = whole.body.len();
    assert_eq!(whole.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(
        (whole.header("access-control-allow-origin"), whole.header("accept-ranges")),
        (Some("*"), Some("bytes"))
    );
    let ask =
        async |name: &str, text: &str| -> HttpAnswer { viewer.request("GET", segment).header(name, text).send().await };
    for (range, from, until) in [
        ("bytes=0-99".to_owned(), 0, 100),
        ("bytes=100-".to_owned(), 100, length),
        ("bytes=-7".to_owned(), length - 7, length),
        (format!("bytes=10-{}", length * 2), 10, length),
        (format!("bytes=-{}", length * 2), 0, length),
    ] {
        let part = ask("range", &range).await;
        let told = format!("bytes {from}-{}/{length}", until - 1);
        assert_eq!((part.status, part.header("content-range")), (206, Some(told.as_str())), "{range}");
        assert!(part.body == whole.body[from..until], "{range}");
    }
    for beyond in [format!("bytes={length}-"), "bytes=-0".to_owned()] {
        let answer = ask("range", &beyond).await;
        let told = format!("bytes */{length}");
        assert_eq!((answer.status, answer.header("content-range")), (416, Some(told.as_str())), "{beyond}");
    }
    for nonsense in ["bytes=5-1", "bytes=+0-5", "bytes=0-1,5-9", "lines=1-2", "bytes=-", "bytes=9223372036854775808-"] {
        let answer = ask("range", nonsense).await;
        assert_eq!((answer.status, answer.body.len()), (200, length), "{nonsense}");
    }
    let tag = whole.header("etag").unwrap();
    for known in [tag.to_owned(), format!("W/{tag}"), format!("\"another\", {tag}"), "*".to_owned()] {
        assert_eq!(ask("if-none-match", &known).await.status, 304, "{known}");
    }
    assert_eq!(ask("if-none-match", "\"another\"").await.status, 200);
    for (version, status) in [(tag, 206), ("\"another\"", 200), ("nonsense", 200)] {
        let ask = viewer.request("GET", segment).header("range", "bytes=0-9").header("if-range", version);
        assert_eq!(ask.send().await.status, status, "a part of another version is of no use: {version}");
    }
    // A range is of use only to GET (RFC 9110, section 14.2).
    for range in ["bytes=0-0", "bytes=9999999999-"] {
        let head = viewer.request("HEAD", segment).header("range", range).send().await;
        let told = (head.header("content-length"), head.header("content-range"));
        assert_eq!((head.status, told), (200, (Some(length.to_string().as_str()), None)), "{range}");
    }
}

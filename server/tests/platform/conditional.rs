//! Conditional reads of the API.

use crate::test_app::TestApp;
use serde_json::json;

#[tokio::test]
async fn a_visitor_who_has_the_answer_is_not_sent_it_again() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let path = format!("/api/channels/{}", channel.slug);
    let visitor = app.server.client();
    let first = visitor.get(&path).await;
    let tag = first.header("etag").unwrap().to_owned();
    assert_eq!((first.status, first.header("cache-control")), (200, Some("no-cache")));
    assert!(tag.starts_with("W/\""), "{tag}");
    let ask = async |known: &str| visitor.request("GET", &path).header("if-none-match", known).send().await;
    for known in [tag.clone(), format!("\"other\", {tag}"), "*".to_owned()] {
        let again = ask(&known).await;
        assert_eq!(
            (again.status, again.header("etag"), again.text().as_str()),
            (304, Some(tag.as_str()), ""),
            "{known}"
        );
    }
    assert_eq!(ask("\"other\"").await.status, 200);

    assert_eq!(mira.put(&path, json!({ "name": "Another name" })).await.status, 200);
    let changed = ask(&tag).await;
    assert_eq!((changed.status, changed.json()["name"].as_str()), (200, Some("Another name")));
    assert!(changed.header("etag").is_some_and(|new| new != tag));

    let own = mira.request("GET", &path).header("if-none-match", &tag).send().await;
    assert_eq!((own.status, own.header("etag"), own.header("cache-control")), (200, None, Some("no-store")));
    assert_eq!(visitor.get("/api/channels/nothing").await.header("etag"), None);
}

#[tokio::test]
async fn asked_for_the_headers_alone_they_are_those_of_the_answer() {
    let app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let visitor = app.server.client();
    for path in [format!("/api/channels/{}", channel.slug), "/api/openapi.json".to_owned(), "/api/docs".to_owned()] {
        let whole = visitor.get(&path).await;
        let tag = whole.header("etag").unwrap();
        let head = visitor.request("HEAD", &path).send().await;
        assert_eq!((head.status, head.text().as_str()), (200, ""), "{path}");
        for name in ["etag", "cache-control", "content-type", "vary"] {
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
        }
        let known = visitor.request("HEAD", &path).header("if-none-match", tag).send().await;
        assert_eq!((known.status, known.header("etag")), (304, Some(tag)), "{path}");
    }
}

#[tokio::test]
async fn the_documents_of_the_api_come_compressed_and_once() {
    let app = TestApp::open().await;
    let visitor = app.server.client();
    for path in ["/api/openapi.json", "/api/docs"] {
        let plain = visitor.get(path).await;
        let tag = plain.header("etag").unwrap();
        assert_eq!(
            (plain.header("content-encoding"), plain.header("cache-control")),
            (None, Some("no-cache")),
            "{path}"
        );
        for (accepted, coding) in [("gzip, br", "br"), ("gzip", "gzip")] {
            let packed = visitor.request("GET", path).header("accept-encoding", accepted).send().await;
            assert_eq!((packed.header("content-encoding"), packed.header("etag")), (Some(coding), Some(tag)), "{path}");
            assert!(packed.header("vary").is_some_and(|vary| vary.contains("accept-encoding")), "{path}");
            assert!(packed.body.len() * 4 < plain.body.len(), "{path}: {} bytes as {coding}", packed.body.len());
        }
        let again = visitor.request("GET", path).header("if-none-match", tag).send().await;
        assert_eq!((again.status, again.text().as_str(), again.header("etag")), (304, "", Some(tag)), "{path}");
    }
}

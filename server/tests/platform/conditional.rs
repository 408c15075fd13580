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

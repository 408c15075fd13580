//! Conditional reads of the API.

use crate::test_app::TestApp;
use serde_json::{Value, json};

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
async fn what_is_the_same_for_all_is_not_sent_again_to_users_and_tokens_either() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("mira").await;
    let made = mira.post("/api/auth/tokens", json!({ "name": "Bot", "scopes": ["chat:read"] })).await.json();
    let authorization = format!("Bearer {}", made["token"].as_str().unwrap());
    let visitor = app.server.client();
    for path in ["/api/channels", "/api/search?q=mira"] {
        let first = visitor.get(path).await;
        let tag = first.header("etag").unwrap().to_owned();
        assert!(first.text().contains("mira"), "{path}: {}", first.text());
        let own = mira.get(path).await;
        assert_eq!((own.text(), own.header("cache-control")), (first.text(), Some("no-cache")), "{path}");
        let by_token = visitor.request("GET", path).header("authorization", &authorization);
        for request in [mira.request("GET", path), by_token] {
            let again = request.header("if-none-match", &tag).send().await;
            assert_eq!((again.status, again.header("etag")), (304, Some(tag.as_str())), "{path}");
            assert_eq!((again.header("cache-control"), again.cookies().count()), (Some("no-cache"), 0), "{path}");
        }
    }
}

#[tokio::test]
async fn the_document_names_the_tag_of_each_read_that_has_one() {
    let app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let live = app.on_air(&channel).await.to_string();
    let visitor = app.server.client();
    let document = visitor.get("/api/openapi.json").await.json();
    let mut tagged = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let operation = &item["get"];
        if operation.is_null() {
            continue;
        }
        // The owner's username is the channel's slug.
        let address = path.replace("/streams/{id}", &format!("/streams/{live}")).replace("{id}", &channel.slug);
        let query = if path == "/api/search" { "?q=mira" } else { "" };
        let answer = visitor.get(&format!("{address}{query}")).await;
        let named = &operation["responses"]["200"]["headers"]["ETag"];
        if answer.status == 200 {
            assert_eq!(answer.header("etag").is_some(), named.is_object(), "{path}");
            tagged += usize::from(named.is_object());
        }
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let is_asked = parameters.map(|parameter| &parameter["name"]).any(|name| name == "If-None-Match");
        let unchanged = operation["responses"].get("304").is_some_and(Value::is_object);
        assert_eq!((is_asked, unchanged), (named.is_object(), named.is_object()), "{path}");
    }
    assert!(tagged >= 9, "{tagged}");
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

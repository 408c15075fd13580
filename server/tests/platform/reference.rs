//! The reference page of the API says for people what the OpenAPI document says for programs.

use crate::test_app::TestApp;
use std::collections::BTreeSet;

/// The values of an attribute on a page, without the quotation marks.
fn values<'a>(page: &'a str, attribute: &str) -> BTreeSet<&'a str> {
    let opening = format!(" {attribute}=\"");
    page.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn the_reference_page_holds_every_operation_and_schema_of_the_document() {
    let app = TestApp::open().await;
    let document = app.server.client().get("/api/openapi.json").await.json();
    let answer = app.server.client().get("/api/docs").await;
    assert_eq!(answer.status, 200);
    // Without the marks that stand between the pieces of a text.
    let page = answer.text().replace("<!>", "");
    let (ids, links) = (values(&page, "id"), values(&page, "href"));

    let paths = document["paths"].as_object().unwrap();
    let operations: Vec<_> =
        paths.iter().flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |of| (path, of))).collect();
    assert!(operations.len() > 20, "{}", operations.len());
    let named: BTreeSet<_> = operations.iter().map(|(_, (_, operation))| operation["operationId"].as_str()).collect();
    assert_eq!(named.len(), operations.len(), "two operations have the same id");
    for (path, (method, operation)) in operations {
        assert!(ids.contains(operation["operationId"].as_str().unwrap()), "{method} {path}");
        // Angle brackets and ampersands do not occur in paths.
        assert!(page.contains(&format!("{} {path}", method.to_uppercase())), "{method} {path}");
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(ids.contains(format!("schema-{name}").as_str()), "{name}");
        for field in schema["properties"].as_object().into_iter().flatten().map(|(field, _)| field) {
            assert!(page.contains(&format!("<code>{field}</code>")), "{name}: {field}");
        }
    }
    for link in links.iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(ids.contains(link), "#{link} leads nowhere");
    }
}

#[tokio::test]
async fn the_document_says_that_a_body_may_be_too_slow_and_a_page_of_another_site_is_refused() {
    let app = TestApp::open().await;
    let document = app.server.client().get("/api/openapi.json").await.json();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let says = |status: &str, code: &str| {
                let description = operation["responses"][status]["description"].as_str();
                description.is_some_and(|description| description.contains(code))
            };
            assert_eq!(says("408", "`too_slow`"), operation.get("requestBody").is_some(), "{method} {path}");
            assert_eq!(says("403", "`cross_site`"), method != "get", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn the_reference_page_needs_no_script_and_no_other_host() {
    let app = TestApp::open().await;
    let answer = app.server.client().get("/api/docs").await;
    let policy = answer.header("content-security-policy").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'; style-src 'self';") && !policy.contains("script-src"), "{policy}");
    let page = answer.text();
    assert!(!page.contains("<script") && !page.contains(" style=\""));
    for attribute in ["href", "src"] {
        for address in values(&page, attribute) {
            assert!(address.starts_with('#') || address.starts_with('/') && !address.starts_with("//"), "{address}");
        }
    }
}

#[tokio::test]
async fn the_reference_page_has_the_theme_of_the_device() {
    let app = TestApp::open().await;
    for (cookie, theme) in [("", "dark"), ("theme=dark", "dark"), ("a=b; theme=light", "light"), ("theme=x", "dark")] {
        let client = app.server.client();
        let page = client.request("GET", "/api/docs").header("cookie", cookie).send().await;
        assert_eq!(page.header("vary").map(|vary| vary.contains("cookie")), Some(true), "{page:?}");
        assert!(page.text().contains(&format!("data-theme=\"{theme}\"")), "{cookie}: {theme}");
    }
}

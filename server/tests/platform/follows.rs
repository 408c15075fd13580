//! Pages of follows as a browser without JavaScript gets them.

use crate::test_app::{Channel, Person, TestApp};
use serde_json::json;
use testkit::{Client, HttpAnswer};

/// Presses the button of a channel's page; answers where the browser is sent.
async fn press(app: &TestApp, person: &Person, function: &str, channel: &Channel) -> String {
    let page = format!("http://{}/streams/{}", app.server.http(), channel.slug);
    let request = person.request("POST", &format!("/_fn/app/follows/rpc/{function}"));
    let request = request.header("accept", "text/html").header("referer", &page);
    let form = format!("channel={}", channel.id);
    let answer = request.body("application/x-www-form-urlencoded", form).send().await;
    assert_eq!(answer.status, 302, "{}", answer.text());
    answer.header("location").unwrap_or_default().to_owned()
}

async fn page(client: &Client, path: &str) -> String {
    let answer: HttpAnswer = client.request("GET", path).header("accept", "text/html").send().await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    // Without the marks that stand between the pieces of a text.
    answer.text().replace("<!>", "").replace("<!---->", "")
}

#[tokio::test]
async fn a_form_follows_and_leads_back_to_the_page() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let form = |function: &str| format!("action=\"/_fn/app/follows/rpc/{function}\"");
    let before = page(&jonas, "/streams/mira").await;
    assert!(before.contains(&form("follow_channel")) && before.contains("0 followers"), "{before}");
    assert_eq!(press(&app, &jonas, "follow_channel", &channel).await, "/streams/mira");
    let after = page(&jonas, "/streams/mira").await;
    assert!(after.contains(&form("unfollow_channel")) && after.contains("1 follower"), "{after}");
    assert!(page(&jonas, "/following").await.contains("Nobody you follow is live right now."));
    assert!(page(&mira, "/dashboard/followers").await.contains("@jonas"));
    assert_eq!(press(&app, &jonas, "unfollow_channel", &channel).await, "/streams/mira");
    assert!(page(&jonas, "/streams/mira").await.contains(&form("follow_channel")));

    // The owner has no button, and a visitor is asked to sign in first.
    assert!(!page(&mira, "/streams/mira").await.contains("/follows/rpc/"));
    let visitor = page(&app.server.client(), "/streams/mira").await;
    assert!(!visitor.contains("/follows/rpc/") && visitor.contains("/auth/login?next=/streams/mira"), "{visitor}");
    let refused = press(&app, &mira, "follow_channel", &channel).await;
    assert!(refused.starts_with("/streams/mira?") && refused.contains("__err="), "{refused}");
}

#[tokio::test]
async fn the_page_of_followed_channels_knows_its_states() {
    let app = TestApp::open().await;
    let ((_, live), (_, offline)) = (app.creator("on-air").await, app.creator("off-air").await);
    app.on_air(&live).await;
    assert!(page(&app.server.client(), "/following").await.contains("Your channels in one place"));
    let jonas = app.person("jonas").await;
    assert!(page(&jonas, "/following").await.contains("You don't follow a channel yet"));
    for channel in [&live, &offline] {
        assert_eq!(jonas.post(&format!("/api/channels/{}/follow", channel.slug), json!({})).await.status, 201);
    }
    let following = page(&jonas, "/following").await;
    // In the rail, too, the live channel stands first, although the other one was followed later.
    for list in ["class=\"rail\"", "id=\"main\""] {
        let (_, list) = following.split_once(list).unwrap();
        let place = |channel: &Channel| list.find(&format!("href=\"/streams/{}\"", channel.slug)).unwrap();
        assert!(place(&live) < place(&offline), "{following}");
    }
}

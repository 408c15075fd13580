//! A channel's address and its settings, over the whole server: former slugs lead on, and forms work without scripts.

use crate::test_app::{TestApp, assert_problem, id, join};
use serde_json::json;
use testkit::{Client, HttpAnswer};

async fn open(client: &Client, path: &str) -> HttpAnswer {
    client.request("GET", path).header("accept", "text/html").send().await
}

async fn page(client: &Client, path: &str) -> String {
    let answer = open(client, path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text().replace("<!>", "").replace("<!---->", "")
}

fn location(answer: &HttpAnswer) -> &str {
    answer.header("location").unwrap_or_default()
}

/// Sends a form as this user's browser does without JavaScript; answers where that browser is sent, with its cookies.
async fn press(app: &TestApp, person: &Client, function: &str, form: &str) -> (String, String) {
    let client = app.server.client();
    let request = client.request("POST", &format!("/_fn/app/channels/rpc/{function}"));
    let request = request.header("accept", "text/html").header("cookie", &person.cookie().unwrap());
    let request = request.header("referer", &format!("http://{}/dashboard/channel", app.server.http()));
    let answer = request.body("application/x-www-form-urlencoded", form).send().await;
    assert_eq!(answer.status, 302, "{}", answer.text());
    let cookies: Vec<&str> = answer.cookies().filter_map(|cookie| cookie.split(';').next()).collect();
    (location(&answer).to_owned(), format!("{}; {}", person.cookie().unwrap(), cookies.join("; ")))
}

#[tokio::test]
async fn former_slugs_lead_on_wherever_a_channel_is_named() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("piano").await;
    let visitor = app.server.client();
    for slug in ["forte", "presto"] {
        let changed = mira.put(&format!("/api/channels/{}", channel.id), json!({ "slug": slug })).await;
        assert_eq!((changed.status, &changed.json()["slug"]), (200, &json!(slug)), "{}", changed.text());
    }
    for former in ["piano", "forte", "PRESTO", &channel.id.to_string()] {
        let found = visitor.get(&format!("/api/channels/{former}")).await;
        assert_eq!((found.status, &found.json()["slug"]), (200, &json!("presto")), "{former}");
        for (path, now) in [
            (format!("/streams/{former}"), "/streams/presto"),
            (format!("/streams/{former}?utm=a%20b&t"), "/streams/presto?utm=a%20b&t"),
            (format!("/embed/{former}/chat"), "/embed/presto/chat"),
            (format!("/overlay/{former}/chat?size=2"), "/overlay/presto/chat?size=2"),
        ] {
            let moved = open(&visitor, &path).await;
            assert_eq!((moved.status, location(&moved)), (308, now), "{path}");
        }
    }
    assert_eq!(visitor.get("/api/channels/piano/vod").await.status, 200);
    let mut socket = visitor.socket().await;
    join(&mut socket, "piano").await;
    // Another person gets none of them.
    let jonas = app.person("jonas").await;
    for slug in ["piano", "forte", "presto"] {
        let refused = jonas.post("/api/channels", json!({ "name": "Mine", "slug": slug })).await;
        assert!(assert_problem(&refused, 409, "slug_taken")["errors"]["slug"].is_string());
    }
    assert_eq!(mira.request("DELETE", "/api/channels/forte").send().await.status, 204);
    for former in ["piano", "presto"] {
        assert_problem(&visitor.get(&format!("/api/channels/{former}")).await, 404, "not_found");
        assert_eq!(open(&visitor, &format!("/streams/{former}")).await.status, 404);
    }
    let refused = jonas.post("/api/channels", json!({ "name": "Mine", "slug": "piano" })).await;
    assert_problem(&refused, 409, "slug_taken");
    assert_eq!(mira.post("/api/channels", json!({ "name": "Again", "slug": "piano" })).await.status, 201);
}

#[tokio::test]
async fn a_channel_is_public_or_private_by_one_of_two_words() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("piano").await;
    let private = mira.put("/api/channels/piano", json!({ "visibility": "private" })).await.json();
    assert_eq!((&private["visibility"], &private["isPublic"]), (&json!("private"), &json!(false)));
    let public = mira.put("/api/channels/piano", json!({ "isPublic": true })).await.json();
    assert_eq!((&public["visibility"], &public["isPublic"]), (&json!("public"), &json!(true)));
    for wrong in [json!({ "visibility": "public", "isPublic": false }), json!({ "visibility": "unlisted" })] {
        let refused = mira.put("/api/channels/piano", wrong).await;
        assert!(assert_problem(&refused, 422, "validation_failed")["errors"]["visibility"].is_string());
    }
}

#[tokio::test]
async fn the_settings_of_a_channel_work_without_scripts_and_keep_what_was_typed() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("piano").await;
    let from = "/dashboard/channel";
    let signed_out = open(&app.server.client(), from).await;
    assert_eq!((signed_out.status, location(&signed_out)), (302, "/auth/login?next=/dashboard/channel"));
    let of = format!("channel={}", channel.id);

    let words = format!(
        "{of}&name=Night+Piano&description=Two%0Alines&category=Just+Chatting&tags=%23jazz%2C+live+jazz&language=de"
    );
    let (next, _) = press(&app, &mira, "change_channel_profile", &words).await;
    assert_eq!(next, "/dashboard/channel?channel=piano&done=saved");
    let now = mira.get("/api/channels/piano").await.json();
    assert_eq!(
        json!([now["name"], now["description"], now["category"], now["tags"], now["language"]]),
        json!(["Night Piano", "Two\nlines", "just-chatting", ["jazz", "live"], "de"])
    );
    assert!(page(&mira, &next).await.contains("Settings of Night Piano"));

    let many = (0..10_000).map(|number| format!("tag{number}")).collect::<Vec<_>>().join("+");
    let wrong = format!("{of}&name=&description=Kept&category=%3F&tags={}&language=de", &many[..40_000]);
    let (back, cookies) = press(&app, &mira, "change_channel_profile", &wrong).await;
    assert!(back.contains("__err="), "{back}");
    let browser = app.server.client();
    let again = browser.request("GET", &back).header("cookie", &cookies).header("accept", "text/html").send().await;
    let again = again.text().replace("<!>", "").replace("<!---->", "");
    for part in ["at most 10 tags", "name is missing", "Kept</textarea>", "tag39", "letters a to z"] {
        assert!(again.contains(part), "{part} in {again}");
    }
    assert_eq!(mira.get("/api/channels/piano").await.json(), now, "nothing has changed");

    let works = format!(
        "{of}&visibility=private&auto_start=false&archive=false&vod_visibility=unlisted&vod_downloads=true&retention_days=30"
    );
    press(&app, &mira, "change_channel_settings", &works).await;
    let now = mira.get("/api/channels/piano").await.json();
    assert_eq!(
        json!([now["visibility"], now["autoStart"], now["archive"], now["vodVisibility"], now["retentionDays"]]),
        json!(["private", false, false, "unlisted", 30])
    );
    assert_eq!(now["vodDownloads"], json!(true));

    let (next, _) = press(&app, &mira, "change_channel_slug", &format!("{of}&slug=Forte")).await;
    assert_eq!(next, "/dashboard/channel?channel=forte&done=address");
    let (back, _) = press(&app, &mira, "change_channel_slug", &format!("{of}&slug=admin")).await;
    assert!(back.contains("__err="), "{back}");
    // Bookmarks with the former address find the channel.
    assert!(page(&mira, "/dashboard/videos?channel=piano").await.contains("Videos of Night Piano"));

    let (back, _) = press(&app, &mira, "delete_channel", &format!("{of}&confirmation=forte")).await;
    assert!(back.contains("__err="), "{back}");
    assert_eq!(mira.get("/api/channels/forte").await.status, 200);
    let (next, _) = press(&app, &mira, "delete_channel", &format!("{of}&confirmation=+Night+Piano+")).await;
    assert_eq!(next, "/dashboard?done=channel-deleted");
    assert!(page(&mira, &next).await.contains("The channel is deleted."));
}

#[tokio::test]
async fn the_dashboard_remembers_the_channel_that_was_picked() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("piano").await;
    let (next, cookies) = press(&app, &mira, "create_channel", "name=Second&slug=second").await;
    assert_eq!(next, "/dashboard");
    let browser = app.server.client();
    let read = async |cookies: &str, path: &str| {
        let answer = browser.request("GET", path).header("cookie", cookies).header("accept", "text/html").send().await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let cookie = answer
            .cookies()
            .filter_map(|cookie| cookie.split(';').next())
            .find(|cookie| cookie.starts_with("channel="));
        (answer.text().replace("<!>", "").replace("<!---->", ""), cookie.map(str::to_owned))
    };
    assert!(read(&cookies, "/dashboard/videos").await.0.contains("Videos of Second"), "the new one");
    assert!(page(&mira, "/dashboard/videos").await.contains("Videos of PIANO"), "another device shows the first");
    let (picked, cookie) = read(&cookies, "/dashboard/videos?channel=piano").await;
    assert!(picked.contains("Videos of PIANO"));
    let cookies = format!("{}; {}", mira.cookie().unwrap(), cookie.unwrap());
    assert!(read(&cookies, "/dashboard/followers").await.0.contains("Followers of PIANO"));
    // What it does not know it does not show.
    let cookies = format!("{}; channel={}", mira.cookie().unwrap(), mira.id);
    assert!(read(&cookies, "/dashboard/followers").await.0.contains("Followers of PIANO"));
}

#[tokio::test]
async fn onboarding_takes_the_picture_that_its_user_has_uploaded_and_no_other() {
    let app = TestApp::open().await;
    let newcomer = app.newcomer("nora").await;
    let names = |avatar: &str| json!({ "username": "nora", "displayName": "Nora", "avatar": avatar });
    let own = "/pictures/00000000000000000000000000000007-320.webp";
    for wrong in ["https://evil.example/a.png", own, ""] {
        let refused = newcomer.post("/api/auth/onboard", names(wrong)).await;
        assert!(assert_problem(&refused, 422, "validation_failed")["errors"]["avatar"].is_string(), "{wrong}");
    }
    let uploaded = "update account set avatar = '/pictures/00000000000000000000000000000007-320.webp' where id = $1";
    app.database.change_rows(1, uploaded, newcomer.id).await;
    let made = newcomer.post("/api/auth/onboard", names(own)).await;
    assert_eq!((made.status, &made.json()["avatar"]), (201, &json!(own)), "{}", made.text());
    assert_eq!(id(&made.json()), newcomer.id);
}

//! Users' pages, the form of the own profile, and what administrators change, over the whole server.

use crate::test_app::{TestApp, assert_fields, assert_problem};
use serde_json::json;
use testkit::{Client, HttpAnswer};

const USER: &str = "id username displayName avatar bio socialLinks createdAt";
const ACCOUNT: &str = "id username displayName avatar bio socialLinks createdAt email emailVerified roles profile";

async fn open(client: &Client, path: &str) -> HttpAnswer {
    client.request("GET", path).header("accept", "text/html").send().await
}

/// A page without the marks that stand between the pieces of a text.
async fn page(client: &Client, path: &str) -> String {
    let answer = open(client, path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text().replace("<!>", "").replace("<!---->", "")
}

/// Sends a form as this user's browser does without JavaScript; answers where that browser is sent. The client keeps one cookie only, so
/// another one than the user's gets those of the answer.
async fn press(app: &TestApp, person: &Client, function: &str, from: &str, form: &str) -> HttpAnswer {
    let client = app.server.client();
    let request = client.request("POST", &format!("/_fn/app/{function}"));
    let request = request.header("accept", "text/html").header("cookie", &person.cookie().unwrap());
    let request = request.header("referer", &format!("http://{}{from}", app.server.http()));
    let answer = request.body("application/x-www-form-urlencoded", form).send().await;
    assert_eq!(answer.status, 302, "{}", answer.text());
    answer
}

fn location(answer: &HttpAnswer) -> &str {
    answer.header("location").unwrap_or_default()
}

#[tokio::test]
async fn a_user_and_their_profile_have_the_fields_of_the_contract() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let change = json!({ "displayName": "Mira", "bio": "Hi", "socialLinks": { "Blog": "https://mira.example" }, "theme": "light",
                         "language": "en", "notificationEmail": "news@example.org" });
    let changed = mira.put("/api/profile", change).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_fields(&changed.json(), ACCOUNT);
    assert_eq!(
        changed.json()["profile"],
        json!({ "theme": "light", "language": "en", "notificationEmail": "news@example.org" })
    );
    let again = mira.put("/api/auth/profile", json!({ "notificationEmail": null })).await;
    assert_eq!((again.status, &again.json()["profile"]["notificationEmail"]), (200, &json!(null)));
    assert_eq!(mira.get("/api/auth/user").await.json(), again.json());
    let own = mira.put("/api/users/mira", json!({ "bio": "Hello" })).await;
    assert_fields(&own.json(), ACCOUNT);

    let visitor = app.server.client();
    let user = visitor.get(&format!("/api/users/{}", mira.id)).await;
    assert_fields(&user.json(), USER);
    assert_eq!((user.json(), &user.json()["bio"]), (visitor.get("/api/users/MIRA").await.json(), &json!("Hello")));
    assert_problem(&visitor.get("/api/users/nobody").await, 404, "not_found");
    let refused = mira.put("/api/profile", json!({ "theme": "pink" })).await;
    assert_fields(&assert_problem(&refused, 422, "validation_failed")["errors"], "theme");
}

#[tokio::test]
async fn an_administrator_disables_a_user_whose_sockets_end() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let boss = app.person("boss").await;
    // The only one: the server has made an administrator at its first start.
    app.database.change_rows(2, "update account set is_admin = id = $1 where is_admin or id = $1", boss.id).await;
    let mut room = mira.in_room(&channel.slug).await;
    assert_problem(&boss.put("/api/users/mira", json!({ "disabled": true })).await, 400, "bad_request");
    let disabled = boss.put("/api/users/mira", json!({ "disabled": true, "reason": "spam" })).await;
    assert_eq!((disabled.status, &disabled.json()["disabled"]), (200, &json!(true)), "{}", disabled.text());
    assert!(room.closed().await.is_some(), "the socket is closed");
    assert_problem(&mira.get("/api/auth/user").await, 401, "signin_required");
    assert_eq!(open(&app.server.client(), "/users/mira").await.status, 404);
    let last = boss.put("/api/users/boss", json!({ "roles": [], "reason": "tired" })).await;
    assert_problem(&last, 409, "last_administrator");
}

#[tokio::test]
async fn a_page_has_one_address() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    assert_eq!(mira.put("/api/auth/username", json!({ "username": "mira_live" })).await.status, 200);
    let visitor = app.server.client();
    for other in ["mira", "Mira", "MIRA_LIVE", &mira.id.to_string()] {
        let moved = open(&visitor, &format!("/users/{other}")).await;
        assert_eq!((moved.status, location(&moved)), (308, "/users/mira_live"), "{other}");
    }
    let shown = page(&visitor, "/users/mira_live").await;
    for part in [
        "<title>MIRA (@mira_live)",
        "rel=\"canonical\"",
        "/users/mira_live\"",
        "og:title",
        "og:description",
        "content=\"profile\"",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    for missing in ["nobody", "a", "%ff", "a%20b", "me"] {
        let answer = open(&visitor, &format!("/users/{missing}")).await;
        assert_eq!(answer.status, 404, "{missing}");
    }
    let missing = open(&visitor, "/users/nobody").await.text();
    assert!(missing.contains("No user called @nobody") && missing.contains("noindex"), "{missing}");
}

#[tokio::test]
async fn a_page_shows_the_user_and_leads_on() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let jonas = app.person("jonas").await;
    let visitor = app.server.client();
    let empty = page(&visitor, "/users/jonas").await;
    assert!(empty.contains("No channels yet") && empty.contains("JONAS isn't following anyone yet."), "{empty}");
    let own = page(&jonas, "/users/jonas").await;
    assert!(
        own.contains("Edit profile") && own.contains("You have no channel yet") && !own.contains("/follows/rpc/"),
        "{own}"
    );

    let odd = "</script><script>1</script>";
    let change = json!({ "displayName": odd, "bio": format!("{odd} https://mira.example"), "socialLinks": { odd: "https://mira.example/?a=\u{e4}&b" } });
    let changed = mira.put("/api/profile", change).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    app.on_air(&channel).await;
    let shown = page(&visitor, "/users/mira").await;
    assert!(!shown.contains("<script>1"), "a name became a part of the page: {shown}");
    assert!(
        shown.contains("href=\"/streams/mira\"") && shown.contains("rel=\"noopener noreferrer nofollow ugc\""),
        "{shown}"
    );
    assert!(shown.contains("/auth/login?next=/users/mira"), "a visitor signs in first: {shown}");

    let form = format!("user={}", mira.id);
    assert!(page(&jonas, "/users/mira").await.contains("action=\"/_fn/app/follows/rpc/follow_user\""));
    let followed = press(&app, &jonas, "follows/rpc/follow_user", "/users/mira", &form).await;
    assert_eq!(location(&followed), "/users/mira");
    let after = page(&jonas, "/users/mira").await;
    assert!(after.contains("action=\"/_fn/app/follows/rpc/unfollow_user\"") && after.contains("1 follower"), "{after}");
    assert!(
        page(&visitor, "/users/jonas").await.contains("href=\"/users/mira\""),
        "among the people whom Jonas follows"
    );
    press(&app, &jonas, "follows/rpc/unfollow_user", "/users/mira", &form).await;
    assert!(page(&jonas, "/users/mira").await.contains("0 followers"));
    let refused = press(&app, &mira, "follows/rpc/follow_user", "/users/mira", &form).await;
    assert!(location(&refused).contains("__err="), "{}", location(&refused));

    // The names elsewhere lead here.
    assert_eq!(jonas.post("/api/channels/mira/follow", json!({})).await.status, 201);
    assert!(page(&visitor, "/streams/mira").await.contains("href=\"/users/mira\""));
    assert!(page(&mira, "/dashboard/followers").await.contains("href=\"/users/jonas\""));
}

#[tokio::test]
async fn the_form_of_the_profile_works_without_scripts_and_keeps_what_was_typed() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let from = "/dashboard/profile";
    let signed_out = open(&app.server.client(), from).await;
    assert_eq!((signed_out.status, location(&signed_out)), (302, "/auth/login?next=/dashboard/profile"));
    let first = page(&mira, from).await;
    assert!(first.contains("value=\"MIRA\"") && first.contains("name=\"links[0][address]\""), "{first}");

    let fields = "display_name=Mira&bio=Two%0Alines&links%5B0%5D%5Bsite%5D=Blog&links%5B0%5D%5Baddress%5D=mira.example\
                  &links%5B1%5D%5Bsite%5D=&links%5B1%5D%5Baddress%5D=&theme=light&language=en&notification_email=";
    let saved = press(&app, &mira, "users/rpc/change_profile", from, fields).await;
    assert_eq!(location(&saved), "/dashboard/profile?done=saved");
    let theme = saved.cookies().find(|cookie| cookie.starts_with("theme=")).unwrap_or_default().to_owned();
    assert!(theme.starts_with("theme=light") && !theme.contains("HttpOnly"), "scripts read and write it: {theme}");
    let account = mira.get("/api/auth/user").await.json();
    assert_eq!((&account["displayName"], &account["bio"]), (&json!("Mira"), &json!("Two\nlines")));
    assert_eq!(account["socialLinks"], json!({ "Blog": "https://mira.example" }));
    let shown = page(&mira, "/dashboard/profile?done=saved").await;
    assert!(shown.contains("Your profile is saved.") && shown.contains("value=\"https://mira.example\""), "{shown}");

    let wrong = fields.replace("mira.example", "javascript%3Aalert").replace("display_name=Mira", "display_name=+&");
    let refused = press(&app, &mira, "users/rpc/change_profile", from, &wrong).await;
    let back = location(&refused).to_owned();
    assert!(back.starts_with("/dashboard/profile?") && back.contains("__err="), "{back}");
    let cookies: Vec<&str> = refused.cookies().filter_map(|cookie| cookie.split(';').next()).collect();
    let cookie = format!("{}; {}", mira.cookie().unwrap(), cookies.join("; "));
    let browser = app.server.client();
    let again =
        browser.request("GET", &back).header("cookie", &cookie).header("accept", "text/html").send().await.text();
    assert!(
        again.contains("value=\"javascript:alert\"") && again.contains("Blog: That isn't a web address"),
        "{again}"
    );
    assert!(again.contains("Your display name is missing."), "{again}");
    assert_eq!(mira.get("/api/auth/user").await.json(), account, "nothing has changed");
}

#[tokio::test]
async fn a_form_that_was_made_of_older_values_changes_nothing() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let from = "/dashboard/profile";
    let first = page(&mira, from).await;
    let seen = first.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let save = async |bio: &str| {
        let fields = "display_name=Mira&theme=light&language=en&notification_email=";
        press(&app, &mira, "users/rpc/change_profile", from, &format!("{fields}&bio={bio}&seen={seen}")).await
    };
    assert_eq!(location(&save("One").await), "/dashboard/profile?done=saved");
    let late = save("Two").await;
    assert!(location(&late).contains("__err="), "{}", location(&late));
    assert_eq!(mira.get("/api/auth/user").await.json()["bio"], "One");
}

#[tokio::test]
async fn a_device_without_a_theme_gets_the_accounts() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let theme = async |client: &Client, cookie: Option<&str>| {
        let request = client.request("GET", "/").header("accept", "text/html");
        let request = match cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        };
        let page = request.send().await.text();
        let (_, rest) = page.split_once("data-theme=\"").unwrap();
        assert!(page.contains("<html lang=\"en\""), "{page}");
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(theme(&mira, None).await, "dark");
    let toggle = mira.request("POST", "/_fn/app/users/rpc/change_theme");
    assert_eq!(toggle.body("application/x-www-form-urlencoded", "theme=light").send().await.status, 200);
    let phone = app.sign_in("mira", crate::test_app::PASSWORD).await;
    assert_eq!(theme(&phone, None).await, "light", "a new device");
    let session = phone.cookie().unwrap();
    assert_eq!(
        theme(&phone, Some(&format!("{session}; theme=dark"))).await,
        "dark",
        "a device that remembers another one"
    );
    assert_eq!(theme(&app.server.client(), None).await, "dark", "a visitor");
    assert_eq!(theme(&app.server.client(), Some("theme=light")).await, "light");
}

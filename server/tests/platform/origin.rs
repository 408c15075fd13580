//! Which host names the server accepts as its own, and where it redirects to.

use crate::test_app::{PASSWORD, TestApp, assert_problem};
use serde_json::json;
use testkit::HttpAnswer;

/// A handshake of a page of `origin` at `host`, and an empty close frame behind it.
async fn socket(app: &TestApp, host: &str, origin: &str) -> u16 {
    let head = format!(
        "GET /ws HTTP/1.1\r\nhost: {host}\r\norigin: {origin}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    testkit::exchange(app.server.http(), &[head.as_bytes(), &[0x88, 0x80, 0, 0, 0, 0]].concat()).await.status
}

#[tokio::test]
async fn while_no_public_url_is_set_the_machines_own_names_count() {
    let app = TestApp::with(&[("AETHEX_RTMP_ADDR", "0.0.0.0:0")]).await;
    let (mira, _) = app.creator("mira").await;
    let port = app.server.rtmp_url("x").rsplit(':').next().unwrap().split('/').next().unwrap().to_owned();
    for (number, host) in ["192.168.1.5:3000", "[fd00::5]:3000", "studio.local", "localhost:8080"].iter().enumerate() {
        let origin = format!("http://{host}");
        let name = host.rsplit_once(":3").or(host.rsplit_once(":8")).map_or(*host, |(name, _)| name);
        let made = mira.request("POST", "/api/channels").header("host", host).header("origin", &origin);
        let made = made.json(&json!({ "name": "N", "slug": format!("own-name-{number}") })).send().await;
        assert_eq!(made.status, 201, "{host}: {}", made.text());
        assert_eq!(socket(&app, host, &origin).await, 101, "{host}");
        let key = mira.request("GET", "/api/channels/mira/stream-key").header("host", host).send().await.json();
        assert_eq!(key["streamUrl"], format!("rtmp://{name}:{port}/live"));
        let page = mira.request("GET", "/streams/mira").header("host", host).send().await.text();
        assert!(page.contains(&format!("{origin}/streams/mira")), "links follow {host}");
    }
    // A name that an attacker can point at this server, and a page of another address.
    for (host, origin) in [
        ("rebound.example:3000", "http://rebound.example:3000"),
        ("192.168.1.5:3000", "http://192.168.1.6:3000"),
        ("192.168.1.5:3000", "http://192.168.1.5:3001"),
        ("192.168.1.5:3000", "http://192.168.1.5:3000.evil.example"),
    ] {
        let refused = mira.request("POST", "/api/auth/logout").header("host", host).header("origin", origin);
        let problem = assert_problem(&refused.send().await, 403, "cross_site");
        assert!(problem["detail"].as_str().unwrap().contains("AETHEX_PUBLIC_URL"), "{problem}");
        assert_eq!(socket(&app, host, origin).await, 403, "{host} {origin}");
    }
    let key =
        mira.request("GET", "/api/channels/mira/stream-key").header("host", "rebound.example").send().await.json();
    assert!(key["streamUrl"].as_str().unwrap().starts_with("rtmp://127.0.0.1:"), "{key}");
    assert_eq!(mira.get("/api/auth/user").await.status, 200, "still signed in");
}

/// An ingest on loopback refuses encoders of other machines, so no page tells them of it under its own name.
#[tokio::test]
async fn an_ingest_is_told_of_only_where_it_listens() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let own = app.server.rtmp_url(&channel.key).replace(&format!("/{}", channel.key), "");
    for (host, shown) in [("192.168.1.5:3000", own.clone()), ("localhost:3000", own.replace("127.0.0.1", "localhost"))]
    {
        let key = mira.request("GET", "/api/channels/mira/stream-key").header("host", host).send().await.json();
        assert_eq!(key["streamUrl"], shown, "{host}");
    }
}

/// A client that does not accept HTML is redirected to the sign-in page, too.
#[tokio::test]
async fn pages_for_the_signed_in_lead_everybody_else_to_sign_in() {
    let app = TestApp::open().await;
    for page in ["/dashboard", "/dashboard/videos", "/auth/onboarding"] {
        let answer = app.server.client().get(page).await;
        let leads = format!("/auth/login?next={page}");
        assert_eq!((answer.status, answer.header("location")), (302, Some(leads.as_str())), "{page}");
    }
}

/// The form of the sign-in page as a browser without JavaScript sends it.
async fn form(app: &TestApp, origin: &str, body: &str) -> HttpAnswer {
    let client = app.server.client();
    let page = client.get("/auth/login").await.text();
    let action = page.split("action=\"").find_map(|rest| rest.strip_prefix("/_fn/")?.split('"').next()).unwrap();
    let request =
        client.request("POST", &format!("/_fn/{action}")).header("origin", origin).header("accept", "text/html");
    let referer = format!("{origin}/auth/login");
    request.header("referer", &referer).body("application/x-www-form-urlencoded", body).send().await
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let origin = format!("http://{}", app.server.http());
    for (next, leads) in [
        ("/streams/night%3Fa%3D1%23chat", "/streams/night?a=1#chat"),
        ("/%09/evil.example", "/"),
        ("/%0a/evil.example", "/"),
        ("/%5Cevil.example", "/"),
        ("%2F%2Fevil.example", "/"),
        ("/.//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/%01x", "/%01x"),
        ("/%00x", "/%00x"),
        ("/%01", "/"),
        ("/%C3%A9", "/%C3%A9"),
        ("", "/"),
    ] {
        // A signed-in user is redirected at once.
        let page = mira.request("GET", &format!("/auth/login?next={next}")).header("accept", "text/html").send().await;
        assert_eq!((page.status, page.header("location")), (302, Some(leads)), "{next}");
        let signed_in =
            form(&app, &origin, &format!("email=mira@example.org&password={PASSWORD}&next={next}").replace(' ', "+"))
                .await;
        assert_eq!((signed_in.status, signed_in.header("location")), (302, Some(leads)), "{next}");
    }
}

/// Signing up leads through onboarding to the same places as signing in, but to the dashboard where no place was named.
#[tokio::test]
async fn signing_up_leads_on_and_nowhere_else() {
    let app = TestApp::open().await;
    for (name, next, through, leads) in [
        ("ada", "/streams/night", "/auth/onboarding?next=/streams/night", "/streams/night"),
        ("bob", "//evil.example", "/auth/onboarding", "/dashboard"),
        ("eve", "", "/auth/onboarding", "/dashboard"),
    ] {
        let browser = app.server.client();
        let post = async |function: &str, fields: String| {
            let request = browser.request("POST", &format!("/_fn/app/accounts/rpc/{function}"));
            let request = request.header("accept", "text/html");
            request.body("application/x-www-form-urlencoded", format!("{fields}&next={next}")).send().await
        };
        let made = post("register", format!("email={name}@example.org&password={PASSWORD}").replace(' ', "+")).await;
        assert_eq!((made.status, made.header("location")), (302, Some(through)), "{next}");
        let named = post("onboard", format!("username={name}&display_name={name}")).await;
        assert_eq!((named.status, named.header("location")), (302, Some(leads)), "{next}");
    }
}

/// A refused form redirects to the browser's `Referer` with the error in the query. An attacker can choose both, so neither is trusted.
#[tokio::test]
async fn a_refused_form_leads_nowhere_else_and_says_nothing_else() {
    let app = TestApp::open().await;
    let browser = app.server.client();
    for (referer, leads) in [
        ("http://evil.example/auth/login", "/auth/login?"),
        ("http://evil.example//evil.example/", "/"),
        ("//evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        let request = browser.request("POST", "/_fn/app/accounts/rpc/login").header("accept", "text/html");
        let request = request.header("referer", referer);
        let refused =
            request.body("application/x-www-form-urlencoded", "email=a@b.example&password=wrong").send().await;
        let location = refused.header("location").unwrap();
        assert!(location.starts_with(leads) && !location.starts_with("//"), "{referer}: {location}");
    }
    // Nor does a form that is sent in another encoding lead away.
    for encoding in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
        let request = browser.request("POST", "/_fn/app/accounts/rpc/login").header("accept", "text/html");
        let refused = request.header("referer", "http://evil.example/x").body(encoding, "email=a").send().await;
        assert!(refused.header("location").is_none_or(|location| location.starts_with('/')), "{encoding}");
    }
    // The address holds the last refusal only, because addresses that grow with each try get too long.
    let mut referer = "http://here/auth/login?next=/x".to_owned();
    for _ in 0..12 {
        let request = browser.request("POST", "/_fn/app/accounts/rpc/login").header("accept", "text/html");
        let request = request.header("referer", &referer);
        let refused = request.body("application/x-www-form-urlencoded", "email=a@b.example&password=").send().await;
        let location = refused.header("location").unwrap();
        assert_eq!(location.matches("__err=").count(), 1, "{location}");
        assert!(location.starts_with("/auth/login?next="), "{location}");
        referer = format!("http://here{location}");
    }
    // A form from another site is answered with text, because a person reads it.
    let request = browser.request("POST", "/_fn/app/accounts/rpc/login").header("accept", "text/html");
    let foreign = request
        .header("origin", "http://evil.example")
        .body("application/x-www-form-urlencoded", "email=a")
        .send()
        .await;
    assert_eq!((foreign.status, foreign.header("content-type")), (403, Some("text/plain; charset=utf-8")));
    assert!(foreign.text().starts_with("This request came from another site."), "{}", foreign.text());
    // {"code":"invalid_credentials","detail":"Call 555-PHISH now."}
    let error = "eyJjb2RlIjoiaW52YWxpZF9jcmVkZW50aWFscyIsImRldGFpbCI6IkNhbGwgNTU1LVBISVNIIG5vdy4ifQ==";
    let link = format!("/auth/login?next=/x&__path=%2F_fn%2Fapp%2Faccounts%2Frpc%2Flogin&__err={error}");
    let page = browser.request("GET", &link).header("accept", "text/html").send().await;
    assert_eq!((page.status, page.header("location")), (303, Some("/auth/login?next=%2Fx")), "{}", page.text());
    let hidden = browser.request("GET", &link.replace("__err", "__er%72")).header("accept", "text/html").send().await;
    assert_eq!((hidden.status, hidden.header("location")), (303, Some("/auth/login?next=%2Fx")));
    // Similar addresses are not changed.
    for other in ["/?x__err=1", "/auth/login?next=/a?__err=1"] {
        assert_eq!(browser.request("GET", other).header("accept", "text/html").send().await.status, 200, "{other}");
    }
}

/// Proxies that rewrite pages would break the browser's half.
#[tokio::test]
async fn pages_go_out_compressed_and_are_to_arrive_as_they_were() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let stream = app.on_air(&channel).await;
    for line in 0..40 {
        let said = json!({ "content": format!("line {line} of what people say to each other") });
        let said = mira.post(&format!("/api/streams/{stream}/messages"), said).await;
        assert_eq!(said.status, 201, "{}", said.text());
    }
    let plain = mira.get("/streams/mira").await;
    assert_eq!((plain.status, plain.header("content-encoding")), (200, None));
    assert_eq!(plain.header("cache-control"), Some("no-store, no-transform"));
    for (accepted, coding) in [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")] {
        let packed = mira.request("GET", "/streams/mira").header("accept-encoding", accepted).send().await;
        assert_eq!((packed.status, packed.header("content-encoding")), (200, Some(coding)), "{accepted}");
        assert!(packed.header("vary").is_some_and(|vary| vary.to_lowercase().contains("accept-encoding")));
        assert!(packed.body.len() * 3 < plain.body.len(), "{} of {}", packed.body.len(), plain.body.len());
    }
}

//! The way to a sign-in provider and back, as a browser goes it: addresses, cookies, and pages that say what went wrong.

use crate::test_app::TestApp;
use serde_json::json;
use std::time::{SystemTime, UNIX_EPOCH};
use testkit::{HttpAnswer, Provider, SigningKey};

/// A provider, and an app whose users may sign in through it.
async fn with_provider(provider: &Provider) -> TestApp {
    TestApp::with(&[
        ("AETHEX_OIDC_PROVIDERS", "company"),
        ("AETHEX_OIDC_COMPANY_NAME", "Example <Inc>"),
        ("AETHEX_OIDC_COMPANY_ISSUER", &provider.url()),
        ("AETHEX_OIDC_COMPANY_CLIENT_ID", "aethex"),
        ("AETHEX_OIDC_COMPANY_CLIENT_SECRET", "s3cret of the client"),
    ])
    .await
}

fn describes(provider: &Provider) {
    let url = provider.url();
    let document = json!({
        "issuer": url, "authorization_endpoint": format!("{url}/authorize"), "token_endpoint": format!("{url}/token"),
        "jwks_uri": format!("{url}/jwks"), "end_session_endpoint": format!("{url}/end"),
    });
    provider.answers("/.well-known/openid-configuration", 200, document);
}

/// `name=value` of a cookie that a response sets.
fn cookie<'a>(response: &'a HttpAnswer, name: &str) -> Option<&'a str> {
    let set = response.cookies().find(|cookie| cookie.starts_with(&format!("{name}=")))?;
    set.split(';').next().filter(|pair| !pair.ends_with('='))
}

/// A parameter of the address that a response leads to.
fn parameter(address: &str, name: &str) -> String {
    let found = address.split(['?', '&']).find_map(|pair| pair.strip_prefix(&format!("{name}=")));
    found.unwrap_or_else(|| panic!("no {name} in {address}")).to_owned()
}

#[tokio::test]
async fn a_browser_signs_in_through_a_provider_and_out_again() {
    let (provider, key) = (Provider::start().await, SigningKey::ec("one"));
    describes(&provider);
    provider.publishes(&[&key]);
    let app = with_provider(&provider).await;
    let browser = app.server.client();
    let page = browser.get("/auth/login?next=/following").await.text();
    assert!(page.contains("href=\"/auth/oidc/company/start?next=/following\""), "{page}");
    assert!(page.contains("Example &lt;Inc>") || page.contains("Example &lt;Inc&gt;"), "{page}");

    let start = browser.get("/auth/oidc/company/start?next=//evil.example").await;
    assert_eq!(parameter(start.header("location").unwrap(), "state").len(), 48);
    let start = browser.get("/auth/oidc/company/start?next=/following").await;
    let address = start.header("location").unwrap();
    assert!(start.status == 303 && address.starts_with(&format!("{}/authorize?", provider.url())), "{address}");
    assert_eq!(start.header("cache-control"), Some("no-store"));
    let set = start.cookies().find(|set| set.starts_with("aethex_sign_in=")).unwrap();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Max-Age=600"), "{set}");
    let pending = cookie(&start, "aethex_sign_in").unwrap();

    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let claims = json!({
        "iss": provider.url(), "aud": "aethex", "sub": "1", "exp": now + 60, "nonce": parameter(address, "nonce"),
        "email": "mira@example.org", "email_verified": true, "name": "Mira & Co",
    });
    provider.answers("/token", 200, json!({ "id_token": key.signs(&claims) }));
    let back = format!("/auth/oidc/company/callback?code=abc&state={}", parameter(address, "state"));
    let without = browser.request("GET", &back).header("cookie", "").send().await;
    assert_eq!(without.header("location"), Some("/auth/login?trouble=over&provider=company"), "another browser");
    let done = browser.request("GET", &back).header("cookie", pending).send().await;
    let next = "/auth/onboarding?next=/following&username=mira_co&name=Mira+%26+Co";
    assert_eq!((done.status, done.header("location")), (303, Some(next)), "{}", done.text());
    let session = cookie(&done, "aethex_session").unwrap();
    assert!(cookie(&done, "aethex_sign_in").is_none() && done.cookies().any(|set| set.starts_with("aethex_sign_in=;")));
    let get = async |path: &str| browser.request("GET", path).header("cookie", session).send().await;
    assert_eq!(get("/api/auth/user").await.json()["email"], "mira@example.org");
    let page = get(next).await.text();
    assert!(page.contains("value=\"mira_co\"") && page.contains("value=\"Mira &amp; Co\""), "{page}");
    let page = get("/dashboard/security").await.text();
    assert!(page.contains("Other ways to sign in") && page.contains("Ask for a link to set a password"), "{page}");
    let again = browser.request("GET", &back).header("cookie", pending).send().await;
    assert_eq!(again.header("location"), Some("/auth/login?trouble=over&provider=company&next=%2Ffollowing"));

    // Signing out goes on to the provider by a document of our own: a form must not lead to another site.
    let out = browser.request("POST", "/_fn/app/accounts/rpc/logout").header("cookie", session);
    let out = out.header("accept", "text/html").body("application/x-www-form-urlencoded", "").send().await;
    assert_eq!((out.status, out.header("location")), (302, Some("/auth/oidc/sign-out")));
    assert_eq!(get("/api/auth/user").await.status, 401);
    let token = cookie(&out, "aethex_sign_out").unwrap();
    let onward = browser.request("GET", "/auth/oidc/sign-out").header("cookie", token).send().await.text();
    let expected = format!("content=\"0;url={}/end?client_id=aethex&amp;post_logout_redirect_uri=", provider.url());
    assert!(onward.contains(&expected) && onward.contains("&amp;id_token_hint="), "{onward}");
    assert_eq!(browser.get("/auth/oidc/sign-out").await.header("location"), Some("/"));
    let log = app.server.log();
    assert!(!log.contains("s3cret") && !log.contains("code=abc"), "{log}");
}

#[tokio::test]
async fn a_provider_that_is_away_is_told_of_on_the_page_for_signing_in() {
    let provider = Provider::start().await;
    let app = with_provider(&provider).await;
    let browser = app.server.client();
    let away = browser.get("/auth/oidc/company/start?next=/following").await;
    let page = "/auth/login?trouble=away&provider=company&next=%2Ffollowing";
    assert_eq!((away.status, away.header("location")), (303, Some(page)));
    let page = browser.get(page).await.text();
    assert!(page.contains("can't be reached at the moment") && page.contains("start?next=/following"), "{page}");
    assert!(app.server.log().contains("a sign-in provider did not confirm a user"), "{}", app.server.log());
    // Passwords work on.
    app.person("ada").await;
    app.sign_in("ada", crate::test_app::PASSWORD).await;
    // It comes back, and the user breaks off there.
    describes(&provider);
    let start = testkit::until("the provider to be asked again", async || {
        let start = browser.get("/auth/oidc/company/start?next=/following").await;
        if start.header("location").is_some_and(|to| to.contains("/authorize")) { Ok(start) } else { Err(start.status) }
    });
    let start = start.await;
    let state = parameter(start.header("location").unwrap(), "state");
    let back = format!("/auth/oidc/company/callback?error=access_denied&state={state}");
    let back = browser.request("GET", &back).header("cookie", cookie(&start, "aethex_sign_in").unwrap()).send().await;
    let page = "/auth/login?trouble=cancelled&provider=company&next=%2Ffollowing";
    assert_eq!(back.header("location"), Some(page));
    assert!(browser.get(page).await.text().contains("You came back from"));
    // A word that no refusal has shows nothing.
    assert!(!browser.get("/auth/login?trouble=%3Cb%3E&provider=company").await.text().contains("&lt;b"));
    for path in ["start", "callback"] {
        let unknown = browser.get(&format!("/auth/oidc/other/{path}")).await;
        assert!(unknown.status == 404 && unknown.text().contains("</html>"), "{path}: {}", unknown.status);
    }
}

#[tokio::test]
async fn linking_begins_with_a_form_and_its_password() {
    let provider = Provider::start().await;
    describes(&provider);
    let app = with_provider(&provider).await;
    let mira = app.person("mira").await;
    let session = mira.cookie().unwrap();
    let link = async |password: &str| {
        let form = mira.request("POST", "/_fn/app/identity/rpc/begin_link").header("accept", "text/html");
        let form = form.header("cookie", &session);
        let body = format!("provider=company&password={password}");
        form.body("application/x-www-form-urlencoded", body.replace(' ', "+")).send().await
    };
    assert_eq!(cookie(&link("wrong").await, "aethex_link"), None);
    let begun = link(crate::test_app::PASSWORD).await;
    assert_eq!((begun.status, begun.header("location")), (302, Some("/auth/oidc/company/start")), "{}", begun.text());
    let cookies = format!("{session}; {}", cookie(&begun, "aethex_link").unwrap());
    let start = mira.request("GET", "/auth/oidc/company/start").header("cookie", &cookies).send().await;
    assert!(start.status == 200 && start.text().contains("http-equiv=\"refresh\""), "{}", start.text());
    assert!(start.cookies().any(|set| set.starts_with("aethex_link=;")), "it is good for one way");
    // Without it, the same address signs in.
    let start = mira.request("GET", "/auth/oidc/company/start").header("cookie", &session).send().await;
    assert_eq!(start.status, 303);
    let methods = mira.request("POST", "/_fn/app/identity/rpc/sign_in_methods").header("cookie", &session);
    let methods = methods.body("application/x-www-form-urlencoded", "").send().await;
    assert!(methods.text().contains("company"), "{}", methods.text());
}

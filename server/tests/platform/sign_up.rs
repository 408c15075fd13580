//! The way from a page through signing up and in, and back to it, as pages without JavaScript show it.

use crate::test_app::{PASSWORD, TestApp};
use testkit::{Client, HttpAnswer};

/// Where an answer leads.
fn leads(answer: &HttpAnswer) -> (u16, Option<&str>) {
    (answer.status, answer.header("location"))
}

/// A form as a browser without JavaScript sends it.
async fn send(browser: &Client, function: &str, fields: &[(&str, &str)]) -> HttpAnswer {
    let request = browser.request("POST", &format!("/_fn/app/accounts/rpc/{function}")).header("accept", "text/html");
    let fields = fields.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+").replace('&', "%26")));
    request.body("application/x-www-form-urlencoded", fields.collect::<Vec<_>>().join("&")).send().await
}

/// The value of the field `next` of a page's form.
fn next_of(page: &str) -> Option<&str> {
    page.split("name=\"next\" value=\"").nth(1)?.split('"').next()
}

#[tokio::test]
async fn what_was_asked_for_is_come_back_to_with_its_query() {
    let app = TestApp::open().await;
    for (page, next) in [
        ("/dashboard?channel=night-radio", "/dashboard%3Fchannel%3Dnight-radio"),
        ("/dashboard/videos?channel=a%20b", "/dashboard/videos%3Fchannel%3Da%2520b"),
        ("/dashboard/followers", "/dashboard/followers"),
        ("/dashboard/security?change=two-factor", "/dashboard/security%3Fchange%3Dtwo-factor"),
        ("/admin/outbox", "/admin/outbox"),
    ] {
        let answer = app.server.client().get(page).await;
        assert_eq!(leads(&answer), (302, Some(format!("/auth/login?next={next}").as_str())), "{page}");
    }
    let newcomer = app.newcomer("mira").await;
    let answer = newcomer.get("/dashboard?channel=a").await;
    assert_eq!(leads(&answer), (302, Some("/auth/onboarding?next=/dashboard%3Fchannel%3Da")));
}

#[tokio::test]
async fn the_pages_of_signing_in_and_up_hand_the_wanted_page_on() {
    let app = TestApp::open().await;
    let browser = app.server.client();
    for page in ["/auth/login", "/auth/register", "/auth/login/code", "/auth/forgot", "/auth/verify"] {
        for (next, kept) in [
            ("/streams/night%3Fa%3Db", "/streams/night?a=b"),
            ("//evil.example", "/"),
            ("/%5Cevil.example", "/"),
            ("/%09/evil.example", "/"),
            ("https%3A%2F%2Fevil.example", "/"),
            ("javascript%3Aalert(1)", "/"),
            (&format!("/{}", "a".repeat(5000)), "/"),
        ] {
            let shown = browser.get(&format!("{page}?token=0&next={next}")).await.text();
            assert_eq!(next_of(&shown), Some(kept), "{page} {next}");
            assert!(!shown.contains("href=\"//evil") && !shown.contains("href=\"https://evil"), "{page} {next}");
        }
    }
    for (from, links) in [
        ("/auth/login", ["/auth/register?next=/streams/night", "/auth/forgot?next=/streams/night"].as_slice()),
        ("/auth/register", &["/auth/login?next=/streams/night"]),
        ("/auth/login/code", &["/auth/login?next=/streams/night"]),
        ("/auth/forgot", &["/auth/login?next=/streams/night"]),
        ("/auth/reset", &["/auth/forgot?next=/streams/night"]),
    ] {
        let shown = browser.get(&format!("{from}?next=/streams/night")).await.text();
        for link in links {
            assert!(shown.contains(&format!("href=\"{link}\"")), "{from} {link}: {shown}");
        }
    }
    let sent = send(&browser, "forgot_password", &[("email", "mira@example.org"), ("next", "/streams/night")]).await;
    assert_eq!(leads(&sent), (302, Some("/auth/forgot?done=sent&next=/streams/night")));
    let sent = send(&browser, "forgot_password", &[("email", "mira@example.org"), ("next", "//evil.example")]).await;
    assert_eq!(leads(&sent), (302, Some("/auth/forgot?done=sent")));
}

#[tokio::test]
async fn a_link_in_a_mail_leads_on_for_each_who_opens_it() {
    let app = TestApp::open().await;
    let browser = app.server.client();
    let account = [("email", "mira@example.org"), ("password", PASSWORD), ("next", "/streams/night?a=b&c")];
    let made = send(&browser, "register", &account).await;
    assert_eq!(leads(&made), (302, Some("/auth/onboarding?next=/streams/night%3Fa%3Db%26c")));
    let query = "?done=verified&next=/streams/night%3Fa%3Db%26c";
    // Signed in without a name yet, signed in with one, and in another browser.
    let newcomer = browser.get(&format!("/auth/verify{query}")).await.text();
    assert!(newcomer.contains("href=\"/auth/onboarding?next=/streams/night%3Fa%3Db%26c\""), "{newcomer}");
    let names = [("username", "mira"), ("display_name", "Mira"), ("next", "/streams/night?a=b&c")];
    assert_eq!(leads(&send(&browser, "onboard", &names).await), (302, Some("/streams/night?a=b&c")));
    let named = browser.get(&format!("/auth/verify{query}")).await.text();
    assert!(named.contains("href=\"/streams/night?a=b&amp;c\"") && named.contains("Back to where you were"), "{named}");
    let elsewhere = app.server.client().get(&format!("/auth/verify{query}")).await.text();
    assert!(elsewhere.contains("href=\"/auth/login?next=/streams/night%3Fa%3Db%26c\""), "{elsewhere}");
    let nowhere = app.server.client().get("/auth/verify?done=verified&next=//evil.example").await.text();
    assert!(nowhere.contains("See who is live") && !nowhere.contains("href=\"//evil"), "{nowhere}");
}

#[tokio::test]
async fn a_made_up_address_makes_no_page_say_that_something_was_done() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let visitor = app.server.client();
    for (page, known, words) in [
        ("/auth/login", "password", "Your new password is set."),
        ("/auth/forgot", "sent", "Ask for your link"),
        ("/auth/verify", "verified", "Thanks, you're all set."),
        ("/auth/verify", "changed", "It is the address of the account from now on."),
    ] {
        assert!(visitor.get(&format!("{page}?done={known}")).await.text().contains(words), "{page}");
        for other in ["", "x", "PASSWORD", "username"] {
            assert!(!visitor.get(&format!("{page}?done={other}")).await.text().contains(words), "{page} {other}");
        }
    }
    for (done, says) in [("password", true), ("everything", false)] {
        let security = mira.get(&format!("/dashboard/security?done={done}")).await.text();
        assert_eq!(security.contains("done-note"), says, "{done}: {security}");
    }
}

#[tokio::test]
async fn the_page_of_signing_in_says_what_it_is_for() {
    let app = TestApp::open().await;
    let browser = app.server.client();
    for (next, words) in [
        ("/dashboard%3Fchannel%3Da", "Sign in to open your dashboard."),
        ("/dashboard/videos", "Sign in to see and edit your videos."),
        ("/streams/night", "You come back to the channel."),
    ] {
        let page = browser.get(&format!("/auth/login?next={next}")).await.text();
        assert!(page.contains(words), "{next}: {page}");
    }
    let page = browser.get("/auth/login").await.text();
    let (_, card) = page.split_once("Welcome back").unwrap();
    assert!(!card.contains("Sign in to"), "{page}");
}

#[tokio::test]
async fn steps_are_those_that_lie_before_the_user() {
    let app = TestApp::open().await;
    let visitor = app.server.client();
    let newcomer = app.newcomer("mira").await;
    for (next, first, second, watches) in [
        ("", "Step 1 of 3", "Step 2 of 3", "/"),
        ("?next=/dashboard/videos", "Step 1 of 3", "Step 2 of 3", "/"),
        ("?next=/streams/night%3Fa%3Db", "Step 1 of 2", "Step 2 of 2", "/streams/night?a=b"),
    ] {
        let page = visitor.get(&format!("/auth/register{next}")).await.text();
        assert!(page.contains(first), "{next}: {page}");
        let page = newcomer.get(&format!("/auth/onboarding{next}")).await.text();
        assert!(page.contains(second) && page.contains("aria-current=\"step\""), "{next}: {page}");
        let (before, _) = page.split_once("Just watch for now").unwrap();
        let (_, link) = before.rsplit_once("href=\"").unwrap();
        assert_eq!(link.split('"').next(), Some(watches), "{next}");
    }
    let named = app.person("jonas").await;
    let page = named.get("/dashboard").await.text();
    assert!(page.contains("Step 3 of 3") && page.contains("Just watch for now"), "{page}");

    // The empty home shows the same ways to a stream, without those that were gone already.
    for (page, shown, hidden) in [
        (visitor.get("/").await.text(), "Create an account", "Choose your name"),
        (newcomer.get("/").await.text(), "Choose your name", "Create an account"),
        (named.get("/").await.text(), "Open your channel", "Create an account"),
    ] {
        assert!(page.contains(shown) && !page.contains(hidden), "{shown}: {page}");
    }
    assert!(!named.get("/").await.text().contains("Choose your name"));
}

#[tokio::test]
async fn visitors_are_not_asked_to_say_hello() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("mira").await;
    let newcomer = app.newcomer("jonas").await;
    for (page, is_asked) in [
        (app.server.client().get("/streams/mira").await.text(), false),
        (newcomer.get("/streams/mira").await.text(), false),
        (mira.get("/streams/mira").await.text(), true),
    ] {
        assert!(page.contains("Nobody has said anything yet."), "{page}");
        assert_eq!(page.contains("Say hello?"), is_asked, "{page}");
    }
}

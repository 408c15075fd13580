//! Mail on its way to a mail server: delivered, waiting while the server is away, or given up.

mod mail_server;

use crate::test_app::{TestApp, until};
use mail_server::{Encryption, LOGIN, MailServer, PASSWORD};
use serde_json::json;

/// An app that sends its mail to this server.
async fn with_mail_server(address: &str) -> TestApp {
    TestApp::with(&[("AETHEX_SMTP_URL", address), ("AETHEX_MAIL_FROM", "AeThex Live <live@example.org>")]).await
}

/// The address of a mail server on this port of loopback.
fn address(port: u16) -> String {
    format!("smtp://{LOGIN}@127.0.0.1:{port}")
}

/// Waits until the outbox has noted this about one mail: a condition of its table.
async fn is_noted(app: &TestApp, condition: &str) {
    until(&format!("a mail with {condition}"), async || app.mails(condition).await == 1).await;
}

impl TestApp {
    /// How many mails of the outbox fulfil a condition.
    async fn mails(&self, condition: &str) -> i64 {
        let query = sqlx::AssertSqlSafe(format!("select count(*) from outgoing_mail where {condition}"));
        sqlx::query_scalar(query).fetch_one(&self.database.pool).await.unwrap()
    }

    /// Makes the mails that wait due at once.
    async fn hurries(&self) {
        self.database.execute("update outgoing_mail set due_at = now() where sealed is not null").await;
    }

    /// Neither the password nor what stands for it in an address is in the log.
    fn keeps_the_password(&self) {
        let log = self.server.log();
        assert!(!log.contains(PASSWORD) && !log.contains(LOGIN), "{log}");
    }
}

const WAITS: &str = "sealed is not null and attempts = 1 and last_error is not null";
const SENT: &str = "sealed is null and sent_at is not null and last_error is null";

#[tokio::test]
async fn mail_is_delivered_as_text_and_html_to_a_server_that_asks_for_a_password() {
    let server = MailServer::start(Encryption::None).await;
    let app = with_mail_server(&address(server.port)).await;
    let ada = app.newcomer("ada").await;
    let mail = server.takes(1).await.remove(0);
    assert_eq!(
        (mail.from.as_str(), mail.to.as_slice()),
        ("live@example.org", ["ada@example.org".to_owned()].as_slice())
    );
    assert_eq!(mail.headers(), ["Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"]);
    for header in [
        "From: \"AeThex Live\" <live@example.org>",
        "To: ada@example.org",
        "Subject: Confirm your e-mail address",
        "Content-Type: multipart/alternative;",
    ] {
        assert!(mail.head.contains(header), "{}", mail.head);
    }
    let (text, html) = (mail.part("text/plain; charset=utf-8"), mail.part("text/html; charset=utf-8"));
    let token = text.split("/auth/verify?token=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    assert!(html.contains(&format!("/auth/verify?token={token}\"")) && html.contains("</html>"), "{html}");
    let verified = ada.post("/api/auth/email/verify", json!({ "token": token })).await;
    assert_eq!(verified.status, 204, "{}", verified.text());
    is_noted(&app, SENT).await;
    assert_eq!(server.logins(), 1);
    app.keeps_the_password();
}

#[tokio::test]
async fn mail_waits_for_a_server_that_is_away_and_is_delivered_once() {
    let port = MailServer::start(Encryption::None).await.stop().await;
    let app = with_mail_server(&address(port)).await;
    app.newcomer("ada").await;
    is_noted(&app, WAITS).await;
    assert!(app.server.log().contains("mail cannot be sent at the moment"), "{}", app.server.log());
    let server = MailServer::start_at(port, Encryption::None).await;
    app.hurries().await;
    server.takes(1).await;
    is_noted(&app, SENT).await;
    // If the first one came again, it would do so before the next.
    app.newcomer("jonas").await;
    let taken: Vec<String> = server.takes(2).await.into_iter().flat_map(|mail| mail.to).collect();
    assert_eq!(taken, ["ada@example.org", "jonas@example.org"]);
    assert!(app.server.log().contains("mail is sent again"), "{}", app.server.log());
    app.keeps_the_password();
}

#[tokio::test]
async fn mail_that_is_refused_for_good_is_given_up_and_keeps_no_other_from_going_out() {
    let server = MailServer::start(Encryption::None).await;
    let app = with_mail_server(&address(server.port)).await;
    for name in ["unknown", "busy", "ada"] {
        app.newcomer(name).await;
    }
    assert_eq!(server.takes(1).await[0].to, ["ada@example.org"]);
    is_noted(&app, "recipient like 'unknown@%' and sealed is null and sent_at is null and last_error like '%550%'")
        .await;
    is_noted(&app, &format!("recipient like 'busy@%' and last_error like '%451%' and {WAITS}")).await;
    is_noted(&app, SENT).await;
    let log = app.server.log();
    assert_eq!(log.matches("a mail was refused").count(), 1, "{log}");
    assert!(log.contains("No such mailbox") && !log.contains("unknown@example.org"), "{log}");
    app.keeps_the_password();
}

/// The settings are at fault, not the mail.
#[tokio::test]
async fn mail_waits_while_the_password_for_its_server_is_wrong() {
    let server = MailServer::start(Encryption::None).await;
    let wrong = format!("smtp://post%20office:hunter22@127.0.0.1:{}", server.port);
    let mut app = with_mail_server(&wrong).await;
    app.newcomer("ada").await;
    is_noted(&app, WAITS).await;
    let log = app.server.log();
    assert!(log.contains("Authentication failed") && !log.contains("hunter22"), "{log}");
    app.server.kill().await;
    app.hurries().await;
    app.server.start_again(&[("AETHEX_SMTP_URL", &address(server.port))]).await;
    assert_eq!(server.takes(1).await[0].to, ["ada@example.org"]);
    app.keeps_the_password();
}

/// A program that answers in the server's stead must not get the password.
#[tokio::test]
async fn a_server_with_a_self_signed_certificate_gets_neither_password_nor_mail() {
    for (encryption, scheme, query) in
        [(Encryption::Wrapped, "smtps", ""), (Encryption::StartTls, "smtp", "?tls=required")]
    {
        let server = MailServer::start(encryption).await;
        let app = with_mail_server(&format!("{scheme}://{LOGIN}@127.0.0.1:{}{query}", server.port)).await;
        app.newcomer("ada").await;
        is_noted(&app, WAITS).await;
        until("the reason in the log", async || {
            let log = app.server.log();
            let is_told = log.contains("mail cannot be sent at the moment") && log.contains("certificate");
            if is_told { Ok(()) } else { Err(log) }
        })
        .await;
        assert_eq!((server.logins(), server.mails().len()), (0, 0), "{encryption:?}");
        app.keeps_the_password();
    }
}

/// Onboarding refuses such names; the mail does not rely on it.
#[tokio::test]
async fn a_name_adds_neither_headers_nor_recipients_to_a_mail() {
    let server = MailServer::start(Encryption::None).await;
    let app = with_mail_server(&address(server.port)).await;
    let ada = app.person("ada").await;
    let usual = server.takes(1).await.remove(0);
    let name = "update account set display_name = E'Ada\\r\\nBcc: eve@example.org\\r\\n\\r\\n.\\r\\nMAIL FROM:<eve@example.org>\\r\\n\
                RCPT TO:<eve@example.org>\\r\\nDATA\\r\\nSubject: Hello\\r\\n\\r\\nfrom Eve\\r\\n.\\r\\n' where id = $1";
    app.database.change(name, ada.id).await;
    assert_eq!(ada.post("/api/auth/password/forgot", json!({ "email": "ada@example.org" })).await.status, 202);
    server.takes(2).await;
    app.newcomer("jonas").await;
    let mails = server.takes(3).await;
    let recipients: Vec<&[String]> = mails.iter().map(|mail| mail.to.as_slice()).collect();
    assert_eq!(recipients, [["ada@example.org"], ["ada@example.org"], ["jonas@example.org"]]);
    assert_eq!(mails[1].headers(), usual.headers());
    assert!(!mails[1].head.contains("eve") && mails[1].body.contains("eve@example.org"), "{mails:?}");
}

#[tokio::test]
async fn administrators_find_links_in_the_outbox_until_a_mail_server_is_set() {
    let server = MailServer::start(Encryption::None).await;
    let mut app = TestApp::open().await;
    let boss = app.person("boss").await;
    app.database.change("update account set is_admin = true where id = $1", boss.id).await;
    let page = until("a mail in the outbox", async || {
        let page = boss.get("/admin/outbox").await.text();
        if page.contains("Written to a file") { Ok(page) } else { Err(page) }
    });
    let page = page.await;
    assert!(page.contains("boss@example.org") && page.contains("/auth/verify?token="), "{page}");

    app.server.kill().await;
    app.server.start_again(&[("AETHEX_SMTP_URL", &address(server.port))]).await;
    let page = boss.get("/admin/outbox").await.text();
    assert!(page.contains("Written to a file") && !page.contains("token="), "{page}");
    let refused = app.newcomer("other").await.get("/admin/outbox").await;
    assert!(refused.status == 404 && refused.text().contains("This page is for administrators"), "{refused:?}");
    let redirected = app.server.client().get("/admin/outbox").await;
    assert_eq!(redirected.header("location"), Some("/auth/login?next=/admin/outbox"), "{}", redirected.status);
}

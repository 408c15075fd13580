//! Session tokens sign programs in, for as long as both sides have the user signed in.

use super::*;
use services::accounts;
use services::accounts::sessions;

/// A platform on which Mira has an account by Clerk.
async fn signed_up(db: PgPool) -> Instance {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    clerk
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_session_at_clerk_is_one_session_here(db: PgPool) {
    let clerk = signed_up(db).await;
    let first = clerk.signs_in("sess_1", json!({})).await.unwrap();
    let again = clerk.signs_in("sess_1", json!({ "fva": [5, -1] })).await.unwrap();
    let other = clerk.signs_in("sess_2", json!({})).await.unwrap();
    assert_eq!((first.session(), first.id()), (again.session(), again.id()));
    assert!(other.session() != first.session() && other.id() == first.id());
    let devices = accounts::devices(&clerk.svc, &first).await.unwrap();
    assert_eq!(devices.iter().map(|device| device.current).filter(|current| *current).count(), 1);
    assert_eq!((devices.len(), devices[0].user_agent.as_deref()), (2, Some("Firefox")));

    accounts::end_device(&clerk.svc, &other, first.session().unwrap()).await.unwrap();
    assert_eq!(clerk.account("sess_1").await.err(), Some(Code::SigninRequired), "it is not opened again");
    assert!(sessions::refresh(&clerk.svc, &first).await.unwrap().is_none(), "its sockets end");
    assert!(clerk.account("sess_2").await.is_ok() && clerk.account("sess_3").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn tokens_that_come_at_once_open_one_session(db: PgPool) {
    let clerk = signed_up(db).await;
    let sign_in = async || clerk.signs_in("sess_1", json!({})).await.map(|user| user.session());
    let (a, b, c, d) = tokio::join!(sign_in(), sign_in(), sign_in(), sign_in());
    assert!(a.is_ok() && a == b && b == c && c == d, "{a:?} {b:?} {c:?} {d:?}");
    assert_eq!(clerk.sessions().await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_tokens_for_this_site_count_and_only_in_their_time(db: PgPool) {
    let clerk = signed_up(db).await;
    let now = OffsetDateTime::now_utc().unix_timestamp();
    for (others, counts) in [
        (json!({}), true),
        // A program that is no browser.
        (json!({ "azp": null }), true),
        (json!({ "azp": "https://evil.example" }), false),
        (json!({ "azp": format!("{PARTY}/") }), false),
        (json!({ "azp": null, "aud": "another application" }), false),
        // Clocks differ a little.
        (json!({ "nbf": now + 20, "iat": now + 20 }), true),
        (json!({ "nbf": now + 24 * 3600 }), false),
        (json!({ "exp": now - 3600 }), false),
        (json!({ "exp": null }), false),
        (json!({ "iss": "https://other.clerk.accounts.dev" }), false),
        (json!({ "iss": format!("{}/", clerk.issuer.url()) }), false),
        (json!({ "sub": "user_2" }), false),
        (json!({ "sub": "org_1" }), false),
        // Tokens for other uses have no session, and one may be unfinished.
        (json!({ "sid": null }), false),
        (json!({ "sid": "jonas" }), false),
        (json!({ "sts": "pending" }), false),
        (json!({ "sts": null }), true),
    ] {
        let signed_in = clerk.signs_in("sess_1", others.clone()).await;
        let expected = if counts { Ok(true) } else { Err(Code::SigninRequired) };
        assert_eq!(signed_in.map(|user| user.id().is_some()), expected, "{others}");
    }
    let claims = clerk.claims("sess_1", json!({}));
    let stranger = SigningKey::ec("ins_1");
    for token in [
        clerk.key.signs_under(&json!({ "alg": "none" }), &claims),
        clerk.key.signs_under(&json!({ "alg": "HS256", "kid": "ins_1" }), &claims),
        clerk.key.signs_under(&json!({ "alg": "RS256", "kid": "ins_2" }), &claims),
        stranger.signs(&claims),
        "a.b.c".into(),
        String::new(),
    ] {
        let refused = clerk.shows(&token, UnknownUser::SignsUp).await;
        assert_eq!(refused.err(), Some(Code::SigninRequired), "{token}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn clerk_may_change_its_keys_and_be_away(db: PgPool) {
    let clerk = signed_up(db).await;
    clerk.issuer.answers("/.well-known/jwks.json", 500, "");
    assert_eq!(clerk.account("sess_1").await.err(), Some(Code::Unavailable), "nothing is known of the token");
    let publish = |keys: &[&SigningKey]| {
        let keys: Vec<Value> = keys.iter().map(|key| key.public()).collect();
        clerk.issuer.answers("/.well-known/jwks.json", 200, json!({ "keys": keys }));
    };
    publish(&[&clerk.key]);
    assert!(clerk.account("sess_1").await.is_ok());
    let new = SigningKey::rsa("ins_2");
    let token = new.signs(&clerk.claims("sess_1", json!({})));
    assert_eq!(clerk.shows(&token, UnknownUser::Refused).await.err(), Some(Code::SigninRequired));
    publish(&[&new]);
    assert!(clerk.shows(&token, UnknownUser::Refused).await.is_ok());
    assert_eq!(clerk.account("sess_1").await.err(), Some(Code::SigninRequired), "the old key was withdrawn");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_token_does_not_replace_the_code_of_two_factor_sign_in(db: PgPool) {
    let clerk = signed_up(db).await;
    let before = clerk.signs_in("sess_1", json!({})).await.unwrap();
    // As switching it on does: the other sessions end.
    clerk.sql("update account set two_factor_at = now()", &[]).await;
    clerk.sql("delete from session", &[]).await;
    assert!(sessions::refresh(&clerk.svc, &before).await.unwrap().is_none());
    // Neither the session of before, nor a new one, nor one with a second factor at Clerk, which a thief can have set up there.
    for (session, factors) in [("sess_1", [1, -1]), ("sess_2", [0, -1]), ("sess_3", [0, 0])] {
        for unknown in [UnknownUser::Refused, UnknownUser::SignsUp] {
            let token = clerk.key.signs(&clerk.claims(session, json!({ "fva": factors, "email": ADDRESS })));
            assert_eq!(clerk.shows(&token, unknown).await.err(), Some(Code::TwoFactorRequired), "{session}");
        }
    }
    assert_eq!(clerk.sessions().await, 0);
    clerk.sql("update account set two_factor_at = null", &[]).await;
    assert!(clerk.account("sess_2").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn disabled_and_unlinked_accounts_are_not_opened(db: PgPool) {
    let clerk = signed_up(db).await;
    let mira = clerk.signs_in("sess_1", json!({})).await.unwrap();
    clerk.sql("update account set disabled_at = now()", &[]).await;
    for session in ["sess_1", "sess_2"] {
        assert_eq!(clerk.account(session).await.err(), Some(Code::SigninRequired));
    }
    assert!(sessions::refresh(&clerk.svc, &mira).await.unwrap().is_none());
    clerk.sql("update account set disabled_at = null", &[]).await;
    assert!(clerk.account("sess_1").await.is_ok());
    clerk.sql("delete from identity", &[]).await;
    assert_eq!(clerk.sessions().await, 0, "what the link has opened ends with it");
    assert_eq!(clerk.account("sess_1").await.err(), Some(Code::SigninRequired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_new_user_may_come_before_the_webhook(db: PgPool) {
    let clerk = Instance::open(db).await;
    let claims = json!({ "email": "Mira@Example.org", "email_verified": true });
    assert_eq!(clerk.signs_in("sess_1", claims.clone()).await.err(), Some(Code::SigninRequired), "not at any address");
    let token = clerk.key.signs(&clerk.claims("sess_1", json!({})));
    let early = clerk::current_user(&clerk.svc, &token, device(1), UnknownUser::SignsUp).await.map_err(problem);
    let early = early.unwrap_err();
    assert_eq!((early.code, early.retry_after_ms), (Code::SigninRequired, Some(2000)), "nothing is known but the id");
    assert_eq!(clerk.accounts().await, 0);

    let mira = clerk.signs_up(claims).await.unwrap();
    let account = mira.account().unwrap();
    assert_eq!((account.email.as_str(), account.email_verified, account.is_onboarded()), (ADDRESS, true, false));
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    assert_eq!(clerk.account("sess_1").await.unwrap().id, account.id);
    assert_eq!(clerk.accounts().await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_the_word_true_verifies_an_address(db: PgPool) {
    let clerk = Instance::open(db).await;
    for claims in [json!({ "email": "" }), json!({ "email": ["mira@example.org"] }), json!({ "email": "mira" })] {
        assert_eq!(clerk.signs_up(claims).await.err(), Some(Code::SigninRequired));
    }
    let mira = clerk.signs_up(json!({ "email": ADDRESS, "email_verified": "true" })).await.unwrap();
    assert!(!mira.account().unwrap().email_verified);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn without_settings_tokens_and_webhooks_lead_nowhere(db: PgPool) {
    let platform = Platform::open(db).await;
    let shown = clerk::current_user(&platform.svc, "a.b.c", device(1), UnknownUser::SignsUp).await;
    assert_eq!(outcome(shown).err(), Some(Code::NotFound));
    let sent = clerk::receive(&platform.svc, WebhookHeaders::default(), b"{}").await;
    assert_eq!(outcome(sent).err(), Some(Code::NotFound));
    assert!(!PASSWORD.is_empty());
}

//! Signing in through a provider: newcomers and known users, and what hostile browsers and providers send.

use super::community::{CLIENT, Community, NAME, Visit};
use crate::actors::device;
use domain::identity::ProviderRefusal;
use serde_json::{Value, json};
use services::accounts::CurrentUser;
use services::identity::{self, Callback, Finished, SignInFailure};
use sqlx::PgPool;
use std::collections::HashMap;
use time::OffsetDateTime;
use url::Url;

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_newcomer_gets_an_account_and_comes_back_to_it(db: PgPool) {
    let community = Community::open(db).await;
    let session = community.platform.browser();
    let visit = community.leaves(&session, None).await;
    let of = |name: &str| visit.query[name].as_str();
    assert_eq!((of("response_type"), of("client_id"), of("scope")), ("code", CLIENT, "openid email"));
    assert_eq!((of("redirect_uri"), of("tenant")), ("http://127.0.0.1:3000/auth/oidc/company/callback", "1"));
    assert_eq!((of("code_challenge_method"), of("code_challenge").len()), ("S256", 43));
    community.confirms(&visit, json!({}));
    let finished = community.returns(&session, &visit, &visit.callback()).await.unwrap();
    let Finished::Newcomer { next, username, name } = finished else { panic!("{finished:?}") };
    assert_eq!(
        (next.as_str(), username.as_deref(), name.as_deref()),
        ("/streams/night", Some("mira_night"), Some("Mira"))
    );
    let account = community.account(&session).await.unwrap();
    assert_eq!((account.email.as_str(), account.email_verified, account.username), ("mira@example.org", true, None));
    let asked = community.provider.requests("/token").remove(0);
    // RFC 6749, section 2.3.1: `aethex:s%3Acret`.
    assert!(asked.head.to_lowercase().contains("authorization: basic ywv0agv4onmlm0fjcmv0"), "{}", asked.head);
    assert!(
        asked.body.contains("grant_type=authorization_code") && asked.body.contains("code_verifier="),
        "{}",
        asked.body
    );
    assert!(!asked.body.contains("cret"), "{}", asked.body);

    // Another address there, and another name: it is the same person.
    let again = community.platform.browser();
    let others = json!({ "email": "other@example.org", "preferred_username": "eve" });
    assert!(matches!(community.signs_in(&again, others).await, Ok(Finished::Newcomer { .. })));
    assert_eq!(community.account(&again).await.unwrap().id, account.id);
    assert_eq!(community.accounts().await, 1);
    community.platform.sql("update account set disabled_at = now() where id = $1", &[account.id.0]).await;
    let refused = community.signs_in(&community.platform.browser(), json!({})).await;
    assert_eq!(refused.unwrap_err(), ProviderRefusal::AccountDisabled);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_never_links_an_account(db: PgPool) {
    let community = Community::open(db).await;
    community.registers("mira@example.org").await;
    for verified in [json!(true), json!(false), json!("true"), Value::Null] {
        let session = community.platform.browser();
        let refused = community.signs_in(&session, json!({ "email_verified": verified })).await;
        assert_eq!(refused.unwrap_err(), ProviderRefusal::EmailTaken);
        assert!(community.account(&session).await.is_none());
    }
    // A new address that the provider does not vouch for has to be confirmed here.
    let session = community.platform.browser();
    let others = json!({ "sub": "jonas", "email": "jonas@example.org", "email_verified": false });
    assert!(community.signs_in(&session, others).await.is_ok());
    assert!(!community.account(&session).await.unwrap().email_verified);
    let nameless = json!({ "sub": "nina", "email": null });
    let refused = community.signs_in(&community.platform.browser(), nameless.clone()).await;
    // The provider was asked for more, and said nothing.
    assert_eq!(refused.unwrap_err(), ProviderRefusal::Refused);
    for (about, expected) in [
        (json!({ "sub": "nina" }), Err(ProviderRefusal::NoEmail)),
        (json!({ "sub": "eve", "email": "nina@example.org" }), Err(ProviderRefusal::NoEmail)),
        (json!({ "sub": "nina", "email": "nina@example.org" }), Ok(())),
    ] {
        community.provider.answers("/userinfo", 200, about);
        let done = community.signs_in(&community.platform.browser(), nameless.clone()).await;
        assert_eq!(done.map(drop), expected);
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_closed_community_takes_nobody_through_a_provider(db: PgPool) {
    let community = Community::with(db, false).await;
    let refused = community.signs_in(&community.platform.browser(), json!({})).await;
    assert_eq!((refused.unwrap_err(), community.accounts().await), (ProviderRefusal::SignUpClosed, 0));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn hostile_answers_sign_nobody_in(db: PgPool) {
    let community = Community::open(db).await;
    let now = OffsetDateTime::now_utc().unix_timestamp();
    for others in [
        json!({ "nonce": "another" }),
        json!({ "nonce": null }),
        json!({ "aud": "other" }),
        json!({ "iss": "https://id.example.org" }),
        json!({ "exp": now - 120 }),
        json!({ "sub": "" }),
        json!({ "sub": "s".repeat(256) }),
    ] {
        let refused = community.signs_in(&community.platform.browser(), others.clone()).await;
        assert_eq!(refused.unwrap_err(), ProviderRefusal::Refused, "{others}");
    }
    let session = community.platform.browser();
    for token in [json!({ "error": "invalid_grant" }), json!({ "id_token": "a.b.c" }), json!([])] {
        let visit = community.leaves(&session, None).await;
        let status = if token["error"].is_null() { 200 } else { 400 };
        community.provider.answers("/token", status, token);
        assert!(community.returns(&session, &visit, &visit.callback()).await.is_err());
    }
    // The user broke off, the state is another's, no code came, or another provider has answered (RFC 9207).
    let own = community.provider.url();
    for (callback, why) in [
        (
            Callback { error: Some("access_denied".into()), code: None, ..Callback::default() },
            ProviderRefusal::Cancelled,
        ),
        (Callback { error: Some("server_error".into()), code: None, ..Callback::default() }, ProviderRefusal::Refused),
        (Callback { code: None, ..Callback::default() }, ProviderRefusal::Refused),
        (
            Callback { iss: Some("https://evil.example".into()), code: Some("c".into()), ..Callback::default() },
            ProviderRefusal::Refused,
        ),
        (
            Callback { state: Some("another".into()), code: Some("c".into()), ..Callback::default() },
            ProviderRefusal::Over,
        ),
    ] {
        let visit = community.leaves(&session, None).await;
        community.confirms(&visit, json!({}));
        let state = callback.state.clone().or(visit.callback().state);
        let refused = community.returns(&session, &visit, &Callback { state, ..callback }).await;
        assert_eq!(refused.unwrap_err(), why);
    }
    let visit = Visit { token: "00".into(), ..community.leaves(&session, None).await };
    assert_eq!(community.returns(&session, &visit, &visit.callback()).await.unwrap_err(), ProviderRefusal::Over);
    assert_eq!(community.accounts().await, 0);
    let visit = community.leaves(&session, None).await;
    community.confirms(&visit, json!({}));
    let callback = Callback { iss: Some(own), ..visit.callback() };
    assert!(community.returns(&session, &visit, &callback).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_state_counts_once(db: PgPool) {
    let community = Community::open(db).await;
    let session = community.platform.browser();
    let visit = community.leaves(&session, None).await;
    community.confirms(&visit, json!({}));
    assert!(community.returns(&session, &visit, &visit.callback()).await.is_ok());
    // Even with the same cookie, and a provider that takes the code again.
    let stolen = community.platform.browser();
    assert_eq!(community.returns(&stolen, &visit, &visit.callback()).await.unwrap_err(), ProviderRefusal::Over);
    assert_eq!(community.provider.requests("/token").len(), 1);
    // Nor after the user broke off.
    let visit = community.leaves(&stolen, None).await;
    let cancelled = Callback { error: Some("access_denied".into()), code: None, ..visit.callback() };
    assert_eq!(community.returns(&stolen, &visit, &cancelled).await.unwrap_err(), ProviderRefusal::Cancelled);
    assert_eq!(community.returns(&stolen, &visit, &visit.callback()).await.unwrap_err(), ProviderRefusal::Over);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_provider_that_is_away_or_speaks_for_another_is_told_of(db: PgPool) {
    let community = Community::open(db).await;
    let (svc, visitor) = (&community.platform.svc, CurrentUser::default());
    for issuer in ["https://id.example.org", "http://127.0.0.1:1"] {
        community.describes(json!({ "issuer": issuer }));
        let refused = identity::begin_sign_in(svc, &visitor, NAME, "/a", None, &device(1)).await;
        let Err(SignInFailure::Refused { why, next, .. }) = refused else { panic!("it was not refused") };
        assert_eq!((why, next.as_str()), (ProviderRefusal::Away, "/a"));
    }
    assert_eq!(
        community.provider.requests("/.well-known/openid-configuration").len(),
        1,
        "it is left alone for a while"
    );
    let unknown = identity::begin_sign_in(svc, &visitor, "other", "/a", None, &device(1)).await;
    assert!(matches!(unknown, Err(SignInFailure::NoProvider)));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_provider_that_goes_away_is_told_of(db: PgPool) {
    let community = Community::open(db).await;
    let session = community.platform.browser();
    let visit = community.leaves(&session, None).await;
    community.confirms(&visit, json!({}));
    community.provider.answers("/.well-known/openid-configuration", 503, "maintenance");
    testkit::until("the button to say so", async || {
        let (svc, visitor) = (&community.platform.svc, CurrentUser::default());
        match identity::begin_sign_in(svc, &visitor, NAME, "/", None, &device(1)).await {
            Err(SignInFailure::Refused { why: ProviderRefusal::Away, .. }) => Ok(()),
            other => Err(other.map(drop)),
        }
    })
    .await;
    // A user who is there already comes back.
    assert!(community.returns(&session, &visit, &visit.callback()).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn signing_out_goes_on_to_the_provider(db: PgPool) {
    let community = Community::open(db).await;
    let (svc, session) = (&community.platform.svc, community.platform.browser());
    community.signs_in(&session, json!({})).await.unwrap();
    let token = identity::provider_sign_out(svc, &community.user(&session).await).await.unwrap().unwrap();
    let address: Url = identity::signed_out_address(svc, &token).unwrap().parse().unwrap();
    let query: HashMap<String, String> = address.query_pairs().into_owned().collect();
    assert_eq!((address.path(), query["client_id"].as_str()), ("/end", CLIENT));
    assert_eq!(query["post_logout_redirect_uri"], "http://127.0.0.1:3000/");
    assert_eq!(query["id_token_hint"].split('.').count(), 3);
    assert_eq!(identity::signed_out_address(svc, "00"), None);
    // A session of a password is none of the provider's.
    let jonas = community.registers("jonas@example.org").await;
    assert_eq!(identity::provider_sign_out(svc, &community.user(&jonas).await).await.unwrap(), None);
}

//! Signing in through a provider: newcomers, known users, linking and unlinking, and what hostile browsers and providers send.

use crate::actors::{PASSWORD, Platform, device, outcome};
use domain::Code;
use domain::accounts::Account;
use domain::identity::ProviderRefusal;
use serde_json::{Value, json};
use services::accounts::{self, CurrentUser, Session};
use services::identity::{self, Callback, Finished, ProviderSettings, SignInFailure};
use sqlx::PgPool;
use std::collections::HashMap;
use testkit::{Provider, SigningKey};
use time::OffsetDateTime;
use url::Url;

const NAME: &str = "company";
const CLIENT: &str = "aethex";

/// A platform with one provider.
struct Community {
    platform: Platform,
    provider: Provider,
    key: SigningKey,
}

/// A browser that is at the provider.
struct Visit {
    token: String,
    query: HashMap<String, String>,
}

impl Visit {
    /// What the provider sends it back with.
    fn callback(&self) -> Callback {
        Callback { state: Some(self.query["state"].clone()), code: Some("a code".into()), ..Callback::default() }
    }
}

impl Community {
    async fn open(db: PgPool) -> Self {
        Self::with(db, true).await
    }

    async fn with(db: PgPool, sign_up_open: bool) -> Self {
        let (provider, key) = (Provider::start().await, SigningKey::rsa("one"));
        let settings = ProviderSettings {
            name: NAME.into(),
            label: "Company".into(),
            issuer: provider.url().parse().unwrap(),
            client_id: CLIENT.into(),
            client_secret: Some("s:cret".into()),
            scopes: "openid email".into(),
        };
        let platform = Platform::with_provider(db, settings, sign_up_open).await;
        let community = Self { platform, provider, key };
        community.describes(json!({}));
        community.provider.publishes(&[&community.key]);
        community
    }

    /// The provider describes itself, with more than the usual.
    fn describes(&self, more: Value) {
        let url = self.provider.url();
        let mut document = json!({
            "issuer": url,
            "authorization_endpoint": format!("{url}/authorize?tenant=1"),
            "token_endpoint": format!("{url}/token"),
            "userinfo_endpoint": format!("{url}/userinfo"),
            "end_session_endpoint": format!("{url}/end"),
            "jwks_uri": format!("{url}/jwks"),
        });
        document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.provider.answers("/.well-known/openid-configuration", 200, document);
    }

    async fn user(&self, session: &Session) -> CurrentUser {
        accounts::sessions::current_user(session).await.unwrap()
    }

    async fn leaves(&self, session: &Session, link: Option<&str>) -> Visit {
        let (svc, user) = (&self.platform.svc, self.user(session).await);
        let begun = identity::begin_sign_in(svc, &user, NAME, "/streams/night", link, &device(1)).await;
        let (address, token, is_link): (Url, String, bool) = begun.unwrap();
        assert_eq!((address.path(), is_link), ("/authorize", link.is_some()));
        Visit { token, query: address.query_pairs().into_owned().collect() }
    }

    /// The provider confirms a user to the server, with more or other claims than the usual.
    fn confirms(&self, visit: &Visit, others: Value) {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let mut claims = json!({
            "iss": self.provider.url(), "aud": CLIENT, "sub": "mira-1", "iat": now, "exp": now + 300, "nonce": visit.query["nonce"],
            "email": "mira@example.org", "email_verified": true, "preferred_username": "Mira.Night", "name": "Mira",
        });
        claims.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
        let token = json!({ "id_token": self.key.signs(&claims), "access_token": "access", "token_type": "Bearer" });
        self.provider.answers("/token", 200, token);
    }

    async fn returns(
        &self,
        session: &Session,
        visit: &Visit,
        callback: &Callback,
    ) -> Result<Finished, ProviderRefusal> {
        let (svc, user) = (&self.platform.svc, self.user(session).await);
        let finished = identity::finish_sign_in(svc, session, &user, NAME, &visit.token, callback, device(1)).await;
        finished.map_err(|failure| match failure {
            SignInFailure::Refused { why, .. } => why,
            SignInFailure::NoProvider => panic!("there is one"),
        })
    }

    /// From the button to the page behind it, with other claims than the usual.
    async fn signs_in(&self, session: &Session, others: Value) -> Result<Finished, ProviderRefusal> {
        let visit = self.leaves(session, None).await;
        self.confirms(&visit, others);
        self.returns(session, &visit, &visit.callback()).await
    }

    async fn links(&self, session: &Session, others: Value) -> Result<Finished, ProviderRefusal> {
        let user = self.user(session).await;
        let link = identity::begin_link(&self.platform.svc, &user, NAME, PASSWORD, device(1)).await.unwrap();
        let visit = self.leaves(session, Some(&link)).await;
        self.confirms(&visit, others);
        self.returns(session, &visit, &visit.callback()).await
    }

    async fn registers(&self, email: &str) -> Session {
        let session = self.platform.browser();
        accounts::register(&self.platform.svc, &session, email, PASSWORD, device(1)).await.unwrap();
        session
    }

    async fn account(&self, session: &Session) -> Option<Account> {
        self.user(session).await.account().cloned()
    }

    async fn accounts(&self) -> i64 {
        self.platform.count("select count(*) from account").await
    }
}

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
async fn an_identity_is_linked_by_the_session_that_asked_for_it(db: PgPool) {
    let community = Community::open(db).await;
    let mira = community.registers("mira@example.org").await;
    let svc = &community.platform.svc;
    let refused = identity::begin_link(svc, &community.user(&mira).await, NAME, "wrong", device(1)).await;
    assert_eq!(outcome(refused).unwrap_err(), Code::ValidationFailed);

    // Another browser, or another user in this one, gains nothing from it.
    let jonas = community.registers("jonas@example.org").await;
    let link = identity::begin_link(svc, &community.user(&mira).await, NAME, PASSWORD, device(1)).await.unwrap();
    let begun = identity::begin_sign_in(svc, &community.user(&jonas).await, NAME, "/", Some(&link), &device(1)).await;
    assert!(matches!(begun, Ok((_, _, false))), "he signs in, as without it");
    let visit = community.leaves(&mira, Some(&link)).await;
    community.confirms(&visit, json!({}));
    assert_eq!(community.returns(&jonas, &visit, &visit.callback()).await.unwrap_err(), ProviderRefusal::Over);

    assert!(matches!(community.links(&mira, json!({})).await, Ok(Finished::Linked)));
    assert!(matches!(community.links(&mira, json!({})).await, Ok(Finished::Linked)), "once more changes nothing");
    assert_eq!(community.links(&jonas, json!({})).await.unwrap_err(), ProviderRefusal::LinkedElsewhere);
    let other = community.platform.browser();
    assert!(community.signs_in(&other, json!({})).await.is_ok());
    assert_eq!(community.account(&other).await.unwrap().email, "mira@example.org");
    let mails = "select count(*) from outgoing_mail where subject = 'A way to sign in was added'";
    assert_eq!(community.platform.count(mails).await, 1);

    // Unlinking signs the other devices out.
    let methods = identity::sign_in_methods(svc, &community.user(&mira).await).await.unwrap();
    assert!(methods.has_password && methods.providers.is_empty());
    let [linked] = methods.identities.as_slice() else { panic!("{methods:?}") };
    assert_eq!((linked.label.as_str(), linked.email.as_deref()), ("Company", Some("mira@example.org")));
    let unlink = async |session: &Session, password: &str| {
        let user = community.user(session).await;
        outcome(identity::unlink_identity(svc, &user, linked.id, password, device(1)).await)
    };
    assert_eq!(unlink(&jonas, PASSWORD).await, Err(Code::NotFound));
    assert_eq!(unlink(&mira, "wrong").await, Err(Code::ValidationFailed));
    assert_eq!(unlink(&mira, PASSWORD).await, Ok(()));
    let sessions =
        "select count(*) from session join account on account.id = account_id where email = 'mira@example.org'";
    assert_eq!(community.platform.count(sessions).await, 1);
    assert_eq!(community.signs_in(&other, json!({})).await.unwrap_err(), ProviderRefusal::EmailTaken);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_last_way_in_stays(db: PgPool) {
    let community = Community::open(db).await;
    let (svc, session) = (&community.platform.svc, community.platform.browser());
    community.signs_in(&session, json!({})).await.unwrap();
    let user = community.user(&session).await;
    let methods = identity::sign_in_methods(svc, &user).await.unwrap();
    assert!(!methods.has_password);
    let unlinked = identity::unlink_identity(svc, &user, methods.identities[0].id, "", device(1)).await;
    assert_eq!(outcome(unlinked), Err(Code::LastSignInMethod));
    // What asks for a password says how to get one.
    let refused = accounts::begin_two_factor(svc, &user, "", device(1)).await.map(drop).unwrap_err().into_problem();
    assert!(refused.code == Code::ValidationFailed && refused.detail.contains("no password yet"), "{refused}");
    assert_eq!(outcome(accounts::send_password_link(svc, &user, device(1)).await), Ok(()));
    let reset = "select count(*) from mailed_link where purpose = 'reset'";
    testkit::until("the link", async || Some(community.platform.count(reset).await).filter(|links| *links == 1)).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn two_factor_sign_in_asks_for_its_code(db: PgPool) {
    let community = Community::open(db).await;
    let svc = &community.platform.svc;
    let mira = community.registers("mira@example.org").await;
    community.links(&mira, json!({})).await.unwrap();
    let user = community.user(&mira).await;
    let setup = accounts::begin_two_factor(svc, &user, PASSWORD, device(1)).await.unwrap();
    let secret = accounts::totp::TotpSecret::from_base32(&setup.secret).unwrap();
    let step = accounts::totp::step_at(OffsetDateTime::now_utc());
    let code = format!("{:06}", secret.code(step));
    let codes = accounts::confirm_two_factor(svc, &user, &code, device(1)).await.unwrap().recovery_codes;

    let session = community.platform.browser();
    let finished = community.signs_in(&session, json!({})).await.unwrap();
    let Finished::CodeNeeded { next, token } = finished else { panic!("{finished:?}") };
    assert_eq!(next, "/streams/night");
    assert!(community.account(&session).await.is_none());
    let wrong = accounts::finish_login(svc, &session, &token, "aaaa-aaaa-aaaa-aaaa", device(1)).await;
    assert_eq!(outcome(wrong).map(drop), Err(Code::InvalidCredentials));
    let account = accounts::finish_login(svc, &session, &token, &codes[0], device(1)).await.unwrap();
    assert_eq!(account.email, "mira@example.org");
    // Once the identity is unlinked, a token that it has got opens nothing.
    let late = community.platform.browser();
    let Ok(Finished::CodeNeeded { token, .. }) = community.signs_in(&late, json!({})).await else { panic!("no code") };
    community.platform.sql("delete from identity", &[]).await;
    let refused = accounts::finish_login(svc, &late, &token, &codes[1], device(1)).await;
    assert_eq!(outcome(refused).map(drop), Err(Code::InvalidCredentials));
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

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_link_that_takes_a_change_back_unlinks_what_was_linked_since(db: PgPool) {
    let community = Community::open(db).await;
    let svc = &community.platform.svc;
    let mira = community.registers("mira@example.org").await;
    let id = community.user(&mira).await.id().unwrap();
    community.platform.sql("update account set email_verified = true where id = $1", &[id.0]).await;
    community.links(&mira, json!({ "sub": "eve" })).await.unwrap();
    // The mail holds the link's token; its digest is all that the table has.
    let token = "0123456789abcdef";
    let digest = services::secrets::digest(token);
    let set = sqlx::query("update mailed_link set token_digest = $1 where purpose = 'restore'").bind(digest);
    assert_eq!(set.execute(&community.platform.db).await.unwrap().rows_affected(), 1);
    accounts::reset_password(svc, token, "quiet copper harbour", device(1)).await.unwrap();
    assert_eq!(community.platform.count("select count(*) from identity").await, 0);
}

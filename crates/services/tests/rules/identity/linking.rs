//! Identities of an account: linked, unlinked, with two-factor sign-in, and without a password.

use super::community::{Community, NAME};
use crate::actors::{PASSWORD, device, outcome};
use domain::Code;
use domain::identity::ProviderRefusal;
use serde_json::json;
use services::accounts::{self, Session};
use services::identity::{self, Finished};
use sqlx::PgPool;
use time::OffsetDateTime;

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
async fn a_link_that_takes_a_change_back_unlinks_what_was_linked_since(db: PgPool) {
    let community = Community::open(db).await;
    let svc = &community.platform.svc;
    let mira = community.registers("mira@example.org").await;
    let id = community.user(&mira).await.id().unwrap();
    community.platform.sql("update account set email_verified = true where id = $1", &[id.0]).await;
    // As the next request sees the account.
    let mira = community.platform.browser();
    accounts::login(svc, &mira, "mira@example.org", PASSWORD, None, device(1)).await.unwrap();
    community.links(&mira, json!({ "sub": "eve" })).await.unwrap();
    // The mail holds the link's token; its digest is all that the table has.
    let token = "0123456789abcdef";
    let digest = services::secrets::digest(token);
    let set = sqlx::query("update mailed_link set token_digest = $1 where purpose = 'restore'").bind(digest);
    assert_eq!(set.execute(&community.platform.db).await.unwrap().rows_affected(), 1);
    accounts::reset_password(svc, token, "quiet copper harbour", device(1)).await.unwrap();
    assert_eq!(community.platform.count("select count(*) from identity").await, 0);
}

/// The owner has taken the account back, or changed the password, while a thief's request waits for the provider.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_session_that_has_ended_links_and_unlinks_nothing(db: PgPool) {
    let community = Community::open(db).await;
    let svc = &community.platform.svc;
    let mira = community.registers("mira@example.org").await;
    community.links(&mira, json!({})).await.unwrap();
    let user = community.user(&mira).await;
    let link = identity::begin_link(svc, &user, NAME, PASSWORD, device(1)).await.unwrap();
    let visit = community.leaves(&mira, Some(&link)).await;
    community.confirms(&visit, json!({ "sub": "eve" }));
    community.platform.sql("delete from session", &[]).await;

    let callback = visit.callback();
    let late = identity::finish_sign_in(svc, &mira, &user, NAME, &visit.token, &callback, device(1)).await;
    assert!(late.is_err(), "{late:?}");
    let linked = identity::sign_in_methods(svc, &user).await.unwrap().identities[0].id;
    let unlinked = identity::unlink_identity(svc, &user, linked, PASSWORD, device(1)).await;
    assert_eq!(outcome(unlinked), Err(Code::SigninRequired));
    assert_eq!(community.platform.count("select count(*) from identity where subject = 'mira-1'").await, 1);
    assert_eq!(community.platform.count("select count(*) from identity").await, 1);
}

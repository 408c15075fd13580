//! Webhooks make, change and erase accounts, each once, in whatever order they come.

use super::*;
use crate::credentials::token;
use services::accounts;

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_user_of_clerk_gets_an_account(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", "Mira@Example.org", 1).await;
    let account = clerk.account("sess_1").await.unwrap();
    assert_eq!((account.email.as_str(), account.email_verified, account.username), (ADDRESS, true, None));
    assert_eq!(clerk.count("select count(*) from account where password_hash is not null").await, 0);
    // The same message once more, whatever it says now.
    clerk.tells("msg_1", "user.updated", "other@example.org", 9).await;
    assert_eq!(clerk.account("sess_1").await.unwrap().email, ADDRESS);
    clerk.tells("msg_2", "user.updated", "other@example.org", 9).await;
    assert_eq!(
        (clerk.account("sess_1").await.unwrap().email.as_str(), clerk.accounts().await),
        ("other@example.org", 1)
    );
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn events_that_come_at_once_make_one_account(db: PgPool) {
    let clerk = Instance::open(db).await;
    let send = async |message: &str, version| clerk.sends(message, "user.created", user(ADDRESS, version)).await;
    let sent = tokio::join!(send("msg_1", 1), send("msg_2", 1), send("msg_3", 2), send("msg_1", 1), send("msg_4", 3));
    assert_eq!(sent, (Ok(()), Ok(()), Ok(()), Ok(()), Ok(())));
    assert_eq!(clerk.accounts().await, 1);
    assert_eq!(clerk.count("select version from clerk_user").await, 3);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_latest_state_counts_in_whatever_order_it_is_told(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_3", "user.updated", "third@example.org", 3).await;
    clerk.tells("msg_1", "user.created", "first@example.org", 1).await;
    clerk.tells("msg_2", "user.updated", "second@example.org", 2).await;
    assert_eq!(clerk.account("sess_1").await.unwrap().email, "third@example.org");
    let unverified = json!([{ "id": "idn_1", "email_address": "fourth@example.org", "verification": null }]);
    let mut data = user("", 4);
    data["email_addresses"] = unverified;
    clerk.sends("msg_4", "user.updated", data).await.unwrap();
    let account = clerk.account("sess_1").await.unwrap();
    assert_eq!((account.email.as_str(), account.email_verified), ("fourth@example.org", false));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_deleted_user_is_erased_and_does_not_come_back(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    let mira = clerk.signs_in("sess_1", json!({})).await.unwrap();
    clerk.deletes("msg_2").await;
    assert_eq!(
        clerk.count("select count(*) from account where email = 'mira@example.org' and disabled_at is null").await,
        0
    );
    assert_eq!(clerk.sessions().await, 0, "{mira:?} is signed out");
    clerk.tells("msg_3", "user.updated", ADDRESS, 9).await;
    clerk.tells("msg_4", "user.created", ADDRESS, 1).await;
    assert_eq!(clerk.account("sess_1").await.err(), Some(Code::SigninRequired));
    let claims = json!({ "email": ADDRESS, "email_verified": true });
    assert_eq!(clerk.signs_up(claims).await.err(), Some(Code::SigninRequired), "a token that is still good");
    assert_eq!(clerk.count("select count(*) from identity").await, 0);
    // And when the end is told first.
    let early = json!({ "id": "user_2", "deleted": true });
    clerk.sends("msg_5", "user.deleted", early).await.unwrap();
    let mut late = user("jonas@example.org", 5);
    late["id"] = json!("user_2");
    clerk.sends("msg_6", "user.created", late).await.unwrap();
    assert_eq!(clerk.count("select count(*) from account where email = 'jonas@example.org'").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_with_a_password_is_its_owners(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    clerk.signs_in("sess_1", json!({})).await.unwrap();
    // As by a mailed link.
    clerk.sql("update account set password_hash = 'a hash'", &[]).await;
    clerk.tells("msg_2", "user.updated", "other@example.org", 2).await;
    assert_eq!(clerk.account("sess_1").await.unwrap().email, ADDRESS);
    clerk.deletes("msg_3").await;
    assert_eq!(clerk.count("select count(*) from account where disabled_at is null").await, 1);
    let left = "select (select count(*) from identity) + (select count(*) from session)";
    assert_eq!(clerk.count(left).await, 0, "but Clerk opens it no more");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn who_erased_the_account_gets_another_by_signing_up_only(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    // As if a mailed link had given it a password, which erasing takes, and the webhooks were set up later.
    clerk.person("jonas").await;
    let jonas = "(select password_hash from account where username = 'jonas')";
    clerk.sql(&format!("update account set password_hash = {jonas} where username is null"), &[]).await;
    clerk.sql("delete from clerk_user", &[]).await;
    let mira = clerk.signs_in("sess_1", json!({})).await.unwrap();
    accounts::erase_account(&clerk.svc, &mira, PASSWORD, None, device(1)).await.unwrap();
    clerk.tells("msg_2", "user.updated", "new@example.org", 2).await;
    clerk.tells("msg_3", "user.created", ADDRESS, 1).await;
    assert_eq!(clerk.accounts().await, 1, "jonas");
    assert_eq!(clerk.account("sess_1").await.err(), Some(Code::SigninRequired));

    // The token names no address, so the next webhook makes the account.
    assert_eq!(clerk.signs_up(json!({})).await.err(), Some(Code::SigninRequired));
    clerk.tells("msg_4", "user.updated", ADDRESS, 4).await;
    assert_eq!(clerk.account("sess_2").await.unwrap().email, ADDRESS);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_does_not_open_an_existing_account(db: PgPool) {
    let clerk = Instance::open(db).await;
    let mira = clerk.person("mira").await;
    clerk.sql("update account set email_verified = true where id = $1", &[mira.id().0]).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    assert_eq!(clerk.account("sess_1").await.err(), Some(Code::SigninRequired));
    let claims = json!({ "email": ADDRESS, "email_verified": true });
    assert_eq!(clerk.signs_up(claims).await.err(), Some(Code::EmailTaken));
    // An address that is free makes an account of its own, which then cannot get the taken one.
    clerk.tells("msg_2", "user.updated", "free@example.org", 2).await;
    clerk.tells("msg_3", "user.updated", ADDRESS, 3).await;
    let account = clerk.account("sess_1").await.unwrap();
    assert_eq!((account.email.as_str(), account.id == mira.id()), ("free@example.org", false));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_user_without_an_address_waits_for_one(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.sends("msg_1", "user.created", json!({ "id": MIRA, "email_addresses": [], "updated_at": 1 })).await.unwrap();
    assert_eq!(clerk.accounts().await, 0);
    clerk.tells("msg_2", "user.updated", ADDRESS, 2).await;
    assert_eq!(clerk.accounts().await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_closed_community_takes_no_users_of_clerk(db: PgPool) {
    let clerk = Instance::with(db, false).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    let claims = json!({ "email": ADDRESS, "email_verified": true });
    assert_eq!(clerk.signs_up(claims).await.err(), Some(Code::SignUpClosed));
    assert_eq!(clerk.accounts().await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_user_whom_clerk_bans_is_signed_out_until_the_ban_ends(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    clerk.signs_in("sess_1", json!({})).await.unwrap();
    let banned = |version, is_banned: bool| {
        let mut data = user(ADDRESS, version);
        data["banned"] = json!(is_banned);
        data
    };
    clerk.sends("msg_2", "user.updated", banned(2, true)).await.unwrap();
    assert_eq!(clerk.sessions().await, 0);
    for session in ["sess_1", "sess_2"] {
        assert_eq!(clerk.account(session).await.err(), Some(Code::SigninRequired));
    }
    clerk.sends("msg_3", "user.updated", banned(3, false)).await.unwrap();
    assert!(clerk.account("sess_2").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_session_that_ends_at_clerk_ends_here(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    for (number, kind) in ["session.ended", "session.removed", "session.revoked"].into_iter().enumerate() {
        let (session, message) = (format!("sess_{number}"), format!("msg_s{number}"));
        clerk.signs_in(&session, json!({})).await.unwrap();
        clerk.sends(&message, kind, json!({ "id": session, "user_id": MIRA })).await.unwrap();
        assert_eq!(clerk.account(&session).await.err(), Some(Code::SigninRequired), "{kind}");
    }
    clerk.sends("msg_9", "session.ended", json!({ "id": "sess_unknown", "user_id": "user_unknown" })).await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_webhook_that_failed_is_taken_when_it_comes_again(db: PgPool) {
    let clerk = Instance::open(db).await;
    assert_eq!(clerk.sends("msg_1", "user.created", json!({ "id": MIRA })).await, Err(Code::ValidationFailed));
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    assert_eq!(clerk.accounts().await, 1);
    clerk.sends("msg_2", "organization.created", json!({ "id": "org_1" })).await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_clerk_is_believed_and_only_for_a_while(db: PgPool) {
    let clerk = Instance::open(db).await;
    let body = json!({ "type": "user.created", "data": user(ADDRESS, 1) }).to_string();
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let send = async |secret: &str, sent_at: i64, body: &str, signed: &str| {
        let timestamp = sent_at.to_string();
        let signature = sign_webhook(secret, "msg_1", &timestamp, signed);
        // While a secret is being replaced, Svix signs with both.
        let signature = format!("{} {signature}", sign_webhook(other, "msg_1", &timestamp, signed));
        let headers = WebhookHeaders { id: Some("msg_1"), timestamp: Some(&timestamp), signature: Some(&signature) };
        outcome(clerk::receive(&clerk.svc, headers, body.as_bytes()).await)
    };
    let refused = Err(Code::InvalidSignature);
    assert_eq!(send(other, now, &body, &body).await, refused);
    assert_eq!(send(WEBHOOK_SECRET, now, &body, "{}").await, refused);
    for hours in [-24, -1, 1, 24] {
        assert_eq!(send(WEBHOOK_SECRET, now + hours * 3600, &body, &body).await, refused, "{hours} h");
    }
    assert_eq!(clerk.accounts().await, 0);
    assert_eq!(send(WEBHOOK_SECRET, now - 200, &body, &body).await, Ok(()));
    assert_eq!(clerk.accounts().await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_is_kept_of_webhooks_is_forgotten(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    clerk.signs_in("sess_1", json!({})).await.unwrap();
    clerk.sql("delete from session", &[]).await;
    clerk.deletes("msg_2").await;
    clerk::forget(&clerk.svc).await.unwrap();
    let rows = "select (select count(*) from clerk_webhook) + (select count(*) from clerk_user)";
    assert_eq!(clerk.count(rows).await, 3);
    clerk.sql("update clerk_webhook set received_at = now() - interval '101 days'", &[]).await;
    clerk.sql("update clerk_user set deleted_at = now() - interval '101 days'", &[]).await;
    clerk::forget(&clerk.svc).await.unwrap();
    assert_eq!(clerk.count(rows).await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_address_before_is_told_of_the_one_that_clerk_tells(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    clerk.tells("msg_2", "user.updated", "eve@example.org", 2).await;
    let told = clerk.mail().await;
    assert_eq!((told.recipient.as_str(), told.subject.as_str()), (ADDRESS, "Your e-mail address was changed"));
    let registered = accounts::register(&clerk.svc, &clerk.browser(), ADDRESS, PASSWORD, device(1), None).await;
    assert_eq!(outcome(registered.map(drop)), Err(Code::EmailTaken), "it can be taken back");
    // What the thief changes afterwards does not end the owner's link.
    clerk.tells("msg_3", "user.updated", "eve2@example.org", 3).await;
    accounts::reset_password(&clerk.svc, &token(&told).unwrap(), PASSWORD, device(1)).await.unwrap();
    assert_eq!(clerk.count("select count(*) from account where email = 'mira@example.org'").await, 1);
    // Otherwise the thief would sign in at Clerk once more.
    assert_eq!(clerk.count("select count(*) from identity").await, 0);
    assert_eq!(clerk.signs_in("sess_2", json!({})).await.err(), Some(Code::SigninRequired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_password_that_is_taken_back_leaves_the_user_at_clerk_linked(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    clerk.sql("update account set password_hash = 'known'", &[]).await;
    clerk.tells("msg_2", "user.updated", "other@example.org", 2).await;
    accounts::forgot_password(&clerk.svc, ADDRESS, device(1), None).await.unwrap();
    for _ in 0..2 {
        // First the link for a new password, then the one that tells of it.
        let link = token(&clerk.mail().await).unwrap();
        accounts::reset_password(&clerk.svc, &link, PASSWORD, device(1)).await.unwrap();
    }
    assert_eq!(clerk.account("sess_1").await.unwrap().email, ADDRESS);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_with_another_provider_keeps_its_address_and_outlives_the_user_at_clerk(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    let other = "insert into identity (id, account_id, provider, issuer, subject)
                 select gen_random_uuid(), id, 'company', 'https://id.example.org', 'mira' from account";
    clerk.sql(other, &[]).await;
    clerk.tells("msg_2", "user.updated", "other@example.org", 2).await;
    assert_eq!(clerk.account("sess_1").await.unwrap().email, ADDRESS);
    clerk.deletes("msg_3").await;
    assert_eq!((clerk.accounts().await, clerk.count("select count(*) from identity").await), (1, 1));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_session_that_clerk_ends_before_its_first_token_opens_nothing(db: PgPool) {
    let clerk = Instance::open(db).await;
    clerk.tells("msg_1", "user.created", ADDRESS, 1).await;
    let over = json!({ "id": "sess_1", "user_id": MIRA, "status": "revoked" });
    clerk.sends("msg_2", "session.revoked", over).await.unwrap();
    assert_eq!(clerk.signs_in("sess_1", json!({})).await.err(), Some(Code::SigninRequired));
    assert!(clerk.signs_in("sess_2", json!({})).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_session_that_ends_before_its_user_is_known_opens_nothing(db: PgPool) {
    let clerk = Instance::open(db).await;
    let over = json!({ "id": "sess_1", "user_id": MIRA, "status": "revoked" });
    clerk.sends("msg_1", "session.revoked", over).await.unwrap();
    clerk.tells("msg_2", "user.created", ADDRESS, 1).await;
    assert_eq!(clerk.signs_in("sess_1", json!({})).await.err(), Some(Code::SigninRequired));
    assert!(clerk.signs_in("sess_2", json!({})).await.is_ok());
    assert_eq!(clerk.sessions().await, 1);
    clerk.sql("delete from identity", &[]).await;
    assert_eq!((clerk.sessions().await, clerk.count("select count(*) from clerk_session").await), (0, 0));
}

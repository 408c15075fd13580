//! Mailed links and two-factor sign-in: what a link leaves as it is, and what it takes back.

use super::*;
use domain::accounts::{PasswordLink, TakenBack};

/// What the page behind a link says that it takes back: the address, and whether two-factor sign-in is on afterwards if that changes.
async fn takes_back(platform: &Platform, link: &str) -> (bool, Option<bool>) {
    let link = accounts::password_link(&platform.svc, link, &device(1)).await.unwrap().unwrap();
    let TakenBack { address, two_factor, .. } = link.takes_back.unwrap();
    (address, two_factor)
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_link_for_a_forgotten_password_leaves_two_factor_on(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = confirmed(&platform).await;
    let app = mira.switches_on().await.app;
    platform.mail().await;
    platform.forgets(ADDRESS).await.unwrap();
    platform.resets(&token(&platform.mail().await).unwrap(), NEW_PASSWORD).await.unwrap();
    assert_eq!(platform.sessions().await, 0, "the link signs nobody in");
    assert_eq!(Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.err(), Some(Code::TwoFactorRequired));
    // The mail about the new password has a link that was made after two-factor sign-in was switched on.
    let told = platform.mail().await;
    assert_eq!(told.subject, "Your password was changed");
    assert_eq!(takes_back(&platform, &token(&told).unwrap()).await, (false, None));
    platform.resets(&token(&told).unwrap(), PASSWORD).await.unwrap();
    assert_eq!(Browser::signs_in(&platform, ADDRESS, PASSWORD).await.err(), Some(Code::TwoFactorRequired));
    assert!(Browser::signs_in_with(&platform, ADDRESS, PASSWORD, Some(&app.shows_next())).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_thief_who_switches_two_factor_on_does_not_lock_the_owner_out(db: PgPool) {
    let platform = Platform::open(db).await;
    let thief = confirmed(&platform).await;
    thief.switches_on().await;
    let told = platform.mail().await;
    assert_eq!(takes_back(&platform, &token(&told).unwrap()).await, (false, Some(false)));
    platform.resets(&token(&told).unwrap(), NEW_PASSWORD).await.unwrap();
    assert_eq!(thief.account().await, None);
    let owner = Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.unwrap();
    assert!(!owner.two_factor().await.enabled);
    assert_eq!(platform.count("select count(*) from two_factor").await, 0);
    platform.mail().await;

    // The same where the thief has changed the address first, and the owner uses the link about that.
    owner.changes_email(NEW_PASSWORD, "thief@example.org").await.unwrap();
    owner.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    let told = platform.mail().await;
    assert_eq!(told.recipient, ADDRESS);
    let app = owner.begins(NEW_PASSWORD).await.unwrap();
    owner.confirms(&app.shows()).await.unwrap();
    assert_eq!(takes_back(&platform, &token(&told).unwrap()).await, (true, Some(false)));
    platform.resets(&token(&told).unwrap(), PASSWORD).await.unwrap();
    assert!(Browser::signs_in(&platform, ADDRESS, PASSWORD).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_thief_who_switches_two_factor_off_is_shut_out_by_the_owners_app(db: PgPool) {
    let platform = Platform::open(db).await;
    let thief = confirmed(&platform).await;
    let SwitchedOn { app, code, recovery_codes } = thief.switches_on().await;
    platform.mail().await;
    thief.switches_off(PASSWORD, &recovery_codes[0]).await.unwrap();
    let told = platform.mail().await;
    assert_eq!(takes_back(&platform, &token(&told).unwrap()).await, (false, Some(true)));
    platform.resets(&token(&told).unwrap(), NEW_PASSWORD).await.unwrap();
    platform.mail().await;
    assert_eq!(thief.account().await, None);
    let signs_in =
        async |code: &str| Browser::signs_in_with(&platform, ADDRESS, NEW_PASSWORD, Some(code)).await.map(drop);
    let refused = Err(Code::InvalidCredentials);
    assert_eq!(Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.err(), Some(Code::TwoFactorRequired));
    assert_eq!(signs_in(&code).await, refused, "a code of before may have been seen");
    assert_eq!(signs_in(&recovery_codes[1]).await, refused);
    let owner = Browser::signs_in_with(&platform, ADDRESS, NEW_PASSWORD, Some(&app.shows_next())).await.unwrap();
    assert_eq!(owner.two_factor().await.recovery_codes_left, 0);

    // With the thief's own app in place of the owner's, who uses the link about the password that was changed first.
    owner.changes_password(NEW_PASSWORD, PASSWORD).await.unwrap();
    let told = platform.mail().await;
    platform.time_passes().await;
    owner.switches_off(PASSWORD, &app.shows()).await.unwrap();
    let thiefs = owner.begins(PASSWORD).await.unwrap();
    owner.confirms(&thiefs.shows()).await.unwrap();
    assert_eq!(takes_back(&platform, &token(&told).unwrap()).await, (false, Some(true)));
    platform.resets(&token(&told).unwrap(), NEW_PASSWORD).await.unwrap();
    platform.time_passes().await;
    assert_eq!(signs_in(&thiefs.shows_next()).await, refused);
    assert_eq!(signs_in(&app.shows_next()).await, Ok(()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_that_was_never_confirmed_gets_no_link(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = Browser::signs_up(&platform, ADDRESS).await;
    platform.mail().await;
    mira.switches_on().await;
    let told = platform.mail().await;
    assert_eq!((told.subject.as_str(), token(&told)), ("Two-factor sign-in was switched on", None));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_thief_who_takes_back_a_change_of_their_own_leaves_the_owners_link(db: PgPool) {
    let platform = Platform::open(db).await;
    let thief = confirmed(&platform).await;
    thief.changes_email(PASSWORD, "thief@example.org").await.unwrap();
    thief.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    let to_owner = platform.mail().await;
    assert_eq!(to_owner.recipient, ADDRESS);
    thief.changes_password(PASSWORD, NEW_PASSWORD).await.unwrap();
    let to_thief = platform.mail().await;
    assert_eq!(to_thief.recipient, "thief@example.org");
    platform.resets(&token(&to_thief).unwrap(), PASSWORD).await.unwrap();

    let owners = accounts::password_link(&platform.svc, &token(&to_owner).unwrap(), &device(1)).await.unwrap();
    let takes_back = TakenBack { address: true, two_factor: None, identities: false };
    let expected = PasswordLink { email: ADDRESS.into(), takes_back: Some(takes_back) };
    assert_eq!(owners, Some(expected));
    platform.resets(&token(&to_owner).unwrap(), NEW_PASSWORD).await.unwrap();
    assert!(Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.is_ok());
    // What was mailed to the thief meanwhile is over.
    assert_eq!(platform.mail().await.recipient, "thief@example.org");
    assert_eq!(platform.resets(&token(&to_thief).unwrap(), PASSWORD).await, Err(Code::LinkExpired));
    let links = "select count(*) from mailed_link where email = 'thief@example.org'";
    assert_eq!(platform.count(links).await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_first_proof_of_an_address_shuts_out_who_had_signed_up_with_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let squatter = Browser::signs_up(&platform, ADDRESS).await;
    platform.mail().await;
    squatter.changes_email(PASSWORD, "squatter@example.org").await.unwrap();
    let change = token(&platform.mail().await).unwrap();
    let link = "insert into identity (id, account_id, provider, issuer, subject)
                select gen_random_uuid(), id, 'club', 'https://club.example', 'squatter' from account";
    platform.sql(link, &[]).await;
    platform.forgets(ADDRESS).await.unwrap();
    platform.resets(&token(&platform.mail().await).unwrap(), NEW_PASSWORD).await.unwrap();
    assert_eq!(squatter.account().await, None);
    assert_eq!(platform.count("select count(*) from identity").await, 0);
    let owner = Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.unwrap();
    assert_eq!(owner.verifies(&change).await, Err(Code::LinkExpired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_address_that_can_be_taken_back_is_not_free(db: PgPool) {
    let platform = Platform::open(db).await;
    let thief = confirmed(&platform).await;
    thief.changes_email(PASSWORD, "thief@example.org").await.unwrap();
    thief.verifies(&token(&platform.mail().await).unwrap()).await.unwrap();
    let to_owner = token(&platform.mail().await).unwrap();
    let session = platform.browser();
    let registered = accounts::register(&platform.svc, &session, ADDRESS, PASSWORD, device(1), None).await;
    assert_eq!(outcome(registered).err(), Some(Code::EmailTaken));
    let other = Browser::signs_up(&platform, "other@example.org").await;
    assert_eq!(other.changes_email(PASSWORD, ADDRESS).await, Err(Code::EmailTaken));
    platform.resets(&to_owner, NEW_PASSWORD).await.unwrap();
    assert!(Browser::signs_in(&platform, ADDRESS, NEW_PASSWORD).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn recovery_codes_that_a_thief_has_made_go_with_the_change(db: PgPool) {
    let platform = Platform::open(db).await;
    let thief = confirmed(&platform).await;
    let SwitchedOn { app, recovery_codes, .. } = thief.switches_on().await;
    platform.mail().await;
    let new = thief.renews(PASSWORD, &recovery_codes[0]).await.unwrap().recovery_codes;
    platform.resets(&token(&platform.mail().await).unwrap(), NEW_PASSWORD).await.unwrap();
    let refused = Browser::signs_in_with(&platform, ADDRESS, NEW_PASSWORD, Some(&new[0])).await.map(drop);
    assert_eq!(refused, Err(Code::InvalidCredentials));
    assert!(Browser::signs_in_with(&platform, ADDRESS, NEW_PASSWORD, Some(&app.shows_next())).await.is_ok());
}

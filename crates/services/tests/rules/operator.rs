//! What the operator does at the command line: users with names, and where a channel's encoders publish.

use crate::actors::{PASSWORD, Platform, outcome, problem};
use domain::Code;
use services::{RequestHost, access, accounts, channels};
use sqlx::PgPool;

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_user_is_made_with_valid_names_that_are_free(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.person("mira").await;
    let make = async |email: &str, names| accounts::create_user(&platform.svc, email, PASSWORD, names).await;
    let invalid = make("jonas@example.org", ("a b", "")).await.map_err(problem).unwrap_err();
    assert_eq!(invalid.errors.keys().collect::<Vec<_>>(), ["displayName", "username"]);
    assert_eq!(outcome(make("mira@example.org", ("other", "Other")).await), Err(Code::EmailTaken));
    assert_eq!(outcome(make("jonas@example.org", ("mira", "Mira")).await), Err(Code::UsernameTaken));
    assert!(accounts::user_named(&platform.svc, "jonas").await.unwrap().is_none());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn encoders_of_a_channel_can_be_sent_to_another_address_and_back(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let owner = access::operator(&platform.svc, &mira.channel_ref()).await.unwrap();
    let shown = async || {
        let key = channels::stream_key(&platform.svc, &mira.user, &mira.channel_ref(), &RequestHost::default()).await;
        key.unwrap().stream_url
    };
    let own = shown().await;
    assert_eq!(own, platform.svc.settings.rtmp_public_url);
    channels::set_stream_url(&platform.svc, owner, " rtmps://ingest.example.org/live ").await.unwrap();
    assert_eq!(shown().await, "rtmps://ingest.example.org/live");
    let refused = channels::set_stream_url(&platform.svc, owner, "http://example.org").await;
    assert_eq!(problem(refused.unwrap_err()).errors.keys().collect::<Vec<_>>(), ["streamUrl"]);
    assert_eq!(shown().await, "rtmps://ingest.example.org/live");
    channels::set_stream_url(&platform.svc, owner, "  ").await.unwrap();
    assert_eq!(shown().await, own);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_key_that_the_operator_replaces_is_the_one_that_the_owner_reads(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let owner = access::operator(&platform.svc, &"mira".parse().unwrap()).await.unwrap();
    assert_eq!((owner.channel(), owner.user()), (mira.channel, mira.id()));
    let new = channels::replace_stream_key(&platform.svc, owner, &RequestHost::default()).await.unwrap();
    assert_eq!(mira.reads_key(mira.channel).await, Ok(new.stream_key));
    let missing = access::operator(&platform.svc, &"no-such-room".parse().unwrap()).await;
    assert_eq!(outcome(missing).unwrap_err(), Code::NotFound);
}

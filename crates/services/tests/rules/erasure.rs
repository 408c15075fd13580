//! Erasing an account: what goes, what stays, and what it takes.

use crate::actors::{Outcome, PASSWORD, Person, Platform, device, outcome};
use domain::accounts::UserRef;
use domain::{Code, Page};
use services::accounts::{self, OnErase, REFERENCES};
use services::{blocks, chat, follows, recheck};
use sqlx::PgPool;
use std::collections::BTreeMap;
use testkit::until;
use tokio_util::sync::CancellationToken;

impl Person {
    async fn erases(&self, password: &str) -> Outcome<()> {
        outcome(accounts::erase_account(&self.svc, &self.user, password, None, device(1)).await)
    }
}

impl Platform {
    /// Hears what the database announces from now on.
    async fn hears(&self) {
        let svc = self.svc.clone();
        let first = svc.watchers.watch(None, None);
        self.run(async move { recheck::run(&svc, &CancellationToken::new()).await });
        first.changed().await;
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn messages_lose_author_and_words_everywhere_and_keep_their_numbers(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    platform.hears().await;
    let encoder = mira.goes_live().await;
    let mut tab = mira.enters("mira").await.unwrap();
    for text in ["one", "two"] {
        jonas.says(mira.channel, text).await.unwrap();
    }
    mira.says(mira.channel, "three").await.unwrap();
    let epoch = tab.epoch.clone();

    assert_eq!(jonas.erases("not the password").await, Err(Code::ValidationFailed));
    assert_eq!(platform.count("select count(*) from account").await, 2);
    jonas.erases(PASSWORD).await.unwrap();

    let dropped = tab.hears("chat:deleted").await;
    assert_eq!(dropped["userId"], serde_json::to_value(jonas.id()).unwrap());
    let page = chat::stream_messages(&mira.svc, &mira.user, encoder.stream, None, None).await.unwrap();
    let Page { items, .. } = page;
    assert_eq!(items.iter().map(|message| message.content.as_str()).collect::<Vec<_>>(), ["three"]);
    assert_eq!(mira.enters("mira").await.unwrap().history(), [3], "the room forgot them, too");
    assert_eq!(mira.returns("mira", &epoch, 0).await.unwrap().history(), [3]);
    assert_eq!(mira.says(mira.channel, "four").await.unwrap().seq, 4);
    let emptied =
        "select count(*) from message where account_id is null and content = '' and nonce is null and seq < 3";
    assert_eq!(platform.count(emptied).await, 2);
    // A page that is still open can't write any more.
    assert!(jonas.says(mira.channel, "five").await.is_err());
    assert_eq!(mira.says(mira.channel, "six").await.unwrap().seq, 5);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_room_that_was_not_told_drops_the_messages_once_the_database_is_heard_again(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let mut tab = mira.enters("mira").await.unwrap();
    jonas.says(mira.channel, "one").await.unwrap();
    mira.says(mira.channel, "two").await.unwrap();
    jonas.erases(PASSWORD).await.unwrap();
    assert_eq!(mira.enters("mira").await.unwrap().history(), [1, 2], "the room has not been told");
    platform.hears().await;
    let dropped = tab.hears("chat:deleted").await;
    assert_eq!(dropped["userId"], serde_json::to_value(jonas.id()).unwrap());
    assert_eq!(mira.enters("mira").await.unwrap().history(), [2]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn channels_go_as_if_deleted_and_a_live_stream_ends(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let archived = mira.has_vod("ready").await;
    let encoder = mira.goes_live().await;
    let named: UserRef = "mira".parse().unwrap();
    follows::follow_user(&jonas.svc, &jonas.user, &named).await.unwrap();
    follows::follow_channel(&jonas.svc, &jonas.user, &mira.channel_ref()).await.unwrap();
    follows::follow_channel(&mira.svc, &mira.user, &jonas.channel_ref()).await.unwrap();
    assert_eq!(platform.count("select sum(follower_count)::bigint from channel").await, 2);
    mira.erases(PASSWORD).await.unwrap();
    until("the encoder is disconnected", async || {
        platform.svc.live_sessions.feeding(mira.channel).is_none().then_some(())
    })
    .await;
    drop(encoder);
    assert_eq!(jonas.sees_channel("mira").await.err(), Some(Code::NotFound));
    assert_eq!(jonas.sees_stream(archived).await.err(), Some(Code::NotFound));
    let discarded = platform.count("select count(*) from discarded_archive").await;
    assert!(discarded >= 1, "recordings are deleted from storage after this, by whichever process is alive");
    assert_eq!(platform.count("select sum(follower_count)::bigint from channel").await, 0);
    assert_eq!(platform.count("select count(*) from follow").await, 0);
    // Links with the name must not lead to another person.
    let again = accounts::create_user(&platform.svc, "other@example.org", PASSWORD, ("mira", "Mira")).await;
    assert_eq!(outcome(again).err(), Some(Code::UsernameTaken));
    assert!(accounts::user_named(&platform.svc, "mira").await.unwrap().is_none());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_mail_tells_of_it_and_older_ones_go(db: PgPool) {
    let platform = Platform::open(db).await;
    let session = platform.browser();
    accounts::register(&platform.svc, &session, "mira@example.org", PASSWORD, device(1), None).await.unwrap();
    let mira = Person { svc: platform.svc.clone(), user: accounts::sessions::current_user(&session).await.unwrap() };
    let asked = accounts::change_email(&platform.svc, &mira.user, PASSWORD, "other@example.org", device(1)).await;
    asked.unwrap();
    assert_eq!(platform.count("select count(*) from outgoing_mail where recipient = 'other@example.org'").await, 1);
    mira.erases(PASSWORD).await.unwrap();
    let mails: Vec<(String, String)> =
        sqlx::query_as("select recipient, subject from outgoing_mail").fetch_all(&platform.db).await.unwrap();
    assert_eq!(mails, [("mira@example.org".to_owned(), "Your account was erased".to_owned())]);
    assert_eq!(platform.count("select count(*) from session").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_last_administrator_cannot_be_erased(db: PgPool) {
    let platform = Platform::open(db).await;
    let boss = platform.administrator().await;
    assert_eq!(boss.erases(PASSWORD).await, Err(Code::LastAdministrator));
    let mira = platform.person("mira").await;
    platform.sql("update account set is_admin = true where id = $1", &[mira.id().0]).await;
    assert_eq!(boss.erases(PASSWORD).await, Ok(()));
    assert_eq!(platform.visitor().erases(PASSWORD).await, Err(Code::SigninRequired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn every_reference_to_an_account_is_declared(db: PgPool) {
    let keys: Vec<(String, i8)> = sqlx::query_as(
        "select conname::text, confdeltype from pg_constraint where contype = 'f' and confrelid = 'account'::regclass",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let stored: BTreeMap<String, OnErase> = keys
        .into_iter()
        .map(|(name, action)| match u8::try_from(action).unwrap() {
            b'c' => (name, OnErase::Deleted),
            b'n' => (name, OnErase::Kept),
            action => panic!("{name} forbids erasing: {}", char::from(action)),
        })
        .collect();
    let declared: BTreeMap<String, OnErase> =
        REFERENCES.iter().map(|reference| (reference.constraint.to_owned(), reference.erase)).collect();
    assert_eq!(declared, stored);
    assert_eq!(declared.len(), REFERENCES.len(), "each once");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn followers_who_come_and_go_meanwhile_do_not_stop_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let channels = [mira.channel, jonas.channel];
    let mut followers = Vec::new();
    for number in 0..6 {
        followers.push(platform.person(&format!("follower{number}")).await);
    }
    let come_and_go = async |person: &Person| {
        let mut answers = Vec::new();
        for _ in 0..4 {
            for channel in channels {
                answers.push(person.follows(channel).await.err());
                answers.push(person.unfollows(channel).await.err());
            }
        }
        answers
    };
    let busy = futures_util::future::join_all(followers.iter().map(come_and_go));
    let (owner, follower, answers) = tokio::join!(mira.erases(PASSWORD), followers[0].erases(PASSWORD), busy);
    assert_eq!((owner, follower), (Ok(()), Ok(())));
    let waited_in_vain = |code: &Code| matches!(code, Code::Internal | Code::Unavailable);
    let failed: Vec<Code> = answers.into_iter().flatten().flatten().filter(waited_in_vain).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

/// A statement that empties all of them would be cut off, and requests that wait for its rows would use the connections up.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_messages_of_a_large_account_are_emptied_in_slices(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let many = "insert into message (id, channel_id, account_id, seq, content)
                select gen_random_uuid(), $1, $2, n, 'hello' from generate_series(1, 12000) n";
    platform.sql(many, &[mira.channel.0, jonas.id().0]).await;
    let guard = "create function is_slice() returns trigger language plpgsql as $$ begin
                     if (select count(*) from changed) > 5000 then raise 'too many rows in one statement'; end if;
                     return null;
                 end $$;
                 create trigger is_slice after update on message referencing new table as changed
                     for each statement execute function is_slice()";
    sqlx::raw_sql(guard).execute(&db).await.unwrap();
    // What another statement has locked is left to the end.
    let mut busy = db.begin().await.unwrap();
    sqlx::query("select from message where seq = 6000 for update").execute(&mut *busy).await.unwrap();
    let erasing = {
        let (svc, user) = (jonas.svc.clone(), jonas.user.clone());
        tokio::spawn(async move { accounts::erase_account(&svc, &user, PASSWORD, None, device(1)).await })
    };
    let left = "select count(*) from message where content <> ''";
    until("all but one", async || (platform.count(left).await == 1).then_some(())).await;
    busy.rollback().await.unwrap();
    erasing.await.unwrap().unwrap();
    assert_eq!((platform.count(left).await, platform.count("select count(*) from message").await), (0, 12_000));
    assert_eq!(jonas.erases(PASSWORD).await, Err(Code::ValidationFailed), "it is gone");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn requests_of_an_account_that_has_just_gone_are_refused_clearly(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.person("mira").await, platform.person("jonas").await);
    jonas.erases(PASSWORD).await.unwrap();
    let (svc, gone) = (&platform.svc, &jonas.user);
    assert_eq!(outcome(blocks::block_user(svc, gone, "mira").await.map(drop)), Err(Code::SigninRequired));
    assert_eq!(outcome(accounts::send_verification(svc, gone, device(1)).await), Err(Code::SigninRequired));
    assert_eq!(jonas.makes_channel("late").await, Err(Code::SigninRequired));
    assert_eq!(
        outcome(blocks::block_user(svc, &mira.user, &jonas.id().to_string()).await.map(drop)),
        Err(Code::NotFound)
    );
}

//! What a join costs the server in a crowd. Linux only, where the processor time of one thread can be read.

use crate::actors::Platform;
use domain::chat::Participant;
use services::chat::Joined;
use services::chat::outlet::Outlet;
use sqlx::PgPool;
use std::collections::HashSet;
use std::time::Duration;
use uuid::Uuid;

/// Joins that are measured together.
const JOINS: u128 = 100;
/// Measurements of which the least counts, since caches and the machine's other work only ever add to it.
const ROUNDS: usize = 8;

/// Processor time of this thread so far. It runs the room, too: a test's runtime has one thread.
fn processor() -> Duration {
    let figures = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(figures.split(' ').next().unwrap().parse().unwrap())
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_join_costs_in_a_room_of_ten_thousand_what_it_costs_in_one_of_a_thousand(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let join = async |number: u128| -> Joined {
        let id = Uuid::from_u128(number).into();
        let person = Participant {
            id,
            username: format!("user{number}"),
            display_name: format!("User {number}"),
            badges: Vec::new(),
        };
        mira.svc.rooms.join(mira.channel, Some(person), Outlet::new(None).subscribe(HashSet::new())).await.unwrap()
    };
    let mut members = Vec::new();
    let mut least = Vec::new();
    for crowd in [1_000, 10_000] {
        while members.len() < crowd {
            members.push(join(members.len() as u128 + 1).await);
        }
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let begin = processor();
            for number in 0..JOINS {
                drop(join(1_000_000 + number).await);
            }
            rounds.push(processor() - begin);
        }
        least.push(rounds.into_iter().min().unwrap());
    }
    let [small, large] = least[..] else { panic!("two crowds were measured: {least:?}") };
    println!("{JOINS} joins and leaves: {small:?} among 1000, {large:?} among 10,000");
    assert!(large.as_secs_f64() <= 1.5 * small.as_secs_f64(), "{small:?} among 1000, {large:?} among 10,000");
    // The crowd is still there, and so is what newcomers are told of it.
    let told: serde_json::Value = serde_json::from_slice(&join(0).await.users).unwrap();
    assert_eq!(told["users"].as_array().map(Vec::len), Some(100), "{told}");
    assert_eq!(told["users"][0]["username"], "user0");
    drop(members);
}

//! Who counts, for how long, and who does not.

use super::*;

/// An audience and a clock, in seconds.
struct TestAudience {
    audience: StreamAudience,
    start: Instant,
}

impl TestAudience {
    fn new() -> Self {
        let start = Instant::now();
        Self { audience: StreamAudience::new(start), start }
    }

    fn at(&self, seconds: u64) -> Instant {
        self.start + Duration::from_secs(seconds)
    }

    fn beat(&mut self, session: u128, who: Who, device: u64, seconds: u64) {
        let now = self.at(seconds);
        self.audience.beat(Uuid::from_u128(session), who, place(device), now);
    }

    fn end(&mut self, session: u128, seconds: u64) {
        let now = self.at(seconds);
        self.audience.end(Uuid::from_u128(session), now);
    }

    fn fetched(&mut self, device: u64, seconds: u64) {
        let now = self.at(seconds);
        self.audience.fetched(place(device), now);
    }

    fn count(&mut self, seconds: u64) -> i32 {
        let now = self.at(seconds);
        self.audience.count(now)
    }
}

/// Each device in a network of its own.
fn place(device: u64) -> ViewerPlace {
    of_network(device, device)
}

/// In a network that is part of no wider one.
fn of_network(device: u64, network: u64) -> ViewerPlace {
    ViewerPlace { device, networks: [Some((network, 1)), None, None] }
}

fn person(id: u128) -> Who {
    Who::Person(Uuid::from_u128(id).into())
}

#[test]
fn a_session_counts_from_its_first_beat_until_it_ends_or_falls_silent() {
    let mut stage = TestAudience::new();
    assert_eq!(stage.count(0), 0);
    stage.beat(1, Who::Anonymous, 1, 0);
    stage.beat(2, Who::Anonymous, 2, 0);
    stage.beat(2, Who::Anonymous, 2, 15);
    assert_eq!((stage.count(40), stage.count(41)), (2, 1));
    stage.end(2, 45);
    assert_eq!(stage.count(45), 0);
    assert!(!stage.audience.is_idle(stage.at(45)), "what was watched is not stored yet");
    // Who comes back after a silence is counted again, and the silence was not watched.
    let before = stage.audience.seconds();
    stage.beat(1, Who::Anonymous, 1, 100);
    assert_eq!((stage.count(100), stage.audience.seconds()), (1, before));
}

#[test]
fn a_person_counts_once_and_the_owner_never() {
    let mut stage = TestAudience::new();
    stage.beat(1, person(7), 1, 0);
    stage.beat(2, person(7), 2, 0);
    stage.beat(3, person(8), 3, 0);
    stage.beat(4, Who::Owner, 4, 0);
    stage.beat(5, Who::Anonymous, 1, 0);
    assert_eq!(stage.count(1), 3, "two people, and a visitor on the device of one");
    stage.end(1, 2);
    assert_eq!(stage.count(2), 3, "the other window still plays");
    stage.end(2, 3);
    assert_eq!(stage.count(3), 2);
    stage.end(2, 3);
    assert_eq!(stage.count(3), 2, "an end said twice ends one");
    assert_eq!(stage.audience.seconds(), 3, "three seconds of one person, not five of two windows");
}

#[test]
fn devices_that_fetch_playlists_count_unless_a_player_there_beats() {
    let mut stage = TestAudience::new();
    stage.fetched(1, 0);
    stage.fetched(2, 0);
    assert_eq!((stage.count(1), stage.audience.views), (2, 0));
    stage.beat(1, Who::Anonymous, 1, 2);
    stage.fetched(1, 5);
    assert_eq!(stage.count(6), 2, "scripted, and seen fetching, is one viewer");
    stage.beat(2, Who::Owner, 2, 7);
    assert_eq!(stage.count(8), 1, "the owner's preview fetches playlists too");
    stage.end(1, 9);
    stage.fetched(3, 10);
    stage.fetched(3, 20);
    assert_eq!((stage.count(60), stage.count(61)), (1, 0));
    assert_eq!(stage.audience.views, 1, "the one that went on for ten seconds");
}

#[test]
fn time_watched_is_the_time_between_beats_but_never_much_more_than_the_interval() {
    let mut stage = TestAudience::new();
    for seconds in [0, 15, 30, 69] {
        stage.beat(1, Who::Anonymous, 1, seconds);
    }
    assert_eq!(stage.audience.seconds(), 30 + 30);
    stage.fetched(2, 0);
    stage.fetched(2, 5);
    assert_eq!(stage.audience.seconds(), 65);
    let now = stage.at(69);
    assert!(stage.audience.has_waited(now, Duration::from_secs(15)));
    stage.audience.stored(2, 64, 0, now);
    assert_eq!(stage.audience.seconds(), 1, "what came meanwhile is stored the next time");
    assert!(!stage.audience.has_waited(now, Duration::from_secs(15)));
}

#[test]
fn ten_seconds_are_a_view_and_each_viewer_has_one() {
    let mut stage = TestAudience::new();
    stage.beat(1, Who::Anonymous, 1, 0);
    stage.beat(1, Who::Anonymous, 1, 9);
    stage.beat(2, person(7), 2, 0);
    stage.beat(3, Who::Owner, 3, 0);
    stage.end(3, 15);
    assert_eq!(stage.audience.views, 0);
    stage.end(1, 10);
    stage.beat(2, person(7), 2, 15);
    assert_eq!(stage.audience.views, 2);
    // The page loaded again, and another window.
    for (session, who, device) in [(11, Who::Anonymous, 1), (12, person(7), 4)] {
        stage.beat(session, who, device, 20);
        stage.end(session, 40);
    }
    assert_eq!(stage.audience.views, 2);
    stage.end(2, 41);
    stage.audience.stored(0, stage.audience.seconds(), 2, stage.at(41));
    let hour = 3600;
    assert!(!stage.audience.is_idle(stage.at(hour)), "who has viewed it is remembered");
    assert!(stage.audience.is_idle(stage.at(41 + hour)));
}

#[test]
fn one_network_has_so_many_views() {
    let mut stage = TestAudience::new();
    for round in 0..5 {
        for number in 0..10 {
            let id = round * 10 + number;
            let place = of_network(id, 99);
            stage.audience.beat(Uuid::from_u128(id.into()), Who::Anonymous, place, stage.at(round * 20));
            stage.end(id.into(), round * 20 + 10);
        }
    }
    assert_eq!(stage.audience.views, 20, "though there were never more than ten viewers");
}

#[test]
fn a_wide_network_has_a_few_shares_however_many_narrow_ones_it_has() {
    let mut stage = TestAudience::new();
    let now = stage.start;
    for number in 0..100 {
        // Each viewer in a /64 of their own, two /56 in one /48.
        let networks = [Some((number, 1)), Some((1000 + number % 2, 2)), Some((2000, 4))];
        let place = ViewerPlace { device: number, networks };
        stage.audience.beat(Uuid::from_u128(number.into()), Who::Anonymous, place, now);
    }
    assert_eq!(stage.count(0), 80);
    for number in 100..200 {
        let networks = [Some((number, 1)), Some((1002, 2)), Some((2001, 4))];
        stage.audience.fetched(ViewerPlace { device: number, networks }, now);
    }
    assert_eq!(stage.count(0), 80 + 40);
    assert_eq!(stage.count(60), 0);
    assert!(stage.audience.networks.is_empty(), "and nothing is left behind");
}

#[test]
fn one_network_cannot_make_a_crowd() {
    let mut stage = TestAudience::new();
    let now = stage.start;
    let crowd = |device| of_network(device, 99);
    for session in 0..100 {
        stage.audience.beat(Uuid::from_u128(session), Who::Anonymous, crowd(session as u64), now);
        stage.audience.fetched(crowd(1000 + session as u64), now);
    }
    assert_eq!(stage.count(0), 20);
    // Places that become free are taken by others; people who are signed in need none.
    stage.end(0, 1);
    stage.beat(500, person(7), 7, 1);
    stage.audience.beat(Uuid::from_u128(501), Who::Anonymous, crowd(501), now);
    assert_eq!(stage.count(1), 21);
    let free = ViewerPlace { device: 5, networks: ViewerNetworks::default() };
    for session in 1000..1100 {
        stage.audience.beat(Uuid::from_u128(session), Who::Anonymous, free, now);
    }
    assert_eq!(stage.count(1), 121, "where no limit is wanted there is none");
    assert_eq!(stage.count(60), 0);
    assert!(stage.audience.networks.is_empty() && stage.audience.devices.is_empty(), "and nothing is left behind");
}

#[test]
fn after_a_restart_the_count_waits_for_its_players() {
    let start = Instant::now();
    let mut stage = TestAudience { audience: StreamAudience::resumed(3, start), start };
    assert_eq!((stage.count(0), stage.audience.told), (3, Some(3)), "no dip, and nothing to tell");
    assert!(!stage.audience.is_idle(start));
    stage.beat(1, Who::Anonymous, 1, 2);
    stage.fetched(2, 3);
    assert_eq!(stage.count(19), 3);
    assert_eq!(stage.count(20), 2);
    stage.beat(1, Who::Anonymous, 1, 20);
    stage.fetched(2, 20);
    assert_eq!(stage.audience.views, 0, "those who came back, viewed before");
    for session in 10..15 {
        stage.beat(session, Who::Anonymous, 10 + session as u64, 20);
    }
    assert_eq!(stage.count(20), 7);
}

//! Rate limits: token buckets per account or network, in memory.

use crate::Result;
use domain::{ChannelId, Problem, UserId};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::{StateInformationMiddleware, StateSnapshot};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use media::networks::{self, Network, SHARES};
use std::cell::Cell;
use std::{hash::Hash, net::IpAddr, num::NonZeroU32, time::Duration};

/// What is left of a limit, once a request has taken from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Name of the limit.
    pub name: &'static str,
    /// Tokens of a full bucket.
    pub count: u32,
    /// How long it takes an empty bucket to fill.
    pub per: Duration,
    /// Tokens that are left.
    pub left: u32,
    /// When the bucket is full again.
    pub full_in: Duration,
}

/// What a request has taken from limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takings {
    /// The tightest of the limits that it took from: the one of which the smallest share is left.
    pub tightest: Option<Taken>,
    /// The limit that refused last. It is about the answer only if that is the refusal: some refusals are kept from the client.
    pub refused: Option<Taken>,
}

tokio::task_local! {
    /// What the request of this task has taken.
    static TAKINGS: Cell<Takings>;
}

/// Runs a request, and tells what it has taken from limits.
pub async fn watched<T>(request: impl Future<Output = T>) -> (T, Takings) {
    let run = async {
        let output = request.await;
        (output, TAKINGS.with(Cell::get))
    };
    TAKINGS.scope(Cell::default(), run).await
}

type Limiter<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// A token bucket per key, refilled evenly.
pub struct Limit<K: Hash + Eq + Clone> {
    /// As clients are told it. None if they are not told of it at all.
    name: Option<&'static str>,
    /// Whether clients are told what is left. Of what is kept per account they are not, because others, too, take from that: they are told only
    /// that nothing is left, when it refuses them.
    tells_rest: bool,
    count: u32,
    per: Duration,
    /// None where limits are off.
    limiter: Option<Limiter<K>>,
}

impl<K: Hash + Eq + Clone> Limit<K> {
    fn new(enabled: bool, name: &'static str, count: u32, per: Duration) -> Self {
        Self { tells_rest: true, ..Self::of_account(enabled, name, count, per) }
    }

    /// One that tells clients only that it refuses them.
    fn of_account(enabled: bool, name: &'static str, count: u32, per: Duration) -> Self {
        Self { name: Some(name), ..Self::untold(enabled, count, per) }
    }

    fn untold(enabled: bool, count: u32, per: Duration) -> Self {
        let quota = NonZeroU32::new(count)
            .and_then(|burst| Quota::with_period(per / count).map(|quota| quota.allow_burst(burst)));
        let limiter = |quota| RateLimiter::keyed(quota).with_middleware();
        Self { name: None, tells_rest: false, count, per, limiter: quota.filter(|_| enabled).map(limiter) }
    }

    /// Takes a token; if none is left, the problem says when to try again.
    pub fn take(&self, key: K) -> Result<()> {
        self.take_or(key, Problem::rate_limited)
    }

    /// Takes a token; if none is left, makes the problem from the milliseconds until there is one.
    pub fn take_or(&self, key: K, problem: impl FnOnce(u64) -> Problem) -> Result<()> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        let checked = limiter.check_key(&key);
        self.note(checked.as_ref().ok().map(StateSnapshot::remaining_burst_capacity));
        checked.map(drop).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            problem(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).max(1)).into()
        })
    }

    /// Notes for the request of this task what is left; none if the limit refuses.
    fn note(&self, left: Option<u32>) {
        let Some(name) = self.name else { return };
        let (count, per, refuses) = (self.count, self.per, left.is_none());
        let left = left.unwrap_or_default();
        let full_in = (per / count.max(1)).saturating_mul(count.saturating_sub(left));
        let taken = Taken { name, count, per, left, full_in };
        let share = |taken: Taken| f64::from(taken.left) / f64::from(taken.count.max(1));
        // Outside of requests, such as on sockets, it is not told.
        let _ = TAKINGS.try_with(|takings| {
            let mut known = takings.get();
            if self.tells_rest && known.tightest.is_none_or(|known| share(taken) < share(known)) {
                known.tightest = Some(taken);
            }
            if refuses {
                known.refused = Some(taken);
            }
            takings.set(known);
        });
    }

    fn forget_full(&self) {
        if let Some(limiter) = &self.limiter {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// A limit for networks: an IPv4 address, or an IPv6 /64 and, with more tokens, the /56 and the /48 around it.
pub struct NetworkLimit(Vec<(usize, Limit<Network>)>);

impl NetworkLimit {
    fn new(enabled: bool, name: &'static str, count: u32, per: Duration) -> Self {
        let limit =
            |shares: usize| (shares, Limit::new(enabled, name, count * u32::try_from(shares).unwrap_or(1), per));
        Self(SHARES.map(limit).into())
    }

    /// Takes a token of each network of the address; if one has none left, the problem says when to try again.
    pub fn take(&self, address: IpAddr) -> Result<()> {
        self.take_or(address, Problem::rate_limited)
    }

    /// The same, with a problem made from the milliseconds until there is a token.
    pub fn take_or(&self, address: IpAddr, problem: fn(u64) -> Problem) -> Result<()> {
        // The narrowest first: what is refused there takes nothing from the neighbours.
        for (network, shares) in networks::all(address) {
            if let Some((_, limit)) = self.0.iter().find(|(known, _)| *known == shares) {
                limit.take_or(network, problem)?;
            }
        }
        Ok(())
    }

    fn forget_full(&self) {
        self.0.iter().for_each(|(_, limit)| limit.forget_full());
    }
}

/// Every limit of the platform.
pub struct Limits {
    /// Sign-in attempts per e-mail.
    pub login_account: Limit<String>,
    /// Sign-in attempts per e-mail by browsers whose owner opened the link that passes the limit above.
    pub login_passed: Limit<String>,
    /// Mails with such a link, per e-mail.
    pub login_mail: Limit<String>,
    /// Passwords that a signed-in user types to prove who they are, per account. Strangers use none of them up.
    pub proof_account: Limit<UserId>,
    /// Sign-in attempts per network.
    pub login_address: NetworkLimit,
    /// Codes of two-factor sign-in that are tried, per account. It can be low: without the right password a stranger uses none of them up.
    pub code_account: Limit<UserId>,
    /// Codes of two-factor sign-in that are tried, per network.
    pub code_network: NetworkLimit,
    /// Steps of signing in through a provider, per network.
    pub provider_sign_in: NetworkLimit,
    /// Mails that a page was asked to send, per recipient: a stranger must not fill a mailbox.
    pub mail_address: Limit<String>,
    /// Mails that a page was asked to send, per network of the asker.
    pub mail_network: NetworkLimit,
    /// Mailed links that are tried, per network.
    pub mailed_link: NetworkLimit,
    /// New accounts per network.
    pub register: NetworkLimit,
    /// Chat messages per person.
    pub chat: Limit<UserId>,
    /// The same for the owner, moderators and staff.
    pub moderator_chat: Limit<UserId>,
    /// What a moderator does: many bans in a row end a raid.
    pub moderation: Limit<UserId>,
    /// Reports of a person.
    pub report: Limit<UserId>,
    /// Appeals of a person, refused ones included.
    pub appeal: Limit<UserId>,
    /// Wrong stream keys per network.
    pub bad_key: NetworkLimit,
    /// Starts of a channel's streams.
    pub start: Limit<ChannelId>,
    /// Encoders that come with the right key, for each channel: each one that comes or goes is told to open pages.
    pub publish: Limit<ChannelId>,
    /// Changes of a channel and new stream keys.
    pub channel_change: Limit<ChannelId>,
    /// Channels that a person makes: an account may own few, but could make and delete them again and again.
    pub channel: Limit<UserId>,
    /// Changes of a person's profile.
    pub profile: Limit<UserId>,
    /// Pictures that a person uploads: each is decoded, resized and stored.
    pub picture: Limit<UserId>,
    /// Emotes that are added to a channel: each is a picture, too, but a new channel adds many.
    pub emote: Limit<ChannelId>,
    /// Downloads of VODs that are begun, per network: each reads the VOD's playlist from storage. The pages send HEAD and then GET for each file.
    pub download: NetworkLimit,
    /// Downloads of an account's data: each reads all of its recordings from storage.
    pub export: Limit<UserId>,
    /// Access tokens that a person makes.
    pub new_token: Limit<UserId>,
    /// What a person follows, and no longer follows.
    pub follow: Limit<UserId>,
    /// Whom a person blocks, and no longer blocks.
    pub block: Limit<UserId>,
    /// Searches for a text, per network: few are answered at a time, and one network must not take all turns.
    pub search: NetworkLimit,
    /// Changes of title, description and visibility of a channel's streams.
    pub stream_change: Limit<ChannelId>,
    /// Moments that are marked in a channel's streams.
    pub marker: Limit<ChannelId>,
    /// New and changed webhooks, new secrets, and deliveries that an owner asks for, of a channel.
    pub webhook: Limit<ChannelId>,
    /// Playback sessions opened per network.
    pub playback: NetworkLimit,
}

impl Limits {
    /// All limits, or none for load tests.
    pub fn new(enabled: bool) -> Self {
        let (second, minute, hour) = (Duration::from_secs(1), Duration::from_secs(60), Duration::from_secs(3600));
        Self {
            login_account: Limit::of_account(enabled, "login-account", 5, minute),
            login_passed: Limit::of_account(enabled, "login-passed", 5, minute),
            login_mail: Limit::untold(enabled, 1, minute),
            proof_account: Limit::of_account(enabled, "proof-account", 5, minute),
            login_address: NetworkLimit::new(enabled, "login-address", 20, minute),
            code_account: Limit::of_account(enabled, "code-account", 5, 5 * minute),
            code_network: NetworkLimit::new(enabled, "code-network", 20, minute),
            provider_sign_in: NetworkLimit::new(enabled, "provider-sign-in", 40, minute),
            mail_address: Limit::of_account(enabled, "mail-address", 5, hour),
            mail_network: NetworkLimit::new(enabled, "mail-network", 20, hour),
            mailed_link: NetworkLimit::new(enabled, "mailed-link", 30, minute),
            register: NetworkLimit::new(enabled, "register", 5, hour),
            chat: Limit::new(enabled, "chat", 20, Duration::from_secs(30)),
            moderator_chat: Limit::new(enabled, "moderator-chat", 100, Duration::from_secs(30)),
            bad_key: NetworkLimit::new(enabled, "bad-key", 10, minute),
            start: Limit::new(enabled, "start", 30, 10 * minute),
            publish: Limit::untold(enabled, 30, minute),
            moderation: Limit::new(enabled, "moderation", 120, minute),
            report: Limit::new(enabled, "report", 10, hour),
            appeal: Limit::new(enabled, "appeal", 10, hour),
            channel_change: Limit::new(enabled, "channel-change", 30, minute),
            channel: Limit::new(enabled, "channel", 40, hour),
            profile: Limit::new(enabled, "profile", 30, minute),
            picture: Limit::new(enabled, "picture", 20, hour),
            emote: Limit::new(enabled, "emote", 60, hour),
            download: NetworkLimit::new(enabled, "download", 60, 10 * minute),
            export: Limit::new(enabled, "export", 10, hour),
            new_token: Limit::new(enabled, "new-token", 20, hour),
            follow: Limit::new(enabled, "follow", 60, minute),
            block: Limit::new(enabled, "block", 60, minute),
            search: NetworkLimit::new(enabled, "search", 30, 10 * second),
            stream_change: Limit::new(enabled, "stream-change", 20, minute),
            marker: Limit::new(enabled, "marker", 30, minute),
            webhook: Limit::new(enabled, "webhook", 30, minute),
            playback: NetworkLimit::new(enabled, "playback", 60, minute),
        }
    }

    /// Drops keys whose bucket is full again, so that memory use does not grow with every key ever seen.
    pub fn forget_full(&self) {
        self.login_account.forget_full();
        self.login_passed.forget_full();
        self.login_mail.forget_full();
        self.proof_account.forget_full();
        self.login_address.forget_full();
        self.code_account.forget_full();
        self.code_network.forget_full();
        self.provider_sign_in.forget_full();
        self.mail_address.forget_full();
        self.mail_network.forget_full();
        self.mailed_link.forget_full();
        self.register.forget_full();
        self.chat.forget_full();
        self.moderator_chat.forget_full();
        self.bad_key.forget_full();
        self.start.forget_full();
        self.publish.forget_full();
        self.moderation.forget_full();
        self.report.forget_full();
        self.appeal.forget_full();
        self.channel_change.forget_full();
        self.channel.forget_full();
        self.profile.forget_full();
        self.picture.forget_full();
        self.emote.forget_full();
        self.download.forget_full();
        self.export.forget_full();
        self.new_token.forget_full();
        self.follow.forget_full();
        self.block.forget_full();
        self.search.forget_full();
        self.stream_change.forget_full();
        self.marker.forget_full();
        self.webhook.forget_full();
        self.playback.forget_full();
    }
}

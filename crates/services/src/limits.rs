//! Rate limits: token buckets per account or network, in memory.

use crate::Result;
use domain::{ChannelId, Problem, UserId};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock, clock::DefaultClock};
use media::networks::{self, Network, SHARES};
use std::{hash::Hash, net::IpAddr, num::NonZeroU32, time::Duration};

/// A token bucket per key, refilled evenly.
pub struct Limit<K: Hash + Eq + Clone>(Option<DefaultKeyedRateLimiter<K>>);

impl<K: Hash + Eq + Clone> Limit<K> {
    fn new(enabled: bool, count: u32, per: Duration) -> Self {
        let quota = NonZeroU32::new(count)
            .and_then(|burst| Quota::with_period(per / count).map(|quota| quota.allow_burst(burst)));
        Self(quota.filter(|_| enabled).map(RateLimiter::keyed))
    }

    /// Takes a token; if none is left, the problem says when to try again.
    pub fn take(&self, key: K) -> Result<()> {
        self.take_or(key, Problem::rate_limited)
    }

    /// Takes a token; if none is left, makes the problem from the milliseconds until there is one.
    pub fn take_or(&self, key: K, problem: impl FnOnce(u64) -> Problem) -> Result<()> {
        let Some(limiter) = &self.0 else { return Ok(()) };
        limiter.check_key(&key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            problem(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).max(1)).into()
        })
    }

    fn forget_full(&self) {
        if let Some(limiter) = &self.0 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// A limit for networks: an IPv4 address, or an IPv6 /64 and, with more tokens, the /56 and the /48 around it.
pub struct NetworkLimit(Vec<(usize, Limit<Network>)>);

impl NetworkLimit {
    fn new(enabled: bool, count: u32, per: Duration) -> Self {
        let limit = |shares: usize| (shares, Limit::new(enabled, count * u32::try_from(shares).unwrap_or(1), per));
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
    /// New webhooks, new secrets, and deliveries that an owner asks for, of a channel.
    pub webhook: Limit<ChannelId>,
    /// Playback sessions opened per network.
    pub playback: NetworkLimit,
}

impl Limits {
    /// All limits, or none for load tests.
    pub fn new(enabled: bool) -> Self {
        let (second, minute, hour) = (Duration::from_secs(1), Duration::from_secs(60), Duration::from_secs(3600));
        Self {
            login_account: Limit::new(enabled, 5, minute),
            login_passed: Limit::new(enabled, 5, minute),
            login_mail: Limit::new(enabled, 1, minute),
            proof_account: Limit::new(enabled, 5, minute),
            login_address: NetworkLimit::new(enabled, 20, minute),
            code_account: Limit::new(enabled, 5, 5 * minute),
            code_network: NetworkLimit::new(enabled, 20, minute),
            provider_sign_in: NetworkLimit::new(enabled, 40, minute),
            mail_address: Limit::new(enabled, 5, hour),
            mail_network: NetworkLimit::new(enabled, 20, hour),
            mailed_link: NetworkLimit::new(enabled, 30, minute),
            register: NetworkLimit::new(enabled, 5, hour),
            chat: Limit::new(enabled, 20, Duration::from_secs(30)),
            moderator_chat: Limit::new(enabled, 100, Duration::from_secs(30)),
            bad_key: NetworkLimit::new(enabled, 10, minute),
            start: Limit::new(enabled, 30, 10 * minute),
            publish: Limit::new(enabled, 30, minute),
            moderation: Limit::new(enabled, 120, minute),
            report: Limit::new(enabled, 10, hour),
            appeal: Limit::new(enabled, 10, hour),
            channel_change: Limit::new(enabled, 30, minute),
            channel: Limit::new(enabled, 40, hour),
            profile: Limit::new(enabled, 30, minute),
            picture: Limit::new(enabled, 20, hour),
            export: Limit::new(enabled, 10, hour),
            new_token: Limit::new(enabled, 20, hour),
            follow: Limit::new(enabled, 60, minute),
            block: Limit::new(enabled, 60, minute),
            search: NetworkLimit::new(enabled, 30, 10 * second),
            stream_change: Limit::new(enabled, 20, minute),
            webhook: Limit::new(enabled, 30, minute),
            playback: NetworkLimit::new(enabled, 60, minute),
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
        self.export.forget_full();
        self.new_token.forget_full();
        self.follow.forget_full();
        self.block.forget_full();
        self.search.forget_full();
        self.stream_change.forget_full();
        self.webhook.forget_full();
        self.playback.forget_full();
    }
}

//! The sentences of all mails, by language and template.
//!
//! A further language is one more [`Texts`] in [`ALL`]; accounts with a language that is not there get English.

/// The language of an account that has chosen none.
pub(crate) const LANGUAGE: &str = "en";

/// The sentences of a mail. `{name}`, and `{address}`, `{provider}`, `{channel}` or `{reason}`, stand for what differs.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub subject: &'static str,
    pub before: &'static [&'static str],
    /// The words of the link.
    pub link: &'static str,
    pub after: &'static [&'static str],
}

/// All mails in one language.
pub(super) struct Texts {
    /// Language tag (BCP 47).
    pub language: &'static str,
    pub greeting: &'static str,
    pub footer: &'static str,
    pub verify: Words,
    pub change: Words,
    pub reset: Words,
    pub password_changed: Words,
    pub two_factor_on: Words,
    pub two_factor_off: Words,
    pub recovery_codes: Words,
    pub identity_linked: Words,
    pub identity_unlinked: Words,
    pub address_changed: Words,
    pub login_limit: Words,
    pub disabled: Words,
    pub stream_ended: Words,
    pub channel_hidden: Words,
    pub channel_shown: Words,
    pub channel_deleted: Words,
    pub erased: Words,
    /// To an address that was never confirmed and may be a stranger's, no link is sent.
    pub unverified: &'static [&'static str],
    /// A new password would not be enough to sign in with.
    pub two_factor_on_unverified: &'static [&'static str],
}

static ALL: [&Texts; 1] = [&ENGLISH];

/// The texts of a language tag (BCP 47), or of its language alone, or the English ones.
pub(super) fn of(language: &str) -> &'static Texts {
    let primary = language.split('-').next().unwrap_or_default();
    let find = |tag: &str| ALL.iter().find(|texts| texts.language.eq_ignore_ascii_case(tag));
    find(language).or_else(|| find(primary)).unwrap_or(&ALL[0])
}

const MISTAKE: &[&str] = &["If you think that this is a mistake, contact them."];

static ENGLISH: Texts = Texts {
    language: "en",
    greeting: "Hello {name},",
    footer: "This mail was sent by AeThex Live at",
    verify: Words {
        subject: "Confirm your e-mail address",
        before: &["Welcome to AeThex Live. Please confirm that this e-mail address is yours."],
        link: "Confirm address",
        after: &[
            "The link works once, within a day. If you did not sign up, ignore this mail: you won't hear from us again.",
        ],
    },
    change: Words {
        subject: "Confirm your new e-mail address",
        before: &["You asked for this e-mail address to become that of your account. Please confirm that it is yours."],
        link: "Confirm address",
        after: &["The link works once, within a day. If you did not ask for this, ignore this mail."],
    },
    reset: Words {
        subject: "Choose a new password",
        before: &["A new password was requested for your account. If you requested it, choose one here."],
        link: "Choose a new password",
        after: &[
            "The link works once, within an hour. If this wasn't you, ignore this mail: your password stays as it is.",
        ],
    },
    password_changed: Words {
        subject: "Your password was changed",
        before: &["The password of your account was changed. If that was you, you don't need to do anything."],
        link: "This wasn't me: choose a new password",
        after: &["The link works once, within a week, and signs every device out."],
    },
    two_factor_on: Words {
        subject: "Two-factor sign-in was switched on",
        before: &[
            "From now on, signing in to your account needs your password and a code from your authenticator app, and other devices were \
             signed out. If that was you, you don't need to do anything.",
        ],
        link: "This wasn't me: undo it",
        after: &[
            "The link works once, within a week: two-factor sign-in is switched off, you choose a new password, and every device is signed out.",
        ],
    },
    two_factor_off: Words {
        subject: "Two-factor sign-in was switched off",
        before: &[
            "From now on, the password is enough to sign in to your account. If you wanted that, you don't need to do anything.",
        ],
        link: "This wasn't me: choose a new password",
        after: &[
            "The link works once, within a week: two-factor sign-in is on again with the app that you had, you choose a new password, and \
             every device is signed out. The old recovery codes do not come back; make new ones under Security.",
        ],
    },
    recovery_codes: Words {
        subject: "Your recovery codes were replaced",
        before: &[
            "Your account has new recovery codes, and the old ones do not work any more. If that was you, you don't need to do anything.",
        ],
        link: "This wasn't me: choose a new password",
        after: &["The link works once, within a week, and signs every device out. Afterwards make new recovery codes."],
    },
    identity_linked: Words {
        subject: "A way to sign in was added",
        before: &[
            "From now on, you can sign in to your account through {provider}. If you wanted that, you don't need to do anything.",
        ],
        link: "This wasn't me: undo it",
        after: &[
            "The link works once, within a week: {provider} is unlinked, you choose a new password, and every device is signed out.",
        ],
    },
    identity_unlinked: Words {
        subject: "A way to sign in was removed",
        before: &[
            "Your account can't be signed in to through {provider} any more, and other devices were signed out. If you wanted that, you \
             don't need to do anything.",
        ],
        link: "This wasn't me: choose a new password",
        after: &["The link works once, within a week, and signs every device out. Afterwards link {provider} again."],
    },
    address_changed: Words {
        subject: "Your e-mail address was changed",
        before: &["Your account has the e-mail address {address} now. If that was you, you don't need to do anything."],
        link: "This wasn't me: undo it",
        after: &[
            "The link works once, within a week: your account gets this address back and a new password, and every device is signed out.",
        ],
    },
    login_limit: Words {
        subject: "Strangers are trying passwords for your account",
        before: &[
            "Many wrong passwords were tried with your address, so signing in to your account has to wait. Your account is safe. If you want \
             to sign in now, the link lets your browser pass.",
        ],
        link: "Let this browser sign in",
        after: &[
            "The link works once, within three hours, and you still need your password. If you did not want to sign in, you \
             don't need to do anything.",
        ],
    },
    disabled: Words {
        subject: "Your account was disabled",
        before: &[
            "The people who run this site have disabled your account: you cannot sign in, and your channels are hidden. Their reason: {reason}",
        ],
        link: "",
        after: MISTAKE,
    },
    stream_ended: Words {
        subject: "Your stream was ended",
        before: &[
            "The people who run this site have ended your stream on {channel}. Their reason: {reason}",
            "Your stream key works no more. The stream manager shows a new one: with it you can stream again.",
        ],
        link: "",
        after: MISTAKE,
    },
    channel_hidden: Words {
        subject: "Your channel was hidden",
        before: &[
            "The people who run this site have hidden your channel {channel}: only you see it, and only they can show it again. Their reason: {reason}",
        ],
        link: "",
        after: MISTAKE,
    },
    channel_shown: Words {
        subject: "Your channel is no longer hidden",
        before: &["The people who run this site no longer hide your channel {channel}. Their reason: {reason}"],
        link: "",
        after: &[],
    },
    channel_deleted: Words {
        subject: "Your channel was deleted",
        before: &[
            "The people who run this site have deleted your channel {channel}, with its streams, videos and chat. Their reason: {reason}",
        ],
        link: "",
        after: MISTAKE,
    },
    erased: Words {
        subject: "Your account was erased",
        before: &[
            "Your account was erased, with its channels, recordings and messages. It can't be brought back. Thank you for the time with us.",
        ],
        link: "",
        after: &["If this wasn't you, contact the people who run this site."],
    },
    unverified: &["If this wasn't you, ask for a new password on the page for signing in."],
    two_factor_on_unverified: &["If this wasn't you, contact the people who run this site: they can switch it off."],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_is_missing_is_english() {
        for language in ["en", "EN", "en-GB", "tlh", "", "-"] {
            assert_eq!(of(language).language, "en", "{language:?}");
        }
    }
}

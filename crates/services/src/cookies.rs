//! The session cookie: what it is called, and which attributes guard it.

use crate::accounts::NewSession;
use std::time::Duration;

/// Makes session cookies. Over https the name carries `__Host-`, which binds it to this host and to Secure.
#[derive(Clone, Debug)]
pub struct Cookies {
    secure: bool,
}

impl Cookies {
    /// Cookies for this public URL; secure if it is https.
    pub fn new(public_url: &str) -> Self {
        Self { secure: public_url.starts_with("https://") }
    }

    /// Name of the session cookie.
    pub fn name(&self) -> &'static str {
        if self.secure { "__Host-aethex_session" } else { "aethex_session" }
    }

    /// `Set-Cookie` of a new session.
    pub fn issue(&self, session: &NewSession) -> String {
        self.renew(&session.token, session.max_age)
    }

    /// `Set-Cookie` of a session that is in use, with this lifetime from now.
    pub fn renew(&self, token: &str, max_age: Duration) -> String {
        format!("{}={token}{}; Max-Age={}", self.name(), self.attributes(), max_age.as_secs())
    }

    /// Whether browsers must use https.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// `Set-Cookie` that removes the cookie.
    pub fn clear(&self) -> String {
        format!("{}={}; Max-Age=0", self.name(), self.attributes())
    }

    /// The session's token in a `Cookie` header.
    pub fn find<'a>(&self, header: &'a str) -> Option<&'a str> {
        header
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.name())
            .map(|(_, value)| value)
    }

    fn attributes(&self) -> &'static str {
        if self.secure { "; Path=/; HttpOnly; SameSite=Lax; Secure" } else { "; Path=/; HttpOnly; SameSite=Lax" }
    }
}

//! A platform whose users may sign in through a provider, which says what the test wants.

use crate::actors::{PASSWORD, Platform, device};
use domain::accounts::Account;
use domain::identity::ProviderRefusal;
use serde_json::{Value, json};
use services::accounts::{self, CurrentUser, Session};
use services::identity::{self, Callback, Finished, ProviderSettings, SignInFailure};
use sqlx::PgPool;
use std::collections::HashMap;
use testkit::{Provider, SigningKey};
use time::OffsetDateTime;
use url::Url;

pub const NAME: &str = "company";
pub const CLIENT: &str = "aethex";

/// A platform with one provider.
pub struct Community {
    pub platform: Platform,
    pub provider: Provider,
    key: SigningKey,
}

/// A browser that is at the provider.
pub struct Visit {
    pub token: String,
    pub query: HashMap<String, String>,
}

impl Visit {
    /// What the provider sends it back with.
    pub fn callback(&self) -> Callback {
        Callback { state: Some(self.query["state"].clone()), code: Some("a code".into()), ..Callback::default() }
    }
}

impl Community {
    pub async fn open(db: PgPool) -> Self {
        Self::with(db, true).await
    }

    pub async fn with(db: PgPool, sign_up_open: bool) -> Self {
        let (provider, key) = (Provider::start().await, SigningKey::rsa("one"));
        let settings = ProviderSettings {
            name: NAME.into(),
            label: "Company".into(),
            issuer: provider.url().parse().unwrap(),
            client_id: CLIENT.into(),
            client_secret: Some("s:cret".into()),
            scopes: "openid email".into(),
        };
        let platform = Platform::with_provider(db, settings, sign_up_open).await;
        let community = Self { platform, provider, key };
        community.describes(json!({}));
        community.provider.publishes(&[&community.key]);
        community
    }

    /// The provider describes itself, with more than the usual.
    pub fn describes(&self, more: Value) {
        let url = self.provider.url();
        let mut document = json!({
            "issuer": url,
            "authorization_endpoint": format!("{url}/authorize?tenant=1"),
            "token_endpoint": format!("{url}/token"),
            "userinfo_endpoint": format!("{url}/userinfo"),
            "end_session_endpoint": format!("{url}/end"),
            "jwks_uri": format!("{url}/jwks"),
        });
        document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.provider.answers("/.well-known/openid-configuration", 200, document);
    }

    pub async fn user(&self, session: &Session) -> CurrentUser {
        accounts::sessions::current_user(session).await.unwrap()
    }

    pub async fn leaves(&self, session: &Session, link: Option<&str>) -> Visit {
        let (svc, user) = (&self.platform.svc, self.user(session).await);
        let begun = identity::begin_sign_in(svc, &user, NAME, "/streams/night", link, &device(1)).await;
        let (address, token, is_link): (Url, String, bool) = begun.unwrap();
        assert_eq!((address.path(), is_link), ("/authorize", link.is_some()));
        Visit { token, query: address.query_pairs().into_owned().collect() }
    }

    /// The provider confirms a user to the server, with more or other claims than the usual.
    pub fn confirms(&self, visit: &Visit, others: Value) {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let mut claims = json!({
            "iss": self.provider.url(), "aud": CLIENT, "sub": "mira-1", "iat": now, "exp": now + 300, "nonce": visit.query["nonce"],
            "email": "mira@example.org", "email_verified": true, "preferred_username": "Mira.Night", "name": "Mira",
        });
        claims.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
        let token = json!({ "id_token": self.key.signs(&claims), "access_token": "access", "token_type": "Bearer" });
        self.provider.answers("/token", 200, token);
    }

    pub async fn returns(
        &self,
        session: &Session,
        visit: &Visit,
        callback: &Callback,
    ) -> Result<Finished, ProviderRefusal> {
        let (svc, user) = (&self.platform.svc, self.user(session).await);
        let finished = identity::finish_sign_in(svc, session, &user, NAME, &visit.token, callback, device(1)).await;
        finished.map_err(|failure| match failure {
            SignInFailure::Refused { why, .. } => why,
            SignInFailure::NoProvider => panic!("there is one"),
        })
    }

    /// From the button to the page behind it, with other claims than the usual.
    pub async fn signs_in(&self, session: &Session, others: Value) -> Result<Finished, ProviderRefusal> {
        let visit = self.leaves(session, None).await;
        self.confirms(&visit, others);
        self.returns(session, &visit, &visit.callback()).await
    }

    pub async fn links(&self, session: &Session, others: Value) -> Result<Finished, ProviderRefusal> {
        let user = self.user(session).await;
        let link = identity::begin_link(&self.platform.svc, &user, NAME, PASSWORD, device(1)).await.unwrap();
        let visit = self.leaves(session, Some(&link)).await;
        self.confirms(&visit, others);
        self.returns(session, &visit, &visit.callback()).await
    }

    pub async fn registers(&self, email: &str) -> Session {
        let session = self.platform.browser();
        accounts::register(&self.platform.svc, &session, email, PASSWORD, device(1), None).await.unwrap();
        session
    }

    pub async fn account(&self, session: &Session) -> Option<Account> {
        self.user(session).await.account().cloned()
    }

    pub async fn accounts(&self) -> i64 {
        self.platform.count("select count(*) from account").await
    }
}

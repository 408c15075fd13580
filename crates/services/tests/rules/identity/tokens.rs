//! Signed tokens, true and hostile ones, and the keys by which they are checked.

use serde_json::{Value, json};
use services::identity::http::HttpClient;
use services::identity::keys::KeySet;
use services::identity::token::{Expected, Recipient, TokenError};
use testkit::{Provider, SigningKey};
use time::OffsetDateTime;

const ISSUER: &str = "https://id.example.org";
const CLIENT: Expected<'_> = Expected { issuer: ISSUER, recipient: Recipient::Client("aethex") };

fn claims() -> Value {
    let now = OffsetDateTime::now_utc().unix_timestamp();
    json!({ "iss": ISSUER, "aud": "aethex", "sub": "mira", "iat": now, "exp": now + 300 })
}

/// The usual claims, with others in place of some; null leaves one out.
fn with(others: Value) -> Value {
    let mut claims = claims();
    for (name, value) in others.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    claims
}

async fn keys_of(provider: &Provider, keys: &[&SigningKey]) -> KeySet {
    provider.publishes(keys);
    KeySet::new(HttpClient::new(), format!("{}/jwks", provider.url()).parse().unwrap())
}

async fn verify(keys: &KeySet, token: &str) -> Result<Value, TokenError> {
    keys.verify(token, &CLIENT).await
}

#[tokio::test]
async fn tokens_of_both_kinds_of_keys_count() {
    let (provider, rsa, ec) = (Provider::start().await, SigningKey::rsa("one"), SigningKey::ec("two"));
    let keys = keys_of(&provider, &[&rsa, &ec]).await;
    for key in [&rsa, &ec] {
        assert_eq!(verify(&keys, &key.signs(&claims())).await.unwrap()["sub"], "mira");
    }
    // Within the difference that clocks may have.
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let skewed = with(json!({ "exp": now - 30, "nbf": now + 30, "iat": now + 30 }));
    assert!(verify(&keys, &rsa.signs(&skewed)).await.is_ok());
    let several = with(json!({ "aud": ["other", "aethex"], "azp": "aethex" }));
    assert!(verify(&keys, &rsa.signs(&several)).await.is_ok());
    // Without an id it is the only key for the algorithm.
    let nameless = rsa.signs_under(&json!({ "alg": "RS256" }), &claims());
    assert!(verify(&keys, &nameless).await.is_ok());
    assert_eq!(provider.requests("/jwks").len(), 1, "keys are kept");
}

#[tokio::test]
async fn hostile_tokens_do_not_count() {
    let (provider, rsa, ec) = (Provider::start().await, SigningKey::rsa("one"), SigningKey::ec("two"));
    let keys = keys_of(&provider, &[&rsa, &ec]).await;
    let now = OffsetDateTime::now_utc().unix_timestamp();
    for (others, reason) in [
        (json!({ "iss": "https://id.example.org/" }), "Issuer"),
        (json!({ "iss": null }), "Issuer"),
        (json!({ "aud": "other" }), "Audience"),
        (json!({ "aud": null }), "Audience"),
        (json!({ "aud": ["other"] }), "Audience"),
        (json!({ "aud": ["aethex", "other"] }), "Audience"),
        (json!({ "azp": "other" }), "Audience"),
        (json!({ "exp": now - 61 }), "Expired"),
        (json!({ "exp": null }), "Malformed"),
        (json!({ "exp": "tomorrow" }), "Malformed"),
        (json!({ "nbf": now + 120 }), "NotYetValid"),
        (json!({ "iat": now + 120 }), "NotYetValid"),
    ] {
        let refused = verify(&keys, &rsa.signs(&with(others.clone()))).await;
        assert_eq!(format!("{:?}", refused.unwrap_err()), reason, "{others}");
    }
    let good = rsa.signs(&claims());
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (header, payload) = message.split_once('.').unwrap();
    let other_payload = rsa.signs(&with(json!({ "sub": "eve" })));
    let other_payload = other_payload.split('.').nth(1).unwrap();
    let stranger = SigningKey::ec("two");
    for (token, reason) in [
        // What was signed is not what it says.
        (format!("{header}.{other_payload}.{signature}"), "Signature"),
        (format!("{message}."), "Signature"),
        (stranger.signs(&claims()), "Signature"),
        // No signature, a shared secret, and an algorithm that the key is not for.
        (rsa.signs_under(&json!({ "alg": "none" }), &claims()), "Algorithm"),
        (rsa.signs_under(&json!({ "alg": "HS256", "kid": "one" }), &claims()), "Algorithm"),
        (rsa.signs_under(&json!({ "alg": "ES256", "kid": "one" }), &claims()), "Algorithm"),
        (rsa.signs_under(&json!({ "alg": "RS256", "kid": "two" }), &claims()), "Algorithm"),
        (rsa.signs_under(&json!({ "alg": "RS512", "kid": "one" }), &claims()), "Algorithm"),
        (rsa.signs_under(&json!({ "alg": "RS256", "kid": "one", "crit": ["exp"], "exp": 1 }), &claims()), "Malformed"),
        (format!("{good}="), "Malformed"),
        (format!("{good}.{signature}"), "Malformed"),
        (format!("{payload}.{signature}"), "Malformed"),
        ("a".repeat(20_000), "Malformed"),
        (String::new(), "Malformed"),
    ] {
        assert_eq!(format!("{:?}", verify(&keys, &token).await.unwrap_err()), reason, "{token}");
    }
    assert!(verify(&keys, &good).await.is_ok());
}

#[tokio::test]
async fn a_party_is_one_of_those_that_are_named() {
    let (provider, key) = (Provider::start().await, SigningKey::ec("one"));
    let keys = keys_of(&provider, &[&key]).await;
    let origins = ["https://live.example.org".to_owned()];
    let expected = Expected { issuer: ISSUER, recipient: Recipient::Party(&origins) };
    let of = |azp: Value| key.signs(&with(json!({ "aud": null, "azp": azp })));
    assert!(keys.verify::<Value>(&of("https://live.example.org".into()), &expected).await.is_ok());
    assert!(keys.verify::<Value>(&of(Value::Null), &expected).await.is_ok(), "a program that is no browser");
    let other = key.signs(&with(json!({ "azp": null })));
    assert!(
        matches!(keys.verify::<Value>(&other, &expected).await, Err(TokenError::Audience)),
        "another application's"
    );
    for azp in [json!("https://evil.example"), json!(""), json!(["https://live.example.org"])] {
        let refused = keys.verify::<Value>(&of(azp), &expected).await;
        assert!(matches!(refused, Err(TokenError::Audience)), "{refused:?}");
    }
}

#[tokio::test]
async fn new_keys_are_noticed_and_withdrawn_ones_stop_counting() {
    let (provider, old, new) = (Provider::start().await, SigningKey::rsa("old"), SigningKey::ec("new"));
    let keys = keys_of(&provider, &[&old]).await;
    assert!(verify(&keys, &old.signs(&claims())).await.is_ok());
    provider.publishes(&[&new]);
    assert!(verify(&keys, &new.signs(&claims())).await.is_ok());
    let refused = verify(&keys, &old.signs(&claims())).await;
    assert!(matches!(refused, Err(TokenError::UnknownKey)), "{refused:?}");
}

#[tokio::test]
async fn unknown_keys_do_not_make_the_server_a_tool_against_the_provider() {
    let (provider, key, stranger) = (Provider::start().await, SigningKey::rsa("one"), SigningKey::ec("two"));
    let keys = keys_of(&provider, &[&key]).await;
    for _ in 0..50 {
        let refused = verify(&keys, &stranger.signs(&claims())).await;
        assert!(matches!(refused, Err(TokenError::UnknownKey)), "{refused:?}");
    }
    let fetches = provider.requests("/jwks").len();
    assert!((2..10).contains(&fetches), "{fetches}");
    assert!(verify(&keys, &key.signs(&claims())).await.is_ok(), "known keys still count");
}

#[tokio::test]
async fn known_keys_count_while_the_provider_is_away() {
    let (provider, key, new) = (Provider::start().await, SigningKey::ec("one"), SigningKey::ec("new"));
    let keys = keys_of(&provider, &[&key]).await;
    assert!(verify(&keys, &key.signs(&claims())).await.is_ok());
    provider.answers("/jwks", 503, "maintenance");
    let late = verify(&keys, &new.signs(&claims())).await;
    assert!(matches!(late, Err(TokenError::KeysUnavailable(_))), "nothing is known of it: {late:?}");
    assert!(verify(&keys, &key.signs(&claims())).await.is_ok());
}

#[tokio::test]
async fn a_provider_that_sends_rubbish_or_nothing_has_no_keys() {
    let (provider, key) = (Provider::start().await, SigningKey::ec("one"));
    let token = key.signs(&claims());
    for (status, body) in [
        (500, "{}".to_owned()),
        (200, "<html>".into()),
        (200, "{\"keys\":{}}".into()),
        (200, format!("[{}1]", "1,".repeat(200_000))),
    ] {
        let keys = keys_of(&provider, &[]).await;
        provider.answers("/jwks", status, body);
        let refused = verify(&keys, &token).await;
        assert!(matches!(refused, Err(TokenError::KeysUnavailable(_))), "{refused:?}");
    }
    let url = format!("{}/jwks", provider.url()).parse().unwrap();
    drop(provider);
    for url in [url, "http://id.example.org/jwks".parse().unwrap()] {
        let refused = KeySet::new(HttpClient::new(), url).verify::<Value>(&token, &CLIENT).await;
        assert!(matches!(refused, Err(TokenError::KeysUnavailable(_))), "{refused:?}");
    }
    // Keys of kinds that are of no use, or broken ones, do not spoil the others.
    let provider = Provider::start().await;
    let keys = keys_of(&provider, &[]).await;
    let others =
        [json!({ "kty": "OKP", "kid": "one" }), json!(7), json!({ "kty": "RSA", "kid": "broken" }), key.public()];
    provider.answers("/jwks", 200, json!({ "keys": others }));
    let broken = SigningKey::rsa("broken").signs(&claims());
    assert!(matches!(verify(&keys, &broken).await, Err(TokenError::Algorithm)));
    // Two keys have this id; only one can have signed by ES256.
    assert!(verify(&keys, &token).await.is_ok());
}

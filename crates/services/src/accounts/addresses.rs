//! Addresses that were stored before an address had one form ([`Email`]): put into that form when the server starts.
//!
//! Where two old accounts turn out to have one address, both are kept. One has the canonical form; the other keeps the form in which it was
//! stored, and signs in by exactly that, until no other account has the canonical one. The log names both to the operator, because the program
//! cannot tell whose account is to stay.

use super::store::{self, StoredAddress};
use crate::{Result, Services};
use domain::accounts::Email;
use uuid::Uuid;

/// How many accounts are read at a time.
const PAGE: i64 = 500;

/// Puts stored addresses into their canonical form. Called at start.
pub async fn unify_addresses(svc: &Services) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let page = store::international_addresses(&svc.db, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        for account in page {
            unify(svc, account).await?;
        }
    }
}

/// The canonical form of a stored address, if it was stored in another one and mail can reach it.
pub(super) fn canonical_form(stored: &str) -> Option<Email> {
    Email::parse(stored).ok().filter(|email| email.as_str() != stored)
}

async fn unify(svc: &Services, account: StoredAddress) -> Result<()> {
    let Ok(email) = Email::parse(&account.email) else {
        tracing::warn!(
            "{} has an address that no mail can reach. Its owner cannot sign in with it: make another account for them with \
             `aethex user create`.",
            name(&account)
        );
        return Ok(());
    };
    if email.as_str() == account.email {
        return Ok(());
    }
    let holder = store::rewrite_email(&svc.db, account.id, &account.email, &email).await?;
    if let Some(other) = holder.filter(|holder| holder.id != account.id) {
        tracing::warn!(
            "{} and {} have one e-mail address, written in two ways. Both are kept, and each signs in with its address as it is written \
             here. Ask their owner to sign in to the one that is not needed and to give it another address under Security.",
            name(&other),
            name(&account)
        );
    }
    Ok(())
}

/// How the operator is told of an account.
fn name(account: &StoredAddress) -> String {
    match &account.username {
        Some(username) => format!("The account {username} <{}>", account.email),
        None => format!("The account {} <{}>", account.id, account.email),
    }
}

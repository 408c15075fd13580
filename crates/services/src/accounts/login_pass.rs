//! The limit of sign-ins per account, and how the account's owner passes it: strangers who type wrong passwords must not lock anybody out.
//!
//! When the limit refuses a try, the account's address is mailed a link, unless one that was mailed before is still unused. The link is used
//! once and gives the browser that opened it a sealed pass, with which the browser's tries count for themselves. The pass stands for neither
//! password nor code. The answer to a refused try is the same whether there is an account or not, and the account is looked for afterwards.

use super::credentials::{limit_links, link_expired};
use super::links::{self, Purpose};
use super::{Device, store};
use crate::mail::{self, Recipient, Template};
use crate::secrets::TokenPurpose;
use crate::{Result, Services};
use domain::Problem;
use domain::accounts::Email;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a browser's pass is good: longer than the account waits for the next link.
pub const LOGIN_PASS: Duration = Duration::from_secs(12 * 3600);

/// The longest address that is counted, in characters.
const LONGEST: usize = 254;

/// What a pass says: for which address it is.
#[derive(Serialize, Deserialize)]
struct LoginPass {
    email: String,
}

/// Takes a try to sign in from the limits of the network and of the account. `typed` is counted where it is no address.
///
/// Errors: `rate_limited`.
pub(super) fn limit_logins(svc: &Services, email: Option<&Email>, typed: &str, device: &Device) -> Result<()> {
    if let Some(address) = device.address {
        svc.limits.login_address.take(address)?;
    }
    let key: String = email.map_or(typed, Email::as_str).chars().take(LONGEST).collect();
    if passes(svc, device, &key) {
        return svc.limits.login_passed.take(key);
    }
    svc.limits.login_account.take_or(key, |wait| many_tries(svc, wait)).inspect_err(|_| {
        if let Some(email) = email {
            offer_link(svc, email, typed);
        }
    })
}

fn passes(svc: &Services, device: &Device, email: &str) -> bool {
    let pass = device.login_pass.as_deref();
    let pass = pass.and_then(|pass| svc.sealer.open_token::<LoginPass>(TokenPurpose::LoginPass, pass));
    pass.is_some_and(|pass| pass.email == email)
}

/// Has a link mailed, unless one was asked for a moment ago.
fn offer_link(svc: &Services, email: &Email, typed: &str) {
    if svc.limits.login_mail.take(email.as_str().to_owned()).is_err() {
        return;
    }
    let (owned, email, typed) = (svc.clone(), email.clone(), typed.to_owned());
    svc.tasks.spawn(async move {
        if let Err(error) = mail_link(&owned, &email, &typed).await {
            tracing::error!(%error, "a mail with a link past the limit of sign-ins could not be written");
        }
    });
}

async fn mail_link(svc: &Services, email: &Email, typed: &str) -> Result<()> {
    let Some(account) = store::account_at(&svc.db, email, typed).await? else { return Ok(()) };
    let Some(found) = store::account(&svc.db, account).await? else { return Ok(()) };
    let mut tx = svc.db.begin().await?;
    // Locked, so that of two tries at once one has a link mailed.
    if !store::lock(&mut tx, account).await? || links::exists(&mut tx, account, Purpose::Login).await? {
        return Ok(());
    }
    let token = links::make(&mut tx, account, Purpose::Login, email.as_str()).await?;
    let template = Template::LoginLimit { name: found.name(), token: &token };
    mail::queue(&mut tx, svc, Recipient::new(&found, email), template).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

/// Uses up the link of such a mail. Answers the pass, which the browser keeps for [`LOGIN_PASS`].
///
/// Errors: `link_expired`, `rate_limited`.
pub async fn open_login(svc: &Services, token: &str, device: &Device) -> Result<String> {
    limit_links(svc, device)?;
    let mut tx = svc.db.begin().await?;
    let link = links::take(&mut tx, token, [Purpose::Login; 2]).await?.ok_or_else(link_expired)?;
    tx.commit().await?;
    svc.sealer.seal_token(TokenPurpose::LoginPass, LoginPass { email: link.email }, LOGIN_PASS)
}

fn many_tries(svc: &Services, retry_after_ms: u64) -> Problem {
    let reason = match svc.settings.has_mail_server {
        true => {
            "Many passwords were tried with this address. If there is an account with it, its owner has mail with a link that passes this limit."
        }
        false => {
            "Many passwords were tried with this address. If there is an account with it, the people who run this site have a link for its \
             owner that passes this limit."
        }
    };
    Problem::limit_reached(reason, retry_after_ms)
}

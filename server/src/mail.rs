//! The mailer: sends what waits in the outbox, by SMTP, or into a folder as long as no mail server is set.

use crate::Failed;
use crate::config::Config;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use services::Services;
use services::mail::{self, DueMail};
use services::outage::Outage;
use std::collections::HashMap;
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::fs;
use tokio::io::AsyncWriteExt;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use url::{Host, Url};
use uuid::Uuid;

/// Pause between two looks into the outbox. What this server writes is told to it at once; this is for the command line and for what is due again.
const PAUSE: Duration = Duration::from_secs(5);
/// How long a mail server may take for one mail.
const PATIENCE: Duration = Duration::from_secs(60);
/// Mails that the folder keeps; the oldest go first.
const KEPT: usize = 500;

/// How a mail server refuses this server, not the mail: a sender whom it does not know (RFC 4954, section 6), or for whom it relays nothing
/// (RFC 5321, section 4.2.3). The settings are at fault.
const REFUSES_US: [u16; 5] = [530, 534, 535, 538, 554];

/// How mail leaves this server.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// Why a mail was not sent.
struct Refused {
    reason: String,
    /// Trying again does not help.
    is_final: bool,
}

impl Mailer {
    /// As the configuration says.
    pub fn new(config: &Config) -> Result<Self, Failed> {
        let from = match &config.mail_from {
            Some(from) => from.clone(),
            None => format!("AeThex Live <no-reply@{}>", host_of(&config.public_url())),
        };
        let from =
            from.parse().map_err(|_| "AETHEX_MAIL_FROM: needs a sender such as AeThex Live <live@example.org>")?;
        let way = match &config.smtp_url {
            Some(url) => {
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
                // The error of the library may repeat the address, which holds the password.
                Way::Smtp(transport.map_err(|_| "AETHEX_SMTP_URL: this address cannot be used")?.build())
            }
            None => Way::Folder(config.data_dir.join("mail")),
        };
        Ok(Self { from, way })
    }

    /// Sends what is due until `shutdown`.
    pub async fn run(&self, services: &Services, shutdown: &CancellationToken) {
        let mut outage = Outage::default();
        let mut storeless = Outage::default();
        loop {
            let due = match mail::next(services).await {
                Ok(due) => {
                    storeless.ends();
                    due
                }
                Err(error) => {
                    if storeless.begins() {
                        tracing::warn!(%error, "the outbox cannot be read at the moment");
                    }
                    None
                }
            };
            if let Some(due) = due {
                // What a stop interrupts is tried again after the next start.
                let delivered = tokio::select! {
                    delivered = self.deliver(&due) => delivered,
                    () = shutdown.cancelled() => return,
                };
                match &delivered {
                    Ok(()) if outage.ends() => tracing::info!("mail is sent again"),
                    Err(refused) if refused.is_final => {
                        tracing::warn!(mail = %due.id, reason = refused.reason, "a mail was refused");
                    }
                    Err(refused) if outage.begins() => {
                        tracing::warn!(
                            reason = refused.reason,
                            "mail cannot be sent at the moment, and will be tried again"
                        );
                    }
                    _ => {}
                }
                let noted = match delivered {
                    Ok(()) => self.note(services, &due).await,
                    Err(refused) => mail::failed(services, due.id, &refused.reason, refused.is_final).await,
                };
                if let Err(error) = noted {
                    tracing::warn!(%error, mail = %due.id, "what came of a mail could not be noted");
                }
                continue;
            }
            tokio::select! {
                () = services.mail_queued.notified() => {}
                () = sleep(PAUSE) => {}
                () = shutdown.cancelled() => return,
            }
        }
    }

    /// Notes that a mail was sent, or written.
    async fn note(&self, services: &Services, due: &DueMail) -> services::Result<()> {
        match &self.way {
            Way::Smtp(_) => mail::sent(services, due.id).await,
            Way::Folder(folder) => {
                mail::written(services, due.id).await?;
                if let Err(error) = keep_known(services, folder).await {
                    tracing::warn!(%error, folder = %folder.display(), "copies of mails could not be deleted");
                }
                Ok(())
            }
        }
    }

    async fn deliver(&self, due: &DueMail) -> Result<(), Refused> {
        let message = self.message(due).map_err(|error| Refused { reason: error.to_string(), is_final: true })?;
        match &self.way {
            Way::Smtp(transport) => match timeout(PATIENCE, transport.send(message)).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(Refused { is_final: is_final(&error), reason: error.to_string() }),
                Err(_) => Err(Refused { reason: "the mail server did not answer".into(), is_final: false }),
            },
            Way::Folder(folder) => {
                let file = folder.join(format!("{}.eml", due.id));
                let kept = keep(folder, &file, &message.formatted()).await;
                kept.map_err(|error| Refused { reason: error.to_string(), is_final: false })?;
                tracing::info!(file = %file.display(), "a mail was written; set AETHEX_SMTP_URL to have mail sent");
                Ok(())
            }
        }
    }

    /// People copy links out of the files in the folder, so these hold texts as they are. Not every mail server takes such mails.
    fn encoded(&self, text: &str) -> Body {
        match self.way {
            Way::Folder(_) => {
                Body::dangerous_pre_encoded(text.replace('\n', "\r\n").into_bytes(), ContentTransferEncoding::EightBit)
            }
            Way::Smtp(_) => Body::new(text.to_owned()),
        }
    }

    fn message(&self, due: &DueMail) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
        let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(self.encoded(&due.body.text));
        let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(self.encoded(&due.body.html));
        let body = MultiPart::alternative().singlepart(text).singlepart(html);
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, due.recipient.parse()?))
            .subject(due.subject.clone())
            // The same for every attempt, so that a mail that arrives twice is shown once.
            .message_id(Some(format!("<{}@{}>", due.id, self.from.email.domain())));
        Ok(message.multipart(body)?)
    }
}

/// Whether a mail server refused the mail for good (RFC 5321, section 4.2.1).
fn is_final(error: &smtp::Error) -> bool {
    let code = error.status().map(u16::from);
    error.is_permanent() && !code.is_some_and(|code| REFUSES_US.contains(&code))
}

/// Writes a mail into the folder and removes the oldest ones. Ids begin with the time, so their order is the files'.
async fn keep(folder: &Path, file: &Path, mail: &[u8]) -> io::Result<()> {
    // Links in mails let their reader into accounts.
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).await?;
    fs::set_permissions(folder, Permissions::from_mode(0o700)).await?;
    let unfinished = file.with_extension("tmp");
    let mut open = fs::OpenOptions::new();
    let mut writing = open.write(true).create(true).truncate(true).mode(0o600).open(&unfinished).await?;
    writing.write_all(mail).await?;
    writing.flush().await?;
    fs::rename(&unfinished, file).await?;
    let mut files = Vec::new();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        files.push(entry.path());
    }
    files.sort_unstable();
    for old in files.iter().take(files.len().saturating_sub(KEPT)) {
        fs::remove_file(old).await?;
    }
    Ok(())
}

/// Removes the files of mails that the outbox has forgotten, such as those of an account that was erased.
async fn keep_known(services: &Services, folder: &Path) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut files = HashMap::new();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        if let Some(id) = path.file_stem().and_then(|stem| Uuid::try_parse(stem.to_str()?).ok()) {
            files.insert(id, path);
        }
    }
    let ids: Vec<Uuid> = files.keys().copied().collect();
    for known in mail::known(services, &ids).await? {
        files.remove(&known);
    }
    for file in files.into_values() {
        fs::remove_file(file).await?;
    }
    Ok(())
}

/// The host of an origin, if it has a name of its own.
fn host_of(origin: &str) -> String {
    match Url::parse(origin).ok().and_then(|url| url.host().map(|host| host.to_owned())) {
        Some(Host::Domain(name)) => name,
        _ => "localhost".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use services::mail::Body as MailBody;
    use testkit::server::Folder;

    #[tokio::test]
    async fn without_a_mail_server_the_newest_mails_lie_in_a_folder() {
        let folder = Folder::new();
        let config = Config { data_dir: folder.path().into(), ..Config::of_defaults().unwrap() };
        let mailer = Mailer::new(&config).unwrap();
        let link = format!("http://127.0.0.1:3000/auth/verify?token={}&next=/users/ada", "a".repeat(64));
        let body = MailBody { text: format!("Hello Ada 🌲,\n\n{link}\n"), html: "<p>Hello Ada</p>".into() };
        let due = |number: u128| DueMail {
            id: Uuid::from_u128(number),
            recipient: "ada@example.org".into(),
            subject: "Grüße".into(),
            body: body.clone(),
        };
        for number in 0..=KEPT as u128 {
            assert!(mailer.deliver(&due(number)).await.is_ok());
        }
        let file = |number: u128| folder.path().join(format!("mail/{}.eml", Uuid::from_u128(number)));
        assert!(!file(0).exists() && file(1).exists());
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file(1)), mode(file(1).parent().unwrap())), (0o600, 0o700), "links in mails are secrets");
        let mail = std::fs::read_to_string(file(KEPT as u128)).unwrap();
        assert!(
            mail.contains("To: ada@example.org\r\n") && mail.contains("From: \"AeThex Live\" <no-reply@localhost>"),
            "{mail}"
        );
        assert!(mail.contains(&format!("\r\n{link}\r\n")), "a link that can be copied: {mail}");
        assert!(mail.contains("Hello Ada 🌲") && mail.contains("<p>Hello Ada</p>"), "{mail}");
        let unusable = DueMail { recipient: "no address".into(), ..due(9) };
        assert!(mailer.deliver(&unusable).await.is_err_and(|refused| refused.is_final));
    }
}

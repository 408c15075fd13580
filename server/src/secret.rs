//! The server's secret key: from the configuration, or created once in a file in the data directory that only its owner can read.

use crate::config::{Config, key_of_hex};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;

/// Why there is no secret key.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The file cannot be read or made.
    #[error("AETHEX_DATA_DIR: {path} cannot be read or made: {cause}")]
    File { path: String, cause: io::Error },
    /// The file holds something else.
    #[error(
        "{0} does not hold 64 hex digits. Restore it from a backup: without it stream keys can't be shown any more."
    )]
    Malformed(String),
}

/// The key that seals stream keys.
pub fn key(config: &Config) -> Result<[u8; 32], SecretError> {
    if let Some(key) = config.secret_key {
        return Ok(key);
    }
    let path = config.data_dir.join("secret.key");
    let failed = |cause| SecretError::File { path: path.display().to_string(), cause };
    match fs::read_to_string(&path) {
        Ok(text) => key_of_hex(&text).ok_or_else(|| SecretError::Malformed(path.display().to_string())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key = rand::random::<[u8; 32]>();
            fs::create_dir_all(&config.data_dir).map_err(failed)?;
            // Written to another file and renamed, so that a kill in between leaves no partial key.
            let aside = path.with_extension("new");
            let mut file =
                OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside).map_err(failed)?;
            file.write_all(hex::encode(key).as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
            fs::rename(&aside, &path).map_err(failed)?;
            Ok(key)
        }
        Err(error) => Err(failed(error)),
    }
}

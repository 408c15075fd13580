//! A playlist that is rendered once and shared by all its readers, plain and compressed.

use crate::Result;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

/// A text and its gzip form, which is made when the first reader asks for it.
#[derive(Debug)]
pub struct CompressedPlaylist {
    plain: Bytes,
    gzip: OnceCell<Bytes>,
}

impl CompressedPlaylist {
    /// A text that is not compressed yet.
    pub fn new(text: impl Into<Bytes>) -> Self {
        Self { plain: text.into(), gzip: OnceCell::new() }
    }

    /// The plain text; shared, not copied.
    pub fn plain(&self) -> Bytes {
        self.plain.clone()
    }

    /// The text compressed (RFC 1952); shared, not copied. Some texts have megabytes, so a blocking thread compresses them.
    ///
    /// # Errors
    /// `Task` when the runtime is being shut down.
    pub async fn gzip(&self) -> Result<Bytes> {
        let compressed = || async {
            let plain = self.plain();
            spawn_blocking(move || compress(&plain)).await
        };
        Ok(self.gzip.get_or_try_init(compressed).await?.clone())
    }
}

fn compress(plain: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::new(5));
    // Writing to a vector does not fail.
    let _ = encoder.write_all(plain);
    encoder.finish().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[tokio::test]
    async fn the_gzip_form_is_the_same_text_and_made_once() {
        let text = CompressedPlaylist::new("#EXTINF:2.00000,\n1.m4s\n".repeat(1000));
        let gzip = text.gzip().await.unwrap();
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == text.plain() && gzip.len() * 10 < unpacked.len(), "{} bytes", gzip.len());
        assert_eq!(text.gzip().await.unwrap().as_ptr(), gzip.as_ptr());
    }
}

//! A playlist as its readers get it: rendered once, compressed once.

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;
use std::sync::OnceLock;

/// A text and its gzip form, which is made when the first reader asks for it.
#[derive(Debug)]
pub struct PlaylistText {
    plain: Bytes,
    gzip: OnceLock<Bytes>,
}

impl PlaylistText {
    /// A text that is not compressed yet.
    pub fn new(text: impl Into<Bytes>) -> Self {
        Self { plain: text.into(), gzip: OnceLock::new() }
    }

    /// The plain text; shared, not copied.
    pub fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// The text compressed (RFC 1952); shared, not copied. The first call compresses, which blocks: about 10 ms for a megabyte.
    pub fn gzip(&self) -> &Bytes {
        self.gzip.get_or_init(|| {
            let mut encoder = GzEncoder::new(Vec::with_capacity(self.plain.len() / 4), Compression::new(5));
            // Writing to a vector does not fail; an empty body would be seen at once.
            let _ = encoder.write_all(&self.plain);
            encoder.finish().unwrap_or_default().into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn the_gzip_form_is_the_same_text_and_made_once() {
        let text = PlaylistText::new("#EXTINF:2.000001,\n1.m4s\n".repeat(1000));
        let gzip = text.gzip();
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == *text.plain() && gzip.len() * 10 < unpacked.len(), "{} bytes", gzip.len());
        assert_eq!(text.gzip().as_ptr(), gzip.as_ptr());
    }
}

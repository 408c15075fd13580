//! Reads an FLV file as it is written (Adobe FLV 10.1, annex E.2 and E.3): its tags as messages.

use crate::message::{Kind, Message};
use bytes::Bytes;
use std::io::{Error, ErrorKind, Result};
use tokio::io::{AsyncRead, AsyncReadExt, BufReader};

/// Longest tag body taken; a frame of a rung is far from it.
const LONGEST: usize = 4 * 1024 * 1024;

/// A reader behind the file's header.
pub(super) struct FlvReader<R>(BufReader<R>);

impl<R: AsyncRead + Unpin> FlvReader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidData`] when it is none, and what reading fails with.
    pub async fn open(input: R) -> Result<Self> {
        let mut input = BufReader::new(input);
        let mut header = [0; 9];
        input.read_exact(&mut header).await?;
        // Version 1, header of nine bytes.
        if !matches!(header, [b'F', b'L', b'V', 1, _, 0, 0, 0, 9]) {
            return Err(invalid("no FLV header"));
        }
        input.read_u32().await?;
        Ok(Self(input))
    }

    /// The next tag; `None` at the end of the file. Not to be dropped while it waits.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidData`] for what is no tag or too long, [`ErrorKind::UnexpectedEof`] for one cut short.
    pub async fn next(&mut self) -> Result<Option<Message>> {
        let mut header = [0; 11];
        if self.0.read(&mut header[..1]).await? == 0 {
            return Ok(None);
        }
        self.0.read_exact(&mut header[1..]).await?;
        let [kind, l2, l1, l0, t2, t1, t0, t3, _, _, _] = header;
        let kind = match kind {
            8 => Kind::Audio,
            9 => Kind::Video,
            18 => Kind::Data,
            _ => return Err(invalid("unknown kind of FLV tag")),
        };
        let length = u32::from_be_bytes([0, l2, l1, l0]) as usize;
        if length > LONGEST {
            return Err(invalid("FLV tag is too long"));
        }
        let mut payload = vec![0; length];
        self.0.read_exact(&mut payload).await?;
        // The length of the tag, repeated after it; the last one of a file may be missing.
        if let Err(error) = self.0.read_u32().await
            && error.kind() != ErrorKind::UnexpectedEof
        {
            return Err(error);
        }
        let timestamp = u32::from_be_bytes([t3, t2, t1, t0]);
        Ok(Some(Message { kind, timestamp, payload: Bytes::from(payload) }))
    }
}

fn invalid(why: &str) -> Error {
    Error::new(ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"FLV\x01\x05\0\0\0\x09\0\0\0\0\
        \x09\0\0\x02\x01\x02\x03\x04\0\0\0ab\0\0\0\x0d\
        \x12\0\0\x00\0\0\0\0\0\0\0\0\0\0\x0b";

    async fn read(bytes: &[u8]) -> Result<Vec<(Kind, u32, Bytes)>> {
        let mut reader = FlvReader::open(bytes).await?;
        let mut tags = Vec::new();
        while let Some(tag) = reader.next().await? {
            tags.push((tag.kind, tag.timestamp, tag.payload));
        }
        Ok(tags)
    }

    #[tokio::test]
    async fn tags_come_with_their_whole_time() {
        let tags = read(FILE).await.unwrap();
        assert_eq!(tags[0], (Kind::Video, 0x0401_0203, Bytes::from_static(b"ab")));
        assert_eq!((tags.len(), tags[1].0), (2, Kind::Data));
    }

    #[tokio::test]
    async fn what_is_cut_short_or_no_flv_is_an_error() {
        for end in 0..FILE.len() {
            // Between tags, and where only the length behind a tag is missing.
            let whole = end == 13 || (26..=30).contains(&end) || end >= 41;
            assert_eq!(read(&FILE[..end]).await.is_ok(), whole, "{end}");
        }
        assert!(read(b"FLV\x01\x05\0\0\0\x09\0\0\0\0\x07\0\0\0\0\0\0\0\0\0\0").await.is_err());
        assert!(read(b"FLV\x01\x05\0\0\0\x09\0\0\0\0\x09\xff\0\0\0\0\0\0\0\0\0").await.is_err());
        assert!(read(b"\x1aE\xdf\xa3 is another format").await.is_err());
    }
}

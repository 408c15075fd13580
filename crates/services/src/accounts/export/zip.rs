//! The ZIP file of an export while it is written. Its files are stored as they are: recordings are compressed already. All lengths have 64 bits
//! (APPNOTE.TXT, section 4.5.3), since they are not known before.

use super::Broken;
use async_zip::base::write::{EntryStreamWriter, ZipFileWriter};
use async_zip::{Compression, ZipDateTimeBuilder, ZipEntryBuilder};
use futures_util::AsyncWriteExt;
use serde::Serialize;
use std::io;
use time::{OffsetDateTime, UtcOffset};
use tokio::io::{BufWriter, DuplexStream};
use tokio_util::compat::{Compat, TokioAsyncWriteCompatExt};

/// Bytes of small writes that are sent together.
const BUFFER: usize = 16 * 1024;

type Pipe = Compat<BufWriter<DuplexStream>>;

pub struct Zip {
    writer: ZipFileWriter<Pipe>,
    /// The time that files without a time of their own bear.
    made_at: OffsetDateTime,
}

impl Zip {
    /// A ZIP file that is written to a pipe.
    pub fn new(pipe: DuplexStream, made_at: OffsetDateTime) -> Self {
        Self { writer: ZipFileWriter::new(BufWriter::with_capacity(BUFFER, pipe).compat_write()), made_at }
    }

    /// Adds a file. It has to be closed.
    pub async fn file(&mut self, name: &str, at: OffsetDateTime) -> Result<EntryStreamWriter<'_, Pipe>, Broken> {
        let at = at.to_offset(UtcOffset::UTC);
        let date = ZipDateTimeBuilder::new()
            .year(at.year())
            .month(u8::from(at.month()).into())
            .day(at.day().into())
            .hour(at.hour().into())
            .minute(at.minute().into())
            .second(at.second().into());
        // Without permissions, unzip would make files that their owner can't read.
        let entry = ZipEntryBuilder::new(name.into(), Compression::Stored).unix_permissions(0o644);
        Ok(self.writer.write_entry_stream(entry.last_modification_date(date.build())).await?)
    }

    /// Adds a file with one JSON object.
    pub async fn object(&mut self, name: &str, value: &impl Serialize) -> Result<(), Broken> {
        let mut file = self.file(name, self.made_at).await?;
        let mut text = serde_json::to_vec_pretty(value).map_err(io::Error::from)?;
        text.push(b'\n');
        file.write_all(&text).await?;
        Ok(file.close().await?)
    }

    /// Adds a file with an array of JSON, which has to be ended.
    pub async fn list(&mut self, name: &str) -> Result<List<'_>, Broken> {
        let mut file = self.file(name, self.made_at).await?;
        file.write_all(b"[").await?;
        Ok(List { file, is_empty: true })
    }

    /// Writes the end, without which the file can't be opened.
    pub async fn close(self) -> Result<(), Broken> {
        self.writer.close().await?.close().await?;
        Ok(())
    }
}

/// An array of JSON while it is written, an item on each line.
pub struct List<'a> {
    file: EntryStreamWriter<'a, Pipe>,
    is_empty: bool,
}

impl List<'_> {
    pub async fn push(&mut self, items: &[impl Serialize]) -> Result<(), Broken> {
        let mut text = Vec::new();
        for item in items {
            text.extend_from_slice(if std::mem::take(&mut self.is_empty) { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut text, item).map_err(io::Error::from)?;
        }
        Ok(self.file.write_all(&text).await?)
    }

    pub async fn end(mut self) -> Result<(), Broken> {
        self.file.write_all(if self.is_empty { b"]\n" } else { b"\n]\n" }).await?;
        Ok(self.file.close().await?)
    }
}

//! Keys of an archive's objects in storage.

use domain::StreamId;
use uuid::Uuid;

/// Prefix of all of a stream's objects in storage, whichever folder below it holds the archive.
pub fn prefix(stream: StreamId) -> String {
    format!("streams/{stream}/")
}

/// The folder of a stream's archive. Where the bucket is public, its name works like a password: 122 random bits that only viewers of an
/// open video are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ArchiveKey {
    stream: StreamId,
    /// `None` in archives that are older than such folders.
    folder: Option<Uuid>,
}

impl ArchiveKey {
    /// Key of a stream's archive, from its database row.
    pub(crate) fn new(stream: StreamId, folder: Option<Uuid>) -> Self {
        Self { stream, folder }
    }

    /// The stream that the archive belongs to.
    pub fn stream(&self) -> StreamId {
        self.stream
    }

    /// The key of a file of the archive.
    pub fn key(&self, path: &str) -> String {
        let prefix = prefix(self.stream);
        match self.folder {
            Some(folder) => format!("{prefix}{}/{path}", folder.simple()),
            None => format!("{prefix}{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_without_a_folder_are_found_where_they_were_put() {
        let (stream, folder) = (StreamId::from(Uuid::from_u128(7)), Uuid::from_u128(9));
        let id = "00000000-0000-0000-0000-000000000007";
        assert_eq!(ArchiveKey::new(stream, None).key("master.m3u8"), format!("streams/{id}/master.m3u8"));
        let key = ArchiveKey::new(stream, Some(folder)).key("source/3.m4s");
        assert_eq!(key, format!("streams/{id}/00000000000000000000000000000009/source/3.m4s"));
    }
}

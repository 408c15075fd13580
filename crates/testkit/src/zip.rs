//! Reads ZIP files.

use std::collections::BTreeMap;

use async_zip::base::read::mem::ZipFileReader;
use async_zip::error::ZipError;

/// The files of a ZIP file by their names, with their checksums checked.
///
/// # Errors
/// When it has no valid end, or a file is damaged.
pub async fn unzip(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, ZipError> {
    let zip = ZipFileReader::new(bytes.to_vec()).await?;
    let mut files = BTreeMap::new();
    for (index, entry) in zip.file().entries().iter().enumerate() {
        let mut content = Vec::new();
        zip.reader_with_entry(index).await?.read_to_end_checked(&mut content).await?;
        files.insert(entry.filename().as_str()?.to_owned(), content);
    }
    Ok(files)
}

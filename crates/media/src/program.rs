//! Finds the programs that run as children.

use std::path::{Path, PathBuf};

/// A program on the search path, or where its path says.
pub(crate) fn find(program: &Path) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_by_its_name_or_path_and_what_is_not_there_is_not() {
        let found = find(Path::new("sh"));
        assert!(found.as_deref().is_some_and(|sh| sh.is_absolute() && sh.ends_with("sh")), "{found:?}");
        assert_eq!(find(Path::new("/bin/sh")), Some("/bin/sh".into()));
        for nowhere in ["no-such-program", "/nowhere/sh", "/bin"] {
            assert_eq!(find(Path::new(nowhere)), None, "{nowhere}");
        }
    }
}

//! The house rules that a machine can check: which package may depend on which, sizes and names of files, retired names, that
//! upgrades are tested, and that the list of threats names tests that exist.

mod files;
mod imports;
mod names;
mod security;

use crate::{Result, fixture};

/// Prints every breach of the house rules.
pub fn tidy() -> Result {
    let mut breaches = imports::breaches()?;
    breaches.extend(files::breaches()?);
    breaches.extend(names::breaches()?);
    breaches.extend(fixture::breaches()?);
    breaches.extend(security::breaches()?);
    for breach in &breaches {
        eprintln!("    {breach}");
    }
    if breaches.is_empty() { Ok(()) } else { Err(format!("{} breaches of the house rules", breaches.len())) }
}

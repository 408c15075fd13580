//! The house rules that a machine can check: which package may depend on which, sizes and names of files, retired names, and that
//! upgrades are tested.

mod files;
mod imports;
mod names;

use crate::{Result, fixture};

/// Prints every breach of the house rules.
pub fn tidy() -> Result {
    let mut breaches = imports::breaches()?;
    breaches.extend(files::breaches()?);
    breaches.extend(names::breaches()?);
    breaches.extend(fixture::breaches()?);
    for breach in &breaches {
        eprintln!("    {breach}");
    }
    if breaches.is_empty() { Ok(()) } else { Err(format!("{} breaches of the house rules", breaches.len())) }
}

//! The house rules that a machine can hold: who may import whom, sizes and names of files, names that were given up.

mod files;
mod imports;
mod names;

use crate::Result;

/// Prints every breach.
pub fn tidy() -> Result {
    let mut breaches = imports::breaches()?;
    breaches.extend(files::breaches()?);
    breaches.extend(names::breaches()?);
    for breach in &breaches {
        eprintln!("    {breach}");
    }
    if breaches.is_empty() { Ok(()) } else { Err(format!("{} breaches of the house rules", breaches.len())) }
}

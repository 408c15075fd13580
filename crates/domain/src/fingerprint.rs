//! Short fingerprints of what a form edits. A form carries that of the values it was made of, so that a page which was opened earlier does not
//! take back what another tab has saved meanwhile.

use crate::{Code, Problem};

/// The fingerprint of these values in this order: FNV-1a of 64 bits, as 16 hex digits.
pub(crate) fn of<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for value in values {
        // The byte 255 is in no UTF-8 text, so it tells where a value ends.
        for byte in value.bytes().chain([u8::MAX]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// Refuses a form that was made of other values than those that are stored.
///
/// Errors: `conflict`.
pub fn compare(seen: &str, stored: &str) -> Result<(), Problem> {
    const SENTENCE: &str =
        "This was changed in another tab or by someone else meanwhile. Copy what you typed, then reload the page.";
    if seen == stored { Ok(()) } else { Err(Problem::new(Code::Conflict, SENTENCE)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_tells_values_and_their_places_apart() {
        // Reckoned apart from this program.
        assert_eq!(of(["a"]), "089bc907b544c769");
        let all = [of(["ab", "c"]), of(["a", "bc"]), of(["abc"]), of(["abc", ""]), of(["", "abc"]), of([])];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other != one), "{at}");
        }
        assert_eq!(of(["ab", "c"]), of(["ab", "c"]));
    }

    #[test]
    fn a_form_of_older_values_is_refused() {
        assert_eq!(compare(&of(["new"]), &of(["new"])), Ok(()));
        assert_eq!(compare(&of(["old"]), &of(["new"])).map_err(|problem| problem.code), Err(Code::Conflict));
    }
}

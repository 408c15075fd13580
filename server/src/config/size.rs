//! Sizes as people write them: `8GiB`, `500MiB`.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// The largest first. The last one, bytes, divides every size.
const UNITS: [(&str, u64); 5] = [("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)];

pub fn serialize<S: Serializer>(bytes: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    let (unit, size) =
        UNITS.into_iter().find(|(_, size)| *bytes > 0 && bytes.is_multiple_of(*size)).unwrap_or(("B", 1));
    serializer.collect_str(&format_args!("{}{unit}", bytes / size))
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::custom("needs a size such as 8GiB or 500MiB"))
}

/// Bytes; none if it is not a whole number with a unit, or too large.
fn parse(text: &str) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let (_, size) = UNITS.into_iter().find(|(name, _)| *name == unit.trim_start())?;
    number.parse::<u64>().ok()?.checked_mul(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_unit() {
        for (text, bytes) in [("0B", 0), ("1 KiB", 1024), ("500MiB", 500 << 20), ("8GiB", 8 << 30), ("2TiB", 2 << 40)] {
            assert_eq!(parse(text), Some(bytes), "{text}");
        }
        for bad in ["", "8", "GiB", "8GB", "-1GiB", "1.5GiB", "8GiB free", "99999999999TiB"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn sizes_are_shown_as_they_were_written() {
        for (bytes, text) in [(0, "0B"), (1000, "1000B"), (1536, "1536B"), (3 << 20, "3MiB"), (8 << 30, "8GiB")] {
            let shown = serialize(&bytes, serde_json::value::Serializer);
            assert_eq!(shown.ok(), Some(text.into()), "{bytes}");
        }
    }
}

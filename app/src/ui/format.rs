//! Numbers and lengths of time as people read them.

use time::OffsetDateTime;
use time::macros::format_description;

/// `7`, `1 234`, `12.3K`, `4.5M`: in full below ten thousand, short above.
pub fn count(number: i64) -> String {
    match number {
        ..10_000 => grouped(number),
        10_000..1_000_000 => short(number, 1_000, "K"),
        _ => short(number, 1_000_000, "M"),
    }
}

fn grouped(number: i64) -> String {
    if number < 1_000 {
        return number.to_string();
    }
    // A narrow space that never breaks the line.
    format!("{}\u{202f}{:03}", number / 1_000, number % 1_000)
}

fn short(number: i64, unit: i64, letter: &str) -> String {
    let tenths = number * 10 / unit;
    if tenths >= 1_000 || tenths % 10 == 0 {
        format!("{}{letter}", tenths / 10)
    } else {
        format!("{}.{}{letter}", tenths / 10, tenths % 10)
    }
}

/// `3 viewers`, `1 viewer`.
pub fn counted(number: i64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// `30 s`, `5 min`, `2 h`, `3 days`: a time to wait, rounded up.
pub fn wait(time: time::Duration) -> String {
    let seconds = time.whole_seconds().max(0);
    match seconds {
        ..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", (seconds + 59) / 60),
        7_200..172_800 => format!("{} h", (seconds + 3_599) / 3_600),
        _ => format!("{} days", (seconds + 86_399) / 86_400),
    }
}

/// `6.0 Mbit/s`, `850 kbit/s`.
pub fn bitrate(bits: u64) -> String {
    if bits >= 1_000_000 {
        format!("{}.{} Mbit/s", bits / 1_000_000, bits % 1_000_000 / 100_000)
    } else {
        format!("{} kbit/s", bits / 1_000)
    }
}

/// `12 KB`, `3.4 GB`, in powers of ten as disks are sold.
pub fn bytes(size: i64) -> String {
    match size {
        ..1_000_000 => format!("{} KB", (size + 999) / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", size / 1_000_000),
        _ => format!("{}.{} GB", size / 1_000_000_000, size % 1_000_000_000 / 100_000_000),
    }
}

/// As much of a text as search results and link previews show.
pub fn shortened(words: String) -> String {
    const LONGEST: usize = 160;
    if words.chars().count() <= LONGEST {
        return words;
    }
    let cut: String = words.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

/// `4:05`, `1:02:33`.
pub fn clock(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A position in a recording or its length, in seconds, as on a clock: the nearest second, which is also how the server rounds the length
/// of a VOD. So the player and the card say the same.
pub fn media_clock(seconds: f64) -> String {
    clock(seconds.round() as i64)
}

/// Relative under a day, the date above.
pub fn ago(then: OffsetDateTime, now: OffsetDateTime) -> String {
    let seconds = (now - then).whole_seconds();
    match seconds {
        ..60 => "just now".into(),
        60..3600 => format!("{} min ago", seconds / 60),
        3600..86_400 => format!("{} h ago", seconds / 3600),
        _ => date(then),
    }
}

/// `4 March 2026`.
pub fn date(then: OffsetDateTime) -> String {
    then.format(format_description!("[day padding:none] [month repr:long] [year]")).unwrap_or_default()
}

/// `4 March 2026, 17:05 UTC`.
pub fn exact(then: OffsetDateTime) -> String {
    then.format(format_description!("[day padding:none] [month repr:long] [year], [hour]:[minute] UTC"))
        .unwrap_or_default()
}

/// A category's slug as a title: `just-chatting` → `Just chatting`.
pub fn category(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_full_below_ten_thousand_and_short_above() {
        let read: Vec<_> = [0, 999, 1_234, 9_999, 10_000, 12_345, 123_456, 999_999, 4_567_890].map(count).into();
        assert_eq!(read, ["0", "999", "1\u{202f}234", "9\u{202f}999", "10K", "12.3K", "123K", "999K", "4.5M"]);
    }

    #[test]
    fn lengths_read_as_on_a_clock() {
        assert_eq!([5, 245, 3_753].map(clock), ["0:05", "4:05", "1:02:33"]);
    }

    #[test]
    fn a_length_of_media_is_rounded_as_the_server_rounds_it() {
        assert_eq!([146.4, 146.5, 146.9, 3_599.6, 0.2].map(media_clock), ["2:26", "2:27", "2:27", "1:00:00", "0:00"]);
    }

    #[test]
    fn bitrates_carry_their_unit() {
        assert_eq!([850_000, 6_000_000, 2_450_000].map(bitrate), ["850 kbit/s", "6.0 Mbit/s", "2.4 Mbit/s"]);
    }
}

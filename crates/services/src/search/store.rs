//! What names are looked for, by indexes of three-letter groups (`channel_search`, `account_search`, `stream_search`). The indexes also find the
//! beginnings of names and of words in them, however short. Texts of one or two letters are therefore looked for only at beginnings. What has fewer
//! than three letters and may be anywhere, such as a Chinese word, is in no index, nor is what has no letter at all: the table is read until enough
//! rows are found, which the turns of searches and the deadline of statements bound.

use super::Fit;
use crate::Result;
use crate::channels::store::escaped;
use crate::database::Database;
use domain::channels::SearchText;
use domain::search::SearchKind;
use uuid::Uuid;

/// Ids of public things of this kind whose name fits so well and not better, behind `after` in the order of their kind: channels and people as they
/// came, videos the newest first.
pub async fn named(
    db: &Database,
    kind: SearchKind,
    text: &SearchText,
    fit: Fit,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Uuid>> {
    let (like, better) = patterns(text, fit);
    // Names that begin so are few: the index finds them, and then they are sorted. Many names may have a text inside, so there PostgreSQL chooses
    // between the index and reading the table in order until there are enough (each statement is planned for its text).
    let is_by_index = fit != Fit::Inside && text.as_str().contains(char::is_alphanumeric);
    macro_rules! ids {
        ($named:literal, $select:literal) => {
            if is_by_index {
                let ids = sqlx::query_scalar!(
                    "with named as materialized (" + $named + ") " + $select,
                    like,
                    better,
                    after,
                    limit
                );
                ids.fetch_all(db).await?
            } else {
                let ids = sqlx::query_scalar!(
                    "with named as not materialized (" + $named + ") " + $select,
                    like,
                    better,
                    after,
                    limit
                );
                ids.fetch_all(db).await?
            }
        };
    }
    Ok(match kind {
        SearchKind::Channels => ids!(
            "select id from channel
             where is_public and (lower(name) like lower($1) or slug like lower($1))
               and not (lower(name) like lower($2) or slug like lower($2))",
            "select id from named where $3::uuid is null or id > $3 order by id limit $4"
        ),
        SearchKind::People => ids!(
            "select id from account
             where username is not null and disabled_at is null and (lower(display_name) like lower($1) or username like lower($1))
               and not (lower(display_name) like lower($2) or username like lower($2))",
            "select id from named where $3::uuid is null or id > $3 order by id limit $4"
        ),
        SearchKind::Videos => ids!(
            "select id, channel_id, visibility from stream
             where status in ('ENDING', 'ARCHIVED') and lower(title) like lower($1) and not lower(title) like lower($2)",
            "select named.id from named join channel on channel.id = named.channel_id join archive on archive.stream_id = named.id
             where channel.is_public and archive.state = 'ready' and coalesce(named.visibility, archive.visibility) = 'public'
               and ($3::uuid is null or named.id < $3)
             order by named.id desc limit $4"
        ),
    })
}

/// The pattern of `like` for names that fit so well, and that for those among them that fit better.
fn patterns(text: &SearchText, fit: Fit) -> (String, String) {
    let is_short = is_short(text);
    let text = escaped(text);
    match fit {
        // No name is empty.
        Fit::Whole => (text, String::new()),
        Fit::Beginning => (format!("{text}%"), text),
        Fit::Inside if is_short => (format!("% {text}%"), format!("{text}%")),
        Fit::Inside => (format!("%{text}%"), format!("{text}%")),
    }
}

/// Whether it is one letter or two, or digits, of a script in which that is part of a word. Such a text is inside of most names, so it would tell
/// nothing apart.
fn is_short(text: &SearchText) -> bool {
    text.as_str().chars().count() <= 2 && text.as_str().chars().all(is_of_alphabet)
}

/// Whether words of the letter's script have several letters and spaces between them. Before Thai, which has none, stand the alphabets of Europe, the
/// Near East and India; Georgian and more letters of Latin and Greek come later.
fn is_of_alphabet(letter: char) -> bool {
    letter.is_alphanumeric()
        && matches!(letter, '\0'..'\u{e00}' | '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' | '\u{1e00}'..='\u{1fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_alphabets_are_short_texts_and_words_are_not() {
        let is_short = |text: &str| SearchText::parse(text).is_ok_and(|text| is_short(&text));
        for text in ["a", "DJ", "7", "42", "é", "ä", "жу", "ω", "ა", "ש", "\u{1ebf}"] {
            assert!(is_short(text), "{text}");
        }
        for text in ["abc", "琴", "音乐", "ま", "밤", "คน", "!", "c#", "%", "a b", "🎹"] {
            assert!(!is_short(text), "{text}");
        }
    }
}

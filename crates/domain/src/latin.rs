//! Latin letters with marks, written with the letters a to z, as addresses and usernames need them.

/// What stands for which letters, in lower case. The German way with ä, ö, ü and ß; most others lose their marks.
const LETTERS: [(&str, &str); 31] = [
    ("a", "àáâãåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ("ae", "äæ"),
    ("b", "ḃḅḇƀ"),
    ("c", "çćĉċčḉ"),
    ("d", "ďḋḍḏḑḓðđ"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡǥ"),
    ("h", "ĥȟḣḥḧḩḫẖħ"),
    ("i", "ìíîïĩīĭįǐȉȋḭḯỉịı"),
    ("ij", "ĳ"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵĸ"),
    ("l", "ĺļľḷḹḻḽŀłƚ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňǹṅṇṉṋŉŋ"),
    ("o", "òóôõōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("oe", "öøœ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣṥṧṩſ"),
    ("ss", "ß"),
    ("t", "ţťțṫṭṯṱẗŧ"),
    ("th", "þ"),
    ("u", "ùúûũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("ue", "ü"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžẑẓẕƶ"),
];

/// The text in lower case, with the letters a to z for Latin letters with marks. What is no Latin letter stays.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let letters = LETTERS.iter().find(|(_, marked)| marked.contains(c)).map(|(letters, _)| *letters);
        match (c, letters) {
            (_, Some(letters)) => plain.push_str(letters),
            // Two dots behind the letter that they stand on: some devices send ä like this.
            ('\u{308}', None) if plain.ends_with(['a', 'o', 'u']) => plain.push('e'),
            ('\u{300}'..='\u{36f}', None) => {}
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channels::Slug;

    #[test]
    fn latin_letters_lose_their_marks_and_others_stay() {
        for (text, written) in [
            ("Gemüse", "gemuese"),
            ("Gemu\u{308}se", "gemuese"),
            ("Äpfel & Öl, Straße", "aepfel & oel, strasse"),
            ("STRA\u{1e9e}E", "strasse"),
            ("Zoë", "zoe"),
            ("Zoe\u{308}", "zoe"),
            ("Crème brûlée", "creme brulee"),
            ("Łódź", "lodz"),
            ("Tiếng Việt", "tieng viet"),
            ("Smørrebrød", "smoerrebroed"),
            ("İstanbul ılık", "istanbul ilik"),
            ("Рус 猫", "рус 猫"),
            ("plain-text_1", "plain-text_1"),
        ] {
            assert_eq!(plain(text), written, "{text}");
        }
    }

    #[test]
    fn an_address_is_suggested_without_marks() {
        let suggested = |name| Slug::suggest(name).map(|slug| slug.to_string());
        assert_eq!(suggested("Gemüse & Café").as_deref(), Some("gemuese-cafe"));
        assert_eq!(suggested("猫"), None);
    }

    #[test]
    fn no_letter_stands_for_itself_or_twice() {
        let marked: Vec<char> = LETTERS.iter().flat_map(|(_, marked)| marked.chars()).collect();
        for (at, letter) in marked.iter().enumerate() {
            assert!(!letter.is_ascii() && letter.is_lowercase(), "{letter}");
            assert!(!marked.iter().skip(at + 1).any(|other| other == letter), "{letter}");
        }
        assert!(LETTERS.iter().all(|(letters, _)| letters.chars().all(|letter| letter.is_ascii_lowercase())));
    }
}

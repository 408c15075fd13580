//! Where to go on after signing in: an address on this site and nowhere else.

use domain::addresses::LONGEST_NEXT;
use url::{Position, Url};

/// A path on this site with its query and fragment, from untrusted text. Anything that leads to another site, is no path
/// or is longer than [`LONGEST_NEXT`] becomes `/`.
///
/// The text is read as browsers read it (WHATWG URL), which skip tabs and take `\` for `/`; the result is ASCII and fit for a header.
pub fn local_path(wanted: &str) -> String {
    let read = || {
        let wanted = Some(wanted).filter(|wanted| wanted.len() <= LONGEST_NEXT)?;
        let here = Url::parse("http://here.invalid/").ok()?;
        let there =
            here.join(wanted).ok().filter(|there| wanted.starts_with('/') && there.origin() == here.origin())?;
        let path = &there[Position::BeforePath..];
        // The path of `/.//elsewhere` is `//elsewhere`, which would be read as another host. What is not ASCII has grown threefold.
        (!path.starts_with("//") && path.len() <= LONGEST_NEXT).then(|| path.to_owned())
    };
    read().unwrap_or_else(|| "/".to_owned())
}

/// The same for a whole address: its scheme and host are left out.
pub fn local_part(address: &str) -> String {
    match Url::parse(address) {
        Ok(url) => local_path(&url[Position::BeforePath..]),
        Err(_) => local_path(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_on_this_site_is_kept_whole() {
        for path in ["/", "/streams/night", "/search?q=a%20b&x=%2F%2Fy#chat", "/a//b", "/%09/evil.example"] {
            assert_eq!(local_path(path), path);
        }
        assert_eq!(local_path("/night radio/\u{e9}"), "/night%20radio/%C3%A9");
        assert_eq!(local_path("/a/../b"), "/b");
        assert_eq!(local_path("/\u{1}\u{7f}"), "/%01%7F");
    }

    #[test]
    fn of_an_address_the_path_is_left() {
        assert_eq!(local_part("http://evil.example/auth/login?a=b#c"), "/auth/login?a=b#c");
        assert_eq!(local_part("/auth/login?a=b"), "/auth/login?a=b");
        for text in ["javascript:alert(1)", "http://evil.example//evil.example/", "//evil.example", "mailto:a@b", ""] {
            assert_eq!(local_part(text), "/", "{text}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(5000))), "/");
    }

    #[test]
    fn a_path_is_bounded_also_as_it_is_written_in_a_header() {
        let longest = format!("/{}", "a".repeat(LONGEST_NEXT - 1));
        assert_eq!(local_path(&longest), longest);
        assert_eq!(local_path(&format!("{longest}a")), "/");
        // Each letter takes two bytes, and six in the path.
        assert_eq!(local_path(&format!("/{}", "\u{e9}".repeat(LONGEST_NEXT / 4))), "/");
    }

    #[test]
    fn nothing_leads_to_another_site() {
        let elsewhere = [
            "",
            "streams/night",
            "https://evil.example/",
            "//evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t\\evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "/%2e//evil.example",
            "//user@here.invalid",
            "//here.invalid:81/",
            "javascript:alert(1)",
            "data:text/html,x",
            "https:/evil.example",
            "https:evil.example",
            "/\u{0}//\\",
            "/\r//evil.example",
            "\u{a0}//evil.example",
            " //evil.example",
            "/\\/evil.example",
            "/ /evil.example",
            "/%2e%2e//evil.example",
            "/.\t//evil.example",
            // Encoded once more, they are parts of a path.
            "%2F%2Fevil.example",
            "/%2Fevil.example",
            "/%5Cevil.example",
            "/%09/evil.example",
            "/%252Fevil.example",
        ];
        for text in elsewhere {
            let path = local_path(text);
            assert!(path.starts_with('/') && !path.starts_with("//") && path.is_ascii(), "{text:?}: {path}");
            let end = Url::parse("https://live.example.org/auth/login").unwrap().join(&path).unwrap();
            assert_eq!(end.origin().ascii_serialization(), "https://live.example.org", "{text:?}: {path}");
        }
    }
}

//! Delivery directives of a playlist request (RFC 8216bis, 6.2.5).

/// `_HLS_msn` with or without `_HLS_part`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub msn: u64,
    pub part: Option<u64>,
}

/// Reads the directives; other parameters mean nothing here.
///
/// # Errors
/// One that is no decimal number or is given twice, and `_HLS_part` without `_HLS_msn`.
pub(super) fn parse(query: Option<&str>) -> Result<Option<Wanted>, &'static str> {
    let (mut msn, mut part) = (None, None);
    for pair in query.unwrap_or_default().split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let slot = match name {
            "_HLS_msn" => &mut msn,
            "_HLS_part" => &mut part,
            _ => continue,
        };
        if slot.replace(number(value).ok_or("a delivery directive is not a number")?).is_some() {
            return Err("a delivery directive is given twice");
        }
    }
    match (msn, part) {
        (None, Some(_)) => Err("_HLS_part needs _HLS_msn"),
        (None, None) => Ok(None),
        (Some(msn), part) => Ok(Some(Wanted { msn, part })),
    }
}

fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A decimal in its only form, so that one thing has one URL.
fn canonical(text: &str) -> Option<u64> {
    number(text).filter(|_| text == "0" || !text.starts_with('0'))
}

/// What a path below `/hls/{stream}/` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resource<'a> {
    Master,
    Index,
    Init(&'a str),
    Segment(u64),
    Part(u64, u64),
}

impl<'a> Resource<'a> {
    pub fn parse(path: &'a str) -> Option<Self> {
        if path == "master.m3u8" {
            return Some(Self::Master);
        }
        let name = path.strip_prefix("source/")?;
        if name == "index.m3u8" {
            return Some(Self::Index);
        }
        if name.starts_with("init.") && name.ends_with("mp4") {
            return Some(Self::Init(name));
        }
        let name = name.strip_suffix(".m4s")?;
        match name.split_once('.') {
            None => Some(Self::Segment(canonical(name)?)),
            Some((msn, part)) => Some(Self::Part(canonical(msn)?, canonical(part)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_strict_and_the_rest_is_ignored() {
        assert_eq!(parse(None), Ok(None));
        assert_eq!(parse(Some("a=b&_HLS_msn=12&_HLS_part=3")), Ok(Some(Wanted { msn: 12, part: Some(3) })));
        for bad in [
            "_HLS_part=1",
            "_HLS_msn=",
            "_HLS_msn=-1",
            "_HLS_msn=+1",
            "_HLS_msn=1&_HLS_msn=1",
            "_HLS_msn=99999999999999999999",
        ] {
            assert!(parse(Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn one_thing_has_one_path() {
        assert_eq!(Resource::parse("source/12.3.m4s"), Some(Resource::Part(12, 3)));
        assert_eq!(Resource::parse("source/0.m4s"), Some(Resource::Segment(0)));
        for none in
            ["source/01.m4s", "source/+1.m4s", "source/1.2.3.m4s", "source/.m4s", "../x", "source/", "720p/1.m4s", ""]
        {
            assert_eq!(Resource::parse(none), None, "{none}");
        }
    }
}

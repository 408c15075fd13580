//! Delivery directives of a playlist request (RFC 8216bis, 6.2.5).

/// `_HLS_msn` with or without `_HLS_part`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub msn: u64,
    pub part: Option<u64>,
}

/// What a playlist request asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Directives {
    pub wanted: Option<Wanted>,
    /// A delta update would do. With date ranges (`v2`) it would be the same: there are none.
    pub skip: bool,
}

/// Reads the directives; other parameters mean nothing here.
///
/// # Errors
/// A number that is none or is given twice, and `_HLS_part` without `_HLS_msn`.
pub(super) fn parse(query: Option<&str>) -> Result<Directives, &'static str> {
    let (mut msn, mut part, mut skip) = (None, None, false);
    for pair in query.unwrap_or_default().split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let slot = match name {
            "_HLS_msn" => &mut msn,
            "_HLS_part" => &mut part,
            "_HLS_skip" => {
                skip = matches!(value, "YES" | "v2");
                continue;
            }
            _ => continue,
        };
        if slot.replace(number(value).ok_or("a delivery directive is not a number")?).is_some() {
            return Err("a delivery directive is given twice");
        }
    }
    match (msn, part) {
        (None, Some(_)) => Err("_HLS_part needs _HLS_msn"),
        (msn, part) => Ok(Directives { wanted: msn.map(|msn| Wanted { msn, part }), skip }),
    }
}

fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A decimal in its only form, so that each resource has one URL.
fn canonical(text: &str) -> Option<u64> {
    number(text).filter(|_| text == "0" || !text.starts_with('0'))
}

/// What a path below `/hls/{stream}/` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resource<'a> {
    Master,
    /// A file of the rendition named first.
    In(&'a str, File),
}

/// A file of a rendition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum File {
    Index,
    /// An initialisation; its name is the path's last element.
    Init,
    Segment(u64),
    Part(u64, u64),
}

impl<'a> Resource<'a> {
    pub fn parse(path: &'a str) -> Option<Self> {
        if path == "master.m3u8" {
            return Some(Self::Master);
        }
        let (rendition, name) = path.split_once('/')?;
        Some(Self::In(rendition, File::parse(name)?))
    }
}

impl File {
    fn parse(name: &str) -> Option<Self> {
        if name == "index.m3u8" {
            return Some(Self::Index);
        }
        if name.starts_with("init.") && name.ends_with("mp4") {
            return Some(Self::Init);
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
        let wanted = |query| parse(Some(query)).map(|directives| directives.wanted);
        assert_eq!(parse(None), Ok(Directives::default()));
        assert_eq!(wanted("a=b&_HLS_msn=12&_HLS_part=3"), Ok(Some(Wanted { msn: 12, part: Some(3) })));
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
    fn a_delta_is_asked_for_in_two_ways() {
        let skip = |query| parse(Some(query)).map(|directives| directives.skip);
        assert_eq!((skip("_HLS_skip=YES"), skip("_HLS_msn=3&_HLS_skip=v2")), (Ok(true), Ok(true)));
        assert_eq!((skip("_HLS_skip=NO"), skip("_HLS_msn=3")), (Ok(false), Ok(false)));
    }

    #[test]
    fn one_thing_has_one_path() {
        assert_eq!(Resource::parse("source/12.3.m4s"), Some(Resource::In("source", File::Part(12, 3))));
        assert_eq!(Resource::parse("720p/0.m4s"), Some(Resource::In("720p", File::Segment(0))));
        for none in
            ["source/01.m4s", "source/+1.m4s", "source/1.2.3.m4s", "source/.m4s", "../x", "source/", "a/b/1.m4s", ""]
        {
            assert_eq!(Resource::parse(none), None, "{none}");
        }
    }
}

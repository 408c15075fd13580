//! Reads a media playlist the way a strict client does.

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    pub duration: f64,
    pub uri: String,
    pub independent: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segment {
    pub msn: u64,
    /// `None` while it is being written.
    pub duration: Option<f64>,
    pub parts: Vec<Part>,
    pub gap: bool,
    pub discontinuity: bool,
    pub map: String,
    pub date: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Playlist {
    pub text: String,
    pub target: f64,
    pub part_target: f64,
    pub hold_back: f64,
    pub part_hold_back: f64,
    pub first: u64,
    pub discontinuity_sequence: u64,
    pub independent: bool,
    pub segments: Vec<Segment>,
    pub hint: Option<String>,
    pub ended: bool,
}

impl Playlist {
    pub fn parse(text: &str) -> Self {
        let mut list = Self { text: text.into(), ..Self::default() };
        let mut next = Segment::default();
        let mut map = String::new();
        assert!(text.starts_with("#EXTM3U\n"), "{text}");
        for line in text.lines() {
            let (tag, value) = line.split_once(':').unwrap_or((line, ""));
            match tag {
                "#EXT-X-TARGETDURATION" => list.target = value.parse().unwrap(),
                "#EXT-X-PART-INF" => list.part_target = attribute(value, "PART-TARGET").parse().unwrap(),
                "#EXT-X-SERVER-CONTROL" => {
                    assert_eq!(attribute(value, "CAN-BLOCK-RELOAD"), "YES");
                    list.hold_back = attribute(value, "HOLD-BACK").parse().unwrap();
                    list.part_hold_back = attribute(value, "PART-HOLD-BACK").parse().unwrap();
                }
                "#EXT-X-MEDIA-SEQUENCE" => {
                    list.first = value.parse().unwrap();
                    next.msn = list.first;
                }
                "#EXT-X-DISCONTINUITY-SEQUENCE" => list.discontinuity_sequence = value.parse().unwrap(),
                "#EXT-X-INDEPENDENT-SEGMENTS" => list.independent = true,
                "#EXT-X-DISCONTINUITY" => {
                    assert!(next.parts.is_empty(), "discontinuity after a part\n{text}");
                    next.discontinuity = true;
                }
                "#EXT-X-MAP" => {
                    assert!(next.parts.is_empty(), "map after a part\n{text}");
                    map = attribute(value, "URI").into();
                }
                "#EXT-X-PROGRAM-DATE-TIME" => {
                    assert!(next.parts.is_empty(), "date after a part\n{text}");
                    next.date = Some(value.into());
                }
                "#EXT-X-GAP" => next.gap = true,
                "#EXT-X-PART" => next.parts.push(Part {
                    duration: attribute(value, "DURATION").parse().unwrap(),
                    uri: attribute(value, "URI").into(),
                    independent: value.contains("INDEPENDENT=YES"),
                }),
                "#EXTINF" => next.duration = Some(value.trim_end_matches(',').parse().unwrap()),
                "#EXT-X-PRELOAD-HINT" => list.hint = Some(attribute(value, "URI").into()),
                "#EXT-X-ENDLIST" => list.ended = true,
                _ if !line.starts_with('#') => {
                    assert_eq!(line, format!("{}.m4s", next.msn));
                    next.map.clone_from(&map);
                    let msn = next.msn + 1;
                    list.segments.push(std::mem::take(&mut next));
                    next.msn = msn;
                }
                _ => {}
            }
        }
        if !next.parts.is_empty() {
            next.map = map;
            list.segments.push(next);
        }
        list
    }

    pub fn closed(&self) -> impl DoubleEndedIterator<Item = &Segment> {
        self.segments.iter().filter(|segment| segment.duration.is_some())
    }

    /// Whole segments that have media.
    pub fn media(&self) -> impl DoubleEndedIterator<Item = &Segment> {
        self.closed().filter(|segment| !segment.gap)
    }

    /// Where the next part will be: segment and index.
    pub fn edge(&self) -> (u64, u64) {
        let name = self.hint.as_ref().unwrap().trim_end_matches(".m4s");
        let (msn, part) = name.split_once('.').unwrap();
        (msn.parse().unwrap(), part.parse().unwrap())
    }
}

fn attribute<'a>(list: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    loop {
        let at = from + list[from..].find(name).unwrap_or_else(|| panic!("no {name} in {list}"));
        let before = at == 0 || list.as_bytes()[at - 1] == b',';
        if before && list[at + name.len()..].starts_with('=') {
            let value = &list[at + name.len() + 1..];
            return match value.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next().unwrap(),
                None => value.split(',').next().unwrap(),
            };
        }
        from = at + name.len();
    }
}

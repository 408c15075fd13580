//! The few facts of `onMetaData` that help the start: which tracks are coming, and the frame rate.

/// What an encoder says about itself; advice only, nothing relies on it being true.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metadata {
    /// A video codec is announced.
    pub video: bool,
    /// An audio codec is announced.
    pub audio: bool,
    /// Frames per second, when sensible.
    pub frame_rate: Option<f64>,
}

/// Most properties read from one message; encoders don't send more.
const MOST_PROPERTIES: usize = 256;
const DEEPEST: u8 = 8;

impl Metadata {
    /// Reads a script data body: optional `"@setDataFrame"`, then `"onMetaData"` and an object or ECMA array (AMF0).
    /// `None` for any other or broken message.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let mut input = Input(body);
        let mut name = input.string_value()?;
        if name == b"@setDataFrame" {
            name = input.string_value()?;
        }
        if name != b"onMetaData" {
            return None;
        }
        match input.byte()? {
            3 => {}
            8 => drop(input.take(4)?),
            _ => return None,
        }
        let mut found = Self::default();
        for _ in 0..MOST_PROPERTIES {
            // Some encoders leave out the end marker: what was read until then counts.
            let Some(key) = input.short_string() else { break };
            let Some(marker) = input.byte() else { break };
            if marker == 9 {
                break;
            }
            if marker == 0 {
                let Some(number) = input.number() else { break };
                match key {
                    b"videocodecid" => found.video = true,
                    b"audiocodecid" => found.audio = true,
                    b"framerate" | b"videoframerate" if number.is_finite() && (1.0..=480.0).contains(&number) => {
                        found.frame_rate = Some(number);
                    }
                    _ => {}
                }
                continue;
            }
            match key {
                b"videocodecid" => found.video = true,
                b"audiocodecid" => found.audio = true,
                _ => {}
            }
            if input.skip(marker, 0).is_none() {
                break;
            }
        }
        Some(found)
    }
}

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(count)?;
        self.0 = tail;
        Some(head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn length(&mut self, bytes: usize) -> Option<usize> {
        Some(self.take(bytes)?.iter().fold(0, |sum, &byte| sum << 8 | usize::from(byte)))
    }

    fn short_string(&mut self) -> Option<&'a [u8]> {
        let length = self.length(2)?;
        self.take(length)
    }

    fn string_value(&mut self) -> Option<&'a [u8]> {
        (self.byte()? == 2).then_some(())?;
        self.short_string()
    }

    fn number(&mut self) -> Option<f64> {
        Some(f64::from_be_bytes(*self.take(8)?.first_chunk()?))
    }

    /// Steps over one value.
    fn skip(&mut self, marker: u8, depth: u8) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match marker {
            0 => drop(self.take(8)?),
            1 => drop(self.take(1)?),
            2 => drop(self.short_string()?),
            3 | 8 => {
                if marker == 8 {
                    self.take(4)?;
                }
                loop {
                    self.short_string()?;
                    let marker = self.byte()?;
                    if marker == 9 {
                        break;
                    }
                    self.skip(marker, depth + 1)?;
                }
            }
            5 | 6 => {}
            7 => drop(self.take(2)?),
            10 => {
                for _ in 0..self.length(4)? {
                    let marker = self.byte()?;
                    self.skip(marker, depth + 1)?;
                }
            }
            11 => drop(self.take(10)?),
            12 => {
                let length = self.length(4)?;
                self.take(length)?;
            }
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announced_tracks_and_frame_rate_are_found() {
        let mut body = b"\x02\x00\x0d@setDataFrame\x02\x00\x0aonMetaData\x08\x00\x00\x00\x02".to_vec();
        body.extend_from_slice(b"\x00\x07encoder\x02\x00\x04test\x00\x0cvideocodecid\x00");
        body.extend_from_slice(&7f64.to_be_bytes());
        body.extend_from_slice(b"\x00\x09framerate\x00");
        body.extend_from_slice(&29.97f64.to_be_bytes());
        body.extend_from_slice(b"\x00\x00\x09");
        assert_eq!(Metadata::parse(&body), Some(Metadata { video: true, audio: false, frame_rate: Some(29.97) }));
        for end in 0..body.len() {
            let _ = Metadata::parse(&body[..end]);
        }
    }
}

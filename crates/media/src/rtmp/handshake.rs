//! The handshake (section 5.2): the plain one, which every encoder accepts when the server's version field is zero.

use bytes::{Buf, BytesMut};

use super::Error;

/// Bytes of C1, C2, S1 and S2.
const PACKET: usize = 1536;

/// The server's side of the handshake.
#[derive(Debug, Default)]
pub struct Handshake {
    answered: bool,
}

impl Handshake {
    /// Takes what it can from `input`, appends answers to `output`; `true` when the handshake is complete.
    ///
    /// # Errors
    /// [`Error::Version`] when the peer does not begin as RTMP does.
    pub fn advance(&mut self, input: &mut BytesMut, output: &mut BytesMut) -> Result<bool, Error> {
        match input.first() {
            Some(&version) if !self.answered && version != 3 => return Err(Error::Version(version)),
            _ => {}
        }
        if !self.answered && input.len() > PACKET {
            output.reserve(1 + 2 * PACKET);
            output.extend_from_slice(&[3]);
            // S1: time and version zero (which asks for the plain handshake), then filler that encoders don't check.
            output.extend_from_slice(&[0; 8]);
            output.extend((8..PACKET).map(|at| (at.wrapping_mul(167) >> 3) as u8));
            // S2 echoes C1.
            output.extend_from_slice(&input[1..=PACKET]);
            input.advance(1 + PACKET);
            self.answered = true;
        }
        if self.answered && input.len() >= PACKET {
            input.advance(PACKET); // C2; encoders differ in what it holds
            return Ok(true);
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn echoes_and_completes_at_any_split() {
        let mut sent = vec![3];
        sent.extend((0..2 * PACKET).map(|at| at as u8));
        for step in [1, 7, 1536, 1537, 5000] {
            let (mut handshake, mut input, mut output) = (Handshake::default(), BytesMut::new(), BytesMut::new());
            let mut complete = false;
            for piece in sent.chunks(step) {
                assert!(!complete);
                input.extend_from_slice(piece);
                complete = handshake.advance(&mut input, &mut output) == Ok(true);
            }
            assert!(complete && input.is_empty());
            assert_eq!(output[0], 3);
            assert_eq!(output[1 + PACKET..], sent[1..=PACKET]);
        }
    }

    #[test]
    fn refuses_a_browser_at_its_first_byte() {
        let mut input = BytesMut::from(&b"GET / HTTP/1.1"[..]);
        assert_eq!(Handshake::default().advance(&mut input, &mut BytesMut::new()), Err(Error::Version(b'G')));
    }
}

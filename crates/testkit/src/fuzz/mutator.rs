//! Changed copies of inputs: the changes that break parsers, drawn from a seed.

/// Longest input made, in bytes.
const LONGEST: usize = 64 * 1024;
/// Numbers at which signs, lengths and limits of formats turn over.
const NUMBERS: [u64; 22] = [
    0,
    1,
    3,
    4,
    7,
    8,
    0x0f,
    0x10,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x7fff,
    0xffff,
    0x1_0000,
    0x1_0001,
    0x00ff_ffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0x7fff_ffff_ffff_ffff,
    u64::MAX,
];

/// A xorshift generator.
pub struct Random(u64);

impl Random {
    /// The generator of one input.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut random =
            Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd134_2543_de82_ef95) | 1);
        // The first numbers of near seeds are near each other.
        for _ in 0..4 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// Below `limit`; zero when that is zero.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn number(&mut self) -> u64 {
        NUMBERS[self.below(NUMBERS.len())]
    }

    /// A range of at most `most` bytes within `length`.
    fn range(&mut self, length: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        let size = self.below((length - start).min(most) + 1);
        start..start + size
    }
}

/// A copy of one of the inputs with one to six changes.
pub fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[random.below(corpus.len())].clone();
    for _ in 0..=random.below(6) {
        change(random, &mut bytes, corpus);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(random: &mut Random, bytes: &mut Vec<u8>, corpus: &[Vec<u8>]) {
    let other = &corpus[random.below(corpus.len())];
    let at = random.below(bytes.len());
    match random.below(12) {
        0 | 1 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
        2 if !bytes.is_empty() => bytes[at] = random.next() as u8,
        3 => {
            let number = random.number();
            write(random, bytes, at, number);
        }
        4 => edit_length(random, bytes, at),
        5 => bytes.truncate(at),
        6 => drop(bytes.drain(random.range(bytes.len(), 64))),
        7 => {
            let again = bytes[random.range(bytes.len(), 4096)].to_vec();
            bytes.splice(at..at, again);
        }
        8 => {
            bytes.truncate(at);
            bytes.extend_from_slice(&other[random.below(other.len())..]);
        }
        9 => {
            let piece = other[random.range(other.len(), 64)].to_vec();
            let end = (at + piece.len()).min(bytes.len());
            bytes.splice(at..end, piece);
        }
        10 => {
            let noise: Vec<u8> = (0..random.below(16)).map(|_| random.next() as u8).collect();
            bytes.splice(at..at, noise);
        }
        _ => edit_decimal(random, bytes, at),
    }
}

/// Writes a number over what is there, in one to eight bytes of either order.
fn write(random: &mut Random, bytes: &mut [u8], at: usize, number: u64) {
    let width = [1, 2, 3, 4, 8][random.below(5)];
    let big = number.to_be_bytes();
    let little = number.to_le_bytes();
    let encoded = if random.below(3) == 0 { &little[..width] } else { &big[8 - width..] };
    for (place, byte) in bytes.iter_mut().skip(at).zip(encoded) {
        *place = *byte;
    }
}

/// Takes what stands there for a length: one more, one less, or exactly to the end.
fn edit_length(random: &mut Random, bytes: &mut [u8], at: usize) {
    let width = [1, 2, 3, 4][random.below(4)];
    let Some(field) = bytes.get(at..at + width) else { return };
    let length = field.iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
    let rest = (bytes.len() - at - width) as u64;
    let choices = [length.wrapping_add(1), length.wrapping_sub(1), length * 2, rest, rest + 1, rest.wrapping_sub(1)];
    let encoded = choices[random.below(choices.len())].to_be_bytes();
    bytes[at..at + width].copy_from_slice(&encoded[8 - width..]);
}

/// Puts another number in place of a decimal one, the next after `at`.
fn edit_decimal(random: &mut Random, bytes: &mut Vec<u8>, at: usize) {
    let Some(start) = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|start| at + start) else { return };
    let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = if random.below(2) == 0 { random.below(12) as u64 } else { random.number() };
    bytes.splice(start..start + digits, number.to_string().into_bytes());
}

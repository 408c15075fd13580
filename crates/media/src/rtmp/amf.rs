//! AMF0, the encoding of RTMP's commands: only what commands carry, with bounds on depth and count.

use super::Error;

/// Deepest nesting accepted.
const MAX_DEPTH: u8 = 16;
/// Most values accepted in one message.
const MAX_VALUES: u16 = 4096;

/// One AMF0 value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Marker 0.
    Number(f64),
    /// Marker 1.
    Boolean(bool),
    /// Markers 2, 12 and 15. Bytes that are not UTF-8 are replaced.
    String(String),
    /// Markers 3, 8 and 16, in the order sent.
    Object(Vec<(String, Value)>),
    /// Marker 10.
    Array(Vec<Value>),
    /// Marker 11: milliseconds since 1970.
    Date(f64),
    /// Markers 5, 6, 7 (a reference) and 13.
    Null,
}

impl Value {
    /// A string value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// The text of a string value.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The number of a number value.
    pub fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A property of an object value.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let Self::Object(properties) = self else { return None };
        properties.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Appends the encoded value to `output`. Strings over 65 535 bytes become long strings.
    pub fn encode(&self, output: &mut Vec<u8>) {
        match self {
            Self::Number(number) => {
                output.push(0);
                output.extend(number.to_be_bytes());
            }
            Self::Boolean(flag) => output.extend([1, u8::from(*flag)]),
            Self::String(text) => match u16::try_from(text.len()) {
                Ok(length) => {
                    output.push(2);
                    output.extend(length.to_be_bytes());
                    output.extend(text.as_bytes());
                }
                Err(_) => {
                    output.push(12);
                    output.extend((text.len() as u32).to_be_bytes());
                    output.extend(text.as_bytes());
                }
            },
            Self::Object(properties) => {
                output.push(3);
                for (name, value) in properties {
                    output.extend((name.len() as u16).to_be_bytes());
                    output.extend(name.as_bytes());
                    value.encode(output);
                }
                output.extend([0, 0, 9]);
            }
            Self::Array(values) => {
                output.push(10);
                output.extend((values.len() as u32).to_be_bytes());
                values.iter().for_each(|value| value.encode(output));
            }
            Self::Date(time) => {
                output.push(11);
                output.extend(time.to_be_bytes());
                output.extend([0, 0]);
            }
            Self::Null => output.push(5),
        }
    }
}

/// Decodes all values of a message, front to back.
///
/// # Errors
/// [`Error::Amf`] when it is cut short or holds an unknown marker, [`Error::Limit`] beyond 16 levels or 4096 values.
pub fn decode(message: &[u8]) -> Result<Vec<Value>, Error> {
    let mut decoder = Decoder { rest: message, left: MAX_VALUES };
    let mut values = Vec::new();
    while !decoder.rest.is_empty() {
        values.push(decoder.value(MAX_DEPTH)?);
    }
    Ok(values)
}

struct Decoder<'a> {
    rest: &'a [u8],
    left: u16,
}

impl<'a> Decoder<'a> {
    fn value(&mut self, depth: u8) -> Result<Value, Error> {
        let inner = depth.checked_sub(1).ok_or(Error::Limit("AMF0 nesting over 16"))?;
        self.left = self.left.checked_sub(1).ok_or(Error::Limit("more than 4096 AMF0 values"))?;
        Ok(match self.array::<1>()?[0] {
            0 => Value::Number(f64::from_be_bytes(self.array()?)),
            1 => Value::Boolean(self.array::<1>()?[0] != 0),
            2 => Value::String(self.short_text()?),
            3 => Value::Object(self.properties(inner)?),
            5 | 6 | 13 => Value::Null,
            7 => {
                self.take(2)?;
                Value::Null
            }
            8 => {
                self.take(4)?; // a hint of the count, not to be trusted
                Value::Object(self.properties(inner)?)
            }
            10 => {
                let count = u32::from_be_bytes(self.array()?);
                let mut values = Vec::new();
                for _ in 0..count {
                    values.push(self.value(inner)?);
                }
                Value::Array(values)
            }
            11 => {
                let time = f64::from_be_bytes(self.array()?);
                self.take(2)?;
                Value::Date(time)
            }
            12 | 15 => {
                let length = u32::from_be_bytes(self.array()?);
                Value::String(lossy(self.take(length as usize)?))
            }
            16 => {
                self.short_text()?;
                Value::Object(self.properties(inner)?)
            }
            _ => return Err(Error::Amf("unknown marker")),
        })
    }

    fn properties(&mut self, depth: u8) -> Result<Vec<(String, Value)>, Error> {
        let mut properties = Vec::new();
        loop {
            let name = self.short_text()?;
            if name.is_empty() && self.rest.first() == Some(&9) {
                self.take(1)?;
                return Ok(properties);
            }
            properties.push((name, self.value(depth)?));
        }
    }

    fn short_text(&mut self) -> Result<String, Error> {
        let length = u16::from_be_bytes(self.array()?);
        Ok(lossy(self.take(length.into())?))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let (head, rest) = self.rest.split_first_chunk::<N>().ok_or(Error::Amf("cut short"))?;
        self.rest = rest;
        Ok(*head)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (head, rest) = self.rest.split_at_checked(length).ok_or(Error::Amf("cut short"))?;
        self.rest = rest;
        Ok(head)
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_survive_a_round_trip() {
        let values = vec![
            Value::text("connect"),
            Value::Number(1.5),
            Value::Object(vec![("app".into(), Value::text("live")), ("on".into(), Value::Boolean(true))]),
            Value::Array(vec![Value::Null, Value::Date(7.0)]),
            Value::text("long ".repeat(20_000)),
        ];
        let mut bytes = Vec::new();
        values.iter().for_each(|value| value.encode(&mut bytes));
        assert_eq!(decode(&bytes), Ok(values));
    }

    #[test]
    fn deep_nesting_is_refused() {
        let nested = |levels: usize| {
            let mut bytes = [10, 0, 0, 0, 1].repeat(levels - 1);
            bytes.push(5);
            decode(&bytes)
        };
        assert!(nested(16).is_ok());
        assert_eq!(nested(17), Err(Error::Limit("AMF0 nesting over 16")));
        assert!(nested(10_000).is_err());
    }

    #[test]
    fn lying_counts_and_cut_values_are_refused() {
        for bytes in [&[10, 255, 255, 255, 255][..], &[2, 0, 9, 65], &[3, 0, 1], &[12, 255, 255, 255, 255], &[0x99]] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
        assert_eq!(decode(&[5; 5000]), Err(Error::Limit("more than 4096 AMF0 values")));
    }
}

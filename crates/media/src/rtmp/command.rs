//! Commands (section 7.2): what an encoder asks for, and the answers.

use super::Error;
use super::amf::{self, Value};

/// A decoded command. It may hold a stream key, so it has no `Debug`.
pub struct Command {
    /// For example `publish`.
    pub name: String,
    /// Zero when no answer is wanted.
    pub transaction: f64,
    /// The command object and what follows it.
    pub arguments: Vec<Value>,
}

impl Command {
    /// Decodes an AMF0 command message.
    ///
    /// # Errors
    /// [`Error::Amf`] when it is none.
    pub fn decode(message: &[u8]) -> Result<Self, Error> {
        let mut values = amf::decode(message)?.into_iter();
        let Some(Value::String(name)) = values.next() else { return Err(Error::Amf("a command without a name")) };
        let transaction = values.next().and_then(|value| value.as_number()).unwrap_or(0.0);
        Ok(Self { name, transaction, arguments: values.collect() })
    }

    /// An argument after the command object, as text.
    pub fn text(&self, index: usize) -> Option<&str> {
        self.arguments.get(index + 1).and_then(Value::as_str)
    }
}

/// Encodes a command or an answer.
pub fn encode(name: &str, transaction: f64, arguments: &[Value]) -> Vec<u8> {
    let mut output = Vec::with_capacity(256);
    Value::text(name).encode(&mut output);
    Value::Number(transaction).encode(&mut output);
    arguments.iter().for_each(|value| value.encode(&mut output));
    output
}

/// The information object of `onStatus` and `_error`.
pub fn information(level: &str, code: &str, description: &str) -> Value {
    let property = |name: &str, text: &str| (name.to_owned(), Value::text(text));
    Value::Object(vec![property("level", level), property("code", code), property("description", description)])
}

//! The session's answers to commands.

use super::{Command, Input, RtmpSession, SessionState, command, enhanced};
use crate::rtmp::Error;
use crate::rtmp::amf::Value;

/// The one application of this server.
const APPLICATION: &str = "live";
/// Longest stream key looked at, in bytes.
const MAX_KEY: usize = 256;

impl RtmpSession {
    pub(super) fn command(&mut self, command: Command) -> Result<Option<Input>, Error> {
        let transaction = command.transaction;
        match (self.state, command.name.as_str()) {
            (SessionState::Over, _) => {}
            (SessionState::Connect, "connect") => return Ok(self.connect(&command)),
            (SessionState::Connect, _) => return Err(Error::Sequence("a command before connect")),
            (_, "connect") => return Err(Error::Sequence("a second connect")),
            (_, "createStream") => {
                self.reply(0, "_result", transaction, &[Value::Null, Value::Number(f64::from(self.stream))]);
            }
            (SessionState::Connected, "publish") => return Ok(Some(self.publish(&command))),
            (_, "publish") => return Err(Error::Sequence("a second publish")),
            (_, "play" | "play2") => {
                const WHY: &str = "This server takes streams in; watch them on its web pages.";
                self.refuse("NetStream.Play.Failed", WHY);
                return Ok(Some(Input::Refused("play")));
            }
            (_, "FCPublish") => {
                self.result(transaction, Value::Null);
                let start = command::information("status", "NetStream.Publish.Start", "FCPublish.");
                self.reply(0, "onFCPublish", 0.0, &[Value::Null, start]);
            }
            (state, "FCUnpublish") => {
                self.result(transaction, Value::Null);
                let success = command::information("status", "NetStream.Unpublish.Success", "FCUnpublish.");
                self.reply(0, "onFCUnpublish", 0.0, &[Value::Null, success]);
                return Ok((state == SessionState::Publishing).then_some(Input::Finishing));
            }
            (SessionState::Publishing, "deleteStream" | "closeStream") => {
                self.result(transaction, Value::Null);
                self.status("status", "NetStream.Unpublish.Success", "Finished.");
                self.state = SessionState::Over;
                return Ok(Some(Input::Finished));
            }
            (_, "getStreamLength") => self.result(transaction, Value::Number(0.0)),
            // `releaseStream`, `_checkbw`, and whatever else an encoder would like to hear back about.
            (_, name) if !name.starts_with('_') || name == "_checkbw" => self.result(transaction, Value::Null),
            _ => {}
        }
        Ok(None)
    }

    fn connect(&mut self, command: &Command) -> Option<Input> {
        self.announce();
        let application = command.arguments.first().and_then(|object| object.get("app")).and_then(Value::as_str);
        let Some(behind) = application.and_then(behind_application) else {
            const WHY: &str = "There is no such application here: the server's address ends in /live.";
            let information = command::information("error", "NetConnection.Connect.Rejected", WHY);
            self.reply(0, "_error", command.transaction, &[Value::Null, information]);
            self.state = SessionState::Over;
            return Some(Input::Refused("unknown application"));
        };
        self.application_key = behind.to_owned();
        self.state = SessionState::Connected;
        let mut properties = vec![
            ("fmsVer".into(), Value::text("FMS/3,5,7,7009")), // some encoders look for a known server's form
            ("capabilities".into(), Value::Number(31.0)),
        ];
        if let Some(offered) = command.arguments.first() {
            properties.extend(enhanced::answer(offered));
        }
        let mut information = command::information("status", "NetConnection.Connect.Success", "Connected.");
        if let Value::Object(fields) = &mut information {
            fields.push(("objectEncoding".into(), Value::Number(0.0)));
        }
        self.reply(0, "_result", command.transaction, &[Value::Object(properties), information]);
        None
    }

    fn publish(&mut self, command: &Command) -> Input {
        let name = bare(command.text(0).unwrap_or_default());
        let key = if name.is_empty() { &self.application_key } else { name };
        if key.is_empty() || key.len() > MAX_KEY {
            const WHY: &str = "The stream key is missing: copy it from your dashboard into the encoder.";
            self.refuse("NetStream.Publish.BadName", WHY);
            return Input::Refused("no stream key");
        }
        let key = key.to_owned();
        self.state = SessionState::Asked;
        Input::Publish { key }
    }

    fn result(&mut self, transaction: f64, value: Value) {
        if transaction != 0.0 {
            self.reply(0, "_result", transaction, &[Value::Null, value]);
        }
    }
}

/// What an application's name has behind [`APPLICATION`]: nothing, or the stream key of an encoder that was given address and key as one
/// (OBS with everything in *Server* connects to `live/KEY` and publishes an empty name). `None` for another application.
fn behind_application(name: &str) -> Option<&str> {
    let (application, behind) = bare(name).split_once('/').unwrap_or((bare(name), ""));
    (application == APPLICATION).then(|| bare(behind))
}

/// A name without what encoders put around it: a query (OBS and others append `?clientConfigId=…`), slashes, white space.
fn bare(name: &str) -> &str {
    let path = name.split_once('?').map_or(name, |(path, _)| path);
    path.trim_matches(|c: char| c == '/' || c.is_whitespace())
}

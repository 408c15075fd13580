//! What an encoder and this server tell each other about Enhanced RTMP ("Enhancing NetConnection connect Command" of its v2).

use crate::rtmp::amf::Value;

/// FourCCs that are carried.
const VIDEO: [&str; 3] = ["avc1", "hvc1", "av01"];
const AUDIO: [&str; 2] = ["mp4a", "Opus"];
/// `FourCcInfoMask.CanForward`: nothing is decoded or encoded here.
const CAN_FORWARD: f64 = 4.0;
/// `CapsExMask.ModEx`: extensions are understood, though times are kept in whole milliseconds. Requests to reconnect are not
/// sent, and further tracks are only put up with: an encoder that asks shall save their upload.
const CAPABILITIES: f64 = 4.0;

/// The properties to answer `connect` with, of those that its command object offers: v1 has the list, v2 all the others.
pub(super) fn answer(offered: &Value) -> Vec<(String, Value)> {
    let forwards = |codes: &[&str]| {
        Value::Object(codes.iter().map(|&code| (code.to_owned(), Value::Number(CAN_FORWARD))).collect())
    };
    let mut properties = Vec::new();
    if offered.get("fourCcList").is_some() {
        let list = VIDEO.iter().chain(&AUDIO).map(|&code| Value::text(code)).collect();
        properties.push(("fourCcList".to_owned(), Value::Array(list)));
    }
    let second = ["videoFourCcInfoMap", "audioFourCcInfoMap", "capsEx"];
    if second.iter().any(|name| offered.get(name).is_some()) {
        properties.push(("videoFourCcInfoMap".to_owned(), forwards(&VIDEO)));
        properties.push(("audioFourCcInfoMap".to_owned(), forwards(&AUDIO)));
        properties.push(("capsEx".to_owned(), Value::Number(CAPABILITIES)));
    }
    properties
}

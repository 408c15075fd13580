//! What a webhook of Discord is told: a sentence and the page that it is about.

use super::ChannelEvent;
use super::store::Taker;
use domain::addresses::{channel_page, video_page};
use domain::webhooks::DeletedMessages;
use domain::{StreamId, Visibility};
use serde_json::json;

/// The body of a message; none for what is not to be told in public.
pub fn body(event: &ChannelEvent<'_>, taker: &Taker, follower: Option<&str>, public_url: &str) -> Option<String> {
    let name = escaped(&taker.channel_name);
    let page = format!("{public_url}{}", channel_page(&taker.channel_slug));
    let content = match event {
        ChannelEvent::StreamStarted(stream) => format!("**{name}** is live: {}\n{page}", escaped(&stream.title)),
        ChannelEvent::StreamEnded(stream) => format!("**{name}** has ended the stream: {}", escaped(&stream.title)),
        ChannelEvent::StreamUpdated(stream) => format!("**{name}** now streams: {}\n{page}", escaped(&stream.title)),
        ChannelEvent::Follow(_) => format!("**{}** follows **{name}** now.", escaped(follower?)),
        ChannelEvent::MessagesDeleted(DeletedMessages { message_id: Some(_), .. }) => {
            format!("A message was deleted in the chat of **{name}**.")
        }
        ChannelEvent::MessagesDeleted(_) => format!("The messages of a person were deleted in the chat of **{name}**."),
        // Only its owner may learn that a private recording exists.
        ChannelEvent::VodReady(stream) if stream.visibility() == Visibility::Public => {
            let address = format!("{public_url}{}", video_page(StreamId::from(stream.id)));
            format!("A recording of **{name}** is ready: {}\n{address}", escaped(&stream.title))
        }
        ChannelEvent::VodReady(_) => return None,
        ChannelEvent::Test => format!("A test from **{name}**: this webhook works."),
    };
    // Nothing in it pings anyone, whatever it says.
    Some(json!({ "content": content, "allowed_mentions": { "parse": [] } }).to_string())
}

/// A text without what Discord would draw as something else: emphasis, links, mentions.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '!' | '?' | '\'' | '"' | '&' | '%' | ';' | '/') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_neither_mentions_nor_links_nor_shouts() {
        assert_eq!(escaped("Tea & talk, 100%!"), "Tea & talk, 100%!");
        assert_eq!(escaped("**hi** @everyone"), r"\*\*hi\*\* \@everyone");
        assert_eq!(escaped("[free](https://evil.example) <@1>"), r"\[free\]\(https\://evil.example\) \<\@1\>");
    }
}

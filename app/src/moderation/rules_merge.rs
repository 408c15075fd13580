//! Rules that another moderator changes while a form with the rules before is open: what is untouched follows, what is typed stays, and
//! where both have changed the same, the form shows the other one's beside one's own.

use super::rules_form::RulesForm;
use crate::browser;
use serde_json::Value;
use wasm_bindgen::JsValue;

/// Fields of the form in which a line is an entry of a list.
const LISTS: [&str; 4] = ["refused", "held", "allowed", "hosts"];

/// What another moderator has made of a field of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Theirs {
    pub field: String,
    pub value: Value,
    /// What it was before.
    before: Value,
}

/// The fields that another moderator has changed: those to follow, and those that were changed here, too.
pub fn merge(before: &RulesForm, mine: &RulesForm, theirs: &RulesForm) -> (Vec<Theirs>, Vec<Theirs>) {
    let fields = |form: &RulesForm| match serde_json::to_value(form) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let (before, mine, theirs) = (fields(before), fields(mine), fields(theirs));
    let changed = theirs.into_iter().filter_map(|(field, value)| {
        let (before, mine) = (before.get(&field)?, mine.get(&field)?);
        // The raid guard is in the forms of few only.
        let is_news = !are_alike(before, &value) && !are_alike(mine, &value) && !mine.is_null();
        is_news.then(|| (are_alike(before, mine), Theirs { before: before.clone(), value, field }))
    });
    let (follow, both): (Vec<_>, Vec<_>) = changed.partition(|(is_untouched, _)| *is_untouched);
    let plain = |found: Vec<(bool, Theirs)>| found.into_iter().map(|(_, theirs)| theirs).collect();
    (plain(follow), plain(both))
}

/// Texts are alike if their lines are: forms end lines as the browser likes.
fn are_alike(one: &Value, other: &Value) -> bool {
    match (one.as_str(), other.as_str()) {
        (Some(one), Some(other)) => lines(one).eq(lines(other)),
        _ => one == other,
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

impl Theirs {
    /// The control of the form, by its name.
    pub fn name(&self) -> String {
        format!("form[{}]", self.field)
    }

    /// What it is called in the form.
    pub fn label(&self) -> &'static str {
        match self.field.as_str() {
            "level" => "How strict",
            "words" => "A message with such a word",
            "hate" => "Against groups of people",
            "sexual" => "Sexual",
            "insults" => "Insults",
            "swearing" => "Swearing",
            "refused" => "Refuse",
            "held" => "Hold for a moderator",
            "allowed" => "Always allow",
            "links" => "A message with a link",
            "hosts" => "Allow links to",
            "capitals" => "Mostly capitals",
            "percent" => "Minimum % capitals",
            "repetition" => "The same again and again",
            "repeated" => "Maximum repeats",
            "mentions" => "Many mentions",
            "mentioned" => "More than … people",
            "flood" => "Almost the same messages",
            "alike" => "More than … of one person",
            "seconds" => "Time window (seconds)",
            "raids" => "When new accounts flood the chat",
            _ => "Another setting",
        }
    }

    /// What they have changed: the lines of a list that they have added and taken out, else the new value. `option` is what the form calls it.
    pub fn words(&self, option: Option<String>) -> String {
        let text = |value: &Value| value.as_str().map(str::to_owned).unwrap_or_else(|| value.to_string());
        if LISTS.contains(&self.field.as_str()) {
            let (before, after) = (text(&self.before), text(&self.value));
            let only_in = |one: &str, other: &str| {
                let missing = lines(one).filter(|line| lines(other).all(|known| known != *line));
                missing.map(|line| format!("“{line}”")).collect::<Vec<_>>().join(", ")
            };
            let (added, gone) = (only_in(&after, &before), only_in(&before, &after));
            let said = [("added ", added), ("took out ", gone)];
            let said = said.into_iter().filter(|(_, lines)| !lines.is_empty());
            return said.map(|(deed, lines)| format!("{deed}{lines}")).collect::<Vec<_>>().join("; ");
        }
        match &self.value {
            Value::Bool(true) => "switched on".to_owned(),
            Value::Bool(false) => "switched off".to_owned(),
            value => format!("changed to “{}”", option.unwrap_or_else(|| text(value))),
        }
    }

    /// The control in the form; none on the server.
    fn control(&self, form: &web_sys::Element) -> Option<web_sys::Element> {
        form.query_selector(&format!("[name='{}']", self.name())).ok().flatten()
    }

    /// What the form calls the value, where it is one to choose from.
    pub fn option(&self, form: &web_sys::Element) -> Option<String> {
        let value = self.value.as_str().map(str::to_owned).unwrap_or_else(|| self.value.to_string());
        let select = self.control(form).filter(|control| control.tag_name() == "SELECT")?;
        select.query_selector(&format!("option[value='{value}']")).ok().flatten()?.text_content()
    }

    /// Puts the value into the form, as if it was typed.
    pub fn put_into(&self, form: &web_sys::Element) {
        let Some(control) = self.control(form) else { return };
        match &self.value {
            Value::Bool(on) => browser::set_property(&control, "checked", &JsValue::from_bool(*on)),
            value => {
                let text = value.as_str().map(str::to_owned).unwrap_or_else(|| value.to_string());
                browser::set_property(&control, "value", &JsValue::from_str(&text));
            }
        }
        if let Ok(event) = web_sys::Event::new("input") {
            event.init_event_with_bubbles("input", true);
            let _ = control.dispatch_event(&event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moderation::{Action, Rules};

    fn names(found: &[Theirs]) -> Vec<&str> {
        found.iter().map(|theirs| theirs.field.as_str()).collect()
    }

    #[test]
    fn what_is_untouched_follows_and_what_both_have_changed_is_shown() {
        let before = RulesForm { refused: "spam\nham".into(), ..RulesForm::of(&Rules::default()) };
        let mine = RulesForm { refused: "spam\r\nham\r\neggs".into(), percent: 60, ..before.clone() };
        let theirs =
            RulesForm { refused: "ham\nbeans".into(), links: Action::Hold, hate: !before.hate, ..before.clone() };
        let (follow, both) = merge(&before, &mine, &theirs);
        let mut follow = names(&follow);
        follow.sort_unstable();
        assert_eq!((follow, names(&both)), (vec!["hate", "links"], vec!["refused"]));
        assert_eq!(both[0].words(None), "added “beans”; took out “spam”");
        let same = RulesForm { refused: "spam\nham\n".into(), ..before.clone() };
        let (follow, both) = merge(&before, &same, &RulesForm { refused: "new".into(), ..before.clone() });
        assert_eq!((names(&follow), names(&both)), (vec!["refused"], vec![]), "a line that ends is no change");
        let guarded = RulesForm { raids: None, ..before.clone() };
        let raids = RulesForm { raids: Some(domain::moderation::RaidGuard::Act), ..before.clone() };
        let (follow, both) = merge(&before, &guarded, &raids);
        assert!(follow.is_empty() && both.is_empty());
    }
}

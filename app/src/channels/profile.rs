//! What viewers read of a channel, for its owner to change. What is typed is kept in this tab until it is saved.

use super::create::languages;
use super::rpc::ChangeChannelProfile;
use super::shown::ShownChannel;
use crate::browser;
use crate::ui::{Area, Button, Field, Form, FormInput, FormState, Look, Select, Tile, format, toasts};
use domain::channels::{Category, Channel, ChannelName, Description, Language, parse_tags, split_tags};
use icondata_lu as lu;
use leptos::prelude::*;
use std::time::Duration;

/// A field, the text that is saved of it, and the name under which the tab keeps another one.
#[derive(Clone, Copy)]
struct DraftField {
    input: FormInput,
    saved: RwSignal<String>,
    key: StoredValue<String>,
}

impl DraftField {
    fn new(form: FormState<ChangeChannelProfile>, channel: &Channel, name: &'static str, saved: String) -> Self {
        let check: fn(&str) -> Option<String> = match name {
            "name" => |text| ChannelName::parse(text).err(),
            "description" => |text| Description::parse(text).err(),
            "category" => |text| Category::of_words(text).err(),
            _ => |text| parse_tags(&split_tags(text)).err(),
        };
        let input = form.input(name, saved.clone(), check);
        let key = StoredValue::new(format!("channel-draft:{}:{name}", channel.id));
        let field = Self { input, saved: RwSignal::new(saved), key };
        Effect::new(move |woken: Option<()>| {
            // With a mark before it: an empty text may be what was typed.
            let kept = woken.is_none().then(|| field.key.with_value(|key| browser::kept(key))).flatten();
            let kept = kept.and_then(|kept| kept.strip_prefix('=').map(str::to_owned));
            let is_saved = !field.differs();
            match kept {
                // The field shows what the server has sent until it has woken up itself.
                Some(kept) => browser::after(Duration::ZERO, move || {
                    field.input.text.try_set(kept);
                }),
                None if is_saved => field.key.with_value(|key| browser::keep(key, "")),
                None => {
                    let text = field.input.text.with(|text| format!("={text}"));
                    field.key.with_value(|key| browser::keep(key, &text));
                }
            }
        });
        field
    }

    fn differs(self) -> bool {
        self.input.text.with(|text| self.saved.with(|saved| text != saved))
    }

    fn was_saved(self) {
        self.saved.set(self.input.text.get_untracked());
    }

    fn discard(self) {
        self.input.touch();
        self.input.text.set(self.saved.get_untracked());
    }
}

/// Name, description, category, tags and language.
#[component]
pub fn ProfileTile(channel: Channel) -> impl IntoView {
    let form = FormState::<ChangeChannelProfile>::new();
    let description = channel.description.clone().unwrap_or_default();
    let name = DraftField::new(form, &channel, "name", channel.name.clone());
    let description = DraftField::new(form, &channel, "description", description);
    let category = DraftField::new(form, &channel, "category", format::category(&channel.category));
    let tags = DraftField::new(form, &channel, "tags", channel.tags.join(" "));
    let fields = [name, description, category, tags];
    let seen = form.seen(channel.profile_fingerprint());
    let (notes, shown) = (toasts(), expect_context::<ShownChannel>());
    form.on_success(move |channel| {
        fields.iter().for_each(|field| field.was_saved());
        shown.name.set(channel.name.clone());
        seen.set(channel.profile_fingerprint());
        notes.say("Saved.");
    });
    let differs = Memo::new(move |_| fields.iter().any(|field| field.differs()));
    view! {
        <Tile title="What viewers read" icon=lu::LuText>
            <Form state=form>
                <input type="hidden" name="channel" value=channel.id.to_string() />
                <input type="hidden" name="seen" value=move || seen.get() />
                <Field label="Channel name" input=name.input help="What people call it." max=60 />
                <Area
                    label="Description"
                    input=description.input
                    help="What you do here. Web addresses become links."
                    rows=5
                    max=2000
                />
                <Field
                    label="Category"
                    input=category.input
                    help="Choose one, or name your own: letters a to z, digits, spaces and hyphens."
                    max=40
                    list="categories"
                />
                <datalist id="categories">
                    {Category::COMMON
                        .map(|slug| view! { <option value=format::category(slug)></option> })
                        .collect_view()}
                </datalist>
                <Field
                    label="Tags"
                    input=tags.input
                    help="Up to ten words, with spaces between them."
                    max=400
                />
                <Select
                    label="Language"
                    name="language"
                    options=spoken(channel.language.as_deref())
                    chosen=channel.language.unwrap_or_default()
                    help="What is spoken here."
                />
                <div class="form-actions">
                    <Button look=Look::Primary kind="submit" busy=form.pending()>
                        "Save"
                    </Button>
                    <Show when=move || differs.get()>
                        <Button look=Look::Ghost on:click=move |_| fields.iter().for_each(|field| field.discard())>
                            "Discard changes"
                        </Button>
                        <span class="text-soft">"Not saved yet"</span>
                    </Show>
                </div>
            </Form>
        </Tile>
    }
    .into_any()
}

/// The common languages, and the channel's own, which programs may have set to another.
fn spoken(own: Option<&str>) -> Vec<(String, String)> {
    let mut languages = languages();
    if let Some(own) = own.filter(|own| languages.iter().all(|(tag, _)| tag != own)) {
        languages.push((own.to_owned(), Language::name_of(own)));
    }
    languages
}

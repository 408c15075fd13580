//! The links of a profile in its form. Below the last link there is always an empty row for another one, and a row that is emptied is no link,
//! so that links come and go without JavaScript, too.

use crate::browser;
use crate::ui::{Field, FormInput, FormState, IconButton, Note, recall};
use crate::users::rpc::ChangeProfile;
use domain::accounts::{LinkAddress, SOCIAL_LINKS, SiteName};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use std::collections::BTreeMap;

/// The name and the id of each row's fields: the site, and the address.
const FIELDS: [(&str, &str, &str, &str); SOCIAL_LINKS] = [
    ("links[0][site]", "link-site-0", "links[0][address]", "link-address-0"),
    ("links[1][site]", "link-site-1", "links[1][address]", "link-address-1"),
    ("links[2][site]", "link-site-2", "links[2][address]", "link-address-2"),
    ("links[3][site]", "link-site-3", "links[3][address]", "link-address-3"),
    ("links[4][site]", "link-site-4", "links[4][address]", "link-address-4"),
    ("links[5][site]", "link-site-5", "links[5][address]", "link-address-5"),
    ("links[6][site]", "link-site-6", "links[6][address]", "link-address-6"),
    ("links[7][site]", "link-site-7", "links[7][address]", "link-address-7"),
    ("links[8][site]", "link-site-8", "links[8][address]", "link-address-8"),
    ("links[9][site]", "link-site-9", "links[9][address]", "link-address-9"),
];

#[derive(Clone, Copy)]
struct LinkRow {
    site: FormInput,
    address: FormInput,
}

impl LinkRow {
    fn is_empty(self) -> bool {
        [self.site, self.address].iter().all(|input| input.text.with(|text| text.trim().is_empty()))
    }
}

/// What is typed into the rows, and what the server said of the links.
#[derive(Clone, Copy)]
pub struct LinkRowsState {
    rows: StoredValue<Vec<LinkRow>>,
    all: FormInput,
    /// Whether the form was refused before the page has woken up.
    is_back: bool,
}

impl LinkRowsState {
    pub fn new(form: FormState<ChangeProfile>, links: BTreeMap<String, String>) -> Self {
        let mut links = links.into_iter();
        let row = |(site_name, _, address_name, _): (&'static str, &str, &'static str, &str)| {
            let (site, address) = links.next().unwrap_or_default();
            let site = form.input(site_name, site, |text| or_none(text, |text| SiteName::parse(text).err()));
            let address =
                form.input(address_name, address, |text| or_none(text, |text| LinkAddress::parse(text).err()));
            // Before the first row is made: how many there are depends on all of them.
            let sent_to = ChangeProfile::url();
            recall(sent_to, site_name, site.text);
            recall(sent_to, address_name, address.text);
            // The server says what is wrong with the links as a whole; without JavaScript the browser marked none of the fields.
            for input in [site, address] {
                if browser::typed(sent_to, input.name).is_some() {
                    input.judge();
                }
            }
            LinkRow { site, address }
        };
        let rows = FIELDS.map(row).to_vec();
        let all = form.input("social_links", String::new(), |_| None);
        let is_back = form.action.value().with_untracked(|answer| matches!(answer, Some(Err(_))));
        Self { rows: StoredValue::new(rows), all, is_back }
    }

    fn get(self, at: usize) -> Option<LinkRow> {
        self.rows.with_value(|rows| rows.get(at).copied())
    }

    /// Rows up to the last one that is not empty.
    fn filled(self) -> usize {
        (1..=SOCIAL_LINKS).rev().find(|count| self.get(count - 1).is_some_and(|row| !row.is_empty())).unwrap_or(0)
    }

    /// Takes a link away; those below it move up.
    fn remove(self, at: usize) {
        for to in at..SOCIAL_LINKS {
            let Some(row) = self.get(to) else { return };
            let below = self.get(to + 1);
            for (input, from) in [(row.site, below.map(|row| row.site)), (row.address, below.map(|row| row.address))] {
                input.touch();
                input.text.set(from.map(|from| from.text.get_untracked()).unwrap_or_default());
            }
        }
        self.all.touch();
    }
}

/// What is wrong with a field of a row; an empty one is judged by the server, together with its row.
fn or_none(text: &str, wrong: fn(&str) -> Option<String>) -> Option<String> {
    if text.trim().is_empty() { None } else { wrong(text) }
}

/// The rows, and a sentence about all of them.
#[component]
pub fn LinkRows(rows: LinkRowsState) -> impl IntoView {
    let filled = Memo::new(move |_| rows.filled());
    let row = |at: usize| view! { <Row rows=rows at=at filled=filled /> };
    view! {
        <fieldset class="links" aria-describedby="links-note">
            <legend>"Links"</legend>
            {(0..SOCIAL_LINKS).map(row).collect_view()}
            <Note
                id="links-note"
                error=rows.all.error()
                help=format!("Up to {SOCIAL_LINKS} links. Clear both fields to remove one.")
            />
        </fieldset>
    }
    .into_any()
}

#[component]
fn Row(rows: LinkRowsState, at: usize, filled: Memo<usize>) -> impl IntoView {
    let (_, site_id, _, address_id) = FIELDS[at];
    let row = rows.get(at)?;
    let number = at + 1;
    let remove = move |_| {
        rows.remove(at);
        // The button may be gone with the link.
        if let Some(field) = document().get_element_by_id(site_id) {
            browser::focus(&field);
        }
    };
    let is_unused = move || filled.get() < at;
    let is_empty = move || row.is_empty();
    let changed = Callback::new(move |()| rows.all.touch());
    let shown = view! {
        // The property, too: of a form that came back only the server knows at first how many rows are filled, and waking up sets no attributes.
        <div class="link-row" hidden=is_unused prop:hidden=is_unused>
            <Field label=format!("Site {number}") input=row.site id=site_id help="Such as YouTube." max=30 typed=changed />
            <Field
                label=format!("Address {number}")
                input=row.address
                id=address_id
                help="Such as https://youtube.com/@you."
                inputmode="url"
                max=300
                typed=changed
            />
            <span class="link-remove needs-script" hidden=is_empty prop:hidden=is_empty>
                <IconButton icon=lu::LuX label=format!("Remove link {number}") on:click=remove />
            </span>
        </div>
    };
    // The server has marked the fields, and the page knows nothing of it until it has read them. The fields have their effects from above, so
    // this one runs after them.
    if rows.is_back {
        Effect::new(move |_| {
            for input in [row.site, row.address] {
                input.judge();
            }
        });
    }
    Some(shown)
}

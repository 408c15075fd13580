//! A drop-down list, shown by the browser itself.

use super::form::form_address;
use crate::browser;
use leptos::prelude::*;

/// A list to choose from: what it stands for in the form, and what it says.
#[component]
pub fn Select(
    #[prop(into)] label: String,
    name: &'static str,
    /// Tells this one from others of its name on the page; the name itself where there is one only.
    #[prop(into, optional)]
    id: String,
    options: Vec<(String, String)>,
    #[prop(into)] chosen: String,
    #[prop(optional)] help: &'static str,
) -> impl IntoView {
    let chosen = browser::typed(form_address(), name).unwrap_or(chosen);
    let id = if id.is_empty() { name.to_owned() } else { id };
    let note_id = (!help.is_empty()).then(|| format!("{id}-note"));
    let note = note_id.clone().map(|id| view! { <p id=id class="field-note">{help}</p> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="input-box">
                <select id=id name=name aria-describedby=note_id>
                    {options
                        .into_iter()
                        .map(|(value, words)| {
                            let selected = value == chosen;
                            view! {
                                <option value=value selected=selected>
                                    {words}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            {note}
        </div>
    }
}

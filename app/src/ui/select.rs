//! A drop-down list, shown by the browser itself.

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
    let chosen = browser::typed(name).unwrap_or(chosen);
    let id = if id.is_empty() { name.to_owned() } else { id };
    let note = (!help.is_empty()).then(|| view! { <p class="field-note">{help}</p> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="input-box">
                <select id=id name=name>
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

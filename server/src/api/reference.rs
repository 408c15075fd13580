//! The reference page of the API: the OpenAPI document as a page for people. Rendered once, without scripts, so that it works offline and under
//! the strictest content policy.

mod examples;
mod guide;

use super::document;
use super::shared_answer::SharedAnswer;
use crate::middleware::session;
use crate::state::State;
use axum::body::Bytes;
use axum::extract;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use leptos::prelude::*;
use serde_json::Value;
use tokio::sync::OnceCell;

/// The page may load the platform's style sheet, its font and its icon.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

/// `GET /api/docs`.
pub async fn page(state: extract::State<State>, headers: HeaderMap) -> Response {
    static PAGES: OnceCell<[SharedAnswer; 2]> = OnceCell::const_new();
    let folder = state.site.folder();
    let pages = PAGES.get_or_init(|| async {
        let page = |theme| SharedAnswer::new("text/html; charset=utf-8", Bytes::from(render(&folder, theme)));
        [page("dark").await, page("light").await]
    });
    let [dark, light] = pages.await;
    let is_light = session::cookie(&headers, "theme").as_deref() == Some("light");
    let page = if is_light { light } else { dark };
    let mut response = page.respond(&headers);
    let own = response.headers_mut();
    own.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    own.insert(header::VARY, HeaderValue::from_static("cookie, accept-encoding"));
    response
}

fn render(folder: &str, theme: &'static str) -> String {
    // The document is valid JSON, because it was written as JSON.
    let document: Value = serde_json::from_str(&document::DOCUMENT).unwrap_or_default();
    let operations: Vec<Operation> = operations(&document).collect();
    let mut tags: Vec<&str> = operations.iter().map(|operation| operation.tag).collect();
    tags.dedup();
    let tagged = tags.clone().into_iter().map(|tag| {
        view! {
            <li>
                <a href=format!("#tag-{tag}")>{tag.to_owned()}</a>
            </li>
        }
    });
    let tagged = tagged.collect_view();
    let examples = examples::section(&operations);
    let sections = tags.into_iter().map(|tag| {
        let operations = operations.iter().filter(|operation| operation.tag == tag).map(Operation::view).collect_view();
        view! {
            <section id=format!("tag-{tag}")>
                <h2>{tag.to_owned()}</h2>
                {operations}
            </section>
        }
    });
    let schemas = document["components"]["schemas"].as_object().into_iter().flatten();
    let schemas = schemas.map(|(name, schema)| schema_view(name, schema)).collect_view();
    let opening = text(&document["info"]["description"]);
    let opening = opening.split("\n\n").map(|paragraph| view! { <p>{with_code(paragraph)}</p> }).collect_view();
    let page = view! {
        <html lang="en" data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content=theme />
                <title>"API · AeThex Live"</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=format!("/{folder}/aethex.css") />
            </head>
            <body>
                <main class="reference">
                    <p>
                        <a href="/">"AeThex Live"</a>
                    </p>
                    <h1>"API"</h1>
                    {opening}
                    <p>
                        "For programs: " <a href="/api/openapi.json">"the OpenAPI document"</a>
                    </p>
                    <nav aria-label="Contents">
                        <div>
                            <a href="#guide">"Getting started"</a>
                            {guide::contents()}
                        </div>
                        <div>
                            <a href="#examples">"Examples"</a>
                            {examples::contents()}
                        </div>
                        <div>
                            <a href="#operations">"Operations"</a>
                            <ul>
                                {tagged} <li>
                                    <a href="#schemas">"schemas"</a>
                                </li>
                            </ul>
                        </div>
                    </nav>
                    {guide::section()}
                    {examples}
                    <div id="operations">{sections.collect_view()}</div>
                    <section id="schemas">
                        <h2>"schemas"</h2>
                        {schemas}
                    </section>
                </main>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", page.to_html())
}

/// One method of one path.
struct Operation<'a> {
    method: String,
    path: &'a str,
    tag: &'a str,
    operation: &'a Value,
}

/// By tag, in the order of their paths.
fn operations(document: &Value) -> impl Iterator<Item = Operation<'_>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let mut all: Vec<Operation> = paths
        .flat_map(|(path, item)| {
            item.as_object().into_iter().flatten().map(move |(method, operation)| Operation {
                method: method.to_uppercase(),
                path,
                tag: operation["tags"][0].as_str().unwrap_or_default(),
                operation,
            })
        })
        .collect();
    all.sort_by_key(|operation| operation.tag);
    all.into_iter()
}

impl Operation<'_> {
    fn view(&self) -> impl IntoView + use<> {
        let Operation { method, path, operation, .. } = self;
        let summary = [&operation["summary"], &operation["description"]].map(text).join(" ");
        let name = text(&operation["operationId"]);
        let needs = needs(&operation["security"]);
        let examples = examples::links(&name);
        let examples = (!examples.is_empty()).then(|| {
            let links = examples.into_iter().enumerate().map(|(at, link)| {
                view! {
                    {(at > 0).then_some(", ")}
                    {link}
                }
            });
            view! { <p class="reference-note">"Examples: " {links.collect_view()}</p> }
        });
        let parameters = list(&operation["parameters"]).iter().map(|parameter| {
            let is_required = parameter["required"].as_bool().unwrap_or_default();
            row(&text(&parameter["name"]), &parameter["schema"], is_required, &text(&parameter["description"]))
        });
        let parameters = parameters.collect::<Vec<_>>();
        let body = operation["requestBody"]["content"]["application/json"].get("schema").map(|schema| {
            view! { <p>"Body: " {kind(schema)}</p> }
        });
        let responses = operation["responses"].as_object().into_iter().flatten().map(|(status, response)| {
            let content = response["content"].as_object().and_then(|content| content.values().next());
            let schema = content.and_then(|content| content.get("schema")).map(kind);
            view! {
                <tr>
                    <td>{status.clone()}</td>
                    <td>{schema}</td>
                    <td>{with_code(&text(&response["description"]))}</td>
                </tr>
            }
        });
        view! {
            <article id=name>
                <h3>
                    <code>{method.clone()} " " {(*path).to_owned()}</code>
                </h3>
                <p>{with_code(&summary)}</p>
                {needs.map(|needs| view! { <p class="reference-note">{with_code(&needs)}</p> })}
                {examples}
                {(!parameters.is_empty()).then(|| view! { <table>{parameters}</table> })}
                {body}
                <table>{responses.collect_view()}</table>
            </article>
        }
    }
}

/// The scopes of which an access token needs one for an operation.
fn scopes(security: &Value) -> Vec<&str> {
    list(security).iter().filter_map(|way| way["bearer"][0].as_str()).collect()
}

/// How to sign in for an operation; none if visitors may do it.
fn needs(security: &Value) -> Option<String> {
    match (list(security).is_empty(), scopes(security).join("` or `")) {
        (true, _) => None,
        (false, scopes) if scopes.is_empty() => Some("Needs a session. Access tokens are not taken.".to_owned()),
        (false, scopes) => Some(format!("Needs an access token with the scope `{scopes}`, or a session.")),
    }
}

fn schema_view(name: &str, schema: &Value) -> impl IntoView + use<> {
    // What is flattened into another schema stands beside its own fields.
    let parts: Vec<&Value> = schema.get("allOf").map_or_else(|| vec![schema], |parts| list(parts).iter().collect());
    let others = parts.iter().filter(|part| part.get("properties").is_none() && schema.get("allOf").is_some());
    let others: Vec<_> = others.map(|part| view! { <p>"And the fields of " {kind(part)}</p> }).collect();
    let rows: Vec<_> = parts.iter().flat_map(|part| fields(part)).collect();
    let words = words(schema);
    let variants = list(&schema["oneOf"]).iter().filter(|variant| variant.get("properties").is_some()).map(|variant| {
        view! {
            <p>"One kind: " {with_code(&text(&variant["description"]))}</p>
            <table>{fields(variant)}</table>
        }
    });
    let variants: Vec<_> = variants.collect();
    view! {
        <article id=format!("schema-{name}")>
            <h3>
                <code>{name.to_owned()}</code>
            </h3>
            <p>{with_code(&text(&schema["description"]))}</p>
            {(!words.is_empty()).then(|| view! { <p>"One of: " {words}</p> })}
            {others}
            {(!rows.is_empty()).then(|| view! { <table>{rows}</table> })}
            {variants}
            {schema.get("example").map(|example| view! { <p>"For example " <code>{example.to_string()}</code></p> })}
        </article>
    }
}

/// The words that a value can be.
fn words(schema: &Value) -> String {
    list(&schema["enum"]).iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
}

/// The rows of an object's fields.
fn fields(schema: &Value) -> Vec<impl IntoView + use<>> {
    let required: Vec<&str> = list(&schema["required"]).iter().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    let rows = properties.map(|(name, schema)| {
        // The description of a nullable reference stands on the reference.
        let of = [schema, &schema["oneOf"][0]].map(|schema| text(&schema["description"]));
        let description = of.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        row(name, schema, required.contains(&name.as_str()), &description)
    });
    rows.collect()
}

fn row(name: &str, schema: &Value, is_required: bool, description: &str) -> impl IntoView + use<> {
    view! {
        <tr>
            <td>
                <code>{name.to_owned()}</code>
                {(!is_required).then_some(" (optional)")}
            </td>
            <td>{kind(schema)}</td>
            <td>{with_code(description)}</td>
        </tr>
    }
}

/// What a value is: its type, or a link to its schema.
fn kind(schema: &Value) -> AnyView {
    if let Some(name) = schema["$ref"].as_str().and_then(|address| address.rsplit('/').next()) {
        return view! { <a href=format!("#schema-{name}")>{name.to_owned()}</a> }.into_any();
    }
    if schema["type"] == "array" {
        return view! { "list of " {kind(&schema["items"])} }.into_any();
    }
    let choices = list(&schema["oneOf"]);
    if !choices.is_empty() {
        let choices = choices.iter().enumerate().map(|(at, choice)| {
            view! {
                {(at > 0).then_some(" or ")}
                {kind(choice)}
            }
        });
        return choices.collect_view().into_any();
    }
    let words = words(schema);
    if !words.is_empty() {
        return view! { <code>{words}</code> }.into_any();
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    let format = schema["format"].as_str().map(|format| format!(" ({format})")).unwrap_or_default();
    format!("{}{format}", types.join(" or ")).into_any()
}

/// A text with what stands between backticks as code; a page of the dashboard is linked.
fn with_code(text: &str) -> AnyView {
    let pieces = text.split('`').enumerate().map(|(at, piece)| {
        let piece = piece.to_owned();
        match at % 2 {
            1 if piece.starts_with("/dashboard/") => {
                let href = piece.clone();
                view! { <a href=href><code>{piece}</code></a> }.into_any()
            }
            1 => view! { <code>{piece}</code> }.into_any(),
            _ => piece.into_any(),
        }
    });
    pieces.collect_view().into_any()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().trim().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

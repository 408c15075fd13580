//! The OpenAPI document: what the routes say of themselves.

use super::problem::ProblemDetails;
use super::refusals::{BadToken, SignedOut};
use super::shared_answer::SharedAnswer;
use super::{is_same_for_all, operations, operations_without_session, refusals, scopes};
use crate::state::State;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::accounts::Scope;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;
use tokio::sync::OnceCell;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBody;
use utoipa::openapi::schema::Type;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    InfoBuilder, Object, ObjectBuilder, OpenApi, OpenApiBuilder, RefOr, Response as Answer, ResponseBuilder,
};
use utoipa::{IntoResponses, PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;

/// Name of the security scheme of cookies.
const SESSION: &str = "session";
/// The same of bearer tokens.
const BEARER: &str = "bearer";

/// The document (OpenAPI 3.1) as JSON, indented.
pub static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_pretty_json().unwrap_or_default() + "\n");

/// This document.
#[utoipa::path(
    get, path = "/openapi.json", tag = "document",
    responses((status = 200, description = "The OpenAPI document.", content_type = "application/json")),
)]
pub async fn openapi(headers: HeaderMap) -> Response {
    static ANSWER: OnceCell<SharedAnswer> = OnceCell::const_new();
    let answer = ANSWER.get_or_init(|| SharedAnswer::new("application/json", Bytes::from_static(DOCUMENT.as_bytes())));
    answer.await.respond(&headers)
}

fn document() -> OpenApi {
    let info = InfoBuilder::new()
        .title("AeThex Live")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Programs can do here what people do on the web pages. Times are written as RFC 3339 says, and ids are UUIDs. Each refusal is \
             `application/problem+json` (RFC 9457) with a stable `code`. What is hidden from you answers 404, like what does not exist.\n\n\
             Limits: an answer to a request that counts against one has the header `RateLimit`, where `r` is how much is left and `t` in how many \
             seconds all of it is there again. `RateLimit-Policy` says how much there is (`q`) and in how many seconds it comes back (`w`). A request \
             beyond the limit is answered 429, with `Retry-After`.\n\n\
             A parameter `limit` asks for the length of a page. A number that is larger than the largest page is not refused: it counts as the \
             largest page, and 0 counts as 1.",
        ))
        .build();
    let api = OpenApiRouter::<State>::with_openapi(OpenApiBuilder::new().info(info).build())
        .nest("/api", operations().merge(operations_without_session()));
    let (_, mut document) = api.split_for_parts();
    let components = document.components.get_or_insert_default();
    components.schemas.insert(ProblemDetails::name().into_owned(), ProblemDetails::schema());
    let mut nested = Vec::new();
    ProblemDetails::schemas(&mut nested);
    components.schemas.extend(nested);
    let cookie = ApiKeyValue::with_description(
        "aethex_session",
        "Set by `POST /api/auth/login`. Over https it is called `__Host-aethex_session`.",
    );
    components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "An access token (`POST /api/auth/tokens`), whose scope each operation names; or a session token of Clerk, where the operator has set \
             `AETHEX_CLERK_ISSUER`. Of several scopes one is enough. What names no scope takes no access tokens. An access token without the scope is \
             refused with 403 `insufficient_scope`; where visitors may ask, it is answered as a visitor. A token that is wrong, expired or revoked is \
             refused with 401 `signin_required`, also where visitors may ask. `GET /api/channels` and `GET /api/search` answer all alike and do not \
             look at tokens.",
        ));
    components.add_security_scheme(BEARER, SecurityScheme::Http(bearer.build()));
    for (path, item) in &mut document.paths.paths {
        let operations = [
            ("GET", &mut item.get),
            ("PUT", &mut item.put),
            ("POST", &mut item.post),
            ("DELETE", &mut item.delete),
            ("PATCH", &mut item.patch),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                complete(operation, method, path);
                if method == "POST" && creates(path, operation) {
                    takes_key(operation);
                }
            }
        }
    }
    document
}

/// The operations that need no signing in, as method and path.
pub fn for_visitors() -> HashSet<(String, String)> {
    operations_where(|operation| operation.security.is_none())
}

/// The operations that need signing in, as method and path.
pub fn for_users() -> HashSet<(String, String)> {
    operations_where(|operation| operation.security.is_some())
}

fn operations_where(is_wanted: fn(&Operation) -> bool) -> HashSet<(String, String)> {
    let mut found = HashSet::new();
    for (path, item) in document().paths.paths {
        let operations =
            [("GET", item.get), ("PUT", item.put), ("POST", item.post), ("DELETE", item.delete), ("PATCH", item.patch)];
        for (method, operation) in operations {
            if operation.as_ref().is_some_and(is_wanted) {
                found.insert((method.to_owned(), path.clone()));
            }
        }
    }
    found
}

/// The paths at which programs create something by JSON, or without a body.
pub fn creating() -> HashSet<String> {
    let paths = document().paths.paths.into_iter();
    let creating = paths.filter(|(path, item)| item.post.as_ref().is_some_and(|operation| creates(path, operation)));
    creating.map(|(path, _)| path).collect()
}

/// Not what takes no access tokens: the bodies of these operations have passwords, of which no fast digest may be kept. Nor what visitors may do:
/// a key belongs to an account.
fn creates(path: &str, operation: &Operation) -> bool {
    let is_json =
        |body: &RefOr<RequestBody>| matches!(body, RefOr::T(body) if body.content.contains_key("application/json"));
    !scopes::needed("POST", path).is_empty()
        && operation.security.is_some()
        && operation.responses.responses.contains_key("201")
        && operation.request_body.as_ref().is_none_or(is_json)
}

/// Adds what follows from the rest of an operation: who has to sign in, how tokens and bodies are refused, and that anything else is a problem too.
fn complete(operation: &mut Operation, method: &str, path: &str) {
    let scopes = scopes::needed(method, path);
    let responses = &mut operation.responses.responses;
    if method != "GET" {
        refuses(responses, "403", "`cross_site`");
    }
    if responses.get("401") == SignedOut::responses().get("401") {
        let session = SecurityRequirement::new::<_, [&str; 0], &str>(SESSION, []);
        let mut ways = vec![session];
        match scopes {
            [] => ways.push(SecurityRequirement::new::<_, [&str; 0], &str>(BEARER, [])),
            scopes => ways.extend(scopes.iter().map(|scope| SecurityRequirement::new(BEARER, [scope.as_str()]))),
        }
        operation.security = Some(ways);
        refuses(responses, "403", &format!("`insufficient_scope` for an access token{}", without(scopes)));
    } else if !scopes.is_empty() {
        responses.extend(BadToken::responses());
    }
    if operation.request_body.is_some() {
        refuses(responses, "400", "`bad_request`");
        refuses(responses, "408", "`too_slow`");
        refuses(responses, "413", "`too_large`");
        refuses(responses, "415", "`unsupported_media_type`");
        refuses(responses, "422", "`validation_failed`");
    }
    refuses(responses, "default", "Any other problem, such as `internal` (500) or `unavailable` (503).");
    if method == "GET" && operation.security.is_none() {
        takes_tag(operation, path);
    }
}

/// Of which scopes an access token has none when it is refused, as the rest of a sentence.
fn without(scopes: &[Scope]) -> String {
    let names: Vec<String> = scopes.iter().map(|scope| format!("`{}`", scope.as_str())).collect();
    match names.as_slice() {
        [] => String::new(),
        [name] => format!(" without the scope {name}"),
        names => format!(" with none of the scopes {}", names.join(", ")),
    }
}

/// Says that an operation refuses with these codes, too.
fn refuses(responses: &mut BTreeMap<String, RefOr<Answer>>, status: &str, codes: &str) {
    match responses.get_mut(status) {
        Some(RefOr::T(answer)) if !answer.description.contains(codes) => {
            answer.description = format!("{}, {codes}", answer.description);
        }
        Some(_) => {}
        None => _ = responses.insert(status.to_owned(), RefOr::T(refusals::problem(codes))),
    }
}

/// Says that the answer has a tag by which a client is not sent it again, if it is JSON: see `middleware::conditional` and [`SharedAnswer`].
fn takes_tag(operation: &mut Operation, path: &str) {
    let responses = &mut operation.responses.responses;
    let Some(RefOr::T(answer)) = responses.get_mut("200") else { return };
    if !answer.content.contains_key("application/json") {
        return;
    }
    let (tag_note, parameter_note) = match is_same_for_all("GET", path) {
        true => ("", ""),
        false => (
            " Answers to a session or a token have none: they are not to be stored.",
            " With a session or a token it does not count.",
        ),
    };
    let text = || Object::with_type(Type::String);
    let tag =
        HeaderBuilder::new().schema(Some(text())).description(Some(format!("Names this answer.{tag_note}"))).build();
    answer.headers.insert("ETag".to_owned(), RefOr::T(tag.clone()));
    let unchanged = ResponseBuilder::new().description("The client has the answer already.").header("ETag", tag);
    responses.insert("304".to_owned(), RefOr::T(unchanged.build()));
    let meaning =
        format!("`ETag` of an answer that the client has: 304 says that it is still the same.{parameter_note}");
    let known = ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .description(Some(meaning))
        .schema(Some(text()));
    operation.parameters.get_or_insert_default().push(RefOr::T(known.build()));
}

/// Says that the operation takes an `Idempotency-Key`, and how it refuses one.
fn takes_key(operation: &mut Operation) {
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .description(Some(
            "A name for this request, such as a random UUID. If it is sent again within a day, it is not run again: its answer comes once more, with \
             `Idempotency-Replayed: true`.",
        ))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).max_length(Some(255)).pattern(Some("^[!-~]+$"))));
    operation.parameters.get_or_insert_default().push(RefOr::T(key.build()));
    for (status, codes) in [("400", "`bad_request`"), ("409", "`conflict`"), ("422", "`validation_failed`")] {
        refuses(&mut operation.responses.responses, status, codes);
    }
}

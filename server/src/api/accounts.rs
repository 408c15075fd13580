//! `/api/auth`.

use super::extract::{Asker, Body, From};
use super::{Answer, problem::Failure};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use domain::accounts::{Account, Credentials, Onboarding};
use domain::{Code, Problem};
use services::accounts::{self, NewSession};

type App = extract::State<State>;

pub async fn register(
    app: App,
    From(device): From,
    Body(body): Body<Credentials>,
) -> Answer<(StatusCode, HeaderMap, Json<Account>)> {
    let session = accounts::register(&app.services, &body.email, &body.password, &device).await?;
    let (cookie, account) = signed_in(&app, &session).await?;
    Ok((StatusCode::CREATED, cookie, account))
}

pub async fn login(app: App, From(device): From, Body(body): Body<Credentials>) -> Answer<(HeaderMap, Json<Account>)> {
    let session = accounts::login(&app.services, &body.email, &body.password, &device).await?;
    signed_in(&app, &session).await
}

pub async fn logout(app: App, Asker(viewer): Asker) -> Answer<(StatusCode, HeaderMap)> {
    accounts::logout(&app.services, &viewer).await?;
    Ok((StatusCode::NO_CONTENT, set_cookie(&app.services.cookies.clear())))
}

pub async fn onboard(
    app: App,
    Asker(viewer): Asker,
    Body(body): Body<Onboarding>,
) -> Answer<(StatusCode, Json<Account>)> {
    Ok((StatusCode::CREATED, Json(accounts::onboard(&app.services, &viewer, body).await?)))
}

pub async fn viewer(Asker(viewer): Asker) -> Answer<Json<Account>> {
    let signed_out = || Failure(Problem::new(Code::SigninRequired, "Nobody is signed in."));
    viewer.account().cloned().map(Json).ok_or_else(signed_out)
}

async fn signed_in(app: &State, session: &NewSession) -> Answer<(HeaderMap, Json<Account>)> {
    let viewer = accounts::sessions::find(&app.services, &session.token).await?.viewer;
    let account = viewer.account().cloned().ok_or_else(|| Failure(Problem::not_found()))?;
    Ok((set_cookie(&app.services.cookies.issue(session)), Json(account)))
}

fn set_cookie(cookie: &str) -> HeaderMap {
    HeaderValue::from_str(cookie).map(|cookie| HeaderMap::from_iter([(header::SET_COOKIE, cookie)])).unwrap_or_default()
}

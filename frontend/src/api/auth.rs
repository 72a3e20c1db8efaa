//! Sign-in, sign-out, password.

use leptos::task::spawn_local;
use nmrs_domain::wire::{LoginIn, PasswordIn, TokenOut};
use reqwasm::http::Method;

use super::client::{Api, ApiResult, Call, Renewal, exchange, from_json, renew, to_json};
use crate::app::{Session, browser};

pub async fn login(api: Api, input: &LoginIn) -> ApiResult<()> {
    let call = Call {
        method: Method::POST,
        path: "/auth/login".into(),
        body: Some(to_json(input)),
        key: None,
    };
    let answer = exchange(&call, None).await?;
    let token: TokenOut = from_json(&answer)?;
    api.session.signed_in(token);
    Ok(())
}

/// Resumes the session of the browser's cookie, if there is one.
pub async fn resume(api: Api) -> ApiResult<()> {
    if !browser::may_have_session() || renew(api.session, None).await? == Renewal::Ended {
        api.session.no_session();
    }
    Ok(())
}

/// Signs out in every tab, even if the server is not reached.
pub async fn logout(api: Api) {
    let call = Call {
        method: Method::POST,
        path: "/auth/logout".into(),
        body: None,
        key: None,
    };
    let token = api.session.token();
    // Without the network the cookie outlives this; the token in memory does not.
    let _ = exchange(&call, token.as_deref()).await;
    api.session.end();
}

/// Changes the user's password, which ends every session of the user.
pub async fn change_password(api: Api, input: &PasswordIn) -> ApiResult<()> {
    api.send(Method::POST, "/auth/password", Some(to_json(input)))
        .await
}

/// Adopts the session that another tab has started.
pub(crate) async fn adopt_session(api: Api) -> ApiResult<()> {
    let token = api.session.token();
    renew(api.session, token.as_deref()).await.map(|_| ())
}

/// Resumes the session at the start of the app.
pub(crate) fn start(session: Session, api: Api) {
    session.starting();
    spawn_local(async move {
        if resume(api).await.is_err() {
            session.unreachable();
        }
    });
}

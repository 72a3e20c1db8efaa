//! Routes, and the contexts that all pages share.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::path;

use crate::api::{Api, auth};
use crate::app::{Phase, Session, browser, tabs};
use crate::pages::account::{
    AccountDetailPage, AccountFormPage, AccountLogPage, AccountSheetPage, ModifyPage,
};
use crate::pages::calendar::CalendarPage;
use crate::pages::duplicates::DuplicatesPage;
use crate::pages::import::{ImportPage, ImportedPage};
use crate::pages::messages::MessagesPage;
use crate::pages::password::PasswordPage;
use crate::pages::reporting_units::ReportingUnitsPage;
use crate::pages::shared::NotFoundPage;
use crate::pages::shell::Shell;
use crate::pages::sign_in::{SignInAgain, SignInPage};
use crate::pages::work_list::WorkListPage;
use crate::ui::{ToastRegion, Toasts};

#[component]
pub fn App() -> impl IntoView {
    let session = Session::new();
    let api = Api::new(session);
    provide_context(session);
    provide_context(api);
    provide_context(Toasts::new());
    auth::start(session, api);
    tabs::listen(move |message| handle(session, api, &message));
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/sign-in") view=SignInPage />
                <ParentRoute path=path!("") view=Shell>
                    <Route path=path!("/") view=ToHome />
                    <Route path=path!("/accounts") view=WorkListPage />
                    <Route path=path!("/accounts/new") view=AccountFormPage />
                    <Route path=path!("/accounts/import") view=ImportPage />
                    <Route path=path!("/accounts/import/:id") view=ImportedPage />
                    <Route path=path!("/accounts/:id") view=AccountDetailPage />
                    <Route path=path!("/accounts/:id/edit") view=AccountFormPage />
                    <Route path=path!("/accounts/:id/modify") view=ModifyPage />
                    <Route path=path!("/accounts/:id/log") view=AccountLogPage />
                    <Route path=path!("/accounts/:id/sheet") view=AccountSheetPage />
                    <Route path=path!("/duplicates") view=DuplicatesPage />
                    <Route path=path!("/reporting-units") view=ReportingUnitsPage />
                    <Route path=path!("/messages") view=MessagesPage />
                    <Route path=path!("/calendar") view=CalendarPage />
                    <Route path=path!("/password") view=PasswordPage />
                </ParentRoute>
            </Routes>
            <SignInAgain />
        </Router>
        <ToastRegion />
    }
}

#[component]
fn ToHome() -> impl IntoView {
    view! { <Redirect path="/accounts" options=browser::replace_entry() /> }
}

fn handle(session: Session, api: Api, message: &tabs::TabMessage) {
    match message {
        tabs::TabMessage::SignedOut => session.signed_out_elsewhere(),
        // The cookie is valid again: interrupted calls continue.
        tabs::TabMessage::SignedIn(_) => {
            if matches!(
                session.phase().get_untracked(),
                Phase::Expired | Phase::SignedOut
            ) {
                spawn_local(async move {
                    // If that fails, the user signs in here as well.
                    let _ = auth::adopt_session(api).await;
                });
            }
        }
    }
}

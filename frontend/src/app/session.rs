use futures::channel::oneshot;
use leptos::prelude::*;
use nmrs_domain::actor::Role;
use nmrs_domain::permission::Permission;
use nmrs_domain::wire::{TokenOut, UserOut};

use super::{browser, tabs};
use crate::api::ApiError;

/// Where the session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The app has just started and asks whether the browser still has a session.
    Starting,
    /// That could not be found out.
    Unreachable,
    /// Nobody is signed in.
    SignedOut,
    /// Somebody is.
    SignedIn,
    /// The session ended under the user's hands; the page stays, and a dialog over it asks again.
    Expired,
}

/// Who is signed in. The access token lives in memory only; the refresh token is in a cookie that
/// scripts cannot read.
#[derive(Clone, Copy)]
pub struct Session {
    phase: RwSignal<Phase>,
    user: RwSignal<Option<UserOut>>,
    token: StoredValue<Option<String>>,
    waiting: StoredValue<Vec<oneshot::Sender<bool>>>,
    left: StoredValue<bool>,
}

/// The session of this app.
///
/// # Panics
/// Outside of [`crate::app::App`].
pub fn use_session() -> Session {
    expect_context()
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

impl Session {
    /// A session of which nothing is known yet. The app makes one, at its root, where nothing
    /// disposes it.
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Starting),
            user: RwSignal::new(None),
            token: StoredValue::new(None),
            waiting: StoredValue::new(Vec::new()),
            left: StoredValue::new(false),
        }
    }

    /// Where the session stands.
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Who is signed in; still there while the session is [`Phase::Expired`].
    pub fn user(self) -> Signal<Option<UserOut>> {
        self.user.into()
    }

    /// The user's column of the permission table. Reactive.
    pub fn role(self) -> Option<Role> {
        self.user.with(|user| user.as_ref().map(|user| user.access))
    }

    /// Whether the user's role has a permission at all. Reactive.
    pub fn may(self, permission: Permission) -> bool {
        self.role().is_some_and(|role| permission.granted(role))
    }

    pub(crate) fn token(self) -> Option<String> {
        self.token.get_value()
    }

    /// Somebody signed in.
    pub(crate) fn signed_in(self, token: TokenOut) {
        let same = self
            .user
            .with_untracked(|user| user.as_ref().is_none_or(|user| user.id == token.user.id));
        tabs::broadcast(&tabs::TabMessage::SignedIn(token.user.id));
        self.apply_token(token, same);
    }

    /// A fresh token came from the cookie.
    pub(crate) fn renewed(self, token: TokenOut) {
        let same = self
            .user
            .with_untracked(|user| user.as_ref().is_none_or(|user| user.id == token.user.id));
        if same {
            self.apply_token(token, true);
        } else {
            // Another tab signed in as somebody else. Nothing of the old user may stay here.
            browser::reload();
        }
    }

    fn apply_token(self, token: TokenOut, same: bool) {
        self.token.set_value(Some(token.access_token));
        browser::mark_session(true);
        if self
            .user
            .with_untracked(|user| user.as_ref() != Some(&token.user))
        {
            self.user.set(Some(token.user));
        }
        if self.phase.get_untracked() != Phase::SignedIn {
            self.phase.set(Phase::SignedIn);
        }
        self.resume_waiting(same);
    }

    /// Whether the user left by choice: then nobody shall come back to the page that was left.
    pub(crate) fn left(self) -> bool {
        self.left.get_value()
    }

    /// The browser has no session.
    pub(crate) fn no_session(self) {
        self.left.set_value(false);
        self.clear();
    }

    /// It could not be found out whether the browser has a session.
    pub(crate) fn unreachable(self) {
        self.phase.set(Phase::Unreachable);
    }

    /// Asks anew.
    pub(crate) fn starting(self) {
        self.phase.set(Phase::Starting);
    }

    /// The user signed out: here, and with that in every other tab.
    pub(crate) fn end(self) {
        tabs::broadcast(&tabs::TabMessage::SignedOut);
        self.left.set_value(true);
        self.clear();
    }

    /// The user signed out in another tab.
    pub(crate) fn signed_out_elsewhere(self) {
        if self.user.with_untracked(Option::is_some) {
            self.left.set_value(true);
            self.clear();
        }
    }

    fn clear(self) {
        self.token.set_value(None);
        browser::mark_session(false);
        self.phase.set(Phase::SignedOut);
        self.user.set(None);
        self.resume_waiting(false);
    }

    /// Waits until the user has signed in again, over the page that stays as it is.
    pub(crate) async fn wait_for_sign_in(self) -> Result<(), ApiError> {
        if self.user.with_untracked(Option::is_none) {
            return Err(ApiError::SignedOut);
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.update_value(|waiting| waiting.push(sender));
        self.token.set_value(None);
        if self.phase.get_untracked() != Phase::Expired {
            self.phase.set(Phase::Expired);
        }
        match receiver.await {
            Ok(true) => Ok(()),
            _ => Err(ApiError::SignedOut),
        }
    }

    fn resume_waiting(self, resume: bool) {
        let waiting = self.waiting.try_update_value(std::mem::take);
        for sender in waiting.unwrap_or_default() {
            // The page that waited may be gone.
            let _ = sender.send(resume);
        }
    }
}

use futures::channel::oneshot;
use leptos::prelude::*;
use nmrs_domain::actor::Role;
use nmrs_domain::permission::Permission;
use nmrs_domain::wire::{TokenOut, UserOut};

use super::{browser, tabs};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The app has started and asks the server for a session.
    Starting,
    Unreachable,
    SignedOut,
    SignedIn,
    /// The session ended: the page stays, and a dialog asks to sign in again.
    Expired,
}

/// Signed-in user. The access token is kept in memory only; scripts cannot read the refresh token.
#[derive(Clone, Copy)]
pub struct Session {
    phase: RwSignal<Phase>,
    user: RwSignal<Option<UserOut>>,
    token: StoredValue<Option<String>>,
    waiting: StoredValue<Vec<oneshot::Sender<bool>>>,
    left: StoredValue<bool>,
}

pub fn use_session() -> Session {
    expect_context()
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

impl Session {
    /// Creates the session; the app does so once, at its root.
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Starting),
            user: RwSignal::new(None),
            token: StoredValue::new(None),
            waiting: StoredValue::new(Vec::new()),
            left: StoredValue::new(false),
        }
    }

    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Signed-in user; kept while the session is [`Phase::Expired`].
    pub fn user(self) -> Signal<Option<UserOut>> {
        self.user.into()
    }

    /// Role in the permission table. Reactive.
    pub fn role(self) -> Option<Role> {
        self.user.with(|user| user.as_ref().map(|user| user.access))
    }

    /// Returns true if the user's role has the permission. Reactive.
    pub fn may(self, permission: Permission) -> bool {
        self.role().is_some_and(|role| permission.granted(role))
    }

    pub(crate) fn token(self) -> Option<String> {
        self.token.get_value()
    }

    pub(crate) fn signed_in(self, token: TokenOut) {
        let same = self
            .user
            .with_untracked(|user| user.as_ref().is_none_or(|user| user.id == token.user.id));
        tabs::broadcast(&tabs::TabMessage::SignedIn(token.user.id));
        self.apply_token(token, same);
    }

    /// Stores a renewed token.
    pub(crate) fn renewed(self, token: TokenOut) {
        let same = self
            .user
            .with_untracked(|user| user.as_ref().is_none_or(|user| user.id == token.user.id));
        if same {
            self.apply_token(token, true);
        } else {
            // Another tab signed in as another user: nothing of the old one may stay.
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

    /// Returns true if the user signed out, so that the page is not restored at the next sign-in.
    pub(crate) fn left(self) -> bool {
        self.left.get_value()
    }

    pub(crate) fn no_session(self) {
        self.left.set_value(false);
        self.clear();
    }

    pub(crate) fn unreachable(self) {
        self.phase.set(Phase::Unreachable);
    }

    pub(crate) fn starting(self) {
        self.phase.set(Phase::Starting);
    }

    /// Signs out in all tabs.
    pub(crate) fn end(self) {
        tabs::broadcast(&tabs::TabMessage::SignedOut);
        self.left.set_value(true);
        self.clear();
    }

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

    /// Waits for a new sign-in in the dialog over the page. Returns false if the user does not sign
    /// in again.
    pub(crate) async fn wait_for_sign_in(self) -> bool {
        if self.user.with_untracked(Option::is_none) {
            return false;
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.update_value(|waiting| waiting.push(sender));
        self.token.set_value(None);
        if self.phase.get_untracked() != Phase::Expired {
            self.phase.set(Phase::Expired);
        }
        receiver.await == Ok(true)
    }

    fn resume_waiting(self, resume: bool) {
        let waiting = self.waiting.try_update_value(std::mem::take);
        for sender in waiting.unwrap_or_default() {
            // The waiting page may have been left.
            let _ = sender.send(resume);
        }
    }
}

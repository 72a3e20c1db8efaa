//! Sign-in: the page, and the dialog over a page whose session ended.

use leptos::prelude::*;

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {}

/// Asks to sign in again, over the page that stays as it is.
#[component]
pub fn SignInAgain() -> impl IntoView {}

//! The review dialog over the work list.

use leptos::prelude::*;

/// The review dialog: open while the address has `?review=<id>`.
#[component]
pub fn ReviewDialog() -> impl IntoView {}

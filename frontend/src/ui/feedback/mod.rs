//! Loading, empty and error states, busy buttons, toasts.

mod states;
mod toast;

pub use states::{BusyButton, EmptyState, ErrorState, FormError, LoadingRows};
pub use toast::{ToastRegion, Toasts, use_toasts};

//! The kit: thin components over daisyUI classes and native elements.
//!
//! Controls inside a [`Field`] take their id, `aria-describedby` and `aria-invalid` from it; outside
//! of one they need an `aria_label`.

mod chips;
mod description;
mod dialog;
mod feedback;
mod field;
mod icon;
mod numbers;
mod page_title;
mod status;
mod submit;
mod tab_link;

pub use chips::{Chip, Chips};
pub use description::{DescriptionItem, DescriptionList};
pub use dialog::{ConfirmDialog, Dialog};
pub use feedback::{
    BusyButton, EmptyState, ErrorState, FormError, LoadingRows, ToastRegion, Toasts, use_toasts,
};
pub use field::{
    CheckboxGroup, Choice, DateField, Field, FieldContext, FieldShell, PasswordInput, RadioGroup,
    Select, TextArea, TextInput,
};
pub use icon::{Icon, IconName};
pub use numbers::{file_size, group_thousands, total_text};
pub use page_title::PageTitle;
pub use status::{StatusDot, Waiting};
pub use submit::{Submit, focus_first_invalid, use_submit};
pub use tab_link::TabLink;

//! The kit: thin components over daisyUI classes and native elements.
//!
//! Controls inside a [`Field`] take their id, `aria-describedby` and `aria-invalid` from it; outside
//! of one they need an `aria_label`.

mod chips;
mod choices;
mod confirm;
mod date;
mod description;
mod dialog;
mod feedback;
mod field;
mod figures;
mod icon;
mod org_cascade;
mod page_title;
mod paged;
mod pager;
mod password_input;
mod select;
mod status;
mod tab_link;
mod text_area;
mod text_input;
mod toast;
mod typing;

pub use chips::{Chip, Chips};
pub use choices::{CheckboxGroup, RadioGroup};
pub use confirm::ConfirmDialog;
pub use date::DateField;
pub use description::{DescriptionItem, DescriptionList};
pub use dialog::Dialog;
pub use feedback::{BusyButton, EmptyState, ErrorState, FormError, LoadingRows};
pub use field::{Field, FieldContext};
pub use figures::{grouped, in_all, megabytes};
pub use icon::{Icon, IconName};
pub use org_cascade::OrgCascade;
pub use page_title::PageTitle;
pub use paged::Paged;
pub use pager::Pager;
pub use password_input::PasswordInput;
pub use select::{Choice, Select};
pub use status::{StatusDot, Waiting};
pub use tab_link::TabLink;
pub use text_area::TextArea;
pub use text_input::TextInput;
pub use toast::{ToastRegion, Toasts, use_toasts};

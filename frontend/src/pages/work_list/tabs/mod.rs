//! Tabs of the list, and the toolbar.

mod bar;
mod model;
mod toolbar;

pub(super) use bar::TabBar;
pub(super) use model::EmptyReason;

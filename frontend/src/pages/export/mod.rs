//! A list, or what was selected in it, as a file: one dialog for every list.

mod choose;
mod focus;
mod menu;
mod model;
mod running;
mod work;

pub(crate) use self::menu::ExportMenu;
pub(crate) use self::model::{Asked, Subject};

use leptos::prelude::*;

use self::choose::Choose;
use self::focus::give_back;
use self::running::{BrokenOff, Done, Refused, Running};
use self::work::{Phase, Work};
use crate::components::Dialog;

/// The dialog; open while something is asked for.
#[component]
pub(crate) fn ExportDialog(
    /// What is to be exported.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    // Made anew each time, for what is asked then.
    move || {
        asked
            .get()
            .map(|what| view! { <Opened what=what asked=asked /> })
    }
}

#[component]
fn Opened(what: Asked, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let title = what.title();
    let work = Work::new(what);
    provide_context(work);
    let opener = StoredValue::new_local(document().active_element());
    // A download that has begun goes on in the browser.
    let close = move |()| {
        give_back(opener.get_value());
        asked.set(None);
    };
    let body = move || match work.phase.get() {
        Phase::Choosing => view! { <Choose on_cancel=close /> }.into_any(),
        Phase::Running => view! { <Running on_close=close /> }.into_any(),
        Phase::Refused(error) => view! { <Refused error=error on_close=close /> }.into_any(),
        Phase::BrokenOff => view! { <BrokenOff on_close=close /> }.into_any(),
        Phase::Done(rows) => view! { <Done rows=rows on_close=close /> }.into_any(),
    };
    view! {
        <Dialog open=Signal::from(true) on_close=close title=title width="md:max-w-lg">
            <div data-testid="export-dialog">{body}</div>
        </Dialog>
    }
}

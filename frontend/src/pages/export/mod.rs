//! Export of a list or a selection: one dialog for all lists.

mod choose;
mod focus;
mod job;
mod menu;
mod model;
mod running;

pub(crate) use self::menu::ExportMenu;
pub(crate) use self::model::{ExportRequest, Subject};

use leptos::prelude::*;

use self::choose::ExportOptions;
use self::focus::restore_focus;
use self::job::{ExportJob, Phase};
use self::running::{BrokenOff, Done, Refused, Running};
use crate::ui::Dialog;

/// Export dialog; open while there is a request.
#[component]
pub(crate) fn ExportDialog(request: RwSignal<Option<ExportRequest>>) -> impl IntoView {
    // Mounted again for each request.
    move || {
        request
            .get()
            .map(|what| view! { <OpenDialog what=what request=request /> })
    }
}

#[component]
fn OpenDialog(what: ExportRequest, request: RwSignal<Option<ExportRequest>>) -> impl IntoView {
    let title = what.title();
    let job = ExportJob::new(what);
    provide_context(job);
    let opener = StoredValue::new_local(document().active_element());
    // A download that has begun goes on in the browser.
    let close = move |()| {
        restore_focus(opener.get_value());
        request.set(None);
    };
    let body = move || match job.phase.get() {
        Phase::Choosing => view! { <ExportOptions on_cancel=close /> }.into_any(),
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

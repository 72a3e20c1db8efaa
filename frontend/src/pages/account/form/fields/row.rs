use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::pages::account::form::model::pointer_id;
use crate::pages::account::form::state::FormState;
use crate::ui::FieldShell;

/// Row of the form: label, control, hint and error. Marks its field as touched when the focus
/// leaves it.
#[component]
pub(crate) fn Row(
    pointer: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] group: bool,
    #[prop(optional, into)] hint: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let id = pointer_id(pointer);
    let error = Memo::new(move |_| state.errors.with(|e| e.at(pointer).map(str::to_owned)));
    view! {
        <div
            class="grid grid-cols-1 sm:grid-cols-[132px_minmax(0,1fr)] gap-x-4 gap-y-1 items-start"
            data-testid=id.clone()
            on:focusout=move |event| {
                if !stays_inside(&event) {
                    // The row may be removed with the focus in it.
                    state.error_display.try_update(|display| display.touch(pointer));
                }
            }
        >
            <FieldShell
                id=id.clone()
                label=label
                required=required
                hint=hint
                error=error.into()
                group=group
                row=true
            >
                {children()}
            </FieldShell>
        </div>
    }
}

/// Returns true if the focus moves between controls of the same row.
fn stays_inside(event: &web_sys::FocusEvent) -> bool {
    let inside = || {
        let row: web_sys::Node = event.current_target()?.dyn_into().ok()?;
        let next: web_sys::Node = event.related_target()?.dyn_into().ok()?;
        Some(row.contains(Some(&next)))
    };
    inside().unwrap_or(false)
}

use leptos::prelude::*;
use nmrs_domain::diff::FieldChange;

use super::model::{Modification, or_empty_text};
use crate::ui::{BusyButton, Dialog};

/// Shows the changes before they are submitted.
#[component]
pub(super) fn DiffDialog(
    /// Open while there is a modification to confirm.
    wanted: RwSignal<Option<Modification>>,
    office: String,
    #[prop(into)] busy: Signal<bool>,
    label: &'static str,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let open = Signal::derive(move || wanted.with(Option::is_some));
    let close = Callback::new(move |()| {
        if !busy.get_untracked() {
            wanted.set(None);
        }
    });
    let footer = move || {
        view! {
            <button
                type="button"
                class="btn btn-sm"
                disabled=move || busy.get()
                data-testid="diff-back"
                on:click=move |_| close.run(())
            >
                "返回修改"
            </button>
            <BusyButton busy=busy on_click=on_confirm attr:data-testid="confirm-modify">
                {label}
            </BusyButton>
        }
    };
    let rows = move || {
        let changes = wanted.with(|wanted| wanted.as_ref().map(|wanted| wanted.changes.clone()));
        changes
            .unwrap_or_default()
            .into_iter()
            .map(row)
            .collect_view()
    };
    view! {
        <Dialog open=open on_close=close title="核对修改内容" width="md:max-w-2xl" footer=footer>
            <div class="p-5 flex flex-col gap-4" data-testid="dialog-modify">
                <dl class="border border-base-300 rounded-box divide-y divide-base-300">{rows}</dl>
                <p class="text-small text-label" data-testid="modify-reviewer">
                    {format!("提交后由{office}审核；同意之前，登记的内容保持不变，也不能再申请其他变更。")}
                </p>
            </div>
        </Dialog>
    }
}

fn row(change: FieldChange) -> impl IntoView {
    let FieldChange {
        field,
        label,
        old,
        new,
    } = change;
    view! {
        <div
            class="px-4 py-2.5 grid grid-cols-1 sm:grid-cols-[112px_minmax(0,1fr)] gap-x-4 gap-y-1"
            data-testid=format!("change-{field}")
        >
            <dt class="text-small text-muted">{label}</dt>
            <dd class="flex flex-col gap-0.5 min-w-0">
                <span class="text-muted wrap-anywhere">
                    <span class="sr-only">"原为 "</span>
                    <del>{or_empty_text(&old)}</del>
                </span>
                <span class="font-medium wrap-anywhere">
                    <span aria-hidden="true" class="text-muted mr-1">"→"</span>
                    <span class="sr-only">"改为 "</span>
                    {or_empty_text(&new)}
                </span>
            </dd>
        </div>
    }
}

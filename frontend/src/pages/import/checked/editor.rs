use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use nmrs_domain::import::ImportColumn;

use super::sheet::use_sheet;
use crate::app::browser;
use crate::pages::import::model::{CellAt, Editor, cell_name, editor};
use crate::ui::{Choice, Icon, IconName, Select, TextInput};

/// Editor of a cell. Enter saves and opens the next wrong cell, Esc restores.
#[component]
pub(super) fn CellEditor(at: CellAt) -> impl IntoView {
    let sheet = use_sheet();
    let input = NodeRef::<html::Input>::new();
    let frame = NodeRef::<html::Div>::new();
    // Separate from the sheet's draft: a removed field still reports its input when another cell is
    // open.
    let typed = RwSignal::new(sheet.draft.get_untracked());
    Effect::new(move |_| {
        let typed = typed.get();
        if sheet.editing.get_untracked() == Some(at) {
            sheet.draft.set(typed);
        }
    });
    Effect::new(move |_| {
        let Some(input) = input.get() else { return };
        let select = move || {
            // Selected: the first key replaces the wrong text.
            let _ = input.focus();
            input.select();
        };
        // After the text was written.
        set_timeout(select, Duration::ZERO);
    });
    let keydown = move |event: KeyboardEvent| {
        // These keys also choose characters of an input method.
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                sheet.save(true);
            }
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                sheet.restore();
            }
            _ => {}
        }
    };
    // Leaving the cell saves it. Checked a moment later: the editor may have been rendered again,
    // or the window lost the focus.
    let leave = move |_| {
        let look = move || {
            let Some(frame) = frame.try_get_untracked().flatten() else {
                return;
            };
            let focused = document().active_element();
            if !frame.contains(focused.as_deref())
                && sheet.editing.try_get_untracked().flatten() == Some(at)
            {
                sheet.save(false);
            }
        };
        set_timeout(look, Duration::ZERO);
    };
    let label = cell_name(at);
    let control = match editor(at.1) {
        Editor::Text => view! {
            <TextInput value=typed small=true class="w-full min-w-0" node_ref=input name="cell" />
        }
        .into_any(),
        Editor::Choice(choices) => view! { <Chooser choices=choices typed=typed /> }.into_any(),
    };
    view! {
        <div
            node_ref=frame
            class=format!("cell-editor flex flex-wrap items-center gap-x-2 gap-y-1 {}", room(at.1))
            role="group"
            aria-label=label
            aria-describedby=format!("problems-{}", at.0)
            data-testid="cell-editor"
            on:keydown=keydown
            on:focusout=leave
        >
            // The column titles may be out of view.
            <span class="lbl basis-full max-md:hidden" aria-hidden="true">{at.1.label()}</span>
            <div class="grow basis-0 min-w-0">{control}</div>
            <button
                type="button"
                class="btn btn-xs btn-primary btn-square"
                aria-label="保存"
                data-testid="cell-save"
                on:click=move |_| sheet.save(true)
            >
                <Show when=move || sheet.saving.get() fallback=|| view! { <Icon name=IconName::Check class="size-4" /> }>
                    <span class="loading loading-spinner loading-xs" aria-hidden="true"></span>
                </Show>
            </button>
            <button
                type="button"
                class="btn btn-xs btn-square"
                aria-label="不改"
                data-testid="cell-restore"
                on:click=move |_| sheet.restore()
            >
                <Icon name=IconName::Close class="size-4" />
            </button>
        </div>
    }
}

const fn room(column: ImportColumn) -> &'static str {
    match column {
        ImportColumn::Url => "md:min-w-[28rem]",
        _ => "md:min-w-72",
    }
}

/// Select with the words of the column; an unknown current value comes first.
#[component]
fn Chooser(choices: Vec<&'static str>, typed: RwSignal<String>) -> impl IntoView {
    let now = typed.get_untracked();
    let mut lines = Vec::new();
    if !now.is_empty() && !choices.contains(&now.as_str()) {
        lines.push(Choice::new(now.clone(), format!("（现为：{now}）")));
    }
    lines.extend(choices.into_iter().map(|word| Choice::new(word, word)));
    browser::focus("cell-choice");
    view! {
        <div class="contents" data-testid="cell-choice">
            <Select value=typed choices=lines blank="（空）" small=true class="w-full min-w-32" id="cell-choice" />
        </div>
    }
}

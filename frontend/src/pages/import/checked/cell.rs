use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use nmrs_domain::wire::ImportRowOut;

use super::editor::CellEditor;
use super::sheet::{cell_id, use_sheet};
use crate::app::browser;
use crate::pages::import::model::{CellAt, Mark, Step, adjacent_cell, cell_name, mark_of, text_of};
use crate::ui::{Icon, IconName};

/// Cell of a row; a press opens its editor. Tab stops at cells with problems, arrow keys reach all.
pub(super) fn cell(row: &ImportRowOut, at: CellAt, open: bool) -> AnyView {
    if open {
        return view! { <CellEditor at=at /> }.into_any();
    }
    let sheet = use_sheet();
    let mark = mark_of(row, at.1);
    let unsaved = sheet.unsaved.with(|kept| kept.get(&at).cloned());
    let has_unsaved = unsaved.is_some();
    let text = unsaved.unwrap_or_else(|| text_of(row, at.1).to_owned());
    let (class, icon, said) = match mark {
        _ if has_unsaved => ("cell cell-wrong", Some(IconName::Warning), "，没有保存"),
        Mark::Error => ("cell cell-wrong", Some(IconName::Warning), "，有错误"),
        Mark::Warning => ("cell cell-look", Some(IconName::Info), "，有提醒"),
        Mark::None => ("cell", None, ""),
    };
    let shown = if text.is_empty() {
        "（空）"
    } else {
        text.as_str()
    };
    let spoken = format!("{}：{shown}{said}，按回车修改", cell_name(at));
    let keydown = move |event: KeyboardEvent| {
        let Some(step) = Step::of(&event.key()) else {
            return;
        };
        event.prevent_default();
        let beside = sheet.rows.with_untracked(|rows| {
            sheet
                .columns
                .with_untracked(|columns| adjacent_cell(rows, columns, at, step))
        });
        if let Some(beside) = beside {
            browser::focus(cell_id(beside));
        }
    };
    view! {
        <button
            type="button"
            id=cell_id(at)
            class=class
            tabindex=if mark == Mark::None && !has_unsaved { "-1" } else { "0" }
            // The column titles may be out of view.
            title=format!("{}：{text}", at.1.label())
            aria-label=spoken
            disabled=row.skipped
            on:click=move |_| sheet.edit(at)
            on:keydown=keydown
        >
            {icon.map(|icon| view! { <Icon name=icon class="size-4 shrink-0" /> })}
            <span class="truncate">{if text.is_empty() && (has_unsaved || mark != Mark::None) { "（空）".to_owned() } else { text.clone() }}</span>
        </button>
    }
    .into_any()
}

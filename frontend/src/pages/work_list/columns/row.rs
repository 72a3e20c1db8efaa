use leptos::ev::DragEvent;
use leptos::prelude::*;
use nmrs_domain::columns::Column;

use super::arrows::ColumnArrows;
use super::model::{move_column, show_column};
use super::preferences::use_preferences;
use crate::ui::{Icon, IconName};

#[component]
pub(crate) fn ColumnRow(
    column: Column,
    dragged: RwSignal<Option<Column>>,
    /// Announcement for screen readers.
    announcement: RwSignal<String>,
) -> impl IntoView {
    let preferences = use_preferences();
    let position = Memo::new(move |_| {
        preferences.with(|own| {
            let columns = &own?.columns;
            let at = columns.iter().position(|choice| choice.column == column)?;
            Some((at, columns.len()))
        })
    });
    let visible = move || {
        preferences.with(|own| {
            own.is_some_and(|own| {
                own.columns
                    .iter()
                    .any(|choice| choice.column == column && choice.visible)
            })
        })
    };
    let start = move |event: DragEvent| {
        dragged.set(Some(column));
        if let Some(data) = event.data_transfer() {
            // Firefox drags nothing without data.
            let _ = data.set_data("text/plain", column.label());
            data.set_effect_allowed("move");
        }
    };
    // The order follows the pointer and is saved on drop.
    let enter = move |event: DragEvent| {
        let Some(moving) = dragged.get_untracked() else {
            return;
        };
        event.prevent_default();
        if let Some((to, _)) = position.get_untracked().filter(|_| moving != column) {
            preferences.preview(|own| {
                move_column(own, moving, to);
            });
        }
    };
    let over = move |event: DragEvent| {
        if dragged.get_untracked().is_some() {
            event.prevent_default();
        }
    };
    let end = move |event: DragEvent| {
        event.prevent_default();
        if dragged.get_untracked().is_some() {
            dragged.set(None);
            preferences.save();
        }
    };
    view! {
        <li
            class="flex items-center gap-2 rounded px-2 py-1 hover:bg-base-200"
            class:opacity-50=move || dragged.get() == Some(column)
            draggable="true"
            data-testid=format!("column-{}", column.as_str())
            on:dragstart=start
            on:dragenter=enter
            on:dragover=over
            on:drop=end
            on:dragend=end
        >
            <span class="text-[#8a97a6] cursor-grab max-md:hidden">
                <Icon name=IconName::Grip class="size-4" />
            </span>
            <label class="flex items-center gap-2 grow cursor-pointer">
                <input
                    type="checkbox"
                    class="checkbox checkbox-sm checkbox-primary"
                    prop:checked=visible
                    disabled=column.is_fixed()
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        preferences.change(|own| show_column(own, column, on));
                    }
                />
                {column.label()}
            </label>
            <ColumnArrows column=column position=position announcement=announcement />
        </li>
    }
}

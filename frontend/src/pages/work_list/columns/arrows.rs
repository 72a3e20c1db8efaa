use leptos::html;
use leptos::prelude::*;
use nmrs_domain::columns::Column;

use super::model::move_column;
use super::preferences::use_preferences;
use crate::ui::{Icon, IconName};

#[component]
pub(crate) fn ColumnArrows(
    column: Column,
    /// Index and number of columns.
    position: Memo<Option<(usize, usize)>>,
    /// Announcement for screen readers.
    announcement: RwSignal<String>,
) -> impl IntoView {
    let preferences = use_preferences();
    let (up, down) = (
        NodeRef::<html::Button>::new(),
        NodeRef::<html::Button>::new(),
    );
    let step = move |by: isize| {
        let Some((at, all)) = position.get_untracked() else {
            return;
        };
        let to = at.saturating_add_signed(by).min(all - 1);
        preferences.change(|own| {
            move_column(own, column, to);
        });
        announcement.set(format!("“{}”已移到第 {} 位", column.label(), to + 1));
        // Moving the row loses the focus; at an end the other button takes it.
        let (mine, other) = if by < 0 { (up, down) } else { (down, up) };
        let target = if to == 0 || to + 1 == all {
            other
        } else {
            mine
        };
        request_animation_frame(move || {
            if let Some(button) = target.get_untracked() {
                // Fails only on an element that is not in the page.
                let _ = button.focus();
            }
        });
    };
    let arrow = move |node, by: isize, word: &'static str, name: &'static str, icon| {
        let blocked = move || {
            position
                .get()
                .is_none_or(|(at, all)| if by < 0 { at == 0 } else { at + 1 == all })
        };
        view! {
            <button
                node_ref=node
                type="button"
                class="btn btn-ghost btn-xs btn-square"
                aria-label=format!("{word}：{}", column.label())
                disabled=blocked
                data-testid=format!("column-{name}-{}", column.as_str())
                on:click=move |_| step(by)
            >
                <Icon name=icon class="size-4" />
            </button>
        }
    };
    view! {
        {arrow(up, -1, "上移", "up", IconName::Up)}
        {arrow(down, 1, "下移", "down", IconName::Down)}
    }
}

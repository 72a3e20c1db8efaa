use leptos::prelude::*;
use nmrs_domain::wire::{EventOut, Page};

use super::entry::Entry;
use crate::ui::EmptyState;

#[component]
pub(super) fn Events(page: Page<EventOut>, filtered: bool) -> AnyView {
    if page.items.is_empty() {
        let (title, hint) = match (page.total, filtered) {
            (0, true) => ("没有符合条件的流水", "放宽或清除筛选后再看。"),
            (0, false) => ("还没有流水", "提交、审核等操作会逐条记在这里。"),
            _ => ("这一页没有内容", "请从下方选择其他页。"),
        };
        return view! { <EmptyState title=title hint=hint /> }.into_any();
    }
    let entries = page
        .items
        .into_iter()
        .map(|event| view! { <Entry event=event /> })
        .collect_view();
    view! { <ol class="p-5">{entries}</ol> }.into_any()
}

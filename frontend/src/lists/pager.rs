use leptos::prelude::*;
use nmrs_domain::query::MAX_PAGE;

use crate::ui::{Choice, Icon, IconName, Select, total_text};

/// Page numbers to offer: first, last and those around the current one; `None` is a gap.
fn offered(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut numbers: Vec<u32> = [1, pages]
        .into_iter()
        .chain(page.saturating_sub(1)..=page.saturating_add(1))
        .filter(|n| (1..=pages).contains(n))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut out = Vec::new();
    let mut last = 0;
    for number in numbers {
        match number - last {
            1 => {}
            // A gap of one is no shorter than the number itself.
            2 => out.push(Some(number - 1)),
            _ => out.push(None),
        }
        out.push(Some(number));
        last = number;
    }
    out
}

/// Number of pages, at most the server's limit.
fn pages(total: u64, per_page: u32) -> u32 {
    let pages = total.div_ceil(u64::from(per_page.max(1))).max(1);
    u32::try_from(pages).unwrap_or(MAX_PAGE).min(MAX_PAGE)
}

/// Page sizes to offer, including the current one.
fn sizes(present: u32) -> Vec<u32> {
    let mut sizes = vec![10, 20, 50, 100];
    if !sizes.contains(&present) {
        sizes.push(present);
        sizes.sort_unstable();
    }
    sizes
}

/// Page buttons and page size of a list.
#[component]
pub fn Pager(
    /// Current page, from 1.
    #[prop(into)]
    page: Signal<u32>,
    #[prop(into)] per_page: Signal<u32>,
    #[prop(into)] total: Signal<u64>,
    #[prop(default = "条")] counted: &'static str,
    /// False if the server stopped counting at its limit.
    #[prop(optional, into, default = true.into())]
    total_exact: Signal<bool>,
    /// True if the page size cannot be changed.
    #[prop(optional)]
    fixed: bool,
    #[prop(into)] on_page: Callback<u32>,
    #[prop(into)] on_per_page: Callback<u32>,
) -> impl IntoView {
    let pages = Memo::new(move |_| pages(total.get(), per_page.get()));
    let size = RwSignal::new(per_page.get_untracked().to_string());
    let sizes: Vec<_> = sizes(per_page.get_untracked())
        .into_iter()
        .map(|n| Choice::new(n.to_string(), format!("{n} 条/页")))
        .collect();
    let resize = move |chosen: String| {
        if let Ok(chosen) = chosen.parse() {
            on_per_page.run(chosen);
        }
    };
    let step = move |label, icon, to: Signal<Option<u32>>| {
        view! {
            <button
                type="button"
                class="join-item btn btn-sm btn-square"
                aria-label=label
                disabled=move || to.get().is_none()
                on:click=move |_| if let Some(to) = to.get_untracked() { on_page.run(to) }
            >
                <Icon name=icon class="size-4" />
            </button>
        }
    };
    let before = Signal::derive(move || page.get().checked_sub(1).filter(|&p| p > 0));
    let after = Signal::derive(move || Some(page.get() + 1).filter(|&p| p <= pages.get()));
    view! {
        <nav class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3" aria-label="分页">
            <span class="text-small text-label num">{move || format!("共 {}", total_text(total.get(), counted, total_exact.get()))}</span>
            {(!fixed).then(|| view! {
                <Select value=size choices=sizes small=true class="w-28" aria_label="每页条数" on_change=resize />
            })}
            <div class="join ml-auto num">
                {step("上一页", IconName::Left, before)}
                {move || numbers(page.get(), pages.get(), on_page)}
                {step("下一页", IconName::Right, after)}
            </div>
        </nav>
    }
}

fn numbers(page: u32, pages: u32, on_page: Callback<u32>) -> impl IntoView {
    offered(page, pages)
        .into_iter()
        .map(|number| match number {
            None => view! { <span class="join-item btn btn-sm pointer-events-none" aria-hidden="true">"…"</span> }
                .into_any(),
            Some(number) => view! {
                <button
                    type="button"
                    class="join-item btn btn-sm"
                    class:btn-primary=number == page
                    aria-current=(number == page).then_some("page")
                    aria-label=format!("第 {number} 页")
                    on:click=move |_| on_page.run(number)
                >
                    {number}
                </button>
            }
            .into_any(),
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_offers_both_ends_and_the_neighbours() {
        let some = |numbers: &[u32]| numbers.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(offered(1, 1), some(&[1]));
        assert_eq!(offered(1, 3), some(&[1, 2, 3]));
        assert_eq!(offered(3, 5), some(&[1, 2, 3, 4, 5]));
        assert_eq!(offered(1, 247), [Some(1), Some(2), None, Some(247)]);
        assert_eq!(
            offered(100, 247),
            [
                Some(1),
                None,
                Some(99),
                Some(100),
                Some(101),
                None,
                Some(247)
            ]
        );
    }

    #[test]
    fn the_current_page_size_is_offered() {
        assert_eq!(sizes(20), [10, 20, 50, 100]);
        assert_eq!(sizes(30), [10, 20, 30, 50, 100]);
    }

    #[test]
    fn pages_are_between_1_and_the_servers_limit() {
        assert_eq!(pages(0, 20), 1);
        assert_eq!(pages(20, 20), 1);
        assert_eq!(pages(21, 20), 2);
        assert_eq!(pages(u64::MAX, 0), MAX_PAGE);
    }
}

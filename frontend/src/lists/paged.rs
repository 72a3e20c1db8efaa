use leptos::prelude::*;
use nmrs_domain::wire::Page;

use super::pager::Pager;
use crate::api::ApiResult;
use crate::ui::{ErrorState, LoadingRows};

/// What a list in pages shows: that it loads, why it could not be loaded, or one page of it; and the
/// pager below.
#[component]
pub fn Paged<T: Clone + Send + Sync + 'static>(
    /// The answer; `None` while there is none.
    #[prop(into)]
    answer: Signal<Option<ApiResult<Page<T>>>>,
    /// The page, which may be empty.
    found: impl Fn(Page<T>) -> AnyView + Send + 'static,
    /// Grey bars while it loads.
    #[prop(default = 6)]
    bars: usize,
    /// What is counted.
    #[prop(default = "条")]
    counted: &'static str,
    /// Asks again.
    #[prop(into)]
    on_retry: Callback<()>,
    /// Number of the page in force.
    #[prop(into)]
    page: Signal<u32>,
    /// Its length.
    #[prop(into)]
    per_page: Signal<u32>,
    /// Another page was chosen.
    #[prop(into)]
    on_page: Callback<u32>,
    /// Another length was chosen.
    #[prop(into)]
    on_per_page: Callback<u32>,
) -> impl IntoView {
    let total = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Ok(page)) => page.total,
            _ => 0,
        })
    });
    let body = move || match answer.get() {
        None => view! { <LoadingRows rows=bars /> }.into_any(),
        Some(Err(error)) => {
            view! { <ErrorState error=Signal::stored(error) on_retry=on_retry /> }.into_any()
        }
        Some(Ok(page)) => found(page),
    };
    view! {
        {body}
        <Show when=move || total.get() != 0>
            <Pager
                page=page
                per_page=per_page
                total=total
                counted=counted
                on_page=on_page
                on_per_page=on_per_page
            />
        </Show>
    }
}

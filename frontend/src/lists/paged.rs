use leptos::prelude::*;
use nmrs_domain::wire::Page;

use super::pager::Pager;
use super::query::{ListQuery, Paginated};
use crate::api::ApiResult;
use crate::ui::{ErrorState, LoadingRows};

/// Loading state, error or page of a list, with its pager.
#[component]
pub fn Paged<T: Clone + Send + Sync + 'static, Q: Paginated>(
    /// `None` while loading.
    #[prop(into)]
    answer: Signal<Option<ApiResult<Page<T>>>>,
    found: impl Fn(Page<T>) -> AnyView + Send + 'static,
    #[prop(default = 6)] bars: usize,
    #[prop(default = "条")] counted: &'static str,
    #[prop(into)] on_retry: Callback<()>,
    list: ListQuery<Q>,
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
                page=list.page()
                per_page=list.per_page()
                total=total
                counted=counted
                on_page=list.on_page()
                on_per_page=list.on_per_page()
            />
        </Show>
    }
}

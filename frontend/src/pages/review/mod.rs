//! The review dialog over the work list.

mod batch;
mod body;
mod changes;
mod context;
mod decision;
mod decision_fields;
mod decision_state;
mod end_states;
mod keys;
mod model;
mod reason_field;
mod review_view;
mod reviewer_inputs;
mod sections;

pub use self::batch::{BatchDialog, BatchItem};

use leptos::prelude::*;
use nmrs_domain::wire::ReviewOut;

use self::context::ReviewContext;
use self::end_states::{CollisionNotice, PreviousResult, QueueFinished};
use self::model::{Collision, title};
use self::review_view::{ReviewView, queue_position};
use crate::api::{ApiError, ApiResult, reviews, use_api};
use crate::lists::Loader;
use crate::ui::{Dialog, ErrorState, LoadingRows};

type Loaded = (i64, ApiResult<ReviewOut>);

type Reviews = Loader<Option<i64>, Option<ApiResult<ReviewOut>>>;

/// Review dialog; open while the URL has `?review=<id>`.
#[component]
pub fn ReviewDialog(
    review: Signal<Option<i64>>,
    #[prop(into)] on_go: Callback<Option<i64>>,
    /// Called when list and counts are out of date.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let key = Memo::new(move |_| review.get());
    let context = ReviewContext::new(key, on_go, on_changed);
    provide_context(context);
    let loaded: Reviews = Loader::new(key, move |key| async move {
        match key {
            Some(id) => Some(reviews::get(api, id).await),
            None => None,
        }
    });
    // An answer to another key is not shown: decisions apply to what is seen.
    let current = Memo::new(move |_| {
        let id = key.get()?;
        let (_, result) = loaded.get().filter(|(of, _)| *of == Some(id))?;
        Some((id, result?))
    });
    let good = move |current: &Option<Loaded>| {
        current
            .as_ref()
            .and_then(|(_, result)| result.as_ref().ok().cloned())
    };
    let open = Signal::derive(move || key.get().is_some());
    let heading = Signal::derive(move || {
        if context.finished.with(Option::is_some) {
            return "审核".to_owned();
        }
        current.with(|c| good(c).as_ref().map_or_else(|| "审核".into(), title))
    });
    let body = move || {
        if let Some(outcome) = context.finished.get() {
            return view! { <QueueFinished outcome=outcome /> }.into_any();
        }
        match current.get() {
            None => view! { <LoadingRows rows=8 /> }.into_any(),
            Some((_, Ok(review))) => {
                view! { <ReviewView review=review loaded=loaded /> }.into_any()
            }
            Some((id, Err(error))) => failed(id, error, loaded),
        }
    };
    let head = move || {
        current
            .with(|c| good(c))
            .filter(|_| context.finished.with(Option::is_none))
            .map(|review| queue_position(&review))
    };
    view! {
        <Dialog
            open=open
            on_close=move |()| context.close()
            title=heading
            width="md:max-w-4xl"
            head=head
        >
            <div class="min-h-full" data-testid="review-dialog">
                <PreviousResult />
                {body}
            </div>
        </Dialog>
    }
}

fn failed(id: i64, error: ApiError, loaded: Reviews) -> AnyView {
    let collision = match &error {
        ApiError::Problem(problem) => Collision::of(problem),
        _ => None,
    };
    match collision {
        Some(collision) => view! {
            <div class="p-5"><CollisionNotice id=id collision=collision loaded=loaded /></div>
        }
        .into_any(),
        None => view! {
            <ErrorState error=error on_retry=Callback::new(move |()| loaded.refetch()) />
        }
        .into_any(),
    }
}

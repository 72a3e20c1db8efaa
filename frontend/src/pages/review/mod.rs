//! The review dialog over the work list.

mod body;
mod decision;
mod decision_fields;
mod ends;
mod model;
mod sections;
mod store;

pub(crate) use self::store::release_focus;

use leptos::prelude::*;
use nmrs_domain::wire::ReviewOut;

use self::body::Body;
use self::decision::Decision;
use self::ends::{Collided, Finished, NotToDecide};
use self::model::{Collision, can_decide, place, title, why_closed};
use self::store::Desk;
use crate::api::{ApiError, ApiResult, reviews, use_api};
use crate::components::{Dialog, ErrorState, Icon, IconName, LoadingRows};

/// A review as it was loaded, with the key that was asked for.
type Loaded = (i64, ApiResult<ReviewOut>);

/// The review dialog: open while the address has `?review=<id>`.
#[component]
pub fn ReviewDialog(
    /// Key of the review that is open.
    review: Signal<Option<i64>>,
    /// Another review is wanted, or none.
    #[prop(into)]
    on_go: Callback<Option<i64>>,
    /// A decision was given: list and counts are out of date.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let key = Memo::new(move |_| review.get());
    let desk = Desk::new(key, on_go, on_changed);
    provide_context(desk);
    let loaded = LocalResource::new(move || {
        let key = key.get();
        async move {
            match key {
                Some(id) => Some((id, reviews::get(api, id).await)),
                None => None,
            }
        }
    });
    // An answer to another key is not shown: what is decided must be what is seen.
    let current = Memo::new(move |_| {
        let id = key.get()?;
        loaded
            .get()
            .flatten()
            .filter(|(answered, _)| *answered == id)
    });
    let good = move |current: &Option<Loaded>| {
        current
            .as_ref()
            .and_then(|(_, result)| result.as_ref().ok().cloned())
    };
    let open = Signal::derive(move || key.get().is_some());
    let heading = Signal::derive(move || {
        if desk.finished.with(Option::is_some) {
            return "审核".to_owned();
        }
        current.with(|c| good(c).as_ref().map_or_else(|| "审核".into(), title))
    });
    let content = move || {
        if let Some(outcome) = desk.finished.get() {
            return view! { <Finished outcome=outcome /> }.into_any();
        }
        match current.get() {
            None => view! { <LoadingRows rows=8 /> }.into_any(),
            Some((_, Ok(review))) => view! { <Opened review=review loaded=loaded /> }.into_any(),
            Some((id, Err(error))) => failed(id, error, loaded),
        }
    };
    let head = move || {
        current
            .with(|c| good(c))
            .filter(|_| desk.finished.with(Option::is_none))
            .map(|review| {
                view! { <Place review=review /> }
            })
    };
    view! {
        <Dialog
            open=open
            on_close=move |()| desk.close()
            title=heading
            width="md:max-w-4xl"
            head=head
        >
            <div class="min-h-full" data-testid="review-dialog">{content}</div>
        </Dialog>
    }
}

/// The application beside the decision on it.
#[component]
fn Opened(review: ReviewOut, loaded: LocalResource<Option<Loaded>>) -> impl IntoView {
    let beside = if can_decide(&review) {
        view! { <Decision review=review.clone() loaded=loaded /> }.into_any()
    } else {
        view! { <NotToDecide id=review.id text=why_closed(&review) /> }.into_any()
    };
    view! {
        <div class="grid md:grid-cols-[minmax(0,1fr)_320px] min-h-full">
            <Body review=review />
            <div class="bg-base-200/50 md:border-l border-base-300 max-md:border-t">
                <div class="md:sticky md:top-0">{beside}</div>
            </div>
        </div>
    }
}

/// The review could not be read.
fn failed(id: i64, error: ApiError, loaded: LocalResource<Option<Loaded>>) -> AnyView {
    let collision = match &error {
        ApiError::Problem(problem) => Collision::of(problem),
        _ => None,
    };
    match collision {
        Some(collision) => view! {
            <div class="p-5"><Collided id=id collision=collision loaded=loaded /></div>
        }
        .into_any(),
        None => view! {
            <ErrorState error=error on_retry=Callback::new(move |()| loaded.refetch()) />
        }
        .into_any(),
    }
}

/// `第 2 / 3 条`, and the ways to the neighbours.
#[component]
fn Place(review: ReviewOut) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let step = move |to: Option<i64>, icon, label, name| {
        view! {
            <button
                type="button"
                class="btn btn-ghost btn-sm btn-square"
                aria-label=label
                title=label
                data-testid=name
                disabled=to.is_none()
                on:click=move |_| desk.go(to)
            >
                <Icon name=icon class="size-4" />
            </button>
        }
    };
    place(&review).map(|text| {
        view! {
            <span class="flex items-center gap-1 shrink-0">
                <span class="text-[13px] text-[#5b6876] num mr-1" data-testid="review-place">{text}</span>
                {step(review.previous_review_id, IconName::Left, "上一条", "review-previous")}
                {step(review.next_review_id, IconName::Right, "下一条", "review-next")}
            </span>
        }
    })
}

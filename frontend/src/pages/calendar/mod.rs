//! Calendar of working days and review limit, kept by the central office.

mod day_dialog;
mod form;
mod limit;
mod model;
mod year_view;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nmrs_domain::permission::Permission;

use self::day_dialog::DayDialog;
use self::limit::LimitForm;
use self::model::SelectedDay;
use self::year_view::YearView;
use super::shared::RequirePermission;
use crate::api::{calendar, use_api};
use crate::app::clock;
use crate::lists::Loader;
use crate::ui::{ErrorState, Icon, IconName, LoadingRows, PageTitle};

#[component]
pub fn CalendarPage() -> impl IntoView {
    view! {
        <RequirePermission permission=Permission::ManageCalendar>
            <Year />
        </RequirePermission>
    }
}

#[component]
fn Year() -> impl IntoView {
    let api = use_api();
    let params = use_query_map();
    let year = Memo::new(move |_| {
        params.with(|params| model::year(params.get("year").as_deref(), clock::today().year()))
    });
    let days = Loader::new(year, move |year| calendar::year(api, year));
    let selected = RwSignal::new(None);
    let body = move || {
        match days.value() {
        None => view! { <LoadingRows rows=8 /> }.into_any(),
        Some(Err(error)) => view! {
            <ErrorState error=Signal::stored(error) on_retry=move |()| days.refetch() />
        }
        .into_any(),
        Some(Ok(calendar)) => {
            view! { <YearView calendar=calendar on_choose=move |day| selected.set(Some(SelectedDay::clicked(day))) /> }
                .into_any()
        }
    }
    };
    let turn = move |by: i32, label: &'static str, icon| {
        view! {
            <a
                class="btn btn-sm btn-square"
                href=move || format!("/calendar?year={}", year.get() + by)
                aria-label=label
            >
                <Icon name=icon class="size-4" />
            </a>
        }
    };
    view! {
        <div class="mb-4"><PageTitle text="工作日历与时限" /></div>
        <LimitForm />
        <section class="bg-base-100 border border-base-300 rounded-box p-4" data-testid="calendar">
            <div class="flex flex-wrap items-center gap-3 mb-2">
                <h2 class="font-semibold text-[15px]">"工作日历"</h2>
                <div class="flex items-center gap-2">
                    {turn(-1, "上一年", IconName::Left)}
                    <span class="num font-semibold text-[15px]" data-testid="year">{move || format!("{} 年", year.get())}</span>
                    {turn(1, "下一年", IconName::Right)}
                </div>
                <button
                    type="button"
                    class="btn btn-sm btn-primary sm:ml-auto"
                    data-testid="set-days"
                    on:click=move |_| {
                        let year = year.get_untracked();
                        selected.set(Some(SelectedDay::proposed(year, clock::today())));
                    }
                >
                    "标注放假或上班"
                </button>
            </div>
            <p class="text-small text-label mb-4">
                "默认周一至周五上班、周末休息。请按国务院办公厅公布的放假安排，逐段标注放假和调休上班，也可以点选日期修改；保存后等待时长立即按新日历计算。"
            </p>
            {body}
        </section>
        <DayDialog selected=selected on_done=move |()| days.refetch() />
    }
}

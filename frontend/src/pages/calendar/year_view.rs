use leptos::prelude::*;
use nmrs_domain::wire::CalendarOut;

use super::model;
use super::model::{Day, MonthDays};

const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

#[component]
pub(super) fn YearView(
    calendar: CalendarOut,
    #[prop(into)] on_choose: Callback<Day>,
) -> impl IntoView {
    let CalendarOut { year, days } = calendar;
    let months = model::months(year, &days)
        .into_iter()
        .map(|month| view! { <Month month=month on_choose=on_choose /> })
        .collect_view();
    let lines = nmrs_domain::calendar::lines(&days);
    let said = if lines.is_empty() {
        view! {
            <p class="text-small text-muted">"本年尚未标注放假和调休，暂按周末休息计算。"</p>
        }
        .into_any()
    } else {
        let lines = lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! { <ul class="text-small num columns-1 md:columns-2 xl:columns-3">{lines}</ul> }
            .into_any()
    };
    view! {
        <div class="mb-4" data-testid="said">{said}</div>
        <div class="grid gap-x-6 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">{months}</div>
    }
}

#[component]
fn Month(month: MonthDays, on_choose: Callback<Day>) -> impl IntoView {
    let heads =
        WEEKDAYS.map(|name| view! { <span class="text-center text-tiny text-muted">{name}</span> });
    let blanks = (0..month.blanks)
        .map(|_| view! { <span></span> })
        .collect_view();
    let days = month
        .days
        .into_iter()
        .map(|day| view! { <DayButton day=day on_choose=on_choose /> })
        .collect_view();
    view! {
        <section>
            <h3 class="font-medium mb-1">{format!("{} 月", month.number)}</h3>
            <div class="grid grid-cols-7 gap-0.5">
                <div class="contents" aria-hidden="true">{heads} {blanks}</div>
                {days}
            </div>
        </section>
    }
}

#[component]
fn DayButton(day: Day, on_choose: Callback<Day>) -> impl IntoView {
    let label = day.label();
    let mark = day
        .mark()
        .map(|mark| view! { <span class="absolute top-0 right-0.5 text-tiny leading-[13px]">{mark}</span> });
    view! {
        <button
            type="button"
            class=format!("relative h-9 rounded num cursor-pointer hover:outline-1 hover:outline-primary {}", day.class())
            aria-label=label.clone()
            title=label
            data-testid=format!("day-{}", nmrs_domain::calendar::format_day(day.date))
            on:click={
                let day = day.clone();
                move |_| on_choose.run(day.clone())
            }
        >
            {day.date.day()}
            {mark}
        </button>
    }
}

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::calendar::{DayKind, MAX_DAY_NOTE, format_day};
use nmrs_domain::wire::CalendarDayIn;

use super::model::{self, Day};
use crate::api::{Api, ApiError, calendar, use_api};
use crate::components::{
    BusyButton, DateField, Dialog, Field, FormError, RadioGroup, TextInput, use_toasts,
};

/// What a day can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Off,
    Work,
    Weekday,
}

/// Says what the chosen day is, and those that follow it.
#[component]
pub(super) fn DayDialog(
    /// The day; `None` while the dialog is closed.
    chosen: RwSignal<Option<Day>>,
    /// Something was saved.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let (api, toasts) = (use_api(), use_toasts());
    let choice = RwSignal::new(None);
    let last = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let wrong = RwSignal::new(None);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(day) = chosen.get() else { return };
        choice.set(Some(match day.kind {
            Some(DayKind::Work) => Choice::Work,
            // A weekend is most likely made a working day, any other day a holiday.
            None if day.is_weekend() => Choice::Work,
            Some(DayKind::Off) | None => Choice::Off,
        }));
        last.set(format_day(day.date));
        note.set(day.note);
        wrong.set(None);
    });
    let close = move |()| {
        if !busy.get_untracked() {
            chosen.set(None);
        }
    };
    let save = move |()| {
        let (Some(day), Some(choice)) = (chosen.get_untracked(), choice.get_untracked()) else {
            return;
        };
        let days = match model::span(day.date, &last.get_untracked()) {
            Ok(days) => days,
            Err(why) => return wrong.set(Some(why)),
        };
        wrong.set(None);
        busy.set(true);
        let note = note.get_untracked();
        spawn_local(async move {
            let count = days.len();
            let saved = save_all(api, days, choice, &note).await;
            busy.try_set(false);
            // Days before one that was refused are saved all the same.
            on_done.run(());
            match saved {
                Ok(()) => {
                    toasts.success(format!("已保存 {count} 天。"));
                    chosen.try_set(None);
                }
                Err(error) => {
                    let field = error.field_errors().at("/note").map(str::to_owned);
                    wrong.try_set(Some(field.unwrap_or_else(|| error.message())));
                }
            }
        });
    };
    let title = Signal::derive(move || {
        chosen.with(|day| {
            day.as_ref().map_or_else(String::new, |day| {
                format!("{}（{}）", format_day(day.date), model::weekday(day.date))
            })
        })
    });
    let foot = move || {
        view! {
            <button type="button" class="btn btn-sm" disabled=move || busy.get() on:click=move |_| close(())>
                "取消"
            </button>
            <BusyButton busy=busy on_click=save attr:data-testid="save-day">"保存"</BusyButton>
        }
    };
    view! {
        <Dialog
            open=Signal::derive(move || chosen.with(Option::is_some))
            on_close=close
            title=title
            width="md:max-w-md"
            foot=foot
        >
            <div class="p-5 flex flex-col gap-4" data-testid="day-dialog">
                <Field label="这一天" required=true group=true>
                    <RadioGroup
                        value=choice
                        choices=vec![
                            (Choice::Off, "放假"),
                            (Choice::Work, "上班"),
                            (Choice::Weekday, "按星期（取消标注）"),
                        ]
                    />
                </Field>
                <Field label="连续到" hint="只设置一天时不必修改。">
                    <DateField value=last small=true class="w-44" />
                </Field>
                <Field label="说明" hint="如：国庆节、国庆节调休。">
                    <TextInput value=note max=MAX_DAY_NOTE small=true />
                </Field>
                <FormError error=wrong />
            </div>
        </Dialog>
    }
}

async fn save_all(api: Api, days: Vec<String>, choice: Choice, note: &str) -> Result<(), ApiError> {
    let kind = match choice {
        Choice::Off => Some(DayKind::Off),
        Choice::Work => Some(DayKind::Work),
        Choice::Weekday => None,
    };
    for day in days {
        match kind {
            Some(kind) => {
                let note = note.to_owned();
                calendar::put_day(api, &day, &CalendarDayIn { kind, note }).await?;
            }
            None => calendar::remove_day(api, &day).await?,
        }
    }
    Ok(())
}

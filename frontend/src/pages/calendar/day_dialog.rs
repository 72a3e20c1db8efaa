use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::calendar::MAX_DAY_NOTE;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::DayChange;

use super::entry::Entry;
use super::model;
use super::model::Chosen;
use crate::api::{calendar, use_api};
use crate::ui::{
    BusyButton, DateField, Dialog, Field, FormError, Icon, IconName, RadioGroup, TextInput,
    use_toasts,
};

/// Says what the chosen day is, and those that follow it.
#[component]
pub(super) fn DayDialog(
    /// The day; `None` while the dialog is closed.
    chosen: RwSignal<Option<Chosen>>,
    /// Something was saved.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let (api, toasts) = (use_api(), use_toasts());
    let entry = Entry::new();
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        chosen.with(|chosen| {
            if let Some(chosen) = chosen {
                entry.begin(chosen);
            }
        });
    });
    let close = move |()| {
        if !busy.get_untracked() {
            chosen.set(None);
        }
    };
    let save = move |()| {
        let Some(input) = entry.checked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let saved = calendar::set_days(api, &input).await;
            // The page may have been left meanwhile.
            if busy.try_set(false).is_some() {
                return;
            }
            match saved {
                Ok(saved) => {
                    toasts.success(model::saved(saved.changed));
                    chosen.set(None);
                    on_done.run(());
                }
                Err(error) if error.code() == Some(ErrorCode::CalendarDaysSet) => {
                    entry.clashes(error.message());
                }
                Err(error) => {
                    let fields = error.field_errors();
                    if fields.is_empty() {
                        entry.failure.set(Some(error.message()));
                    }
                    entry.refuse(fields);
                }
            }
        });
    };
    let clashes = Memo::new(move |_| entry.clash_text());
    let foot = move || {
        let label = move || {
            if clashes.with(Option::is_some) {
                "覆盖并保存"
            } else {
                "保存"
            }
        };
        view! {
            <button type="button" class="btn btn-sm" disabled=move || busy.get() on:click=move |_| close(())>
                "取消"
            </button>
            <BusyButton busy=busy on_click=save attr:data-testid="save-day">{label}</BusyButton>
        }
    };
    view! {
        <Dialog
            open=Signal::derive(move || chosen.with(Option::is_some))
            on_close=close
            title="标注放假或上班"
            width="md:max-w-md"
            foot=foot
        >
            <div class="p-5 flex flex-col gap-4" data-testid="day-dialog">
                <Fields entry=entry />
                <div role="alert" class="empty:hidden">
                    <Show when=move || clashes.with(Option::is_some)>
                        <p class="alert alert-warning alert-soft items-start py-2.5 text-[13px]" data-testid="days-clash">
                            <span class="mt-0.5"><Icon name=IconName::Warning /></span>
                            <span class="min-w-0 [overflow-wrap:anywhere]">{move || clashes.get()}</span>
                        </p>
                    </Show>
                </div>
                <FormError error=entry.failure />
            </div>
        </Dialog>
    }
}

#[component]
fn Fields(entry: Entry) -> impl IntoView {
    let Entry {
        from,
        to,
        kind,
        note,
        ..
    } = entry;
    let kinds = vec![
        (DayChange::Off, "放假"),
        (DayChange::Work, "上班"),
        (DayChange::Weekday, "按星期（取消标注）"),
    ];
    let first = move || model::weekday_of(&from.get());
    let last = move || model::extent(&from.get(), &to.get());
    view! {
        <div class="grid grid-cols-2 gap-4">
            <div data-testid="field-from">
                <Field label="起始日期" required=true hint=Signal::derive(first) error=entry.at("from")>
                    <DateField value=from small=true />
                </Field>
            </div>
            <div data-testid="field-to">
                <Field label="截止日期" hint=Signal::derive(last) error=entry.at("to")>
                    <DateField value=to min=Signal::derive(move || Some(from.get())) small=true />
                </Field>
            </div>
        </div>
        <Field label="这些日期" required=true group=true>
            <RadioGroup value=kind choices=kinds />
        </Field>
        <Show when=move || kind.get() != Some(DayChange::Weekday)>
            <div data-testid="field-note">
                <Field label="说明" hint="如：国庆节、国庆节调休。" error=entry.at("note")>
                    <TextInput value=note max=MAX_DAY_NOTE small=true />
                </Field>
            </div>
        </Show>
    }
}

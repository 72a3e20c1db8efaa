use leptos::prelude::*;
use nmrs_domain::calendar::MAX_DAY_NOTE;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::DayChange;

use super::form::DayForm;
use super::model;
use super::model::SelectedDay;
use crate::api::{calendar, use_api};
use crate::ui::{
    BusyButton, DateField, Dialog, Field, FormError, Icon, IconName, RadioGroup, TextInput,
    use_toasts,
};

/// Marks the selected day, and those that follow it, as holiday or working day.
#[component]
pub(super) fn DayDialog(
    /// `None` while the dialog is closed.
    selected: RwSignal<Option<SelectedDay>>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let (api, toasts) = (use_api(), use_toasts());
    let form = DayForm::new();
    let busy = form.submit.busy();
    Effect::new(move |_| {
        selected.with(|selected| {
            if let Some(selected) = selected {
                form.begin(selected);
            }
        });
    });
    let close = move |()| {
        if !busy.get_untracked() {
            selected.set(None);
        }
    };
    let save = move |()| {
        let Some(input) = form.checked() else { return };
        let call = async move { calendar::set_days(api, &input).await };
        form.submit.run_with(call, move |result| match result {
            Ok(saved) => {
                toasts.success(model::saved_text(saved.changed));
                selected.set(None);
                on_done.run(());
            }
            Err(error) if error.code() == Some(ErrorCode::CalendarDaysSet) => {
                form.set_conflict(error.message());
            }
            Err(error) => form.submit.show(&error),
        });
    };
    let conflict = Memo::new(move |_| form.conflict_text());
    let footer = move || {
        let label = move || {
            if conflict.with(Option::is_some) {
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
            open=Signal::derive(move || selected.with(Option::is_some))
            on_close=close
            title="标注放假或上班"
            width="md:max-w-md"
            footer=footer
        >
            <div class="p-5 flex flex-col gap-4" data-testid="day-dialog">
                <Fields form=form />
                <div role="alert" class="empty:hidden">
                    <Show when=move || conflict.with(Option::is_some)>
                        <p class="alert alert-warning alert-soft items-start py-2.5 text-small" data-testid="days-clash">
                            <span class="mt-0.5"><Icon name=IconName::Warning /></span>
                            <span class="min-w-0 wrap-anywhere">{move || conflict.get()}</span>
                        </p>
                    </Show>
                </div>
                <FormError error=form.submit.failure() />
            </div>
        </Dialog>
    }
}

#[component]
fn Fields(form: DayForm) -> impl IntoView {
    let DayForm {
        from,
        to,
        kind,
        note,
        submit,
        ..
    } = form;
    let kinds = vec![
        (DayChange::Off, "放假"),
        (DayChange::Work, "上班"),
        (DayChange::Weekday, "按星期（取消标注）"),
    ];
    let first = move || model::weekday_of(&from.get());
    let last = move || model::range_text(&from.get(), &to.get());
    view! {
        <div class="grid grid-cols-2 gap-4">
            <div data-testid="field-from">
                <Field label="起始日期" required=true hint=Signal::derive(first) error=submit.error_at("/spans/0/from")>
                    <DateField value=from small=true />
                </Field>
            </div>
            <div data-testid="field-to">
                <Field label="截止日期" hint=Signal::derive(last) error=submit.error_at("/spans/0/to")>
                    <DateField value=to min=Signal::derive(move || Some(from.get())) small=true />
                </Field>
            </div>
        </div>
        <Field label="这些日期" required=true group=true>
            <RadioGroup value=kind choices=kinds />
        </Field>
        <Show when=move || kind.get() != Some(DayChange::Weekday)>
            <div data-testid="field-note">
                <Field label="说明" hint="如：国庆节、国庆节调休。" error=submit.error_at("/spans/0/note")>
                    <TextInput value=note max=MAX_DAY_NOTE small=true />
                </Field>
            </div>
        </Show>
    }
}

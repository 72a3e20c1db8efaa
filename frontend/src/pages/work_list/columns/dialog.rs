use leptos::prelude::*;
use nmrs_domain::columns::Column;

use super::model::{has_default_columns, reset_columns};
use super::preferences::{SaveState, use_preferences};
use super::row::ColumnRow;
use crate::ui::{Dialog, Icon, IconName};

#[component]
pub(crate) fn ColumnDialog(open: RwSignal<bool>) -> impl IntoView {
    let preferences = use_preferences();
    let first = move || preferences.with(|own| own.is_none_or(has_default_columns));
    let footer = move || {
        view! {
            <button
                type="button"
                class="btn btn-sm mr-auto"
                disabled=first
                data-testid="columns-reset"
                on:click=move |_| preferences.change(reset_columns)
            >
                "恢复默认"
            </button>
            <button
                type="button"
                class="btn btn-sm btn-primary"
                data-testid="columns-close"
                on:click=move |_| open.set(false)
            >
                "完成"
            </button>
        }
    };
    view! {
        <Dialog open=open on_close=move |()| open.set(false) title="显示字段" width="md:max-w-md" footer=footer>
            <Columns />
        </Dialog>
    }
}

#[component]
fn Columns() -> impl IntoView {
    let preferences = use_preferences();
    let columns = Memo::new(move |_| {
        preferences.with(|own| {
            own.map(|own| {
                own.columns
                    .iter()
                    .map(|choice| choice.column)
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
        })
    });
    let dragged = RwSignal::new(None::<Column>);
    let announcement = RwSignal::new(String::new());
    view! {
        <div class="px-5 pt-4 pb-2" data-testid="columns">
            <p class="text-small text-label mb-2">
                "勾选要显示的字段，拖动或用箭头调整先后。名称和新媒体标识码始终显示。"
            </p>
            <SaveStateAlert />
            <ul class="-mx-2">
                <For
                    each=move || columns.get()
                    key=|column| *column
                    children=move |column| view! { <ColumnRow column=column dragged=dragged announcement=announcement /> }
                />
            </ul>
            <p class="sr-only" role="status">{move || announcement.get()}</p>
        </div>
    }
}

#[component]
pub(crate) fn SaveStateAlert() -> impl IntoView {
    let preferences = use_preferences();
    let retry = move |_| match preferences.save_state() {
        SaveState::NotLoaded(_) => preferences.load(),
        _ => preferences.save(),
    };
    let problem = Memo::new(move |_| match preferences.save_state() {
        SaveState::Saved | SaveState::Saving => None,
        SaveState::NotLoaded(why) => Some(format!("没有读到您以前的设置，暂按默认显示。{why}")),
        SaveState::NotSaved(why) => Some(format!("设置没有保存到服务器，只在本页有效。{why}")),
    });
    view! {
        {move || problem.get().map(|problem| view! {
            <div
                class="alert alert-warning alert-soft py-2 mb-2 text-small"
                role="alert"
                data-testid="columns-unsaved"
            >
                <Icon name=IconName::Warning class="size-4" />
                <span>{problem}</span>
                <button type="button" class="btn btn-xs" on:click=retry>"重试"</button>
            </div>
        })}
    }
}

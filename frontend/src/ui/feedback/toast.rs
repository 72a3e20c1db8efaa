use std::time::Duration;

use js_sys::{Function, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::ui::icon::{Icon, IconName};

#[derive(Debug, Clone, PartialEq, Eq)]
struct Toast {
    number: u32,
    error: bool,
    text: String,
}

#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

impl Toasts {
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    pub fn success(self, text: impl Into<String>) {
        self.show(false, text.into(), Duration::from_secs(5));
    }

    /// Shown for 12 seconds.
    pub fn error(self, text: impl Into<String>) {
        self.show(true, text.into(), Duration::from_secs(12));
    }

    fn show(self, error: bool, text: String, stay: Duration) {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        self.list.update(|list| {
            // The same message is shown once.
            list.retain(|toast| toast.text != text);
            list.push(Toast {
                number,
                error,
                text,
            });
        });
        set_timeout(move || self.dismiss(number), stay);
    }

    fn dismiss(self, number: u32) {
        self.list
            .update(|list| list.retain(|toast| toast.number != number));
    }
}

/// Shown above everything, dialogs included.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let region = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let any = toasts.list.with(|list| !list.is_empty());
        if let Some(region) = region.get() {
            // Hidden and shown again, it is above a dialog that opened meanwhile.
            call(&region, "hidePopover");
            if any {
                call(&region, "showPopover");
            }
        }
    });
    let one = move |toast: Toast| {
        let Toast {
            number,
            error,
            text,
        } = toast;
        let icon = if error {
            IconName::Warning
        } else {
            IconName::Check
        };
        view! {
            <div
                class="flex items-center gap-2 rounded-box border bg-base-100 pl-4 pr-2 py-2 shadow-lg max-w-md"
                class=("border-error", error)
                class=("text-error", error)
                class=("border-base-300", !error)
                role=if error { "alert" } else { "status" }
            >
                <span class=if error { "text-error" } else { "text-success" }>
                    <Icon name=icon />
                </span>
                <span class="grow">{text}</span>
                <button
                    type="button"
                    class="btn btn-ghost btn-xs btn-square"
                    aria-label="关闭提示"
                    on:click=move |_| toasts.dismiss(number)
                >
                    <Icon name=IconName::Close class="size-4" />
                </button>
            </div>
        }
    };
    view! {
        <div
            node_ref=region
            popover="manual"
            class="fixed inset-auto top-16 left-1/2 m-0 -translate-x-1/2 border-0 bg-transparent p-2 overflow-visible z-50 \
                   max-sm:w-full"
            aria-live="polite"
        >
            <div class="flex flex-col gap-2">
                <For each=move || toasts.list.get() key=|toast| toast.number children=one />
            </div>
        </div>
    }
}

/// Chromium before 114 has no popovers: the region is an ordinary fixed element there.
fn call(element: &web_sys::HtmlElement, method: &str) {
    if let Ok(method) = Reflect::get(element, &method.into())
        && let Some(method) = method.dyn_ref::<Function>()
    {
        // Throws if the popover is already in that state.
        let _ = method.call0(element);
    }
}

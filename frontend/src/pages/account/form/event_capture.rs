use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Path within this app that an ordinary click follows.
pub(super) fn followed_link(event: &web_sys::Event) -> Option<String> {
    let click = event.dyn_ref::<web_sys::MouseEvent>()?;
    if click.button() != 0
        || click.ctrl_key()
        || click.meta_key()
        || click.shift_key()
        || click.alt_key()
    {
        return None;
    }
    let element: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link = element.closest("a[href]").ok().flatten()?;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    link.get_attribute("href")
        .filter(|href| href.starts_with('/') && !href.starts_with("//"))
}

/// Window listener in the capture phase.
#[derive(Clone)]
pub(super) struct EventCapture {
    name: &'static str,
    listener: StoredValue<Closure<dyn FnMut(web_sys::Event)>, LocalStorage>,
}

pub(super) fn capture_event(
    name: &'static str,
    handle: impl Fn(&web_sys::Event) + 'static,
) -> EventCapture {
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(move |event| handle(&event));
    // Fails only for a listener that is no function.
    let _ = window().add_event_listener_with_callback_and_bool(
        name,
        listener.as_ref().unchecked_ref(),
        true,
    );
    EventCapture {
        name,
        listener: StoredValue::new_local(listener),
    }
}

impl EventCapture {
    pub(super) fn remove(&self) {
        self.listener.try_with_value(|listener| {
            let _ = window().remove_event_listener_with_callback_and_bool(
                self.name,
                listener.as_ref().unchecked_ref(),
                true,
            );
        });
    }
}

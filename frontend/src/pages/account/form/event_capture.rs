use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// The address within this app that a click leads to, when it is an ordinary one.
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

/// A listener that hears an event before everybody else, until it is removed.
#[derive(Clone)]
pub(super) struct EventCapture {
    name: &'static str,
    listener: StoredValue<Closure<dyn FnMut(web_sys::Event)>, LocalStorage>,
}

/// Hears an event of the window before everybody else.
pub(super) fn capture_event(
    name: &'static str,
    handle: impl Fn(&web_sys::Event) + 'static,
) -> EventCapture {
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(move |event| handle(&event));
    // Never refused: the name is known and the listener a function.
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
    /// Stops hearing.
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

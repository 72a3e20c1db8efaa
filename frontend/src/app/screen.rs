//! Width of the screen, for content that is too large to be rendered twice and hidden once.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// True from 768 pixels on, like `md:` in classes.
pub fn use_wide_screen() -> ReadSignal<bool> {
    let list = window().match_media("(min-width: 768px)").ok().flatten();
    let (wide, set_wide) = signal(list.as_ref().is_none_or(web_sys::MediaQueryList::matches));
    if let Some(list) = list {
        let on_change = {
            let list = list.clone();
            Closure::<dyn FnMut()>::new(move || {
                set_wide.try_set(list.matches());
            })
        };
        list.set_onchange(Some(on_change.as_ref().unchecked_ref()));
        // Both live as long as the component.
        let listener = StoredValue::new_local(Some((list, on_change)));
        on_cleanup(move || {
            let removed = listener.try_update_value(Option::take).flatten();
            if let Some((list, _on_change)) = removed {
                list.set_onchange(None);
            }
        });
    }
    wide
}

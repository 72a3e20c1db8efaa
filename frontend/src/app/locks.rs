//! Mutual exclusion between the tabs of one browser.
//!
//! `navigator.locks` does it where the page is served by HTTPS or from this machine; elsewhere a
//! lease in `localStorage` makes a collision unlikely.

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::browser;

pub(crate) struct Lock(Held);

enum Held {
    /// Resolving its promise releases the lock.
    Browser(Function),
    Lease(String),
    /// No lock available: the caller proceeds without one.
    Unlocked,
}

impl Lock {
    pub(crate) fn release(self) {
        match self.0 {
            Held::Browser(resolve) => {
                // Resolving a promise does not throw.
                let _ = resolve.call0(&JsValue::NULL);
            }
            Held::Lease(key) => {
                if let Some(storage) = browser::shared_storage() {
                    let _ = storage.remove_item(&key);
                }
            }
            Held::Unlocked => {}
        }
    }
}

/// Waits until no other tab and no other call of this tab holds the lock.
pub(crate) async fn acquire(name: &str) -> Lock {
    if let Some(resolve) = acquire_native(name).await {
        return Lock(Held::Browser(resolve));
    }
    Lock(acquire_lease(name).await)
}

async fn acquire_native(name: &str) -> Option<Function> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let (sender, receiver) = oneshot::channel();
    let granted = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        let mut sender = Some(sender);
        Promise::new(&mut |resolve, _| {
            if let Some(sender) = sender.take() {
                // The caller has ended: release at once.
                if let Err(resolve) = sender.send(resolve) {
                    let _ = resolve.call0(&JsValue::NULL);
                }
            }
        })
    });
    let outcome: Promise = request
        .call2(&locks, &name.into(), &granted)
        .ok()?
        .dyn_into()
        .ok()?;
    // The promise settles before the grant only if the browser refuses.
    match select(receiver, JsFuture::from(outcome)).await {
        Either::Left((resolve, _)) => resolve.ok(),
        Either::Right(_) => None,
    }
}

/// Lifetime of a lease. Bounds the wait for a tab that was closed while it held one.
const LEASE_MS: f64 = 10_000.0;
const POLL_MS: i32 = 80;

async fn acquire_lease(name: &str) -> Held {
    let Some(storage) = browser::shared_storage() else {
        return Held::Unlocked;
    };
    let key = format!("nmrs.lock.{name}");
    let me = browser::random_key();
    let deadline = js_sys::Date::now() + LEASE_MS;
    while js_sys::Date::now() < deadline {
        let now = js_sys::Date::now();
        let holder = storage.get_item(&key).ok().flatten();
        if holder
            .as_deref()
            .is_none_or(|lease| has_expired(lease, now))
        {
            if storage
                .set_item(&key, &format!("{me} {}", now + LEASE_MS))
                .is_err()
            {
                return Held::Unlocked;
            }
            // Two tabs may have written at once: the last one holds the lease.
            browser::sleep(POLL_MS).await;
            let holder = storage.get_item(&key).ok().flatten();
            if holder.is_some_and(|lease| lease.starts_with(&me)) {
                return Held::Lease(key);
            }
        }
        browser::sleep(POLL_MS).await;
    }
    Held::Unlocked
}

fn has_expired(lease: &str, now: f64) -> bool {
    lease
        .split_once(' ')
        .and_then(|(_, until)| until.parse::<f64>().ok())
        .is_none_or(|until| until < now)
}

#[cfg(test)]
mod tests {
    use super::has_expired;

    #[test]
    fn a_lease_expires_and_a_malformed_one_does_not_block() {
        assert!(!has_expired("tab 2000", 1999.0));
        assert!(has_expired("tab 2000", 2001.0));
        assert!(has_expired("tab", 0.0));
        assert!(has_expired("tab soon", 0.0));
    }
}

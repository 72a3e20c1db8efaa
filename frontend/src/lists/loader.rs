//! Loads a value for a key.
//!
//! A Leptos resource misses a change of its key while it is being read during a load: after two
//! quick clicks on a slow line it keeps the value of the first. Here each key has its own task, and
//! only the last one counts.

use leptos::prelude::*;
use leptos::task::spawn_local;

/// Value that is reloaded when its key changes or on request.
pub struct Loader<K: Send + Sync + 'static, T: Send + Sync + 'static> {
    answer: RwSignal<Option<(K, T)>>,
    again: Trigger,
}

impl<K: Send + Sync + 'static, T: Send + Sync + 'static> Clone for Loader<K, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static, T: Send + Sync + 'static> Copy for Loader<K, T> {}

impl<K, T> Loader<K, T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    /// Loads the value of `key`, now and whenever the key changes.
    pub fn new<F>(key: Memo<K>, fetch: impl Fn(K) -> F + 'static) -> Self
    where
        F: Future<Output = T> + 'static,
    {
        let answer = RwSignal::new(None);
        let again = Trigger::new();
        let last = StoredValue::new(0_u64);
        Effect::new(move |_| {
            again.track();
            let key = key.get();
            let number = last.get_value() + 1;
            last.set_value(number);
            let fetched = untrack(|| fetch(key.clone()));
            spawn_local(async move {
                let value = fetched.await;
                // Superseded by a later load, or the page was left.
                if last.try_get_value() == Some(number) {
                    answer.try_set(Some((key, value)));
                }
            });
        });
        Self { answer, again }
    }

    /// Loads the value of a constant key, now and on request.
    pub fn fixed<F>(key: K, fetch: impl Fn(K) -> F + 'static) -> Self
    where
        F: Future<Output = T> + 'static,
    {
        Self::new(Memo::new(move |_| key.clone()), fetch)
    }

    /// Reloads; the old value stays until the new one has arrived.
    pub fn refetch(self) {
        if !self.answer.is_disposed() {
            self.again.notify();
        }
    }

    /// Reads the last value with its key. Reactive.
    pub fn with<U>(self, read: impl FnOnce(Option<&(K, T)>) -> U) -> U {
        self.answer.with(|answer| read(answer.as_ref()))
    }

    /// Last value; `None` before the first. Reactive.
    pub fn value(self) -> Option<T>
    where
        T: Clone,
    {
        self.with(|answer| answer.map(|(_, value)| value.clone()))
    }

    /// Last value with its key. Reactive.
    pub fn get(self) -> Option<(K, T)>
    where
        T: Clone,
    {
        self.answer.get()
    }
}

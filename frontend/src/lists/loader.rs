//! Loads a value for a key.
//!
//! A resource of the framework awaits one answer before it looks at the next question, and while it
//! waits, whoever reads it clears the mark that the question has changed: two quick clicks on a slow
//! line would leave the answer to the first for ever. Here each question has a task of its own, and
//! only the answer to the last one counts.

use leptos::prelude::*;
use leptos::task::spawn_local;

/// A value that is loaded anew when its key changes, or when that is asked for.
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
    /// Loads what `fetch` answers to the key, now and whenever the key changes.
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
                // Overtaken by a later question, or the page was left.
                if last.try_get_value() == Some(number) {
                    answer.try_set(Some((key, value)));
                }
            });
        });
        Self { answer, again }
    }

    /// Loads what `fetch` answers, now and when that is asked for: there is only one question.
    pub fn fixed<F>(key: K, fetch: impl Fn(K) -> F + 'static) -> Self
    where
        F: Future<Output = T> + 'static,
    {
        Self::new(Memo::new(move |_| key.clone()), fetch)
    }

    /// Asks again; the old answer stays until the new one is there.
    pub fn refetch(self) {
        if !self.answer.is_disposed() {
            self.again.notify();
        }
    }

    /// Reads the last answer and the key that it belongs to. Reactive.
    pub fn with<U>(self, read: impl FnOnce(Option<&(K, T)>) -> U) -> U {
        self.answer.with(|answer| read(answer.as_ref()))
    }

    /// The last answer; `None` while there is none. Reactive.
    pub fn value(self) -> Option<T>
    where
        T: Clone,
    {
        self.with(|answer| answer.map(|(_, value)| value.clone()))
    }

    /// The last answer and the key that it belongs to. Reactive.
    pub fn get(self) -> Option<(K, T)>
    where
        T: Clone,
    {
        self.answer.get()
    }
}

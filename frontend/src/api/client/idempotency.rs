//! Idempotency keys: the server recognises a POST that is repeated because its answer was lost.

/// POST whose outcome is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PendingCall {
    path: String,
    body: String,
    key: String,
}

/// Keys of POSTs with unknown outcome: a retry of the same call carries the same key.
#[derive(Debug, Default)]
pub(crate) struct IdempotencyKeys(Vec<PendingCall>);

/// More calls than one page has under way; older ones are dropped.
const MAX_PENDING: usize = 8;

impl IdempotencyKeys {
    /// Returns the key of the last attempt of the same call, or a new one.
    pub(crate) fn key_for(
        &mut self,
        path: &str,
        body: &str,
        new: impl FnOnce() -> String,
    ) -> String {
        if let Some(known) = self.0.iter().find(|u| u.path == path && u.body == body) {
            return known.key.clone();
        }
        if self.0.len() == MAX_PENDING {
            self.0.remove(0);
        }
        let key = new();
        self.0.push(PendingCall {
            path: path.into(),
            body: body.into(),
            key: key.clone(),
        });
        key
    }

    /// Forgets the key of a call that was answered.
    pub(crate) fn settle(&mut self, key: &str) {
        self.0.retain(|u| u.key != key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_keeps_its_key_and_another_body_gets_a_new_one() {
        let mut keys = IdempotencyKeys::default();
        let mut n = 0;
        let mut new = || {
            n += 1;
            n.to_string()
        };
        assert_eq!(keys.key_for("/accounts", "a", &mut new), "1");
        assert_eq!(keys.key_for("/accounts", "a", &mut new), "1");
        assert_eq!(keys.key_for("/accounts", "b", &mut new), "2");
        keys.settle("1");
        assert_eq!(keys.key_for("/accounts", "a", &mut new), "3");
    }

    #[test]
    fn the_number_of_pending_calls_is_bounded() {
        let mut keys = IdempotencyKeys::default();
        for n in 0..100 {
            keys.key_for("/accounts", &n.to_string(), || n.to_string());
        }
        assert_eq!(keys.0.len(), MAX_PENDING);
    }
}

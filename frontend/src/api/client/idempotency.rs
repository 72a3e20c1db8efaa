//! IdempotencyKeys that let the server recognise a POST which is sent again because its answer was lost.

/// A POST of which it is not known whether the server has done it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PendingCall {
    path: String,
    body: String,
    key: String,
}

/// The POSTs whose outcome is unknown: sending the very same again carries the very same key.
#[derive(Debug, Default)]
pub(crate) struct IdempotencyKeys(Vec<PendingCall>);

/// More than one page can have going at once; older ones are forgotten.
const MAX_PENDING: usize = 8;

impl IdempotencyKeys {
    /// The key for a call: that of its last try, or a new one.
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

    /// The call was answered: the next one of the same content is a new one.
    pub(crate) fn settle(&mut self, key: &str) {
        self.0.retain(|u| u.key != key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_answer_keeps_the_key_and_another_body_gets_its_own() {
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
    fn the_list_does_not_grow_without_end() {
        let mut keys = IdempotencyKeys::default();
        for n in 0..100 {
            keys.key_for("/accounts", &n.to_string(), || n.to_string());
        }
        assert_eq!(keys.0.len(), MAX_PENDING);
    }
}

//! Batch decision: chunks, progress and results.

use std::collections::BTreeMap;

use nmrs_domain::form::{MAX_BATCH, Verdict};
use nmrs_domain::wire::{
    DecisionIn, DecisionItemIn, DecisionOutcome, DecisionResultOut, DecisionsIn, DecisionsOut,
};

use crate::pages::review::model::{Collision, outcome_text};

/// Applications per call: few enough for a moving progress bar.
const CHUNK: usize = 50;
const _: () = assert!(CHUNK <= MAX_BATCH, "the server takes no more");
/// Names shown before the rest is folded.
const SHOWN: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchItem {
    pub review_id: i64,
    pub version: i64,
    pub name: String,
    pub unit: String,
}

/// `同意` or `驳回`.
pub(super) const fn verb(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => "同意",
        Verdict::Reject => "驳回",
    }
}

/// `“上庄发布”“平安北京”“海淀教育”等 20 个账号`.
pub(super) fn names_text(items: &[BatchItem]) -> String {
    let first: Vec<_> = items.iter().take(SHOWN).map(|i| i.name.as_str()).collect();
    let names = format!("“{}”", first.join("”“"));
    match items.len() {
        0..=SHOWN => format!("{names}，共 {} 个账号", items.len()),
        n => format!("{names}等 {n} 个账号"),
    }
}

/// Body of one call and its idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chunk {
    body: DecisionsIn,
    key: String,
}

/// Progress of a batch decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    verdict: Verdict,
    items: Vec<BatchItem>,
    chunks: Vec<Chunk>,
    results: BTreeMap<i64, DecisionResultOut>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) review_id: i64,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) account_id: Option<i64>,
    pub(super) text: String,
}

impl Run {
    pub(super) fn new(
        items: Vec<BatchItem>,
        decision: &DecisionIn,
        mut new_key: impl FnMut() -> String,
    ) -> Self {
        let chunks = items
            .chunks(CHUNK)
            .map(|items| Chunk {
                body: DecisionsIn {
                    decision: decision.decision,
                    reason: decision.reason.clone(),
                    reviewer_name: decision.reviewer_name.clone(),
                    reviewer_phone: decision.reviewer_phone.clone(),
                    items: items
                        .iter()
                        .map(|item| DecisionItemIn {
                            id: item.review_id,
                            version: item.version,
                        })
                        .collect(),
                },
                key: new_key(),
            })
            .collect();
        Self {
            verdict: decision.decision,
            items,
            chunks,
            results: BTreeMap::new(),
        }
    }

    /// Next body to send with its idempotency key; `None` when done.
    pub(super) fn next(&self) -> Option<(DecisionsIn, String)> {
        let open = self
            .chunks
            .iter()
            .find(|chunk| chunk.body.items.iter().any(|item| !self.settled(item.id)))?;
        Some((open.body.clone(), open.key.clone()))
    }

    /// Records an answer. Returns true if it settled any item.
    pub(super) fn take(&mut self, out: DecisionsOut) -> bool {
        let before = self.done();
        for result in out.results {
            self.results.insert(result.id, result);
        }
        self.done() > before
    }

    fn settled(&self, id: i64) -> bool {
        self.results
            .get(&id)
            .is_some_and(|result| result.outcome != DecisionOutcome::Unfinished)
    }

    pub(super) fn done(&self) -> usize {
        let settled = |item: &&BatchItem| self.settled(item.review_id);
        self.items.iter().filter(settled).count()
    }

    pub(super) fn total(&self) -> usize {
        self.items.len()
    }

    /// Ids of settled reviews: decided, or refused because they had changed.
    pub(super) fn settled_ids(&self) -> Vec<i64> {
        let ids = self.items.iter().map(|item| item.review_id);
        ids.filter(|&id| self.settled(id)).collect()
    }

    pub(super) fn decided_ids(&self) -> Vec<i64> {
        let decided = |r: &&DecisionResultOut| r.outcome == DecisionOutcome::Decided;
        self.results
            .values()
            .filter(decided)
            .map(|r| r.id)
            .collect()
    }

    pub(super) fn decided(&self) -> Vec<Line> {
        self.lines(|result| {
            let result = result.filter(|r| r.outcome == DecisionOutcome::Decided)?;
            let waiting_for = result.waiting_for.as_ref();
            let identifier = result.identifier.as_deref();
            Some(outcome_text(
                self.verdict,
                result.status?,
                waiting_for,
                identifier,
            ))
        })
    }

    pub(super) fn refused(&self) -> Vec<Line> {
        self.lines(|result| {
            let result = result.filter(|r| r.outcome == DecisionOutcome::Refused)?;
            let problem = result.problem.as_ref()?;
            Some(match Collision::from_code(problem.code, problem.current) {
                Some(collision) => collision.text,
                None => problem.detail.clone(),
            })
        })
    }

    pub(super) fn unprocessed(&self) -> Vec<Line> {
        self.lines(|result| {
            let open = result.is_none_or(|r| r.outcome == DecisionOutcome::Unfinished);
            open.then(|| "没有处理，仍在待审核中。".to_owned())
        })
    }

    fn lines(&self, text: impl Fn(Option<&DecisionResultOut>) -> Option<String>) -> Vec<Line> {
        self.items
            .iter()
            .filter_map(|item| {
                let result = self.results.get(&item.review_id);
                Some(Line {
                    review_id: item.review_id,
                    name: item.name.clone(),
                    unit: item.unit.clone(),
                    account_id: result.and_then(|result| result.account_id),
                    text: text(result)?,
                })
            })
            .collect()
    }

    /// `已同意 18 条，2 条没有处理成`.
    pub(super) fn summary(&self) -> String {
        let (decided, refused, left) = (
            self.decided_ids().len(),
            self.refused().len(),
            self.unprocessed().len(),
        );
        let verb = verb(self.verdict);
        let mut parts = vec![format!("已{verb} {decided} 条")];
        if refused > 0 {
            parts.push(format!("{refused} 条未能{verb}"));
        }
        if left > 0 {
            parts.push(format!("{left} 条没有处理"));
        }
        parts.join("，")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::error::ErrorCode;
    use nmrs_domain::status::Status;
    use nmrs_domain::wire::{CurrentState, ItemProblemOut};

    fn items(n: i64) -> Vec<BatchItem> {
        (1..=n)
            .map(|id| BatchItem {
                review_id: id,
                version: 2,
                name: format!("账号{id}"),
                unit: "上庄镇".into(),
            })
            .collect()
    }

    fn run(n: i64) -> Run {
        let decision = DecisionIn {
            decision: Verdict::Approve,
            reason: String::new(),
            reviewer_name: "李审核".into(),
            reviewer_phone: "010-35001121".into(),
            version: 0,
        };
        let mut key = 0;
        Run::new(items(n), &decision, || {
            key += 1;
            format!("key-{key}")
        })
    }

    fn result(id: i64, outcome: DecisionOutcome) -> DecisionResultOut {
        let code = match outcome {
            DecisionOutcome::Unfinished => ErrorCode::Timeout,
            _ => ErrorCode::WrongStatus,
        };
        let decided = outcome == DecisionOutcome::Decided;
        DecisionResultOut {
            id,
            account_id: Some(id + 100),
            name: Some("x".into()),
            outcome,
            status: decided.then_some(Status::Normal),
            version: decided.then_some(3),
            identifier: decided.then(|| "110108M044WX0001".into()),
            waiting_for: None,
            problem: (!decided).then(|| ItemProblemOut {
                status: code.status(),
                code,
                detail: code.detail().into(),
                current: Some(CurrentState {
                    status: Status::Normal,
                    version: 5,
                }),
            }),
        }
    }

    fn answer(results: Vec<DecisionResultOut>) -> DecisionsOut {
        DecisionsOut {
            decided: 0,
            refused: 0,
            unfinished: 0,
            results,
            remaining: 0,
        }
    }

    #[test]
    fn a_large_selection_is_sent_in_chunks_with_one_key_each() {
        let mut run = run(120);
        let mut keys = Vec::new();
        while let Some((body, key)) = run.next() {
            assert!(body.items.len() <= CHUNK);
            let decided = |item: &DecisionItemIn| result(item.id, DecisionOutcome::Decided);
            assert!(run.take(answer(body.items.iter().map(decided).collect())));
            keys.push(key);
        }
        assert_eq!(keys, ["key-1", "key-2", "key-3"]);
        assert_eq!((run.done(), run.total()), (120, 120));
        assert_eq!(run.summary(), "已同意 120 条");
    }

    #[test]
    fn unfinished_items_are_sent_again_unchanged() {
        let mut run = run(2);
        let first = run.next().unwrap();
        let half = vec![
            result(1, DecisionOutcome::Decided),
            result(2, DecisionOutcome::Unfinished),
        ];
        assert!(run.take(answer(half.clone())));
        assert_eq!(run.next().unwrap(), first, "the same content, the same key");
        assert_eq!(run.summary(), "已同意 1 条，1 条没有处理");
        assert!(!run.take(answer(half)), "nothing came of it");
        run.take(answer(vec![result(2, DecisionOutcome::Refused)]));
        assert_eq!(run.next(), None);
        assert_eq!(run.decided_ids(), [1]);
        assert_eq!(run.settled_ids(), [1, 2]);
        let refused = run.refused();
        assert_eq!(refused[0].account_id, Some(102));
        assert!(refused[0].text.contains("已由他人审核"), "{refused:?}");
        assert!(run.decided()[0].text.contains("110108M044WX0001"));
        assert_eq!(run.summary(), "已同意 1 条，1 条未能同意");
    }

    #[test]
    fn the_first_names_are_listed() {
        assert_eq!(names_text(&items(2)), "“账号1”“账号2”，共 2 个账号");
        assert_eq!(names_text(&items(20)), "“账号1”“账号2”“账号3”等 20 个账号");
    }
}

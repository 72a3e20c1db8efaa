//! Validation of a batch decision.

use std::collections::HashMap;

use super::decision;
use crate::error::FieldErrors;
use crate::wire::DecisionsIn;
use crate::workflow::Decision;

/// Maximum number of applications in a batch decision.
pub const MAX_BATCH: usize = 200;

/// Validates one decision on 1 to [`MAX_BATCH`] applications.
///
/// # Errors
/// Returns the errors of all invalid fields: those of the decision, no applications or more than
/// [`MAX_BATCH`], or a repeated application.
pub fn decisions(input: &DecisionsIn) -> Result<Decision, FieldErrors> {
    let mut errors = FieldErrors::default();
    let given = decision(&input.one(0)).map_err(|found| errors.0.extend(found.0));
    match input.items.len() {
        0 => errors.push("/items", "请至少选择一条待审核的申请"),
        1..=MAX_BATCH => name_twice(input, &mut errors),
        n => errors.push(
            "/items",
            format!("一次最多审核 {MAX_BATCH} 条，现有 {n} 条，请分批提交"),
        ),
    }
    match given {
        Ok(decision) if errors.is_empty() => Ok(decision),
        _ => Err(errors),
    }
}

fn name_twice(input: &DecisionsIn, errors: &mut FieldErrors) {
    let mut seen = HashMap::new();
    for (n, item) in input.items.iter().enumerate() {
        let first = *seen.entry(item.id).or_insert(n);
        if first != n {
            let (first, n_th) = (first + 1, n + 1);
            errors.push(
                format!("/items/{n}/id"),
                format!("第 {n_th} 条与第 {first} 条是同一条申请，请去掉重复的"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Verdict;
    use crate::wire::DecisionItemIn;

    fn input(decision: Verdict, ids: &[i64]) -> DecisionsIn {
        DecisionsIn {
            decision,
            reason: String::new(),
            reviewer_name: "李审核".into(),
            reviewer_phone: "010-35001121".into(),
            items: ids
                .iter()
                .map(|&id| DecisionItemIn { id, version: 1 })
                .collect(),
        }
    }

    #[test]
    fn a_batch_has_one_to_two_hundred_different_applications() {
        let many: Vec<i64> = (1..=200).collect();
        assert!(decisions(&input(Verdict::Approve, &many)).is_ok());
        let errors = decisions(&input(Verdict::Approve, &[])).unwrap_err();
        assert!(errors.at("/items").unwrap().contains("至少"));
        let many: Vec<i64> = (1..=10_000).collect();
        let errors = decisions(&input(Verdict::Approve, &many)).unwrap_err();
        assert_eq!(errors.0.len(), 1);
        let detail = errors.at("/items").unwrap();
        assert!(
            detail.contains("200") && detail.contains("10000"),
            "{detail}"
        );
        let errors = decisions(&input(Verdict::Approve, &[7, 8, 9, 7, 7])).unwrap_err();
        assert_eq!(errors.0.len(), 2);
        assert!(errors.at("/items/3/id").unwrap().contains("第 1 条"));
        assert!(errors.at("/items/4/id").unwrap().contains("第 1 条"));
    }

    #[test]
    fn the_decision_itself_is_read_as_that_on_one() {
        let errors = decisions(&input(Verdict::Reject, &[])).unwrap_err();
        assert!(errors.at("/reason").is_some() && errors.at("/items").is_some());
    }
}

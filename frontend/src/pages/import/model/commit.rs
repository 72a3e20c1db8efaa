//! Conditions and effects of a commit.

use nmrs_domain::wire::{ImportMode, ImportOut};

use crate::ui::group_thousands;

/// `None` if the import can be submitted.
pub(crate) fn submit_refusal(import: &ImportOut) -> Option<String> {
    if import.rows == 0 {
        return Some("没有要导入的行。请恢复不导入的行，或重新上传文件。".into());
    }
    (import.errors > 0).then(|| {
        format!(
            "还有 {} 行有错误，改好或标为“不导入”后才能提交。",
            group_thousands(import.errors.into())
        )
    })
}

/// `None` if the import can be stored as drafts.
pub(crate) fn draft_refusal(import: &ImportOut) -> Option<String> {
    if import.rows == 0 {
        return submit_refusal(import);
    }
    (import.draft_errors > 0).then(|| {
        format!(
            "其中 {} 行没有改好之前，也不能存为草稿。",
            group_thousands(import.draft_errors.into())
        )
    })
}

/// Effects of a commit, sentence by sentence. `office` reviews what is submitted.
pub(crate) fn commit_effects(import: &ImportOut, mode: ImportMode, office: &str) -> Vec<String> {
    let rows = group_thousands(import.rows.into());
    let mut message = vec![match mode {
        ImportMode::Submit => {
            format!("{rows} 个账号将一次提交，由{office}审核；审核有结果之前不能修改。")
        }
        ImportMode::Draft => {
            format!("{rows} 个账号将存为草稿，放在“未提交”中，之后可以逐个修改、提交或删除。")
        }
    }];
    if mode == ImportMode::Draft && import.errors > 0 {
        message.push(format!(
            "其中 {} 行还有错误，要在“未提交”中补全后才能提交。",
            group_thousands(import.errors.into())
        ));
    }
    if import.warnings > 0 {
        let warnings = group_thousands(import.warnings.into());
        message.push(format!("{warnings} 行有提醒，将照原样导入。"));
    }
    if import.skipped > 0 {
        let skipped = group_thousands(import.skipped.into());
        message.push(format!("标为“不导入”的 {skipped} 行不处理。"));
    }
    message
}

#[cfg(test)]
mod tests {
    use super::super::test_import;
    use super::*;

    #[test]
    fn errors_block_the_submission_and_some_block_drafts() {
        let good = test_import(40, 0, 0);
        assert_eq!((submit_refusal(&good), draft_refusal(&good)), (None, None));
        let gaps = test_import(40, 3, 0);
        assert!(submit_refusal(&gaps).unwrap().contains("3 行"));
        assert_eq!(draft_refusal(&gaps), None);
        let broken = test_import(40, 3, 2);
        assert!(draft_refusal(&broken).unwrap().contains("2 行"));
        let nothing = test_import(0, 0, 0);
        assert!(submit_refusal(&nothing).is_some());
        assert_eq!(draft_refusal(&nothing), submit_refusal(&nothing));
    }

    #[test]
    fn the_effects_of_a_commit_are_described_with_numbers() {
        let mut import = test_import(38, 3, 0);
        import.skipped = 2;
        import.warnings = 1;
        let message = commit_effects(&import, ImportMode::Draft, "海淀区").concat();
        for part in [
            "38 个",
            "未提交",
            "3 行还有错误",
            "1 行有提醒",
            "2 行不处理",
        ] {
            assert!(message.contains(part), "{part} in {message}");
        }
        let many = commit_effects(&test_import(3_000, 0, 0), ImportMode::Draft, "海淀区");
        assert!(many[0].starts_with("3,000 个"), "{many:?}");
        let message = commit_effects(&test_import(38, 0, 0), ImportMode::Submit, "海淀区");
        assert_eq!(message.len(), 1);
        assert!(message[0].contains("38 个") && message[0].contains("由海淀区审核"));
    }
}

use super::*;
use crate::account::Functions;

fn good() -> Cells {
    [
        (ImportColumn::Name, "上庄发布"),
        (ImportColumn::Owner, "上庄镇人民政府"),
        (ImportColumn::Kind, "订阅号"),
        (ImportColumn::RepresentsGovernment, "是"),
        (ImportColumn::Publish, "√"),
        (ImportColumn::Service, "否"),
        (ImportColumn::OtherFunction, "预约"),
        (
            ImportColumn::Url,
            "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==&mid=2650&idx=1",
        ),
        (ImportColumn::ContactMobile, "１３８００００１１１１"),
    ]
    .map(|(column, text)| (column, text.to_owned()))
    .into()
}

fn with(changes: &[(ImportColumn, &str)]) -> Cells {
    let mut cells = good();
    cells.extend(
        changes
            .iter()
            .map(|(column, text)| (*column, (*text).to_owned())),
    );
    cells
}

fn told(changes: &[(ImportColumn, &str)]) -> Vec<(ImportColumn, String, bool)> {
    check(&with(changes))
        .problems
        .into_iter()
        .map(|problem| (problem.column, problem.detail, problem.blocks_draft))
        .collect()
}

#[test]
fn a_good_row_is_the_form_that_would_have_been_filled_in() {
    let checked = check(&good());
    assert_eq!(checked.problems, []);
    let input = checked.input.unwrap();
    assert_eq!(input.kind, AccountKind::WechatSubscription);
    assert_eq!(input.functions, [Function::Publish, Function::Other]);
    assert_eq!(input.other_function, "预约");
    assert_eq!(checked.fields, Some(form::fields(&input).unwrap()));
    assert_eq!(checked.draft, Some(form::draft(&input).unwrap()));
    assert_eq!(checked.fields.unwrap().link.identity, "MjM5MjMxMTMyOA==");
}

#[test]
fn an_empty_row_is_told_everything_that_is_required_in_the_order_of_the_columns() {
    let checked = check(&Cells::new());
    let columns: Vec<_> = checked.problems.iter().map(|p| p.column).collect();
    assert_eq!(
        columns,
        [
            ImportColumn::Name,
            ImportColumn::Owner,
            ImportColumn::Kind,
            ImportColumn::RepresentsGovernment,
            ImportColumn::Publish,
            ImportColumn::Url,
        ]
    );
    assert_eq!((checked.input, checked.draft), (None, None));
}

#[test]
fn what_is_missing_stops_a_submission_but_no_draft() {
    let cells = with(&[(ImportColumn::Url, ""), (ImportColumn::Owner, " ")]);
    let checked = check(&cells);
    assert!(checked.problems.iter().all(|problem| !problem.blocks_draft));
    assert_eq!(checked.problems.len(), 2);
    assert_eq!(checked.fields, None);
    assert_eq!(checked.draft.unwrap().name.as_deref(), Some("上庄发布"));
}

#[test]
fn what_cannot_be_kept_stops_a_draft_too() {
    for (column, text, expected) in [
        (ImportColumn::Kind, "小红书", "没有这种账号类型"),
        (
            ImportColumn::RepresentsGovernment,
            "大概",
            "请填写“是”或“否”",
        ),
        (ImportColumn::Service, "大概", "请填写“是”或“否”"),
        (ImportColumn::ContactMobile, "123", "请填 11 位手机号"),
        (
            ImportColumn::Name,
            &"长".repeat(61),
            "最多 60 字，现为 61 字",
        ),
        (ImportColumn::Owner, "a\u{202e}b", "看不见的控制字符"),
    ] {
        let told = told(&[(column, text)]);
        assert_eq!(told.len(), 1, "{told:?}");
        let (at, detail, blocks) = &told[0];
        assert_eq!((*at, *blocks), (column, true));
        assert!(detail.contains(expected), "{detail}");
        assert_eq!(check(&with(&[(column, text)])).draft, None);
    }
}

#[test]
fn an_error_of_a_formula_is_no_answer_in_any_column() {
    for column in ImportColumn::ALL {
        for error in ["#N/A", " #div/0! ", "#SPILL!"] {
            let checked = check(&with(&[(column, error)]));
            let told: Vec<_> = checked
                .problems
                .iter()
                .filter(|p| p.column == column)
                .collect();
            assert_eq!(told.len(), 1, "{told:?}");
            assert_eq!(told[0].detail, "公式出错，请改为文字");
            assert_eq!(told[0].found, error);
            assert!(told[0].blocks_draft);
            assert_eq!((checked.fields, checked.draft), (None, None));
        }
    }
    // An error value is not an ID, so two rows with it do not share an identity.
    let app = with(&[
        (ImportColumn::Kind, "其他"),
        (ImportColumn::PlatformName, "甲"),
        (ImportColumn::Url, ""),
        (ImportColumn::ExternalId, "#REF!"),
    ]);
    assert_eq!(check(&app).identity, None);
    assert_eq!(told(&[(ImportColumn::Name, "#N/A发布")]), []);
}

#[test]
fn the_link_says_which_form_is_expected() {
    let told = told(&[(ImportColumn::Url, "https://mp.weixin.qq.com/s/abc")]);
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("__biz="), "{told:?}");
    assert!(!told[0].2);
}

#[test]
fn functions_are_one_question_in_four_columns() {
    let none = [
        (ImportColumn::Publish, ""),
        (ImportColumn::OtherFunction, "无"),
    ];
    assert_eq!(told(&none)[0].0, ImportColumn::Publish);
    // One problem only: the value of one function column is invalid.
    let unread = [
        (ImportColumn::Publish, ""),
        (ImportColumn::Interact, "多"),
        (ImportColumn::OtherFunction, ""),
    ];
    let columns: Vec<_> = told(&unread)
        .into_iter()
        .map(|(column, ..)| column)
        .collect();
    assert_eq!(columns, [ImportColumn::Interact]);
    let which = told(&[(ImportColumn::OtherFunction, "是")]);
    assert!(which[0].1.contains("请写明是什么功能"), "{which:?}");
    let one = check(&with(&[
        (ImportColumn::Publish, "N"),
        (ImportColumn::OtherFunction, ""),
        (ImportColumn::Interact, "1"),
    ]));
    let functions = [Function::Interact].into_iter().collect::<Functions>();
    assert_eq!(one.fields.unwrap().functions, functions);
}

#[test]
fn without_a_kind_only_what_does_not_depend_on_it_is_told() {
    let told = told(&[
        (ImportColumn::Kind, "？"),
        (ImportColumn::Url, ""),
        (ImportColumn::ExternalId, "中文"),
        (ImportColumn::ContactLandline, "1"),
    ]);
    let columns: Vec<_> = told.iter().map(|(column, ..)| *column).collect();
    assert_eq!(
        columns,
        [
            ImportColumn::Kind,
            ImportColumn::Url,
            ImportColumn::ContactLandline
        ]
    );
    assert_eq!(told[1].1, "请填写账号的链接");
}

#[test]
fn a_message_repeats_no_more_than_a_hundred_characters() {
    let problem = &check(&with(&[(ImportColumn::Name, &"字".repeat(5000))])).problems[0];
    assert_eq!(problem.found.chars().count(), MAX_FOUND);
    assert!(problem.found.ends_with('…'));
    assert_eq!(found("短"), "短");
}

#[test]
fn every_error_of_the_form_has_a_cell() {
    let bad = AccountIn {
        functions: vec![Function::Other],
        platform_name: "长".repeat(31),
        external_id: "\u{202e}".into(),
        contact: ContactIn {
            name: "长".repeat(31),
            position: "长".repeat(51),
            mobile: "1".into(),
            landline: "1".into(),
        },
        ..AccountIn::empty(AccountKind::MiniProgram)
    };
    for error in form::fields(&bad).unwrap_err().0 {
        assert!(column_of(&error.pointer).is_some(), "{}", error.pointer);
    }
}

#[test]
fn a_link_tells_the_identity_whatever_else_is_wrong() {
    let checked = check(&with(&[
        (ImportColumn::Owner, ""),
        (ImportColumn::Publish, "?"),
    ]));
    assert_eq!(checked.identity.as_deref(), Some("MjM5MjMxMTMyOA=="));
    assert_eq!(check(&with(&[(ImportColumn::Kind, "?")])).identity, None);
    assert_eq!(check(&with(&[(ImportColumn::Url, "?")])).identity, None);
}

#[test]
fn a_hash_tells_platforms_and_identities_apart() {
    let hash = |kind: AccountKind, identity| identity_hash(kind.platform_code(), identity);
    let one = hash(AccountKind::Weibo, "1");
    assert_eq!(one.len(), 32);
    assert_ne!(one, hash(AccountKind::Weibo, "2"));
    assert_ne!(one, hash(AccountKind::Douyin, "1"));
    assert_eq!(
        hash(AccountKind::WechatService, "1"),
        hash(AccountKind::WechatSubscription, "1")
    );
}

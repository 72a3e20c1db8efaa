//! Decisions notify the unit, and level 1 where it is concerned.

use nmrs_tests::data::accounts::{
    add_account, approve, close_form, delete_form, perform, register_account, reject, restore_form,
    to_form,
};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

use super::{get_messages, message_kinds};

on_both_databases!(
    a_decision_notifies_the_unit_with_office_and_reason,
    a_restore_and_a_deletion_notify_the_province_too,
    a_refused_decision_notifies_nobody,
);

async fn a_decision_notifies_the_unit_with_office_and_reason(app: TestApp) {
    let [unit, county, city, province, other] = app
        .sign_in_all(["130102M001", "130102", "130100", "130000", "130100M024"])
        .await;
    let first = add_account(&unit, "长安教育", 1).await["id"].clone();
    reject(&county, &first, "资料不全").await;
    let inbox = get_messages(&unit, "").await;
    assert_eq!(inbox.len(), 1);
    let title = inbox[0]["title"].as_str().unwrap();
    for part in ["长安教育", "添加", "长安区", "驳回"] {
        assert!(title.contains(part), "{part}: {title}");
    }
    assert!(inbox[0]["text"].as_str().unwrap().contains("资料不全"));
    assert_eq!(inbox[0]["account_id"], first);
    assert_eq!(inbox[0]["read_at"], json!(null));

    let second = add_account(&unit, "长安学校", 2).await["id"].clone();
    for office in [&county, &city, &province] {
        approve(office, &second).await;
    }
    let inbox = get_messages(&unit, "").await;
    assert_eq!(
        message_kinds(&unit).await,
        ["approved", "advanced", "advanced", "rejected"]
    );
    assert!(
        inbox[0]["text"]
            .as_str()
            .unwrap()
            .contains("130102M001WX0001")
    );
    let advanced = inbox[2]["title"].as_str().unwrap();
    assert!(
        advanced.contains("长安区") && advanced.contains("石家庄市"),
        "{advanced}"
    );

    let modify = perform(&unit, &second, "modify", |_| json!({})).await;
    modify.any_problem();
    let mut changed = to_form(&nmrs_tests::data::accounts::get_account(&unit, &second).await);
    changed["owner"] = json!("宣传科");
    let path = format!("/accounts/{second}/modify");
    unit.post(&path, changed).await.expect(200);
    approve(&county, &second).await;
    perform(&unit, &second, "close", close_form)
        .await
        .expect(200);
    reject(&county, &second, "仍在更新").await;
    let inbox = get_messages(&unit, "").await;
    assert_eq!(inbox.len(), 6);
    assert!(inbox[0]["title"].as_str().unwrap().contains("关停"));
    assert!(inbox[1]["title"].as_str().unwrap().contains("修改"));
    // Neither the offices nor other units are notified.
    for client in [&county, &city, &province, &other] {
        assert!(get_messages(client, "").await.is_empty());
    }
}

async fn a_restore_and_a_deletion_notify_the_province_too(app: TestApp) {
    let [unit, county, city, province, central, far] = app
        .sign_in_all([
            "130102M001",
            "130102",
            "130100",
            "130000",
            "GB0000",
            "110000",
        ])
        .await;
    let offices = [&county, &city, &province];
    let id = register_account(&unit, &offices, "长安教育", 1).await["id"].clone();
    perform(&unit, &id, "close", close_form).await.expect(200);
    approve(&county, &id).await;
    perform(&province, &id, "restore", restore_form)
        .await
        .expect(200);
    reject(&central, &id, "材料不全").await;
    for client in [&unit, &province] {
        let inbox = get_messages(client, "").await;
        assert_eq!(inbox[0]["kind"], "rejected");
        assert!(inbox[0]["title"].as_str().unwrap().contains("恢复"));
        assert!(inbox[0]["text"].as_str().unwrap().contains("材料不全"));
    }
    perform(&central, &id, "delete", delete_form)
        .await
        .expect(204);
    for client in [&unit, &province] {
        let inbox = get_messages(client, "").await;
        assert_eq!(inbox[0]["kind"], "deleted");
        assert_eq!(inbox[0]["account_id"], id, "its history can be opened");
        let text = inbox[0]["text"].as_str().unwrap();
        for part in ["130102M001WX0001", "冀政办函〔2026〕7号", "误报"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    assert_eq!(message_kinds(&province).await, ["deleted", "rejected"]);
    for client in [&county, &city, &central, &far] {
        assert!(get_messages(client, "").await.is_empty());
    }
}

async fn a_refused_decision_notifies_nobody(app: TestApp) {
    let [unit, county] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let review = format!("/reviews/{}/decision", added["review_id"]);
    let stale = nmrs_tests::data::accounts::decision_form("approve", "", &json!(99));
    county
        .post(&review, stale)
        .await
        .problem(409, "version_conflict");
    assert!(get_messages(&unit, "").await.is_empty());
}

//! Every decision is told to those concerned, and to nobody else.

use nmrs_tests::register::{
    act, approve, closure, declare, deletion, form_of, registered, reject, restoration,
};
use nmrs_tests::{World, on_both_databases};
use serde_json::json;

use super::{kinds, messages};

on_both_databases!(
    every_decision_is_told_with_what_who_and_why,
    a_restore_and_a_deletion_are_told_to_the_province_too,
    a_refused_decision_tells_nothing,
);

async fn every_decision_is_told_with_what_who_and_why(world: World) {
    let [unit, county, city, province, other] = world
        .sign_in_all(["130102M001", "130102", "130100", "130000", "130100M024"])
        .await;
    let first = declare(&unit, "长安教育", 1).await["id"].clone();
    reject(&county, &first, "资料不全").await;
    let told = messages(&unit, "").await;
    assert_eq!(told.len(), 1);
    let title = told[0]["title"].as_str().unwrap();
    for part in ["长安教育", "添加", "长安区", "驳回"] {
        assert!(title.contains(part), "{part}: {title}");
    }
    assert!(told[0]["text"].as_str().unwrap().contains("资料不全"));
    assert_eq!(told[0]["account_id"], first);
    assert_eq!(told[0]["read_at"], json!(null));

    let second = declare(&unit, "长安学校", 2).await["id"].clone();
    for office in [&county, &city, &province] {
        approve(office, &second).await;
    }
    let told = messages(&unit, "").await;
    assert_eq!(
        kinds(&unit).await,
        ["approved", "advanced", "advanced", "rejected"]
    );
    assert!(
        told[0]["text"]
            .as_str()
            .unwrap()
            .contains("130102M001WX0001")
    );
    let advanced = told[2]["title"].as_str().unwrap();
    assert!(
        advanced.contains("长安区") && advanced.contains("石家庄市"),
        "{advanced}"
    );

    let modify = act(&unit, &second, "modify", |_| json!({})).await;
    modify.any_problem();
    let mut changed = form_of(&nmrs_tests::register::account(&unit, &second).await);
    changed["owner"] = json!("宣传科");
    let path = format!("/accounts/{second}/modify");
    unit.post(&path, changed).await.expect(200);
    approve(&county, &second).await;
    act(&unit, &second, "close", closure).await.expect(200);
    reject(&county, &second, "仍在更新").await;
    let told = messages(&unit, "").await;
    assert_eq!(told.len(), 6);
    assert!(told[0]["title"].as_str().unwrap().contains("关停"));
    assert!(told[1]["title"].as_str().unwrap().contains("修改"));
    // Neither the offices, which have their queues, nor anybody else.
    for api in [&county, &city, &province, &other] {
        assert!(messages(api, "").await.is_empty());
    }
}

async fn a_restore_and_a_deletion_are_told_to_the_province_too(world: World) {
    let [unit, county, city, province, central, far] = world
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
    let id = registered(&unit, &offices, "长安教育", 1).await["id"].clone();
    act(&unit, &id, "close", closure).await.expect(200);
    approve(&county, &id).await;
    act(&province, &id, "restore", restoration)
        .await
        .expect(200);
    reject(&central, &id, "材料不全").await;
    for api in [&unit, &province] {
        let told = messages(api, "").await;
        assert_eq!(told[0]["kind"], "rejected");
        assert!(told[0]["title"].as_str().unwrap().contains("恢复"));
        assert!(told[0]["text"].as_str().unwrap().contains("材料不全"));
    }
    act(&central, &id, "delete", deletion).await.expect(204);
    for api in [&unit, &province] {
        let told = messages(api, "").await;
        assert_eq!(told[0]["kind"], "deleted");
        assert_eq!(told[0]["account_id"], id, "its history can be opened");
        let text = told[0]["text"].as_str().unwrap();
        for part in ["130102M001WX0001", "冀政办函〔2026〕7号", "误报"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    assert_eq!(kinds(&province).await, ["deleted", "rejected"]);
    for api in [&county, &city, &central, &far] {
        assert!(messages(api, "").await.is_empty());
    }
}

async fn a_refused_decision_tells_nothing(world: World) {
    let [unit, county] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let review = format!("/reviews/{}/decision", declared["review_id"]);
    let stale = nmrs_tests::register::decision("approve", "", &json!(99));
    county
        .post(&review, stale)
        .await
        .problem(409, "version_conflict");
    assert!(messages(&unit, "").await.is_empty());
}

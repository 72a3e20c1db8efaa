//! `/api/v1/preferences/work-list`: the preferences of each user.

use nmrs_tests::{TestApp, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    preferences_are_stored_per_user,
    unnamed_columns_come_last,
    invalid_preferences_are_refused_and_the_old_ones_remain,
    unknown_stored_preferences_are_ignored,
);

const PATH: &str = "/preferences/work-list";

fn preferences(columns: &[(&str, bool)], density: &str, per_page: u32) -> Value {
    let columns: Vec<_> = columns
        .iter()
        .map(|(column, visible)| json!({"column": column, "visible": visible}))
        .collect();
    json!({"columns": columns, "density": density, "per_page": per_page})
}

fn column_names(preferences: &Value) -> Vec<&str> {
    let columns = preferences["columns"].as_array().unwrap();
    columns
        .iter()
        .map(|choice| choice["column"].as_str().unwrap())
        .collect()
}

async fn preferences_are_stored_per_user(app: TestApp) {
    let [office, other] = app.sign_in_all(["110108", "110105"]).await;
    let first = office.get(PATH).await.expect(200);
    assert_eq!(first["density"], "comfortable");
    assert_eq!(first["per_page"], 20);
    assert_eq!(
        first["columns"][0],
        json!({"column": "name", "visible": true})
    );
    let mut changed = first.clone();
    changed["columns"].as_array_mut().unwrap().reverse();
    changed["columns"][0]["visible"] = json!(true);
    changed["density"] = json!("compact");
    changed["per_page"] = json!(100);
    let kept = office.put(PATH, changed.clone()).await.expect(200);
    assert_eq!(kept, changed);
    // The same in another session of the user; not for another user.
    let again = app.sign_in("110108").await;
    assert_eq!(again.get(PATH).await.expect(200), changed);
    assert_eq!(other.get(PATH).await.expect(200), first);
    // The last choice replaces the row.
    office.put(PATH, first.clone()).await.expect(200);
    assert_eq!(again.get(PATH).await.expect(200), first);
    assert_eq!(app.db.count("user_preferences").await, 1);
}

async fn unnamed_columns_come_last(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let all = unit.get(PATH).await.expect(200);
    let body = preferences(&[("url", true), ("status", false)], "comfortable", 20);
    let kept = unit.put(PATH, body).await.expect(200);
    assert_eq!(column_names(&kept)[..3], ["url", "status", "name"]);
    assert_eq!(column_names(&kept).len(), column_names(&all).len());
    assert_eq!(unit.get(PATH).await.expect(200), kept);
}

async fn invalid_preferences_are_refused_and_the_old_ones_remain(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let body = preferences(&[("url", true)], "compact", 50);
    let kept = unit.put(PATH, body).await.expect(200);
    for (body, pointer) in [
        (
            preferences(&[("url", true), ("url", false)], "compact", 50),
            "/columns/1/column",
        ),
        (
            preferences(&[("name", false)], "compact", 50),
            "/columns/0/visible",
        ),
        (
            preferences(&[("identifier", false)], "compact", 50),
            "/columns/0/visible",
        ),
        (preferences(&[], "compact", 0), "/per_page"),
        (preferences(&[], "compact", 101), "/per_page"),
    ] {
        unit.put(PATH, body).await.field_error(pointer);
    }
    for body in [
        preferences(&[("surprise", true)], "compact", 50),
        preferences(&[], "dense", 50),
        json!({"columns": [], "density": "compact"}),
        json!({"columns": [], "density": "compact", "per_page": 50, "theme": "dark"}),
    ] {
        unit.put(PATH, body).await.problem(400, "malformed_body");
    }
    assert_eq!(unit.get(PATH).await.expect(200), kept);
}

async fn unknown_stored_preferences_are_ignored(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let all = unit.get(PATH).await.expect(200);
    for (stored, first) in [
        (
            r#"{"columns": [{"column": "fax", "visible": true}, {"column": "url", "visible": true}], "density": "dense"}"#,
            "url",
        ),
        ("not JSON", "name"),
    ] {
        app.db
            .execute(&format!(
                "DELETE FROM user_preferences; \
                 INSERT INTO user_preferences (user_id, name, value, updated_at) \
                 SELECT id, 'work-list', '{stored}', 0 FROM users WHERE username = '110108M044'"
            ))
            .await;
        let read = unit.get(PATH).await.expect(200);
        assert_eq!(column_names(&read)[0], first);
        assert_eq!(column_names(&read).len(), column_names(&all).len());
        assert_eq!(read["density"], "comfortable");
    }
}

//! `/api/v1/preferences/work-list`: everybody's own choice of columns.

use nmrs_tests::{World, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    a_choice_is_kept_for_its_user_and_nobody_else,
    columns_that_are_not_named_come_last,
    a_choice_that_cannot_be_is_refused_and_the_old_one_stays,
    what_another_version_stored_is_read_as_far_as_it_is_known,
);

const PATH: &str = "/preferences/work-list";

fn choice(columns: &[(&str, bool)], density: &str, per_page: u32) -> Value {
    let columns: Vec<_> = columns
        .iter()
        .map(|(column, visible)| json!({"column": column, "visible": visible}))
        .collect();
    json!({"columns": columns, "density": density, "per_page": per_page})
}

fn names(preferences: &Value) -> Vec<&str> {
    let columns = preferences["columns"].as_array().unwrap();
    columns
        .iter()
        .map(|choice| choice["column"].as_str().unwrap())
        .collect()
}

async fn a_choice_is_kept_for_its_user_and_nobody_else(world: World) {
    let [office, other] = world.sign_in_all(["110108", "110105"]).await;
    let first = office.get(PATH).await.expect(200);
    assert_eq!(first["density"], "comfortable");
    assert_eq!(first["per_page"], 20);
    assert_eq!(
        first["columns"][0],
        json!({"column": "name", "visible": true})
    );
    let mut chosen = first.clone();
    chosen["columns"].as_array_mut().unwrap().reverse();
    chosen["columns"][0]["visible"] = json!(true);
    chosen["density"] = json!("compact");
    chosen["per_page"] = json!(100);
    let kept = office.put(PATH, chosen.clone()).await.expect(200);
    assert_eq!(kept, chosen);
    // In another session of the same user as well; not with another user.
    let again = world.sign_in("110108").await;
    assert_eq!(again.get(PATH).await.expect(200), chosen);
    assert_eq!(other.get(PATH).await.expect(200), first);
    // The last choice counts, and takes no second row.
    office.put(PATH, first.clone()).await.expect(200);
    assert_eq!(again.get(PATH).await.expect(200), first);
    let rows = "SELECT COUNT(*) AS n FROM user_preferences";
    assert_eq!(world.db.db_number(rows).await, 1);
}

async fn columns_that_are_not_named_come_last(world: World) {
    let unit = world.sign_in("110108M044").await;
    let all = unit.get(PATH).await.expect(200);
    let body = choice(&[("url", true), ("status", false)], "comfortable", 20);
    let kept = unit.put(PATH, body).await.expect(200);
    assert_eq!(names(&kept)[..3], ["url", "status", "name"]);
    assert_eq!(names(&kept).len(), names(&all).len());
    assert_eq!(unit.get(PATH).await.expect(200), kept);
}

async fn a_choice_that_cannot_be_is_refused_and_the_old_one_stays(world: World) {
    let unit = world.sign_in("110108M044").await;
    let body = choice(&[("url", true)], "compact", 50);
    let kept = unit.put(PATH, body).await.expect(200);
    for (body, pointer) in [
        (
            choice(&[("url", true), ("url", false)], "compact", 50),
            "/columns/1/column",
        ),
        (
            choice(&[("name", false)], "compact", 50),
            "/columns/0/visible",
        ),
        (
            choice(&[("identifier", false)], "compact", 50),
            "/columns/0/visible",
        ),
        (choice(&[], "compact", 0), "/per_page"),
        (choice(&[], "compact", 101), "/per_page"),
    ] {
        unit.put(PATH, body).await.field_error(pointer);
    }
    for body in [
        choice(&[("surprise", true)], "compact", 50),
        choice(&[], "dense", 50),
        json!({"columns": [], "density": "compact"}),
        json!({"columns": [], "density": "compact", "per_page": 50, "theme": "dark"}),
    ] {
        unit.put(PATH, body).await.problem(400, "malformed_body");
    }
    assert_eq!(unit.get(PATH).await.expect(200), kept);
}

async fn what_another_version_stored_is_read_as_far_as_it_is_known(world: World) {
    let unit = world.sign_in("110108M044").await;
    let all = unit.get(PATH).await.expect(200);
    for (stored, first) in [
        (
            r#"{"columns": [{"column": "fax", "visible": true}, {"column": "url", "visible": true}], "density": "dense"}"#,
            "url",
        ),
        ("not JSON", "name"),
    ] {
        world
            .db
            .db_run(&format!(
                "DELETE FROM user_preferences; \
                 INSERT INTO user_preferences (user_id, name, value, updated_at) \
                 SELECT id, 'work-list', '{stored}', 0 FROM users WHERE username = '110108M044'"
            ))
            .await;
        let read = unit.get(PATH).await.expect(200);
        assert_eq!(names(&read)[0], first);
        assert_eq!(names(&read).len(), names(&all).len());
        assert_eq!(read["density"], "comfortable");
    }
}

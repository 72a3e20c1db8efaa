//! Bad bodies: each is refused with what to do, and nothing is stored.

use nmrs_tests::{Body, Call, World, on_both_databases};
use serde_json::{Value, json};

use super::targets::{Target, prepare};

on_both_databases!(
    bodies_that_are_not_the_json_of_the_call_are_refused,
    values_that_no_field_can_have_are_refused,
    text_that_misleads_or_overflows_is_refused,
    sql_and_markup_are_only_text,
);

const JSON: Option<&str> = Some("application/json");

async fn send(target: &Target, media_type: Option<&'static str>, bytes: Vec<u8>) -> u16 {
    let call = Call::new(&target.method, &target.path).body(Body::Raw(media_type, bytes));
    let answer = target.caller.send(call).await;
    let status = answer.status;
    answer.any_problem();
    status
}

async fn bodies_that_are_not_the_json_of_the_call_are_refused(world: World) {
    let targets = prepare(&world).await;
    let before = world.db.db_footprint().await;
    for target in &targets {
        let good = target.body.to_string();
        let first = good.find(':').unwrap() + 1;
        let deep = format!(
            "{}{}{}",
            &good[..first],
            "[".repeat(10_000),
            "]".repeat(10_000)
        );
        let with = |name: &str, value: Value| {
            let mut body = target.body.clone();
            body[name] = value;
            body.to_string()
        };
        for (what, body, status) in [
            ("nothing", String::new(), 400),
            ("no JSON", "kind=weibo".into(), 400),
            (
                "half of it",
                good[..good.floor_char_boundary(good.len() / 2)].into(),
                400,
            ),
            ("more after it", format!("{good} {{}}"), 400),
            ("null", "null".into(), 400),
            ("a list", "[]".into(), 400),
            ("a text", "\"x\"".into(), 400),
            ("a number", "1e999".into(), 400),
            ("an unknown field", with("surprise", json!(1)), 400),
            ("a prototype", with("__proto__", json!({"a": 1})), 400),
            ("deep nesting", deep, 400),
            ("nothing but brackets", "[".repeat(10_000), 400),
            (
                "too much",
                format!("{good}{}", " ".repeat(1024 * 1024)),
                413,
            ),
            (
                "far too much",
                format!("{good}{}", " ".repeat(8 * 1024 * 1024)),
                413,
            ),
        ] {
            let got = send(target, JSON, body.into_bytes()).await;
            assert_eq!(got, status, "{what} at {} {}", target.method, target.path);
        }
        let mut invalid = good.clone().into_bytes();
        let quote = good.find(":\"").map_or(1, |at| at + 2);
        invalid.splice(quote..quote, [0xC3, 0x28, 0xFF]);
        assert_eq!(send(target, JSON, invalid).await, 400, "invalid UTF-8");
        for media_type in [
            None,
            Some("text/plain"),
            Some("application/x-www-form-urlencoded"),
        ] {
            let got = send(target, media_type, good.clone().into_bytes()).await;
            assert_eq!(got, 415, "{media_type:?} at {}", target.path);
        }
    }
    assert_eq!(world.db.db_footprint().await, before);
}

/// The pointers of every value of a body that is no object.
fn leaves(body: &Value, at: &str) -> Vec<String> {
    match body {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| leaves(value, &format!("{at}/{name}")))
            .collect(),
        _ => vec![at.to_owned()],
    }
}

/// The body with another value at a pointer.
fn replaced(body: &Value, pointer: &str, value: &Value) -> Vec<u8> {
    let mut body = body.clone();
    *body.pointer_mut(pointer).unwrap() = value.clone();
    body.to_string().into_bytes()
}

async fn values_that_no_field_can_have_are_refused(world: World) {
    let targets = prepare(&world).await;
    let before = world.db.db_footprint().await;
    for target in &targets {
        for pointer in leaves(&target.body, "") {
            let mut wrong = vec![json!({"x": 1}), json!([[1]]), json!(1.5), json!(u64::MAX)];
            match target.body.pointer(&pointer).unwrap() {
                Value::Number(_) => wrong.extend([json!("1"), json!("x"), json!(true)]),
                Value::Bool(_) => wrong.extend([json!("true"), json!(0)]),
                _ => wrong.extend([json!(true), json!(-1)]),
            }
            for value in wrong {
                let got = send(target, JSON, replaced(&target.body, &pointer, &value)).await;
                assert_eq!(got, 400, "{value} at {pointer} of {}", target.path);
            }
            // Larger than any integer that there is.
            let text = String::from_utf8(replaced(&target.body, &pointer, &json!("§"))).unwrap();
            let huge = text.replace("\"§\"", "99999999999999999999999");
            assert_eq!(send(target, JSON, huge.into_bytes()).await, 400);
        }
    }
    assert_eq!(world.db.db_footprint().await, before);
}

/// Texts of a body that take any text; the others are choices.
fn texts(target: &Target) -> Vec<String> {
    let choices = [
        "/kind",
        "/role",
        "/decision",
        "/density",
        "/column",
        "/mode",
        "/format",
        "/resource",
    ];
    leaves(&target.body, "")
        .into_iter()
        .filter(|at| target.body.pointer(at).unwrap().is_string())
        .filter(|at| !choices.iter().any(|choice| at.ends_with(choice)))
        .collect()
}

async fn text_that_misleads_or_overflows_is_refused(world: World) {
    let targets = prepare(&world).await;
    let before = world.db.db_footprint().await;
    for target in &targets {
        for pointer in texts(target) {
            let long = send(
                target,
                JSON,
                replaced(&target.body, &pointer, &json!("长".repeat(10_000))),
            );
            let got = long.await;
            assert!(
                got == 422 || got == 429,
                "{got} at {pointer} of {}",
                target.path
            );
            // A password is nothing that anybody reads: it may have any character. A cell of an
            // import is cleaned of them, as it is in a file.
            if pointer == "/new_password" || pointer.starts_with("/cells/") {
                continue;
            }
            for bad in [
                "上\0庄",
                "上\u{7}庄",
                "上\u{202E}庄",
                "上\u{2067}庄",
                "上\u{200B}庄",
            ] {
                send(target, JSON, replaced(&target.body, &pointer, &json!(bad))).await;
            }
        }
    }
    assert_eq!(world.db.db_footprint().await, before);
}

async fn sql_and_markup_are_only_text(world: World) {
    let targets = prepare(&world).await;
    let tables = async || {
        let units = "SELECT COUNT(*) AS n FROM org_units";
        let users = "SELECT COUNT(*) AS n FROM users";
        [
            world.db.db_number(units).await,
            world.db.db_number(users).await,
        ]
    };
    let before = tables().await;
    for target in &targets {
        for pointer in texts(target) {
            for text in [
                "'; DROP TABLE users; --",
                "\" OR 1=1 --",
                "<img src=x onerror=alert(1)>",
                "{{constructor.constructor('x')()}}",
                "../../etc/passwd",
                "%s%n$(id)`id`",
            ] {
                let body = replaced(&target.body, &pointer, &json!(text));
                let call = Call::new(&target.method, &target.path).body(Body::Raw(JSON, body));
                let answer = target.caller.send(call).await;
                assert!(answer.status < 500, "{}", answer.described());
                if answer.status >= 400 {
                    answer.any_problem();
                }
            }
        }
    }
    assert_eq!(tables().await, before);
}

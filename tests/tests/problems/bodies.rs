//! Invalid bodies: each is refused and nothing is stored.

use nmrs_tests::{ApiClient, Body, Request, TestApp, on_both_databases};
use serde_json::{Value, json};

use crate::operations::{RequestFactory, operations};

on_both_databases!(
    bodies_that_do_not_match_the_schema_are_refused,
    values_of_the_wrong_type_are_refused,
    texts_with_control_characters_or_excessive_length_are_refused,
    sql_and_markup_are_treated_as_text,
);

const JSON: Option<&str> = Some("application/json");

/// A request that would succeed as it is.
struct Target {
    caller: ApiClient,
    request: Request,
    body: Value,
}

impl Target {
    /// Returns the request with another body.
    fn with_body(&self, media_type: Option<&'static str>, bytes: Vec<u8>) -> Request {
        let request = self.request.clone();
        request.body(Body::Raw(media_type, bytes))
    }

    /// Sends another body, which must be refused, and returns the status.
    async fn refused(&self, media_type: Option<&'static str>, bytes: Vec<u8>) -> u16 {
        let request = self.with_body(media_type, bytes);
        let response = self.caller.send(request).await;
        let status = response.status;
        response.any_problem();
        status
    }
}

/// Returns a request for each operation with a JSON body.
async fn prepare(app: &TestApp) -> Vec<Target> {
    let mut factory = RequestFactory::new(app).await;
    let mut targets = Vec::new();
    for operation in operations(app).await {
        if operation.has_json_body {
            let request = factory.request(&operation).await;
            targets.push(Target {
                caller: factory.permitted_caller(&operation).clone(),
                body: request.json_body().unwrap().clone(),
                request,
            });
        }
    }
    targets
}

async fn bodies_that_do_not_match_the_schema_are_refused(app: TestApp) {
    let targets = prepare(&app).await;
    let before = app.db.footprint().await;
    for target in &targets {
        let good = target.body.to_string();
        let first = good.find(':').unwrap() + 1;
        let deep = format!(
            "{}{}{}",
            &good[..first],
            "[".repeat(10_000),
            "]".repeat(10_000)
        );
        let with_field = |name: &str, value: Value| {
            let mut body = target.body.clone();
            body[name] = value;
            body.to_string()
        };
        for (fault, body, status) in [
            ("empty", String::new(), 400),
            ("not JSON", "kind=weibo".into(), 400),
            (
                "truncated",
                good[..good.floor_char_boundary(good.len() / 2)].into(),
                400,
            ),
            ("text after the JSON", format!("{good} {{}}"), 400),
            ("null", "null".into(), 400),
            ("a list", "[]".into(), 400),
            ("a text", "\"x\"".into(), 400),
            ("a number", "1e999".into(), 400),
            ("an unknown field", with_field("surprise", json!(1)), 400),
            ("a prototype", with_field("__proto__", json!({"a": 1})), 400),
            ("deep nesting", deep, 400),
            ("only brackets", "[".repeat(10_000), 400),
            (
                "1 MiB too long",
                format!("{good}{}", " ".repeat(1024 * 1024)),
                413,
            ),
            (
                "8 MiB too long",
                format!("{good}{}", " ".repeat(8 * 1024 * 1024)),
                413,
            ),
        ] {
            let actual = target.refused(JSON, body.into_bytes()).await;
            assert_eq!(actual, status, "{fault} at {}", target.request.name());
        }
        let mut invalid = good.clone().into_bytes();
        let quote = good.find(":\"").map_or(1, |at| at + 2);
        invalid.splice(quote..quote, [0xC3, 0x28, 0xFF]);
        assert_eq!(target.refused(JSON, invalid).await, 400, "invalid UTF-8");
        for media_type in [
            None,
            Some("text/plain"),
            Some("application/x-www-form-urlencoded"),
        ] {
            let actual = target.refused(media_type, good.clone().into_bytes()).await;
            assert_eq!(actual, 415, "{media_type:?} at {}", target.request.name());
        }
    }
    assert_eq!(app.db.footprint().await, before);
}

/// Returns the JSON pointers of all values that are not objects.
fn leaves(body: &Value, at: &str) -> Vec<String> {
    match body {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| leaves(value, &format!("{at}/{name}")))
            .collect(),
        _ => vec![at.to_owned()],
    }
}

/// Returns the body with another value at a pointer.
fn replaced(body: &Value, pointer: &str, value: &Value) -> Vec<u8> {
    let mut body = body.clone();
    *body.pointer_mut(pointer).unwrap() = value.clone();
    body.to_string().into_bytes()
}

async fn values_of_the_wrong_type_are_refused(app: TestApp) {
    let targets = prepare(&app).await;
    let before = app.db.footprint().await;
    for target in &targets {
        for pointer in leaves(&target.body, "") {
            let mut wrong = vec![json!({"x": 1}), json!([[1]]), json!(1.5), json!(u64::MAX)];
            match target.body.pointer(&pointer).unwrap() {
                Value::Number(_) => wrong.extend([json!("1"), json!("x"), json!(true)]),
                Value::Bool(_) => wrong.extend([json!("true"), json!(0)]),
                _ => wrong.extend([json!(true), json!(-1)]),
            }
            for value in wrong {
                let body = replaced(&target.body, &pointer, &value);
                let actual = target.refused(JSON, body).await;
                let name = target.request.name();
                assert_eq!(actual, 400, "{value} at {pointer} of {name}");
            }
            // Larger than any integer type.
            let text = String::from_utf8(replaced(&target.body, &pointer, &json!("§"))).unwrap();
            let huge = text.replace("\"§\"", "99999999999999999999999");
            assert_eq!(target.refused(JSON, huge.into_bytes()).await, 400);
        }
    }
    assert_eq!(app.db.footprint().await, before);
}

/// Returns the pointers of the texts that are not one of a list of words.
fn free_texts(target: &Target) -> Vec<String> {
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

async fn texts_with_control_characters_or_excessive_length_are_refused(app: TestApp) {
    let targets = prepare(&app).await;
    let before = app.db.footprint().await;
    for target in &targets {
        for pointer in free_texts(target) {
            let long = replaced(&target.body, &pointer, &json!("长".repeat(10_000)));
            let actual = target.refused(JSON, long).await;
            assert!(
                actual == 422 || actual == 429,
                "{actual} at {pointer} of {}",
                target.request.name()
            );
            // A password may have any character. From a cell of an import, these characters are
            // removed.
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
                let body = replaced(&target.body, &pointer, &json!(bad));
                target.refused(JSON, body).await;
            }
        }
    }
    assert_eq!(app.db.footprint().await, before);
}

async fn sql_and_markup_are_treated_as_text(app: TestApp) {
    let targets = prepare(&app).await;
    let tables = async || [app.db.count("org_units").await, app.db.count("users").await];
    let before = tables().await;
    for target in &targets {
        for pointer in free_texts(target) {
            for text in [
                "'; DROP TABLE users; --",
                "\" OR 1=1 --",
                "<img src=x onerror=alert(1)>",
                "{{constructor.constructor('x')()}}",
                "../../etc/passwd",
                "%s%n$(id)`id`",
            ] {
                let body = replaced(&target.body, &pointer, &json!(text));
                let response = target.caller.send(target.with_body(JSON, body)).await;
                assert!(response.status < 500, "{}", response.described());
                if response.status >= 400 {
                    response.any_problem();
                }
            }
        }
    }
    assert_eq!(tables().await, before);
}

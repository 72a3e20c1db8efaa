//! Snapshots of the main response bodies. Ids, times and tokens are replaced, so that both databases
//! share one snapshot; everything else that changes in a response shows as a difference.

mod accounts;
mod imports;
mod problems;
mod reviews;
mod settings;
mod users_and_units;

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Replaces the ids, times and random texts of a body, and checks their form.
fn redact(body: &mut Value) {
    match body {
        Value::Object(fields) => {
            for (name, value) in fields {
                match placeholder(name) {
                    Some((text, is_valid)) if !value.is_null() => {
                        assert!(is_valid(value), "{name} is not {text}: {value}");
                        *value = text.into();
                    }
                    _ => redact(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact),
        _ => {}
    }
}

type Check = fn(&Value) -> bool;

/// Returns the placeholder of a field and the check of its values; `None` if it is not replaced.
fn placeholder(field: &str) -> Option<(&'static str, Check)> {
    match field {
        "access_token" | "hash" | "head" | "public_key" | "request_id" | "value" => {
            Some(("[random]", |value| {
                value.as_str().is_some_and(|text| !text.is_empty())
            }))
        }
        "external_id" => None,
        "at" => Some(("[time]", is_time)),
        "id" => Some(("[id]", Value::is_i64)),
        _ if field.ends_with("_at") => Some(("[time]", is_time)),
        _ if field.ends_with("_id") => Some(("[id]", Value::is_i64)),
        _ => None,
    }
}

fn is_time(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    OffsetDateTime::parse(text, &Rfc3339).is_ok()
}

/// Compares a response body with the snapshot of this name.
fn assert_body(name: &str, body: &Value) {
    let mut body = body.clone();
    redact(&mut body);
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_json_snapshot!(name, body);
    });
}

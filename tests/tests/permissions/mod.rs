//! The status of every operation of the OpenAPI document for every role, within and outside of its
//! scope.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use nmrs_tests::{ApiClient, Response, TestApp, on_both_databases};
use serde_json::Value;

use crate::operations::{RequestFactory, operations};

on_both_databases!(every_operation_answers_each_role_and_scope_as_reviewed);

/// The columns of the table. All data belong to the unit 130102M001, below 130102, 130100 and 130000.
const CALLERS: [(&str, Option<&str>); 11] = [
    ("anonymous", None),
    ("unit, own", Some("130102M001")),
    ("unit, other", Some("130100M024")),
    ("level 3, in", Some("130102")),
    ("level 3, out", Some("130104")),
    ("level 2, in", Some("130100")),
    ("level 2, out", Some("110108")),
    ("level 1, in", Some("130000")),
    ("level 1, out", Some("110000")),
    ("central", Some("GB0000")),
    ("incomplete unit", Some("110108M046")),
];

const LEGEND: &str = "\
Unless given, the codes of 401, 403, 404 and 422 are unauthenticated, forbidden, not_found and
validation_failed.
in, out: the data is within or outside of the scope of the office. Data of the units: own, other.
incomplete unit: another unit, whose profile is not complete.";

/// Operations that end or renew the session of their caller.
const SESSION_OPERATIONS: [&str; 2] = ["POST /auth/refresh", "POST /auth/logout"];

struct Row {
    operation: String,
    cells: Vec<String>,
}

async fn every_operation_answers_each_role_and_scope_as_reviewed(app: TestApp) {
    let mut factory = RequestFactory::new(&app).await;
    let mut sessions = BTreeMap::new();
    for user in CALLERS.iter().filter_map(|(_, user)| *user) {
        sessions.insert(user, app.sign_in(user).await);
    }
    let mut rows = Vec::new();
    for operation in operations(&app).await {
        let name = operation.name();
        let mut cells = Vec::new();
        for (_, user) in CALLERS {
            let client = match user {
                None => app.anonymous(),
                Some(user) if SESSION_OPERATIONS.contains(&name.as_str()) => {
                    app.sign_in(user).await
                }
                Some(user) => ApiClient::clone(&sessions[user]),
            };
            let request = factory.request(&operation).await;
            cells.push(cell(client.send(request).await));
        }
        rows.push(Row {
            operation: name,
            cells,
        });
    }
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("operations_by_role_and_scope", table(&rows));
    });
}

/// Returns the status, with the code of a problem unless it follows from the status. A batch that is
/// accepted has a status for its item as well.
fn cell(response: Response) -> String {
    let status = response.status;
    assert!(status < 500, "{}", response.described());
    if status >= 400 {
        let problem = response.any_problem();
        return match (status, problem["code"].as_str().unwrap()) {
            (401, "unauthenticated")
            | (403, "forbidden")
            | (404, "not_found")
            | (422, "validation_failed") => status.to_string(),
            (_, code) => format!("{status} {code}"),
        };
    }
    match &response.body["results"][0]["problem"]["status"] {
        Value::Null => status.to_string(),
        item => format!("{status} (item {item})"),
    }
}

fn table(rows: &[Row]) -> String {
    let titles = Row {
        operation: "operation".to_owned(),
        cells: CALLERS.map(|(title, _)| title.to_owned()).to_vec(),
    };
    let lines: Vec<&Row> = std::iter::once(&titles).chain(rows).collect();
    let operation_width = lines.iter().map(|row| row.operation.len()).max().unwrap();
    let widths: Vec<usize> = (0..CALLERS.len())
        .map(|at| lines.iter().map(|row| row.cells[at].len()).max().unwrap())
        .collect();
    let mut table = format!("{LEGEND}\n\n");
    for row in lines {
        let mut line = format!("{:operation_width$}", row.operation);
        for (cell, width) in row.cells.iter().zip(&widths) {
            write!(line, " | {cell:width$}").unwrap();
        }
        writeln!(table, "{}", line.trim_end()).unwrap();
    }
    table
}

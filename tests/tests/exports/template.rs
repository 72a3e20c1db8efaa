//! `/api/v1/accounts/import-template`.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use nmrs_tests::{Response, TestApp, on_both_databases};

on_both_databases!(
    a_unit_downloads_the_template_of_either_branch,
    unknown_templates_are_refused,
);

const PATH: &str = "/accounts/import-template";

fn title(response: &Response) -> String {
    let bytes = Cursor::new(response.bytes.clone());
    let mut book = Xlsx::new(bytes).unwrap();
    let sheet = book.worksheet_range("账号报送表").unwrap();
    sheet.get_value((0, 0)).unwrap().to_string()
}

async fn a_unit_downloads_the_template_of_either_branch(app: TestApp) {
    let [town, taxes] = app.sign_in_all(["110108M044", "bm2904M001"]).await;
    let local = town.get(PATH).await;
    assert!(title(&local).contains("地区版"));
    assert!(title(&taxes.get(PATH).await).contains("部委版"));
    let other = town.get(&format!("{PATH}?branch=ministry")).await;
    assert!(title(&other).contains("部委版"));
    assert_eq!(
        other.header("content-type"),
        Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    );
    assert_eq!(
        other.header("content-disposition"),
        Some(
            "attachment; filename=\"accounts-ministry.xlsx\"; filename*=UTF-8''\
             %E6%96%B0%E5%AA%92%E4%BD%93%E8%B4%A6%E5%8F%B7%E6%89%B9%E9%87%8F%E6%8A%A5%E9%80%81\
             %E6%A8%A1%E6%9D%BF%EF%BC%88%E9%83%A8%E5%A7%94%EF%BC%89.xlsx"
        )
    );
    let again = taxes.get(&format!("{PATH}?branch=local")).await;
    assert!(again.bytes == local.bytes);
}

async fn unknown_templates_are_refused(app: TestApp) {
    let town = app.sign_in("110108M044").await;
    for branch in ["central", "fax", "LOCAL"] {
        let response = town.get(&format!("{PATH}?branch={branch}")).await;
        response.field_error("/branch");
    }
    let response = town.get(&format!("{PATH}?version=1")).await;
    response.problem(400, "malformed_query");
}

//! Files that are refused with a reason and not stored.

use nmrs_tests::data::import_files::{multipart_request, upload, upload_request, xlsx_file};
use nmrs_tests::data::import_rows::weibo_row;
use nmrs_tests::{Body, Request, TestApp, on_both_databases};

on_both_databases!(
    files_that_are_not_spreadsheets_are_refused_and_not_stored,
    invalid_multipart_bodies_are_refused_and_not_stored,
    a_file_has_at_most_ten_megabytes,
    file_names_are_sanitized,
);

const PATH: &str = "/api/v1/accounts/imports";

async fn files_that_are_not_spreadsheets_are_refused_and_not_stored(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let before = app.db.footprint().await;
    let good = xlsx_file(&[weibo_row(1)]);
    let half = good[..good.len() / 2].to_vec();
    let no_rows = xlsx_file(&[]);
    for (content, bytes) in [
        ("nothing", Vec::new()),
        ("a text", "只是一段文字".into()),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("half a workbook", half),
        (
            "an empty archive",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(),
        ),
        ("no rows", no_rows),
        (
            "noise",
            (0..100_000u32)
                .map(|n| (n * 7 % 251).to_le_bytes()[0])
                .collect(),
        ),
    ] {
        let refused = upload(&unit, "账号.xlsx", bytes).await;
        let refused = refused.problem(422, "spreadsheet_refused");
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.chars().count() > 10, "{content}: {detail}");
    }
    assert_eq!(app.db.footprint().await, before);
}

async fn invalid_multipart_bodies_are_refused_and_not_stored(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let before = app.db.footprint().await;
    let good = xlsx_file(&[weibo_row(1)]);
    let raw =
        |media_type, bytes: Vec<u8>| Request::new("POST", PATH).body(Body::Raw(media_type, bytes));
    for media_type in [
        None,
        Some("application/json"),
        Some("application/octet-stream"),
        Some("multipart/mixed; boundary=x"),
    ] {
        let refused = unit.send(raw(media_type, good.clone())).await;
        refused.problem(415, "unsupported_media_type");
    }
    for media_type in ["multipart/form-data", "multipart/form-data; boundary=other"] {
        let refused = unit.send(raw(Some(media_type), good.clone())).await;
        refused.problem(400, "malformed_body");
    }
    let cut = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\nab";
    let cut = raw(Some("multipart/form-data; boundary=x"), cut.into());
    unit.send(cut).await.problem(400, "malformed_body");
    for (parts, at) in [
        (vec![], "/file"),
        (vec![("data", Some("a.xlsx"), good.clone())], "/data"),
        (
            vec![
                ("file", Some("a.xlsx"), good.clone()),
                ("mode", None, b"submit".to_vec()),
            ],
            "/mode",
        ),
        (
            vec![
                ("file", Some("a.xlsx"), good.clone()),
                ("file", Some("b.xlsx"), good.clone()),
            ],
            "/file",
        ),
    ] {
        unit.send(multipart_request(&parts)).await.field_error(at);
    }
    assert_eq!(app.db.footprint().await, before);
    app.anonymous()
        .send(upload_request("a.xlsx", good))
        .await
        .problem(401, "unauthenticated");
}

async fn a_file_has_at_most_ten_megabytes(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let before = app.db.footprint().await;
    for bytes in [10 * 1024 * 1024 + 1, 11 * 1024 * 1024, 40 * 1024 * 1024] {
        let refused = upload(&unit, "a.xlsx", vec![b' '; bytes]).await;
        let refused = refused.problem(413, "body_too_large");
        assert!(
            refused["detail"].as_str().unwrap().contains("10 MB"),
            "{refused}"
        );
    }
    let just = upload(&unit, "a.xlsx", vec![b'x'; 10 * 1024 * 1024]).await;
    just.problem(422, "spreadsheet_refused");
    assert_eq!(app.db.footprint().await, before);
}

async fn file_names_are_sanitized(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let long = format!("{}.xlsx", "长".repeat(300));
    for (name, kept) in [
        ("../../../etc/passwd", "passwd"),
        ("C:\\\\报送\\\\账号.xlsx", "账号.xlsx"),
        ("<b>账号</b>.xlsx", "b>.xlsx"),
        (long.as_str(), &long[..600]),
    ] {
        let import = upload(&unit, name, xlsx_file(&[weibo_row(1)]))
            .await
            .expect(201);
        assert_eq!(import["filename"], *kept);
    }
    let unnamed = multipart_request(&[("file", None, xlsx_file(&[weibo_row(1)]))]);
    let unnamed = unit.send(unnamed).await.expect(201);
    assert_eq!(unnamed["filename"], "未命名的表格");
}

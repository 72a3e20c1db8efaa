//! What is not a spreadsheet of accounts is refused with what to do, and nothing of it is stored.

use nmrs_tests::sheet::{sheet, upload, upload_call, upload_parts, weibo};
use nmrs_tests::{Body, Call, World, on_both_databases};

on_both_databases!(
    other_files_are_refused_and_leave_nothing,
    other_bodies_are_refused_and_leave_nothing,
    a_file_is_at_most_ten_megabytes,
    names_of_files_are_harmless,
);

const PATH: &str = "/api/v1/accounts/imports";

async fn other_files_are_refused_and_leave_nothing(world: World) {
    let unit = world.sign_in("110108M044").await;
    let before = world.db.db_footprint().await;
    let good = sheet(&[weibo(1)]);
    let half = good[..good.len() / 2].to_vec();
    let no_rows = sheet(&[]);
    for (what, bytes) in [
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
        assert!(detail.chars().count() > 10, "{what}: {detail}");
    }
    assert_eq!(world.db.db_footprint().await, before);
}

async fn other_bodies_are_refused_and_leave_nothing(world: World) {
    let unit = world.sign_in("110108M044").await;
    let before = world.db.db_footprint().await;
    let good = sheet(&[weibo(1)]);
    let raw =
        |media_type, bytes: Vec<u8>| Call::new("POST", PATH).body(Body::Raw(media_type, bytes));
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
        unit.send(upload_parts(&parts)).await.field_error(at);
    }
    assert_eq!(world.db.db_footprint().await, before);
    world
        .anonymous()
        .send(upload_call("a.xlsx", good))
        .await
        .problem(401, "unauthenticated");
}

async fn a_file_is_at_most_ten_megabytes(world: World) {
    let unit = world.sign_in("110108M044").await;
    let before = world.db.db_footprint().await;
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
    assert_eq!(world.db.db_footprint().await, before);
}

async fn names_of_files_are_harmless(world: World) {
    let unit = world.sign_in("110108M044").await;
    let long = format!("{}.xlsx", "长".repeat(300));
    for (name, kept) in [
        ("../../../etc/passwd", "passwd"),
        ("C:\\\\报送\\\\账号.xlsx", "账号.xlsx"),
        ("<b>账号</b>.xlsx", "b>.xlsx"),
        (long.as_str(), &long[..600]),
    ] {
        let import = upload(&unit, name, sheet(&[weibo(1)])).await.expect(201);
        assert_eq!(import["filename"], *kept);
    }
    let unnamed = upload_parts(&[("file", None, sheet(&[weibo(1)]))]);
    let unnamed = unit.send(unnamed).await.expect(201);
    assert_eq!(unnamed["filename"], "未命名的表格");
}

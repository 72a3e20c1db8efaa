//! The session, the user, org units and reporting units.

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{TestApp, on_both_databases};

use super::assert_body;

on_both_databases!(the_session_and_the_user, org_units, reporting_units);

async fn the_session_and_the_user(app: TestApp) {
    let session = app.anonymous().sign_in("110108", PASSWORD).await;
    assert_body("session", &session.expect(200));
    for (name, user) in [
        ("unit", "110108M044"),
        ("level3", "130102"),
        ("central", "GB0000"),
    ] {
        let client = app.sign_in(user).await;
        let me = client.get("/auth/me").await.expect(200);
        assert_body(&format!("me_{name}"), &me);
    }
}

async fn org_units(app: TestApp) {
    let city = app.sign_in("130100").await;
    let page = city.get("/org-units").await.expect(200);
    assert_body("org_unit_list", &page);
    let path = format!("/org-units/{}", page["items"][0]["id"]);
    assert_body("org_unit", &city.get(&path).await.expect(200));
}

async fn reporting_units(app: TestApp) {
    let city = app.sign_in("130100").await;
    let page = city.get("/reporting-units").await.expect(200);
    assert_body("reporting_unit_list", &page);
    let path = format!("/reporting-units/{}", page["items"][0]["id"]);
    assert_body("reporting_unit", &city.get(&path).await.expect(200));
}

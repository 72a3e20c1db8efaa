//! Injected markup is shown as text, and no page violates the content security policy.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::{add_account, decide};
use nmrs_tests::{Backend, TestApp};

const MARKUP: [&str; 2] = [
    "<img src=x onerror=\"window.ran=1\">",
    "<script>window.ran=1</script>",
];

async fn assert_harmless(browser: &Browser, address: &str) {
    assert_eq!(browser.count("img[src=x]").await, 0, "{address}");
    let ran = browser.run_script("return window.ran === 1").await;
    assert_eq!(ran, false, "{address}");
}

#[tokio::test]
async fn markup_in_a_name_is_shown_as_text_and_does_not_run() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let mut reviews = Vec::new();
    for (n, name) in (1..).zip(MARKUP) {
        let added = add_account(&unit, name, n).await;
        reviews.push((added["id"].clone(), added["review_id"].clone()));
    }
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        for ((id, review), name) in reviews.iter().zip(MARKUP) {
            for address in [
                "/accounts".to_owned(),
                format!("/accounts?tab=to_review&review={review}"),
                format!("/accounts/{id}"),
            ] {
                browser.open(&address).await;
                browser.expect_text("body", name).await;
                assert_harmless(browser, &address).await;
            }
        }
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    // The same for the reason of a rejection.
    decide(&district, &reviews[0].0, "reject", MARKUP[0])
        .await
        .expect(200);
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        for address in ["", "/edit"] {
            browser
                .open(&format!("/accounts/{}{address}", reviews[0].0))
                .await;
            browser.expect_text("body", MARKUP[0]).await;
            assert_harmless(browser, address).await;
        }
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn no_page_logs_an_error_or_violates_the_policy() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let (id, review) = (&added["id"], &added["review_id"]);
    Browser::run(app.server.base(), async |browser| {
        browser.open("/").await;
        browser.expect_visible("input[name=username]").await;
        assert_eq!(browser.console_errors().await, [""; 0], "/sign-in");
        for (user, pages) in [
            (
                "110108M044",
                vec![
                    ("/accounts".to_owned(), test_id("accounts")),
                    ("/accounts?tab=drafts".into(), test_id("empty")),
                    ("/accounts?tab=rejected".into(), test_id("empty")),
                    ("/accounts/new".into(), test_id("account-form")),
                    ("/accounts/import".into(), test_id("drop-zone")),
                    ("/accounts/import/999".into(), test_id("import-gone")),
                    (format!("/accounts/{id}"), "#log li".into()),
                    ("/accounts/999".into(), "main".into()),
                    ("/password".into(), "input[type=password]".into()),
                    ("/no/such/page".into(), "body".into()),
                ],
            ),
            (
                "110108",
                vec![
                    ("/accounts?tab=to_review".into(), test_id("action-review")),
                    (
                        format!("/accounts?review={review}"),
                        test_id("review-dialog"),
                    ),
                    (
                        "/accounts?status=normal&kind=weibo".into(),
                        test_id("empty"),
                    ),
                    ("/reporting-units".into(), "main table".into()),
                ],
            ),
            (
                "GB0000",
                vec![
                    ("/accounts".into(), test_id("accounts")),
                    ("/reporting-units".into(), "main table".into()),
                ],
            ),
        ] {
            browser.sign_in(user).await;
            for (address, shows) in pages {
                browser.open(&address).await;
                browser.expect_visible(&shows).await;
                assert_eq!(
                    browser.console_errors().await,
                    [""; 0],
                    "{address} of {user}"
                );
            }
            browser.open("/accounts").await;
            browser.sign_out().await;
        }
    })
    .await;
}

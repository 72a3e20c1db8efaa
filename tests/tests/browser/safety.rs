//! What strangers wrote is text, and no page breaks its own policy.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::{decide, declare};
use nmrs_tests::{Backend, World};

const MARKUP: [&str; 2] = [
    "<img src=x onerror=\"window.ran=1\">",
    "<script>window.ran=1</script>",
];

async fn assert_harmless(browser: &Browser, address: &str) {
    assert_eq!(browser.count("img[src=x]").await, 0, "{address}");
    let ran = browser.script("return window.ran === 1").await;
    assert_eq!(ran, false, "{address}");
}

#[tokio::test]
async fn markup_in_a_name_is_shown_as_text_and_does_not_run() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let mut reviews = Vec::new();
    for (n, name) in (1..).zip(MARKUP) {
        let declared = declare(&unit, name, n).await;
        reviews.push((declared["id"].clone(), declared["review_id"].clone()));
    }
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        for ((id, review), name) in reviews.iter().zip(MARKUP) {
            for address in [
                "/accounts".to_owned(),
                format!("/accounts?tab=to_review&review={review}"),
                format!("/accounts/{id}"),
            ] {
                browser.open(&address).await;
                browser.read("body", name).await;
                assert_harmless(browser, &address).await;
            }
        }
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    // The reason of a rejection is text as well.
    decide(&district, &reviews[0].0, "reject", MARKUP[0])
        .await
        .expect(200);
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        for address in ["", "/edit"] {
            browser
                .open(&format!("/accounts/{}{address}", reviews[0].0))
                .await;
            browser.read("body", MARKUP[0]).await;
            assert_harmless(browser, address).await;
        }
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn no_page_logs_an_error_or_breaks_the_policy() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let (id, review) = (&declared["id"], &declared["review_id"]);
    Browser::run(world.server.base(), async |browser| {
        browser.open("/").await;
        browser.see("input[name=username]").await;
        assert_eq!(browser.console().await, [""; 0], "/sign-in");
        for (user, pages) in [
            (
                "110108M044",
                vec![
                    ("/accounts".to_owned(), hook("accounts")),
                    ("/accounts?tab=drafts".into(), hook("empty")),
                    ("/accounts?tab=rejected".into(), hook("empty")),
                    ("/accounts/new".into(), hook("account-form")),
                    ("/accounts/import".into(), hook("drop-zone")),
                    ("/accounts/import/999".into(), hook("import-gone")),
                    (format!("/accounts/{id}"), "#log li".into()),
                    ("/accounts/999".into(), "main".into()),
                    ("/password".into(), "input[type=password]".into()),
                    ("/no/such/page".into(), "body".into()),
                ],
            ),
            (
                "110108",
                vec![
                    ("/accounts?tab=to_review".into(), hook("action-review")),
                    (format!("/accounts?review={review}"), hook("review-dialog")),
                    ("/accounts?status=normal&kind=weibo".into(), hook("empty")),
                    ("/reporting-units".into(), "main table".into()),
                ],
            ),
            (
                "GB0000",
                vec![
                    ("/accounts".into(), hook("accounts")),
                    ("/reporting-units".into(), "main table".into()),
                ],
            ),
        ] {
            browser.sign_in(user).await;
            for (address, shows) in pages {
                browser.open(&address).await;
                browser.see(&shows).await;
                assert_eq!(browser.console().await, [""; 0], "{address} of {user}");
            }
            browser.open("/accounts").await;
            browser.sign_out().await;
        }
    })
    .await;
}

//! The measured requests, and the check of each answer before the measurement.

/// The province with the most offices below it, and so the most accounts: 四川省.
const PROVINCE: &str = "510000";
const CENTRE: &str = "GB0000";

/// Number of connections that send at the same time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Load {
    /// As many connections as the options say: how much the server can bear.
    Many,
    /// One request after the other: how long a user waits.
    One,
}

/// A request that is measured.
pub(super) struct Request {
    pub(super) what: &'static str,
    pub(super) path: &'static str,
    /// The user who signs in; none for a handler without a database.
    pub(super) user: Option<&'static str>,
    /// Query whose result the answer's figure must equal; `{}` is replaced by the office's
    /// key.
    pub(super) count: &'static str,
    /// Where in the answer that figure stands.
    pub(super) figure: &'static str,
    pub(super) load: Load,
    /// True if there is a target for this request.
    pub(super) target: bool,
}

impl Request {
    const fn list(what: &'static str, user: &'static str, path: &'static str) -> Self {
        Self {
            what,
            path,
            user: Some(user),
            count: "",
            figure: "total",
            load: Load::Many,
            target: false,
        }
    }

    const fn counted(self, count: &'static str) -> Self {
        Self { count, ..self }
    }

    const fn alone(self) -> Self {
        Self {
            load: Load::One,
            ..self
        }
    }

    const fn targeted(self) -> Self {
        Self {
            target: true,
            ..self
        }
    }
}

pub(super) const BARE: &str = "bare handler, GET /healthz";
pub(super) const WORK_LIST: &str = "work list: province, normal, newest first, 20 rows, total";
/// Rows whose names begin so have the target of a search.
pub(super) const CONTAINS: &str = "contains";

/// In the order in which they are measured.
pub(super) const REQUESTS: [Request; 17] = [
    Request {
        user: None,
        ..Request::list(BARE, "", "/healthz")
    },
    Request::list(
        WORK_LIST,
        PROVINCE,
        "/api/v1/accounts?status=normal&sort=-modified_at&per_page=20",
    )
    .counted("SELECT COUNT(*) FROM accounts WHERE org1_id = {} AND status = 'normal'")
    .targeted(),
    Request::list(
        "the same, one kind, oldest first",
        PROVINCE,
        "/api/v1/accounts?status=normal&kind=weibo&sort=modified_at&per_page=20",
    )
    .counted(
        "SELECT COUNT(*) FROM accounts WHERE org1_id = {} AND status = 'normal' \
         AND kind = 'weibo'",
    ),
    Request::list(
        "the same, page 100",
        PROVINCE,
        "/api/v1/accounts?status=normal&sort=-modified_at&per_page=20&page=100",
    )
    .counted("SELECT COUNT(*) FROM accounts WHERE org1_id = {} AND status = 'normal'"),
    Request::list(
        "work list: whole country, newest first, 20 rows, total",
        CENTRE,
        "/api/v1/accounts?sort=-modified_at&per_page=20",
    )
    .counted("SELECT COUNT(*) FROM accounts WHERE status NOT IN ('draft', 'gone') AND {} > 0"),
    Request::list(
        "the same, page 1,000",
        CENTRE,
        "/api/v1/accounts?sort=-modified_at&per_page=20&page=1000",
    )
    .counted("SELECT COUNT(*) FROM accounts WHERE status NOT IN ('draft', 'gone') AND {} > 0"),
    Request::list(
        "work list: county, newest first, 20 rows, total",
        "510104",
        "/api/v1/accounts?sort=-modified_at&per_page=20",
    )
    .counted(
        "SELECT COUNT(*) FROM accounts WHERE org3_id = {} AND status NOT IN ('draft', 'gone')",
    ),
    Request {
        figure: "to_review",
        ..Request::list(
            "counts of the tabs: province",
            PROVINCE,
            "/api/v1/accounts/summary",
        )
    }
    .counted("SELECT COUNT(*) FROM accounts WHERE turn_org_id = {}"),
    Request::list("queue: province, oldest first", PROVINCE, "/api/v1/reviews")
        .counted("SELECT COUNT(*) FROM accounts WHERE turn_org_id = {}"),
    Request::list(
        "contains 公安 in the name: whole country",
        CENTRE,
        "/api/v1/accounts?name=%E5%85%AC%E5%AE%89",
    )
    .counted(
        "SELECT COUNT(*) FROM accounts WHERE status NOT IN ('draft', 'gone') \
         AND name LIKE '%公安%' AND {} > 0",
    )
    .alone()
    .targeted(),
    Request::list(
        "contains 公安 in the name: province",
        PROVINCE,
        "/api/v1/accounts?name=%E5%85%AC%E5%AE%89",
    )
    .counted(
        "SELECT COUNT(*) FROM accounts WHERE org1_id = {} \
         AND status NOT IN ('draft', 'gone') AND name LIKE '%公安%'",
    )
    .alone()
    .targeted(),
    Request::list(
        "contains 服务号 in the name, as every tenth has: whole country",
        CENTRE,
        "/api/v1/accounts?name=%E6%9C%8D%E5%8A%A1%E5%8F%B7",
    )
    .counted(
        "SELECT COUNT(*) FROM accounts WHERE status NOT IN ('draft', 'gone') \
         AND name LIKE '%服务号%' AND {} > 0",
    )
    .alone()
    .targeted(),
    Request::list(
        "contains 没有此名 in the name, as none has: whole country",
        CENTRE,
        "/api/v1/accounts?name=%E6%B2%A1%E6%9C%89%E6%AD%A4%E5%90%8D",
    )
    .counted("SELECT COUNT(*) FROM accounts WHERE name LIKE '%没有此名%' AND {} > 0")
    .alone()
    .targeted(),
    Request::list(
        "contains MTAwMDY5 in the link, part of an ID: whole country",
        CENTRE,
        "/api/v1/accounts?link=MTAwMDY5",
    )
    .counted(
        "SELECT COUNT(*) FROM accounts WHERE status NOT IN ('draft', 'gone') \
         AND (url LIKE '%MTAwMDY5%' OR external_id LIKE '%MTAwMDY5%') AND {} > 0",
    )
    .alone()
    .targeted(),
    Request::list(
        "contains weixin in the link, as most have: whole country",
        CENTRE,
        "/api/v1/accounts?link=weixin",
    )
    .counted(
        "SELECT COUNT(*) FROM accounts WHERE status NOT IN ('draft', 'gone') \
         AND url LIKE '%weixin%' AND {} > 0",
    )
    .alone()
    .targeted(),
    Request::list(
        "alike in name across units: province",
        PROVINCE,
        "/api/v1/accounts/duplicates",
    )
    .counted(
        "SELECT COUNT(*) FROM (SELECT 1 FROM account_keys WHERE org1_id = {} \
         AND name_key IS NOT NULL GROUP BY name_key, platform_code \
         HAVING COUNT(DISTINCT reporting_unit_id) > 1)",
    )
    .alone(),
    Request::list(
        "alike in name across units: whole country",
        CENTRE,
        "/api/v1/accounts/duplicates",
    )
    .counted(
        "SELECT COUNT(*) FROM (SELECT 1 FROM account_keys WHERE {} > 0 \
         AND name_key IS NOT NULL GROUP BY name_key, platform_code \
         HAVING COUNT(DISTINCT reporting_unit_id) > 1)",
    )
    .alone(),
];

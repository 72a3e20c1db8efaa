//! The OpenAPI document, generated from the routes.

use actix_web::http::header::ContentType;
use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Info, OpenApi};
use utoipa::{Modify, OpenApi as _};
use utoipa_actix_web::AppExt as _;

use crate::routes;

#[derive(utoipa::OpenApi)]
#[openapi(
    modifiers(&Security, &Description),
    tags(
        (name = "auth", description = "登录、续期、退出、修改密码"),
        (name = "accounts", description = "新媒体账号：报送、查询、流水"),
        (name = "exports", description = "导出文件：下载凭证、取消"),
        (name = "imports", description = "批量导入：上传表格、改正、提交"),
        (name = "reviews", description = "审核：待办、详情、决定"),
        (name = "org-units", description = "组织单位"),
        (name = "reporting-units", description = "填报单位"),
        (name = "preferences", description = "个人偏好：列表的显示方式"),
        (name = "messages", description = "消息：审核结果、超时提醒"),
        (name = "calendar", description = "工作日历与办理时限"),
        (name = "health", description = "运行状态"),
    ),
    components(schemas(nmrs_domain::wire::Problem)),
)]
struct Base;

struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .description(Some(
                "调用 POST /api/v1/auth/login，把答复中的 access_token 填在这里。",
            ))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

struct Description;

impl Modify for Description {
    fn modify(&self, document: &mut OpenApi) {
        let mut info = Info::new("政务新媒体报送系统 API", env!("CARGO_PKG_VERSION"));
        info.description = Some(
            "REST API of the New Media Reporting System. JSON in snake_case, RFC 3339 UTC times, \
             integer ids; errors are RFC 9457 problem+json with a stable `code`. Lists take \
             `page`, `per_page` (at most 100) and `sort`; writes on an account carry the \
             `version` that was read; repeatable POSTs take an `Idempotency-Key`."
                .into(),
        );
        document.info = info;
    }
}

/// Path of the document.
pub(crate) const ADDRESS: &str = "/openapi.json";

/// The document as JSON, shared by all workers.
pub(crate) struct Written(Bytes);

impl Written {
    /// # Errors
    /// If the document cannot be written as JSON.
    pub(crate) fn of(document: &OpenApi) -> serde_json::Result<Self> {
        Ok(Self(serde_json::to_vec(document)?.into()))
    }
}

/// Returns the document.
pub(crate) async fn get(document: web::Data<Written>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::json())
        .body(document.0.clone())
}

/// Returns the document of this program.
pub(crate) fn document() -> OpenApi {
    let (_, document) = App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(routes::configure)
        .split_for_parts();
    document
}

//! JSON bodies, with errors that name the field.

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::LocalBoxFuture;
use nmrs_domain::error::ErrorCode;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::error::ApiError;

/// Bytes of a JSON body.
const LIMIT: usize = 1024 * 1024;

/// The JSON body of a request, at most 1 MiB. `serde_json` refuses nesting deeper than 128.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let body = web::Payload::from_request(request, payload);
        Box::pin(async move {
            if !is_json {
                return Err(ApiError::new(ErrorCode::UnsupportedMediaType));
            }
            let unreadable = || ApiError::new(ErrorCode::MalformedBody);
            let bytes = body
                .await
                .map_err(|_| unreadable())?
                .to_bytes_limited(LIMIT)
                .await
                .map_err(|_| ApiError::new(ErrorCode::BodyTooLarge))?
                .map_err(|_| unreadable())?;
            read(&bytes).map(Self)
        })
    }
}

fn read<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, ApiError> {
    // A list would pass for an object whose fields it gives in order, without their names.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        let detail = "应为 JSON 对象，不是数组";
        return Err(ApiError::field(ErrorCode::MalformedBody, "", detail));
    }
    let reader = &mut serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut *reader).map_err(|error| {
        let pointer = pointer(error.path());
        let error = error.into_inner();
        let detail = match error.classify() {
            serde_json::error::Category::Data => explain(&error.to_string()),
            _ => format!(
                "第 {} 行第 {} 列附近不是有效的 JSON",
                error.line(),
                error.column()
            ),
        };
        ApiError::field(ErrorCode::MalformedBody, &pointer, detail)
    })?;
    reader
        .end()
        .map_err(|_| ApiError::field(ErrorCode::MalformedBody, "", "JSON 之后还有多余的内容"))?;
    Ok(value)
}

/// Translates a message of `serde` into Chinese. Names between backquotes are kept.
fn explain(message: &str) -> String {
    let quoted = |nth: usize| message.split('`').nth(nth).unwrap_or_default();
    if message.starts_with("unknown field") {
        format!("没有名为 {} 的字段", quoted(1))
    } else if message.starts_with("missing field") {
        format!("缺少字段 {}", quoted(1))
    } else if message.starts_with("unknown variant") {
        "没有这个取值，请对照接口文档".to_owned()
    } else if message.starts_with("duplicate field") {
        format!("字段 {} 出现了两次", quoted(1))
    } else if message.starts_with("invalid type") {
        "类型不对，请对照接口文档".to_owned()
    } else {
        "取值不对，请对照接口文档".to_owned()
    }
}

/// Returns the JSON pointer of a path.
fn pointer(path: &serde_path_to_error::Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::ResponseError as _;
    use nmrs_domain::wire::AccountIn;

    fn refused(body: &str) -> String {
        let error = read::<AccountIn>(&Bytes::copy_from_slice(body.as_bytes())).unwrap_err();
        let response = error.error_response();
        let extensions = response.extensions();
        let problem = &extensions.get::<crate::error::PendingProblem>().unwrap().0;
        format!("{} {}", problem.errors[0].pointer, problem.errors[0].detail)
    }

    #[test]
    fn the_field_and_what_is_wrong_are_named() {
        assert_eq!(
            refused(r#"{"kind":"fax"}"#),
            "/kind 没有这个取值，请对照接口文档"
        );
        assert_eq!(refused(r#"{"kind":"weibo","x":1}"#), "/x 没有名为 x 的字段");
        assert_eq!(refused(r#"{"name":"a"}"#), " 缺少字段 kind");
        assert_eq!(
            refused(r#"{"kind":"weibo","contact":{"mobile":1}}"#),
            "/contact/mobile 类型不对，请对照接口文档"
        );
        assert!(refused("{").contains("不是有效的 JSON"));
        assert!(refused(r#"{"kind":"weibo"} x"#).contains("多余"));
        assert!(refused(&"[".repeat(10_000)).contains("JSON") || refused("[[").contains("类型"));
    }
}

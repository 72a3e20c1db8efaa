//! Optional headers.

use actix_web::HttpRequest;
use nmrs_domain::error::FieldErrors;

use crate::error::ApiError;

/// Returns the parsed header, if it was sent. Bytes that are not UTF-8 become U+FFFD, which no parser
/// accepts.
pub(super) fn optional<T>(
    request: &HttpRequest,
    name: &str,
    parse: impl FnOnce(&str) -> Result<T, FieldErrors>,
) -> Result<Option<T>, ApiError> {
    let value = request.headers().get(name);
    let parsed = value.map(|value| parse(&String::from_utf8_lossy(value.as_bytes())));
    parsed.transpose().map_err(ApiError::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};
    use actix_web::test::TestRequest;
    use nmrs_app::IdempotencyKey;

    fn read(value: &[u8]) -> Result<Option<IdempotencyKey>, ApiError> {
        let name = HeaderName::from_static("idempotency-key");
        let value = HeaderValue::from_bytes(value).unwrap();
        let request = TestRequest::default().insert_header((name, value));
        optional(
            &request.to_http_request(),
            "Idempotency-Key",
            IdempotencyKey::parse,
        )
    }

    #[test]
    fn what_is_not_sent_is_nothing_and_what_is_no_text_is_refused() {
        let none = TestRequest::default().to_http_request();
        let none = optional(&none, "Idempotency-Key", IdempotencyKey::parse);
        assert!(matches!(none, Ok(None)));
        assert!(matches!(read(b"a-1"), Ok(Some(_))));
        assert!(read(b"").is_err());
        assert!(read(&[0xFF, 0xFE]).is_err());
    }
}

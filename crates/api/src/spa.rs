//! Static files of the page, and its `Content-Security-Policy`.

use std::path::{Path, PathBuf};

use actix_files::{Files, NamedFile};
use actix_web::dev::{ServiceRequest, ServiceResponse, fn_service};
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, VARY};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, ResponseError as _, body::MessageBody};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nmrs_domain::error::ErrorCode;
use sha2::{Digest as _, Sha256};

use crate::error::ApiError;

/// `Content-Security-Policy` of the page.
#[derive(Debug, Clone)]
pub(crate) struct PagePolicy(pub(crate) HeaderValue);

impl PagePolicy {
    /// Permits the inline scripts of `index.html`, of which trunk writes one, by their hashes.
    pub(crate) fn of(folder: &Path) -> Self {
        let page = std::fs::read_to_string(folder.join("index.html")).unwrap_or_default();
        let hashes = inline_scripts(&page)
            .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
            .collect::<Vec<_>>()
            .concat();
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        let fallback = HeaderValue::from_static("default-src 'none'");
        Self(HeaderValue::from_str(&policy).unwrap_or(fallback))
    }
}

/// Returns the scripts without `src`.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=") && !script.is_empty()).then_some(script)
    })
}

/// Serves the files, compressed if the browser accepts it, and `index.html` for every other path that
/// a browser opens.
pub(crate) fn files(folder: PathBuf) -> Files {
    let index = folder.join("index.html");
    Files::new("/", folder)
        .index_file("index.html")
        .prefer_utf8(true)
        .try_compressed()
        .disable_content_disposition()
        .default_handler(fn_service(move |request: ServiceRequest| {
            std::future::ready(Ok::<_, Error>(fallback(request, &index)))
        }))
}

fn fallback(request: ServiceRequest, index: &Path) -> ServiceResponse {
    let (request, _) = request.into_parts();
    // An error would pass by the layers that add headers; an answer does not.
    let response = if !is_navigation(&request) {
        ApiError::new(ErrorCode::NotFound).error_response()
    } else if let Ok(page) = NamedFile::open(index) {
        page.disable_content_disposition().into_response(&request)
    } else {
        ApiError::detail(ErrorCode::NotFound, "页面尚未构建。").error_response()
    };
    ServiceResponse::new(request, response)
}

fn is_navigation(request: &HttpRequest) -> bool {
    let html = request
        .headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    html && matches!(*request.method(), Method::GET | Method::HEAD)
        && !request.path().starts_with("/api/")
}

/// Makes browsers revalidate every file: trunk hashes file names before it finishes the files.
pub(crate) async fn cache_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    if headers.contains_key(CONTENT_TYPE) && !headers.contains_key(VARY) {
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_scripts_are_hashed() {
        let page = r#"<script src="/a.js"></script><script type="module">run()</script>"#;
        assert_eq!(inline_scripts(page).collect::<Vec<_>>(), ["run()"]);
    }

    #[test]
    fn without_a_page_nothing_inline_is_permitted() {
        let policy = PagePolicy::of(Path::new("/nonexistent"));
        let text = policy.0.to_str().unwrap();
        assert!(text.contains("script-src 'self' 'wasm-unsafe-eval';"));
        assert!(!text.contains("unsafe-inline"));
    }
}

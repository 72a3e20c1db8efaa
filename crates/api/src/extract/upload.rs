//! A file in a multipart body.

use std::time::Duration;

use actix_multipart::{Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::{Ready, ready};
use futures::{Stream, TryStreamExt as _};
use nmrs_app::App;
use nmrs_app::auth::Session;
use nmrs_app::imports::{IncomingFile, ReceivedFile};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::import::MAX_IMPORT_BYTES;

use crate::config::TimeLimits;
use crate::error::ApiError;

/// The form field of the file.
const FIELD: &str = "file";
/// Characters of a file name that are kept.
const MAX_NAME: usize = 200;
/// Bytes of a multipart body that are not the file: boundaries, headers of the field.
const OVERHEAD: usize = 64 * 1024;

/// The body in the OpenAPI document.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "only its description is used")]
pub(crate) struct UploadIn {
    /// The spreadsheet: .xlsx, .xls, .et or .csv, at most 10 MB and 10,000 rows.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// A multipart body that is read by the handler, after its caller was authorised.
pub(crate) struct UploadBody {
    is_multipart: bool,
    content_length: Option<usize>,
    parts: Multipart,
    limits: TimeLimits,
}

impl FromRequest for UploadBody {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let header = |name| {
            let value = request.headers().get(name);
            value.and_then(|value| value.to_str().ok()).unwrap_or("")
        };
        let kind = header(CONTENT_TYPE).split(';').next().unwrap_or_default();
        let limits = request.app_data::<web::Data<TimeLimits>>();
        let body = limits.map(|limits| Self {
            is_multipart: kind.trim().eq_ignore_ascii_case("multipart/form-data"),
            content_length: header(CONTENT_LENGTH).parse().ok(),
            parts: Multipart::new(request.headers(), payload.take()),
            limits: ***limits,
        });
        ready(body.ok_or_else(|| ApiError::new(ErrorCode::Internal)))
    }
}

impl UploadBody {
    /// Streams the file to a temporary file instead of buffering it in memory.
    ///
    /// Answers 503 `timeout` after [`TimeLimits::upload`], or without a byte for
    /// [`TimeLimits::upload_silence`].
    pub(crate) async fn file(self, app: &App, session: &Session) -> Result<ReceivedFile, ApiError> {
        let limit = self.limits.upload;
        within(limit, self.read(app, session)).await?
    }

    async fn read(mut self, app: &App, session: &Session) -> Result<ReceivedFile, ApiError> {
        if !self.is_multipart {
            let detail = "请以 multipart/form-data 格式上传，文件放在名为 file 的字段里。";
            return Err(ApiError::detail(ErrorCode::UnsupportedMediaType, detail));
        }
        if self
            .content_length
            .is_some_and(|length| length > MAX_IMPORT_BYTES + OVERHEAD)
        {
            return Err(too_large());
        }
        let silence = self.limits.upload_silence;
        let mut file = None;
        while let Some(mut part) = next(&mut self.parts, silence).await? {
            let name = part.name().unwrap_or_default().to_owned();
            if name != FIELD || file.is_some() {
                let detail = "只需要一个名为 file 的字段，放要导入的表格";
                return Err(ApiError::field(
                    ErrorCode::ValidationFailed,
                    &format!("/{}", printable(&name)),
                    detail,
                ));
            }
            let filename = part.content_disposition().and_then(|disposition| {
                let name = disposition.get_filename_ext().map(ToString::to_string);
                name.is_none()
                    .then(|| disposition.get_filename().map(str::to_owned))
                    .flatten()
            });
            let mut incoming = IncomingFile::begin(app, session).await?;
            while let Some(chunk) = next(&mut part, silence).await? {
                if incoming.length() + chunk.len() > MAX_IMPORT_BYTES {
                    return Err(too_large());
                }
                incoming.write(&chunk).await?;
            }
            file = Some((safe_name(&filename.unwrap_or_default()), incoming));
        }
        let (filename, incoming) = file.ok_or_else(|| {
            let detail = "请选择要导入的表格，放在名为 file 的字段里";
            ApiError::field(ErrorCode::ValidationFailed, "/file", detail)
        })?;
        Ok(incoming.finish(filename).await?)
    }
}

/// Returns the next part, or the next chunk of a part, if it comes within `silence`.
async fn next<T>(
    stream: &mut (impl Stream<Item = Result<T, MultipartError>> + Unpin),
    silence: Duration,
) -> Result<Option<T>, ApiError> {
    within(silence, stream.try_next()).await?.map_err(malformed)
}

async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, ApiError> {
    tokio::time::timeout(limit, work).await.map_err(|_| {
        let detail =
            "文件传得太慢，没有收完。请换个网络或稍后再试，也可以把表格分成几个较小的文件上传。";
        ApiError::detail(ErrorCode::Timeout, detail)
    })
}

fn too_large() -> ApiError {
    ApiError::detail(
        ErrorCode::BodyTooLarge,
        "文件超过 10 MB。请删除图片和不需要的工作表，或者把账号分成几个文件导入。",
    )
}

fn malformed(_: MultipartError) -> ApiError {
    let detail = "上传的内容不完整，或不是约定的 multipart/form-data 格式，请重新上传。";
    ApiError::detail(ErrorCode::MalformedBody, detail)
}

/// Returns the last part of a path, without invisible and bidirectional characters.
fn safe_name(raw: &str) -> String {
    let name = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = printable(name);
    if name.is_empty() {
        "未命名的表格".into()
    } else {
        name
    }
}

fn printable(raw: &str) -> String {
    let seen = |c: &char| nmrs_domain::text::line("", 1, &format!("{c}")).is_ok() || *c == ' ';
    let name: String = raw.chars().filter(seen).take(MAX_NAME).collect();
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_a_person_would_call_the_file() {
        for (raw, name) in [
            ("账号.xlsx", "账号.xlsx"),
            ("C:\\Users\\王\\账号 2026.xlsx", "账号 2026.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nb\u{202e}\u{0}.xlsx", "ab.xlsx"),
            ("", "未命名的表格"),
            ("/", "未命名的表格"),
        ] {
            assert_eq!(safe_name(raw), name);
        }
        assert_eq!(safe_name(&"长".repeat(500)).chars().count(), MAX_NAME);
    }
}

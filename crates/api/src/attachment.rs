//! File downloads.

use actix_web::HttpResponse;
use actix_web::http::header::{
    Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::web::Bytes;
use nmrs_app::exports::ExportFile;
use nmrs_domain::wire::ExportFormat;

/// The media type of a spreadsheet.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Streams an export. The connection breaks off if the writing does, so that clients notice an
/// incomplete file.
pub(crate) fn exported(file: ExportFile) -> HttpResponse {
    let ExportFile {
        name,
        plain_name,
        format,
        total,
        stream,
    } = file;
    let chunks = futures::stream::unfold(stream, |mut stream| async move {
        let chunk = stream.next().await?;
        Some((chunk.map(Bytes::from), stream))
    });
    HttpResponse::Ok()
        .content_type(match format {
            ExportFormat::Xlsx => XLSX,
            ExportFormat::Csv => CSV,
            ExportFormat::Ndjson => NDJSON,
        })
        .insert_header(attachment(&plain_name, &name))
        .insert_header(("x-total-rows", total))
        .streaming(chunks)
}

/// Media types of the other formats.
const CSV: &str = "text/csv; charset=utf-8";
const NDJSON: &str = "application/x-ndjson";

/// The content of a file, in the OpenAPI document.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only its description is used")]
pub(crate) struct FileBytes(Vec<u8>);

/// Returns a `Content-Disposition` with a Chinese file name, and an ASCII one for programs without
/// support for `filename*`.
pub(crate) fn attachment(plain: &str, name: &str) -> ContentDisposition {
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(plain.into()),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".into()),
                language_tag: None,
                value: name.as_bytes().to_vec(),
            }),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_so_that_nothing_in_it_ends_the_header() {
        let written = attachment("a\".xlsx", "账号\r\n\";.xlsx").to_string();
        assert_eq!(
            written,
            "attachment; filename=\"a\\\".xlsx\"; \
             filename*=UTF-8''%E8%B4%A6%E5%8F%B7%0D%0A%22%3B.xlsx"
        );
    }
}

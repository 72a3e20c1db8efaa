use crate::api::{ApiResult, FileAnswer};
use crate::app::browser;
use crate::ui::Toasts;

/// Saves the file of a call; a failure is a toast.
pub(super) async fn save_file(
    call: impl Future<Output = ApiResult<FileAnswer>>,
    toasts: Toasts,
) -> ApiResult<()> {
    let file = call
        .await
        .inspect_err(|error| toasts.error(error.message()))?;
    if !browser::save_blob(&file.name, &file.content) {
        toasts.error("浏览器没有保存下载的文件，请检查下载设置。");
    }
    Ok(())
}

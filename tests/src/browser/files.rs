//! Uploads, drag and drop of files, and downloads.

use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::prelude::*;

use super::session::Browser;

impl Browser {
    /// Chooses a file in a file input.
    pub async fn choose_file(&self, css: &str, file: &Path) {
        let path = file.to_str().expect("a path in UTF-8").to_owned();
        self.wait(css, async || {
            // The input is hidden behind a button.
            let field = self.page.find(By::Css(css)).await?;
            field.send_keys(path.as_str()).await.map(Some)
        })
        .await;
    }

    /// Saves the following downloads in a folder without a dialog.
    pub async fn download_to(&self, folder: &Path) {
        let behavior = json!({"behavior": "allow", "downloadPath": folder});
        self.page
            .cdp()
            .send_raw("Browser.setDownloadBehavior", behavior)
            .await
            .expect("a folder for downloads");
    }

    /// Waits for a complete download whose name ends in `ending`.
    pub async fn wait_for_download(&self, folder: &Path, ending: &str) -> PathBuf {
        self.wait(&format!("a download {ending}"), async || {
            Ok(complete_file(folder, ending))
        })
        .await
    }

    /// Drags files from the desktop over an element.
    pub async fn drag_files(&self, css: &str, files: &[&Path]) {
        self.expect_visible(css).await;
        for kind in ["dragEnter", "dragOver"] {
            self.drag_event(kind, css, files).await;
        }
    }

    /// Drops files on an element.
    pub async fn drop_files(&self, css: &str, files: &[&Path]) {
        self.drag_event("drop", css, files).await;
    }

    async fn drag_event(&self, kind: &str, css: &str, files: &[&Path]) {
        let center = format!(
            "const at = document.querySelector('{css}').getBoundingClientRect();\
             return [at.x + at.width / 2, at.y + at.height / 2]"
        );
        let center = self.run_script(&center).await;
        let event = json!({
            "type": kind,
            "x": center[0],
            "y": center[1],
            // `copy`, as a desktop offers it.
            "data": {"items": [], "files": files, "dragOperationsMask": 1},
        });
        let cdp = self.page.cdp();
        let done = cdp.send_raw("Input.dispatchDragEvent", event).await;
        done.expect("a pointer that drags");
    }
}

/// Returns the file whose name ends in `ending`. An empty file is a placeholder that the browser
/// replaces when the download is complete.
fn complete_file(folder: &Path, ending: &str) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).expect("the folder for downloads");
    files.flatten().map(|file| file.path()).find(|path| {
        path.to_string_lossy().ends_with(ending) && path.metadata().is_ok_and(|file| file.len() > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_placeholder_is_not_a_complete_download() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("模板.xlsx");
        std::fs::write(&path, "").unwrap();
        std::fs::write(folder.path().join("模板.xlsx.crdownload"), "PK").unwrap();
        assert_eq!(complete_file(folder.path(), ".xlsx"), None);
        std::fs::write(&path, "PK").unwrap();
        assert_eq!(complete_file(folder.path(), ".xlsx"), Some(path));
    }
}

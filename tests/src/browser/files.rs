//! Files that the page is given, and files that it gives.

use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::prelude::*;

use super::Browser;

impl Browser {
    /// Chooses a file in the field that a selector finds, as its own dialog would.
    pub async fn choose_file(&self, css: &str, file: &Path) {
        let path = file.to_str().expect("a path in UTF-8").to_owned();
        self.wait(css, async || {
            // Not seen: a button stands for it.
            let field = self.page.find(By::Css(css)).await?;
            field.send_keys(path.as_str()).await.map(Some)
        })
        .await;
    }

    /// Keeps what is downloaded from now on in a folder, without asking.
    pub async fn download_to(&self, folder: &Path) {
        let wanted = json!({"behavior": "allow", "downloadPath": folder});
        self.page
            .cdp()
            .send_raw("Browser.setDownloadBehavior", wanted)
            .await
            .expect("a folder for downloads");
    }

    /// Waits for the download whose name ends in `ending`, whole.
    pub async fn downloaded(&self, folder: &Path, ending: &str) -> PathBuf {
        self.wait(&format!("a download {ending}"), async || {
            Ok(whole_file(folder, ending))
        })
        .await
    }

    /// Drags files from the desktop over what a selector finds, as its window system would tell it.
    pub async fn drag_files(&self, css: &str, files: &[&Path]) {
        self.see(css).await;
        for kind in ["dragEnter", "dragOver"] {
            self.drag_event(kind, css, files).await;
        }
    }

    /// Lets go of files that were dragged there.
    pub async fn drop_files(&self, css: &str, files: &[&Path]) {
        self.drag_event("drop", css, files).await;
    }

    async fn drag_event(&self, kind: &str, css: &str, files: &[&Path]) {
        let place = format!(
            "const at = document.querySelector('{css}').getBoundingClientRect();\
             return [at.x + at.width / 2, at.y + at.height / 2]"
        );
        let place = self.script(&place).await;
        let event = json!({
            "type": kind,
            "x": place[0],
            "y": place[1],
            // Copying is what a desktop offers.
            "data": {"items": [], "files": files, "dragOperationsMask": 1},
        });
        let cdp = self.page.cdp();
        let done = cdp.send_raw("Input.dispatchDragEvent", event).await;
        done.expect("a pointer that drags");
    }

    /// Lets every answer of the server come so much later.
    pub async fn delay(&self, ms: u32) {
        self.network(ms, None).await;
    }

    /// Sends no more than so many bytes a second; `None` is as many as there are.
    pub async fn send_slowly(&self, bytes: Option<u32>) {
        self.network(0, bytes).await;
    }

    async fn network(&self, latency: u32, upload: Option<u32>) {
        let conditions = json!({
            "offline": false,
            "latency": latency,
            "downloadThroughput": -1,
            "uploadThroughput": upload.map_or(-1, i64::from),
        });
        for (command, parameters) in [
            ("Network.enable", json!({})),
            ("Network.emulateNetworkConditions", conditions),
        ] {
            let done = self.page.cdp().send_raw(command, parameters).await;
            done.expect("a slow network");
        }
    }

    /// Presses Tab until the focus is on what a selector finds.
    pub async fn tab_to(&self, css: &str) {
        for _ in 0..80 {
            let found = format!("return document.activeElement.matches('{css}')");
            if self.script(&found).await == true {
                return;
            }
            self.type_keys(&Key::Tab.value().to_string()).await;
        }
        panic!("Tab does not lead to {css}");
    }
}

/// The file whose name ends in `ending`, unless it is empty: the browser takes the name with an empty
/// file first, and then moves what it has loaded over it.
fn whole_file(folder: &Path, ending: &str) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).expect("the folder for downloads");
    files.flatten().map(|file| file.path()).find(|path| {
        path.to_string_lossy().ends_with(ending) && path.metadata().is_ok_and(|file| file.len() > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_only_taken_is_not_a_download_yet() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("模板.xlsx");
        std::fs::write(&path, "").unwrap();
        std::fs::write(folder.path().join("模板.xlsx.crdownload"), "PK").unwrap();
        assert_eq!(whole_file(folder.path(), ".xlsx"), None);
        std::fs::write(&path, "PK").unwrap();
        assert_eq!(whole_file(folder.path(), ".xlsx"), Some(path));
    }
}

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use nmrs_domain::wire::ImportOut;
use web_sys::{File, FileList};

use crate::api::{Api, ApiError, ApiResult, Transfer, imports, use_api};
use crate::app::{browser, use_wide_screen};
use crate::pages::import::model::{initial_view, refusal};

/// Ids of the controls to focus while idle and while uploading.
pub(super) const CHOOSE_FILE: &str = "choose-file";
pub(super) const CANCEL_UPLOAD: &str = "upload-cancel";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phase {
    Waiting,
    /// File name.
    Running(String),
    /// File name and reason.
    Refused(String, String),
}

#[derive(Clone, Copy)]
pub(super) struct Upload {
    pub(super) phase: RwSignal<Phase>,
    pub(super) transfer: Transfer,
    pub(super) size: RwSignal<f64>,
    api: Api,
    wide: ReadSignal<bool>,
    goto: Callback<String>,
}

impl Upload {
    pub(super) fn new() -> Self {
        let navigate = use_navigate();
        let transfer = Transfer::new();
        on_cleanup(move || transfer.cancel());
        Self {
            phase: RwSignal::new(Phase::Waiting),
            transfer,
            size: RwSignal::new(0.0),
            api: use_api(),
            wide: use_wide_screen(),
            goto: Callback::new(move |path: String| {
                navigate(&path, NavigateOptions::default());
            }),
        }
    }

    /// Reactive.
    pub(super) fn is_running(self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Running(_)))
    }

    pub(super) fn take(self, files: Option<FileList>) {
        let Some(files) = files.filter(|files| files.length() > 0) else {
            return;
        };
        if untrack(|| self.is_running()) {
            return;
        }
        if files.length() > 1 {
            let why = "一次导入一个文件。请把内容合并到一个表格，或逐个导入。".to_owned();
            let names = format!("{} 个文件", files.length());
            self.show(Phase::Refused(names, why));
        } else if let Some(file) = files.get(0) {
            self.start(file);
        }
    }

    fn start(self, file: File) {
        if let Some(why) = refusal(&file.name(), file.size()) {
            self.show(Phase::Refused(file.name(), why));
            return;
        }
        self.transfer.begin();
        self.size.set(file.size());
        self.show(Phase::Running(file.name()));
        spawn_local(async move {
            let result = imports::upload(self.api, &file, self.transfer).await;
            self.end(file.name(), result);
        });
    }

    fn end(self, name: String, result: ApiResult<ImportOut>) {
        match result {
            Ok(import) => {
                // The page may have been left.
                if self.phase.try_set(Phase::Waiting).is_none() {
                    let wide = self.wide.get_untracked();
                    self.goto.run(initial_view(&import, wide).path());
                }
            }
            Err(ApiError::Cancelled) => self.show(Phase::Waiting),
            Err(error) => self.show(Phase::Refused(name, error_text(&error))),
        }
    }

    /// Changes the phase and moves the focus to its control.
    fn show(self, phase: Phase) {
        let control = match phase {
            Phase::Running(_) => CANCEL_UPLOAD,
            Phase::Waiting | Phase::Refused(..) => CHOOSE_FILE,
        };
        // The page may have been left.
        if self.phase.try_set(phase).is_none() {
            browser::focus(control);
        }
    }
}

fn error_text(error: &ApiError) -> String {
    match error {
        // The browser does not tell the two apart.
        ApiError::Offline => "没有传上去：连接不上服务器，或文件正被其他程序使用。请保存并关闭文件，检查网络后重新选择。".into(),
        _ => error.with_request(error.message()),
    }
}

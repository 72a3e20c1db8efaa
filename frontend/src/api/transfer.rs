//! Files, up and down. `fetch`, which the HTTP library uses, cannot tell how far an upload is;
//! `XMLHttpRequest` can, and the browser keeps what it downloads out of the page's memory.

use futures::channel::oneshot;
use leptos::prelude::*;
use reqwasm::http::Method;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FormData, ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType};

use super::client::{Answer, Api, ApiError, ApiResult, PREFIX, check_status};

/// Transfers show progress and can be cancelled, so this limit is generous.
const TIMEOUT_MS: u32 = 20 * 60 * 1000;

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TransferProgress {
    pub sent: f64,
    /// True once the upload is complete and the server is processing it.
    pub all_sent: bool,
}

/// Progress of a transfer, and its cancellation.
#[derive(Clone, Copy)]
pub struct Transfer {
    moved: RwSignal<TransferProgress>,
    cancelled: StoredValue<bool>,
    request: StoredValue<Option<XmlHttpRequest>, LocalStorage>,
}

impl Default for Transfer {
    fn default() -> Self {
        Self::new()
    }
}

impl Transfer {
    pub fn new() -> Self {
        Self {
            moved: RwSignal::new(TransferProgress::default()),
            cancelled: StoredValue::new(false),
            request: StoredValue::new_local(None),
        }
    }

    pub fn moved(self) -> Signal<TransferProgress> {
        self.moved.into()
    }

    /// Resets the state before a new use.
    pub fn begin(self) {
        self.cancelled.try_set_value(false);
        self.moved.try_set(TransferProgress::default());
    }

    /// Aborts the transfer: its call ends with [`ApiError::Cancelled`].
    pub fn cancel(self) {
        self.cancelled.try_set_value(true);
        let request = self.request.try_update_value(Option::take).flatten();
        if let Some(request) = request {
            // Throws only if there is nothing to abort.
            let _ = request.abort();
        }
    }

    fn is_cancelled(self) -> bool {
        // Disposed with its page.
        self.cancelled.try_get_value().unwrap_or(true)
    }
}

#[derive(Debug, Clone)]
pub struct FileAnswer {
    /// File name from the server.
    pub name: String,
    /// Content; the browser may keep it on disk.
    pub content: Blob,
}

#[derive(Clone)]
pub(super) enum Payload {
    None,
    Form(FormData),
}

pub(super) struct FileCall {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) payload: Payload,
}

impl Api {
    /// Uploads a form with a file and returns the answer's body.
    pub(super) async fn upload(self, call: FileCall, transfer: Transfer) -> ApiResult<Answer> {
        let (answer, _) = self.transfer(&call, transfer).await?;
        Ok(answer)
    }

    pub(super) async fn download(
        self,
        call: FileCall,
        transfer: Transfer,
    ) -> ApiResult<FileAnswer> {
        let (answer, file) = self.transfer(&call, transfer).await?;
        file.ok_or(ApiError::Unreadable {
            status: answer.status,
        })
    }

    async fn transfer(
        self,
        call: &FileCall,
        transfer: Transfer,
    ) -> ApiResult<(Answer, Option<FileAnswer>)> {
        self.with_session(|token| send(call, transfer, token)).await
    }
}

async fn send(
    call: &FileCall,
    transfer: Transfer,
    token: Option<String>,
) -> ApiResult<(Answer, Option<FileAnswer>)> {
    if transfer.is_cancelled() {
        return Err(ApiError::Cancelled);
    }
    // A browser without XMLHttpRequest has no network either.
    let request = prepared(call, token).map_err(|_| ApiError::Offline)?;
    let watching = watch(&request, transfer);
    let ended = end_of(&request);
    transfer.request.try_set_value(Some(request.clone()));
    let sent = match &call.payload {
        Payload::None => request.send(),
        Payload::Form(form) => request.send_with_opt_form_data(Some(form)),
    };
    let timed_out = match sent {
        Ok(()) => ended.await.unwrap_or(false),
        Err(_) => false,
    };
    transfer.request.try_set_value(None);
    drop(watching);
    let status = request.status().unwrap_or(0);
    match status {
        _ if transfer.is_cancelled() => Err(ApiError::Cancelled),
        0 if timed_out => Err(ApiError::Timeout),
        0 => Err(ApiError::Offline),
        _ => answer_of(&request, status, &call.payload).await,
    }
}

fn prepared(call: &FileCall, token: Option<String>) -> Result<XmlHttpRequest, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open(&call.method.to_string(), &format!("{PREFIX}{}", call.path))?;
    request.set_response_type(XmlHttpRequestResponseType::Blob);
    request.set_timeout(TIMEOUT_MS);
    if let Some(token) = token {
        request.set_request_header("authorization", &format!("Bearer {token}"))?;
    }
    Ok(request)
}

/// Event listeners; they must live as long as the request.
type Watching = (Closure<dyn FnMut(ProgressEvent)>, Closure<dyn FnMut()>);

fn watch(request: &XmlHttpRequest, transfer: Transfer) -> Watching {
    let moved = transfer.moved;
    let sent = Closure::new(move |event: ProgressEvent| {
        moved.try_update(|moved| moved.sent = event.loaded());
    });
    let all_sent = Closure::new(move || {
        moved.try_update(|moved| moved.all_sent = true);
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(sent.as_ref().unchecked_ref()));
        upload.set_onload(Some(all_sent.as_ref().unchecked_ref()));
    }
    (sent, all_sent)
}

/// Resolves when the request has ended: true if it timed out.
fn end_of(request: &XmlHttpRequest) -> oneshot::Receiver<bool> {
    let (sender, receiver) = oneshot::channel();
    let mut sender = Some(sender);
    let mut late = false;
    let ended = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if event.type_() == "timeout" {
            late = true;
        } else if let Some(sender) = sender.take() {
            // The page may have been left.
            let _ = sender.send(late);
        }
    });
    let hear = ended.into_js_value();
    request.set_ontimeout(Some(hear.unchecked_ref()));
    request.set_onloadend(Some(hear.unchecked_ref()));
    receiver
}

async fn answer_of(
    request: &XmlHttpRequest,
    status: u16,
    payload: &Payload,
) -> ApiResult<(Answer, Option<FileAnswer>)> {
    let content = request
        .response()
        .ok()
        .and_then(|response| response.dyn_into::<Blob>().ok());
    let good = (200..300).contains(&status);
    // A file may be large and is not read here. The answer to an upload is JSON, like a problem.
    let body = match &content {
        Some(content) if !good || matches!(payload, Payload::Form(_)) => text_of(content).await,
        _ => String::new(),
    };
    let answer = check_status(Answer { status, body })?;
    let header = request.get_response_header("content-disposition");
    let name = file_name(&header.ok().flatten().unwrap_or_default());
    Ok((answer, content.map(|content| FileAnswer { name, content })))
}

async fn text_of(content: &Blob) -> String {
    let text = JsFuture::from(content.text()).await;
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// File name of a `Content-Disposition`; `filename*` takes precedence.
fn file_name(disposition: &str) -> String {
    let value = |key: &str| {
        disposition.split(';').find_map(|part| {
            let (name, value) = part.trim().split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case(key)
                .then(|| value.trim().trim_matches('"').to_owned())
        })
    };
    let extended = value("filename*").and_then(|value| {
        let encoded = value.rsplit_once('\'')?.1.replace('+', "%2B");
        let pair = format!("n={encoded}");
        let (_, name) = url::form_urlencoded::parse(pair.as_bytes()).next()?;
        Some(name.into_owned())
    });
    extended
        .or_else(|| value("filename"))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "下载文件".into())
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn the_extended_file_name_takes_precedence() {
        let header =
            "attachment; filename=\"export.xlsx\"; filename*=UTF-8''%E8%B4%A6%E5%8F%B7+1.xlsx";
        assert_eq!(file_name(header), "账号+1.xlsx");
        assert_eq!(file_name("attachment; filename=\"a.csv\""), "a.csv");
        assert_eq!(file_name("attachment; filename=b.csv"), "b.csv");
        assert_eq!(file_name("attachment"), "下载文件");
        assert_eq!(file_name(""), "下载文件");
    }
}

//! Files, up and down. `fetch`, which the HTTP library uses, cannot tell how far an upload is;
//! `XMLHttpRequest` can, and the browser keeps what it downloads out of the page's memory.

use futures::channel::oneshot;
use leptos::prelude::*;
use reqwasm::http::Method;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FormData, ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType};

use super::transport::{Answer, PREFIX, judge};
use super::{Api, ApiError, ApiResult};

/// How long a transfer may take: its user sees how far it is, and can stop it.
const PATIENCE_MS: u32 = 20 * 60 * 1000;

/// How far a transfer is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Moved {
    /// Bytes that were sent.
    pub sent: f64,
    /// Whether everything was sent: the server is at work.
    pub all_sent: bool,
}

/// A transfer: how far it is, and the way to stop it.
#[derive(Clone, Copy)]
pub struct Transfer {
    moved: RwSignal<Moved>,
    cancelled: StoredValue<bool>,
    request: StoredValue<Option<XmlHttpRequest>, LocalStorage>,
}

impl Default for Transfer {
    fn default() -> Self {
        Self::new()
    }
}

impl Transfer {
    /// One that has not begun.
    pub fn new() -> Self {
        Self {
            moved: RwSignal::new(Moved::default()),
            cancelled: StoredValue::new(false),
            request: StoredValue::new_local(None),
        }
    }

    /// How far it is.
    pub fn moved(self) -> Signal<Moved> {
        self.moved.into()
    }

    /// Makes it ready to be used, or used again.
    pub fn begin(self) {
        self.cancelled.try_set_value(false);
        self.moved.try_set(Moved::default());
    }

    /// Stops it; whoever waits for it gets [`ApiError::Cancelled`].
    pub fn cancel(self) {
        self.cancelled.try_set_value(true);
        let request = self.request.try_update_value(Option::take).flatten();
        if let Some(request) = request {
            // Throws only in states in which there is nothing to stop.
            let _ = request.abort();
        }
    }

    fn is_cancelled(self) -> bool {
        // Gone with its page: then nobody wants it any more.
        self.cancelled.try_get_value().unwrap_or(true)
    }
}

/// A file that came.
#[derive(Debug, Clone)]
pub struct FileAnswer {
    /// The name that the server gives it.
    pub name: String,
    /// Its content, wherever the browser keeps it.
    pub content: Blob,
}

/// What is sent.
#[derive(Clone)]
pub(super) enum Payload {
    None,
    Form(FormData),
}

/// A call that moves a file.
pub(super) struct FileCall {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) payload: Payload,
}

impl Api {
    /// Sends a form with a file; answers with the body of the answer.
    pub(super) async fn upload(self, call: FileCall, transfer: Transfer) -> ApiResult<Answer> {
        let (answer, _) = self.moving(&call, transfer).await?;
        Ok(answer)
    }

    /// Gets a file.
    pub(super) async fn download(
        self,
        call: FileCall,
        transfer: Transfer,
    ) -> ApiResult<FileAnswer> {
        let (answer, file) = self.moving(&call, transfer).await?;
        file.ok_or(ApiError::Unreadable {
            status: answer.status,
        })
    }

    async fn moving(
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
    // A browser that has no XMLHttpRequest has no network either.
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
    request.set_timeout(PATIENCE_MS);
    if let Some(token) = token {
        request.set_request_header("authorization", &format!("Bearer {token}"))?;
    }
    Ok(request)
}

/// What hears of the progress; it has to live as long as the request.
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

/// Whether it ended because it took too long, once it has ended.
fn end_of(request: &XmlHttpRequest) -> oneshot::Receiver<bool> {
    let (sender, receiver) = oneshot::channel();
    let mut sender = Some(sender);
    let mut late = false;
    let ended = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if event.type_() == "timeout" {
            late = true;
        } else if let Some(sender) = sender.take() {
            // Nobody waits where the page was left.
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
    // A file is not read here: it may be large. What answers to an upload is JSON, like a problem.
    let body = match &content {
        Some(content) if !good || matches!(payload, Payload::Form(_)) => text_of(content).await,
        _ => String::new(),
    };
    let answer = judge(Answer { status, body })?;
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

/// The name in a `Content-Disposition`; the extended form before the plain one.
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
    fn the_extended_name_of_a_file_wins() {
        let header =
            "attachment; filename=\"export.xlsx\"; filename*=UTF-8''%E8%B4%A6%E5%8F%B7+1.xlsx";
        assert_eq!(file_name(header), "账号+1.xlsx");
        assert_eq!(file_name("attachment; filename=\"a.csv\""), "a.csv");
        assert_eq!(file_name("attachment; filename=b.csv"), "b.csv");
        assert_eq!(file_name("attachment"), "下载文件");
        assert_eq!(file_name(""), "下载文件");
    }
}

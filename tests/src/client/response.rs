//! An answer of the server, with what can be asked of it.

use reqwest::Response;
use reqwest::header::HeaderMap;
use serde_json::Value;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    call: String,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// The body as text.
    pub text: String,
    /// The body as JSON; `null` where it is not.
    pub body: Value,
}

impl Answer {
    pub(crate) async fn read(call: String, response: Response) -> Result<Self, reqwest::Error> {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = response.bytes().await?.to_vec();
        Ok(Self::of(call, status, headers, bytes))
    }

    pub(crate) fn of(call: String, status: u16, headers: HeaderMap, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self {
            call,
            status,
            headers,
            body: serde_json::from_str(&text).unwrap_or_default(),
            text,
            bytes,
        }
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body of an answer that is any success.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{}", self.described());
        self.body
    }

    /// The body of an answer of this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.described());
        self.body
    }

    /// The body of a refusal, which is a whole problem: RFC 9457, a stable code, what to do in
    /// Chinese, and the request id that is also in the header.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        let described = self.described();
        assert_eq!(self.status, status, "{described}");
        assert_eq!(self.body["code"], code, "{described}");
        self.whole_problem()
    }

    /// The same whatever the status and code, as long as it is not the server that failed.
    #[track_caller]
    pub fn any_problem(self) -> Value {
        assert!((400..500).contains(&self.status), "{}", self.described());
        self.whole_problem()
    }

    #[track_caller]
    fn whole_problem(self) -> Value {
        let described = self.described();
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{described}"
        );
        let body = &self.body;
        assert_eq!(body["status"], self.status, "{described}");
        let code = body["code"].as_str().unwrap_or_default();
        assert_eq!(body["type"], format!("/problems/{code}"), "{described}");
        for text in ["title", "detail"] {
            let text = body[text].as_str().unwrap_or_default();
            assert!(is_chinese(text), "not Chinese: {text:?} in {described}");
        }
        let id = body["request_id"].as_str().unwrap_or_default();
        assert!(!id.is_empty(), "{described}");
        assert_eq!(self.header("x-request-id"), Some(id), "{described}");
        for error in body["errors"].as_array().into_iter().flatten() {
            let pointer = error["pointer"].as_str().unwrap_or_default();
            assert!(
                pointer.is_empty() || pointer.starts_with('/'),
                "{described}"
            );
            let detail = error["detail"].as_str().unwrap_or_default();
            assert!(is_chinese(detail), "not Chinese: {detail:?} in {described}");
        }
        self.body
    }

    /// Refused because of one field at least: its message.
    #[track_caller]
    pub fn field_error(self, pointer: &str) -> String {
        let described = self.described();
        let body = self.problem(422, "validation_failed");
        let errors = body["errors"].as_array().into_iter().flatten();
        let at = errors.into_iter().find(|error| error["pointer"] == pointer);
        let Some(at) = at else {
            panic!("no error at {pointer}: {described}");
        };
        at["detail"].as_str().unwrap_or_default().to_owned()
    }

    /// What was asked and what came, for messages.
    pub fn described(&self) -> String {
        let text: String = self.text.chars().take(2000).collect();
        format!("{} → {} {text}", self.call, self.status)
    }
}

/// Whether a text has Chinese characters.
pub(crate) fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

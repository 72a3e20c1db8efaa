use reqwest::header::HeaderMap;
use serde_json::Value;

/// A response with its body, and assertions on it.
#[derive(Debug, Clone)]
pub struct Response {
    request: String,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
    /// The body as text.
    pub text: String,
    /// The body as JSON; `null` if it is not JSON.
    pub body: Value,
}

impl Response {
    pub(super) async fn read(
        request: String,
        response: reqwest::Response,
    ) -> Result<Self, reqwest::Error> {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = response.bytes().await?.to_vec();
        Ok(Self::new(request, status, headers, bytes))
    }

    pub(super) fn new(request: String, status: u16, headers: HeaderMap, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self {
            request,
            status,
            headers,
            body: serde_json::from_str(&text).unwrap_or_default(),
            text,
            bytes,
        }
    }

    /// Returns a header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns true if the response was replayed for an `Idempotency-Key`.
    pub fn is_replayed(&self) -> bool {
        let header = self.header("idempotency-replayed");
        assert!(matches!(header, None | Some("true")), "{header:?}");
        header.is_some()
    }

    /// Expects a status of 200 to 299 and returns the body.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{}", self.described());
        self.body
    }

    /// Expects this status and returns the body.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.described());
        self.body
    }

    /// Expects a complete problem document (RFC 9457) with this status and code, and returns it. The
    /// title and details must be Chinese, and the request id must match the header.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        let described = self.described();
        assert_eq!(self.status, status, "{described}");
        assert_eq!(self.body["code"], code, "{described}");
        self.complete_problem()
    }

    /// Expects a complete problem document with any status of 400 to 499 and any code.
    #[track_caller]
    pub fn any_problem(self) -> Value {
        assert!((400..500).contains(&self.status), "{}", self.described());
        self.complete_problem()
    }

    #[track_caller]
    fn complete_problem(self) -> Value {
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

    /// Expects 422 with an error at a JSON pointer, and returns its detail.
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

    /// Returns the request, the status and the body (at most 2,000 characters), for messages.
    pub fn described(&self) -> String {
        let text: String = self.text.chars().take(2000).collect();
        format!("{} → {} {text}", self.request, self.status)
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

use reqwest::Method;
use serde_json::Value;

/// The body of a request.
#[derive(Debug, Clone)]
pub enum Body {
    /// No body.
    None,
    /// JSON.
    Json(Value),
    /// Bytes with an optional media type.
    Raw(Option<&'static str>, Vec<u8>),
}

/// An HTTP request without the credentials of its caller.
#[derive(Debug, Clone)]
pub struct Request {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) body: Body,
    pub(super) headers: Vec<(String, String)>,
}

impl Request {
    /// Creates a request for a path from the root of the server.
    pub fn new(method: &str, path: impl Into<String>) -> Self {
        Self {
            method: Method::from_bytes(method.as_bytes()).expect("a method"),
            path: path.into(),
            body: Body::None,
            headers: Vec::new(),
        }
    }

    /// Sets a JSON body.
    #[must_use]
    pub fn json(self, body: Value) -> Self {
        self.body(Body::Json(body))
    }

    /// Sets the body.
    #[must_use]
    pub fn body(self, body: Body) -> Self {
        Self { body, ..self }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Adds an `Idempotency-Key`.
    #[must_use]
    pub fn idempotency_key(self, key: impl Into<String>) -> Self {
        self.header("idempotency-key", key)
    }

    /// Returns the JSON body.
    pub const fn json_body(&self) -> Option<&Value> {
        match &self.body {
            Body::Json(body) => Some(body),
            Body::None | Body::Raw(..) => None,
        }
    }

    /// Returns the method and the path, for messages.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

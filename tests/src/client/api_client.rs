//! A caller of the API.

use std::time::Duration;

use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Client, Method, Response};
use serde_json::Value;

use crate::{Answer, World};

/// Longer than the server lets any request take.
const TIMEOUT: Duration = Duration::from_secs(90);

/// A client, perhaps signed in.
#[derive(Debug, Clone)]
pub struct Api {
    http: Client,
    base: String,
    /// The access token, once signed in.
    pub token: Option<String>,
    /// The refresh token, as the cookie has it.
    pub cookie: Option<String>,
    /// The body of the answer to the sign-in.
    pub signed_in: Value,
}

/// What is sent.
#[derive(Debug, Clone)]
pub enum Body {
    /// Nothing.
    None,
    /// JSON.
    Json(Value),
    /// Bytes of a media type, or of none.
    Raw(Option<&'static str>, Vec<u8>),
}

/// One call.
#[derive(Debug, Clone)]
pub struct Call {
    method: Method,
    path: String,
    body: Body,
    headers: Vec<(String, String)>,
}

impl Call {
    /// A call of a method on a path below the server's root.
    pub fn new(method: &str, path: impl Into<String>) -> Self {
        Self {
            method: Method::from_bytes(method.as_bytes()).expect("a method"),
            path: path.into(),
            body: Body::None,
            headers: Vec::new(),
        }
    }

    /// With a JSON body.
    #[must_use]
    pub fn json(self, body: Value) -> Self {
        self.body(Body::Json(body))
    }

    /// With any body.
    #[must_use]
    pub fn body(self, body: Body) -> Self {
        Self { body, ..self }
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

impl Api {
    /// A caller of the server at `base`, not signed in.
    pub fn new(base: &str) -> Self {
        let http = Client::builder()
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        Self {
            http,
            base: base.to_owned(),
            token: None,
            cookie: None,
            signed_in: Value::Null,
        }
    }

    /// The same caller at another server.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            ..self.clone()
        }
    }

    /// Signs in and keeps what came.
    pub async fn sign_in(&mut self, username: &str, password: &str) -> Answer {
        let body = World::login_body(username, password);
        let answer = self.post("/auth/login", body).await;
        self.keep(&answer);
        answer
    }

    /// Renews the session with the refresh token, and keeps what came.
    pub async fn refresh(&mut self) -> Answer {
        let answer = self.send(Call::new("POST", "/api/v1/auth/refresh")).await;
        self.keep(&answer);
        answer
    }

    fn keep(&mut self, answer: &Answer) {
        if answer.status == 200 {
            self.token = answer.body["access_token"].as_str().map(str::to_owned);
            self.cookie = answer.header(SET_COOKIE.as_str()).map(|cookie| {
                let pair = cookie.split(';').next().unwrap_or_default();
                pair.to_owned()
            });
            self.signed_in = answer.body.clone();
        }
    }

    /// Sends a call, or says that the connection broke.
    pub async fn try_send(&self, call: Call) -> Result<Answer, reqwest::Error> {
        let what = format!("{} {}", call.method, call.path);
        Answer::read(what, self.open(call).await?).await
    }

    /// A call as it goes over the line: its head, and its body.
    pub(crate) fn on_the_line(&self, call: &Call) -> (String, Vec<u8>) {
        let (media_type, body) = match &call.body {
            Body::None => (None, Vec::new()),
            Body::Json(body) => (Some("application/json"), body.to_string().into_bytes()),
            Body::Raw(media_type, bytes) => (*media_type, bytes.clone()),
        };
        let mut lines = vec![
            format!("{} {} HTTP/1.1", call.method, call.path),
            format!("Host: {}", self.address()),
            format!("Content-Length: {}", body.len()),
            "Connection: close".to_owned(),
        ];
        lines.extend(media_type.map(|kind| format!("Content-Type: {kind}")));
        let token = self.token.as_ref();
        lines.extend(token.map(|token| format!("Authorization: Bearer {token}")));
        let headers = call.headers.iter();
        lines.extend(headers.map(|(name, value)| format!("{name}: {value}")));
        (format!("{}\r\n\r\n", lines.join("\r\n")), body)
    }

    /// Where the server listens.
    pub(crate) fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    /// Sends a call and leaves its answer to be read as it comes.
    pub async fn open(&self, call: Call) -> Result<Response, reqwest::Error> {
        let Call {
            method,
            path,
            body,
            headers,
        } = call;
        let url = format!("{}{path}", self.base);
        let mut request = self.http.request(method, url);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request = match body {
            Body::None => request,
            Body::Json(body) => request.json(&body),
            Body::Raw(media_type, bytes) => {
                if let Some(media_type) = media_type {
                    request = request.header("content-type", media_type);
                }
                request.body(bytes)
            }
        };
        request.send().await
    }

    /// Sends a call.
    pub async fn send(&self, call: Call) -> Answer {
        let what = format!("{} {}", call.method, call.path);
        match self.try_send(call).await {
            Ok(answer) => answer,
            Err(error) => panic!("{what}: {error:?}"),
        }
    }

    /// `GET` below `/api/v1`.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Call::new("GET", format!("/api/v1{path}"))).await
    }

    /// `POST` of JSON below `/api/v1`.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Call::new("POST", format!("/api/v1{path}")).json(body))
            .await
    }

    /// `PUT` of JSON below `/api/v1`.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Call::new("PUT", format!("/api/v1{path}")).json(body))
            .await
    }

    /// `DELETE` below `/api/v1`.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Call::new("DELETE", format!("/api/v1{path}")))
            .await
    }
}

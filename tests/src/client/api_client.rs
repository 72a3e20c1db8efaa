use std::time::Duration;

use reqwest::header::{COOKIE, SET_COOKIE};
use serde_json::{Value, json};

use super::request::{Body, Request};
use super::response::Response;

/// Longer than the server's own limit for any request.
const TIMEOUT: Duration = Duration::from_secs(90);

/// A client of the API with the session of one user or of nobody.
#[derive(Debug, Clone)]
pub struct ApiClient {
    http: reqwest::Client,
    base: String,
    /// The access token.
    pub token: Option<String>,
    /// The refresh token as a cookie, `name=value`.
    pub cookie: Option<String>,
    /// The body of the response to the sign-in or refresh.
    pub session: Value,
}

impl ApiClient {
    /// Creates a client without a session for the server at `base`.
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder()
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        Self {
            http,
            base: base.to_owned(),
            token: None,
            cookie: None,
            session: Value::Null,
        }
    }

    /// Creates a client for the server at `base` and signs in; fails if the sign-in is refused.
    pub async fn signed_in(base: &str, username: &str, password: &str) -> Self {
        let mut client = Self::new(base);
        client.sign_in(username, password).await.expect(200);
        client
    }

    /// Returns a client with the same session for another server.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            ..self.clone()
        }
    }

    /// Returns the body of a sign-in; the role follows from the length of the user name.
    pub fn login_body(username: &str, password: &str) -> Value {
        let role = if username.len() == 10 {
            "reporting"
        } else {
            "organizing"
        };
        json!({"role": role, "username": username, "password": password})
    }

    /// Signs in and keeps the tokens.
    pub async fn sign_in(&mut self, username: &str, password: &str) -> Response {
        let body = Self::login_body(username, password);
        let response = self.post("/auth/login", body).await;
        self.keep_tokens(&response);
        response
    }

    /// Renews the session and keeps the new tokens.
    pub async fn refresh(&mut self) -> Response {
        let response = self
            .send(Request::new("POST", "/api/v1/auth/refresh"))
            .await;
        self.keep_tokens(&response);
        response
    }

    fn keep_tokens(&mut self, response: &Response) {
        if response.status == 200 {
            self.token = response.body["access_token"].as_str().map(str::to_owned);
            self.cookie = response.header(SET_COOKIE.as_str()).map(|cookie| {
                let pair = cookie.split(';').next().unwrap_or_default();
                pair.to_owned()
            });
            self.session = response.body.clone();
        }
    }

    /// Returns the head and the body of a request as they are sent.
    pub(super) fn serialize(&self, request: &Request) -> (String, Vec<u8>) {
        let (media_type, body) = match &request.body {
            Body::None => (None, Vec::new()),
            Body::Json(body) => (Some("application/json"), body.to_string().into_bytes()),
            Body::Raw(media_type, bytes) => (*media_type, bytes.clone()),
        };
        let mut lines = vec![
            format!("{} HTTP/1.1", request.name()),
            format!("Host: {}", self.address()),
            format!("Content-Length: {}", body.len()),
            "Connection: close".to_owned(),
        ];
        lines.extend(media_type.map(|media_type| format!("Content-Type: {media_type}")));
        let token = self.token.as_ref();
        lines.extend(token.map(|token| format!("Authorization: Bearer {token}")));
        let headers = request.headers.iter();
        lines.extend(headers.map(|(name, value)| format!("{name}: {value}")));
        (format!("{}\r\n\r\n", lines.join("\r\n")), body)
    }

    /// Returns the address of the server, `host:port`.
    pub(super) fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    /// Sends a request and returns the response with its body unread.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn open(&self, request: Request) -> Result<reqwest::Response, reqwest::Error> {
        let Request {
            method,
            path,
            body,
            headers,
        } = request;
        let url = format!("{}{path}", self.base);
        let mut builder = self.http.request(method, url);
        if let Some(token) = &self.token {
            builder = builder.bearer_auth(token);
        }
        if let Some(cookie) = &self.cookie {
            builder = builder.header(COOKIE, cookie);
        }
        for (name, value) in headers {
            builder = builder.header(name, value);
        }
        builder = match body {
            Body::None => builder,
            Body::Json(body) => builder.json(&body),
            Body::Raw(media_type, bytes) => {
                if let Some(media_type) = media_type {
                    builder = builder.header("content-type", media_type);
                }
                builder.body(bytes)
            }
        };
        builder.send().await
    }

    /// Sends a request.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn try_send(&self, request: Request) -> Result<Response, reqwest::Error> {
        let name = request.name();
        Response::read(name, self.open(request).await?).await
    }

    /// Sends a request; fails if the connection breaks.
    pub async fn send(&self, request: Request) -> Response {
        let name = request.name();
        match self.try_send(request).await {
            Ok(response) => response,
            Err(error) => panic!("{name}: {error:?}"),
        }
    }

    /// Sends `GET` for a path below `/api/v1`.
    pub async fn get(&self, path: &str) -> Response {
        self.send(Request::new("GET", format!("/api/v1{path}")))
            .await
    }

    /// Sends `POST` with JSON for a path below `/api/v1`.
    pub async fn post(&self, path: &str, body: Value) -> Response {
        self.send(Request::new("POST", format!("/api/v1{path}")).json(body))
            .await
    }

    /// Sends `PUT` with JSON for a path below `/api/v1`.
    pub async fn put(&self, path: &str, body: Value) -> Response {
        self.send(Request::new("PUT", format!("/api/v1{path}")).json(body))
            .await
    }

    /// Sends `PATCH` with JSON for a path below `/api/v1`.
    pub async fn patch(&self, path: &str, body: Value) -> Response {
        self.send(Request::new("PATCH", format!("/api/v1{path}")).json(body))
            .await
    }

    /// Sends `DELETE` for a path below `/api/v1`.
    pub async fn delete(&self, path: &str) -> Response {
        self.send(Request::new("DELETE", format!("/api/v1{path}")))
            .await
    }

    /// Returns the OpenAPI document that the server serves.
    pub async fn openapi(&self) -> Value {
        self.send(Request::new("GET", "/openapi.json"))
            .await
            .expect(200)
    }
}

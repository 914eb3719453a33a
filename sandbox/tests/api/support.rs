//! A sandbox in memory, and answers that can be compared.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use sandbox::{DEMO_KEY, Options, Store};
use serde_json::{Value, json};
use tower::ServiceExt;

pub const LIVE_KEY: &str = "sk_live_51O62xYzAbcDef123";
pub const OTHER_KEY: &str = "sk_test_3468Sandbox";
pub const CUSTOMERS: &str = "/v1/customers/";
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";
pub const JPEG: &[u8] = b"\xff\xd8\xff\xe0rest";

/// A server, and the credential that its requests carry.
#[derive(Clone)]
pub struct Sandbox {
    pub router: Router,
    authorization: Option<String>,
}

pub fn basic(key: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{key}:")))
}

/// Options with directories that are not there.
pub fn no_files(faults: bool) -> Options {
    let directories = ["no-www", "no-package", "no-docs", "no-reference"];
    let [www, package, docs, reference] = directories.map(PathBuf::from);
    Options { faults, www, package, docs, reference }
}

impl Sandbox {
    fn new(seed: u32, options: &Options) -> Self {
        let store = Store::in_memory().unwrap();
        sandbox::seed(&store, seed).unwrap();
        Self { router: sandbox::app(store, options), authorization: Some(basic(DEMO_KEY)) }
    }

    pub fn seeded(count: u32) -> Self {
        Self::new(count, &no_files(false))
    }

    pub fn with_files(seed: u32, www: &Path, package: &Path, docs: &Path) -> Self {
        let (www, package, docs) = (www.into(), package.into(), docs.into());
        Self::new(seed, &Options { www, package, docs, ..no_files(false) })
    }

    pub fn with_reference(reference: &str) -> Self {
        Self::new(0, &Options { reference: reference.into(), ..no_files(false) })
    }

    pub fn empty() -> Self {
        Self::seeded(0)
    }

    pub fn with_faults() -> Self {
        Self::new(38, &no_files(true))
    }

    /// The same server for a caller with another key.
    pub fn with_key(&self, key: &str) -> Self {
        self.with_authorization(Some(basic(key)))
    }

    pub fn with_authorization(&self, authorization: Option<String>) -> Self {
        Self { router: self.router.clone(), authorization }
    }

    /// `extra` are headers.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        extra: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header(header::HOST, "sandbox.test:8000");
        if let Some(authorization) = &self.authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        for (name, value) in extra {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await;
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            broken: body.is_err(),
            body: body.map(|body| body.to_bytes()).unwrap_or_default(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], Body::empty()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[], Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send_as("POST", path, "application/json", body.to_string()).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send_as("PATCH", path, "application/json", body.to_string()).await
    }

    pub async fn send_as(
        &self,
        method: &str,
        path: &str,
        content_type: &str,
        body: impl Into<Body>,
    ) -> Answer {
        let headers = [("content-type", content_type)];
        self.send(method, path, &headers, body).await
    }

    /// Sends a multipart form.
    pub async fn send_form(&self, method: &str, path: &str, parts: &[Part<'_>]) -> Answer {
        let content_type = "multipart/form-data; boundary=limit";
        self.send_as(method, path, content_type, form(parts)).await
    }

    /// The path of a new customer.
    pub async fn customer(&self, email: &str) -> String {
        let created = self.post(CUSTOMERS, person(email)).await;
        assert_eq!(created.status, 201, "{created:?}");
        format!("{CUSTOMERS}{}/", created.id())
    }
}

/// A customer with the mandatory fields and no others.
pub fn person(email: &str) -> Value {
    json!({"first_name": "Ada", "last_name": "Lovelace", "email": email})
}

/// Name, file name, content.
pub type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file_name, content) in parts {
        let file_name = file_name.map(|name| format!("; filename=\"{name}\""));
        let head = format!(
            "--limit\r\nContent-Disposition: form-data; name=\"{name}\"{}\r\n\r\n",
            file_name.unwrap_or_default()
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--limit--\r\n");
    body
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// The body ended in an error.
    pub broken: bool,
}

impl Answer {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    #[track_caller]
    pub fn id(&self) -> String {
        self.json()["id"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The whole answer, byte by byte as far as JSON goes.
    #[track_caller]
    pub fn is(&self, status: u16, body: &Value) {
        assert_eq!(
            (self.status, &self.json()),
            (status, body),
            "{}",
            String::from_utf8_lossy(&self.body)
        );
    }
}

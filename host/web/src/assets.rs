//! Files that pages link to: embedded, and served under a name that holds their digest, so that they never change.

use aws_lc_rs::digest::{SHA256, digest};
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// An embedded file and its address. The address changes with the content.
#[derive(Debug, Clone)]
pub struct Asset {
    path: String,
    kind: &'static str,
    content: &'static str,
}

impl Asset {
    /// Names a file: `name` without its ending, `ending` of `css`, `js` or `svg`.
    #[must_use]
    pub fn new(name: &str, ending: &str, content: &'static str) -> Self {
        let short: String = digest(&SHA256, content.as_bytes()).as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let kind = match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        Self { path: format!("/assets/{name}-{short}.{ending}"), kind, content }
    }

    /// The address on this server.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A route that answers with the file.
    pub fn route<S: Clone + Send + Sync + 'static>(&self, router: Router<S>) -> Router<S> {
        let asset = self.clone();
        router.route(&self.path, get(move || std::future::ready(asset.response())))
    }

    fn response(&self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.kind)),
            (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        ];
        (headers, self.content).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_changes_with_the_content() {
        let (one, same, other) = (Asset::new("a", "css", "x"), Asset::new("a", "css", "x"), Asset::new("a", "css", "y"));
        assert_eq!(one.path(), same.path());
        assert_ne!(one.path(), other.path());
        assert!(one.path().starts_with("/assets/a-") && one.path().ends_with(".css"), "{}", one.path());
    }
}

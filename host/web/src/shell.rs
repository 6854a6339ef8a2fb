//! The layers around all pages: language, error pages, protection.

use std::{any::Any, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer};

use crate::{language::Speaks, pages::Pages, problem::Problem};

/// The largest form has a dozen short fields.
const LARGEST_BODY: usize = 64 * 1024;

/// A request that takes longer is answered so; a decision takes milliseconds, a busy database a few seconds.
const LONGEST_REQUEST: Duration = Duration::from_secs(20);

/// Addresses below this one are for programs: their problems are JSON.
const API: &str = "/api/";

/// Everything comes from this server, nothing is inline, nobody frames it, and forms go nowhere else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

impl Pages {
    /// Puts the layers around routes, and adds the files that pages link to and the answer for an unknown address. Once, around
    /// all routes that share a server.
    pub fn wrap(&self, routes: Router) -> Router {
        let routes = self.assets().into_iter().fold(routes, |routes, asset| asset.route(routes));
        routes.fallback(|| std::future::ready(Problem::not_found())).layer(
            ServiceBuilder::new()
                .layer(from_fn(protect))
                .layer(from_fn_with_state(self.clone(), speak))
                .layer(CatchPanicLayer::custom(panicked))
                .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST_REQUEST))
                .layer(CsrfLayer::new())
                .layer(RequestBodyLimitLayer::new(LARGEST_BODY)),
        )
    }
}

async fn protect(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Finds the language, and gives words to a problem.
async fn speak(State(pages): State<Pages>, mut request: Request, next: Next) -> Response {
    let Some(speaks) = Speaks::of(pages.texts(), request.uri(), request.headers()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    request.extensions_mut().insert(speaks.clone());
    let mut response = next.run(request).await;
    if let Some(problem) = problem_of(&mut response) {
        let said =
            if speaks.path.starts_with(API) { problem.to_json(pages.texts(), speaks.language) } else { pages.problem(&speaks, &problem) };
        let kept = response.headers().get(header::ALLOW).cloned();
        response = said;
        problem.mark(&mut response);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(allow) = kept {
            response.headers_mut().insert(header::ALLOW, allow);
        }
    }
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Some(cookie) = speaks.cookie() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The problem that an answer stands for: one that a handler returned, or a bare status. An error page that a handler made
/// itself, such as a form with errors next to its fields, is left as it is.
fn problem_of(response: &mut Response) -> Option<Problem> {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return Some(problem);
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let finished = kind.starts_with("text/html") || kind.contains("json");
    if finished { None } else { Problem::of_status(response.status()) }
}

fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let cause = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Problem::internal(&format_args!("a handler panicked: {}", cause.unwrap_or("no message"))).into_response()
}

#[cfg(test)]
mod tests {
    use axum::{
        Form,
        body::{Body, to_bytes},
        http::Request,
        routing::{get, post},
    };
    use tower::ServiceExt as _;

    use super::*;

    fn site() -> Router {
        let pages = Pages::new([]).expect("pages");
        let routes = Router::new()
            .route(
                "/panic",
                get(|| async {
                    if true {
                        panic!("at the disco")
                    }
                })
                .post(|| async { "sent" }),
            )
            .route("/form", post(|_: Form<Vec<(String, String)>>| async { "read" }))
            .route("/api/busy", get(|| async { Problem::too_many(7) }))
            .route("/api/field", get(|| async { Problem::invalid(vec![("/code".to_owned(), crate::key("problem-unreadable"))]) }));
        pages.wrap(routes)
    }

    async fn ask(method: &str, uri: &str, headers: &[(&str, &str)], body: String) -> (Response<()>, String) {
        let mut request = Request::builder().method(method).uri(uri).header("host", "exeat.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = site().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        (Response::from_parts(parts, ()), String::from_utf8(bytes.to_vec()).expect("text"))
    }

    async fn get_page(uri: &str, headers: &[(&str, &str)]) -> (Response<()>, String) {
        ask("GET", uri, headers, String::new()).await
    }

    #[tokio::test]
    async fn an_unknown_address_is_a_page_in_the_readers_language() {
        let (response, page) = get_page("/nowhere?lang=ru", &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(page.contains("<html lang=\"ru\">") && page.contains("<h1>Такой страницы нет</h1>"), "{page}");
        assert!(page.contains("href=\"/nowhere?lang&#x3D;az\"") || page.contains("href=\"/nowhere?lang=az\""), "{page}");
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|cookie| cookie.to_str().ok());
        assert!(cookie.is_some_and(|cookie| cookie.starts_with("lang=ru;")), "{cookie:?}");
    }

    #[tokio::test]
    async fn every_answer_is_protected() {
        for uri in ["/nowhere", "/api/busy", "/panic"] {
            let (response, _) = get_page(uri, &[]).await;
            for (name, value) in HEADERS {
                assert_eq!(response.headers().get(&name).and_then(|v| v.to_str().ok()), Some(value), "{name} of {uri}");
            }
        }
    }

    #[tokio::test]
    async fn a_panic_ends_in_a_page_with_a_reference_and_without_the_cause() {
        let (response, page) = get_page("/panic", &[]).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.contains("reference") && !page.contains("disco"), "{page}");
    }

    #[tokio::test]
    async fn programs_get_a_problem_document() {
        let (response, body) = get_page("/api/busy", &[("accept-language", "az")]).await;
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(response.headers().get(header::RETRY_AFTER).and_then(|v| v.to_str().ok()), Some("7"));
        assert_eq!(response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()), Some("application/problem+json"));
        let problem: serde_json::Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!((&problem["status"], &problem["code"], &problem["type"]), (&429.into(), &"too-many".into(), &"about:blank".into()));
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains('7')), "{body}");
        let (_, body) = get_page("/api/field", &[]).await;
        let problem: serde_json::Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(problem["errors"][0]["pointer"], "/code");
        let (response, body) = get_page("/api/nowhere", &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(body.contains("\"code\":\"not-found\""), "{body}");
    }

    #[tokio::test]
    async fn a_form_of_another_site_is_refused() {
        let cases = [
            (&[("sec-fetch-site", "cross-site")][..], StatusCode::FORBIDDEN),
            (&[("sec-fetch-site", "same-site")], StatusCode::FORBIDDEN),
            (&[("origin", "https://evil.example")], StatusCode::FORBIDDEN),
            (&[("origin", "null")], StatusCode::FORBIDDEN),
            (&[("sec-fetch-site", "same-origin"), ("origin", "null")], StatusCode::OK),
            (&[("origin", "https://exeat.example")], StatusCode::OK),
            (&[], StatusCode::OK),
        ];
        for (headers, status) in cases {
            let (response, _) = ask("POST", "/panic", headers, String::new()).await;
            assert_eq!(response.status(), status, "{headers:?}");
        }
    }

    #[tokio::test]
    async fn large_unreadable_and_misdirected_requests_say_what_to_do() {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let cases = [
            ("POST", "/form", vec![form], "a=b".to_owned(), StatusCode::OK, "read"),
            ("POST", "/form", vec![form], format!("a={}", "b".repeat(LARGEST_BODY)), StatusCode::PAYLOAD_TOO_LARGE, "too large"),
            ("POST", "/form", vec![], "a=b".to_owned(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "could not be read"),
            ("DELETE", "/form", vec![], String::new(), StatusCode::METHOD_NOT_ALLOWED, "cannot be opened in this way"),
        ];
        for (method, uri, headers, body, status, says) in cases {
            let (response, page) = ask(method, uri, &headers, body).await;
            assert_eq!(response.status(), status, "{method} {uri}");
            assert!(page.contains(says), "{method} {uri}: {page}");
        }
    }

    #[tokio::test]
    async fn linked_files_are_there_for_ever() {
        let (_, page) = get_page("/nowhere", &[]).await;
        let path = page.split("href=\"").find_map(|rest| rest.starts_with("/assets/style-").then(|| rest.split('"').next())).flatten();
        let (response, style) = get_page(path.expect("a stylesheet"), &[]).await;
        assert_eq!(response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()), Some("text/css; charset=utf-8"));
        assert!(response.headers().get(header::CACHE_CONTROL).is_some_and(|v| v.to_str().is_ok_and(|v| v.contains("immutable"))));
        assert!(style.contains(":focus-visible"));
    }
}

//! The page over hosts that are made up: every state of it, in every language, and who may press the button.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use administration::{
    Changed, Difference, Host, Overview, Plugin, Regime, Reload, Reloaded, SECTION, Said, Shadow, Standing, Validity, Version, router,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use domain::{Instant, Language, Outcome};
use tower::ServiceExt as _;
use web::Pages;

struct Made {
    overview: Overview,
    reloads: AtomicUsize,
}

impl Host for Made {
    fn overview(&self, language: Language) -> Overview {
        let mut overview = self.overview.clone();
        overview.regimes.iter_mut().for_each(|regime| regime.title = format!("{} in {language}", regime.title));
        overview
    }

    fn reload(&self) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.reloads.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(()))
    }
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn quiet() -> Overview {
    Overview {
        now: at("2020-12-15T10:00:00Z"),
        started: at("2020-12-14T08:00:00Z"),
        version: "0.1.0".to_owned(),
        regimes: Vec::new(),
        over: 0,
        plugins: Vec::new(),
        reloading: false,
        reloads: Vec::new(),
        shadow: None,
    }
}

fn done() -> Reload {
    let ids = |id: &str| vec![id.to_owned()];
    let became =
        Reloaded::Done { added: ids("aa/new"), changed: ids("aa/other"), removed: ids("aa/gone"), untested: ids("aa/untried"), cases: 31 };
    Reload { at: at("2020-12-15T09:00:00Z"), became }
}

fn refused() -> Reload {
    Reload { at: at("2020-12-15T09:30:00Z"), became: Reloaded::Refused { why: "aa.yaml:3: did you mean <measure>?".to_owned() } }
}

fn busy() -> Overview {
    let version = |version: Option<&str>| Version { version: version.map(str::to_owned), digest: "ab".repeat(32) };
    let regime = |id: &str, standing, until: Option<&str>| Regime {
        id: id.to_owned(),
        title: "Curfew".to_owned(),
        place: "Aaland".to_owned(),
        from: "1.12.2020 00:00".to_owned(),
        until: until.map(str::to_owned),
        standing,
        policies: vec!["standard".to_owned()],
    };
    let plugin = |name: &str, signer: Option<&str>, used| Plugin {
        name: name.to_owned(),
        version: version(Some("1.2.3")),
        contract: "1.0.0".to_owned(),
        signer: signer.map(str::to_owned),
        size: 2_049,
        used,
    };
    let decided = |outcome, reasons: &[&str]| Said::Decided(outcome, reasons.iter().map(|reason| (*reason).to_owned()).collect());
    let difference = |old: Said, new: Said, validity| Difference {
        regime: "aa/2020-12-01-curfew".to_owned(),
        old,
        new,
        validity,
        count: 7,
        witnesses: vec!["{\n  \"purpose\": \"walk\"\n}".to_owned()],
    };
    let granted = || decided(Outcome::Granted, &[]);
    let refused_for = || decided(Outcome::Refused, &["quota-used"]);
    Overview {
        regimes: vec![
            regime("aa/2020-12-01-curfew", Standing::InForce, None),
            regime("aa/2021-01-01-curfew", Standing::Coming, Some("1.2.2021 00:00")),
        ],
        over: 3,
        plugins: vec![plugin("standard", Some("key"), 2), plugin("pause", None, 0)],
        reloading: true,
        reloads: vec![refused(), done()],
        shadow: Some(Shadow {
            since: at("2020-12-15T08:00:00Z"),
            not_renewed: Some("it is broken".to_owned()),
            changed: vec![
                Changed { name: "standard".to_owned(), old: Some(version(Some("1.2.2"))), new: version(Some("1.2.3")) },
                Changed { name: "aa/2021-01-01-curfew".to_owned(), old: None, new: version(None) },
            ],
            compared: 1000,
            different: 28,
            dropped: 5,
            not_compared: vec![("needs `worker`".to_owned(), 12)],
            differences: vec![
                difference(granted(), refused_for(), None),
                difference(granted(), granted(), Some(Validity::Shorter)),
                difference(granted(), granted(), Some(Validity::Longer)),
                difference(granted(), granted(), Some(Validity::Moved)),
                difference(granted(), granted(), Some(Validity::OtherHours)),
                difference(refused_for(), refused_for(), None),
                difference(decided(Outcome::Referred, &[]), Said::Failed("trap".to_owned()), None),
                difference(decided(Outcome::NotRequired, &[]), granted(), None),
            ],
            beyond: 2,
        }),
        ..quiet()
    }
}

fn site(overview: Overview) -> (Router, Arc<Made>) {
    let host = Arc::new(Made { overview, reloads: AtomicUsize::new(0) });
    let pages = Pages::new([SECTION]).unwrap();
    (pages.wrap(router(host.clone(), &pages)), host)
}

async fn page(overview: Overview, language: &str) -> String {
    let request = Request::get("/administration").header("host", "localhost").header("accept-language", language).body(Body::empty());
    let answer = site(overview).0.oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{language}");
    String::from_utf8(to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn a_host_of_which_nothing_is_to_be_said() {
    let page = page(quiet(), "en").await;
    for shown in ["0.1.0", "2020-12-14 08:00:00 UTC", "Nothing has been reloaded", "None.", "No shadow decides"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("role=\"alert\""), "{page}");
}

#[tokio::test]
async fn everything_that_can_be_said_is_said_in_every_language() {
    for language in ["az", "ru", "tt", "en", "el", "fr"] {
        let page = page(busy(), language).await;
        let shown = [
            format!("lang=\"{language}\""),
            format!("Curfew in {language}"),
            "did you mean &lt;measure&gt;?".to_owned(),
            "aa/untried".to_owned(),
            "quota-used".to_owned(),
            "needs &#x60;worker&#x60;".to_owned(),
            "3 KiB".to_owned(),
            "abababababab".to_owned(),
            "trap".to_owned(),
        ];
        for shown in shown {
            assert!(page.contains(&shown), "{shown} in {language}: {page}");
        }
    }
}

#[tokio::test]
async fn a_refusal_stands_above_everything_until_a_reload_succeeds() {
    let with = |reloads| Overview { reloads, ..quiet() };
    for (reloads, alarmed) in [(vec![refused(), done()], true), (vec![done(), refused()], false), (vec![], false)] {
        let page = page(with(reloads.clone()), "en").await;
        assert_eq!(page.contains("id=\"refused\""), alarmed, "{reloads:?}");
    }
}

#[tokio::test]
async fn only_this_page_presses_its_button() {
    for (origin, site_of, status, pressed) in [
        ("http://localhost", "same-origin", StatusCode::SEE_OTHER, 1),
        ("http://elsewhere.example", "cross-site", StatusCode::FORBIDDEN, 0),
    ] {
        let (routes, host) = site(quiet());
        let request = Request::post("/administration/reload").header("host", "localhost").header("origin", origin);
        let answer = routes.oneshot(request.header("sec-fetch-site", site_of).body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!((answer.status(), host.reloads.load(Ordering::Relaxed)), (status, pressed), "{origin}");
    }
}

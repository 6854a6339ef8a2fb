//! Whoever writes a regime beside the demo sees at once what is wrong with it.

use std::time::{Duration, Instant};

use crate::serving::{Serving, one_jurisdiction};

const FILE: &str = "GR/2020-11-07-lockdown.yaml";

/// The page, once it looks as it should.
async fn page_that(serving: &Serving, looks: impl Fn(&str) -> bool) -> String {
    let until = Instant::now() + Duration::from_secs(120);
    loop {
        let answer = reqwest::Client::new().get(&serving.address).header("accept-language", "en").send().await.expect("an answer");
        let page = answer.text().await.expect("a page");
        if looks(&page) {
            return page;
        }
        assert!(Instant::now() < until, "{page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_saved_file_is_taken_or_the_page_says_what_is_wrong() {
    let serving = Serving::demo(one_jurisdiction()).await;
    page_that(&serving, |page| !page.contains("id=\"broken\"")).await;
    serving.change(FILE, "measure: stay_home", "measure: stay_hom");
    let broken = page_that(&serving, |page| page.contains("id=\"broken\"")).await;
    assert!(broken.contains("2020-11-07-lockdown.yaml") && broken.contains("stay_hom"), "{broken}");
    serving.change(FILE, "measure: stay_hom", "measure: stay_home");
    page_that(&serving, |page| !page.contains("id=\"broken\"")).await;
    // What is well-formed is in force without anybody having asked.
    serving.change(FILE, "en: Restriction of movement with exceptions", "en: Another title of the act");
    page_that(&serving, |page| page.contains("Another title of the act")).await;
}

//! Which language a request is answered in: what its address asks for, what its reader chose before, what the browser
//! prefers, and the pages' own at last.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, Uri, header, request::Parts},
};
use domain::Language;

use crate::{problem::Problem, texts::Texts};

const COOKIE: &str = "lang";
const PARAMETER: &str = "lang";

/// The language of a request, and where it went: every page needs both. Put there by [`crate::Pages::wrap`].
#[derive(Debug, Clone)]
pub struct Speaks {
    /// The language to answer in.
    pub language: Language,
    pub(crate) path: String,
    pub(crate) query: String,
    chosen: bool,
}

impl Speaks {
    pub(crate) fn of(texts: &Texts, uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let known = |tag: &str| texts.languages().iter().copied().find(|language| language.as_str() == tag);
        let asked = parameters(uri).filter(|(name, _)| *name == PARAMETER).find_map(|(_, value)| known(value));
        let language = asked
            .or_else(|| cookie(headers, COOKIE).and_then(known))
            .or_else(|| preferred(headers).into_iter().find_map(|tag| known(&tag)))
            .or_else(|| texts.fallback())?;
        let kept: Vec<String> =
            parameters(uri).filter(|(name, _)| *name != PARAMETER).map(|(name, value)| format!("{name}={value}")).collect();
        Some(Self { language, path: uri.path().to_owned(), query: kept.join("&"), chosen: asked.is_some() })
    }

    /// The address of the same page in another language.
    pub(crate) fn same_page_in(&self, language: Language) -> String {
        let joint = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{joint}{PARAMETER}={language}", self.path, self.query)
    }

    /// What makes the browser remember a choice, if one was made.
    pub(crate) fn cookie(&self) -> Option<HeaderValue> {
        let cookie = format!("{COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", self.language);
        self.chosen.then(|| HeaderValue::from_str(&cookie).ok()).flatten()
    }
}

impl<S: Sync> FromRequestParts<S> for Speaks {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Problem::internal(&"the routes are not wrapped by `Pages::wrap`"))
    }
}

/// The value of a cookie.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok()).flat_map(|line| line.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// Names and values as they stand in the address, not decoded: language tags need no decoding, and the rest is passed on.
fn parameters(uri: &Uri) -> impl Iterator<Item = (&str, &str)> {
    uri.query().unwrap_or_default().split('&').filter(|part| !part.is_empty()).map(|part| part.split_once('=').unwrap_or((part, "")))
}

/// The primary tags that a browser prefers, best first. Those with weight nothing are left out.
fn preferred(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).into_iter().filter_map(|value| value.to_str().ok());
    let mut weighed: Vec<(u16, String)> = lines
        .flat_map(|line| line.split(','))
        .filter_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let tag = parts.next()?.split('-').next()?.to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
            let thousandths = (weight.clamp(0.0, 1.0) * 1000.0) as u16;
            (thousandths > 0).then_some((thousandths, tag))
        })
        .collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().map(|(_, tag)| tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaks(uri: &str, headers: &[(header::HeaderName, &str)]) -> Speaks {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).expect("a header"))).collect();
        Speaks::of(&Texts::new().expect("texts"), &uri.parse().expect("an address"), &headers).expect("a language")
    }

    #[test]
    fn the_address_goes_before_the_cookie_before_the_browser() {
        let (cookie, accept) = ((header::COOKIE, "a=b; lang=ru"), (header::ACCEPT_LANGUAGE, "de, tt-RU;q=0.9, az;q=0.8"));
        let cases = [
            ("/?lang=az", vec![cookie.clone(), accept.clone()], "az"),
            ("/?lang=xx", vec![cookie.clone(), accept.clone()], "ru"),
            ("/", vec![cookie, accept.clone()], "ru"),
            ("/", vec![accept], "tt"),
            ("/", vec![(header::ACCEPT_LANGUAGE, "ru;q=0.3, az;q=0.8, tt;q=0, en;q=0.5")], "az"),
            ("/", vec![(header::ACCEPT_LANGUAGE, "ru;q=nonsense, ;;;, az")], "az"),
            ("/", vec![(header::ACCEPT_LANGUAGE, "de, nl")], "en"),
            ("/", vec![], "en"),
        ];
        for (uri, headers, language) in cases {
            assert_eq!(speaks(uri, &headers).language.as_str(), language, "{uri} {headers:?}");
        }
    }

    #[test]
    fn a_choice_is_remembered_and_the_rest_of_the_address_kept() {
        let page = speaks("/apply?place=AZ-BA&lang=az", &[]);
        assert_eq!(page.cookie().as_ref().and_then(|c| c.to_str().ok()).map(|c| c.starts_with("lang=az; Path=/;")), Some(true));
        assert_eq!(page.same_page_in("ru".parse().expect("a language")), "/apply?place=AZ-BA&lang=ru");
        assert!(speaks("/apply", &[]).cookie().is_none());
        assert_eq!(speaks("/apply", &[]).same_page_in("tt".parse().expect("a language")), "/apply?lang=tt");
    }
}

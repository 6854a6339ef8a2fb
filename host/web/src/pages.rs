//! Pages: a template and its view, in the reader's language, inside the one layout.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::Language;
use fluent_bundle::FluentValue;
use handlebars::{Context, Handlebars, Helper, HelperDef, JsonRender, RenderContext, RenderError, RenderErrorReason, ScopedJson};
use serde::Serialize;
use serde_json::Value as Json;

use crate::{
    assets::Asset,
    language::Speaks,
    problem::Problem,
    texts::{Key, Texts, TextsError, key},
};

macro_rules! templates {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../templates/", $name, ".hbs")))),*] };
}

/// Every template. Those that begin with `_` are parts of others.
pub(crate) const TEMPLATES: &[(&str, &str)] = templates![
    "layout",
    "_error-mark",
    "_places",
    "_sign",
    "problem",
    "sign-in",
    "apply-place",
    "apply",
    "apply-nothing",
    "apply-answer",
    "_demands",
    "_verdict",
    "check",
    "_demo-phone",
    "_demo-clock",
    "_demo-officer",
    "_demo-why",
    "_demo-recent",
    "demo",
    "_regimes",
    "administration",
];

/// The one stylesheet, in parts.
const STYLE: &str = concat!(
    include_str!("../assets/style/base.css"),
    include_str!("../assets/style/forms.css"),
    include_str!("../assets/style/results.css"),
    include_str!("../assets/style/demo.css"),
    include_str!("../assets/style/administration.css"),
);

/// A part of the site that the header leads to.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Its first page.
    pub path: &'static str,
    /// Its name.
    pub title: Key,
}

/// Which template, and what the layout needs to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    template: &'static str,
    title: Key,
    status: StatusCode,
    wide: bool,
    script: bool,
}

impl Page {
    /// A page of running text and forms.
    #[must_use]
    pub const fn new(template: &'static str, title: Key) -> Self {
        Self { template, title, status: StatusCode::OK, wide: false, script: false }
    }

    /// The same, answered with a status.
    #[must_use]
    pub const fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The same, as wide as the window.
    #[must_use]
    pub const fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// The same, with the script that sends forms without leaving the page. The page must work without it.
    #[must_use]
    pub const fn with_script(self) -> Self {
        Self { script: true, ..self }
    }
}

/// An embedded template or text that cannot be used. A mistake of the build, not of its user.
#[derive(Debug, thiserror::Error)]
pub enum PagesError {
    /// A template is not one.
    #[error("the template `{name}` cannot be used")]
    Template {
        /// Which.
        name: &'static str,
        /// Why.
        source: Box<handlebars::TemplateError>,
    },
    /// A locale file is not one.
    #[error(transparent)]
    Texts(#[from] TextsError),
}

/// The layout, the templates, the texts and the files that pages link to. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Pages(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    texts: Texts,
    /// A registry for each language, so that the helper `t` always knows its own.
    registries: BTreeMap<Language, Handlebars<'static>>,
    sections: Vec<Section>,
    style: Asset,
    script: Asset,
    icon: Asset,
}

/// What the layout shows around a page.
#[derive(Serialize)]
struct Frame<'a> {
    lang: &'a str,
    title: String,
    style: &'a str,
    icon: &'a str,
    script: Option<&'a str>,
    wide: bool,
    sections: Vec<Link>,
    languages: Vec<Link>,
    body: &'a str,
}

#[derive(Serialize)]
struct Link {
    href: String,
    text: String,
    lang: Option<String>,
    current: bool,
}

impl Pages {
    /// The pages of a site with these sections, in the order of the header.
    ///
    /// # Errors
    /// When an embedded template or locale file is broken; a test sees to it that none is.
    pub fn new(sections: impl IntoIterator<Item = Section>) -> Result<Self, PagesError> {
        let texts = Texts::new()?;
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        for (name, source) in TEMPLATES {
            registry.register_template_string(name, source).map_err(|source| PagesError::Template { name, source: Box::new(source) })?;
        }
        let registries = texts.languages().iter().map(|language| {
            let mut spoken = registry.clone();
            spoken.register_helper("t", Box::new(Translate { texts: texts.clone(), language: *language }));
            (*language, spoken)
        });
        Ok(Self(Arc::new(Inner {
            registries: registries.collect(),
            sections: sections.into_iter().collect(),
            style: Asset::new("style", "css", STYLE),
            script: Asset::new("enhance", "js", include_str!("../assets/enhance.js")),
            icon: Asset::new("icon", "svg", include_str!("../assets/icon.svg")),
            texts,
        })))
    }

    /// The texts of the pages, for what is said outside a template.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.0.texts
    }

    pub(crate) fn assets(&self) -> [&Asset; 3] {
        [&self.0.style, &self.0.script, &self.0.icon]
    }

    /// A page around a view. A template that fails is a problem like any other: the reader sees a page that says so.
    pub fn page(&self, speaks: &Speaks, page: &Page, view: &impl Serialize) -> Response {
        match self.render(speaks, page, view) {
            Ok(html) => {
                let mut response = (page.status, Html(html)).into_response();
                response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
                if let Ok(language) = HeaderValue::from_str(speaks.language.as_str()) {
                    response.headers_mut().insert(header::CONTENT_LANGUAGE, language);
                }
                response
            }
            Err(error) => Problem::internal(&error).into_response(),
        }
    }

    pub(crate) fn problem(&self, speaks: &Speaks, problem: &Problem) -> Response {
        let page = Page::new("problem", problem.title()).with_status(problem.status());
        let view = serde_json::json!({ "title": problem.title(), "help": problem.help(&self.0.texts, speaks.language) });
        match self.render(speaks, &page, &view) {
            Ok(html) => (page.status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, "the page of a problem could not be made");
                problem.to_json(&self.0.texts, speaks.language)
            }
        }
    }

    fn render(&self, speaks: &Speaks, page: &Page, view: &impl Serialize) -> Result<String, RenderError> {
        let language = speaks.language;
        let registry = self.0.registries.get(&language).ok_or_else(|| other(format!("no texts in `{language}`")))?;
        let body = registry.render(page.template, view)?;
        let title = self.0.texts.get(language, page.title, &[]);
        let title = if page.status == StatusCode::UNPROCESSABLE_ENTITY {
            self.0.texts.get(language, key("title-error"), &[("title", &title)])
        } else {
            title
        };
        let name_of = |language: &Language| self.0.texts.get(*language, key("language-name"), &[]);
        registry.render(
            "layout",
            &Frame {
                lang: language.as_str(),
                title,
                style: self.0.style.path(),
                icon: self.0.icon.path(),
                script: page.script.then(|| self.0.script.path()),
                wide: page.wide,
                sections: self
                    .0
                    .sections
                    .iter()
                    .map(|section| Link {
                        href: section.path.to_owned(),
                        text: self.0.texts.get(language, section.title, &[]),
                        lang: None,
                        current: speaks.path == section.path || (section.path != "/" && speaks.path.starts_with(section.path)),
                    })
                    .collect(),
                languages: self
                    .0
                    .texts
                    .languages()
                    .iter()
                    .map(|offered| Link {
                        href: speaks.same_page_in(*offered),
                        text: name_of(offered),
                        lang: Some(offered.to_string()),
                        current: *offered == language,
                    })
                    .collect(),
                body: &body,
            },
        )
    }
}

/// `{{t "key" name=value}}`: a text in the registry's language.
struct Translate {
    texts: Texts,
    language: Language,
}

impl HelperDef for Translate {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let name = helper.param(0).and_then(|param| param.value().as_str()).ok_or_else(|| other("`t` needs the name of a text"))?;
        let arguments: Vec<(&str, FluentValue<'_>)> = helper.hash().iter().map(|(name, value)| (*name, value_of(value.value()))).collect();
        let text = self.texts.find(self.language, name, &arguments).ok_or_else(|| other(format!("no text `{name}`")))?;
        Ok(ScopedJson::Derived(Json::String(text)))
    }
}

fn value_of(value: &Json) -> FluentValue<'static> {
    match value {
        Json::Number(number) => FluentValue::from(number.as_f64().unwrap_or_default()),
        other => FluentValue::from(other.render()),
    }
}

fn other(message: impl Into<String>) -> RenderError {
    RenderErrorReason::Other(message.into()).into()
}

//! The page: clause and rule side by side, in one file that needs nothing else.

use handlebars::Handlebars;
use serde::Serialize;

use super::page::Explained;

/// A page that could not be made. A mistake of the build, not of its user.
#[derive(Debug, thiserror::Error)]
#[error("the page cannot be made: {0}")]
pub struct HtmlError(Box<handlebars::RenderError>);

const TEMPLATE: &str = include_str!("../../templates/explain.hbs");
const STYLE: &str = include_str!("../../templates/explain.css");

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    explained: &'a Explained,
    style: &'static str,
}

impl Explained {
    /// One HTML page, with its styles, without script.
    ///
    /// # Errors
    /// When the embedded template cannot be used.
    pub fn html(&self) -> Result<String, HtmlError> {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        templates.render_template(TEMPLATE, &View { explained: self, style: STYLE }).map_err(|error| HtmlError(Box::new(error)))
    }
}

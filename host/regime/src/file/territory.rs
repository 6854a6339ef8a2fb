//! A `territories.yaml` as it is written.

use domain::Territory;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::Titles;

/// A territory and what lies within it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TerritoryFile {
    /// Its code: ISO 3166 where there is one, otherwise the code of the node above, a dot, and a name.
    #[schemars(example = &"XA-N")]
    pub(crate) code: Territory,
    /// What it is called, by language.
    #[schemars(extend("examples" = [{ "en": "North" }]))]
    pub(crate) names: Titles,
    /// Whether its centre is a territory of its own, without villages and settlements: `<code>.centre`.
    #[serde(default)]
    #[schemars(example = true)]
    pub(crate) centre: bool,
    /// Other names under which people know it.
    #[serde(default)]
    #[schemars(extend("examples" = [["the North"]]))]
    pub(crate) aka: Vec<String>,
    /// Its middle on the map, from which distances are measured.
    #[serde(default)]
    #[schemars(extend("examples" = [{ "lat": 40.38, "lon": 49.85 }]))]
    pub(crate) at: Option<PointFile>,
    /// What lies within it.
    #[serde(default)]
    #[schemars(extend("examples" = [[{ "code": "XA-N", "names": { "en": "North" } }]]))]
    pub(crate) children: Vec<TerritoryFile>,
}

/// A point on the map (WGS 84).
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub(crate) struct PointFile {
    /// Degrees north of the equator; south of it they are negative.
    #[schemars(range(min = -90, max = 90), example = 40.38)]
    pub(crate) lat: f64,
    /// Degrees east of Greenwich; west of it they are negative.
    #[schemars(range(min = -180, max = 180), example = 49.85)]
    pub(crate) lon: f64,
}

//! The longest values that the variables of a reply can take in one regime and language.

use domain::{Jurisdiction, Language, ReasonCode, Segments};

use crate::{
    catalogue::{Arg, Args, Catalogues, Use},
    file::RegimeFile,
    sms::{FieldKind, FormAction},
    territories::TerritoryTree,
    text::Titles,
};

/// What the values are taken from.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) file: &'a RegimeFile,
    pub(crate) jurisdiction: &'a Jurisdiction,
    pub(crate) territories: &'a TerritoryTree,
    pub(crate) catalogues: &'a Catalogues,
}

/// The values of one regime in one language.
pub(crate) struct Samples<'a> {
    around: Around<'a>,
    language: Language,
    moment: String,
    reasons: Vec<String>,
}

/// Counts that need the longest plural forms in the languages of the field, and one of two digits.
const NUMBERS: [i64; 5] = [1, 2, 5, 11, 28];
/// A long length of time, to be read.
const LONG: &str = "22h58min";
/// As long as a distance gets: metres beyond a kilometre.
const FAR: i64 = 8_888;
/// So many ways to fill in a message are tried.
const MOST: usize = 512;

impl<'a> Samples<'a> {
    pub(crate) fn new(around: Around<'a>, language: Language, reasons: &[ReasonCode]) -> Self {
        let late = jiff::civil::date(2028, 12, 28).at(22, 58, 0, 0);
        let moment = around.catalogues.date_time(around.jurisdiction, language, late).unwrap_or_else(|| late.to_string());
        let mut samples = Self { around, language, moment, reasons: Vec::new() };
        let own = crate::catalogue::REPLIES.iter().filter(|key| key.starts_with("reason-")).map(|key| (*key).to_owned());
        let texts = own.chain(reasons.iter().map(|code| format!("reason-{code}"))).flat_map(|key| samples.rendered(&key)).collect();
        samples.reasons = longest(texts);
        samples
    }

    /// A message with every combination of its longest values.
    pub(crate) fn rendered(&self, key: &str) -> Vec<String> {
        let Some(references) = self.around.catalogues.references(self.around.jurisdiction, self.language, key) else { return Vec::new() };
        let mut ways = vec![Args::new()];
        for (name, used) in &references.variables {
            let values = self.values(key, name, used);
            let room = MOST / ways.len().max(1);
            ways = ways
                .iter()
                .flat_map(|args| values.iter().take(room.max(1)).map(move |value| args.clone().with(name, value.clone())))
                .collect();
        }
        ways.iter().filter_map(|args| self.around.catalogues.text(self.around.jurisdiction, self.language, key, args)).collect()
    }

    /// A message at its longest, and what it costs to send.
    pub(crate) fn longest(&self, key: &str) -> Option<(Segments, String)> {
        let costs = self.rendered(key).into_iter().map(|text| (Segments::of(&text), text));
        costs.max_by_key(|(segments, _)| (segments.count, segments.units))
    }

    fn values(&self, key: &str, name: &str, used: &Use) -> Vec<Arg> {
        if !used.variants.is_empty() {
            return used.variants.iter().map(|variant| Arg::Text(variant.clone())).collect();
        }
        if used.number {
            return NUMBERS.map(Arg::Number).to_vec();
        }
        longest(self.texts(key, name)).into_iter().map(Arg::Text).collect()
    }

    fn texts(&self, key: &str, name: &str) -> Vec<String> {
        let file = self.around.file;
        let in_language = |titles: &Titles| titles.best(self.language).to_owned();
        match name {
            "code" if key.starts_with("reply-registered") || matches!(key, "reply-corrected" | "reply-status-registration") => {
                vec!["R-WXYZ-2345".to_owned()]
            }
            "code" => vec!["WXYZ-2345".to_owned()],
            "purpose" => file.purposes.values().map(|purpose| in_language(&purpose.title)).collect(),
            "exemption" => file.exemptions.values().map(|exemption| in_language(&exemption.title)).collect(),
            "show" => file.exemptions.values().filter_map(|exemption| exemption.show.as_ref()).map(in_language).collect(),
            "identity" | "suggestion" => {
                file.identity.iter().flat_map(|identity| identity.kinds.values()).map(|kind| kind.example.clone()).collect()
            }
            // As much of it as is repeated to whoever wrote it, in whatever alphabet.
            "given" => vec!["W".repeat(32), "Ж".repeat(32)],
            // One at least is listed, and of whom; more where there is room.
            "permits" => self.rendered("reply-status-coming").into_iter().map(|permit| format!("{permit} (******W): +1")).collect(),
            "plate" => vec!["W".repeat(12)],
            "from" | "until" | "again" | "next" => vec![self.moment.clone()],
            "total" => {
                let said = |long| self.around.catalogues.duration(self.around.jurisdiction, self.language, long);
                LONG.parse().ok().and_then(said).into_iter().collect()
            }
            "radius" | "distance" => self.around.catalogues.distance(self.around.jurisdiction, self.language, FAR).into_iter().collect(),
            "reason" => self.reasons.clone(),
            "help" => file.sms.iter().filter_map(|sms| sms.help.clone()).collect(),
            "phone" => file.purposes.values().filter_map(|purpose| purpose.desk.as_ref()?.phone.clone()).collect(),
            "codes" => vec![
                file.purposes
                    .values()
                    .filter_map(|purpose| purpose.sms.as_ref())
                    .map(|sms| sms.code.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            ],
            "example" if key == "reply-ask-identity" => self.texts(key, "identity"),
            "example" if key == "reply-register-first" => self.examples(Some(FormAction::Register)),
            "example" => self.examples(None),
            "field" => FieldKind::ALL.iter().filter_map(|kind| self.field(*kind)).collect(),
            "place" | "territory" => self.places(),
            "day" | "month" | "hour" | "minute" => vec!["28".to_owned()],
            "year" => vec!["2028".to_owned()],
            _ => vec!["W".repeat(16)],
        }
    }

    fn field(&self, kind: FieldKind) -> Option<String> {
        self.around.catalogues.text(self.around.jurisdiction, self.language, &format!("field-{kind}"), &Args::new())
    }

    /// A correct message of each form, with everything that may be left out.
    fn examples(&self, does: Option<FormAction>) -> Vec<String> {
        let file = self.around.file;
        let longest = |texts: Vec<String>| texts.into_iter().max_by_key(|text| text.chars().count());
        let forms = file.sms.iter().flat_map(|sms| sms.forms.values()).filter(|form| does.is_none_or(|does| form.does == does));
        forms
            .map(|form| {
                let words = form.words.get(&self.language).or_else(|| form.words.values().next()).cloned().unwrap_or_default();
                let fields = form.fields.iter().filter_map(|field| match field.0.kind {
                    FieldKind::Purpose => {
                        longest(file.purposes.values().filter_map(|purpose| Some(purpose.sms.as_ref()?.code.clone())).collect())
                    }
                    FieldKind::Identity => longest(self.texts("", "identity")),
                    FieldKind::Plate => Some("10AA123".to_owned()),
                    kind => self.field(kind),
                });
                longest(words).into_iter().chain(fields).collect::<Vec<_>>().join(form.separator.as_deref().unwrap_or(" "))
            })
            .collect()
    }

    fn places(&self) -> Vec<String> {
        let root = self.around.jurisdiction.territory();
        let inside = self.around.territories.nodes().filter(|node| self.around.territories.is_within(&node.code, root));
        inside.map(|node| node.names.best(self.language).to_owned()).collect()
    }
}

/// Of many texts, those that can make a message longest: the one with the most letters, and the one that cannot be written
/// in the seven-bit alphabet with the most letters.
pub(crate) fn longest(texts: Vec<String>) -> Vec<String> {
    let units = |text: &&String| text.encode_utf16().count();
    let wide = texts.iter().filter(|text| Segments::of(text).encoding == domain::Encoding::Ucs2).max_by_key(units).cloned();
    let long = texts.iter().max_by_key(units).cloned();
    let mut longest: Vec<String> = wide.into_iter().chain(long).collect();
    longest.dedup();
    longest
}

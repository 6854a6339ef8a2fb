//! The words of the regimes' catalogues, for pages: reasons, verdicts, and local dates and times. What a text message says
//! too is said in the same words here.

use domain::{DailyWindow, Instant, Interval, Language, PurposeId, Reason, Territory, Validity, Value, Verdict};
use regime::{Args, Catalogues, Regime, TerritoryTree};

/// The parameter that names an exemption of the regime.
const EXEMPTION: &str = "exemption";

/// What one regime says in one language, with times as its clocks show them.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    catalogues: &'a Catalogues,
    territories: &'a TerritoryTree,
    regime: &'a Regime,
    language: Language,
}

impl<'a> Words<'a> {
    /// The words of `regime` in `language`.
    #[must_use]
    pub fn new(catalogues: &'a Catalogues, territories: &'a TerritoryTree, regime: &'a Regime, language: Language) -> Self {
        Self { catalogues, territories, regime, language }
    }

    /// The language that is spoken.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A local date and time.
    #[must_use]
    pub fn moment(&self, at: Instant) -> String {
        let local = self.regime.local(at);
        self.catalogues
            .date_time(&self.regime.jurisdiction, self.language, local)
            .unwrap_or_else(|| local.strftime("%Y-%m-%d %H:%M").to_string())
    }

    /// A local date.
    #[must_use]
    pub fn date(&self, at: Instant) -> String {
        let date = self.regime.local(at).date();
        self.catalogues.date(&self.regime.jurisdiction, self.language, date).unwrap_or_else(|| date.to_string())
    }

    /// A local time of day.
    #[must_use]
    pub fn time(&self, at: Instant) -> String {
        let local = self.regime.local(at);
        self.catalogues.time(&self.regime.jurisdiction, self.language, local.time()).unwrap_or_else(|| local.strftime("%H:%M").to_string())
    }

    /// From when until when; the date is said once where both are of one day.
    #[must_use]
    pub fn span(&self, interval: &Interval) -> String {
        let same_day = self.regime.local(interval.start()).date() == self.regime.local(interval.end()).date();
        let end = if same_day { self.time(interval.end()) } else { self.moment(interval.end()) };
        format!("{} – {end}", self.moment(interval.start()))
    }

    /// When a permit is good.
    #[must_use]
    pub fn validity(&self, validity: &Validity) -> String {
        let span = self.span(&validity.interval);
        validity.daily.map_or_else(|| span.clone(), |daily| format!("{span}, {}", self.window(&daily)))
    }

    /// A window of every day.
    #[must_use]
    pub fn window(&self, window: &DailyWindow) -> String {
        window.to_string().replace('-', "–")
    }

    /// What a territory is called; its code where it has no name.
    #[must_use]
    pub fn place<'t>(&self, territory: &'t Territory) -> &'t str
    where
        'a: 't,
    {
        self.territories.name(territory, self.language).unwrap_or(territory.as_str())
    }

    /// What a purpose or an exemption of the regime is called; nothing where it has none of that name.
    #[must_use]
    pub fn purpose(&self, purpose: &PurposeId) -> &'a str {
        self.title(purpose.as_str()).0
    }

    /// What a verdict is called.
    #[must_use]
    pub fn verdict(&self, verdict: Verdict) -> String {
        self.say(&format!("verdict-{verdict}"), &Args::new()).unwrap_or_else(|| verdict.to_string())
    }

    /// A reason as a sentence; its code where the catalogue has no words for it.
    ///
    /// A catalogue can say a reason differently when it has a certain parameter: `reason-ask-elsewhere-phone` is said where there
    /// is a `phone`.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let mut args = Args::new();
        let mut present: Vec<&str> = Vec::new();
        let mut show = None;
        for (name, value) in &reason.params {
            let name = name.as_str();
            present.push(name);
            args = match value {
                Value::Flag(flag) => args.text(name, if *flag { "yes" } else { "no" }),
                Value::Number(number) => args.with(name, self.catalogues.amount(&self.regime.jurisdiction, self.language, name, *number)),
                Value::Instant(at) => args.text(name, self.moment(*at)),
                Value::Duration(duration) => {
                    let said = self.catalogues.duration(&self.regime.jurisdiction, self.language, *duration);
                    args.text(name, said.unwrap_or_else(|| duration.to_string()))
                }
                Value::Interval(interval) => args.text(name, self.span(interval)),
                Value::Territory(territory) => args.text(name, self.place(territory)),
                Value::Purpose(purpose) => {
                    let (title, document) = self.title(purpose.as_str());
                    show = show.or(document);
                    args.text(name, title)
                }
                Value::Text(text) if name == EXEMPTION => {
                    let (title, document) = self.title(text);
                    show = show.or(document);
                    args.text(name, title)
                }
                Value::Text(text) => args.text(name, text.as_str()),
            };
        }
        if let Some(document) = show {
            present.push("show");
            args = args.text("show", document);
        }
        let plain = format!("reason-{}", reason.code);
        let special = present.iter().find_map(|name| self.say(&format!("{plain}-{name}"), &args));
        special.or_else(|| self.say(&plain, &args)).unwrap_or_else(|| reason.code.to_string())
    }

    /// What a purpose or an exemption is called, and the document to carry.
    fn title(&self, id: &str) -> (&'a str, Option<&'a str>) {
        if let Some(exemption) = self.regime.exemptions.get(id) {
            return (exemption.title.best(self.language), exemption.show.as_ref().map(|show| show.best(self.language)));
        }
        (self.regime.purposes.get(id).map_or("", |purpose| purpose.title.best(self.language)), None)
    }

    fn say(&self, key: &str, args: &Args) -> Option<String> {
        self.catalogues.text(&self.regime.jurisdiction, self.language, key, args)
    }
}

//! The words of a reply, from the catalogues: never a sentence of its own, never a decision.

mod example;
mod letters;
mod reason;
mod status;
mod time;

use std::sync::Arc;

use domain::{IdentityNumber, Instant, Language, Outcome, Plate};
use permits::{Applied, Environment, Letters, Registered};
use regime::{Args, FieldKind, FormAction, Regime, RepeatIdentity};

use crate::reading::{FormRef, Rejected, Rejection};
use example::{PLATE, Shown};

/// What a reply is written with: for whom and when.
#[derive(Clone)]
pub(crate) struct Wording {
    pub environment: Arc<Environment>,
    /// The regimes that the message was read for, the first of which answers.
    pub regimes: Vec<Arc<Regime>>,
    pub language: Language,
    /// The letters that the person asked for.
    pub letters: Option<Letters>,
    pub at: Instant,
}

/// The reason for which a registration is another telephone's to make.
pub(crate) const REGISTERED_ELSEWHERE: &str = "registered-elsewhere";
/// The reason for which a registration stays as it is.
const CORRECTION_OVER: &str = "correction-over";

/// The reason of a refusal that registering puts right.
const NOT_REGISTERED: &str = "not-registered";

impl Wording {
    /// A message of the catalogues: in the language of the reply, else in another that has it.
    pub(crate) fn text(&self, key: &str, args: &Args) -> Option<String> {
        let jurisdiction = &self.regimes.first().or_else(|| self.environment.regimes().iter().next())?.jurisdiction;
        let others = self.regimes.iter().flat_map(|regime| regime.languages());
        std::iter::once(self.language)
            .chain(others)
            .find_map(|language| self.environment.catalogues().text(jurisdiction, language, key, args))
    }

    /// What was decided of an application.
    pub(crate) fn applied(&self, applied: &Applied) -> Option<String> {
        if let Some(permit) = &applied.permit {
            let regime = applied.regimes.iter().find(|regime| regime.id == permit.regime).or(applied.regimes.first())?;
            let purpose = regime.purposes.get(&permit.purpose).map_or(permit.purpose.as_str(), |purpose| purpose.title.best(self.language));
            let (from, until) = self.validity(&permit.validity, regime);
            let args = Args::new()
                .text("code", permit.code.to_string())
                .text("purpose", purpose)
                .text("identity", applied.holder.as_ref().map(|holder| repeated(holder, &applied.regimes)).unwrap_or_default())
                .text("from", from)
                .text("until", until);
            return match &permit.plate {
                Some(plate) => self.text("reply-granted-plate", &args.text("plate", plate.as_str())),
                None => self.text("reply-granted", &args),
            };
        }
        let register = applied.decision.reasons.iter().any(|reason| reason.code.as_str() == NOT_REGISTERED);
        if register && let Some(first) = self.register_first() {
            return Some(first);
        }
        let key = match applied.decision.outcome {
            Outcome::Granted | Outcome::Refused => "reply-refused",
            Outcome::Referred => "reply-referred",
            Outcome::NotRequired => "reply-not-required",
        };
        let regimes = if applied.regimes.is_empty() { &self.regimes } else { &applied.regimes };
        let reasons: Vec<String> = applied.decision.reasons.iter().filter_map(|reason| self.reason(reason, regimes)).collect();
        self.text(key, &Args::new().text("reason", reasons.join(" ")))
    }

    /// How one registers, for somebody who has to.
    pub(crate) fn register_first(&self) -> Option<String> {
        self.text("reply-register-first", &Args::new().text("example", self.registration_example()?))
    }

    /// A registration that stands.
    pub(crate) fn registered(&self, registered: &Registered) -> Option<String> {
        self.text(if registered.again { "reply-registered-already" } else { "reply-registered" }, &self.registration(registered))
    }

    /// A registration that was put right.
    pub(crate) fn corrected(&self, registered: &Registered) -> Option<String> {
        self.text("reply-corrected", &self.registration(registered))
    }

    fn registration(&self, registered: &Registered) -> Args {
        let place = self.environment.territories().name(&registered.territory, self.language).unwrap_or(registered.territory.as_str());
        Args::new().text("code", registered.code.to_string()).text("place", place)
    }

    /// A registration that could not be made.
    pub(crate) fn not_registered(&self, reason: &domain::Reason) -> Option<String> {
        let reason = self.reason(reason, &self.regimes).unwrap_or_default();
        self.text("reply-not-registered", &Args::new().text("reason", reason))
    }

    /// That a registration can't be corrected any more, and who may help.
    pub(crate) fn not_correctable(&self) -> Option<String> {
        let over = self.reason(&domain::Reason::new(CORRECTION_OVER.parse().ok()?), &self.regimes)?;
        let questions = self.help_number().and_then(|help| self.text("reply-questions", &Args::new().text("help", help)));
        Some(std::iter::once(over).chain(questions).collect::<Vec<_>>().join(" "))
    }

    /// That nothing is needed, because the law is over or yet to come.
    pub(crate) fn not_required(&self, code: &str, param: &str, at: Instant) -> Option<String> {
        let mut reason = domain::Reason::new(code.parse().ok()?);
        if let Ok(name) = param.parse() {
            reason.params.insert(name, domain::Value::Instant(at));
        }
        let reason = self.reason(&reason, &self.regimes).unwrap_or_default();
        self.text("reply-not-required", &Args::new().text("reason", reason))
    }

    /// A message without variables.
    pub(crate) fn plain(&self, key: &str) -> Option<String> {
        self.text(key, &Args::new())
    }

    /// That nobody listens at the number.
    pub(crate) fn no_service(&self) -> Option<String> {
        self.plain("reply-no-service")
    }

    /// How one applies, or registers where that comes first.
    pub(crate) fn help(&self, registered: bool) -> Option<String> {
        let form = self.first_form(registered)?;
        let args = Args::new().text("example", self.example(&form, &Shown::default()));
        let help = match self.help_number() {
            Some(help) => self.text("reply-help", &args.text("help", help)),
            None => self.text("reply-help-alone", &args),
        }?;
        // What the codes mean, where there is room for it.
        let codes = codes(&form, Some(self.language));
        let meaning = (!codes.is_empty()).then(|| self.text("reply-codes", &Args::new().text("codes", codes))).flatten();
        let whole = meaning.map(|meaning| format!("{help} {meaning}")).filter(|whole| self.fits(whole));
        Some(whole.unwrap_or(help))
    }

    fn help_number(&self) -> Option<String> {
        self.regimes.iter().find_map(|regime| regime.sms.as_ref()?.help.clone())
    }

    /// Why a message was not understood, and how it is written: with everything in it that was, so that it can be sent again.
    pub(crate) fn rejected(&self, rejected: &Rejected, registered: bool) -> Option<String> {
        let form = rejected.form.clone().or_else(|| self.first_form(registered));
        let understood = Shown {
            purpose: rejected.purpose.as_ref(),
            identity: rejected.identity.as_ref().map(IdentityNumber::reveal),
            plate: rejected.plate.as_ref().map(Plate::as_str),
        };
        let example = |shown: Shown<'_>| form.as_ref().map(|form| self.example(form, &shown)).unwrap_or_default();
        let args = Args::new();
        match &rejected.why {
            Rejection::Empty => self.help(registered),
            Rejection::TooLong | Rejection::Unreadable => self.text("reply-unreadable", &args.text("example", example(understood))),
            Rejection::Ambiguous => self.text("reply-ambiguous", &args.text("example", example(understood))),
            Rejection::Missing(kind) => {
                let plate = if *kind == FieldKind::Plate { Some(PLATE) } else { understood.plate };
                let args = args.text("field", self.field(*kind).unwrap_or_default());
                self.text("reply-missing", &args.text("example", example(Shown { plate, ..understood })))
            }
            Rejection::UnknownCode(_) => {
                let args = args.text("example", example(understood));
                let with = |codes: String| self.text("reply-unknown-code", &args.clone().text("codes", codes));
                let form = form.as_ref()?;
                with(codes(form, Some(self.language))).filter(|whole| self.fits(whole)).or_else(|| with(codes(form, None)))
            }
            Rejection::TwoCodes(first, second) | Rejection::TwoNumbers(first, second) => {
                let key = if matches!(rejected.why, Rejection::TwoCodes(..)) { "reply-two-codes" } else { "reply-two-numbers" };
                let given = format!("{}, {}", first.reveal(), second.reveal());
                self.text(key, &args.text("given", given).text("example", example(understood)))
            }
            Rejection::Surplus(given) => {
                self.text("reply-surplus", &args.text("given", given.reveal()).text("example", example(understood)))
            }
            Rejection::WrongPlate(given) => {
                let shown = Shown { plate: Some(PLATE), ..understood };
                self.text("reply-wrong-plate", &args.text("given", given.reveal()).text("example", example(shown)))
            }
            Rejection::WrongIdentity { given, suggestion: Some(suggestion) } => {
                let args = args.text("given", given.reveal()).text("suggestion", suggestion.reveal());
                let shown = Shown { identity: Some(suggestion.reveal()), ..understood };
                self.text("reply-wrong-identity-suggestion", &args.text("example", example(shown)))
            }
            Rejection::WrongIdentity { given, suggestion: None } => {
                let identity = form.as_ref().and_then(|form| example::nearest_kind(&form.regime, given));
                let shown = Shown { identity, ..understood };
                self.text("reply-wrong-identity", &args.text("given", given.reveal()).text("example", example(shown)))
            }
        }
    }

    /// The question of a dialog.
    pub(crate) fn ask(&self, regime: &Regime, kind: FieldKind) -> Option<String> {
        match kind {
            FieldKind::Identity => self
                .text("reply-ask-identity", &Args::new().text("example", regime.identity.first().map_or("", |kind| kind.example.as_str()))),
            kind => self.text(&format!("reply-ask-{kind}"), &Args::new()),
        }
    }

    /// The question for a number of a document again, with what was wrong.
    pub(crate) fn wrong_identity(&self, regime: &Regime, why: &Rejection) -> Option<String> {
        let Rejection::WrongIdentity { given, suggestion } = why else { return self.ask(regime, FieldKind::Identity) };
        let args = Args::new().text("given", given.reveal());
        match suggestion {
            Some(suggestion) => {
                let args = args.text("suggestion", suggestion.reveal()).text("example", suggestion.reveal());
                self.text("reply-wrong-identity-suggestion", &args)
            }
            None => self.text("reply-wrong-identity", &args.text("example", example::nearest_kind(regime, given).unwrap_or_default())),
        }
    }

    /// What somebody should write next: an application, or a registration where that comes first.
    fn first_form(&self, registered: bool) -> Option<FormRef> {
        let action = if registered { FormAction::Apply } else { FormAction::Register };
        self.form_of(action).or_else(|| self.form_of(FormAction::Apply)).or_else(|| self.form_of(FormAction::Register))
    }

    /// What a field is called.
    fn field(&self, kind: FieldKind) -> Option<String> {
        self.text(&format!("field-{kind}"), &Args::new())
    }
}

/// The codes that can be written in a form, with what they mean in a language if one is named. None where none is asked for.
fn codes(form: &FormRef, language: Option<Language>) -> String {
    let asked = form.regime.sms.as_ref().and_then(|sms| sms.forms.get(&form.name));
    if !asked.is_some_and(|form| form.fields.iter().any(|field| field.kind == FieldKind::Purpose)) {
        return String::new();
    }
    let purposes = form.regime.purposes.values().filter_map(|purpose| Some((purpose, &purpose.sms.as_ref()?.code)));
    let codes = purposes.map(|(purpose, code)| match language {
        Some(language) => format!("{code} - {}", purpose.title.best(language)),
        None => code.clone(),
    });
    codes.collect::<Vec<_>>().join(if language.is_some() { "; " } else { ", " })
}

/// A number as a granting reply repeats it: masked when one of the regimes wants it so.
fn repeated(number: &IdentityNumber, regimes: &[Arc<Regime>]) -> String {
    let masked = regimes.iter().any(|regime| regime.safeguards.repeat_identity == RepeatIdentity::Masked);
    if masked { self::masked(number) } else { number.reveal().to_owned() }
}

/// A number of which only the ends are shown, never more than half of it, with a sign for the rest that costs nothing extra.
fn masked(number: &IdentityNumber) -> String {
    let length = number.reveal().chars().count();
    let (first, last) = ((length / 5).min(2), length - (length / 4).min(3));
    number.reveal().chars().enumerate().map(|(place, c)| if (first..last).contains(&place) { '*' } else { c }).collect()
}

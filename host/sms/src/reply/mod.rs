//! The words of a reply, from the catalogues: never a sentence of its own, never a decision.

mod example;
mod reason;
mod time;

use std::sync::Arc;

use domain::{Instant, Language, Outcome};
use permits::{Applied, Environment, Registered};
use regime::{Args, FieldKind, FormAction, Regime};

use crate::reading::{FormRef, Rejected, Rejection};

/// What a reply is written with: for whom and when.
#[derive(Clone)]
pub(crate) struct Wording {
    pub environment: Arc<Environment>,
    /// The regimes that the message was read for, the first of which answers.
    pub regimes: Vec<Arc<Regime>>,
    pub language: Language,
    pub at: Instant,
}

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
                .text("identity", applied.holder.as_ref().map(|holder| holder.reveal().to_owned()).unwrap_or_default())
                .text("from", from)
                .text("until", until);
            return match &permit.plate {
                Some(plate) => self.text("reply-granted-plate", &args.text("plate", plate.as_str())),
                None => self.text("reply-granted", &args),
            };
        }
        let register = applied.decision.reasons.iter().any(|reason| reason.code.as_str() == NOT_REGISTERED);
        if register && let Some(example) = self.registration_example() {
            return self.text("reply-register-first", &Args::new().text("example", example));
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

    /// A registration that stands.
    pub(crate) fn registered(&self, registered: &Registered) -> Option<String> {
        let place = self.environment.territories().name(&registered.territory, self.language).unwrap_or(registered.territory.as_str());
        let args = Args::new().text("code", registered.code.to_string()).text("place", place);
        self.text(if registered.again { "reply-registered-already" } else { "reply-registered" }, &args)
    }

    /// A registration that could not be made.
    pub(crate) fn not_registered(&self, reason: &domain::Reason) -> Option<String> {
        let reason = self.reason(reason, &self.regimes).unwrap_or_default();
        self.text("reply-refused", &Args::new().text("reason", reason))
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
        let example = self.example(&self.first_form(registered)?, None, None, false);
        let args = Args::new().text("example", example);
        match self.regimes.iter().find_map(|regime| regime.sms.as_ref()?.help.clone()) {
            Some(help) => self.text("reply-help", &args.text("help", help)),
            None => self.text("reply-help-alone", &args),
        }
    }

    /// Why a message was not understood, and how it is written.
    pub(crate) fn rejected(&self, rejected: &Rejected, registered: bool) -> Option<String> {
        let form = rejected.form.clone().or_else(|| self.first_form(registered));
        let example = |plate: bool, identity: Option<&str>| {
            form.as_ref().map(|form| self.example(form, rejected.purpose.as_ref(), identity, plate)).unwrap_or_default()
        };
        let args = Args::new();
        match &rejected.why {
            Rejection::Empty | Rejection::TooLong | Rejection::Unreadable => {
                self.text("reply-unreadable", &args.text("example", example(false, None)))
            }
            Rejection::Ambiguous => self.text("reply-ambiguous", &args.text("example", example(false, None))),
            Rejection::Missing(kind) => {
                let field = self.field(*kind).unwrap_or_default();
                self.text("reply-missing", &args.text("field", field).text("example", example(*kind == FieldKind::Plate, None)))
            }
            Rejection::UnknownCode(_) => {
                let codes = form.as_ref().map(codes).unwrap_or_default();
                self.text("reply-unknown-code", &args.text("codes", codes).text("example", example(false, None)))
            }
            Rejection::WrongPlate(given) => {
                self.text("reply-wrong-plate", &args.text("given", given.reveal()).text("example", example(true, None)))
            }
            Rejection::WrongIdentity { given, suggestion: Some(suggestion) } => {
                let args = args.text("given", given.reveal()).text("suggestion", suggestion.reveal());
                self.text("reply-wrong-identity-suggestion", &args.text("example", example(false, Some(suggestion.reveal()))))
            }
            Rejection::WrongIdentity { given, suggestion: None } => {
                let nearest = form.as_ref().and_then(|form| example::nearest_kind(&form.regime, given));
                self.text("reply-wrong-identity", &args.text("given", given.reveal()).text("example", example(false, nearest)))
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

/// The codes that can be written in a form.
fn codes(form: &FormRef) -> String {
    let codes = form.regime.purposes.values().filter_map(|purpose| purpose.sms.as_ref()).map(|sms| sms.code.as_str());
    codes.collect::<Vec<_>>().join(", ")
}

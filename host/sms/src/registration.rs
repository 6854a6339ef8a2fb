//! The dialog of a registration: what has been said, what is asked for next, when it is too late. It lives in the
//! conversation that `permits` keeps; nothing is stored here.

use std::{collections::BTreeMap, sync::Arc};

use domain::{IdentityNumber, Instant, Language, RegistrationCode, Scope, Secret, ServiceNumber, Territory};
use jiff::SignedDuration;
use permits::{Dialog, RegistrationForm};
use regime::{FieldKind, FormAction, Regime, TerritoryTree};

use crate::reading::{self, FormRef, Register, Rejection};

/// Kept with what was said, under names that are no field.
const LANGUAGE: &str = "_language";
const UNTIL: &str = "_until";
const AIM: &str = "_aim";
const CODE: &str = "_code";

/// Letters of a name, characters of an address: no more is taken in.
const LONGEST: usize = 400;

/// What comes of a registration when it is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aim {
    /// It is made.
    Register,
    /// It takes the place of a wrong one.
    Correct,
    /// It is somebody's who is registered from another telephone: the code is asked for before this one may speak for them.
    Claim,
}

impl Aim {
    const ALL: [Self; 3] = [Self::Register, Self::Correct, Self::Claim];

    fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Correct => "correct",
            Self::Claim => "claim",
        }
    }
}

/// A registration that is being filled in.
#[derive(Debug, Clone)]
pub(crate) struct Filling {
    pub form: FormRef,
    pub language: Option<Language>,
    pub aim: Aim,
    code: Option<RegistrationCode>,
    collected: BTreeMap<FieldKind, Secret>,
    until: Instant,
}

/// What a registration needs next.
#[derive(Debug, Clone)]
pub(crate) enum Next {
    /// This field.
    Ask(FieldKind),
    /// An address in which a place is named.
    Place,
    /// The code of the registration that stands.
    Code,
    /// Nothing.
    Complete(Box<RegistrationForm>),
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It was taken in.
    Yes,
    /// It can't be what was asked for; a number of a document with what is wrong about it.
    No(Option<Rejection>),
}

impl Filling {
    /// A registration of which a message has said some part.
    pub(crate) fn begin(register: &Register, aim: Aim, language: Option<Language>, at: Instant) -> Self {
        let identity = register.identity.as_ref().map(|number| Secret::new(number.reveal()));
        let given =
            [(FieldKind::Name, register.name.clone()), (FieldKind::Identity, identity), (FieldKind::Address, register.address.clone())];
        let collected = given.into_iter().filter_map(|(kind, text)| Some((kind, text?))).collect();
        Self { until: until(&register.form.regime, at), form: register.form.clone(), language, aim, code: None, collected }
    }

    /// The registration that a conversation remembers; `None` when its regime no longer has the form.
    pub(crate) fn resume(dialog: &Dialog, regimes: &[Arc<Regime>]) -> Option<Self> {
        let regime = regimes.iter().find(|regime| regime.id == dialog.regime)?;
        regime.sms.as_ref()?.forms.get(&dialog.form)?;
        let kept = |name: &str| dialog.collected.get(name).map(Secret::reveal);
        let collected = FieldKind::ALL.into_iter().filter_map(|kind| Some((kind, dialog.collected.get(kind.as_str())?.clone()))).collect();
        Some(Self {
            form: FormRef { regime: Arc::clone(regime), name: dialog.form.clone() },
            language: kept(LANGUAGE).and_then(|tag| tag.parse().ok()),
            aim: kept(AIM).and_then(|name| Aim::ALL.into_iter().find(|aim| aim.as_str() == name)).unwrap_or(Aim::Register),
            code: kept(CODE).and_then(|code| code.parse().ok()),
            collected,
            until: kept(UNTIL).and_then(|until| until.parse().ok()).unwrap_or(dialog.expires_at),
        })
    }

    /// What the conversation is to remember. It is remembered for as long again as one may take to answer, so that whoever
    /// answers too late can be told so.
    pub(crate) fn remember(&self) -> Dialog {
        let mut collected: BTreeMap<String, Secret> =
            self.collected.iter().map(|(kind, text)| (kind.as_str().to_owned(), text.clone())).collect();
        if let Some(language) = self.language {
            collected.insert(LANGUAGE.to_owned(), Secret::new(language.as_str()));
        }
        if self.aim != Aim::Register {
            collected.insert(AIM.to_owned(), Secret::new(self.aim.as_str()));
        }
        if let Some(code) = self.code {
            collected.insert(CODE.to_owned(), Secret::new(code.to_string()));
        }
        collected.insert(UNTIL.to_owned(), Secret::new(self.until.to_string()));
        let expires_at = self.until.checked_add(timeout(&self.form.regime)).unwrap_or(self.until);
        Dialog { form: self.form.name.clone(), regime: self.form.regime.id.clone(), collected, expires_at }
    }

    /// The same registration, which turned out to be another telephone's: its code is asked for.
    pub(crate) fn claim(mut self, at: Instant) -> Self {
        (self.aim, self.code, self.until) = (Aim::Claim, None, until(&self.form.regime, at));
        self
    }

    /// Whether the time to answer is over.
    pub(crate) fn is_late(&self, at: Instant) -> bool {
        at >= self.until
    }

    /// Takes an answer in, if it can be what is asked for.
    pub(crate) fn answer(&mut self, text: &str, territories: &TerritoryTree, at: Instant) -> Taken {
        let kind = match self.next(territories) {
            Next::Ask(kind) => kind,
            Next::Place => FieldKind::Address,
            Next::Code => {
                self.code = text.parse().ok();
                self.until = until(&self.form.regime, at);
                return if self.code.is_some() { Taken::Yes } else { Taken::No(None) };
            }
            Next::Complete(_) => return Taken::Yes,
        };
        let text = text.trim();
        let taken = match kind {
            FieldKind::Identity => match reading::read_identity(&self.form.regime, text) {
                Ok(number) => number.reveal().to_owned(),
                Err(why) => return Taken::No(Some(why)),
            },
            FieldKind::Name if is_name(text) => text.to_owned(),
            FieldKind::Address if is_address(text) => match self.collected.get(&FieldKind::Address) {
                Some(before) => format!("{text}, {}", before.reveal()),
                None => text.to_owned(),
            },
            _ => return Taken::No(None),
        };
        self.collected.insert(kind, Secret::new(taken.chars().take(LONGEST).collect::<String>()));
        self.until = until(&self.form.regime, at);
        Taken::Yes
    }

    /// What is needed next: a name, a document, an address in a place that is known.
    pub(crate) fn next(&self, territories: &TerritoryTree) -> Next {
        let regime = &self.form.regime;
        if let Some(kind) = fields(&self.form).into_iter().find(|kind| !self.collected.contains_key(kind)) {
            return Next::Ask(kind);
        }
        let text = |kind| self.collected.get(&kind).cloned().unwrap_or_default();
        let address = text(FieldKind::Address);
        let within = regime.jurisdiction.territory();
        // Whoever sends an address where none is asked for is registered there all the same.
        let placed = fields(&self.form).contains(&FieldKind::Address) || self.collected.contains_key(&FieldKind::Address);
        let territory: Option<Territory> =
            if placed { territories.find_in_text(address.reveal(), within).filter(|place| place != within) } else { Some(within.clone()) };
        let Some(territory) = territory else { return Next::Place };
        if self.aim == Aim::Claim && self.code.is_none() {
            return Next::Code;
        }
        let Ok(identity) = text(FieldKind::Identity).reveal().parse::<IdentityNumber>() else { return Next::Ask(FieldKind::Identity) };
        let Some(number) = regime.sms.as_ref().map(|sms| sms.number.clone()) else { return Next::Ask(FieldKind::Identity) };
        Next::Complete(Box::new(RegistrationForm {
            scope: Scope::Number(number),
            name: text(FieldKind::Name),
            identity,
            address,
            territory,
            phone: None,
            code: self.code,
        }))
    }
}

/// Sets who writes, and to which number.
pub(crate) fn addressed(form: RegistrationForm, phone: domain::PhoneNumber, number: ServiceNumber) -> RegistrationForm {
    RegistrationForm { scope: Scope::Number(number), phone: Some(phone), ..form }
}

/// The form with which one registers, where there is one.
pub(crate) fn form(regimes: &[Arc<Regime>]) -> Option<FormRef> {
    regimes.iter().find_map(|regime| {
        let form = regime.sms.as_ref()?.forms.values().find(|form| form.does == FormAction::Register)?;
        Some(FormRef { regime: Arc::clone(regime), name: form.name.clone() })
    })
}

/// What is asked for, one after the other: what the regime says, and its document always, since a registration is somebody's.
fn fields(form: &FormRef) -> Vec<FieldKind> {
    let of_form =
        form.regime.sms.as_ref().and_then(|sms| sms.forms.get(&form.name)).map(|form| form.fields.iter().map(|field| field.kind).collect());
    let of_rules = form.regime.registration.as_ref().map(|rules| rules.fields.clone());
    let mut fields: Vec<FieldKind> = of_rules.filter(|fields| !fields.is_empty()).or(of_form).unwrap_or_default();
    fields.retain(|kind| matches!(kind, FieldKind::Name | FieldKind::Identity | FieldKind::Address));
    if !fields.contains(&FieldKind::Identity) {
        fields.push(FieldKind::Identity);
    }
    fields
}

fn timeout(regime: &Regime) -> SignedDuration {
    regime.sms.as_ref().map_or(SignedDuration::ZERO, |sms| sms.dialog_timeout.into())
}

fn until(regime: &Regime, at: Instant) -> Instant {
    at.checked_add(timeout(regime)).unwrap_or(at)
}

/// Two letters at least, and no digit.
fn is_name(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !text.chars().any(char::is_numeric)
}

fn is_address(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}

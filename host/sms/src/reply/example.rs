//! Correct messages to show, built from the regime.

use std::sync::Arc;

use domain::{PurposeId, Secret, glyphs};
use regime::{FieldKind, FormAction, Regime};

use super::Wording;
use crate::reading::FormRef;

/// What an example is to show: what somebody has written already, so that they have to change nothing else.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown<'a> {
    /// The purpose; the first one when absent.
    pub purpose: Option<&'a PurposeId>,
    /// The number of a document; the example of the first kind when absent.
    pub identity: Option<&'a str>,
    /// The plate; left out when absent, where it may be.
    pub plate: Option<&'a str>,
}

impl Wording {
    /// The first form that does this.
    pub(super) fn form_of(&self, action: FormAction) -> Option<FormRef> {
        self.regimes.iter().find_map(|regime| {
            let form = regime.sms.as_ref()?.forms.values().find(|form| form.does == action)?;
            Some(FormRef { regime: Arc::clone(regime), name: form.name.clone() })
        })
    }

    /// How one registers, where one can.
    pub(super) fn registration_example(&self) -> Option<String> {
        self.form_of(FormAction::Register).map(|form| self.example(&form, &Shown::default()))
    }

    /// A message of this form: its word, what is to be shown or the first of what could stand there, the separator of the
    /// regime.
    pub(super) fn example(&self, form: &FormRef, shown: &Shown<'_>) -> String {
        let regime = &form.regime;
        let Some(form) = regime.sms.as_ref().and_then(|sms| sms.forms.get(&form.name)) else { return String::new() };
        let word = form.words.get(&self.language).or_else(|| form.words.values().next()).and_then(|words| words.first());
        let code = |id: &PurposeId| regime.purposes.get(id).and_then(|purpose| purpose.sms.as_ref()).map(|sms| sms.code.clone());
        let first = || regime.purposes.values().find_map(|purpose| purpose.sms.as_ref()).map(|sms| sms.code.clone());
        let fields = form.fields.iter().filter_map(|field| match field.kind {
            FieldKind::Purpose => shown.purpose.and_then(code).or_else(first),
            FieldKind::Identity => shown.identity.map(str::to_owned).or_else(|| regime.identity.first().map(|kind| kind.example.clone())),
            FieldKind::Plate => shown.plate.or((!field.optional).then_some(PLATE)).map(str::to_owned),
            FieldKind::Name | FieldKind::Address => self.field(field.kind),
        });
        word.cloned().into_iter().chain(fields).collect::<Vec<_>>().join(&form.separator)
    }
}

/// A plate that every reading takes for one.
pub(super) const PLATE: &str = "10AA123";

/// The example of the kind of document that somebody probably has: the one that begins as what was given does.
pub(super) fn nearest_kind<'r>(regime: &'r Regime, given: &Secret) -> Option<&'r str> {
    let given = glyphs::compact(given.reveal());
    let alike = |example: &str| example.chars().zip(given.chars()).take_while(|(a, b)| a == b).count();
    // `max_by_key` takes the last of several; the first kind of the file is the usual one.
    regime.identity.iter().rev().max_by_key(|kind| alike(&kind.example)).map(|kind| kind.example.as_str())
}

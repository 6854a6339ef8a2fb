//! Correct messages to show, built from the regime.

use std::sync::Arc;

use domain::{PurposeId, Secret, glyphs};
use regime::{FieldKind, FormAction, Regime};

use super::Wording;
use crate::reading::FormRef;

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
        self.form_of(FormAction::Register).map(|form| self.example(&form, None, None, false))
    }

    /// A message of this form: its word, the purpose's code (the first one's if none is named), the number given or the first
    /// document's example, the separator of the regime. A plate is shown where it is asked for.
    pub(super) fn example(&self, form: &FormRef, purpose: Option<&PurposeId>, identity: Option<&str>, plate: bool) -> String {
        let regime = &form.regime;
        let Some(form) = regime.sms.as_ref().and_then(|sms| sms.forms.get(&form.name)) else { return String::new() };
        let word = form.words.get(&self.language).or_else(|| form.words.values().next()).and_then(|words| words.first());
        let code = |id: &PurposeId| regime.purposes.get(id).and_then(|purpose| purpose.sms.as_ref()).map(|sms| sms.code.clone());
        let first = || regime.purposes.values().find_map(|purpose| purpose.sms.as_ref()).map(|sms| sms.code.clone());
        let fields = form.fields.iter().filter_map(|field| match field.kind {
            FieldKind::Purpose => purpose.and_then(code).or_else(first),
            FieldKind::Identity => identity.map(str::to_owned).or_else(|| regime.identity.first().map(|kind| kind.example.clone())),
            FieldKind::Plate => (plate || !field.optional).then(|| PLATE.to_owned()),
            FieldKind::Name | FieldKind::Address => self.field(field.kind),
        });
        word.cloned().into_iter().chain(fields).collect::<Vec<_>>().join(&form.separator)
    }
}

/// A plate that every reading takes for one.
const PLATE: &str = "10AA123";

/// The example of the kind of document that somebody probably has: the one that begins as what was given does.
pub(super) fn nearest_kind<'r>(regime: &'r Regime, given: &Secret) -> Option<&'r str> {
    let given = glyphs::compact(given.reveal());
    let alike = |example: &str| example.chars().zip(given.chars()).take_while(|(a, b)| a == b).count();
    // `max_by_key` takes the last of several; the first kind of the file is the usual one.
    regime.identity.iter().rev().max_by_key(|kind| alike(&kind.example)).map(|kind| kind.example.as_str())
}

//! What was planned about a message, and what is said of its effect.

use domain::Language;
use permits::{Command, Composed, Conversation, Dialog, Effect};
use regime::FieldKind;

use crate::{
    message::RejectionKind,
    plan::{Say, Standing},
    registration::Aim,
    reply::{REGISTERED_ELSEWHERE, Wording},
};

/// What is to be done: a command for `permits`, and how its effect is answered.
pub(crate) struct Planned {
    pub command: Command,
    pub rejected: Option<RejectionKind>,
    pub language: Option<Language>,
    /// The dialog that goes on when the registration turns out to be another telephone's.
    pub claim: Option<Dialog>,
    pub wording: Option<Wording>,
    pub standing: Standing,
    pub knows_caller: bool,
    pub say: Say,
    pub before: Conversation,
    pub after: Conversation,
}

impl Planned {
    /// Whether it is right that nothing is said.
    pub(crate) fn is_quiet(&self) -> bool {
        matches!(self.say, Say::Nothing)
    }

    /// The words for an effect, and the conversation as it stands after it.
    pub(crate) fn compose(&self, effect: &Effect) -> Composed {
        let mut after = self.after.clone();
        let reply = self.wording.as_ref().and_then(|wording| match effect {
            Effect::Applied(applied) => wording.applied(applied),
            Effect::Registered(registered) => wording.registered(registered),
            Effect::Corrected(registered) => wording.corrected(registered),
            Effect::NotRegistered(reason) if reason.code.as_str() == REGISTERED_ELSEWHERE && self.claim.is_some() => {
                after.dialog.clone_from(&self.claim);
                wording.plain("reply-registered-elsewhere")
            }
            Effect::NotRegistered(reason) => wording.not_registered(reason),
            Effect::Cancelled(held) => wording.cancelled(held),
            Effect::NotCancelled(held) => wording.not_cancelled(held),
            Effect::Noted => self.noted(wording),
        });
        let reply = reply.zip(self.wording.as_ref()).map(|(reply, wording)| wording.written(reply));
        Composed { reply, conversation: (after != self.before).then_some(after) }
    }

    fn noted(&self, wording: &Wording) -> Option<String> {
        match (self.standing, &self.say) {
            (_, Say::Nothing) => None,
            (_, Say::Silent) => wording.plain("reply-stopped"),
            (Standing::Nothing, _) => wording.no_service(),
            (Standing::NotYet(from), Say::Law) => wording.not_required("regime-not-yet", "from", from),
            (Standing::Ended(until), Say::Law) => wording.not_required("regime-ended", "until", until),
            (_, Say::Law | Say::Help) => wording.help(self.knows_caller),
            (_, Say::LanguageSet) => wording.plain("reply-language-set"),
            (_, Say::LettersSet(_)) => wording.plain("reply-letters-set"),
            (_, Say::Rejected(rejected)) => wording.rejected(rejected, self.knows_caller),
            (_, Say::Ask(regime, kind)) => wording.ask(regime, *kind),
            (_, Say::AskAgain(regime, FieldKind::Identity, Some(why))) => wording.wrong_identity(regime, why),
            (_, Say::AskAgain(regime, kind, _)) => wording.ask(regime, *kind),
            (_, Say::AskCode) => wording.plain("reply-registered-elsewhere"),
            (_, Say::Place) => wording.plain("reply-place-unknown"),
            (_, Say::Expired) => wording.plain("reply-dialog-expired"),
            (_, Say::GivenUp(Aim::Register)) => wording.plain("reply-cancelled"),
            (_, Say::GivenUp(Aim::Correct | Aim::Claim)) => wording.plain("reply-unchanged"),
            (_, Say::Already(registered)) => wording.registered(registered),
            (_, Say::RegisterFirst) => wording.register_first(),
            (_, Say::NotCorrectable) => wording.not_correctable(),
            (_, Say::Status(held, registered)) => wording.status(held, registered.as_ref()),
        }
    }
}

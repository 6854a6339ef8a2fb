//! What is to be done about a message, from what it says and what came before. Nothing is stored or asked here.

use std::sync::Arc;

use domain::{Application, Channel, Instant, Language, Scope};
use permits::{Command, Composed, Conversation, Effect, Environment, Registered};
use regime::{FieldKind, Regime};

use crate::{
    language::Chosen,
    message::{Inbound, RejectionKind},
    reading::{Apply, Meaning, Reading, Register, Rejected, Rejection, Said},
    registration::{self, Filling, Next, Taken},
    reply::Wording,
};

/// How the law stands behind the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// No regime listens there.
    Nothing,
    /// It rules.
    InForce,
    /// It will rule from then on.
    NotYet(Instant),
    /// It ruled until then.
    Ended(Instant),
}

/// Everything that a plan follows from, beside the reading.
pub(crate) struct Context<'m> {
    pub environment: Arc<Environment>,
    pub standing: Standing,
    pub regimes: Vec<Arc<Regime>>,
    pub conversation: Conversation,
    /// The registration that the telephone speaks for, where that makes a difference.
    pub registered: Option<Registered>,
    pub message: &'m Inbound,
    pub at: Instant,
}

/// What is said when nothing but the conversation changes.
#[derive(Debug, Clone)]
enum Say {
    Help,
    LanguageSet,
    Law,
    Rejected(Rejected),
    Ask(Arc<Regime>, FieldKind),
    AskAgain(Arc<Regime>, FieldKind, Option<Rejection>),
    Place,
    Expired,
    Cancelled,
    Already(Registered),
}

/// What is to be done: a command for `permits`, and how its effect is answered.
pub(crate) struct Planned {
    pub command: Command,
    pub rejected: Option<RejectionKind>,
    pub language: Option<Language>,
    wording: Option<Wording>,
    standing: Standing,
    knows_caller: bool,
    say: Say,
    before: Conversation,
    after: Conversation,
}

/// The course that a message takes: the command, what is said if it changes nothing, and the dialog that goes on.
struct Course {
    command: Command,
    say: Say,
    dialog: Option<Filling>,
}

impl Course {
    fn note(say: Say, dialog: Option<Filling>) -> Self {
        Self { command: Command::Note, say, dialog }
    }
}

impl Context<'_> {
    /// Plans.
    pub(crate) fn plan(self, reading: Reading, chosen: Chosen) -> Planned {
        let filling = self.conversation.dialog.as_ref().filter(|_| self.standing == Standing::InForce);
        let filling = filling.and_then(|dialog| Filling::resume(dialog, &self.regimes));
        let late = filling.as_ref().is_some_and(|filling| filling.is_late(self.at));
        let live = filling.filter(|_| !late);

        // An answer in a dialog says nothing about a language, whatever else it could be read as.
        let of_dialog =
            live.as_ref().filter(|_| !interrupts(&reading) || reading.evidence.words.is_empty()).and_then(|filling| filling.language);
        let mut language = of_dialog.or(chosen.language);
        let mut after = self.conversation.clone();
        if chosen.strong && of_dialog.is_none() && after.language.is_none() {
            after.language = chosen.language;
        }
        let stated = if let Ok(Meaning::Said(Said::Speak(stated))) = &reading.meaning { Some(*stated) } else { None };

        let mut course = self.course(reading, live, late, language);
        if let (Say::LanguageSet, Some(_)) = (&course.say, stated) {
            (language, after.language) = (stated, stated);
        }
        if let Some(filling) = &mut course.dialog {
            filling.language = language;
        }
        after.dialog = course.dialog.as_ref().map(Filling::remember);
        let rejected = match (&course.say, self.standing) {
            (_, Standing::Nothing) => Some(RejectionKind::NoService),
            (Say::Rejected(rejected), _) => Some(rejected.why.kind()),
            (Say::AskAgain(_, FieldKind::Identity, _), _) => Some(RejectionKind::WrongIdentity),
            (Say::AskAgain(..) | Say::Expired, _) => Some(RejectionKind::Unreadable),
            _ => None,
        };
        Planned {
            rejected: rejected.filter(|_| matches!(course.command, Command::Note)),
            command: course.command,
            language,
            wording: language.map(|language| Wording { environment: self.environment, regimes: self.regimes, language, at: self.at }),
            standing: self.standing,
            knows_caller: self.registered.is_some(),
            say: course.say,
            before: self.conversation,
            after,
        }
    }

    fn course(&self, reading: Reading, live: Option<Filling>, late: bool, language: Option<Language>) -> Course {
        if self.standing != Standing::InForce {
            return match reading.meaning {
                Ok(Meaning::Apply(apply)) => self.apply(apply, None),
                Ok(Meaning::Said(Said::Speak(_))) => Course::note(Say::LanguageSet, None),
                _ => Course::note(Say::Law, None),
            };
        }
        if let (Some(filling), false) = (&live, interrupts(&reading)) {
            let mut filling = filling.clone();
            let regime = Arc::clone(&filling.form.regime);
            let asked = filling.next(self.environment.territories());
            match (filling.answer(self.message.text.reveal(), self.environment.territories(), self.at), asked, &reading.meaning) {
                (Taken::Yes, ..) => return self.go_on(filling),
                (Taken::No(why), Next::Ask(kind), Err(_)) => return Course::note(Say::AskAgain(regime, kind, why), live),
                (Taken::No(why), _, Err(_)) => return Course::note(Say::AskAgain(regime, FieldKind::Address, why), live),
                (Taken::No(_), ..) => {}
            }
        }
        match reading.meaning {
            Ok(Meaning::Apply(apply)) => self.apply(apply, live),
            Ok(Meaning::Register(register)) => self.register(&register, live, language),
            Ok(Meaning::Said(Said::Help)) => Course::note(Say::Help, live),
            Ok(Meaning::Said(Said::Cancel)) if live.is_some() => Course::note(Say::Cancelled, None),
            Ok(Meaning::Said(Said::Cancel)) => Course::note(Say::Help, None),
            Ok(Meaning::Said(Said::Speak(_))) => Course::note(Say::LanguageSet, live),
            Ok(Meaning::Said(Said::About(purpose))) => self.apply(Apply { purpose, identity: None, plate: None }, live),
            Err(_) if late => Course::note(Say::Expired, None),
            Err(rejected) => Course::note(Say::Rejected(rejected), live),
        }
    }

    fn apply(&self, apply: Apply, dialog: Option<Filling>) -> Course {
        let application = Application {
            channel: Channel::Sms,
            scope: Scope::Number(self.message.to.clone()),
            purpose: apply.purpose,
            identity: apply.identity,
            phone: Some(self.message.from.clone()),
            plate: apply.plate,
            start: None,
        };
        Course { command: Command::Apply(application), say: Say::Help, dialog }
    }

    fn register(&self, register: &Register, live: Option<Filling>, language: Option<Language>) -> Course {
        let bare = register.name.is_none() && register.identity.is_none() && register.address.is_none();
        match (bare, live, &self.registered) {
            (true, Some(filling), _) => self.go_on(filling),
            (true, None, Some(registered)) => Course::note(Say::Already(Registered { again: true, ..registered.clone() }), None),
            _ => self.go_on(Filling::begin(register, language, self.at)),
        }
    }

    fn go_on(&self, filling: Filling) -> Course {
        let regime = Arc::clone(&filling.form.regime);
        match filling.next(self.environment.territories()) {
            Next::Ask(kind) => Course::note(Say::Ask(regime, kind), Some(filling)),
            Next::Place => Course::note(Say::Place, Some(filling)),
            Next::Complete(form) => {
                let form = registration::addressed(*form, self.message.from.clone(), self.message.to.clone());
                Course { command: Command::Register(form), say: Say::Help, dialog: None }
            }
        }
    }
}

/// Whether a message is heard in a dialog as what it is: help and giving up always, anything else when it is clear. Otherwise
/// it is an answer.
fn interrupts(reading: &Reading) -> bool {
    match &reading.meaning {
        Ok(Meaning::Said(Said::Help | Said::Cancel)) => true,
        Ok(_) => reading.clear,
        Err(_) => false,
    }
}

impl Planned {
    /// The words for an effect, and the conversation as it stands after it.
    pub(crate) fn compose(&self, effect: &Effect) -> Composed {
        let reply = self.wording.as_ref().and_then(|wording| match effect {
            Effect::Applied(applied) => wording.applied(applied),
            Effect::Registered(registered) => wording.registered(registered),
            Effect::NotRegistered(reason) => wording.not_registered(reason),
            Effect::Noted => self.noted(wording),
        });
        Composed { reply, conversation: (self.after != self.before).then(|| self.after.clone()) }
    }

    fn noted(&self, wording: &Wording) -> Option<String> {
        match (self.standing, &self.say) {
            (Standing::Nothing, _) => wording.no_service(),
            (Standing::NotYet(from), Say::Law) => wording.not_required("regime-not-yet", "from", from),
            (Standing::Ended(until), Say::Law) => wording.not_required("regime-ended", "until", until),
            (_, Say::Law | Say::Help) => wording.help(self.knows_caller),
            (_, Say::LanguageSet) => wording.plain("reply-language-set"),
            (_, Say::Rejected(rejected)) => wording.rejected(rejected, self.knows_caller),
            (_, Say::Ask(regime, kind)) => wording.ask(regime, *kind),
            (_, Say::AskAgain(regime, FieldKind::Identity, Some(why))) => wording.wrong_identity(regime, why),
            (_, Say::AskAgain(regime, kind, _)) => wording.ask(regime, *kind),
            (_, Say::Place) => wording.plain("reply-place-unknown"),
            (_, Say::Expired) => wording.plain("reply-dialog-expired"),
            (_, Say::Cancelled) => wording.plain("reply-cancelled"),
            (_, Say::Already(registered)) => wording.registered(registered),
        }
    }
}

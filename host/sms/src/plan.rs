//! What is to be done about a message, from what it says and what came before. Nothing is stored or asked here.

use std::sync::Arc;

use domain::{Application, Channel, Instant, Language, Scope};
use permits::{Cancel, Command, Conversation, Environment, Held, Letters, Registered, Which};
use regime::{FieldKind, Regime};

use crate::{
    language::Chosen,
    message::{Inbound, RejectionKind},
    planned::Planned,
    reading::{Apply, Meaning, Reading, Register, Rejected, Rejection, Said},
    registration::{self, Aim, Filling, Next, Taken},
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

/// What is known of whoever has the telephone, as far as the message makes it matter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Caller {
    /// The registration that the telephone speaks for.
    pub registered: Option<Registered>,
    /// Whether it can be corrected from this telephone.
    pub correctable: bool,
    /// The permits that it may know of.
    pub held: Vec<Held>,
}

/// Everything that a plan follows from, beside the reading.
pub(crate) struct Context<'m> {
    pub environment: Arc<Environment>,
    pub standing: Standing,
    pub regimes: Vec<Arc<Regime>>,
    pub conversation: Conversation,
    pub caller: Caller,
    pub message: &'m Inbound,
    pub at: Instant,
}

/// What is said when nothing but the conversation changes.
#[derive(Debug, Clone)]
pub(crate) enum Say {
    Help,
    LanguageSet,
    LettersSet(Letters),
    Law,
    Rejected(Rejected),
    Ask(Arc<Regime>, FieldKind),
    AskAgain(Arc<Regime>, FieldKind, Option<Rejection>),
    AskCode,
    Place,
    Expired,
    /// A dialog was given up.
    GivenUp(Aim),
    Already(Registered),
    RegisterFirst,
    NotCorrectable,
    Status(Vec<Held>, Option<Registered>),
    Silent,
    /// Nothing: it was said before, and whoever asks for silence again shall have it.
    Nothing,
}

/// The course that a message takes: the command, what is said if it changes nothing, and the dialog that goes on.
struct Course {
    command: Command,
    say: Say,
    dialog: Option<Filling>,
    /// What was to be registered, in case that it is another telephone's.
    claim: Option<Filling>,
}

impl Course {
    fn note(say: Say, dialog: Option<Filling>) -> Self {
        Self::of(Command::Note, say, dialog)
    }

    fn of(command: Command, say: Say, dialog: Option<Filling>) -> Self {
        Self { command, say, dialog, claim: None }
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
        match &course.say {
            Say::LanguageSet if stated.is_some() => (language, after.language) = (stated, stated),
            Say::LettersSet(letters) => after.letters = Some(*letters),
            Say::Silent => after.silent_since = Some(self.at),
            _ => {}
        }
        for filling in [&mut course.dialog, &mut course.claim].into_iter().flatten() {
            filling.language = language;
        }
        after.dialog = course.dialog.as_ref().map(Filling::remember);
        let rejected = match (&course.say, self.standing) {
            (_, Standing::Nothing) => Some(RejectionKind::NoService),
            (Say::Rejected(rejected), _) => Some(rejected.why.kind()),
            (Say::AskAgain(_, FieldKind::Identity, _), _) => Some(RejectionKind::WrongIdentity),
            (Say::AskAgain(..) | Say::AskCode | Say::Expired, _) => Some(RejectionKind::Unreadable),
            _ => None,
        };
        let letters = after.letters;
        Planned {
            rejected: rejected.filter(|_| matches!(course.command, Command::Note)),
            command: course.command,
            language,
            claim: course.claim.map(|filling| filling.claim(self.at).remember()),
            wording: language.map(|language| Wording {
                environment: self.environment,
                regimes: self.regimes,
                language,
                letters,
                at: self.at,
            }),
            standing: self.standing,
            knows_caller: self.caller.registered.is_some(),
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
                Ok(Meaning::Said(Said::Stop)) => self.stop(),
                _ => Course::note(Say::Law, None),
            };
        }
        if let (Some(filling), false) = (&live, interrupts(&reading)) {
            let mut filling = filling.clone();
            let regime = Arc::clone(&filling.form.regime);
            let asked = filling.next(self.environment.territories());
            match (filling.answer(self.message.text.reveal(), self.environment.territories(), self.at), asked, &reading.meaning) {
                (Taken::Yes, ..) => return self.go_on(filling),
                (Taken::No(_), Next::Code, Err(_)) => return Course::note(Say::AskCode, live),
                (Taken::No(why), Next::Ask(kind), Err(_)) => return Course::note(Say::AskAgain(regime, kind, why), live),
                (Taken::No(why), _, Err(_)) => return Course::note(Say::AskAgain(regime, FieldKind::Address, why), live),
                (Taken::No(_), ..) => {}
            }
        }
        match reading.meaning {
            Ok(Meaning::Apply(apply)) => self.apply(apply, live),
            Ok(Meaning::Register(register)) => self.register(&register, live, language),
            Ok(Meaning::Correct(register)) => self.correct(Some(&register), live, language),
            Ok(Meaning::Said(said)) => self.said(said, live, language),
            Err(_) if late => Course::note(Say::Expired, None),
            Err(rejected) => Course::note(Say::Rejected(rejected), live),
        }
    }

    /// What a word of the host brings about.
    fn said(&self, said: Said, live: Option<Filling>, language: Option<Language>) -> Course {
        match (said, live) {
            (Said::Help, live) => Course::note(Say::Help, live),
            (Said::Cancel | Said::Stop, Some(filling)) => Course::note(Say::GivenUp(filling.aim), None),
            (Said::Cancel, None) => self.cancel(Which::Only, None),
            (Said::CancelWhich(Some(code)), live) => self.cancel(Which::Code(code), live),
            (Said::CancelWhich(None), live) => self.cancel(Which::Unclear, live),
            (Said::Stop, None) => self.stop(),
            (Said::Status, live) => Course::note(Say::Status(self.caller.held.clone(), self.caller.registered.clone()), live),
            (Said::Correct, live) => self.correct(None, live, language),
            (Said::Write(letters), live) => Course::note(Say::LettersSet(letters), live),
            (Said::Speak(_), live) => Course::note(Say::LanguageSet, live),
            (Said::About(purpose), live) => self.apply(Apply { purpose, identity: None, plate: None }, live),
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
        Course::of(Command::Apply(application), Say::Help, dialog)
    }

    fn cancel(&self, which: Which, dialog: Option<Filling>) -> Course {
        let cancel = Cancel { phone: self.message.from.clone(), number: self.message.to.clone(), which };
        Course::of(Command::Cancel(cancel), Say::Help, dialog)
    }

    /// From then on nothing is sent but answers. That is confirmed once.
    fn stop(&self) -> Course {
        Course::note(if self.conversation.silent_since.is_some() { Say::Nothing } else { Say::Silent }, None)
    }

    fn register(&self, register: &Register, live: Option<Filling>, language: Option<Language>) -> Course {
        let bare = register.name.is_none() && register.identity.is_none() && register.address.is_none();
        match (bare, live, &self.caller.registered) {
            (true, Some(filling), _) => self.go_on(filling),
            (true, None, Some(registered)) => Course::note(Say::Already(Registered { again: true, ..registered.clone() }), None),
            _ => self.go_on(Filling::begin(register, Aim::Register, language, self.at)),
        }
    }

    /// A correction says everything anew: what was wrong with the first is nobody's to guess.
    fn correct(&self, register: Option<&Register>, live: Option<Filling>, language: Option<Language>) -> Course {
        if self.caller.registered.is_none() {
            return Course::note(Say::RegisterFirst, live);
        }
        if !self.caller.correctable {
            return Course::note(Say::NotCorrectable, live);
        }
        let bare = || {
            let form = registration::form(&self.regimes)?;
            Some(Register { form, name: None, identity: None, address: None })
        };
        match register.cloned().or_else(bare) {
            Some(register) => self.go_on(Filling::begin(&register, Aim::Correct, language, self.at)),
            None => Course::note(Say::NotCorrectable, live),
        }
    }

    fn go_on(&self, filling: Filling) -> Course {
        let regime = Arc::clone(&filling.form.regime);
        match filling.next(self.environment.territories()) {
            Next::Ask(kind) => Course::note(Say::Ask(regime, kind), Some(filling)),
            Next::Place => Course::note(Say::Place, Some(filling)),
            Next::Code => Course::note(Say::AskCode, Some(filling)),
            Next::Complete(form) => {
                let form = registration::addressed(*form, self.message.from.clone(), self.message.to.clone());
                let (command, claim) = match filling.aim {
                    Aim::Correct => (Command::Correct(form), None),
                    Aim::Register | Aim::Claim => (Command::Register(form), Some(filling)),
                };
                Course { command, say: Say::Help, dialog: None, claim }
            }
        }
    }
}

/// Whether a message is heard in a dialog as what it is: help and giving up always, anything else when it is clear. Otherwise
/// it is an answer.
fn interrupts(reading: &Reading) -> bool {
    match &reading.meaning {
        Ok(Meaning::Said(Said::Help | Said::Cancel | Said::Stop)) => true,
        Ok(_) => reading.clear,
        Err(_) => false,
    }
}

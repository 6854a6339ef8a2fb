//! What came of a message, against what a human reader makes of it.

use domain::{IdentityNumber, Plate, PurposeId};
use sms::RejectionKind;

use super::{
    file::{About, Means, MeansApply, MeansRegister, MeansWord, Registering},
    mistakes::Sense,
    report::Verdict,
};

/// What came of a message.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// It was decided on its merits.
    Decided {
        /// What for.
        purpose: PurposeId,
        /// Of whom.
        holder: Option<IdentityNumber>,
        /// The vehicle of the permit; `None` when no permit was given.
        plate: Option<Option<Plate>>,
    },
    /// A registration was made, or goes on.
    Registering {
        /// Of whom.
        identity: Option<IdentityNumber>,
        /// Whether it was made.
        complete: bool,
    },
    /// It was answered, and nothing else.
    Answered,
    /// It was not understood.
    Rejected(RejectionKind),
}

/// What came of a message, and whether the reply shows an example that works when it is sent.
pub(crate) fn judge(sense: &Sense, outcome: &Outcome, example_works: bool) -> Verdict {
    match (sense, outcome) {
        (Sense::Means(means), outcome) => match meant(means, outcome, example_works) {
            Some(verdict) => verdict,
            None => asked_back(example_works),
        },
        (Sense::Asks(about), Outcome::Rejected(kind)) => {
            let right = about.iter().any(|about| about.as_str() == kind.as_str());
            if right && example_works { Verdict::Corrected } else { asked_back(example_works) }
        }
        (Sense::Asks(about), Outcome::Decided { holder: Some(_), .. } | Outcome::Registering { identity: Some(_), .. }) => {
            let whose = about.iter().any(|about| matches!(about, About::WrongIdentity | About::TwoNumbers));
            if whose { Verdict::SomebodyElse } else { Verdict::Misread }
        }
        (Sense::Asks(_), Outcome::Decided { .. } | Outcome::Registering { .. }) => Verdict::Misread,
        (Sense::Asks(_), Outcome::Answered) => asked_back(example_works),
    }
}

fn asked_back(example_works: bool) -> Verdict {
    if example_works { Verdict::AskedBack } else { Verdict::Lost }
}

/// How a message that means something was taken; `None` when it was not understood.
fn meant(means: &Means, outcome: &Outcome, example_works: bool) -> Option<Verdict> {
    let same = |number: &Option<IdentityNumber>, meant: &Option<String>| {
        let meant: Option<IdentityNumber> = meant.as_ref().and_then(|meant| meant.parse().ok());
        *number == meant
    };
    Some(match (means, outcome) {
        (_, Outcome::Rejected(_)) => return None,
        (Means::Word(MeansWord::Help), Outcome::Answered) if example_works => Verdict::Understood,
        (Means::Word(MeansWord::Cancel), Outcome::Answered) => Verdict::Understood,
        (_, Outcome::Answered) => return None,
        (Means::Apply(MeansApply { purpose: meant, identity, plate: vehicle }), Outcome::Decided { purpose, holder, plate }) => {
            if identity.is_some() && !same(holder, identity) {
                Verdict::SomebodyElse
            } else if meant != purpose || plate.as_ref().is_some_and(|plate| plate != vehicle) {
                Verdict::Misread
            } else {
                Verdict::Understood
            }
        }
        (
            Means::Register(MeansRegister { register: Registering { identity: meant, complete: all } }),
            Outcome::Registering { identity, complete },
        ) => {
            if identity.is_some() && !same(identity, meant) {
                Verdict::SomebodyElse
            } else if !same(identity, meant) || all != complete {
                Verdict::Misread
            } else {
                Verdict::Understood
            }
        }
        (Means::Word(_), Outcome::Decided { holder: Some(_), .. } | Outcome::Registering { identity: Some(_), .. }) => {
            Verdict::SomebodyElse
        }
        (_, Outcome::Decided { .. } | Outcome::Registering { .. }) => Verdict::Misread,
    })
}

/// The parts of a reply that can be an example: what follows a colon, to the end or to the end of its sentence. The last first.
pub(crate) fn examples(reply: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (place, colon) in reply.rmatch_indices(": ") {
        let Some(rest) = reply.get(place + colon.len()..) else { continue };
        let whole = rest.trim().trim_end_matches('.');
        let sentence = rest.split_once(". ").map_or(whole, |(first, _)| first.trim());
        for example in [whole, sentence] {
            if !example.is_empty() && !found.iter().any(|known| known == example) {
                found.push(example.to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<IdentityNumber> {
        text.parse().ok()
    }

    fn decided(purpose: &str, holder: &str, plate: Option<&str>) -> Outcome {
        let plate = Some(plate.map(|plate| plate.parse().unwrap()));
        Outcome::Decided { purpose: purpose.parse().unwrap(), holder: number(holder), plate }
    }

    #[test]
    fn a_message_is_understood_when_all_of_it_is() {
        let means = |identity: &str, plate: Option<&str>| {
            Sense::Means(Means::Apply(MeansApply {
                purpose: "work".parse().unwrap(),
                identity: Some(identity.to_owned()),
                plate: plate.map(|plate| plate.parse().unwrap()),
            }))
        };
        for (sense, outcome, verdict) in [
            (means("AB12345", None), decided("work", "AB12345", None), Verdict::Understood),
            (means("AB12345", Some("10AA123")), decided("work", "AB12345", Some("10AA123")), Verdict::Understood),
            (means("AB12345", None), decided("work", "AB12345", Some("10AA123")), Verdict::Misread),
            (means("AB12345", None), decided("medical", "AB12345", None), Verdict::Misread),
            (means("AB12345", None), decided("work", "AB12346", None), Verdict::SomebodyElse),
            (means("AB12345", None), Outcome::Rejected(RejectionKind::Unreadable), Verdict::AskedBack),
            (Sense::Means(Means::Word(MeansWord::Help)), Outcome::Answered, Verdict::Understood),
            (Sense::Means(Means::Word(MeansWord::Help)), decided("work", "AB12345", None), Verdict::SomebodyElse),
        ] {
            assert_eq!(judge(&sense, &outcome, true), verdict, "{sense:?} {outcome:?}");
        }
        assert_eq!(judge(&means("AB12345", None), &Outcome::Rejected(RejectionKind::Unreadable), false), Verdict::Lost);
    }

    #[test]
    fn what_a_human_would_ask_is_never_decided() {
        let asks = |about: About| Sense::Asks(vec![about]);
        for (sense, outcome, works, verdict) in [
            (asks(About::Missing), Outcome::Rejected(RejectionKind::Missing), true, Verdict::Corrected),
            (asks(About::Missing), Outcome::Rejected(RejectionKind::Missing), false, Verdict::Lost),
            (asks(About::Missing), Outcome::Rejected(RejectionKind::Unreadable), true, Verdict::AskedBack),
            (asks(About::Missing), decided("work", "AB12345", None), true, Verdict::Misread),
            (asks(About::WrongIdentity), decided("work", "AB12345", None), true, Verdict::SomebodyElse),
        ] {
            assert_eq!(judge(&sense, &outcome, works), verdict, "{sense:?} {outcome:?}");
        }
    }

    #[test]
    fn examples_follow_a_colon() {
        assert_eq!(examples("Codes: 1, 2. Example: 1 AB12345"), ["1 AB12345", "1, 2. Example: 1 AB12345", "1, 2"]);
        assert_eq!(examples("Write: 1 AB12345. Questions: 112."), ["112", "1 AB12345. Questions: 112", "1 AB12345"]);
        assert_eq!(examples("Nothing here."), Vec::<String>::new());
    }
}

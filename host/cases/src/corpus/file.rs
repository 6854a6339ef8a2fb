//! What a corpus says, as types. The JSON Schema that editors use is made from these; nothing runs here.

use domain::{Language, PhoneNumber, Plate, PurposeId, RegimeId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{Action, When};

/// Messages as people mistype them, with what a human reader would be sure of. It stands in the folder `corpus` of a jurisdiction.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Corpus of malformed messages")]
pub struct CorpusFile {
    /// The regime whose number they are sent to.
    pub regime: RegimeId,
    /// When they are sent.
    pub at: When,
    /// The telephone that they come from.
    pub from: PhoneNumber,
    /// What has happened before each of them, such as a registration.
    #[serde(default)]
    pub given: Vec<Action>,
    /// The messages.
    pub messages: Vec<Group>,
    /// Messages that are made by rule from a good one.
    #[serde(default)]
    pub variations: Vec<Variation>,
}

/// Messages of one kind of mistake that mean the same.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The kind of mistake.
    pub kind: Kind,
    /// The language that they are written in.
    pub language: Language,
    /// What a human reader would be sure that they mean. Exactly one of this and `asks`.
    #[serde(default)]
    pub means: Option<Means>,
    /// A human reader would not be sure, and ask back about this; several when more than one question is right.
    #[serde(default)]
    pub asks: Vec<About>,
    /// What has happened before each of them, in place of what the file says.
    #[serde(default)]
    pub given: Option<Vec<Action>>,
    /// The messages.
    pub texts: Vec<String>,
}

/// A good message and the mistakes that are made in it, each by itself.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variation {
    /// The language that it is written in.
    pub language: Language,
    /// The message without a mistake. A number that is meant stands in it as `means` says it.
    pub text: String,
    /// What it means.
    pub means: Means,
    /// What has happened before, in place of what the file says.
    #[serde(default)]
    pub given: Option<Vec<Action>>,
    /// The mistakes.
    pub mistakes: Vec<Mistake>,
}

/// What a human reader would be sure of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Means {
    /// Something without a number.
    Word(MeansWord),
    /// An application.
    Apply(MeansApply),
    /// A registration.
    Register(MeansRegister),
}

/// Something that needs no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeansWord {
    /// To be told how one applies.
    Help,
    /// To give back a permit, or to give up what has begun.
    Cancel,
}

/// An application.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeansApply {
    /// The purpose or exemption.
    pub purpose: PurposeId,
    /// The number of the document, without separators and in capitals. Absent where the message names none.
    #[serde(default)]
    pub identity: Option<String>,
    /// The plate.
    #[serde(default)]
    pub plate: Option<Plate>,
}

/// A registration.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeansRegister {
    /// What of it the message says.
    pub register: Registering,
}

/// What a message says of a registration.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Registering {
    /// The number of the document; absent where the message names none.
    #[serde(default)]
    pub identity: Option<String>,
    /// Whether nothing is left to be asked.
    #[serde(default)]
    pub complete: bool,
}

/// What a human reader would ask back about: the names of rejections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Nothing was said.
    Empty,
    /// It is longer than any message need be.
    TooLong,
    /// What is wanted at all.
    Unreadable,
    /// A purpose that there is none of.
    UnknownCode,
    /// Whose the number is.
    WrongIdentity,
    /// Which of two meanings it has.
    Ambiguous,
    /// What is not there.
    Missing,
    /// A plate that can't be one.
    WrongPlate,
    /// Which of two purposes is meant.
    TwoCodes,
    /// Which of two persons is meant.
    TwoNumbers,
    /// What the other words mean.
    Surplus,
}

impl About {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::Unreadable => "unreadable",
            Self::UnknownCode => "unknown_code",
            Self::WrongIdentity => "wrong_identity",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
            Self::WrongPlate => "wrong_plate",
            Self::TwoCodes => "two_codes",
            Self::TwoNumbers => "two_numbers",
            Self::Surplus => "surplus",
        }
    }
}

/// A kind of mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Letters of another script that look the same.
    LookAlikes,
    /// Small and capital letters, dotted and dotless i, letters without their marks.
    Letters,
    /// Full-width digits and digits of other scripts.
    OtherDigits,
    /// Characters that are not drawn.
    Invisible,
    /// Other separators, several, none.
    Separators,
    /// A number with spaces, dots or dashes inside.
    SpacedNumber,
    /// Quotes, brackets, emoji, exclamation marks.
    Decoration,
    /// In another order.
    Order,
    /// The message twice in one, or a part of it.
    Repeated,
    /// Greetings and thanks around.
    Polite,
    /// Words that say what comes next.
    Labels,
    /// A name before or after.
    Name,
    /// Words of purposes in place of codes.
    PurposeWords,
    /// Those words, or the word of a form, misspelt.
    Misspelt,
    /// Digits in words, as voice turns to text.
    DigitWords,
    /// Whole sentences.
    Sentences,
    /// The word that a form begins with left out, or in the wrong place.
    NoKeyword,
    /// No code.
    NoCode,
    /// No number, or no more than a code.
    NoNumber,
    /// Two codes.
    TwoCodes,
    /// Two numbers.
    TwoNumbers,
    /// A code that there is none of.
    UnknownCode,
    /// A series that there is none of, or half of one.
    UnknownSeries,
    /// A letter where a digit belongs.
    LetterForDigit,
    /// Digits left out, doubled, added.
    WrongLength,
    /// Digits exchanged or others: what is written is another number, and is taken as written.
    OtherNumber,
    /// Replies of a service sent back.
    Forwarded,
    /// Somebody who does not want it, any more or yet.
    Negated,
    /// Something else altogether.
    OffTopic,
    /// A registration with something left out or in another order.
    Registration,
}

impl Kind {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LookAlikes => "look_alikes",
            Self::Letters => "letters",
            Self::OtherDigits => "other_digits",
            Self::Invisible => "invisible",
            Self::Separators => "separators",
            Self::SpacedNumber => "spaced_number",
            Self::Decoration => "decoration",
            Self::Order => "order",
            Self::Repeated => "repeated",
            Self::Polite => "polite",
            Self::Labels => "labels",
            Self::Name => "name",
            Self::PurposeWords => "purpose_words",
            Self::Misspelt => "misspelt",
            Self::DigitWords => "digit_words",
            Self::Sentences => "sentences",
            Self::NoKeyword => "no_keyword",
            Self::NoCode => "no_code",
            Self::NoNumber => "no_number",
            Self::TwoCodes => "two_codes",
            Self::TwoNumbers => "two_numbers",
            Self::UnknownCode => "unknown_code",
            Self::UnknownSeries => "unknown_series",
            Self::LetterForDigit => "letter_for_digit",
            Self::WrongLength => "wrong_length",
            Self::OtherNumber => "other_number",
            Self::Forwarded => "forwarded",
            Self::Negated => "negated",
            Self::OffTopic => "off_topic",
            Self::Registration => "registration",
        }
    }
}

/// A mistake that is made by rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    /// Every letter that another script has, in that script.
    LookAlikes,
    /// The first such letter only.
    OneLookAlike,
    /// Small letters.
    Small,
    /// Capitals.
    Capitals,
    /// Full-width digits and Latin letters.
    FullWidth,
    /// Arabic digits.
    Arabic,
    /// Two spaces for one.
    DoubleSpaces,
    /// A character that is not drawn after each space.
    Invisible,
    /// Dots for spaces.
    Dots,
    /// Commas and spaces.
    Commas,
    /// Dashes for spaces.
    Dashes,
    /// Slashes for spaces.
    Slashes,
    /// Stars for spaces.
    Stars,
    /// New lines for spaces.
    Lines,
    /// No spaces.
    Joined,
    /// Between quotes.
    Quoted,
    /// Each part between brackets.
    Bracketed,
    /// With an emoji before and after.
    Emoji,
    /// With exclamation marks and dots at the end.
    Shouted,
    /// Twice, with a space between.
    Twice,
    /// Twice, on two lines.
    TwiceInLines,
    /// A space where letters turn into digits in the number.
    NumberSplit,
    /// A dash there.
    NumberDashed,
    /// The digits of the number in groups of two or three.
    NumberGrouped,
    /// The digits of the number with dots between the groups.
    NumberDotted,
    /// A space after each digit of the number.
    NumberSpelled,
    /// The letter O for each zero of the number; where there is none, for the last digit but one. A human asks back.
    LetterO,
    /// A small L for the first 1 of the number; where there is none, for the second digit. A human asks back.
    LetterL,
    /// The key beside the fourth digit of the number, which is a letter. A human asks back.
    NeighbourKey,
    /// The last digit of the number left out. A human asks back.
    DigitLeftOut,
    /// Two more digits. A human asks back.
    DigitsAdded,
    /// The first letter of the number left out. A human asks back.
    LetterLeftOut,
    /// All letters of the number left out. A human asks back.
    LettersLeftOut,
    /// Two digits of the number exchanged: it is another number, and taken as written.
    DigitsExchanged,
    /// One digit of the number is another: it is another number, and taken as written.
    DigitOther,
}

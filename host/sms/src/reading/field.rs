//! What one stretch of a message can be, and at what cost. Everything that a reading knows of fields is here; how a message
//! is cut into stretches is elsewhere.

use domain::{IdentityNumber, Plate};
use regime::FieldKind;

use super::{
    cost,
    grammar::{FormRules, Grammar, Item, Line, Said},
    lexicon::Word,
    symbols::Symbols,
};

/// What a stretch was read as.
#[derive(Debug, Clone)]
pub(super) enum Value<'g> {
    Command(&'g Word<Said>),
    Keyword(&'g Word<()>),
    Purpose(&'g Word<domain::PurposeId>),
    Identity(IdentityNumber),
    Plate(Plate),
    Name,
    Address,
    /// The word that the form begins with is not there.
    NoKeyword,
    /// The field is not there.
    Missing(FieldKind),
    /// What stands there can't be the field.
    Wrong(FieldKind),
    /// Left over.
    Surplus,
}

impl Value<'_> {
    /// Whether both mean the same. Where one free text ends and the next begins is nothing that an entitlement hangs on.
    pub(super) fn means_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Command(a), Self::Command(b)) => a.means == b.means,
            (Self::Purpose(a), Self::Purpose(b)) => a.means == b.means,
            (Self::Identity(a), Self::Identity(b)) => a == b,
            (Self::Plate(a), Self::Plate(b)) => a == b,
            (Self::Missing(a), Self::Missing(b)) | (Self::Wrong(a), Self::Wrong(b)) => a == b,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

/// No number of a document is longer, and none shorter; see [`IdentityNumber`].
const IDENTITY: std::ops::RangeInclusive<usize> = 4..=32;
/// See [`Plate`].
const PLATE: std::ops::RangeInclusive<usize> = 3..=12;
/// Digits alone are a plate up to here; longer ones are somebody's telephone.
const PLATE_OF_DIGITS: usize = 8;
/// What is shown as a wrong number, code or plate.
const WRONG: std::ops::RangeInclusive<usize> = 1..=32;
/// Letters of a name.
const NAME: usize = 100;
/// Letters and digits of an address.
const ADDRESS: usize = 400;

/// A line of a grammar laid over the symbols of a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Over<'g, 's> {
    pub grammar: &'g Grammar,
    pub line: &'g Line,
    pub rules: Option<&'g FormRules>,
    pub symbols: &'s Symbols<'s>,
    /// Whether mistakes are read, too.
    pub mistakes: bool,
}

impl<'g> Over<'g, '_> {
    /// The farthest place where an item that begins at `from` can end.
    pub(super) fn farthest(&self, item: Item, from: usize) -> usize {
        let longest = match item {
            Item::Command => self.grammar.commands.longest(),
            Item::Keyword => self.rules.map_or(0, |rules| rules.keywords.longest()),
            Item::Field(FieldKind::Purpose) => {
                self.rules.map_or(0, |rules| rules.purposes.longest()).max(if self.mistakes { *WRONG.end() } else { 0 })
            }
            Item::Field(FieldKind::Identity | FieldKind::Plate) => *IDENTITY.end(),
            Item::Field(FieldKind::Name) => NAME,
            Item::Field(FieldKind::Address) => ADDRESS,
            Item::Surplus => usize::MAX,
        };
        from.saturating_add(longest).min(self.symbols.len())
    }

    /// What the symbols `from..to` can be in the place of item number `index`, each with its cost.
    pub(super) fn values(&self, index: usize, from: usize, to: usize) -> Vec<(Value<'g>, u32)> {
        let Some(item) = self.line.items.get(index).copied() else { return Vec::new() };
        if from == to {
            return self.absent(item).into_iter().collect();
        }
        let Some(touch) = self.touch(index, from) else { return Vec::new() };
        let mut found = self.present(item, from, to);
        if self.mistakes && found.is_empty() {
            found.extend(self.wrong(item, from, to));
        }
        found.iter_mut().for_each(|(_, cost)| *cost += touch);
        found
    }

    fn absent(&self, item: Item) -> Option<(Value<'g>, u32)> {
        match item {
            Item::Keyword if self.mistakes => Some((Value::NoKeyword, cost::NO_KEYWORD)),
            Item::Field(kind) if self.mistakes => Some((Value::Missing(kind), cost::MISSING)),
            _ => None,
        }
    }

    /// What it costs that item number `index` begins at `from`, right after the one before.
    fn touch(&self, index: usize, from: usize) -> Option<u32> {
        if from == 0 {
            return Some(0);
        }
        let kind = |index: Option<usize>| {
            index.and_then(|i| self.line.items.get(i)).and_then(|item| if let Item::Field(kind) = item { Some(*kind) } else { None })
        };
        let (left, right) = (kind(index.checked_sub(1)), kind(Some(index)));
        let free = [left, right].into_iter().flatten().any(|kind| kind.is_free_text());
        if self.symbols.is_gap(from) {
            let other = free && self.rules.and_then(|rules| rules.mark).is_some_and(|mark| !self.symbols.separator(from).contains(mark));
            return Some(if other { cost::OTHER_MARK } else { 0 });
        }
        let at_turn = self.symbols.turns(from);
        // Where a number begins and ends must be certain: cut elsewhere, it could be somebody else's.
        let number = [left, right].into_iter().flatten().any(|kind| matches!(kind, FieldKind::Identity | FieldKind::Plate));
        let certain = at_turn || !number;
        (self.line.joins && !free && certain).then_some(if at_turn { cost::JOIN_AT_TURN } else { cost::JOIN })
    }

    fn present(&self, item: Item, from: usize, to: usize) -> Vec<(Value<'g>, u32)> {
        let symbols = self.symbols;
        let kind = match (item, self.rules) {
            (Item::Command, _) => return each(self.grammar.commands.find(symbols, from, to), Value::Command),
            (Item::Keyword, Some(rules)) => return each(rules.keywords.find(symbols, from, to), Value::Keyword),
            (Item::Field(FieldKind::Purpose), Some(rules)) => return each(rules.purposes.find(symbols, from, to), Value::Purpose),
            (Item::Field(kind), Some(_)) => kind,
            _ => return Vec::new(),
        };
        let read = match kind {
            FieldKind::Identity => self.whole_identity(from, to).map(|number| (Value::Identity(number), self.gaps(from, to))),
            FieldKind::Plate => self.plate(from, to).map(|plate| (Value::Plate(plate), self.gaps(from, to))),
            FieldKind::Name => self.name(from, to).map(|cost| (Value::Name, cost)),
            FieldKind::Address => self.address(from, to).map(|cost| (Value::Address, cost)),
            FieldKind::Purpose => None,
        };
        read.into_iter().collect()
    }

    /// The separators within a number.
    fn gaps(&self, from: usize, to: usize) -> u32 {
        self.symbols.gaps_within(from, to) * cost::GAP + self.marks(from, to) * cost::MARK_IN_NUMBER
    }

    /// How often the form's own separator stands within `from..to`.
    fn marks(&self, from: usize, to: usize) -> u32 {
        let Some(mark) = self.rules.and_then(|rules| rules.mark) else { return 0 };
        (from + 1..to).filter(|place| self.symbols.is_gap(*place) && self.symbols.separator(*place).contains(mark)).map(|_| 1).sum()
    }

    /// A number may hold separators; but then it ends at one, and no part of it that ends at one is a number itself. Otherwise
    /// the last digits could belong to what comes after.
    fn whole_identity(&self, from: usize, to: usize) -> Option<IdentityNumber> {
        let number = self.identity(from, to)?;
        let mut gaps = (from + 1..to).filter(|place| self.symbols.is_gap(*place)).peekable();
        let certain = (gaps.peek().is_none() || self.symbols.is_gap(to)) && gaps.all(|gap| self.identity(from, gap).is_none());
        certain.then_some(number)
    }

    fn identity(&self, from: usize, to: usize) -> Option<IdentityNumber> {
        if !IDENTITY.contains(&(to - from)) {
            return None;
        }
        let number: IdentityNumber = self.symbols.plain(from, to).parse().ok()?;
        self.rules?.regime.identity_kind_of(&number).map(|_| number)
    }

    fn plate(&self, from: usize, to: usize) -> Option<Plate> {
        if !PLATE.contains(&(to - from)) || self.identity(from, to).is_some() {
            return None;
        }
        let text = self.symbols.plain(from, to);
        if text.len() > PLATE_OF_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        text.parse().ok()
    }

    /// A name has words of letters; two or three are what most people write.
    fn name(&self, from: usize, to: usize) -> Option<u32> {
        let fits = to - from <= NAME && self.symbols.is_gap(from) && self.symbols.is_gap(to) && self.marks(from, to) == 0;
        if !fits || self.symbols.iter(from, to).any(|symbol| symbol.plain.is_numeric()) {
            return None;
        }
        Some(match self.symbols.gaps_within(from, to) {
            1 | 2 => 0,
            0 | 3 => 1,
            _ => 2,
        })
    }

    /// An address begins with a part that has letters.
    fn address(&self, from: usize, to: usize) -> Option<u32> {
        if to - from > ADDRESS || !self.symbols.is_gap(from) || !self.symbols.is_gap(to) {
            return None;
        }
        let mark = self.rules.and_then(|rules| rules.mark);
        let first_mark = (from + 1..to)
            .find(|place| mark.is_some_and(|mark| self.symbols.is_gap(*place) && self.symbols.separator(*place).contains(mark)));
        let letters = self.symbols.iter(from, first_mark.unwrap_or(to)).any(|symbol| symbol.plain.is_alphabetic());
        letters.then(|| self.marks(from, to) * cost::MARK_IN_TEXT)
    }

    fn wrong(&self, item: Item, from: usize, to: usize) -> Option<(Value<'g>, u32)> {
        let ends = self.symbols.is_gap(to);
        let shown = WRONG.contains(&(to - from));
        let cost = match item {
            Item::Surplus if to == self.symbols.len() => return Some((Value::Surplus, cost::SURPLUS)),
            Item::Field(FieldKind::Purpose) if shown && self.symbols.gaps_within(from, to) == 0 => {
                if ends {
                    cost::NO_PURPOSE
                } else if self.symbols.turns(to) {
                    cost::NO_PURPOSE_AT_TURN
                } else {
                    return None;
                }
            }
            Item::Field(FieldKind::Identity)
                if shown && ends && self.symbols.iter(from, to).any(|symbol| symbol.plain.is_ascii_digit()) =>
            {
                let length = u32::try_from(to - from).unwrap_or(u32::MAX);
                cost::NO_IDENTITY.saturating_sub(length)
                    + self.symbols.gaps_within(from, to) * cost::NO_IDENTITY_GAP
                    + self.marks(from, to) * cost::MARK_IN_NUMBER
            }
            Item::Field(FieldKind::Plate) if shown && ends => cost::NO_PLATE,
            _ => return None,
        };
        let Item::Field(kind) = item else { return None };
        Some((Value::Wrong(kind), cost))
    }
}

fn each<'g, T>(words: Vec<(&'g Word<T>, u32)>, value: impl Fn(&'g Word<T>) -> Value<'g>) -> Vec<(Value<'g>, u32)> {
    words.into_iter().map(|(word, cost)| (value(word), cost)).collect()
}

/// The letters and digits of a text as an identity number of the regime, when it is one.
pub(super) fn identity_of(regime: &regime::Regime, symbols: &Symbols<'_>) -> Option<IdentityNumber> {
    let number: IdentityNumber = symbols.plain(0, symbols.len()).parse().ok()?;
    regime.identity_kind_of(&number).map(|_| number)
}

//! What one stretch of a message can be, and at what cost. Everything that a reading knows of fields is here; how a message
//! is cut into stretches is elsewhere.

use domain::{IdentityNumber, Plate};
use regime::FieldKind;

use super::{
    cost,
    grammar::{FormRules, Grammar, Item, Line, Said},
    lexicon::Word,
    phrases::{Token, tokens},
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
/// A plate with separators has so many letters and digits at least, so that it is not a little word and an hour.
const SPACED_PLATE: usize = 5;
/// It has no more groups: `A 123 BC 777`.
const GROUPS_OF_PLATE: usize = 4;
/// More letters in a row than this are a word, and so many may be one.
const LETTERS_OF_PLATE: usize = 3;
/// A last group of so many digits belongs to the number, and is no house and no code.
const LAST_GROUP: usize = 3;
/// No plate begins with more digits and goes on with letters.
const DIGITS_OF_PLATE: usize = 3;
/// What is shown as a wrong number, code or plate.
const WRONG: std::ops::RangeInclusive<usize> = 1..=32;
/// Letters of a name.
const NAME: usize = 100;
/// Letters and digits of an address.
const ADDRESS: usize = 400;
/// Among so many of its first letters another code is looked for.
const FIRST_WORDS: usize = 40;

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
            Item::InWords | Item::Field(FieldKind::Purpose) => {
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
    #[cfg(test)]
    pub(super) fn values(&self, index: usize, from: usize, to: usize) -> Vec<(Value<'g>, u32)> {
        self.values_within(index, from, to, u32::MAX)
    }

    /// The same, without what costs more than `most`.
    pub(super) fn values_within(&self, index: usize, from: usize, to: usize, most: u32) -> Vec<(Value<'g>, u32)> {
        let Some(item) = self.line.items.get(index).copied() else { return Vec::new() };
        if from == to {
            return self.absent(item).into_iter().filter(|(_, cost)| *cost <= most).collect();
        }
        let Some(touch) = self.touch(index, from) else { return Vec::new() };
        let mut found = self.present(index, item, from, to);
        if self.mistakes && found.is_empty() && most >= cost::MISTAKE {
            found.extend(self.wrong(item, from, to));
        }
        found.iter_mut().for_each(|(_, cost)| *cost += touch);
        found.retain(|(_, cost)| *cost <= most);
        found
    }

    /// Whether item number `index` can begin at `to`, or the message ends there with the item before.
    pub(super) fn goes_on(&self, index: usize, to: usize) -> bool {
        if index == self.line.items.len() { to == self.symbols.len() } else { to < self.symbols.len() && self.touch(index, to).is_some() }
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
        let before = index.checked_sub(1);
        let (left, right) = (kind(before), kind(Some(index)));
        let keyword = before.and_then(|before| self.line.items.get(before)) == Some(&Item::Keyword);
        let free = [left, right].into_iter().flatten().any(|kind| kind.is_free_text());
        if self.symbols.is_gap(from) {
            let other = free && self.rules.and_then(|rules| rules.mark).is_some_and(|mark| !self.symbols.separator(from).contains(mark));
            return Some(if other { cost::OTHER_MARK } else { 0 });
        }
        let at_turn = self.symbols.turns(from);
        // Where a number begins and ends must be certain: cut elsewhere, it could be somebody else's.
        let number = [left, right].into_iter().flatten().any(|kind| matches!(kind, FieldKind::Identity | FieldKind::Plate));
        let certain = at_turn || !number;
        let joins = self.line.joins || (keyword && at_turn);
        (joins && !free && certain).then_some(if at_turn { cost::JOIN_AT_TURN } else { cost::JOIN })
    }

    fn present(&self, index: usize, item: Item, from: usize, to: usize) -> Vec<(Value<'g>, u32)> {
        let symbols = self.symbols;
        let free = matches!(item, Item::Field(kind) if kind.is_free_text());
        if !free && symbols.walls_within(from, to) {
            return Vec::new();
        }
        let kind = match (item, self.rules) {
            (Item::Command, _) => return each(self.grammar.commands.find(symbols, from, to), Value::Command),
            (Item::Keyword, Some(rules)) => return each(rules.keywords.find(symbols, from, to), Value::Keyword),
            (Item::Field(FieldKind::Purpose), Some(rules)) => return each(rules.purposes.find(symbols, from, to), Value::Purpose),
            (Item::InWords, Some(rules)) if !self.symbols.is_digit(from) => {
                return each(rules.purposes.find(symbols, from, to), Value::Purpose);
            }
            (Item::Field(kind), Some(_)) => kind,
            _ => return Vec::new(),
        };
        let read = match kind {
            FieldKind::Identity => self
                .whole_identity(index, from, to)
                .map(|number| (Value::Identity(number), self.gaps(from, to) + self.marks(from, to) * cost::MARK_IN_NUMBER)),
            FieldKind::Plate => self.plate(from, to).map(|plate| (Value::Plate(plate), self.gaps(from, to))),
            FieldKind::Name => self.name(from, to).map(|cost| (Value::Name, cost)),
            FieldKind::Address if self.is_code(index, from) => None,
            FieldKind::Address => self.address(from, to).map(|cost| (Value::Address, cost)),
            FieldKind::Purpose => None,
        };
        read.into_iter().collect()
    }

    /// The separators within a number.
    fn gaps(&self, from: usize, to: usize) -> u32 {
        self.symbols.gaps_within(from, to) * cost::GAP
    }

    /// How often the form's own separator stands within `from..to`.
    fn marks(&self, from: usize, to: usize) -> u32 {
        let Some(mark) = self.rules.and_then(|rules| rules.mark) else { return 0 };
        (from + 1..to).filter(|place| self.symbols.is_gap(*place) && self.symbols.separator(*place).contains(mark)).map(|_| 1).sum()
    }

    /// A number may hold separators; but then it ends at one, and no part of it that ends at one is a number itself. Otherwise
    /// the last digits could belong to what comes after.
    fn whole_identity(&self, index: usize, from: usize, to: usize) -> Option<IdentityNumber> {
        let gaps = || (from + 1..to).filter(|place| self.symbols.is_gap(*place));
        let whole = self.symbols.gaps_within(from, to) == 0 || self.symbols.is_gap(to);
        if !whole || !IDENTITY.contains(&(to - from)) || !self.marked(from, to) || !self.ends(index, from, to) {
            return None;
        }
        let number = self.identity(from, to)?;
        gaps().all(|gap| self.identity(from, gap).is_none()).then_some(number)
    }

    /// Whether the digits of a number stand in groups as people write them: of two at least, or each alone. A digit that stands
    /// alone beside groups could be a code.
    fn in_groups(&self, from: usize, to: usize) -> bool {
        let (mut alone, mut together, mut start) = (false, false, from);
        for end in from + 1..=to {
            if end == to || self.symbols.is_gap(end) {
                let digits = (start..end).filter(|place| self.symbols.is_digit(*place)).count();
                alone |= digits == 1;
                together |= digits > 1;
                start = end;
            }
        }
        !(alone && together)
    }

    /// Whether the form's own separator within a number can be part of it (`4510*123456`): then it stands after it, too, and what
    /// is between is long enough to be no field of its own.
    fn marked(&self, from: usize, to: usize) -> bool {
        let Some(mark) = self.rules.and_then(|rules| rules.mark) else { return true };
        let stands = |place: usize| self.symbols.is_gap(place) && self.symbols.separator(place).contains(mark);
        let (mut start, mut parts, mut long) = (from, 0, true);
        for end in from + 1..=to {
            if end == to || stands(end) {
                parts += 1;
                long &= end - start >= LAST_GROUP;
                start = end;
            }
        }
        parts == 1 || (long && (to == self.symbols.len() || stands(to)))
    }

    /// Whether a number whose digits are written in groups surely ends at `to`: the last group could be the beginning of what
    /// comes next.
    fn ends(&self, index: usize, from: usize, to: usize) -> bool {
        let symbols = self.symbols;
        let between = |place: &usize| symbols.is_gap(*place) && symbols.is_digit(place - 1) && symbols.is_digit(*place);
        let Some(last) = (from + 1..to).rev().find(between) else { return true };
        if !self.in_groups(from, to) {
            return false;
        }
        if to == symbols.len() || symbols.is_wall(to) {
            return true;
        }
        let mark = self.rules.and_then(|rules| rules.mark).is_some_and(|mark| symbols.separator(to).contains(mark));
        let group = (to + 1..=symbols.len()).find(|place| symbols.is_gap(*place)).unwrap_or(to);
        match self.line.items.get(index + 1) {
            // `48 29 137 10AA123` is certain, and so is `4829 1375 A123BC`; `48 29 13 7 AA 123` is not.
            Some(Item::Field(FieldKind::Plate)) if symbols.is_digit(to) => {
                symbols.iter(to, group).any(|symbol| symbol.plain.is_alphabetic())
            }
            Some(Item::Field(FieldKind::Plate)) => to - last > DIGITS_OF_PLATE || mark,
            Some(Item::Field(FieldKind::Purpose)) => !symbols.is_digit(to),
            Some(Item::Field(kind)) if kind.is_free_text() => mark || to - last >= LAST_GROUP,
            _ => true,
        }
    }

    fn identity(&self, from: usize, to: usize) -> Option<IdentityNumber> {
        if !IDENTITY.contains(&(to - from)) {
            return None;
        }
        let rules = self.rules?;
        self.symbols.asked.identities.to((self.line.form, from, to), || {
            let number: IdentityNumber = self.symbols.plain(from, to).parse().ok()?;
            rules.regime.identity_kind_of(&number).is_some().then_some(number)
        })
    }

    fn plate(&self, from: usize, to: usize) -> Option<Plate> {
        let symbols = self.symbols.slice(from, to);
        if !PLATE.contains(&symbols.len()) || symbols.iter().any(|symbol| !symbol.plain.is_ascii()) {
            return None;
        }
        let digits = symbols.iter().filter(|symbol| symbol.plain.is_ascii_digit()).count();
        let (only, whole) = (digits == symbols.len(), self.symbols.gaps_within(from, to) == 0);
        if digits == 0 || (only && digits > PLATE_OF_DIGITS) || (!whole && (only || symbols.len() < SPACED_PLATE)) {
            return None;
        }
        // What begins as the number of a document is no plate. Two letters are enough where something is wrong anyway.
        let letters = (from..to).find(|place| self.symbols.is_digit(*place)).unwrap_or(to);
        if (self.mistakes || letters - from >= LETTERS_OF_PLATE) && self.is_series(from, letters) {
            return None;
        }
        self.symbols.asked.plates.to(((self.line.form, from, to), self.mistakes), || {
            let other = self.holds_a_number(from, to) || (!whole && self.holds_a_word(from, to));
            if other { None } else { self.symbols.plain(from, to).parse().ok() }
        })
    }

    /// Whether the number of a document stands in a stretch, from where something begins to where something ends.
    fn holds_a_number(&self, from: usize, to: usize) -> bool {
        let edge = |place: &usize| self.symbols.is_gap(*place) || self.symbols.turns(*place);
        let starts = (from..to).filter(|place| *place == from || edge(place));
        starts.into_iter().any(|start| (start + 1..=to).any(|end| (end == to || edge(&end)) && self.identity(start, end).is_some()))
    }

    /// Whether one of the groups of a stretch is a word, and not the letters of a plate; so it is taken where there are many.
    fn holds_a_word(&self, from: usize, to: usize) -> bool {
        let groups: Vec<Token> = tokens(self.symbols, from, to);
        let phrases = &self.grammar.phrases;
        // `at 18:00`, `m/c 10AA123`; letters between digits are those of a plate, whatever they spell.
        let begins = phrases
            .longest_at(self.symbols, &groups)
            .is_some_and(|(count, ..)| count > 1 || groups.first().is_some_and(|group| group.to - group.from > 1 && !group.touches));
        let word = |group: &Token| {
            let letters = self.symbols.iter(group.from, group.to).all(|symbol| symbol.plain.is_alphabetic());
            let length = group.to - group.from;
            letters && (length > LETTERS_OF_PLATE || (length == LETTERS_OF_PLATE && phrases.knows(self.symbols, group.from, group.to)))
        };
        groups.len() > GROUPS_OF_PLATE || begins || groups.iter().any(word)
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

    /// Whether right after a purpose another code or word of one stands at `from`: it is no address that begins so.
    fn is_code(&self, index: usize, from: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.line.items.get(before));
        let Some(rules) = self.rules.filter(|_| before == Some(&Item::Field(FieldKind::Purpose))) else { return false };
        let end = self.symbols.len().min(from + FIRST_WORDS);
        let from = self.grammar.phrases.after_fillers(self.symbols, from, end);
        let to = (from + 1..=self.symbols.len()).find(|place| self.symbols.is_gap(*place)).unwrap_or(from);
        rules.purposes.find(self.symbols, from, to).iter().any(|(_, cost)| *cost == 0)
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

    /// Whether what stands where a purpose belongs is a number or a plate: then the purpose is not there.
    fn is_something_else(&self, from: usize, to: usize) -> bool {
        let letters = self.symbols.iter(from, to).any(|symbol| symbol.plain.is_alphabetic());
        self.identity(from, to).is_some() || (letters && to - from >= SPACED_PLATE && self.plate(from, to).is_some())
    }

    /// Whether these are the letters with which the number of some document begins.
    fn is_series(&self, from: usize, to: usize) -> bool {
        let letters = self.symbols.plain(from, to);
        let begins = |kind: &regime::IdentityKind| kind.example.starts_with(&letters);
        let alone = to > from + 1 && letters.chars().all(char::is_alphabetic);
        alone && self.rules.is_some_and(|rules| rules.regime.identity.iter().any(begins))
    }

    fn wrong(&self, item: Item, from: usize, to: usize) -> Option<(Value<'g>, u32)> {
        let ends = self.symbols.is_gap(to);
        let shown = WRONG.contains(&(to - from));
        let cost = match item {
            Item::Surplus if to == self.symbols.len() => return Some((Value::Surplus, cost::SURPLUS)),
            _ if self.symbols.walls_within(from, to) => return None,
            Item::Field(FieldKind::Purpose) if shown && self.symbols.gaps_within(from, to) == 0 => {
                if self.is_something_else(from, to) {
                    cost::NO_PURPOSE_BUT_ELSE
                } else if ends {
                    cost::NO_PURPOSE
                } else if self.symbols.turns(to) {
                    cost::NO_PURPOSE_AT_TURN
                } else {
                    return None;
                }
            }
            Item::Field(FieldKind::Identity)
                if shown
                    && ends
                    && (self.symbols.iter(from, to).any(|symbol| symbol.plain.is_ascii_digit()) || self.is_series(from, to)) =>
            {
                let length = u32::try_from(to - from).unwrap_or(u32::MAX);
                let series = if self.is_series(from, to) { cost::SERIES_ALONE } else { 0 };
                series
                    + cost::NO_IDENTITY.saturating_sub(length)
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

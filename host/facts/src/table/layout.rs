//! Which column means what. Pure.

use std::collections::BTreeSet;

use domain::{AttributeName, IdentityNumber, Instant, Value};
use permits::Fact;

use super::{BadRow, Cell, Column, Contents, Problem, Row, TableError, Wanted, cell};

/// More columns than this has no table that is meant.
pub(crate) const MOST_COLUMNS: usize = 1000;

const IDENTITY: &str = "identity";
const ATTRIBUTE: &str = "attribute";
const VALUE: &str = "value";
const FROM: &str = "from";
const UNTIL: &str = "until";

/// How many things that nobody asks for are named.
const NAMED: usize = 50;

/// Which column means what.
#[derive(Debug)]
pub(crate) struct Layout<'a> {
    wanted: &'a Wanted<'a>,
    names: Vec<String>,
    identity: usize,
    from: Option<usize>,
    until: Option<usize>,
    form: Form,
    left_out: BTreeSet<String>,
}

#[derive(Debug)]
enum Form {
    /// Each attribute has a column.
    Wide(Vec<(usize, AttributeName)>),
    /// Each row has one attribute.
    Long { attribute: usize, value: Option<usize> },
    /// Who is in the table has the only attribute that is asked for.
    List(AttributeName),
}

impl<'a> Layout<'a> {
    /// From the names of the columns.
    pub(crate) fn new(names: Vec<String>, wanted: &'a Wanted<'a>) -> Result<Self, TableError> {
        let names: Vec<String> = names.into_iter().map(|name| name.trim().to_lowercase()).collect();
        if names.len() > MOST_COLUMNS {
            return Err(TableError::TooManyColumns { most: MOST_COLUMNS });
        }
        let find = |wanted: &str| -> Result<Option<usize>, TableError> {
            let mut found = names.iter().enumerate().filter(|(_, name)| *name == wanted).map(|(place, _)| place);
            let first = found.next();
            if found.next().is_some() {
                return Err(TableError::Twice { name: wanted.to_owned() });
            }
            Ok(first)
        };
        let identity = find(IDENTITY)?.ok_or_else(|| TableError::NoIdentity { has: listed(&names) })?;
        let (from, until) = (find(FROM)?, find(UNTIL)?);
        let mut wide = Vec::new();
        for name in wanted.attributes {
            if let Some(place) = find(name.as_str())? {
                wide.push((place, name.clone()));
            }
        }
        let form = match (find(ATTRIBUTE)?, find(VALUE)?) {
            (Some(attribute), value) if wide.is_empty() => Form::Long { attribute, value },
            _ if !wide.is_empty() => Form::Wide(wide),
            _ => match wanted.attributes {
                [only] => Form::List(only.clone()),
                asked => {
                    let asked: Vec<String> = asked.iter().map(ToString::to_string).collect();
                    return Err(TableError::Nothing { asked: listed(&asked), has: listed(&names) });
                }
            },
        };
        let mut layout = Self { wanted, names, identity, from, until, form, left_out: BTreeSet::new() };
        let used = layout.columns();
        let unused = layout.names.iter().enumerate().filter(|(place, _)| !used.contains(place));
        layout.left_out = unused.map(|(_, name)| cell::shown(name)).take(NAMED).collect();
        Ok(layout)
    }

    /// The columns that are read, in their order.
    pub(crate) fn columns(&self) -> Vec<usize> {
        let of_form: Vec<usize> = match &self.form {
            Form::Wide(columns) => columns.iter().map(|(place, _)| *place).collect(),
            Form::Long { attribute, value } => [Some(*attribute), *value].into_iter().flatten().collect(),
            Form::List(_) => Vec::new(),
        };
        let mut columns: Vec<usize> = [Some(self.identity), self.from, self.until].into_iter().flatten().chain(of_form).collect();
        columns.sort_unstable();
        columns
    }

    /// How many columns a row has.
    pub(crate) fn width(&self) -> usize {
        self.names.len()
    }

    /// What a row says; `cell` gives the cell of a column.
    pub(crate) fn row<'c>(&mut self, line: u64, cell: impl Fn(usize) -> Result<Cell<'c>, Problem>) -> Result<Row, BadRow> {
        let wrong = |place: usize, problem| BadRow { line, column: Some(self.column(place)), problem };
        let at = |place: usize| cell(place).map_err(|problem| wrong(place, problem));
        let number = at(self.identity)?.text();
        let number = number.map_err(|problem| wrong(self.identity, problem))?;
        let number = number.filter(|text| !text.is_empty()).ok_or_else(|| wrong(self.identity, Problem::NoIdentity))?;
        // Spaces and dashes in a number mean nothing; what no keyboard writes means that something is wrong.
        if number.chars().any(char::is_control) {
            return Err(wrong(self.identity, Problem::IdentityForm));
        }
        let identity: IdentityNumber = number.parse().map_err(|_| wrong(self.identity, Problem::IdentityForm))?;
        let zone = self.wanted.zone.as_ref();
        let moment = |place: Option<usize>| -> Result<Option<Instant>, BadRow> {
            let Some(place) = place else { return Ok(None) };
            at(place)?.moment(zone).map_err(|problem| wrong(place, problem))
        };
        let (from, until) = (moment(self.from)?, moment(self.until)?);
        if let (Some(begins), Some(ends), Some(place)) = (from, until, self.until)
            && ends <= begins
        {
            return Err(wrong(place, Problem::Empty));
        }
        let value = |place: usize| at(place)?.value(zone).map_err(|problem| wrong(place, problem));
        let mut left_out = None;
        let said: Vec<(AttributeName, Value)> = match &self.form {
            Form::Wide(columns) => {
                let mut said = Vec::with_capacity(columns.len());
                for (place, name) in columns {
                    said.extend(value(*place)?.map(|value| (name.clone(), value)));
                }
                said
            }
            Form::Long { attribute, value: column } => {
                let name = at(*attribute)?.text().map_err(|problem| wrong(*attribute, problem))?.unwrap_or_default();
                let name: AttributeName = name.parse().map_err(|_| wrong(*attribute, Problem::AttributeName))?;
                let said = match column {
                    Some(place) => value(*place)?,
                    None => Some(Value::Flag(true)),
                };
                if self.wanted.attributes.contains(&name) {
                    said.map(|value| (name, value)).into_iter().collect()
                } else {
                    left_out = Some(name);
                    Vec::new()
                }
            }
            Form::List(name) => vec![(name.clone(), Value::Flag(true))],
        };
        if let Some(name) = left_out.filter(|_| self.left_out.len() < NAMED) {
            self.left_out.insert(name.to_string());
        }
        let facts = said.into_iter().map(|(attribute, value)| Fact { attribute, value, from, until }).collect();
        Ok(Row { line, identity, identity_column: self.identity + 1, facts })
    }

    /// What the file holds, when all of it was read.
    pub(crate) fn contents(self) -> Contents {
        let attributes = match self.form {
            Form::Wide(columns) => columns.into_iter().map(|(_, name)| name).collect(),
            Form::Long { .. } => self.wanted.attributes.to_vec(),
            Form::List(name) => vec![name],
        };
        Contents { attributes, left_out: self.left_out.into_iter().collect() }
    }

    fn column(&self, place: usize) -> Column {
        Column { number: place + 1, name: self.names.get(place).map(|name| cell::shown(name)).unwrap_or_default() }
    }
}

/// Some names, for a person.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{}`", cell::shown(name))).collect();
    let more = if names.len() > SHOWN { format!(" and {} more", names.len() - SHOWN) } else { String::new() };
    shown.join(", ") + &more
}

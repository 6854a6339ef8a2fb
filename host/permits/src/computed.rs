//! What the host finds out itself of a person, and tells the policies that declared that they need it.

use domain::{Attribute, Needs, Plate, Territory, Value};
use regime::{DISTANCE_FROM_STAY, PLATE_LAST_DIGIT, TerritoryTree};

/// What an application and a registration say, from which attributes are computed.
pub(crate) struct Seen<'a> {
    pub(crate) territories: &'a TerritoryTree,
    /// Where the person is or wants to go.
    pub(crate) place: Option<&'a Territory>,
    /// The registered place of stay.
    pub(crate) stay: Option<&'a Territory>,
    /// The vehicle that is used.
    pub(crate) plate: Option<&'a Plate>,
}

impl Seen<'_> {
    fn distance_from_stay(&self) -> Option<Value> {
        let metres = self.territories.distance(self.place?, self.stay?)?;
        Some(Value::Number(metres.round() as i64))
    }

    fn plate_last_digit(&self) -> Option<Value> {
        self.plate?.last_digit().map(|digit| Value::Number(digit.into()))
    }
}

/// Whether any of it is asked for that the registration says.
pub(crate) fn needs_stay(needs: &Needs) -> bool {
    needs.attributes.iter().any(|asked| asked.as_str() == DISTANCE_FROM_STAY)
}

/// Puts what is asked for and can be found out among the attributes, in the order of names. What anybody noted under such a name
/// does not count.
pub(crate) fn add(attributes: &mut Vec<Attribute>, needs: &Needs, seen: &Seen<'_>) {
    for name in &needs.attributes {
        let value = match name.as_str() {
            DISTANCE_FROM_STAY => seen.distance_from_stay(),
            PLATE_LAST_DIGIT => seen.plate_last_digit(),
            _ => continue,
        };
        attributes.retain(|attribute| attribute.name != *name);
        attributes.extend(value.map(|value| Attribute { name: name.clone(), value }));
    }
    attributes.sort_by(|a, b| a.name.cmp(&b.name));
}

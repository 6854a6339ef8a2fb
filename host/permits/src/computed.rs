//! What the host finds out itself of a person, and tells the policies that declared that they need it.

use domain::{Attribute, AttributeName, Needs, Territory, Value};
use regime::TerritoryTree;

/// How far the place asked for is from the registered one, in metres.
pub(crate) const DISTANCE_FROM_STAY: &str = "distance_from_stay";

/// Whether any of it is asked for, so that the registration has to be looked up.
pub(crate) fn is_needed(needs: &Needs) -> bool {
    name(needs).is_some()
}

fn name(needs: &Needs) -> Option<&AttributeName> {
    needs.attributes.iter().find(|name| name.as_str() == DISTANCE_FROM_STAY)
}

/// Puts what is asked for and can be found out among the attributes, in the order of names. What anybody noted under such a name
/// does not count.
pub(crate) fn add(
    attributes: &mut Vec<Attribute>,
    needs: &Needs,
    territories: &TerritoryTree,
    place: Option<&Territory>,
    stay: Option<&Territory>,
) {
    let Some(name) = name(needs) else { return };
    attributes.retain(|attribute| attribute.name != *name);
    let Some((place, stay)) = place.zip(stay) else { return };
    let Some(metres) = territories.distance(place, stay) else { return };
    attributes.push(Attribute { name: name.clone(), value: Value::Number(metres.round() as i64) });
    attributes.sort_by(|a, b| a.name.cmp(&b.name));
}

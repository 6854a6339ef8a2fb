//! Groups of people, such as households: which one somebody is of, and when another one of it is out.
//!
//! A policy sees one person. That somebody else of the household has a permit is found out here, and told as an attribute of that
//! person. A group is locked while one of it is decided on: after the person, and of several always in the same order, so that no
//! two applications wait for each other.

use std::collections::{BTreeMap, HashMap};

use domain::{Attribute, AttributeName, Instant, Needs, PurposeId, RegimeId, Value};
use regime::{Group, Regime};
use store::{
    Db, Lookup, StoreError,
    query::{
        group::{self, GroupId},
        person::PersonId,
    },
};

use crate::{facts::needs, ruling::RegimeQuestion, vault::Vault};

/// That a person is of a group of which a policy asks when another one is out.
#[derive(Debug)]
pub(crate) struct Membership {
    regime: RegimeId,
    /// The attribute that the policy asks for.
    out: AttributeName,
    group: Lookup,
    /// Whether a permit that is granted now counts in it.
    counts: bool,
}

impl Membership {
    /// The keyed hash of the group.
    pub(crate) fn group(&self) -> &Lookup {
        &self.group
    }
}

/// Groups that are locked until the transaction ends.
pub(crate) struct Locked(HashMap<Lookup, GroupId>);

/// What has to be looked up for that which the policies of a regime need: with what the host needs itself for a group.
pub(crate) fn looked_up(regime: &Regime, needs: &Needs) -> Needs {
    let for_groups = asked(regime, needs).flat_map(|(group, _)| [Some(&group.attribute), group.counting.as_ref()]).flatten().cloned();
    Needs::default().and(&Needs { attributes: for_groups.collect(), ..Needs::default() }).and(needs)
}

/// The groups that a person is of under a regime, as far as its policies ask for them.
pub(crate) fn memberships(
    vault: &Vault,
    regime: &Regime,
    needs: &Needs,
    attributes: &[Attribute],
    purpose: &PurposeId,
    moment: Instant,
) -> Vec<Membership> {
    let said = |name: &AttributeName| attributes.iter().find(|attribute| attribute.name == *name).map(|attribute| &attribute.value);
    let membership = |(group, out): (&Group, &AttributeName)| {
        let name = said(&group.attribute).and_then(Group::named)?;
        let counting = group.counting.as_ref().is_none_or(|counting| said(counting).is_some_and(|value| holds(value, moment)));
        let concerned = group.purposes.is_empty() || group.purposes.contains(purpose);
        Some(Membership {
            regime: regime.id.clone(),
            out: out.clone(),
            group: vault.group(&regime.jurisdiction, &group.attribute, &name),
            counts: counting && concerned && regime.purposes.contains_key(purpose),
        })
    };
    asked(regime, needs).filter_map(membership).collect()
}

/// Locks the groups, in the order of their hashes.
pub(crate) async fn lock(db: &Db<'_>, of: impl Iterator<Item = &Membership>) -> Result<Locked, StoreError> {
    let mut locked = HashMap::new();
    for lookup in ordered(of) {
        locked.insert(lookup.clone(), group::lock_or_put(db, lookup).await?);
    }
    Ok(Locked(locked))
}

impl Locked {
    /// Puts among the attributes when another one of each group is out, and takes away what no policy asked for. What anybody noted
    /// under such a name does not count. The order is that of the names.
    pub(crate) async fn tell(
        &self,
        db: &Db<'_>,
        question: &mut RegimeQuestion,
        of: &[Membership],
        person: PersonId,
        moment: Instant,
    ) -> Result<(), StoreError> {
        let (regime, needs) = (&question.regime, needs(&question.policies));
        let computed: Vec<&AttributeName> = asked(regime, &needs).map(|(_, out)| out).collect();
        let attributes = &mut question.facts.attributes;
        attributes.retain(|attribute| needs.attributes.contains(&attribute.name) && !computed.contains(&&attribute.name));
        for membership in of.iter().filter(|membership| membership.regime == regime.id) {
            let Some(id) = self.0.get(&membership.group) else { continue };
            let out = group::out(db, *id, person, moment).await?;
            attributes.extend(out.map(|out| Attribute { name: membership.out.clone(), value: Value::Interval(out) }));
        }
        attributes.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(())
    }

    /// The groups that a permit counts in which satisfies these regimes.
    pub(crate) fn counting(&self, of: &[Membership], satisfied: &[RegimeId]) -> Vec<GroupId> {
        let counted = of.iter().filter(|membership| membership.counts && satisfied.contains(&membership.regime));
        ordered(counted).filter_map(|lookup| self.0.get(lookup).copied()).collect()
    }
}

/// The groups, each once, in the order of their hashes.
fn ordered<'m>(of: impl Iterator<Item = &'m Membership>) -> impl Iterator<Item = &'m Lookup> {
    let groups: BTreeMap<&[u8], &Lookup> = of.map(|membership| (membership.group.bytes(), &membership.group)).collect();
    groups.into_values()
}

/// The groups of which a policy asks when somebody is out, each with the name of the attribute that says so.
fn asked<'a>(regime: &'a Regime, needs: &'a Needs) -> impl Iterator<Item = (&'a Group, &'a AttributeName)> {
    let groups = regime.facts.values().flat_map(|provider| &provider.groups);
    groups.filter_map(|group| Some((group, needs.attributes.iter().find(|name| group.is_out(name))?)))
}

/// Whether an attribute is true at a moment: a flag, or something that is so for a time.
fn holds(value: &Value, moment: Instant) -> bool {
    match value {
        Value::Flag(flag) => *flag,
        Value::Instant(until) => moment < *until,
        Value::Interval(interval) => interval.contains(moment),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_counts_is_as_true_as_for_a_policy() {
        let at = |second| Instant::from_second(second).unwrap();
        let interval = domain::Interval::new(at(5), at(9)).unwrap();
        let cases = [
            (Value::Flag(true), [true; 3]),
            (Value::Flag(false), [false; 3]),
            (Value::Instant(at(9)), [true, true, false]),
            (Value::Interval(interval), [false, true, false]),
            (Value::Text("true".to_owned()), [false; 3]),
            (Value::Number(1), [false; 3]),
        ];
        for (value, expected) in cases {
            assert_eq!([4, 5, 9].map(|second| holds(&value, at(second))), expected, "{value:?}");
        }
    }
}

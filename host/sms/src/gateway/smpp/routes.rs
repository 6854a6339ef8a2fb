//! Which operator carries a message.

use std::{cmp::Reverse, sync::Arc};

use super::Bound;

/// Numbers by how they begin, as digits with their country code: `99450`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefixes {
    /// Only these; all when empty.
    pub allowed: Vec<String>,
    /// Not these, whatever is allowed.
    pub denied: Vec<String>,
    /// Before any other operator, these.
    pub preferred: Vec<String>,
}

impl Prefixes {
    /// Whether a number is one of them.
    #[must_use]
    pub fn admit(&self, number: &str) -> bool {
        !begins(number, &self.denied) && (self.allowed.is_empty() || begins(number, &self.allowed))
    }

    /// Whether it is one of the preferred.
    #[must_use]
    pub fn prefer(&self, number: &str) -> bool {
        begins(number, &self.preferred)
    }
}

fn begins(number: &str, prefixes: &[String]) -> bool {
    let digits = number.trim_start_matches('+');
    prefixes.iter().any(|prefix| digits.starts_with(prefix.trim_start_matches('+')))
}

/// The operators that carry to a number, the best first: one that is bound before one that is not, one that prefers the number before the one
/// that brought the message, and that before the others.
pub(super) fn order(carriers: &[Arc<Bound>], source: &str, to: &str) -> Vec<Arc<Bound>> {
    let mut admitting: Vec<&Arc<Bound>> = carriers.iter().filter(|bound| bound.carries.admit(to)).collect();
    admitting.sort_by_key(|bound| Reverse((bound.operator.is_up(), bound.carries.prefer(to), bound.name == source)));
    admitting.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_is_not_carried_and_what_is_not_listed_only_where_there_is_no_list() {
        let list = |prefixes: &[&str]| prefixes.iter().map(|prefix| (*prefix).to_owned()).collect::<Vec<_>>();
        let prefixes =
            |allowed: &[&str], denied: &[&str]| Prefixes { allowed: list(allowed), denied: list(denied), preferred: list(&["99455"]) };
        let cases: [(&[&str], &[&str], &str, bool); 6] = [
            (&[], &[], "+994501112233", true),
            (&["99450", "+99451"], &[], "+994501112233", true),
            (&["99450", "+99451"], &[], "994511112233", true),
            (&["99450"], &[], "+994551112233", false),
            (&["994"], &["99455"], "+994551112233", false),
            (&[], &["99455"], "+994501112233", true),
        ];
        for (allowed, denied, number, admitted) in cases {
            assert_eq!(prefixes(allowed, denied).admit(number), admitted, "{number} {allowed:?} {denied:?}");
        }
        assert!(prefixes(&[], &[]).prefer("+994551112233") && !prefixes(&[], &[]).prefer("+994501112233"));
    }
}

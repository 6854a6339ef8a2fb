//! The names that the policy's answers use. Never reworded: catalogues, statistics and other systems key on them.

use exeat_policy::{Param, ReasonCode, Rule, Setup};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $type:ident: $of:ident by $declare:ident { $($field:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct $type {
            $(pub $field: $of,)*
        }

        impl $type {
            pub fn declare(setup: &mut Setup) -> Self {
                Self { $($field: setup.$declare($name),)* }
            }
        }
    };
}

vocabulary! {
    /// Rules, named as the settings name them.
    Rules: Rule by rule {
        measure = "measure",
        blocked_by = "blocked_by",
        requires = "requires",
        valid_with = "valid_with",
        territory = "territory",
        within_level = "within_level",
        radius = "radius",
        valid_until = "valid_until",
        days = "days",
        hours = "hours",
        quota = "quota",
        decided_by = "decided_by",
        start_delay = "start_delay",
        valid_for = "valid_for",
        valid_days = "valid_days",
        in_force = "in_force",
    }
}

vocabulary! {
    /// Reasons.
    Reasons: ReasonCode by reason {
        regime_ends = "regime-ends",
        no_curfew_now = "no-curfew-now",
        blocked = "blocked",
        not_registered = "not-registered",
        attribute_missing = "attribute-missing",
        place_unknown = "place-unknown",
        wrong_territory = "wrong-territory",
        not_where_registered = "not-where-registered",
        other_unit = "other-unit",
        too_far = "too-far",
        no_longer_granted = "no-longer-granted",
        wrong_day = "wrong-day",
        outside_hours = "outside-hours",
        quota_spent = "quota-spent",
        time_spent = "time-spent",
        human_decides = "human-decides",
    }
}

vocabulary! {
    /// Parameters of reasons.
    Params: Param by param {
        until = "until",
        from = "from",
        flag = "flag",
        attribute = "attribute",
        territory = "territory",
        next = "next",
        radius = "radius",
        distance = "distance",
        times = "times",
        total = "total",
        per = "per",
        days = "days",
        of = "of",
        again = "again",
    }
}

/// The attribute with how many metres a person is from the place of stay.
pub(crate) const DISTANCE: &str = "distance_from_stay";

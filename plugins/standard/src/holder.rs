//! Self-declaration: what cannot stand beside `decided_by: holder`, because nobody would check it.

use exeat_policy::{Purpose, Setting};

use crate::settings::{DecidedBy, Rules, Settings};

const CHECKED: [&str; 4] = ["quota", "requires", "blocked_by", "valid_with"];

/// The regime's own rules.
pub(crate) fn check_general(root: &Setting, settings: &Settings) {
    if let Some(rules) = root.get("rules").filter(|_| settings.general.decided_by == Some(DecidedBy::Holder)) {
        refuse(&rules);
    }
}

/// The rules of one purpose. `counted` says whether a quota of the regime concerns it.
pub(crate) fn check(purpose: Purpose, place: &Setting, own: &Rules, general: &Rules, counted: bool) {
    if own.decided_by.or(general.decided_by) != Some(DecidedBy::Holder) {
        return;
    }
    refuse(place);
    // Where the regime's own rules say `holder` it was said there.
    let Some(decided_by) = place.get("decided_by") else { return };
    let inherited = [
        ("quota", counted),
        ("requires", general.requires.is_some()),
        ("blocked_by", !general.blocked_by.is_empty()),
        ("valid_with", general.valid_with.is_some() && own.valid_with.is_none()),
    ];
    for (key, _) in inherited.iter().filter(|(_, there)| *there) {
        decided_by.wrong(format!(
            "nobody checks the `{key}` of the regime's `rules` where the holder decides: state it in the purposes other than `{}`",
            purpose.name()
        ));
    }
}

fn refuse(rules: &Setting) {
    for key in CHECKED {
        if let Some(member) = rules.get(key) {
            member
                .wrong(format!("nobody checks `{key}` where the holder decides: only limits of time and place can stand beside `holder`"));
        }
    }
}

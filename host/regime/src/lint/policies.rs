//! Policies and what they are told: each setting against the policy's own schema, then against the policy itself.

use domain::{AttributeName, PolicyName, ReasonCode};
use serde_json::{Value as Json, json};

use super::{Lint, below, meaning};
use crate::{
    diagnostic::Diagnostic,
    document::{Mismatch, Shape, pointer},
    file::{PolicyFile, RegimeFile},
};

/// What the policies of a regime can say and ask for, as they are configured.
pub(super) struct Asked {
    pub(super) reasons: Vec<ReasonCode>,
    /// With one of the policies that ask; `None` when one cannot say.
    pub(super) attributes: Option<Vec<(AttributeName, PolicyName)>>,
}

/// Checks the policies and what they are told.
pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) -> Asked {
    let mut reasons = Vec::new();
    let mut attributes = Some(Vec::new());
    let known = lint.policies.names();
    let known: Vec<&str> = known.iter().map(domain::PolicyName::as_str).collect();
    for (index, used) in lint.file.policies.iter().enumerate() {
        let name = used.name();
        let spot = match used {
            PolicyFile::Name(_) => format!("/policies/{index}"),
            PolicyFile::With(_) => format!("/policies/{index}/name"),
        };
        let first = lint
            .file
            .policies
            .iter()
            .position(|other| other.name() == name && matches!(other, PolicyFile::Name(_)) == matches!(used, PolicyFile::Name(_)));
        if matches!(used, PolicyFile::Name(_)) && first.is_some_and(|first| first < index) {
            found.push(lint.problem(&spot, "regime::duplicate-policy", format!("the policy `{name}` is told the same twice")));
            continue;
        }
        let Some(schema) = lint.policies.settings_schema(name) else {
            attributes = None;
            let unknown = lint.problem(&spot, "regime::unknown-policy", format!("there is no policy `{name}`"));
            found.push(meaning(unknown, name.as_str(), &known));
            continue;
        };
        let settings = settings(lint.file, used);
        let shape = match Shape::new(&schema) {
            Ok(shape) => shape,
            Err(error) => {
                attributes = None;
                found.push(lint.problem(
                    &spot,
                    "regime::policy-schema",
                    format!("the settings schema of `{name}` cannot be used: {error}"),
                ));
                continue;
            }
        };
        let place = |pointer: &str| lint.origin.of(&in_file(used, index, pointer));
        let mut mismatches = shape.mismatches(&settings, &|pointer| lint.document.written(&place(pointer)));
        // A measure that is missing or none has been complained of.
        mismatches.retain(|mismatch| lint.file.measure.is_some() || !below(&in_file(used, index, &mismatch.pointer), "/measure"));
        if mismatches.is_empty() {
            let Some(draft) = lint.draft.and_then(|draft| Some((draft, draft.policies.get(index)?))) else {
                attributes = None;
                continue;
            };
            let configuration = draft.0.configuration(draft.1);
            let problems = lint.policies.configure(name, &configuration);
            if problems.is_empty() {
                reasons.extend(lint.policies.reasons(name, &configuration));
            }
            let asked = lint.policies.attributes(name, &configuration).filter(|_| problems.is_empty());
            attributes = attributes.zip(asked).map(|(mut all, asked)| {
                all.extend(asked.into_iter().map(|attribute| (attribute, name.clone())));
                all
            });
            for (pointer, message) in problems {
                found.push(
                    lint.document.problem(&place(&pointer), "regime::policy-settings", message).help(format!("says the policy `{name}`")),
                );
            }
        }
        attributes = attributes.filter(|_| mismatches.is_empty());
        found.extend(mismatches.into_iter().map(|mismatch| placed(lint, mismatch, &place)));
    }
    if !lint.file.policies.iter().any(|used| matches!(used, PolicyFile::Name(_))) && lint.is_whole("/policies") {
        let unused =
            lint.file.purposes.iter().filter(|(_, purpose)| !purpose.rules.is_empty()).map(|(id, _)| format!("/purposes/{id}/rules"));
        let regime = (!lint.file.rules.is_empty()).then(|| "/rules".to_owned());
        for spot in regime.into_iter().chain(unused) {
            let ignored = lint.problem_at_key(&spot, "regime::unused-rules", "no policy is told of these rules");
            found.push(ignored.help("only a policy that is listed by its bare name is").warning());
        }
    }
    reasons.sort();
    reasons.dedup();
    if let Some(attributes) = &mut attributes {
        attributes.sort();
        attributes.dedup_by(|a, b| a.0 == b.0);
    }
    Asked { reasons, attributes }
}

/// A difference from the policy's schema, placed in the file.
fn placed(lint: &Lint<'_>, mismatch: Mismatch, place: &dyn Fn(&str) -> String) -> Diagnostic {
    let spot = place(&mismatch.pointer);
    lint.document.mismatch(&spot, mismatch)
}

/// What a policy is told: what stands beside its name, or else the measure and all rules.
pub(crate) fn settings(file: &RegimeFile, used: &PolicyFile) -> Json {
    match used {
        PolicyFile::With(with) => Json::Object(with.settings.clone()),
        PolicyFile::Name(_) => {
            let purposes: serde_json::Map<String, Json> =
                file.purposes.iter().map(|(id, purpose)| (id.to_string(), Json::Object(purpose.rules.clone()))).collect();
            json!({ "measure": file.measure, "rules": file.rules, "purposes": purposes })
        }
    }
}

/// Where a setting stands in the file.
fn in_file(used: &PolicyFile, index: usize, setting: &str) -> String {
    if matches!(used, PolicyFile::With(_)) {
        return format!("/policies/{index}/settings{setting}");
    }
    let Some(rest) = setting.strip_prefix("/purposes/") else {
        return if setting.is_empty() { format!("/policies/{index}") } else { setting.to_owned() };
    };
    let (id, below) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    format!("{}/rules{below}", pointer::join("/purposes", id))
}

//! From a regime file to a regime.

use std::{collections::HashMap, sync::Arc};

use domain::{AttributeName, ConfiguredTerritory, Duration, Jurisdiction, Territory};
use indexmap::IndexMap;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde_json::Value as Json;

use crate::{
    continuing::CarryOver,
    cover::Cover,
    file::{ExemptionFile, FactProviderFile, FormFile, GroupFile, PurposeFile, RegimeFile, SourceFile, SourceTitle},
    identity::IdentityKind,
    lint,
    providers::{FactProvider, FactSource, Group},
    regime::{Exemption, InForce, PolicyUse, Purpose, Regime, RegistrationRules, Source},
    sms::{Form, Sms},
    territories::TerritoryTree,
    text::Titles,
};

/// How long a dialog waits where the file does not say.
const DIALOG_SECONDS: u32 = 15 * 60;
/// How long the answer of a service is waited for where the file does not say.
const ANSWER_SECONDS: u32 = 2;

/// A regime, as far as the file gives one; `None` where something is missing that nothing can stand in for. Whether the file
/// is right is for the checks to say.
pub(crate) fn build(file: &RegimeFile, jurisdiction: &Jurisdiction, digest: &str, territories: &TerritoryTree) -> Option<Regime> {
    let time_zone = TimeZone::get(&file.time_zone).ok()?;
    let in_force = file.in_force.as_ref()?;
    let from = instant(&time_zone, in_force.from.0)?;
    let until = in_force.until.and_then(|until| instant(&time_zone, until.0));
    Some(Regime {
        id: file.regime.clone()?,
        digest: digest.to_owned(),
        amends: file.amends.clone(),
        jurisdiction: jurisdiction.clone(),
        title: file.title.clone(),
        authority: file.authority.clone(),
        help: file.help.clone(),
        liabilities: file.liabilities.clone(),
        in_force: InForce { from, until },
        measure: file.measure?,
        territory: Cover::new(file.territory.whole.clone(), file.territory.centre_only.clone(), file.territory.except.clone()),
        sources: file.sources.iter().map(|(id, source)| (id.clone(), self::source(source))).collect(),
        policies: file.policies.iter().map(|used| PolicyUse { name: used.name().clone(), settings: lint::settings(file, used) }).collect(),
        rules: Json::Object(file.rules.clone()),
        purposes: file.purposes.iter().map(|(id, purpose)| (id.clone(), self::purpose(id, purpose))).collect(),
        exemptions: file.exemptions.iter().map(|(id, exemption)| (id.clone(), self::exemption(id, exemption))).collect(),
        sms: sms(file),
        identity: identity(file),
        registration: file.registration.as_ref().map(|registration| RegistrationRules {
            fields: registration.fields.clone(),
            correction: registration.correction,
            another_phone: registration.another_phone,
        }),
        carry_over: carry_over(file, &time_zone),
        safeguards: file.safeguards,
        facts: file.facts.iter().filter_map(|(name, provider)| Some((name.clone(), self::provider(provider)?))).collect(),
        retention: file.retention,
        conflicts: file.conflicts.clone(),
        territories: configured(territories, jurisdiction),
        time_zone,
    })
}

/// The instant of a local time; the first of two, and the end of a gap.
fn instant(zone: &TimeZone, at: DateTime) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(at).compatible().ok()
}

fn source(file: &SourceFile) -> Source {
    let title = match &file.title {
        SourceTitle::Plain(title) => "en".parse().into_iter().map(|english| (english, title.clone())).collect::<Titles>(),
        SourceTitle::ByLanguage(titles) => titles.clone(),
    };
    Source { title, issued: file.issued.map(|day| day.0), url: file.url.clone() }
}

fn purpose(id: &domain::PurposeId, file: &PurposeFile) -> Purpose {
    Purpose {
        id: id.clone(),
        title: file.title.clone(),
        cite: file.cite.clone(),
        sms: file.sms.clone(),
        portal: file.portal.is_some(),
        desk: file.desk.clone(),
        extension: file.extension.clone(),
        rules: Json::Object(file.rules.clone()),
    }
}

fn exemption(id: &domain::PurposeId, file: &ExemptionFile) -> Exemption {
    Exemption { id: id.clone(), title: file.title.clone(), show: file.show.clone(), cite: file.cite.clone(), sms: file.sms.clone() }
}

fn sms(file: &RegimeFile) -> Option<Sms> {
    let sms = file.sms.as_ref()?;
    let form = |(name, form): (&String, &FormFile)| {
        let fields = form.fields.iter().map(|field| field.0).collect();
        let separator = form.separator.clone().unwrap_or_else(|| " ".to_owned());
        (name.clone(), Form { name: name.clone(), does: form.does, words: form.words.clone(), fields, separator })
    };
    Some(Sms {
        number: sms.number.clone()?,
        languages: sms.languages.clone(),
        help: sms.help.clone(),
        segments: sms.segments.unwrap_or(lint::SEGMENTS),
        forms: sms.forms.iter().map(form).collect::<IndexMap<_, _>>(),
        dialog_timeout: sms.dialog_timeout.or_else(|| Duration::from_seconds(DIALOG_SECONDS).ok())?,
        latin: sms.latin,
    })
}

fn carry_over(file: &RegimeFile, zone: &TimeZone) -> Vec<CarryOver> {
    let carried = file.carry_over.iter().filter_map(|carried| {
        Some(CarryOver {
            from: carried.from.clone(),
            channels: carried.channels.clone(),
            purposes: carried.purposes.clone(),
            until: instant(zone, carried.until.0)?,
            cite: carried.cite.clone(),
        })
    });
    carried.collect()
}

fn provider(file: &FactProviderFile) -> Option<FactProvider> {
    Some(match file {
        FactProviderFile::Table(table) => FactProvider {
            source: FactSource::Table { name: table.table.clone(), when_missing: table.when_missing },
            gives: table.gives.clone(),
            groups: groups(&table.groups),
        },
        FactProviderFile::Service(service) => FactProvider {
            source: FactSource::Service {
                name: service.service.clone(),
                timeout: service.timeout.or_else(|| Duration::from_seconds(ANSWER_SECONDS).ok())?,
                cache: service.cache,
                when_down: service.when_down,
            },
            gives: service.gives.clone(),
            groups: groups(&service.groups),
        },
    })
}

fn groups(file: &IndexMap<AttributeName, GroupFile>) -> Vec<Group> {
    let group = |(attribute, group): (&AttributeName, &GroupFile)| Group {
        attribute: attribute.clone(),
        counting: group.counting.clone(),
        purposes: group.purposes.clone(),
    };
    file.iter().map(group).collect()
}

fn identity(file: &RegimeFile) -> Vec<IdentityKind> {
    let kinds = file.identity.iter().flat_map(|identity| &identity.kinds);
    kinds.filter_map(|(name, kind)| IdentityKind::new(name, kind.title.clone(), &kind.pattern, &kind.example).ok()).collect()
}

/// The jurisdiction with everything around and within it, parents first.
fn configured(tree: &TerritoryTree, jurisdiction: &Jurisdiction) -> Arc<[ConfiguredTerritory]> {
    let root = jurisdiction.territory();
    let around = tree.path(root);
    let wanted =
        tree.nodes().filter(|node| tree.is_within(&node.code, root) || around.as_ref().is_some_and(|path| path.is_within(&node.code)));
    let mut places: HashMap<&Territory, usize> = HashMap::new();
    let mut configured: Vec<ConfiguredTerritory> = Vec::new();
    for node in wanted {
        let parent = node.parent.and_then(|parent| tree.nth(parent)).and_then(|parent| places.get(&parent.code)).copied();
        places.insert(&node.code, configured.len());
        configured.push(ConfiguredTerritory { code: node.code.clone(), parent });
    }
    configured.into()
}

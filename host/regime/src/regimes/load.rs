//! From files to regimes: territories and catalogues first, then each regime, then all together.

use std::{collections::HashMap, sync::OnceLock};

use aws_lc_rs::digest::{SHA256, digest};
use domain::{Jurisdiction, RegimeId};

use super::{
    Regimes,
    amend::{Whole, Written, amended},
    folder::{Kind, PolicyFile, kind},
};
use crate::{
    build::build,
    catalogue::{CatalogueFile, Catalogues},
    diagnostic::{Diagnostic, Diagnostics},
    document::{Document, Mismatch, Shape, utf8},
    file::{self, Origin, RegimeFile, whole_schema},
    lint::{self, Lint, Read},
    policies::Policies,
    regime::Regime,
    territories::{Builder, TerritoryTree},
};

/// A regime file before it is checked.
struct Draft {
    document: Document,
    origin: Origin,
    mismatches: Vec<Mismatch>,
    file: RegimeFile,
    regime: Option<Regime>,
    jurisdiction: Jurisdiction,
    stem: String,
}

/// Everything that the files give, or everything that is wrong with them.
pub(super) fn load(
    files: Vec<PolicyFile>,
    mut found: Vec<Diagnostic>,
    policies: &dyn Policies,
) -> Result<(Regimes, Vec<Diagnostic>), Diagnostics> {
    let (mut builder, mut catalogues, mut regimes) = (Builder::default(), Vec::new(), Vec::new());
    for file in files {
        let digest = hex(digest(&SHA256, &file.bytes).as_ref());
        let text = match utf8(&file.name, file.bytes) {
            Ok(text) => text,
            Err(problem) => {
                found.push(problem);
                continue;
            }
        };
        match kind(&file.path) {
            Kind::Territories(jurisdiction) => builder.add(&jurisdiction, &file.name, text),
            Kind::Catalogue { jurisdiction, language } => catalogues.push(CatalogueFile { name: file.name, text, jurisdiction, language }),
            Kind::Regime { jurisdiction, stem } => {
                let document = read(&file.name, text, &mut found);
                regimes.push(Written { jurisdiction, stem, document, digest });
            }
            Kind::Stray(why) => found.push(Diagnostic::of_file(&file.name, "regime::stray-file", why).warning()),
            Kind::Other => {}
        }
    }
    let (territories, wrong) = builder.finish();
    found.extend(wrong);
    let (catalogues, wrong) = Catalogues::of_files(catalogues);
    found.extend(wrong);
    let names: Vec<String> = regimes.iter().map(|file| lint::name_of(&file.jurisdiction, &file.stem)).collect();
    let wholes = amended(regimes, &mut found);
    let drafts: Vec<Draft> = wholes.into_iter().filter_map(|whole| draft(whole, &territories, &mut found)).collect();
    for draft in &drafts {
        found.extend(lint::alone(&Lint {
            document: &draft.document,
            origin: &draft.origin,
            mismatches: &draft.mismatches,
            file: &draft.file,
            jurisdiction: &draft.jurisdiction,
            stem: &draft.stem,
            draft: draft.regime.as_ref(),
            territories: &territories,
            catalogues: &catalogues,
            policies,
        }));
    }
    let read: Vec<Read<'_>> = drafts
        .iter()
        .filter_map(|draft| Some(Read { document: &draft.document, origin: &draft.origin, regime: draft.regime.as_ref()? }))
        .collect();
    found.extend(lint::across(&read, &names, &territories));
    let warnings = Diagnostics::warnings_or_error(found)?;
    let texts: HashMap<RegimeId, Document> =
        drafts.iter().filter_map(|draft| Some((draft.regime.as_ref()?.id.clone(), draft.document.clone()))).collect();
    let regimes = drafts.into_iter().filter_map(|draft| draft.regime).collect();
    Ok((Regimes::new(regimes, texts, territories, catalogues), warnings))
}

/// Reads a text as far as it can be read.
fn read(name: &str, text: String, found: &mut Vec<Diagnostic>) -> Option<Document> {
    match Document::parse_leniently(name, text) {
        Ok((document, problems)) => {
            found.extend(problems);
            Some(document)
        }
        Err(problem) => {
            found.push(problem);
            None
        }
    }
}

/// Makes of a regime file what can be made of it.
fn draft(whole: Whole, territories: &TerritoryTree, found: &mut Vec<Diagnostic>) -> Option<Draft> {
    let Whole { jurisdiction, stem, document, digest, partial } = whole;
    let mut mismatches = shape().map(|shape| document.mismatches(shape)).unwrap_or_default();
    if partial {
        mismatches.retain(|mismatch| mismatch.code != "missing-key");
    }
    found.extend(mismatches.iter().map(|mismatch| {
        let placed = document.mismatch(&mismatch.pointer, mismatch.clone());
        // A territory by its name where its code belongs.
        let name = document.value().pointer(&mismatch.pointer).and_then(|value| value.as_str());
        let meant = name.filter(|_| mismatch.pointer.starts_with("/territory/")).and_then(|name| lint::by_name(territories, name));
        meant.map_or(placed.clone(), |help| placed.help(help))
    }));
    if partial {
        return None;
    }
    let (file, origin) = file::read::<RegimeFile>(document.value().clone(), &mismatches);
    let file = match file {
        Some(file) => file,
        None if mismatches.is_empty() => {
            found.push(document.problem("", "regime::unreadable", "it cannot be read as a regime"));
            return None;
        }
        None => return None,
    };
    let regime = build(&file, &jurisdiction, &digest, territories);
    Some(Draft { document, origin, mismatches, file, regime, jurisdiction, stem })
}

fn shape() -> Option<&'static Shape> {
    static SHAPE: OnceLock<Option<Shape>> = OnceLock::new();
    SHAPE.get_or_init(|| Shape::new(&whole_schema()).ok()).as_ref()
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

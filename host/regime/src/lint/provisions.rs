//! What stands around the rules: who issues them, whom to call, what one answers under, and permits that go on longer.

use super::{
    Lint, entry,
    purposes::{cites, titles},
};
use crate::diagnostic::Diagnostic;

pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    titles(lint, "/authority", &lint.file.authority, found);
    for (index, help) in lint.file.help.iter().enumerate() {
        let at = format!("/help/{index}");
        titles(lint, &format!("{at}/about"), &help.about, found);
        if let Some(first) = lint.file.help.iter().take(index).position(|other| other.phone == help.phone) {
            let twice = lint.problem(&format!("{at}/phone"), "regime::duplicate-help", format!("`{}` comes twice", help.phone));
            let twice = twice.beside(&lint.spot(&format!("/help/{first}/phone")), "already here");
            found.push(twice.help("say in one text all that they help with").warning());
        }
    }
    for (index, liability) in lint.file.liabilities.iter().enumerate() {
        let at = format!("/liabilities/{index}");
        titles(lint, &format!("{at}/title"), &liability.title, found);
        cites(lint, &format!("{at}/cite"), liability.cite.as_ref(), found);
    }
    for (id, purpose) in &lint.file.purposes {
        let Some(extension) = &purpose.extension else { continue };
        let at = format!("{}/extension", entry("/purposes", id.as_str()));
        if let Some(show) = &extension.show {
            titles(lint, &format!("{at}/show"), show, found);
        }
        cites(lint, &format!("{at}/cite"), extension.cite.as_ref(), found);
    }
    for (index, carried) in lint.file.carry_over.iter().enumerate() {
        cites(lint, &format!("/carry_over/{index}/cite"), carried.cite.as_ref(), found);
    }
}

//! Whether a component fits the world of the contract, told before anything of it runs.

use semver::Version;
use wasmtime::{
    Store,
    component::{Component, ComponentExportIndex, Instance, types::ComponentItem},
};

use crate::{
    contract::{CONTRACT, CONTRACTS, INTERFACES, Interface, PACKAGE, functions},
    engine::Size,
    error::{LoadCause, WorldMismatch},
    state::State,
};

/// Where the functions of the world stand among the exports of one component.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exports {
    pub(crate) describe: ComponentExportIndex,
    pub(crate) configure: ComponentExportIndex,
    pub(crate) decide: ComponentExportIndex,
    pub(crate) decide_batch: ComponentExportIndex,
    pub(crate) critical_points: ComponentExportIndex,
}

impl Exports {
    /// Finds them by name.
    pub(crate) fn of(component: &Component) -> Result<Self, WorldMismatch> {
        let find = |name: &'static str| match component.get_export(None, name) {
            Some((ComponentItem::ComponentFunc(_), index)) => Ok(index),
            _ => Err(WorldMismatch::MissingExport(name)),
        };
        Ok(Self {
            describe: find(functions::DESCRIBE)?,
            configure: find(functions::CONFIGURE)?,
            decide: find(functions::DECIDE)?,
            decide_batch: find(functions::DECIDE_BATCH)?,
            critical_points: find(functions::CRITICAL_POINTS)?,
        })
    }

    /// Whether each has the type of the contract.
    pub(crate) fn check_types(&self, store: &mut Store<State>, instance: &Instance) -> Result<(), WorldMismatch> {
        macro_rules! check {
            ($index:expr, $name:expr, $parameters:ty, $result:ty) => {
                instance
                    .get_typed_func::<$parameters, $result>(&mut *store, $index)
                    .map_err(|error| WorldMismatch::MistypedExport { name: $name, why: format!("{error:#}") })?
            };
        }
        check!(&self.describe, functions::DESCRIBE, (), functions::Described);
        check!(&self.configure, functions::CONFIGURE, functions::Configure<'_>, functions::Configured);
        check!(&self.decide, functions::DECIDE, functions::Decide, functions::Decided);
        check!(&self.decide_batch, functions::DECIDE_BATCH, functions::Batch<'_>, functions::Batched);
        check!(&self.critical_points, functions::CRITICAL_POINTS, (), functions::Points);
        Ok(())
    }
}

/// Nothing may be imported but what the contract has: the interfaces of a version that this host runs, with the functions that this
/// version had. Tells the newest version among them: what the component was built for.
///
/// The linker would give an interface of another version of the same number, too, so that nothing else looks at the version.
pub(crate) fn check_imports(component: &Component) -> Result<&'static str, LoadCause> {
    let engine = component.engine();
    let ty = component.component_type();
    let mut contract = None;
    for (name, import) in ty.imports(engine) {
        let (interface, place) = known(name).ok_or_else(|| foreign(name))?;
        let ComponentItem::ComponentInstance(given) = import.ty else {
            return Err(LoadCause::UndeclaredImport(name.into()));
        };
        for (item, export) in given.exports(engine) {
            let function = interface.functions.iter().any(|(function, since)| *function == item && was_there(since, place));
            if !function && !matches!(export.ty, ComponentItem::Type(_)) {
                return Err(LoadCause::UndeclaredImport(format!("{name}#{item}")));
            }
        }
        contract = contract.max(Some(place));
    }
    // A component that imports nothing of it says nothing of a version, and all that it exports was there from the first on.
    Ok(CONTRACTS.get(contract.unwrap_or_default()).copied().unwrap_or(CONTRACT))
}

/// The interface of a full name, and the place of its version among those that this host runs.
fn known(name: &str) -> Option<(&'static Interface, usize)> {
    let (interface, version) = name.strip_prefix(PACKAGE)?.split_once('@')?;
    let place = came(version)?;
    INTERFACES.iter().find(|known| known.name == interface && was_there(known.since, place)).map(|known| (known, place))
}

/// The place of a version among those that this host runs.
fn came(version: &str) -> Option<usize> {
    CONTRACTS.iter().position(|known| *known == version)
}

/// Whether the version at `place` had what came with `since`.
fn was_there(since: &str, place: usize) -> bool {
    came(since).is_some_and(|since| since <= place)
}

/// An import that the contract does not have: it belongs to another version of it, or to something else.
fn foreign(name: &str) -> LoadCause {
    let asked = name.strip_prefix(PACKAGE).and_then(|interface| Version::parse(interface.rsplit_once('@')?.1).ok());
    match (asked, Version::parse(CONTRACT)) {
        (Some(asked), Ok(newest)) if came(&asked.to_string()).is_none() => {
            let advice = if asked > newest {
                "run an exeat that knows it, or build the plugin with an SDK of a contract that this host runs"
            } else {
                "build the plugin again with an SDK of this host's contract"
            };
            LoadCause::OtherContract { asked: asked.to_string(), known: CONTRACT, advice }
        }
        _ => LoadCause::UndeclaredImport(name.into()),
    }
}

/// The names of everything that a component imports.
pub(crate) fn imports(component: &Component) -> Vec<String> {
    component.component_type().imports(component.engine()).map(|(name, _)| name.to_owned()).collect()
}

/// Whether a component fits one slot of the pool.
pub(crate) fn check_size(component: &Component, size: &Size) -> Result<(), LoadCause> {
    let Some(needs) = component.resources_required() else {
        return Err(LoadCause::BadComponent("it imports modules or components".into()));
    };
    let fits = |what, needs: u64, most: u64| if needs > most { Err(LoadCause::TooLarge { what, needs, most }) } else { Ok(()) };
    fits("memories", needs.num_memories.into(), size.memories.into())?;
    fits("tables", needs.num_tables.into(), size.tables.into())?;
    fits("entries of a table", needs.max_initial_table_size.unwrap_or_default(), size.table_elements as u64)?;
    // Pages of another size than 64 KiB are not enabled.
    fits("bytes of memory", needs.max_initial_memory_size.unwrap_or_default().saturating_mul(1 << 16), size.memory as u64)
}

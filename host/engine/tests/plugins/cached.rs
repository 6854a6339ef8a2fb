//! Compiled plugins between starts.

use std::{fs, path::Path};

use domain::Facts;
use engine::{Engine, EngineError, EngineOptions, Library, LoadCause};

use crate::{
    build,
    given::{configuration, options, request},
};

fn decides_with(cache: &Path) -> bool {
    let engine = Engine::new(EngineOptions { cache: Some(cache.to_owned()), ..options() }).unwrap();
    let plugin = engine.load(&build::component("good")).unwrap();
    plugin.configure(&configuration()).unwrap().decide(&request("medical"), &Facts::default()).is_ok()
}

fn entries(cache: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut entries: Vec<_> =
        fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().path()).map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
    entries.sort();
    entries
}

#[test]
fn a_second_start_compiles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("made/by/the/host");
    assert!(decides_with(&cache));
    let first = entries(&cache);
    assert_eq!(first.len(), 2, "one for setting up and one for deciding");
    assert!(decides_with(&cache));
    assert!(entries(&cache) == first);
}

#[test]
fn a_damaged_entry_is_compiled_anew() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("cache");
    assert!(decides_with(&cache));
    let whole = entries(&cache);
    let damages: [fn(&mut Vec<u8>); 4] = [
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.clear(),
        |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        },
        |bytes| bytes[10] ^= 1,
    ];
    for damage in damages {
        for (path, bytes) in &whole {
            let mut bytes = bytes.clone();
            damage(&mut bytes);
            fs::write(path, bytes).unwrap();
        }
        assert!(decides_with(&cache));
        let anew = entries(&cache);
        assert!(anew.iter().zip(&whole).all(|((path, code), (was, before))| path == was && code.len() == before.len()), "compiled anew");
        assert!(decides_with(&cache));
        assert!(entries(&cache) == anew, "and good for the next start");
    }
}

#[test]
#[cfg(unix)]
fn a_folder_that_others_may_write_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let open = |mode| {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
        Engine::new(EngineOptions { cache: Some(folder.path().to_owned()), pool: 1, ..options() }).map(drop)
    };
    for mode in [0o777, 0o770, 0o702] {
        assert!(matches!(open(mode), Err(EngineError::Cache { .. })), "{mode:o}");
    }
    assert!(open(0o755).is_ok());
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(Engine::new(EngineOptions { cache: Some(file), ..options() }), Err(EngineError::Cache { .. })));
}

#[test]
fn a_library_is_a_folder_of_plugins() {
    let engine = crate::given::engine();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.wasm"), build::component("good")).unwrap();
    fs::write(folder.path().join("notes.txt"), "no plugin").unwrap();
    let library = Library::open(&engine, folder.path()).unwrap();
    assert_eq!(library.iter().len(), 1);
    assert!(library.get(&"good".parse().unwrap()).is_some());
    assert!(library.get(&"better".parse().unwrap()).is_none());

    fs::write(folder.path().join("other.wasm"), build::component("trap")).unwrap();
    let error = Library::open(&engine, folder.path()).unwrap_err();
    assert_eq!(error.to_string(), "plugin `other.wasm` cannot be loaded: `good.wasm` is named `good` too");

    fs::write(folder.path().join("other.wasm"), "no plugin").unwrap();
    let error = Library::open(&engine, folder.path()).unwrap_err();
    assert!(matches!(error.cause(), LoadCause::BadComponent(_)) && error.plugin() == "other.wasm", "{error}");
    assert!(Library::open(&engine, &folder.path().join("absent")).is_err());
}

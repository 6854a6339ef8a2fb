//! Compiled plugins, kept between starts.
//!
//! What lies here is machine code that the host will run, so that only the host may write here. An entry is named by what it
//! was compiled from and by the compiler with all its settings; it begins with the digest of its own content, so that an entry
//! that was cut short or damaged is compiled anew instead of run.

use std::{
    fs::{self, File},
    hash::{Hash, Hasher},
    io::{self, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

use aws_lc_rs::digest::{Context, SHA256, SHA256_OUTPUT_LEN, digest};
use wasmtime::{Engine, component::Component};

use crate::error::EngineError;

/// The first bytes of an entry.
const MAGIC: &[u8; 8] = b"exeat-1\n";
/// The most bytes of all entries. One in JavaScript or Python takes about 60 MB, one in Rust 1 MB.
const MOST_BYTES: u64 = 2 << 30;
const EXTENSION: &str = "cwasm";

/// A folder of compiled plugins.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    most_bytes: u64,
}

impl Cache {
    /// Opens the folder, and makes it if it is missing.
    pub(crate) fn open(folder: &Path) -> Result<Self, EngineError> {
        let refuse = |why: String| EngineError::Cache { folder: folder.display().to_string(), why };
        make(folder).map_err(|error| refuse(error.to_string()))?;
        check(folder).map_err(refuse)?;
        Ok(Self { folder: folder.to_owned(), most_bytes: MOST_BYTES })
    }

    /// What was compiled from `wasm` for `engine`, or what `compile` makes of it.
    pub(crate) fn component(
        &self,
        engine: &Engine,
        wasm: &[u8],
        compile: impl FnOnce() -> wasmtime::Result<Component>,
    ) -> wasmtime::Result<Component> {
        let path = self.folder.join(entry_name(engine, wasm)).with_extension(EXTENSION);
        if let Some(component) = read(&path).and_then(|bytes| revive(engine, &bytes)) {
            touch(&path);
            return Ok(component);
        }
        let component = compile()?;
        let kept = component.serialize().map_err(|e| e.to_string()).and_then(|code| self.keep(&path, &code).map_err(|e| e.to_string()));
        if let Err(why) = kept {
            // It runs all the same; the next start compiles again.
            tracing::warn!(entry = %path.display(), why, "a compiled plugin could not be kept");
        }
        Ok(component)
    }

    /// Writes an entry beside its place and moves it there, so that no other host ever reads half of one.
    fn keep(&self, path: &Path, code: &[u8]) -> io::Result<()> {
        let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
        let written = File::create(&unfinished).and_then(|mut file| {
            file.write_all(MAGIC)?;
            file.write_all(digest(&SHA256, code).as_ref())?;
            file.write_all(code)?;
            file.sync_all()
        });
        let moved = written.and_then(|()| fs::rename(&unfinished, path));
        if moved.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        moved?;
        self.prune(path)
    }

    /// Removes what was not used for longest until the rest fits.
    fn prune(&self, newest: &Path) -> io::Result<()> {
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let (entry, path) = entry.and_then(|entry| Ok((entry.metadata()?, entry.path())))?;
            if path.extension().is_some_and(|extension| extension == EXTENSION) && path != newest {
                entries.push((entry.modified()?, entry.len(), path));
            }
        }
        entries.sort();
        let mut total = entries.iter().map(|(_, bytes, _)| bytes).sum::<u64>() + fs::metadata(newest)?.len();
        for (_, bytes, path) in entries {
            if total <= self.most_bytes {
                break;
            }
            fs::remove_file(path)?;
            total -= bytes;
        }
        Ok(())
    }
}

/// What it was compiled from, and the compiler.
fn entry_name(engine: &Engine, wasm: &[u8]) -> String {
    let mut name = Hashed(Context::new(&SHA256));
    name.write(digest(&SHA256, wasm).as_ref());
    engine.precompile_compatibility_hash().hash(&mut name);
    hex(name.0.finish().as_ref())
}

/// The bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Lets a `Hash` be hashed by SHA-256: the standard hasher may change with the compiler that the host was built with.
struct Hashed(Context);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// The content of an entry that is whole.
fn read(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = fs::read(path).ok()?;
    let (magic, rest) = bytes.split_first_chunk::<{ MAGIC.len() }>()?;
    let (kept, code) = rest.split_first_chunk::<SHA256_OUTPUT_LEN>()?;
    if magic != MAGIC || digest(&SHA256, code).as_ref() != kept {
        tracing::warn!(entry = %path.display(), "a compiled plugin is damaged and will be compiled again");
        return None;
    }
    Some(bytes.split_off(MAGIC.len() + SHA256_OUTPUT_LEN))
}

#[expect(unsafe_code, reason = "reviving compiled code trusts its bytes, see INVARIANT")]
fn revive(engine: &Engine, code: &[u8]) -> Option<Component> {
    // INVARIANT: the bytes are those that this host wrote: the folder is its own and closed to others (`check`), and they have
    // the digest that was written with them. The runtime itself refuses code of another version or other settings.
    let component = unsafe { Component::deserialize(engine, code) };
    component.inspect_err(|error| tracing::warn!(%error, "a compiled plugin cannot be revived and will be compiled again")).ok()
}

/// Marks an entry as used. When that fails it is only removed earlier.
fn touch(path: &Path) {
    let _ = File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

#[cfg(unix)]
fn make(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(unix)]
fn check(folder: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    let folder = fs::symlink_metadata(folder).map_err(|error| error.to_string())?;
    if !folder.is_dir() {
        return Err("it is not a folder".into());
    }
    if folder.mode() & 0o022 != 0 {
        return Err(format!("others may write to it (mode {:03o}), and what lies in it is run: `chmod 700` it", folder.mode() & 0o777));
    }
    if folder.uid() != rustix::process::geteuid().as_raw() {
        return Err("it belongs to another user".into());
    }
    Ok(())
}

#[cfg(not(unix))]
fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(not(unix))]
fn check(folder: &Path) -> Result<(), String> {
    if folder.is_dir() { Ok(()) } else { Err("it is not a folder".into()) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_was_not_used_for_longest_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache { folder: folder.path().to_owned(), most_bytes: 450 };
        let path = |name: &str| folder.path().join(name).with_extension(EXTENSION);
        let age = |name: &str, days: u32| {
            let used = SystemTime::now() - Duration::from_secs(86_400) * days;
            File::options().append(true).open(path(name)).unwrap().set_modified(used).unwrap();
        };
        for name in ["a", "b", "c"] {
            cache.keep(&path(name), &[0; 100]).unwrap();
        }
        age("a", 1);
        age("b", 3);
        age("c", 2);
        fs::write(folder.path().join("note.txt"), [0; 1000]).unwrap();
        cache.keep(&path("d"), &[0; 100]).unwrap();
        let left = ["a", "b", "c", "d"].map(|name| path(name).exists());
        assert_eq!(left, [true, false, true, true], "each takes 140 bytes, three fit");
        touch(&path("c"));
        cache.keep(&path("e"), &[0; 100]).unwrap();
        assert!(!path("a").exists() && path("c").exists());
        assert!(folder.path().join("note.txt").exists());
    }

    #[test]
    fn an_entry_is_read_only_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache { folder: folder.path().to_owned(), most_bytes: 450 };
        let path = folder.path().join("entry");
        cache.keep(&path, b"code").unwrap();
        assert_eq!(read(&path).as_deref(), Some(&b"code"[..]));
        let whole = fs::read(&path).unwrap();
        for place in 0..whole.len() {
            let mut broken = whole.clone();
            if let Some(byte) = broken.get_mut(place) {
                *byte ^= 1;
            }
            fs::write(&path, broken).unwrap();
            assert_eq!(read(&path), None, "byte {place}");
            fs::write(&path, whole.get(..place).unwrap_or_default()).unwrap();
            assert_eq!(read(&path), None, "cut at {place}");
        }
    }
}

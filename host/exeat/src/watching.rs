//! Reloads when a file of policies or plugins was saved: for whoever writes them beside a host of their own.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use tokio::{sync::watch, time::MissedTickBehavior};

use crate::{config::Config, reload::Reloader};

/// How often is looked. What two looks find the same has come to rest: an editor writes a file in several steps, a build many files.
const EVERY: Duration = Duration::from_millis(500);

/// Folders below a folder of policies are of jurisdictions and of their catalogues and corpora; what lies deeper is not read.
const DEEPEST: usize = 4;

/// What tells one state of a file from another.
type Files = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// The folders that are watched, and what was found in them.
#[derive(Debug)]
pub struct Watching {
    folders: [PathBuf; 2],
    /// What decides, or was refused.
    taken: Files,
    /// What the last look found.
    last: Files,
}

impl Watching {
    /// Watches the folders of policies and plugins. What is in them now counts as taken: call it before they are loaded, so that no
    /// change is missed.
    pub fn new(config: &Config) -> Self {
        let folders = [config.policies.clone(), config.plugins.clone()];
        let taken = files(&folders);
        Self { folders, last: taken.clone(), taken }
    }

    /// Notes what a look found, and says whether there is something new in it that has come to rest.
    fn has_settled(&mut self, now: Files) -> bool {
        let rests = now == self.last;
        self.last = now;
        if !rests || self.last == self.taken {
            return false;
        }
        self.taken.clone_from(&self.last);
        true
    }

    /// Reloads after every change until told to stop. What came of it is the reloader's to tell.
    pub async fn reload(mut self, reloader: Reloader, mut stop: watch::Receiver<bool>) {
        let mut looks = tokio::time::interval(EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = looks.tick() => {}
                _ = stop.wait_for(|stopping| *stopping) => return,
            }
            let folders = self.folders.clone();
            let Ok(now) = tokio::task::spawn_blocking(move || files(&folders)).await else { return };
            if self.has_settled(now) {
                reloader.reload().await;
            }
        }
    }
}

/// The files of folders. What cannot be read is not there; the reload says why.
fn files(folders: &[PathBuf]) -> Files {
    let mut found = Files::new();
    folders.iter().for_each(|folder| collect(folder, DEEPEST, &mut found));
    found
}

fn collect(folder: &Path, deeper: usize, found: &mut Files) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        // A link to a file is what it leads to; one to a folder may lead back here.
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        if kind.is_dir() && deeper > 0 {
            collect(&path, deeper - 1, found);
        } else if !kind.is_dir()
            && counts(&path)
            && let Ok(metadata) = std::fs::metadata(&path)
        {
            found.insert(path, (metadata.modified().ok(), metadata.len()));
        }
    }
}

/// Editors put files of their own beside what they write.
fn counts(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    !(name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_in_several_steps_is_taken_once_it_rests() {
        let state = |size: u64| Files::from([("a.yaml".into(), (None, size))]);
        let mut watching = Watching { folders: Default::default(), taken: state(0), last: state(0) };
        let looks = [(0, false), (1, false), (2, false), (2, true), (2, false), (3, false), (2, false), (2, false), (0, false), (0, true)];
        for (look, (size, settled)) in looks.into_iter().enumerate() {
            assert_eq!(watching.has_settled(state(size)), settled, "look {look}");
        }
    }

    #[test]
    fn a_file_that_is_saved_added_or_removed_is_noticed_and_an_editors_own_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let below = folder.path().join("AZ/locales");
        std::fs::create_dir_all(&below).expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(below.join(name), text).expect("written");
        write("a.yaml", "a");
        let look = || files(&[folder.path().to_path_buf()]);
        let first = look();
        assert_eq!(first.len(), 1);
        for own in [".a.yaml.swp", "a.yaml~", "4913.tmp"] {
            write(own, "x");
        }
        assert_eq!(look(), first);
        write("a.yaml", "ab");
        let saved = look();
        assert_ne!(saved, first);
        write("b.yaml", "b");
        assert_ne!(look(), saved);
        std::fs::remove_file(below.join("b.yaml")).expect("removed");
        assert_eq!(look(), saved);
    }
}

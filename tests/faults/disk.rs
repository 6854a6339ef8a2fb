//! The disk is full, and then there is room again.

use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
    process::Command,
};

use tempfile::TempDir;

use crate::{
    auditor::Expected,
    load::{Ask, Load},
    system::{Database, System},
};

/// A small disk. It is unmounted when this is dropped.
struct Disk(TempDir);

impl Disk {
    /// `None`, with a word, where nothing may be mounted.
    fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "none"]).arg(folder.path()).output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self(folder)),
            _ => {
                eprintln!("skipped: a full disk (a small one can only be mounted by root)");
                None
            }
        }
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Leaves no room at all.
    fn fill(&self) {
        let mut file = File::create(self.path().join("filler")).expect("a file");
        for block in [vec![0_u8; 64 * 1024], vec![0_u8; 512], vec![0_u8; 1]] {
            while file.write_all(&block).is_ok() {}
        }
    }

    fn empty(&self) {
        fs::remove_file(self.path().join("filler")).expect("it is there");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.path()).status());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_is_full_for_a_while() {
    let Some(disk) = Disk::mount(64) else { return };
    let mut system = System::new(Database::SqliteIn(disk.path().to_owned())).await;
    system.start(1).await;
    let load = Load::start(&system, &Ask::new("disk", 14.0));
    load.until(4.0).await;
    disk.fill();
    load.until(10.0).await;
    disk.empty();
    // What was set aside meanwhile is tried again after a minute. By the clock of a host that starts again it is over.
    load.until(15.0).await;
    system.stop_node(0).await;
    system.start_node(0, 150).await;
    load.ends_clean(&mut system, &Expected::default()).await;
    let told = system.logged(&["full"]);
    assert!(!told.is_empty(), "the host says nothing of a full disk");
}

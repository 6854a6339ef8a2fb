//! What the fuzz targets do with their inputs. The same modules run as ordinary tests of the engine, from fixed seeds
//! (`host/engine/tests/plugins/fuzzed.rs`), so that they cannot fall behind it.

pub mod answers;
#[path = "../../host/engine/tests/plugins/build.rs"]
pub mod build;
pub mod checks;
pub mod components;
#[path = "../../host/engine/tests/plugins/given.rs"]
pub mod given;
pub mod image;
pub mod smith;

/// Puts the inputs to start from into the corpus of a target, where they are not yet.
pub fn write_seeds(target: &str, seeds: Vec<Vec<u8>>) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    std::fs::create_dir_all(&folder).expect("a folder for the corpus");
    for (number, seed) in seeds.iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{number:03}")), seed).expect("a seed");
    }
}

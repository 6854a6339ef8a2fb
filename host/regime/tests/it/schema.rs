//! The published schemas are the ones that are used. `BLESS=1 cargo test -p exeat-regime` writes them anew.

use std::{env, fs, path::Path};

#[test]
fn the_published_schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, schema) in [("regime.json", regime::schema()), ("territories.json", regime::territories_schema())] {
        let current = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if env::var_os("BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), &current).unwrap();
        }
        let published = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(published == current, "docs/schema/{name} is not current: run the tests with BLESS=1");
    }
}

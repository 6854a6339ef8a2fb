//! YAML to checked regimes: spans, schema, lints, lookup.

//! Plugins to decisions: the only crate that names wasmtime.

//! What wit-bindgen makes of the contract. Nothing else lives here, and no policy names it.
#![allow(
    missing_docs,
    unsafe_code,
    clippy::all,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "generated"
)]

wit_bindgen::generate!({
    path: "../wit/policy-1.1.0",
    world: "policy",
    pub_export_macro: true,
    default_bindings_module: "exeat_policy::bindings",
});

//! The exeat command: wiring, no logic.

fn main() {}

//! The whole system through its command: the real binary, the real plugin, real regimes, a real database on disk.

mod commands;
mod exeat;
mod survives_kill;

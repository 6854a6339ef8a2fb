//! Plugins as the host meets them: good ones, the real one, and hostile ones from `tests/hostile`.

#[cfg(test)]
#[path = "../../../../fuzz/src/answers.rs"]
mod answers;
#[cfg(test)]
mod build;
#[cfg(test)]
mod cached;
#[cfg(test)]
#[path = "../../../../fuzz/src/checks.rs"]
mod checks;
#[cfg(test)]
#[path = "../../../../fuzz/src/components.rs"]
mod components;
#[cfg(test)]
mod contracts;
#[cfg(test)]
mod frozen;
#[cfg(test)]
mod fuzzed;
#[cfg(test)]
mod given;
#[cfg(test)]
mod good;
#[cfg(test)]
mod hostile;
#[cfg(test)]
#[path = "../../../../fuzz/src/image.rs"]
mod image;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod runaway;
#[cfg(test)]
mod standard;

//! Plugins as the host meets them: good ones, the real one, and hostile ones from `tests/hostile`.

#[cfg(test)]
mod build;
#[cfg(test)]
mod cached;
#[cfg(test)]
mod frozen;
#[cfg(test)]
mod given;
#[cfg(test)]
mod good;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod runaway;
#[cfg(test)]
mod standard;

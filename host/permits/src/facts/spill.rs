//! Rows on their way from a file to the database, sorted on disk so that memory does not grow with the file.
//!
//! Each row goes to the part of its key's first byte. A part fits in memory, parts follow one another in the order of the keys,
//! and what is in a part twice meets there. The parts are files without a name: however the process ends, they are gone.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    path::{Path, PathBuf},
};

/// How many bytes of a keyed hash name a person in a table. A thousand million persons in one table share one with a chance of
/// one in 10^21.
pub(super) const KEY: usize = 16;

pub(super) type Key = [u8; KEY];

/// One fact of one row.
pub(super) struct Spilled {
    pub(super) key: Key,
    /// Where in the file it stood.
    pub(super) line: u64,
    pub(super) fact: String,
}

pub(super) struct Spill {
    folder: PathBuf,
    parts: Vec<Option<BufWriter<File>>>,
}

impl Spill {
    /// Parts that are made in `folder` as they are needed.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), parts: (0..=u8::MAX).map(|_| None).collect() }
    }

    pub(super) fn add(&mut self, key: &Key, line: u64, fact: &str) -> io::Result<()> {
        let place = key.first().copied().unwrap_or(0);
        let Some(part) = self.parts.get_mut(usize::from(place)) else { return Ok(()) };
        if part.is_none() {
            *part = Some(BufWriter::new(tempfile::tempfile_in(&self.folder)?));
        }
        let Some(part) = part else { return Ok(()) };
        let length = u32::try_from(fact.len()).map_err(|_| io::Error::other("a fact of more than 4 GiB"))?;
        part.write_all(key)?;
        part.write_all(&line.to_le_bytes())?;
        part.write_all(&length.to_le_bytes())?;
        part.write_all(fact.as_bytes())
    }

    /// What was added to one part, in the order in which it was added. Its file is gone afterwards.
    pub(super) fn take(&mut self, place: u8) -> io::Result<Part> {
        let part = self.parts.get_mut(usize::from(place)).and_then(Option::take);
        let Some(part) = part else { return Ok(Part { file: None }) };
        let mut file = part.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(Part { file: Some(BufReader::new(file)) })
    }
}

pub(super) struct Part {
    file: Option<BufReader<File>>,
}

impl Part {
    fn read(&mut self) -> io::Result<Option<Spilled>> {
        let Some(file) = &mut self.file else { return Ok(None) };
        let (mut key, mut line, mut length) = (Key::default(), [0; 8], [0; 4]);
        match file.read_exact(&mut key) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(error),
        }
        file.read_exact(&mut line)?;
        file.read_exact(&mut length)?;
        let mut fact = vec![0; u32::from_le_bytes(length) as usize];
        file.read_exact(&mut fact)?;
        let fact = String::from_utf8(fact).map_err(io::Error::other)?;
        Ok(Some(Spilled { key, line: u64::from_le_bytes(line), fact }))
    }
}

impl Iterator for Part {
    type Item = io::Result<Spilled>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_in_the_order_of_the_keys_and_leave_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = Spill::new(folder.path());
        for (line, first) in [(1, 9u8), (2, 0), (3, 255), (4, 9), (5, 0)] {
            let mut key = Key::default();
            key[0] = first;
            spill.add(&key, line, &"ə".repeat(line as usize - 1)).unwrap();
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let mut seen = Vec::new();
        for place in 0..=u8::MAX {
            for spilled in spill.take(place).unwrap() {
                let spilled = spilled.unwrap();
                seen.push((spilled.key[0], spilled.line, spilled.fact.chars().count()));
            }
        }
        assert_eq!(seen, [(0, 2, 1), (0, 5, 4), (9, 1, 0), (9, 4, 3), (255, 3, 2)]);
        assert_eq!(spill.take(9).unwrap().count(), 0);
    }
}

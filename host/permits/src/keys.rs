//! The keys of the vault: as text, and in a file that is made on first use.

use std::{
    fmt,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    str::FromStr,
};

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Keys that can't be used, read or made. The keys themselves are never said.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// A line that is not understood.
    #[error(
        "line {line} of the keys is not understood: `data <number> <key>` or `lookup <key>` is expected, a key being 32 bytes in hexadecimal or base64"
    )]
    Line {
        /// Which one, from 1.
        line: usize,
    },
    /// A key that is there twice.
    #[error("line {line} of the keys names a key that an earlier line names")]
    Twice {
        /// Which one, from 1.
        line: usize,
    },
    /// A key that is not there.
    #[error("the keys lack a `{0}` key")]
    Missing(&'static str),
    /// A file that can't be read or made.
    #[error("the key file `{path}` can't be {what}: {why}")]
    File {
        /// Where.
        path: PathBuf,
        /// `read` or `made`.
        what: &'static str,
        /// What the system said.
        why: io::Error,
    },
    /// A file that others may read.
    #[error("the key file `{path}` may be read by others (mode {mode:o}): run `chmod 600` on it")]
    Open {
        /// Where.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The system gave no random bytes.
    #[error("the system gave no random bytes for a key")]
    Random,
}

const LENGTH: usize = 32;

/// Keys of 32 bytes: numbered ones that seal data, and one that hashes look-ups.
///
/// The text form has a line for each: `data <number> <key>` and `lookup <key>`, a key in hexadecimal or base64; lines that
/// start with `#` are passed over. To change the data key, add one with a higher number and keep the old ones for as long as
/// something is sealed with them. The look-up key can't be changed: every hash in the database would be another.
#[derive(Clone)]
pub struct Keys {
    data: Vec<(u8, [u8; LENGTH])>,
    lookup: [u8; LENGTH],
}

impl Keys {
    /// Fresh random keys.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn random() -> Result<Self, KeyError> {
        let random = SystemRandom::new();
        let draw = || {
            let mut key = [0u8; LENGTH];
            random.fill(&mut key).map(|()| key).map_err(|_| KeyError::Random)
        };
        Ok(Self { data: vec![(1, draw()?)], lookup: draw()? })
    }

    /// Reads the key file, and makes it with fresh keys, for its owner only, if there is none. Of several processes that
    /// start at the same moment one makes it and the others read it.
    ///
    /// # Errors
    /// When it can't be read or made, holds no keys, or may be read by others.
    pub fn from_file_or_create(path: &Path) -> Result<Self, KeyError> {
        if !path.exists() {
            Self::random()?.create(path).map_err(|why| KeyError::File { path: path.to_owned(), what: "made", why })?;
        }
        Self::from_file(path)
    }

    /// Reads the key file.
    ///
    /// # Errors
    /// When it can't be read, holds no keys, or may be read by others.
    pub fn from_file(path: &Path) -> Result<Self, KeyError> {
        let failed = |why| KeyError::File { path: path.to_owned(), what: "read", why };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(path).map_err(failed)?.permissions().mode() & 0o777;
            if mode & 0o077 != 0 {
                return Err(KeyError::Open { path: path.to_owned(), mode });
            }
        }
        fs::read_to_string(path).map_err(failed)?.parse()
    }

    /// Writes beside the file and links it into place, so that nobody ever reads half a file and nobody's is overwritten.
    fn create(&self, path: &Path) -> io::Result<()> {
        let mut suffix = [0u8; 8];
        SystemRandom::new().fill(&mut suffix).map_err(|_| io::Error::other("the system gave no random bytes"))?;
        let mut beside = path.as_os_str().to_owned();
        beside.push(format!(".{:016x}.new", u64::from_be_bytes(suffix)));
        let beside = PathBuf::from(beside);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&beside).and_then(|mut file| {
            file.write_all(self.text().as_bytes())?;
            file.sync_all()
        });
        let linked = written.and_then(|()| fs::hard_link(&beside, path));
        fs::remove_file(&beside).ok();
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => path.parent().filter(|dir| !dir.as_os_str().is_empty()).map_or(Ok(()), |dir| fs::File::open(dir)?.sync_all()),
        }
    }

    fn text(&self) -> String {
        let mut text =
            String::from("# Keys of exeat. What is sealed in the database can't be read without this file. Keep a copy elsewhere.\n");
        for (number, key) in &self.data {
            text.push_str(&format!("data {number} {}\n", STANDARD.encode(key)));
        }
        text.push_str(&format!("lookup {}\n", STANDARD.encode(self.lookup)));
        text
    }

    pub(crate) fn data(&self) -> impl Iterator<Item = (u8, &[u8])> {
        self.data.iter().map(|(number, key)| (*number, key.as_slice()))
    }

    pub(crate) fn lookup(&self) -> &[u8] {
        &self.lookup
    }
}

impl FromStr for Keys {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (mut data, mut lookup) = (Vec::new(), None);
        for (line, content) in (1..).zip(text.lines()) {
            let words: Vec<&str> = content.split_whitespace().collect();
            let wrong = || KeyError::Line { line };
            match words.as_slice() {
                [] => {}
                [word, ..] if word.starts_with('#') => {}
                ["data", number, key] => {
                    let number: u8 = number.parse().map_err(|_| wrong())?;
                    if data.iter().any(|(n, _)| *n == number) {
                        return Err(KeyError::Twice { line });
                    }
                    data.push((number, read(key).ok_or_else(wrong)?));
                }
                ["lookup", key] => {
                    if lookup.replace(read(key).ok_or_else(wrong)?).is_some() {
                        return Err(KeyError::Twice { line });
                    }
                }
                _ => return Err(wrong()),
            }
        }
        if data.is_empty() {
            return Err(KeyError::Missing("data"));
        }
        Ok(Self { data, lookup: lookup.ok_or(KeyError::Missing("lookup"))? })
    }
}

fn read(text: &str) -> Option<[u8; LENGTH]> {
    if text.len() == 2 * LENGTH {
        let mut key = [0u8; LENGTH];
        for (byte, pair) in key.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(digits, 16).ok().filter(|_| pair.iter().all(u8::is_ascii_hexdigit))?;
        }
        return Some(key);
    }
    STANDARD.decode(text).ok()?.try_into().ok()
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<u8> = self.data.iter().map(|(number, _)| *number).collect();
        f.debug_struct("Keys").field("data", &numbers).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_for_their_owner_and_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys");
        let made: Vec<Keys> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| Keys::from_file_or_create(&path).unwrap())).collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        assert!(made.iter().all(|k| k.lookup == made[0].lookup && k.data == made[0].data));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside the file");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            assert!(matches!(Keys::from_file(&path), Err(KeyError::Open { mode: 0o640, .. })));
        }
    }

    #[test]
    fn both_spellings_of_a_key_are_one() {
        let hex = format!("data 1 {}\nlookup {}", "0f".repeat(32), "aB".repeat(32)).parse::<Keys>().unwrap();
        let base64 = hex.text().parse::<Keys>().unwrap();
        assert_eq!((hex.data, hex.lookup), (base64.data, base64.lookup));
    }

    #[test]
    fn wrong_keys_are_refused_by_line_and_not_repeated() {
        let key = "ab".repeat(32);
        let cases = [
            (String::new(), "the keys lack a `data` key"),
            (format!("data 1 {key}"), "the keys lack a `lookup` key"),
            (format!("# x\n\ndata one {key}"), "line 3 of the keys is not understood"),
            (format!("data 1 {key}ab"), "line 1 of the keys is not understood"),
            (format!("data 1 +{}", &key[1..]), "line 1 of the keys is not understood"),
            (format!("lookup {key}\nlookup {key}"), "line 2 of the keys names a key that an earlier line names"),
            (format!("data 1 {key}\ndata 1 {key}"), "line 2 of the keys names a key that an earlier line names"),
        ];
        for (text, expected) in cases {
            let error = text.parse::<Keys>().unwrap_err().to_string();
            assert!(error.starts_with(expected) && !error.contains("abab"), "{error}");
        }
    }

    #[test]
    fn keys_do_not_show() {
        assert_eq!(format!("{:?}", Keys::random().unwrap()), "Keys { data: [1], .. }");
    }
}

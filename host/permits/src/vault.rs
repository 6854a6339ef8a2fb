//! Encryption of what says who somebody is, and keyed hashes to look it up by.
//!
//! The keys never reach the database: a copy of it tells nothing without them. What is sealed is bound to its place, so that
//! a value moved to another row or column does not open.

use std::fmt;

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hmac,
    rand::{SecureRandom, SystemRandom},
};
use store::{Lookup, Sealed};

use crate::{error::PermitsError, keys::Keys};

/// Something could not be sealed or opened. What it was is not said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// No key, or the system's random source failed.
    #[error("the value for `{0}` could not be sealed")]
    Seal(&'static str),
    /// Wrong key, wrong place or wrong bytes.
    #[error("the value in `{0}` does not open: it was sealed for another place, with another key, or it is damaged")]
    Open(&'static str),
    /// A key that is not among those given.
    #[error("the value in `{place}` was sealed with key {key}, which is not among those given")]
    NoKey {
        /// Table and column.
        place: &'static str,
        /// The key's number.
        key: u8,
    },
}

/// Seals and opens, and makes keyed hashes. Several keys can open; the one with the highest number seals.
pub struct Vault {
    data: Vec<(u8, LessSafeKey)>,
    lookup: hmac::Key,
    random: SystemRandom,
}

impl Vault {
    /// # Errors
    /// When a key is of no use to the cipher.
    pub fn new(keys: &Keys) -> Result<Self, VaultError> {
        let mut data = Vec::new();
        for (number, key) in keys.data() {
            let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| VaultError::Seal("key"))?;
            data.push((number, LessSafeKey::new(key)));
        }
        data.sort_by_key(|(number, _)| *number);
        Ok(Self { data, lookup: hmac::Key::new(hmac::HMAC_SHA256, keys.lookup()), random: SystemRandom::new() })
    }

    /// A vault of the keys in a file, which is made with fresh keys if there is none.
    ///
    /// # Errors
    /// When the file can't be read or made, or holds no keys.
    pub fn from_file_or_create(path: &std::path::Path) -> Result<Self, PermitsError> {
        Ok(Self::new(&Keys::from_file_or_create(path)?)?)
    }

    /// Seals a text for `place` (table and column) and the row that `row` names.
    ///
    /// # Errors
    /// When the random source fails.
    pub fn seal(&self, place: &'static str, row: &[u8], text: &str) -> Result<Sealed, VaultError> {
        let failed = || VaultError::Seal(place);
        let (number, key) = self.data.last().ok_or_else(failed)?;
        let mut nonce = [0u8; NONCE_LEN];
        self.random.fill(&mut nonce).map_err(|_| failed())?;
        let mut body = text.as_bytes().to_vec();
        let tag = key
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(binding(*number, place, row)), &mut body)
            .map_err(|_| failed())?;
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + body.len() + tag.as_ref().len());
        sealed.push(*number);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&body);
        sealed.extend_from_slice(tag.as_ref());
        Ok(Sealed::new(sealed))
    }

    /// Opens what was sealed for the same place and row.
    ///
    /// # Errors
    /// When it was sealed for another place or with another key, or is damaged.
    pub fn open(&self, place: &'static str, row: &[u8], sealed: &Sealed) -> Result<String, VaultError> {
        let failed = || VaultError::Open(place);
        let (number, rest) = sealed.bytes().split_first().ok_or_else(failed)?;
        let (nonce, body) = rest.split_at_checked(NONCE_LEN).ok_or_else(failed)?;
        let (_, key) = self.data.iter().find(|(n, _)| n == number).ok_or(VaultError::NoKey { place, key: *number })?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| failed())?;
        let mut body = body.to_vec();
        let text = key.open_in_place(nonce, Aad::from(binding(*number, place, row)), &mut body).map_err(|_| failed())?;
        std::str::from_utf8(text).map(str::to_owned).map_err(|_| failed())
    }

    /// A keyed hash of `parts`, to find or compare what is sealed. Hashes for one purpose say nothing about another.
    #[must_use]
    pub fn lookup(&self, purpose: &str, parts: &[&str]) -> Lookup {
        self.hashed(std::iter::once(&purpose).chain(parts).map(|part| part.as_bytes()))
    }

    /// As [`lookup`](Self::lookup), of bytes.
    pub(crate) fn hashed<'a>(&self, parts: impl Iterator<Item = &'a [u8]>) -> Lookup {
        let mut context = hmac::Context::with_key(&self.lookup);
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        Lookup::new(context.sign().as_ref().to_vec())
    }
}

/// What a sealed value is bound to: its key, its column and its row.
fn binding(number: u8, place: &str, row: &[u8]) -> Vec<u8> {
    let mut bound = vec![number];
    bound.extend_from_slice(&(place.len() as u64).to_be_bytes());
    bound.extend_from_slice(place.as_bytes());
    bound.extend_from_slice(row);
    bound
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<u8> = self.data.iter().map(|(number, _)| *number).collect();
        f.debug_struct("Vault").field("keys", &numbers).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Keys {
        text.parse().unwrap()
    }

    fn vault(text: &str) -> Vault {
        Vault::new(&keys(text)).unwrap()
    }

    fn old() -> String {
        format!("data 1 {}\nlookup {}\n", "11".repeat(32), "22".repeat(32))
    }

    fn rotated() -> String {
        format!("{}data 2 {}\n", old(), "33".repeat(32))
    }

    #[test]
    fn what_is_sealed_opens_only_in_its_place() {
        let vault = vault(&old());
        let sealed = vault.seal("person.identity", b"row", "AZE1234567").unwrap();
        assert_eq!(vault.open("person.identity", b"row", &sealed).as_deref(), Ok("AZE1234567"));
        assert!(!sealed.bytes().windows(3).any(|w| w == b"AZE"));
        for (place, row) in [("person.name", &b"row"[..]), ("person.identity", b"other"), ("person.identity", b"")] {
            assert_eq!(vault.open(place, row, &sealed), Err(VaultError::Open(place)));
        }
        for place in 0..sealed.bytes().len() {
            let mut bytes = sealed.bytes().to_vec();
            bytes[place] ^= 1;
            assert!(vault.open("person.identity", b"row", &Sealed::new(bytes)).is_err(), "byte {place}");
        }
        assert!(vault.open("person.identity", b"row", &Sealed::new(Vec::new())).is_err());
    }

    #[test]
    fn two_sealings_of_one_text_differ() {
        let vault = vault(&old());
        assert_ne!(vault.seal("a.b", b"", "x").unwrap(), vault.seal("a.b", b"", "x").unwrap());
    }

    #[test]
    fn after_a_rotation_old_values_open_and_new_ones_take_the_new_key() {
        let (before, after) = (vault(&old()), vault(&rotated()));
        let sealed = before.seal("a.b", b"", "old").unwrap();
        assert_eq!(after.open("a.b", b"", &sealed).as_deref(), Ok("old"));
        let new = after.seal("a.b", b"", "new").unwrap();
        assert_eq!(new.bytes().first(), Some(&2));
        assert_eq!(before.open("a.b", b"", &new), Err(VaultError::NoKey { place: "a.b", key: 2 }));
        assert_eq!(before.lookup("identity", &["AZE1"]), after.lookup("identity", &["AZE1"]));
    }

    #[test]
    fn hashes_of_different_purposes_and_parts_differ() {
        let vault = vault(&old());
        let hashes = [
            vault.lookup("identity", &["ab", "c"]),
            vault.lookup("identity", &["a", "bc"]),
            vault.lookup("identity", &["abc"]),
            vault.lookup("phone", &["ab", "c"]),
            Vault::new(&keys(&old().replace("22", "44"))).unwrap().lookup("identity", &["ab", "c"]),
        ];
        for (i, a) in hashes.iter().enumerate() {
            assert!(hashes.iter().skip(i + 1).all(|b| a != b));
        }
        assert_eq!(hashes[0], vault.lookup("identity", &["ab", "c"]));
    }

    #[test]
    fn a_vault_does_not_show_its_keys() {
        assert_eq!(format!("{:?}", vault(&rotated())), "Vault { keys: [1, 2], .. }");
    }
}

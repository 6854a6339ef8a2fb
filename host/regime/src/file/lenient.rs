//! Reading what can be read of a file that has mistakes, so that the rest of it is checked all the same.

use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use serde_path_to_error::Segment;

use crate::document::{Mismatch, pointer};

/// Where the nodes of what was read stood before the wrong ones were taken out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    /// Lists from which an item was taken out, each as the pointer to the list at that moment and the index, in the order of
    /// taking.
    taken: Vec<(String, usize)>,
}

impl Origin {
    /// The pointer in the file of a node of what was read.
    pub(crate) fn of(&self, pointer: &str) -> String {
        let mut pointer = pointer.to_owned();
        for (list, taken) in self.taken.iter().rev() {
            let Some(rest) = pointer.strip_prefix(list.as_str()).and_then(|rest| rest.strip_prefix('/')) else { continue };
            let (index, below) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
            if let Ok(index) = index.parse::<usize>()
                && index >= *taken
            {
                pointer = format!("{list}/{}{below}", index + 1);
            }
        }
        pointer
    }

    fn take(&mut self, value: &mut Json, pointer: &str) {
        let Some((parent, last)) = pointer::split(pointer) else { return };
        match value.pointer_mut(parent) {
            Some(Json::Object(members)) => {
                members.shift_remove(&last);
            }
            Some(Json::Array(items)) => {
                if let Ok(index) = last.parse::<usize>()
                    && index < items.len()
                {
                    items.remove(index);
                    self.taken.push((parent.to_owned(), index));
                }
            }
            _ => {}
        }
    }
}

/// Reads a value without the nodes that differ from its schema, and without whatever else cannot be read.
pub(crate) fn read<T: DeserializeOwned>(mut value: Json, mismatches: &[Mismatch]) -> (Option<T>, Origin) {
    let mut origin = Origin::default();
    let mut wrong: Vec<&str> = mismatches.iter().filter(|m| m.code != "missing-key").map(|m| m.pointer.as_str()).collect();
    // Last first, so that taking one out of a list does not move the next.
    wrong.sort_by_key(|pointer| {
        pointer.split('/').map(|token| token.parse::<usize>().map_or((token, 0), |index| ("", index))).collect::<Vec<_>>()
    });
    wrong.dedup();
    for pointer in wrong.into_iter().rev() {
        origin.take(&mut value, pointer);
    }
    if !value.is_object() {
        return (None, origin);
    }
    // What lacks a key that the type insists on goes too; each turn takes one node out.
    for _ in 0..=1_000 {
        match serde_path_to_error::deserialize::<_, T>(&value) {
            Ok(read) => return (Some(read), origin),
            Err(error) => {
                let path: String = error.path().iter().fold(String::new(), |path, segment| match segment {
                    Segment::Seq { index } => pointer::join(&path, &index.to_string()),
                    Segment::Map { key } => pointer::join(&path, key),
                    Segment::Enum { .. } | Segment::Unknown => path,
                });
                if path.is_empty() {
                    break;
                }
                origin.take(&mut value, &path);
            }
        }
    }
    (None, origin)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Deserialize, Debug, PartialEq, Default)]
    #[serde(default)]
    struct Sample {
        list: Vec<u8>,
        inner: Vec<Inner>,
        name: String,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    struct Inner {
        must: u8,
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_the_rest_keeps_its_place() {
        let value = json!({"list": [1, "x", 2, "y", 3], "inner": [{}, {"must": 1}], "name": 7});
        let (read, origin) = read::<Sample>(value, &[]);
        assert_eq!(read, Some(Sample { list: vec![1, 2, 3], inner: vec![Inner { must: 1 }], name: String::new() }));
        let back = ["/list/0", "/list/1", "/list/2", "/inner/0/must", "/name"].map(|pointer| origin.of(pointer));
        assert_eq!(back, ["/list/0", "/list/2", "/list/4", "/inner/1/must", "/name"]);
    }

    #[test]
    fn a_value_that_is_no_map_cannot_be_read() {
        assert_eq!(read::<Sample>(json!([1]), &[]).0, None);
        assert_eq!(read::<Sample>(json!(null), &[]).0, None);
    }
}

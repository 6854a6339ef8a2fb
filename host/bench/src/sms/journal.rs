//! What happened, line by line, for who compares what the peer sent and received with what a store says.
//!
//! A file of JSON, one [`Entry`] in each line, in the order in which things happened at this end. Lines are gathered and written by a thread of
//! their own, so that a slow disk delays no message; a run that is killed lacks the last of them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};

/// Something that happened, `at` microseconds after the run began. `message` counts the messages of a run from 0, in the order in which they were due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Entry {
    /// A `deliver_sm` with a citizen's message went to the transport.
    Sent {
        /// When.
        at: u64,
        /// Which message.
        message: u64,
        /// The telephone it is from.
        from: String,
        /// What it says.
        text: String,
        /// How often it was sent, this time included. Above 1 the ESME may have it already.
        times: u32,
    },
    /// It was answered by `ESME_ROK`: from here on it may not be lost.
    Acknowledged {
        /// When.
        at: u64,
        /// Which message.
        message: u64,
        /// The telephone it is from.
        from: String,
    },
    /// It was answered by an error.
    Refused {
        /// When.
        at: u64,
        /// Which message.
        message: u64,
        /// The telephone it is from.
        from: String,
        /// `command_status`.
        status: u32,
        /// Whether it will be sent again.
        again: bool,
    },
    /// A `submit_sm` was taken.
    Reply {
        /// When.
        at: u64,
        /// The telephone it is for, as the ESME wrote it.
        to: String,
        /// The identifier in the answer.
        id: String,
        /// What it says: the text of this part, where it can be read.
        text: String,
        /// Which part of a long message.
        part: u8,
        /// Of how many.
        of: u8,
        /// Which message it answers, when one of that telephone is open.
        message: Option<u64>,
    },
    /// A receipt was acknowledged.
    Receipt {
        /// When.
        at: u64,
        /// The identifier as in [`Entry::Reply`].
        id: String,
    },
    /// A link ended. What was sent over it and not acknowledged is sent again.
    LinkLost {
        /// When.
        at: u64,
        /// How many messages and receipts that are.
        unanswered: usize,
    },
}

/// Reads a journal. A last line that is not whole is left out.
///
/// # Errors
/// When the file can't be read, or a line is none.
pub fn read(path: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut lines = BufReader::new(File::open(path)?).lines().peekable();
    while let Some(line) = lines.next() {
        match serde_json::from_str(&line?) {
            Ok(entry) => entries.push(entry),
            Err(_) if lines.peek().is_none() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(entries)
}

/// Lines that are handed over at once, in octets.
const BLOCK: usize = 64 * 1024;

#[derive(Debug)]
pub(super) struct Journal {
    gathered: Vec<u8>,
    to: Option<SyncSender<Vec<u8>>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Journal {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let mut file = File::create(path)?;
        let (to, blocks) = sync_channel::<Vec<u8>>(64);
        let thread = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || blocks.iter().try_for_each(|block| file.write_all(&block)))?;
        Ok(Self { gathered: Vec::with_capacity(BLOCK * 2), to: Some(to), thread: Some(thread) })
    }

    pub(super) fn write(&mut self, entry: &Entry) {
        if serde_json::to_writer(&mut self.gathered, entry).is_ok() {
            self.gathered.push(b'\n');
        }
        if self.gathered.len() >= BLOCK {
            self.hand_over();
        }
    }

    /// Lets the file have what was gathered.
    pub(super) fn hand_over(&mut self) {
        if let Some(to) = self.to.as_ref().filter(|_| !self.gathered.is_empty()) {
            // it fails only when the thread has ended, which `close` tells
            let _ = to.send(std::mem::replace(&mut self.gathered, Vec::with_capacity(BLOCK * 2)));
        }
    }

    /// Waits until all is written.
    pub(super) fn close(mut self) -> io::Result<()> {
        self.hand_over();
        self.to = None;
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(written)) => written,
            Some(Err(_)) => Err(io::Error::other("the thread of the journal panicked")),
            None => Ok(()),
        }
    }
}

//! Messages as lines of text: for a terminal, a script, a test.

use std::fmt;

use domain::{Invalid, PhoneNumber, Secret, ServiceNumber};
use permits::{Clock, Fate, PermitsError};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncWrite, AsyncWriteExt};

use crate::{Inbound, Messages, Reply};

/// What the console calls itself.
pub const SOURCE: &str = "console";

/// So many replies that were held back are written before the next answer, at most.
const BATCH: u32 = 100;

/// A line that is not a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Something is not there.
    #[error("a line must be `FROM TO TEXT`, or `@ID FROM TO TEXT`: {0} is missing")]
    Missing(&'static str),
    /// A number is none.
    #[error(transparent)]
    Number(#[from] Invalid),
}

/// Why the console stopped.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// Reading or writing failed.
    #[error("the console can't be read or written: {0}")]
    Stream(#[from] std::io::Error),
    /// A message was not handled.
    #[error(transparent)]
    Permits(#[from] PermitsError),
}

/// Reads a line: sender, number and words, after an optional `@` and the message's own name, by which it is known again.
///
/// # Errors
/// When the line is no message.
pub fn message(line: &str) -> Result<Inbound, LineError> {
    let (id, line) = match line.trim().strip_prefix('@') {
        Some(named) => {
            let (id, rest) = named.split_once(char::is_whitespace).ok_or(LineError::Missing("FROM"))?;
            (Some(id.to_owned()), rest.trim_start())
        }
        None => (None, line.trim()),
    };
    let (from, rest) = line.split_once(char::is_whitespace).ok_or(LineError::Missing("TO"))?;
    let (to, text) = rest.trim_start().split_once(char::is_whitespace).ok_or(LineError::Missing("TEXT"))?;
    let (from, to): (PhoneNumber, ServiceNumber) = (from.parse()?, to.parse()?);
    Ok(Inbound { source: SOURCE.to_owned(), id, from, to, text: Secret::new(text.trim()) })
}

/// Answers lines until there are no more. A reply is one line, after the `@` and name of its message where that had one, and
/// it is written only when everything is stored. Empty lines and those that begin with `#` are passed over; a line that is no
/// message is answered with `!` and what is wrong. Replies that were held back and are due come before the next answer, after
/// `>` and the telephone that they are for.
///
/// # Errors
/// When a stream fails, or a message could not be handled: whatever was answered before is stored.
pub async fn run(
    messages: &Messages,
    lines: impl AsyncBufRead + Unpin,
    mut out: impl AsyncWrite + Unpin,
    clock: Clock,
) -> Result<(), ConsoleError> {
    let mut lines = lines.lines();
    while let Some(line) = lines.next_line().await? {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let at = clock();
        for held in messages.permits().due(&[SOURCE], at, BATCH).await? {
            write(&mut out, &format_args!("> {} {}", held.to, in_one_line(held.text.reveal()))).await?;
            messages.permits().settle(vec![(held.id, Fate::Delivered)], at).await?;
        }
        match message(&line) {
            Ok(inbound) => {
                let name = inbound.id.clone();
                let received = messages.receive(inbound, at).await?;
                let reply = received.reply.as_ref().filter(|reply| reply.held_until.is_none());
                write(&mut out, &Answer { name: name.as_deref(), reply }).await?;
                if let Some(reply) = reply {
                    messages.carried(reply, at).await?;
                }
            }
            Err(error) => write(&mut out, &format_args!("! {error}")).await?,
        }
    }
    Ok(())
}

async fn write(out: &mut (impl AsyncWrite + Unpin), line: &impl fmt::Display) -> std::io::Result<()> {
    out.write_all(format!("{line}\n").as_bytes()).await?;
    out.flush().await
}

struct Answer<'a> {
    name: Option<&'a str>,
    reply: Option<&'a Reply>,
}

impl fmt::Display for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.name {
            write!(f, "@{name} ")?;
        }
        let text = self.reply.map_or("", |reply| reply.text.reveal());
        f.write_str(&in_one_line(text))
    }
}

fn in_one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_message() {
        let read = |line: &str| {
            message(line)
                .map(|read| (read.id, read.from.to_string(), read.to.to_string(), read.text.reveal().to_owned()))
                .map_err(|error| error.to_string())
        };
        let sender = || "+994501112233".to_owned();
        assert_eq!(read("+994501112233 8103 2 AZE1234567"), Ok((None, sender(), "8103".to_owned(), "2 AZE1234567".to_owned())));
        assert_eq!(read("@m-1  +994501112233\t8103   ? "), Ok((Some("m-1".to_owned()), sender(), "8103".to_owned(), "?".to_owned())));
        for (bad, why) in [
            ("", "TO is missing"),
            ("@m", "FROM is missing"),
            ("+994501112233 8103", "TEXT is missing"),
            ("x 8103 text", "telephone number"),
            ("+994501112233 x text", "service number"),
        ] {
            assert!(read(bad).is_err_and(|error| error.contains(why)), "{bad}");
        }
    }
}

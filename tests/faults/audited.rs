//! The auditor itself: a run in which nothing went wrong, and then one thing that somebody changed. Each is found, and called by its name.

use std::path::{Path, PathBuf};

use bench::sms::journal::{Entry, read};

use crate::{
    auditor::{Expected, Finding, Kind, audit},
    load::{Ask, Load, not_replayed},
    peer::Peer,
    stored::{Stored, tamper},
    system::{Database, OPERATORS, System},
};

/// What is changed in the store, and what is found then.
const STORE: &[(&str, &str, &[Kind])] = &[
    ("a message that was acknowledged is gone", "DELETE FROM inbox WHERE id = (SELECT max(id) FROM inbox)", &[Kind::Lost, Kind::OfNothing]),
    ("what made a message the same is gone", "DELETE FROM inbox_key WHERE message = (SELECT max(id) FROM inbox)", &[Kind::Lost]),
    (
        "a message has no decision",
        "DELETE FROM decision WHERE id = (SELECT min(id) FROM decision WHERE outcome = 'refused')",
        &[Kind::Undecided],
    ),
    ("a message has no answer", "DELETE FROM outbox WHERE id = (SELECT max(id) FROM inbox)", &[Kind::Unanswered, Kind::Unknown]),
    ("a message waits", "UPDATE inbox SET state = 'received' WHERE id = (SELECT max(id) FROM inbox)", &[Kind::Waits]),
    (
        "a decision of no message",
        "INSERT INTO decision SELECT 'f' || substr(id, 2), person_id, at, channel, purpose, outcome, record, retain_until FROM decision \
         WHERE id = (SELECT min(id) FROM decision WHERE outcome = 'refused')",
        &[Kind::OfNothing],
    ),
    (
        "a message that was decided on twice",
        "INSERT INTO inbox SELECT 'f' || substr(id, 2), source, message_id, received_at, state, effect, registration_id, content, error, attempts, \
         next_at FROM inbox WHERE id = (SELECT min(id) FROM decision WHERE outcome = 'refused'); \
         INSERT INTO decision SELECT 'f' || substr(id, 2), person_id, at, channel, purpose, outcome, record, retain_until FROM decision \
         WHERE id = (SELECT min(id) FROM decision WHERE outcome = 'refused'); \
         INSERT INTO outbox SELECT 'f' || substr(o.id, 2), o.source, o.message, o.recipient, o.sender, o.text, o.created_at, o.next_at, o.expires_at, \
         o.attempts, o.doubtful, o.state, o.carrier, o.carrier_id, o.sent_at, o.delivered_at, o.error FROM outbox o \
         WHERE o.id = (SELECT min(id) FROM decision WHERE outcome = 'refused')",
        &[Kind::DecidedTwice, Kind::NeverCame],
    ),
    ("two permits of one day", "UPDATE permit SET purpose = 'necessities'", &[Kind::OverQuota]),
    (
        "a permit without a decision",
        "DELETE FROM decision WHERE id = (SELECT min(decision_id) FROM permit)",
        &[Kind::Undecided, Kind::GrantAndPermit],
    ),
    (
        "a permit of what was refused",
        "UPDATE decision SET outcome = 'refused' WHERE id = (SELECT min(decision_id) FROM permit)",
        &[Kind::GrantAndPermit],
    ),
    (
        "a grant without a permit",
        "UPDATE decision SET outcome = 'granted' WHERE id = (SELECT min(id) FROM decision WHERE outcome = 'refused')",
        &[Kind::GrantAndPermit],
    ),
    (
        "a permit of somebody else",
        "UPDATE permit SET person_id = -1 WHERE decision_id = (SELECT min(decision_id) FROM permit)",
        &[Kind::OtherPerson],
    ),
    ("a code twice", "UPDATE permit SET code = (SELECT min(code) FROM permit) WHERE code = (SELECT max(code) FROM permit)", &[Kind::Code]),
    ("a permit without its code", "DELETE FROM permit_code WHERE code = (SELECT min(code) FROM permit)", &[Kind::Code]),
    (
        "a permit that its regime does not know",
        "DELETE FROM permit_regime WHERE decision_id = (SELECT min(decision_id) FROM permit)",
        &[Kind::RegimeOfPermit],
    ),
    (
        "a receipt that was taken and not noted",
        "UPDATE outbox SET state = 'sent' WHERE id = (SELECT max(id) FROM outbox)",
        &[Kind::ReceiptLost],
    ),
    (
        "a reply that waits",
        "UPDATE outbox SET state = 'queued' WHERE id = (SELECT max(id) FROM outbox)",
        // It came, too, though nobody says that it was sent.
        &[Kind::Repeated, Kind::Unsettled],
    ),
    (
        "a reply that was given up",
        "UPDATE outbox SET state = 'failed', doubtful = 1 WHERE id = (SELECT max(id) FROM outbox)",
        &[Kind::GivenUp],
    ),
    (
        "a reply that was sent under another identifier",
        "UPDATE outbox SET carrier_id = 'f00' WHERE id = (SELECT max(id) FROM outbox)",
        &[Kind::NeverCame],
    ),
];

type Journals = Vec<Vec<Entry>>;

/// What is changed in the journals, and what is found then.
type Edit = fn(&mut Journals);

const JOURNAL: &[(&str, Edit, &[Kind])] = &[
    ("the peer never got a reply", |journals| drop_replies_to_first(journals), &[Kind::NeverCame]),
    ("the peer got a reply twice", |journals| double_replies_to_first(journals), &[Kind::Repeated]),
    ("the peer got what nobody said", |journals| change_reply_to_first(journals), &[Kind::Unknown, Kind::NeverCame]),
    ("the peer sent something else", |journals| change_first_message(journals), &[Kind::Lost, Kind::OfNothing]),
    ("the peer was refused", |journals| refuse_first_message(journals), &[Kind::Refused]),
];

fn first_telephone(journal: &[Entry]) -> String {
    let first = journal.iter().find_map(|entry| if let Entry::Reply { to, .. } = entry { Some(to.clone()) } else { None });
    first.expect("a reply")
}

fn drop_replies_to_first(journals: &mut Journals) {
    let journal = journals.first_mut().expect("a journal");
    let first = first_telephone(journal);
    journal.retain(|entry| !matches!(entry, Entry::Reply { to, .. } if *to == first));
}

fn double_replies_to_first(journals: &mut Journals) {
    let journal = journals.first_mut().expect("a journal");
    let first = first_telephone(journal);
    let again: Vec<Entry> = journal.iter().filter(|entry| matches!(entry, Entry::Reply { to, .. } if *to == first)).cloned().collect();
    journal.extend(again);
}

fn change_reply_to_first(journals: &mut Journals) {
    let reply = journals.iter_mut().flatten().find_map(|entry| if let Entry::Reply { text, .. } = entry { Some(text) } else { None });
    *reply.expect("a reply") = "You may go wherever you like".to_owned();
}

fn change_first_message(journals: &mut Journals) {
    let sent = journals.iter_mut().flatten().find_map(|entry| if let Entry::Sent { text, .. } = entry { Some(text) } else { None });
    sent.expect("a message").push('!');
}

fn refuse_first_message(journals: &mut Journals) {
    let journal = journals.first_mut().expect("a journal");
    let Some(Entry::Sent { from, message, .. }) = journal.first().cloned() else { panic!("a message") };
    journal.push(Entry::Refused { at: 0, message, from, status: 8, again: false });
}

fn peer(journals: &Journals) -> Peer {
    Peer::of(OPERATORS.into_iter().map(|(name, _)| name).zip(journals.iter().map(Vec::as_slice)))
}

fn kinds(findings: &[Finding]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = findings.iter().map(|finding| finding.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// A copy of a SQLite database, and its address.
fn copied(folder: &Path, name: &str) -> (PathBuf, String) {
    let copy = folder.join(format!("{name}.db"));
    for ending in ["", "-wal", "-shm"] {
        let (from, to) = (folder.join(format!("exeat.db{ending}")), folder.join(format!("{name}.db{ending}")));
        drop(std::fs::remove_file(&to));
        if from.exists() {
            std::fs::copy(from, to).expect("copied");
        }
    }
    let url = format!("sqlite:{}", copy.display());
    (copy, url)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_tampered_with_is_found_and_named() {
    let mut system = System::new(Database::Sqlite).await;
    system.start(1).await;
    let ask = Ask::new("tampered", 4.0);
    Load::start(&system, &ask).ends_clean(&mut system, &Expected::default()).await;
    let folder = system.data.path();
    let path = |name: &str| folder.join(format!("{}-{name}.journal", ask.name));
    let journals: Journals = OPERATORS.iter().map(|(name, _)| read(&path(name)).expect("a journal")).collect();
    let mut wrong = Vec::new();
    for (what, sql, expected) in STORE {
        let (_, url) = copied(folder, "tampered");
        for statement in sql.split("; ") {
            assert!(tamper(&url, statement).await > 0, "{what}: nothing was changed");
        }
        let found = audit(&peer(&journals), &Stored::read(&url, &system.keys()).await, &Expected::default());
        if kinds(&found) != *expected {
            wrong.push(format!("{what}: {found:?}"));
        }
    }
    let stored = Stored::read(&system.url(), &system.keys()).await;
    for (what, edit, expected) in JOURNAL {
        let mut edited = journals.clone();
        edit(&mut edited);
        let found = audit(&peer(&edited), &stored, &Expected::default());
        if kinds(&found) != *expected {
            wrong.push(format!("{what}: {found:?}"));
        }
    }
    // A grant that was made of a refusal does not come out the same.
    let sql = "UPDATE decision SET record = (SELECT record FROM decision d WHERE d.outcome = 'granted' ORDER BY d.id LIMIT 1) \
               WHERE id = (SELECT max(id) FROM decision WHERE outcome = 'granted')";
    tamper(&system.url(), sql).await;
    let found = not_replayed(&system).await;
    if kinds(&found) != [Kind::NotReplayed] || found.len() != 1 {
        wrong.push(format!("a record of another decision: {found:?}"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

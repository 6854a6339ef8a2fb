//! Load while something goes wrong, and what is left when it is over.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use bench::sms::{BenchError, Options, Progress, Report, journal};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::Value;
use store::Store;
use tokio::task::JoinHandle;

use crate::{
    auditor::{Expected, Finding, Kind, audit},
    peer::Peer,
    stored::{SERVICE, Stored},
    system::{Database, OPERATORS, System, copy},
};

/// How long what is open may take after the last message: everything that is in doubt is sent again within ten seconds of its turn.
const DRAIN: Duration = Duration::from_secs(90);

/// Messages from two telephones of each person, half of them through each operator.
pub struct Load {
    runs: Vec<JoinHandle<Result<Report, BenchError>>>,
    journals: Vec<std::path::PathBuf>,
    name: String,
    began: Instant,
    before: Peer,
}

/// What came of it.
pub struct Outcome {
    pub peer: Peer,
    pub stored: Stored,
    pub reports: Vec<Report>,
    pub findings: Vec<Finding>,
}

/// Which load.
#[derive(Clone)]
pub struct Ask {
    pub name: &'static str,
    /// Messages a second through both operators.
    pub rate: f64,
    pub seconds: f64,
    pub purposes: &'static [&'static str],
    pub first_person: u32,
}

impl Ask {
    pub fn new(name: &'static str, seconds: f64) -> Self {
        Self { name, rate: 50.0, seconds, purposes: &["2", "2", "1"], first_person: 0 }
    }
}

impl Load {
    pub fn start(system: &System, ask: &Ask) -> Self {
        let (mut runs, mut journals) = (Vec::new(), Vec::new());
        for ((operator, (name, numbers)), seed) in system.operators.iter().zip(OPERATORS).zip(1..) {
            let journal = system.data.path().join(format!("{}-{name}.journal", ask.name));
            let options = Options {
                service: SERVICE.to_owned(),
                binds: system.nodes.len(),
                rate: ask.rate / 2.0,
                duration: Duration::from_secs_f64(ask.seconds),
                drain: DRAIN,
                purposes: ask.purposes.iter().map(|purpose| (*purpose).to_owned()).collect(),
                telephone: format!("{numbers}#######").parse().expect("a pattern"),
                first_person: ask.first_person,
                seed,
                journal: Some(journal.clone()),
                ..Options::default()
            };
            operator.smsc.hold(true);
            let smsc = operator.smsc.clone();
            runs.push(tokio::spawn(async move { smsc.run(&options, Progress::Hidden).await }));
            journals.push(journal);
        }
        Self { runs, journals, name: ask.name.to_owned(), began: Instant::now(), before: Peer::default() }
    }

    /// It comes after another load, which is audited with it.
    pub fn after(self, before: Peer) -> Self {
        Self { before, ..self }
    }

    /// Lets nothing more become due.
    pub fn stop(&self, system: &System) {
        system.operators.iter().for_each(|operator| operator.smsc.stop());
    }

    /// Waits until a time after the beginning.
    pub async fn until(&self, seconds: f64) {
        tokio::time::sleep_until((self.began + Duration::from_secs_f64(seconds)).into()).await;
    }

    /// Waits until everything is answered and nothing waits in the store, but those who are expected to, and ends the runs.
    pub async fn ended(self, system: &System) -> (Peer, Vec<Report>) {
        let mut store = None;
        while self.runs.iter().any(|run| !run.is_finished()) {
            let done = system.operators.iter().all(|operator| operator.smsc.is_done());
            if done && waiting(&mut store, &system.url()).await == Some(0) {
                system.operators.iter().for_each(|operator| operator.smsc.hold(false));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let mut reports = Vec::new();
        for run in self.runs {
            reports.push(run.await.expect("it ran").unwrap_or_else(|error| panic!("{error}: {}", system.end_of_log(0))));
        }
        let journals: Vec<_> = self.journals.iter().map(|path| journal::read(path).expect("a journal")).collect();
        let names = OPERATORS.map(|(name, _)| name);
        let peer = Peer::of(names.into_iter().zip(journals.iter().map(Vec::as_slice)));
        let (mut sent, mut again, mut unanswered, mut repeated) = (0, 0, 0, 0);
        for report in &reports {
            sent += report.messages.sent;
            again += report.messages.redelivered + report.messages.tried_again;
            unanswered += report.messages.unanswered + report.messages.never_sent;
            repeated += report.replies.duplicates;
        }
        println!(
            "{}: {sent} messages, {again} brought again, {repeated} parts of replies twice, {unanswered} unanswered; {:.1} s in all",
            self.name,
            self.began.elapsed().as_secs_f64()
        );
        (self.before.and(peer), reports)
    }

    /// Waits for the end, stops the host and audits.
    pub async fn audited(self, system: &mut System, expected: &Expected) -> Outcome {
        let name = self.name.clone();
        let (peer, reports) = self.ended(system).await;
        system.stop().await;
        let panicked = system.logged(&["panicked at"]);
        assert!(panicked.is_empty(), "{panicked:?}");
        let stored = Stored::read(&system.url(), &system.keys()).await;
        let doubtful: i64 = stored.replies.iter().map(|reply| reply.doubtful).sum();
        println!("{}: {doubtful} sendings in doubt of {} replies", name, stored.replies.len());
        let mut findings = audit(&peer, &stored, expected);
        findings.extend(not_replayed(system).await);
        Outcome { peer, stored, reports, findings }
    }

    /// Waits for the end, stops the host, audits, and finds nothing.
    pub async fn ends_clean(self, system: &mut System, expected: &Expected) -> Outcome {
        let name = self.name.clone();
        let outcome = self.audited(system, expected).await;
        let unanswered: u64 = outcome.reports.iter().map(|report| report.messages.unanswered + report.messages.never_sent).sum();
        if std::env::var_os("EXEAT_FAULTS_KEEP").is_some() {
            println!("kept in {}", keep(system, &name));
        }
        if !outcome.findings.is_empty() || unanswered != expected.waiting.len() as u64 {
            let lines: Vec<String> = outcome.findings.iter().take(40).map(Finding::to_string).collect();
            let kept = keep(system, &name);
            panic!(
                "{name}: {} findings, {unanswered} unanswered (kept in {kept}):\n{}\n{}",
                outcome.findings.len(),
                lines.join("\n"),
                system.end_of_log(0)
            );
        }
        outcome
    }
}

/// Copies everything that a system has, for somebody to look at.
fn keep(system: &System, name: &str) -> String {
    let kept = std::env::temp_dir().join(format!("exeat-faults-{name}-{}", std::process::id()));
    copy(system.data.path(), &kept);
    if let Database::SqliteIn(folder) = &system.database {
        copy(folder, &kept.join("disk"));
    }
    kept.display().to_string()
}

/// How many replies wait in the store; nothing when it can't be asked.
async fn waiting(store: &mut Option<Store>, url: &str) -> Option<i64> {
    if store.is_none() {
        *store = Store::open(url).await.ok();
    }
    let db = store.as_ref()?.db();
    let sql = "SELECT count(*) AS waiting FROM outbox WHERE state IN ('queued', 'sending', 'uncertain')";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.ok()??;
    row.try_get("", "waiting").ok()
}

/// Decisions that do not come out the same when they are made again.
pub async fn not_replayed(system: &System) -> Vec<Finding> {
    let output = system.command().args(["--format", "json", "replay"]).output().await.expect("it starts");
    let said: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let list = |name: &str| said.pointer(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let different = list("/decisions/different").into_iter().map(|name| name.as_str().unwrap_or_default().to_owned());
    let failed = list("/decisions/not_replayed").into_iter().map(|failed| failed.to_string());
    different.chain(failed).map(|of| Finding { kind: Kind::NotReplayed, of }).collect()
}

/// How many findings there are of each kind.
pub fn kinds(findings: &[Finding]) -> BTreeMap<Kind, usize> {
    let mut kinds = BTreeMap::new();
    for finding in findings {
        *kinds.entry(finding.kind).or_default() += 1;
    }
    kinds
}

//! An SMSC and its runs.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use smpp::pdu::{Bind, BindKind, Status};
use smpp::throttle::Throttle;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::centre::Shared;
use super::journal::Journal;
use super::line;
use super::load::Load;
use super::measure::{Measure, micros};
use super::options::{Options, OptionsError};
use super::people::Numbers;
use super::prompt::Prompt;
use super::report::Report;
use crate::processes::Watch;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The options make no run.
    #[error(transparent)]
    Options(#[from] OptionsError),
    /// Nobody can bind there.
    #[error("can't listen on `{address}`: {source}")]
    Listen {
        /// Where.
        address: String,
        /// Why.
        source: std::io::Error,
    },
    /// The journal can't be written.
    #[error("can't write the journal `{path}`: {source}")]
    Journal {
        /// Where.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Too few bound.
    #[error(
        "{bound} of {wanted} binds came within {seconds} s, and {receiving} receives: does the ESME know this address, and are its name and password right?"
    )]
    NotBound {
        /// How many are bound.
        bound: usize,
        /// How many were wanted.
        wanted: usize,
        /// How long was waited.
        seconds: u64,
        /// `one of them` or `none of them`.
        receiving: &'static str,
    },
    /// No process has that number.
    #[error("there is no process {0}")]
    NoProcess(u32),
    /// A histogram that can't be made.
    #[error("can't count: {0}")]
    Histogram(#[from] hdrhistogram::CreationError),
}

/// Whether somebody watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A bar on standard error, when that is a terminal.
    Bar,
    /// Nothing.
    Hidden,
}

/// An SMSC. Clones are the same one; what is said to it holds at once, during a run too.
#[derive(Clone)]
pub struct Smsc {
    shared: Arc<Shared>,
    system_id: Option<String>,
    password: Option<String>,
}

/// Where an SMSC takes binds, until it is dropped.
#[derive(Debug)]
pub struct Listener {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Listener {
    /// The address, with the port that was given where none was asked for.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Listens, waits for the binds, runs, and ends all links.
///
/// # Errors
/// When nobody bound, or something that is asked for can't be done.
pub async fn run(options: &Options, progress: Progress) -> Result<Report, BenchError> {
    options.check()?;
    let smsc = Smsc::new(options);
    let listener = smsc.listen(&options.listen).await?;
    let report = smsc.run(options, progress).await;
    drop(listener);
    smsc.close_links();
    report
}

impl Smsc {
    /// One that lets in who `options` say.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        let (system_id, password) = (options.system_id.clone(), options.password.clone());
        Self { shared: Arc::new(Shared::default()), system_id, password }
    }

    /// Takes binds there until the listener is dropped.
    ///
    /// # Errors
    /// When the address can't be had.
    pub async fn listen(&self, address: &str) -> Result<Listener, BenchError> {
        let error = |source| BenchError::Listen { address: address.to_owned(), source };
        let listener = TcpListener::bind(address).await.map_err(error)?;
        let address = listener.local_addr().map_err(error)?;
        let smsc = self.clone();
        let task = tokio::spawn(async move {
            loop {
                match listener.accept().await {
                    // what goes out is gathered already
                    Ok((stream, _)) if stream.set_nodelay(true).is_ok() => smsc.attach(Prompt(stream)),
                    Ok(_) => {}
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be taken");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                    }
                }
            }
        });
        Ok(Listener { address, task })
    }

    /// Takes a bind on `stream`.
    pub fn attach<S: AsyncRead + AsyncWrite + Send + 'static>(&self, stream: S) {
        if self.shared.lock().gone {
            return;
        }
        let smsc = self.clone();
        tokio::spawn(line::serve(stream, self.shared.clone(), move |kind, bind| smsc.check(kind, bind)));
    }

    fn check(&self, _: BindKind, bind: &Bind) -> Status {
        let right = |wanted: &Option<String>, given: &[u8]| wanted.as_ref().is_none_or(|wanted| wanted.as_bytes() == given);
        if !right(&self.system_id, &bind.system_id) {
            Status::INVALID_SYSTEM_ID
        } else if !right(&self.password, &bind.password) {
            Status::INVALID_PASSWORD
        } else {
            Status::OK
        }
    }

    /// Ends all links. Whoever binds again is served.
    pub fn close_links(&self) {
        self.shared.lock().close_links();
    }

    /// Goes away, or comes back: while it is away, all links are ended and every connection is closed at once.
    pub fn go(&self, away: bool) {
        let mut centre = self.shared.lock();
        centre.gone = away;
        if away {
            centre.close_links();
        }
    }

    /// From now on takes so many segments a second, or all.
    pub fn throttle(&self, per_second: Option<NonZeroU32>) {
        if let Some(load) = &mut self.shared.lock().load {
            load.throttle = per_second.map(|rate| Throttle::new(Some(rate)));
        }
    }

    /// Lets no further message become due; the run ends when what is open is answered.
    pub fn stop(&self) {
        let mut centre = self.shared.lock();
        let now = centre.now();
        if let Some(load) = &mut centre.load {
            load.stop(now);
        }
    }

    /// Whether a run goes on when all is answered: what is sent again is written down still.
    pub fn hold(&self, held: bool) {
        self.shared.lock().held = held;
    }

    /// Whether nothing is due any more in the last run, and all is answered.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let mut centre = self.shared.lock();
        centre.outstanding() == 0 && centre.load.as_mut().is_some_and(Load::is_done)
    }

    /// The first person who has not written yet in the last run.
    #[must_use]
    pub fn fresh_person(&self) -> u32 {
        self.shared.lock().load.as_ref().map_or(0, Load::fresh_person)
    }

    /// Waits for the binds, then delivers what is due and takes what comes back, until all is answered and nobody [holds](Self::hold) it, or
    /// the time to drain is over. Links stay.
    ///
    /// # Errors
    /// When nobody bound, or something that is asked for can't be done.
    pub async fn run(&self, options: &Options, progress: Progress) -> Result<Report, BenchError> {
        options.check()?;
        let numbers = Numbers::new(&options.telephone).ok_or_else(|| OptionsError::Telephone { pattern: options.telephone.to_string() })?;
        let mut watches = Vec::new();
        for pid in &options.pids {
            watches.push(Watch::new(*pid).ok_or(BenchError::NoProcess(*pid))?);
        }
        let mut watches = Watches { others: watches, own: Watch::new(std::process::id()) };
        let bar = Bar::new(options, progress);
        self.bound(options).await?;
        let journal_error = |source| BenchError::Journal {
            path: options.journal.as_ref().map(|path| path.display().to_string()).unwrap_or_default(),
            source,
        };
        let journal = options.journal.as_deref().map(Journal::create).transpose().map_err(journal_error)?;
        let measure = Measure::new(options.warm_up, options.duration)?;
        self.shared.lock().begin(Load::new(Arc::new(options.clone()), numbers, measure, journal));
        self.drive(options, &bar, &mut watches).await;
        bar.end();
        let (mut report, journal) = self.report(options);
        let measured = Duration::from_secs_f64(report.measured.seconds);
        report.processes = watches.others.iter().map(|watch| watch.used(measured)).collect();
        report.generator = watches.own.map(|watch| watch.used(measured)).unwrap_or_default();
        if let Some(journal) = journal {
            journal.close().map_err(journal_error)?;
        }
        Ok(report)
    }

    async fn bound(&self, options: &Options) -> Result<(), BenchError> {
        let all = async {
            loop {
                let (bound, receives) = self.shared.lock().bound();
                if bound >= options.binds && receives {
                    return;
                }
                self.shared.bound.notified().await;
            }
        };
        tokio::time::timeout(options.patience, all).await.map_err(|_| {
            let (bound, receives) = self.shared.lock().bound();
            let receiving = if receives { "one of them" } else { "none of them" };
            BenchError::NotBound { bound, wanted: options.binds, seconds: options.patience.as_secs(), receiving }
        })
    }

    /// Sends what is due, when it is due, until the end.
    async fn drive(&self, options: &Options, bar: &Bar, watches: &mut Watches) {
        const LOOK: Duration = Duration::from_millis(200);
        let begun = Instant::now();
        let (mut looked, mut begins, mut ends) = (begun, false, false);
        loop {
            let (now, wake, measured) = {
                let mut centre = self.shared.lock();
                centre.pump(None);
                let (now, outstanding, held) = (centre.now(), centre.outstanding(), centre.held);
                let Some(load) = &mut centre.load else { return };
                let measured = load.measure.time();
                if now >= measured.end.saturating_add(micros(options.drain)) || (outstanding == 0 && !held && load.is_done()) {
                    load.end(now);
                    return;
                }
                (now, load.wake(), measured)
            };
            if now >= measured.start && !begins {
                begins = true;
                watches.begin();
            }
            if now >= measured.end && !ends {
                ends = true;
                watches.sample(true);
            }
            if looked.elapsed() >= LOOK {
                looked = Instant::now();
                watches.sample(!ends);
                self.show(bar, now);
            }
            let next = now.saturating_add(if wake.is_some() { micros(LOOK) } else { 10_000 });
            let wake = wake.unwrap_or(next).clamp(now.saturating_add(1000), next.max(now.saturating_add(1000)));
            tokio::time::sleep_until(begun + Duration::from_micros(wake)).await;
        }
    }

    fn show(&self, bar: &Bar, now: u64) {
        let mut centre = self.shared.lock();
        let outstanding = centre.outstanding();
        let Some(load) = &mut centre.load else { return };
        load.look_at_the_clock();
        if let Some(journal) = &mut load.journal {
            journal.hand_over();
        }
        let (replied, p99, open) = (load.measure.messages.replied, load.measure.p99(), load.open());
        drop(centre);
        bar.show(now, replied, open, outstanding, p99);
    }

    fn report(&self, options: &Options) -> (Report, Option<Journal>) {
        let mut centre = self.shared.lock();
        let links = centre.counted.clone();
        let Some(load) = &mut centre.load else { return (Report::default(), None) };
        let journal = load.journal.take();
        let measure = &load.measure;
        let report = Report {
            asked: serde_json::to_value(options).unwrap_or_default(),
            messages: measure.messages.clone(),
            measured: measure.measured(),
            latency: measure.latency(),
            replies: measure.replies.clone(),
            receipts: measure.receipts.clone(),
            pushed_back: measure.pushed_back(),
            links,
            processes: Vec::new(),
            generator: crate::processes::Use::default(),
            over_time: measure.over_time(),
        };
        (report, journal)
    }
}

struct Watches {
    others: Vec<Watch>,
    own: Option<Watch>,
}

impl Watches {
    fn begin(&mut self) {
        self.others.iter_mut().chain(&mut self.own).for_each(Watch::begin);
    }

    /// Memory is watched to the end, processor time in the measured time only.
    fn sample(&mut self, processor: bool) {
        self.others.iter_mut().chain(&mut self.own).for_each(|watch| watch.sample(processor));
    }
}

struct Bar {
    bar: ProgressBar,
}

impl Bar {
    fn new(options: &Options, progress: Progress) -> Self {
        let bar = match progress {
            Progress::Bar => ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr()),
            Progress::Hidden => ProgressBar::hidden(),
        };
        bar.set_length(micros(options.warm_up.saturating_add(options.duration)));
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {elapsed} {msg}") {
            bar.set_style(style);
        }
        bar.set_message("waiting for binds");
        Self { bar }
    }

    fn show(&self, now: u64, replied: u64, open: usize, outstanding: usize, p99: f64) {
        self.bar.set_position(now.min(self.bar.length().unwrap_or(now)));
        let rate = replied as f64 / (now.max(1) as f64 / 1e6);
        self.bar.set_message(format!("{replied} replied, {rate:.0}/s, {open} open, {outstanding} outstanding, p99 {p99:.1} ms"));
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}

//! `cargo xtask bench-kannel`: how many messages a second Kannel answers, and then our own host, asked by the same peer for the same messages.
//!
//! Kannel gets the settings that are best for it, and stores nothing: no log, no store, receipts in memory. It answers every message with
//! the same words. The host reads each message, decides on it by the law of a day in December 2020, and stores it durably in SQLite. What the
//! peer says is shown as it is; beside it stands what each took of the processor and of memory.

use std::{
    fmt::Write as _,
    io::{Read, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};

use crate::{needs, plugins, shell};

/// How long a program may take to start, and then to bind.
const PATIENCE: Duration = Duration::from_secs(20);
/// When the host believes it is: a morning on which the regime of 8103 rules.
const DAY: &str = "2020-12-15T10:00:00+04:00";

/// What is measured.
#[derive(Args)]
pub struct Options {
    /// How many submits Kannel may have unanswered, one run for each. The host has 200.
    #[arg(long, value_delimiter = ',', default_values_t = [10, 50])]
    windows: Vec<u32>,
    /// Ask for no receipts: Kannel then keeps nothing of a message once it is sent. The host does without them, too.
    #[arg(long)]
    no_receipts: bool,
    /// Kannel's answer to every message, in ASCII: its fixed answers have the alphabet of GSM alone, and `?` for the rest.
    #[arg(long, default_value = "Permit 4F7K2M9Q until 17:05. Show this message when asked. Not valid outside Baku.")]
    reply: String,
    /// The peer, which is started with `--listen ADDRESS`, waits for an ESME, measures and ends. Without it: `exeat bench sms`.
    #[arg(long)]
    peer: Option<PathBuf>,
    /// What else the peer takes.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

/// Runs Kannel and the peer once for each window, and then the host.
pub fn run(options: &Options) -> Result<()> {
    if !options.reply.is_ascii() || options.reply.contains(['"', '\\', '%', '\n']) {
        return Err(miette!("Kannel cannot answer `{}`: use ASCII alone, without quotes, `\\`, `%` and line ends", options.reply));
    }
    let root = shell::root()?;
    let programs = needs::kannel()?;
    plugins::build(&root)?;
    shell::run(shell::cargo().args(["build", "--release", "--quiet", "--package", "exeat"]).current_dir(&root))?;
    for window in &options.windows {
        let receipts = if options.no_receipts { "no receipts" } else { "receipts" };
        shell::say(&format!("\n== Kannel, {window} submits unanswered at most, {receipts}"));
        let kannel = Kannel::start(&programs, *window, options)?;
        let mut peer =
            Stopped(peer(options, &root).arg(format!("127.0.0.1:{}", kannel.smsc)).args(&options.args).spawn().into_diagnostic()?);
        kannel.until("the link is bound", "(online")?;
        let status = peer.0.wait().into_diagnostic()?;
        tell_costs("bearerbox", &kannel.bearerbox);
        tell_costs("smsbox", &kannel.smsbox);
        if !status.success() {
            return Err(miette!("the peer failed: {status}"));
        }
    }
    host(options, &root)
}

/// The host, in a folder of its own. It may start before its SMSC: it binds when that is there.
fn host(options: &Options, root: &Path) -> Result<()> {
    shell::say("\n== exeat, SQLite, durable");
    let folder = tempfile::tempdir().into_diagnostic()?;
    let [smsc, http] = free_ports()?;
    let config = folder.path().join("exeat.yaml");
    let operator = format!(
        "operators:
- name: peer
  addresses: ['127.0.0.1:{smsc}']
  system_id: exeat
  password: {{ env: EXEAT_BENCH_PASSWORD }}
  window: 200
  queue: 2000
  inbound_window: 2000
  reconnect_seconds: 1
  receipts: {}
",
        !options.no_receipts
    );
    std::fs::write(&config, operator).into_diagnostic()?;
    let mut command = Command::new(shell::built_release(root, "exeat"));
    command.arg("--config").arg(&config).arg("--data").arg(folder.path().join("data")).current_dir(root);
    command
        .args(["--policies", "policies", "--plugins", "plugins/dist", "serve", "--at", DAY, "--listen"])
        .arg(format!("127.0.0.1:{http}"));
    command.env("EXEAT_LOG__FILTER", "error").env("EXEAT_BENCH_PASSWORD", "exeat").stdout(Stdio::null());
    let host = Stopped(command.spawn().into_diagnostic()?);
    until("the host is there", || TcpStream::connect((Ipv4Addr::LOCALHOST, http)).is_ok())?;
    let mut peer = Stopped(peer(options, root).arg(format!("127.0.0.1:{smsc}")).args(&options.args).spawn().into_diagnostic()?);
    let status = peer.0.wait().into_diagnostic()?;
    tell_costs("exeat", &host);
    if status.success() { Ok(()) } else { Err(miette!("the peer failed: {status}")) }
}

fn peer(options: &Options, root: &Path) -> Command {
    let mut command = match &options.peer {
        Some(program) => Command::new(program),
        None => {
            let mut exeat = Command::new(shell::built_release(root, "exeat"));
            exeat.args(["bench", "sms", "--number", "8103", "--purposes", "1,2"]);
            exeat
        }
    };
    command.arg("--listen").current_dir(root);
    command
}

/// A program that is stopped when dropped.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Both boxes of a Kannel on ports of their own, with a folder of their own.
struct Kannel {
    smsbox: Stopped,
    bearerbox: Stopped,
    /// Where it looks for its SMSC.
    smsc: u16,
    admin: u16,
    _folder: tempfile::TempDir,
}

impl Kannel {
    /// Starts both. Nothing listens at the SMSC's port yet: what came before the smsbox is there would be refused.
    fn start((bearerbox, smsbox): &(PathBuf, PathBuf), window: u32, options: &Options) -> Result<Self> {
        let folder = tempfile::tempdir().into_diagnostic()?;
        let [smsc, admin, boxes, http] = free_ports()?;
        let file = folder.path().join("kannel.conf");
        std::fs::write(&file, configuration([smsc, admin, boxes, http], window, options)).into_diagnostic()?;
        let start = |program: &Path| {
            // 5 is above every level there is: nothing is logged, where a log on the terminal would cost it time.
            let mut command = Command::new(program);
            command.args(["-v", "5"]).arg(&file).current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::null());
            command.spawn().into_diagnostic().wrap_err_with(|| format!("cannot start `{}`", program.display())).map(Stopped)
        };
        let bearerbox = start(bearerbox)?;
        until("the bearerbox is there", || TcpStream::connect((Ipv4Addr::LOCALHOST, boxes)).is_ok())?;
        let smsbox = start(smsbox)?;
        let kannel = Self { smsbox, bearerbox, smsc, admin, _folder: folder };
        kannel.until("the smsbox is there", "smsbox:")?;
        Ok(kannel)
    }

    /// Waits until its page of status has some words.
    fn until(&self, what: &str, words: &str) -> Result<()> {
        until(what, || self.status().is_ok_and(|status| status.contains(words)))
    }

    fn status(&self) -> std::io::Result<String> {
        let mut page = String::new();
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.admin))?;
        connection.set_read_timeout(Some(Duration::from_secs(1)))?;
        connection.write_all(b"GET /status.txt HTTP/1.0\r\n\r\n")?;
        connection.read_to_string(&mut page)?;
        Ok(page)
    }
}

fn tell_costs(name: &str, program: &Stopped) {
    match costs(program.0.id()) {
        Some((processor, memory)) => shell::say(&format!("  {name}: {processor:.2} s of the processor, {memory} KiB at most")),
        None => shell::say(&format!("  {name}: what it took cannot be read here")),
    }
}

/// Seconds of the processor, and the most memory in KiB, as Linux tells them.
fn costs(process: u32) -> Option<(f64, u64)> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold anything; user and system time are the 12th and 13th field after it.
    let (_, after) = stat.rsplit_once(')')?;
    let ticks: u32 = after.split_whitespace().skip(11).take(2).map(|field| field.parse().unwrap_or(0_u32)).sum();
    let second: u32 = shell::output(Command::new("getconf").arg("CLK_TCK"))?.parse().ok()?;
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some((f64::from(ticks) / f64::from(second), peak.split_whitespace().next()?.parse().ok()?))
}

fn until(what: &str, mut holds: impl FnMut() -> bool) -> Result<()> {
    let started = Instant::now();
    while !holds() {
        if started.elapsed() > PATIENCE {
            return Err(miette!("{} s passed before {what}", PATIENCE.as_secs()));
        }
        sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Ports that nobody has at the moment.
fn free_ports<const N: usize>() -> Result<[u16; N]> {
    let mut ports = [0; N];
    let mut held = Vec::new();
    for port in &mut ports {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).into_diagnostic()?;
        *port = listener.local_addr().into_diagnostic()?.port();
        held.push(listener);
    }
    Ok(ports)
}

/// Kannel's configuration. An empty line ends a group.
fn configuration([smsc, admin, boxes, http]: [u16; 4], window: u32, options: &Options) -> String {
    let mut text = format!(
        "group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = none
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
dlr-storage = internal

group = smsc
smsc = smpp
smsc-id = peer
host = 127.0.0.1
port = {smsc}
transceiver-mode = true
smsc-username = kannel
smsc-password = kannel
system-type = \"\"
max-pending-submits = {window}
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {http}
sendsms-interface = 127.0.0.1

group = sms-service
keyword = default
catch-all = true
max-messages = 1
text = \"{}\"
",
        options.reply
    );
    if !options.no_receipts {
        // 3: a receipt whether it was delivered or not. Kannel must then be given a page to tell; what is no URL costs it least.
        let _ = writeln!(text, "dlr-mask = 3\ndlr-url = none");
    }
    text
}

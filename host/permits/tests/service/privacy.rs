//! What is personal is nowhere in the clear: not in the files of the database, not in logs, not in what is printed for debugging.

use std::{
    io,
    sync::{Arc, Mutex},
};

use domain::{Application, Scope, Secret};
use permits::{Cancel, Command, Conversation, Dialog, Effect, RegistrationForm, Which};
use store::testing::sqlite;

use crate::given::*;

/// Not the one that regimes show as an example.
const NUMBER: &str = "AZE7654321";
const PERSONAL: [&str; 8] = ["AZE7654321", "7654321", "9204123456", "501112233", "10AA123", "Aminova", "Bauman", "very secret words"];

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn assert_clean(what: &str, text: &str) {
    for personal in PERSONAL {
        assert!(!text.contains(personal), "{personal} in {what}");
    }
}

#[test]
fn nothing_personal_is_written_in_the_clear() {
    let log = Log::default();
    let writer = log.clone();
    // For the whole process: what the tests beside this one log is read too.
    // The compiler sees no person and has much to say.
    let everything = tracing_subscriber::EnvFilter::new("trace,wasmtime=off,cranelift_codegen=off,cranelift_frontend=off,regalloc2=off");
    tracing_subscriber::fmt().with_env_filter(everything).with_ansi(false).with_writer(move || writer.clone()).init();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let database = sqlite();
    let mut printed = String::new();
    runtime.block_on(async {
        let node = permits::Permits::new(database.open().await, environment(), vault(), entropy());
        node.ready().await.unwrap();
        let car = Application { plate: Some("10AA123".parse().unwrap()), ..application("medical", NUMBER) };
        let form = RegistrationForm {
            scope: Scope::Number("2590".parse().unwrap()),
            name: Secret::new("Gulnara Aminova"),
            identity: "9204123456".parse().unwrap(),
            address: Secret::new("Kazan, Bauman 1"),
            territory: "RU-TA.kazan".parse().unwrap(),
            phone: Some(PHONE.parse().unwrap()),
            code: None,
        };
        let right = RegistrationForm { name: Secret::new("Gulnara Aminova-Karimova"), ..form.clone() };
        let cancel = Cancel { phone: PHONE.parse().unwrap(), number: "8103".parse().unwrap(), which: Which::Unclear };
        let dialog = Dialog {
            form: "register".to_owned(),
            regime: "ru-ta/2020-03-30-self-isolation".parse().unwrap(),
            collected: [("name".to_owned(), Secret::new("Gulnara Aminova"))].into(),
            expires_at: at("2030-01-01T00:00:00Z"),
        };
        let compose = |effect: &Effect| permits::Composed {
            reply: Some(format!("very secret words for AZE7654321: {}", words(effect).reply.unwrap_or_default())),
            conversation: Some(Conversation { dialog: Some(dialog.clone()), ..Conversation::default() }),
        };
        for (id, command, when) in [
            ("1", Command::Apply(car), MORNING),
            ("2", apply("necessities", NUMBER), MORNING),
            ("3", apply("medical", "XX9204123456"), MORNING),
            ("4", Command::Register(form), "2020-04-10T10:00:00+03:00"),
            ("4", Command::Note, "2020-04-10T10:00:00+03:00"),
            ("5", Command::Correct(right), "2020-04-10T10:01:00+03:00"),
            ("6", Command::Cancel(cancel), MORNING),
        ] {
            let envelope = message(Some(id), "2 AZE7654321 very secret words");
            let answer = node.handle(&envelope, command.clone(), at(when), compose).await.unwrap();
            printed += &format!("{envelope:?} {command:?} {answer:?} {:?}", compose(&Effect::Noted));
        }
        printed += &format!("{:?}", node.due(&["http"], at(MORNING), 9).await.unwrap());
        let number = "2590".parse().unwrap();
        printed += &format!("{:?}", node.conversation(&PHONE.parse().unwrap(), &number, at(MORNING)).await.unwrap());
    });
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.contains("decided"), "the log was caught: {log}");
    assert_clean("the log", &log);
    // A masked number shows its last digits; the others show nothing.
    assert_clean("what is printed", &printed);
    let files = String::from_utf8_lossy(&database.bytes()).into_owned();
    assert!(files.contains("az/2020-12-14-tightened-quarantine"), "the files were read");
    assert_clean("the files of the database", &files);
}

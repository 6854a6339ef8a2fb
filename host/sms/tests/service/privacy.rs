//! Logs hold nothing of what people wrote, and no whole number.

use std::{
    io,
    sync::{Arc, Mutex},
};

use tracing_subscriber::fmt::MakeWriter;

use crate::given::{Given, Phone};

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

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The log of the whole process: what the other tests write at the same time must not be in it either.
#[tokio::test]
async fn nothing_personal_is_logged() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let given = Given::new().await;
    let phone = Phone { messages: given.messages.clone(), from: "+79171234567", to: "2590", offset: "+03:00" };
    for text in [
        "регистрация",
        "Иванова Мария",
        "1234",
        "9204123456",
        "Казань, Баумана 17",
        "ЦЕЛЬ 3",
        "статус",
        "ничего не понял",
        "исправить Иванова Мария#9204123456#Елабуга, Гоголя 5",
        "отмена",
        "стоп",
    ] {
        phone.writes("2020-04-01T10:00", text).await;
    }
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("a message was answered") && logged.contains("+791…67"), "{logged}");
    for secret in ["79171234567", "Иванова", "9204123456", "Баумана", "Гоголя", "понял"] {
        let line = logged.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}

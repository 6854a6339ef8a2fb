//! TLS over a real socket. The certificates are made by `openssl` for each run.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use smpp::client::{Event, Operator, OperatorOptions, Tls};
use smpp::pdu::Status;
use smpp::server;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

use crate::peer::{deliver, no_chance, options, text};

fn openssl(folder: &Path, arguments: &str) {
    let done = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&done.stderr));
}

/// `ca.pem`, `other.pem` which vouches for nobody here, and `smsc.pem` for `smsc.test`.
fn certificates(folder: &Path) {
    for name in ["ca", "other"] {
        openssl(
            folder,
            &format!(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout {name}.key -out {name}.pem -subj /CN={name} -days 2"
            ),
        );
    }
    openssl(folder, "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout smsc.key -out smsc.csr -subj /CN=smsc.test");
    std::fs::write(folder.join("names"), "subjectAltName=DNS:smsc.test\n").unwrap();
    openssl(folder, "x509 -req -in smsc.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out smsc.pem -days 2 -extfile names");
}

fn acceptor(folder: &Path) -> TlsAcceptor {
    let chain = CertificateDer::pem_file_iter(folder.join("smsc.pem")).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(folder.join("smsc.key")).unwrap();
    let config =
        ServerConfig::builder_with_provider(Arc::new(crypto::aws_lc_rs::default_provider())).with_safe_default_protocol_versions().unwrap();
    TlsAcceptor::from(Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap()))
}

#[tokio::test]
async fn an_smsc_is_bound_to_over_tls_only_if_the_ca_vouches_for_its_name() {
    let folder = tempfile::tempdir().unwrap();
    certificates(folder.path());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, acceptor) = (listener.local_addr().unwrap().to_string(), acceptor(folder.path()));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(stream) = acceptor.accept(stream).await else { return };
                let Ok(mut session) = server::accept(stream, |_, _| Status::OK).await else { return };
                session.writer.push(&deliver(1, "over TLS")).unwrap();
                session.writer.flush().await.unwrap();
                let _ = session.reader.next().await;
            });
        }
    });
    for (ca, name, problem) in [
        ("ca.pem", "smsc.test", None),
        ("other.pem", "smsc.test", Some("the certificate of `smsc.test` is not one that `")),
        ("ca.pem", "elsewhere.test", Some("the certificate of `elsewhere.test` is not one that `")),
    ] {
        let tls = Tls { ca: folder.path().join(ca), server_name: Some(name.to_owned()) };
        let options = OperatorOptions { addresses: vec![address.clone()], tls: Some(tls), ..options() };
        let (operator, mut events) = Operator::start(options, no_chance()).unwrap();
        match problem {
            None => {
                let event: Event = events.recv().await.unwrap();
                assert_eq!((text(&event), operator.is_up()), ("over TLS", true));
            }
            Some(problem) => {
                let mut state = operator.state();
                let told = state.wait_for(|state| state.links.iter().any(|link| link.problem.is_some())).await.unwrap().clone();
                let said = told.links.first().and_then(|link| link.problem.clone()).unwrap();
                assert!(said.contains(problem) && !operator.is_up(), "{said}");
            }
        }
    }
}

#[tokio::test]
async fn a_ca_file_that_is_none_is_refused_before_anything_is_connected() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "nothing").unwrap();
    for (ca, said) in [(folder.path().join("missing.pem"), "can't be read as certificates"), (empty, "has no certificate in it")] {
        let tls = Some(Tls { ca, server_name: None });
        let refused = Operator::start(OperatorOptions { tls, ..options() }, no_chance()).err().unwrap().to_string();
        assert!(refused.contains(said), "{refused}");
    }
}

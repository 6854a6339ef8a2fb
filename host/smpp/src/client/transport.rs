//! How a link reaches its SMSC: TCP, with TLS or without.

use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};

use super::options::Tls;

/// Anything that carries octets both ways.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin + 'static> Stream for S {}

/// A stream under way.
pub type Connecting<'a> = Pin<Box<dyn Future<Output = io::Result<Box<dyn Stream>>> + Send + 'a>>;

/// Opens streams to SMSCs. [`Tcp`] is the one to choose; tests have others.
pub trait Connect: Send + Sync + 'static {
    /// Opens one to `address`, as it stands in the options. Called for every attempt, and dropped when it takes too long.
    fn connect<'a>(&'a self, address: &'a str) -> Connecting<'a>;
}

/// A CA file that is no use.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// It can't be read, or is not PEM.
    #[error("`{path}` can't be read as certificates: {reason}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// There is none in it.
    #[error("`{path}` has no certificate in it")]
    Empty {
        /// Which.
        path: PathBuf,
    },
    /// The cryptographic library does not have what TLS needs.
    #[error("TLS can't be set up: {reason}")]
    Library {
        /// Why.
        reason: String,
    },
}

/// TCP, and TLS over it where there is a CA file.
pub struct Tcp {
    tls: Option<(TlsConnector, Tls)>,
}

impl Tcp {
    /// Reads the CA file, if there is to be TLS.
    ///
    /// # Errors
    /// [`TlsError`].
    pub fn new(tls: Option<&Tls>) -> Result<Self, TlsError> {
        let Some(tls) = tls else { return Ok(Self { tls: None }) };
        let path = || tls.ca.clone();
        let unreadable = |reason: String| TlsError::Unreadable { path: path(), reason };
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(&tls.ca).map_err(|error| unreadable(error.to_string()))? {
            let certificate = certificate.map_err(|error| unreadable(error.to_string()))?;
            roots.add(certificate).map_err(|error| unreadable(error.to_string()))?;
        }
        if roots.is_empty() {
            return Err(TlsError::Empty { path: path() });
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| TlsError::Library { reason: error.to_string() })?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: Some((TlsConnector::from(Arc::new(config)), tls.clone())) })
    }
}

impl Connect for Tcp {
    fn connect<'a>(&'a self, address: &'a str) -> Connecting<'a> {
        Box::pin(async move {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let Some((connector, tls)) = &self.tls else { return Ok(Box::new(stream) as Box<dyn Stream>) };
            let host = tls.server_name.as_deref().unwrap_or_else(|| host(address));
            let name = ServerName::try_from(host.to_owned())
                .map_err(|_| io::Error::other(format!("`{host}` is not a name that a certificate can have")))?;
            let stream = connector.connect(name, stream).await.map_err(|error| explained(&error, host, tls))?;
            Ok(Box::new(stream) as Box<dyn Stream>)
        })
    }
}

/// The host of `host:port`, without the brackets of an IPv6 address.
fn host(address: &str) -> &str {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    host.trim_start_matches('[').trim_end_matches(']')
}

/// What went wrong, in words that say where to look.
fn explained(error: &io::Error, host: &str, tls: &Tls) -> io::Error {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(reason)) => io::Error::new(
            io::ErrorKind::InvalidData,
            format!("the certificate of `{host}` is not one that `{}` vouches for: {reason}", tls.ca.display()),
        ),
        _ => io::Error::new(error.kind(), format!("TLS with `{host}` failed: {error}")),
    }
}

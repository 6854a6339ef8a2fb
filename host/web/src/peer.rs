//! Who is at the other end of the connection. Headers that a proxy sets are never believed; they only take trust away.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};

/// Headers that show that another host stands between.
const FORWARDED: [&str; 6] = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/// The other end of a connection, as far as a limit counts it: an IPv4 address, or the half of an IPv6 address that one
/// subscriber owns. Connections whose end is not known count as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Peer(Option<IpAddr>);

impl Peer {
    /// Reads the peer of a request.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        Self(address(parts).map(|address| match address.to_canonical() {
            IpAddr::V4(four) => IpAddr::V4(four),
            IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
        }))
    }
}

fn address(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip())
}

/// Whether a request comes from this very machine: the peer is a loopback address, no proxy says that it passed it on, and it
/// was sent to a name of this machine. The last keeps out a page elsewhere whose own name was made to point here.
pub(crate) fn is_local(parts: &Parts) -> bool {
    let loopback = address(parts).is_some_and(|address| address.to_canonical().is_loopback());
    let passed_on = FORWARDED.iter().any(|name| parts.headers.contains_key(*name));
    loopback && !passed_on && host_of(&parts.headers).or_else(|| parts.uri.host()).is_some_and(names_this_machine)
}

fn host_of(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST).and_then(|value| value.to_str().ok())
}

fn names_this_machine(host: &str) -> bool {
    let bare = match host.strip_prefix('[') {
        Some(six) => six.split_once(']').map_or(six, |(address, _)| address),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl<S: Sync> axum::extract::FromRequestParts<S> for Peer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use axum::http::Request;

    use super::*;

    pub(crate) fn parts(peer: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::builder().uri("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (mut parts, ()) = request.body(()).expect("a request").into_parts();
        if let Ok(address) = peer.parse::<SocketAddr>() {
            parts.extensions.insert(ConnectInfo(address));
        }
        parts
    }

    #[test]
    fn only_this_machine_is_local() {
        let cases = [
            ("127.0.0.1:1000", &[("host", "localhost:8080")][..], true),
            ("127.0.0.1:1000", &[("host", "127.0.0.1:8080")], true),
            ("[::1]:1000", &[("host", "[::1]:8080")], true),
            ("[::ffff:127.0.0.1]:1000", &[("host", "localhost")], true),
            ("127.0.0.1:1000", &[("host", "evil.example")], false),
            ("127.0.0.1:1000", &[], false),
            ("127.0.0.1:1000", &[("host", "localhost"), ("x-forwarded-for", "127.0.0.1")], false),
            ("127.0.0.1:1000", &[("host", "localhost"), ("via", "1.1 proxy")], false),
            ("192.0.2.1:1000", &[("host", "localhost"), ("x-forwarded-for", "127.0.0.1")], false),
            ("192.0.2.1:1000", &[("host", "localhost")], false),
            ("", &[("host", "localhost")], false),
        ];
        for (peer, headers, local) in cases {
            assert_eq!(is_local(&parts(peer, headers)), local, "{peer} {headers:?}");
        }
    }

    #[test]
    fn one_subscriber_is_one_peer() {
        let peer = |address| Peer::of(&parts(address, &[]));
        assert_eq!(peer("192.0.2.1:1"), peer("192.0.2.1:2"));
        assert_ne!(peer("192.0.2.1:1"), peer("192.0.2.2:1"));
        assert_eq!(peer("[2001:db8::1]:1"), peer("[2001:db8::ffff:2]:1"));
        assert_ne!(peer("[2001:db8::1]:1"), peer("[2001:db8:0:1::1]:1"));
        assert_eq!(peer("[::ffff:192.0.2.1]:1"), peer("192.0.2.1:1"));
    }
}

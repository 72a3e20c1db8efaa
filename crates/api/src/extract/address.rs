//! Network address of a caller, for rate limits and the lock-out.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::{Ready, ready};

use crate::config::TrustForwarded;
use crate::error::ApiError;

/// Network of the caller. Proxy headers count only with [`TrustForwarded`]: otherwise a caller could
/// choose a new address for each call.
pub(crate) struct ClientNetwork(pub(crate) String);

impl FromRequest for ClientNetwork {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(client_network(request))))
    }
}

/// Returns the [`ClientNetwork`] of a request, for middleware.
pub(crate) fn client_network(request: &HttpRequest) -> String {
    let trusted = request
        .app_data::<web::Data<TrustForwarded>>()
        .is_some_and(|trust| trust.0);
    if trusted {
        let info = request.connection_info();
        return info.realip_remote_addr().map_or_else(unknown, counted_by);
    }
    request
        .peer_addr()
        .map_or_else(unknown, |peer| network(peer.ip()))
}

fn unknown() -> String {
    "unknown".into()
}

/// Returns the network of an address in a header, which may have a port. Any other text is returned
/// as it is.
fn counted_by(header: &str) -> String {
    let header = header.trim();
    let bare = header.trim_matches(['[', ']']);
    let address = bare.parse().ok().or_else(|| {
        let with_port: SocketAddr = header.parse().ok()?;
        Some(with_port.ip())
    });
    address.map_or_else(|| header.to_owned(), network)
}

/// Returns an IPv4 address, also one mapped into IPv6, or the /64 prefix of an IPv6 address: a client
/// usually has all 2⁶⁴ addresses of its prefix.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let prefix = Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64));
            format!("{prefix}/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv4_address_counts_alone_however_it_is_written() {
        for written in [
            "203.0.113.7",
            "203.0.113.7:41000",
            "::ffff:203.0.113.7",
            "[::ffff:203.0.113.7]:41000",
            " 203.0.113.7 ",
        ] {
            assert_eq!(counted_by(written), "203.0.113.7", "{written}");
        }
        assert_ne!(counted_by("203.0.113.8"), counted_by("203.0.113.7"));
    }

    #[test]
    fn all_ipv6_addresses_below_one_prefix_are_one() {
        for written in [
            "2001:db8:1:2::1",
            "2001:db8:1:2:ffff:ffff:ffff:ffff",
            "2001:0DB8:0001:0002:0:0:0:9",
            "[2001:db8:1:2::1]",
            "[2001:db8:1:2::1]:41000",
        ] {
            assert_eq!(counted_by(written), "2001:db8:1:2::/64", "{written}");
        }
        assert_eq!(counted_by("2001:db8:1:3::1"), "2001:db8:1:3::/64");
        assert_eq!(counted_by("::1"), "::/64");
    }

    #[test]
    fn what_is_no_address_counts_as_it_is() {
        for name in ["unknown", "_hidden", "", "2001:db8::x"] {
            assert_eq!(counted_by(name), name);
        }
    }
}

//! Normal form of a URL: two links to the same page compare equal.

use url::Url;

/// Parameters that platforms and share buttons append; they do not change the page.
const TRACKING: [&str; 15] = [
    "spm",
    "from",
    "fromid",
    "share_token",
    "share_id",
    "share_source",
    "source",
    "scene",
    "timestamp",
    "tt_from",
    "wxshare_count",
    "isappinstalled",
    "nsukey",
    "gclid",
    "fbclid",
];

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// Returns the normal form: lower-case host without `www.`, no scheme, no trailing slash, no
/// tracking parameters, no fragment. A port other than the default of the scheme is kept.
pub fn normalize(url: &Url) -> String {
    let host = url
        .host_str()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_lowercase();
    let mut out = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    if let Some(port) = url.port() {
        out.push(':');
        out.push_str(&port.to_string());
    }
    out.push_str(url.path().trim_end_matches('/'));
    let kept: Vec<&str> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .filter(|pair| !is_tracking(pair.split('=').next().unwrap_or_default()))
        .collect();
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    out
}

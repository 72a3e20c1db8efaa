/// `4,935`
pub fn group_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `4,935 条`, or `10,000 条以上` if the count stopped at a limit.
pub fn total_text(total: u64, counted: &str, exact: bool) -> String {
    let more = if exact { "" } else { "以上" };
    format!("{} {counted}{more}", group_thousands(total))
}

/// `1.5 MB`, `12 KB`
pub fn file_size(bytes: f64) -> String {
    const KB: f64 = 1024.0;
    const MB: f64 = KB * KB;
    if bytes < MB {
        return format!("{:.0} KB", (bytes / KB).max(1.0).floor());
    }
    // Rounded up: a file above a limit must not look as if it were within.
    let tenths = (bytes / MB * 10.0).ceil() / 10.0;
    if tenths.fract() == 0.0 {
        format!("{tenths:.0} MB")
    } else {
        format!("{tenths:.1} MB")
    }
}

#[cfg(test)]
mod tests {
    use super::{file_size, group_thousands, total_text};

    #[test]
    fn a_bounded_count_is_marked() {
        assert_eq!(total_text(4_935, "条", true), "4,935 条");
        assert_eq!(total_text(10_000, "条", false), "10,000 条以上");
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!(group_thousands(0), "0");
        assert_eq!(group_thousands(999), "999");
        assert_eq!(group_thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn file_sizes_are_rounded_up() {
        assert_eq!(file_size(10.0), "1 KB");
        assert_eq!(file_size(300_000.0), "292 KB");
        assert_eq!(file_size(1_572_864.0), "1.5 MB");
        assert_eq!(file_size(10_485_761.0), "10.1 MB");
    }
}

//! Identifiers and addresses of machines as PostgreSQL prints them.

use core::net::{IpAddr, Ipv4Addr};

/// `{A0EEBC99-9C0B4EF8…}` in groups and small letters.
pub(in crate::import::settle) fn uuid(text: &str) -> Option<String> {
    let own = text.trim();
    let own = own.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(own);
    let digits = hexadecimal(own, &['-'], 32)?;
    let groups = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    Some(groups.join("-"))
}

/// `08-00-2B-01-02-03` is `08:00:2b:01:02:03`.
pub(super) fn macaddr(text: &str, n_bytes: usize) -> Option<String> {
    let digits = hexadecimal(text.trim(), &[':', '-', '.'], 2 * n_bytes)?;
    let pairs: Vec<&str> = (0..n_bytes).map(|at| &digits[2 * at..2 * at + 2]).collect();
    Some(pairs.join(":"))
}

/// The hexadecimal digits in small letters, if there are as many.
fn hexadecimal(text: &str, marks: &[char], n_digits: usize) -> Option<String> {
    let digits: String = text.chars().filter(|it| !marks.contains(it)).collect();
    let is_it = digits.len() == n_digits && digits.bytes().all(|it| it.is_ascii_hexdigit());
    is_it.then(|| digits.to_ascii_lowercase())
}

/// An address of a machine leaves out that it is one of all, one of a network (`cidr`) says how large that is.
pub(super) fn address(text: &str, is_network: bool) -> Option<String> {
    let (own, bits) = match text.trim().split_once('/') {
        Some((own, bits)) => (own, Some(bits.parse::<u8>().ok()?)),
        None => (text.trim(), None),
    };
    let address = match own.contains(':') {
        true => own.parse::<IpAddr>().ok()?,
        false => IpAddr::V4(four_parts(own, bits.is_some() && is_network)?),
    };
    let most = if address.is_ipv4() { 32 } else { 128 };
    let bits = bits.unwrap_or(most);
    match bits {
        _ if bits > most => None,
        _ if bits == most && !is_network => Some(address.to_string()),
        _ => Some(format!("{address}/{bits}")),
    }
}

/// `10` is `10.0.0.0` where it is said how much of it counts.
fn four_parts(text: &str, may_be_short: bool) -> Option<Ipv4Addr> {
    let mut parts: Vec<u8> = text.split('.').map(|it| it.parse().ok()).collect::<Option<_>>()?;
    if may_be_short {
        parts.resize(parts.len().max(4), 0);
    }
    Some(Ipv4Addr::from(<[u8; 4]>::try_from(parts).ok()?))
}

/// Bytes in hexadecimal: `abc` is `\x616263`.
pub(super) fn bytes(text: &str) -> Option<String> {
    if let Some(digits) = text.strip_prefix("\\x") {
        let digits: String = digits.chars().filter(|it| !it.is_ascii_whitespace()).collect();
        let is_it =
            digits.len().is_multiple_of(2) && digits.bytes().all(|it| it.is_ascii_hexdigit());
        return is_it.then(|| format!("\\x{}", digits.to_ascii_lowercase()));
    }
    let mut res = String::from("\\x");
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let (byte, tail) = match (first, tail) {
            (b'\\', [b'\\', tail @ ..]) => (b'\\', tail),
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', tail @ ..]) => {
                ((a - b'0') * 64 + (b - b'0') * 8 + (c - b'0'), tail)
            }
            (b'\\', _) => return None,
            (byte, tail) => (byte, tail),
        };
        res.push_str(&format!("{byte:02x}"));
        rest = tail;
    }
    Some(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_told_in_one_way() {
        let id = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
        for text in ["{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}", "a0eebc999c0b4ef8bb6d6bb9bd380a11"] {
            assert_eq!(uuid(text).as_deref(), Some(id));
        }
        assert_eq!(uuid("a0eebc99"), None);
        assert_eq!(macaddr("0800.2B01.0203", 6).as_deref(), Some("08:00:2b:01:02:03"));
    }

    #[test]
    fn addresses_say_what_they_have_to() {
        for (text, is_network, expected) in [
            ("10.0.0.1/32", false, "10.0.0.1"),
            ("10.0.0.1/24", false, "10.0.0.1/24"),
            ("10.0.0.0", true, "10.0.0.0/32"),
            ("10/8", true, "10.0.0.0/8"),
            ("::0001", false, "::1"),
        ] {
            assert_eq!(address(text, is_network).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(address("10.0.0", false), None);
    }

    #[test]
    fn bytes_are_told_in_hexadecimal() {
        for (text, expected) in [
            ("", "\\x"),
            ("abc", "\\x616263"),
            ("\\xDEAD be", "\\xdeadbe"),
            ("\\001\\\\", "\\x015c"),
        ] {
            assert_eq!(bytes(text).as_deref(), Some(expected));
        }
    }
}

//! What a name may be, and how one is cut that is too long.

use super::capabilities::{NameLimit, Names};
use crate::base::{Name, all_in};

/// Whether a database with these rules takes the name.
pub(super) fn is_fine(name: &str, rules: &Names) -> bool {
    let is_short = name.len() <= 60;
    let is_taken = || rules.taken_prefix.is_some_and(|it| starts_with(name, it));
    if is_short && !name.is_empty() && all_in(name, &USUAL) && !is_taken() {
        return true;
    }
    rules.fits(name) && fault_of(name, rules).is_none()
}

/// The bytes that every database takes in a name, by their value: every name of a schema is looked at.
static USUAL: [bool; 256] = {
    let mut res = [false; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        res[byte as usize] = byte == b'_' || byte.is_ascii_alphanumeric();
        byte += 1;
    }
    res
};

/// What is wrong with a name that is not too long.
pub(super) fn fault(name: &str, rules: &Names) -> &'static str {
    fault_of(name, rules).unwrap_or("it cannot be used")
}

fn fault_of(name: &str, rules: &Names) -> Option<&'static str> {
    if name.is_empty() {
        Some("it is empty")
    } else if name.contains('\0') {
        Some("it holds a NUL character")
    } else if !rules.takes_astral && name.chars().any(|it| it > '\u{ffff}') {
        Some("it holds a character beyond U+FFFF, such as an emoji")
    } else if !rules.takes_final_space && name.ends_with(' ') {
        Some("it ends in a space")
    } else if rules.taken_prefix.is_some_and(|it| starts_with(name, it)) {
        Some("names that start like this belong to the database")
    } else {
        None
    }
}

fn starts_with(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix))
}

/// The name, or as much of it as fits and a number that tells it from others that start alike.
pub(super) fn cut(name: &str, rules: &Names) -> Name {
    if rules.fits(name) {
        return Name::new(name);
    }
    let tail = format!("_{:08x}", fingerprint(name));
    let mut res = String::new();
    for c in name.chars() {
        let is_full = match rules.limit {
            NameLimit::Bytes(most) => res.len() + c.len_utf8() + tail.len() > most,
            NameLimit::Characters(most) => res.chars().count() + 1 + tail.len() > most,
            NameLimit::None => false,
        };
        if is_full {
            break;
        }
        res.push(c);
    }
    Name::new(res + &tail)
}

/// The 32-bit hash of Fowler, Noll and Vo, variant 1a: the same on every machine and in every version.
fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::super::contract::of;
    use super::*;
    use crate::base::DialectId;

    #[test]
    fn a_cut_name_fits_and_differs() {
        for id in DialectId::ALL {
            let rules = &of(id).capabilities().names;
            let (a, b) = ("ü".repeat(70), "ü".repeat(71));
            let (cut_a, cut_b) = (cut(&a, rules), cut(&b, rules));
            assert!(rules.fits(&cut_a) && rules.fits(&cut_b), "{id}");
            assert_ne!(cut_a, cut_b);
            assert_eq!(cut("order_customer_id_fkey", rules), "order_customer_id_fkey");
        }
    }
}

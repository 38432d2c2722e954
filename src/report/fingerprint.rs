//! What tells a finding from others when lines have moved.

use std::collections::HashMap;

use crate::base::{Diagnostic, Sources};

/// A name for each finding, in order: made of its file, its code and its message, and of which of several with
/// the same it is. Line numbers have no part in it.
pub(super) fn fingerprints(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let mut seen: HashMap<(&str, &str, &str), u64> = HashMap::new();
    let mut res = Vec::with_capacity(diagnostics.len());
    for it in diagnostics {
        let file = sources.get(it.primary.span.file).map_or("", |it| it.path.as_str());
        let count = seen.entry((file, it.code.name, &it.message)).or_default();
        *count += 1;
        let hash = [file, it.code.name, &it.message].iter().fold(SEED, |hash, part| {
            // A byte that no text holds keeps parts apart.
            part.bytes().chain([0xff]).fold(hash, step)
        });
        let hash = count.to_le_bytes().into_iter().fold(hash, step);
        res.push(format!("{hash:016x}"));
    }
    res
}

/// FNV-1a with 64 bits (Fowler, Noll, Vo): the same in every version of erc.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

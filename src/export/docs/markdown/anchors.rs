//! Headings, and the addresses that GitHub and GitLab give them.

use rustc_hash::FxHashMap;

/// The headings of a file so far.
#[derive(Default)]
pub(super) struct Headings {
    /// How often each text was wanted.
    texts: FxHashMap<String, usize>,
    /// How often each address was.
    addresses: FxHashMap<String, usize>,
}

impl Headings {
    /// The text of a heading that no other has, and that has an address.
    pub(super) fn text(&mut self, wanted: &str) -> String {
        let mut res = wanted.to_owned();
        if slug(&res).is_empty() {
            res.push_str(" (table)");
        }
        let n_before = self.texts.entry(res.to_lowercase()).or_default();
        *n_before += 1;
        match *n_before {
            1 => res,
            n => format!("{res} ({n})"),
        }
    }

    /// The address of the next heading in the file: the second of the same address is `-1`.
    pub(super) fn address(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let n_before = self.addresses.entry(slug.clone()).or_default();
        *n_before += 1;
        match *n_before {
            1 => slug,
            n => format!("{slug}-{}", n - 1),
        }
    }
}

fn slug(heading: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
        _ => None,
    };
    heading.to_lowercase().chars().filter_map(kept).collect()
}

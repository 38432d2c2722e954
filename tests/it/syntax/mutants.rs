//! One character of a good model is removed, or changes places with the next: how many messages are there,
//! and does the first of them stand where the damage is?

use super::{good_models, parse};

/// How many mutants of each model are read, at most.
const N_MUTANTS: usize = 800;

#[test]
fn damage_is_reported_once_and_where_it_is() {
    let mut tally = Tally::default();
    for (name, text) in good_models() {
        let mutants = mutants(&text);
        let step = mutants.len().div_ceil(N_MUTANTS).max(1);
        for mutant in mutants.iter().step_by(step) {
            tally.take(&name, mutant);
        }
    }
    println!("{tally}");
    assert!(tally.n_rejected > 500);
    assert!(tally.mean() <= 1.3, "{tally}");
    assert!(tally.near() >= 0.9, "{tally}");
}

/// The lines that the messages about a text start on, counted from 0, in order.
fn message_lines(text: &str) -> Vec<usize> {
    let (_, diagnostics) = parse(text);
    let mut starts: Vec<_> = diagnostics.iter().map(|it| it.primary.span.start as usize).collect();
    starts.sort_unstable();
    starts.iter().map(|&it| line_of(text, it)).collect()
}

struct Mutant {
    text: String,
    /// The byte of the damage.
    at: usize,
}

fn mutants(text: &str) -> Vec<Mutant> {
    let mut res = Vec::new();
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        res.push(Mutant { text: format!("{}{rest}", &text[..at]), at });
        if let Some(next) = rest.chars().next().filter(|it| *it != c) {
            let behind = &rest[next.len_utf8()..];
            res.push(Mutant { text: format!("{}{next}{c}{behind}", &text[..at]), at });
        }
    }
    res
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count()
}

#[derive(Default)]
struct Tally {
    n_read: usize,
    n_rejected: usize,
    n_messages: usize,
    n_near: usize,
}

impl Tally {
    fn take(&mut self, name: &str, mutant: &Mutant) {
        let lines = message_lines(&mutant.text);
        self.n_read += 1;
        let Some(&first) = lines.first() else { return };
        let damaged = line_of(&mutant.text, mutant.at);
        let is_near = first.abs_diff(damaged) <= 1;
        self.n_rejected += 1;
        self.n_messages += lines.len();
        self.n_near += usize::from(is_near);
        if std::env::var_os("SHOW_MUTANTS").is_some() && (!is_near || lines.len() > 1) {
            let context: Vec<_> =
                mutant.text.lines().skip(damaged.saturating_sub(1)).take(3).collect();
            println!("{name}:{} {lines:?}\n{}\n", damaged + 1, context.join("\n"));
        }
    }

    fn mean(&self) -> f64 {
        self.n_messages as f64 / self.n_rejected as f64
    }

    fn near(&self) -> f64 {
        self.n_near as f64 / self.n_rejected as f64
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} mutants, {} rejected; messages each: {:.3}; the first within a line of the damage: {:.1} %",
            self.n_read,
            self.n_rejected,
            self.mean(),
            100.0 * self.near()
        )
    }
}

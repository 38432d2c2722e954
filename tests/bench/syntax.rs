//! How fast a model is read and printed, against the bare grammar on the same pieces.

mod models;

fn main() {
    let n: usize = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(1000);
    let text = models::model(n, 7);
    for _ in 0..3 {
        let start = std::time::Instant::now();
        let mut diagnostics = erc::base::Diagnostics::new();
        let file = erc::syntax::parse(erc::base::FileId(0), &text, &mut diagnostics);
        let elapsed = start.elapsed();
        println!(
            "{n} {} kB {:?} {} diags {} decls {:.1} MB/s",
            text.len() / 1000,
            elapsed,
            diagnostics.len(),
            file.declarations.len(),
            text.len() as f64 / 1e6 / elapsed.as_secs_f64()
        );
    }
}

//! Pictures by Graphviz, where it is on the machine.

use std::io::Write;
use std::process::{Command, Stdio};

use super::Failure;

/// The SVG that `dot` draws of a DOT text; nothing where there is no `dot`.
pub fn render_svg(dot: &str) -> Result<Option<Vec<u8>>, Failure> {
    let command = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match command {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::new(format!("cannot start `dot`: {error}"))),
    };
    let mut stdin = child.stdin.take().expect("standard input was asked for");
    let text = dot.to_owned();
    // Written beside reading, since `dot` may fill its output before it has read all.
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output();
    let _ = writer.join();
    let output =
        output.map_err(|it| Failure::new(format!("`dot` could not be waited for: {it}")))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let line = message.lines().next().unwrap_or_default();
        return Err(Failure::new(format!("`dot` could not draw the diagram: {line}")));
    }
    Ok(Some(output.stdout))
}

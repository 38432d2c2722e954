//! What is in a folder.

use std::fs;
use std::path::Path;

use super::Failure;

/// The names in a folder, sorted, each with whether it is a folder itself; nothing where there is no such folder.
/// What starts with a dot is passed over.
pub fn list(path: &Path) -> Result<Vec<(String, bool)>, Failure> {
    let shown = path.display().to_string();
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failure::file("read", &shown, &error)),
    };
    let mut res = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|it| Failure::file("read", &shown, &it))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            res.push((name, entry.path().is_dir()));
        }
    }
    res.sort();
    Ok(res)
}

/// Seconds since 1970.
pub fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |it| it.as_secs())
}

/// Milliseconds since the first time that somebody asked.
pub fn millis() -> u64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Waits for so many milliseconds.
pub fn pause(milliseconds: u64) {
    std::thread::sleep(std::time::Duration::from_millis(milliseconds));
}

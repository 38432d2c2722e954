//! Reading whole files, and writing them so that an interrupted run leaves the old one whole.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::Failure;

/// Offsets in a source are 32 bits wide.
const MAX_BYTES: u64 = u32::MAX as u64 - 1;

/// The bytes of a regular file. A pipe, device or folder is refused unread, since reading one may never
/// end.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display().to_string();
    let metadata = fs::metadata(path).map_err(|it| Failure::file("read", &shown, &it))?;
    if metadata.is_dir() {
        return Err(Failure::new(format!("`{shown}` is a folder, not a file")));
    }
    if !metadata.is_file() {
        return Err(Failure::new(format!("`{shown}` is no regular file")));
    }
    if metadata.len() > MAX_BYTES {
        return Err(Failure::new(format!("`{shown}` is larger than 4 GiB")));
    }
    fs::read(path).map_err(|it| Failure::file("read", &shown, &it))
}

/// The bytes of a regular file piece by piece, as far as `take` wants them; answers how many there are in all.
pub fn read_pieces(path: &Path, take: &mut dyn FnMut(&[u8]) -> bool) -> Result<u64, Failure> {
    let shown = path.display().to_string();
    let failed = |it: &std::io::Error| Failure::file("read", &shown, it);
    let mut file = File::open(path).map_err(|it| failed(&it))?;
    let size = file.metadata().map_err(|it| failed(&it))?.len();
    let mut piece = vec![0; 1 << 18];
    loop {
        let n = file.read(&mut piece).map_err(|it| failed(&it))?;
        if n == 0 || !take(&piece[..n]) {
            return Ok(size);
        }
    }
}

/// Whether `path` is a file that can be read and holds just `bytes`.
pub fn holds(path: &Path, bytes: &[u8]) -> bool {
    let size = bytes.len() as u64;
    if !fs::metadata(path).is_ok_and(|it| it.is_file() && it.len() == size) {
        return false;
    }
    let mut rest = Some(bytes);
    let mut take = |piece: &[u8]| {
        rest = rest.and_then(|it| it.strip_prefix(piece));
        rest.is_some()
    };
    read_pieces(path, &mut take).is_ok() && rest.is_some_and(<[u8]>::is_empty)
}

/// Everything on standard input.
pub fn read_stdin() -> Result<Vec<u8>, Failure> {
    let mut res = Vec::new();
    let stdin = std::io::stdin().lock();
    stdin
        .take(MAX_BYTES)
        .read_to_end(&mut res)
        .map_err(|it| Failure::file("read", "<stdin>", &it))?;
    Ok(res)
}

/// Writes a file whole or not at all: into a temporary file beside it, which is then renamed. Folders on
/// the way are made. A file that holds `bytes` already is left untouched; answers whether it was written.
/// A device or a pipe cannot be replaced, so it is written to.
pub fn write(path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    let shown = path.display().to_string();
    match fs::metadata(path) {
        Ok(it) if it.is_dir() => {
            return Err(Failure::new(format!("`{shown}` is a folder, not a file")));
        }
        Ok(it) if !it.is_file() => {
            let written = File::options().write(true).open(path);
            let written = written.and_then(|mut it| it.write_all(bytes).and_then(|()| it.flush()));
            return written.map(|()| true).map_err(|it| Failure::file("write", &shown, &it));
        }
        Ok(_) if holds(path, bytes) => return Ok(false),
        Ok(_) | Err(_) => {}
    }
    // Through a symbolic link its target is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|it| Failure::file("make the folder of", &shown, &it))?;
    let temporary = temporary_beside(&target);
    let written = write_through(&temporary, &target, bytes);
    if let Err(error) = written {
        let _ = fs::remove_file(&temporary);
        return Err(Failure::file("write", &shown, &error));
    }
    Ok(true)
}

/// Takes a file away.
pub fn remove(path: &Path) -> Result<(), Failure> {
    fs::remove_file(path).map_err(|it| Failure::file("remove", &path.display().to_string(), &it))
}

/// Writes a file that must not exist.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let shown = path.display().to_string();
    if fs::symlink_metadata(path).is_ok() {
        return Err(Failure::new(format!("`{shown}` exists already"))
            .help("move it away first; nothing was overwritten"));
    }
    write(path, bytes).map(|_| ())
}

fn write_through(temporary: &Path, target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create_new(temporary)?;
    file.write_all(bytes)?;
    if let Ok(metadata) = fs::metadata(target) {
        file.set_permissions(metadata.permissions())?;
    }
    file.sync_all()?;
    drop(file);
    fs::rename(temporary, target)
}

/// A name beside `path` that no other run uses.
fn temporary_beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_file_holds_its_bytes_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        // Longer than the pieces that a file is read in.
        let bytes = vec![7_u8; 1_000_000];
        std::fs::write(&path, &bytes).unwrap();
        assert!(holds(&path, &bytes));
        for place in [0, 300_000, 999_999] {
            let mut other = bytes.clone();
            other[place] = 8;
            assert!(!holds(&path, &other), "{place}");
        }
        assert!(!holds(&path, &bytes[1..]));
        assert!(!holds(folder.path(), &bytes));
        assert!(!holds(&folder.path().join("none"), b""));
    }
}

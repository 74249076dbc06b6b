//! Data to standard output, everything else to standard error. A reader that went away ends a command quietly.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::exit::{Error, ExitCode};

/// Writes `data` to standard output.
pub(super) fn data(data: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(data).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Error::new(ExitCode::Other, "cannot write to standard output", error)),
    }
}

/// Writes `text` to standard output.
pub(super) fn text(text: &str) -> Result<(), Error> {
    data(text.as_bytes())
}

/// Writes a line for people to standard error.
pub(super) fn note(text: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Whether standard output is a terminal, where bytes of a picture would do harm.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Writes `bytes` to `path`, or to standard output where it is `-`. A file appears whole or not at all.
pub(super) fn file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if path == Path::new("-") {
        return data(bytes);
    }
    write_file(path, bytes).map_err(|why| Error::new(ExitCode::Other, format!("cannot write {}", path.display()), why))
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A device or a pipe is written to, not replaced.
    if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        return std::fs::write(path, bytes);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    ordinary_permissions(&mut builder);
    let mut file = builder.tempfile_in(folder).map_err(plain)?;
    file.write_all(bytes).map_err(plain)?;
    file.persist(path)?;
    Ok(())
}

/// The system's own words, without the name of the temporary file that nobody asked for.
fn plain(error: io::Error) -> io::Error {
    error.raw_os_error().map_or(error, io::Error::from_raw_os_error)
}

/// Temporary files are for their owner alone; a picture should have the permissions of any new file.
fn ordinary_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = builder;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("picture.png");
        file(&path, b"first").expect("it can be written");
        file(&path, b"second").expect("it can be written again");
        assert_eq!(std::fs::read(&path).expect("it is there"), b"second");
        let error = file(&folder.path().join("missing/picture.png"), b"third").expect_err("there is no such folder");
        assert_eq!(error.code, ExitCode::Other);
        assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }
}

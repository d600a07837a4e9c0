//! Files with anchors: a line each, appended so that it survives a power cut.

use super::lines::is_anchor;
use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

/// The folder with the anchors, in a data folder and in a backup.
pub const FOLDER: &str = "anchors";
/// How the names of such files end.
pub(super) const ENDING: &str = "jsonl";

/// Makes a folder for them, for the server's own user alone.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Brings the anchors of one folder to another, as far as they are not there yet. Lines that are no anchors stay behind.
///
/// # Errors
/// If either cannot be used.
pub fn bring(from: &Path, to: &Path) -> io::Result<()> {
    for (source, name) in files(from)? {
        let target = to.join(name);
        let there = whole_lines(&target, 0)?.0.into_iter().collect::<BTreeSet<_>>();
        let lines = whole_lines(&source, 0)?.0.into_iter();
        let absent = lines.filter(|line| is_anchor(line) && !there.contains(line)).collect::<Vec<_>>();
        if !absent.is_empty() {
            append(&target, &absent)?;
        }
    }
    Ok(())
}

/// The files with anchors in a folder, each with its name; none if there is no such folder.
pub(super) fn files(folder: &Path) -> io::Result<Vec<(std::path::PathBuf, String)>> {
    let entries = match fs::read_dir(folder) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            files.push((path, name));
        }
    }
    files.sort();
    Ok(files)
}

/// The whole lines of a file from an offset on, and the offset behind the last of them; none if it does not exist. A last line
/// that is not ended yet is read the next time.
pub(super) fn whole_lines(path: &Path, from: u64) -> io::Result<(Vec<String>, u64)> {
    let mut file = match File::open(path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok((Vec::new(), 0)),
        file => file?,
    };
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
    let text = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
    Ok((text.lines().map(str::to_owned).collect(), from + end as u64))
}

/// Appends lines, one writer at a time. A line that a power cut left unfinished is ended first, so that it spoils no other.
pub(super) fn append(path: &Path, lines: &[String]) -> io::Result<()> {
    let is_new = !path.exists();
    let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
    file.lock()?;
    let mut text = String::new();
    if !ends_whole(&mut file)? {
        text.push('\n');
    }
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if is_new {
        File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

/// Whether a file's last line is ended.
fn ends_whole(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut end = [0];
    file.read_exact(&mut end)?;
    Ok(end == *b"\n")
}

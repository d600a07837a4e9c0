//! Copying a PostgreSQL database by its own program, `pg_dump`, if it is found.

use percent_encoding::percent_decode_str;
use reqwest::Url;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Where Debian puts the programs of each version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// Copies a database into a file in PostgreSQL's own format, and lets `pg_restore` read what is in it.
///
/// # Errors
/// Why there is no copy, in words.
pub(super) async fn dump(url: String, to: PathBuf) -> Result<(), String> {
    let dumped = tokio::task::spawn_blocking(move || dumped(&folders(), &url, &to)).await;
    dumped.map_err(|why| why.to_string())?
}

/// Dumps by the programs of the first folder whose programs can.
fn dumped(folders: &[PathBuf], url: &str, to: &Path) -> Result<(), String> {
    let (address, password) = apart(url)?;
    let mut refused = Vec::new();
    // One may be of an older version than the server, which it then refuses.
    for folder in folders {
        let mut dump = Command::new(folder.join("pg_dump"));
        dump.args(["--format=custom", "--no-password", "--file"]).arg(to).args(["--dbname", &address]);
        // Not among the words of the command, which every user of the machine can read.
        dump.envs(password.as_ref().map(|password| ("PGPASSWORD", password)));
        let mut list = Command::new(folder.join("pg_restore"));
        list.arg("--list").arg(to);
        match run(&mut dump).and_then(|()| run(&mut list)) {
            Ok(()) => return Ok(()),
            Err(why) => refused.push(why),
        }
    }
    if refused.is_empty() {
        return Err("pg_dump is not installed on this machine".to_owned());
    }
    Err(refused.join("; "))
}

/// The folders with PostgreSQL's programs: of the search path, then the newest version of Debian's.
fn folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let versions = fs::read_dir(VERSIONS).into_iter().flatten().flatten().map(|entry| entry.path());
    let number = |path: &Path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let newest = versions.max_by_key(|path| number(path)).map(|path| path.join("bin"));
    env::split_paths(&path).chain(newest).filter(|folder| folder.join("pg_dump").is_file()).collect()
}

/// Runs a program to its end; its last words if it fails.
fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let ran = command.stdin(Stdio::null()).output().map_err(|why| format!("{program}: {why}"))?;
    if ran.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ran.stderr);
    Err(format!("{program}: {}", said.trim().lines().collect::<Vec<_>>().join(" ")))
}

/// The address of a database without its password, and the password.
fn apart(url: &str) -> Result<(String, Option<String>), String> {
    let mut address = Url::parse(url).map_err(|why| format!("the address of the database: {why}"))?;
    let password = address.password().map(|password| percent_decode_str(password).decode_utf8_lossy().into_owned());
    if password.is_some() {
        address.set_password(None).map_err(|()| "the address of the database has no host".to_owned())?;
    }
    Ok((address.into(), password))
}

#[cfg(test)]
mod tests {
    use super::{apart, dumped};
    use std::{
        fs,
        os::unix::fs::PermissionsExt,
        path::{Path, PathBuf},
    };

    /// A folder with programs that do what a script says.
    fn programs(within: &Path, name: &str, dump: &str, restore: &str) -> PathBuf {
        let folder = within.join(name);
        fs::create_dir(&folder).unwrap();
        for (program, script) in [("pg_dump", dump), ("pg_restore", restore)] {
            let path = folder.join(program);
            fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        folder
    }

    #[test]
    fn the_first_that_can_dump_does() {
        let within = tempfile::tempdir().unwrap();
        let to = within.path().join("copy");
        let old = programs(within.path(), "old", "echo 'server version mismatch' >&2; exit 1", "exit 0");
        let torn = programs(within.path(), "torn", "exit 0", "echo 'input file is too short' >&2; exit 1");
        let new = programs(within.path(), "new", "echo \"$PGPASSWORD $*\" > \"$4\"", "exit 0");
        let dumped = |folders: &[&PathBuf]| {
            let folders = folders.iter().copied().cloned().collect::<Vec<_>>();
            dumped(&folders, "postgres://guiju:a%40b@db.example.cn/office", &to)
        };
        assert_eq!(dumped(&[]), Err("pg_dump is not installed on this machine".to_owned()));
        let refused = dumped(&[&old, &torn]).unwrap_err();
        assert!(refused.contains("server version mismatch") && refused.contains("too short"), "{refused}");
        assert_eq!(dumped(&[&old, &new]), Ok(()));
        let said = fs::read_to_string(&to).unwrap();
        assert!(said.starts_with("a@b --format=custom") && said.contains("guiju@db.example.cn/office"), "{said}");
        assert!(!said.contains("a%40b"), "{said}");
    }

    #[test]
    fn a_password_is_no_word_of_a_command() {
        let plain = "postgres://guiju@db.example.cn:5433/office?sslmode=require";
        assert_eq!(apart(plain), Ok((plain.to_owned(), None)));
        let secret = "postgres://guiju:a%40b%2Fc@db.example.cn/office";
        assert_eq!(apart(secret), Ok(("postgres://guiju@db.example.cn/office".to_owned(), Some("a@b/c".to_owned()))));
    }
}

//! Which user PostgreSQL runs as: it refuses to run as root.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::Error;

/// An unprivileged user to drop to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SystemUser {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
}

/// Whether this process is root.
pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// The user to drop to: `None` for a process that is not root. In order: the owner of the existing database, the owner of the
/// data directory, `postgres`, `nobody`.
pub(crate) fn choose(data_dir: &Path, home: &Path) -> Result<Option<SystemUser>, Error> {
    if !is_root() {
        return Ok(None);
    }
    let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let found = owner(home, &passwd)
        .or_else(|| owner(data_dir, &passwd))
        .or_else(|| named("postgres", &passwd))
        .or_else(|| named("nobody", &passwd));
    found.map(Some).ok_or(Error::NoUser)
}

/// The owner of `path`, unless that is root or `path` is not there.
fn owner(path: &Path, passwd: &str) -> Option<SystemUser> {
    let meta = std::fs::metadata(path).ok().filter(|meta| meta.uid() != 0)?;
    let known = entries(passwd).find(|user| user.uid == meta.uid());
    Some(known.unwrap_or_else(|| SystemUser { name: format!("#{}", meta.uid()), uid: meta.uid(), gid: meta.gid() }))
}

fn named(name: &str, passwd: &str) -> Option<SystemUser> {
    entries(passwd).find(|user| user.name == name && user.uid != 0)
}

fn entries(passwd: &str) -> impl Iterator<Item = SystemUser> + '_ {
    passwd.lines().filter_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?.to_owned();
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some(SystemUser { name, uid, gid })
    })
}

/// Whether `user` may walk through every folder above and including `path`; what is not there yet counts as walkable.
pub(crate) fn can_reach(user: &SystemUser, path: &Path) -> bool {
    path.ancestors().all(|folder| {
        let Ok(meta) = std::fs::metadata(folder) else { return true };
        let bit = match () {
            () if meta.uid() == user.uid => 0o100,
            () if meta.gid() == user.gid => 0o010,
            () => 0o001,
        };
        meta.mode() & bit != 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_read_from_passwd() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\nbroken\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(named("postgres", passwd), Some(SystemUser { name: "postgres".into(), uid: 101, gid: 104 }));
        assert_eq!(named("root", passwd), None);
        assert_eq!(named("nobody", passwd), None);
    }
}

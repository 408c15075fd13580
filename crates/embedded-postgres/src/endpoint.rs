//! How to reach the postmaster: a unix socket where its path is short enough, else TCP on loopback.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::Error;
use crate::cluster::{Cluster, ROLE};
use crate::data_dir::{DataDir, make_private};
use crate::error::Context;
use crate::postmaster::PidFile;

/// The number in the socket's file name; nothing listens on this TCP port.
const SOCKET_PORT: u16 = 5432;
/// `sun_path` is 104 bytes on macOS and 108 on Linux, with a closing zero.
const SOCKET_PATH_LIMIT: usize = 103;
const PROBE_LIMIT: Duration = Duration::from_secs(2);

/// An address of a postmaster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// The folder of the socket.
    Unix(PathBuf),
    /// A port on 127.0.0.1.
    Tcp(u16),
}

impl Endpoint {
    /// Removes the socket, and the file that locks it, of a postmaster that is gone. One that runs must not lose them.
    pub(crate) fn remove_socket(&self) {
        if let Self::Unix(folder) = self {
            let socket = socket_file(folder);
            let lock = socket.with_extension(format!("{SOCKET_PORT}.lock"));
            for file in [socket, lock] {
                // Most often there is none.
                let _ = std::fs::remove_file(file);
            }
        }
    }
}

/// The address to start on, or the one that a running postmaster already has.
pub(crate) fn choose(data_dir: &DataDir, cluster: &Cluster) -> Result<Endpoint, Error> {
    if let Some(running) = of_running(cluster) {
        return Ok(running);
    }
    let folder = data_dir.home.join("run");
    make_private(&folder, data_dir.user.as_ref())?;
    if folder.to_str().is_some() && socket_file(&folder).as_os_str().len() <= SOCKET_PATH_LIMIT {
        return Ok(Endpoint::Unix(folder));
    }
    if let Some(port) = alive(cluster).and_then(|file| file.port) {
        return Ok(Endpoint::Tcp(port));
    }
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    Ok(Endpoint::Tcp(free.context(|| "cannot find a free port on 127.0.0.1".into())?.port()))
}

/// The address of the postmaster that runs on this cluster, if one does and has said where it listens.
pub(crate) fn of_running(cluster: &Cluster) -> Option<Endpoint> {
    let file = alive(cluster)?;
    match file.socket_dir {
        Some(folder) => Some(Endpoint::Unix(folder)),
        None => file.port.filter(|_| file.on_tcp).map(Endpoint::Tcp),
    }
}

fn alive(cluster: &Cluster) -> Option<PidFile> {
    PidFile::read(&cluster.dir).filter(|file| file.is_alive(&cluster.dir))
}

fn socket_file(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{SOCKET_PORT}"))
}

impl Endpoint {
    /// The address for clients; libpq and sqlx read it alike.
    pub fn url(&self, password: &str) -> String {
        match self {
            Self::Unix(folder) => {
                let folder = encode(&folder.to_string_lossy());
                format!("postgres://{ROLE}:{password}@localhost/{ROLE}?host={folder}&port={SOCKET_PORT}")
            }
            Self::Tcp(port) => format!("postgres://{ROLE}:{password}@127.0.0.1:{port}/{ROLE}?sslmode=disable"),
        }
    }

    /// The postmaster's settings for this address.
    pub fn settings(&self) -> [String; 3] {
        let (address, folder, port) = match self {
            Self::Unix(folder) => ("", folder.to_string_lossy().replace('"', "\"\""), SOCKET_PORT),
            Self::Tcp(port) => ("127.0.0.1", String::new(), *port),
        };
        // Quoted, because the setting is a list and a path may hold a comma.
        let folder = if folder.is_empty() { folder } else { format!("\"{folder}\"") };
        [format!("listen_addresses={address}"), format!("unix_socket_directories={folder}"), format!("port={port}")]
    }

    /// Whether a postmaster takes connections here: asks for one and looks whether it wants a password (R) or is still
    /// starting or already stopping (E).
    pub fn answers(&self) -> bool {
        let ask = || match self {
            Self::Unix(folder) => {
                let stream = UnixStream::connect(socket_file(folder))?;
                stream.set_read_timeout(Some(PROBE_LIMIT))?;
                asks_for_password(stream)
            }
            Self::Tcp(port) => {
                let address = SocketAddr::from((Ipv4Addr::LOCALHOST, *port));
                let stream = TcpStream::connect_timeout(&address, PROBE_LIMIT)?;
                stream.set_read_timeout(Some(PROBE_LIMIT))?;
                asks_for_password(stream)
            }
        };
        ask().unwrap_or(false)
    }
}

/// PostgreSQL's protocol, version 3.0: the start-up message, and the type of the first answer.
fn asks_for_password(mut stream: impl Read + Write) -> std::io::Result<bool> {
    let parameters = format!("user\0{ROLE}\0database\0{ROLE}\0\0");
    let length = u32::try_from(parameters.len() + 8).map_err(std::io::Error::other)?;
    let mut message = length.to_be_bytes().to_vec();
    message.extend([0, 3, 0, 0]);
    message.extend(parameters.as_bytes());
    stream.write_all(&message)?;
    let mut kind = [0];
    stream.read_exact(&mut kind)?;
    Ok(kind == *b"R")
}

/// Percent-encodes everything but what is plain in a query.
fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn socket_address_is_encoded() {
        let url = Endpoint::Unix(PathBuf::from("/srv/a b/run")).url("pw");
        assert_eq!(url, "postgres://aethex:pw@localhost/aethex?host=%2Fsrv%2Fa%20b%2Frun&port=5432");
    }
}

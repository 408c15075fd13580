//! Connections from an address of choice, and how many of them a process may hold.

use std::io;
use std::net::{IpAddr, SocketAddr};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::{TcpSocket, TcpStream};

/// Connects from this address of the machine; on Linux all of 127.0.0.0/8 is loopback. The size of the kernel's receive buffer, in bytes,
/// is its own where none is given.
///
/// # Errors
/// When the machine does not have the address, or the server does not take the connection.
pub async fn connect_from(from: IpAddr, to: SocketAddr, receive_buffer: Option<u32>) -> io::Result<TcpStream> {
    let socket = if to.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    if let Some(bytes) = receive_buffer {
        socket.set_recv_buffer_size(bytes)?;
    }
    if !from.is_unspecified() {
        socket.bind((from, 0).into())?;
    }
    socket.connect(to).await
}

/// Lets this process, and those it starts from now on, hold as many open files as the machine's administrator allows; returns how many
/// these are. Most shells begin with 1024.
pub fn raise_file_limit() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, ..limit };
    let now = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    now.and_then(|files| usize::try_from(files).ok()).unwrap_or(usize::MAX)
}

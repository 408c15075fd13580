//! Children of a postmaster that was killed: they hold its shared memory until they notice, and block the next start.

use std::path::Path;

use rustix::process::{Pid, Signal, kill_process};

use super::pid_file::runs_in;

/// Tells every process that still works in `cluster` to leave at once. Call it only when no postmaster lives there:
/// crash recovery follows in any case, so nothing is lost by it. Without `/proc` the orphans notice by themselves.
pub(super) fn ask_to_leave(cluster: &Path) {
    let Ok(processes) = std::fs::read_dir("/proc") else { return };
    let ids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok());
    for id in ids.filter(|id| runs_in(*id, cluster) && is_postgres(*id)) {
        if let Some(pid) = Pid::from_raw(id) {
            tracing::info!("asking process {id}, left by a killed PostgreSQL, to leave");
            // It may have ended by itself just now.
            let _ = kill_process(pid, Signal::QUIT);
        }
    }
}

/// A user's shell may have the folder as its working directory, too.
fn is_postgres(id: i32) -> bool {
    std::fs::read_to_string(format!("/proc/{id}/comm")).is_ok_and(|name| name.trim() == "postgres")
}

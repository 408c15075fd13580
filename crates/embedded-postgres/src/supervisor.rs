//! The thread that owns the postmaster: starts it, starts it again when it dies, stops it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::error::Context;
use crate::lock::Lock;
use crate::postmaster::{Launch, Postmaster};
use crate::{Error, STOP_LIMIT};

/// How often the postmaster is checked.
const WATCH: Duration = Duration::from_millis(100);
const FIRST_BACK_OFF: Duration = Duration::from_millis(100);
const LONGEST_BACK_OFF: Duration = Duration::from_secs(10);
/// A postmaster that lived this long starts the back-off anew.
const STEADY: Duration = Duration::from_secs(60);

/// A handle to the thread. Dropping it stops the database and waits for that.
#[derive(Debug)]
pub(crate) struct Supervisor {
    thread: Option<JoinHandle<Result<(), Error>>>,
    /// Dropped to say "stop".
    alive: Option<Sender<()>>,
    restarts: Arc<AtomicU32>,
}

impl Supervisor {
    /// Returns when the database takes connections for the first time.
    pub fn start(launch: Launch, lock: Lock) -> Result<Self, Error> {
        let restarts = Arc::new(AtomicU32::new(0));
        let (alive, stop) = channel();
        let (tell, first) = channel();
        let counter = Arc::clone(&restarts);
        // The kernel ties "end with your parent" to the thread that starts a program, so this thread starts them all.
        let thread = std::thread::Builder::new().name("postgres".into()).spawn(move || {
            // Released only after the postmaster is down.
            let _lock = lock;
            match launch.bring_up() {
                Ok(postmaster) => {
                    // The starter waits for this message; if it gave up, the closed channel below stops us.
                    let _ = tell.send(Ok(()));
                    watch(&launch, postmaster, &stop, &counter)
                }
                Err(error) => {
                    let _ = tell.send(Err(error));
                    Ok(())
                }
            }
        });
        let thread = thread.context(|| "cannot start a thread".into())?;
        let supervisor = Self { thread: Some(thread), alive: Some(alive), restarts };
        first.recv().map_err(|_| Error::SupervisorGone)??;
        Ok(supervisor)
    }

    /// How often the postmaster was started again.
    pub fn restarts(&self) -> u32 {
        self.restarts.load(Ordering::Relaxed)
    }

    /// Stops the database and tells how that went.
    pub fn stop(mut self) -> Result<(), Error> {
        self.finish()
    }

    fn finish(&mut self) -> Result<(), Error> {
        drop(self.alive.take());
        let Some(thread) = self.thread.take() else { return Ok(()) };
        thread.join().map_err(|_| Error::SupervisorGone)?
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        if let Err(error) = self.finish() {
            tracing::warn!("{error}");
        }
    }
}

fn watch(launch: &Launch, mut postmaster: Postmaster, stop: &Receiver<()>, restarts: &AtomicU32) -> Result<(), Error> {
    let mut back_off = FIRST_BACK_OFF;
    let mut since = Instant::now();
    loop {
        if told_to_stop(stop, WATCH) {
            return postmaster.stop(STOP_LIMIT);
        }
        if postmaster.is_alive() {
            continue;
        }
        if since.elapsed() > STEADY {
            back_off = FIRST_BACK_OFF;
        }
        tracing::warn!("PostgreSQL, process {}, ended unexpectedly; starting it again", postmaster.pid());
        postmaster = loop {
            if told_to_stop(stop, back_off) {
                return Ok(());
            }
            back_off = (back_off * 2).min(LONGEST_BACK_OFF);
            match launch.bring_up() {
                Ok(postmaster) => break postmaster,
                Err(error) => {
                    tracing::error!("PostgreSQL is down, next attempt in {} ms: {error}", back_off.as_millis())
                }
            }
        };
        since = Instant::now();
        restarts.fetch_add(1, Ordering::Relaxed);
    }
}

fn told_to_stop(stop: &Receiver<()>, wait: Duration) -> bool {
    !matches!(stop.recv_timeout(wait), Err(RecvTimeoutError::Timeout))
}

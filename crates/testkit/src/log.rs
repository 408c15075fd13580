//! What a server logs, over all its starts, and a check that it logged no panic and no error that its test did not declare.

use std::io::{self, Read, Write};
use std::panic;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, JoinHandle};

use tracing::instrument::{WithDispatch, WithSubscriber};
use tracing_subscriber::fmt;

/// A log, and the errors that its test declared. Clones share both.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Content>>);

#[derive(Debug, Default)]
struct Content {
    bytes: Vec<u8>,
    expected: Vec<String>,
}

impl Log {
    /// Everything logged so far.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.content().bytes).into_owned()
    }

    /// Declares that the test provokes an error or a panic with these words: such lines are no faults, but their absence is one.
    pub fn expects_error(&self, words: &str) {
        self.content().expected.push(words.to_owned());
    }

    /// Reads a pipe to its end, in a thread: what was written is kept even when the test's runtime is gone.
    pub(crate) fn read(&self, mut pipe: impl Read + Send + 'static) -> JoinHandle<()> {
        let mut log = self.clone();
        thread::spawn(move || {
            // The pipe cannot fail, and the log cannot either.
            let _ = io::copy(&mut pipe, &mut log);
        })
    }

    /// Panics and errors that were not declared, and declared ones that did not come; each in words for the test's message.
    pub fn faults(&self) -> Vec<String> {
        let text = self.text();
        let expected = self.content().expected.clone();
        let (wanted, unwanted): (Vec<_>, Vec<_>) =
            errors(&text).into_iter().partition(|error| expected.iter().any(|words| error.contains(words.as_str())));
        let missing = expected.iter().filter(|words| !wanted.iter().any(|error| error.contains(words.as_str())));
        let missing = missing.map(|words| format!("declared, but not logged: {words}"));
        unwanted.into_iter().chain(missing).collect()
    }

    /// Fails the test for faults in the log. A test that fails already shows the log instead: a second panic would abort it.
    ///
    /// # Panics
    /// When there are faults, with these and the log.
    pub fn check(&self) {
        let faults = self.faults();
        if thread::panicking() {
            eprintln!("the server logged: {}", self.text());
            if !faults.is_empty() {
                eprintln!("faults in this log: {faults:#?}");
            }
        } else {
            assert!(faults.is_empty(), "the server's log has faults: {faults:#?}\nthe whole log: {}", self.text());
        }
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.content().bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that report an error or a panic; a panic's with its message, which stands on the next line.
fn errors(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_error = |line: &str| [" ERROR ", r#""level":"ERROR""#, "panicked"].iter().any(|word| line.contains(word));
    let with_message = |number: usize| match lines.get(number + 1) {
        Some(message) if lines[number].contains("panicked at ") => format!("{} {message}", lines[number]),
        _ => lines[number].to_owned(),
    };
    (0..lines.len()).filter(|number| is_error(lines[*number])).map(with_message).collect()
}

/// The log of a server that runs as a task of the test. Dropping it checks the log.
#[derive(Debug, Default)]
pub struct TaskLog(Log);

impl TaskLog {
    /// Logs what this future logs and, as errors, its panics, which would else end with its task.
    ///
    /// The server's own tasks are not part of it: it has to log their failures itself.
    pub fn of<F: Future>(&self, server: F) -> WithDispatch<F> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let usual = panic::take_hook();
            panic::set_hook(Box::new(move |panic| {
                tracing::error!("{panic}");
                usual(panic);
            }));
        });
        let log = self.0.clone();
        server.with_subscriber(fmt().with_writer(move || log.clone()).with_ansi(false).finish())
    }

    /// As [`Log::expects_error`].
    pub fn expects_error(&self, words: &str) {
        self.0.expects_error(words);
    }
}

impl Drop for TaskLog {
    fn drop(&mut self) {
        self.0.check();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    const CALM: &str = "2026-11-28T18:41:58.123456Z  INFO the server is ready
2026-11-28T18:41:59.000001Z  WARN an ERRORless warning about an ERROR\n";
    const ERROR: &str = "2026-11-28T18:42:00.000001Z ERROR a request failed error=pool timed out\n";
    const JSON: &str =
        r#"{"timestamp":"2026-11-28T18:42:00Z","level":"ERROR","fields":{"message":"a request failed"}}"#;
    const PANIC: &str = "
thread 'tokio-runtime-worker' (4711) panicked at server/src/http.rs:12:5:
index out of bounds: the len is 0
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";

    fn log(lines: &[&str], expected: &[&str]) -> Log {
        let mut log = Log::default();
        lines.iter().for_each(|lines| log.write_all(lines.as_bytes()).unwrap());
        expected.iter().for_each(|words| log.expects_error(words));
        log
    }

    fn fails(log: &Log) -> bool {
        catch_unwind(AssertUnwindSafe(|| log.check())).is_err()
    }

    #[test]
    fn a_calm_log_passes() {
        log(&[CALM], &[]).check();
        log(&[], &[]).check();
    }

    #[test]
    fn errors_and_panics_fail_the_test_wherever_they_stand() {
        for fault in [ERROR, JSON, PANIC] {
            for lines in [[fault, CALM], [CALM, fault]] {
                let log = log(&lines, &[]);
                assert_eq!(log.faults().len(), 1, "{lines:?}");
                assert!(fails(&log), "{lines:?}");
            }
        }
    }

    #[test]
    fn declared_errors_and_panics_pass_and_no_others_do() {
        log(&[CALM, ERROR], &["a request failed"]).check();
        log(&[PANIC, CALM], &["index out of bounds"]).check();
        assert_eq!(log(&[ERROR, PANIC], &["a request failed"]).faults().len(), 1);
        assert!(fails(&log(&[ERROR, PANIC], &["a request failed"])));
    }

    #[test]
    fn a_declared_error_that_does_not_come_fails_the_test() {
        let missing = log(&[CALM, ERROR], &["a request failed", "index out of bounds"]);
        assert_eq!(missing.faults(), ["declared, but not logged: index out of bounds"]);
        assert!(fails(&missing));
    }

    #[test]
    fn a_test_that_fails_by_itself_is_not_aborted_by_the_check() {
        struct Checked(Log);
        impl Drop for Checked {
            fn drop(&mut self) {
                self.0.check();
            }
        }
        let failing = catch_unwind(|| {
            let _checked = Checked(log(&[ERROR], &[]));
            panic!("the test's own");
        });
        assert_eq!(failing.unwrap_err().downcast_ref(), Some(&"the test's own"));
    }

    #[tokio::test]
    async fn errors_and_panics_of_a_server_in_a_task_are_noticed() {
        let calm = TaskLog::default();
        tokio::spawn(calm.of(async { tracing::warn!("nothing to worry about") })).await.unwrap();
        drop(calm);

        async fn serve(fault: &str) {
            match fault {
                "an error" => tracing::error!("a task failed"),
                _ => panic!("a task failed"),
            }
        }
        for fault in ["an error", "a panic"] {
            let log = TaskLog::default();
            let _ = tokio::spawn(log.of(serve(fault))).await;
            assert!(catch_unwind(AssertUnwindSafe(|| drop(log))).is_err(), "{fault} went unnoticed");
            let log = TaskLog::default();
            log.expects_error("a task failed");
            let _ = tokio::spawn(log.of(serve(fault))).await;
        }
    }
}

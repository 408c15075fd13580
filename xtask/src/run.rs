//! Runs programs: prints which, passes their output on, ends them when the user presses Ctrl-C, and reports the time they took.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::Result;

static INTERRUPTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();
/// How long a program that got Ctrl-C, too, may take to tidy up.
const GRACE: Duration = Duration::from_secs(10);

/// From now on Ctrl-C ends the running program and lets this one tidy up.
pub fn catch_signals() -> Result {
    let flag = INTERRUPTED.get_or_init(Arc::default);
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        let caught = signal_hook::flag::register(signal, Arc::clone(flag));
        caught.map_err(|error| format!("cannot catch signals: {error}"))?;
    }
    Ok(())
}

/// Whether the user wants to stop.
pub fn interrupted() -> bool {
    INTERRUPTED.get().is_some_and(|flag| flag.load(Ordering::Relaxed))
}

/// Prints what begins, and afterwards how long it took and whether it went well.
pub fn step<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    if interrupted() {
        return Err("stopped".into());
    }
    eprintln!("\n==> {title}");
    let begin = Instant::now();
    let result = work();
    let seconds = begin.elapsed().as_secs_f32();
    match &result {
        Ok(_) => eprintln!("    {title}: done in {seconds:.1} s"),
        Err(message) => eprintln!("    {title}: FAILED after {seconds:.1} s: {message}"),
    }
    result
}

/// Runs a program to its end, its output going where ours goes.
pub fn run(command: &mut Command) -> Result {
    say(command);
    let status = wait(spawn(command)?)?;
    judge(command, status)
}

/// Runs a program quietly and returns what it printed.
pub fn output_of(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("cannot run {}: {error}", name(command)))?;
    if !output.status.success() {
        return Err(format!("{} failed: {}", name(command), String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program exists and exits successfully; prints nothing.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).output().is_ok_and(|output| output.status.success())
}

/// Runs a program, passes on every line that it prints and returns them all, whether it went well or not.
pub fn run_listening(command: &mut Command) -> Result<(Result, Vec<String>)> {
    say(command);
    let mut child = spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let out = child.stdout.take().map(|stream| echo(stream, |line| println!("{line}")));
    let err = child.stderr.take().map(|stream| echo(stream, |line| eprintln!("{line}")));
    let status = wait(child)?;
    let lines = [out, err].into_iter().flatten().filter_map(|thread| thread.join().ok()).flatten().collect();
    Ok((judge(command, status), lines))
}

fn echo(stream: impl Read + Send + 'static, print: fn(&str)) -> JoinHandle<Vec<String>> {
    std::thread::spawn(move || {
        let lines = BufReader::new(stream).lines().map_while(std::result::Result::ok);
        lines.inspect(|line| print(line)).collect()
    })
}

fn say(command: &Command) {
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
    eprintln!("    $ {} {}", name(command), words.join(" "));
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn spawn(command: &mut Command) -> Result<Child> {
    command.spawn().map_err(|error| format!("cannot run {}: {error}", name(command)))
}

fn judge(command: &Command, status: ExitStatus) -> Result {
    if interrupted() {
        return Err("stopped".into());
    }
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", name(command))) }
}

/// Waits for a child; after Ctrl-C, which the terminal sent to it too, only for [`GRACE`].
fn wait(mut child: Child) -> Result<ExitStatus> {
    let mut last_moment = None;
    loop {
        if let Some(status) = child.try_wait().map_err(|error| format!("cannot wait for a program: {error}"))? {
            return Ok(status);
        }
        if interrupted() && Instant::now() > *last_moment.get_or_insert_with(|| Instant::now() + GRACE) {
            // Fails only if it has ended meanwhile.
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

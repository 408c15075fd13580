//! `cargo xtask coverage`: how many lines of the API and of the use cases their tests run. The black-box tests' servers count, too.

use crate::database::ThrowAway;
use crate::install::{self, For};
use crate::run::{output_of, run, step};
use crate::{Result, programs, project};

/// Whose lines are counted: everything that decides what a client gets.
const MEASURED: [&str; 2] = ["server/src/api", "crates/services/src"];
/// The least share of their lines that tests run, in percent.
const LEAST: f64 = 95.0;

/// Lines of a file, and how many of them were run.
#[derive(Debug, PartialEq, Eq)]
struct FileCoverage {
    file: String,
    lines: usize,
    run: usize,
}

impl FileCoverage {
    fn percent(&self) -> f64 {
        if self.lines == 0 { 100.0 } else { self.run as f64 * 100.0 / self.lines as f64 }
    }
}

/// Runs the tests of `services` and of the server with counters in both, and prints each file's share, the lowest first.
pub fn coverage() -> Result {
    install::install(For::Tests)?;
    install_llvm_cov()?;
    run(llvm_cov().args(["clean", "--profraw-only"]))?;
    let tested = step("tests with counters", || {
        let database = ThrowAway::start()?;
        let mut tests = llvm_cov();
        tests.args([
            "nextest",
            "--no-report",
            "--no-fail-fast",
            "--locked",
            "--package",
            "services",
            "--package",
            "aethex",
        ]);
        tests.env("DATABASE_URL", database.url()).env("AETHEX_SITE_DIR", project::site());
        // A few files that all processes add to: one for each of the hundreds of servers would fill the disk.
        run(tests.env("LLVM_PROFILE_FILE_NAME", "aethex-%4m.profraw"))
    });
    let mut files = measured(&output_of(llvm_cov().args(["report", "--lcov"]))?);
    files.sort_by(|one, other| one.percent().total_cmp(&other.percent()));
    let sum = |part: &str, count: fn(&FileCoverage) -> usize| -> usize {
        files.iter().filter(|file| file.file.starts_with(part)).map(count).sum()
    };
    for file in &files {
        println!("{:6.1} %  {:5} of {:5}  {}", file.percent(), file.run, file.lines, file.file);
    }
    let mut low = Vec::new();
    for part in MEASURED {
        let file = part.to_owned();
        let all = FileCoverage { file, lines: sum(part, |file| file.lines), run: sum(part, |file| file.run) };
        println!("{:6.1} %  {:5} of {:5}  all of {part}", all.percent(), all.run, all.lines);
        if all.percent() < LEAST {
            low.push(part);
        }
    }
    tested?;
    if low.is_empty() { Ok(()) } else { Err(format!("less than {LEAST} % of the lines are run: {}", low.join(", "))) }
}

fn llvm_cov() -> std::process::Command {
    let mut cargo = programs::cargo();
    cargo.arg("llvm-cov");
    cargo
}

fn install_llvm_cov() -> Result {
    if programs::find("cargo-llvm-cov").is_none() {
        run(programs::cargo().args(["install", "cargo-llvm-cov", "--locked", "--root"]).arg(programs::tools_dir()))?;
    }
    run(programs::command("rustup").args(["component", "add", "llvm-tools"]))
}

/// The measured files in a report in the format of lcov: `SF` begins a file, `LF` counts its lines, `LH` those that were run.
fn measured(report: &str) -> Vec<FileCoverage> {
    let root = format!("{}/", project::root().display());
    let mut files: Vec<FileCoverage> = Vec::new();
    for line in report.lines() {
        match (line.split_once(':'), files.last_mut()) {
            (Some(("SF", path)), _) => {
                let file = path.strip_prefix(&root).unwrap_or(path).to_owned();
                files.push(FileCoverage { file, lines: 0, run: 0 });
            }
            (Some(("LF", count)), Some(file)) => file.lines = count.parse().unwrap_or_default(),
            (Some(("LH", count)), Some(file)) => file.run = count.parse().unwrap_or_default(),
            _ => {}
        }
    }
    files.retain(|file| MEASURED.iter().any(|part| file.file.starts_with(part)));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_for_the_measured_files() {
        let root = project::root().display();
        let report = format!(
            "SF:{root}/server/src/api.rs\nDA:1,0\nLF:4\nLH:3\nend_of_record\nSF:{root}/server/src/main.rs\nLF:9\nLH:0\nend_of_record\n"
        );
        let files = measured(&report);
        assert_eq!(files, [FileCoverage { file: "server/src/api.rs".into(), lines: 4, run: 3 }]);
        assert_eq!(files[0].percent(), 75.0);
    }
}

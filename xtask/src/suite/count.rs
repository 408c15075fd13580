//! Adds up what the test runners report in their closing lines.

/// How many tests passed and failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Tests that passed, at the first try or at a later one.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

impl Count {
    /// Takes a line of output; adds it when it is a closing line of cargo, nextest or Playwright.
    pub fn add_line(&mut self, line: &str) {
        let line = plain(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        let closing = match words.as_slice() {
            // test result: ok. 4 passed; 0 failed; 0 ignored; …
            // Indented it is what nextest repeats of a failed try, which its own line counts.
            ["test", "result:", ..] => line.starts_with("test"),
            // Summary [   1.2s] 12 tests run: 11 passed, 1 failed, 0 skipped
            ["Summary", ..] => true,
            //   12 passed (1.2m)
            [number, "passed" | "failed" | "flaky", ..] => line.starts_with("  ") && number.parse::<usize>().is_ok(),
            _ => false,
        };
        if !closing {
            return;
        }
        for pair in words.windows(2) {
            let (Ok(number), what) = (pair[0].parse::<usize>(), pair[1].trim_end_matches([',', ';'])) else { continue };
            match what {
                "passed" | "flaky" => self.passed += number,
                "failed" => self.failed += number,
                // Nextest: tests that ran too long or could not be started.
                "timed" | "exec" => self.failed += number,
                _ => {}
            }
        }
    }
}

/// The line without colour codes.
fn plain(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line.chars();
    while let Some(letter) = rest.next() {
        if letter == '\u{1b}' {
            rest.by_ref().find(|letter| letter.is_ascii_alphabetic());
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_every_runner_add_up() {
        let mut count = Count::default();
        for line in [
            "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "     Summary [  33.2s] 12 tests run: 11 passed, 1 failed, 0 skipped",
            "\u{1b}[32m  3 passed\u{1b}[39m (1.2m)",
            "  1 failed",
            "  1 flaky",
            "5 passed quietly",
            "running 4 tests",
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 64 filtered out; finished in 0.14s",
            "     Summary [   9.1s] 2 tests run: 2 passed (1 flaky), 0 skipped",
        ] {
            count.add_line(line);
        }
        assert_eq!(count, Count { passed: 21, failed: 2 });
    }
}

//! Adds up what the test runners report in their closing lines, and keeps what needed a second try.

use std::collections::BTreeMap;

/// How many tests passed and failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Tests that passed, at the first try or at a later one.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Tests that failed first and passed then.
    pub flaky: Vec<String>,
    /// How the first try of a test failed, by the test's name in its own program.
    first_failures: BTreeMap<String, String>,
    /// The test whose failure the next lines tell.
    failing: Option<String>,
    /// Playwright lists the tests of a kind below their number.
    lists_flaky: bool,
}

impl Count {
    /// What to say above the closing line: each test that needed a second try, with its first failure.
    pub fn second_tries(&self) -> Vec<String> {
        let told = |name: &String| {
            // Nextest puts the program before it.
            let own_name = name.rsplit(' ').next().unwrap_or(name);
            match self.first_failures.get(name).or_else(|| self.first_failures.get(own_name)) {
                Some(failure) => format!("needed a second try: {name}: {failure}"),
                None => format!("needed a second try: {name}"),
            }
        };
        self.flaky.iter().map(told).collect()
    }

    /// Takes a line of output; adds it when it is a closing line of cargo, nextest or Playwright.
    pub fn add_line(&mut self, line: &str) {
        let line = plain(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        self.note_second_try(&line, &words);
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

impl Count {
    /// Whether the failure that is told is one of a browser test.
    fn is_in_browser(&self) -> bool {
        self.failing.as_ref().is_some_and(|name| name.contains(".spec.ts:"))
    }

    fn note_second_try(&mut self, line: &str, words: &[&str]) {
        match words {
            // thread 'chat::a_test' (123) panicked at tests/chat.rs:7:5:
            // the message
            ["thread", name, .., "panicked", "at", place] => {
                let (name, place) = (name.trim_matches('\'').to_owned(), place.trim_end_matches(':'));
                if !self.first_failures.contains_key(&name) {
                    self.first_failures.insert(name.clone(), format!("panicked at {place}"));
                    self.failing = Some(name);
                }
            }
            //   TRY 1 TMT [ 480.0s] (3/9) aethex::platform chat::a_test
            ["TRY", _, "TMT", .., name] => {
                self.first_failures.entry((*name).to_owned()).or_insert_with(|| "it took too long".to_owned());
            }
            //   1) tests/video.spec.ts:8:1 › a video ─────
            //     Error: expected …
            [number, file, ..] if number.ends_with(')') && file.contains(".spec.ts:") => {
                let (_, title) = line.split_once(')').unwrap_or_default();
                let title = title.trim_end_matches('\u{2500}').trim().to_owned();
                self.failing = Some(title).filter(|title| !self.first_failures.contains_key(title));
            }
            [first, ..] if self.failing.is_some() && (!self.is_in_browser() || is_error(first)) => {
                let failure = self.first_failures.entry(self.failing.take().unwrap_or_default()).or_default();
                let before = if failure.is_empty() { "" } else { ": " };
                *failure = format!("{failure}{before}{}", line.trim());
            }
            //   FLAKY 2/2 [   1.2s] (3/9) aethex::platform chat::a_test
            ["FLAKY", _, rest @ ..] => {
                let name = rest.iter().skip_while(|word| !word.contains("::")).copied().collect::<Vec<_>>().join(" ");
                if !self.flaky.contains(&name) {
                    self.flaky.push(name);
                }
            }
            //   1 flaky
            //     tests/video.spec.ts:8:1 › a video
            [number, kind @ ("passed" | "failed" | "flaky"), ..] if number.parse::<usize>().is_ok() => {
                self.lists_flaky = *kind == "flaky";
            }
            _ if self.lists_flaky && line.starts_with("    ") => self.flaky.push(line.trim().to_owned()),
            _ => self.lists_flaky = false,
        }
    }
}

/// Whether a line of Playwright's begins to tell why a test failed.
fn is_error(first: &str) -> bool {
    first == "Test" || first.ends_with("Error:")
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
        assert_eq!((count.passed, count.failed), (21, 2));
    }

    #[test]
    fn a_second_try_is_named_with_its_first_failure() {
        let mut count = Count::default();
        for line in [
            "    thread 'chat::all_comes' (31) panicked at server/tests/platform/chat.rs:7:5:",
            "    one message is missing",
            "    stack backtrace:",
            "  TRY 1 TMT [ 480.0s] (1/2) aethex::platform chat::waits",
            "   FLAKY 2/2 [   1.0s] (1/2) aethex::platform chat::waits",
            "  TRY 1 FAIL [   1.0s] (1/2) aethex::platform chat::all_comes",
            "    thread 'chat::all_comes' (32) panicked at server/tests/platform/chat.rs:9:5:",
            "     Summary [   9.1s] 2 tests run: 2 passed (1 flaky), 0 skipped",
            "   FLAKY 2/2 [   1.0s] (1/2) aethex::platform chat::all_comes",
            "  1) end2end/tests/video.spec.ts:8:1 \u{203a} a video \u{2500}\u{2500}",
            "",
            "    Test timeout of 240000ms exceeded.",
            "    Error: expect(locator).toBeVisible() failed",
            "  1 flaky",
            "    end2end/tests/video.spec.ts:8:1 \u{203a} a video",
            "  3 passed (1.2m)",
        ] {
            count.add_line(line);
        }
        assert_eq!(
            count.second_tries(),
            [
                "needed a second try: aethex::platform chat::waits: it took too long",
                "needed a second try: aethex::platform chat::all_comes: panicked at server/tests/platform/chat.rs:7:5: one message is missing",
                "needed a second try: end2end/tests/video.spec.ts:8:1 \u{203a} a video: Test timeout of 240000ms exceeded.",
            ]
        );
    }
}

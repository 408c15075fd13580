//! Log lines, as text for people or JSON for machines.

use crate::config::{Config, LogFormat};
use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Libraries around object storage tell of each request, some with all of its headers; who wants that can name them in the setting.
const QUIET: &str = "aws_runtime=warn,aws_sdk_s3=warn,aws_sigv4=warn,aws_smithy_http_client=warn,\
                     aws_smithy_runtime=warn,aws_smithy_runtime_api=warn,s3s=warn,s3s_fs=warn";

/// Prints a line for the operator. Whoever started the server may have closed its output since, which is no reason to stop.
macro_rules! say {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}
pub(crate) use say;

/// What is logged, from the setting; none where it cannot be read.
pub fn filter(setting: &str) -> Option<EnvFilter> {
    // A single word that is no level would silence everything else: it counts as the name of a module.
    let is_word = |directive: &&str| !directive.contains(['=', '[']);
    if setting.split(',').map(str::trim).filter(is_word).any(|word| word.parse::<LevelFilter>().is_err()) {
        return None;
    }
    EnvFilter::try_new(format!("{QUIET},{setting}")).ok()
}

/// Starts logging; once per process.
pub fn start(config: &Config) {
    let filter = filter(&config.log).unwrap_or_else(|| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // Colours are for a terminal; in a file they are noise.
    let builder = builder.with_ansi(std::io::stderr().is_terminal());
    // A line that cannot be written, because the log's disk is full, is lost: telling of it in the same place would panic.
    let builder = builder.log_internal_errors(false);
    match config.log_format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
}

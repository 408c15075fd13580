//! Log lines, as text for people or JSON for machines.

use crate::config::{Config, LogFormat};
use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Libraries around object storage log each request, some with all of its headers, and each failure; the recorder says once that storage is
/// away. Those around sessions call each old cookie suspicious, and log failures that we log ourselves. An operator can enable them in the
/// setting.
const QUIET: &str = "aws_runtime=warn,aws_sdk_s3=warn,aws_sigv4=warn,aws_smithy_http_client=warn,\
                     aws_smithy_runtime=warn,aws_smithy_runtime_api=warn,s3s=off,s3s_fs=warn,\
                     tower_sessions=error,tower_sessions_core=off";

/// Prints a line for the operator. The parent process may have closed the output, which is no reason to stop.
macro_rules! say {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}
pub(crate) use say;

/// The log filter of the setting; none if it cannot be parsed.
pub fn filter(setting: &str) -> Option<EnvFilter> {
    // A single word that is no level would count as the name of a module and silence everything else.
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
    // Colours only on a terminal.
    let builder = builder.with_ansi(std::io::stderr().is_terminal());
    // A line that cannot be written, for example on a full disk, is lost: reporting that to the same place would panic.
    let builder = builder.log_internal_errors(false);
    match config.log_format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
}

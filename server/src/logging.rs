//! Log lines, as text for people or JSON for machines.

use crate::config::{Config, LogFormat};
use tracing_subscriber::EnvFilter;

/// Libraries around object storage tell of each request, some with all of its headers; who wants that can name them in the setting.
const QUIET: &str = "aws_runtime=warn,aws_sdk_s3=warn,aws_sigv4=warn,aws_smithy_http_client=warn,\
                     aws_smithy_runtime=warn,aws_smithy_runtime_api=warn,s3s=warn,s3s_fs=warn";

/// Starts logging; once per process.
pub fn start(config: &Config) {
    let filter = EnvFilter::try_new(format!("{QUIET},{}", config.log)).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A line that cannot be written, because the log's disk is full, is lost: telling of it in the same place would panic.
    let builder = builder.log_internal_errors(false);
    match config.log_format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
}

//! Programs from the system's package manager.

use std::path::Path;
use std::process::Command;

use super::For;
use crate::run::{output_of, run, succeeds};
use crate::{Result, programs};

/// A program that the system's packages bring.
struct Need {
    what: &'static str,
    is_there: fn() -> bool,
    /// Debian's and Ubuntu's packages.
    apt: &'static [&'static str],
    /// Homebrew's packages.
    brew: &'static [&'static str],
    purpose: For,
}

const NEEDS: [Need; 8] = [
    Need {
        what: "a C compiler, for TLS",
        is_there: || programs::find("cc").is_some(),
        apt: &["gcc", "libc6-dev"],
        brew: &["gcc"],
        purpose: For::Running,
    },
    Need {
        what: "ffmpeg, for lower qualities and the demo's picture",
        is_there: || programs::find("ffmpeg").is_some(),
        apt: &["ffmpeg"],
        brew: &["ffmpeg"],
        purpose: For::Running,
    },
    Need {
        what: "PostgreSQL's programs, for the embedded database",
        is_there: embedded_postgres::is_installed,
        apt: &["postgresql"],
        brew: &["postgresql@17"],
        purpose: For::Running,
    },
    Need {
        what: "Chromium, for the browser tests",
        is_there: || programs::browser().is_some(),
        apt: &["chromium"],
        brew: &["chromium"],
        purpose: For::Tests,
    },
    Need {
        what: "curl and Python, which the API's examples are written for",
        is_there: || ["curl", "python3"].iter().all(|program| programs::find(program).is_some()),
        apt: &["curl", "python3"],
        brew: &["curl", "python"],
        purpose: For::Tests,
    },
    Need {
        what: "GStreamer, a second encoder for the tests",
        is_there: gstreamer_is_there,
        apt: &[
            "gstreamer1.0-tools",
            "gstreamer1.0-plugins-base",
            "gstreamer1.0-plugins-good",
            "gstreamer1.0-plugins-bad",
            "gstreamer1.0-plugins-ugly",
            "gstreamer1.0-libav",
        ],
        brew: &["gstreamer"],
        purpose: For::Tests,
    },
    Need {
        what: "nginx with its RTMP module, to compare with",
        is_there: || nginx_is_there() && Path::new("/usr/lib/nginx/modules/ngx_rtmp_module.so").is_file(),
        apt: &["nginx", "libnginx-mod-rtmp"],
        brew: &["nginx"],
        purpose: For::Benches,
    },
    Need {
        what: "mpv, VLC and streamlink, players to test with",
        is_there: || ["mpv", "cvlc", "streamlink"].iter().all(|player| programs::find(player).is_some()),
        apt: &["mpv", "vlc-bin", "vlc-plugin-base", "streamlink"],
        brew: &["mpv", "vlc", "streamlink"],
        purpose: For::AllTests,
    },
];

/// Debian installs it in a folder that is only on root's search path.
fn nginx_is_there() -> bool {
    programs::find("nginx").is_some() || Path::new("/usr/sbin/nginx").is_file()
}

fn gstreamer_is_there() -> bool {
    let elements = ["x264enc", "avenc_aac", "flvmux", "rtmpsink", "rtmp2sink"];
    elements.iter().all(|element| succeeds(programs::command("gst-inspect-1.0").args(["--exists", element])))
}

/// Installs the packages that `purpose` needs and that are not there.
pub fn install(purpose: For) -> Result {
    let needed = |need: &&Need| purpose.includes(need.purpose);
    let missing: Vec<&Need> = NEEDS.iter().filter(needed).filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    for need in &missing {
        eprintln!("    missing: {}", need.what);
    }
    if programs::find("apt-get").is_none() {
        return Err(by_hand(&missing));
    }
    let mut packages: Vec<&str> = missing.iter().flat_map(|need| need.apt).copied().collect();
    let chrome = is_ubuntu() && packages.contains(&"chromium");
    if chrome {
        // Ubuntu's package is a snap, which neither starts in a container nor below a foreign home.
        packages.retain(|package| *package != "chromium");
    }
    if packages.contains(&"postgresql") {
        keep_default_cluster_away()?;
    }
    let brings_nginx = packages.contains(&"nginx") && !nginx_is_there();
    if !packages.is_empty() {
        run(&mut as_root(&["apt-get", "update", "-q"])?)?;
        let mut words = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-q", "-y"];
        words.push("--no-install-recommends");
        words.extend(packages);
        run(&mut as_root(&words)?)?;
    }
    if brings_nginx {
        stop_default_nginx();
    }
    if chrome {
        run(programs::command("npx").args(["--yes", "playwright", "install", "--with-deps", "chrome"]))?;
    }
    match missing.iter().find(|need| !(need.is_there)()) {
        Some(need) => Err(format!("still missing after installation: {}", need.what)),
        None => Ok(()),
    }
}

fn by_hand(missing: &[&Need]) -> String {
    let (manager, packages): (_, Vec<&str>) = if cfg!(target_os = "macos") {
        ("brew install", missing.iter().flat_map(|need| need.brew).copied().collect())
    } else {
        (
            "with your package manager (these are Debian's names):",
            missing.iter().flat_map(|need| need.apt).copied().collect(),
        )
    };
    format!("please install {manager} {}", packages.join(" "))
}

fn is_ubuntu() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

/// Debian's package would create and start a server of its own; only the programs are wanted.
fn keep_default_cluster_away() -> Result {
    const FOLDER: &str = "/etc/postgresql-common/createcluster.d";
    let script = format!("mkdir -p {FOLDER} && echo 'create_main_cluster = false' > {FOLDER}/aethex-live.conf");
    run(&mut as_root(&["sh", "-c", &script])?)
}

/// Debian's package starts a server of its own where there is a service manager; only the program is wanted.
fn stop_default_nginx() {
    for action in ["stop", "disable"] {
        if let Ok(mut systemctl) = as_root(&["systemctl", action, "nginx"]) {
            // Where there is no service manager nothing was started.
            succeeds(&mut systemctl);
        }
    }
}

/// A command with root's rights.
fn as_root(words: &[&str]) -> Result<Command> {
    let is_root = output_of(Command::new("id").arg("-u"))?.trim() == "0";
    let (first, rest) = words.split_first().ok_or("no command")?;
    if is_root {
        let mut command = Command::new(first);
        command.args(rest);
        return Ok(command);
    }
    let sudo = programs::find("sudo").ok_or_else(|| format!("please run as root: {}", words.join(" ")))?;
    let mut command = Command::new(sudo);
    command.args(words);
    Ok(command)
}

//! The browser's bundle: the application as WASM in several files, one style sheet, the player and a font, under the names that
//! pages ask for, and a compressed copy of every file beside it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{run, step};
use crate::{Result, programs, project};

/// The sources of the bundle.
const SOURCES: [&str; 10] = [
    "app",
    "crates/domain",
    "frontend",
    "style",
    "xtask/src/site.rs",
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    ".cargo/config.toml",
    "rust-toolchain.toml",
];
/// What goes into the bundle as it is.
const COPIES: [&str; 3] = [
    "style/emotes.svg",
    "node_modules/hls.js/dist/hls.light.min.js",
    "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
];
/// What wasm-opt may use: what the compiler uses, too.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds `<target>/site/pkg`, unless it is there and nothing that goes into it has changed.
pub fn build() -> Result {
    let site = project::site();
    let stamp = site.join("built-from");
    let sources = fingerprint()?;
    if fs::read_to_string(&stamp).is_ok_and(|built| built == sources) {
        return Ok(());
    }
    step("building the browser's bundle", || {
        let pkg = site.join("pkg");
        // A build that fails halfway must not pass for a whole one, and parts of earlier builds may have other names.
        let _ = fs::remove_file(&stamp);
        let _ = fs::remove_dir_all(&pkg);
        application(&pkg)?;
        let style = pkg.join("aethex.css");
        run(programs::command("tailwindcss").args(["--input", "style/main.css", "--output"]).arg(style))?;
        for copy in COPIES.map(Path::new) {
            let name = copy.file_name().unwrap_or_default();
            fs::copy(copy, pkg.join(name)).map_err(|error| format!("cannot copy {}: {error}", copy.display()))?;
        }
        run(programs::command("node").arg("xtask/precompress.mjs").arg(&pkg))?;
        fs::write(&stamp, sources).map_err(|error| format!("cannot write {}: {error}", stamp.display()))
    })
}

/// `aethex.js` and `aethex.wasm`, which every page starts, and `__wasm_split.js`, which brings the other `.wasm` files when
/// they are needed: what `app` marks with `wasm_split` and only that uses.
fn application(pkg: &Path) -> Result {
    let wasm32 = "wasm32-unknown-unknown";
    let mut cargo = programs::cargo();
    cargo.args(["rustc", "--locked", "--package", "frontend", "--lib", "--profile", "wasm-release"]);
    // The splitter sees by the relocations what uses what.
    run(cargo.args(["--target", wasm32, "--", "-Clink-arg=--emit-relocs"]))?;
    let built = project::target().join(wasm32).join("wasm-release/frontend.wasm");
    let parts = project::target().join("wasm-split");
    let _ = fs::remove_dir_all(&parts);
    let failed = |error| format!("cannot write the browser's program: {error}");
    fs::create_dir_all(&parts).and_then(|()| fs::create_dir_all(pkg)).map_err(failed)?;
    run(programs::command("wasm-split-cli").arg(built).arg(&parts).args(["--out-name", "aethex"]))?;

    // wasm-bindgen writes `aethex.js` and, in the main part's place, `aethex_bg.wasm`. The other parts need what the linker exports.
    let mut wasm_bindgen = programs::command("wasm-bindgen");
    wasm_bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "aethex"]);
    run(wasm_bindgen.arg("--out-dir").arg(&parts).arg(parts.join("aethex.wasm")))?;
    fs::rename(parts.join("aethex_bg.wasm"), parts.join("aethex.wasm")).map_err(failed)?;
    for part in fs::read_dir(&parts).map_err(failed)? {
        let part = part.map_err(failed)?;
        let [from, to] = [part.path(), pkg.join(part.file_name())];
        if from.extension().is_some_and(|extension| extension == "wasm") {
            run(programs::command("wasm-opt").arg("-Oz").args(WASM_FEATURES).arg(from).arg("--output").arg(to))?;
        } else {
            let script = fs::read_to_string(from).map_err(failed)?;
            fs::write(to, script.replace("aethex_bg.wasm", "aethex.wasm")).map_err(failed)?;
        }
    }
    Ok(())
}

/// A number that changes with every change of a source (FNV-1a over paths and contents).
fn fingerprint() -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(Path::new(source), &mut files).map_err(|error| format!("cannot read {source}: {error}"))?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let content = fs::read(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        for byte in file.as_os_str().as_encoded_bytes().iter().chain(&content) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(format!("{hash:016x}\n"))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

//! libFuzzer for the targets of the crates' fuzz tests: coverage leads it to inputs that the seeded changes of those tests do not reach.
//!
//! One program for all targets; `FUZZ_TARGET` names the one that runs. `cargo xtask fuzz` builds and starts it.
#![no_main]

use std::env;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/domain/tests/fuzz/targets.rs"]
mod domain_targets;
#[path = "../../crates/media/tests/fuzz/targets.rs"]
mod media_targets;

use domain_targets::*;
use media_targets::*;

type Target = fn(&[u8]);

macro_rules! target {
    ($($name:ident)+) => { |name: &str| match name { $(stringify!($name) => Some($name as Target),)+ _ => None } };
}

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = env::var("FUZZ_TARGET").expect("FUZZ_TARGET names the target");
    find(&name).unwrap_or_else(|| panic!("there is no target {name}"))
});

fn find(name: &str) -> Option<Target> {
    domain_targets::with_each!(target)(name).or_else(|| media_targets::with_each!(target)(name))
}

fuzz_target!(|data: &[u8]| (*TARGET)(data));

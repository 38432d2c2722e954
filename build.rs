//! Tells the linker how to make the program that is shipped a seventh smaller.

use std::env::var;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Nobody unwinds: a panic ends the program, and what it would be traced by has no names.
const WITHOUT_UNWINDING: &str =
    "SECTIONS { /DISCARD/ : { *(.eh_frame) *(.gcc_except_table*) } } INSERT AFTER .text;\n";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is_shipped = var("PROFILE").is_ok_and(|it| it == "release");
    if is_shipped && links_with_own_lld() {
        let script = PathBuf::from(var("OUT_DIR").expect("cargo tells where to write"))
            .join("without-unwinding.ld");
        std::fs::write(&script, WITHOUT_UNWINDING).expect("the folder can be written");
        let script = format!("--script={}", script.display());
        // Functions that are the same code are kept once, and relocations as a map of bits.
        let options = ["--icf=all", "-zpack-relative-relocs", "--no-eh-frame-hdr", &script];
        for it in options {
            println!("cargo:rustc-link-arg-bin=erc=-Wl,{it}");
        }
    }
}

/// Whether the linker is the one that comes with the toolchain, which takes these options; others may not.
fn links_with_own_lld() -> bool {
    let is_usual = var("RUSTC_LINKER").is_err()
        && var("CARGO_ENCODED_RUSTFLAGS").is_ok_and(|it| it.is_empty());
    let target = var("TARGET").unwrap_or_default();
    is_usual
        && target == "x86_64-unknown-linux-gnu"
        && own_lld(&target).is_some_and(|it| it.exists())
}

fn own_lld(target: &str) -> Option<PathBuf> {
    let asked = Command::new(var("RUSTC").ok()?).args(["--print", "sysroot"]).output().ok()?;
    let sysroot = String::from_utf8(asked.stdout).ok()?;
    Some(Path::new(sysroot.trim()).join("lib/rustlib").join(target).join("bin/gcc-ld/ld.lld"))
}

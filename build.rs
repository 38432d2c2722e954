//! Tells the linker how to make the program that is shipped smaller, in its file and in memory.

// A build script is there to ask cargo, by its environment, and to write files for the linker.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::env::var;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What every command runs through, by the start of its mangled name: the rooms from text to schema, and the crates
/// that read arguments and settings and write messages. It is put together, for a page of code that is needed comes into
/// memory with fifteen neighbours. What is missing here lies somewhere else, and that is all.
const OFTEN: [&str; 65] = [
    "3erc4main",
    "3erc3cli8dispatch",
    "3erc3cli7project",
    "3erc3cli8commands5check5print",
    "3erc3cli6source6native",
    "3erc2io7session15database_of_url",
    "3erc2io7session8resolved",
    "3erc2io8terminal",
    "3erc2io5files",
    "3erc2io6loader",
    "3erc7project",
    "3erc4lint8baseline",
    "3erc6report",
    "3erc4base",
    "3erc6syntax",
    "3erc5model",
    "3erc6schema5lower",
    "3erc6schema10constraint",
    "3erc6schema13QualifiedName",
    "3erc6schema5table",
    "3erc6schema6native",
    "3erc6schema8settings",
    "3erc7dialect7realize",
    "3erc7dialect10expression",
    "3erc7dialect12capabilities",
    "3erc7dialect5diags",
    "3erc7dialect5mysql11expressions",
    "3erc7dialect5mysql5types",
    "3erc7dialect5mysql7pattern",
    "3erc7dialect5mysql8settings",
    "3erc7dialect5names",
    "3erc7dialect5types",
    "3erc7dialect6sqlite11expressions",
    "3erc7dialect6sqlite4glob",
    "3erc7dialect6sqlite5types",
    "3erc7dialect7options",
    "3erc7dialect7several",
    "3erc7dialect8contract",
    "3erc7dialect8lowering",
    "3erc7dialect8postgres10extensions",
    "3erc7dialect8postgres11expressions",
    "3erc7dialect8postgres5types",
    "*_$LT$erc..",
    "12clap_builder",
    "*_$LT$clap_builder..",
    "*_$LT$I$u20$as$u20$clap_builder..",
    "*_$LT$P$u20$as$u20$clap_builder..",
    "8clap_lex",
    "4pest",
    "*_$LT$pest..",
    "8ucd_trie",
    "8petgraph",
    "*petgraph..",
    "13unicode_ident",
    "11fixedbitset",
    "*_$LT$fixedbitset..",
    "4toml",
    "6winnow",
    "11toml_parser",
    "*toml_parser..",
    "6miette",
    "*_$LT$miette..",
    "10owo_colors",
    "*_$LT$owo_colors..",
    "8textwrap",
];

/// What all of that is made of: one copy for each type, most of them small.
const SHARED: [&str; 21] = [
    "8indexmap",
    "8smol_str",
    "*_$LT$smol_str..",
    "9hashbrown",
    "*hashbrown..",
    "5alloc",
    "*_$LT$alloc..",
    "*alloc..",
    "3std",
    "*_$LT$std..",
    "4core",
    "*_$LT$core..",
    "*_$LT$T$u20$as$u20$core..",
    "*_$LT$$RF$T$u20$as$u20$core..",
    "*_$LT$usize$u20$as$u20$core..",
    "*_$LT$A$u20$as$u20$core..",
    "6memchr4arch6x86_64",
    "*stacker..",
    "*_$LT$sqlparser..ast..IamRoleKind",
    "*winnow..stream..ContainsToken",
    "5bytes5bytes16static_is_unique",
];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is_shipped = var("PROFILE").is_ok_and(|it| it == "release");
    if is_shipped && links_with_own_lld() {
        let script =
            PathBuf::from(var("OUT_DIR").expect("cargo tells where to write")).join("sections.ld");
        std::fs::write(&script, sections()).expect("the folder can be written");
        let script = format!("--script={}", script.display());
        // Functions that are the same code are kept once, and relocations as a map of bits.
        for it in ["--icf=all", "-zpack-relative-relocs", "--no-eh-frame-hdr", &script] {
            println!("cargo:rustc-link-arg-bin=erc=-Wl,{it}");
        }
    }
}

/// The script of the linker. Sorting and boxed functions are seldom, and have a copy for each type as well. Nobody
/// unwinds: a panic ends the program, and what it would be traced by has no names.
fn sections() -> String {
    let named = |kind: &str, names: &[&str]| -> String {
        names.iter().map(|it| format!(" *(.text.{kind}_ZN{it}*)")).collect()
    };
    // The standard library is mangled in another way, and the allocator is written in C.
    let often = [
        named("", &OFTEN),
        " *(.text.*mi_*) *(.text.chacha_block)".to_owned(),
        // Where the program starts, and what looks at its stack.
        " *crt1.o(.text) *crtbeginS.o(.text) *(.text.main) *libpsm*:*(.text)".to_owned(),
        named("", &SHARED),
        " *(.text._R*) *(.text.unlikely._R*)".to_owned(),
        named("unlikely.", &SHARED),
        named("unlikely.", &["*_$LT$erc.."]),
    ];
    format!(
        "SECTIONS {{ .text.seldom : {{{} }} }} INSERT AFTER .text;\n\
        SECTIONS {{\n  .text.often : {{{} }}\n  \
        /DISCARD/ : {{ *(.eh_frame) *(.gcc_except_table*) }}\n}} INSERT BEFORE .text;\n",
        named("", &["4core5slice4sort", "4core3ops8function6FnOnce"]),
        often.concat()
    )
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

//! Findings that a project has got used to, as a file.

use serde::{Deserialize, Serialize};

use crate::lint::Fingerprints;

/// The version of the shape.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Baseline {
    version: u32,
    findings: Vec<Finding>,
}

/// No line number is in it: findings stay known when lines move.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    file: String,
    code: String,
    message: String,
    count: usize,
}

/// What a baseline file lists, or why it is none.
pub fn read_baseline(text: &str) -> Result<Fingerprints, String> {
    let baseline: Baseline = serde_json::from_str(text).map_err(|it| it.to_string())?;
    if baseline.version != VERSION {
        return Err(format!("it is of version {}, not {VERSION}", baseline.version));
    }
    let mut res = Fingerprints::default();
    for it in &baseline.findings {
        res.add(&it.file, &it.code, &it.message, it.count);
    }
    Ok(res)
}

/// The text of a baseline file.
pub fn write_baseline(found: &Fingerprints) -> String {
    let finding = |(file, code, message, count): (&str, &str, &str, usize)| Finding {
        file: file.to_owned(),
        code: code.to_owned(),
        message: message.to_owned(),
        count,
    };
    let baseline = Baseline { version: VERSION, findings: found.iter().map(finding).collect() };
    let mut res = serde_json::to_string_pretty(&baseline).expect("the shape has string keys alone");
    res.push('\n');
    res
}

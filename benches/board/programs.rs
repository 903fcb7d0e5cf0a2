//! The programs that are run: the board, and what it is compared with.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process::Program;

/// The day every workspace is judged by.
pub const AS_OF: &str = "2024-05-15";

/// The board: `tiendo` without a command.
pub fn board(tiendo: &Path, dir: &Path) -> Program {
    Program::new(tiendo).with("-C").with(dir).with("--as-of").with(AS_OF)
}

/// `tiendo list --format csv`: everything.
pub fn list_csv(tiendo: &Path, dir: &Path) -> Program {
    board(tiendo, dir).with("list").with("--format").with("csv")
}

/// How many obligations there are, as the board counts them.
#[allow(clippy::cast_precision_loss)] // millions, far from 2^53
pub fn obligations(tiendo: &Path, dir: &Path) -> Result<f64> {
    let counts = board(tiendo, dir).with("status").with("--format").with("csv").output()?;
    let counts = String::from_utf8(counts).context("reading the counts")?;
    let of_line = |line: &str| line.rsplit(',').take(5).filter_map(|cell| cell.trim().parse::<u64>().ok()).sum::<u64>();
    Ok(counts.lines().skip(1).map(of_line).sum::<u64>() as f64)
}

/// `tiendo status --format json` as of a day.
pub fn status_json(tiendo: &Path, dir: &Path, as_of: &str) -> Program {
    let program = Program::new(tiendo).with("-C").with(dir).with("--as-of").with(as_of);
    program.with("status").with("--format").with("json")
}

/// This executable reading the same files with two threads.
pub fn floor(dir: &Path) -> Result<Program> {
    let itself = std::env::current_exe().context("finding the benchmark's own executable")?;
    Ok(Program::new(itself).with("floor").with(dir).with("2"))
}

/// The Python script that answers the same question; none without a Python that has `tomllib`.
pub fn python(dir: &Path, as_of: &str) -> Option<Program> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/board/reference.py");
    let probe = Command::new("python3").args(["-c", "import tomllib"]).output().ok()?;
    probe.status.success().then(|| Program::new("python3").with(script).with(dir).with("--as-of").with(as_of))
}

/// `rg -c done units/`; none where ripgrep is not installed.
pub fn ripgrep(dir: &Path) -> Option<Program> {
    let probe = Command::new("rg").arg("--version").output().ok()?;
    probe.status.success().then(|| Program::new("rg").with("-c").with("done").with("units/").within(dir))
}

/// The empty program, built with the same profile: asked of cargo, which is not at work while its benchmark runs.
pub fn empty() -> Option<PathBuf> {
    let mut cargo = Command::new(std::env::var_os("CARGO")?);
    cargo.args(["bench", "--bench", "empty", "--no-run", "--quiet", "--message-format", "json"]);
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    // This executable lies in <target>/release/deps; the other must come from the same target folder.
    let itself = std::env::current_exe().ok()?;
    cargo.arg("--target-dir").arg(itself.ancestors().nth(3)?);
    let output = cargo.output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let named = message["target"]["name"] == "empty";
        if named { message["executable"].as_str().map(PathBuf::from) } else { None }
    })
}

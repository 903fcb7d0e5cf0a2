//! Runs whole programs, and takes their wall time, processor time and peak memory.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// A program with its arguments, as it is to be run again and again.
#[derive(Clone)]
pub struct Program {
    path: PathBuf,
    arguments: Vec<OsString>,
    folder: Option<PathBuf>,
    piped: bool,
}

impl Program {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), arguments: Vec::new(), folder: None, piped: false }
    }

    pub fn with(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Runs in this folder instead of the benchmark's.
    pub fn within(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// Writes to a pipe that is read and thrown away, instead of to the null device.
    pub fn piped(mut self, piped: bool) -> Self {
        self.piped = piped;
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        self.fill(&mut command);
        command
    }

    fn fill(&self, command: &mut Command) {
        command.args(&self.arguments).stdin(Stdio::null()).stderr(Stdio::null());
        command.stdout(if self.piped { Stdio::piped() } else { Stdio::null() });
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
    }

    /// Runs it once for its output, and fails with its complaints when it fails.
    pub fn output(&self) -> Result<Vec<u8>> {
        let mut command = self.command();
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output();
        let output = output.with_context(|| format!("starting {}", self.path.display()))?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            let start: Vec<&str> = complaint.lines().take(20).collect();
            bail!("{self} ended with {}:\n{}", output.status, start.join("\n"));
        }
        Ok(output.stdout)
    }

    /// The wall time from before its start to its end.
    pub fn wall(&self) -> Result<Duration> {
        let mut command = self.command();
        let start = Instant::now();
        let child = command.spawn().with_context(|| format!("starting {}", self.path.display()))?;
        let success = finish(child)?;
        let wall = start.elapsed();
        if !success {
            bail!("{self} failed, though it succeeded before");
        }
        Ok(wall)
    }

    /// The processor time, user and system, that one run takes: the mean of so many runs, as the kernel counts for
    /// children waited for (in steps of 10 ms over all of them). None where `/proc` does not tell.
    pub fn processor_time(&self, runs: u32) -> Result<Option<Duration>> {
        let Some(before) = children_time() else { return Ok(None) };
        for _ in 0..runs {
            self.wall()?;
        }
        Ok(children_time().map(|after| after.saturating_sub(before) / runs))
    }

    /// The most memory resident at once, in KiB: by `/usr/bin/time`, or else by looking again and again while it runs.
    pub fn peak_memory(&self) -> Result<Option<u64>> {
        let timer = Path::new("/usr/bin/time");
        if timer.exists() {
            return self.peak_memory_by(timer).map(Some);
        }
        let mut child = self.command().spawn().with_context(|| format!("starting {}", self.path.display()))?;
        let status = format!("/proc/{}/status", child.id());
        let mut peak = None;
        while child.try_wait().context("waiting")?.is_none() {
            peak = peak.max(fs::read_to_string(&status).ok().and_then(|text| high_water(&text)));
            if let Some(stdout) = child.stdout.take() {
                std::thread::spawn(move || discard(stdout));
            }
        }
        Ok(peak)
    }

    fn peak_memory_by(&self, timer: &Path) -> Result<u64> {
        let file = std::env::temp_dir().join(format!("tiendo-bench-memory-{}", std::process::id()));
        let mut command = Command::new(timer);
        command.arg("-f").arg("%M").arg("-o").arg(&file).arg(&self.path);
        self.fill(&mut command);
        let success = finish(command.spawn().context("starting /usr/bin/time")?)?;
        let text = fs::read_to_string(&file).context("reading what /usr/bin/time wrote")?;
        fs::remove_file(&file).context("removing what /usr/bin/time wrote")?;
        if !success {
            bail!("{self} failed, though it succeeded before");
        }
        text.trim().parse().with_context(|| format!("/usr/bin/time wrote {text:?}"))
    }
}

impl std::fmt::Display for Program {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.path.display())?;
        self.arguments.iter().try_for_each(|argument| write!(out, " {}", argument.display()))
    }
}

fn finish(mut child: Child) -> Result<bool> {
    if let Some(stdout) = child.stdout.take() {
        discard(stdout)?;
    }
    Ok(child.wait().context("waiting for the program")?.success())
}

fn discard(mut stdout: impl io::Read) -> Result<()> {
    io::copy(&mut stdout, &mut io::sink()).context("reading the program's output")?;
    Ok(())
}

/// User and system time of all children waited for so far: fields 16 and 17 of `/proc/self/stat`, in hundredths.
fn children_time() -> Option<Duration> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = text.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

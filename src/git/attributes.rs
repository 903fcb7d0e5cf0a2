//! What keeps files from being seen: attributes by which git or a code host shows nothing of them, or not what is there,
//! and rules that leave them out of commits.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Repository, no_git};
use crate::review::commits::GitTrouble;
use crate::snapshot::joined;

/// The attributes that can hide something.
const ATTRIBUTES: [&str; 8] = [
    "diff",
    "merge",
    "linguist-generated",
    "linguist-vendored",
    "gitlab-generated",
    "filter",
    "working-tree-encoding",
    "export-ignore",
];

impl Repository {
    /// For each of these files of the workspace that is not shown as it is, by what lies on disk, or by what git tells of a
    /// commit: the file, and by which attribute. What a clone keeps for itself (`info/attributes`) counts too.
    pub(crate) fn hiding_attributes(
        &self,
        files: &[String],
        commit: Option<&str>,
    ) -> Result<Vec<(String, String)>, GitTrouble> {
        self.hiding_by(self.plain_command(), commit, files)
    }

    /// The same, by the attributes that lie in a folder that stands for the top of the repository.
    pub(crate) fn hiding_in(&self, folder: &Path, files: &[String]) -> Result<Vec<(String, String)>, GitTrouble> {
        self.hiding_by(self.command_in(folder), None, files)
    }

    fn hiding_by(
        &self,
        command: Command,
        commit: Option<&str>,
        files: &[String],
    ) -> Result<Vec<(String, String)>, GitTrouble> {
        let mut args = ["check-attr", "-z", "--stdin"].map(str::to_owned).to_vec();
        args.extend(commit.map(|id| format!("--source={id}")));
        args.extend(ATTRIBUTES.map(str::to_owned));
        let said = self.tell_paths(command, &args, files)?;
        let mut pieces = said.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        let mut hiding = Vec::new();
        while let (Some(path), Some(name), Some(value)) = (pieces.next(), pieces.next(), pieces.next()) {
            hiding.extend(hides(&name, &value).map(|by| (self.of_workspace(&path, files), by)));
        }
        Ok(hiding)
    }

    /// For each of these files of the workspace that git leaves out of commits: the file, and by which rule.
    pub(crate) fn ignored(&self, files: &[String]) -> Result<Vec<(String, String)>, GitTrouble> {
        self.ignored_by(self.plain_command(), files)
    }

    /// The same, by the rules that lie in a folder that stands for the top of the repository.
    pub(crate) fn ignored_in(&self, folder: &Path, files: &[String]) -> Result<Vec<(String, String)>, GitTrouble> {
        self.ignored_by(self.command_in(folder), files)
    }

    /// Git in another folder, which is a repository of its own.
    fn command_in(&self, folder: &Path) -> Command {
        let mut command = self.plain_command();
        command.arg("-C").arg(folder).env_remove("GIT_INDEX_FILE");
        command
    }

    fn ignored_by(&self, command: Command, files: &[String]) -> Result<Vec<(String, String)>, GitTrouble> {
        // Where names differ by case alone, one file is meant on many systems.
        let args = ["-c", "core.ignoreCase=true", "check-ignore", "--no-index", "--verbose", "-z", "--stdin"];
        let said = self.tell_paths(command, &args.map(str::to_owned), files)?;
        let pieces: Vec<_> = said.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
        let rules = pieces.chunks_exact(4).filter(|rule| !rule[2].starts_with('!'));
        Ok(rules.map(|rule| (self.of_workspace(&rule[3], files), format!("{} ({})", rule[0], rule[2]))).collect())
    }

    /// What one of these files of the workspace is called there, by its path in the repository.
    fn of_workspace(&self, path: &str, files: &[String]) -> String {
        let above = || files.iter().find(|file| joined(&self.prefix, file) == path).map(String::as_str);
        path.strip_prefix(self.prefix.as_str()).or_else(above).unwrap_or(path).to_owned()
    }

    /// What git writes when it is given the paths of these files; nothing where it fails.
    fn tell_paths(&self, mut command: Command, args: &[String], files: &[String]) -> Result<Vec<u8>, GitTrouble> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        // Not a line at a time.
        command.env("GIT_FLUSH", "0");
        let mut child = command.args(args).stdin(Stdio::piped()).spawn().map_err(|found| no_git(&found))?;
        let mut input = child.stdin.take().expect("it is piped");
        let paths: String = files.iter().map(|file| joined(&self.prefix, file) + "\0").collect();
        let told = std::thread::Builder::new().spawn(move || input.write_all(paths.as_bytes()));
        let told = told.map_err(|found| {
            // It has been given nothing, and ends.
            let _ = child.wait();
            no_git(&found)
        })?;
        let output = child.wait_with_output().map_err(|found| no_git(&found))?;
        // Git that ends early does not read the rest.
        let _ = told.join();
        Ok(if output.status.success() { output.stdout } else { Vec::new() })
    }
}

/// How an attribute that hides is written; nothing of one that does not.
fn hides(name: &str, value: &str) -> Option<String> {
    let hides = match name {
        "diff" => value == "unset",
        "merge" => !matches!(value, "unspecified" | "set" | "unset" | "text" | "binary" | "tiendo"),
        // Code hosts take every value but this one for a yes.
        "linguist-generated" | "linguist-vendored" | "gitlab-generated" => {
            !matches!(value, "unspecified" | "unset" | "false")
        }
        _ => !matches!(value, "unspecified" | "unset"),
    };
    hides.then(|| match value {
        "unset" => format!("-{name}"),
        "set" => name.to_owned(),
        value => format!("{name}={value}"),
    })
}

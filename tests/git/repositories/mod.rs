//! Git repositories as they come: hostile ones, of every make, with odd things in their trees, and with objects missing.
//! All are made by git itself, in temporary folders and with nothing of the tester's own settings.

#![cfg(unix)]
// What cannot be tried on a machine is said.
#![allow(clippy::print_stderr)]

mod hostile;
mod makes;
mod merging;
mod names;
mod settings;
mod surroundings;
mod traps;
mod trees;
mod unread;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

use crate::repo::Repo;

/// The plan: three units, each with the same two tasks.
pub const PLAN: &str = "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\n\n\
    [units]\na = \"Đơn vị A\"\nb = \"Đơn vị B\"\nc = \"Đơn vị C\"\n\n\
    [[tasks]]\nid = \"x\"\ntitle = \"Việc X\"\nlead = [\"a\", \"b\", \"c\"]\ndue = \"2024-Q1\"\n\n\
    [[tasks]]\nid = \"y\"\ntitle = \"Việc Y\"\nlead = [\"a\", \"b\", \"c\"]\ndue = \"2024-Q2\"\n";

impl Repo {
    /// A repository with a commit of each day: the plan and started work, then A is done, then B.
    pub fn with_history() -> Self {
        Self::init(&[]).filled()
    }

    /// With the commits of [`Repo::with_history`], in the folder of the workspace.
    pub fn filled(self) -> Self {
        self.write("plan.toml", PLAN);
        for unit in ["a", "b", "c"] {
            self.write(&unit_file(unit), format!("[x]\nstarted = 2024-02-01\nnote = \"{unit}\"\n"));
        }
        self.commit("2024-02-02", "Mở sổ");
        self.append("units/a.toml", "done = 2024-03-01\n");
        self.commit("2024-03-02", "A xong");
        self.append("units/b.toml", "done = 2024-03-10\n");
        self.commit("2024-03-11", "B xong");
        self
    }

    /// Takes objects out of the repository: all that these paths have ever had, but for those of `kept` ids.
    pub fn forget(&self, gone: &dyn Fn(&str) -> bool, kept: &[String]) -> usize {
        let all = self.git(&["rev-list", "--objects", "--all"]);
        let goes = |line: &&str| {
            line.split_once(' ').is_some_and(|(id, path)| gone(path) && !kept.iter().any(|kept| kept == id))
        };
        let (out, stays): (Vec<&str>, Vec<&str>) = all.lines().partition(goes);
        let folder = PathBuf::from(self.git(&["rev-parse", "--path-format=absolute", "--git-path", "objects"]));
        let new = self.beside("pack");
        let list: String =
            stays.iter().map(|line| format!("{}\n", line.split(' ').next().unwrap_or_default())).collect();
        self.git_with(&[OsStr::new("pack-objects"), OsStr::new("--quiet"), new.as_os_str()], list.as_bytes());
        fs::remove_dir_all(&folder).expect("the objects can be removed");
        fs::create_dir_all(folder.join("pack")).expect("folders can be made");
        for entry in fs::read_dir(self.beside("")).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            let name = path.file_name().unwrap_or_default().as_bytes();
            if name.starts_with(b"pack-") {
                fs::rename(&path, folder.join("pack").join(OsStr::from_bytes(name))).expect("files can be moved");
            }
        }
        out.len()
    }
}

/// The path of a unit's file.
pub fn unit_file(unit: &str) -> String {
    format!("units/{unit}.toml")
}

//! A repository in which everything that can start a program starts one that leaves a mark.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::repo::Repo;

/// Settings that name a program, in `.git/config`.
const SETTINGS: &[&str] = &[
    "core.fsmonitor",
    "core.pager",
    "core.gitProxy",
    "core.askPass",
    "core.alternateRefsCommand",
    "sequence.editor",
    "credential.helper",
    "credential.https://example.vn.helper",
    "gpg.program",
    "gpg.openpgp.program",
    "gpg.x509.program",
    "gpg.ssh.program",
    "gpg.ssh.defaultKeyCommand",
    "uploadpack.packObjectsHook",
    "diff.external",
    "diff.evil.command",
    "diff.tiendo.command",
    "diff.tiendo.textconv",
    "diff.texts.textconv",
    "difftool.evil.cmd",
    "mergetool.evil.cmd",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.piped.process",
    "merge.evil.driver",
    "merge.tiendo.driver",
    "interactive.diffFilter",
    "trailer.evil.command",
    "trailer.other.cmd",
    "remote.origin.uploadpack",
    "remote.origin.receivepack",
    "browser.evil.cmd",
    "man.evil.cmd",
    "guitool.evil.cmd",
    "tar.evil.command",
    "sendemail.sendmailCmd",
    "sendemail.toCmd",
    "imap.tunnel",
    "http.sslKey",
    "core.notesHook",
];
/// Settings that name a program, in a file that `.git/config` includes.
const INCLUDED: &[&str] = &["core.sshCommand", "ssh.variant.evil", "diff.included.textconv"];
/// Settings that name a program, in `.git/config.worktree`.
const OF_WORKTREE: &[&str] = &["core.editor", "filter.worktree.clean"];
/// Commands of git, each of them as an alias and with a pager of its own.
const COMMANDS: &[&str] = &["log", "rev-parse", "ls-tree", "cat-file", "merge-base", "config", "diff", "show", "evil"];
/// Settings that make the others be asked for.
const SWITCHES: &[(&str, &str)] = &[
    ("log.showSignature", "true"),
    ("log.mailmap", "true"),
    ("log.follow", "true"),
    ("gpg.ssh.allowedSignersFile", "/dev/null"),
    ("commit.gpgSign", "false"),
    ("protocol.allow", "always"),
    ("protocol.ext.allow", "always"),
    ("remote.origin.promisor", "true"),
    ("remote.origin.partialCloneFilter", "blob:none"),
    ("extensions.partialClone", "origin"),
    ("extensions.worktreeConfig", "true"),
    ("core.repositoryFormatVersion", "1"),
    ("core.untrackedCache", "true"),
    ("core.preloadIndex", "true"),
    ("fetch.recurseSubmodules", "true"),
    ("submodule.recurse", "true"),
    ("status.submoduleSummary", "true"),
    ("diff.submodule", "diff"),
    ("gc.auto", "1"),
    ("maintenance.auto", "true"),
];
/// The hooks of git.
const HOOKS: &[&str] = &[
    "applypatch-msg",
    "pre-applypatch",
    "post-applypatch",
    "pre-commit",
    "pre-merge-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "pre-rebase",
    "post-checkout",
    "post-merge",
    "pre-push",
    "pre-receive",
    "update",
    "proc-receive",
    "post-receive",
    "post-update",
    "reference-transaction",
    "push-to-checkout",
    "pre-auto-gc",
    "post-rewrite",
    "sendemail-validate",
    "fsmonitor-watchman",
    "post-index-change",
];
/// Variables of the environment that name a program.
const VARIABLES: &[&str] = &[
    "GIT_EXTERNAL_DIFF",
    "GIT_PAGER",
    "PAGER",
    "GIT_EDITOR",
    "GIT_SEQUENCE_EDITOR",
    "EDITOR",
    "VISUAL",
    "GIT_ASKPASS",
    "SSH_ASKPASS",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_PROXY_COMMAND",
];

/// A repository with traps everywhere.
pub struct Trapped {
    /// The repository.
    pub repo: Repo,
}

impl Trapped {
    /// Sets the traps in a repository.
    pub fn new(repo: Repo) -> Self {
        for folder in ["traps", "marks"] {
            fs::create_dir(repo.beside(folder)).expect("folders can be made");
        }
        let trapped = Self { repo };
        trapped.attributes();
        trapped.settings();
        trapped.hooks();
        trapped
    }

    /// A program that leaves a mark of this name.
    pub fn trap(&self, name: &str) -> String {
        let path = self.repo.beside("traps").join(name.replace('/', "_"));
        let mark = self.repo.beside("marks").join(name.replace('/', "_"));
        // Who is to answer before git has said all would let it wait forever; who does not listen would end it.
        let talks = ["remote.", "process", "sshCommand", "Proxy"].iter().any(|part| name.contains(part));
        let rest = if talks { "exit 1" } else { "cat" };
        program(&path, &format!(": > '{}'\n{rest}", mark.display()));
        path.to_str().expect("it is text").to_owned()
    }

    /// The marks that were left.
    pub fn marks(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.repo.beside("marks")).expect("the folder can be listed");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("the folder can be listed").file_name();
        entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect()
    }

    /// The variables of an environment in which every program is a trap, and which points elsewhere.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let mut all: Vec<(&str, String)> = VARIABLES.iter().map(|name| (*name, self.trap(name))).collect();
        let given = |name, value: &str| (name, value.to_owned());
        all.extend([
            given("GIT_ALLOW_PROTOCOL", "ext:file:ssh"),
            given("GIT_PROTOCOL_FROM_USER", "1"),
            given("GIT_NO_LAZY_FETCH", "0"),
            given("GIT_OPTIONAL_LOCKS", "1"),
            given("GIT_CONFIG_COUNT", "1"),
            given("GIT_CONFIG_KEY_0", "core.fsmonitor"),
            ("GIT_CONFIG_VALUE_0", self.trap("GIT_CONFIG_VALUE_0")),
        ]);
        all
    }

    fn attributes(&self) {
        self.repo.write(
            ".git/info/attributes",
            "units/a.toml filter=evil diff=texts merge=evil\nunits/b.toml filter=piped diff=tiendo merge=tiendo\n\
             units/c.toml filter=worktree diff=included\nplan.toml filter=evil diff=evil\n",
        );
    }

    /// Written without git's help: a program for each of hundreds of settings takes its time.
    fn settings(&self) {
        let repo = &self.repo;
        let quoted = |value: &str| format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
        let setting = |key: &str, value: &str| {
            let (section, rest) = key.split_once('.').expect("a key has a section");
            let (inside, name) = rest
                .rsplit_once('.')
                .map_or((String::new(), rest), |(inside, name)| (format!(" {}", quoted(inside)), name));
            format!("[{section}{inside}]\n\t{name} = {}\n", quoted(value))
        };
        let traps = |before: &str, keys: &[&str]| -> String {
            keys.iter().map(|key| setting(key, &self.trap(&format!("{before}{key}")))).collect()
        };
        let text = |path: PathBuf| path.to_str().expect("it is text").to_owned();
        let own = repo.work.join(".git/config");
        let mut all = fs::read_to_string(&own).expect("a repository has settings");
        all += &traps("", SETTINGS);
        for kind in ["alias", "pager"] {
            for command in COMMANDS {
                let name = format!("{kind}.{command}");
                let trap = self.trap(&name);
                all += &setting(&name, &if kind == "alias" { format!("!{trap}") } else { trap });
            }
        }
        let [included, conditional] = ["included", "conditional"].map(|name| repo.beside(name));
        for (file, keys) in [(&included, INCLUDED), (&conditional, &["core.editor", "diff.conditional.textconv"])] {
            fs::write(file, traps("included.", keys)).expect("files can be written");
        }
        all += &setting("include.path", &text(included));
        all += &setting("includeIf.gitdir:**.path", &text(conditional));
        fs::write(repo.work.join(".git/config.worktree"), traps("worktree.", OF_WORKTREE))
            .expect("files can be written");
        all += &setting("core.hooksPath", &text(repo.beside("hooks")));
        all += &setting("remote.origin.url", &format!("ext::{}", self.trap("remote.origin.url")));
        all += &setting("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
        all += &setting("submodule.sub.update", &format!("!{}", self.trap("submodule.sub.update")));
        all += &setting("submodule.sub.url", "ext::sub");
        all.extend(SWITCHES.iter().map(|(key, value)| setting(key, value)));
        fs::write(own, all).expect("files can be written");
        // Git reads it all, each key as it is meant.
        let keys = repo.git(&["config", "--local", "--name-only", "--list"]);
        let meant = SETTINGS.iter().chain(SWITCHES.iter().map(|(key, _)| key));
        let lost: Vec<_> = meant.filter(|key| !keys.lines().any(|read| read.eq_ignore_ascii_case(key))).collect();
        assert!(lost.is_empty(), "{lost:?} in {keys}");
    }

    fn hooks(&self) {
        for (folder, kind) in [(self.repo.beside("hooks"), "hooksPath"), (self.repo.work.join(".git/hooks"), "hook")] {
            fs::create_dir_all(&folder).expect("folders can be made");
            for hook in HOOKS {
                let trap = self.trap(&format!("{kind}.{hook}"));
                program(&folder.join(hook), &format!("exec '{trap}' </dev/null"));
            }
        }
    }
}

/// Writes a shell script that can be run.
pub fn program(path: &Path, text: &str) {
    fs::write(path, format!("#!/bin/sh\n{text}\n")).expect("files can be written");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("they can be made programs");
}

//! The commands of the guides work: every command of a block `sh` that begins with `tiendo` is run, in the order of the
//! document, in a copy of the workspace of this repository that is a git repository, and succeeds. What it needs besides
//! is made by `BEFORE`. A day that it does not name is 15 May 2024. What its comment names in `reports/` is there then.
//!
//! Of `tiendo … | jq …` and `tiendo … && git …` the part of the program is run. Blocks `console` are run by
//! [`super::readme`]; `text` is a form (`tiendo show TASK [PERIOD]`), and is not run, but for the advice of the rules.
//! Blocks `python` are run where there is a Python.

use std::fs;
use std::io::{Cursor, Write};
use std::process::Command;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;

use crate::support::{files_below, none_wrong, root, shown, tiendo};

/// What a shell does in the folder before the first command of a document; `$ROOT` is this repository.
#[rustfmt::skip]
const BEFORE: [(&str, &str); 8] = [
    ("docs/analytics.md",
     "mkdir quang-ngai hai-phong; cp -r plan.toml units quang-ngai; cp -r plan.toml units hai-phong"),
    ("docs/commands/adopt.md", "cp $ROOT/tests/files/adopt/van-phong.xlsx tracker.xlsx"),
    ("docs/commands/import.md", "tiendo sheet --unit 'tra bong' -o tra-bong.xlsx; tiendo sheet --each --out inbox"),
    ("docs/reviewers.md", "sed s/2024-04-08/2024-03-29/ units/huyen-uy-tra-bong.toml > new; mv new units/huyen-uy-tra-bong.toml"),
    ("docs/vi/bang-theo-doi.md", "cp $ROOT/tests/files/adopt/van-phong.xlsx theo-doi.xlsx"),
    ("docs/vi/du-thao.md",
     "rm -rf plan.toml units; cp $ROOT/tests/files/draft/ke-hoach-1215.docx phu-luc.docx; cp phu-luc.docx ban-moi.docx"),
    ("docs/vi/ke-hoach.md", "rm -rf plan.toml units; cp $ROOT/tests/workspaces/planned/plan.toml ."),
    ("docs/vi/tu-van-ban.md",
     "rm -rf plan.toml units; cp $ROOT/tests/files/draft/ke-hoach-1215.docx phu-luc-245.docx"),
];

/// A command of a document: where it stands, from 1, and how it is typed.
struct Typed {
    line: usize,
    text: String,
}

/// The commands of the blocks in a language, and the words of their comments.
fn commands(text: &str, of: &str) -> Vec<Typed> {
    let (mut commands, mut inside, mut open) = (Vec::<Typed>::new(), None, false);
    for (at, line) in text.lines().enumerate() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            inside = if inside.is_some() { None } else { Some(language.trim() == of) };
            open = false;
        } else if inside == Some(true) {
            match commands.last_mut().filter(|_| open) {
                Some(before) => {
                    before.text.truncate(before.text.len() - 1);
                    before.text.push_str(line.trim_start());
                }
                None => commands.push(Typed { line: at + 1, text: line.to_owned() }),
            }
            open = line.ends_with('\\');
        }
    }
    commands.retain(|command| command.text.starts_with("tiendo "));
    commands
}

/// The part of a line that the program is asked for: without what it is piped to, and what follows it.
fn of_program(command: &str) -> &str {
    let ends = [" | ", " && "].map(|end| command.find(end).unwrap_or(command.len()));
    &command[..ends[0].min(ends[1])]
}

/// A folder in which the commands of a document can run, and one with what they mean by `tiendo`.
fn folders(before: &str) -> (TempDir, TempDir) {
    let folders =
        (tempfile::tempdir().expect("a folder can be made"), tempfile::tempdir().expect("a folder can be made"));
    let program = "#!/bin/sh\ncase \" $* \" in *' --as-of '*) exec \"$PROGRAM\" \"$@\";; esac\nexec \"$PROGRAM\" \"$@\" --as-of \"${DAY:-2024-05-15}\"\n";
    let path = folders.1.path().join("tiendo");
    fs::write(&path, program).expect("a file can be written");
    let copied = "chmod +x \"$0/tiendo\" && cp -r $ROOT/plan.toml $ROOT/units $ROOT/reports . && mkdir docs && \
                  cp -r $ROOT/docs/examples docs && git init -q -b main . && git add . && \
                  git -c user.name=x -c user.email=x@localhost commit -qm x";
    let ran = shell(&folders, copied).arg(folders.1.path()).output().expect("a shell can be started");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let ran = shell(&folders, before).output().expect("a shell can be started");
    assert!(ran.status.success(), "{before}\n{}", String::from_utf8_lossy(&ran.stderr));
    folders
}

/// A shell in the first folder that finds the second.
fn shell((folder, programs): &(TempDir, TempDir), command: &str) -> Command {
    let path = std::env::var("PATH").unwrap_or_default();
    // As every test asks for the program: without what this machine sets.
    let program = tiendo();
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder.path());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell.env("PROGRAM", program.get_program()).env("ROOT", root()).env("GIT_CONFIG_GLOBAL", "/dev/null");
    shell.env("PATH", format!("{}:{path}", programs.path().display()));
    shell
}

/// Runs the commands of a document; gives how many were run.
fn check(page: &str, text: &str, wrong: &mut Vec<String>) -> usize {
    let commands = commands(text, "sh");
    if commands.is_empty() {
        return 0;
    }
    let before = BEFORE.iter().find(|(of, _)| *of == page).map_or("", |(_, before)| before);
    let folders = folders(before);
    for Typed { line, text } in &commands {
        if let Some(own) = text.split(' ').skip_while(|word| *word != "--template").find(|word| word.contains(".docx"))
        {
            fs::write(folders.0.path().join(own), own_document()).expect("a file can be written");
        }
        let ran = shell(&folders, of_program(text)).output().expect("a shell can be started");
        let said = String::from_utf8_lossy(&ran.stderr);
        let at = format!("{page}:{line}: {text}");
        if !ran.status.success() {
            wrong.push(format!("{at}\n  ends with {:?}: {}", ran.status.code(), said.trim_end()));
        }
        let named = text.split([' ', ',', ':', ';']).filter(|word| word.starts_with("reports/"));
        for report in named.filter(|report| !folders.0.path().join(report).is_file()) {
            wrong.push(format!("{at}\n  makes no {report}"));
        }
    }
    commands.len()
}

/// An office's own document, with a place for everything.
fn own_document() -> Vec<u8> {
    let document = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
                    <w:p><w:r><w:t>{{body}}</w:t></w:r></w:p></w:body></w:document>";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", document)] {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part can be begun");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    archive.finish().expect("an archive can be ended").into_inner()
}

#[test]
fn the_commands_of_the_guides_work() {
    let mut pages = vec![root().join("README.md"), root().join("README.vi.md")];
    pages.extend(files_below(&root().join("docs"), "md"));
    let (mut wrong, mut run, mut known) = (Vec::new(), 0, Vec::new());
    for page in pages {
        let text = fs::read_to_string(&page).expect("a page can be read");
        let page = shown(&page).replace('\\', "/");
        run += check(&page, &text, &mut wrong);
        known.push(page);
    }
    none_wrong(&wrong);
    assert!(run > 60, "{run}");
    for (page, _) in BEFORE {
        assert!(known.iter().any(|known| known == page), "{page}");
    }
}

/// Workspaces in which the advice of the rules can be followed: on which day, what is changed in the plan and not yet
/// committed, and what the last commit, of `main` and of a branch, changed in the unit's records.
const OF_RULES: [(&str, &str, &str); 3] = [
    ("2024-01-20", "", ""),
    ("2024-05-15", "", "[bao-cao-quy.2024-Q1]\ndone = 2024-04-12\n"),
    ("2024-05-15", "amended = [{ by = \"88-CV\", on = 2024-05-02, due = 2024-06-30 }]\n", ""),
];

/// The folders of one of these workspaces.
fn of_rules((_, amended, record): (&str, &str, &str)) -> (TempDir, TempDir) {
    let folders = folders("rm -rf plan.toml units reports docs; mkdir units");
    let task = |id: &str, rest: &str| {
        format!("\n[[tasks]]\nid = \"{id}\"\ntitle = \"{id}\"\nlead = [\"van-phong\"]\n{rest}\n")
    };
    let plan = [
        "[plan]\ntitle = \"Kế hoạch\"\nnumber = \"1-KH\"\nstarts = 2024-01-01\nends = 2024-12-31\nacceptance = true\n"
            .to_owned(),
        "\n[units]\nvan-phong = \"Văn phòng\"\n".to_owned(),
        task("bao-cao-quy", "every = \"quarter\"\ndue = \"end\""),
        task("chi-bo-hoc-tap", "due = 2024-05-31\ntarget = { min = 151, unit = \"chi bộ\" }"),
        task("bao-cao-nam", "due = 2024-04-30"),
    ];
    let write = |path: &str, text: &str| {
        fs::write(folders.0.path().join(path), text).expect("a file can be written");
    };
    let commit = |then: &str| {
        let commit = format!("git add --all . && git -c user.name=x -c user.email=x@localhost commit -qm y {then}");
        let ran = shell(&folders, &commit).output().expect("a shell can be started");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    write("plan.toml", &plan.concat());
    commit("");
    write("units/van-phong.toml", &format!("# Văn phòng\n{record}"));
    commit("&& git branch branch && git branch nhanh");
    write("plan.toml", &format!("{}{amended}", plan.concat()));
    folders
}

#[test]
fn the_advice_of_the_rules_can_be_followed() {
    let workspaces = OF_RULES.map(of_rules);
    let (mut wrong, mut run) = (Vec::new(), 0);
    for page in ["docs/rules.md", "docs/vi/quy-tac.md"] {
        let text = fs::read_to_string(root().join(page)).expect("a page can be read");
        for Typed { line, text } in commands(&text, "text") {
            let trouble = |(place, (day, ..)): (&(TempDir, TempDir), (&str, &str, &str))| {
                let command = format!(
                    "cp -r . ../advice.$$ && cd ../advice.$$ && {{ {text}; }}; code=$?; rm -rf ../advice.$$; exit $code"
                );
                let ran = shell(place, &command).env("DAY", day).output().expect("a shell can be started");
                (!ran.status.success()).then(|| String::from_utf8_lossy(&ran.stderr).into_owned())
            };
            let said: Option<Vec<String>> = workspaces.iter().zip(OF_RULES).map(trouble).collect();
            wrong.extend(said.map(|said| format!("{page}:{line}: {text}\n{}", said.concat())));
            run += 1;
        }
    }
    none_wrong(&wrong);
    assert!(run > 40, "{run}");
}

#[test]
fn the_python_of_the_guides_works() {
    if Command::new("python3").arg("--version").output().is_err() {
        return;
    }
    let page = fs::read_to_string(root().join("docs/scripts.md")).expect("a page can be read");
    let code = page.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).expect("there is an example");
    let run = |before: &str| {
        let folders = folders(before);
        fs::write(
            folders.0.path().join("ask.py"),
            format!("{code}\nprint(len(answer[\"items\"]) if answer else None)\n"),
        )
        .expect("a file can be written");
        let ran = shell(&folders, "python3 ask.py").output().expect("a shell can be started");
        (String::from_utf8_lossy(&ran.stdout).into_owned(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    assert_eq!(run(""), ("681\n".to_owned(), String::new()));
    let (said, trouble) = run("echo x >> units/huyen-uy-tra-bong.toml");
    assert_eq!(trouble, "");
    assert!(said.starts_with("units/huyen-uy-tra-bong.toml "), "{said}");
}

#[test]
fn a_command_that_fails_is_found() {
    let page = "```sh\ntiendo check   # well\ntiendo lst\ntiendo report week last  # reports/2024-W01.md\n```\n\n```text\ntiendo lst\n```\n";
    let mut wrong = Vec::new();
    assert_eq!(check("page.md", page, &mut wrong), 3);
    let begins: Vec<&str> = wrong.iter().map(|wrong| wrong.lines().next().unwrap_or_default()).collect();
    assert_eq!(begins, ["page.md:3: tiendo lst", "page.md:4: tiendo report week last  # reports/2024-W01.md"]);
}

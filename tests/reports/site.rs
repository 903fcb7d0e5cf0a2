//! The static site: what its pages say, how large they are, and what it leaves alone in its folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support::{files_below, finish, root, run, tiendo, workspace};

/// Makes a site of a workspace.
fn made(plan: &Path, out: &Path, args: &[&str]) -> String {
    let mut command = tiendo();
    let ran = finish(command.arg("-C").arg(plan).args(["site", "--as-of", "2024-05-15", "--out"]).arg(out).args(args));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    ran.stdout
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Everything in a folder, by name.
fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = ["html", "css", "js"].into_iter().flat_map(|extension| files_below(folder, extension));
    let named = |path: &Path| path.strip_prefix(folder).expect("it lies there").to_string_lossy().replace('\\', "/");
    files.map(|path| (named(&path), fs::read(&path).expect("it can be read"))).collect()
}

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "html")
}

/// What stands between two marks, without its markup.
fn text(page: &str, from: &str, to: &str) -> String {
    let begin = page.find(from).unwrap_or_else(|| panic!("there is no {from} in {page}")) + from.len();
    let part = &page[begin..begin + page[begin..].find(to).expect("it ends")];
    let mut said = String::new();
    for piece in part.split('<') {
        let piece = piece.split_once('>').map_or(piece, |(_, after)| after);
        if !piece.trim().is_empty() {
            let _ = write!(said, "{}|", piece.trim());
        }
    }
    said
}

/// Windows keeps no two pages whose names differ only in case, and none that is called like a device.
#[test]
fn tasks_whose_ids_are_one_name_on_windows_have_pages_of_their_own() {
    let mut plan = String::from(
        "[plan]\nnumber = \"1\"\ntitle = \"A\"\nstarts = 2024-01-01\nends = 2024-12-31\n\n[units]\na = \"A\"\n",
    );
    for id in ["mot", "Mot", "mot-2", "MOT", "nul"] {
        writeln!(plan, "\n[[tasks]]\nid = \"{id}\"\ntitle = \"Việc {id}\"\nlead = [\"a\"]\ndue = 2024-04-30")
            .expect("memory takes it");
    }
    let folder = workspace(&[("plan.toml", &plan), ("units/a.toml", "")]);
    let out = folder.path().join("site");
    made(folder.path(), &out, &[]);
    let pages: Vec<String> = all(&out).into_keys().filter(|name| name.starts_with("task/")).collect();
    assert_eq!(pages, ["task/mot-2.html", "task/mot-3.html", "task/mot-4.html", "task/mot.html", "task/nul-2.html"]);
    let unit = read(&out, "unit/a.html");
    for (id, page) in [("mot", "mot"), ("Mot", "mot-3"), ("mot-2", "mot-2"), ("MOT", "mot-4"), ("nul", "nul-2")] {
        assert!(read(&out, &format!("task/{page}.html")).contains(&format!("<h1>Việc {id}</h1>")), "{id}");
        assert!(unit.contains(&format!("href=\"../task/{page}.html\">Việc {id}</a>")), "{id} in {unit}");
        assert!(read(&out, "names.js").contains(&format!("[\"task/{page}\",\"Việc {id}\"")), "{id}");
    }
}

#[test]
fn the_first_page_answers_who_is_late() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let out = folder.path().join("site");
    made(root(), &out, &[]);
    let start = read(&out, "index.html");
    assert!(start.len() <= 100 * 1024, "{} bytes", start.len());
    assert_eq!(
        text(&start, "<ul class=\"totals large\">", "</ul>"),
        "6|chưa hoàn thành quá hạn|256|chưa hoàn thành trong hạn|205|hoàn thành|211|thường xuyên|3|không áp dụng|"
    );
    let first = start.split("<tr data-s=\"overdue").nth(1).expect("something is overdue");
    for said in ["unit/dang-doan-hoi-lhpn.html", ">14/3/2024<", ">62<", "dự kiến 22/5/2024 (còn 7 ngày)"] {
        assert!(first.contains(said), "{said} is not in {first}");
    }
    assert!(start.contains("15/5/2024: phải hoàn thành"), "the burn-up says where the plan stands");
    let unit = read(&out, "unit/huyen-uy-tra-bong.html");
    assert!(unit.contains("chưa có dự kiến") && unit.contains("gia hạn từ 30/4/2024 đến 10/5/2024"), "{unit}");
    let task = read(&out, "task/hoc-tap-can-bo-chu-chot.html");
    for said in ["<dt>Nguyên văn</dt>", "<dt>Quy tắc</dt>", "../unit/huyen-uy-tra-bong.html", "14/15"] {
        assert!(task.contains(said), "{said} is not on the page of the task");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let folder = workspace(&[
        ("plan.toml", PLAN),
        (
            "units/a.toml",
            "[mot]\ndone = 2024-03-01\nevidence = [\"CV 1\", { file = \"evidence/báo cáo.pdf\", sha256 = \"0000000000000000000000000000000000000000000000000000000000000000\" }]\n",
        ),
        ("units/b.toml", ""),
        ("evidence/báo cáo.pdf", "%PDF"),
        ("reports/2024-Q1.md", "# x\n"),
    ]);
    let out = folder.path().join("site");
    made(folder.path(), &out, &[]);
    let mut outside = Vec::new();
    for (name, bytes) in all(&out).iter().filter(|(name, _)| is_page(name)) {
        let page = String::from_utf8_lossy(bytes);
        let base = out.join(name).parent().expect("it lies in a folder").to_owned();
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.starts_with('#') {
                continue;
            }
            let place = base.join(decoded(link));
            assert!(place.exists(), "{name} links to {link}");
            let real = place.canonicalize().expect("it is there");
            if !real.starts_with(out.canonicalize().expect("it is there")) {
                outside.push(link.to_owned());
            }
        }
    }
    outside.sort();
    outside.dedup();
    assert_eq!(
        outside,
        ["../../evidence/b%C3%A1o%20c%C3%A1o.pdf", "../evidence/b%C3%A1o%20c%C3%A1o.pdf", "../reports/2024-Q1.md"]
    );
}

const PLAN: &str = "[plan]\nnumber = \"1\"\ntitle = \"</title><script>x()</script>\"\nstarts = 2024-01-01\nends = 2024-12-31\n\n\
    [units]\na = \"Xã <b>A</b> \\\" onclick='x()'\"\nb = \"Xã B\"\n\n\
    [[tasks]]\nid = \"mot\"\ntitle = \"Một\"\nlead = [\"a\", \"b\"]\ndue = 2024-03-15\n\n\
    [[tasks]]\nid = \"quy\"\ntitle = \"Hằng quý\"\nlead = [\"a\"]\nevery = \"quarter\"\n";

fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| char::from(digit.expect("two digits follow")).to_digit(16).expect("a digit");
        bytes.push(if byte == b'%' {
            u8::try_from(hex(rest.next()) * 16 + hex(rest.next())).expect("a byte")
        } else {
            byte
        });
    }
    String::from_utf8(bytes).expect("links are UTF-8")
}

#[test]
fn no_text_becomes_markup() {
    let folder = workspace(&[
        ("plan.toml", PLAN),
        ("units/a.toml", "[mot]\nreason = \"<img src=x onerror=y>\"\n"),
        ("units/b.toml", ""),
    ]);
    let out = folder.path().join("site");
    made(folder.path(), &out, &["--lang", "en"]);
    for (name, bytes) in all(&out).iter().filter(|(name, _)| is_page(name)) {
        let page = String::from_utf8_lossy(bytes);
        for markup in ["<script>x", "<b>A", "onclick='", "<img"] {
            assert!(!page.contains(markup), "{markup} in {name}");
        }
        assert_eq!(page.matches("<script").count(), 1, "{name}");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{name}");
    }
    assert!(read(&out, "unit/a.html").contains("<h1 lang=\"vi\">Xã &lt;b&gt;A&lt;/b&gt;"));
}

#[test]
fn the_same_files_give_the_same_bytes_and_what_is_gone_goes() {
    let folder = workspace(&[("plan.toml", PLAN), ("units/a.toml", ""), ("units/b.toml", "")]);
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    made(folder.path(), &one, &[]);
    let said = made(folder.path(), &other, &[]);
    let before = all(&one);
    assert_eq!(before, all(&other));
    assert!(said.contains(&format!("{} tệp, {} tệp mới hoặc thay đổi", before.len(), before.len())), "{said}");
    let again = made(folder.path(), &one, &[]);
    assert!(again.contains(", 0 tệp mới hoặc thay đổi"), "{again}");
    // What others put there stays; a page that is no more goes away.
    fs::write(one.join("logo.png"), "ours").expect("it can be written");
    let plan = read(folder.path(), "plan.toml").replace("[\"a\", \"b\"]", "[\"a\"]").replace("b = \"Xã B\"\n", "");
    fs::write(folder.path().join("plan.toml"), plan).expect("it can be written");
    fs::remove_file(folder.path().join("units/b.toml")).expect("it is there");
    made(folder.path(), &one, &[]);
    assert!(!one.join("unit/b.html").exists() && one.join("unit/a.html").exists());
    assert_eq!(read(&one, "logo.png"), "ours");
}

#[test]
fn nothing_of_others_is_replaced() {
    let folder =
        workspace(&[("plan.toml", PLAN), ("units/a.toml", ""), ("units/b.toml", ""), ("mine/index.html", "mine")]);
    let refused = |out: &str| {
        let out = folder.path().join(out);
        let ran = run(folder.path(), &["site", "--lang", "en", "--out", out.to_str().expect("it is UTF-8")]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        ran.stderr.replace(out.to_str().expect("it is UTF-8"), "DIR")
    };
    let said = "error: DIR holds files that tiendo site did not make; choose an empty folder or that of an earlier site; \
                nothing was written\n";
    assert_eq!(refused("mine"), said);
    assert_eq!(refused("."), said);
    assert_eq!(read(folder.path(), "mine/index.html"), "mine");
    // A file of somebody else's where a page would come to stand.
    let out = folder.path().join("site");
    made(folder.path(), &out, &[]);
    let plan = read(folder.path(), "plan.toml").replace("b = \"Xã B\"\n", "b = \"Xã B\"\nc = \"Xã C\"\n");
    fs::write(folder.path().join("plan.toml"), plan).expect("it can be written");
    fs::write(out.join("unit/c.html"), "mine").expect("it can be written");
    let before = all(&out);
    assert_eq!(refused("site"), "error: DIR/unit/c.html was not made by tiendo site; nothing was written\n");
    assert_eq!(all(&out), before);
}

#[test]
fn a_collection_has_a_page_for_each_plan() {
    let folder = workspace(&[
        ("plans.toml", "plans = [\"2024/*\", \"gone\"]\n"),
        ("2024/một/plan.toml", PLAN),
        ("2024/một/units/a.toml", ""),
        ("2024/một/units/b.toml", ""),
        ("2024/hai/plan.toml", &PLAN.replace("\"1\"", "\"2\"")),
        ("2024/hai/units/a.toml", "[mot]\ndone = 2024-03-01\nevidence = \"CV 1\"\n"),
        ("2024/hai/units/b.toml", ""),
        ("2024/hai/reports/2024-Q1.md", "# x\n"),
    ]);
    let out = folder.path().join("site");
    let args = ["site", "--as-of", "2024-05-15", "--lang", "en", "--out", out.to_str().expect("it is UTF-8")];
    let ran = run(folder.path(), &args);
    assert_eq!(ran.code, 3, "a plan could not be read: {}", ran.stderr);
    let start = read(&out, "index.html");
    assert!(start.contains("The plan in gone could not be read."), "{start}");
    // The plan with the most overdue comes first.
    let plans: Vec<&str> =
        start.split("<th scope=\"row\"><a href=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    assert_eq!(plans, ["plan-2024-mot/index.html", "plan-2024-hai/index.html"]);
    assert!(read(&out, "plan-2024-hai/unit/a.html").contains("<a href=\"../../index.html\">Plans</a>"));
    assert!(read(&out, "plan-2024-hai/reports.html").contains("href=\"../../2024/hai/reports/2024-Q1.md\""));
    assert!(out.join("plan-2024-hai/../../2024/hai/reports/2024-Q1.md").exists());
}

#[test]
fn many_units_have_pages_that_open() {
    let mut plan =
        String::from("[plan]\nnumber = \"1\"\ntitle = \"Lớn\"\nstarts = 2024-01-01\nends = 2024-12-31\n\n[units]\n");
    let units: Vec<String> = (0..300).map(|unit| format!("xa-{unit}")).collect();
    for unit in &units {
        writeln!(plan, "{unit} = \"Ủy ban nhân dân xã {unit}\"").expect("memory takes it");
    }
    let leads = units.iter().map(|unit| format!("\"{unit}\"")).collect::<Vec<_>>().join(", ");
    for task in 0..40 {
        let when = if task % 2 == 0 { "every = \"quarter\"" } else { "due = 2024-04-30" };
        let title = format!("Nhiệm vụ số {task} của kế hoạch, có tên dài như các nhiệm vụ trong văn bản thường có");
        writeln!(plan, "\n[[tasks]]\nid = \"t{task}\"\ntitle = \"{title}\"\nlead = [{leads}]\n{when}")
            .expect("memory takes it");
    }
    let folder = workspace(&[("plan.toml", &plan)]);
    for unit in &units {
        fs::create_dir_all(folder.path().join("units")).expect("it can be made");
        fs::write(folder.path().join(format!("units/{unit}.toml")), "").expect("it can be written");
    }
    let out = folder.path().join("site");
    made(folder.path(), &out, &[]);
    for (name, bytes) in all(&out) {
        let most = if name == "index.html" { 100 } else { 600 };
        assert!(bytes.len() <= most * 1024, "{name} has {} bytes", bytes.len());
    }
    assert!(out.join("task/t0.2024-Q1.html").exists() && !out.join("task/t1.2024-Q1.html").exists());
    // The page of a report stays small too, and opens on what is overdue.
    let ran = run(
        folder.path(),
        &["report", "quarter", "2024-Q2", "--format", "html", "--as-of", "2024-05-15", "--out", "-"],
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.len() <= 300 * 1024, "{} bytes", ran.stdout.len());
    assert!(!ran.stdout.contains("id=\"items\""), "it lists everything");
    let first = ran.stdout.find("<section id=").map(|at| &ran.stdout[at..]).expect("it has sections");
    assert!(first.starts_with("<section id=\"overdue\""), "{}", &first[..200]);
    assert!(read(&out, "overdue.html").contains("Chỉ liệt kê 500 việc quá hạn lâu nhất trong 12.000 việc"));
}

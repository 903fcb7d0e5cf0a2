//! Reports and letters to sign, in the documents that come with the program.

use std::fs;

use super::docx::Docx;
use crate::support::case::{Case, plan};
use crate::support::entries;

/// A unit that is late with a reason, and has something due soon.
fn case(office: &str) -> Case {
    let tasks = "[[tasks]]\nid = \"x\"\ntitle = \"Việc x\"\nlead = [\"a\"]\ndue = 2024-03-10\n\
                 [[tasks]]\nid = \"y\"\ntitle = \"Việc y\"\nlead = [\"a\", \"b\"]\ndue = 2024-05-20\n";
    Case::new(plan("", &format!("{office}{tasks}"))).unit("a", "[x]\nreason = \"Chờ số liệu\"\n")
}

const OFFICE: &str = "[plan.office]\nsuperior = \"Tỉnh ủy\"\nname = \"Ban Tuyên giáo\"\nplace = \"Quảng Ngãi\"\n\
                      signature = \"Trưởng ban\"\nrecipients = [\"Thường trực Tỉnh ủy\", \"Lưu\"]\n";

fn report(case: &Case, args: &[&str]) -> Docx {
    let out = case.path().join("out");
    let out = out.to_str().expect("the path is text");
    let all = ["report", "quarter", "2024-Q1", "--as-of", "2024-05-15", "--format", "docx", "--force", "--out", out];
    case.run(&[&all[..], args].concat()).ends_with(&[0]);
    Docx::of(&fs::read(case.path().join("out/2024-Q1.docx")).expect("the report is there"))
}

/// The cells of the head and of the foot, the tables between left out.
fn around(docx: &Docx) -> [&str; 4] {
    let two: Vec<&Vec<Vec<String>>> =
        docx.tables.iter().filter(|table| table.len() == 1 && table[0].len() == 2).collect();
    let [head, foot] = two[..] else { panic!("a head and a foot: {:?}", docx.tables) };
    [&head[0][0], &head[0][1], &foot[0][0], &foot[0][1]]
}

#[test]
fn a_report_of_a_party_body_has_what_stands_around_it() {
    let docx = report(&case(OFFICE), &["--template", "party"]);
    assert_eq!(
        around(&docx),
        [
            "TỈNH ỦYBAN TUYÊN GIÁO*Số         -BC/",
            "ĐẢNG CỘNG SẢN VIỆT NAMQuảng Ngãi, ngày      tháng      năm      ",
            "Nơi nhận:- Thường trực Tỉnh ủy;- Lưu.",
            "TRƯỞNG BAN………",
        ]
    );
    let has = |text: &str| docx.paragraphs.iter().any(|paragraph| paragraph == text);
    assert!(
        has("BÁO CÁO") && has("Tình hình thực hiện Kế hoạch số\u{a0}1\u{2011}KH, Quý I/2024"),
        "{:#?}",
        docx.paragraphs
    );
    assert!(has("Đến nay còn 1 việc quá hạn chưa hoàn thành (Phụ lục II)."), "{:#?}", docx.paragraphs);
    assert!(has("- Đơn vị A: Việc x, quá hạn 21 ngày. Lý do: Chờ số liệu"), "{:#?}", docx.paragraphs);
    for annex in ["PHỤ LỤC I", "PHỤ LỤC II", "PHỤ LỤC III"] {
        assert!(has(annex), "{annex}");
    }
    // Upright, across for the official table, upright again; each annex has its own page numbers.
    assert_eq!((docx.count("w:sectPr"), docx.count("w:pgNumType")), (4, 3));
    assert!(has("Kết quả của từng đơn vị nêu tại Phụ lục I."), "{:#?}", docx.paragraphs);
}

#[test]
fn what_is_not_known_is_a_dotted_line_and_may_be_set() {
    let docx =
        report(&case(""), &["--template", "state", "--set", "name=Sở Nội vụ", "--set", "recipients=Như trên; Lưu"]);
    assert_eq!(
        around(&docx),
        [
            "………SỞ NỘI VỤSố:         /BC-",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc………, ngày      tháng      năm      ",
            "Nơi nhận:- Như trên;- Lưu.",
            "………………",
        ]
    );
    let wrong = case("").run(&["report", "quarter", "--template", "state", "--format", "docx", "--set", "names=x"]);
    let said = String::from_utf8_lossy(&wrong.ends_with(&[2]).stderr).into_owned();
    assert!(said.contains("--set names=x"), "{said}");
}

#[test]
fn the_style_of_the_plan_is_taken_without_a_word() {
    let docx = report(&case(&format!("{OFFICE}style = \"state\"\n")), &[]);
    assert!(around(&docx)[1].starts_with("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
}

#[test]
fn a_letter_says_what_it_is_about_and_to_whom_it_goes() {
    let case = case(OFFICE);
    let out = case.path().join("out");
    let out = out.to_str().expect("the path is text");
    let args = ["remind", "--as-of", "2024-05-15", "--format", "docx", "--template", "state", "--out", out];
    case.run(&args).ends_with(&[0]);
    let files = entries(&case.path().join("out"));
    let letters: Vec<Docx> =
        files.iter().map(|file| Docx::of(&fs::read(file).expect("a letter can be read"))).collect();
    let to: Vec<&str> = letters.iter().map(|letter| letter.paragraphs[0].as_str()).collect();
    assert_eq!(to, ["Kính gửi: Đơn vị A", "Kính gửi: Đơn vị B"]);
    let [head, ..] = around(&letters[0]);
    assert_eq!(head, "TỈNH ỦYBAN TUYÊN GIÁOSố:         /V/v đôn đốc thực hiện Kế hoạch số\u{a0}1\u{2011}KH");
    let basis =
        "Qua theo dõi việc thực hiện Kế hoạch số\u{a0}1\u{2011}KH (Kế hoạch), Ban Tuyên giáo thông báo như sau:";
    assert!(letters[0].paragraphs.iter().any(|paragraph| paragraph == basis), "{:#?}", letters[0].paragraphs);
    assert_eq!(around(&letters[0])[2], "Nơi nhận:- Như trên;- Thường trực Tỉnh ủy;- Lưu.");
}

#[test]
fn what_the_next_period_asks_for_is_told_by_task_with_full_names() {
    let case = Case::new(plan(
        "",
        "[[tasks]]\nid = \"x\"\ntitle = \"Việc x\"\nlead = [\"a\", \"b\"]\nevery = \"quarter\"\n\
         [[tasks]]\nid = \"y\"\ntitle = \"Việc y\"\nlead = [\"b\"]\ndue = 2024-05-20\n",
    ));
    let docx = report(&case, &["--template", "party", "--set", "signature=T/M Ban Thường vụ; Phó Bí thư"]);
    let at = |text: &str| docx.paragraphs.iter().position(|paragraph| paragraph == text);
    let next = ["- Việc y: hạn 20/5/2024, Đơn vị B", "- Việc x (Quý II/2024): hạn 30/6/2024, 2 đơn vị"].map(at);
    assert!(next[0].is_some() && next[0] < next[1], "{:#?}", docx.paragraphs);
    assert_eq!(around(&docx)[3], "T/M BAN THƯỜNG VỤPHÓ BÍ THƯ………");
    // No unit gives a reason or a day: the list of what is overdue has no columns for them.
    let heads: Vec<&[String]> = docx.tables.iter().map(|table| &*table[0]).filter(|head| head.len() > 2).collect();
    assert_eq!(heads[1], ["Đơn vị", "Nhiệm vụ", "Hạn", "Quá hạn"]);
}

/// An office suite that copies, and one that is not there.
#[cfg(unix)]
#[test]
fn a_pdf_is_made_by_the_office_suite_or_nothing_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let case = case(OFFICE);
    let tools = case.path().join("tools");
    fs::create_dir(&tools).expect("it can be made");
    let run = |path: &std::path::Path, args: &[&str]| {
        let mut command = crate::support::tiendo();
        command.arg("-C").arg(case.path()).args(["--as-of", "2024-05-15", "--lang", "en"]).args(args).env("PATH", path);
        crate::support::finish(&mut command)
    };
    let out = case.path().join("out");
    let out = out.to_str().expect("the path is text");
    let letters = ["remind", "--format", "pdf", "--out", out];
    let none = run(&tools, &letters);
    let said =
        "PDF is made by LibreOffice, which was not found; install it, or choose --format docx; nothing was written";
    assert!(none.code == 2 && none.stderr.contains(said), "{none:?}");
    assert!(!case.path().join("out").exists());
    let suite = "#!/bin/sh\nwhile [ \"$1\" != --outdir ]; do shift; done\nout=$2; shift 2\n\
                 for file; do { printf '%%PDF-1.7\\n'; /bin/cat \"$file\"; } > \"${file%.docx}.pdf\"; done\n";
    fs::write(tools.join("soffice"), suite).expect("it can be written");
    fs::set_permissions(tools.join("soffice"), fs::Permissions::from_mode(0o755)).expect("it can be run");
    assert_eq!(run(&tools, &letters).code, 0);
    let names = |files: Vec<std::path::PathBuf>| -> Vec<String> {
        files.iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())).collect()
    };
    assert_eq!(names(entries(&case.path().join("out"))), ["2024-05-15-a.pdf", "2024-05-15-b.pdf"]);
    let report =
        run(&tools, &["report", "quarter", "2024-Q1", "--template", "state", "--format", "docx,pdf", "--out", out]);
    assert_eq!(report.code, 0, "{}", report.stderr);
    let read = |name: &str| fs::read(case.path().join("out").join(name)).expect("it is there");
    assert_eq!(read("2024-Q1.pdf"), [&b"%PDF-1.7\n"[..], &read("2024-Q1.docx")].concat());
    // Somebody may have signed it.
    assert_eq!(
        run(&tools, &["report", "quarter", "2024-Q1", "--template", "party", "--format", "pdf", "--out", out]).code,
        2
    );
}

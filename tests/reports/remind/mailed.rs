//! Letters as mail, read back by a parser that is not ours.

use std::fs;

use mail_parser::{Message, MessageParser, MimeHeaders as _};
use snapbox::str;

use super::docx::Docx;
use super::files::{folder, names, remind, three};
use super::mail::texts;
use crate::support::case::{Case, Run, Shows as _, plan, task};

/// Writes letters as mail into a folder, to the mailboxes of a file.
fn mailed(case: &Case, mailboxes: &str, args: &[&str]) -> Run {
    let file = case.path().join("hộp thư.toml");
    fs::write(&file, mailboxes).expect("a file can be written");
    let (_, out) = folder(case);
    let to = file.to_str().expect("the path is text");
    remind(case, &[&["--format", "eml", "--to", to, "--out", &out], args].concat())
}

fn parsed(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).expect("it is mail")
}

/// The names and addresses of a header, in order.
fn addresses<'a>(of: Option<&'a mail_parser::Address<'_>>) -> Vec<(Option<&'a str>, &'a str)> {
    let all = of.into_iter().flat_map(|all| all.iter());
    all.map(|one| (one.name(), one.address().expect("it has an address"))).collect()
}

#[test]
fn each_letter_is_mail_to_the_mailboxes_of_its_unit_with_the_document_attached() {
    let case = three();
    let boxes = "from = \"vanthu@tinh.example\"\n[mailboxes]\n\
                 a = [\"vanthu@a.example\", \"tonghop@a.example\"]\nb = 'van.thu+kh@b.example'\nc = \"c@c.example\"\n";
    let set = ["--set", "name=ỦY BAN NHÂN DÂN THÀNH PHỐ \"X\", TỈNH QUẢNG NGÃI"];
    mailed(&case, boxes, &set).ends_with(&[0]);
    let (folder, _) = folder(&case);
    assert_eq!(names(&folder), ["2024-05-15-a.eml", "2024-05-15-b.eml"], "whoever gets no letter gets no mail");
    let printed = remind(&case, &[]);
    let letters = texts(&printed);
    let to = [
        vec![(Some("Đơn vị A"), "vanthu@a.example"), (Some("Đơn vị A"), "tonghop@a.example")],
        vec![(Some("Đơn vị B"), "van.thu+kh@b.example")],
    ];
    for ((unit, to), letter) in ["a", "b"].iter().zip(to).zip(letters) {
        let bytes = fs::read(folder.join(format!("2024-05-15-{unit}.eml"))).expect("the mail is there");
        assert!(bytes.is_ascii() && !String::from_utf8_lossy(&bytes).replace("\r\n", "").contains('\n'));
        let mail = parsed(&bytes);
        let office = "ỦY BAN NHÂN DÂN THÀNH PHỐ \"X\", TỈNH QUẢNG NGÃI";
        assert_eq!(addresses(mail.from()), [(Some(office), "vanthu@tinh.example")]);
        assert_eq!(addresses(mail.to()), to);
        assert_eq!(mail.subject(), Some("Đôn đốc thực hiện Kế hoạch 1-KH"));
        // Eight in the morning in Viet Nam.
        assert_eq!(mail.date().map(mail_parser::DateTime::to_rfc3339).as_deref(), Some("2024-05-15T01:00:00Z"));
        assert!(mail.message_id().is_some_and(|id| id.ends_with("@tinh.example")), "{:?}", mail.message_id());
        assert_eq!(mail.header_raw("X-Unsent").map(str::trim), Some("1"), "programs open it as a draft");
        assert_eq!(mail.body_text(0).expect("it has a text").replace("\r\n", "\n").trim_end(), letter);
        assert_eq!((mail.text_body_count(), mail.attachment_count()), (1, 1));
        let document = mail.attachment(0).expect("a document is attached");
        assert_eq!(document.attachment_name(), Some(format!("2024-05-15-{unit}.docx").as_str()));
        let title = if *unit == "a" { "Việc x" } else { "Việc y" };
        assert!(Docx::of(document.contents()).tables[0][1].iter().any(|cell| cell.contains(title)));
    }
}

#[test]
fn two_runs_give_the_same_bytes_and_another_letter_another_id() {
    let case = three();
    let boxes = "from = \"vt@tinh.example\"\nmailboxes = { a = \"vt@a.example\", b = \"vt@b.example\" }\n";
    mailed(&case, boxes, &[]).ends_with(&[0]);
    let again = mailed(&case, boxes, &[]);
    again.ends_with(&[0]);
    assert_eq!(again.out().matches("không thay đổi").count(), 2, "{again:?}");
    let (folder, _) = folder(&case);
    let read = |name: &str| fs::read(folder.join(name)).expect("the mail is there");
    let [a, b] = ["a", "b"].map(|unit| read(&format!("2024-05-15-{unit}.eml")));
    assert_ne!(parsed(&a).message_id(), parsed(&b).message_id());
    // Somebody may have written in it since.
    let run = mailed(&case, &boxes.replace("vt@a", "vanthu@a"), &[]);
    run.ends_with(&[2]);
    assert!(run.err().contains("--force") && read("2024-05-15-a.eml") == a, "{run:?}");
    mailed(&case, &boxes.replace("vt@a", "vanthu@a"), &["--force"]).ends_with(&[0]);
    assert_ne!(parsed(&read("2024-05-15-a.eml")).message_id(), parsed(&a).message_id());
}

#[test]
fn a_unit_without_a_mailbox_is_named_and_its_mail_has_no_recipient() {
    let case = three();
    let run = mailed(&case, "from = \"vt@tinh.example\"\n[mailboxes]\nA1 = \"vt@a.example\"\nb = []\n", &[]);
    run.ends_with(&[0]);
    run.err().shows(str![[r"
chưa có hộp thư nên thư chưa ghi nơi nhận: a, b; mã không phải của đơn vị nào: A1 ([TEMP]/hộp thư.toml:3:1)

"]]);
    let (folder, _) = folder(&case);
    let bytes = fs::read(folder.join("2024-05-15-a.eml")).expect("the mail is there all the same");
    assert_eq!((parsed(&bytes).to(), parsed(&bytes).attachment_count()), (None, 1));
    // One address book may serve many plans: other units in it are no matter where all have a mailbox.
    let boxes = "from = \"vt@tinh.example\"\nmailboxes = { a = \"a@a.vn\", b = \"b@b.vn\", khac = \"k@k.vn\" }";
    let run = mailed(&case, boxes, &["--force"]);
    run.ends_with(&[0]);
    assert_eq!(run.err(), "");
}

#[test]
fn everything_that_is_wrong_with_the_mailboxes_is_told_at_once_and_nothing_is_written() {
    let case = three();
    let run = mailed(
        &case,
        "form = \"vt@tinh.example\"\n[mailboxes]\na = \"Nguyễn Văn A <a@b.vn>\"\nb = [\"b@b.vn\", 7, \"x@y.vn\\r\\nBcc: z@z.vn\"]\n\
         \"c d\" = \"c@c.vn\"\n",
        &["--lang", "en"],
    );
    run.fails(3).err().shows(str![[r#"
error[E202]: missing key `from` in a file of mailboxes
--> [TEMP]/hộp thư.toml:1:1

error[E201]: unknown key “form” in a file of mailboxes
 --> [TEMP]/hộp thư.toml:1:1
  |
1 | form = "vt@tinh.example"
  | ^^^^
  |
help: did you mean
  |
1 - form = "vt@tinh.example"
1 + from = "vt@tinh.example"
  |

error[E207]: “Nguyễn Văn A <a@b.vn>” is not a mail address
 --> [TEMP]/hộp thư.toml:3:5
  |
3 | a = "Nguyễn Văn A <a@b.vn>"
  |     ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the address of the office alone, such as "office@district.example"

error[E203]: expected a string in quotation marks, found a whole number
 --> [TEMP]/hộp thư.toml:4:16
  |
4 | b = ["b@b.vn", 7, "x@y.vn/r/nBcc: z@z.vn"]
  |                ^
  |
  = help: put the string in straight quotation marks: "..."

error[E207]: “x@y.vn Bcc: z@z.vn” is not a mail address
 --> [TEMP]/hộp thư.toml:4:19
  |
4 | b = ["b@b.vn", 7, "x@y.vn/r/nBcc: z@z.vn"]
  |                   ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the address of the office alone, such as "office@district.example"

error[E204]: “c d” is not a valid id for a unit
 --> [TEMP]/hộp thư.toml:5:1
  |
5 | "c d" = "c@c.vn"
  | ^^^^^
  |
  = help: use at most 64 letters without diacritics, digits, - and _, with a letter or digit first: bao-cao-nam
help: did you mean
  |
5 - "c d" = "c@c.vn"
5 + "c-d" = "c@c.vn"
  |


"#]]);
    let (folder, _) = folder(&case);
    assert!(!folder.exists());
    for (boxes, said) in [("from = ", "E106"), ("from = \"a@b.vn\"\nfrom = \"a@b.vn\"", "E107"), ("from = []", "E203")]
    {
        let run = mailed(&case, boxes, &[]);
        run.ends_with(&[3]);
        assert!(run.err().contains(said) && !folder.exists(), "{run:?}");
    }
    fs::write(case.path().join("hộp thư.toml"), b"from = \"a@b.vn\" # \xff").expect("a file can be written");
    let file = case.path().join("hộp thư.toml");
    let to = file.to_str().expect("the path is text");
    for (args, code, said) in [
        (&["--format", "eml", "--out", "x", "--to", to][..], 3, "E105"),
        (&["--format", "eml", "--out", "x", "--to", "khong-co.toml"], 3, "khong-co.toml"),
        (&["--format", "eml", "--out", "x"], 2, "--to"),
        (&["--format", "eml", "--to", to], 2, "--out"),
        (&["--format", "docx", "--out", "x", "--to", to], 2, "--format eml"),
    ] {
        let run = remind(&case, args);
        run.ends_with(&[code]);
        assert!(run.out().is_empty() && run.err().contains(said), "{args:?}: {run:?}");
    }
}

#[test]
fn a_unit_gets_one_mail_about_all_plans_of_a_collection() {
    let due = task("x", "due = 2024-05-01");
    let case = Case::empty()
        .with("plans.toml", "plans = [\"mot\", \"hai\"]\n")
        .with("mot/plan.toml", plan("", &due))
        .with("hai/plan.toml", plan("", &due).replace("number = \"1\"", "number = \"2\""))
        .with("mot/units/a.toml", "")
        .with("hai/units/a.toml", "");
    let boxes = "from = \"vt@tinh.example\"\nmailboxes = { a = \"vt@a.example\" }\n";
    mailed(&case, boxes, &[]).ends_with(&[0]);
    let (folder, _) = folder(&case);
    assert_eq!(names(&folder), ["2024-05-15-a.eml"]);
    let bytes = fs::read(folder.join("2024-05-15-a.eml")).expect("the mail is there");
    let mail = parsed(&bytes);
    assert_eq!(mail.subject(), Some("Đôn đốc thực hiện 2 kế hoạch"));
    assert_eq!(addresses(mail.to()), [(Some("Đơn vị A"), "vt@a.example")]);
}

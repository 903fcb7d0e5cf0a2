//! Section 1: files and folders that are called nearly as units' files and their folder are. What they record is not lost in
//! silence, and what is none of them troubles nobody.

use std::fs;

use crate::support::case::{Case, plan, task, text};

const FACTS: &str = "[mot]\ndone = 2024-01-01\n";

/// A workspace whose unit `van-phong` owes something, without its file.
fn case() -> Case {
    let rest = task("mot", "due = \"2024-Q1\"").replace("[\"a\"]", "[\"van-phong\"]");
    Case::new(plan("", &format!("van-phong = \"Văn phòng\"\n{rest}")))
}

/// What `check` says of a file: the codes.
fn told(case: &Case, file: &str) -> Vec<String> {
    let (_, found) = case.check("2024-05-15");
    found.iter().filter(|one| one["file"] == file).map(|one| text(&one["code"]).to_owned()).collect()
}

/// What copying, saving, downloading and editors make of the name of a unit's file.
const NEAR: [&str; 23] = [
    "van-phong.toml (1)",
    "van-phong.toml.1",
    "van-phong.toml_",
    "van-phong.toml.tmp",
    "van-phong.toml.part",
    "van-phong.toml.save",
    "van-phong.toml.new",
    "van-phong.toml.rej",
    "van-phong.toml-old",
    "#van-phong.toml#",
    "van-phong.toml ",
    "van-phong.toml.",
    "van-phong.tom",
    "van-phong.txt",
    "van-phong.json",
    "van-phong.ini",
    "van-phong.toml.docx",
    "van-phong.toml.pdf",
    "VAN-PHONG.TXT",
    "van-phong (1).toml",
    "van-phong-cu.txt",
    "bao cao",
    "Copy of van-phong.txt",
];

#[test]
fn a_name_near_that_of_a_units_file_is_told_whatever_was_added_to_it() {
    for name in NEAR {
        let file = format!("units/{name}");
        let made = case().with(&file, FACTS);
        assert_eq!(told(&made, &file), ["E409"], "{name}");
        let run = made.run(&["list", "--as-of", "2024-05-15"]);
        assert!(run.ends_with(&[3]).err().contains(&file), "{name}: {run:?}");
        // Where the unit has a file what it says is the truth, and what this one says beside it is told.
        let made = case().with("units/van-phong.toml", "").with(&file, FACTS);
        let earlier = ["van-phong.toml.save", "van-phong.toml-old"].contains(&name);
        assert_eq!(told(&made, &file), [if earlier { "W509" } else { "E409" }], "{name}");
    }
}

#[test]
fn no_second_file_is_made_beside_one_of_a_near_name() {
    for name in NEAR.into_iter().take(20) {
        let made = case().with(format!("units/{name}"), FACTS);
        let run = made.run(&["done", "mot", "--unit", "van-phong", "--as-of", "2024-05-15", "--lang", "en"]);
        let called = if name.ends_with(' ') { format!("“units/{name}”") } else { format!("units/{name}") };
        let said = format!("rename {called} to units/van-phong.toml; nothing was written");
        assert!(run.ends_with(&[3]).err().contains(&said), "{name}: {run:?}");
        assert!(!made.path().join("units/van-phong.toml").exists(), "{name}");
    }
}

/// A slip in it does not make a file of this name one that says nothing, nor does another encoding.
#[test]
fn of_a_near_name_a_text_counts_that_is_not_whole() {
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(FACTS.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for facts in [
        b"[mot]\ndone = 15/4/2024\n".as_slice(),
        b"[mot\ndone = 2024-01-01\n",
        b"@@ -1 +1,2 @@\n [mot]\n+done = 2024-01-01\n",
        b"mot = { done = 2024-01-01 }\n",
        b"[mot]\nnote = \"\xd0\xe3 xong\"\n",
        &utf16,
    ] {
        let made = case().with("units/van-phong.toml.1", facts);
        assert_eq!(told(&made, "units/van-phong.toml.1"), ["E409"], "{}", String::from_utf8_lossy(facts));
    }
    // One that says nothing is odd; with nothing of a unit's file in its name it is none.
    let made =
        case().with("units/van-phong.toml.1", "[mot]\n# done = 2024-01-01\n").with("units/van-phong.txt", "[mot]\n");
    assert_eq!(told(&made, "units/van-phong.toml.1"), ["W509"]);
    assert!(told(&made, "units/van-phong.txt").is_empty());
}

#[test]
fn what_is_no_file_of_records_is_nobodys_business() {
    let picture = [&b"PK\x03\x04\x14\0\0\0"[..], FACTS.as_bytes(), &[0; 64]].concat();
    let pdf = [&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\0\n"[..], FACTS.as_bytes()].concat();
    let page = format!("# Văn phòng\n\nAs the file has it:\n\n```toml\n{FACTS}```\n");
    let large = [&b"%PDF-1.7\n\0"[..], &vec![b' '; 2 * 1024 * 1024]].concat();
    let made = case().with("units/van-phong.toml", "");
    let others: [(&str, &[u8]); 9] = [
        ("van-phong.docx", &picture),
        ("van-phong bao cao quy 1.pdf", &pdf),
        ("van-phong-2024.pdf", &large),
        ("README.md", page.as_bytes()),
        ("ghi-chu.txt", b"mot: done = 2024-01-01\n"),
        ("van-phong.md", "Văn phòng: đã xong (done) ngày 1/1/2024\n".as_bytes()),
        ("cau-hinh.ini", b"[page]\nwidth = 80\n"),
        ("van-phong.csv", b"id,done\nvan-phong/mot,2024-01-01\n"),
        (".van-phong.toml.swp", FACTS.as_bytes()),
    ];
    for (name, bytes) in others {
        let made = case().with("units/van-phong.toml", "").with(format!("units/{name}"), bytes);
        assert!(told(&made, &format!("units/{name}")).is_empty(), "{name}");
        assert_eq!(made.run(&["status", "--as-of", "2024-05-15"]).ends_with(&[0]).err(), "", "{name}");
    }
    // A document whose name has the ending of a unit's file in it is odd, and no more.
    let made = made.with("units/van-phong.toml.docx", picture);
    assert_eq!(told(&made, "units/van-phong.toml.docx"), ["W509"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_by_its_near_name_and_not_opened() {
    let made = case().with("units/van-phong.toml", "");
    for name in ["van-phong.toml.txt", "van-phong.toml.1"] {
        assert!(
            std::process::Command::new("mkfifo")
                .arg(made.path().join("units").join(name))
                .status()
                .expect("it runs")
                .success()
        );
        assert_eq!(told(&made, &format!("units/{name}")), ["W509"], "{name}");
    }
    std::os::unix::fs::symlink("van-phong.toml", made.path().join("units/van-phong.toml (1)"))
        .expect("links can be made");
    assert_eq!(told(&made, "units/van-phong.toml (1)"), ["W509"]);
}

#[test]
fn a_folder_near_units_with_facts_is_told() {
    for folder in ["unit", "Unit", "units ", "UNITS", " Units"] {
        for other in [None, Some("units/van-phong.toml")] {
            let mut made = case().with(format!("{folder}/van-phong.toml"), FACTS);
            if let Some(other) = other {
                made = made.with(other, "");
            }
            assert_eq!(told(&made, &format!("{folder}/")), ["E409"], "{folder:?}");
            let run = made.run(&["status", "--as-of", "2024-05-15"]);
            assert!(run.ends_with(&[3]).err().contains(&format!("{folder}/")), "{folder:?}: {run:?}");
        }
        let run = case().with(format!("{folder}/van-phong.toml"), FACTS).run(&["done", "mot", "--as-of", "2024-05-15"]);
        assert!(run.ends_with(&[3]).err().contains(&format!("{folder}/van-phong.toml")), "{folder:?}: {run:?}");
    }
    // Folders of these names that hold something else are not of units; nor is one to which files were put by.
    for path in ["unit/test.toml", "unit/van-phong.txt", "units-2023/van-phong.toml", "luu-tru/van-phong.toml"] {
        let made = case().with("units/van-phong.toml", "").with(path, FACTS);
        let run = made.run(&["status", "--as-of", "2024-05-15"]);
        assert_eq!(run.ends_with(&[0]).err(), "", "{path}");
    }
    // It is the one with facts that is told where there are several.
    let made = case().with("Units/x.toml", "").with("unit/van-phong.toml", FACTS);
    assert_eq!((told(&made, "unit/"), told(&made, "Units/")), (vec!["E409".to_owned()], vec![]));
    fs::remove_dir_all(made.path().join("unit")).expect("it is there");
    assert_eq!(told(&made, "Units/"), ["W509"]);
}

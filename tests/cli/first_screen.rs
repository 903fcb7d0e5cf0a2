//! The first screen: it answers in 24 lines, at 80 columns and at 40, for 1, 39 and 300 units; and what is shown of a
//! board that is too large for a screen.

use std::fmt::Write as _;

use crate::support::{finish, tiendo, workspace};

/// A plan of so many units that owe a report each quarter and one in May. Every second unit has done the first, every
/// third has promised it, every fifth owes standing work alone.
fn plan(units: usize) -> Vec<(String, String)> {
    let mut plan = String::from(
        "[plan]\nnumber = \"7-KH\"\ntitle  = \"Kế hoạch công tác năm 2024\"\nstarts = 2024-01-01\nends   = 2024-12-31\n\n[units]\n",
    );
    let is_late = |unit: usize| !unit.is_multiple_of(5);
    let (mut files, mut leads, mut others) = (Vec::new(), String::new(), String::new());
    for unit in 1..=units {
        let _ = writeln!(plan, "xa-{unit} = \"Xã số {unit}\"");
        let _ = write!(if is_late(unit) { &mut leads } else { &mut others }, "\"xa-{unit}\", ");
        let record = match unit {
            _ if !is_late(unit) => "",
            _ if unit.is_multiple_of(2) => "[bao-cao-quy.2024-Q1]\ndone = 2024-03-29\n",
            _ if unit.is_multiple_of(3) => "[bao-cao-quy.2024-Q1]\ncommitted = 2024-05-20\n",
            _ => "[bao-cao-quy.2024-Q1]\ncommitted = 2024-05-02\n",
        };
        files.push((format!("units/xa-{unit}.toml"), record.to_owned()));
    }
    let _ = write!(
        plan,
        "\n[[tasks]]\nid = \"bao-cao-quy\"\ntitle = \"Báo cáo kết quả thực hiện kế hoạch\"\nlead = [{leads}]\nevery = \"quarter\"\n\n\
         [[tasks]]\nid = \"hoc-tap\"\ntitle = \"Học tập toàn thể\"\nlead = [{leads}]\ndue = 2024-05-20\n"
    );
    if !others.is_empty() {
        let _ = write!(
            plan,
            "\n[[tasks]]\nid = \"thuong-xuyen\"\ntitle = \"Trực\"\nlead = [{others}]\ndue = \"ongoing\"\n"
        );
    }
    files.push(("plan.toml".to_owned(), plan));
    files
}

pub(crate) fn folder(units: usize) -> tempfile::TempDir {
    let files = plan(units);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    workspace(&files)
}

/// What `tiendo` says of a plan of so many units.
fn said(units: usize, columns: usize, args: &[&str]) -> String {
    said_on("2024-05-15", units, columns, args)
}

/// The same as of a day.
fn said_on(day: &str, units: usize, columns: usize, args: &[&str]) -> String {
    let folder = folder(units);
    let mut command = tiendo();
    command.arg("-C").arg(folder.path()).args(args).args(["--as-of", day]).env("COLUMNS", columns.to_string());
    let ran = finish(&mut command);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

/// Everything before the board: what to type next is the last of it.
fn first(said: &str) -> &str {
    let last = said.find("Gõ tiếp:").or_else(|| said.find("Next:")).expect("it ends with what to type next");
    said[last..].find("\n\n").map_or(said, |end| &said[..last + end])
}

#[test]
fn one_unit_has_an_answer() {
    assert_eq!(
        first(&said(1, 80, &[])),
        "\
Kế hoạch 7-KH: Kế hoạch công tác năm 2024
Tính đến ngày 15/5/2024

Quá hạn: 1 việc
  45 ngày  Báo cáo kết quả thực hiện kế hoạch (Quý I/2024)  quá dự kiến 02/5

Sắp đến hạn (trong 7 ngày tới): 1 việc
  20/5  còn 5 ngày  Học tập toàn thể

5 việc: 1 quá hạn, 4 trong hạn
Gõ tiếp: tiendo show xa-1 --as-of 2024-05-15 · tiendo mark · tiendo help"
    );
}

#[test]
fn the_answer_for_39_units_fits_a_screen() {
    assert_eq!(
        first(&said(39, 80, &["--lang", "en"])),
        "\
Plan 7-KH: Kế hoạch công tác năm 2024
As of 15/5/2024

Overdue: 16 items in 16 units
  45 days  Xã số 1   Báo cáo kết quả thực hiện kế hoạch…  promise of 02/5 lapsed
  45 days  Xã số 3   Báo cáo kết quả thực hiện kế hoạch…  promised 20/5
  45 days  Xã số 7   Báo cáo kết quả thực hiện kế hoạch…  promise of 02/5 lapsed
  45 days  Xã số 9   Báo cáo kết quả thực hiện kế hoạch…  promised 20/5
  45 days  Xã số 11  Báo cáo kết quả thực hiện kế hoạch…  promise of 02/5 lapsed
  45 days  Xã số 13  Báo cáo kết quả thực hiện kế hoạch…  promise of 02/5 lapsed
  45 days  Xã số 17  Báo cáo kết quả thực hiện kế hoạch…  promise of 02/5 lapsed
  45 days  Xã số 19  Báo cáo kết quả thực hiện kế hoạch…  promise of 02/5 lapsed
  45 days  Xã số 21  Báo cáo kết quả thực hiện kế hoạch…  promised 20/5
  45 days  Xã số 23  Báo cáo kết quả thực hiện kế hoạch…  promise of 02/5 lapsed
  45 days  Xã số 27  Báo cáo kết quả thực hiện kế hoạch…  promised 20/5
… and 5 more in 5 units: tiendo list --as-of 2024-05-15 --state overdue

Due soon (within 7 days): 32
  20/5  5 days left  32 units · Học tập toàn thể

167 items: 16 overdue, 128 pending, 16 completed, 7 ongoing
Next: tiendo show xa-1 --as-of 2024-05-15 · tiendo mark · tiendo help"
    );
}

#[test]
fn the_answer_fits_a_narrow_screen() {
    assert_eq!(
        first(&said(39, 40, &[])),
        "\
Kế hoạch 7-KH: Kế hoạch công tác năm 20…
Tính đến ngày 15/5/2024

Quá hạn: 16 việc của 16 đơn vị
  45 ngày  Xã số 1 · quá dự kiến 02/5 ·…
  45 ngày  Xã số 3 · dự kiến 20/5 · Báo…
  45 ngày  Xã số 7 · quá dự kiến 02/5 ·…
  45 ngày  Xã số 9 · dự kiến 20/5 · Báo…
  45 ngày  Xã số 11 · quá dự kiến 02/5…
  45 ngày  Xã số 13 · quá dự kiến 02/5…
  45 ngày  Xã số 17 · quá dự kiến 02/5…
  45 ngày  Xã số 19 · quá dự kiến 02/5…
… và 8 việc của 8 đơn vị nữa:
  tiendo list --as-of 2024-05-15 --state
  overdue

Sắp đến hạn (trong 7 ngày tới): 32 việc
  20/5  32 đơn vị · Học tập toàn thể

167 việc: 16 quá hạn, 128 trong hạn, 16
hoàn thành, 7 thường xuyên
Gõ tiếp:
  tiendo show xa-1 --as-of 2024-05-15"
    );
}

#[test]
fn the_answer_for_300_units_fits_a_screen() {
    assert_eq!(
        first(&said(300, 80, &[])),
        "\
Kế hoạch 7-KH: Kế hoạch công tác năm 2024
Tính đến ngày 15/5/2024

Quá hạn: 120 việc của 120 đơn vị
  45 ngày  Xã số 1   Báo cáo kết quả thực hiện kế hoạch (Quý…   quá dự kiến 02/5
  45 ngày  Xã số 3   Báo cáo kết quả thực hiện kế hoạch (Quý…   dự kiến 20/5
  45 ngày  Xã số 7   Báo cáo kết quả thực hiện kế hoạch (Quý…   quá dự kiến 02/5
  45 ngày  Xã số 9   Báo cáo kết quả thực hiện kế hoạch (Quý…   dự kiến 20/5
  45 ngày  Xã số 11  Báo cáo kết quả thực hiện kế hoạch (Quý…   quá dự kiến 02/5
  45 ngày  Xã số 13  Báo cáo kết quả thực hiện kế hoạch (Quý…   quá dự kiến 02/5
  45 ngày  Xã số 17  Báo cáo kết quả thực hiện kế hoạch (Quý…   quá dự kiến 02/5
  45 ngày  Xã số 19  Báo cáo kết quả thực hiện kế hoạch (Quý…   quá dự kiến 02/5
  45 ngày  Xã số 21  Báo cáo kết quả thực hiện kế hoạch (Quý…   dự kiến 20/5
  45 ngày  Xã số 23  Báo cáo kết quả thực hiện kế hoạch (Quý…   quá dự kiến 02/5
  45 ngày  Xã số 27  Báo cáo kết quả thực hiện kế hoạch (Quý…   dự kiến 20/5
… và 109 việc của 109 đơn vị nữa: tiendo list --as-of 2024-05-15 --state overdue

Sắp đến hạn (trong 7 ngày tới): 240 việc
  20/5  còn 5 ngày  240 đơn vị · Học tập toàn thể

1.260 việc: 120 quá hạn, 960 trong hạn, 120 hoàn thành, 60 thường xuyên
Gõ tiếp: tiendo show xa-1 --as-of 2024-05-15 · tiendo mark · tiendo help"
    );
}

#[test]
fn the_answer_for_one_unit_fits_a_narrow_screen() {
    assert_eq!(
        first(&said(1, 40, &[])),
        "\
Kế hoạch 7-KH: Kế hoạch công tác năm 20…
Tính đến ngày 15/5/2024

Quá hạn: 1 việc
  45 ngày  Xã số 1 · quá dự kiến 02/5 ·…

Sắp đến hạn (trong 7 ngày tới): 1 việc
  20/5  Học tập toàn thể

5 việc: 1 quá hạn, 4 trong hạn
Gõ tiếp:
  tiendo show xa-1 --as-of 2024-05-15"
    );
}

#[test]
fn the_answer_for_300_units_fits_a_narrow_screen() {
    assert_eq!(
        first(&said(300, 40, &[])),
        "\
Kế hoạch 7-KH: Kế hoạch công tác năm 20…
Tính đến ngày 15/5/2024

Quá hạn: 120 việc của 120 đơn vị
  45 ngày  Xã số 1 · quá dự kiến 02/5 ·…
  45 ngày  Xã số 3 · dự kiến 20/5 · Báo…
  45 ngày  Xã số 7 · quá dự kiến 02/5 ·…
  45 ngày  Xã số 9 · dự kiến 20/5 · Báo…
  45 ngày  Xã số 11 · quá dự kiến 02/5…
  45 ngày  Xã số 13 · quá dự kiến 02/5…
  45 ngày  Xã số 17 · quá dự kiến 02/5…
  45 ngày  Xã số 19 · quá dự kiến 02/5…
… và 112 việc của 112 đơn vị nữa:
  tiendo list --as-of 2024-05-15 --state
  overdue

Sắp đến hạn (trong 7 ngày tới): 240 việc
  20/5  240 đơn vị · Học tập toàn thể

1.260 việc: 120 quá hạn, 960 trong hạn,
120 hoàn thành, 60 thường xuyên
Gõ tiếp:
  tiendo show xa-1 --as-of 2024-05-15"
    );
}

/// A plan with a long title, an issuer and a notice: its head leaves room for who is late.
#[test]
fn the_shipped_plan_is_answered_on_a_narrow_screen() {
    let mut command = tiendo();
    let ran =
        finish(command.args(["--as-of", "2024-05-15"]).current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "40"));
    assert_eq!(
        first(&ran.stdout),
        "\
Kế hoạch 257-KH/TU: Thực hiện việc học…
Tính đến ngày 15/5/2024
Số liệu tiến độ chỉ để minh họa, không…

Quá hạn: 6 việc của 4 đơn vị
  62 ngày  ĐĐ Hội LHPN tỉnh · dự kiến 2…
  45 ngày  HU Sơn Tây · dự kiến 24/5 ·…
  15 ngày  HU Sơn Tây · dự kiến 21/5 ·…
  45 ngày  HU Trà Bồng · chưa có dự kiế…
   5 ngày  HU Trà Bồng · dự kiến 17/5 ·…
  45 ngày  HU Minh Long · dự kiến 20/5…

Sắp đến hạn (trong 21 ngày tới): 20 việc
  24/5  HU Lý Sơn · Tổ chức học tập Chu…
  31/5  12 đơn vị · Chỉ đạo học tập Chu…
        Hội LHPN tỉnh và Hội CCB tỉnh ·…
        5 đơn vị · Tổ chức học tập Chuy…

681 việc: 6 quá hạn, 256 trong hạn, 205
hoàn thành, 211 thường xuyên, 3 không áp
dụng
Gõ tiếp: tiendo mark · tiendo help"
    );
}

#[test]
fn no_answer_is_longer_than_the_screen() {
    for (units, day) in [1, 2, 5, 12, 39, 300].map(|units| (units, "2024-05-15")).into_iter().chain([
        (1, "2023-11-15"),
        (39, "2023-11-15"),
        (300, "2023-11-15"),
        (1, "2025-02-01"),
        (39, "2025-02-01"),
        (300, "2025-02-01"),
    ]) {
        for columns in [40, 60, 80, 120, 200] {
            for lang in ["vi", "en"] {
                let said = said_on(day, units, columns, &["--lang", lang]);
                let answer: Vec<&str> = first(&said).lines().collect();
                assert!(answer.len() <= 23, "{units} units, {columns} columns\n{said}");
                assert!(said.lines().all(|line| line.chars().count() <= columns), "{columns} columns\n{said}");
            }
        }
    }
}

/// Names of bodies of one kind begin with the same words, and differ in the last.
#[test]
fn units_that_are_cut_stay_apart() {
    let files = plan(39);
    let called = |text: &str| text.replace("\"Xã số ", "\"Ủy ban nhân dân xã vùng cao biên giới số ");
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), called(text))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = workspace(&files);
    let said =
        finish(tiendo().arg("-C").arg(folder.path()).args(["--as-of", "2024-05-15"]).env("COLUMNS", "80")).stdout;
    let rows: Vec<&str> = said.lines().filter(|line| line.starts_with("  45 ngày  ")).collect();
    assert!(rows[0].starts_with("  45 ngày  Ủy ban nh…biên giới số 1  Báo cáo"), "{rows:?}");
    assert!(rows[1].starts_with("  45 ngày  Ủy ban nh…biên giới số 3  Báo cáo"), "{rows:?}");
}

#[test]
fn a_plan_that_has_not_begun_says_so() {
    assert_eq!(
        first(&said_on("2023-12-20", 39, 80, &[])),
        "\
Kế hoạch 7-KH: Kế hoạch công tác năm 2024
Tính đến ngày 20/12/2023
Kế hoạch chưa bắt đầu: từ 01/01/2024 đến 31/12/2024, có 160 việc phải làm.

Không có việc quá hạn.

Đến hạn tiếp theo
   31/3/2024  còn 102 ngày  32 đơn vị · Báo cáo kết quả thực hiện kế hoạch (Quý…
   20/5/2024  còn 152 ngày  32 đơn vị · Học tập toàn thể
   30/6/2024  còn 193 ngày  32 đơn vị · Báo cáo kết quả thực hiện kế hoạch (Quý…
   30/9/2024  còn 285 ngày  32 đơn vị · Báo cáo kết quả thực hiện kế hoạch (Quý…
  31/12/2024  còn 377 ngày  32 đơn vị · Báo cáo kết quả thực hiện kế hoạch (Quý…

167 việc: 160 trong hạn, 7 thường xuyên
Gõ tiếp: tiendo mark · tiendo help"
    );
    assert_eq!(
        first(&said_on("2023-12-20", 39, 40, &["--lang", "en"])),
        "\
Plan 7-KH: Kế hoạch công tác năm 2024
As of 20/12/2023
The plan has not begun: it runs from
01/01/2024 to 31/12/2024, with 160 items
to be done.

Nothing is overdue.

Due next
   31/3/2024  32 units · Báo cáo kết qu…
   20/5/2024  32 units · Học tập toàn t…
   30/6/2024  32 units · Báo cáo kết qu…
   30/9/2024  32 units · Báo cáo kết qu…
  31/12/2024  32 units · Báo cáo kết qu…

167 items: 160 pending, 7 ongoing
Next: tiendo mark · tiendo help"
    );
    // Its first day is not before it.
    assert!(!said_on("2024-01-01", 1, 80, &[]).contains("chưa bắt đầu"));
}

#[test]
fn a_plan_that_is_over_says_so() {
    assert_eq!(
        first(&said_on("2025-02-01", 300, 80, &["--lang", "en"])),
        "\
Plan 7-KH: Kế hoạch công tác năm 2024
As of 01/02/2025
The plan ended on 31/12/2024; 1,080 items are still open, all overdue.

Overdue: 1,080 items in 240 units
  307 days  Xã số 1 (5)   Báo cáo kết quả thực hiệ…  promise of 02/5/2024 lapsed
  307 days  Xã số 3 (5)   Báo cáo kết quả thực hiệ…  promise of 20/5/2024 lapsed
  307 days  Xã số 7 (5)   Báo cáo kết quả thực hiệ…  promise of 02/5/2024 lapsed
  307 days  Xã số 9 (5)   Báo cáo kết quả thực hiệ…  promise of 20/5/2024 lapsed
  307 days  Xã số 11 (5)  Báo cáo kết quả thực hiệ…  promise of 02/5/2024 lapsed
  307 days  Xã số 13 (5)  Báo cáo kết quả thực hiệ…  promise of 02/5/2024 lapsed
  307 days  Xã số 17 (5)  Báo cáo kết quả thực hiệ…  promise of 02/5/2024 lapsed
  307 days  Xã số 19 (5)  Báo cáo kết quả thực hiệ…  promise of 02/5/2024 lapsed
  307 days  Xã số 21 (5)  Báo cáo kết quả thực hiệ…  promise of 20/5/2024 lapsed
  307 days  Xã số 23 (5)  Báo cáo kết quả thực hiệ…  promise of 02/5/2024 lapsed
  307 days  Xã số 27 (5)  Báo cáo kết quả thực hiệ…  promise of 20/5/2024 lapsed
  307 days  Xã số 29 (5)  Báo cáo kết quả thực hiệ…  promise of 02/5/2024 lapsed
… and 1,020 more in 228 units: tiendo list --as-of 2025-02-01 --state overdue

1,260 items: 1,080 overdue, 120 completed, 60 ongoing
Next: tiendo show xa-1 --as-of 2025-02-01 · tiendo mark · tiendo help"
    );
    assert_eq!(
        first(&said_on("2025-02-01", 1, 40, &[])),
        "\
Kế hoạch 7-KH: Kế hoạch công tác năm 20…
Tính đến ngày 01/02/2025
Kế hoạch đã kết thúc ngày 31/12/2024;
còn 5 việc chưa hoàn thành, đều đã quá
hạn.

Quá hạn: 5 việc
  307 ngày  Xã số 1 · quá dự kiến 02/5/…
  257 ngày  Xã số 1 · chưa có dự kiến ·…
  216 ngày  Xã số 1 · chưa có dự kiến ·…
  124 ngày  Xã số 1 · chưa có dự kiến ·…
   32 ngày  Xã số 1 · chưa có dự kiến ·…

5 việc: 5 quá hạn
Gõ tiếp:
  tiendo show xa-1 --as-of 2025-02-01"
    );
    // Its last day is not after it; and where all is done, nothing is left to tell of.
    assert!(!said_on("2024-12-31", 1, 80, &[]).contains("kết thúc"));
    let plan = "[plan]\nnumber = \"7-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\n\n[units]\na = \"A\"\n\n\
                [[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"a\"]\ndue = 2024-05-20\n";
    let folder = workspace(&[("plan.toml", plan), ("units/a.toml", "[t]\ndone = 2024-05-20\n")]);
    let ran = finish(tiendo().arg("-C").arg(folder.path()).args(["--as-of", "2025-01-01"]));
    assert!(
        ran.stdout.contains("Kế hoạch đã kết thúc ngày 31/12/2024; không còn việc nào chưa hoàn thành.\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_falls_due_next_is_limited_with_the_units() {
    let rows = |day: &str, args: &[&str]| {
        let said = said_on(day, 39, 80, &[args, &["--lang", "en"]].concat());
        let from = said.find("Due ").expect("something falls due");
        said[from..].lines().take_while(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let all = rows("2023-12-20", &[]);
    assert_eq!(all.len(), 6, "{all:?}");
    let one = rows("2023-12-20", &["--worst", "1"]);
    assert_eq!(one.len(), 3, "{one:?}");
    assert!(one[1].starts_with("  31/3/2024  102 days left  32 units · Báo cáo"), "{one:?}");
    assert_eq!(one[2], "… and 128 more: tiendo list --as-of 2023-12-20 --state pending");
}

#[test]
fn a_board_of_many_units_shows_the_worst() {
    let rows = |args: &[&str]| {
        let said = said(300, 80, args);
        (said.lines().filter(|line| line.starts_with("Xã số") && line.contains('│')).count(), said)
    };
    let (shown, text) = rows(&[]);
    assert_eq!(shown, 20);
    assert!(text.contains("… và 220 đơn vị nữa: tiendo status --as-of 2024-05-15 --full\n"), "{text}");
    assert!(text.contains("Không có việc tính theo hạn: Xã số 5, Xã số 10,"), "{text}");
    assert_eq!(rows(&["--worst", "7"]).0, 7);
    let (shown, text) = rows(&["--full"]);
    assert_eq!(shown, 300);
    assert!(!text.contains("… và"), "{text}");
    // Each of so many is reported in full.
    let (_, text) = rows(&["--worst", "2"]);
    assert!(text.contains("… và 118 việc của 118 đơn vị nữa"), "{text}");
    for option in [&["--worst", "2"][..], &["--full"], &["--year", "2024"]] {
        let folder = folder(1);
        let mut command = tiendo();
        let ran = finish(command.arg("-C").arg(folder.path()).args(option).args(["--format", "csv", "--lang", "en"]));
        assert_eq!((ran.code, ran.stderr), (2, format!("error: {} cannot be used with --format\n", option[0])));
    }
}

#[test]
fn other_years_are_gathered_where_their_quarters_do_not_fit() {
    let files = plan(2);
    let files: Vec<(String, String)> =
        files.into_iter().map(|(path, text)| (path, text.replace("= 2024-12-31", "= 2028-12-31"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = workspace(&files);
    let headings = |columns: &str, args: &[&str]| {
        let mut command = tiendo();
        command.arg("-C").arg(folder.path()).args(args).args(["--as-of", "2024-05-15", "--lang", "en"]);
        let said = finish(command.env("COLUMNS", columns)).stdout;
        let line =
            said.lines().find(|line| line.contains("│") && !line.contains("Unit")).unwrap_or_default().to_owned();
        line.split('│').skip(1).map(|heading| heading.trim().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(headings("80", &[]), "Q1/2024 Q2/2024 Q3/2024 Q4/2024 2025–2028 All");
    assert_eq!(headings("110", &[]), "Q1/2024 Q2/2024 Q3/2024 Q4/2024 2025 2026 2027 2028 All");
    assert_eq!(headings("110", &["--year", "2026"]), "2024 2025 Q1/2026 Q2/2026 Q3/2026 Q4/2026 2027 2028 All");
    assert_eq!(headings("80", &["--year", "2026"]), "2024–2025 Q1/2026 Q2/2026 Q3/2026 Q4/2026 2027–2028 All");
    assert_eq!(headings("68", &["--year", "2026"]), "Q1/2026 Q2/2026 Q3/2026 Q4/2026 All");
    let asked = finish(tiendo().arg("-C").arg(folder.path()).args(["--year", "2031", "--lang", "en"]));
    let said = "error: nothing falls due in 2031: the plan is of 2024 to 2028\n";
    assert_eq!((asked.code, asked.stdout.as_str(), asked.stderr.as_str()), (2, "", said));
    assert!(headings("300", &[]).starts_with("Q1/2024 Q2/2024 Q3/2024 Q4/2024 Q1/2025 "));
}

#[test]
fn many_units_without_a_file_take_one_line() {
    let files = plan(40);
    let files: Vec<(&str, &str)> = files
        .iter()
        .filter(|(path, _)| path == "plan.toml")
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let folder = workspace(&files);
    let mut command = tiendo();
    let ran = finish(command.arg("-C").arg(folder.path()).args(["--as-of", "2024-05-15", "--lang", "en"]));
    assert_eq!(
        ran.stderr,
        "warning[W508]: 40 units without a file have reported nothing, such as units/xa-1.toml; to see each: \
         tiendo check --all\n"
    );
}

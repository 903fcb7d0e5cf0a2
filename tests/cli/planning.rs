//! The plan edited by command: what is written, what is reported, and what is refused, in both languages.

use std::fs;

use snapbox::str;

use crate::support::case::Shows;
use crate::support::plan_2024;
use crate::support::{run, workspace};

const PLAN: &str = plan_2024!(
    "# Kế hoạch do Văn phòng theo dõi.\n",
    r#"before = "exclusive"

[events]
so-ket = { name = "Hội nghị sơ kết" } # chưa có ngày

[units]
van-phong = "Văn phòng"
so-a      = "Sở A"
so-b      = "Sở B"

[groups.cac-so]
name    = "Các sở"
members = ["so-a"]

[[tasks]]
id      = "bao-cao"
title   = "Báo cáo năm"
lead    = ["cac-so"] # cả nhóm
due     = 2024-06-30
wording = "Trước ngày 01/7/2024"

[[tasks]]
id    = "kiem-tra"
title = "Kiểm tra"
lead  = ["van-phong"]
due   = "2024-Q1"

[[tasks]]
id    = "tong-hop"
title = "Tổng hợp"
lead  = ["van-phong", "so-b"]
due   = "event so-ket + 10 days"
"#
);

/// Runs a command in a workspace with this plan, and shows what it says, its exit code, and what changed in the plan.
pub(super) fn told(lang: &str, command: &str) -> String {
    told_after(lang, &[command])
}

/// The same for the last of several commands.
pub(super) fn told_after(lang: &str, commands: &[&str]) -> String {
    let workspace = workspace(&[
        ("plan.toml", PLAN),
        ("units/so-a.toml", "[bao-cao]\nstarted = 2024-05-02\n"),
        ("units/so-b.toml", ""),
    ]);
    let file = workspace.path().join("plan.toml");
    let read = || fs::read_to_string(&file).expect("the plan is there");
    let (last, first) = commands.split_last().expect("there is a command");
    let ask = |command: &str| {
        // What stands between single quotes is one word.
        let parts = command.split('\'').enumerate();
        let words = parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split(' ').collect() });
        let words = words.filter(|word| !word.is_empty());
        run(workspace.path(), &["--as-of", "2024-05-15", "--lang", lang].into_iter().chain(words).collect::<Vec<_>>())
    };
    for command in first {
        assert_eq!(ask(command).code, 0, "{command:?}");
    }
    let (before, ran, after) = (read(), ask(last), read());
    let diff = similar_lines(&before, &after);
    let parts = [ran.stdout, ran.stderr, format!("? {}\n", ran.code), diff];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("---\n")
}

/// The lines that went and came.
fn similar_lines(before: &str, after: &str) -> String {
    let gone = |line: &&str| !after.lines().any(|other| other == *line);
    let came = |line: &&str| !before.lines().any(|other| other == *line);
    let gone = before.lines().filter(gone).map(|line| format!("- {line}\n"));
    let came = after.lines().filter(came).map(|line| format!("+ {line}\n"));
    gone.chain(came).collect()
}

#[test]
fn an_amendment_counts_from_its_day_on() {
    told("vi", "task amend bao-cao --by 300-CV/TU --on 2/5/2024 --due 'trước ngày 30/9/2024'").shows(str![[r#"
Thay đổi của kế hoạch (1)
- Sửa đổi theo 300-CV/TU ngày 02/5/2024: Báo cáo năm [bao-cao]: hạn 30/6/2024 → 29/9/2024, 1 nghĩa
  vụ; nguyên văn: “trước ngày 30/9/2024”

Đổi trạng thái hoặc hạn do kế hoạch thay đổi (1)
Báo cáo năm — hạn: 30/6/2024 → 29/9/2024
  - Sở A
    chưa hoàn thành trong hạn, đang thực hiện →
    chưa hoàn thành trong hạn, hạn đã sửa đổi, đang thực hiện

Đã ghi plan.toml
---
? 0
---
+ amended = [{ by = "300-CV/TU", on = 2024-05-02, due = "before 2024-09-30", wording = "trước ngày 30/9/2024" }]

"#]]);
    told("en", "task amend bao-cao --by 300-CV/TU --on 2024-06-02 --lead so-b --dry-run").shows(str![[r#"
--- a/plan.toml
+++ b/plan.toml
@@ -24,6 +24,7 @@
 lead    = ["cac-so"] # cả nhóm
 due     = 2024-06-30
 wording = "Trước ngày 01/7/2024"
+amended = [{ by = "300-CV/TU", on = 2024-06-02, lead = ["so-b"] }]
 
 [[tasks]]
 id    = "kiem-tra"
---
As of 02/6/2024:

Changes to the plan (1)
- Amended by 300-CV/TU of 02/6/2024: Báo cáo năm [bao-cao]: lead: Sở B

Standing changed because the plan changed (1)
Báo cáo năm
  - Sở A: pending, in progress → waived, cancelled

Dry run: nothing was written.
---
? 0

"#]]);
}

#[test]
fn an_edit_of_what_has_passed_is_refused_with_the_way_to_amend() {
    told("vi", "task edit kiem-tra --due 2024-Q2")
    .shows(str![[r"
lỗi: kiem-tra: hạn 31/3/2024 đã qua, sửa trực tiếp sẽ làm đổi số liệu của những ngày và báo cáo đã qua; nếu có văn bản sửa đổi, hãy dùng tiendo task amend (với bảng nhiệm vụ: nhập với --by và --on); nếu chỉ sửa lỗi nhập, hãy thêm --past
---
? 2

"]]);
    told("en", "task edit kiem-tra --due 2024-Q2")
    .shows(str![[r"
error: kiem-tra: the last day 31/3/2024 has passed, and edit would change what past days and reports say; if a document changed it, use tiendo task amend (of a sheet of tasks: import it with --by and --on); to correct a slip of typing, add --past
---
? 2

"]]);
    told("en", "task edit kiem-tra --due 2024-Q2 --past").shows(str![[r#"
Changes to the plan (1)
- Deadline moved: Kiểm tra [kiem-tra]: 31/3/2024 → 30/6/2024; nothing recorded yet

Standing changed because the plan changed (1)
Kiểm tra — last day: 31/3/2024 → 30/6/2024
  - Văn phòng: overdue 45 days → pending

Written: plan.toml
---
? 0
---
- due   = "2024-Q1"
+ due   = "2024-Q2"

"#]]);
}

#[test]
fn a_doubtful_time_limit_is_refused_with_its_readings() {
    told("vi", "task add 'Báo cáo tháng' --lead sở --due 'trước ngày 05 hằng tháng'").shows(str![[r"
lỗi: “sở” khớp với nhiều kết quả:
  so-a  Sở A
  so-b  Sở B
  cac-so  Các sở
---
? 2

"]]);
    told("en", "task add 'Báo cáo tháng' --lead cac-so --due 'trước ngày 05 hằng tháng'").shows(str![[r#"
Changes to the plan (1)
- Task added: Báo cáo tháng [bao-cao-thang], last days 04/01/2024 to 04/12/2024, led by Sở A

Standing changed because the plan changed (5)
Báo cáo tháng (January 2024)
  - Sở A: not in the plan → overdue 132 days
Báo cáo tháng (February 2024)
  - Sở A: not in the plan → overdue 101 days
Báo cáo tháng (March 2024)
  - Sở A: not in the plan → overdue 72 days
Báo cáo tháng (April 2024)
  - Sở A: not in the plan → overdue 41 days
Báo cáo tháng (May 2024)
  - Sở A: not in the plan → overdue 11 days

Written: plan.toml
---
? 0
---
+ id    = "bao-cao-thang"
+ title = "Báo cáo tháng"
+ lead  = ["cac-so"]
+ every = "month"
+ due   = "before day 5"
+ wording = "trước ngày 05 hằng tháng"

"#]]);
    told("vi", "task add Việc --lead cac-so --due 'khi trời mưa'")
    .shows(str![[r#"
“khi trời mưa”: nhiều cách đọc, phải hỏi lại

Quy tắc:   trong ngày có “troi-mua”
plan.toml: due = "event troi-mua"

Quy tắc:   kế hoạch không nêu thời gian
plan.toml: due = "unstated"

Cần hỏi: Chờ một việc khác xong, không nói sau bao nhiêu ngày: chậm nhất bao nhiêu ngày sau đó?
lỗi: thời hạn chưa có một cách đọc duy nhất nên chưa ghi gì: hãy chọn một cách, ghi ký hiệu bằng --due và nguyên văn bằng --wording
---
? 2

"#]]);
}

#[test]
fn a_task_comes_in_words_and_goes_to_its_place() {
    told(
        "vi",
        "task add 'Báo cáo tổng kết' --lead cac-so --lead so-b --due 'trước ngày 15/11 hằng năm' --after bao-cao",
    )
    .shows(str![[r#"
Thay đổi của kế hoạch (1)
- Thêm nhiệm vụ Báo cáo tổng kết [bao-cao-tong-ket], hạn 14/11/2024, chủ trì: Sở A, Sở B

Đã ghi plan.toml
---
? 0
---
+ id      = "bao-cao-tong-ket"
+ title   = "Báo cáo tổng kết"
+ lead    = ["cac-so", "so-b"]
+ every   = "year"
+ due     = "before day 15 of month 11"
+ wording = "trước ngày 15/11 hằng năm"

"#]]);
    told("en", "task add Inspection --id thanh-tra --lead so-b --due 2024-09-30 --by 300-CV/TU --on 2024-05-20 --product Report")
    .shows(str![[r#"
As of 20/5/2024:

Changes to the plan (1)
- Task added: Inspection [thanh-tra], last day 30/9/2024, led by Sở B; by 300-CV/TU of 20/5/2024

Written: plan.toml
---
? 0
---
+ id    = "thanh-tra"
+ title = "Inspection"
+ lead  = ["so-b"]
+ due   = 2024-09-30
+ product = "Report"
+ added = { by = "300-CV/TU", on = 2024-05-20 }

"#]]);
    told("en", "task move tong-hop --before bao-cao").shows(str![[r"
Changes to the plan (1)
- The order of tasks in every output changed; reports made before keep theirs: Tổng hợp [tong-hop]
  is now the first

Written: plan.toml
---
? 0

"]]);
}

#[test]
fn what_leaves_records_without_an_obligation_is_refused() {
    told("vi", "group remove cac-so so-a")
    .shows(str![[r"
lỗi[E402]: đơn vị không chủ trì nhiệm vụ “bao-cao”
 --> units/so-a.toml:1:2
  |
1 | [bao-cao]
  |  ^^^^^^^
  |
  = cách sửa: chuyển bản ghi sang tệp của đơn vị chủ trì, sửa `lead` trong kế hoạch, hoặc chuyển sang thư mục lưu trữ ngoài units/

lỗi: nếu ghi, 1 bản ghi sẽ không còn nghĩa vụ tương ứng; chưa ghi gì. Để giữ số liệu đã ghi: đổi đơn vị chủ trì từ một ngày bằng tiendo task amend --lead, chuyển giao bằng tiendo unit end --successor, hoặc hủy nhiệm vụ bằng tiendo task cancel; hoặc sửa tệp đơn vị trước
---
? 2

"]]);
    told("en", "task edit bao-cao --lead so-b")
    .shows(str![[r"
error[E402]: the unit does not lead task “bao-cao”
 --> units/so-a.toml:1:2
  |
1 | [bao-cao]
  |  ^^^^^^^
  |
  = help: move the record to the file of the unit that leads the task, correct `lead`, or move it to an archive folder outside units/

error: this would leave 1 record without an obligation; nothing was written. To keep what was recorded: change who leads from a day on with tiendo task amend --lead, let others take over with tiendo unit end --successor, or cancel with tiendo task cancel; or correct the unit file first
---
? 2

"]]);
}

#[test]
fn a_task_is_cancelled_by_a_document_once() {
    told("vi", "task cancel tong-hop --by 301-CV/TU --on 10/5/2024").shows(str![[r#"
Thay đổi của kế hoạch (1)
- Bãi bỏ theo 301-CV/TU ngày 10/5/2024: Tổng hợp [tong-hop], 2 nghĩa vụ

Đổi trạng thái hoặc hạn do kế hoạch thay đổi (2)
Tổng hợp
  - Văn phòng: chưa hoàn thành trong hạn, sự kiện chưa có ngày → không áp dụng, đã bãi bỏ
  - Sở B: chưa hoàn thành trong hạn, sự kiện chưa có ngày → không áp dụng, đã bãi bỏ

Đã ghi plan.toml
---
? 0
---
+ cancelled = { by = "301-CV/TU", on = 2024-05-10 }

"#]]);
    told_after(
        "en",
        &["task cancel tong-hop --by 301-CV/TU --on 2024-05-10", "task cancel tong-hop --by 302-CV/TU --on 2024-05-12"],
    )
    .shows(str![[r"
error: tong-hop: it was cancelled by 301-CV/TU on 10/5/2024; to replace that, add --replace
---
? 2

"]]);
}

#[test]
fn an_event_gets_its_date_and_dates_of_units() {
    told("vi", "event date 'sơ kết' 20/6/2024").shows(str![[r#"
Thay đổi của kế hoạch (2)
- Sự kiện Hội nghị sơ kết: không có ngày → 20/6/2024
- Đổi hạn nhiệm vụ Tổng hợp [tong-hop]: không có ngày → 30/6/2024; chưa ghi nhận gì

Đổi trạng thái hoặc hạn do kế hoạch thay đổi (2)
Tổng hợp — hạn: không có ngày → 30/6/2024
  - Văn phòng: chưa hoàn thành trong hạn, sự kiện chưa có ngày → chưa hoàn thành trong hạn
  - Sở B: chưa hoàn thành trong hạn, sự kiện chưa có ngày → chưa hoàn thành trong hạn

Đã ghi plan.toml
---
? 0
---
- so-ket = { name = "Hội nghị sơ kết" } # chưa có ngày
+ so-ket = { name = "Hội nghị sơ kết", date = 2024-06-20 } # chưa có ngày

"#]]);
    told_after("en", &["event date so-ket 2024-06-20", "event date so-ket 2024-06-25 --unit so-b"]).shows(str![[r#"
Changes to the plan (1)
- Event Hội nghị sơ kết: Sở B 20/6/2024 → 25/6/2024

Standing changed because the plan changed (1)
Tổng hợp — last day: 30/6/2024 → 05/7/2024
  - Sở B: pending

Written: plan.toml
---
? 0
---
- so-ket = { name = "Hội nghị sơ kết", date = 2024-06-20 } # chưa có ngày
+ so-ket = { name = "Hội nghị sơ kết", date = 2024-06-20, dates = { so-b = 2024-06-25 } } # chưa có ngày

"#]]);
    told_after("en", &["event date so-ket 2024-06-20", "event date so-ket 2024-06-21"]).shows(str![[r"
error: so-ket: the event is on 20/6/2024; to replace that, add --replace
---
? 2

"]]);
}

#[test]
fn units_come_end_and_are_renamed() {
    told("vi", "unit add 'Sở C' --short SC --from 1/7/2024").shows(str![[r#"
Thay đổi của kế hoạch (1)
- Thêm đơn vị SC (so-c)

Đã ghi plan.toml
---
plan.toml:16:1: cảnh báo[W507]: đơn vị “so-c” không chủ trì nhiệm vụ nào
---
? 0
---
+ so-c      = { name = "Sở C", short = "SC", from = 2024-07-01 }

"#]]);
    told_after("en", &["unit add 'Sở C' --from 2024-07-01", "unit end so-b --until 2024-06-30 --successor so-c"])
        .shows(str![[r#"
As of 01/7/2024:

Changes to the plan (1)
- Unit Sở B (so-b): last day no day → 30/6/2024; succeeded by nobody → Sở C; Sở C takes over Tổng
  hợp [tong-hop]

Obligations handed over (1)
- Tổng hợp [tong-hop]: Sở B → Sở C
From now on reports about earlier days count this work in the same way.

Written: plan.toml
---
? 0
---
- so-b      = "Sở B"
+ so-b      = { name = "Sở B", until = 2024-06-30, successor = "so-c" }

"#]]);
    told("en", "unit edit so-b --name 'Sở B mới'").shows(str![[r#"
Changes to the plan (1)
- Unit renamed: Sở B (so-b) → Sở B mới (so-b)

Written: plan.toml
---
? 0
---
- so-b      = "Sở B"
+ so-b      = "Sở B mới"

"#]]);
}

#[test]
fn a_group_gets_a_member() {
    told("vi", "group add cac-so so-b").shows(str![[r#"
Thay đổi của kế hoạch (1)
- Đổi đơn vị chủ trì nhiệm vụ Báo cáo năm [bao-cao]: thêm Sở B

Đã ghi plan.toml
---
? 0
---
- members = ["so-a"]
+ members = ["so-a", "so-b"]

"#]]);
    told("en", "group add cac-so so-a").shows(str![[r"
error: so-a: the group lists it already
---
? 2

"]]);
}

#[test]
fn everything_wrong_is_told_at_once() {
    told("vi", "task add Việc --lead 'sở x' --lead sở --support so-z --due 2024-09-30").shows(str![[r#"
lỗi: không có đơn vị nào tên là “sở x”
nếu là đơn vị mới, hãy thêm trước: tiendo unit add "sở x"
“sở” khớp với nhiều kết quả:
  so-a  Sở A
  so-b  Sở B
  cac-so  Các sở
không có đơn vị nào tên là “so-z”
nếu là đơn vị mới, hãy thêm trước: tiendo unit add "so-z"
---
? 2

"#]]);
    told("en", "task add Việc --lead 'sở x' --lead sở --support so-z --due 2024-09-30").shows(str![[r#"
error: no unit is called “sở x”
to name a new unit, add it first: tiendo unit add "sở x"
“sở” matches more than one:
  so-a  Sở A
  so-b  Sở B
  cac-so  Các sở
no unit is called “so-z”
to name a new unit, add it first: tiendo unit add "so-z"
---
? 2

"#]]);
    told("en", "task amend bao-cao --by 300-CV/TU --title x").shows(str![[r#"
error: which document, of which day? add --by and --on, such as --by "12-CV/TU" --on 2024-05-02
---
? 2

"#]]);
    told("vi", "task amend bao-cao --by 300-CV/TU --on 2/5/2024").shows(str![[r"
lỗi: bao-cao: chưa nêu nội dung cần sửa; xem các tùy chọn bằng --help
---
? 2

"]]);
}

//! CSV byte for byte: byte order mark, CRLF, quoting, formulas disarmed, diacritics as they are.

use crate::support::plan_2024;
use crate::support::{AS_OF, tiendo, workspace};

const PLAN: &str = plan_2024!(
    r#"notice = "Số liệu minh họa"

[units]
van-phong = "=cmd|' /C calc'!A0"
thanh-uy  = "Thành ủy Quảng Ngãi; \"Đức Phổ\", Hòa"

[[tasks]]
id      = "bao-cao"
clause  = "-1+2"
title   = "Báo cáo\nquý"
lead    = ["van-phong", "thanh-uy"]
due     = "2024-Q1"
wording = "  @SUM(A1)"
"#
);

const VAN_PHONG: &str = "
[bao-cao]
started  = 2024-01-08
done     = 2024-03-29
evidence = [\"+84 255\", \"Công văn số 12-CV/TU\"]
note     = \"\\t=1+1\"
reason   = \"\\u001b[31mđỏ\\u202e\"
";

/// The same letters twice, composed and decomposed.
const THANH_UY: &str = "\u{feff}[bao-cao]\r\nreason = \"Qu\u{1ea3}ng Nga\u{303}i\"\r\ncommitted = 2024-06-03\r\n";

const ITEM_HEADS: &str = "plan,as_of,unit,unit_name,task,period,quarter,title,clause,wording,nominal,due,state,flags,days_late,\
                          days_left,started,done,evidence,note,reason,committed,milestone,with,handed_to,\
                          target,progress,tags,notice";

fn csv(args: &[&str]) -> String {
    let workspace =
        workspace(&[("plan.toml", PLAN), ("units/van-phong.toml", VAN_PHONG), ("units/thanh-uy.toml", THANH_UY)]);
    let mut command = tiendo();
    command.arg("-C").arg(workspace.path()).args(args).args(["--format", "csv", "--as-of", AS_OF]);
    let output = command.output().expect("the program can be started");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("CSV is UTF-8")
}

#[test]
fn a_list_is_written_for_spreadsheets() {
    let van_phong = "1-KH,2024-05-15,van-phong,'=cmd|' /C calc'!A0,bao-cao,,2024-Q1,\"Báo cáo\nquý\",'-1+2,'  @SUM(A1),\
                     2024-03-31,2024-03-31,completed,,0,,2024-01-08,2024-03-29,'+84 255; Công văn số 12-CV/TU,\
                     ' =1+1, [31mđỏ ,,,,,,,,Số liệu minh họa";
    let thanh_uy = "1-KH,2024-05-15,thanh-uy,\"Thành ủy Quảng Ngãi; \"\"Đức Phổ\"\", Hòa\",bao-cao,,2024-Q1,\"Báo cáo\nquý\",'-1+2,\
                    '  @SUM(A1),2024-03-31,2024-03-31,overdue,,45,,,,,,Qu\u{1ea3}ng Nga\u{303}i,2024-06-03,\
                    ,,,,,,Số liệu minh họa";
    assert_eq!(csv(&["list"]), format!("\u{feff}{ITEM_HEADS}\r\n{van_phong}\r\n{thanh_uy}\r\n"));
}

#[test]
fn a_board_is_written_for_spreadsheets() {
    let heads = "plan,as_of,unit,unit_name,quarter,overdue,pending,completed,ongoing,waived,notice";
    let van_phong = "1-KH,2024-05-15,van-phong,'=cmd|' /C calc'!A0,2024-Q1,0,0,1,0,0,Số liệu minh họa";
    let thanh_uy =
        "1-KH,2024-05-15,thanh-uy,\"Thành ủy Quảng Ngãi; \"\"Đức Phổ\"\", Hòa\",2024-Q1,1,0,0,0,0,Số liệu minh họa";
    assert_eq!(csv(&[]), format!("\u{feff}{heads}\r\n{van_phong}\r\n{thanh_uy}\r\n"));
    assert_eq!(csv(&["status"]), csv(&[]));
}

#[test]
fn csv_knows_no_language_and_without_items_it_has_its_heads() {
    assert_eq!(csv(&["list", "--lang", "en"]), csv(&["list", "--lang", "vi"]));
    let none = csv(&["list", "--state", "waived"]);
    assert!(
        none.starts_with("\u{feff}plan,as_of,unit,") && none.ends_with("\r\n") && none.lines().count() == 1,
        "{none:?}"
    );
}

#[test]
fn a_row_names_the_units_with_which_it_is_owed_and_those_that_took_it_over() {
    let plan = plan_2024!(
        r#"[units]
cu  = { name = "Cũ", until = 2024-04-30, successor = ["x", "y"] }
x   = "X"
y   = "Y"
vp  = "VP"
[[tasks]]
id    = "chung"
title = "Việc chung"
lead  = ["cu", "vp", "y"]
joint = true
due   = "2024-Q1"
"#
    );
    let workspace = workspace(&[("plan.toml", plan)]);
    let mut command = tiendo();
    let output = command.arg("-C").arg(workspace.path()).args(["list", "--format", "csv", "--as-of", AS_OF]).output();
    let told = String::from_utf8(output.expect("the program can be started").stdout).expect("CSV is UTF-8");
    let row = told.lines().nth(1).expect("a row");
    assert!(row.ends_with(",overdue,,45,,,,,,,,,vp; y,x; y,,,,"), "{told}");
}

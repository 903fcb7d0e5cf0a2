//! A file is not written under an ending that says it is something else.

use crate::support::case::{Case, plan, task};

#[test]
fn a_name_that_ends_like_another_format_is_refused() {
    let case = Case::new(plan("", &task("x", "due = 2024-03-31"))).unit("a", "").unit("b", "").with("van-ban.txt", "x");
    let at = |name: &str| case.path().join(name).display().to_string();
    let document = at("van-ban.txt");
    let refused: [(&[&str], &str, &str); 7] = [
        (&["sheet"], "n.ods", "xlsx"),
        (&["sheet"], "n.CSV", "xlsx"),
        (&["sheet", "--tasks"], "n.csv", "xlsx"),
        (&["sheet", "--tasks"], "n.xls", "xlsx"),
        (&["calendar"], "n.csv", "ics"),
        (&["schema", "plan"], "n.toml", "json"),
        (&["draft", &document], "n.docx", "toml"),
    ];
    for (args, name, ending) in refused {
        let ask = |lang| case.run(&[&["--lang", lang], args, &["-o", &at(name)]].concat());
        let said = format!("lệnh này chỉ ghi tệp .{ending}; hãy đặt tên tệp có đuôi .{ending}");
        let vi = ask("vi");
        assert!(vi.code() == Some(2) && vi.err().contains(&said), "{args:?}: {vi:?}");
        let en = ask("en");
        assert!(en.err().contains(&format!("this command writes a .{ending} file")), "{args:?}: {en:?}");
        assert!(!case.path().join(name).exists(), "{args:?}");
    }
    for (args, name) in [("sheet", "N.XLSX"), ("sheet", "bieu.2024"), ("calendar", "lich")] {
        case.run(&[args, "-o", &at(name)]).ends_with(&[0]);
    }
}

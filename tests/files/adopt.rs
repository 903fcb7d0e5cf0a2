//! Trackers that offices and task programs keep, taken over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::support::{Ran, finish, root, run, tiendo};

/// Every file of the workspace that a tracker becomes but its coverage page, and what the program said. It has no error.
fn adopted(file: &str, as_of: &str, args: &[&str]) -> (BTreeMap<String, String>, Ran) {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new");
    let source = root().join("tests/files/adopt").join(file);
    let ran = finish(tiendo().args(["adopt", "--as-of", as_of]).arg(&source).arg("--out").arg(&new).args(args));
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let checked = run(&new, &["check", "--as-of", "2024-05-20"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    let mut files = BTreeMap::new();
    for path in [Path::new("plan.toml"), Path::new("units"), Path::new("plan.coverage.md")] {
        let path = new.join(path);
        let all =
            fs::read_dir(&path).map_or(vec![path.clone()], |all| all.map(|one| one.expect("a file").path()).collect());
        for file in all {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            files.insert(name, fs::read_to_string(&file).expect("a file"));
        }
    }
    (files, ran)
}

/// A file without the line that says whose it is.
fn records(files: &BTreeMap<String, String>, unit: &str) -> String {
    files[&format!("{unit}.toml")].split_once("\n\n").map_or("", |(_, records)| records).to_owned()
}

/// The lines of a task, with its questions.
fn task<'p>(files: &'p BTreeMap<String, String>, id: &str) -> Vec<&'p str> {
    let plan = &files["plan.toml"];
    let block = plan.split("\n\n").find(|block| block.contains(&format!("id         = \"{id}\""))).expect("the task");
    block.lines().filter(|line| !line.starts_with("id ") && *line != "[[tasks]]").collect()
}

#[test]
fn an_offices_workbook_keeps_what_it_says_and_asks_about_the_rest() {
    let (files, ran) = adopted("van-phong.xlsx", "20/5/2024", &[]);
    assert_eq!(
        records(&files, "so-noi-vu"),
        "[ban-hanh-ke-hoach-tuyen-truyen-cai]\ndone = 2024-03-28\nevidence = \"Kế hoạch số 12/KH-SNV\"\n\n\
         [sap-xep-to-chuc-bo-may]\nreason = \"Chờ hướng dẫn của Bộ Nội vụ\"\ncommitted = 2024-06-15\n\n\
         [kiem-tra-cong-vu]\ndone = 2024-05-06\n\n\
         [to-chuc-hoi-thi-cai-cach-hanh]\nevidence = \"Công văn số 77/UBND-NC ngày 2/5/2024\"\n\
         waived = { by = \"Công văn số 77/UBND-NC ngày 2/5/2024\", on = 2024-05-02 }\n"
    );
    // What is under way began on no day that the tracker says.
    assert_eq!(
        records(&files, "van-phong-ubnd-tinh"),
        "[ra-soat-thu-tuc-hanh-chinh]\nstarted = 2024-05-20\nnote = \"Bảng theo dõi ngày 20/5/2024 ghi “Đang thực hiện”, \
         không ghi ngày bắt đầu\"\n"
    );
    assert_eq!(
        task(&files, "sap-xep-to-chuc-bo-may"),
        [
            "# II.3 · trang “Theo dõi”, dòng 10",
            "clause     = \"II.3\"",
            "title      = \"Sắp xếp tổ chức bộ máy\"",
            "lead       = [\"so-noi-vu\"]",
            "due        = \"before 2024-04-30\"",
            "wording    = \"Trước ngày 30/4/2024\""
        ]
    );
    // One task of two units, in merged cells: done on a day by one, and on none that is said by the other.
    assert_eq!(
        task(&files, "kiem-tra-cong-vu")[..2],
        [
            "# II.5 · trang “Theo dõi”, dòng 12",
            "# ? Bảng theo dõi ghi “Hoàn thành”, không ghi ngày: hoàn thành ngày nào?"
        ]
    );
    for line in [
        "trang “Theo dõi”, dòng 11, bao-cao-ket-qua-cai-cach-hanh: Bảng theo dõi ghi “Hoàn thành · 25/03/2024 · Báo cáo số \
         30/BC-SNV”: của kỳ nào, mốc nào?",
        "trang “Theo dõi”, dòng 15, xay-dung-phan-mem-mot-cua: Bảng theo dõi ghi “Đã trình UBND tỉnh phê duyệt”: hoàn thành \
         chưa, ngày nào?",
        "trang “Theo dõi”, dòng 16: không ghi nhiệm vụ, chỉ có “Hoàn thành | 02/04/2024”",
    ] {
        assert!(ran.stdout.contains(line), "{line}\n{}", ran.stdout);
    }
    // Every row stands on the coverage page.
    for row in 4..=16 {
        assert!(files["plan.coverage.md"].contains(&format!("trang “Theo dõi”, dòng {row} ")), "{row}");
    }
}

/// The same workbook, saved by another office suite as its own: merged headings over two rows, titles above them.
#[test]
fn a_workbook_of_libreoffice_is_taken_over_as_that_of_excel() {
    let [mut excel, mut libre] = ["van-phong.xlsx", "van-phong.ods"].map(|file| adopted(file, "20/5/2024", &[]).0);
    for files in [&mut excel, &mut libre] {
        for text in files.values_mut() {
            *text = text.replace("van-phong.xlsx", "van-phong.ods");
        }
    }
    assert_eq!(libre, excel);
}

#[test]
fn sheets_of_single_units_become_tasks_that_they_share() {
    let (files, ran) = adopted("tung-don-vi.xlsx", "10/5/2024", &[]);
    assert!(ran.stdout.contains("trang “Sở Nội vụ”, “Sở Tài chính”, “UBND xã An Bình”"), "{}", ran.stdout);
    assert!(ran.stdout.contains("3 nhiệm vụ, 3 đơn vị, 0 nhóm\n4 bản ghi của 2 đơn vị\n"), "{}", ran.stdout);
    let shared = task(&files, "so-hoa-ho-so");
    assert!(shared.contains(&"lead       = [\"so-noi-vu\", \"so-tai-chinh\", \"ubnd-xa-an-binh\"]"), "{shared:?}");
    assert!(shared.contains(&"target     = { min = 100, unit = \"%\" }"), "{shared:?}");
    assert_eq!(
        records(&files, "so-tai-chinh"),
        "[cap-nhat-co-so-du-lieu-can]\ndone = 2024-04-05\n\n[so-hoa-ho-so]\nstarted = 2024-05-10\n\
         note = \"Bảng theo dõi ngày 10/5/2024 ghi “25%”, không ghi ngày bắt đầu\"\n\
         progress = [{ on = 2024-05-10, value = 25 }]\n"
    );
}

#[test]
fn exports_of_task_programs_are_read_without_the_names_of_persons() {
    // Semicolons and a mark of byte order, days with the month first.
    let (files, ran) = adopted("planner.csv", "20/5/2024", &[]);
    assert!(ran.stdout.contains("3/28/2024 là ngày 28/3/2024"), "{}", ran.stdout);
    assert_eq!(records(&files, "so-noi-vu"), "[draft-the-plan]\nstarted = 2024-01-10\ndone = 2024-02-20\n");
    assert!(task(&files, "annual-report").contains(&"due        = 2024-11-15"));
    // UTF-16 and tabs, days as Jira writes them.
    let (files, _) = adopted("jira.csv", "20/5/2024", &[]);
    assert_eq!(records(&files, "so-noi-vu"), "[so-hoa-ho-so]\ndone = 2024-03-26\n");
    assert!(task(&files, "tap-huan")[1].starts_with("# ? Bảng theo dõi ghi “Won't Do”: theo văn bản nào"));
    // Moments in UTC; a list that says how its cards stand; who does it in labels.
    let (files, ran) = adopted("trello.csv", "20/5/2024", &[]);
    assert_eq!(records(&files, "so-tu-phap"), "[ra-soat-thu-tuc]\nstarted = 2024-04-02\n");
    assert!(task(&files, "ban-hanh-ke-hoach-tuyen-truyen").contains(&"due        = 2024-03-28"));
    assert!(
        ran.stdout.contains("bảng 1, dòng 5: không ghi nhiệm vụ, chỉ có “Sở Tư pháp | Done | true”"),
        "{}",
        ran.stdout
    );
    let held = files.values().find(|text| text.contains("Nguyễn Văn A") || text.contains("Trần Thị B"));
    assert_eq!(held, None);
    // Who wants it has a day for what has none.
    let (files, _) = adopted("trello.csv", "20/5/2024", &["--done-on", "29/3/2024"]);
    assert_eq!(
        records(&files, "so-noi-vu"),
        "[ban-hanh-ke-hoach-tuyen-truyen]\nstarted = 2024-03-01\ndone = 2024-03-29\n\
         note = \"Bảng theo dõi không ghi ngày hoàn thành; ghi theo ngày 29/3/2024\"\n"
    );
}

/// Project's own columns, days with the day of the week, and a person among the bodies that do the work.
#[test]
fn an_export_of_project_is_taken_over_without_the_person_in_it() {
    let (files, ran) = adopted("project.csv", "20/5/2024", &[]);
    assert!(task(&files, "so-hoa-ho-so").contains(&"due        = 2024-04-19"), "{}", files["plan.toml"]);
    assert_eq!(
        records(&files, "so-tai-chinh"),
        "[so-hoa-ho-so]\nstarted = 2024-01-29\nprogress = [{ on = 2024-05-20, value = 45 }]\n"
    );
    assert_eq!(
        task(&files, "nghiem-thu"),
        [
            "# bảng 1, dòng 4",
            "# ? Bảng theo dõi ghi tên người, kế hoạch chỉ giao cho cơ quan, đơn vị: đơn vị nào?",
            "title      = \"Nghiệm thu\"",
            "lead       = [\"chua-ro\"]",
            "due        = 2024-04-26"
        ]
    );
    assert!(ran.stdout.contains("bảng 1, dòng 4, nghiem-thu: Bảng theo dõi ghi tên người"), "{}", ran.stdout);
    assert_eq!(files.values().find(|text| text.contains("Jane")), None);
    // What is done on no day is asked about: the planned end is none.
    assert!(ran.stdout.contains("xay-dung-ke-hoach: Bảng theo dõi ghi “100%”, không ghi ngày"), "{}", ran.stdout);
}

#[test]
fn sections_of_a_board_say_how_its_tasks_stand() {
    let (files, _) = adopted("asana.csv", "20/5/2024", &[]);
    assert_eq!(records(&files, "so-noi-vu"), "[ban-hanh-ke-hoach-cchc]\ndone = 2024-03-05\n");
    assert_eq!(records(&files, "so-tu-phap"), "[ra-soat-thu-tuc]\nstarted = 2024-02-01\n");
}

/// Cards that were archived, tasks that are not active, what is done no more: none of it is taken over as if it were live.
#[test]
fn what_a_program_put_away_is_asked_about() {
    for (file, text, said, bodies) in [
        (
            "trello.csv",
            "Card ID,Card Name,Labels,Due Date,List Name,Archived\n\
             1,Soạn báo cáo,Sở Nội vụ (green),2024-06-28T10:00:00.000Z,Đang làm,false\n\
             2,Rà soát,\"Sở Nội vụ (green), Sở Tài chính (red_dark)\",2024-06-28T10:00:00.000Z,Đang làm,true\n",
            "Archived: true",
            "lead       = [\"so-noi-vu\", \"so-tai-chinh\"]",
        ),
        (
            "project.csv",
            "ID,Active,Name,Start,Finish,Resource Names,% Complete\n\
             1,Yes,Soạn báo cáo,02/01/2024,25/06/2024,Sở Nội vụ,30%\n\
             2,No,Rà soát,02/01/2024,25/06/2024,\"Sở Nội vụ,Sở Tài chính[50%]\",0%\n",
            "Active: No",
            "lead       = [\"so-noi-vu\", \"so-tai-chinh\"]",
        ),
        (
            "jira.csv",
            "Summary,Issue key,Status,Resolution,Due date,Component/s\n\
             Soạn báo cáo,A-1,In Progress,,28/Jun/24 12:00 AM,Sở Nội vụ\n\
             Rà soát,A-2,Closed,Won't Do,28/Jun/24 12:00 AM,Sở Tài chính\n",
            "Resolution: Won't Do",
            "lead       = [\"so-tai-chinh\"]",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (source, new) = (folder.path().join(file), folder.path().join("new"));
        fs::write(&source, text).expect("it can be written");
        let ran = finish(tiendo().args(["adopt", "--as-of", "15/5/2024"]).arg(&source).arg("--out").arg(&new));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let asked = format!("Bảng theo dõi ghi “{said}”: việc này còn phải làm không?");
        assert!(ran.stdout.contains(&format!("dòng 3, ra-soat: {asked}")), "{}", ran.stdout);
        assert_eq!(ran.stdout.matches("còn phải làm").count(), 1, "{}", ran.stdout);
        let plan = fs::read_to_string(new.join("plan.toml")).expect("the plan");
        let block = plan.split("\n\n").find(|block| block.contains("\"ra-soat\"")).expect("the task");
        assert!(block.contains(&format!("# ? {asked}\n")) && block.contains(bodies), "{block}");
        assert!(!plan.contains("chỉ làm phần"), "{plan}");
    }
}

/// How many steps of a list are done says nothing of how the task stands.
#[test]
fn counts_of_check_lists_are_no_state() {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, new) = (folder.path().join("planner.csv"), folder.path().join("new"));
    let text = "Task ID,Task Name,Bucket Name,Progress,Start Date,Due Date,Completed Checklist Items,Checklist Items\n\
                a,Thẩm định,Sở Y tế,In progress,03/28/2024,06/30/2024,1/2,x;y\n";
    fs::write(&source, text).expect("it can be written");
    let ran = finish(tiendo().args(["adopt", "--as-of", "15/5/2024"]).arg(&source).arg("--out").arg(&new));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let record = fs::read_to_string(new.join("units/so-y-te.toml")).expect("the record");
    assert!(record.ends_with("[tham-dinh]\nstarted = 2024-03-28\n"), "{record}");
}

#[test]
fn a_day_that_can_be_read_in_two_ways_is_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let (tracker, out) = (folder.path().join("cards.csv"), folder.path().join("kh"));
    fs::write(&tracker, "Task Name,Team,Due Date\nDraft,Sở A,3/4/2024\n").expect("a file");
    let ask = |args: &[&str]| {
        finish(tiendo().arg("adopt").arg(&tracker).args(["--lang", "en", "--as-of", "2024-05-20"]).args(args))
    };
    let out_name = out.to_str().expect("a name");
    // It is shown, but not written.
    let shown = ask(&[]);
    assert!(shown.code == 0 && shown.stdout.contains("“3/4/2024” is read with the day first"), "{}", shown.stdout);
    let refused = ask(&["--out", out_name]);
    assert_eq!(refused.code, 2, "{}", refused.stdout);
    assert!(refused.stderr.contains("add --dates day-first or --dates month-first"), "{}", refused.stderr);
    assert!(!out.exists());
    for (order, due) in [("day-first", "2024-04-03"), ("month-first", "2024-03-04")] {
        let ran = ask(&["--out", out_name, "--dates", order]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        // No unit has said anything, and no folder is said to be there.
        assert!(ran.stderr.contains("no unit has a record"), "{}", ran.stderr);
        let plan = fs::read_to_string(out.join("plan.toml")).expect("a plan");
        assert!(plan.contains(&format!("due        = {due}")), "{plan}");
        fs::remove_dir_all(&out).expect("it is there");
    }
}

#[test]
fn a_year_that_the_tracker_does_not_give_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let tracker = folder.path().join("bang.csv");
    fs::write(&tracker, "Nhiệm vụ,Đơn vị,Hạn\nDọn kho,Sở A,31/3\n").expect("a file");
    let ask = |out: &Path, args: &[&str]| {
        let ran = finish(tiendo().arg("adopt").arg(&tracker).arg("--out").arg(out).args(args));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        fs::read_to_string(out.join("plan.toml")).expect("a plan")
    };
    let open = ask(&folder.path().join("a"), &[]);
    assert!(open.contains("# ? “31/3”: Không ghi năm") && open.contains("due        = \"unstated\""), "{open}");
    assert!(ask(&folder.path().join("b"), &["--context", "2024"]).contains("due        = 2024-03-31"));
}

/// Several at once make one workspace, and the others none.
#[test]
fn of_trackers_taken_over_at_once_one_gets_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("kh");
    let start = |name: &str| {
        let tracker = folder.path().join(format!("{name}.csv"));
        fs::write(&tracker, format!("Nhiệm vụ,Đơn vị,Ngày xong\nViệc {name},Sở {name},28/3/2024\n")).expect("a file");
        let mut command = tiendo();
        command.arg("adopt").arg(&tracker).arg("--out").arg(&out).args(["--as-of", "2024-05-20"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
    };
    let started = ["A", "B", "C", "D", "E", "F"].map(|name| (name, start(name)));
    let mut made = Vec::new();
    for (name, process) in started {
        let ended = process.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        match ended.status.code() {
            Some(0) => made.push(name.to_lowercase()),
            Some(3) => assert!(said.contains("đã có, không ghi đè"), "{said}"),
            _ => panic!("{said}"),
        }
    }
    let [name] = &made[..] else { panic!("made by {made:?}") };
    let names = |path: &Path| {
        let all = fs::read_dir(path).expect("a folder").map(|one| one.expect("a file").file_name());
        all.map(|name| name.to_string_lossy().into_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&out.join("units")), BTreeSet::from([format!("so-{name}.toml")]));
    // Nothing lies beside it.
    assert!(names(folder.path()).iter().all(|name| !name.contains("tiendo")), "{:?}", names(folder.path()));
}

#[test]
fn a_column_is_what_somebody_says_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let tracker = folder.path().join("bang.csv");
    fs::write(&tracker, "A;Ai;Khi nào;B\nDọn kho;Văn phòng;Quý I/2024;28/3/2024\n").expect("a file");
    let ask = |args: &[&str]| finish(tiendo().arg("adopt").arg(&tracker).args(["--as-of", "2024-05-20"]).args(args));
    let refused = ask(&[]);
    assert_eq!(refused.code, 3, "{}", refused.stdout);
    assert!(refused.stderr.contains("không tìm thấy bảng theo dõi nào"), "{}", refused.stderr);
    let stray = ask(&["--map", "A=title,Ai=lead,C=done"]);
    assert_eq!(stray.code, 2);
    assert!(stray.stderr.contains("không có cột “C”; các cột: “A”, “Ai”, “Khi nào”, “B”"), "{}", stray.stderr);
    assert!(ask(&["--map", "A=tite"]).stderr.contains("không có nghĩa “tite”"));
    assert!(ask(&["--map", "A"]).stderr.contains("“A” không có dạng tiêu-đề=nghĩa"));
    let map = ["--map", "A=title,Ai=lead", "--map", "Khi nào=due,B=done"];
    // Nothing is written but where somebody says so.
    let shown = ask(&map);
    assert_eq!((shown.code, fs::read_dir(folder.path()).expect("a folder").count()), (0, 1), "{}", shown.stderr);
    let out = folder.path().join("kh");
    let out_name = out.to_str().expect("a name");
    assert_eq!(ask(&[&map[..], &["--out", out_name, "--dry-run"]].concat()).code, 0);
    assert!(!out.exists());
    assert_eq!(ask(&[&map[..], &["--out", out_name]].concat()).code, 0);
    let unit = fs::read_to_string(out.join("units/van-phong.toml")).expect("a unit's file");
    assert!(unit.ends_with("\n[don-kho]\ndone = 2024-03-28\n"), "{unit}");
    // A folder that holds something stays as it is.
    assert_eq!(ask(&[&map[..], &["--out", out_name]].concat()).code, 3);
}

/// A row that is ticked off as done and as under way contradicts itself, also where it names a day: nobody else decides.
#[test]
fn a_row_of_two_states_is_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, new) = (folder.path().join("bang.csv"), folder.path().join("new"));
    let rows = "TT,Nhiệm vụ,Đơn vị chủ trì,Thời hạn,Hoàn thành,Đang thực hiện,Ngày hoàn thành thực tế\n\
                1,Rà soát văn bản quy phạm,Sở Tư pháp,30/9/2024,x,x,3/5/2024\n\
                2,Xây dựng đề án số hóa,Sở Nội vụ,31/3/2024,x,,28/3/2024\n\
                3,Tổ chức hội nghị đối thoại,Sở Tài chính,31/5/2024,,x,x\n\
                4,Báo cáo kết quả cải cách,Sở Y tế,30/6/2024,x,x,\n";
    fs::write(&file, rows).expect("the tracker");
    let ran = finish(tiendo().args(["adopt", "--as-of", "2024-05-20"]).arg(&file).arg("--out").arg(&new));
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let unit = |id: &str| fs::read_to_string(new.join(format!("units/{id}.toml"))).unwrap_or_default();
    assert!(!unit("so-tu-phap").contains("done ="), "{}", unit("so-tu-phap"));
    assert!(unit("so-noi-vu").contains("done = 2024-03-28"), "{}", unit("so-noi-vu"));
    assert!(!unit("so-tai-chinh").contains("started ="), "{}", unit("so-tai-chinh"));
    assert!(!unit("so-y-te").contains("started ="), "{}", unit("so-y-te"));
    let plan = fs::read_to_string(new.join("plan.toml")).expect("the plan");
    let asks = plan.lines().filter(|line| line.starts_with("# ? Bảng theo dõi ghi")).collect::<Vec<_>>();
    assert_eq!(asks.len(), 3, "{plan}");
}

/// What a tracker of this text becomes: its plan, and all that its units recorded.
fn made_of(text: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, new) = (folder.path().join("bang.csv"), folder.path().join("new"));
    fs::write(&source, text).expect("it can be written");
    let ran = finish(tiendo().args(["adopt", "--as-of", "2026-10-20"]).arg(&source).arg("--out").arg(&new));
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let read = |path: &Path| fs::read_to_string(path).expect("a file");
    let units = fs::read_dir(new.join("units")).expect("records").map(|one| read(&one.expect("a file").path()));
    (read(&new.join("plan.toml")), units.collect())
}

#[test]
fn of_two_columns_of_days_the_one_of_what_was_done_says_when() {
    for heads in
        [("Thời gian hoàn thành", "Ngày hoàn thành"), ("Thời gian", "Ngày thực hiện"), ("Hạn xử lý", "Ngày thực hiện")]
    {
        let text = format!(
            "Nhiệm vụ,Đơn vị,{},Tình trạng,{}\nTập huấn,Sở Nội vụ,Quý III/2026,Hoàn thành,28/9/2026\n\
             Rà soát,Sở Nội vụ,15/12/2026,Chưa thực hiện,\nBáo cáo,Sở Tài chính,15/10/2026,Hoàn thành,14/10/2026\n",
            heads.0, heads.1
        );
        let (_, records) = made_of(&text);
        assert!(records.contains("done = 2026-09-28") && records.contains("done = 2026-10-14"), "{heads:?}: {records}");
    }
    // All is done: the name of the column decides.
    let (plan, records) = made_of(
        "Nhiệm vụ,Đơn vị,Thời gian hoàn thành,Tình trạng,Ngày hoàn thành\nTập huấn,Sở Nội vụ,Quý III/2026,Hoàn thành,28/9/2026\n",
    );
    assert!(records.contains("done = 2026-09-28") && plan.contains("Quý III/2026"), "{plan}{records}");
}

#[test]
fn the_unit_above_a_table_is_not_what_the_plan_is_called() {
    let (plan, _) = made_of("Đơn vị: Sở Nội vụ\nNhiệm vụ,Thời hạn,Hoàn thành ngày\nTập huấn,30/9/2026,28/9/2026\n");
    assert!(!plan.contains("= \"Đơn vị: Sở Nội vụ\"") && plan.contains("# ? Không tìm thấy tên văn bản"), "{plan}");
}

//! What the commands that edit tasks do not decide for anybody: a year that is not given, a reading that may be argued
//! about, a title that the plan has already.

use std::fs;

use snapbox::str;

use crate::support::case::Shows;
use crate::support::{run, workspace};

const PLAN: &str = r#"[plan]
number = "12/KH"
title  = "Cải cách hành chính"
issuer = "UBND"
starts = 2026-11-30
ends   = 2027-12-31

[units]
van-phong = "Văn phòng"

[[tasks]]
id    = "bao-cao"
title = "Báo cáo năm"
lead  = ["van-phong"]
due   = 2027-11-30
"#;

/// Runs commands in a workspace with this plan; shows what the last one says, its exit code, and the lines of the plan that
/// are new.
fn told(lang: &str, commands: &[&str]) -> String {
    told_of(PLAN, lang, commands)
}

/// The same of another plan.
fn told_of(plan: &str, lang: &str, commands: &[&str]) -> String {
    let folder = workspace(&[("plan.toml", plan), ("units/van-phong.toml", "")]);
    let ask = |command: &str| {
        let parts = command.split('\'').enumerate();
        let words = parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split(' ').collect() });
        let words = words.filter(|word| !word.is_empty());
        run(folder.path(), &["--as-of", "2026-12-05", "--lang", lang].into_iter().chain(words).collect::<Vec<_>>())
    };
    let (last, first) = commands.split_last().expect("there is a command");
    for command in first {
        assert_eq!(ask(command).code, 0, "{command}");
    }
    let ran = ask(last);
    let after = fs::read_to_string(folder.path().join("plan.toml")).expect("the plan is there");
    let came = after.lines().filter(|line| !plan.lines().any(|other| other == *line));
    let came: String = came.map(|line| format!("+ {line}\n")).collect();
    format!("{}{}? {}\n{came}", ran.stdout, ran.stderr, ran.code)
}

/// A plan that runs over two years does not say which one is meant; the day of a document does.
#[test]
fn a_year_that_nothing_says_is_asked_about() {
    told("vi", &["task add Z --lead van-phong --due 15/7"]).shows(str![[r#"
“15/7”: một cách đọc, có điểm cần lưu ý
Quy tắc:   chậm nhất ngày 15/7/2027
plan.toml: due = 2027-07-15
Hạn:       15/7/2027
Chú thích: Không ghi năm: phải hỏi lại là năm nào.
lỗi: thời hạn đọc được một cách nhưng còn điểm phải hỏi lại nên chưa ghi gì (Không ghi năm: phải hỏi lại là năm nào); nếu cách đọc đúng ý văn bản, hãy ghi: --due "2027-07-15" --wording "15/7"
? 2

"#]]);
    told("en", &["task edit bao-cao --due 'trước ngày 15/12'"]).shows(str![[r#"
“trước ngày 15/12”: several readings: ask

Rule:      before 15/12/2026 (not including that day)
plan.toml: due = "before 2026-12-15"
Last day:  14/12/2026

Rule:      before 15/12/2027 (not including that day)
plan.toml: due = "before 2027-12-15"
Last day:  14/12/2027

To ask: No year is given: ask which one is meant.
error: the time limit has no single reading, so nothing was written: choose one, and give its notation with --due and the words with --wording
? 2

"#]]);
    told("vi", &["task edit bao-cao --due 'quý II'"]).shows(str![[r#"
“quý II”: một cách đọc, có điểm cần lưu ý
Quy tắc:   trong quý II/2027
plan.toml: due = "2027-Q2"
Hạn:       30/6/2027
Chú thích: Không ghi năm: phải hỏi lại là năm nào.
lỗi: thời hạn đọc được một cách nhưng còn điểm phải hỏi lại nên chưa ghi gì (Không ghi năm: phải hỏi lại là năm nào); nếu cách đọc đúng ý văn bản, hãy ghi: --due "2027-Q2" --wording "quý II"
? 2

"#]]);
    // Nor does a plan of which the day is known say from when “this month” is reckoned.
    let issued = PLAN.replace("starts =", "issued = 2026-11-20\nstarts =");
    let said = told_of(&issued, "vi", &["task add Z --lead van-phong --due 'cuối tháng này'"]);
    assert!(said.contains("ý có thể là tính từ ngày khác") && said.contains("? 2"), "{said}");
    let amended = told("en", &["task amend bao-cao --by 3-CV --on 2027-06-01 --due 'trước ngày 15/7'"]);
    assert!(amended.contains("due = \"before 2027-07-15\""), "{amended}");
    let recurs = told("en", &["task add Z --lead van-phong --due 'trước ngày 15/11 hằng năm'"]);
    assert!(recurs.contains("before day 15 of month 11"), "{recurs}");
}

#[test]
fn one_doubtful_reading_is_refused_with_its_reason() {
    let amend = "task amend bao-cao --by 3-CV --on 1/2/2027 --due 'trước ngày 30/6/2027'";
    told("vi", &[amend]).shows(str![[r#"
“trước ngày 30/6/2027”: một cách đọc, có điểm cần lưu ý
Quy tắc:   trước ngày 30/6/2027 (không kể ngày đó)
plan.toml: due = "before 2027-06-30"
Hạn:       29/6/2027
Chú thích: Ngày cuối của kỳ: ý có thể là hết kỳ, kể cả ngày đó.
lỗi: thời hạn đọc được một cách nhưng còn điểm phải hỏi lại nên chưa ghi gì (Ngày cuối của kỳ: ý có thể là hết kỳ, kể cả ngày đó); nếu cách đọc đúng ý văn bản, hãy ghi: --due "before 2027-06-30" --wording "trước ngày 30/6/2027"
? 2

"#]]);
    told("en", &[amend]).shows(str![[r#"
“trước ngày 30/6/2027”: one reading, with a reservation
Rule:      before 30/6/2027 (not including that day)
plan.toml: due = "before 2027-06-30"
Last day:  29/6/2027
Note: It is the last day of a period: the whole period may be meant, with that day.
error: the time limit has one reading that is in doubt, so nothing was written (It is the last day of a period: the whole period may be meant, with that day); if the document means it so, give: --due "before 2027-06-30" --wording "trước ngày 30/6/2027"
? 2

"#]]);
}

/// What is advised can be typed as it stands.
#[test]
fn the_options_that_a_doubtful_reading_advises_are_taken() {
    for (lang, advises) in [("vi", "hãy ghi: "), ("en", "give: ")] {
        let said = told(lang, &["task add Z --lead van-phong --due 'trước ngày 30/6/2027'"]);
        let (_, options) = said.split_once(advises).expect("it advises options");
        let options = options.lines().next().unwrap_or_default();
        let done = told(lang, &[&format!("task add Z --lead van-phong {}", options.replace('"', "'"))]);
        assert!(done.contains("? 0") && done.contains("= \"before 2027-06-30\""), "{options}: {done}");
        assert!(done.contains("wording = \"trước ngày 30/6/2027\""), "{done}");
    }
}

#[test]
fn a_title_that_the_plan_has_is_named_with_the_new_id() {
    let add = "task add 'Báo cáo năm' --lead van-phong --due 30/11/2027";
    told("vi", &[add]).shows(str![[r#"
Thay đổi của kế hoạch (1)
- Thêm nhiệm vụ Báo cáo năm [bao-cao-nam], hạn 30/11/2027, chủ trì: Văn phòng

Đã ghi plan.toml
Kế hoạch đã có nhiệm vụ cùng tên “Báo cáo năm”: bao-cao; nhiệm vụ mới có mã bao-cao-nam
? 0
+ id    = "bao-cao-nam"

"#]]);
    told("en", &[add]).shows(str![[r#"
Changes to the plan (1)
- Task added: Báo cáo năm [bao-cao-nam], last day 30/11/2027, led by Văn phòng

Written: plan.toml
The plan has a task called “Báo cáo năm” already: bao-cao; the new one is bao-cao-nam
? 0
+ id    = "bao-cao-nam"

"#]]);
    let other = told("vi", &["task add 'Báo cáo quý' --lead van-phong --due 30/11/2027"]);
    assert!(!other.contains("đã"), "{other}");
}

const JOINT: &str = r#"[plan]
number = "12/KH"
title  = "Cải cách hành chính"
issuer = "UBND"
starts = 2026-01-01
ends   = 2026-12-31

[units]
van-phong = "Văn phòng"
so-y-te   = "Sở Y tế"

# ? Nhiều đơn vị, một sản phẩm: đọc là cùng chịu trách nhiệm một lần. Nếu mỗi đơn vị làm riêng: tiendo task edit MÃ_NHIỆM_VỤ --no-joint
[[tasks]]
id    = "so-hoa"
title = "Số hóa hồ sơ"
lead  = ["van-phong", "so-y-te"]
joint = true
due   = 2026-12-31
"#;

/// The question whether each does its own has an answer, in the words of any draft, and it is gone then.
#[test]
fn that_each_unit_does_its_own_can_be_said() {
    told_of(JOINT, "vi", &["task edit so-hoa --no-joint"]).shows(str![[r"
Câu hỏi của bản dự thảo đã giải quyết (1)
- Số hóa hồ sơ [so-hoa]: Nhiều đơn vị, một sản phẩm: đọc là cùng chịu trách nhiệm một lần. Nếu mỗi
  đơn vị làm riêng: tiendo task edit MÃ_NHIỆM_VỤ --no-joint

Thay đổi của kế hoạch (2)
- Đổi đơn vị chủ trì nhiệm vụ Số hóa hồ sơ [so-hoa]: thêm Sở Y tế
- Sửa nội dung nhiệm vụ Số hóa hồ sơ [so-hoa]: cùng thực hiện: các đơn vị chủ trì cùng làm một việc
  → mỗi đơn vị chủ trì tự làm

Đã ghi plan.toml
? 0

"]]);
    let former = JOINT.replace(
        "một lần. Nếu mỗi đơn vị làm riêng: tiendo task edit MÃ_NHIỆM_VỤ --no-joint",
        "một lần (joint). Nếu mỗi đơn vị làm riêng thì bỏ joint.",
    );
    let said = told_of(&former, "en", &["task edit so-hoa --no-joint"]);
    assert!(said.contains("Questions of the draft that are settled (1)"), "{said}");
    // It is so already; both at once are nothing.
    let again = told_of(JOINT, "vi", &["task edit so-hoa --no-joint", "task edit so-hoa --no-joint"]);
    assert!(again.contains("không có gì thay đổi") && again.contains("? 0"), "{again}");
    assert!(told_of(JOINT, "vi", &["task edit so-hoa --no-joint --joint"]).contains("? 2"));
}

/// Of several that owe a task together the record stands with the first: the others are not idle.
#[test]
fn who_owes_together_with_others_is_not_idle() {
    let said = told_of(JOINT, "vi", &["check"]);
    assert!(!said.contains("W507"), "{said}");
    let alone = JOINT.replace("lead  = [\"van-phong\", \"so-y-te\"]\njoint = true", "lead  = [\"van-phong\"]");
    assert!(told_of(&alone, "vi", &["check"]).contains("W507"));
}

#[test]
fn a_target_is_set_as_people_say_it() {
    for (typed, written) in [
        ("80%", "{ min = 80, unit = \"%\" }"),
        ("'151 chi bộ'", "{ min = 151, unit = \"chi bộ\" }"),
        ("'tối đa 3 vụ'", "{ max = 3, unit = \"vụ\" }"),
        ("'at least 95,5 %'", "{ min = 95.5, unit = \"%\" }"),
        ("'10..20 xã'", "{ min = 10, max = 20, unit = \"xã\" }"),
        ("'{ min = 7 }'", "{ min = 7 }"),
    ] {
        // Another one takes the place of the first.
        for before in ["task edit bao-cao --clause 1", "task edit bao-cao --target 12"] {
            let said = told("vi", &[before, &format!("task edit bao-cao --target {typed}")]);
            assert!(said.contains(&format!("= {written}\n")) && said.contains("? 0"), "{typed}: {said}");
        }
        let added = told("vi", &[&format!("task add X --lead van-phong --due 2027-06-30 --target {typed}")]);
        assert!(added.contains(&format!("target = {written}\n")), "{added}");
        let amended = told("vi", &[&format!("task amend bao-cao --by 1-CV --on 1/12/2026 --target {typed}")]);
        assert!(amended.contains(&format!("target = {written} }}]")), "{amended}");
    }
    for wrong in ["nhiều", "'20..10 xã'", "'{ min = 2, max = 1 }'", "'{ least = 2 }'", "-5%"] {
        let said = told("vi", &[&format!("task edit bao-cao --target={wrong}")]);
        assert!(said.contains("không phải là chỉ tiêu: hãy ghi như 80%") && said.contains("? 2"), "{wrong}: {said}");
    }
    // Who has an amount to record is told how the target comes about, and then it does.
    let refused = told("vi", &["progress bao-cao --value 5"]);
    assert!(refused.contains("đặt chỉ tiêu: tiendo task edit MÃ_NHIỆM_VỤ --target \"80%\""), "{refused}");
    assert!(told("en", &["progress bao-cao --value 5"]).contains("tiendo task edit TASK_ID --target"));
    let recorded = told("vi", &["task edit bao-cao --target 80%", "progress bao-cao --value 5"]);
    assert!(recorded.contains("? 0"), "{recorded}");
}

/// A deadline that is right although the document's words are sure to say otherwise is settled by a note about these words,
/// and not by one about something else.
#[test]
fn a_note_that_repeats_the_words_settles_what_they_say_otherwise() {
    let worded = "task edit bao-cao --wording 'trước ngày 15/4/2027'";
    let checked = |lang, note: &str| {
        let noted = format!("task edit bao-cao --remark '{note}'");
        told(lang, &[worded, &noted, "check"])
    };
    for lang in ["vi", "en"] {
        let other = checked(lang, "Theo dõi hằng tuần");
        assert!(other.contains("[W531]"), "{other}");
        assert!(other.contains("tiendo task edit bao-cao --remark \"trước ngày 15/4/2027: …\""), "{other}");
        let about = checked(lang, "Trước ngày 15/4/2027: công văn 12-CV/VP cho thêm thời gian");
        assert!(!about.contains("W531"), "{about}");
        // A part of the words is not about them.
        assert!(checked(lang, "Trước ngày 15/4/20").contains("[W531]"));
    }
}

/// “trc” is how “trước” is typed in messages: a day is not taken for the limit as if nothing stood before it.
#[test]
fn a_word_cut_short_is_not_passed_over() {
    for typed in ["trc 15/7/2027", "trc ngày 15/7/2027"] {
        let said = told("vi", &[&format!("task add Z --lead van-phong --due '{typed}'")]);
        assert!(said.contains("? 2") && !said.contains("+ due"), "{said}");
    }
}

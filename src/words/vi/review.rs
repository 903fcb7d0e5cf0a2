//! Lời về việc đối chiếu: what reviews say, in Vietnamese.

use chrono::NaiveDate;

use super::Vietnamese;
use crate::git::{GitTrouble, quoted};
use crate::model::period::Period;
use crate::review::marks::Mark;
use crate::review::plan::Setting;
use crate::words::review::ReviewPhrase;
use crate::words::{Words, date};

#[allow(clippy::too_many_lines, reason = "one arm for each sentence")]
pub fn phrase(said: &ReviewPhrase<'_>) -> String {
    match said {
        ReviewPhrase::WorkingTree => "các tệp hiện có".to_owned(),
        ReviewPhrase::Git(trouble) => git(trouble),
        ReviewPhrase::Bare => "kho git này không có tệp để so sánh; hãy nêu hai phiên bản, như HEAD~1..HEAD".to_owned(),
        ReviewPhrase::NothingShared { one, other } => {
            format!("{one} và {other} không có lịch sử chung; hãy so sánh bằng {one}..{other}")
        }
        ReviewPhrase::Compared { before, after } => format!("So sánh: {before} → {after}"),
        ReviewPhrase::JudgedOnBoth { before, after } => {
            format!("Bên trước tính đến ngày {}, bên sau tính đến ngày {}", date(*before), date(*after))
        }
        ReviewPhrase::NothingChanged => "Không có gì thay đổi.".to_owned(),
        ReviewPhrase::NothingElseChanged => "Ngoài ra không có gì thay đổi.".to_owned(),
        ReviewPhrase::Begins { tasks, units } => {
            format!("Kế hoạch mới được đưa vào: {tasks} nhiệm vụ, {units} đơn vị. Trước đó chưa có gì để so sánh.")
        }
        ReviewPhrase::Changed { records: 0, marks, whole, .. } => {
            let none = if *whole {
                "Không bản ghi nào thay đổi"
            } else {
                "Ngoài ra không bản ghi nào thay đổi"
            };
            match marks {
                0 => format!("{none}."),
                marks => format!("{none}; {marks} điều cần xem kỹ."),
            }
        }
        ReviewPhrase::Changed { records, units, marks: 0, .. } => {
            format!("{records} việc thay đổi ở {units} đơn vị; không có điều gì cần xem kỹ.")
        }
        ReviewPhrase::Changed { records, units, marks, .. } => {
            format!("{records} việc thay đổi ở {units} đơn vị; {marks} điều cần xem kỹ.")
        }
        ReviewPhrase::MarksHeading { count } => format!("Cần xem kỹ ({count})"),
        ReviewPhrase::RecordsHeading { count } => format!("Thay đổi của các đơn vị ({count})"),
        ReviewPhrase::ByPlanHeading { count } => format!("Đổi trạng thái hoặc hạn do kế hoạch thay đổi ({count})"),
        ReviewPhrase::ByTimeHeading { count, from, to } => {
            format!("Đổi trạng thái do thời gian trôi qua, {}–{} ({count})", date(*from), date(*to))
        }
        ReviewPhrase::PlanHeading { count } => format!("Thay đổi của kế hoạch ({count})"),
        ReviewPhrase::Unread { name } => format!("{name}: tệp có lỗi nên không so sánh được"),
        ReviewPhrase::MoreChanges { hidden } => {
            format!("… và {hidden} thay đổi nữa; chạy tiendo diff để xem hết")
        }
        ReviewPhrase::NotOwedBefore => "chưa có trong kế hoạch".to_owned(),
        ReviewPhrase::FieldNow { label, to } => format!("{}: {to}", label.to_lowercase()),
        ReviewPhrase::FieldWas { label, from, to } => format!("{}: {from} → {to}", label.to_lowercase()),
        ReviewPhrase::FieldGone { label, from } => format!("{}: {from} → bỏ", label.to_lowercase()),
        ReviewPhrase::Evidence { added, gone } => evidence(added, gone),
        ReviewPhrase::LastDay { from, to } => format!("hạn: {} → {}", day(*from), day(*to)),
        ReviewPhrase::ByDocument { to: Some(to), by, on } => format!("đến {} theo {by} ngày {}", date(*to), date(*on)),
        ReviewPhrase::ByDocument { to: None, by, on } => format!("{by} ngày {}", date(*on)),
        ReviewPhrase::Mark(mark) => self::mark(mark),
        ReviewPhrase::Mixed { commit, units } => format!("commit {commit} sửa tệp của nhiều đơn vị: {units}"),
        ReviewPhrase::ReportEdited { file } => {
            format!("{file} không khớp với số liệu của commit đã ghi nó, cũng không khớp với số liệu bây giờ")
        }
        ReviewPhrase::LastChanged { day, commit: Some(commit) } => format!("ghi ngày {}, commit {commit}", date(*day)),
        ReviewPhrase::BlameNeedsUnit { task } => {
            format!("{task} có nhiều đơn vị chủ trì: --blame cần thêm --unit ĐƠN_VỊ")
        }
        ReviewPhrase::NotMerged { file } => format!("{file} không phải văn bản UTF-8 nên không trộn được"),
        ReviewPhrase::Conflicts { file, count } => {
            format!(
                "{file}: {count} chỗ hai bên ghi khác nhau, nằm giữa <<<<<<< và >>>>>>>; hãy chọn một, rồi chạy git add"
            )
        }
        ReviewPhrase::DriverName => "tiendo: trộn theo từng việc".to_owned(),
        ReviewPhrase::SetupHint => "thêm --write để tiendo tự ghi những điều trên".to_owned(),
        ReviewPhrase::NoHistory => "Lịch sử chưa có gì được ghi.".to_owned(),
        ReviewPhrase::LastChanged { commit: None, .. } | ReviewPhrase::NotCommitted => "chưa commit".to_owned(),
        ReviewPhrase::UnreadThen => "tệp có lỗi, không đọc được; lần ghi sau được so với lần ghi trước đó".to_owned(),
        ReviewPhrase::ShallowHistory => {
            "Bản sao này chỉ có một phần lịch sử: những gì ghi trước đó không có ở đây (git fetch --unshallow)."
                .to_owned()
        }
        ReviewPhrase::Lag { days: 0 } => "ghi trong ngày".to_owned(),
        ReviewPhrase::Lag { days } if *days < 0 => format!("ghi trước {} ngày", -days),
        ReviewPhrase::Lag { days } => format!("ghi sau {days} ngày"),
        ReviewPhrase::ReportUnread { file } => {
            format!("{file}: không đọc được số liệu của commit đã ghi nó nên không đối chiếu được")
        }
        ReviewPhrase::Verified { matching, others: 0 } => format!("{matching} báo cáo khớp với số liệu."),
        ReviewPhrase::Verified { matching, others } => {
            format!("{matching} báo cáo khớp với số liệu; {others} báo cáo không khớp.")
        }
        ReviewPhrase::NotOurs { files } => format!("Không đối chiếu, vì không phải do tiendo tạo: {files}"),
        ReviewPhrase::OfficeLeftOut { count } => {
            format!("{count} tệp .docx, .xlsx không đối chiếu, vì có thể đã được viết thêm vào.")
        }
        ReviewPhrase::Setting(setting) => self::setting(*setting).to_owned(),
        ReviewPhrase::Event { name, from, to } => format!("sự kiện {name}: {} → {}", day(*from), day(*to)),
        ReviewPhrase::UnitAdded { unit } => format!("thêm đơn vị {unit}"),
        ReviewPhrase::UnitRemoved { unit, records } => format!("bỏ đơn vị {unit}; {}", touched(*records, "kế hoạch")),
        ReviewPhrase::UnitRenamed { from, to } => format!("đổi tên đơn vị {from} → {to}"),
        ReviewPhrase::TaskAdded { task, due, units } => {
            let due = match due {
                None => "không có hạn".to_owned(),
                Some((first, last)) if first == last => format!("hạn {}", date(*first)),
                Some((first, last)) => format!("hạn từ {} đến {}", date(*first), date(*last)),
            };
            format!("thêm nhiệm vụ {task}, {due}, chủ trì: {units}")
        }
        ReviewPhrase::TaskRemoved { task, records } => format!("bỏ nhiệm vụ {task}; {}", touched(*records, "kế hoạch")),
        ReviewPhrase::Reworded { task, how } => format!("sửa câu chữ của nhiệm vụ {task}: {how}"),
        ReviewPhrase::OtherRule { dated: false } => "đổi căn cứ tính hạn, vẫn chưa có ngày".to_owned(),
        ReviewPhrase::OtherRule { dated: true } => "đổi căn cứ tính hạn, hạn vẫn là ngày cũ".to_owned(),
        ReviewPhrase::Reassigned { task, added, removed, records } => {
            let mut how = Vec::new();
            if !added.is_empty() {
                how.push(format!("thêm {added}"));
            }
            if !removed.is_empty() {
                how.push(format!("bớt {removed}; {}", touched(*records, "kế hoạch")));
            }
            format!("đổi đơn vị chủ trì nhiệm vụ {task}: {}", how.join("; "))
        }
        ReviewPhrase::Rescheduled { task, how, records } => {
            format!("đổi hạn nhiệm vụ {task}: {how}; {}", touched(*records, "hạn"))
        }
        ReviewPhrase::Moved { period, from, to } => {
            let period = period.map(|period| format!("{} ", Vietnamese.period(period))).unwrap_or_default();
            format!("{period}{} → {}", day(*from), day(*to))
        }
        ReviewPhrase::PeriodsAdded { periods } => format!("thêm kỳ {}", named(periods)),
        ReviewPhrase::PeriodsRemoved { periods } => format!("bỏ kỳ {}", named(periods)),
        ReviewPhrase::AndMore { count } => format!("và {count} nữa"),
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "không có ngày".to_owned(), date)
}

/// How many records a change of the plan touches.
fn touched(records: usize, old: &str) -> String {
    match records {
        0 => "không ảnh hưởng bản ghi nào".to_owned(),
        count => format!("{count} việc đã ghi theo {old} cũ"),
    }
}

fn named(periods: &[Period]) -> String {
    const NAMED: usize = 8;
    let mut names: Vec<String> = periods.iter().take(NAMED).map(|period| Vietnamese.period(*period)).collect();
    if periods.len() > NAMED {
        names.push(phrase(&ReviewPhrase::AndMore { count: periods.len() - NAMED }));
    }
    names.join(", ")
}

fn evidence(added: &[String], gone: &[String]) -> String {
    match (added, gone) {
        (added, []) => format!("minh chứng: {}", added.join("; ")),
        ([], gone) => format!("minh chứng: {} → bỏ", gone.join("; ")),
        (added, gone) => format!("minh chứng: {} → {}", gone.join("; "), added.join("; ")),
    }
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Withdrawn { done } => format!("rút lại việc đã hoàn thành ngày {}", date(*done)),
        Mark::Rewritten { from, to } => format!("sửa ngày hoàn thành đã ghi: {} → {}", date(*from), date(*to)),
        Mark::Backdated { done, recorded } => format!(
            "ghi ngày {} cho việc hoàn thành ngày {}, sau {} ngày",
            date(*recorded),
            date(*done),
            (*recorded - *done).num_days()
        ),
        Mark::EvidenceRemoved { gone } => format!("bỏ minh chứng đã ghi: {}", gone.join("; ")),
        Mark::ExtendedLate { on, due } => {
            format!("gia hạn ngày {}, khi đã quá hạn {}", date(*on), date(*due))
        }
        Mark::RecordDeleted => "xóa bản ghi đã có nội dung".to_owned(),
    }
}

fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Names => "sửa tên gọi của kế hoạch",
        Setting::Coordinator => "đổi đơn vị theo dõi chung",
        Setting::Time => "đổi thời gian của kế hoạch",
        Setting::Language => "đổi ngôn ngữ",
        Setting::Timezone => "đổi múi giờ",
        Setting::DueSoon => "đổi số ngày coi là sắp đến hạn",
        Setting::Before => "đổi cách hiểu “trước ngày”",
        Setting::OnDayOff => "đổi cách tính hạn rơi vào ngày nghỉ",
        Setting::Acceptance => "đổi yêu cầu nghiệm thu",
        Setting::Calendar => "đổi lịch làm việc ([calendar])",
        Setting::Bodies => "sửa nhóm, tên sự kiện hoặc đơn vị được văn bản nêu tên ([groups], [events], confirmed)",
    }
}

fn git(trouble: &GitTrouble) -> String {
    match trouble {
        GitTrouble::NoGit => "không chạy được git: lệnh này cần git có trong PATH".to_owned(),
        GitTrouble::NotARepository { folder } => {
            format!(
                "{folder} không nằm trong kho git nào; hãy chạy git init (riêng diff so sánh được hai thư mục mà không cần git)"
            )
        }
        GitTrouble::NotTrusted { folder } => {
            format!(
                "git không tin kho này vì chủ sở hữu là người khác; nếu tin, hãy chạy: git config --global --add safe.directory {}",
                quoted(folder)
            )
        }
        GitTrouble::NoRevision { name } => format!("không có phiên bản nào tên là “{name}”"),
        GitTrouble::NoCommit => "kho git chưa có commit nào".to_owned(),
        GitTrouble::Missing { id, shallow: true } => {
            format!("bản sao này chỉ có một phần lịch sử, thiếu {id}; hãy chạy: git fetch --unshallow")
        }
        GitTrouble::Missing { id, shallow: false } => format!("kho git thiếu đối tượng {id}; hãy chạy: git fsck"),
        GitTrouble::Failed { reason } => format!("git không trả lời được: {reason}"),
    }
}

//! Lời của báo cáo: what reports say, in Vietnamese.

use super::Vietnamese;
use crate::assess::State;
use crate::model::period::PeriodKind;
use crate::view::report::tally::Tally;
use crate::words::report::example;
use crate::words::report::{Laggard, Lagging, Letter, ReportPhrase, ReportWord, TemplateProblem, Whole};
use crate::words::{Words, date};

pub fn word(word: ReportWord) -> &'static str {
    match word {
        ReportWord::Number => "TT",
        ReportWord::UnitName => "Tên đơn vị",
        ReportWord::Total => "Tổng số",
        ReportWord::Due => "Đến hạn trong kỳ",
        ReportWord::InTime => "Hoàn thành trong hạn",
        ReportWord::Late => "Hoàn thành trễ hạn",
        ReportWord::Pending => "Chưa hoàn thành trong hạn",
        ReportWord::Overdue => "Chưa hoàn thành trễ hạn",
        ReportWord::CompletedRate => "Tỷ lệ hoàn thành",
        ReportWord::InTimeRate => "Tỷ lệ hoàn thành trong hạn",
        ReportWord::OverdueRate => "Tỷ lệ chưa hoàn thành trễ hạn",
        ReportWord::Remarks => "Ghi chú",
        ReportWord::OtherUnits => "Các đơn vị khác",
        ReportWord::Subtotal => "Cộng",
        ReportWord::Figure => "Chỉ tiêu",
        ReportWord::Change => "Tăng, giảm",
        ReportWord::Summary => "Đánh giá chung",
        ReportWord::Figures => "Số liệu chính",
        ReportWord::Form => "Kết quả theo đơn vị",
        ReportWord::Completed => "Mới hoàn thành",
        ReportWord::NewlyOverdue => "Mới quá hạn",
        ReportWord::Extended => "Được gia hạn",
        ReportWord::Waived => "Không áp dụng",
        ReportWord::Awaiting => "Đã báo hoàn thành, chờ nghiệm thu",
        ReportWord::Carried => "Quá hạn từ kỳ trước chuyển sang",
        ReportWord::Ongoing => "Nhiệm vụ thường xuyên, không có hạn",
        ReportWord::WholePlan => "Cả kế hoạch",
        ReportWord::Timed => "Việc có thời hạn của cả kế hoạch",
        ReportWord::AllObligations => "Tổng số việc",
        ReportWord::Nothing => "Không có.",
        ReportWord::Result => "Kết quả",
        ReportWord::OldLastDay => "Hạn cũ",
        ReportWord::NewLastDay => "Hạn mới",
        ReportWord::Document => "Theo văn bản",
        ReportWord::DocumentDay => "Ngày văn bản",
        ReportWord::Claimed => "Báo hoàn thành",
        ReportWord::Units => "Số đơn vị",
        ReportWord::Begun => "Đã bắt đầu",
        ReportWord::LastBegun => "Hoạt động gần nhất",
        ReportWord::NotBegun => "chưa bắt đầu",
        ReportWord::NoFile => "chưa báo cáo",
        ReportWord::NotRead => "không đọc được số liệu",
        ReportWord::SheetSummary => "Tổng hợp",
        ReportWord::SheetForm => "Theo đơn vị",
        ReportWord::SheetItems => "Các việc",
        ReportWord::SheetWeeks => "Theo tuần",
        ReportWord::Nominal => "Hạn theo kế hoạch",
        ReportWord::Flags => "Ghi chú trạng thái",
        ReportWord::LateDays => "Trễ (ngày)",
        ReportWord::LeftDays => "Còn (ngày)",
        ReportWord::Reports => "Báo cáo",
        ReportWord::Days => "Từ ngày – đến ngày",
        ReportWord::Files => "Tệp",
        ReportWord::Rate => "Tỷ lệ",
        ReportWord::LetterOverdue => "Việc quá hạn",
        ReportWord::LetterDueSoon => "Việc sắp đến hạn",
        ReportWord::Expected => "Minh chứng cần gửi",
        ReportWord::StatedDeadline => "Thời hạn theo kế hoạch",
        ReportWord::LastDayToday => "hết hôm nay",
        ReportWord::Answered => "Đã ghi nhận",
        ReportWord::AnyEvidence => "văn bản thể hiện kết quả",
        ReportWord::DueDone => "đến hạn, đã hoàn thành",
        ReportWord::DueOpen => "đến hạn, chưa hoàn thành",
        ReportWord::RateMeant => "tỷ lệ: phần đã hoàn thành trong số đến hạn",
    }
}

pub fn phrase(vi: Vietnamese, said: &ReportPhrase<'_>) -> String {
    let count = |number: usize| vi.number(number as u64);
    match said {
        ReportPhrase::Title { number } => format!("Báo cáo tình hình thực hiện Kế hoạch {number}"),
        ReportPhrase::PeriodDays(period) => {
            format!("{} (từ ngày {} đến ngày {})", vi.period(*period), date(period.first()), date(period.last()))
        }
        ReportPhrase::Interim { day } => format!("Kỳ chưa kết thúc: số liệu đến hết ngày {}.", date(*day)),
        ReportPhrase::Missing { units } => format!(
            "THIẾU SỐ LIỆU của {} đơn vị vì không đọc được tệp, không tính vào số nào: {}.",
            count(units.len()),
            units.join("; ")
        ),
        ReportPhrase::Happened { from, to } => {
            format!("Diễn biến (từ ngày {} đến ngày {})", date(*from), date(*to))
        }
        ReportPhrase::Upcoming { from, to } => {
            format!("Việc sắp đến hạn (từ ngày {} đến ngày {})", date(*from), date(*to))
        }
        ReportPhrase::Carried { count } => format!("quá hạn từ kỳ trước: {}", vi.number(u64::from(*count))),
        ReportPhrase::AwaitingCount { count } => format!("chờ nghiệm thu: {}", vi.number(u64::from(*count))),
        ReportPhrase::WaivedCount { count } => format!("không áp dụng: {}", vi.number(u64::from(*count))),
        ReportPhrase::MoreRows { hidden } => format!("… và {} việc nữa", vi.number(*hidden)),
        ReportPhrase::OnlyWhatMatters { hidden } => format!(
            "Không nêu hết được: còn {} việc nữa, chưa đến hạn hoặc đã xong từ trước. Danh sách đủ: tiendo list.",
            vi.number(*hidden)
        ),
        ReportPhrase::FormNote => {
            "Tổng số là mọi việc có thời hạn của đơn vị trong cả kế hoạch, không kể việc không áp dụng; các tỷ lệ tính trên số việc có ngày cuối cùng nằm trong kỳ (cột 8)."
                .to_owned()
        }
        ReportPhrase::InTimeResult => "trong hạn".to_owned(),
        ReportPhrase::LateResult { days } => format!("trễ {days} ngày"),
        ReportPhrase::AllOrOne { text } => format!("--all là mọi kỳ, nên không ghi thêm “{text}”"),
        ReportPhrase::BadPeriod { text, kind } => {
            format!("“{text}” không phải là {}: hãy viết {}, hoặc last (kỳ trước), hoặc một ngày trong kỳ", kind_name(*kind), example(*kind))
        }
        ReportPhrase::OneToStdout => "--out - chỉ nhận một kỳ, một dạng: hãy chọn một trong --format".to_owned(),
        ReportPhrase::NotBegun { period } => {
            format!("{} bắt đầu ngày {}, chưa có gì để báo cáo", vi.period(*period), date(period.first()))
        }
        ReportPhrase::BadClosing { day, from, to } => format!(
            "ngày chốt số liệu {} phải nằm trong khoảng từ ngày {} đến ngày {}",
            date(*day),
            date(*from),
            date(*to)
        ),
        ReportPhrase::Refused { units } => format!(
            "không đọc được tệp của {} đơn vị nên chưa ghi báo cáo nào; sửa các lỗi trên, hoặc thêm --keep-going để báo cáo mà nêu rõ thiếu số liệu của ai",
            count(*units)
        ),
        ReportPhrase::ClosedOn { period, day } => format!("{period} (chốt ngày {})", date(*day)),
        ReportPhrase::NoCalendar => {
            "chưa ghi lịch nào, vì lịch thiếu ngày thì không ai thấy; hãy sửa các lỗi trên rồi làm lại".to_owned()
        }
        ReportPhrase::NoLetter { units } => format!("không đọc được tệp nên không có thư cho: {units}"),
        ReportPhrase::Unchanged { file } => format!("{file} không có gì thay đổi"),
        ReportPhrase::NotOurs { file } => {
            format!("{file} đã có và không phải do tiendo lập; chưa ghi gì. Muốn ghi đè, hãy thêm --force")
        }
        ReportPhrase::EditedByPeople { file } => {
            format!("{file} đã có và khác với bản mới, có thể đã được sửa tay; chưa ghi gì. Muốn ghi đè, hãy thêm --force")
        }
        ReportPhrase::OldInterim { file } => {
            format!("{file} lập khi kỳ chưa kết thúc hoặc còn thiếu số liệu của đơn vị; không tự ghi đè vì có thể đã được sửa tay. Muốn lập lại, hãy thêm --force")
        }
        ReportPhrase::AllThere => "Mọi kỳ đã kết thúc đều có báo cáo.".to_owned(),
        ReportPhrase::ReportsOf { kind } => format!("Báo cáo {}", kind_name(*kind)),
        ReportPhrase::LetterTitle { number } => format!("Đôn đốc thực hiện Kế hoạch {number}"),
        ReportPhrase::LetterTo { unit } => format!("Kính gửi: {unit}"),
        ReportPhrase::LetterOpening(letter) => letter_opening(vi, letter),
        ReportPhrase::LetterClosing(letter) => letter_closing(letter),
        ReportPhrase::ExpectedBy { product, to } => format!("{product}, gửi {to}"),
        ReportPhrase::PromisedFor { day } => format!("hẹn xong ngày {}", date(*day)),
        ReportPhrase::NothingToRemind => "Không đơn vị nào có việc quá hạn hay sắp đến hạn.".to_owned(),
        ReportPhrase::DocxNeedsFolder => "--format docx cần có --out THƯ_MỤC".to_owned(),
        ReportPhrase::TooManyEvents { limit } => {
            format!("nhiều hơn {} việc thì không chương trình lịch nào mở nổi; hãy chọn đơn vị bằng --unit", count(*limit))
        }
        ReportPhrase::Template { file, problem } => format!("mẫu {file}: {}", template(problem)),
        ReportPhrase::TemplateWithoutDocx => "--template chỉ đi với --format docx".to_owned(),
        ReportPhrase::Whole(whole) => self::whole(vi, whole),
        ReportPhrase::Lagging(lagging) => self::lagging(vi, lagging),
    }
}

fn letter_opening(vi: Vietnamese, letter: &Letter<'_>) -> String {
    let count = |number: usize| vi.number(number as u64);
    let overdue = format!("{} việc quá hạn", count(letter.overdue));
    let soon = format!("{} việc sắp đến hạn (trong {} ngày tới)", count(letter.due_soon), letter.within);
    let what = match (letter.overdue, letter.due_soon) {
        (0, _) => soon,
        (_, 0) => overdue,
        _ => format!("{overdue} và {soon}"),
    };
    format!("Tính đến ngày {}, {} còn {what} theo kế hoạch như sau.", date(letter.as_of), letter.unit)
}

fn letter_closing(letter: &Letter<'_>) -> String {
    let to = letter.coordinator.map_or_else(String::new, |coordinator| format!(" về {coordinator}"));
    let late = if letter.overdue > 0 {
        "; việc quá hạn mà chưa xong thì nêu lý do và hẹn ngày xong"
    } else {
        ""
    };
    format!("Đề nghị đơn vị khẩn trương thực hiện. Việc nào đã xong, đề nghị gửi minh chứng{to}{late}.")
}

fn template(problem: &TemplateProblem) -> String {
    match problem {
        TemplateProblem::NotADocument => "không phải là tệp .docx".to_owned(),
        TemplateProblem::TooLarge => "quá lớn so với một mẫu văn bản".to_owned(),
        TemplateProblem::Damaged { part } => format!("phần {part} bị hỏng"),
        TemplateProblem::Unknown { place, known } => {
            let known = known.iter().map(|name| format!("{{{{{name}}}}}")).collect::<Vec<_>>().join(", ");
            format!("không có chỗ điền nào tên là “{place}”; có thể dùng: {known}")
        }
        TemplateProblem::NotAlone { place } => {
            format!(
                "“{place}” thay cho nhiều đoạn và bảng nên phải đứng một mình trong một đoạn: không kèm chữ, hình hoặc ngắt trang"
            )
        }
        TemplateProblem::NoWarnings => {
            "không có chỗ cho lưu ý của kế hoạch; hãy thêm {{warnings}}, hoặc {{body}}".to_owned()
        }
        TemplateProblem::Nowhere => "không có chỗ điền nào; hãy ghi {{body}} vào chỗ cần đặt nội dung".to_owned(),
    }
}

fn kind_name(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => "ngày",
        PeriodKind::Week => "tuần",
        PeriodKind::Month => "tháng",
        PeriodKind::Quarter => "quý",
        PeriodKind::Half => "kỳ 6 tháng",
        PeriodKind::Year => "năm",
    }
}

fn whole(vi: Vietnamese, whole: &Whole) -> String {
    let scope = whole.scope;
    let count = |number: usize| vi.number(number as u64);
    let due = |tally: &Tally| {
        let mut parts = Vec::new();
        if tally.pending > 0 {
            parts.push(format!(
                "{} việc chưa hoàn thành mà đến ngày {} chưa quá hạn",
                count(tally.pending as usize),
                date(scope.as_of)
            ));
        }
        if tally.overdue > 0 {
            parts.push(format!("{} việc chưa hoàn thành, đã quá hạn", count(tally.overdue as usize)));
        }
        let rest = if parts.is_empty() { String::new() } else { format!("; còn {}", parts.join(" và ")) };
        format!(
            "có {} việc đến hạn, đã hoàn thành {} việc ({}), trong đó {} việc trong hạn và {} việc trễ hạn{rest}",
            count(tally.total() as usize),
            count(tally.completed() as usize),
            tally.completed_rate().map(|rate| vi.rate(rate)).unwrap_or_default(),
            count(tally.in_time as usize),
            count(tally.late as usize),
        )
    };
    let until = if scope.is_interim() { format!(", tính đến ngày {}", date(scope.as_of)) } else { String::new() };
    let mut text = format!("{}{until}, ", vi.phrase(&ReportPhrase::PeriodDays(scope.period).into()));
    if whole.due.total() == 0 {
        text.push_str("không có việc nào đến hạn");
    } else {
        text.push_str(&due(&whole.due));
    }
    text.push('.');
    if let (Some(now), Some(then), Some(previous)) = (
        whole.due.completed_rate(),
        whole.due_previous.completed_rate(),
        whole.previous.filter(|_| !scope.is_interim()),
    ) {
        let change = i32::from(now.tenths()) - i32::from(then.tenths());
        let points = format!("{} điểm phần trăm", vi.tenths(u16::try_from(change.abs()).unwrap_or_default()));
        let how = match change {
            0 => "bằng".to_owned(),
            1.. => format!("tăng {points} so với"),
            _ => format!("giảm {points} so với"),
        };
        text.push_str(&format!(" Tỷ lệ hoàn thành {how} {}.", vi.lower(previous)));
    }
    let mut happened = vec![match whole.completed {
        0 => "không hoàn thành thêm việc nào".to_owned(),
        some => format!("hoàn thành {} việc", count(some)),
    }];
    happened.push(match whole.newly_overdue {
        0 => "không phát sinh việc quá hạn mới".to_owned(),
        some => format!("phát sinh {} việc quá hạn mới", count(some)),
    });
    if whole.extended > 0 {
        happened.push(format!("{} việc được gia hạn", count(whole.extended)));
    }
    if whole.waived > 0 {
        happened.push(format!("{} việc được xác định là không áp dụng", count(whole.waived)));
    }
    let when = if scope.as_of > scope.period.last() {
        format!("Từ đầu kỳ đến ngày {}", date(scope.as_of))
    } else {
        "Trong kỳ".to_owned()
    };
    text.push_str(&format!(" {when}, các đơn vị {}.", happened.join(", ")));
    if whole.awaiting > 0 {
        text.push_str(&format!(" Có {} việc đã báo hoàn thành, đang chờ nghiệm thu.", count(whole.awaiting)));
    }
    let (now, then) = (whole.totals.of(State::Overdue), whole.before.of(State::Overdue));
    let since = match scope.compared() {
        day if day == scope.eve() => "đầu kỳ".to_owned(),
        day => format!("ngày {}", date(day)),
    };
    let change = match (i64::from(now) - i64::from(then), whole.previous) {
        (_, None) => String::new(),
        (0, _) => format!(", không đổi so với {since}"),
        (more @ 1.., _) => format!(", tăng {} việc so với {since}", vi.number(more.unsigned_abs())),
        (less, _) => format!(", giảm {} việc so với {since}", vi.number(less.unsigned_abs())),
    };
    text.push_str(&format!(
        " Tính đến ngày {}, cả kế hoạch có {} việc quá hạn{change}; {} việc chưa hoàn thành còn trong hạn; {} việc đã hoàn thành.",
        date(scope.as_of),
        count(now as usize),
        count(whole.totals.of(State::Pending) as usize),
        count(whole.totals.of(State::Completed) as usize),
    ));
    text
}

fn lagging(vi: Vietnamese, lagging: &Lagging<'_>) -> String {
    let count = |number: usize| vi.number(number as u64);
    let coming = match lagging.upcoming {
        0 => "không có việc nào".to_owned(),
        some => format!("có {} việc", count(some)),
    };
    let coming = format!("Từ ngày {} đến hết ngày {} {coming} đến hạn.", date(lagging.as_of), date(lagging.horizon));
    if lagging.behind == 0 {
        return format!("Không đơn vị nào có việc quá hạn. {coming}");
    }
    let one = |unit: &Laggard<'_>| {
        format!("{} ({} việc, lâu nhất {} ngày)", unit.name, count(unit.overdue), vi.number(unit.days.unsigned_abs()))
    };
    let named: Vec<String> = lagging.worst.iter().map(one).collect();
    let listed = match named.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} và {last}", rest.join(", ")),
        all => all.join(""),
    };
    let mut text = format!(
        "{} trong {} đơn vị có việc quá hạn, {} {listed}.",
        count(lagging.behind),
        count(lagging.units),
        match lagging.behind {
            1 => "là",
            few if few <= lagging.worst.len() => "gồm",
            _ => "chậm nhất là",
        },
    );
    let mut notes = Vec::new();
    if lagging.promised > 0 {
        notes.push(format!("{} việc đơn vị đã hẹn ngày xong", count(lagging.promised)));
    }
    if lagging.unexplained > 0 {
        notes.push(format!("{} việc chưa nêu lý do", count(lagging.unexplained)));
    }
    if !notes.is_empty() {
        text.push_str(&format!(" Trong {} việc quá hạn, {}.", count(lagging.overdue), notes.join(", ")));
    }
    format!("{text} {coming}")
}

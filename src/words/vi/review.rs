//! Kết quả so sánh và những nội dung cần rà soát.

use super::numbers::{date, number};
use super::problems::size;
use crate::model::record::Field;
use crate::review::effects::Grade;
use crate::review::marks::Mark;
use crate::words::review::ReviewPhrase;

sentences! { pub(crate) fn phrase(&ReviewPhrase) {
    Lifted { count } => "{} việc không còn quá hạn, trễ hạn", number(*count);
    Gone { count } => "{} việc quá hạn không còn phải thực hiện", number(*count);
    GoneLate { count } => "{} việc hoàn thành trễ hạn nay không còn phải thực hiện", number(*count);
    DeadlinesMoved { count } => "{} nhiệm vụ đổi hạn", number(*count);
    OtherMarks { count } => "{} nội dung khác cần rà soát", number(*count);
    Marks { count } => "{} nội dung cần rà soát", number(*count);
    NoMarks => "không có nội dung cần rà soát";
    Records { records, units } => "{} việc thay đổi ở {} đơn vị", number(*records), number(*units);
    RecordsOfPlans { records, plans } =>
        "{} việc thay đổi ở {} kế hoạch", number(*records), number(*plans);
    Began { tasks, units, commit, day } =>
        "Kế hoạch mới được đưa vào: {} nhiệm vụ, {} đơn vị. Có từ commit {commit} ngày {}: so sánh từ commit đó.",
        number(*tasks), number(*units), date(*day);
    PlansUnread { count } => "{} kế hoạch không đọc được", number(*count);
    PlansDropped { count } => "{} kế hoạch không còn trong danh sách", number(*count);
    OnlyPlan => "không bản ghi nào thay đổi, chỉ kế hoạch thay đổi";
    ByPlan { count } => "{} việc đổi trạng thái hoặc hạn do kế hoạch thay đổi", number(*count);
    ByOthers { count, let_off: 0 } => "{} việc đổi trạng thái hoặc hạn do bản ghi của đơn vị khác", number(*count);
    ByOthers { count, let_off } =>
        "{} việc đổi trạng thái hoặc hạn do bản ghi của đơn vị khác, trong đó {} việc không còn quá hạn, trễ hạn",
        number(*count), number(*let_off);
    ByTime { count } => "{} việc đổi trạng thái do thời gian trôi qua", number(*count);
    NoRecords => "không bản ghi nào thay đổi";
    Obligations { count } => "{} việc", number(*count);
    PlansHeading { count } => "Thay đổi danh sách kế hoạch ({count})";
    PlanDropped { number: no, folder, effects } => "kế hoạch {no} ({folder}) không còn trong tập kế hoạch — {effects}";
    PlanListed { number: no, folder, count } => "kế hoạch {no} ({folder}) mới có trong tập kế hoạch, gồm {} việc", number(*count);
    PlanNamed { number: no, folder, name, of } =>
        "kế hoạch {no} ({folder}) nay mang “{name}”, trước là của kế hoạch ở {of}";
    PlanElsewhere { folder } => "thư mục {folder} là submodule, nay ở commit khác: thay đổi trong đó không được so sánh";
    PlanMoved { number: no, folder, to } => "kế hoạch {no} chuyển thư mục: {folder} → {to}";
    PlansUnchanged { count, plans } => "{} kế hoạch không có gì thay đổi: {plans}", number(*count);
    MorePlans { count } => "… và {} kế hoạch khác có thay đổi; chạy tiendo diff để xem tất cả", number(*count);
    NoLongerOwed { count } => "không còn phải thực hiện: {} việc", number(*count);
    // Đến hết một ngày, việc đến hạn ngày đó đã quá hạn, nhưng chưa được ngày nào.
    OfThemOverdue { count: 1, all: 1, days: 0 } => "đã quá hạn";
    OfThemOverdue { count, all: _, days: 0 } => "trong đó {} việc đã quá hạn", number(*count);
    OfThemOverdue { count: 1, all: 1, days } => "đã quá hạn {} ngày", number(days.unsigned_abs());
    OfThemOverdue { count, all: _, days } =>
        "trong đó {} việc đã quá hạn, lâu nhất {} ngày", number(*count), number(days.unsigned_abs());
    OfThemLate { count: 1, all: 1 } => "đã hoàn thành trễ hạn";
    OfThemLate { count, all: _ } => "trong đó {} việc đã hoàn thành trễ hạn", number(*count);
    Grade(grade) => "{}", self::grade(*grade);
    OnTheWay { field: Field::Done, was, now: Some(now), commit } =>
        "commit {commit} đã ghi hoàn thành ngày {was}; nay là ngày {now}";
    OnTheWay { field: Field::Done, was, now: None, commit } =>
        "commit {commit} đã ghi hoàn thành ngày {was}; nay không còn";
    OnTheWay { field, was, now: Some(now), commit } =>
        "commit {commit} đã ghi {}: {was}; nay là: {now}", self::field(*field);
    OnTheWay { field, was, now: None, commit } =>
        "commit {commit} đã ghi {}: {was}; nay không còn", self::field(*field);
    OddCommit { commit, authored, committed, recorded } =>
        "commit {commit} đề ngày viết {} và ngày commit {}; thực tế có từ ngày {}",
        date(*authored), date(*committed), date(*recorded);
    SeenHeading { count } => "Đã xem trước đây ({count})";
    SeenBefore { count } => "{count} điều đã xem trước đây";
    SeenAs { reason, by, on } => "đã xem ngày {}: {reason} ({by})", date(*on);
    ReviewedBroken { file, what } =>
        "{file}: không đọc được mục này ({}); hãy sửa rồi so sánh lại", super::syntax::entry(what);
    ReportGone { file } => "{file} không còn";
    ReportMoved { file, now, is_same: true } => "{file} không còn; nay có tệp cùng tên ở {now}";
    ReportMoved { file, now, is_same: false } =>
        "{file} không còn; nay có tệp cùng tên ở {now} với nội dung khác, ở đó không đối chiếu được với số liệu";
    ReportRemade { file } => "{file} được tạo lại, nội dung khác trước";
    ReportMisnamed { file } =>
        "{file} mang dấu của báo cáo nhưng tên tệp không phải tên báo cáo nên không đối chiếu được với số liệu";
    ReportOfABranch { file, commit } =>
        "{file} chỉ khớp số liệu của commit {commit} trên nhánh, nhánh chính chưa từng có số liệu này: hãy lập lại báo cáo";
    ReportOfAMoment { file } =>
        "{file} chỉ khớp với số liệu có tạm thời giữa hai bên rồi bị trả lại như cũ";
    LastDaysMoved { count } => "{} hạn thay đổi", number(*count);
    Withdrawn { count } => "{} kết quả hoàn thành bị rút lại", number(*count);
    NowOverdue { count } => "{} việc thành quá hạn", number(*count);
    Unread { count } => "không đọc được tệp của {} đơn vị nên không so sánh được", number(*count);
    NothingElseChanged => "ngoài ra không có gì thay đổi";
    ReportOfAnEdition { file } =>
        "{file} ghi là lập theo phiên bản khác của mẫu báo cáo: số liệu khớp, còn phần lời không đối chiếu được";
    DocumentsHeading { count } => "Tệp khác trong reports/ ({count})";
    Document { file, was: None, is } =>
        "{file}: tệp mới mang tên của báo cáo nhưng không do tiendo lập, {}", size(is.unwrap_or_default());
    Document { file, was: Some(was), is: None } =>
        "{file}: văn bản không có số liệu để đối chiếu, đã xóa, {}", size(*was);
    Document { file, was: Some(was), is: Some(is) } =>
        "{file}: văn bản không có số liệu để đối chiếu, đã sửa, {} → {}", size(*was), size(*is);
    Documents { count } => "{} tệp khác trong reports/ bị sửa, bị xóa hoặc mới có", number(*count);
    LineAhead { commit, day, to_come: true } =>
        "Commit {commit} trên nhánh gốc đề ngày {}, là ngày chưa đến: những gì ghi sau commit đó được coi là ghi không sớm \
         hơn ngày đó.", date(*day);
    LineAhead { commit, day, to_come: false } =>
        "Commit tiếp sau commit {commit} trên nhánh gốc đề ngày sớm hơn chính commit đó ({}): những gì ghi sau commit đó \
         được coi là ghi không sớm hơn ngày đó.", date(*day);
    OtherLine { commit } =>
        "Commit {commit} là lần hợp nhất có commit cha thứ nhất không thuộc nhánh của bên trước. --known-on và --at đi \
         theo commit cha thứ nhất, tức là theo nhánh khác với kết quả so sánh này.";
    LeadsAlready { unit, tasks } => "{unit} vốn cùng chủ trì, từ đó hai phần việc chỉ còn là một: {tasks}";
    JointOrder { from, to } =>
        "nhiệm vụ cùng chủ trì, đổi thứ tự các đơn vị: nay tính cho {to}, không tính cho {from}";
    UnreadOnTheWay { file, commit, count } =>
        "{file} không đọc được trọn vẹn ở {count} commit trên đường đi, gần nhất là {commit}: nội dung ghi khi đó không so \
         sánh được.";
    StagedFiles => "nội dung đã đưa vào để commit";
    StagedAlone => "--staged so sánh một phiên bản với nội dung đã đưa vào để commit; hãy nêu một phiên bản, hoặc không nêu \
                    để lấy HEAD";
    PlanBegan => "Kế hoạch được đưa vào";
    PlanStood => "Kế hoạch, được đưa vào lúc này hoặc trước đó";
    PlanUnread => "plan.toml ở đây hoặc ngay trước đó không đọc được nên không rõ đã đổi gì";
    RecordsOf { units } => "Nội dung ghi của {units}";
    OnOrBefore { day } => "{} hoặc trước đó", date(*day);
    CommitSays { commit, day } => "{commit} (commit đề ngày {})", date(*day);
    AmendedBy { by, task, how } => "sửa đổi theo {by}: {task}: {how}";
    AmendedDays { days, count } => "hạn {days}, {} nghĩa vụ", number(*count);
    CancelledBy { by, task, count: 0 } =>
        "bãi bỏ theo {by}: {task}; đến ngày xét chưa nghĩa vụ nào đổi trạng thái";
    CancelledBy { by, task, count } => "bãi bỏ theo {by}: {task}, {} nghĩa vụ", number(*count);
    OnlyUntil { by } => "chỉ áp dụng đến khi có {by} sửa đổi cùng nội dung";
    ByDecision { by } => "theo {by}";
    EarlierDays { task, added: Some((None, to)), day } =>
        "{task} được coi là bổ sung từ ngày {}, nên không còn trong số liệu tính đến hết ngày {}", date(*to), date(*day);
    EarlierDays { task, added: Some((Some(from), to)), day } =>
        "{task} được coi là bổ sung từ ngày {} thay vì {}, nên không còn trong số liệu tính đến hết ngày {}",
        date(*to), date(*from), date(*day);
    EarlierDays { task, added: None, day } =>
        "{task}: nội dung sửa đổi, hoặc quy định trước khi sửa đổi, bị ghi lại, nên số liệu tính đến hết ngày {} thay đổi",
        date(*day);
    DocumentRewritten { task, from, to: Some(to) } => "thay văn bản sửa đổi {task}: {from} → {to}";
    DocumentRewritten { task, from, to: None } => "bỏ văn bản sửa đổi {task}: {from}";
    DocumentOtherwise { task, by, how } => "sửa nội dung mà {by} điều chỉnh ở {task}; nay ghi: {how}";
    NowBelow { item, above: Some(above) } => "{item} nay đứng sau {above}";
    NowBelow { item, above: None } => "{item} nay đứng đầu";
    LateBetween { task, until: Some((commit, day)) } =>
        "{task}: trễ hạn theo kế hoạch áp dụng giữa chừng, đến khi commit {commit} ngày {} sửa đi; theo kế hoạch ở hai bên thì \
         không trễ", date(*day);
    LateBetween { task, until: None } =>
        "{task}: trễ hạn theo kế hoạch của commit cuối; theo kế hoạch ở hai bên thì không trễ";
    PlanOtherwise => "thay đổi khác của kế hoạch";
    PlanReordered => "Nghĩa vụ và bản ghi không thay đổi; chỉ thứ tự trong kế hoạch thay đổi.";
    PlanRewritten => "Nghĩa vụ và bản ghi không thay đổi; chỉ cách viết trong plan.toml thay đổi.";
    LookAlike { name, character, like } =>
        "trong “{name}”, “{character}” (U+{:04X}) chỉ trông giống “{like}”", u32::from(*character);
    IdAlike { id, other } => "mã {id} trông giống {other}";
    Beside { name, of } => "{name} nằm cạnh {of}: hệ thống không phân biệt chữ hoa, chữ thường sẽ lấy tệp này thay tệp kia";
    SameName { id, name, other } => "{id} nay mang tên “{name}”, trông giống hệt tên của {other}";
    NameTaken { id, name, other } => "{id} nay mang tên “{name}”, trước là tên của {other}";
    EvidenceExchanged { file, gone: false } => "{file} không còn là tệp đã ghi làm minh chứng";
    EvidenceExchanged { file, gone: true } => "{file}, tệp đã ghi làm minh chứng, không còn";
    HiddenFiles { file, files: 1, by } => "{file} bị ẩn với git hoặc trang lưu mã do {by}";
    HiddenFiles { file, files, by } => "{file} và {} tệp khác bị ẩn với git hoặc trang lưu mã do {by}", number(*files - 1);
    StrangeRecord { file, name, commit } =>
        "commit {commit} đã ghi vào {file} dưới mã “{name}”, mã không có ở cả hai bên";
    PlanGone { number: no, folder, effects } =>
        "kế hoạch {no} ({folder}) không còn, và không thư mục nào chắc chắn là của kế hoạch đó sau khi chuyển — {effects}";
    Excused { entries } => "reviewed.toml bỏ qua thêm {} nội dung cần rà soát", number(*entries);
    NotComparedOfAll { files } => "Không đối chiếu vì lập từ nhiều kế hoạch: {files}";
    RuleValue { value } => "{}", rule_value(value);
    NothingToReview => "kết quả so sánh không có điều nào như vậy mà chưa xem; chạy tiendo diff để xem có những gì";
    ReviewedAlready { count } => "Không ghi lại: {count} mục đã có trong reviewed.toml.";
    ReviewWritten { count } =>
        "Đã ghi vào reviewed.toml: {count} mục. Mục có hiệu lực khi đã commit ở bên được lấy làm gốc so sánh.";
    Apart =>
        "Bên trước không nằm trong lịch sử của bên sau: những gì chỉ bên trước có trông như bị rút lại. So sánh bằng \
         ba dấu chấm (A...B) để xem B đã sửa gì.";
} }

table! { fn grade(Grade) {
    Overdue => "quá hạn",
    DoneLate => "hoàn thành trễ hạn",
    Awaiting => "chờ nghiệm thu",
    InTime => "trong hạn",
    DoneInTime => "hoàn thành đúng hạn",
    Ongoing => "thường xuyên",
    Waived => "không áp dụng",
} }

sentences! { pub(crate) fn mark(&Mark) {
    Withdrawn { done } => "rút lại việc đã hoàn thành ngày {}", date(*done);
    Rewritten { from, to } => "sửa ngày hoàn thành đã ghi: {} → {}", date(*from), date(*to);
    Backdated { field: Field::Done, on, recorded } =>
        "ghi ngày {} cho việc hoàn thành ngày {}, sau {} ngày",
        date(*recorded), date(*on), number((*recorded - *on).num_days());
    Backdated { field, on, recorded } =>
        "ghi ngày {} cho {} ngày {}, sau {} ngày",
        date(*recorded), self::field(*field), date(*on), number((*recorded - *on).num_days());
    EvidenceRemoved { gone } => "bỏ minh chứng đã ghi: {}", gone.join("; ");
    ExtendedLate { on, due } => "gia hạn ngày {}, khi đã quá hạn {}", date(*on), date(*due);
    RecordDeleted => "xóa bản ghi đã có nội dung";
    LateNoMore { by, on, due, recorded, still_late: true } =>
        "giảm số ngày quá hạn nhờ {} ngày {}, ghi ngày {}; ngày cuối cùng là {}",
        field(*by), date(*on), date(*recorded), date(*due);
    LateNoMore { by, on, due, recorded, still_late: false } =>
        "không còn quá hạn nhờ {} ngày {}, ghi ngày {}; ngày cuối cùng là {}",
        field(*by), date(*on), date(*recorded), date(*due);
    GrantRewritten { field: Field::Accepted } => "sửa ngày nghiệm thu đã ghi";
    GrantRewritten { field: Field::Waived } => "sửa nội dung không áp dụng đã ghi";
    GrantRewritten { field: _ } => "sửa nội dung gia hạn đã ghi";
    GrantPutBack { field: Field::Waived, .. } => "văn bản không áp dụng khác với văn bản ghi lần cuối rồi bỏ";
    GrantPutBack { .. } => "nội dung gia hạn khác với nội dung ghi lần cuối rồi bỏ";
    Ahead { field, on, recorded } =>
        "{} ngày {}, nhưng ghi từ ngày {}, khi ngày đó chưa đến", self::field(*field), date(*on), date(*recorded);
    ProgressRewritten { gone } => "sửa hoặc bỏ số đã đạt đã ghi: {}", gone.join("; ");
    PromisePutOff { from, to: Some(to) } => "lùi ngày dự kiến hoàn thành: {} → {}", date(*from), date(*to);
    PromisePutOff { from, to: None } => "bỏ ngày dự kiến hoàn thành {}", date(*from);
} }

fn field(field: Field) -> &'static str {
    match field {
        Field::Extended => "gia hạn",
        Field::Waived => "văn bản không áp dụng",
        Field::Accepted => "nghiệm thu",
        Field::Started => "bắt đầu",
        Field::Progress => "số đã đạt",
        Field::Evidence => "minh chứng",
        _ => "hoàn thành",
    }
}

/// What a rule of the plan says.
fn rule_value(value: &str) -> &str {
    match value {
        "exclusive" => "không kể ngày đó",
        "inclusive" => "kể cả ngày đó",
        "keep" => "giữ nguyên",
        "next-working-day" => "lùi sang ngày làm việc kế tiếp",
        "previous-working-day" => "đưa lên ngày làm việc liền trước",
        "true" => "có",
        "false" => "không",
        other => other,
    }
}

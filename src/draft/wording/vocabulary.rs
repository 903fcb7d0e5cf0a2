//! The words that time limits are made of, Vietnamese and English: what each may mean, and every way to write it.
//!
//! To teach the recogniser another way of saying something it knows, add it here. The longest entry wins. In a text
//! without any diacritics entries are found without them too.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a word, or several, may mean in a time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    // Lengths of time.
    Hour,
    Minute,
    Day,
    WorkingDay,
    Week,
    Month,
    Quarter,
    Year,
    /// A period of a report, of a length that the word does not say.
    Term,
    /// Several years: “giai đoạn 2026-2030”.
    Phase,
    SchoolYear,
    /// A month by its name, a day of the week, 1 for Monday.
    MonthName(u8),
    Weekday(u8),
    /// “thứ”: before a number it is a day of the week.
    WeekdayHead,
    /// A quarter, half or month that is written with its number in one word: “Q1”, “T6”.
    QuarterNumber(u8),
    HalfNumber(u8),
    // Where in a length of time.
    First,
    Middle,
    Last,
    /// The first, middle, last ten days of a month.
    Tens(u8),
    FirstPart,
    LastPart,
    Next,
    This,
    /// So many days from today: 0 for “hôm nay”, 1 for “ngày mai”.
    FromToday(i8),
    // How a limit is put.
    Before,
    Latest,
    In,
    Until,
    End,
    From,
    /// From when days are counted: “kể từ”.
    Since,
    After,
    // Recurrence.
    Every,
    Periodic,
    Report,
    Times,
    Batch,
    /// A kind of period as an adverb: “quarterly”.
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
    TwiceYearly,
    // Work without a day.
    Standing,
    Throughout,
    Unstated,
    AsArises,
    Refer,
    Soon,
    AfterEvent,
    BeforeEvent,
    UntilEvent,
    When,
    /// “trong thời gian”: before words, a condition.
    Meanwhile,
    If,
    Onwards,
    // What makes a limit doubtful.
    Aspired,
    Expected,
    About,
    AtLeast,
    AtMost,
    Earliest,
    Lunar,
    DayPart,
    /// A season, a term of a school: its days are not said.
    Season,
    /// “nhân dịp”: the day that follows is that of a feast.
    Occasion,
    /// “riêng”: what follows holds for one of several alone.
    Apart,
    /// “cơ bản hoàn thành”, “tạm dừng”: not the whole, or not at all.
    Mostly,
    OtherRhythm,
    NewYear,
    // Events.
    Session,
    Nearest,
    Thematic,
    /// A case among many: what follows comes with each of them.
    Case,
    // Words between.
    And,
    Or,
    Of,
    Label,
    Finish,
    Previous,
    Program,
    /// What figures are compared with, not a limit.
    Compared,
    /// A law or decision, whose year is its name.
    Act,
    Nothing,
    Count(u8),
    Nth(u8),
}

use Word::{
    About, Act, After, AfterEvent, And, Apart, AsArises, Aspired, AtLeast, AtMost, Batch, Before, BeforeEvent, Case,
    Compared, Count, Daily, Day, DayPart, Earliest, End, Every, Expected, Finish, First, FirstPart, From, FromToday,
    HalfNumber, HalfYearly, Hour, If, In, Label, Last, LastPart, Latest, Lunar, Meanwhile, Middle, Minute, Month,
    MonthName, Monthly, Mostly, Nearest, NewYear, Next, Nothing, Nth, Occasion, Of, Onwards, Or, OtherRhythm, Periodic,
    Phase, Previous, Program, Quarter, QuarterNumber, Quarterly, Refer, Report, SchoolYear, Season, Session, Since,
    Soon, Standing, Tens, Term, Thematic, This, Throughout, Times, TwiceYearly, Unstated, Until, UntilEvent, Week,
    Weekday, WeekdayHead, Weekly, When, WorkingDay, Year, Yearly,
};

#[rustfmt::skip]
const VOCABULARY: &[(Word, &[&str])] = &[
    (Hour, &["giờ", "h", "tiếng", "hour", "hours"]),
    (Minute, &["phút", "minute", "minutes"]),
    (Day, &["ngày", "ngày mùng", "ngày mồng", "mùng", "mồng", "day", "days", "date"]),
    (WorkingDay, &["ngày làm việc", "working day", "working days", "business day", "business days", "workday",
                   "workdays"]),
    (Week, &["tuần", "tuần lễ", "week", "weeks"]),
    (Month, &["tháng", "month", "months"]),
    (Quarter, &["quý", "quí", "quarter", "quarters"]),
    (Year, &["năm", "year", "years"]),
    (Term, &["kỳ", "kì", "kỳ báo cáo", "kì báo cáo", "kỳ số liệu", "period", "reporting period"]),
    (Phase, &["giai đoạn", "thời kỳ", "thời kì", "nhiệm kỳ", "nhiệm kì", "phase", "in the years", "the period"]),
    (SchoolYear, &["năm học", "school year", "niên học"]),
    (MonthName(1), &["january", "jan", "tháng một"]),
    (MonthName(2), &["february", "feb", "tháng hai"]),
    (MonthName(3), &["march", "mar", "tháng ba"]),
    (MonthName(4), &["april", "apr", "tháng tư", "tháng bốn"]),
    (MonthName(5), &["may", "tháng năm"]),
    (MonthName(6), &["june", "jun", "tháng sáu"]),
    (MonthName(7), &["july", "jul", "tháng bảy", "tháng bẩy"]),
    (MonthName(8), &["august", "aug", "tháng tám"]),
    (MonthName(9), &["september", "sep", "sept", "tháng chín"]),
    (MonthName(10), &["october", "oct", "tháng mười"]),
    (MonthName(11), &["november", "nov", "tháng mười một"]),
    (MonthName(12), &["december", "dec", "tháng mười hai"]),
    (Weekday(1), &["thứ hai", "monday", "mondays"]),
    (Weekday(2), &["thứ ba", "tuesday", "tuesdays"]),
    (Weekday(3), &["thứ tư", "wednesday", "wednesdays"]),
    (Weekday(4), &["thứ năm", "thursday", "thursdays"]),
    (Weekday(5), &["thứ sáu", "friday", "fridays"]),
    (Weekday(6), &["thứ bảy", "thứ bẩy", "saturday", "saturdays"]),
    (Weekday(7), &["chủ nhật", "chúa nhật", "sunday", "sundays"]),
    (WeekdayHead, &["thứ"]),
    (QuarterNumber(1), &["q1", "qi"]), (QuarterNumber(2), &["q2", "qii"]),
    (QuarterNumber(3), &["q3", "qiii"]), (QuarterNumber(4), &["q4", "qiv"]),
    (HalfNumber(1), &["h1", "first half", "the first half", "1st half"]),
    (HalfNumber(2), &["h2", "second half", "the second half", "2nd half"]),

    (First, &["đầu", "đầu tiên", "start", "beginning", "the start", "the beginning", "early"]),
    (Middle, &["giữa", "mid", "middle", "the middle"]),
    (Last, &["cuối", "cuối cùng", "end of", "the end of", "late", "last", "the last", "final", "year-end"]),
    (Tens(1), &["thượng tuần"]), (Tens(2), &["trung tuần"]), (Tens(3), &["hạ tuần"]),
    (FirstPart, &["nửa đầu", "nửa đầu của"]), (LastPart, &["nửa cuối", "nửa sau", "nửa cuối của"]),
    (Next, &["tới", "kế tiếp", "tiếp theo", "liền kề", "kế", "sau liền kề", "tiếp theo ngay sau", "liền sau",
             "kế tiếp liền kề", "tiếp", "next", "following", "the next", "the following"]),
    (This, &["này", "nay", "hiện tại", "báo cáo này", "this", "current", "the current", "thực hiện này"]),
    (FromToday(0), &["hôm nay", "ngày hôm nay", "trong ngày hôm nay", "trong hôm nay", "today", "bữa nay", "bây giờ",
                     "ngay bây giờ", "lúc này", "ngay lúc này"]),
    (FromToday(1), &["ngày mai", "hôm sau", "tomorrow"]), (FromToday(2), &["ngày kia", "ngày mốt"]),
    (FromToday(-1), &["hôm qua", "ngày hôm qua"]), (FromToday(-2), &["hôm kia", "ngày hôm kia"]),

    (Before, &["trước", "đến trước", "cho đến trước", "before", "prior to", "ahead of"]),
    (Latest, &["chậm nhất", "chậm nhất là", "muộn nhất", "muộn nhất là", "trễ nhất", "trễ nhất là", "không chậm hơn",
               "không muộn hơn", "không trễ hơn", "không chậm quá", "không quá ngày", "hạn chót", "hạn cuối",
               "thời hạn cuối cùng", "hạn cuối cùng", "chậm nhất vào", "chậm nhất đến", "chậm nhất trong",
               "no later than", "not later than", "at the latest", "by", "latest", "on or before", "by or before", "not after",
               "vào hoặc trước", "trước hoặc vào", "trước hoặc trong", "trong hoặc trước", "trước hoặc đúng"]),
    (In, &["trong", "vào", "tại", "trong vòng", "trong thời hạn", "vào khoảng thời gian", "in",
           "during", "within", "on", "at", "ở"]),
    (Until, &["đến", "cho đến", "cho tới", "đến thời điểm", "until", "to", "through", "till",
              "up to", "thru"]),
    (End, &["hết", "khi hết", "trọn", "cả", "toàn bộ", "end", "the end", "whole", "all of",
            "trước hết ngày", "cuối ngày"]),
    (From, &["từ", "bắt đầu từ", "bắt đầu", "from", "từ thời điểm", "between",
             "starting", "starting from", "beginning in"]),
    (Since, &["kể từ", "tính từ", "kể từ khi", "tính từ khi", "từ khi", "kể từ lúc", "kể từ sau khi", "since", "from the date of", "of receiving", "sau thời điểm"]),
    (After, &["sau", "after"]),

    (Every, &["hằng", "hàng", "mỗi", "từng", "every", "each", "per", "theo từng"]),
    (Periodic, &["định kỳ", "định kì", "thường kỳ", "thường kì", "periodically", "periodic", "theo định kỳ"]),
    (Report, &["báo cáo", "sơ kết", "tổng kết", "kết quả", "báo cáo định kỳ", "báo cáo công tác", "báo cáo kết quả",
               "báo cáo tình hình", "báo cáo sơ kết", "báo cáo tổng kết", "chương trình công tác", "số liệu", "kế hoạch",
               "báo cáo tiến độ", "dự toán", "tổng hợp báo cáo", "báo cáo số liệu", "report", "reports", "giao ban"]),
    (Times, &["lần", "kỳ họp/", "cuộc", "buổi", "phiên", "lượt", "times", "time", "hội nghị/", "once"]),
    (Batch, &["đợt", "lần thứ", "bước", "batch", "round", "tranche"]),
    (Daily, &["daily"]), (Weekly, &["weekly"]), (Monthly, &["monthly"]), (Quarterly, &["quarterly"]),
    (HalfYearly, &["half-yearly", "semi-annually", "semiannually", "semi-annual", "half yearly", "six-monthly"]),
    (Yearly, &["yearly", "annually", "annual", "thường niên"]),
    (TwiceYearly, &["twice a year", "twice yearly", "biannually", "twice per year"]),

    (Standing, &["thường xuyên", "liên tục", "ongoing", "continuous", "continuously", "on a continuous basis",
                 "on an ongoing basis", "continuing", "thường xuyên liên tục"]),
    (Throughout, &["xuyên suốt", "suốt", "trong suốt", "throughout", "lâu dài"]),
    (Unstated, &["chưa xác định", "chưa xác định thời gian", "chưa đề xuất", "không xác định", "chưa có thời hạn",
                 "không nêu thời gian", "không quy định thời gian", "chưa rõ", "chưa có thời gian", "không có thời hạn",
                 "chưa ấn định", "không thời hạn", "tbd", "to be determined", "to be confirmed", "tbc", "not set",
                 "not stated", "chưa đăng ký", "không ghi", "chưa xác định được"]),
    (AsArises, &["khi có phát sinh", "khi phát sinh", "khi có yêu cầu", "khi được yêu cầu", "theo yêu cầu", "khi cần thiết",
                 "khi cần", "đột xuất", "khi có", "phát sinh", "theo nhu cầu", "khi có vụ việc", "nếu có", "as needed",
                 "as required", "when needed", "on request", "ad hoc", "if necessary", "as necessary", "when necessary",
                 "as and when", "upon request", "if any", "tùy tình hình", "tuỳ tình hình", "khi có đề nghị"]),
    (Refer, &["theo", "căn cứ", "căn cứ theo", "phù hợp với", "according to", "in accordance with", "as set out in",
              "as provided in", "as specified in", "as per", "per the", "under the", "cùng với", "đồng thời với",
              "gắn với", "xem", "cùng thời điểm với", "cùng thời điểm"]),
    (Soon, &["ngay", "kịp thời", "sớm", "khẩn trương", "ngay lập tức", "sớm nhất có thể", "trong thời gian sớm nhất",
             "thời gian sớm nhất", "immediately", "as soon as possible", "asap", "promptly", "without delay",
             "trong thời gian tới", "thời gian tới"]),
    (AfterEvent, &["sau khi", "ngay sau khi", "ngay sau", "ngay khi", "immediately after", "once the", "as soon as",
                   "sau mỗi", "sau từng"]),
    (BeforeEvent, &["trước khi", "trước ngày khai mạc", "trước thời điểm", "before the", "prior to the"]),
    (UntilEvent, &["đến khi", "cho đến khi", "đến lúc", "cho đến lúc", "tới khi", "đến ngày kết thúc", "until the"]),
    (Meanwhile, &["trong thời gian", "trong quá trình", "while"]),
    (When, &["khi", "lúc", "when", "upon"]),
    (If, &["nếu", "trường hợp", "trong trường hợp", "tùy", "tuỳ", "tùy theo", "tuỳ theo", "tùy thuộc", "trừ", "ngoại trừ",
           "if", "provided that", "unless", "except", "subject to", "với điều kiện"]),
    (Onwards, &["trở đi", "và các năm tiếp theo", "các năm tiếp theo", "những năm tiếp theo", "và những năm tiếp theo",
                "các năm sau", "và các năm sau", "những năm sau", "các quý tiếp theo", "các tháng tiếp theo",
                "và các tháng tiếp theo", "và các kỳ tiếp theo", "các kỳ tiếp theo", "và giai đoạn tiếp theo",
                "giai đoạn tiếp theo", "và tiếp theo", "những năm tiếp", "các năm tiếp", "về sau", "onwards", "onward",
                "and beyond", "and later years", "and the following years", "and following years", "hằng năm tiếp theo",
                "và tiếp tục", "các năm kế tiếp", "và các năm kế tiếp", "và duy trì", "duy trì"]),

    (Aspired, &["phấn đấu", "nỗ lực", "cố gắng", "mục tiêu", "quyết tâm", "tầm nhìn", "tầm nhìn đến", "định hướng", "định hướng đến", "aim", "aim to", "strive", "target", "tiến tới"]),
    (Expected, &["dự kiến", "tạm thời", "ước", "có thể", "expected", "expected by", "tentatively", "planned for",
                 "provisionally"]),
    (About, &["khoảng", "gần", "about", "around", "approximately", "quanh", "độ", "vào khoảng"]),
    (AtLeast, &["ít nhất", "tối thiểu", "trên", "không dưới", "at least", "từ", "đạt từ", "minimum"]),
    (AtMost, &["tối đa", "không quá", "không vượt quá", "nhiều nhất", "at most", "maximum", "dưới", "not exceeding"]),
    (Earliest, &["sớm nhất", "sớm nhất là", "không sớm hơn", "ít nhất sau", "tối thiểu sau", "chỉ sau", "không trước", "không được trước", "not before",
                 "no earlier than", "not earlier than", "at the earliest", "on or after"]),
    (Lunar, &["âm lịch", "tết nguyên đán", "nguyên đán", "tết", "lunar", "tết trung thu", "rằm", "tháng giêng", "tháng chạp", "giao thừa"]),
    (DayPart, &["sáng", "chiều", "buổi sáng", "buổi chiều", "trưa", "tối", "morning",
                "afternoon", "noon", "close of business", "cob", "midnight", "đầu giờ", "cuối giờ", "giờ hành chính"]),

    (Season, &["mùa", "mùa hè", "dịp hè", "hè", "mùa khô", "mùa mưa", "mùa mưa bão", "mùa mưa lũ", "vụ đông xuân", "vụ hè thu",
               "vụ thu đông", "vụ mùa", "học kỳ", "học kì", "summer", "winter", "autumn", "semester"]),
    (Occasion, &["dịp", "nhân dịp", "vào dịp", "chào mừng", "kỷ niệm", "kỉ niệm"]),
    (Apart, &["riêng", "riêng đối với"]),
    (Mostly, &["cơ bản hoàn thành", "hoàn thành cơ bản", "cơ bản xong", "cơ bản", "tạm dừng", "không thực hiện", "không triển khai",
               "chưa thực hiện", "hoãn", "tạm hoãn"]),
    (OtherRhythm, &["fortnightly", "biweekly", "bi-weekly", "every other week"]),
    (NewYear, &["tết dương lịch"]),

    (Session, &["kỳ họp", "kì họp", "kỳ họp thứ", "phiên họp", "kỳ họp thường lệ", "the session", "session"]),
    (Nearest, &["gần nhất", "sắp tới", "gần đây nhất", "nearest", "upcoming", "sắp đến"]),
    (Thematic, &["chuyên đề", "bất thường", "đột xuất chuyên đề", "special"]),
    (Case, &["đơn", "hồ sơ", "yêu cầu", "kiến nghị", "khiếu nại", "tố cáo", "phản ánh", "đề nghị", "vụ việc", "từng vụ việc",
             "application", "request", "complaint", "each"]),

    (And, &["và", "cùng", "and", "&", "với"]),
    (Or, &["hoặc", "hay", "hoặc là", "or"]),
    (Of, &["của", "thuộc", "là", "các", "những", "of", "trong đó", "the", "a", "an", "trên địa bàn"]),
    (Label, &["thời gian hoàn thành", "thời hạn hoàn thành", "thời gian thực hiện", "thời hạn thực hiện", "thời hạn",
              "thời gian", "tiến độ", "tiến độ hoàn thành", "ngày hoàn thành", "mốc thời gian", "hạn hoàn thành",
              "thời điểm", "thời điểm hoàn thành", "hạn", "deadline", "due", "due date", "time limit", "timeline",
              "thời hạn báo cáo", "thời gian báo cáo", "thời hạn gửi báo cáo", "thời gian gửi báo cáo",
              "thời hạn gửi", "thời gian tổ chức", "time"]),
    (Finish, &["hoàn thành", "xong", "kết thúc", "hoàn tất", "thực hiện", "triển khai", "gửi", "complete", "completed",
               "finish", "finished", "done", "submit", "submitted", "hoàn thiện", "ban hành", "trình", "tổ chức"]),
    (Previous, &["trước liền kề", "liền trước", "trước đó", "vừa qua", "qua", "previous", "ngoái"]),
    (Program, &["quy định trong chương trình", "trong chương trình công tác", "theo chương trình công tác",
                "quy định tại chương trình"]),
    (Compared, &["so với", "so với cùng kỳ", "cùng kỳ", "compared with", "compared to"]),
    (Act, &["luật", "bộ luật", "hiến pháp", "pháp lệnh", "nghị quyết", "nghị định", "thông tư", "chỉ thị", "kết luận",
            "quyết định", "công văn", "thông báo", "act", "law", "decree", "circular"]),
    (Nothing, &["trước mắt", "trước hết", "trước đây", "trước tiên", "theo dõi", "như trước", "sau đây", "như sau",
                "sau này", "trong nước", "trong đó", "trên cơ sở", "ngày càng", "từ đó", "đến từng",
                "trước pháp luật", "sau cùng", "thứ tự", "đơn vị", "hàng hóa", "hàng hoá", "theo đúng", "sau khi đó", "sở tư pháp",
                "tư pháp", "quý vị", "quý khách", "năng suất", "đầu tư", "chủ đầu tư", "người đứng đầu", "đứng đầu", "ban đầu",
                "đầu mối", "đầu mối chủ trì", "hàng đầu", "tháng hành động", "ngày hội", "đến các", "cuối khóa", "giữa các",
                "đặt hàng", "mặt hàng", "ngân hàng", "khách hàng", "bán hàng", "mua hàng", "hàng không", "theo chức năng",
                "thường vụ", "trực báo", "đến với", "hạn chế", "thời hạn hiệu lực", "trong sạch", "ngoài hạn", "tiếp tục", "tiếp nhận", "tiếp thu", "tiếp xúc", "tiếp cận", "tiếp công dân",
                "tiếp dân", "tiếp đón", "vỉa hè", "cơ bản về", "kiến thức cơ bản", "xây dựng cơ bản", "nói riêng", "riêng biệt"]),
    (Count(1), &["một", "one"]), (Count(2), &["hai", "two", "twice"]), (Count(3), &["ba", "three"]),
    (Count(4), &["bốn", "tư", "four"]), (Count(6), &["sáu", "six"]), (Count(7), &["bảy", "bẩy", "seven"]),
    (Count(8), &["tám", "eight"]), (Count(9), &["chín", "nine"]), (Count(10), &["mười", "ten"]),
    (Count(15), &["mười lăm", "fifteen"]), (Count(20), &["hai mươi", "twenty"]), (Count(30), &["ba mươi", "thirty"]),
    (Count(5), &["five"]),
    (Nth(1), &["thứ nhất", "first", "the first"]), (Nth(2), &["second", "the second"]),
    (Nth(3), &["third", "the third"]), (Nth(4), &["fourth", "the fourth"]),
];

/// One entry: the words after the first one, and the meaning.
type Rest = (Vec<String>, Word);

/// The vocabulary by first words, the longest entry first.
pub(super) struct Lexicon {
    entries: HashMap<String, Vec<Rest>>,
}

impl Lexicon {
    fn new(spell: fn(&str) -> String) -> Self {
        let mut entries: HashMap<String, Vec<Rest>> = HashMap::new();
        for (word, spellings) in VOCABULARY {
            for spelling in *spellings {
                let spelling = spell(spelling);
                let mut parts = spelling.split(' ').map(str::to_owned);
                let first = parts.next().unwrap_or_default();
                entries.entry(first).or_default().push((parts.collect(), *word));
            }
        }
        // The first entry of a spelling stands: an English word must not hide a Vietnamese one without its diacritics.
        for rests in entries.values_mut() {
            rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Self { entries }
    }

    /// The meaning of the longest entry that begins with `first`, and how many further words it takes.
    pub(super) fn find<'w>(&self, first: &str, after: impl Fn(usize) -> Option<&'w str>) -> Option<(Word, usize)> {
        let rests = self.entries.get(first)?;
        let fits = |rest: &[String]| rest.iter().enumerate().all(|(ix, word)| after(ix) == Some(word));
        rests.iter().find(|(rest, _)| fits(rest)).map(|(rest, word)| (*word, rest.len()))
    }
}

/// The vocabulary as it is written.
pub(super) static WRITTEN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(str::to_owned));
/// The vocabulary without diacritics.
pub(super) static PLAIN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(plain));

/// Without diacritics.
pub(super) fn plain(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c));
    letters.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

//! Lời về cách đọc thời hạn: how wordings of time limits were read.

use crate::draft::wording::{ReadingRemark, ReadingVerdict};

table! { pub(crate) fn verdict(ReadingVerdict) {
    Sure => "một cách đọc",
    Doubt => "một cách đọc, có điểm cần lưu ý",
    Ambiguous => "nhiều cách đọc, phải hỏi lại",
    NoNotation => "hiểu được nhưng chưa ghi được",
    NoLimit => "không phải thời hạn",
} }

sentences! { pub(crate) fn remark(&ReadingRemark) {
    DayElsewhere => "Ngày của sự kiện do văn bản khác định: khai trong [events].";
    Lost(text) => "Không ghi được “{text}”: hạn tính theo ngày.";
    Condition(text) => "Không ghi được điều kiện “{text}”.";
    Aspired => "“Phấn đấu” là mục tiêu, có thể không phải hạn bắt buộc.";
    Expected => "“Dự kiến” có thể chỉ là mốc tạm tính, chưa phải hạn.";
    About => "“Khoảng” không chỉ đúng một thời điểm.";
    LatestBefore => "“Chậm nhất” kể cả ngày đó, “trước” thì không: đọc theo “trước”, ý có thể là kể cả ngày đó.";
    BeforePeriodEnd => "Ngày cuối của kỳ: ý có thể là hết kỳ, kể cả ngày đó.";
    YearAssumed => "Văn bản không ghi năm, và ngày đó của năm ban hành đã qua: lấy năm sau.";
    FromIssued => "Tính từ ngày ban hành kế hoạch: ý có thể là tính từ ngày khác.";
    YearUnsaid => "Không ghi năm: phải hỏi lại là năm nào.";
    LongSpan => "Có thể là việc làm thường xuyên suốt giai đoạn.";
    Slip => "Đọc theo ý: chữ viết sai, thiếu dấu, hoặc lẫn chữ với số.";
    Target => "Là chỉ tiêu có số, không chỉ là việc xong hay chưa xong.";
    AspiredToo => "Còn một mốc phấn đấu hoặc định hướng, không ghi được.";
    MiddleOf => "Bộ luật Dân sự 2015, Điều 146: giữa tháng là ngày 15, giữa năm là ngày 30/6.";
    TenDays => "Thượng tuần là ngày 1 đến 10, trung tuần ngày 11 đến 20, hạ tuần từ ngày 21.";
    EventDay => "Hạn theo một sự kiện: khai sự kiện và ngày trong [events].";
    DayStated => "Văn bản ghi cả ngày lẫn số ngày so với sự kiện: ghi theo sự kiện thì hạn đổi theo khi ngày đó đổi.";
    HalfKinds => "“6 tháng” đi cùng “năm” đọc là 6 tháng đầu năm; có thể là cả hai kỳ 6 tháng.";
    NextYear => "Báo cáo trong tháng 1 thường là của năm trước; nếu là việc của chính năm đó thì bỏ “of next year”.";
    AtLeast => "Là số lần tối thiểu, không phải đúng chừng ấy lần.";
    SeveralTimes => "Các lần trong kỳ không nhất thiết cách đều nhau.";
    TermUnsaid => "“Kỳ báo cáo” là kỳ nào thì câu này không nói: bỏ bớt các kỳ không đúng.";
    AdHocToo => "Phần đột xuất, theo yêu cầu không ghi được.";
    BeginsWithStep => "Việc lặp lại không ghi bắt đầu khi nào: đọc là từ bước đầu tiên. Có đúng không?";
    StartLost => "Không ghi được lúc bắt đầu trong mỗi năm.";
    Holidays => "Ngày làm việc tính theo lịch chỉ nghỉ thứ Bảy, Chủ nhật; ngày lễ làm hạn lùi lại.";
    Listed => "Liệt kê các kỳ liền nhau: đọc là cả khoảng; có thể mỗi kỳ phải có một kết quả.";
    Loose(text) => "Không hiểu “{text}”.";
    ReportDay(day) => "Là kỳ lấy số liệu: ghi report_day = {day} trong [plan]; hạn nộp xem chỗ khác.";
    AlsoRefers => "Còn dẫn chiếu văn bản khác: đối chiếu với văn bản đó.";
    MonthUnsaid => "Không nói tháng nào của kỳ: lấy tháng cuối.";
    NotProposed => "Đơn vị chưa đề xuất; cấp trên có thể đã có thời hạn riêng.";
    RestOfKinds => "Chỉ một kỳ có ngày nộp; các kỳ khác lấy ngày cuối kỳ.";
    TwoReports => "Hai ngày trong năm đọc là báo cáo 6 tháng đầu năm và báo cáo năm.";
    TwoDuties => "Hai việc trong một câu: việc làm một lần và việc định kỳ.";
    DayOrMonth => "Viết theo tiếng Anh thì ngày hoặc tháng đều có thể đứng trước: đọc là ngày/tháng.";
    OtherWeekday => "Thứ trong tuần không khớp với ngày: một trong hai bị ghi sai.";
    FiscalYear => "Đọc là năm dương lịch: năm tài chính của đơn vị có thể kết thúc ngày khác.";
    LastWorkingDay => "Ý là ngày làm việc cuối cùng: thêm on_day_off = \"previous-working-day\".";
    FromDocument => "Tính từ ngày của văn bản, hay tính trọn các kỳ tiếp theo?";
    Far => "Năm này cách năm ban hành hơn 25 năm: có thể ghi nhầm số.";
    Odd => "Ngày đọc ra khác thường: xem lại chữ viết.";
    EarliestOrLatest => "“Sau … ngày” có thể là sớm nhất, không phải chậm nhất.";
    DayOfWhich => "Chỉ ghi thứ trong tuần: lấy ngày gần nhất kể từ ngày của văn bản.";
    FromWhichDay => "Tính từ ngày đầu hay từ ngày cuối của kỳ được nêu?";
    OfEachKind => "Mỗi loại đơn vị một hạn riêng: hạn nào là của đơn vị chủ trì nhiệm vụ này?";
    CutOff => "Có ngày là ngày chốt số liệu, không phải hạn gửi báo cáo.";
    NoAnchor => "Không nói tính từ ngày nào: khai sự kiện trong [events].";
    SpokenOf => "Thời gian đi với tên báo cáo, văn bản: có thể không phải hạn.";
    Past => "Ngày này đã qua khi ban hành văn bản.";
    Conflict => "Có nhiều thời hạn khác nhau: hạn nào là của việc này?";
    Either => "“Hoặc”: lấy thời hạn nào?";
    Nested => "Một thời hạn nằm trong thời hạn kia: nói chung nhiều việc, hay một việc?";
    Onwards => "Lần đầu có hạn, sau đó không rõ nhịp: làm một lần, thường xuyên, hay mỗi năm một lần?";
    OnlyStart => "Chỉ có mốc bắt đầu: đến bao giờ thì xong?";
    StandingOrEvery => "Thường xuyên, hay mỗi kỳ một lần phải có kết quả?";
    StandingOrOnce => "Thường xuyên, hay có hạn phải xong?";
    Throughout => "Thường xuyên trong cả giai đoạn, hay phải xong vào cuối giai đoạn?";
    Early => "Bộ luật Dân sự 2015, Điều 146: đầu tháng, đầu năm là ngày đầu tiên; nơi ban hành có hiểu là cả phần đầu không?";
    Refers => "Hạn nằm ở văn bản hoặc mục khác: hạn ở đó là ngày nào?";
    Arises => "Chỉ làm khi có việc hoặc khi được yêu cầu: theo dõi như việc thường xuyên, hay không có thời hạn?";
    Soon => "“Ngay”, “kịp thời”, “sớm” không có số ngày: chậm nhất ngày nào?";
    AfterEvent => "Chờ một việc khác xong, không nói sau bao nhiêu ngày: chậm nhất bao nhiêu ngày sau đó?";
    OpenSession => "Chưa rõ kỳ họp nào: kỳ họp thứ mấy, ngày nào?";
    LunarDay => "Ngày theo âm lịch hoặc theo Tết: là ngày dương lịch nào?";
    RecursOrOnce => "Một lần, hay mỗi kỳ một lần?";
    SchoolYear => "Năm học kết thúc ngày nào?";
    WeekOf => "Tuần trong tháng tính từ ngày 1, hay từ thứ Hai?";
    Hours => "Hạn tính bằng giờ; tiendo tính theo ngày.";
    Rhythm => "Nhịp này không có trong `every`: dài hơn một năm, hoặc không theo tuần, tháng, quý, năm.";
    NotBefore => "Là mốc sớm nhất được làm, không phải hạn cuối.";
    EachCase => "Hạn tính riêng cho từng hồ sơ, từng vụ việc.";
    ReportYear => "Kỳ số liệu không theo năm dương lịch.";
    ProgramRule => "Là quy tắc chung cho mọi hạn của chương trình: phải ghi lại từng hạn.";
    NoYear => "Không ghi năm: thêm --context với năm hoặc ngày của văn bản.";
    NoSuchDay => "Lịch không có ngày này.";
    NotReadable => "Có số, ngày hoặc kỳ không đọc được: xem lại chữ viết.";
    TooFar => "Ký hiệu trong kế hoạch không ghi được: số ngày, tuần, tháng hoặc năm vượt quá giới hạn.";
    Form => "Có nhịp và ngày, nhưng ghép lại không có cách ghi.";
    Backwards => "Điểm cuối đứng trước điểm đầu.";
} }

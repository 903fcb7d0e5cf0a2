//! Dự thảo kế hoạch lập từ văn bản.

use super::numbers::number;
use super::sheet::damaged_sheet;
use crate::draft::document::{DraftSpot, SkippedPart, UnreadDocument};
use crate::draft::duty::{DutyDoubt, WhyNoDuty};
use crate::words::draft::{DraftPhrase, OpenQuestions};

sentences! { pub(crate) fn phrase(&DraftPhrase) {
    FileHead { files } => "Dự thảo kế hoạch lập từ {files}.";
    HowToGoOn => "Dòng bắt đầu bằng “# ?” là câu hỏi: đối chiếu với văn bản rồi sửa bằng lệnh (tiendo plan), dòng đó tự bỏ; nếu đúng như đã ghi thì chạy tiendo confirm. Sửa ngay trong tệp thì xóa dòng đó.";
    NumberUnknown => "Văn bản không ghi số: số, ký hiệu là gì?";
    TitleUnknown => "Không tìm thấy tên văn bản: tên là gì?";
    TitleGuessed { title } => "Tên lấy theo dòng “{title}” phía trên bảng: có đúng không?";
    IssuerUnknown => "Không tìm thấy cơ quan ban hành: cơ quan nào ban hành?";
    DayUnknown => "Không tìm thấy ngày ban hành: văn bản ban hành ngày nào?";
    SpanUnknown => "Văn bản không ghi thời gian thực hiện: starts, ends lấy theo ngày ban hành và các thời hạn. Có đúng không?";
    UnknownNumber => "chưa rõ số";
    UnknownTitle => "Chưa rõ tên văn bản";
    EventsHead => "Mốc thời gian do việc khác quyết định. Khi biết ngày thì thêm: date = năm-tháng-ngày.";
    UnitsHead => "`confirmed = false`: tên lấy từ văn bản, chưa ai xác nhận; có `short` thì bảng gọn hơn.";
    GroupsHead => "Nhóm: ghi đúng thành viên ở đây thì mọi nhiệm vụ giao cho nhóm đổi theo.";
    Nobody => "Chưa rõ đơn vị";
    MembersOf { group } => "{group} (chưa rõ thành viên)";
    NobodyAsked => "Văn bản không nêu đơn vị chủ trì của một số nhiệm vụ: đơn vị tạm này đứng thay.";
    MembersAsked { group } => "“{group}” gồm những đơn vị nào? Đơn vị tạm dưới đây đứng thay cho đến khi có danh sách.";
    EventAsked { event } => "Sự kiện “{event}” diễn ra ngày nào?";
    BaseOf { wording } => "Mốc tính của thời hạn: {wording}";
    BaseAsked { wording } => "“{wording}” tính từ việc gì, ngày nào?";
    Spot(spot) => "{}", self::spot(spot);
    Words { text } => "Nguyên văn: {text}";
    NoteSaid { text } => "Ghi chú của văn bản: {text}";
    Doubt(doubt) => "{}", self::doubt(doubt);
    ReadAs { wording, remark } => "“{wording}”: {remark}";
    NoReading { wording } => "“{wording}”: không phải là thời hạn. Hạn của nhiệm vụ này là ngày nào?";
    Candidate { lines } => "Có thể là: {lines}";
    OneProductBefore => "Nhiều đơn vị, một sản phẩm: đọc là cùng chịu trách nhiệm một lần (joint). Nếu mỗi đơn vị làm riêng thì bỏ joint.";
    StageWords { id, words } => "{id}: {words}";
    CoverageTitle { number } => "Đối chiếu văn bản {number} với kế hoạch";
    CoverageHead { files } => "Từng đoạn và từng dòng bảng của {files}, theo thứ tự của văn bản: thành nhiệm vụ nào, hoặc vì sao không thành nhiệm vụ.";
    PlaceHead => "Vị trí";
    TextHead => "Nội dung";
    OutcomeHead => "Nhiệm vụ, hoặc lý do không có";
    SkippedHead => "Phần chưa đọc";
    Heading => "không có nhiệm vụ: tiêu đề";
    Used => "không có nhiệm vụ riêng: đã đưa vào nhiệm vụ khác";
    NoDuty(why) => "không có nhiệm vụ: {}", self::why(*why);
    Skipped(part) => "{}", self::skipped(part);
    NothingSkipped => "Không có phần nào bị bỏ qua.";
    Unread { file, why } => "{file}: {}", self::unread(why);
    NoDuties { file } => "{file}: không tìm thấy nhiệm vụ nào. Bảng cần có tiêu đề cột (nhiệm vụ, cơ quan chủ trì, thời gian …); câu văn cần nêu đơn vị làm hoặc thời hạn";
    Drafted { tasks, units, groups } => "{tasks} nhiệm vụ, {units} đơn vị, {groups} nhóm";
    TakenFrom { file, units, groups } => "Dùng chung với {file}: {units} đơn vị, {groups} nhóm";
    Questions(open) => "{}", questions(open);
    TooManyTasks { left } => "còn {left} nhiệm vụ chưa đưa vào: một kế hoạch có nhiều nhất 4096 nhiệm vụ, hãy tách văn bản";
    Next { plan, folder } => "Tiếp theo: tiendo -C {folder} check --all nêu từng câu hỏi; tiendo -C {folder} plan để sửa, tiendo -C {folder} confirm khi đã xem và đúng. Bản dự thảo: {plan}";
    NextHere => "Tiếp theo: lưu thành plan.toml; tiendo check --all nêu từng câu hỏi, tiendo plan để sửa, tiendo confirm khi đã xem và đúng";
    NotListed { folder, root } => "Thư mục {folder} chưa có trong danh sách của plans.toml: chạy tiendo -C {root} collect {folder}";
    InitReplaced { file } => "Thay {file} mà tiendo init đã tạo và chưa ai sửa; lấy lại: tiendo undo";
    WroteCoverage { file } => "Đã ghi trang đối chiếu {file}";
    OnlyWithUpdate => "--by, --on chỉ dùng cùng --update";
    UpdateCounts { changed, added, dropped, same } => "Bản mới so với kế hoạch: sửa {changed} nhiệm vụ, thêm {added}, bỏ {dropped}; {same} nhiệm vụ như cũ.";
    UpdateChanges => "sửa";
    UpdateReplaces => "thay: nhịp hoặc mốc khác trước, nhiệm vụ cũ dừng, nhiệm vụ mới thay vào";
    UpdateAdds => "thêm";
    UpdateDrops => "bỏ";
    FromTo { old, new } => "{old} → {new}";
    TimeSaid { wording, rule } => "“{wording}” ({rule})";
    UpdateFew { found, tasks } => "chỉ tìm lại được {found}/{tasks} nhiệm vụ của kế hoạch: văn bản này có đúng là bản mới của kế hoạch không? Nếu chỉ sửa một phần thì nhận từng mã: --accept MÃ,MÃ";
    UpdateHow => "Để ghi: tiendo draft --update TỆP --accept all, hoặc --accept MÃ,MÃ";
    UpdateOwn { differ, same } => "Văn bản này chính là văn bản của kế hoạch, không có gì mới. {} nhiệm vụ khác văn bản vì kế hoạch đã được sửa; {} nhiệm vụ như văn bản.", number(*differ), number(*same);
    TargetOpen { id, said } => "“{said}” có phải là chỉ tiêu mới không? Nếu phải: tiendo task amend {id} --target \"…%\", cùng --by và --on của văn bản này";
    UpdateKept { tasks } => "Văn bản này không có các nhiệm vụ do văn bản khác bổ sung, nên không đề nghị bỏ: {tasks}.";
    OnlyCorrected => "Chỉ khác do kế hoạch đã sửa; --accept all không nhận.";
    WithoutClause => "Không ghi mục trong văn bản, có thể do kế hoạch tự thêm; --accept all không nhận.";
    HeldCorrected { ids } => "Giữ nguyên, vì chỉ khác do kế hoạch đã sửa: {ids}; nếu vẫn lấy theo văn bản thì nhận riêng: --accept MÃ";
    HeldNoClause { ids } => "Chưa bỏ, vì không ghi mục, có thể do kế hoạch tự thêm: {ids}; nếu đúng là bỏ thì nhận riêng: --accept MÃ";
    EventDated { event, date } => "Kế hoạch đã ghi ngày của “{event}” là {}, trước ngày của văn bản này: có đúng vẫn tính từ ngày đó không?", super::numbers::date(*date);
    UpdateOpen { id, wording } => "{id}: thời hạn “{wording}” phải hỏi lại nên chưa ghi; hỏi xong thì ghi bằng tiendo task amend";
    UpdateOpenAdded { id, wording } => "{id}: đã thêm, chưa có hạn: thời hạn “{wording}” phải hỏi lại (dòng “# ?” ở nhiệm vụ ấy); hỏi xong thì ghi bằng tiendo task edit {id} --due …";
    NewBody { name } => "{name} (mới)";
    UpdateDoubt { id, wording, why } => "{id}: chưa ghi thời hạn “{wording}” vì còn điểm phải hỏi ({why}); nếu lấy cách đọc đã nêu thì nhận riêng điểm này: --accept {id}";
    UpdateDoubtAdded { id, wording, why, due } => "{id}: đã thêm nhưng chưa ghi thời hạn “{wording}” vì còn điểm phải hỏi ({why}); hỏi xong thì ghi bằng tiendo task edit {id} --due {due}";
    UpdateStranger { id } => "bản mới không sửa, thêm hay bỏ gì có mã “{id}”";
    AcceptAsked { id, at, all } => "{at}/{all}. Ghi điểm này ({id})?";
    AcceptWrite { count, ids } => "Ghi {} điểm: {ids}?", number(*count);
    AcceptHelp => "c: ghi, k: bỏ qua điểm này · Esc: thôi, không ghi gì";
} }

fn questions(open: &OpenQuestions) -> String {
    let kinds = [
        (open.head, "phần đầu kế hoạch"),
        (open.events, "sự kiện"),
        (open.units, "đơn vị"),
        (open.groups, "nhóm"),
        (open.tasks, "nhiệm vụ"),
    ];
    let kinds: Vec<String> = kinds
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| format!("{kind} {}", number(count)))
        .collect();
    let lines = match open.lines() {
        0 => "Không có câu hỏi nào".to_owned(),
        lines => format!("Phải trả lời {} câu hỏi (dòng “# ?”): {}", number(lines), kinds.join(", ")),
    };
    match open.names {
        0 => lines,
        names => format!("{lines}; {} tên đơn vị lấy từ văn bản, chưa ai xác nhận", number(names)),
    }
}

sentences! { pub(super) fn spot(&DraftSpot) {
    Paragraph(number) => "đoạn {}", number;
    Row { table, row } => "bảng {table}, dòng {row}";
    SheetRow { sheet, row } => "trang “{sheet}”, dòng {row}";
} }

sentences! { fn doubt(&DutyDoubt) {
    NoLead => "Văn bản không nêu đơn vị chủ trì: đơn vị nào làm?";
    NoTime => "Văn bản không ghi thời hạn của việc này: hạn là ngày nào?";
    NoResult { cell, formula } => "Ô {cell} chứa công thức chưa có kết quả, {formula}: ô này ghi gì?";
    CutOff(text) => "Nội dung bị cắt ở “{}”: xem lại bản gốc.", text;
    LeadAbove => "Dòng này không ghi đơn vị, lấy theo dòng trên: có đúng không?";
    TimeAbove => "Dòng này không ghi thời hạn, lấy theo dòng trên: có đúng không?";
    UnknownName(name) => "“{}” có phải là tên đơn vị không?", name;
    OtherSpelling { name, other } => "“{name}” có phải là “{other}” không? Đang đọc là một đơn vị.";
    Scope { name, remark } => "“{name}” chỉ làm phần “{remark}”: có cần tách thành nhiệm vụ riêng không?";
    OneProduct => "Nhiều đơn vị, một sản phẩm: đọc là cùng chịu trách nhiệm một lần. Nếu mỗi đơn vị làm riêng: tiendo task edit MÃ_NHIỆM_VỤ --no-joint";
    Stray(text) => "“{}” đứng lẻ ở dòng tiêu đề ngay sau nhiệm vụ này: có thuộc nhiệm vụ này không?", text;
    OtherTime(text) => "Câu này còn nêu “{}”: có phải là một hạn khác không?", text;
    Told(doubt) => "{}", super::told::told(doubt);
    TargetSaid(text) => "“{}” có phải là chỉ tiêu không? Nếu phải: tiendo task edit MÃ_NHIỆM_VỤ --target \"…%\"", text;
    InSentence(text) => "“{}” nằm giữa câu: có phải là thời hạn của việc này không?", text;
} }

table! { fn why(WhyNoDuty) {
    Frame => "số, tên văn bản, nơi nhận, người ký",
    Preamble => "căn cứ, lý do ban hành",
    Aim => "mục đích, yêu cầu, mục tiêu, phạm vi",
    NobodyNamed => "không giao cho đơn vị nào",
    Headings => "tiêu đề cột của bảng",
    OtherTable => "bảng không phải bảng nhiệm vụ",
    Remark => "ghi chú",
    Unnamed => "dòng không ghi nhiệm vụ",
    Listed => "mục của danh sách ở trên",
} }

sentences! { fn skipped(&SkippedPart) {
    TextBox(text) => "khung chữ: “{}”", crate::text::one_line(text);
    Footnotes(count) => "chú thích cuối trang: {}", count;
    Pictures(count) => "hình ảnh: {}", count;
    Deleted(count) => "chỗ xóa theo dõi sửa đổi (Track Changes): {}", count;
    Unreckoned { sheet, cells } =>
        "trang tính “{}”: {} công thức chưa có kết quả ({}); mở tệp bằng Excel hay LibreOffice, lưu lại rồi đọc lại",
        crate::text::one_line(sheet), number(cells.len()), cells.join(", ");
    HiddenSheet(name) => "trang tính ẩn: “{}”", crate::text::one_line(name);
} }

sentences! { fn unread(&UnreadDocument) {
    Pdf { scanned: false } => "tệp PDF chưa đọc được trực tiếp: có bản Word hay Excel thì dùng bản đó, không thì chạy pdftotext -layout rồi dùng tệp .txt";
    Pdf { scanned: true } => "tệp PDF là ảnh chụp, không có chữ: cần nhận dạng chữ (OCR) trước, hoặc xin bản Word";
    OldOrLocked => "tệp kiểu cũ (.doc, .xls) hoặc có mật khẩu: mở bằng Word hay Excel, bỏ mật khẩu, lưu thành .docx hay .xlsx";
    UnknownKind => "không thuộc loại tệp đọc được: .docx, .odt, .xlsx, .ods, .txt, .md, .html";
    Damaged => "tệp bị hỏng: mở bằng Word hay Excel rồi lưu lại";
    DamagedSheet { sheet, after } => "tệp bị hỏng: {}; hãy mở bằng Excel hoặc LibreOffice, xem lại chỗ ấy rồi lưu lại", damaged_sheet(sheet, after.as_ref());
    TooLarge => "tệp quá lớn: nhiều nhất 32 MiB, giải nén 128 MiB, 100.000 dòng";
    Overwhelmed => "đọc tệp này tốn quá nhiều thời gian hoặc bộ nhớ: mở bằng Word hay Excel rồi lưu lại";
    NotUtf8 => "chữ không theo bảng mã UTF-8: lưu lại tệp với UTF-8";
    Nothing => "tệp không có chữ nào";
} }

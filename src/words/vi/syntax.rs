//! Sai cú pháp TOML: the messages of the `toml` crate in Vietnamese.

use super::typed::not_in_calendar;

/// The message of the TOML reader, or one of our own. The reader's are in English: what is wrong and, mostly, what it
/// expected there.
pub(crate) fn syntax(message: &str) -> String {
    if let Some(day) = message.strip_prefix("no such date: ") {
        return not_in_calendar(day);
    }
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let moment = match what {
        "invalid date" => Some("ngày không hợp lệ"),
        "invalid date-time" | "invalid datetime" => Some("ngày giờ không hợp lệ"),
        "invalid time" => Some("giờ không hợp lệ"),
        "invalid offset" => Some("độ lệch múi giờ không hợp lệ"),
        _ => None,
    };
    if let Some(what) = moment {
        return part_of_moment(expected).map_or_else(|| what.to_owned(), |part| format!("{what}: {part}"));
    }
    if let Some(kind) = what.strip_prefix("cannot extend value of type ") {
        let kind = match kind.strip_suffix(" with a dotted key").unwrap_or(kind) {
            "string" => "chuỗi ký tự",
            "integer" | "float" => "số",
            "boolean" => "true hoặc false",
            "datetime" => "ngày",
            "array" => "danh sách",
            _ => "bảng viết trên một dòng",
        };
        return format!("không thể thêm khóa con: khóa này đã có giá trị là {kind}");
    }
    if expected.contains("visible characters") {
        return "chuỗi ký tự có ký tự điều khiển".to_owned();
    }
    // What was expected is said by the fault itself.
    fault(what).map_or_else(|| format!("sai cú pháp TOML ({message})"), str::to_owned)
}

/// What is wrong with an entry of `reviewed.toml`: with its syntax, or with a key, which is named as it stands there.
pub(crate) fn entry(message: &str) -> String {
    let key = |begin: &str| Some(message.strip_prefix(begin)?.split('`').next().unwrap_or_default());
    if let Some(key) = key("missing field `") {
        return format!("thiếu khóa `{key}`");
    }
    if let Some(key) = key("unknown field `") {
        return format!("không có khóa `{key}`");
    }
    if message.starts_with("invalid type: ") {
        return "giá trị không đúng kiểu".to_owned();
    }
    let what = message.split(", expected ").next().unwrap_or(message);
    fault(what).map_or_else(|| message.to_owned(), str::to_owned)
}

/// What is wrong, in the words of the TOML reader, put into Vietnamese.
#[allow(clippy::too_many_lines, reason = "one arm for each message")]
fn fault(what: &str) -> Option<&'static str> {
    Some(match what {
        "merge conflict" => "còn sót dấu xung đột khi trộn tệp (merge)",
        "no such date" => "trong lịch không có ngày này",
        "colon for equals" => "giữa khóa và giá trị phải là dấu `=`, không phải dấu hai chấm",
        "office date" => "trong tệp, ngày viết năm-tháng-ngày, không có dấu nháy",
        "string values must be quoted" => "giá trị không đọc được: chuỗi ký tự phải đặt trong dấu nháy kép thẳng",
        "carriage return must be followed by newline" => "dòng kết thúc bằng ký tự CR mà thiếu ký tự LF",
        "duplicate key" => "khóa bị ghi hai lần",
        "recursion limit" | "cannot recurse further; max recursion depth met" => {
            "danh sách hoặc bảng lồng nhau quá sâu"
        }
        "unclosed table" => "đề mục chưa đóng, thiếu dấu `]`",
        "unclosed array table" => "đề mục chưa đóng, thiếu dấu `]]`",
        "unclosed array" => "danh sách chưa đóng, thiếu dấu `]`",
        "unclosed inline table" => "bảng viết trên một dòng chưa đóng, thiếu dấu `}`",
        "invalid table" => "đề mục của bảng không hợp lệ",
        "missing table open" => "đề mục thiếu dấu `[` ở đầu",
        "key with no value" => "khóa không có giá trị, thiếu dấu `=`",
        "missing value for key" | "missing value" => "thiếu giá trị sau dấu `=`",
        "missing assignment between key-value pairs" => "thiếu dấu `=` giữa khóa và giá trị",
        "missing key for inline table element" => "giá trị trong bảng viết trên một dòng thiếu khóa",
        "extra `=`" | "extra assignment between key-value pairs" => "thừa dấu `=`",
        "invalid key" => "khóa không hợp lệ",
        "invalid key-value pair" => "dòng không có dạng `khóa = giá trị`",
        "unquoted keys cannot be empty" => "thiếu khóa",
        "invalid unquoted key" => "khóa có ký tự không dùng được",
        "keys cannot be multi-line literal strings" | "keys cannot be multi-line basic strings" => {
            "khóa không được viết thành nhiều dòng"
        }
        "missing inline table opening" => "thiếu dấu `{` mở bảng viết trên một dòng",
        "missing array opening" => "thiếu dấu `[` mở danh sách",
        "extra comma in array" => "thừa dấu phẩy trong danh sách",
        "extra comma in inline table" => "thừa dấu phẩy trong bảng viết trên một dòng",
        "unexpected `=` in array" => "có dấu `=` trong danh sách",
        "missing comma between array elements" => "thiếu dấu phẩy giữa các phần tử của danh sách",
        "missing comma between key-value pairs" => "thiếu dấu phẩy giữa các cặp khóa và giá trị",
        "invalid inline table element" => "phần tử của bảng viết trên một dòng không hợp lệ",
        "unexpected key or value" => "thừa khóa hoặc giá trị trên dòng này",
        "unexpected content between comment and newline" | "unexpected content" => "có nội dung thừa",
        "missing comment start" => "ghi chú thiếu dấu `#` ở đầu",
        "invalid comment character" => "ghi chú có ký tự không dùng được",
        "missing opening quote" => "thiếu dấu nháy mở đầu chuỗi ký tự",
        "invalid string" => "chuỗi ký tự không hợp lệ",
        "invalid basic string" => "chuỗi ký tự thiếu dấu nháy kép đóng",
        "invalid literal string" => "chuỗi ký tự thiếu dấu nháy đơn đóng",
        "invalid multi-line basic string" => {
            "chuỗi ký tự nhiều dòng thiếu ba dấu nháy kép đóng hoặc có ký tự không dùng được"
        }
        "invalid multi-line literal string" => {
            "chuỗi ký tự nhiều dòng thiếu ba dấu nháy đơn đóng hoặc có ký tự không dùng được"
        }
        "missing escaped value" => "sau dấu `\\` là ký tự không dùng được ở chỗ đó",
        "too few unicode value digits" => "mã Unicode sau dấu `\\` thiếu chữ số",
        "invalid value" => "không có ký tự Unicode mang mã này",
        "could not allocate for string" => "chuỗi ký tự quá dài, không đủ bộ nhớ",
        "invalid boolean" => "giá trị phải là true hoặc false, viết thường",
        "invalid float" => "số thập phân không hợp lệ",
        "invalid mantissa" => "phần nguyên của số không hợp lệ",
        "invalid fraction" => "phần thập phân của số không hợp lệ",
        "invalid exponent" => "phần mũ của số không hợp lệ",
        "invalid integer number" => "số nguyên không hợp lệ",
        "invalid hexadecimal number" => "số hệ mười sáu không hợp lệ",
        "invalid octal number" => "số hệ tám không hợp lệ",
        "invalid binary number" => "số hệ hai không hợp lệ",
        "redundant numeric sign" => "thừa dấu `+` hoặc `-` trước số",
        "unexpected sign" => "dấu `+` hoặc `-` không dùng được ở đây",
        "unexpected leading zero" => "thừa chữ số 0 ở đầu số",
        "integers with a radix cannot be signed" => "số viết theo hệ khác hệ mười không có dấu `+` hoặc `-`",
        "radix must be lowercase" => "chữ chỉ hệ đếm phải viết thường",
        "redundant integer number prefix" => "thừa phần đầu chỉ hệ đếm của số nguyên",
        "`_` may only go between digits" => "dấu `_` chỉ được đứng giữa hai chữ số",
        _ => return None,
    })
}

/// What the TOML reader expected in a date or a time.
fn part_of_moment(expected: &str) -> Option<String> {
    let fixed = match expected {
        "year or hour" => "thiếu năm hoặc giờ",
        "month" => "thiếu tháng",
        "day" => "thiếu ngày",
        "hour" => "thiếu giờ",
        "minute" => "thiếu phút",
        "second" => "thiếu giây",
        "nanosecond" => "thiếu phần lẻ của giây",
        "`-` (YYYY-MM) or `:` (HH:MM)" => "thiếu dấu `-` (YYYY-MM) hoặc `:` (HH:MM)",
        "`-` (MM-DD)" => "thiếu dấu `-` giữa tháng và ngày",
        "`:` (HH:MM)" => "thiếu dấu `:` giữa giờ và phút",
        "`T` between date and time" => "giữa ngày và giờ phải có chữ `T`",
        "`Z`, +OFFSET, -OFFSET" => "sau giờ chỉ có thể là múi giờ, `Z` hoặc như `+07:00`",
        "a four-digit year (YYYY)" => "năm phải có bốn chữ số và đứng đầu",
        "a two-digit month (MM)" => "tháng phải có hai chữ số",
        "a two-digit day (DD)" => "ngày phải có hai chữ số",
        "a two-digit hour (HH)" => "giờ phải có hai chữ số",
        "a two-digit minute (MM)" => "phút phải có hai chữ số",
        "a two-digit second (SS)" => "giây phải có hai chữ số",
        "nanoseconds overflowed" => "phần lẻ của giây quá dài",
        _ => {
            let (unit, range) = expected.split_once(" between ")?;
            let (least, most) = range.split_once(" and ")?;
            let unit = match unit {
                "month" => "tháng",
                "day" => "ngày",
                "hour" | "hours" => "giờ",
                "minute" | "minutes" => "phút",
                "second" => "giây",
                _ => return None,
            };
            return Some(format!("{unit} phải từ {least} đến {most}"));
        }
    };
    Some(fixed.to_owned())
}

pub(crate) fn syntax_help(message: &str) -> Option<&'static str> {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    Some(match what {
        "merge conflict" => "giữ lại bản đúng và xóa các dòng <<<<<<<, ======= và >>>>>>>",
        _ if what.starts_with("no such date") => "viết năm-tháng-ngày, với ngày có thật trong tháng: 2024-02-29",
        "carriage return must be followed by newline" => {
            "lưu lại tệp với cách xuống dòng Windows (CRLF) hoặc Unix (LF)"
        }
        "string values must be quoted" => {
            "dùng dấu nháy kép thẳng (\"), không dùng dấu nháy cong của Word; ngày viết 2024-05-15, không có dấu nháy"
        }
        "invalid date" | "invalid date-time" | "invalid datetime" | "invalid time" | "invalid offset" => {
            "viết ngày theo thứ tự năm-tháng-ngày: 2024-05-15"
        }
        "unexpected leading zero" => "số không bắt đầu bằng 0; ngày viết 2024-05-15",
        "missing escaped value" | "too few unicode value digits" | "invalid value" => {
            "viết dấu gạch chéo ngược hai lần (\\\\), hoặc đặt chuỗi ký tự trong dấu nháy đơn ('...')"
        }
        "invalid basic string" | "invalid literal string" if expected.contains("visible") => {
            "xóa ký tự điều khiển ở đây"
        }
        "invalid basic string" => "đóng chuỗi ký tự bằng dấu \" trên cùng một dòng",
        "invalid literal string" => "đóng chuỗi ký tự bằng dấu ' trên cùng một dòng",
        "unexpected key or value" => "mỗi dòng chỉ có một `khóa = giá trị`; dấu \" bên trong chuỗi ký tự viết là \\\"",
        "colon for equals" => "viết `khóa = giá trị`",
        "key with no value" => "viết `khóa = giá trị`; dòng ghi chú bắt đầu bằng dấu #",
        "unquoted keys cannot be empty" | "invalid unquoted key" => {
            "khóa chỉ gồm chữ cái không dấu, chữ số, dấu - và _"
        }
        "invalid boolean" => "viết true hoặc false, không viết hoa",
        _ => return None,
    })
}

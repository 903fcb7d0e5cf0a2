//! Dòng lệnh sai: what is wrong with a command line.

use crate::words::phrase::CliError;

sentences! { pub(crate) fn error(&CliError) {
    UnknownArgument { argument } => "không có tham số “{argument}”";
    UnknownCommand { command } => "không có lệnh “{command}”";
    InvalidValue { argument, value, allowed: [] } => "“{value}” không dùng được cho {argument}";
    InvalidValue { argument, value, allowed } =>
        "“{value}” không dùng được cho {argument}; có thể dùng: {}", allowed.join(", ");
    MissingValue { argument } => "{argument} cần có giá trị";
    MissingArgument { arguments } => "còn thiếu: {}", arguments.join(", ");
    UsedTwice { argument } => "{argument} chỉ được ghi một lần";
    Conflict { argument, other } => "không dùng {argument} cùng với {other} được";
    OnlyWith { argument, other } => "{argument} chỉ đi với {other}";
    NoValueWanted { argument, value } => "{argument} không nhận giá trị, nhưng lại ghi “{value}”";
    TooMany { value } => "thừa “{value}”: lệnh này không nhận nhiều như vậy";
    NotUtf8 => "dòng lệnh không ở dạng UTF-8";
    Other => "dòng lệnh không hợp lệ";
    Similar { what } => "Có phải bạn muốn gõ {what}?";
    Dashed { what } => "giá trị bắt đầu bằng dấu gạch thì viết {what}";
    TryHelp { command } => "Xem thêm: tiendo {command}--help";
} }

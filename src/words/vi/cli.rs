//! Dòng lệnh sai: what is wrong with a command line, in Vietnamese.

use crate::words::phrase::CliError;

pub fn error(error: &CliError<'_>) -> String {
    match error {
        CliError::UnknownArgument { argument } => format!("không có tham số “{argument}”"),
        CliError::UnknownCommand { command } => format!("không có lệnh “{command}”"),
        CliError::InvalidValue { argument, value, allowed: [] } => format!("“{value}” không dùng được cho {argument}"),
        CliError::InvalidValue { argument, value, allowed } => {
            format!("“{value}” không dùng được cho {argument}; có thể dùng: {}", allowed.join(", "))
        }
        CliError::MissingValue { argument } => format!("{argument} cần có giá trị"),
        CliError::MissingArgument { arguments } => format!("còn thiếu: {}", arguments.join(", ")),
        CliError::UsedTwice { argument } => format!("{argument} chỉ được ghi một lần"),
        CliError::Conflict { argument, other } => format!("{argument} không đi cùng {other} được"),
        CliError::NoValueWanted { argument, value } => {
            format!("{argument} không nhận giá trị, nhưng lại ghi “{value}”")
        }
        CliError::NotUtf8 => "dòng lệnh không phải văn bản UTF-8".to_owned(),
        CliError::Other { message } => format!("dòng lệnh sai: {message}"),
        CliError::Similar { what } => format!("có phải ý là {what}?"),
        CliError::TryHelp => "xem thêm: tiendo --help".to_owned(),
    }
}

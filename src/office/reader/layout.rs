//! Tables that `pdftotext -layout` sets out with blanks: columns are where hardly a line has a letter.

use super::grid::GridBuilder;
use crate::draft::document::{DraftRow, UnreadDocument};

/// So many blanks part two columns.
const GAP: usize = 2;
/// A table has so many columns at least.
const LEAST_COLUMNS: usize = 3;
/// One line in so many may go across the space between columns.
const ACROSS: usize = 16;

/// Where a table stands on a page: its lines, and the rows they give.
#[derive(Debug)]
pub(super) struct LaidOutTable {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) rows: Vec<DraftRow>,
}

/// The table of a page, if it has one; `goes_on` says whether one was open at the end of the page before.
pub(super) fn table(lines: &[&str], goes_on: bool) -> Result<Option<LaidOutTable>, UnreadDocument> {
    let heading = (0..lines.len()).find(|at| is_heading(&lines[*at..lines.len().min(at + 4)]));
    let Some(from) = heading.or(goes_on.then_some(0)) else { return Ok(None) };
    let set: Vec<Vec<char>> = lines[from..].iter().map(|line| line.chars().collect()).collect();
    let starts = columns(&set);
    if starts.len() < LEAST_COLUMNS {
        return Ok(None);
    }
    // What goes across at the end stands below the table.
    let cells: Vec<Option<Vec<String>>> = set.iter().map(|line| cells(line, &starts)).collect();
    let full = |cells: &Option<Vec<String>>| {
        cells.as_ref().is_some_and(|cells| cells.iter().filter(|cell| !cell.is_empty()).count() >= 2)
    };
    let Some(last) = cells.iter().rposition(full) else { return Ok(None) };
    let tail = cells[last + 1..]
        .iter()
        .take_while(|cells| cells.as_ref().is_some_and(|cells| cells.iter().any(|cell| !cell.is_empty())));
    let to = last + 1 + tail.count();
    let rows = rows(&cells[..to], &set)?;
    Ok(Some(LaidOutTable { from, to: from + to, rows }))
}

/// Whether some lines together head a table of duties.
fn is_heading(lines: &[&str]) -> bool {
    let Some(first) = lines.first() else { return false };
    let parts = |line: &str| line.trim().split("  ").filter(|part| !part.trim().is_empty()).count();
    if parts(first) < 2 {
        return false;
    }
    let folded = crate::draft::tokens::key(&lines.join(" "));
    let named = [
        "tt",
        "stt",
        "nhiem vu",
        "noi dung",
        "cong viec",
        "chu tri",
        "phoi hop",
        "thoi gian",
        "thoi han",
        "tien do",
        "san pham",
    ];
    let known = named.iter().filter(|name| format!(" {folded} ").contains(&format!(" {name} "))).count();
    known >= 3 && lines.iter().any(|line| parts(line) >= LEAST_COLUMNS)
}

/// Where columns begin.
fn columns(lines: &[Vec<char>]) -> Vec<usize> {
    let width = lines.iter().map(Vec::len).max().unwrap_or_default();
    // A long line without a gap goes across.
    let across = |line: &[char]| {
        let text: String = line.iter().collect();
        let text = text.trim();
        text.is_empty() || !text.contains("  ") && text.chars().count() * 2 > width
    };
    let written: Vec<&Vec<char>> = lines.iter().filter(|line| !across(line)).collect();
    let blank = |at: usize| {
        let set = written.iter().filter(|line| line.get(at).is_some_and(|c| !c.is_whitespace())).count();
        set * ACROSS <= written.len()
    };
    let (mut starts, mut gap) = (Vec::new(), GAP);
    for at in 0..width {
        if blank(at) {
            gap += 1;
            continue;
        }
        if gap >= GAP {
            starts.push(at);
        }
        gap = 0;
    }
    starts
}

/// The cells of a line; nothing where it goes across.
fn cells(line: &[char], starts: &[usize]) -> Option<Vec<String>> {
    let mut cells = Vec::with_capacity(starts.len());
    for (number, start) in starts.iter().enumerate() {
        let from = if number == 0 { 0 } else { *start };
        let end = starts.get(number + 1).copied().unwrap_or(line.len().max(from)).min(line.len().max(from));
        let text: String = line.get(from..end).unwrap_or_default().iter().collect();
        // A letter right before the next column goes on into it.
        let across = end > from
            && end < line.len()
            && line.get(end - 1).is_some_and(|c| !c.is_whitespace())
            && line.get(end).is_some_and(|c| !c.is_whitespace());
        if across {
            return None;
        }
        cells.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Some(cells)
}

/// Rows from lines: one begins with a number in the first column, or behind a blank line where there are none.
fn rows(lines: &[Option<Vec<String>>], set: &[Vec<char>]) -> Result<Vec<DraftRow>, UnreadDocument> {
    let numbered = |cells: &[String]| {
        let first = cells.first().map_or("", |cell| cell.trim_end_matches(['.', ')']));
        !first.is_empty()
            && first.len() <= 6
            && first.chars().all(|c| c.is_ascii_digit() || c == '.' || matches!(c, 'I' | 'V' | 'X'))
    };
    let by_number = lines.iter().flatten().filter(|cells| numbered(cells)).count() >= 2;
    let mut grid = GridBuilder::default();
    let mut open: Vec<String> = Vec::new();
    let (mut blank, mut heading) = (false, true);
    let mut put = |row: &mut Vec<String>| {
        if row.iter().any(|cell| !cell.is_empty()) {
            for cell in row.iter() {
                grid.cell(cell, 1, 1, false);
            }
            grid.end_row(None)?;
        }
        row.clear();
        Ok::<(), UnreadDocument>(())
    };
    for (at, cells) in lines.iter().enumerate() {
        let Some(cells) = cells else {
            // “I. NHÓM NHIỆM VỤ …” across the whole table
            put(&mut open)?;
            let text: String = set[at].iter().collect();
            let mut section = vec![text.split_whitespace().collect::<Vec<_>>().join(" ")];
            put(&mut section)?;
            continue;
        };
        if cells.iter().all(String::is_empty) {
            blank = true;
            continue;
        }
        let begins = if by_number { numbered(cells) } else { blank && !heading };
        if begins {
            put(&mut open)?;
            heading = false;
        }
        blank = false;
        open.resize(open.len().max(cells.len()), String::new());
        for (held, more) in open.iter_mut().zip(cells).filter(|(_, more)| !more.is_empty()) {
            if !held.is_empty() {
                held.push(' ');
            }
            held.push_str(more);
        }
    }
    put(&mut open)?;
    Ok(grid.done())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_blanks_are_a_table() {
        let page = "\
 TT   Nhiệm vụ                    Cơ quan chủ trì     Thời gian
                                                      hoàn thành
 1    Xây dựng Đề án phát         Sở Tài chính        Quý II/2025
      triển kinh tế
 2    Rà soát quy hoạch           Sở Xây dựng         Trước ngày
                                                      30/6/2025
Ghi chú ở dưới bảng là một câu dài đi ngang qua tất cả các cột của bảng này.";
        let lines: Vec<&str> = page.lines().collect();
        let found = table(&lines, false).expect("within bounds").expect("a table");
        let rows: Vec<String> = found
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(
            rows,
            [
                "TT|Nhiệm vụ|Cơ quan chủ trì|Thời gian hoàn thành",
                "1|Xây dựng Đề án phát triển kinh tế|Sở Tài chính|Quý II/2025",
                "2|Rà soát quy hoạch|Sở Xây dựng|Trước ngày 30/6/2025",
            ]
        );
        assert_eq!((found.from, found.to), (0, 6));
    }
}

//! The columns of a table of duties, by what their headings say, in any order.

use super::document::DraftTable;
use super::tokens::key;

/// How many rows of a table may stand above its headings.
const HEADINGS_WITHIN: usize = 12;
/// How many rows headings may take.
const MOST_HEADING_ROWS: usize = 3;

/// What a column of a table of duties holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyColumn {
    Number,
    Task,
    Lead,
    Support,
    LeadAndSupport,
    Time,
    Start,
    Product,
    Note,
    /// Of trackers: when work began.
    Started,
    /// How it stands, in words or by a mark.
    State,
    Done,
    Progress,
    Promise,
    Reason,
    Evidence,
    /// Money, persons, what is above the duty: of no use to a plan.
    Left,
}

/// What a heading, folded, says of its column.
pub(super) type ColumnOf<'f> = &'f dyn Fn(&str) -> Option<DutyColumn>;

/// The headings of a table.
#[derive(Clone, Debug, Default)]
pub struct DutyHeadings {
    pub(super) columns: Vec<Option<DutyColumn>>,
    /// What each says.
    pub(super) heads: Vec<String>,
    /// The same, folded, to know headings again that are repeated.
    pub(super) keys: Vec<String>,
    /// The last line of each heading: of columns for single quarters or years what a mark in them means.
    pub(super) tails: Vec<String>,
    /// The first row below.
    pub(super) below: usize,
}

impl DutyHeadings {
    pub(super) fn all(&self, column: DutyColumn) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().enumerate().filter(move |(_, own)| **own == Some(column)).map(|(at, _)| at)
    }

    /// The columns by which a tracker says how things stand.
    pub(super) fn told(&self) -> impl Iterator<Item = usize> + '_ {
        use DutyColumn::{Done, Evidence, Progress, Promise, Reason, Started, State};
        let is_told = |own: &Option<DutyColumn>| {
            matches!(own, Some(Started | State | Done | Progress | Promise | Reason | Evidence))
        };
        self.columns.iter().enumerate().filter(move |(_, own)| is_told(own)).map(|(at, _)| at)
    }

    /// The headings of a table; nothing where it is no table of duties.
    pub(super) fn of(table: &DraftTable) -> Option<Self> {
        Self::found(table, &column_of, Self::is_whole)
    }

    /// The first headings of a table that are enough; `column_of` says what one of them, folded, means.
    pub(super) fn found(table: &DraftTable, column_of: ColumnOf<'_>, is_enough: fn(&Self) -> bool) -> Option<Self> {
        let last = table.rows.len().min(HEADINGS_WITHIN);
        (0..last).find_map(|first| {
            (1..=MOST_HEADING_ROWS).find_map(|height| Self::at(table, first, height, column_of, is_enough))
        })
    }

    fn at(
        table: &DraftTable,
        first: usize,
        height: usize,
        column_of: ColumnOf<'_>,
        is_enough: fn(&Self) -> bool,
    ) -> Option<Self> {
        let width = table.rows.get(first..first + height)?.iter().map(|row| row.cells.len()).max()?;
        let mut height = height;
        let mut found = Self::over(table, first, height, width, column_of);
        if !is_enough(&found) {
            return None;
        }
        // Under a heading over several columns each has one of its own.
        while height < MOST_HEADING_ROWS && goes_on(table, first + height - 1) {
            height += 1;
            found = Self::over(table, first, height, width, column_of);
        }
        found.below = first + height;
        Some(found)
    }

    fn over(table: &DraftTable, first: usize, height: usize, width: usize, column_of: ColumnOf<'_>) -> Self {
        let mut found = Self::default();
        for column in 0..width {
            let mut texts: Vec<&str> = Vec::new();
            for row in table.rows.iter().skip(first).take(height) {
                let mut at = column;
                while at > 0 && row.cells.get(at).is_some_and(|cell| cell.joined) {
                    at -= 1;
                }
                let text = row.cells.get(at).map_or("", |cell| cell.text.as_str());
                if !text.is_empty() && texts.last() != Some(&text) {
                    texts.push(text);
                }
            }
            found.heads.push(texts.join(" "));
            let whole = key(&texts.join(" "));
            let own = texts.last().map_or(String::new(), |text| key(text));
            // What stands directly above the cells says more than what stands above several columns.
            found.columns.push(if texts.len() > 1 {
                column_of(&own).or_else(|| column_of(&whole))
            } else {
                column_of(&whole)
            });
            found.tails.push(texts.last().map_or(String::new(), |text| (*text).to_owned()));
            found.keys.push(whole);
        }
        found.settle();
        found
    }

    /// Of several columns for one thing the first counts, but for times; of tasks the most detailed one.
    fn settle(&mut self) {
        let tasks: Vec<usize> = self.all(DutyColumn::Task).collect();
        if tasks.len() > 1 {
            let chosen = tasks
                .iter()
                .copied()
                .find(|at| self.keys[*at].contains("cu the"))
                .or_else(|| tasks.iter().copied().find(|at| !self.keys[*at].starts_with("nhom")));
            for at in tasks.into_iter().filter(|at| Some(*at) != chosen) {
                self.columns[at] = Some(DutyColumn::Left);
            }
        }
        for column in [DutyColumn::Number, DutyColumn::Lead, DutyColumn::Product, DutyColumn::Note] {
            let all: Vec<usize> = self.all(column).collect();
            for at in all.into_iter().skip(1) {
                self.columns[at] = Some(DutyColumn::Left);
            }
        }
    }

    fn is_whole(&self) -> bool {
        let has = |column| self.all(column).next().is_some();
        let who = has(DutyColumn::Lead) || has(DutyColumn::LeadAndSupport);
        has(DutyColumn::Task)
            && (who
                || has(DutyColumn::Time)
                    && (has(DutyColumn::Product) || has(DutyColumn::Number) || has(DutyColumn::Support)))
    }

    /// Whether a row is the headings once more.
    pub(super) fn repeated(&self, cells: &[String]) -> bool {
        let said = cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
        let mut count = 0;
        for (at, text) in said {
            let key = key(text);
            if self.keys.get(at).is_none_or(|held| held != &key && !held.ends_with(&key) && !held.starts_with(&key)) {
                return false;
            }
            count += 1;
        }
        count >= 2
    }
}

/// Whether a row of headings has more of them in the next row.
fn goes_on(table: &DraftTable, at: usize) -> bool {
    let (Some(above), Some(below)) = (table.rows.get(at), table.rows.get(at + 1)) else { return false };
    let wide = |at: usize| above.cells.get(at + 1).is_some_and(|next| next.joined) || above.cells[at].joined;
    let mut more = false;
    for (at, cell) in below.cells.iter().enumerate().take(above.cells.len()) {
        if cell.text.is_empty() || cell.repeats || cell.joined {
            continue;
        }
        if !wide(at) {
            return false;
        }
        more = true;
    }
    more
}

/// What a heading, folded, says of its column.
#[rustfmt::skip]
pub(super) fn column_of(heading: &str) -> Option<DutyColumn> {
    use DutyColumn::{Lead, LeadAndSupport, Left, Note, Number, Product, Start, Support, Task, Time};
    let has = |words: &[&str]| words.iter().any(|word| format!(" {heading} ").contains(&format!(" {word} ")));
    let starts = |words: &[&str]| words.iter().any(|word| heading.starts_with(word));
    if heading.is_empty() || heading.chars().count() > 120 {
        return None;
    }
    let column = match heading {
        "tt" | "stt" | "so tt" | "so thu tu" | "no" | "muc" | "item" | "ma so" | "ma nhiem vu" | "ma nv" => Number,
        _ if has(&["ghi chu", "note", "notes", "remarks"]) => Note,
        _ if has(&["phoi hop", "tham gia", "cung thuc hien", "support", "coordination"]) => {
            if has(&["chu tri", "thuc hien chinh", "lead"]) { LeadAndSupport } else { Support }
        }
        _ if has(&["kinh phi", "nguon luc", "nguon von", "von", "du toan", "dvt", "don vi tinh", "chi tieu", "so tien"]) => Left,
        _ if has(&["noi nhan", "cap trinh", "co quan trinh", "cap ban hanh", "cap co tham quyen", "cap phe duyet", "co quan ban hanh"]) => Left,
        _ if has(&["lanh dao", "nguoi", "dong chi", "can bo", "chuyen vien"]) => Left,
        _ if starts(&["thoi gian", "thoi han", "thoi diem", "tien do", "lo trinh", "han ", "deadline", "due", "timeline", "ngay ", "moc "]) => {
            if has(&["bat dau", "khoi cong", "start"]) { Start } else { Time }
        }
        _ if has(&["san pham", "ket qua", "dau ra", "output", "outputs", "product", "deliverable", "deliverables"]) => Product,
        _ if starts(&["noi dung", "nhiem vu", "ten ", "cong viec", "hoat dong", "danh muc", "giai phap", "de an", "van ban", "chuong trinh", "nhom", "task", "activity", "viec", "dau viec", "cac nhiem vu", "cac noi dung", "loai bao cao", "bao cao "]) => Task,
        _ if has(&["chu tri", "thuc hien", "dau moi", "tham muu", "trach nhiem", "phan cong", "lead", "phu trach", "chu the"]) => Lead,
        _ if starts(&["co quan", "don vi", "to chuc"]) => Lead,
        _ if has(&["thoi gian", "thoi han", "tien do", "lo trinh", "hoan thanh", "han"]) => Time,
        _ if has(&["nhiem vu", "noi dung", "cong viec"]) => Task,
        _ if starts(&["nam 20", "quy ", "thang "]) || heading.len() == 4 && heading.starts_with("20") => Time,
        _ => return None,
    };
    Some(column)
}

/// Whether a row numbers the columns: `(1) (2) (3)`, `A B 1 2`.
pub(super) fn is_numbering(cells: &[String]) -> bool {
    let texts: Vec<&str> = cells
        .iter()
        .map(|text| text.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|text| !text.is_empty())
        .collect();
    let figures: Vec<u32> = texts.iter().filter_map(|text| text.split(['=', ' ']).next()?.parse().ok()).collect();
    let letters = texts.len() - figures.len();
    texts.len() > 2
        && figures.windows(2).all(|pair| pair[1] == pair[0] + 1)
        && figures.len() >= 2
        && letters <= 2
        && texts.iter().all(|text| text.chars().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_any_wording() {
        use DutyColumn::{Lead, LeadAndSupport, Left, Note, Number, Product, Start, Support, Task, Time};
        for (heading, column) in [
            ("TT", Number),
            ("Tên nhiệm vụ", Task),
            ("Nội dung thực hiện", Task),
            ("Nhiệm vụ/giải pháp", Task),
            ("Cơ quan chủ trì", Lead),
            ("Đơn vị thực hiện", Lead),
            ("Cơ quan chủ trì tham mưu", Lead),
            ("Đơn vị phối hợp thực hiện", Support),
            ("Cơ quan chủ trì, phối hợp", LeadAndSupport),
            ("Thời gian hoàn thành", Time),
            ("Thời gian thực hiện", Time),
            ("Tiến độ", Time),
            ("Hạn hoàn thành", Time),
            ("Thời gian bắt đầu", Start),
            ("Kết quả", Product),
            ("Sản phẩm/Kết quả đầu ra", Product),
            ("Kết quả hoàn thành", Product),
            ("Ghi chú", Note),
            ("Dự toán kinh phí", Left),
            ("Lãnh đạo UBND tỉnh phụ trách", Left),
            ("Cơ quan cùng thực hiện", Support),
            ("Loại báo cáo", Task),
            ("Nơi nhận", Left),
        ] {
            assert_eq!(column_of(&key(heading)), Some(column), "{heading}");
        }
        assert!(is_numbering(&["(1)", "(2)", "(3)", "(4)"].map(str::to_owned)));
        assert!(!is_numbering(&["1", "Xây dựng", "3"].map(str::to_owned)));
    }
}

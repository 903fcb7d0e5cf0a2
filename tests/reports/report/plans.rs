//! Small workspaces, each for some of the rules that a report's figures hang on.

use crate::support::case::Case;

/// Claims that are accepted later, in another period or never; and what is done late or too early.
pub fn accepted_later() -> Case {
    let plan = "
[plan]
number = \"1-KH\"
title = \"Nghiệm thu\"
starts = 2024-01-01
ends = 2024-12-31
acceptance = true
[units]
a = \"Đơn vị A\"
b = \"Đơn vị B\"
[groups.all]
name = \"Tất cả\"
members = [\"a\", \"b\"]
[[tasks]]
id = \"month\"
title = \"Báo cáo tháng\"
lead = [\"all\"]
every = \"month\"
[[tasks]]
id = \"once\"
title = \"Đề án\"
lead = [\"all\"]
due = \"2024-Q1\"
[[tasks]]
id = \"standing\"
title = \"Thường xuyên\"
lead = [\"a\"]
due = \"ongoing\"
";
    let a = "
[month.2024-01]
done = 2024-01-30
accepted = 2024-02-05
[month.2024-02]
done = 2024-03-04
accepted = 2024-03-04
[month.2024-03]
done = 2024-03-29
[month.2024-04]
done = 2024-05-02
accepted = 2024-04-30
[month.2024-05]
accepted = 2024-05-31
[once]
started = 2024-02-01
done = 2024-03-31
accepted = 2024-07-01
[standing]
started = 2024-01-15
done = 2024-05-20
accepted = 2024-06-10
";
    let b = "
[month.2024-01]
done = 2024-02-10
accepted = 2024-05-15
[month.2024-06]
started = 2024-06-03
done = 2024-06-28
accepted = 2025-01-10
waived = { by = \"Công văn 9\", on = 2024-08-01 }
[once]
done = 2024-04-02
accepted = 2024-04-03
evidence = [\"Báo cáo 1\", \"Báo cáo 2\"]
";
    Case::new(plan).unit("a", a).unit("b", b)
}

/// Days off that move last days, some into the next period; last days in the month after; weeks.
pub fn moved_days() -> Case {
    let plan = "
[plan]
number = \"2-KH\"
title = \"Ngày nghỉ\"
starts = 2024-03-15
ends = 2025-02-10
on_day_off = \"next-working-day\"
due_soon = 10
[calendar]
days_off = [2024-04-30, \"2024-05-01..2024-05-03\", 2024-09-02, \"2024-12-30..2025-01-02\"]
working_days = [2024-05-04]
[events]
hop = { name = \"Hội nghị\", date = 2024-06-28 }
mo = { name = \"Chưa định ngày\" }
[units]
a = \"Đơn vị A\"
b = { name = \"Đơn vị B\", short = \"B\" }
[[tasks]]
id = \"end\"
title = \"Cuối tháng\"
lead = [\"a\", \"b\"]
every = \"month\"
[[tasks]]
id = \"after\"
title = \"Tháng sau\"
lead = [\"a\"]
every = [\"month\", \"quarter\"]
due = \"day 5 of next month\"
[[tasks]]
id = \"week\"
title = \"Hằng tuần\"
lead = [\"b\"]
every = \"week\"
due = \"end + 2 working days\"
[[tasks]]
id = \"event\"
title = \"Sau hội nghị\"
lead = [\"a\", \"b\"]
due = \"event hop + 3 working days\"
[[tasks]]
id = \"open\"
title = \"Theo hội nghị chưa định ngày\"
lead = [\"a\", \"b\"]
due = \"before event mo\"
";
    let a = "
[end.2024-03]
done = 2024-04-01
[end.2024-04]
done = 2024-05-04
[end.2024-05]
done = 2024-05-31
[end.2024-06]
done = 2024-07-02
[end.2024-12]
started = 2024-12-20
done = 2025-01-03
[after.2024-03]
done = 2024-04-05
[after.2024-Q1]
done = 2024-04-08
[after.2024-Q2]
done = 2024-07-05
[event]
done = 2024-07-03
[open]
started = 2024-04-01
done = 2024-10-01
";
    let b = "
[end.2024-03]
started = 2024-03-20
reason = \"Chờ số liệu\"
committed = 2024-05-01
[end.2024-11]
extended = { to = 2024-12-15, by = \"Công văn 3\", on = 2024-12-02 }
[week.2024-W12]
done = 2024-03-26
[week.2024-W17]
done = 2024-05-04
[week.2024-W18]
done = 2024-05-08
[open]
waived = { by = \"Công văn 4\", on = 2024-11-11 }
";
    Case::new(plan).unit("a", a).unit("b", b)
}

/// Extensions and waivers of every kind: given in time, too late, into other periods, to an earlier day, after the work
/// was done, or by a document of a day that has not come.
pub fn extended_and_waived() -> Case {
    let plan = "
[plan]
number = \"3-KH\"
title = \"Gia hạn\"
starts = 2024-01-01
ends = 2024-12-31
[events]
hop = { name = \"Hội nghị\", date = 2024-05-10 }
[units]
a = \"Đơn vị A\"
b = \"Đơn vị B\"
c = \"Đơn vị C\"
[[tasks]]
id = \"spring\"
title = \"Việc quý I\"
lead = [\"a\", \"b\", \"c\"]
due = 2024-03-20
[[tasks]]
id = \"hop\"
title = \"Việc hội nghị\"
lead = [\"a\", \"b\", \"c\"]
due = \"event hop\"
[[tasks]]
id = \"quarter\"
title = \"Báo cáo quý\"
lead = [\"a\", \"b\", \"c\"]
every = [\"quarter\", \"half\"]
[[tasks]]
id = \"unsaid\"
title = \"Không nêu thời hạn\"
lead = [\"a\", \"b\", \"c\"]
due = \"unstated\"
";
    let a = "
[spring]
extended = { to = 2024-04-15, by = \"Công văn 1\", on = 2024-03-18 }
done = 2024-04-16
[hop]
extended = { to = 2024-05-02, by = \"Công văn 2\", on = 2024-04-20 }
done = 2024-05-06
[quarter.2024-Q1]
extended = { to = 2024-04-10, by = \"Công văn 3\", on = 2024-04-05 }
[quarter.2024-Q2]
extended = { to = 2024-09-30, by = \"Công văn 4\", on = 2025-03-01 }
[quarter.2024-H1]
waived = { by = \"Công văn 5\", on = 2024-07-10 }
[unsaid]
started = 2024-02-01
waived = { by = \"Công văn 6\", on = 2024-04-30 }
";
    let b = "
[spring]
done = 2024-03-10
waived = { by = \"Công văn 7\", on = 2024-04-01 }
[hop]
extended = { to = 2024-05-20, by = \"Công văn 8\", on = 2024-05-20 }
done = 2024-05-15
[quarter.2024-Q1]
extended = { to = 2024-12-20, by = \"Công văn 9\", on = 2024-01-02 }
waived = { by = \"Công văn 10\", on = 2024-10-10 }
[quarter.2024-Q3]
waived = { by = \"Công văn 11\", on = 2025-01-31 }
[unsaid]
done = 2024-06-30
";
    let c = "
[spring]
waived = { by = \"Công văn 12\", on = 2024-03-20 }
extended = { to = 2024-06-30, by = \"Công văn 13\", on = 2024-03-20 }
[hop]
extended = { to = 2024-04-01, by = \"Công văn 14\", on = 2024-06-01 }
[quarter.2024-Q4]
done = 2025-02-01
";
    Case::new(plan).unit("a", a).unit("b", b).unit("c", c)
}

/// Units in two groups, in groups inside of groups, in none; one without a file, and one that owes nothing.
pub fn grouped() -> Case {
    let plan = "
[plan]
number = \"4-KH\"
title = \"Nhóm\"
starts = 2024-01-01
ends = 2024-06-30
[units]
alone = \"Không nhóm nào\"
twice = \"Hai nhóm\"
deep = \"Nhóm trong nhóm\"
idle = \"Không có việc\"
silent = \"Không có tệp\"
[groups.outer]
name = \"Nhóm ngoài\"
members = [\"inner\", \"silent\"]
[groups.inner]
name = \"Nhóm trong\"
members = [\"deep\", \"twice\"]
[groups.later]
name = \"Nhóm sau\"
members = [\"twice\"]
[groups.nobody]
name = \"Nhóm rỗng\"
members = []
[[tasks]]
id = \"all\"
title = \"Việc chung\"
lead = [\"outer\", \"alone\", \"later\", \"twice\"]
due = 2024-02-15
[[tasks]]
id = \"standing\"
title = \"Thường xuyên\"
clause = \"II.1\"
lead = [\"outer\", \"alone\"]
support = [\"idle\"]
due = \"ongoing\"
[[tasks]]
id = \"month\"
title = \"Hằng tháng\"
lead = [\"inner\"]
every = \"month\"
";
    let twice = "
[all]
done = 2024-02-16
[standing]
started = 2024-03-03
[month.2024-01]
done = 2024-01-31
";
    let deep = "
[standing]
started = 2024-03-03
[month.2024-01]
done = 2024-02-01
[month.2024-05]
done = 2026-01-01
";
    let alone = "
[all]
started = 2024-01-10
[standing]
started = 2024-01-08
done = 2024-04-30
";
    Case::new(plan).unit("twice", twice).unit("deep", deep).unit("alone", alone).unit("idle", "")
}

/// Units of groups whose order is another than theirs, with a body that issued the plan and one that follows it up.
pub fn headed() -> Case {
    let plan = "
[plan]
number = \"5-KH\"
title = \"Thứ tự\"
issuer = \"Ban Thường vụ Tỉnh ủy Quảng Ngãi\"
coordinator = \"btg\"
starts = 2024-01-01
ends = 2024-12-31
[units]
btv = \"Ban Thường vụ Tỉnh ủy\"
bdv = \"Ban Dân vận\"
ba-to = \"Huyện ủy Ba Tơ\"
btg = \"Ban Tuyên giáo\"
bnc = \"Ban Nội chính\"
bao = \"Báo\"
binh-son = \"Huyện ủy Bình Sơn\"
[groups.huyen]
name = \"Các huyện ủy\"
members = [\"ba-to\", \"binh-son\"]
[groups.ban]
name = \"Các ban\"
members = [\"btg\", \"bnc\", \"bdv\"]
[groups.bao-chi]
name = \"Báo chí\"
members = [\"bao\"]
[[tasks]]
id = \"month\"
title = \"Hằng tháng\"
lead = [\"huyen\", \"ban\", \"bao-chi\", \"btv\"]
every = \"month\"
";
    Case::new(plan).unit("bao", "[month.2024-02]\ndone = 2024-02-29\n")
}

/// Every workspace.
pub fn all() -> [Case; 5] {
    [accepted_later(), moved_days(), extended_and_waived(), grouped(), headed()]
}

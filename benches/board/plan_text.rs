//! A plan as the text of `plan.toml`.

use std::fmt::Write as _;

use crate::chance::Chance;
use crate::deadline::{FIXED_EVENT, OPEN_EVENT};
use crate::duty::{Task, Timing, Unit};
use crate::edition2;
use crate::plan::{GROUPS, Plan, SEED};
use crate::size::Size;
use crate::words::{PRODUCTS, RECEIVERS};

/// The whole file.
pub fn plan_text(plan: &Plan) -> String {
    let mut out = String::new();
    head(&mut out, plan);
    units(&mut out, plan);
    groups(&mut out, plan);
    let mut chance = Chance::new(SEED, 3);
    for (number, task) in plan.tasks.iter().enumerate() {
        write_task(&mut out, plan, number, task, &mut chance).expect(WRITES);
    }
    out
}

const WRITES: &str = "writing to a string does not fail";

fn head(out: &mut String, plan: &Plan) {
    let (first, last) = (plan.starts, plan.ends);
    let first_unit = &plan.units[0].id;
    // The variety takes every setting away from its default.
    let settings = match plan.size {
        Size::Variety => {
            "due_soon    = 10\nbefore      = \"inclusive\"\non_day_off  = \"next-working-day\"\nacceptance  = true\n"
        }
        Size::V2 => edition2::SETTINGS,
        _ => "due_soon    = 7\nbefore      = \"exclusive\"\non_day_off  = \"keep\"\nacceptance  = false\n",
    };
    let is_second = plan.size == Size::V2;
    let country = if is_second { "country      = \"VN\"\n" } else { "" };
    let own_event = if is_second { edition2::own_event(&plan.units) } else { String::new() };
    let (event, date) = FIXED_EVENT;
    write!(
        out,
        "# Dữ liệu sinh ra để đo tốc độ.\n\
         [plan]\n\
         number      = \"257-KH/TU\"\n\
         title       = \"Thực hiện việc học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh năm 2024\"\n\
         issuer      = \"Ban Thường vụ Tỉnh ủy Quảng Ngãi\"\n\
         coordinator = \"{first_unit}\"\n\
         starts      = {first}\n\
         ends        = {last}\n\
         language    = \"vi\"\n\
         timezone    = \"Asia/Ho_Chi_Minh\"\n\
         {settings}\
         notice      = \"Số liệu minh họa\"\n\n\
         [calendar]\n{country}\
         weekend      = [\"sat\", \"sun\"]\n\
         days_off     = [2024-01-01, \"2024-02-08..2024-02-14\", 2024-04-18, 2024-04-29, 2024-04-30, 2024-05-01, \
         \"2024-08-31..2024-09-03\"]\n\
         working_days = [2024-05-04]\n\n\
         [events]\n\
         {OPEN_EVENT} = {{ name = \"Hội nghị sơ kết 03 năm\" }}\n\
         {event} = {{ name = \"Hội nghị quán triệt\", date = {date} }}\n{own_event}\n"
    )
    .expect(WRITES);
}

fn units(out: &mut String, plan: &Plan) {
    out.push_str("[units]\n");
    for (number, unit) in plan.units.iter().enumerate() {
        let Unit { id, name, short, confirmed, .. } = unit;
        if let Some(last) = edition2::goes(number).filter(|_| plan.size == Size::V2) {
            let next = &plan.units[number + 1].id;
            writeln!(out, "{id} = {{ name = \"{name}\", until = {last}, successor = \"{next}\" }}").expect(WRITES);
            continue;
        }
        match (short, confirmed) {
            (None, false) => writeln!(out, "{id} = \"{name}\""),
            (None, true) => writeln!(out, "{id} = {{ name = \"{name}\", confirmed = true }}"),
            (Some(short), false) => writeln!(out, "{id} = {{ name = \"{name}\", short = \"{short}\" }}"),
            (Some(short), true) => {
                writeln!(out, "{id} = {{ name = \"{name}\", short = \"{short}\", confirmed = true }}")
            }
        }
        .expect(WRITES);
    }
    out.push('\n');
}

fn groups(out: &mut String, plan: &Plan) {
    let mut group = |id: &str, name: &str, members: &mut dyn Iterator<Item = &str>| {
        write!(out, "[groups.{id}]\nname    = \"{name}\"\nmembers = [\n").expect(WRITES);
        for member in members {
            writeln!(out, "    \"{member}\",").expect(WRITES);
        }
        out.push_str("]\n\n");
    };
    for (place, (id, name, _)) in GROUPS.into_iter().enumerate() {
        let members = plan.units.iter().filter(|unit| unit.kind as usize == place);
        group(id, name, &mut members.map(|unit| unit.id.as_str()));
    }
    let pilots = plan.units.iter().filter(|unit| unit.pilot);
    group("thi-diem", "Các đơn vị làm điểm", &mut pilots.map(|unit| unit.id.as_str()));
    group("dia-phuong", "Đảng ủy các xã, phường, thị trấn", &mut ["cac-xa", "cac-phuong"].into_iter());
    group(
        "tat-ca",
        "Các đảng ủy, chi bộ trực thuộc",
        &mut ["dia-phuong", "khoi-co-quan", "khoi-doanh-nghiep"].into_iter(),
    );
}

fn write_task(out: &mut String, plan: &Plan, number: usize, task: &Task, chance: &mut Chance) -> std::fmt::Result {
    let Task { id, title, lead, timing, occurrences, .. } = task;
    writeln!(out, "[[tasks]]\nid         = \"{id}\"\nclause     = \"II.{}.{}\"", number / 10 + 1, number % 10 + 1)?;
    writeln!(out, "title      = \"{title}\"\nlead       = {:?}", lead.ids(&plan.units))?;
    if chance.percent(25) {
        writeln!(out, "support    = [\"khoi-co-quan\"]")?;
    }
    match timing {
        Timing::Once(due) => writeln!(out, "due        = {}", due.toml)?,
        Timing::Recurring(kinds, lag) => {
            let words: Vec<&str> = kinds.iter().map(|every| every.word()).collect();
            match words.as_slice() {
                [word] => writeln!(out, "every      = \"{word}\"")?,
                words => writeln!(out, "every      = {words:?}")?,
            }
            if let Some(due) = lag.toml() {
                writeln!(out, "due        = {due}")?;
            }
        }
        Timing::Written(lines) => out.push_str(lines),
    }
    if chance.percent(60) {
        writeln!(out, "wording    = \"Theo thời gian nêu tại mục II.{} của Kế hoạch\"", number / 10 + 1)?;
    }
    if chance.percent(50) {
        writeln!(out, "product    = \"{}\"", chance.pick(&PRODUCTS))?;
    }
    if chance.percent(30) {
        writeln!(out, "reports_to = \"{}\"", chance.pick(&RECEIVERS))?;
    }
    if chance.percent(8) {
        writeln!(out, "note       = \"Gửi kèm bản điện tử\"")?;
    }
    if let Some(period) = occurrences.first().and_then(|first| first.part.as_ref())
        && matches!(timing, Timing::Recurring(..))
        && chance.percent(50)
    {
        writeln!(out, "titles     = {{ {period} = \"{title} (kỳ đầu)\" }}")?;
    }
    out.push('\n');
    Ok(())
}

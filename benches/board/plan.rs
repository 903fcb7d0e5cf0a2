//! The facts of a plan: units, groups, tasks and when each task is owed.

use crate::chance::Chance;
use crate::day::{Day, Every};
use crate::deadline::{Due, Lag};
use crate::duty::{Kind, Lead, Occurrence, Task, Timing, Unit};
use crate::edition2;
use crate::size::Size;
use crate::words::{SYLLABLES, THEMES, TOPICS};

/// The seed of every workspace.
pub const SEED: u64 = 257;

/// The groups of one kind each: id, name, the prefix of its units' ids, names and short names.
pub const GROUPS: [(&str, &str, [&str; 3]); 4] = [
    ("cac-xa", "Đảng ủy các xã", ["xa", "Đảng ủy xã", "ĐU xã"]),
    ("cac-phuong", "Đảng ủy các phường, thị trấn", ["phuong", "Đảng ủy phường", "ĐU phường"]),
    ("khoi-co-quan", "Đảng ủy, chi bộ khối cơ quan", ["co-quan", "Chi bộ cơ quan", "CB"]),
    ("khoi-doanh-nghiep", "Đảng ủy, chi bộ khối doanh nghiệp", ["dn", "Đảng bộ Công ty", "ĐB Cty"]),
];

pub struct Plan {
    pub size: Size,
    pub starts: Day,
    pub ends: Day,
    pub units: Vec<Unit>,
    pub tasks: Vec<Task>,
}

impl Plan {
    pub fn new(size: Size) -> Self {
        let (starts, ends) = match size {
            Size::Variety => (Day::of(2024, 2, 10), Day::of(2025, 1, 20)),
            _ => (Day::of(2024, 1, 1), Day::of(2024, 12, 31)),
        };
        let mut chance = Chance::new(SEED, 1);
        let units = (0..size.units()).map(|number| unit(number, &mut chance)).collect();
        let tasks = match size {
            Size::V2 => edition2::tasks(),
            _ => timings(size)
                .into_iter()
                .map(|(lead, timing)| (lead, occurrences(&timing, starts, ends), timing))
                .collect(),
        };
        let tasks = tasks.into_iter().enumerate();
        let tasks =
            tasks.map(|(number, (lead, occurrences, timing))| task(number, lead, timing, occurrences)).collect();
        Self { size, starts, ends, units, tasks }
    }

    /// The tasks a unit owes, with their places in the plan.
    pub fn owed_by(&self, unit: usize) -> impl Iterator<Item = (usize, &Task)> {
        let body = &self.units[unit];
        self.tasks.iter().enumerate().filter(move |(_, task)| task.lead.names(unit, body))
    }
}

fn unit(number: u32, chance: &mut Chance) -> Unit {
    let kind = match chance.below(100) {
        _ if number == 0 => Kind::Office,
        0..62 => Kind::Commune,
        62..78 => Kind::Ward,
        78..92 => Kind::Office,
        _ => Kind::Enterprise,
    };
    let (_, _, [prefix, long, short]) = GROUPS[kind as usize];
    let (first, first_plain) = chance.pick(&SYLLABLES);
    let (second, second_plain) = chance.pick(&SYLLABLES);
    Unit {
        id: format!("{prefix}-{first_plain}-{second_plain}-{number}"),
        name: format!("{long} {first} {second}"),
        short: chance.percent(80).then(|| format!("{short} {first} {second}")),
        kind,
        pilot: chance.percent(10),
        confirmed: chance.percent(20),
    }
}

/// Who leads and when, task by task. Of twenty tasks sixteen are owed once, two by half-year, one by quarter, one by month.
fn timings(size: Size) -> Vec<(Lead, Timing)> {
    let Some(count) = size.tasks() else { return every_timing() };
    let mut chance = Chance::new(SEED, 2);
    (0..count)
        .map(|number| {
            let timing = match number % 20 {
                3 | 13 => Timing::Recurring(vec![Every::Half], chance.pick(&[Lag::Unsaid, Lag::End, Lag::EndPlus(10)])),
                8 => Timing::Recurring(
                    vec![Every::Quarter],
                    chance.pick(&[Lag::Unsaid, Lag::Day(20), Lag::NextMonth(10)]),
                ),
                18 => Timing::Recurring(vec![Every::Month], chance.pick(&[Lag::Day(25), Lag::EndPlusWorking(5)])),
                _ => Timing::Once(Due::usual(&mut chance)),
            };
            let lead = match number % 20 {
                3 | 13 | 8 if size == Size::Xl => Lead::Communes,
                8 => Lead::CommunesOfficesPilots,
                3 | 13 | 18 => Lead::Places,
                _ => match chance.below(100) {
                    0..34 => Lead::All,
                    34..64 => Lead::Places,
                    64..84 => Lead::CommunesOfficesPilots,
                    84..97 => Lead::Communes,
                    _ => Lead::First,
                },
            };
            (lead, timing)
        })
        .collect()
}

/// Every form of time limit, led by everyone in turn.
fn every_timing() -> Vec<(Lead, Timing)> {
    let leads = [Lead::All, Lead::Places, Lead::CommunesOfficesPilots, Lead::Communes, Lead::All, Lead::First];
    let mut timings: Vec<Timing> = Due::every_form().into_iter().map(Timing::Once).collect();
    for every in [Every::Month, Every::Quarter, Every::Half, Every::Year, Every::Week] {
        timings.extend(Lag::every_form(every).into_iter().map(|lag| Timing::Recurring(vec![every], lag)));
    }
    timings.push(Timing::Recurring(vec![Every::Quarter, Every::Year], Lag::EndPlus(5)));
    timings.push(Timing::Recurring(vec![Every::Half, Every::Month, Every::Week], Lag::Unsaid));
    leads.into_iter().cycle().zip(timings).collect()
}

fn occurrences(timing: &Timing, starts: Day, ends: Day) -> Vec<Occurrence> {
    match timing {
        Timing::Once(due) => vec![Occurrence { part: None, last: due.last, lead: None }],
        Timing::Recurring(kinds, lag) => kinds
            .iter()
            .flat_map(|every| every.periods(starts, ends).into_iter().map(|period| (*every, period)))
            .map(|(every, period)| {
                let last = Some(lag.last_day(every, &period));
                Occurrence { last, part: Some(period.label), lead: None }
            })
            .collect(),
        Timing::Written(_) => Vec::new(),
    }
}

fn task(number: usize, lead: Lead, timing: Timing, occurrences: Vec<Occurrence>) -> Task {
    let (stem, theme) = THEMES[number * 7 % THEMES.len()];
    Task {
        id: format!("{stem}-{}", number + 1),
        title: format!("{theme} {}", TOPICS[number * 3 % TOPICS.len()]),
        lead,
        timing,
        occurrences,
    }
}

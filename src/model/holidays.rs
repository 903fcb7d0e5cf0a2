//! The public holidays that the program knows, and the working days that a government exchanged for days of rest.
//!
//! For Vietnam: the days of article 115 of the Labour Code of 2012 (2020) and of article 112 of that of 2019 (from 2021),
//! as the notices named with each year laid them on days for those who work for the state; a holiday on a Saturday or
//! Sunday is made up on a working day after it (article 111(3), before it in article 110(3) of 2012). The lunar days were
//! announced as well and are not reckoned here. Nothing is said of years that no notice has settled.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

/// A country whose public holidays are known: `country` of `[calendar]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Country {
    Vietnam,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    NewYear,
    /// The lunar new year.
    Tet,
    HungKings,
    /// 30 April.
    Victory,
    Labour,
    /// 2 September and the day before or after it.
    National,
    Culture,
}

/// Why offices do not work on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closure {
    Weekend,
    /// The plan lists it among its days off.
    Listed,
    Holiday(Holiday),
    /// In lieu of a holiday that falls on a day of rest.
    InLieu(Holiday),
    /// A working day that is off; a day of rest is worked in its place.
    Exchanged {
        worked: NaiveDate,
    },
}

/// A month and a day of it.
type MonthDay = (u32, u32);

/// What was announced for a year.
#[derive(Debug)]
struct Announced {
    year: i32,
    /// Holidays, and days off in lieu of those that fall on a weekend: the first and the last day of each.
    holidays: &'static [(MonthDay, MonthDay, Closure)],
    /// Working days that are off, each with the day of rest that is worked in its place.
    exchanged: &'static [(MonthDay, MonthDay)],
}

const fn on(holiday: Holiday, first: MonthDay, last: MonthDay) -> (MonthDay, MonthDay, Closure) {
    (first, last, Closure::Holiday(holiday))
}

const fn in_lieu(of: Holiday, first: MonthDay, last: MonthDay) -> (MonthDay, MonthDay, Closure) {
    (first, last, Closure::InLieu(of))
}

use Holiday::{Culture, HungKings, Labour, National, NewYear, Tet, Victory};

const VIETNAM: &[Announced] = &[
    // Bộ LĐTBXH, văn bản số 4544 ngày 25/10/2019 (Tết). Other days: Labour Code 2012, article 115.
    Announced {
        year: 2020,
        holidays: &[
            on(NewYear, (1, 1), (1, 1)),
            on(Tet, (1, 23), (1, 27)),
            in_lieu(Tet, (1, 28), (1, 29)),
            on(HungKings, (4, 2), (4, 2)),
            on(Victory, (4, 30), (4, 30)),
            on(Labour, (5, 1), (5, 1)),
            on(National, (9, 2), (9, 2)),
        ],
        exchanged: &[],
    },
    // Thông báo số 4875/TB-LĐTBXH (Tết, Quốc khánh).
    Announced {
        year: 2021,
        holidays: &[
            on(NewYear, (1, 1), (1, 1)),
            on(Tet, (2, 10), (2, 14)),
            in_lieu(Tet, (2, 15), (2, 16)),
            on(HungKings, (4, 21), (4, 21)),
            on(Victory, (4, 30), (4, 30)),
            on(Labour, (5, 1), (5, 1)),
            in_lieu(Labour, (5, 3), (5, 3)),
            on(National, (9, 2), (9, 3)),
        ],
        exchanged: &[],
    },
    // Thông báo số 119/TB-LĐTBXH, after Công văn số 245 of Văn phòng Chính phủ of 11/1/2022 (Tết, Quốc khánh).
    Announced {
        year: 2022,
        holidays: &[
            on(NewYear, (1, 1), (1, 1)),
            in_lieu(NewYear, (1, 3), (1, 3)),
            on(Tet, (1, 31), (2, 4)),
            on(HungKings, (4, 10), (4, 10)),
            in_lieu(HungKings, (4, 11), (4, 11)),
            on(Victory, (4, 30), (4, 30)),
            on(Labour, (5, 1), (5, 1)),
            in_lieu(Victory, (5, 2), (5, 2)),
            in_lieu(Labour, (5, 3), (5, 3)),
            on(National, (9, 1), (9, 2)),
        ],
        exchanged: &[],
    },
    // Thông báo số 5034/TB-LĐTBXH (Tết, Quốc khánh).
    Announced {
        year: 2023,
        holidays: &[
            on(NewYear, (1, 1), (1, 1)),
            in_lieu(NewYear, (1, 2), (1, 2)),
            on(Tet, (1, 20), (1, 24)),
            in_lieu(Tet, (1, 25), (1, 26)),
            on(HungKings, (4, 29), (4, 29)),
            on(Victory, (4, 30), (4, 30)),
            on(Labour, (5, 1), (5, 1)),
            in_lieu(HungKings, (5, 2), (5, 2)),
            in_lieu(Victory, (5, 3), (5, 3)),
            on(National, (9, 1), (9, 2)),
            in_lieu(National, (9, 4), (9, 4)),
        ],
        exchanged: &[],
    },
    // Thông báo số 5015/TB-LĐTBXH ngày 22/11/2023 (Tết, Quốc khánh); Công văn số 2450/VPCP-KGVX ngày 12/4/2024 and
    // Thông báo số 1570/TB-BLĐTBXH (the exchange).
    Announced {
        year: 2024,
        holidays: &[
            on(NewYear, (1, 1), (1, 1)),
            on(Tet, (2, 8), (2, 12)),
            in_lieu(Tet, (2, 13), (2, 14)),
            on(HungKings, (4, 18), (4, 18)),
            on(Victory, (4, 30), (4, 30)),
            on(Labour, (5, 1), (5, 1)),
            on(National, (9, 2), (9, 3)),
        ],
        exchanged: &[((4, 29), (5, 4))],
    },
    // Thông báo số 6150/TB-BLĐTBXH ngày 03/12/2024 (Tết, the exchange, Quốc khánh).
    Announced {
        year: 2025,
        holidays: &[
            on(NewYear, (1, 1), (1, 1)),
            on(Tet, (1, 27), (1, 31)),
            on(HungKings, (4, 7), (4, 7)),
            on(Victory, (4, 30), (4, 30)),
            on(Labour, (5, 1), (5, 1)),
            on(National, (9, 1), (9, 2)),
        ],
        exchanged: &[((5, 2), (4, 26))],
    },
    // Thông báo số 9441/TB-BNV ngày 16/10/2025 (Tết, Quốc khánh, the exchange of 31 August); Công văn số
    // 12729/VPCP-KGVX ngày 25/12/2025 (the exchange of 2 January); Công văn số 3383/BNV-CVL ngày 10/4/2026 (none around
    // 30 April); Nghị quyết số 28/2026/QH16, điều 2 (24 November).
    Announced {
        year: 2026,
        holidays: &[
            on(NewYear, (1, 1), (1, 1)),
            on(Tet, (2, 16), (2, 20)),
            on(HungKings, (4, 26), (4, 26)),
            in_lieu(HungKings, (4, 27), (4, 27)),
            on(Victory, (4, 30), (4, 30)),
            on(Labour, (5, 1), (5, 1)),
            on(National, (9, 1), (9, 2)),
            on(Culture, (11, 24), (11, 24)),
        ],
        exchanged: &[((1, 2), (1, 10)), ((8, 31), (8, 22))],
    },
];

impl Announced {
    fn day(&self, (month, day): MonthDay) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, month, day).expect("the days announced are days of the calendar")
    }
}

impl Country {
    /// The countries, as files write them.
    pub(crate) const WORDS: [(&'static str, Self); 1] = [("VN", Self::Vietnam)];

    fn announced(self) -> &'static [Announced] {
        match self {
            Self::Vietnam => VIETNAM,
        }
    }

    /// The years of which the holidays are known.
    pub(crate) fn years(self) -> RangeInclusive<i32> {
        let all = self.announced();
        all.first().map_or(0, |first| first.year)..=all.last().map_or(-1, |last| last.year)
    }

    /// The first and the last day of each holiday, and the days exchanged for others.
    pub(super) fn days_off(self) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        self.announced().iter().flat_map(|of| {
            let holidays = of.holidays.iter().map(|(first, last, _)| (of.day(*first), of.day(*last)));
            holidays.chain(of.exchanged.iter().map(|(off, _)| (of.day(*off), of.day(*off))))
        })
    }

    /// The days of rest that are worked.
    pub(super) fn working_days(self) -> impl Iterator<Item = NaiveDate> {
        self.announced().iter().flat_map(|of| of.exchanged.iter().map(|(_, worked)| of.day(*worked)))
    }

    /// Why `day` is off in this country, if it is.
    pub(super) fn closure(self, day: NaiveDate) -> Option<Closure> {
        self.announced().iter().find_map(|of| {
            let mut holidays = of.holidays.iter();
            let holiday = holidays.find(|(first, last, _)| (of.day(*first)..=of.day(*last)).contains(&day));
            let exchanged = of.exchanged.iter().find(|(off, _)| of.day(*off) == day);
            holiday
                .map(|(.., why)| *why)
                .or(exchanged.map(|(_, worked)| Closure::Exchanged { worked: of.day(*worked) }))
        })
    }

    /// The day off in whose place a day of rest is worked.
    pub(super) fn exchanged_for(self, worked: NaiveDate) -> Option<NaiveDate> {
        self.announced().iter().find_map(|of| {
            let (off, _) = of.exchanged.iter().find(|(_, day)| of.day(*day) == worked)?;
            Some(of.day(*off))
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    /// The new moons and the sun's place that decide the lunar days, by the short series of Meeus, on the meridian of
    /// Hanoi: good to a few minutes, enough for these years.
    mod moon {
        use chrono::{Days, NaiveDate};

        fn julian(day: NaiveDate) -> f64 {
            let epoch = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day");
            #[allow(clippy::cast_precision_loss, reason = "days of some centuries")]
            let days = (day - epoch).num_days() as f64;
            2_451_544.5 + days
        }

        /// The julian day of the `k`th new moon after that of January 2000.
        fn new_moon(k: f64) -> f64 {
            let t = k / 1236.85;
            let angle = |a: f64, b: f64, c: f64| (a + b * k + c * t * t).to_radians();
            let sun = angle(2.5534, 29.105_356_70, -0.000_001_4);
            let moon = angle(201.5643, 385.816_935_28, 0.010_758_2);
            let node = angle(160.7108, 390.670_502_84, -0.001_611_8);
            2_451_550.097_66 + 29.530_588_861 * k + 0.000_154_37 * t * t
                - 0.4072 * moon.sin()
                + 0.172_41 * sun.sin()
                + 0.016_08 * (2.0 * moon).sin()
                + 0.010_39 * (2.0 * node).sin()
                + 0.007_39 * (moon - sun).sin()
                - 0.005_14 * (moon + sun).sin()
                + 0.002_08 * (2.0 * sun).sin()
                - 0.001_11 * (moon - 2.0 * node).sin()
                // From dynamical to universal time, some 70 seconds in these years.
                - 70.0 / 86_400.0
        }

        /// The sun's longitude in degrees.
        fn sun(julian: f64) -> f64 {
            let t = (julian - 2_451_545.0) / 36_525.0;
            let mean = 280.466_46 + 36_000.769_83 * t;
            let anomaly = (357.529_11 + 35_999.050_29 * t).to_radians();
            let centre = 1.914_6 * anomaly.sin() + 0.019_99 * (2.0 * anomaly).sin() + 0.000_29 * (3.0 * anomaly).sin();
            let node = (125.04 - 1_934.136 * t).to_radians();
            (mean + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
        }

        /// The first day of the lunar month that holds the sun's entry into `longitude` (a multiple of 30 degrees).
        pub(super) fn month_of(longitude: f64, year: i32) -> NaiveDate {
            let around = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
            let local = |day: NaiveDate| julian(day) - 7.0 / 24.0;
            let days = (0..366).filter_map(|n| around.checked_add_days(Days::new(n)));
            let before = |day: NaiveDate| (sun(local(day)) - longitude).rem_euclid(360.0) > 180.0;
            let mut days = days.skip_while(|day| !before(*day));
            let entry = days.find(|day| !before(*day)).expect("the sun goes round").pred_opt().expect("a day");
            let starts = |k: i32| {
                let moment = new_moon(f64::from(k)) + 7.0 / 24.0;
                #[allow(clippy::cast_possible_truncation, reason = "a day's number")]
                let number = (moment - 2_451_544.5).floor() as i64;
                NaiveDate::from_ymd_opt(2000, 1, 1)
                    .and_then(|day| day.checked_add_signed(chrono::TimeDelta::days(number)))
            };
            let first = (year - 2000) * 12 - 2;
            (first..first + 400).filter_map(starts).take_while(|day| *day <= entry).last().expect("a new moon")
        }
    }

    /// The first day of the first lunar month holds the sun's entry into Pisces; the third month that into Taurus.
    #[test]
    fn lunar_holidays_are_on_their_lunar_days() {
        for year in Country::Vietnam.years() {
            let first = moon::month_of(330.0, year);
            assert_eq!(Country::Vietnam.closure(first), Some(Closure::Holiday(Holiday::Tet)), "{year}: {first}");
            let tenth = moon::month_of(30.0, year) + Days::new(9);
            assert_eq!(Country::Vietnam.closure(tenth), Some(Closure::Holiday(Holiday::HungKings)), "{year}: {tenth}");
        }
    }
}

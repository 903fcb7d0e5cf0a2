//! Which day it is at a moment in a time zone.

use chrono::NaiveDate;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The day that it was at a moment, in seconds since 1970, in the time zone of this IANA name. Moments that no calendar
/// has are those nearest to them.
pub(crate) fn day_at(seconds: i64, zone: &str) -> NaiveDate {
    let zone = TimeZone::get(zone).expect("the plan's reader lets no other name through");
    let last = if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    day_in(Timestamp::from_second(seconds).unwrap_or(last), &zone)
}

/// Eight in the morning, in seconds after midnight.
pub(crate) const MORNING: i64 = 8 * 3600;

/// The moment, in seconds since 1970, at which it is eight in the morning of a day in the time zone of this IANA name.
pub(crate) fn morning_of(day: NaiveDate, zone: &str) -> i64 {
    let zone = TimeZone::get(zone).expect("the plan's reader lets no other name through");
    let seconds = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() + MORNING;
    let near = Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX);
    seconds - i64::from(zone.to_offset(near).seconds())
}

/// Whether two IANA names give every day of a time the same beginning: `Asia/Saigon` and `Asia/Ho_Chi_Minh`.
pub(crate) fn same_days((one, other): (&str, &str), (first, last): (NaiveDate, NaiveDate)) -> bool {
    let [one, other] =
        [one, other].map(|zone| TimeZone::get(zone).expect("the plan's reader lets no other name through"));
    let offset = |zone: &TimeZone, day: NaiveDate| {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        Timestamp::from_second(midnight).ok().map(|moment| zone.to_offset(moment))
    };
    first.iter_days().take_while(|day| *day <= last).all(|day| offset(&one, day) == offset(&other, day))
}

/// The day that it is at a moment in a time zone.
pub(crate) fn day_in(moment: Timestamp, zone: &TimeZone) -> NaiveDate {
    let day = zone.to_datetime(moment).date();
    let (year, month, day) = (i32::from(day.year()), day.month().unsigned_abs(), day.day().unsigned_abs());
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).expect("a day of one calendar is a day of the other")
}

//! Wall time in words: from seconds since the Unix epoch to a date and a time of day, in UTC.

use std::time::Duration;

const WEEKDAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A moment as a clock and a calendar show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) weekday: &'static str,
    pub(super) day: u32,
    pub(super) month: &'static str,
    pub(super) year: u32,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
}

impl Moment {
    pub(super) fn new(since_epoch: Duration) -> Self {
        let seconds = since_epoch.as_secs();
        let (days, second_of_day) = (seconds / 86_400, (seconds % 86_400) as u32);
        let (year, month, day) = date(days as u32);
        Self {
            weekday: WEEKDAYS[(days % 7) as usize],
            day,
            month: MONTHS[month as usize],
            year,
            hour: second_of_day / 3600,
            minute: second_of_day / 60 % 60,
            second: second_of_day % 60,
        }
    }

    pub(super) fn time(self) -> String {
        format!("{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }

    pub(super) fn date(self) -> String {
        format!("{}, {} {} {}", self.weekday, self.day, self.month, self.year)
    }
}

/// Year, month from zero and day of month of a day since the epoch (Gregorian, by counting).
fn date(mut days: u32) -> (u32, u32, u32) {
    let leap = |year: u32| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    loop {
        let length = if leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let lengths = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    (year, month as u32, days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments_have_their_names() {
        for (seconds, date, time) in [
            (0, "Thursday, 1 January 1970", "00:00:00"),
            (951_782_400, "Tuesday, 29 February 2000", "00:00:00"),
            (1_795_315_445, "Sunday, 22 November 2026", "02:44:05"),
        ] {
            let moment = Moment::new(Duration::from_secs(seconds));
            assert_eq!((moment.date(), moment.time()), (date.to_owned(), time.to_owned()));
        }
    }
}

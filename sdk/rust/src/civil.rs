//! Civil dates by arithmetic alone: days since 1970-01-01 and the Gregorian calendar.

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All of them, from Monday.
    pub const ALL: [Self; 7] = [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Monday is 0, Sunday is 6.
    #[must_use]
    pub const fn index(self) -> u8 {
        self as u8
    }
}

/// A date of the Gregorian calendar, kept as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// From days since 1970-01-01.
    #[must_use]
    pub const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// From year, month (1–12) and day of month.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Self {
        // Years that begin in March put the leap day last; months are then a straight line with a slope of 153 days in 5.
        let year = i64::from(year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(narrow(era * 146_097 + day_of_era - 719_468))
    }

    /// In days since 1970-01-01.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Year, month (1–12) and day of month.
    #[must_use]
    pub fn year_month_day(self) -> (i32, u8, u8) {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (narrow(year), u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match (i64::from(self.0) + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// So many days later, or earlier.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The Monday of its week.
    #[must_use]
    pub fn week_start(self) -> Self {
        self.plus(-i32::from(self.weekday().index()))
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_start(self) -> Self {
        let (_, _, day) = self.year_month_day();
        self.plus(1 - i32::from(day))
    }

    /// The first day of the month after it.
    #[must_use]
    pub fn next_month(self) -> Self {
        let (year, month, _) = self.year_month_day();
        if month == 12 { Self::new(year.saturating_add(1), 1, 1) } else { Self::new(year, month + 1, 1) }
    }
}

fn narrow(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
}

#[cfg(test)]
mod tests {
    use jiff::{Span, civil};
    use proptest::prelude::*;

    use super::*;

    fn theirs(date: Date) -> civil::Date {
        civil::date(1970, 1, 1).checked_add(Span::new().days(date.days())).unwrap()
    }

    proptest! {
        #[test]
        fn agrees_with_a_date_library(days in -700_000i32..2_900_000) {
            let date = Date::from_days(days);
            let same = theirs(date);
            let (year, month, day) = date.year_month_day();
            prop_assert_eq!((year, i32::from(month), i32::from(day)), (i32::from(same.year()), i32::from(same.month()), i32::from(same.day())));
            prop_assert_eq!(Date::new(year, month, day), date);
            prop_assert_eq!(i8::try_from(date.weekday().index()).unwrap(), same.weekday().to_monday_zero_offset());
            prop_assert_eq!(theirs(date.month_start()), same.first_of_month());
            prop_assert_eq!(theirs(date.next_month()), same.last_of_month().tomorrow().unwrap());
            prop_assert_eq!(date.week_start().weekday(), Weekday::Monday);
            prop_assert!((0..7).contains(&(date.days() - date.week_start().days())));
        }
    }
}

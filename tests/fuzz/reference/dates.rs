//! HTTP dates in their three forms (RFC 9110, 5.6.7): every day of the year is written down in
//! each of them, until one is the text.
//!
//! Allowed to the client's parser: it knows no dates before 1970; takes a year of two digits for
//! one of 1970 to 2069, whatever year it is now; reads "Nov 06" for "Nov  6" in the third form;
//! and does not look at the character before the second form's time.

const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Seconds since 1970, of a date to the year 9999 that exists and names its right day.
pub fn seconds_since_1970(text: &str) -> Option<u64> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\u{b}');
    let number = |text: &str| text.parse::<u64>().ok();
    let after_the_day = text.split_once(", ").and_then(|(_, rest)| rest.get(7..9));
    let two_digits = after_the_day.and_then(number).map(|year| match year {
        0..70 => 2000 + year,
        _ => 1900 + year,
    });
    let years = [text.get(12..16).and_then(number), text.get(20..24).and_then(number), two_digits];
    let mut years = years.into_iter().flatten().filter(|year| (1970..=9999).contains(year));
    years.find_map(|year| in_year(text, year))
}

fn in_year(text: &str, year: u64) -> Option<u64> {
    let mut days: u64 = (1970..year).map(|y| if is_leap(y) { 366 } else { 365 }).sum();
    for (month, name) in (1..).zip(MONTHS) {
        for day in 1..=length(month, year) {
            let weekday = DAYS[(days as usize + 3) % 7]; // 1 January 1970 was a Thursday.
            if text.contains(name)
                && let Some(seconds) = time_of(text, weekday, day, name, year)
            {
                return Some(days * 86_400 + seconds);
            }
            days += 1;
        }
    }
    None
}

/// The seconds of the day, if the text is this day in one of the forms.
fn time_of(text: &str, weekday: &str, day: u64, month: &str, year: u64) -> Option<u64> {
    let (short, two) = (&weekday[..3], year % 100);
    let any = text.get(weekday.len() + 11..weekday.len() + 12).unwrap_or(" ");
    let forms = [
        (format!("{short}, {day:02} {month} {year:04} "), " GMT".to_owned()),
        (format!("{weekday}, {day:02}-{month}-{two:02}{any}"), " GMT".to_owned()),
        (format!("{short} {month} {day:2} "), format!(" {year:04}")),
        (format!("{short} {month} {day:02} "), format!(" {year:04}")),
    ];
    forms.iter().find_map(|(before, after)| {
        let time = text.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?;
        let parts: Vec<u64> = time.split(':').filter_map(|part| part.parse().ok()).collect();
        let [h @ 0..24, m @ 0..60, s @ 0..60] = parts[..] else {
            return None;
        };
        (time == format!("{h:02}:{m:02}:{s:02}")).then_some(h * 3600 + m * 60 + s)
    })
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

fn length(month: u64, year: u64) -> u64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

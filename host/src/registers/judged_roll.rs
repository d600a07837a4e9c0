//! Rolls over an assessment: everybody by day of a month, with the signs that it gave each half day.

use super::opened::Opened;
use crate::{accounts::Caller, app::App, assessments, error::Result};
use guiju_api::{RollLine, RollShown};
use guiju_engine::Loaded;
use guiju_model::{Assessed, Cycle, Date, DayMark, Half};

/// The month around a day; above the signs of the morning, below those of the afternoon.
///
/// # Errors
/// If the regulation faults or the database cannot be used.
pub async fn judged_roll(
    app: &App,
    caller: &Caller,
    opened: &Opened,
    (loaded, assessed): (&Loaded, &Assessed),
    day: Date,
) -> Result<RollShown> {
    let (first, last) = day.around(Cycle::Month);
    let marks = assessments::signs(app, caller, loaded, assessed, day).await?;
    let days = opened.access.policy.days(first, last);
    let rests = (first.0..=last.0).map(|day| !days.calendar().worked(Date(day))).collect();
    let staff = &opened.access.staff;
    let lines = staff.in_order().into_iter().map(|member| {
        let marks = marks.get(&member.id).map(Vec::as_slice).unwrap_or_default();
        let half_days = |sign: &str| {
            let mut on =
                marks.iter().filter(|mark| mark.sign == sign).map(|mark| (mark.date, mark.half)).collect::<Vec<_>>();
            on.sort_unstable();
            on.dedup();
            on.len()
        };
        RollLine {
            name: member.name.clone(),
            department: staff.departments.get(&member.department).cloned().unwrap_or_default(),
            days: (first.0..=last.0).map(|day| cell(marks, day)).collect(),
            counts: assessed.legend.iter().map(|sign| half_days(&sign.sign)).collect(),
        }
    });
    let key = assessed.legend.iter().map(|sign| (sign.sign.clone(), sign.meaning.clone())).collect();
    Ok(RollShown { title: opened.title.clone(), first: first.to_string(), rests, key, lines: lines.collect() })
}

/// A day's signs: the morning's, a line break, the afternoon's; nothing where there are none.
fn cell(marks: &[DayMark], day: i32) -> String {
    let of = |half: Half| {
        let signs = marks.iter().filter(|mark| mark.date == day && mark.half == half).map(|mark| mark.sign.as_str());
        signs.collect::<String>()
    };
    let (morning, afternoon) = (of(Half::Am), of(Half::Pm));
    if morning.is_empty() && afternoon.is_empty() { String::new() } else { format!("{morning}\n{afternoon}") }
}

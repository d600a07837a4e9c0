//! The facts that come with the call of a case, as the host would give them: calendar, working hours, parameters and records.

use guiju_model::{Date, Facts, Known, Manifest, Moment, Session, Suspended, holidays};
use serde_json::{Map, Value};

const WINTER: [Session; 2] = [Session { start: 510, end: 720 }, Session { start: 870, end: 1080 }];
const SUMMER: [Session; 2] = [Session { start: 510, end: 720 }, Session { start: 900, end: 1110 }];

/// Days before the first and after the last day of which a call tells that come with it.
const AROUND: (i32, i32) = (40, 70);

/// These days with the holidays that are published.
pub fn days(first: Date, last: Date) -> guiju_model::Days {
    let years = holidays::PUBLISHED.iter().filter_map(|(_, text)| holidays::parse(text).ok()).collect::<Vec<_>>();
    let published = |year: i32| years.iter().find(|known| known.year == year);
    let season = |date| holidays::season(date, (5, 1), (9, 30));
    holidays::days(first, last, published, season)
}

/// Working sessions in winter and in summer.
pub const fn sessions() -> (&'static [Session], &'static [Session]) {
    (&WINTER, &SUMMER)
}

/// The facts of a call at a moment about these days, with these records.
///
/// # Errors
/// A parameter is told that the regulation does not declare.
pub fn facts(
    now: Moment,
    (first, last): (Date, Date),
    told: &Map<String, Value>,
    manifest: &Manifest,
    (known, suspensions): (Vec<Known>, Vec<Suspended>),
) -> Result<Facts, String> {
    let (first, last) = (first.min(now.date()), last.max(now.date()));
    Ok(Facts {
        now: now.0,
        parameters: Value::Object(parameters(told, manifest)?).to_string(),
        calendar: days(first.plus(-AROUND.0), last.plus(AROUND.1)),
        winter: WINTER.to_vec(),
        summer: SUMMER.to_vec(),
        known,
        suspensions,
    })
}

/// The values that the text gives, with those that are told in their place.
fn parameters(told: &Map<String, Value>, manifest: &Manifest) -> Result<Map<String, Value>, String> {
    let mut values = Map::new();
    for parameter in &manifest.parameters {
        let default = serde_json::from_str(&parameter.default).map_err(|why| format!("{}: {why}", parameter.name))?;
        values.insert(parameter.name.clone(), default);
    }
    for (name, value) in told {
        if values.insert(name.clone(), value.clone()).is_none() {
            return Err(format!("the regulation has no parameter {name}"));
        }
    }
    Ok(values)
}

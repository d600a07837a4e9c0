//! What a call costs, as ratios within one run: the same rule natively and from the sandbox, and loading from the cache.
//!
//! Two inputs: one leave request (validate and route) and one month of daily punches.

use guiju_engine::{Engine, Limits};
use guiju_model::{Date, Day, Entry, Facts, Known, Ledger, Matter, Person, Session, Status, Subject, holidays};
use std::{
    error::Error,
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

const SESSIONS: [Session; 2] = [Session { start: 510, end: 720 }, Session { start: 870, end: 1080 }];

fn days(around: Date) -> Vec<Day> {
    let years = holidays::PUBLISHED.iter().filter_map(|(_, text)| holidays::parse(text).ok()).collect::<Vec<_>>();
    let published = |year: i32| years.iter().find(|known| known.year == year);
    holidays::days(around.plus(-40), around.plus(100), published, |_| guiju_model::Season::Winter)
}

fn facts(now: Date, known: Vec<Known>) -> Facts {
    Facts {
        now: now.at(600).0,
        parameters: "{}".to_owned(),
        calendar: days(now),
        winter: SESSIONS.to_vec(),
        summer: SESSIONS.to_vec(),
        known,
    }
}

fn leave(now: Date) -> Matter {
    let person = Person { id: 1, name: "李敏".to_owned(), department: 1, ..Person::default() };
    Matter {
        form: "leave".to_owned(),
        content: format!(
            r#"{{"kind":"personal","span":"{} am/{} pm","reason":"家中老人住院"}}"#,
            now.plus(1),
            now.plus(9)
        ),
        applicant: person.clone(),
        subject: person,
        on_behalf: false,
        filed_at: now.at(600).0,
        decisions: Vec::new(),
        facts: facts(now, Vec::new()),
    }
}

fn month(now: Date) -> Ledger {
    let (starts, ends) = now.around(guiju_model::Cycle::Month);
    let worked = (starts.0..=ends.0).map(Date).filter(|date| date.weekday() <= 5);
    let punches = worked.flat_map(|date| [date.at(505), date.at(1085)]).enumerate().map(|(index, at)| Entry {
        id: index as u64 + 1,
        person: Some(1),
        starts: at.0,
        ends: at.0,
        content: format!(r#"{{"who":1,"at":"{at}"}}"#),
        status: Status::Completed,
    });
    let known = vec![Known { source: "punch".to_owned(), entries: punches.collect() }];
    Ledger {
        assessed: "month".to_owned(),
        subject: Subject::Person(Person { id: 1, name: "李敏".to_owned(), department: 1, ..Person::default() }),
        starts: starts.0,
        ends: ends.0,
        facts: facts(ends.plus(1), known),
    }
}

/// The median time of a call.
fn median(mut call: impl FnMut()) -> Duration {
    for _ in 0..200 {
        call();
    }
    let mut times = (0..2000)
        .map(|_| {
            let started = Instant::now();
            call();
            started.elapsed()
        })
        .collect::<Vec<_>>();
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() -> Result<(), Box<dyn Error>> {
    let now: Date = "2026-03-02".parse().map_err(|why| format!("{why}"))?;
    let bytes = fs::read("target/regulations/attendance.wasm")?;
    let cache = std::env::temp_dir().join(format!("guiju-bench-{}", std::process::id()));
    let load_all = |cache: &Path| -> Result<(Duration, usize), Box<dyn Error>> {
        let engine = Engine::new(Limits::default(), Some(cache))?;
        let started = Instant::now();
        let mut loaded = Vec::new();
        for entry in fs::read_dir("target/regulations")?.flatten() {
            loaded.push(engine.load(&fs::read(entry.path())?)?);
        }
        Ok((started.elapsed(), loaded.len()))
    };
    let (cold, regulations) = load_all(&cache)?;
    let (warm, _) = load_all(&cache)?;
    println!("load {regulations} regulations: compiled {cold:.1?}, from the cache {warm:.1?}");

    let engine = Engine::new(Limits::default(), Some(&cache))?;
    let sandbox = engine.load(&bytes)?;
    let native = guiju_sdk::native::native::<regulation_attendance::Attendance>();
    let (matter, ledger) = (leave(now), month(now));
    assert_eq!(sandbox.validate(&matter)?, (native.validate)(matter.clone()).map_err(|fault| format!("{fault:?}"))?);
    let natively = median(|| {
        let _ = black_box((native.validate)(matter.clone()));
        let _ = black_box((native.route)(matter.clone()));
    });
    let sandboxed = median(|| {
        let _ = black_box(sandbox.validate(&matter));
        let _ = black_box(sandbox.route(&matter));
    });
    println!(
        "leave, validate and route: native {natively:.1?}, sandbox {sandboxed:.1?}, ratio {:.1}",
        ratio(sandboxed, natively)
    );
    let natively = median(|| drop(black_box((native.assess)(ledger.clone()))));
    let sandboxed = median(|| drop(black_box(sandbox.assess(&ledger))));
    println!(
        "month of {} punches: native {natively:.1?}, sandbox {sandboxed:.1?}, ratio {:.1}",
        ledger.facts.known[0].entries.len(),
        ratio(sandboxed, natively)
    );
    fs::remove_dir_all(cache)?;
    Ok(())
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

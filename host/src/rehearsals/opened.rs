//! One difference opened: the recorded answer and the new one side by side.

use super::{
    compared::title,
    cover::Cover,
    lines::{self, Line},
    report::{assessed, find},
    variation::Variation,
};
use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    error::{Error, Result},
    policy::OfficePolicy,
    recordings::{self, Recording},
    staff::Staff,
    store,
    words::{self, text},
};
use guiju_api::{AspectShown, DifferenceOpened};
use guiju_domain::{RecordingId, RehearsalId, rehearsals::Aspect, rejection::Unknown};

/// Opens what differs of a recording in a rehearsal.
///
/// # Errors
/// If there is no such difference.
pub async fn difference(
    app: &App,
    caller: &Caller,
    id: RehearsalId,
    recording: RecordingId,
) -> Result<DifferenceOpened> {
    let rehearsal = find(app, caller, id).await?;
    let (policy, staff) = (app.policy(caller.office)?, app.staff(caller.office).await?);
    let mut connection = store::acquire(&app.pool).await?;
    let recorded = recordings::one(&mut connection, caller.office, recording).await?;
    let package = rehearsal.digest.and_then(|digest| policy.package(&digest).cloned());
    let variation = Variation { package, parameters: rehearsal.parameters };
    let prepared = variation.prepare(&mut connection, &policy, &staff, &recorded).await?;
    let before = lines::of(&recorded.reply()?, policy.judged_by(&recorded.digest)?, &staff);
    let (mut after, mut aspects) = (Vec::new(), Vec::new());
    match prepared {
        Ok(None) => aspects.push(told(Aspect::Gone, &text!("rehearsal-gone"))),
        Ok(Some(prepared)) => match prepared.ask() {
            Ok(reply) => after = lines::of(&reply, &prepared.loaded, &staff),
            Err(error) => aspects.push(told(Aspect::Fault, &words::answer(&error.message()))),
        },
        Err(why) => aspects.push(told(Aspect::Fault, &words::answer(&why.message()))),
    }
    for aspect in Aspect::OF_LINES {
        let of = |lines: &[Line]| lines.iter().filter(|line| line.aspect == aspect).cloned().collect::<Vec<_>>();
        let shown = sides(&of(&before), &of(&after));
        if shown.same > 0 || !shown.lines.is_empty() {
            aspects.push((aspect, shown));
        }
    }
    let access = Access::of(app, caller).await?;
    let seen = assessed(&access, &recorded.regulation, &recorded.source);
    let cover = Cover::of(&access, &mut connection, recorded.matter, seen).await?;
    opened(&cover, (&policy, &staff, &recorded), aspects)
}

/// What the reader may see of both answers.
fn opened(
    cover: &Cover,
    (policy, staff, recorded): (&OfficePolicy, &Staff, &Recording),
    aspects: Vec<(Aspect, Sides)>,
) -> Result<DifferenceOpened> {
    if cover.unseen() {
        return Err(Error::from(Unknown::Matter));
    }
    let shown = |(aspect, sides): (Aspect, Sides)| {
        let line = |line: Option<String>| line.map(|line| cover.line(aspect, &line));
        let lines = sides.lines.into_iter().map(|(before, after)| (line(before), line(after))).collect();
        AspectShown { aspect: aspect.name().to_owned(), lines, same: sides.same }
    };
    let title = cover.title(words::answer(&title(policy, staff, recorded)?));
    Ok(DifferenceOpened { title, aspects: aspects.into_iter().map(shown).collect() })
}

/// Both answers in one aspect.
struct Sides {
    /// Lines of which at least one side differs: before and after.
    lines: Vec<(Option<String>, Option<String>)>,
    /// How many lines are the same.
    same: u64,
}

/// What differs of one aspect; a line and what it became stand beside each other if both speak of the same thing.
fn sides(before: &[Line], after: &[Line]) -> Sides {
    let gone = before.iter().filter(|line| !after.contains(line)).collect::<Vec<_>>();
    let mut new = after.iter().filter(|line| !before.contains(line)).collect::<Vec<_>>();
    let about = |line: &Line| line.text.split(['：', '（', ':', '(']).next().unwrap_or_default().to_owned();
    let same = (before.len() - gone.len()) as u64;
    let mut lines = Vec::new();
    for line in gone {
        let became = new.iter().position(|other| about(other) == about(line)).map(|at| new.remove(at).text.clone());
        lines.push((Some(line.text.clone()), became));
    }
    lines.extend(new.into_iter().map(|line| (None, Some(line.text.clone()))));
    Sides { lines, same }
}

fn told(aspect: Aspect, what: &str) -> (Aspect, Sides) {
    (aspect, Sides { lines: vec![(None, Some(what.to_owned()))], same: 0 })
}

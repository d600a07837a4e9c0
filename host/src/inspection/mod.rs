//! The inspection pack: for a period and some regulations one archive with registers, matters with every opinion, the clauses
//! and versions in force, the proof of the event chain, and an index that a person can read.

mod archive;
mod page;

use crate::{
    access::{self, Access, MASKED},
    accounts::Caller,
    app::App,
    error::{Error, Result},
    evidence,
    matters::view,
    policy::OfficePolicy,
    registers,
    store::{
        self,
        event_queries::{self, PublishedEvent},
        matter_lists, record_queries,
    },
    words::text,
};
use archive::Pack;
use guiju_api::ChainReport;
use guiju_domain::{
    MatterId, OfficeId,
    days::day,
    event_hash,
    events::access::PackExported,
    rejection::{Days, Inspection},
};
use guiju_engine::Loaded;
use guiju_model::{Date, Form};
use serde::Deserialize;
use std::{collections::BTreeSet, sync::Arc};

/// Matters of one regulation in a pack at most; a longer period is packed in parts.
const MOST: u64 = 20_000;

/// Period and regulations of an inspection pack.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct PackRequest {
    /// First day.
    #[param(format = Date)]
    pub from: String,
    /// Last day.
    #[param(format = Date)]
    pub to: String,
    /// Ids of regulations with commas between; all if none is named.
    pub regulations: String,
}

/// Packs it, as far as the caller sees it: the same access and the same masks as on every page. An event says first who took
/// what.
///
/// # Errors
/// If the caller may not, the period makes no sense, or the database cannot be used.
pub async fn pack(app: &App, caller: &Caller, asked: &PackRequest) -> Result<Vec<u8>> {
    if !caller.audits() && !caller.administers() {
        return Err(Inspection::NotYours.into());
    }
    let (from, to) = (day(&asked.from)?, day(&asked.to)?);
    if to < from {
        return Err(Days::EndBeforeStart.into());
    }
    let access = Access::of(app, caller).await?;
    let (policy, staff) = (&access.policy, &access.staff);
    let wanted = asked.regulations.split(',').filter(|id| !id.is_empty()).collect::<Vec<_>>();
    let chosen = policy
        .on(to)
        .into_values()
        .filter(|loaded| wanted.is_empty() || wanted.contains(&loaded.manifest().id.as_str()));
    let chosen = chosen.cloned().collect::<Vec<_>>();
    let mut pack = Pack::new((from, to));
    regulations(policy, &chosen, to, &mut pack).await?;
    pack.index.heading(&text!("inspection-registers"));
    for loaded in &chosen {
        for form in &loaded.manifest().forms {
            let (csv, rows, masked) = register(app, &access, loaded, form, (from, to)).await?;
            if rows > 0 {
                pack.told.rows += rows;
                pack.told.masked += masked;
                let name = format!("registers/{}-{}.csv", loaded.manifest().id, form.id);
                pack.add(&name, csv).await?;
                pack.index.link(&name, &text!("inspection-register", title = &form.title, rows));
            }
        }
    }
    pack.index.heading(&text!("inspection-matters"));
    matters(app, &access, &chosen, (from, to), &mut pack).await?;
    integrity(app, caller, &mut pack).await?;
    let (at, by) = (app.now(caller.office).to_string().replace('T', " "), staff.name(caller.person));
    pack.index.line(&text!("inspection-exported", at, by));
    let (from, to) = (from.to_string(), to.to_string());
    let regulations = chosen.iter().map(|loaded| loaded.manifest().id.clone()).collect();
    let told = std::mem::take(&mut pack.told);
    let bytes = pack.done().await?;
    access::exported(app, caller, &PackExported { from, to, regulations, ..told }).await?;
    Ok(bytes)
}

/// A page for each regulation.
async fn regulations(policy: &OfficePolicy, chosen: &[Arc<Loaded>], on: Date, pack: &mut Pack) -> Result<()> {
    pack.index.heading(&text!("inspection-regulations"));
    for loaded in chosen {
        let manifest = loaded.manifest();
        let name = format!("regulations/{}.html", manifest.id);
        pack.add(&name, regulation(policy, loaded, on).into_bytes()).await?;
        let digest = loaded.digest().get(..16).unwrap_or_default();
        let (title, version) = (&manifest.title, &manifest.version);
        pack.index.link(&name, &text!("inspection-regulation", title, version, digest));
    }
    Ok(())
}

/// The chain of events, and whether it is whole.
async fn integrity(app: &App, caller: &Caller, pack: &mut Pack) -> Result<()> {
    pack.index.heading(&text!("inspection-integrity"));
    let ChainReport { events, broken_at, .. } = evidence::report(app, caller.office).await?;
    let chain = chain(app, caller.office, &pack.matters).await?;
    pack.add("chain.csv", chain).await?;
    pack.index.link("chain.csv", &text!("inspection-chain", events));
    pack.index.line(&text!("inspection-chain-how"));
    pack.index.line(&match broken_at {
        None => text!("inspection-chain-whole"),
        Some(seq) => text!("inspection-chain-broken", seq),
    });
    Ok(())
}

/// The clauses in force with the numbers they state.
fn regulation(policy: &OfficePolicy, loaded: &Loaded, on: Date) -> String {
    page::regulation(loaded, |parameter| {
        let set = policy.value(&loaded.manifest().id, &parameter.name, on);
        set.map_or_else(|| parameter.default.clone(), |(value, _)| value.to_string())
    })
}

/// A form's records of the period with every field, how many there are, and how many are masked: all that are in a register
/// which is open to the caller, or those in which the caller takes part.
async fn register(
    app: &App,
    access: &Access,
    loaded: &Loaded,
    form: &Form,
    (from, to): (Date, Date),
) -> Result<(Vec<u8>, u64, u64)> {
    let regulation = &loaded.manifest().id;
    let during = (from.at(0), to.plus(1).at(0));
    let rows = record_queries::in_period(&app.pool, &access.records_of(regulation, &form.id), during).await?;
    let mut heads = vec![
        text!("register-head-number"),
        text!("register-head-person"),
        text!("register-head-time"),
        text!("register-head-status"),
    ];
    heads.extend(form.fields().map(|field| field.label.clone()));
    let (open, staff) = (access.listed(regulation, form), &*access.staff);
    let (mut lines, mut masked) = (Vec::with_capacity(rows.len()), 0);
    for row in &rows {
        let stored = &row.row;
        let record = access.record(&row.ties, regulation, &form.id)?;
        if !record.seen.at_all() || !open && !record.takes_part {
            continue;
        }
        masked += u64::from(!record.seen.whole());
        let hidden = |text: String| if record.seen.hides_all() { MASKED.to_owned() } else { text };
        let person = hidden(record.person.map(|id| access.name(id)).unwrap_or_default());
        let reason = stored.void_reason.as_deref().filter(|_| record.seen.whole());
        let state = registers::state(stored.status, stored.returned, reason);
        let at = stored.starts.to_string().replace('T', " ");
        let at = if record.when(Some(form)) { at } else { MASKED.to_owned() };
        let mut line = vec![stored.number.clone().unwrap_or_default(), person, at, state];
        let cell = |field| hidden(registers::cell(Some(field), record.content.get(&field.name), staff));
        line.extend(form.fields().map(cell));
        lines.push(line);
    }
    Ok((registers::csv_of(&heads, &lines)?, lines.len() as u64, masked))
}

/// Each matter with its sheet, its steps and every opinion, as far as the caller may read it.
async fn matters(
    app: &App,
    access: &Access,
    chosen: &[Arc<Loaded>],
    (from, to): (Date, Date),
    pack: &mut Pack,
) -> Result<()> {
    let mut connection = store::acquire(&app.pool).await?;
    for loaded in chosen {
        let (office, during) = (access.office, (from.at(0), to.plus(1).at(0)));
        let regulation = &loaded.manifest().id;
        let filed = matter_lists::filed_between(&mut *connection, office, regulation, during, MOST + 1).await?;
        if filed.len() as u64 > MOST {
            let regulation = loaded.manifest().title.clone();
            return Err(Inspection::TooManyMatters { regulation, limit: MOST }.into());
        }
        for id in filed {
            let shown = match view::shown(access, &mut connection, id).await {
                Err(Error::Rejected(_)) => continue,
                shown => shown?,
            };
            pack.told.matters += 1;
            pack.matters.insert(id);
            pack.told.masked += u64::from(shown.masked);
            let name = format!("matters/{id}.html");
            pack.add(&name, page::matter(&shown).into_bytes()).await?;
            pack.add(&format!("matters/{id}.json"), serde_json::to_vec_pretty(&shown)?).await?;
            let number = shown.number.clone().unwrap_or_else(|| id.to_string());
            let (summary, applicant) = (shown.summary, shown.applicant);
            pack.index.link(&name, &text!("inspection-matter", number, summary, applicant));
        }
    }
    Ok(())
}

/// Every event with the published part of its hash. Which matter it is of stands beside those alone that are in the pack: of
/// others the taker may learn nothing.
async fn chain(app: &App, office: OfficeId, known: &BTreeSet<MatterId>) -> Result<Vec<u8>> {
    let events = event_queries::published(&app.pool, office).await?;
    let heads = ["seq", "at", "kind", "matter", "hash_tail"].map(str::to_owned);
    let line = |event: PublishedEvent| {
        let matter = event.matter.filter(|id| known.contains(id)).map(|id| id.to_string()).unwrap_or_default();
        let tail = event_hash::tail(&event.hash).to_owned();
        vec![event.seq.to_string(), event.at.to_string(), event.kind, matter, tail]
    };
    registers::csv_of(&heads, &events.into_iter().map(line).collect::<Vec<_>>())
}

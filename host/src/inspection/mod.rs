//! The inspection pack: for a period and some regulations one archive with registers, matters with every opinion, the clauses
//! and versions in force, the proof of the event chain, and an index that a person can read.

mod page;

use crate::{
    access::{self, Access, MASKED, MATTER},
    accounts::Caller,
    app::App,
    error::{Error, Result},
    evidence,
    law::OfficeLaw,
    matters::show,
    registers,
    store::Columns,
};
use guiju_api::ChainReport;
use guiju_domain::{OfficeId, event_hash, events::access::PackExported};
use guiju_engine::Loaded;
use guiju_model::{Date, Form, Moment};
use page::Page;
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    io::{Cursor, Write},
    sync::Arc,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Matters of one regulation in a pack at most; a longer period is packed in parts.
const MOST: i64 = 20_000;

/// What is inspected.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    /// First day.
    #[param(format = Date)]
    pub from: String,
    /// Last day.
    #[param(format = Date)]
    pub to: String,
    /// Ids of regulations with commas between; all if none is named.
    pub regulations: String,
}

struct Pack {
    /// What is written so far; away while a thread that serves nobody works at it.
    zip: Option<ZipWriter<Cursor<Vec<u8>>>>,
    told: PackExported,
    /// The matters in it.
    matters: BTreeSet<i64>,
}

impl Pack {
    /// Adds a file, compressed on a thread that serves nobody.
    async fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<()> {
        let name = name.to_owned();
        self.work(move |zip| {
            zip.start_file(name, SimpleFileOptions::default()).map_err(|error| Error::internal(error.to_string()))?;
            Ok(zip.write_all(&bytes)?)
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let mut zip = self.zip.take().ok_or_else(|| Error::internal("the pack is not whole".to_owned()))?;
        let done = move || {
            let done = work(&mut zip);
            (zip, done)
        };
        let (zip, done) = tokio::task::spawn_blocking(done).await.map_err(Error::internal)?;
        self.zip = Some(zip);
        done
    }

    /// The pack, once everything is in it.
    fn done(self) -> Result<Vec<u8>> {
        let zip = self.zip.ok_or_else(|| Error::internal("the pack is not whole".to_owned()))?;
        Ok(zip.finish().map_err(|error| Error::internal(error.to_string()))?.into_inner())
    }
}

/// Packs it, as far as the caller sees it: the same access and the same masks as on every page. An event says first who took
/// what.
///
/// # Errors
/// If the caller may not, the period makes no sense, or the database cannot be used.
pub async fn pack(app: &App, caller: &Caller, asked: &Asked) -> Result<Vec<u8>> {
    if !caller.audits() && !caller.administers() {
        return Err(Error::Forbidden("检查资料由审计员或系统管理员导出".to_owned()));
    }
    let date = |text: &str| text.parse::<Date>().map_err(|why| Error::Invalid(why.to_string()));
    let (from, to) = (date(&asked.from)?, date(&asked.to)?);
    if to < from {
        return Err(Error::Invalid("结束日期不能早于开始日期".to_owned()));
    }
    let access = Access::of(app, caller).await?;
    let (law, staff) = (&access.law, &access.staff);
    let wanted = asked.regulations.split(',').filter(|id| !id.is_empty()).collect::<Vec<_>>();
    let chosen =
        law.on(to).into_values().filter(|loaded| wanted.is_empty() || wanted.contains(&loaded.manifest().id.as_str()));
    let chosen = chosen.cloned().collect::<Vec<_>>();
    let mut pack = Pack {
        zip: Some(ZipWriter::new(Cursor::new(Vec::new()))),
        told: PackExported::default(),
        matters: BTreeSet::new(),
    };
    let mut index = Page::new(&format!("检查资料 {from} 至 {to}"));
    index.heading("制度");
    for loaded in &chosen {
        let manifest = loaded.manifest();
        let name = format!("regulations/{}.html", manifest.id);
        pack.add(&name, regulation(law, loaded, to).into_bytes()).await?;
        let digest = loaded.digest().get(..16).unwrap_or_default();
        index.link(&name, &format!("{}（版本 {}，摘要 {digest}…）", manifest.title, manifest.version));
    }
    index.heading("登记簿");
    for loaded in &chosen {
        for form in &loaded.manifest().forms {
            let (csv, rows, masked) = register(app, &access, loaded, form, (from, to)).await?;
            if rows > 0 {
                pack.told.rows += rows;
                pack.told.masked += masked;
                let name = format!("registers/{}-{}.csv", loaded.manifest().id, form.id);
                pack.add(&name, csv).await?;
                index.link(&name, &format!("{}（{rows} 条）", form.title));
            }
        }
    }
    index.heading("事项");
    matters(app, &access, &chosen, (from, to), &mut pack, &mut index).await?;
    index.heading("记录完整性");
    let ChainReport { events, broken_at, .. } = evidence::report(app, caller.office).await?;
    let chain = chain(app, caller.office, &pack.matters).await?;
    pack.add("chain.csv", chain).await?;
    index.link("chain.csv", &format!("全部 {events} 个事件的散列链"));
    index.line("每行是散列的最后 40 位；服务器上用 guiju verify --chain chain.csv 核对。事项编号只列本资料中的事项。");
    index.line(&match broken_at {
        None => "逐条核对：每个事件与前一个相扣，也与本服务器的存证相符，没有改动。".to_owned(),
        Some(seq) => format!("逐条核对：第 {seq} 个事件与前一个或与存证不相符，记录被改动过。"),
    });
    index.line(&format!(
        "导出时间 {}，导出人 {}",
        app.now(caller.office).to_string().replace('T', " "),
        staff.name(caller.person.number())
    ));
    pack.add("index.html", index.done().into_bytes()).await?;
    let (from, to) = (from.to_string(), to.to_string());
    let regulations = chosen.iter().map(|loaded| loaded.manifest().id.clone()).collect();
    let told = std::mem::take(&mut pack.told);
    access::exported(app, caller, &PackExported { from, to, regulations, ..told }).await?;
    pack.done()
}

/// The clauses in force with the numbers they state.
fn regulation(law: &OfficeLaw, loaded: &Arc<Loaded>, on: Date) -> String {
    let manifest = loaded.manifest();
    let mut page = Page::new(&manifest.title);
    page.line(&format!("版本 {}，组件摘要 {}", manifest.version, loaded.digest()));
    for clause in &manifest.clauses {
        page.heading(&format!("{} {}", clause.label, clause.heading));
        page.line(&clause.statement);
        for parameter in manifest.parameters.iter().filter(|parameter| parameter.clause == clause.id) {
            let set = law.value(&manifest.id, &parameter.name, on);
            let value = set.map_or_else(|| parameter.default.clone(), |(value, _)| value.to_string());
            page.line(&format!("{}：{value} {}", parameter.label, parameter.unit.as_deref().unwrap_or_default()));
        }
    }
    page.done()
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
    let (regulation, ties) = (&loaded.manifest().id, Access::ties("$6"));
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT r.number AS number, r.starts AS starts, r.status AS status, m.status AS matter_status, r.void_reason AS void_reason, {ties} FROM records r {MATTER} WHERE r.office_id = $1
         AND r.regulation = $2 AND r.form = $3 AND r.starts >= $4 AND r.starts < $5 ORDER BY r.starts, r.id"
    )))
    .bind(access.office.number())
    .bind(regulation)
    .bind(&form.id)
    .bind(from.at(0).0)
    .bind(to.plus(1).at(0).0)
    .bind(access.person())
    .fetch_all(&app.pool)
    .await?;
    let mut heads = vec!["编号".to_owned(), "人员".to_owned(), "时间".to_owned(), "状态".to_owned()];
    heads.extend(form.fields().map(|field| field.label.clone()));
    let (open, staff) = (access.listed(regulation, form), &*access.staff);
    let (mut lines, mut masked) = (Vec::with_capacity(rows.len()), 0);
    for row in &rows {
        let record = access.record(row, regulation, &form.id)?;
        if !record.seen.at_all() || !open && !record.takes_part {
            continue;
        }
        masked += u64::from(!record.seen.whole());
        let hidden = |text: String| if record.seen.hides_all() { MASKED.to_owned() } else { text };
        let person = hidden(record.person.map(|id| staff.name(id)).unwrap_or_default());
        let reason = row.maybe_text("void_reason")?.filter(|_| record.seen.whole());
        let state = registers::state(
            &row.text("status")?,
            row.maybe_text("matter_status")?.as_deref() == Some("returned"),
            reason.as_deref(),
        );
        let at = Moment(row.int("starts")?).to_string().replace('T', " ");
        let at = if record.when(Some(form)) { at } else { MASKED.to_owned() };
        let mut line = vec![row.maybe_text("number")?.unwrap_or_default(), person, at, state];
        let cell = |field| hidden(registers::cell(Some(field), record.content.get(&field.name), staff));
        line.extend(form.fields().map(cell));
        lines.push(line);
    }
    Ok((registers::csv_of(&heads, &lines)?, lines.len() as u64, masked))
}

/// Each matter with its sheet, its stations and every opinion, as far as the caller may read it.
async fn matters(
    app: &App,
    access: &Access,
    chosen: &[Arc<Loaded>],
    (from, to): (Date, Date),
    pack: &mut Pack,
    index: &mut Page,
) -> Result<()> {
    let mut connection = app.pool.acquire().await?;
    for loaded in chosen {
        let rows = sqlx::query(
            "SELECT id FROM matters WHERE office_id = $1 AND regulation = $2 AND filed_at >= $3 AND filed_at < $4 ORDER BY id LIMIT $5",
        )
        .bind(access.office.number())
        .bind(&loaded.manifest().id)
        .bind(from.at(0).0)
        .bind(to.plus(1).at(0).0)
        .bind(MOST + 1)
        .fetch_all(&mut *connection)
        .await?;
        if rows.len() > MOST as usize {
            let title = &loaded.manifest().title;
            return Err(Error::Invalid(format!("《{title}》在这段时间的事项超过 {MOST} 件，请分几段导出")));
        }
        for row in rows {
            let id = row.int("id")?;
            let shown = match show::shown(access, &mut connection, id).await {
                Err(Error::NotFound(_) | Error::Rejected(_)) => continue,
                shown => shown?,
            };
            pack.told.matters += 1;
            pack.matters.insert(id);
            pack.told.masked += u64::from(shown.masked);
            let name = format!("matters/{id}.html");
            pack.add(&name, page::matter(&shown).into_bytes()).await?;
            pack.add(&format!("matters/{id}.json"), serde_json::to_vec_pretty(&shown)?).await?;
            let number = shown.number.clone().unwrap_or_else(|| id.to_string());
            index.link(&name, &format!("{number} {}（{}）", shown.summary, shown.applicant));
        }
    }
    Ok(())
}

/// Every event with the published part of its hash. Which matter it is of stands beside those alone that are in the pack: of
/// others the taker may learn nothing.
async fn chain(app: &App, office: OfficeId, known: &BTreeSet<i64>) -> Result<Vec<u8>> {
    let rows = sqlx::query("SELECT seq, at, kind, matter_id, hash FROM events WHERE office_id = $1 ORDER BY seq")
        .bind(office.number())
        .fetch_all(&app.pool)
        .await?;
    let heads = ["seq", "at", "kind", "matter", "hash_tail"].map(str::to_owned);
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        lines.push(vec![
            row.int("seq")?.to_string(),
            Moment(row.int("at")?).to_string(),
            row.text("kind")?,
            row.maybe_int("matter_id")?.filter(|id| known.contains(id)).map(|id| id.to_string()).unwrap_or_default(),
            event_hash::tail(&row.text("hash")?).to_owned(),
        ]);
    }
    registers::csv_of(&heads, &lines)
}

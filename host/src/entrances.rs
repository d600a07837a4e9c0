//! Entrances: addresses by which somebody without an account sees one board or fills in one form.
//!
//! An administrator opens an entrance and gives its address to a screen on a wall, or prints it as a code. The address is the
//! key: only its hash is kept, and it is told once. What is filed through it is filed by whoever opened it, and says so; who
//! filled it in is not asked.

use crate::{
    access,
    accounts::{Caller, hashed, token},
    app::App,
    error::{Error, Result},
    law::OfficeLaw,
    matters::filing::{self, FilingRequest, belongs},
    organisation,
    proof::code,
    registers,
    staff::Staff,
    store::{Columns, Event, UnitOfWork},
};
use guiju_api::{Department, EntranceEntry, EntranceInside, EntranceOpened, EntranceShown, Filing};
use guiju_domain::{
    OfficeId, PersonId,
    rejection::{Entrance::Confidential, Rejection},
};
use guiju_model::{Date, FieldKind, Form, Layout, Moment, ValueKind};
use serde_json::{Value, json};
use sqlx::any::AnyRow;

/// With what the keys of visitors' requests begin; no other request may have such a key.
pub const KEYS: &str = "entrance-";
/// So many are filed through one entrance in a minute at most.
const A_MINUTE: i64 = 30;

/// What an entrance leads to.
struct Entrance {
    office: OfficeId,
    id: i64,
    board: bool,
    regulation: String,
    what: String,
    place: String,
    /// Whoever opened it; nothing is seen or filed through it that they may not.
    opener: Caller,
}

/// The title of what an entrance leads to, if whoever opens it may see or file it, and a stranger could.
fn leads_to(law: &OfficeLaw, staff: &Staff, today: Date, opener: u64, entry: &EntranceEntry) -> Result<String> {
    let loaded = law.in_force(&entry.regulation, today)?;
    let manifest = loaded.manifest();
    if entry.kind == "board" {
        let view = manifest.views.iter().find(|view| view.id == entry.what && view.layout == Layout::Board);
        let view = view.filter(|view| belongs(staff, opener, &view.seen_by));
        return view.map(|view| view.title.clone()).ok_or(Error::NotFound("这块公示板"));
    }
    let form = manifest.form(&entry.what).filter(|_| entry.kind == "form");
    let form =
        form.filter(|form| belongs(staff, opener, &form.filing.by)).ok_or(Error::NotFound("您可以填报的这种表单"))?;
    if access::is_confidential(form) {
        return Err(Rejection::from(Confidential).into());
    }
    match inside_only(form) {
        None => Ok(form.title.clone()),
        Some(field) => {
            let why = format!("《{}》要填“{field}”，没有账号的人填不了，不能做成免登录的入口", form.title);
            Err(Error::Invalid(why))
        }
    }
}

/// The label of a field that only somebody inside the office can fill in.
fn inside_only(form: &Form) -> Option<&str> {
    let inside = |kind: &ValueKind| {
        use ValueKind as K;
        matches!(kind, K::Person | K::People | K::Reference(_) | K::Resource(_) | K::Attachment(_) | K::Attachments(_))
    };
    let closed = form.fields().find(|field| match &field.kind {
        FieldKind::Single(kind) => inside(kind),
        FieldKind::Table(columns) => columns.iter().any(|column| inside(&column.kind)),
    });
    closed.map(|field| field.label.as_str())
}

/// Opens an entrance: its address, with a code to print, told this once.
///
/// # Errors
/// If the caller is no administrator, or it leads nowhere.
pub async fn open(app: &App, caller: &Caller, entry: &EntranceEntry, base: &str) -> Result<EntranceOpened> {
    caller.administrator()?;
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let title = leads_to(&law, &staff, app.now(caller.office).date(), caller.person, entry)?;
    let place = entry.place.trim();
    if place.is_empty() {
        return Err(Error::Invalid("请写明这个入口放在哪里，如“一楼大厅屏幕”".to_owned()));
    }
    let secret = token()?;
    let mut change = app.change(caller.office).await?;
    let (id, now) = (change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO entrances (office_id, id, kind, regulation, what, place, token_hash, opened_by, opened_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(caller.office.number())
    .bind(id)
    .bind(&entry.kind)
    .bind(&entry.regulation)
    .bind(&entry.what)
    .bind(place)
    .bind(hashed(&secret))
    .bind(caller.person as i64)
    .bind(now)
    .execute(&mut *change)
    .await?;
    let body = json!({ "entrance": id, "title": title, "place": place });
    change.event(Event { matter: None, kind: "entrance-opened", by: Some(caller.person as i64), body }).await?;
    change.commit().await?;
    let address = format!("{base}/entrances/{secret}");
    let qr = code(&address)?;
    Ok(EntranceOpened { title, place: place.to_owned(), address, qr })
}

/// Closes an entrance for good.
///
/// # Errors
/// If the caller is no administrator, or there is no such entrance.
pub async fn close(app: &App, caller: &Caller, id: i64) -> Result<()> {
    caller.administrator()?;
    let mut change = app.change(caller.office).await?;
    let now = change.now.0;
    let closed =
        sqlx::query("UPDATE entrances SET closed_at = $3 WHERE office_id = $1 AND id = $2 AND closed_at IS NULL")
            .bind(caller.office.number())
            .bind(id)
            .bind(now)
            .execute(&mut *change)
            .await?;
    if closed.rows_affected() == 0 {
        return Err(Error::NotFound("这个入口"));
    }
    let body = json!({ "entrance": id });
    change.event(Event { matter: None, kind: "entrance-closed", by: Some(caller.person as i64), body }).await?;
    Ok(change.commit().await?)
}

/// The office's entrances, the open ones first.
///
/// # Errors
/// If the caller keeps nothing of the office, or the database cannot be used.
pub async fn all(app: &App, caller: &Caller) -> Result<Vec<EntranceShown>> {
    caller.keeper()?;
    let (law, staff, today) = (app.law(caller.office)?, app.staff(caller.office).await?, app.now(caller.office).date());
    let rows = sqlx::query(
        "SELECT e.id AS id, kind, e.regulation AS regulation, what, place, opened_by, opened_at, closed_at,
         (SELECT COUNT(*) FROM matters m WHERE m.office_id = e.office_id
          AND m.filing_key LIKE CAST(e.opened_by AS TEXT) || ':entrance-' || CAST(e.id AS TEXT) || ':%') AS filed
         FROM entrances e WHERE e.office_id = $1 ORDER BY closed_at IS NOT NULL, e.id DESC",
    )
    .bind(caller.office.number())
    .fetch_all(&app.pool)
    .await?;
    let shown = |row: &AnyRow| {
        let (regulation, what, kind) = (row.text("regulation")?, row.text("what")?, row.text("kind")?);
        let title = law.regulation(&regulation, today).and_then(|loaded| {
            let manifest = loaded.manifest();
            match kind.as_str() {
                "board" => manifest.views.iter().find(|view| view.id == what).map(|view| view.title.clone()),
                _ => manifest.form(&what).map(|form| form.title.clone()),
            }
        });
        Ok(EntranceShown {
            id: row.int("id")? as u64,
            kind,
            title: title.unwrap_or(what),
            place: row.text("place")?,
            opened_by: staff.name(row.int("opened_by")? as u64),
            opened: Moment(row.int("opened_at")?).to_string(),
            closed: row.maybe_int("closed_at")?.map(|at| Moment(at).to_string()),
            filed: row.int("filed")? as u64,
        })
    };
    rows.iter().map(shown).collect()
}

/// What lies behind an address.
async fn behind(app: &App, secret: &str) -> Result<Entrance> {
    let row = sqlx::query(
        "SELECT office_id, e.id AS id, kind, regulation, what, place, opened_by, policy_version FROM entrances e
         JOIN offices o ON o.id = e.office_id WHERE token_hash = $1 AND closed_at IS NULL",
    )
    .bind(hashed(secret))
    .fetch_optional(&app.pool)
    .await?;
    let row = row.ok_or(Error::NotFound("这个入口（可能已经关闭）"))?;
    let (office, person) = (row.office("office_id")?, row.int("opened_by")? as u64);
    // As with a session: what another server changed is known before anything is shown.
    app.follow_to(office, row.int("policy_version")?).await?;
    if !app.staff(office).await?.people.get(&person).is_some_and(|member| member.active) {
        return Err(Error::NotFound("这个入口（可能已经关闭）"));
    }
    Ok(Entrance {
        office,
        id: row.int("id")?,
        board: row.text("kind")? == "board",
        regulation: row.text("regulation")?,
        what: row.text("what")?,
        place: row.text("place")?,
        opener: Caller {
            office,
            person,
            login: String::new(),
            system_role: None,
            csrf: String::new(),
            first: None,
            session: String::new(),
        },
    })
}

/// What somebody with the address sees: the board as it stands now, or the form.
///
/// # Errors
/// If the entrance is closed, or what it leads to is no longer there.
pub async fn inside(app: &App, secret: &str) -> Result<EntranceInside> {
    let entrance = behind(app, secret).await?;
    let (law, staff) = (app.law(entrance.office)?, app.staff(entrance.office).await?);
    let kind = if entrance.board { "board" } else { "form" }.to_owned();
    let (regulation, what) = (entrance.regulation.clone(), entrance.what.clone());
    let entry = EntranceEntry { kind, regulation, what, place: String::new() };
    let title = leads_to(&law, &staff, app.now(entrance.office).date(), entrance.opener.person, &entry)?;
    let (mut board, mut form, mut departments) = (Vec::new(), None, Vec::new());
    if entrance.board {
        board = registers::board_outside(app, &entrance.opener, &entrance.regulation, &entrance.what).await?;
    } else {
        let loaded = law.regulation(&entrance.regulation, app.now(entrance.office).date());
        form = loaded.and_then(|loaded| loaded.manifest().form(&entrance.what).cloned());
        let named = |(id, name): (u32, &str)| Department { id: u64::from(id), name: name.to_owned() };
        departments = staff.departments_in_order().into_iter().map(named).collect();
    }
    let office = organisation::name(&app.pool, entrance.office).await?;
    Ok(EntranceInside { office, title, now: app.now(entrance.office).to_string(), board, form, departments })
}

/// Files what somebody filled in.
///
/// # Errors
/// Every finding that forbids it, or if the entrance is closed or too busy.
pub async fn file(app: &App, secret: &str, content: Value, key: Option<&str>) -> Result<()> {
    let entrance = behind(app, secret).await?;
    if entrance.board {
        return Err(Error::NotFound("这个入口的表单"));
    }
    // What the form asks for may have become confidential since the entrance was opened.
    let (law, staff) = (app.law(entrance.office)?, app.staff(entrance.office).await?);
    let entry = EntranceEntry {
        kind: "form".to_owned(),
        regulation: entrance.regulation.clone(),
        what: entrance.what.clone(),
        place: String::new(),
    };
    leads_to(&law, &staff, app.now(entrance.office).date(), entrance.opener.person, &entry)?;
    let mut change = app.change(entrance.office).await?;
    take_a_turn(&mut change, &entrance).await?;
    change.commit().await?;
    let filing = Filing {
        content, on_behalf_of: None, remark: Some(format!("经“{}”的入口匿名填报", entrance.place))
    };
    let (office, opener) = (entrance.office, entrance.opener.person);
    let key = match key {
        Some(key) => key.to_owned(),
        None => token()?,
    };
    let key = format!("{KEYS}{}:{key}", entrance.id);
    let (person, filing) = (PersonId::new(opener), &filing);
    let request = FilingRequest { office, person, regulation: &entrance.regulation, form: &entrance.what, filing };
    filing::file(app, &request, Some(&key)).await?;
    Ok(())
}

/// Counts one more, unless this minute has seen too many.
async fn take_a_turn(change: &mut UnitOfWork, entrance: &Entrance) -> Result<()> {
    let minute = change.now.0 / 60;
    let taken = sqlx::query(
        "UPDATE entrances SET in_minute = CASE WHEN minute = $3 THEN in_minute + 1 ELSE 1 END,
         minute = $3 WHERE office_id = $1 AND id = $2 AND closed_at IS NULL AND (minute <> $3 OR in_minute < $4)",
    )
    .bind(entrance.office.number())
    .bind(entrance.id)
    .bind(minute)
    .bind(A_MINUTE)
    .execute(&mut **change)
    .await?;
    match taken.rows_affected() {
        0 => Err(Error::Throttled(1)),
        _ => Ok(()),
    }
}

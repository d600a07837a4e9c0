//! Keepers and requests as keepers see them.

use super::{answering::Kept, appointing, saying::Saying};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::Columns,
};
use guiju_api::{KeeperShown, Page, RequestShown};
use guiju_domain::{
    PersonId, PostId,
    keepers::{Keeper, Request, State, may_answer},
};
use guiju_model::Moment;
use sqlx::any::AnyRow;

/// Requests on a page.
const PAGE: i64 = 50;

/// Who holds a role of the system.
///
/// # Errors
/// If the caller holds none.
pub async fn keepers(app: &App, caller: &Caller) -> Result<Vec<KeeperShown>> {
    caller.keeper()?;
    let staff = app.staff(caller.office).await?;
    let all = appointing::appointed(app, caller.office).await?;
    let shown = all.into_iter().filter_map(|keeper| {
        let role = keeper.role?;
        Some(KeeperShown {
            person: keeper.person.number(),
            department: staff.department_of(keeper.person.number()),
            name: keeper.name,
            role: role.name().to_owned(),
            role_label: role.label().to_owned(),
            login: keeper.login,
        })
    });
    Ok(shown.collect())
}

/// Requests, those that wait first, then the latest; of one state alone if one is named.
///
/// # Errors
/// If the caller holds no role of the system, or there is no such state.
pub async fn requests(app: &App, caller: &Caller, state: Option<&str>, offset: i64) -> Result<Page<RequestShown>> {
    caller.keeper()?;
    let state = match state.filter(|state| !state.is_empty()) {
        Some(name) => {
            let known = State::named(name);
            Some(known.ok_or_else(|| {
                Error::Invalid(format!(
                    "没有“{name}”这种状态；可选 waiting、confirmed、declined、withdrawn、expired、outdated"
                ))
            })?)
        }
        None => None,
    };
    let mut saying = Saying::of(app, caller.office).await?;
    let only = state.map_or("", State::name);
    let rows = sqlx::query(
        "SELECT * FROM requests WHERE office_id = $1 AND ($2 = '' OR state = $2)
         ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END, id DESC LIMIT $3 OFFSET $4",
    )
    .bind(caller.office.number())
    .bind(only)
    .bind(PAGE)
    .bind(offset.max(0))
    .fetch_all(&app.pool)
    .await?;
    let total = sqlx::query("SELECT COUNT(*) AS n FROM requests WHERE office_id = $1 AND ($2 = '' OR state = $2)")
        .bind(caller.office.number())
        .bind(only)
        .fetch_one(&app.pool)
        .await?;
    let mut connection = app.pool.acquire().await?;
    for row in &rows {
        saying.tell_apart(&mut connection, caller.office, &Kept::of(row)?.request).await?;
    }
    let rows = rows.iter().map(|row| one(row, caller, &saying)).collect::<Result<_>>()?;
    Ok(Page { rows, total: total.int("n")?.unsigned_abs() })
}

fn one(row: &AnyRow, caller: &Caller, saying: &Saying) -> Result<RequestShown> {
    let kept = Kept::of(row)?;
    let waits = kept.state == State::Waiting;
    let me = Keeper { person: caller.person, role: caller.system_role };
    let post = match &kept.request {
        Request::EnterPost { post, .. } => post.map(PostId::number),
        _ => None,
    };
    Ok(RequestShown {
        id: kept.id.number(),
        kind: kept.request.kind().name().to_owned(),
        title: saying.title(&kept.request),
        changes: saying.changes(&kept.request),
        post,
        people: kept.request.concerns().into_iter().map(PersonId::number).collect(),
        asked_by: saying.name(kept.by),
        asked: Moment(kept.asked_at).to_string(),
        state: kept.state.name().to_owned(),
        answered_by: match (row.maybe_int("answered_by")?, kept.state) {
            (Some(id), _) => Some(saying.name(PersonId::new(id.unsigned_abs()))),
            (None, State::Confirmed) => Some("服务器管理人员".to_owned()),
            (None, State::Expired | State::Outdated) => Some("系统".to_owned()),
            (None, _) => None,
        },
        answered: row.maybe_int("answered_at")?.map(|at| Moment(at).to_string()),
        words: row.maybe_text("words")?,
        answerable: waits && may_answer(me, kept.asked()).is_ok(),
        withdrawable: waits && kept.by == me.person,
        reason: kept.reason,
    })
}

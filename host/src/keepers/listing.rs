//! Keepers and requests as keepers see them.

use super::{
    appointing,
    wording::{Change, RequestWording},
};
use crate::{
    accounts::Caller,
    app::App,
    error::Result,
    store::{
        self,
        requests::{self, KeeperRequest, Selection},
    },
    words::{self, text},
};
use guiju_api::{KeeperShown, Page, RequestShown};
use guiju_domain::{
    PersonId, PostId,
    keepers::{Keeper, Request, State, may_answer},
    rejection,
};

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
            department: staff.department_of(keeper.person),
            name: keeper.name,
            role: role.name().to_owned(),
            role_label: words::answer(&role.message()),
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
            Some(known.ok_or_else(|| rejection::Keeper::UnknownState {
                state: name.to_owned(),
                known: State::ALL.map(State::name).to_vec(),
            })?)
        }
        None => None,
    };
    let mut wording = RequestWording::of(app, caller.office).await?;
    let selection = Selection { office: caller.office, state };
    let asked = requests::page(&app.pool, app.dialect, selection, PAGE, offset.max(0)).await?;
    let total = requests::count(&app.pool, app.dialect, selection).await?;
    let mut connection = store::acquire(&app.pool).await?;
    for one in &asked {
        wording.distinguish(&mut connection, caller.office, &one.content).await?;
    }
    let rows = asked.into_iter().map(|request| one(request, caller, &wording)).collect();
    Ok(Page { rows, total })
}

fn one(request: KeeperRequest, caller: &Caller, wording: &RequestWording) -> RequestShown {
    let waits = request.state == State::Waiting;
    let me = Keeper { person: caller.person, role: caller.system_role };
    let post = match &request.content {
        Request::EnterPost { post, .. } => post.map(PostId::number),
        _ => None,
    };
    RequestShown {
        id: request.id.number(),
        kind: request.content.kind().name().to_owned(),
        title: words::answer(&wording.title(&request.content)),
        changes: wording.changes(&request.content).iter().map(Change::shown).collect(),
        post,
        people: request.content.concerns().into_iter().map(PersonId::number).collect(),
        asked_by: wording.name(request.by),
        asked: request.asked_at.to_string(),
        state: request.state.name().to_owned(),
        answered_by: match (request.answered_by, request.state) {
            (Some(id), _) => Some(wording.name(id)),
            (None, State::Confirmed) => Some(text!("keeper-of-server")),
            (None, State::Expired | State::Outdated) => Some(text!("keeper-of-system")),
            (None, _) => None,
        },
        answered: request.answered_at.map(|at| at.to_string()),
        answerable: waits && may_answer(me, request.asked()).is_ok(),
        withdrawable: waits && request.by == me.person,
        words: request.words,
        reason: request.reason,
    }
}

//! Public links: addresses by which somebody without an account sees one board or files one form.
//!
//! An administrator opens a link and gives its address to a screen on a wall, or prints it as a code. The address holds a secret, of
//! which only the hash is stored, and it is told once. What is filed through a link is filed by whoever opened it, and says so; who
//! filled it in is not asked.

use crate::{
    access,
    accounts::{Caller, hashed, token},
    app::App,
    error::{Error, Result},
    matters::filing::{self, FilingRequest, belongs},
    organisation,
    policy::OfficePolicy,
    proof::code,
    registers,
    staff::Staff,
    store::public_links,
    words,
};
use guiju_api::{Department, EntranceEntry, EntranceInside, EntranceOpened, EntranceShown, Filing};
use guiju_domain::{
    DepartmentId, PersonId, PublicLinkId,
    events::publications::{LinkClosed, LinkOpened},
    message,
    public_links::LinkKind,
    rejection::{self, Unknown},
};
use guiju_model::{Date, FieldKind, Form, Layout, ValueKind};
use serde_json::Value;

/// With what the keys of visitors' requests begin; no other request may have such a key.
pub const KEYS: &str = "entrance-";
/// So many are filed through one link in a minute at most.
const A_MINUTE: i64 = 30;

/// An open link with whoever opened it; nothing is seen or filed through it that they may not.
struct OpenLink {
    link: public_links::OpenLink,
    opener: Caller,
}

/// A kind of link, none if there is no such kind, the regulation and the id of what it leads to.
type Target<'a> = (Option<LinkKind>, &'a str, &'a str);

/// The title of what a link leads to, if whoever opens it may see or file it, and a stranger could.
fn leads_to(
    policy: &OfficePolicy,
    staff: &Staff,
    today: Date,
    opener: PersonId,
    (kind, regulation, target): Target<'_>,
) -> Result<String> {
    let loaded = policy.in_force(regulation, today)?;
    let manifest = loaded.manifest();
    if kind == Some(LinkKind::Board) {
        let view = manifest.views.iter().find(|view| view.id == target && view.layout == Layout::Board);
        let view = view.filter(|view| belongs(staff, opener, &view.seen_by));
        return view.map(|view| view.title.clone()).ok_or(Error::from(Unknown::Board));
    }
    let form = manifest.form(target).filter(|_| kind.is_some());
    let form = form.filter(|form| belongs(staff, opener, &form.filing.by)).ok_or(Error::from(Unknown::FormToFile))?;
    if access::is_confidential(form) {
        return Err(rejection::PublicLink::Confidential.into());
    }
    match inside_only(form) {
        None => Ok(form.title.clone()),
        Some(field) => {
            let (form, field) = (form.title.clone(), field.to_owned());
            Err(rejection::PublicLink::NeedsAccount { form, field }.into())
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

/// Opens a link: its address, with a code to print, told this once.
///
/// # Errors
/// If the caller is no administrator, or it leads nowhere.
pub async fn open(app: &App, caller: &Caller, entry: &EntranceEntry, base: &str) -> Result<EntranceOpened> {
    caller.administrator()?;
    let (policy, staff) = (app.policy(caller.office)?, app.staff(caller.office).await?);
    let kind = LinkKind::named(&entry.kind);
    let target = (kind, entry.regulation.as_str(), entry.what.as_str());
    let title = leads_to(&policy, &staff, app.now(caller.office).date(), caller.person, target)?;
    let place = entry.place.trim();
    if place.is_empty() {
        return Err(rejection::PublicLink::PlaceMissing.into());
    }
    let secret = token()?;
    let mut change = app.change(caller.office).await?;
    let new = public_links::New {
        kind: kind.unwrap_or(LinkKind::Form),
        regulation: &entry.regulation,
        target: &entry.what,
        place,
        token_hash: &hashed(&secret),
        opened_by: caller.person,
    };
    let id = public_links::insert(&mut change, &new).await?;
    let event = LinkOpened {
        entrance: id,
        leads_to: new.kind,
        regulation: entry.regulation.clone(),
        what: entry.what.clone(),
        title: title.clone(),
        place: place.to_owned(),
    };
    change.record(Some(caller.person), &event)?;
    change.commit().await?;
    let address = format!("{base}/entrances/{secret}");
    let qr = code(&address)?;
    Ok(EntranceOpened { title, place: place.to_owned(), address, qr })
}

/// Closes a link for good.
///
/// # Errors
/// If the caller is no administrator, or there is no such link.
pub async fn close(app: &App, caller: &Caller, id: PublicLinkId) -> Result<()> {
    caller.administrator()?;
    let mut change = app.change(caller.office).await?;
    let closed = public_links::close(&mut change, id).await?.ok_or(Error::from(Unknown::PublicLink))?;
    let policy = app.policy(caller.office)?;
    let title = title(&policy, change.now.date(), (closed.kind, &closed.regulation, &closed.target));
    let public_links::Closed { regulation, target: what, place, .. } = closed;
    change.record(Some(caller.person), &LinkClosed { entrance: id, regulation, what, title, place })?;
    Ok(change.commit().await?)
}

/// The title of what a link leads to, as it is on a day; its id, if the office has it no longer.
fn title(policy: &OfficePolicy, day: Date, (kind, regulation, target): (LinkKind, &str, &str)) -> String {
    let title = policy.regulation(regulation, day).and_then(|loaded| {
        let manifest = loaded.manifest();
        match kind {
            LinkKind::Board => manifest.views.iter().find(|view| view.id == target).map(|view| view.title.clone()),
            LinkKind::Form => manifest.form(target).map(|form| form.title.clone()),
        }
    });
    title.unwrap_or_else(|| target.to_owned())
}

/// The office's links, the open ones first.
///
/// # Errors
/// If the caller keeps nothing of the office, or the database cannot be used.
pub async fn all(app: &App, caller: &Caller) -> Result<Vec<EntranceShown>> {
    caller.keeper()?;
    let (policy, staff, today) =
        (app.policy(caller.office)?, app.staff(caller.office).await?, app.now(caller.office).date());
    let links = public_links::of_office(&app.pool, caller.office).await?;
    let shown = |link: public_links::Link| {
        let title = title(&policy, today, (link.kind, &link.regulation, &link.target));
        EntranceShown {
            id: link.id.number().unsigned_abs(),
            kind: link.kind.name().to_owned(),
            title,
            place: link.place,
            opened_by: staff.name(link.opened_by),
            opened: link.opened_at.to_string(),
            closed: link.closed_at.map(|at| at.to_string()),
            filed: link.filed,
        }
    };
    Ok(links.into_iter().map(shown).collect())
}

/// The open link with this secret.
async fn find(app: &App, secret: &str) -> Result<OpenLink> {
    const CLOSED: Unknown = Unknown::PublicLink;
    let link = public_links::find(&app.pool, &hashed(secret)).await?.ok_or(CLOSED)?;
    let (office, person) = (link.office, link.opened_by);
    // As with a session: what another server changed is known before anything is shown.
    app.follow_to(office, link.policy_version).await?;
    if !app.staff(office).await?.people.get(&person).is_some_and(|member| member.active) {
        return Err(CLOSED.into());
    }
    let opener = Caller {
        office,
        person: link.opened_by,
        login: String::new(),
        system_role: None,
        csrf: String::new(),
        first: None,
        session: String::new(),
    };
    Ok(OpenLink { link, opener })
}

impl OpenLink {
    fn target(&self) -> Target<'_> {
        (Some(self.link.kind), &self.link.regulation, &self.link.target)
    }
}

/// What somebody with the address sees: the board as it stands now, or the form.
///
/// # Errors
/// If the link is closed, or what it leads to is no longer there.
pub async fn inside(app: &App, secret: &str) -> Result<EntranceInside> {
    let open = find(app, secret).await?;
    let link = &open.link;
    let (policy, staff) = (app.policy(link.office)?, app.staff(link.office).await?);
    let title = leads_to(&policy, &staff, app.now(link.office).date(), open.opener.person, open.target())?;
    let (mut board, mut form, mut departments) = (Vec::new(), None, Vec::new());
    match link.kind {
        LinkKind::Board => board = registers::board_outside(app, &open.opener, &link.regulation, &link.target).await?,
        LinkKind::Form => {
            let loaded = policy.regulation(&link.regulation, app.now(link.office).date());
            form = loaded.and_then(|loaded| loaded.manifest().form(&link.target).cloned());
            let named = |(id, name): (DepartmentId, &str)| Department { id: id.number(), name: name.to_owned() };
            departments = staff.departments_in_order().into_iter().map(named).collect();
        }
    }
    let office = organisation::name(&app.pool, link.office).await?;
    Ok(EntranceInside { office, title, now: app.now(link.office).to_string(), board, form, departments })
}

/// Files what somebody filled in.
///
/// # Errors
/// Every finding that forbids it, or if the link is closed or too busy.
pub async fn file(app: &App, secret: &str, content: Value, key: Option<&str>) -> Result<()> {
    let open = find(app, secret).await?;
    let link = &open.link;
    if link.kind == LinkKind::Board {
        return Err(Error::from(Unknown::FormOfPublicLink));
    }
    // What the form asks for may have become confidential since the link was opened.
    let (policy, staff) = (app.policy(link.office)?, app.staff(link.office).await?);
    leads_to(&policy, &staff, app.now(link.office).date(), open.opener.person, open.target())?;
    let mut change = app.change(link.office).await?;
    let minute = change.now.0 / 60;
    if !public_links::count_filing(&mut change, link.id, minute, A_MINUTE).await? {
        return Err(rejection::PublicLink::Busy.into());
    }
    change.commit().await?;
    let remark = Some(words::written(&message!("entrance-remark", place = &link.place)));
    let filing = Filing { content, on_behalf_of: None, remark };
    let key = match key {
        Some(key) => key.to_owned(),
        None => token()?,
    };
    let key = format!("{KEYS}{}:{key}", link.id);
    let request = FilingRequest {
        office: link.office,
        person: open.opener.person,
        regulation: &link.regulation,
        form: &link.target,
        filing: &filing,
    };
    filing::file(app, &request, Some(&key)).await?;
    Ok(())
}

//! Keepers: nobody becomes more than he is. Roles of the system, logins, passwords and posts that open confidential content
//! change by two people, each with an event, and whoever is concerned is told.

use anyhow::{Context, Result, ensure};
use guiju::keepers;
use guiju_api::{
    Entered, Filing, GrantWanted, KeeperShown, OpeningEntry, Outcome, Page, PersonEntry, PersonShown, Post,
    RequestAnswer, RequestShown, SwapAnswer, SwapAsk,
};
use guiju_domain::SystemRole;
use guiju_tests::{
    Answer, Columns, Office, PASSWORD, Person,
    accounts::{attempt, credentials},
    on_each_database,
};
use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::any::AnyRow;

/// A password that only the attacker knows.
const STOLEN: &str = "stolen-and-long-2026";

/// The number of a request that waits.
fn waiting(status: StatusCode, outcome: &Answer) -> Result<u64> {
    ensure!(status == StatusCode::ACCEPTED, "{status} {outcome}");
    outcome.read::<Outcome>()?.request.context("a request")
}

async fn answer(person: &Person, request: u64, action: &str, words: &str) -> Result<(StatusCode, Answer)> {
    person
        .post(
            &format!("/api/requests/{request}"),
            &RequestAnswer { action: action.to_owned(), words: words.to_owned() },
        )
        .await
}

/// What an event says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Told {
    person: Option<u64>,
    role: Option<String>,
    before: Value,
    after: Value,
    through: Value,
    request: Option<u64>,
}

/// The events of a kind, with who did it.
async fn events(office: &Office, kind: &str) -> Result<Vec<(Option<u64>, Told)>> {
    let rows = sqlx::query("SELECT by_id, body FROM events WHERE office_id = 1 AND kind = $1 ORDER BY seq")
        .bind(kind)
        .fetch_all(&office.app.pool)
        .await?;
    let by = |row: &AnyRow| anyhow::Ok(row.maybe_int("by_id")?.map(u64::try_from).transpose()?);
    rows.iter().map(|row| Ok((by(row)?, row.json("body")?))).collect()
}

/// Part of what an event says, by name.
fn part(of: &Value, name: &str) -> Option<u64> {
    of.get(name).and_then(Value::as_u64)
}

/// No event of the chain carries anything of a password.
async fn no_secrets(office: &Office) -> Result<()> {
    let rows = sqlx::query("SELECT body FROM events WHERE office_id = 1").fetch_all(&office.app.pool).await?;
    for row in rows {
        let body = row.text("body")?;
        for secret in [STOLEN, PASSWORD, "argon2"] {
            ensure!(!body.contains(secret), "an event tells {secret}: {body}");
        }
    }
    Ok(())
}

async fn role(person: &Person) -> Result<Option<String>> {
    Ok(person.me().await?.system_role)
}

async fn log_in(office: &Office, login: &str, password: &str) -> Result<StatusCode> {
    let stranger = guiju_tests::client().build()?;
    Ok(attempt(&stranger, &office.base, &credentials(login, password)).await?.status)
}

async fn told(person: &Person, words: &str) -> Result<()> {
    let notices = person.notices().await?;
    ensure!(notices.iter().any(|notice| notice.contains(words)), "nobody is told {words}: {notices:?}");
    Ok(())
}

fn entry(id: u64, name: &str, department: &str) -> PersonEntry {
    PersonEntry { id: Some(id), name: name.to_owned(), department: department.to_owned(), ..PersonEntry::default() }
}

on_each_database! {
    /// An administrator makes nobody a keeper: neither himself by a second account, nor somebody invented, at no entry.
    an_administrator_makes_no_keeper(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let own = PersonEntry { badge: Some("1".to_owned()), login: Some("zhou2".to_owned()), password: Some(STOLEN.to_owned()), system_role: Some("security".to_owned()), ..entry(zhou.id, "周办", "办公室") };
        let (status, problem) = zhou.post("/api/people", &own).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "keeper.role-needs-request"), "{problem}");
        let invented = PersonEntry { name: "虚构".to_owned(), department: "办公室".to_owned(), login: Some("invented".to_owned()), password: Some(STOLEN.to_owned()), system_role: Some("security".to_owned()), ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &invented).await?.1.code(), "keeper.role-needs-request");
        // A second login for himself is a change of his own, which another keeper confirms; never a second account.
        let second = PersonEntry { badge: Some("1".to_owned()), login: Some("zhou2".to_owned()), password: Some(STOLEN.to_owned()), ..entry(zhou.id, "周办", "办公室") };
        let (status, outcome) = zhou.post("/api/people", &second).await?;
        let request = waiting(status, &outcome)?;
        assert_eq!(answer(&zhou, request, "confirm", "").await?.1.code(), "keeper.own-request");
        assert_eq!(log_in(&office, "zhou2", STOLEN).await?, StatusCode::BAD_REQUEST);
        // He asks for no role either: that is the security officer's.
        let grant = GrantWanted { person: zhou.id, role: "security".to_owned(), reason: "方便".to_owned() };
        assert_eq!(zhou.post("/api/keepers", &grant).await?.0, StatusCode::FORBIDDEN);
        let wu = office.person("wu").await?;
        let own = GrantWanted { person: wu.id, role: "administrator".to_owned(), reason: "方便".to_owned() };
        assert_eq!(wu.post("/api/keepers", &own).await?.1.code(), "keeper.about-oneself");
        // An import has no such column, and a line that names one is refused.
        let table = "姓名,部门,登录名,初始密码,系统角色\n虚构,办公室,invented,stolen-and-long-2026,安全员\n";
        let report = zhou.import("/api/people/import", table).await?;
        assert_eq!((report.new, report.errors.len()), (0, 1), "{report:?}");
        assert_eq!(log_in(&office, "invented", STOLEN).await?, StatusCode::BAD_REQUEST);
        assert_eq!(wu.get::<Vec<KeeperShown>>("/api/keepers").await?.len(), 2);
        no_secrets(&office).await
    }

    /// The security officer's password is not the administrator's to set, so the revision he asked for stays unconfirmed.
    the_security_officers_password(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        for (login, password) in [(None, Some(STOLEN)), (Some("wu"), Some(STOLEN)), (Some("mine"), Some(STOLEN)), (Some("mine"), None)] {
            let setting = PersonEntry { login: login.map(str::to_owned), password: password.map(str::to_owned), ..entry(wu.id, "吴副", "领导") };
            let (status, outcome) = zhou.post("/api/people", &setting).await?;
            let request = waiting(status, &outcome)?;
            assert_eq!(answer(&zhou, request, "confirm", "").await?.0, StatusCode::FORBIDDEN);
            assert_eq!(answer(&wu, request, "confirm", "").await?.1.code(), "keeper.about-oneself");
            let (status, answered) = answer(&zhou, request, "withdraw", "").await?;
            assert_eq!(status, StatusCode::NO_CONTENT, "{answered}");
            assert_eq!(answer(&zhou, request, "withdraw", "").await?.1.code(), "keeper.request-answered");
        }
        let table = "姓名,部门,考勤号,登录名,初始密码\n吴副,领导,5,wu,stolen-and-long-2026\n";
        let report = zhou.import("/api/people/import", table).await?;
        assert_eq!(report.waiting[0].1, "待安全员确认", "{report:?}");
        for login in ["wu", "mine"] {
            assert_eq!(log_in(&office, login, STOLEN).await?, StatusCode::BAD_REQUEST);
        }
        assert_eq!(role(&wu).await?.as_deref(), Some("security"), "nobody was logged out");
        told(&wu, "重设吴副的密码").await?;
        let kept = "SELECT COUNT(*) AS n FROM requests WHERE state = 'withdrawn' AND body LIKE '%argon2%'";
        assert_eq!(sqlx::query(kept).fetch_one(&office.app.pool).await?.int("n")?, 0, "it goes with the answer");
        no_secrets(&office).await
    }

    /// A role is granted by the security officer's asking and the administrator's confirming; taken away likewise.
    a_role_by_two(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        let grant = GrantWanted { person: li.id, role: "auditor".to_owned(), reason: "机关工委要求设审计员".to_owned() };
        assert_eq!(wu.post("/api/keepers", &GrantWanted { reason: " ".to_owned(), ..grant.clone() }).await?.1.code(), "keeper.reason-missing");
        let (status, outcome) = wu.post("/api/keepers", &grant).await?;
        let request = waiting(status, &outcome)?;
        let (status, again) = wu.post("/api/keepers", &grant).await?;
        assert_eq!(waiting(status, &again)?, request, "the same is not asked twice");
        assert_eq!(role(&li).await?, None, "it waits");
        assert_eq!(answer(&wu, request, "confirm", "").await?.1.code(), "keeper.own-request");
        assert_eq!(answer(&li, request, "confirm", "").await?.1.code(), "keeper.about-oneself");
        assert_eq!(answer(&office.person("liu").await?, request, "confirm", "").await?.1.code(), "keeper.not-yours");
        assert_eq!(li.look("/api/requests").await?.0, StatusCode::FORBIDDEN);
        let shown = zhou.get::<Page<RequestShown>>("/api/requests?state=waiting").await?;
        let line = &shown.rows[0];
        assert_eq!((line.answerable, line.changes[0].to.as_str()), (true, "审计员"), "{shown:?}");
        told(&zhou, "由李敏担任审计员").await?;
        assert_eq!(answer(&zhou, request, "confirm", "").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(role(&li).await?.as_deref(), Some("auditor"));
        told(&li, "担任审计员").await?;
        let granted = events(&office, "role-granted").await?;
        let (by, body) = granted.last().context("an event")?;
        assert_eq!((*by, body.person, body.role.as_deref(), &body.before), (Some(zhou.id), Some(li.id), Some("auditor"), &Value::Null), "{body:?}");
        assert_eq!(part(&body.through, "request"), Some(request), "{body:?}");
        assert_eq!(wu.post("/api/keepers", &grant).await?.1.code(), "keeper.holds-already");
        // One role a person: another is a move, in one request.
        let (status, outcome) = wu.post("/api/keepers", &GrantWanted { person: li.id, role: "security".to_owned(), reason: "改任".to_owned() }).await?;
        assert_eq!(answer(&zhou, waiting(status, &outcome)?, "confirm", "").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(role(&li).await?.as_deref(), Some("security"));
        assert_eq!(events(&office, "role-granted").await?.last().map(|(_, body)| body.before.clone()), Some(json!("auditor")));
        // An auditor's, a security officer's role is taken away by two; whoever is concerned does not confirm.
        let (status, outcome) = wu.post(&format!("/api/keepers/{}/revocation", li.id), &OpeningEntry { reason: "岗位调整".to_owned() }).await?;
        let request = waiting(status, &outcome)?;
        assert_eq!(answer(&li, request, "confirm", "").await?.1.code(), "keeper.about-oneself");
        assert_eq!(answer(&zhou, request, "confirm", "").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(role(&li).await?, None);
        assert_eq!(events(&office, "role-revoked").await?.len(), 1);
        // The last of each stays until there is another.
        for last in [zhou.id, wu.id] {
            let (status, problem) = wu.post(&format!("/api/keepers/{last}/revocation"), &OpeningEntry { reason: "不用了".to_owned() }).await?;
            assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "keeper.last-one"), "{problem}");
        }
        no_secrets(&office).await
    }

    /// What has changed meanwhile is not confirmed as it was asked.
    stale_requests(office, "2026-03-02T09:00") {
        let (zhou, wu, li, liu) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?, office.person("liu").await?);
        // A post that was changed in between.
        let post = zhou.post_named("纪工委书记").await?;
        let (status, outcome) = zhou.post("/api/posts", &Post { holder: Some(li.id), ..post.clone() }).await?;
        let first = waiting(status, &outcome)?;
        let (status, outcome) = zhou.post("/api/posts", &Post { holder: Some(liu.id), ..post.clone() }).await?;
        let second = waiting(status, &outcome)?;
        assert_eq!(answer(&wu, second, "confirm", "").await?.0, StatusCode::NO_CONTENT);
        // What was asked of the post as it was is closed, told to whoever asked, and confirmed by nobody.
        let (status, problem) = answer(&wu, first, "confirm", "").await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "keeper.request-answered"), "{problem}");
        assert_eq!(events(&office, "request-outdated").await?.len(), 1);
        told(&zhou, "不再有效").await?;
        assert_eq!(zhou.post_named("纪工委书记").await?.holder, Some(liu.id));
        let (status, outcome) = zhou.post("/api/posts", &Post { holder: Some(li.id), ..zhou.post_named("纪工委书记").await? }).await?;
        let third = waiting(status, &outcome)?;
        assert_eq!(answer(&wu, third, "decline", "").await?.1.code(), "keeper.words-missing");
        assert_eq!(answer(&wu, third, "decline", "岗位已另行安排").await?.0, StatusCode::NO_CONTENT);
        told(&zhou, "吴副的意见：岗位已另行安排").await?;
        // Somebody who has left.
        let new = PersonEntry { name: "临时".to_owned(), department: "办公室".to_owned(), login: Some("temporary".to_owned()), password: Some(STOLEN.to_owned()), ..PersonEntry::default() };
        let new = zhou.post("/api/people", &new).await?.1.read::<Entered>()?.id;
        Person::first_log_in(&office.base, "temporary", STOLEN).await?;
        let (status, outcome) = wu.post("/api/keepers", &GrantWanted { person: new, role: "auditor".to_owned(), reason: "试用".to_owned() }).await?;
        let request = waiting(status, &outcome)?;
        assert_eq!(zhou.post("/api/people", &PersonEntry { left: true, ..entry(new, "临时", "办公室") }).await?.0, StatusCode::CREATED);
        assert_eq!(answer(&zhou, request, "confirm", "").await?.1.code(), "keeper.request-answered", "it was closed when she left");
        // An asker who has lost his role.
        keepers::appoint(&office.app, guiju_tests::OFFICE, "li", SystemRole::Security, None).await?;
        let (status, outcome) = li.post("/api/keepers", &GrantWanted { person: liu.id, role: "auditor".to_owned(), reason: "试用".to_owned() }).await?;
        let request = waiting(status, &outcome)?;
        keepers::revoke(&office.app, guiju_tests::OFFICE, "li").await?;
        assert_eq!(answer(&zhou, request, "confirm", "").await?.1.code(), "keeper.request-stale");
        assert_eq!(role(&liu).await?, None);
        Ok(())
    }

    /// The discipline secretary's post is not the administrator's to take: a report stays with whom it was for.
    a_post_that_opens(office, "2026-03-02T09:00") {
        let (zhou, wu, sun, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("sun").await?, office.person("li").await?);
        let post = zhou.post_named("纪工委书记").await?;
        let variants = [
            Post { holder: Some(zhou.id), ..post.clone() },
            Post { deputy: Some(zhou.id), ..post.clone() },
            Post { title: "纪检联络员".to_owned(), department: "办公室".to_owned(), holder: Some(zhou.id), roles: vec!["discipline-secretary".to_owned()], ..Post::default() },
            Post { roles: post.roles.clone(), ..zhou.post_named("干事").await? },
            Post { deputy: Some(zhou.id), roles: vec!["discipline-secretary".to_owned()], ..zhou.post_named("干事").await? },
        ];
        for variant in variants {
            let (status, outcome) = zhou.post("/api/posts", &variant).await?;
            let request = waiting(status, &outcome)?;
            assert_eq!(answer(&zhou, request, "confirm", "").await?.0, StatusCode::FORBIDDEN, "{variant:?}");
            assert_eq!(answer(&zhou, request, "withdraw", "").await?.0, StatusCode::NO_CONTENT);
        }
        let table = "岗位,部门,担任人,B角,职务\n纪工委书记,领导,周办,,\n纪检干事,办公室,周办,,discipline-secretary\n";
        for preview in ["?preview=true", ""] {
            let report = zhou.import(&format!("/api/posts/import{preview}"), table).await?;
            assert_eq!((report.waiting.clone(), report.new, report.known), ([2, 3].map(|line| (line, "待安全员确认".to_owned())).to_vec(), 0, 0), "{report:?}");
        }
        assert_eq!(zhou.post_named("纪工委书记").await?, post, "nothing has changed");
        told(&sun, "变更岗位“纪工委书记”").await?;
        let shown = wu.get::<Page<RequestShown>>("/api/requests?state=waiting").await?;
        assert!(!shown.rows.is_empty() && shown.rows.iter().all(|row| row.answerable), "{shown:?}");
        // What opens nothing more is done at once: another title, a role less, nobody.
        let (status, outcome) = zhou.post("/api/posts", &Post { holder: None, ..post.clone() }).await?;
        assert_eq!(status, StatusCode::CREATED, "{outcome}");
        let changed = events(&office, "post-changed").await?;
        let (by, body) = changed.last().context("an event")?;
        assert_eq!((*by, part(&body.before, "holder"), part(&body.after, "holder")), (Some(zhou.id), Some(sun.id), None), "{body:?}");
        // By two: it takes effect, and the event names the request.
        let (status, outcome) = zhou.post("/api/posts", &Post { holder: Some(li.id), reason: "任免文件〔2026〕3号".to_owned(), ..post.clone() }).await?;
        let request = waiting(status, &outcome)?;
        assert_eq!(answer(&wu, request, "confirm", "已核对文件").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(zhou.post_named("纪工委书记").await?.holder, Some(li.id));
        assert_eq!(events(&office, "post-changed").await?.last().and_then(|(_, body)| body.request), Some(request));
        told(&li, "已确认").await?;
        Ok(())
    }

    /// Whoever has used an account has it changed by two, and neither of them alone knows what opens it then.
    accounts_of_others(office, "2026-03-02T09:00") {
        let (zhou, wu, sun, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("sun").await?, office.person("li").await?);
        let reset = |id: u64, name: &str, department: &str, badge: &str| PersonEntry { badge: Some(badge.to_owned()), password: Some(STOLEN.to_owned()), reason: "本人忘记".to_owned(), ..entry(id, name, department) };
        let (status, outcome) = zhou.post("/api/people", &reset(sun.id, "孙书记", "领导", "4")).await?;
        let request = waiting(status, &outcome)?;
        let half = wu.confirms(&outcome.read()?).await?.context("the second half")?;
        assert_eq!(answer(&wu, request, "confirm", "").await?.1.code(), "keeper.request-answered", "it is told once");
        assert_eq!(log_in(&office, "sun", STOLEN).await?, StatusCode::BAD_REQUEST, "what the asker knows opens nothing");
        assert_eq!(log_in(&office, "sun", &half).await?, StatusCode::BAD_REQUEST, "nor what the confirmer knows");
        assert_eq!(log_in(&office, "sun", &format!("{STOLEN}{half}")).await?, StatusCode::NO_CONTENT);
        let kept = sqlx::query("SELECT COUNT(*) AS n FROM requests WHERE code IS NOT NULL").fetch_one(&office.app.pool).await?;
        assert_eq!(kept.int("n")?, 0, "nothing is kept of it");
        assert!(sun.counts().await.is_err(), "a password set by another ends the sessions");
        let (status, outcome) = zhou.post("/api/people", &reset(li.id, "李敏", "社会科", "8")).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "she has used it: {outcome}");
        li.counts().await?;
        let half = wu.confirms(&outcome.read()?).await?.context("the second half")?;
        assert!(li.counts().await.is_err());
        let opens = format!("{STOLEN}{half}");
        let set = events(&office, "password-set").await?.into_iter().filter(|(by, _)| by.is_some()).filter_map(|(_, body)| body.person).collect::<Vec<_>>();
        assert!(set.contains(&sun.id) && set.contains(&li.id), "{set:?}");
        // Another login is a change of the account; the old one is gone, and nobody is told whose a taken one is.
        let (status, outcome) = zhou.post("/api/people", &PersonEntry { badge: Some("8".to_owned()), login: Some("limin".to_owned()), ..entry(li.id, "李敏", "社会科") }).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        assert_eq!(wu.confirms(&outcome.read()?).await?, None, "no password was set");
        assert_eq!(log_in(&office, "li", &opens).await?, StatusCode::BAD_REQUEST);
        assert_eq!(log_in(&office, "limin", &opens).await?, StatusCode::NO_CONTENT);
        let (by, body) = events(&office, "login-changed").await?.pop().context("an event")?;
        assert_eq!((by, &body.before, &body.after), (Some(wu.id), &json!("li"), &json!("limin")));
        let (status, problem) = zhou.post("/api/people", &PersonEntry { login: Some("zhang".to_owned()), ..entry(li.id, "李敏", "社会科") }).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::BAD_REQUEST, "keeper.login-taken"));
        assert!(!problem.to_string().contains("张"), "{problem}");
        let lonely = PersonEntry { name: "新人".to_owned(), department: "社会科".to_owned(), login: Some("lonely".to_owned()), ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &lonely).await?.1.code(), "keeper.password-missing");
        let lonely = PersonEntry { name: "新人".to_owned(), department: "社会科".to_owned(), password: Some(STOLEN.to_owned()), ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &lonely).await?.1.code(), "keeper.login-missing");
        assert_eq!(zhou.get::<Vec<PersonShown>>("/api/people").await?.len(), 11, "what is refused enters nobody");
        // Whoever keeps the office does not leave with the role.
        let (status, problem) = zhou.post("/api/people", &PersonEntry { left: true, ..entry(wu.id, "吴副", "领导") }).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "keeper.leaves-with-role"));
        no_secrets(&office).await
    }

    /// On the server's own command line: the first security officer, or one in place of a lost one.
    appointed_on_the_server(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        assert!(keepers::appoint(&office.app, guiju_tests::OFFICE, "nobody", SystemRole::Security, None).await.is_err());
        keepers::appoint(&office.app, guiju_tests::OFFICE, "li", SystemRole::Security, None).await?;
        assert_eq!(role(&li).await?.as_deref(), Some("security"));
        for keeper in [&zhou, &wu, &li] {
            told(keeper, "在服务器上指定了李敏担任安全员").await?;
        }
        let (by, body) = events(&office, "keeper-appointed").await?.pop().context("an event")?;
        assert_eq!((by, body.person, &body.through), (None, Some(li.id), &json!("server")), "{body:?}");
        // A lost password: set on the server.
        keepers::appoint(&office.app, guiju_tests::OFFICE, "wu", SystemRole::Security, Some(STOLEN.to_owned())).await?;
        assert_eq!(log_in(&office, "wu", STOLEN).await?, StatusCode::NO_CONTENT);
        assert!(wu.counts().await.is_err());
        keepers::revoke(&office.app, guiju_tests::OFFICE, "wu").await?;
        told(&zhou, "在服务器上解除了吴副的安全员").await?;
        assert!(keepers::revoke(&office.app, guiju_tests::OFFICE, "li").await.is_err(), "the last one stays");
        assert!(keepers::appoint(&office.app, guiju_tests::OFFICE, "zhou", SystemRole::Security, None).await.is_err(), "nor does the last administrator go");
        no_secrets(&office).await
    }

    /// Ids come from the server alone: one that is not there is unknown, at every entry, and never becomes somebody's later.
    ids_only_from_the_server(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        let row = sqlx::query("SELECT next_id FROM offices WHERE id = 1").fetch_one(&office.app.pool).await?;
        let next = row.id("next_id")?;
        let people = zhou.get::<Vec<PersonShown>>("/api/people").await?;
        let posts = zhou.get::<Vec<Post>>("/api/posts").await?;
        for id in [u64::MAX, i64::MAX.unsigned_abs(), 7_777_777, next + 1, next + 2, next + 3, 0] {
            let person = PersonEntry { id: Some(id), login: Some("invented".to_owned()), password: Some(STOLEN.to_owned()), ..entry(id, "李敏", "社会科") };
            let post = Post { title: "干事二".to_owned(), department: "社会科".to_owned(), ..Post::default() };
            let secretary = Post { title: "干事三".to_owned(), roles: vec!["discipline-secretary".to_owned()], ..post.clone() };
            let grant = GrantWanted { person: id, role: "auditor".to_owned(), reason: "试".to_owned() };
            let leave = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" });
            let leave = Filing { content: leave, on_behalf_of: Some(id), ..Filing::default() };
            let swap = SwapAsk { mine: id, theirs: id, reason: "有事".to_owned() };
            let answers = [
                zhou.post("/api/people", &person).await?,
                zhou.post("/api/posts", &Post { id: Some(id), ..post.clone() }).await?,
                zhou.post("/api/posts", &Post { holder: Some(id), ..post.clone() }).await?,
                zhou.post("/api/posts", &Post { deputy: Some(id), ..post }).await?,
                zhou.post("/api/posts", &Post { holder: Some(id), ..secretary }).await?,
                wu.post("/api/keepers", &grant).await?,
                li.post("/api/forms/attendance/leave/file", &leave).await?,
                li.post("/api/swaps", &swap).await?,
            ];
            for (place, (status, problem)) in answers.iter().enumerate() {
                assert!(matches!(status.as_u16(), 400 | 403 | 404 | 422), "{id} at {place}: {status} {problem}");
                assert!(!problem.title().is_empty() && !problem.title().is_ascii(), "{id} at {place}: {problem}");
            }
            let reason = OpeningEntry { reason: "试".to_owned() };
            for (status, problem) in [
                answer(&zhou, id, "confirm", "").await?,
                wu.post(&format!("/api/keepers/{id}/revocation"), &reason).await?,
                li.post(&format!("/api/swaps/{id}"), &SwapAnswer { agree: true }).await?,
            ] {
                assert!(matches!(status.as_u16(), 400 | 404 | 422), "{id}: {status} {problem}");
            }
        }
        assert_eq!((zhou.get::<Vec<PersonShown>>("/api/people").await?, zhou.get::<Vec<Post>>("/api/posts").await?), (people, posts), "nobody and nothing was entered");
        assert_eq!(log_in(&office, "invented", STOLEN).await?, StatusCode::BAD_REQUEST);
        let negative = "SELECT (SELECT COUNT(*) FROM people WHERE id <= 0) + (SELECT COUNT(*) FROM posts WHERE id <= 0 OR holder_id <= 0 OR deputy_id <= 0) + (SELECT COUNT(*) FROM accounts WHERE person_id <= 0) AS n";
        assert_eq!(sqlx::query(negative).fetch_one(&office.app.pool).await?.int("n")?, 0);
        Ok(())
    }
}

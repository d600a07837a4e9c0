//! Keepers: nobody becomes more than he is. Roles of the system, logins, passwords and posts that open confidential content
//! change by two people, each with an event, and whoever is concerned is told.

use anyhow::{Context, Result, ensure};
use guiju::keepers;
use guiju_domain::SystemRole;
use guiju_tests::Columns;
use guiju_tests::{Office, PASSWORD, Person, on_each_database};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// A password that only the attacker knows.
const STOLEN: &str = "stolen-and-long-2026";

fn code(problem: &Value) -> &str {
    problem["code"].as_str().unwrap_or_default()
}

/// The number of a request that waits.
fn waiting(status: StatusCode, outcome: &Value) -> Result<u64> {
    ensure!(status == StatusCode::ACCEPTED, "{status} {outcome}");
    outcome["request"].as_u64().context("a request")
}

async fn answer(person: &Person, request: u64, action: &str, words: &str) -> Result<(StatusCode, Value)> {
    person.post(&format!("/api/requests/{request}"), &json!({ "action": action, "words": words })).await
}

/// Bodies of the events of a kind, with who did it.
async fn events(office: &Office, kind: &str) -> Result<Vec<(Option<i64>, Value)>> {
    let rows = sqlx::query("SELECT by_id, body FROM events WHERE office_id = 1 AND kind = $1 ORDER BY seq")
        .bind(kind)
        .fetch_all(&office.app.pool)
        .await?;
    rows.iter().map(|row| Ok((row.maybe_int("by_id")?, serde_json::from_str(&row.text("body")?)?))).collect()
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

async fn role(person: &Person) -> Result<Value> {
    Ok(person.get("/api/session").await?["system_role"].clone())
}

async fn log_in(office: &Office, login: &str, password: &str) -> Result<StatusCode> {
    let client = guiju_tests::client().build()?;
    let credentials = json!({ "login": login, "password": password }).to_string();
    Ok(client.post(format!("{}/api/session", office.base)).body(credentials).send().await?.status())
}

async fn post_named(zhou: &Person, title: &str) -> Result<Value> {
    let posts = zhou.get("/api/posts").await?;
    posts.as_array().into_iter().flatten().find(|post| post["title"] == title).cloned().context("the post")
}

async fn told(person: &Person, words: &str) -> Result<()> {
    let notices = person.notices().await?;
    ensure!(notices.iter().any(|notice| notice.contains(words)), "nobody is told {words}: {notices:?}");
    Ok(())
}

fn entry(id: u64, name: &str, department: &str) -> Value {
    json!({ "id": id, "name": name, "department": department })
}

fn with(mut entry: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().into_iter().flatten() {
        entry[name] = value.clone();
    }
    entry
}

on_each_database! {
    /// An administrator makes nobody a keeper: neither himself by a second account, nor somebody invented, at no entry.
    an_administrator_makes_no_keeper(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let own = with(entry(zhou.id, "周办", "办公室"), &json!({ "badge": "1", "login": "zhou2", "password": STOLEN, "system_role": "security" }));
        let (status, problem) = zhou.post("/api/people", &own).await?;
        assert_eq!((status, code(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, "keeper.role-needs-request"), "{problem}");
        let invented = json!({ "name": "虚构", "department": "办公室", "login": "invented", "password": STOLEN, "system_role": "security" });
        assert_eq!(code(&zhou.post("/api/people", &invented).await?.1), "keeper.role-needs-request");
        // A second login for himself is a change of his own, which another keeper confirms; never a second account.
        let second = with(entry(zhou.id, "周办", "办公室"), &json!({ "badge": "1", "login": "zhou2", "password": STOLEN }));
        let (status, outcome) = zhou.post("/api/people", &second).await?;
        let request = waiting(status, &outcome)?;
        assert_eq!(code(&answer(&zhou, request, "confirm", "").await?.1), "keeper.own-request");
        assert_eq!(log_in(&office, "zhou2", STOLEN).await?, StatusCode::BAD_REQUEST);
        // He asks for no role either: that is the security officer's.
        let grant = json!({ "person": zhou.id, "role": "security", "reason": "方便" });
        assert_eq!(zhou.post("/api/keepers", &grant).await?.0, StatusCode::FORBIDDEN);
        let wu = office.person("wu").await?;
        let own = json!({ "person": wu.id, "role": "administrator", "reason": "方便" });
        assert_eq!(code(&wu.post("/api/keepers", &own).await?.1), "keeper.about-oneself");
        // An import has no such column, and a line that names one is refused.
        let table = "姓名,部门,登录名,初始密码,系统角色\n虚构,办公室,invented,stolen-and-long-2026,安全员\n";
        let (_, report) = zhou.post("/api/people/import", &json!(table)).await?;
        assert_eq!((&report["new"], report["errors"].as_array().map(Vec::len)), (&json!(0), Some(1)), "{report}");
        assert_eq!(log_in(&office, "invented", STOLEN).await?, StatusCode::BAD_REQUEST);
        assert_eq!(wu.get("/api/keepers").await?.as_array().map(Vec::len), Some(2));
        no_secrets(&office).await
    }

    /// The security officer's password is not the administrator's to set, so the revision he asked for stays unconfirmed.
    the_security_officers_password(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        for setting in [json!({ "password": STOLEN }), json!({ "login": "wu", "password": STOLEN }), json!({ "login": "mine", "password": STOLEN }), json!({ "login": "mine" })] {
            let (status, outcome) = zhou.post("/api/people", &with(entry(wu.id, "吴副", "领导"), &setting)).await?;
            let request = waiting(status, &outcome)?;
            assert_eq!(answer(&zhou, request, "confirm", "").await?.0, StatusCode::FORBIDDEN);
            assert_eq!(code(&answer(&wu, request, "confirm", "").await?.1), "keeper.about-oneself");
            let (status, answered) = answer(&zhou, request, "withdraw", "").await?;
            assert_eq!(status, StatusCode::NO_CONTENT, "{answered}");
            assert_eq!(code(&answer(&zhou, request, "withdraw", "").await?.1), "keeper.request-answered");
        }
        let table = "姓名,部门,考勤号,登录名,初始密码\n吴副,领导,5,wu,stolen-and-long-2026\n";
        let (_, report) = zhou.post("/api/people/import", &json!(table)).await?;
        assert_eq!(report["waiting"][0][1], "待安全员确认", "{report}");
        for login in ["wu", "mine"] {
            assert_eq!(log_in(&office, login, STOLEN).await?, StatusCode::BAD_REQUEST);
        }
        assert_eq!(role(&wu).await?, "security", "nobody was logged out");
        told(&wu, "重设吴副的密码").await?;
        let kept = "SELECT COUNT(*) AS n FROM requests WHERE state = 'withdrawn' AND body LIKE '%argon2%'";
        assert_eq!(sqlx::query(kept).fetch_one(&office.app.pool).await?.int("n")?, 0, "it goes with the answer");
        no_secrets(&office).await
    }

    /// A role is granted by the security officer's asking and the administrator's confirming; taken away likewise.
    a_role_by_two(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        let grant = json!({ "person": li.id, "role": "auditor", "reason": "机关工委要求设审计员" });
        assert_eq!(code(&wu.post("/api/keepers", &with(grant.clone(), &json!({ "reason": " " }))).await?.1), "keeper.reason-missing");
        let (status, outcome) = wu.post("/api/keepers", &grant).await?;
        let request = waiting(status, &outcome)?;
        let (status, again) = wu.post("/api/keepers", &grant).await?;
        assert_eq!(waiting(status, &again)?, request, "the same is not asked twice");
        assert_eq!(role(&li).await?, Value::Null, "it waits");
        assert_eq!(code(&answer(&wu, request, "confirm", "").await?.1), "keeper.own-request");
        assert_eq!(code(&answer(&li, request, "confirm", "").await?.1), "keeper.about-oneself");
        assert_eq!(code(&answer(&office.person("liu").await?, request, "confirm", "").await?.1), "keeper.not-yours");
        assert_eq!(li.send(Method::GET, "/api/requests", &Value::Null, None).await?.0, StatusCode::FORBIDDEN);
        let shown = zhou.get("/api/requests?state=waiting").await?;
        let line = &shown["rows"][0];
        assert_eq!((&line["answerable"], &line["changes"][0]["to"]), (&json!(true), &json!("审计员")), "{shown}");
        told(&zhou, "由李敏担任审计员").await?;
        assert_eq!(answer(&zhou, request, "confirm", "").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(role(&li).await?, "auditor");
        told(&li, "担任审计员").await?;
        let granted = events(&office, "role-granted").await?;
        let (by, body) = granted.last().context("an event")?;
        assert_eq!((*by, &body["person"], &body["role"], &body["before"], &body["through"]["request"]), (Some(zhou.id as i64), &json!(li.id), &json!("auditor"), &Value::Null, &json!(request)), "{body}");
        assert_eq!(code(&wu.post("/api/keepers", &grant).await?.1), "keeper.holds-already");
        // One role a person: another is a move, in one request.
        let (status, outcome) = wu.post("/api/keepers", &json!({ "person": li.id, "role": "security", "reason": "改任" })).await?;
        assert_eq!(answer(&zhou, waiting(status, &outcome)?, "confirm", "").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(role(&li).await?, "security");
        assert_eq!(events(&office, "role-granted").await?.last().map(|(_, body)| body["before"].clone()), Some(json!("auditor")));
        // An auditor's, a security officer's role is taken away by two; whoever is concerned does not confirm.
        let (status, outcome) = wu.post(&format!("/api/keepers/{}/revocation", li.id), &json!({ "reason": "岗位调整" })).await?;
        let request = waiting(status, &outcome)?;
        assert_eq!(code(&answer(&li, request, "confirm", "").await?.1), "keeper.about-oneself");
        assert_eq!(answer(&zhou, request, "confirm", "").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(role(&li).await?, Value::Null);
        assert_eq!(events(&office, "role-revoked").await?.len(), 1);
        // The last of each stays until there is another.
        for last in [zhou.id, wu.id] {
            let (status, problem) = wu.post(&format!("/api/keepers/{last}/revocation"), &json!({ "reason": "不用了" })).await?;
            assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "keeper.last-one"), "{problem}");
        }
        no_secrets(&office).await
    }

    /// What has changed meanwhile is not confirmed as it was asked.
    stale_requests(office, "2026-03-02T09:00") {
        let (zhou, wu, li, liu) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?, office.person("liu").await?);
        // A post that was changed in between.
        let post = post_named(&zhou, "纪工委书记").await?;
        let (status, outcome) = zhou.post("/api/posts", &with(post.clone(), &json!({ "holder": li.id }))).await?;
        let first = waiting(status, &outcome)?;
        let (status, outcome) = zhou.post("/api/posts", &with(post.clone(), &json!({ "holder": liu.id }))).await?;
        let second = waiting(status, &outcome)?;
        assert_eq!(answer(&wu, second, "confirm", "").await?.0, StatusCode::NO_CONTENT);
        // What was asked of the post as it was is closed, told to whoever asked, and confirmed by nobody.
        let (status, problem) = answer(&wu, first, "confirm", "").await?;
        assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "keeper.request-answered"), "{problem}");
        assert_eq!(events(&office, "request-outdated").await?.len(), 1);
        told(&zhou, "不再有效").await?;
        assert_eq!(post_named(&zhou, "纪工委书记").await?["holder"], json!(liu.id));
        let (status, outcome) = zhou.post("/api/posts", &with(post_named(&zhou, "纪工委书记").await?, &json!({ "holder": li.id }))).await?;
        let third = waiting(status, &outcome)?;
        assert_eq!(code(&answer(&wu, third, "decline", "").await?.1), "keeper.words-missing");
        assert_eq!(answer(&wu, third, "decline", "岗位已另行安排").await?.0, StatusCode::NO_CONTENT);
        told(&zhou, "吴副的意见：岗位已另行安排").await?;
        // Somebody who has left.
        let new = json!({ "name": "临时", "department": "办公室", "login": "temporary", "password": STOLEN });
        let new = zhou.post("/api/people", &new).await?.1["id"].as_u64().context("an id")?;
        Person::first_log_in(&office.base, "temporary", STOLEN).await?;
        let (status, outcome) = wu.post("/api/keepers", &json!({ "person": new, "role": "auditor", "reason": "试用" })).await?;
        let request = waiting(status, &outcome)?;
        assert_eq!(zhou.post("/api/people", &with(entry(new, "临时", "办公室"), &json!({ "left": true }))).await?.0, StatusCode::CREATED);
        assert_eq!(code(&answer(&zhou, request, "confirm", "").await?.1), "keeper.request-answered", "it was closed when she left");
        // An asker who has lost his role.
        keepers::appoint(&office.app, guiju_tests::OFFICE, "li", SystemRole::Security, None).await?;
        let (status, outcome) = li.post("/api/keepers", &json!({ "person": liu.id, "role": "auditor", "reason": "试用" })).await?;
        let request = waiting(status, &outcome)?;
        keepers::revoke(&office.app, guiju_tests::OFFICE, "li").await?;
        assert_eq!(code(&answer(&zhou, request, "confirm", "").await?.1), "keeper.request-stale");
        assert_eq!(role(&liu).await?, Value::Null);
        Ok(())
    }

    /// The discipline secretary's post is not the administrator's to take: a report stays with whom it was for.
    a_post_that_opens(office, "2026-03-02T09:00") {
        let (zhou, wu, sun, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("sun").await?, office.person("li").await?);
        let post = post_named(&zhou, "纪工委书记").await?;
        let roles = |post: &Value| post["roles"].clone();
        let variants = [
            with(post.clone(), &json!({ "holder": zhou.id })),
            with(post.clone(), &json!({ "deputy": zhou.id })),
            json!({ "title": "纪检联络员", "department": "办公室", "holder": zhou.id, "roles": ["discipline-secretary"] }),
            with(post_named(&zhou, "干事").await?, &json!({ "roles": roles(&post) })),
            with(post_named(&zhou, "干事").await?, &json!({ "deputy": zhou.id, "roles": ["discipline-secretary"] })),
        ];
        for variant in variants {
            let (status, outcome) = zhou.post("/api/posts", &variant).await?;
            let request = waiting(status, &outcome)?;
            assert_eq!(answer(&zhou, request, "confirm", "").await?.0, StatusCode::FORBIDDEN, "{variant}");
            assert_eq!(answer(&zhou, request, "withdraw", "").await?.0, StatusCode::NO_CONTENT);
        }
        let table = "岗位,部门,担任人,B角,职务\n纪工委书记,领导,周办,,\n纪检干事,办公室,周办,,discipline-secretary\n";
        for preview in ["?preview=true", ""] {
            let (_, report) = zhou.post(&format!("/api/posts/import{preview}"), &json!(table)).await?;
            assert_eq!((&report["waiting"], &report["new"], &report["known"]), (&json!([[2, "待安全员确认"], [3, "待安全员确认"]]), &json!(0), &json!(0)), "{report}");
        }
        assert_eq!(post_named(&zhou, "纪工委书记").await?, post, "nothing has changed");
        told(&sun, "变更岗位“纪工委书记”").await?;
        let shown = wu.get("/api/requests?state=waiting").await?;
        assert!(shown["rows"].as_array().into_iter().flatten().all(|row| row["answerable"] == true), "{shown}");
        // What opens nothing more is done at once: another title, a role less, nobody.
        let (status, outcome) = zhou.post("/api/posts", &with(post.clone(), &json!({ "holder": null }))).await?;
        assert_eq!(status, StatusCode::CREATED, "{outcome}");
        let changed = events(&office, "post-changed").await?;
        let (by, body) = changed.last().context("an event")?;
        assert_eq!((*by, &body["before"]["holder"], &body["after"]["holder"]), (Some(zhou.id as i64), &json!(sun.id), &Value::Null), "{body}");
        // By two: it takes effect, and the event names the request.
        let (status, outcome) = zhou.post("/api/posts", &with(post.clone(), &json!({ "holder": li.id, "reason": "任免文件〔2026〕3号" }))).await?;
        let request = waiting(status, &outcome)?;
        assert_eq!(answer(&wu, request, "confirm", "已核对文件").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(post_named(&zhou, "纪工委书记").await?["holder"], json!(li.id));
        assert_eq!(events(&office, "post-changed").await?.last().map(|(_, body)| body["request"].clone()), Some(json!(request)));
        told(&li, "已确认").await?;
        Ok(())
    }

    /// Whoever has used an account has it changed by two, and neither of them alone knows what opens it then.
    accounts_of_others(office, "2026-03-02T09:00") {
        let (zhou, wu, sun, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("sun").await?, office.person("li").await?);
        let reset = |id: u64, name: &str, department: &str, badge: &str| with(entry(id, name, department), &json!({ "badge": badge, "password": STOLEN, "reason": "本人忘记" }));
        let (status, outcome) = zhou.post("/api/people", &reset(sun.id, "孙书记", "领导", "4")).await?;
        let request = waiting(status, &outcome)?;
        let half = wu.confirms(&outcome).await?.context("the second half")?;
        assert_eq!(code(&answer(&wu, request, "confirm", "").await?.1), "keeper.request-answered", "it is told once");
        assert_eq!(log_in(&office, "sun", STOLEN).await?, StatusCode::BAD_REQUEST, "what the asker knows opens nothing");
        assert_eq!(log_in(&office, "sun", &half).await?, StatusCode::BAD_REQUEST, "nor what the confirmer knows");
        assert_eq!(log_in(&office, "sun", &format!("{STOLEN}{half}")).await?, StatusCode::NO_CONTENT);
        let kept = sqlx::query("SELECT COUNT(*) AS n FROM requests WHERE code IS NOT NULL").fetch_one(&office.app.pool).await?;
        assert_eq!(kept.int("n")?, 0, "nothing is kept of it");
        assert!(sun.get("/api/counts").await.is_err(), "a password set by another ends the sessions");
        let (status, outcome) = zhou.post("/api/people", &reset(li.id, "李敏", "社会科", "8")).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "she has used it: {outcome}");
        li.get("/api/counts").await?;
        let half = wu.confirms(&outcome).await?.context("the second half")?;
        assert!(li.get("/api/counts").await.is_err());
        let opens = format!("{STOLEN}{half}");
        let set = events(&office, "password-set").await?.into_iter().filter(|(by, _)| by.is_some()).map(|(_, body)| body["person"].clone());
        let set = set.collect::<Vec<_>>();
        assert!(set.contains(&json!(sun.id)) && set.contains(&json!(li.id)), "{set:?}");
        // Another login is a change of the account; the old one is gone, and nobody is told whose a taken one is.
        let (status, outcome) = zhou.post("/api/people", &with(entry(li.id, "李敏", "社会科"), &json!({ "badge": "8", "login": "limin" }))).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        assert_eq!(wu.confirms(&outcome).await?, None, "no password was set");
        assert_eq!(log_in(&office, "li", &opens).await?, StatusCode::BAD_REQUEST);
        assert_eq!(log_in(&office, "limin", &opens).await?, StatusCode::NO_CONTENT);
        let (by, body) = events(&office, "login-changed").await?.pop().context("an event")?;
        assert_eq!((by, &body["before"], &body["after"]), (Some(wu.id as i64), &json!("li"), &json!("limin")));
        let (status, problem) = zhou.post("/api/people", &with(entry(li.id, "李敏", "社会科"), &json!({ "login": "zhang" }))).await?;
        assert_eq!((status, code(&problem)), (StatusCode::BAD_REQUEST, "keeper.login-taken"));
        assert!(!problem.to_string().contains("张"), "{problem}");
        let lonely = json!({ "name": "新人", "department": "社会科", "login": "lonely" });
        assert_eq!(code(&zhou.post("/api/people", &lonely).await?.1), "keeper.password-missing");
        let lonely = json!({ "name": "新人", "department": "社会科", "password": STOLEN });
        assert_eq!(code(&zhou.post("/api/people", &lonely).await?.1), "keeper.login-missing");
        assert_eq!(zhou.get("/api/people").await?.as_array().map(Vec::len), Some(11), "what is refused enters nobody");
        // Whoever keeps the office does not leave with the role.
        let (status, problem) = zhou.post("/api/people", &with(entry(wu.id, "吴副", "领导"), &json!({ "left": true }))).await?;
        assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "keeper.leaves-with-role"));
        no_secrets(&office).await
    }

    /// On the server's own command line: the first security officer, or one in place of a lost one.
    appointed_on_the_server(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        assert!(keepers::appoint(&office.app, guiju_tests::OFFICE, "nobody", SystemRole::Security, None).await.is_err());
        keepers::appoint(&office.app, guiju_tests::OFFICE, "li", SystemRole::Security, None).await?;
        assert_eq!(role(&li).await?, "security");
        for keeper in [&zhou, &wu, &li] {
            told(keeper, "在服务器上指定了李敏担任安全员").await?;
        }
        let (by, body) = events(&office, "keeper-appointed").await?.pop().context("an event")?;
        assert_eq!((by, &body["person"], &body["through"]), (None, &json!(li.id), &json!("server")), "{body}");
        // A lost password: set on the server.
        keepers::appoint(&office.app, guiju_tests::OFFICE, "wu", SystemRole::Security, Some(STOLEN.to_owned())).await?;
        assert_eq!(log_in(&office, "wu", STOLEN).await?, StatusCode::NO_CONTENT);
        assert!(wu.get("/api/counts").await.is_err());
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
        let next = row.int("next_id")?.unsigned_abs();
        let people = zhou.get("/api/people").await?;
        let posts = zhou.get("/api/posts").await?;
        for id in [u64::MAX, i64::MAX.unsigned_abs(), 7_777_777, next + 1, next + 2, next + 3, 0] {
            let person = json!({ "id": id, "name": "李敏", "department": "社会科", "login": "invented", "password": STOLEN });
            let post = |more: Value| with(json!({ "title": "干事二", "department": "社会科" }), &more);
            let secretary = |more: Value| with(json!({ "title": "干事三", "department": "社会科", "roles": ["discipline-secretary"] }), &more);
            let grant = json!({ "person": id, "role": "auditor", "reason": "试" });
            let leave = json!({ "content": { "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" }, "on_behalf_of": id });
            let bodies = [
                (&zhou, "/api/people", person),
                (&zhou, "/api/posts", post(json!({ "id": id }))),
                (&zhou, "/api/posts", post(json!({ "holder": id }))),
                (&zhou, "/api/posts", post(json!({ "deputy": id }))),
                (&zhou, "/api/posts", secretary(json!({ "holder": id }))),
                (&wu, "/api/keepers", grant),
                (&li, "/api/forms/attendance/leave/file", leave),
                (&li, "/api/swaps", json!({ "mine": id, "theirs": id, "reason": "有事" })),
            ];
            for (by, path, body) in bodies {
                let (status, problem) = by.post(path, &body).await?;
                assert!(matches!(status.as_u16(), 400 | 403 | 404 | 422), "{path} {body}: {status} {problem}");
                assert!(problem["title"].as_str().is_some_and(|title| !title.is_ascii()), "{path} {body}: {problem}");
            }
            for (by, path) in [(&zhou, format!("/api/requests/{id}")), (&wu, format!("/api/keepers/{id}/revocation")), (&li, format!("/api/swaps/{id}"))] {
                let (status, problem) = by.post(&path, &json!({ "action": "confirm", "reason": "试", "agree": true })).await?;
                assert!(matches!(status.as_u16(), 400 | 404 | 422), "{path}: {status} {problem}");
            }
        }
        assert_eq!((zhou.get("/api/people").await?, zhou.get("/api/posts").await?), (people, posts), "nobody and nothing was entered");
        assert_eq!(log_in(&office, "invented", STOLEN).await?, StatusCode::BAD_REQUEST);
        let negative = "SELECT (SELECT COUNT(*) FROM people WHERE id <= 0) + (SELECT COUNT(*) FROM posts WHERE id <= 0 OR holder_id <= 0 OR deputy_id <= 0) + (SELECT COUNT(*) FROM accounts WHERE person_id <= 0) AS n";
        assert_eq!(sqlx::query(negative).fetch_one(&office.app.pool).await?.int("n")?, 0);
        Ok(())
    }

    /// Every operation with a number in its address, as the document names them: one that nothing has is told, in words.
    ids_of_every_address(office, "2026-03-02T09:00") {
        let people = [office.person("zhou").await?, office.person("wu").await?];
        let document: Value = serde_json::from_str(&guiju_tests::get(format!("{}/api/openapi.json", office.base)).await?.text().await?)?;
        let mut tried = 0;
        for (path, methods) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                let numbers = parameters.filter(|parameter| parameter["in"] == "path" && parameter["schema"]["type"] == "integer");
                let names = numbers.filter_map(|parameter| parameter["name"].as_str()).collect::<Vec<_>>();
                for id in ["18446744073709551615", "9223372036854775808", "9223372036854775807", "7777777", "99999999999999999999999", "-1", "0"] {
                    let address = names.iter().fold(path.clone(), |address, name| address.replace(&format!("{{{name}}}"), id));
                    if names.is_empty() || address.contains('{') {
                        continue;
                    }
                    tried += 1;
                    for person in &people {
                        let method: Method = method.to_uppercase().parse()?;
                        let (status, answer) = person.text(method.clone(), &address, &json!({})).await?;
                        // Closing what is not there is done; an office without publications has an empty column.
                        let nothing = status == StatusCode::NO_CONTENT && method == Method::DELETE;
                        assert!(status.is_client_error() || nothing, "{method} {address}: {status} {answer}");
                    }
                }
            }
        }
        assert!(tried > 50, "only {tried}");
        Ok(())
    }
}

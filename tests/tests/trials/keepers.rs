//! A2, A3, A8, A11: nobody becomes more than he is, and who decides is who holds the post.

use crate::office::{OTHER, auditor, breach, confirm, confirmed, leave, newcomer, offers, post_of, revision, state};
use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Ground, Served, Visitor},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// The administrator asks for a revision and then confirms it as somebody whom an entry of his made the security officer.
async fn own_revision(entry: impl FnOnce(u64, u64) -> Value) -> Result<(Ground, Served, String)> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (zhou, wu) = (served.person("zhou").await?, served.person("wu").await?);
    let revision = revision(&zhou, 29, "2026-03-20").await?;
    let entry = entry(zhou.id, wu.id);
    let entered = zhou.post("/api/people", &entry).await?;
    anyhow::ensure!(!entered.status.is_server_error(), "{}", entered.text());
    let mut forged = served.stranger()?;
    let login = entry["login"].as_str().context("a login")?;
    if forged.log_in(login, OTHER).await?.taken() {
        forged.post(&format!("/api/revisions/{revision}"), &json!({ "action": "confirm" })).await?.either()?;
    }
    let state = state(&zhou, revision).await?;
    Ok((ground, served, state))
}

/// With a second account the administrator does what only a security officer may.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_second_account() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let entry = json!({ "id": zhou.id, "name": "周办", "department": "办公室", "badge": "1", "login": "zhou2", "password": OTHER, "system_role": "security" });
    zhou.post("/api/people", &entry).await?.either()?;
    let mut forged = served.stranger()?;
    forged.log_in("zhou2", OTHER).await?.either()?;
    let trusted = forged.send(Method::PUT, "/api/trust", &json!({ "takes_unsigned": true })).await?;
    right!(!trusted.taken(), "with a second account the administrator is his own security officer: {}", trusted.status);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_invented_person() -> Result<()> {
    let entry = |_: u64, _: u64| json!({ "name": "某某", "department": "办公室", "login": "nobody", "password": OTHER, "system_role": "security" });
    let (_ground, _served, state) = own_revision(entry).await?;
    right!(state == "asked", "an invented security officer confirmed the administrator's own revision: {state}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_security_officers_password() -> Result<()> {
    let entry = |_: u64, wu: u64| json!({ "id": wu, "name": "吴副", "department": "领导", "badge": "5", "login": "wu", "password": OTHER });
    let (_ground, _served, state) = own_revision(entry).await?;
    right!(state == "asked", "with the password that he set the administrator confirmed his own revision: {state}");
    Ok(())
}

/// One person never holds two roles, whoever's entry brings the second.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_two_roles() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (zhou, wu) = (served.person("zhou").await?, served.person("wu").await?);
    let entry = json!({ "id": wu.id, "name": "吴副", "department": "领导", "badge": "5", "login": "wu2", "password": OTHER, "system_role": "administrator" });
    zhou.post("/api/people", &entry).await?.either()?;
    let roles = ground.texts("SELECT system_role FROM accounts WHERE system_role IS NOT NULL AND office_id = 1 AND person_id = (SELECT person_id FROM accounts WHERE login = 'wu')").await?;
    right!(roles.len() < 2, "one person holds {roles:?}");
    Ok(())
}

/// 李敏, who has no post that opens anything, gets a new password from the administrator.
async fn password_set(served: &Served) -> Result<Visitor> {
    let zhou = served.person("zhou").await?;
    let li = served.person("li").await?.id;
    let entry =
        json!({ "id": li, "name": "李敏", "department": "社会科", "badge": "8", "login": "li", "password": OTHER });
    let half = confirm(served, &zhou.post("/api/people", &entry).await?.done()?).await?;
    Visitor::enter(&served.base, "li", &format!("{OTHER}{half}")).await
}

/// 刘洋 reports in confidence; the administrator sets his password, logs in as him and reads the report.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_account_of_another_taken_over() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (liu, li, zhou) = (served.person("liu").await?, served.person("li").await?, served.person("zhou").await?);
    let matter = breach(&liu, li.id, "cars", "暗访记号戊").await?;
    let entry = json!({ "id": liu.id, "name": "刘洋", "department": "社会科", "badge": "9", "login": "liu", "password": OTHER });
    zhou.post("/api/people", &entry).await?.done()?;
    let mut taken = served.stranger()?;
    if taken.log_in("liu", OTHER).await?.taken() {
        taken.settles(OTHER).await?;
    }
    let page = taken.look(&format!("/api/matters/{matter}")).await?.text();
    right!(!page.contains("暗访记号戊"), "the administrator sets a reporter's password and reads the report as him");
    Ok(())
}

/// A keeper's password is set by two; whoever asked for it logs in first.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_asker_knows_the_password() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (sun, zhou) = (served.person("sun").await?, served.person("zhou").await?);
    let entry = json!({ "id": sun.id, "name": "孙书记", "department": "领导", "badge": "4", "login": "sun", "password": OTHER });
    confirmed(&served, zhou.post("/api/people", &entry).await?).await?;
    let entered = served.stranger()?.log_in("sun", OTHER).await?;
    right!(!entered.taken(), "the administrator knows what opens the discipline secretary's account");
    Ok(())
}

/// Somebody whose password the administrator knows becomes a keeper.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_role_by_a_password_that_others_know() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (wu, zhou) = (served.person("wu").await?, served.person("zhou").await?);
    let entry = json!({ "name": "新来某", "department": "社会科", "login": "newcomer", "password": OTHER, "system_role": "security" });
    let mut entered = zhou.post("/api/people", &entry).await?;
    if !entered.taken() {
        let plain = json!({ "name": "新来某", "department": "社会科", "login": "newcomer", "password": OTHER });
        entered = zhou.post("/api/people", &plain).await?;
        let grant = json!({ "person": entered.json()["id"], "role": "security", "reason": "按分工" });
        let asked = wu.post("/api/keepers", &grant).await?;
        if asked.taken() {
            let request = asked.json()["request"].as_u64().context("a request")?;
            zhou.post(&format!("/api/requests/{request}"), &json!({ "action": "confirm", "words": "同意" }))
                .await?
                .either()?;
        }
    }
    let role = ground.texts("SELECT login FROM accounts WHERE login = 'newcomer' AND system_role = 'security'").await?;
    right!(role.is_empty(), "whoever knows the first password of the new security officer is one as well");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_password_of_another_must_be_changed() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let li = password_set(&served).await?;
    let filed = li.files("attendance/leave", leave("家长会")).await?;
    right!(!filed.taken(), "with a password that the administrator knows one files at once: {}", filed.text());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_whoever_is_concerned_is_told() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    password_set(&served).await?;
    let question = "SELECT message FROM notices WHERE office_id = 1 AND person_id = (SELECT person_id FROM accounts WHERE login = 'li')";
    let told = ground.texts(question).await?;
    // A notice is kept as its words, or as the id of a message.
    let told = told.iter().any(|message| ["密码", "登录", "password"].iter().any(|word| message.contains(word)));
    right!(told, "李敏's password was set by somebody else, and she is not told");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_password_leaves_an_event() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let before = ground.number("SELECT chain_seq FROM offices WHERE id = 1").await?;
    password_set(&served).await?;
    let kinds = ground.texts(&format!("SELECT kind FROM events WHERE office_id = 1 AND seq > {before}")).await?;
    let said = kinds.iter().any(|kind| kind.contains("password"));
    right!(said, "the chain says nothing of a password that was set for another, only {kinds:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_login_leaves_an_event() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let before = ground.number("SELECT chain_seq FROM offices WHERE id = 1").await?;
    newcomer(&served, "新来某", "newcomer").await?;
    let question = format!("SELECT kind || ' ' || body FROM events WHERE office_id = 1 AND seq > {before}");
    let said = ground.texts(&question).await?;
    right!(said.iter().any(|event| event.contains("newcomer")), "the chain says nothing of a login: {said:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_role_leaves_an_event() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let before = ground.number("SELECT chain_seq FROM offices WHERE id = 1").await?;
    auditor(&ground, &served).await?;
    let question = format!("SELECT kind || ' ' || body FROM events WHERE office_id = 1 AND seq > {before}");
    let said = ground.texts(&question).await?;
    right!(
        said.iter().any(|event| event.contains("auditor")),
        "the chain says nothing of a role of the system: {said:?}"
    );
    Ok(())
}

/// An auditor is made, and then no longer one: by what the document lists, or by the entry of a person.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_roles_can_be_taken_away() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let auditor = auditor(&ground, &served).await?;
    let zhou = served.person("zhou").await?;
    let entry = json!({ "id": auditor.id, "name": "审计某", "department": "社会科", "login": "auditor", "password": OTHER, "system_role": null });
    zhou.post("/api/people", &entry).await?.either()?;
    ground.run(&["keeper", "revoke", "--office", "1", "--login", "auditor"])?;
    let left = ground.texts("SELECT login FROM accounts WHERE system_role = 'auditor'").await?;
    right!(left.is_empty(), "there is no way to take a role of the system away from {left:?}");
    Ok(())
}

/// The first security officer, or one in place of a lost one, comes from the server's own command line and is told of.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a2_appointed_on_the_server() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    newcomer(&served, "新来某", "newcomer").await?;
    let before = ground.number("SELECT chain_seq FROM offices WHERE id = 1").await?;
    let told = "SELECT COUNT(*) FROM notices WHERE office_id = 1 AND person_id IN (SELECT person_id FROM accounts WHERE login IN ('zhou', 'wu'))";
    let notices = ground.number(told).await?;
    let ran = ground.run(&["keeper", "appoint", "--office", "1", "--role", "security", "--login", "newcomer"])?;
    let role = ground.texts("SELECT login FROM accounts WHERE login = 'newcomer' AND system_role = 'security'").await?;
    let events = ground.number("SELECT chain_seq FROM offices WHERE id = 1").await?;
    right!(role.len() == 1 && events > before, "the server's command line appoints no security officer: {}", ran.said);
    right!(ground.number(told).await? > notices, "the keepers are not told who was appointed");
    Ok(())
}

/// The administrator's entry of the discipline secretary's post, himself in it.
async fn takes_the_post(served: &Served, holder: u64) -> Result<guiju_tests::trial::Answer> {
    let zhou = served.person("zhou").await?;
    let mut post = post_of(&zhou, "纪工委书记").await?;
    post["holder"] = json!(holder);
    zhou.post("/api/posts", &post).await
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a3_post_of_discipline_secretary() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, zhou) = (served.person("chen").await?, served.person("liu").await?, served.person("zhou").await?);
    let entered = takes_the_post(&served, zhou.id).await?;
    anyhow::ensure!(!entered.status.is_server_error(), "{}", entered.text());
    let matter = breach(&chen, liu.id, "cars", "暗访记号丙").await?;
    let page = zhou.look(&format!("/api/matters/{matter}")).await?.text();
    right!(
        !page.contains("暗访记号丙"),
        "the administrator gave himself the post and reads the next confidential report"
    );
    Ok(())
}

/// A second person has confirmed the new holder; what was closed before he came he opens by an act with a reason.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a3_closed_before_the_holder_came() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, li) = (served.person("chen").await?, served.person("liu").await?, served.person("li").await?);
    let matter = breach(&chen, liu.id, "cars", "暗访记号丁").await?;
    let sun = served.person("sun").await?;
    sun.act(matter, "approve", json!({ "opinion": "已核查" })).await?.done()?;
    let shown = sun.get(&format!("/api/matters/{matter}")).await?;
    anyhow::ensure!(shown["status"] == "completed", "{}", shown["status"]);
    confirmed(&served, takes_the_post(&served, li.id).await?).await?;
    let path = format!("/api/matters/{matter}");
    right!(!li.look(&path).await?.text().contains("暗访记号丁"), "the new holder reads it without an act");
    let offered = offers(&served, &Method::POST, "/api/matters/{id}/openings").await?;
    right!(offered, "the document lists no act by which a holder opens, with a reason, what was closed before he came");
    let before = ground.number("SELECT chain_seq FROM offices WHERE id = 1").await?;
    li.post(&format!("{path}/openings"), &json!({ "reason": "同类问题复查" })).await?.done()?;
    right!(li.look(&path).await?.text().contains("暗访记号丁"), "after the act it still is not shown");
    let question = format!("SELECT body FROM events WHERE office_id = 1 AND seq > {before}");
    let events = ground.texts(&question).await?;
    right!(events.iter().any(|body| body.contains("同类问题复查")), "no event has the reason: {events:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a3_auditor_sees_it_masked() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, li) = (served.person("chen").await?, served.person("li").await?);
    let matter = crate::office::petition(&chen, li.id, "马暗访", "反映欠薪").await?;
    let auditor = auditor(&ground, &served).await?;
    let page = auditor.look(&format!("/api/matters/{matter}")).await?.text();
    right!(!page.contains("马暗访"), "the auditor reads who petitioned in clear");
    Ok(())
}

/// 王科长 loses his post while 李敏's leave waits for him.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a8_post_vacated() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, wang, zhou) = (served.person("li").await?, served.person("wang").await?, served.person("zhou").await?);
    let matter = li.file("attendance/leave", leave("家长会")).await?;
    let doing = wang.prepared(matter, "approve", &json!({})).await?;
    let mut post = post_of(&zhou, "科长").await?;
    post["holder"] = Value::Null;
    confirmed(&served, zhou.post("/api/posts", &post).await?).await?;
    let decided = wang.post(&format!("/api/matters/{matter}/acts"), &doing).await?;
    right!(!decided.taken(), "who holds the post no longer still decides: {}", decided.text());
    Ok(())
}

/// 刘洋 becomes section head: the task is his.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a8_post_filled_anew() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, liu, zhou) = (served.person("li").await?, served.person("liu").await?, served.person("zhou").await?);
    let matter = li.file("attendance/leave", leave("家长会")).await?;
    let mut post = post_of(&zhou, "科长").await?;
    post["holder"] = json!(liu.id);
    confirmed(&served, zhou.post("/api/posts", &post).await?).await?;
    let page = liu.look(&format!("/api/matters/{matter}")).await?;
    let offered = page.json()["actions"].to_string();
    right!(offered.contains("approve"), "the new holder is not asked for what is open: {} {offered}", page.status);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a8_resolved_again_leaves_an_event() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, liu, zhou) = (served.person("li").await?, served.person("liu").await?, served.person("zhou").await?);
    let matter = li.file("attendance/leave", leave("家长会")).await?;
    let question = format!("SELECT COUNT(*) FROM events WHERE office_id = 1 AND matter_id = {matter}");
    let before = ground.number(&question).await?;
    let mut post = post_of(&zhou, "科长").await?;
    post["holder"] = json!(liu.id);
    confirmed(&served, zhou.post("/api/posts", &post).await?).await?;
    let after = ground.number(&question).await?;
    right!(after > before, "the post changed hands, and the matter's history does not say who decides now");
    Ok(())
}

/// An id that comes from outside is refused, wherever it would be stored.
async fn id_from_outside(id: &str) -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let next = ground.number("SELECT next_id FROM offices WHERE id = 1").await?;
    let id = if id.is_empty() { (next + 1).to_string() } else { id.to_owned() };
    let entry = format!("{{\"id\":{id},\"name\":\"外来某\",\"department\":\"社会科\",\"attributes\":{{}}}}");
    let entered = zhou.ask(Method::POST, "/api/people", &[], entry.into_bytes()).await?;
    let stored = ground.number("SELECT COUNT(*) FROM people WHERE name = '外来某'").await?;
    right!(!entered.taken() && stored == 0, "a person was stored under the id {id} from outside: {}", entered.text());
    anyhow::ensure!(entered.status != StatusCode::INTERNAL_SERVER_ERROR, "{}", entered.text());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a11_id_beyond_the_numbers() -> Result<()> {
    id_from_outside("18446744073709551615").await
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a11_id_that_is_far_away() -> Result<()> {
    id_from_outside("7777777").await
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a11_id_after_next() -> Result<()> {
    id_from_outside("").await
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a11_id_of_a_post() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let post = json!({ "id": 7_777_777, "title": "外来岗", "department": "社会科", "roles": [], "supervises": [] });
    let entered = zhou.post("/api/posts", &post).await?;
    right!(!entered.taken(), "a post was stored under an id from outside: {}", entered.text());
    Ok(())
}

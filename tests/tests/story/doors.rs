//! Every route is closed to strangers; the document names them all, so that a new one cannot be forgotten.

use anyhow::{Context, Result};
use guiju_api::{
    ActionRequest, CalendarYear, EntranceEntry, PersonEntry, PersonShown, Post, Problem, ProposalDecision,
    ProposalShown, PublisherEntry, RegulationShown, RehearsalWanted, RequestAnswer, RevisionWanted, RosterMake,
    SwapAnswer, SwapAsk, TrustChange, YearFile,
};
use guiju_tests::{
    Answer, Columns, Office, PASSWORD, Person,
    accounts::{attempt, browser, credentials},
    acts::plainly,
    document::{Document, Operation},
    on_each_database, said, values,
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Words that nobody but those concerned may ever read.
const SECRET: &str = "只有当事人知道的缘由";

/// What there is in the office that others might try to reach.
struct Targets {
    matter: u64,
    proposal: u64,
    digest: String,
}

/// A leave with a certificate that waits for a leader, and a penalty that is proposed.
async fn targets(office: &Office) -> Result<Targets> {
    let (li, chen, zhou) = (office.person("li").await?, office.person("chen").await?, office.person("zhou").await?);
    let stored = li.attach("a.pdf", &format!("%PDF-1.7 {SECRET}")).await?;
    let digest = stored.digest.clone();
    let content =
        json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": SECRET, "certificate": stored });
    let matter = li.file("attendance/leave", content).await?;
    let punches = "8\t2026-02-02 09:10:00\t1\t0\t1\t0\n8\t2026-02-02 18:05:00\t1\t0\t1\t0\n";
    chen.import("/api/forms/attendance/punch/import", punches).await?;
    zhou.posts("/api/assessments/month?day=2026-02-15", &()).await?;
    let proposals = li.get::<Vec<ProposalShown>>("/api/proposals").await?;
    Ok(Targets { matter, proposal: proposals[0].id, digest })
}

/// The document, which names every operation.
async fn documented(office: &Office) -> Result<Document> {
    let document = Document::of(&office.base).await?;
    let operations = document.operations()?.len();
    assert!(operations > 30, "only {operations} operations are documented");
    Ok(document)
}

/// Those that are not open to everybody.
async fn operations(office: &Office) -> Result<Vec<(Method, String)>> {
    let document = documented(office).await?;
    let all = document.operations()?.into_iter().filter(|(.., operation)| !operation.is_open());
    let closed = all.map(|(method, path, _)| (method, path.to_owned())).collect::<Vec<_>>();
    assert!(closed.len() > 30, "only {} operations are closed", closed.len());
    Ok(closed)
}

/// The address with something in it that nothing can have: no number, no date, no name.
fn nonsense(path: &str, operation: &Operation) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "%F0%9F%98%80" } else { part });
    let query = operation.asked().map(|asked| format!("{}=%F0%9F%98%80", asked.name)).collect::<Vec<_>>().join("&");
    format!("{}?{query}", parts.collect::<Vec<_>>().join("/"))
}

/// The address of an operation on what there is.
fn address(path: &str, targets: &Targets) -> String {
    let id = if path.contains("/proposals/") { targets.proposal } else { targets.matter };
    let id = if path.contains("/regulations/") { "attendance".to_owned() } else { id.to_string() };
    let mut address = path.replace("{id}", &id).replace("{digest}", &targets.digest);
    if path.starts_with("/api/rosters/") {
        address = address.replace("{regulation}", "duty-leadership");
    }
    for (name, value) in [
        ("regulation", "attendance"),
        ("form", "leave"),
        ("view", "leaves"),
        ("kind", "csv"),
        ("period", "month"),
        ("tray", "decide"),
        ("assessed", "month"),
        ("chart", "leaves"),
        ("roster", "duty"),
        ("letter", "paper"),
        ("recording", "1"),
        ("key", "00"),
    ] {
        address = address.replace(&format!("{{{name}}}"), value);
    }
    assert!(!address.contains('{'), "say what stands for the parameters of {path}");
    match path {
        _ if path.starts_with("/api/assessments/") => format!("{address}?day=2026-02-15"),
        "/api/attachments" => format!("{address}?name=x.pdf"),
        _ => address,
    }
}

/// A body with which the operation would do something, if one may.
fn body(method: &Method, path: &str, stranger: &Person) -> Value {
    let typed = match (method.as_str(), path) {
        ("GET" | "DELETE", _) => Ok(Value::Null),
        (_, "/api/matters/{id}/acts") => {
            serde_json::to_value(ActionRequest { action: "withdraw".to_owned(), version: 1, ..plainly() })
        }
        (_, "/api/proposals/{id}") => {
            serde_json::to_value(ProposalDecision { action: "dismiss".to_owned(), reason: "算了".to_owned() })
        }
        (_, "/api/people") => serde_json::to_value(PersonEntry {
            name: "某某".to_owned(),
            department: "社会科".to_owned(),
            ..PersonEntry::default()
        }),
        (_, "/api/rosters/{regulation}/{roster}") => {
            serde_json::to_value(RosterMake { from: "2026-03-09".to_owned(), to: "2026-03-15".to_owned() })
        }
        (_, "/api/swaps") => serde_json::to_value(SwapAsk { mine: 1, theirs: 2, reason: "有事".to_owned() }),
        (_, "/api/swaps/{id}") => serde_json::to_value(SwapAnswer { agree: true }),
        (_, "/api/posts") => serde_json::to_value(Post {
            title: "书记".to_owned(),
            department: "领导".to_owned(),
            holder: Some(stranger.id),
            ..Post::default()
        }),
        (_, "/api/calendar") => serde_json::to_value(YearFile { text: "holiday 2027-01-01 元旦\n".to_owned() }),
        (_, "/api/revisions") => serde_json::to_value(RevisionWanted {
            regulation: "attendance".to_owned(),
            parameters: values(json!({ "late_limit": 99 })),
            from: "2027-01-01".to_owned(),
            reason: "改".to_owned(),
            ..RevisionWanted::default()
        }),
        (_, "/api/revisions/{id}") => {
            serde_json::to_value(RequestAnswer { action: "confirm".to_owned(), ..RequestAnswer::default() })
        }
        (_, "/api/rehearsals") => serde_json::to_value(RehearsalWanted {
            regulation: "attendance".to_owned(),
            parameters: values(json!({ "late_limit": 99 })),
            ..RehearsalWanted::default()
        }),
        (_, "/api/entrances") => serde_json::to_value(EntranceEntry {
            kind: "board".to_owned(),
            regulation: "whereabouts".to_owned(),
            what: "board".to_owned(),
            place: "大厅".to_owned(),
        }),
        (_, "/api/trust") => serde_json::to_value(TrustChange { takes_unsigned: true }),
        (_, "/api/trust/publishers") => serde_json::to_value(PublisherEntry {
            name: "某某".to_owned(),
            public_key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".to_owned(),
        }),
        _ => Ok(json!({})),
    };
    typed.unwrap_or_default()
}

async fn chain(office: &Office) -> Result<i64> {
    sqlx::query("SELECT chain_seq FROM offices WHERE id = 1").fetch_one(&office.app.pool).await?.int("chain_seq")
}

on_each_database! {
    without_a_session(office, "2026-03-02T09:00") {
        let targets = targets(&office).await?;
        let before = chain(&office).await?;
        let client = guiju_tests::client().build()?;
        let li = office.person("li").await?;
        for (method, path) in operations(&office).await? {
            let request = client.request(method.clone(), format!("{}{}", office.base, address(&path, &targets)));
            let response = request.body(body(&method, &path, &li).to_string()).send().await?;
            let status = response.status();
            // Logging in is what one does without a session.
            let expected = if path == "/api/session" && method == Method::POST { StatusCode::BAD_REQUEST } else { StatusCode::UNAUTHORIZED };
            assert_eq!(status, expected, "{method} {path}");
            assert!(!response.text().await?.contains(SECRET), "{method} {path}");
        }
        assert_eq!(chain(&office).await?, before, "nothing happened");
        Ok(())
    }

    /// A session alone changes nothing: whatever does carries the session's token, which no other site's page knows.
    without_the_token(office, "2026-03-02T09:00") {
        let (targets, zhou) = (targets(&office).await?, office.person("zhou").await?);
        let browser = browser()?;
        assert!(attempt(&browser, &office.base, &credentials("zhou", PASSWORD)).await?.status.is_success());
        let (before, mut refused) = (chain(&office).await?, 0);
        for (method, path) in operations(&office).await?.into_iter().filter(|(method, _)| *method != Method::GET) {
            for token in [None, Some("another")] {
                let request = browser.request(method.clone(), format!("{}{}", office.base, address(&path, &targets)));
                let request = request.body(body(&method, &path, &zhou).to_string());
                let request = token.into_iter().fold(request, |request, token| request.header("x-csrf-token", token));
                let (status, answer) = Answer::of(request.send().await?).await?;
                assert_eq!((status, answer.code().as_str()), (StatusCode::FORBIDDEN, "request.token-missing"), "{method} {path}: {answer}");
                refused += 1;
            }
        }
        assert!(refused > 60, "{refused}");
        assert_eq!(chain(&office).await?, before, "nothing happened");
        assert!(browser.get(format!("{}/api/session", office.base)).send().await?.status().is_success(), "the session goes on");
        Ok(())
    }

    /// No page of another site logs anybody in, whether the browser says from where it comes or only what it sends.
    from_another_site(office, "2026-03-02T09:00") {
        let (client, session) = (guiju_tests::client().build()?, format!("{}/api/session", office.base));
        let said = said(&credentials("li", PASSWORD));
        for (name, value, expected) in [
            ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
            ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
            ("content-type", "text/plain", StatusCode::BAD_REQUEST),
            ("content-type", "application/x-www-form-urlencoded", StatusCode::BAD_REQUEST),
            ("sec-fetch-site", "same-origin", StatusCode::NO_CONTENT),
            ("sec-fetch-site", "none", StatusCode::NO_CONTENT),
            ("content-type", "application/json; charset=utf-8", StatusCode::NO_CONTENT),
        ] {
            let answer = client.post(&session).header(name, value).body(said.clone()).send().await?;
            assert_eq!(answer.status(), expected, "{name}: {value}");
            assert_eq!(answer.headers().contains_key("set-cookie"), expected.is_success(), "{name}: {value}");
        }
        Ok(())
    }

    /// The auditor looks at everything and changes nothing but his own account.
    as_the_auditor(office, "2026-03-02T09:00") {
        let targets = targets(&office).await?;
        office.alter("UPDATE accounts SET system_role = 'auditor' WHERE login = 'liu'").await?;
        let liu = office.person("liu").await?;
        let (before, mut refused) = (chain(&office).await?, 0);
        let own = |path: &str| path == "/api/session" || path.starts_with("/api/account");
        let all = operations(&office).await?;
        for (method, path) in all.into_iter().filter(|(method, path)| *method != Method::GET && !own(path)) {
            let (status, answer) = liu.send(method.clone(), &address(&path, &targets), &body(&method, &path, &liu), None).await?;
            assert_eq!((status, answer.code().as_str()), (StatusCode::FORBIDDEN, "keeper.auditor-looks"), "{method} {path}: {answer}");
            refused += 1;
        }
        assert!(refused > 30, "{refused}");
        assert_eq!(chain(&office).await?, before, "nothing happened");
        Ok(())
    }

    /// What is wrong with an address is said as everything else is: in words, as a problem.
    with_nonsense(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        let mut refused = 0;
        let document = documented(&office).await?;
        for (method, path, operation) in document.operations()?.into_iter().filter(|(method, ..)| *method != Method::DELETE) {
            let address = nonsense(path, operation);
            let (status, answer) = zhou.send(method.clone(), &address, &json!({}), None).await?;
            assert!(!status.is_server_error(), "{method} {address}: {answer}");
            if status.is_client_error() {
                let problem: Problem = answer.read().with_context(|| format!("{method} {address}"))?;
                assert_eq!(problem.status, status.as_u16(), "{method} {address}");
                assert!(!problem.title.is_ascii(), "{method} {address}: {problem:?}");
                refused += 1;
            }
        }
        assert!(refused > 30, "{refused}");
        let (status, answer) = zhou.send(Method::PATCH, "/api/forms", &json!({}), None).await?;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(answer.contains("\"type\":\"method-not-allowed\""), "{answer}");
        Ok(())
    }

    /// Whoever administers another office on the same server reaches nothing of this one.
    as_another_office(office, "2026-03-02T09:00") {
        let targets = targets(&office).await?;
        office.found_another().await?;
        let outside = office.person("outside").await?;
        let before = chain(&office).await?;
        for (method, path) in operations(&office).await?.into_iter().filter(|(method, _)| *method != Method::DELETE) {
            let (status, answer) = outside.send(method.clone(), &address(&path, &targets), &body(&method, &path, &outside), None).await?;
            for word in [SECRET, "李敏", "测试单位", "张书记"] {
                assert!(!answer.contains(word), "{method} {path} tells of another office: {answer}");
            }
            if ["/api/matters/", "/api/proposals/{id}", "/api/attachments/"].iter().any(|own| path.starts_with(own)) {
                assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}: {answer}");
            }
        }
        assert_eq!(chain(&office).await?, before, "nothing happened in this office");
        // Its own people, numbers and calendar are its own.
        assert_eq!(outside.get::<Vec<PersonShown>>("/api/people").await?.len(), 3, "two who were there and one just entered");
        let (zhou, year) = (office.person("zhou").await?, |years: &[CalendarYear]| years.iter().filter(|year| year.published).count());
        assert_eq!(year(&outside.get::<Vec<CalendarYear>>("/api/calendar").await?), year(&zhou.get::<Vec<CalendarYear>>("/api/calendar").await?) + 1);
        let parameters = zhou.get::<RegulationShown>("/api/regulations/attendance").await?.parameters;
        assert!(!parameters.is_empty() && parameters.iter().all(|(.., since)| since.is_none()), "{parameters:?}");
        Ok(())
    }

    /// A colleague whom it does not concern reads nothing of it and changes nothing, whatever the route.
    as_any_colleague(office, "2026-03-02T09:00") {
        let targets = targets(&office).await?;
        let liu = office.person("liu").await?;
        for (method, path) in operations(&office).await?.into_iter().filter(|(method, _)| *method != Method::DELETE) {
            let (status, answer) = liu.send(method.clone(), &address(&path, &targets), &body(&method, &path, &liu), None).await?;
            assert!(!answer.contains(SECRET), "{method} {path}: {answer}");
            let theirs = ["/api/matters/", "/api/proposals/{id}", "/api/attachments/"].iter().any(|own| path.starts_with(own));
            let administers = method == Method::POST && ["/api/people", "/api/posts", "/api/calendar", "/api/packages", "/api/assessments/"].iter().any(|own| path.starts_with(own));
            let keeps = ["/api/entrances", "/api/revisions", "/api/rehearsals", "/api/trust", "/api/packages/{digest}"].iter().any(|own| path.starts_with(own));
            if theirs || administers || keeps {
                assert!(matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{method} {path}: {status} {answer}");
            }
        }
        let li = office.person("li").await?;
        assert_eq!(li.matter(targets.matter).await?.version, 1, "the matter is as it was");
        assert_eq!(li.get::<Vec<ProposalShown>>("/api/proposals").await?[0].state, "proposed");
        Ok(())
    }

    /// Bad input gets an answer that says what to do.
    bad_input(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let file = "/api/forms/attendance/leave/file";
        assert_eq!(li.upload(file, "{ not json").await?.0, StatusCode::BAD_REQUEST);
        assert_eq!(li.files("attendance/leave", json!([1, 2])).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(li.files("attendance/leave", json!({ "span": 7, "kind": ["x"], "reason": {} })).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(li.upload(file, " ".repeat(2 << 20)).await?.0, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(li.post("/api/forms/attendance/nothing/file", &json!({})).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(li.look("/api/matters/999999").await?.0, StatusCode::NOT_FOUND);
        assert_eq!(li.upload("/api/attachments?name=a.pdf", "not a pdf at all").await?.0, StatusCode::BAD_REQUEST);
        Ok(())
    }

    /// The chain of events holds, and an event that was edited is found.
    the_chain(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        li.file("attendance/leave", json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" })).await?;
        assert_eq!(zhou.audit().await?.broken_at, None);
        office.alter("UPDATE events SET body = '{}' WHERE kind = 'filed'").await?;
        assert!(zhou.audit().await?.broken_at.is_some());
        Ok(())
    }
}

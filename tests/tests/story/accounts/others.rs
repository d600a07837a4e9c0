//! Another's account: whoever has used one has it changed by two; a password that somebody else knows gives nothing and lasts days.

use anyhow::{Context, Result};
use guiju::jobs;
use guiju_api::{
    Entered, GrantWanted, Outcome, OwnPassword, Page, PersonEntry, Post, RequestAnswer, RequestChange, RequestShown,
    SettingShown,
};
use guiju_tests::{
    Columns, Office, PASSWORD, Person,
    accounts::{Answered, attempt, browser, credentials},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// What the administrator types for somebody else.
const TYPED: &str = "typed-at-the-desk-2026";

async fn log_in(office: &Office, login: &str, password: &str) -> Result<Answered> {
    attempt(&browser()?, &office.base, &credentials(login, password)).await
}

/// The administrator's entry of somebody new, with an account.
async fn entered(zhou: &Person, name: &str, login: &str) -> Result<u64> {
    let entry = PersonEntry {
        name: name.to_owned(),
        department: "社会科".to_owned(),
        login: Some(login.to_owned()),
        password: Some(TYPED.to_owned()),
        ..PersonEntry::default()
    };
    let (status, outcome) = zhou.post("/api/people", &entry).await?;
    anyhow::ensure!(status == StatusCode::CREATED, "{status} {outcome}");
    Ok(outcome.read::<Entered>()?.id)
}

async fn number(office: &Office, question: &'static str) -> Result<i64> {
    sqlx::query(question).fetch_one(&office.app.pool).await?.int("n")
}

on_each_database! {
    /// The administrator does not take over the account of a reporter: neither by a password, nor by another login, nor by letting
    /// the person leave and come back.
    one_keeper_alone(office, "2026-03-02T09:00") {
        let (zhou, wu, liu) = (office.person("zhou").await?, office.person("wu").await?, office.person("liu").await?);
        let entry = PersonEntry { id: Some(liu.id), name: "刘洋".to_owned(), department: "社会科".to_owned(), badge: Some("9".to_owned()), ..PersonEntry::default() };
        for (login, password) in [(None, Some(TYPED)), (Some("liuyang"), None)] {
            let entry = PersonEntry { login: login.map(str::to_owned), password: password.map(str::to_owned), ..entry.clone() };
            let (status, outcome) = zhou.post("/api/people", &entry).await?;
            assert_eq!(status, StatusCode::ACCEPTED, "{login:?}: {outcome}");
        }
        assert_eq!(log_in(&office, "liu", TYPED).await?.status, StatusCode::BAD_REQUEST);
        liu.counts().await?;
        for keeper in [&wu, &liu] {
            assert!(keeper.notices().await?.iter().any(|notice| notice.contains("刘洋")), "not told");
        }
        // An account that nobody has used yet is opened and changed at once, and all keepers are told.
        let new = entered(&zhou, "新来的", "newcomer").await?;
        let again = PersonEntry { id: Some(new), name: "新来的".to_owned(), department: "社会科".to_owned(), password: Some("typed-once-more-2026".to_owned()), ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &again).await?.0, StatusCode::CREATED);
        assert!(wu.notices().await?.iter().any(|notice| notice.contains("重设了新来的的密码")), "{:?}", wu.notices().await?);
        Person::first_log_in(&office.base, "newcomer", "typed-once-more-2026").await?;
        // Whoever has used an account is not handed over by closing it either.
        let left = PersonEntry { id: Some(new), name: "新来的".to_owned(), department: "社会科".to_owned(), left: true, ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &left).await?.0, StatusCode::CREATED);
        let back = PersonEntry { id: Some(new), name: "新来的".to_owned(), department: "社会科".to_owned(), login: Some("newcomer".to_owned()), password: Some(TYPED.to_owned()), ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &back).await?.0, StatusCode::ACCEPTED);
        assert_eq!(log_in(&office, "newcomer", TYPED).await?.status, StatusCode::BAD_REQUEST);
        Ok(())
    }

    /// Nobody becomes a keeper, or gets a post that opens confidential content, with a password that somebody else knows.
    no_role_by_a_first_password(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        let new = entered(&zhou, "新来的", "newcomer").await?;
        let grant = GrantWanted { person: new, role: "auditor".to_owned(), reason: "按分工".to_owned() };
        let (status, problem) = wu.post("/api/keepers", &grant).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "keeper.first-password"), "{problem}");
        let post = Post { title: "纪检干事".to_owned(), department: "办公室".to_owned(), holder: Some(new), roles: vec!["discipline-secretary".to_owned()], reason: "按分工".to_owned(), ..Post::default() };
        assert_eq!(zhou.post("/api/posts", &post).await?.1.code(), "keeper.first-password");
        // Nor is a second factor set up that would lock the owner out.
        let first = Person::log_in_with(&office.base, "newcomer", TYPED).await?;
        let begun = first.post("/api/account/second-factor", &OwnPassword { password: TYPED.to_owned() }).await?;
        assert_eq!((begun.0, begun.1.code().as_str()), (StatusCode::FORBIDDEN, "account.password-must-change"));
        Person::first_log_in(&office.base, "newcomer", TYPED).await?;
        let (status, outcome) = wu.post("/api/keepers", &grant).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        assert_eq!(zhou.confirms(&outcome.read()?).await?, None);
        let (status, outcome) = zhou.post("/api/posts", &post).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        Ok(())
    }

    /// Roles are those that a regulation declares, titles are told apart when a post is renamed as well, and whoever leaves stands in
    /// for nobody.
    posts(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        let post = |title: &str| Post { title: title.to_owned(), department: "社会科".to_owned(), ..Post::default() };
        let (status, problem) = zhou.post("/api/posts", &Post { roles: vec!["future-secret-role".to_owned()], ..post("新岗") }).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "keeper.role-undeclared"), "{problem}");
        let new = entered(&zhou, "新来的", "newcomer").await?;
        let id = zhou.post("/api/posts", &Post { deputy: Some(new), ..post("甲岗") }).await?.1.read::<Entered>()?.id;
        assert_eq!(zhou.post("/api/posts", &post("乙岗")).await?.0, StatusCode::CREATED);
        let renamed = zhou.post("/api/posts", &Post { id: Some(id), deputy: Some(new), ..post("乙岗") }).await?;
        assert_eq!((renamed.0, renamed.1.code().as_str()), (StatusCode::CONFLICT, "keeper.post-exists"));
        let left = PersonEntry { id: Some(new), name: "新来的".to_owned(), department: "社会科".to_owned(), left: true, ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &left).await?.0, StatusCode::CREATED);
        let posts = zhou.get::<Vec<Post>>("/api/posts").await?;
        let found = posts.iter().find(|post| post.id == Some(id)).context("the post")?;
        assert_eq!(found.deputy.clone(), None);
        assert!(wu.notices().await?.iter().any(|notice| notice.contains("现在没有B角")));
        Ok(())
    }

    /// Two requests about one post: what the first changed outdates the second; the deputy's namesake is told apart.
    namesakes(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        let mut post = zhou.post_named("纪工委书记").await?;
        let twin = zhou.post("/api/people", &PersonEntry { name: "孙书记".to_owned(), department: "领导".to_owned(), ..PersonEntry::default() }).await?.1.read::<Entered>()?.id;
        post.holder = Some(twin);
        let (status, outcome) = zhou.post("/api/posts", &post).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        let shown = wu.get::<Page<RequestShown>>("/api/requests?state=waiting").await?;
        let change = &shown.rows[0].changes[0];
        assert_eq!(change.label, "担任人", "another person of the same name is a change: {shown:?}");
        let to = change.to.as_str();
        assert!(to.contains("同名") && to.contains("没有账号") && to.contains("由周办录入"), "{to}");
        Ok(())
    }

    /// What nobody uses or answers in time is over, with an event and a notice, and its secrets are gone.
    over_in_time(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        entered(&zhou, "新来的", "newcomer").await?;
        let begun = Person::log_in_with(&office.base, "newcomer", TYPED).await?;
        assert_eq!(begun.look("/api/session").await?.0, StatusCode::OK);
        let reset = PersonEntry { id: Some(li.id), name: "李敏".to_owned(), department: "社会科".to_owned(), badge: Some("8".to_owned()), password: Some(TYPED.to_owned()), reason: "本人忘记".to_owned(), ..PersonEntry::default() };
        let (status, outcome) = zhou.post("/api/people", &reset).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        office.clock.set("2026-03-10T09:30".parse::<guiju_model::Moment>().map_err(|why| anyhow::anyhow!("{why}"))?);
        let answered = log_in(&office, "newcomer", TYPED).await?;
        assert_eq!((answered.status, answered.code()), (StatusCode::FORBIDDEN, "account.first-password-expired"));
        jobs::round(&office.app).await?;
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM events WHERE kind = 'first-password-expired'").await?, 1);
        assert_eq!(begun.look("/api/session").await?.0, StatusCode::UNAUTHORIZED, "what was begun with it has ended");
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM accounts WHERE login = 'newcomer' AND password_hash = ''").await?, 1);
        assert_eq!(log_in(&office, "newcomer", TYPED).await?.code(), "account.wrong-credentials");
        assert!(zhou.notices().await?.iter().any(|notice| notice.contains("新来的的初始密码")));
        office.at("2026-04-02T09:00").await?;
        jobs::round(&office.app).await?;
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM events WHERE kind = 'request-expired'").await?, 1);
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM requests WHERE code IS NOT NULL OR body LIKE '%argon2%'").await?, 0);
        let shown = wu.get::<Page<RequestShown>>("/api/requests?state=expired").await?;
        assert_eq!((shown.total, shown.rows[0].answerable), (1, false), "{shown:?}");
        assert!(zhou.notices().await?.iter().any(|notice| notice.contains("没有人在期限内确认")));
        Person::log_in(&office.base, "li").await?;
        Ok(())
    }

    /// What protects the office less needs two keepers; what protects it more is done at once.
    weaker_settings(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        let put = async |changes: &Value| wu.put("/api/settings", changes).await;
        let stronger = json!({ "password-length": 14, "password-days": 90, "session-days": 2, "second-factor": ["auditor"] });
        assert_eq!(put(&stronger).await?.0, StatusCode::OK);
        let value = async |name: &str| -> Result<Value> {
            let all = wu.get::<Vec<SettingShown>>("/api/settings").await?;
            let one = all.iter().find(|setting| setting.name == name).context("a setting")?;
            Ok(one.value.clone())
        };
        for weaker in [
            json!({ "password-length": 8 }), json!({ "password-days": 0 }), json!({ "password-days": 91 }),
            json!({ "session-days": 3 }), json!({ "second-factor": [] }), json!({ "first-password-days": 8 }),
        ] {
            let (status, outcome) = put(&weaker).await?;
            assert_eq!(status, StatusCode::ACCEPTED, "{weaker}: {outcome}");
        }
        assert_eq!((value("password-length").await?, value("second-factor").await?), (json!(14), json!(["auditor"])), "it waits");
        // The stronger part of a change is done at once.
        let (status, outcome) = put(&json!({ "password-length": 16, "session-days": 5 })).await?;
        assert_eq!((status, value("password-length").await?), (StatusCode::ACCEPTED, json!(16)), "{outcome}");
        let request = outcome.read::<Outcome>()?.request.context("a request")?;
        let own = wu.post(&format!("/api/requests/{request}"), &RequestAnswer { action: "confirm".to_owned(), ..RequestAnswer::default() }).await?;
        assert_eq!(own.1.code(), "keeper.own-request");
        zhou.confirms(&outcome.read()?).await?;
        assert_eq!(value("session-days").await?, 5);
        let shown = zhou.get::<Page<RequestShown>>("/api/requests?state=confirmed").await?;
        assert_eq!(shown.rows[0].changes[0], RequestChange { label: "登录最长保持".to_owned(), from: "2 天".to_owned(), to: "5 天".to_owned() }, "{shown:?}");
        Ok(())
    }

    /// Somebody with two logins of an earlier version has one account: a reset ends the sessions of both, and both open by it.
    two_logins(office, "2026-03-02T09:00") {
        let (zhou, wu, li) = (office.person("zhou").await?, office.person("wu").await?, office.person("li").await?);
        let second = "INSERT INTO accounts (login, office_id, person_id, password_hash, system_role, failures, locked_until)
            SELECT 'li2', office_id, person_id, password_hash, NULL, 0, 0 FROM accounts WHERE login = 'li'";
        sqlx::query(second).execute(&office.app.pool).await?;
        let other = Person::log_in(&office.base, "li2").await?;
        let reset = PersonEntry { id: Some(li.id), name: "李敏".to_owned(), department: "社会科".to_owned(), badge: Some("8".to_owned()), password: Some(TYPED.to_owned()), reason: "本人忘记".to_owned(), ..PersonEntry::default() };
        let half = wu.confirms(&zhou.post("/api/people", &reset).await?.1.read()?).await?.context("the second half")?;
        for person in [&li, &other] {
            assert!(person.counts().await.is_err(), "the session ends");
        }
        for login in ["li", "li2"] {
            assert_eq!(log_in(&office, login, PASSWORD).await?.status, StatusCode::BAD_REQUEST, "{login}");
            assert_eq!(log_in(&office, login, &format!("{TYPED}{half}")).await?.status, StatusCode::NO_CONTENT, "{login}");
        }
        Ok(())
    }

    /// An earlier version let one person hold two roles by two accounts: one is taken away at the start, with an event and a notice.
    two_roles(office, "2026-03-02T09:00") {
        let (zhou, wu) = (office.person("zhou").await?, office.person("wu").await?);
        let second = "INSERT INTO accounts (login, office_id, person_id, password_hash, system_role, failures, locked_until)
            SELECT 'wu2', office_id, person_id, password_hash, 'administrator', 0, 0 FROM accounts WHERE login = 'wu'";
        sqlx::query(second).execute(&office.app.pool).await?;
        for _ in 0..2 {
            guiju::app::App::open(office.app.config.clone(), office.app.clock.clone()).await?;
        }
        let held = "SELECT COUNT(*) AS n FROM accounts WHERE login IN ('wu', 'wu2') AND system_role IS NOT NULL";
        assert_eq!(number(&office, held).await?, 1);
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM accounts WHERE login = 'wu' AND system_role = 'security'").await?, 1);
        assert_eq!(number(&office, "SELECT COUNT(*) AS n FROM events WHERE kind = 'second-role-removed'").await?, 1);
        for keeper in [&zhou, &wu] {
            assert!(keeper.notices().await?.iter().any(|notice| notice.contains("两个系统角色")));
        }
        Ok(())
    }
}

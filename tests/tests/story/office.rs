//! Keeping the office: people from a table, leaving, registers with order and sums, numbers from a date on.

use anyhow::Context;
use guiju_api::{
    AssessmentShown, FormOffered, Found, ImportReport, PersonEntry, PersonShown, Post, Preview, RevisionWanted,
    StepShown, ViewOffered, ViewShown,
};
use guiju_domain::PersonId;
use guiju_tests::{
    Person,
    acts::{plainly, to},
    on_each_database, said, values,
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::collections::{BTreeMap, btree_map::Entry};

const TABLE: &str = "姓名,部门,考勤号,电话,参加工作日期,登录名,初始密码\r\n\
    新同事,社会科,21,62001,2020-07-01,newcomer,guiju-test-2026\r\n\
    李敏,社会科,8,62002,,,\r\n\
    没部门,,22,,,,\r\n\
    抢号,社会科,8,,,,\r\n\
    重号,社会科,21,,,,\r\n\
    \"逗号, 引号\"\"先生\",社会科,23,,,,\r\n";

const POSTS: &str = "岗位,部门,担任人,B角,职务,分管\r\n\
    民政岗,社会科,李敏,王科长,部门负责人,\r\n\
    民政岗,社会科,,,,\r\n\
    党务岗,社会科,查无此人,,,\r\n\
    综治岗,社会科,,,没有的职务,\r\n\
    总管,社会科,,,,没有的科\r\n\
    科长,社会科,,,,\r\n";

on_each_database! {
    /// First what each line would do, then the act; faulty lines are told by number, and the same file again changes nobody.
    people_from_a_table(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let path = "/api/people/import";
        assert_eq!(li.upload(path, TABLE).await?.0, StatusCode::FORBIDDEN);
        let preview = zhou.import(&format!("{path}?preview=true"), TABLE).await?;
        assert_eq!((preview.new, preview.known, preview.written), (2, 1, false));
        let lines = |report: &ImportReport| report.errors.iter().map(|(line, _)| *line).collect::<Vec<_>>();
        assert_eq!(lines(&preview), [4, 5, 6], "{preview:?}");
        assert_eq!(zhou.get::<Vec<PersonShown>>("/api/people").await?.len(), 11, "a preview writes nothing");
        let report = zhou.import(path, TABLE).await?;
        assert_eq!((report.new, lines(&report)), (2, vec![4, 5, 6]), "{report:?}");
        let people = zhou.get::<Vec<PersonShown>>("/api/people").await?;
        let of = |name: &str| people.iter().find(|p| p.name == name).cloned().unwrap_or_default();
        assert_eq!(of("新同事").attributes["working_since"], "2020-07-01");
        assert_eq!((of("李敏").phone.as_deref(), of("李敏").attributes["working_since"].as_str()), (Some("62002"), Some("2018-07-01")));
        assert_eq!(of("逗号, 引号\"先生").badge.as_deref(), Some("23"));
        Person::log_in(&office.base, "newcomer").await?;
        let again = zhou.import(path, TABLE).await?;
        assert_eq!(again.new, 0, "{again:?}");
        let (status, problem) = zhou.upload(path, "电话,部门\n1,2\n").await?;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(problem.title().contains("姓名"), "{problem}");
        Ok(())
    }

    /// An office's posts from one table: new ones, one that is there and keeps what the table does not tell, and lines that name
    /// nobody or nothing.
    posts_from_a_table(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let path = "/api/posts/import";
        assert_eq!(li.upload(path, POSTS).await?.0, StatusCode::FORBIDDEN);
        let before = zhou.get::<Vec<Post>>("/api/posts").await?;
        let preview = zhou.import(&format!("{path}?preview=true"), POSTS).await?;
                assert_eq!((preview.new, preview.known), (1, 1), "{preview:?}");
        assert_eq!(zhou.get::<Vec<Post>>("/api/posts").await?, before, "a preview writes nothing");
        let report = zhou.import(path, POSTS).await?;
        let wrong = report.errors.iter().map(|(line, _)| *line).collect::<Vec<_>>();
        assert_eq!((report.new, wrong), (1, vec![3, 4, 5, 6]), "{report:?}");
        let posts = zhou.get::<Vec<Post>>("/api/posts").await?;
        let of = |title: &str| posts.iter().find(|post| post.title == title).cloned().unwrap_or_default();
        let wang = office.person("wang").await?;
        let made = of("民政岗");
        assert_eq!((made.holder, made.deputy, made.roles), (Some(li.id), Some(wang.id), vec!["section-head".to_owned()]));
        assert_eq!(of("科长").holder, Some(wang.id), "what the table does not tell stays");
        let again = zhou.import(path, POSTS).await?;
        assert_eq!((again.new, again.known), (0, 2), "{again:?}");
        Ok(())
    }

    /// A table as Excel and WPS write it where they are set to Chinese: CSV in GB 18030 with their dates, text in UTF-16, and xls.
    people_from_office_programs(office, "2026-03-02T09:00") {
        let zhou = office.person("zhou").await?;
        // “姓名,部门,参加工作日期” and one line, in GB 18030.
        let gb18030 = b"\xd0\xd5\xc3\xfb,\xb2\xbf\xc3\xc5,\xb2\xce\xbc\xd3\xb9\xa4\xd7\xf7\xc8\xd5\xc6\xda\r\n\xbc\xd7,\xc9\xe7\xbb\xe1\xbf\xc6,2020/7/1\r\n".to_vec();
        let text = "\u{feff}姓名\t部门\t参加工作日期\r\n乙\t社会科\t2020年7月1日\r\n";
        let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let xls = std::fs::read(guiju_tests::root().join("tests/files/people.xls"))?;
        for (name, bytes) in [("甲", gb18030), ("乙", utf16), ("丙", xls)] {
            let report = zhou.import("/api/people/import", bytes).await?;
            assert_eq!((report.new, report.errors.is_empty()), (1, true), "{name}: {report:?}");
            let people = zhou.get::<Vec<PersonShown>>("/api/people").await?;
            let of = people.iter().find(|person| person.name == name).cloned().unwrap_or_default();
            assert_eq!(of.attributes["working_since"], "2020-07-01", "{name}: {of:?}");
        }
        let (status, problem) = zhou.upload("/api/people/import", vec![0; 100]).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(problem.title().contains("xlsx"), "{problem}");
        Ok(())
    }

    /// Whoever leaves hands over the posts first, and with them what waits there; then the account is closed and nobody is asked who is gone.
    leaving(office, "2026-03-02T09:00") {
        let (zhou, li, wang) = (office.person("zhou").await?, office.person("li").await?, office.person("wang").await?);
        let leave = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" });
        let matter = li.file("attendance/leave", leave).await?;
        let entry = PersonEntry { id: Some(wang.id), name: "王科长".to_owned(), department: "社会科".to_owned(), left: true, ..PersonEntry::default() };
        let (status, problem) = zhou.post("/api/people", &entry).await?;
        assert_eq!(status, StatusCode::CONFLICT);
        let title = problem.title();
        assert!(title.contains("科长") && !title.contains("待办"), "what he decides by the post goes with it: {title}");
        zhou.enters(&Post { holder: Some(zhou.id), ..zhou.post_named("科长").await? }).await?;
        assert_eq!(zhou.post("/api/people", &entry).await?.0, StatusCode::CREATED);
        assert!(Person::log_in(&office.base, "wang").await.is_err(), "the account is closed");
        assert!(wang.counts().await.is_err(), "and so is the session");
        let (status, _) = zhou.act(matter, "transfer", to(wang.id)).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST, "nothing is handed to somebody who has left");
        Ok(())
    }

    /// A new password ends the sessions that the old one opened.
    new_password(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let entry = PersonEntry { id: Some(li.id), name: "李敏".to_owned(), department: "社会科".to_owned(), badge: Some("8".to_owned()), login: Some("li".to_owned()), password: Some("another-long-one".to_owned()), ..PersonEntry::default() };
        let (status, outcome) = zhou.post("/api/people", &entry).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        office.person("wu").await?.confirms(&outcome.read()?).await?.context("the second half")?;
        assert!(li.counts().await.is_err());
        assert!(Person::log_in(&office.base, "li").await.is_err(), "it was the old one");
        let taken = PersonEntry { name: "某某".to_owned(), department: "社会科".to_owned(), login: Some("zhou".to_owned()), password: Some("another-long-one".to_owned()), ..PersonEntry::default() };
        assert_eq!(zhou.post("/api/people", &taken).await?.0, StatusCode::BAD_REQUEST);
        Ok(())
    }

    /// Registers: sorted by any column as numbers or words, narrowed, with the sum of what is narrowed, also in the files.
    registers(office, "2026-03-02T09:00") {
        let (li, accountant) = (office.person("li").await?, office.person("accountant").await?);
        for (amount, purpose) in [(90_000, "办公用品"), (10_001, "邮寄"), (150_000, "打印机耗材")] {
            li.file("finance/advance-report", json!({ "kind": "supplies", "purpose": purpose, "amount": amount })).await?;
        }
        let path = "finance/reports";
        let amounts = async |query: &str| -> anyhow::Result<(Vec<String>, String)> {
            let shown = accountant.register(&format!("{path}?{query}")).await?;
            let at = shown.columns.iter().position(|column| column.name == "amount").context("a column")?;
            let cells = shown.rows.iter().map(|row| row.cells[at].clone()).collect();
            Ok((cells, shown.sums[at].clone()))
        };
        assert_eq!(amounts("sort=amount").await?, (vec!["100.01".into(), "900.00".into(), "1500.00".into()], "2500.01".into()));
        assert_eq!(amounts("sort=amount&descending=true").await?.0[0], "1500.00");
        assert_eq!(amounts("text=邮").await?, (vec!["100.01".into()], "100.01".into()));
        assert_eq!(amounts("status=completed").await?, (Vec::new(), "0.00".into()));
        // Only columns that the view declares; another is not passed over in silence.
        assert!(amounts("sort=amount;DROP TABLE records").await.is_err_and(|why| why.to_string().contains("这一栏")));
        let people = accountant.get::<Vec<PersonShown>>("/api/people").await?;
        let department = |name: &str| people.iter().find(|p| p.name == name).map(|p| p.department).unwrap_or_default();
        assert_eq!(amounts(&format!("department={}", department("李敏"))).await?.0.len(), 3);
        assert_eq!(amounts(&format!("department={}", department("张书记"))).await?.0.len(), 0);
        let (_, csv) = accountant.look(&format!("/api/views/{path}/csv?text=邮")).await?;
        assert!(csv.contains("\"100.01\"") && !csv.contains("1500"), "{csv}");
        Ok(())
    }

    /// A number that changes from a day on: what was filed before keeps its value, and every citation says since when it holds.
    numbers_from_a_date(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let leave = json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 pm", "reason": "有事" });
        let before = li.file("attendance/leave", leave.clone()).await?;
        let change = |value: Value, from: &str| RevisionWanted { regulation: "attendance".to_owned(), parameters: values(json!({ "section_head_half_days": value })), from: from.to_owned(), reason: "精简审批".to_owned(), ..RevisionWanted::default() };
        assert_eq!(zhou.post("/api/revisions", &change(json!(2), "2026-03-02")).await?.0, StatusCode::BAD_REQUEST, "not for days that have begun");
        assert_eq!(zhou.post("/api/revisions", &change(json!("two"), "2026-03-10")).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        office.revise("attendance", None, values(json!({ "section_head_half_days": 2 })), "2026-03-10").await?;
        let shown = |stations: &[StepShown]| stations[0].people[0].clone();
        assert_eq!(shown(&li.preview("attendance/leave", &leave).await?.stations), "吴副", "until then as before");
        office.at("2026-03-10T09:00").await?;
        let after = li.preview("attendance/leave", &leave).await?;
        assert_eq!((shown(&after.stations).as_str(), after.stations.len()), ("王科长", 1), "{after:?}");
        let cited = said(&after.stations[0].citations[0].parameters);
        assert!(cited.contains("2026-03-10"), "since when the number holds: {cited}");
        let kept = li.matter(before).await?;
        assert_eq!(shown(&kept.stations), "吴副");
        office.person("wu").await?.does(before, "approve", plainly()).await?;
        assert_eq!(li.matter(before).await?.stations[0].people[0], "吴副", "to its end");
        Ok(())
    }

    /// Forms are found by the first letters of their pinyin, and those one files most say so.
    forms(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        li.file("attendance/leave", json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 am", "reason": "有事" })).await?;
        let forms = li.get::<Vec<FormOffered>>("/api/forms").await?;
        let leave = forms.iter().find(|form| form.form == "leave").cloned().unwrap_or_default();
        assert_eq!((leave.initials.as_str(), leave.filed), ("qjt", 1), "{leave:?}");
        let has = |list: &[String], word: &str| list.iter().any(|one| one == word);
        assert!(has(&leave.words, "调休") && has(&leave.words, "事假") && has(&leave.letters, "shijia sj"), "{leave:?}");
        let found = li.get::<Vec<Found>>("/api/search?q=%E8%B0%83%E4%BC%91").await?;
        assert!(found.iter().any(|one| one.address == "/start/attendance/leave"), "{found:?}");
        // What was filed is found by the form's title and by who applied; one character alone is not looked for, which is said.
        let name = office.app.staff(guiju_tests::OFFICE).await?.name(PersonId::new(li.id));
        for word in ["请假条", name.as_str()] {
            let found = li.get::<Vec<Found>>(&format!("/api/search?q={word}")).await?;
            let matters = found.iter().filter(|one| one.kind == "matter").collect::<Vec<_>>();
            assert!(matters.len() == 1 && matters[0].place.contains(&name), "{word}: {found:?}");
        }
        let found = li.get::<Vec<Found>>("/api/search?q=假").await?;
        assert!(found.len() == 1 && found[0].kind == "bound", "{found:?}");
        Ok(())
    }

    /// Every register of all regulations is headed in words, not in names of a program.
    headings(office, "2026-03-02T09:00") {
        let mut seen = BTreeMap::new();
        for login in ["zhou", "zhang", "sun", "wu", "accountant", "chen"] {
            let reader = office.person(login).await?;
            let views = reader.get::<Vec<ViewOffered>>("/api/views").await?;
            for view in views.iter().filter(|view| view.layout == "table") {
                let path = format!("/api/views/{}/{}", view.regulation, view.view);
                if let Entry::Vacant(place) = seen.entry(path) {
                    let shown: ViewShown = reader.get(place.key()).await?;
                    place.insert(shown.columns);
                }
            }
        }
        for (path, columns) in &seen {
            for column in columns {
                let label = &column.label;
                assert!(label.chars().any(|c| c > '\u{2e80}'), "{path} heads a column with {label:?}");
            }
        }
        assert!(seen.len() > 60, "only {} registers were seen", seen.len());
        Ok(())
    }

    /// What the running periods come to for oneself: leave taken by kind, and what is left of the annual leave.
    my_totals(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let leave = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" });
        let preview = li.preview("attendance/leave", &leave).await?;
        let taken = |preview: &Preview| preview.derived.iter().find(|d| d.name == "taken_this_year").map(|d| d.text.clone());
        assert_eq!(taken(&preview), Some("0 天".to_owned()), "{preview:?}");
        let matter = li.file("attendance/leave", leave).await?;
        office.person("wang").await?.does(matter, "approve", plainly()).await?;
        let next = json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": "有事" });
        assert_eq!(taken(&li.preview("attendance/leave", &next).await?), Some("0.5 天".to_owned()));
        let mine: Vec<AssessmentShown> = li.get("/api/assessments/mine").await?;
        let figures = mine.iter().flat_map(|of| &of.subjects[0].figures).map(|figure| (figure.name.as_str(), figure.value)).collect::<Vec<_>>();
        assert!(figures.contains(&("personal", 1)), "{mine:?}");
        assert!(figures.iter().any(|(name, left)| *name == "annual_left" && *left > 0), "{mine:?}");
        let liu = office.person("liu").await?.text("/api/assessments/mine").await?;
        assert!(said(&mine).contains("李敏") && !liu.contains("李敏"), "{liu}");
        Ok(())
    }
}

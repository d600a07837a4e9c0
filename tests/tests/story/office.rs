//! Keeping the office: people from a table, leaving, registers with order and sums, numbers from a date on.

use anyhow::Context;
use guiju_tests::{PASSWORD, Person, on_each_database};
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
        let table = Value::String(TABLE.to_owned());
        assert_eq!(li.post(path, &table).await?.0, StatusCode::FORBIDDEN);
        let (status, preview) = zhou.post(&format!("{path}?preview=true"), &table).await?;
        assert_eq!(status, StatusCode::OK, "{preview}");
        assert_eq!((preview["new"].as_u64(), preview["known"].as_u64(), preview["written"].as_bool()), (Some(2), Some(1), Some(false)));
        let lines = |report: &Value| report["errors"].as_array().into_iter().flatten().filter_map(|e| e[0].as_u64()).collect::<Vec<_>>();
        assert_eq!(lines(&preview), [4, 5, 6], "{preview}");
        assert_eq!(zhou.get("/api/people").await?.as_array().map(Vec::len), Some(11), "a preview writes nothing");
        let (_, report) = zhou.post(path, &table).await?;
        assert_eq!((report["new"].as_u64(), lines(&report)), (Some(2), vec![4, 5, 6]), "{report}");
        let people = zhou.get("/api/people").await?;
        let of = |name: &str| people.as_array().into_iter().flatten().find(|p| p["name"] == name).cloned().unwrap_or_default();
        assert_eq!(of("新同事")["attributes"]["working_since"], "2020-07-01");
        assert_eq!((of("李敏")["phone"].clone(), of("李敏")["attributes"]["working_since"].clone()), (json!("62002"), json!("2018-07-01")));
        assert_eq!(of("逗号, 引号\"先生")["badge"], "23");
        Person::log_in(&office.base, "newcomer").await?;
        let (_, again) = zhou.post(path, &table).await?;
        assert_eq!(again["new"], 0, "{again}");
        let (status, problem) = zhou.post(path, &json!("电话,部门\n1,2\n")).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(problem["title"].as_str().is_some_and(|title| title.contains("姓名")), "{problem}");
        Ok(())
    }

    /// An office's posts from one table: new ones, one that is there and keeps what the table does not tell, and lines that name
    /// nobody or nothing.
    posts_from_a_table(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let (path, table) = ("/api/posts/import", Value::String(POSTS.to_owned()));
        assert_eq!(li.post(path, &table).await?.0, StatusCode::FORBIDDEN);
        let before = zhou.get("/api/posts").await?;
        let (status, preview) = zhou.post(&format!("{path}?preview=true"), &table).await?;
        assert_eq!((status, &preview["new"], &preview["known"]), (StatusCode::OK, &json!(1), &json!(1)), "{preview}");
        assert_eq!(zhou.get("/api/posts").await?, before, "a preview writes nothing");
        let (_, report) = zhou.post(path, &table).await?;
        let wrong = report["errors"].as_array().into_iter().flatten().filter_map(|e| e[0].as_u64()).collect::<Vec<_>>();
        assert_eq!((report["new"].as_u64(), wrong), (Some(1), vec![3, 4, 5, 6]), "{report}");
        let posts = zhou.get("/api/posts").await?;
        let of = |title: &str| posts.as_array().into_iter().flatten().find(|post| post["title"] == title).cloned().unwrap_or_default();
        let wang = office.person("wang").await?;
        let made = of("民政岗");
        assert_eq!((&made["holder"], &made["deputy"], &made["roles"]), (&json!(li.id), &json!(wang.id), &json!(["section-head"])));
        assert_eq!(of("科长")["holder"], json!(wang.id), "what the table does not tell stays");
        let (_, again) = zhou.post(path, &table).await?;
        assert_eq!((&again["new"], &again["known"]), (&json!(0), &json!(2)), "{again}");
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
            let (status, report) = zhou.upload("/api/people/import", bytes).await?;
            assert_eq!((status, &report["new"], &report["errors"]), (StatusCode::OK, &json!(1), &json!([])), "{name}: {report}");
            let people = zhou.get("/api/people").await?;
            let of = people.as_array().into_iter().flatten().find(|person| person["name"] == name).cloned().unwrap_or_default();
            assert_eq!(of["attributes"]["working_since"], "2020-07-01", "{name}: {of}");
        }
        let (status, problem) = zhou.upload("/api/people/import", vec![0; 100]).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(problem["title"].as_str().is_some_and(|title| title.contains("xlsx")), "{problem}");
        Ok(())
    }

    /// Whoever leaves hands over the posts first, and with them what waits there; then the account is closed and nobody is asked who is gone.
    leaving(office, "2026-03-02T09:00") {
        let (zhou, li, wang) = (office.person("zhou").await?, office.person("li").await?, office.person("wang").await?);
        let leave = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "有事" });
        let matter = li.file("attendance/leave", leave).await?;
        let entry = json!({ "id": wang.id, "name": "王科长", "department": "社会科", "left": true });
        let (status, problem) = zhou.post("/api/people", &entry).await?;
        assert_eq!(status, StatusCode::CONFLICT);
        let title = problem["title"].as_str().unwrap_or_default();
        assert!(title.contains("科长") && !title.contains("待办"), "what he decides by the post goes with it: {title}");
        let posts = zhou.get("/api/posts").await?;
        let mut post = posts.as_array().into_iter().flatten().find(|post| post["title"] == "科长").cloned().unwrap_or_default();
        post["holder"] = json!(zhou.id);
        zhou.post("/api/posts", &post).await?;
        assert_eq!(zhou.post("/api/people", &entry).await?.0, StatusCode::CREATED);
        assert!(Person::log_in(&office.base, "wang").await.is_err(), "the account is closed");
        assert!(wang.get("/api/counts").await.is_err(), "and so is the session");
        let (status, _) = zhou.act(matter, "transfer", json!({ "person": wang.id })).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST, "nothing is handed to somebody who has left");
        Ok(())
    }

    /// A new password ends the sessions that the old one opened.
    new_password(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let entry = json!({ "id": li.id, "name": "李敏", "department": "社会科", "badge": "8", "login": "li", "password": "another-long-one" });
        let (status, outcome) = zhou.post("/api/people", &entry).await?;
        assert_eq!(status, StatusCode::ACCEPTED, "{outcome}");
        office.person("wu").await?.confirms(&outcome).await?.context("the second half")?;
        assert!(li.get("/api/counts").await.is_err());
        assert!(Person::log_in(&office.base, "li").await.is_err(), "{PASSWORD} is the old one");
        let taken = json!({ "name": "某某", "department": "社会科", "login": "zhou", "password": "another-long-one" });
        assert_eq!(zhou.post("/api/people", &taken).await?.0, StatusCode::BAD_REQUEST);
        Ok(())
    }

    /// Registers: sorted by any column as numbers or words, narrowed, with the sum of what is narrowed, also in the files.
    registers(office, "2026-03-02T09:00") {
        let (li, accountant) = (office.person("li").await?, office.person("accountant").await?);
        for (amount, purpose) in [(90_000, "办公用品"), (10_001, "邮寄"), (150_000, "打印机耗材")] {
            li.file("finance/advance-report", json!({ "kind": "supplies", "purpose": purpose, "amount": amount })).await?;
        }
        let path = "/api/views/finance/reports";
        let amounts = async |query: &str| -> anyhow::Result<(Vec<String>, String)> {
            let shown = accountant.get(&format!("{path}?{query}")).await?;
            let columns = shown["columns"].as_array().cloned().unwrap_or_default();
            let at = columns.iter().position(|column| column["name"] == "amount").unwrap_or_default();
            let rows = shown["rows"].as_array().into_iter().flatten();
            let cells = rows.map(|row| row["cells"][at].as_str().unwrap_or_default().to_owned()).collect();
            Ok((cells, shown["sums"][at].as_str().unwrap_or_default().to_owned()))
        };
        assert_eq!(amounts("sort=amount").await?, (vec!["100.01".into(), "900.00".into(), "1500.00".into()], "2500.01".into()));
        assert_eq!(amounts("sort=amount&descending=true").await?.0[0], "1500.00");
        assert_eq!(amounts("text=邮").await?, (vec!["100.01".into()], "100.01".into()));
        assert_eq!(amounts("status=completed").await?, (Vec::new(), "0.00".into()));
        // Only columns that the view declares; another is not passed over in silence.
        assert!(amounts("sort=amount;DROP TABLE records").await.is_err_and(|why| why.to_string().contains("这一栏")));
        let people = accountant.get("/api/people").await?;
        let department = |name: &str| people.as_array().into_iter().flatten().find(|p| p["name"] == name).map(|p| p["department"].clone()).unwrap_or_default();
        assert_eq!(amounts(&format!("department={}", department("李敏"))).await?.0.len(), 3);
        assert_eq!(amounts(&format!("department={}", department("张书记"))).await?.0.len(), 0);
        let (_, csv) = accountant.text(reqwest::Method::GET, &format!("{path}/csv?text=邮"), &Value::Null).await?;
        assert!(csv.contains("\"100.01\"") && !csv.contains("1500"), "{csv}");
        Ok(())
    }

    /// A number that changes from a day on: what was filed before keeps its value, and every citation says since when it holds.
    numbers_from_a_date(office, "2026-03-02T09:00") {
        let (zhou, li) = (office.person("zhou").await?, office.person("li").await?);
        let leave = json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 pm", "reason": "有事" });
        let stations = |preview: &Value| preview["stations"].as_array().map(Vec::len);
        let before = li.file("attendance/leave", leave.clone()).await?;
        let change = |value: Value, from: &str| json!({ "regulation": "attendance", "parameters": { "section_head_half_days": value }, "from": from, "reason": "精简审批" });
        assert_eq!(zhou.post("/api/revisions", &change(json!(2), "2026-03-02")).await?.0, StatusCode::BAD_REQUEST, "not for days that have begun");
        assert_eq!(zhou.post("/api/revisions", &change(json!("two"), "2026-03-10")).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
        office.revise("attendance", None, json!({ "section_head_half_days": 2 }), "2026-03-10").await?;
        let shown = |preview: &Value| preview["stations"][0]["people"][0].as_str().map(str::to_owned);
        assert_eq!(shown(&li.preview("attendance/leave", &leave).await?).as_deref(), Some("吴副"), "until then as before");
        office.at("2026-03-10T09:00").await?;
        let after = li.preview("attendance/leave", &leave).await?;
        assert_eq!((shown(&after).as_deref(), stations(&after)), (Some("王科长"), Some(1)), "{after}");
        let cited = after["stations"][0]["citations"][0]["parameters"].to_string();
        assert!(cited.contains("2026-03-10"), "since when the number holds: {cited}");
        let kept = li.get(&format!("/api/matters/{before}")).await?;
        assert_eq!(shown(&kept).as_deref(), Some("吴副"));
        office.person("wu").await?.does(before, "approve", json!({})).await?;
        assert_eq!(li.get(&format!("/api/matters/{before}")).await?["stations"][0]["people"][0], "吴副", "to its end");
        Ok(())
    }

    /// Forms are found by the first letters of their pinyin, and those one files most say so.
    forms(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        li.file("attendance/leave", json!({ "kind": "personal", "span": "2026-03-12 am/2026-03-12 am", "reason": "有事" })).await?;
        let forms = li.get("/api/forms").await?;
        let leave = forms.as_array().into_iter().flatten().find(|form| form["form"] == "leave").cloned().unwrap_or_default();
        assert_eq!((leave["initials"].as_str(), leave["filed"].as_u64()), (Some("qjt"), Some(1)), "{leave}");
        let lists = |key: &str, word: &str| leave[key].as_array().is_some_and(|all| all.iter().any(|one| one == word));
        assert!(lists("words", "调休") && lists("words", "事假") && lists("letters", "shijia sj"), "{leave}");
        let found = li.get("/api/search?q=%E8%B0%83%E4%BC%91").await?;
        assert!(found.as_array().is_some_and(|all| all.iter().any(|one| one["address"] == "/start/attendance/leave")), "{found}");
        // What was filed is found by the form's title and by who applied; one character alone is not looked for, which is said.
        let name = office.app.staff(guiju_tests::OFFICE).await?.name(li.id);
        for word in ["请假条", name.as_str()] {
            let found = li.get(&format!("/api/search?q={word}")).await?;
            let matters = found.as_array().into_iter().flatten().filter(|one| one["kind"] == "matter").collect::<Vec<_>>();
            assert!(matters.len() == 1 && matters[0]["place"].as_str().is_some_and(|place| place.contains(&name)), "{word}: {found}");
        }
        let found = li.get("/api/search?q=假").await?;
        assert!(found.as_array().is_some_and(|all| all.len() == 1 && all[0]["kind"] == "bound"), "{found}");
        Ok(())
    }

    /// Every register of all regulations is headed in words, not in names of a program.
    headings(office, "2026-03-02T09:00") {
        let mut seen = BTreeMap::new();
        for login in ["zhou", "zhang", "sun", "wu", "accountant", "chen"] {
            let reader = office.person(login).await?;
            let views = reader.get("/api/views").await?;
            for view in views.as_array().into_iter().flatten().filter(|view| view["layout"] == "table") {
                let path = format!("/api/views/{}/{}", view["regulation"].as_str().unwrap_or_default(), view["view"].as_str().unwrap_or_default());
                if let Entry::Vacant(place) = seen.entry(path) {
                    let shown = reader.get(place.key()).await?;
                    place.insert(shown["columns"].clone());
                }
            }
        }
        for (path, columns) in &seen {
            for column in columns.as_array().into_iter().flatten() {
                let label = column["label"].as_str().unwrap_or_default();
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
        let taken = |preview: &Value| preview["derived"].as_array().into_iter().flatten().find(|d| d["name"] == "taken_this_year").map(|d| d["text"].clone());
        assert_eq!(taken(&preview), Some(json!("0 天")), "{preview}");
        let matter = li.file("attendance/leave", leave).await?;
        office.person("wang").await?.does(matter, "approve", json!({})).await?;
        let next = json!({ "kind": "personal", "span": "2026-03-05 am/2026-03-05 am", "reason": "有事" });
        assert_eq!(taken(&li.preview("attendance/leave", &next).await?), Some(json!("0.5 天")));
        let mine = li.get("/api/assessments/mine").await?;
        let figures = mine.as_array().into_iter().flatten().flat_map(|of| of["subjects"][0]["figures"].as_array().cloned().unwrap_or_default());
        let figures = figures.map(|figure| (figure["name"].clone(), figure["value"].clone())).collect::<Vec<_>>();
        assert!(figures.contains(&(json!("personal"), json!(1))), "{mine}");
        assert!(figures.iter().any(|(name, left)| name == "annual_left" && left.as_i64().is_some_and(|left| left > 0)), "{mine}");
        let liu = office.person("liu").await?.get("/api/assessments/mine").await?;
        assert!(!liu.to_string().contains("李敏"), "{liu}");
        Ok(())
    }
}

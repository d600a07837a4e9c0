//! Lists of people and posts, and their clock numbers: nobody is entered twice or taken for another, and a preview foretells
//! what the import does.

use guiju_api::{Entered, ImportReport, PersonEntry, PersonShown, Post, YearFile};
use guiju_tests::{on_each_database, said};
use reqwest::StatusCode;

const PEOPLE: &str = "/api/people/import";
const POSTS: &str = "/api/posts/import";
const PUNCHES: &str = "/api/forms/attendance/punch/import";

/// What a report says but whether it was written.
fn foretold(report: &ImportReport) -> ImportReport {
    ImportReport { written: false, ..report.clone() }
}

/// Numbers of the lines that a report refuses.
fn refused(report: &ImportReport) -> Vec<u64> {
    report.errors.iter().map(|(line, _)| *line).collect()
}

on_each_database! {
    /// Whatever would be refused is refused in the preview, line by line and in the same words.
    a_preview_foretells(office, "2026-03-10T09:00") {
        let zhou = office.person("zhou").await?;
        let people = format!(
            "姓名,部门,考勤号,电话,登录名,初始密码,备注\n甲一,新设科,,,zhou,guiju-test-2026,x\n甲二,社会科,,,jia2,123456,\n\
             甲三,社会科,,,jia 3,guiju-test-2026,\n甲四,社会科,,,jia4,,\n甲五,社会科,,,,guiju-test-2026,\n甲六,社会科,,,jia6,guiju-test-2026,\n\
             甲七,社会科,,,JIA6,guiju-test-2026,\n甲\u{200b}八,社会科,,,,,\n甲九,社\u{200b}会科,,,,,\n甲十,另设科,\"34,35\",,,,\n\
             {},社会科,,,,,\n丁一,社会科,,,,,\n丁一,社会科,501,,,,\n刘 洋,社会科,,,,,\n李敏（办公室）,社会科,8,,,,\n甲甲,另设科,３６,,,,\n\
             乙一,{},,,,,\n乙二,社会科,,{},,,\n乙三,社会科,{},,,,\n",
            "名".repeat(300), "科".repeat(6000), "1".repeat(3000), "1".repeat(10_000)
        );
        let looked = zhou.import(&format!("{PEOPLE}?preview=true"), people.as_str()).await?;
        let written = zhou.import(PEOPLE, people.as_bytes()).await?;
        assert_eq!(foretold(&written), foretold(&looked));
        assert_eq!(refused(&written), [2, 3, 4, 5, 6, 8, 9, 11, 12, 14, 16, 18, 19, 20], "{written:?}");
        assert_eq!((written.new, written.known), (4, 1), "{written:?}");
        let notes = said(&written.notes);
        assert!(notes.contains("另设科") && !notes.contains("新设科") && notes.contains("备注"), "{notes}");
        let people = zhou.get::<Vec<PersonShown>>("/api/people").await?;
        let named = |name: &str| people.iter().filter(|person| person.name == name).count();
        assert_eq!((named("丁一"), named("刘洋"), named("刘 洋")), (1, 1, 0));
        assert!(people.iter().any(|person| person.badge.as_deref() == Some("36")));

        let posts = format!("岗位,部门,担任人,备注\n甲岗,社会科,李敏,\n{},社会科,李敏,\n乙岗,社\u{200b}会科,李敏,\n丙岗,社会科,李敏（办公室）,\n甲岗,社会科,,\n", "岗".repeat(5000));
        let looked = zhou.import(&format!("{POSTS}?preview=true"), posts.as_bytes()).await?;
        let written = zhou.import(POSTS, posts.as_bytes()).await?;
        assert_eq!(foretold(&written), foretold(&looked));
        assert_eq!(refused(&written), [3, 5, 6], "{written:?}");
        assert!(written.errors[1].1.contains("社会科，考勤号 8"), "{written:?}");
        Ok(())
    }

    /// One line for each person, whatever two lines say; nobody is entered twice, by no file twice and by no two files at once.
    nobody_twice(office, "2026-03-10T09:00") {
        let zhou = office.person("zhou").await?;
        let table = "姓名,部门,考勤号,电话,同名\n刘洋,社会科,,139,\n刘洋,财务科,9,138,\n李敏,社会科,,,另一人\n丙一,#N/A,,,\n";
        let looked = zhou.import(&format!("{PEOPLE}?preview=true"), table.as_bytes()).await?;
        let written = zhou.import(PEOPLE, table.as_bytes()).await?;
        assert_eq!(foretold(&written), foretold(&looked));
        let errors = &written.errors;
        let why = |line: u64| errors.iter().find(|(number, _)| *number == line).map_or("", |(_, why)| why.as_str());
        assert!(why(3).contains("第 2 行说的是同一个人"), "{written:?}");
        assert!(why(4).contains("考勤号") && why(5).contains("公式"), "{written:?}");
        let names = (0..20).map(|n| format!("双击{n:02},社会科\n")).collect::<String>();
        let file = format!("姓名,部门\n{names}");
        let (one, other) = tokio::join!(zhou.import(PEOPLE, file.as_str()), zhou.import(PEOPLE, file.as_str()));
        let (one, other) = (one?, other?);
        assert_eq!(one.new + other.new, 20, "{one:?} {other:?}");
        let again = zhou.import(PEOPLE, file).await?;
        assert_eq!((again.new, again.known, again.errors.len()), (0, 20, 0), "{again:?}");
        Ok(())
    }

    /// A department or a post is one, however a list spaces its name and whatever the width of its letters.
    one_department(office, "2026-03-10T09:00") {
        let zhou = office.person("zhou").await?;
        let table = "姓名,部门\n丁二,社 会 科\n丁三,ＡＢ 科\n丁四,ab科\n";
        let looked = zhou.import(&format!("{PEOPLE}?preview=true"), table.as_bytes()).await?;
        let written = zhou.import(PEOPLE, table.as_bytes()).await?;
        assert_eq!((foretold(&written), written.errors.len(), written.new), (foretold(&looked), 0, 3), "{written:?}");
        let notes = said(&written.notes);
        assert!(!notes.contains("社 会 科") && notes.contains("AB 科"), "{notes}");
        let (status, answer) = zhou.post("/api/people", &PersonEntry { name: "丁五".to_owned(), department: "社会 科".to_owned(), ..PersonEntry::default() }).await?;
        assert!(status.is_success(), "{answer}");
        let people = zhou.get::<Vec<PersonShown>>("/api/people").await?;
        let of = |name: &str| people.iter().find(|one| one.name == name).map(|one| one.department.clone());
        assert_eq!((of("丁二"), of("丁三"), of("丁五")), (of("李敏"), of("丁四"), of("李敏")), "{people:?}");
        assert!(of("李敏").is_some() && of("丁三").is_some() && of("丁三") != of("李敏"), "{people:?}");
        let posts = "岗位,部门,分管\n科 长,社会 科,\n丁岗,社会　科,ａｂ科\n丁 岗,社会科,\n";
        let written = zhou.import(POSTS, posts.as_bytes()).await?;
        assert_eq!((written.errors.len(), written.new, written.known), (1, 1, 1), "{written:?}");
        let (status, answer) = zhou.post("/api/posts", &Post { title: "丁　岗".to_owned(), department: "社会 科".to_owned(), ..Post::default() }).await?;
        assert_eq!(status, StatusCode::CONFLICT, "{answer}");
        let posts = zhou.get::<Vec<Post>>("/api/posts").await?;
        let made = posts.iter().find(|post| post.title == "丁岗").cloned().unwrap_or_default();
        assert_eq!((made.department.as_str(), made.supervises.join("、").as_str()), ("社会科", "AB 科"), "{made:?}");
        Ok(())
    }

    /// Texts beyond their bounds are told at the API as well, whatever the database would have made of them.
    bounds_at_the_door(office, "2026-03-10T09:00") {
        let zhou = office.person("zhou").await?;
        let long = "科".repeat(6000);
        let person = PersonEntry { name: "新人".to_owned(), department: "社会科".to_owned(), ..PersonEntry::default() };
        let some = |text: &str| Some(text.to_owned());
        for (field, wrong) in [
            ("name", PersonEntry { name: long.clone(), ..person.clone() }),
            ("department", PersonEntry { department: long.clone(), ..person.clone() }),
            ("badge", PersonEntry { badge: some(&long), ..person.clone() }),
            ("phone", PersonEntry { phone: some(&long), ..person.clone() }),
            ("login", PersonEntry { login: some(&long), ..person.clone() }),
            ("two badges", PersonEntry { badge: some("34,35"), ..person }),
        ] {
            let (status, answer) = zhou.post("/api/people", &wrong).await?;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{field}: {answer}");
        }
        let post = Post { title: "新岗".to_owned(), department: "社会科".to_owned(), ..Post::default() };
        for (field, wrong) in [("title", Post { title: long.clone(), ..post.clone() }), ("department", Post { department: long.clone(), ..post })] {
            assert_eq!(zhou.post("/api/posts", &wrong).await?.0, StatusCode::BAD_REQUEST, "{field}");
        }
        let number = |badge: &str| PersonEntry { name: "新人".to_owned(), department: "社会科".to_owned(), badge: Some(badge.to_owned()), ..PersonEntry::default() };
        assert!(zhou.post("/api/people", &number(" '３４ ")).await?.0.is_success());
        for same in ["34", "３４", "\"34\"", "34.0"] {
            assert_eq!(zhou.post("/api/people", &number(same)).await?.0, StatusCode::BAD_REQUEST, "{same}");
        }
        for year in ["holiday 0001-01-01 a\n", "holiday 9999-01-01 a\n", format!("holiday 2027-01-01 {long}\n").as_str()] {
            assert_eq!(zhou.post("/api/calendar", &YearFile { text: year.to_owned() }).await?.0, StatusCode::BAD_REQUEST);
        }
        let marked = YearFile { text: "\u{feff}holiday 2027-01-01 元旦\n".to_owned() };
        assert_eq!(zhou.post("/api/calendar", &marked).await?.0, StatusCode::OK);
        Ok(())
    }

    /// A number means whoever had it on the day, also where everybody is still here; one entered by mistake and mended on the
    /// same day was nobody's.
    numbers_change_hands(office, "2026-03-10T09:00") {
        let (chen, zhou) = (office.person("chen").await?, office.person("zhou").await?);
        let person = |name: &str, badge: &str| PersonEntry { name: name.to_owned(), department: "社会科".to_owned(), badge: Some(badge.to_owned()), ..PersonEntry::default() };
        let first = zhou.post("/api/people", &person("钱进", "77")).await?.1.read::<Entered>()?.id;
        let second = zhou.post("/api/people", &person("孙继", "36")).await?.1.read::<Entered>()?.id;
        let change = |id: u64, name: &str, badge: &str| PersonEntry { id: Some(id), ..person(name, badge) };
        // Mended at once: 77 was never anybody's.
        assert!(zhou.post("/api/people", &change(first, "钱进", "35")).await?.0.is_success());
        office.at("2026-03-16T09:00").await?;
        assert!(zhou.post("/api/people", &change(first, "钱进", "3501")).await?.0.is_success());
        assert!(zhou.post("/api/people", &change(second, "孙继", "35")).await?.0.is_success());
        let report = chen.import(PUNCHES, "35\t2026-03-12 08:25:00\n35\t2026-03-16 08:26:00\n36\t2026-03-12 08:27:00\n77\t2026-03-12 08:28:00\n").await?;
        let sample = said(&report.sample);
        let of = |name: &str, at: &str| sample.split("\",\"").any(|line| line.contains(name) && line.contains(at));
        assert!(of("钱进", "08:25") && of("孙继", "08:26") && of("孙继", "08:27"), "{report:?}");
        assert_eq!(refused(&report), [4], "{report:?}");
        assert!(said(&report.notes).contains("考勤号 35 到 2026-03-15"), "{report:?}");
        Ok(())
    }

    /// A name, a department, a number and a moment that do not agree are told; nobody else's day is booked.
    lines_that_disagree(office, "2026-03-10T09:00") {
        let chen = office.person("chen").await?;
        let report = chen.import(PUNCHES, "1\t8\t李敏\t2026-03-02 08:11:00\n9\t李敏\t2026-03-02 08:12:00\n8 2026-03-02T00:13:00Z\n8 2026-03-02T08:14:00+08:00\n").await?;
        assert_eq!(refused(&report), [2], "{report:?}");
        let sample = said(&report.sample);
        assert!(report.new == 3 && sample.contains("08:13") && sample.contains("08:14") && !sample.contains("周办"), "{report:?}");
        let report = chen.import(PUNCHES, "姓名,部门,打卡时间\n李敏,办公室,2026-03-03 08:11\n李敏（办公室）,,2026-03-03 08:12\n李　敏,单位/社会科,2026-03-03 08:13\n").await?;
        let errors = &report.errors;
        assert!(report.new == 1 && errors.len() == 2 && errors.iter().all(|(_, why)| why.contains("社会科")), "{report:?}");
        // A way home after midnight is told.
        let report = chen.import(PUNCHES, "考勤号,日期,上班,下班\n8,2026-03-04,22:00,06:00\n8,2026-03-05,22:00,次日06:00\n").await?;
        assert!(said(&report.notes).contains("第 2 行后一栏的钟点早于前一栏"), "{report:?}");
        Ok(())
    }
}

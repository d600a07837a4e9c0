//! What a form does not show is not filed, whatever a request brings along; and what nobody sees is no word.

use anyhow::Result;
use guiju_api::{Filing, StoredFile};
use guiju_tests::{
    Person,
    acts::{filling, saying},
    on_each_database,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// A leave of a kind that shows no certificate, with one beside it, and with what no such field takes.
fn leave(certificate: &Value) -> Value {
    json!({
        "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "办事", "certificate": certificate,
        "deceased": "紫色的长颈鹿", "visited": "字".repeat(100_000), "examined": { "any": "thing" },
    })
}

async fn opens(person: &Person, stored: &StoredFile) -> Result<StatusCode> {
    Ok(person.bytes(&format!("/api/attachments/{}", stored.digest)).await?.0)
}

on_each_database! {
    /// A file named in a field that is not shown opens for nobody; nothing else that was hidden is kept or found.
    hidden_fields(office, "2026-03-02T09:00") {
        let (chen, li) = (office.person("chen").await?, office.person("li").await?);
        let stored = chen.attach("a.pdf", "%PDF-1.7 secret").await?;
        let certificate = json!({ "name": "a.pdf", "digest": stored.digest });
        let matter = li.file("attendance/leave", leave(&certificate)).await?;
        assert_eq!(opens(&li, &stored).await?, StatusCode::NOT_FOUND, "a hidden field opens another's file");
        let content = li.matter(matter).await?.content.clone();
        for hidden in ["certificate", "deceased", "visited", "examined"] {
            assert!(content.get(hidden).is_none(), "{hidden}: {content}");
        }
        let mut decided = false;
        for login in ["wu", "wang", "zhao"] {
            let person = office.person(login).await?;
            if person.tray("decide").await?.contains(&matter) {
                person.does(matter, "return", saying("请改")).await?;
                decided = true;
                break;
            }
        }
        assert!(decided, "nobody is asked");
        li.does(matter, "resubmit", filling(leave(&certificate))).await?;
        assert_eq!(opens(&li, &stored).await?, StatusCode::NOT_FOUND, "a correction opens another's file");
        // A digest that is none, and names that are none, are refused in words where the field is shown.
        for file in [
            json!({ "name": "a.pdf", "digest": "x".repeat(6000) }),
            json!({ "name": "../x.exe", "digest": stored.digest }),
            json!({ "name": "a.pdf", "digest": stored.digest, "size": -1 }),
        ] {
            let sick = json!({ "kind": "sick", "span": "2026-03-05 am/2026-03-05 am", "reason": "发烧", "certificate": file });
            let (status, problem) = li.files("attendance/leave", sick).await?;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        }
        Ok(())
    }

    /// A year that is mistyped is refused where no office knows it, and asked about where it is far ahead.
    mistyped_years(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let file = async |span: &str, remark: Option<&str>| {
            let content = json!({ "kind": "personal", "span": span, "reason": "办事" });
            li.post("/api/forms/attendance/leave/file", &Filing { content, remark: remark.map(str::to_owned), ..Filing::default() }).await
        };
        for span in ["2026-03-04 am/9999-12-31 pm", "2026-03-04 am/2062-03-04 am", "0001-01-01 am/0001-01-01 am"] {
            let (status, problem) = file(span, Some("确实如此")).await?;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{span}: {problem}");
            assert!(problem.to_string().contains("请核对年份"), "{span}: {problem}");
        }
        let (status, problem) = file("2037-03-04 am/2037-03-04 am", None).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert!(problem.to_string().contains("11 年以后"), "{problem}");
        Ok(())
    }

    /// An opinion, a reason and a required text of nothing that can be seen are none.
    invisible_words(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        for reason in ["\u{200b}", "\u{3164}\u{2800}", "\u{feff} "] {
            let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": reason });
            let (status, problem) = li.files("attendance/leave", content).await?;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{reason:?}: {problem}");
        }
        let content = json!({ "kind": "personal", "span": "2026-03-04 am/2026-03-04 am", "reason": "办事" });
        let matter = li.file("attendance/leave", content).await?;
        for login in ["wu", "wang", "zhao"] {
            let person = office.person(login).await?;
            if person.tray("decide").await?.contains(&matter) {
                let (status, problem) = person.act(matter, "refuse", saying("\u{200b}")).await?;
                assert!(status.is_client_error(), "{problem}");
                return Ok(());
            }
        }
        anyhow::bail!("nobody is asked")
    }
}

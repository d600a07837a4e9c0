//! How much may be kept and for how long: quotas in words with numbers, removal when its time is over.

use anyhow::{Result, ensure};
use guiju_api::{Draft, Filing, StoredFile, UsageShown};
use guiju_tests::{Columns, Office, Person, on_each_database};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// A file of so many bytes, told from others by its name inside.
fn pdf(name: &str, bytes: usize) -> Vec<u8> {
    let mut file = format!("%PDF-1.7 {name} ").into_bytes();
    file.resize(bytes.max(file.len()), b' ');
    file
}

async fn upload(person: &Person, name: &str, bytes: usize) -> Result<StoredFile> {
    let (status, stored) = person.upload(&format!("/api/attachments?name={name}.pdf"), pdf(name, bytes)).await?;
    ensure!(status == StatusCode::CREATED, "{name}: {status} {stored}");
    stored.read()
}

async fn set(office: &Office, settings: &Value) -> Result<()> {
    let (status, answer) = office.person("zhou").await?.put("/api/settings", settings).await?;
    ensure!(status == StatusCode::OK, "{status} {answer}");
    Ok(())
}

async fn opens(person: &Person, stored: &StoredFile) -> Result<StatusCode> {
    Ok(person.bytes(&format!("/api/attachments/{}", stored.digest)).await?.0)
}

on_each_database! {
    /// Whoever keeps too much is told how much there is and how much there may be; what is there already costs nothing.
    told_with_numbers(office, "2026-03-02T09:00") {
        set(&office, &json!({ "quota-files-person": 1, "quota-drafts": 1 })).await?;
        let li = office.person("li").await?;
        upload(&li, "a", 700_000).await?;
        let (status, problem) = li.upload("/api/attachments?name=b.pdf", pdf("b", 700_000)).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "limit.quota"), "{problem}");
        let title = problem.title();
        assert!(title.contains("683.6 KB") && title.contains("1 MB"), "{title}");
        upload(&li, "a", 700_000).await?;
        let wang = office.person("wang").await?;
        upload(&wang, "b", 700_000).await?;
        let draft = Filing { content: json!({ "reason": "家中有事" }), ..Filing::default() };
        let save = |form: &'static str| li.put(form, &draft);
        assert_eq!(save("/api/forms/attendance/leave/draft").await?.0, StatusCode::NO_CONTENT);
        assert_eq!(save("/api/forms/attendance/leave/draft").await?.0, StatusCode::NO_CONTENT, "the same form again");
        let (status, problem) = save("/api/forms/whereabouts/outing/draft").await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "limit.quota"), "{problem}");
        assert_eq!(save("/api/forms/attendance/nothing/draft").await?.0, StatusCode::NOT_FOUND);
        assert_eq!(li.look("/api/usage").await?.0, StatusCode::FORBIDDEN);
        let usage = office.person("zhou").await?.get::<UsageShown>("/api/usage").await?;
        assert_eq!(usage.files.used, 1_400_000, "{usage:?}");
        assert_eq!(usage.people[0].limit, 1 << 20, "{usage:?}");
        assert!(usage.warnings[0].contains("未配置对外地址"), "{usage:?}");
        Ok(())
    }

    /// The office as a whole keeps no more than it may, whoever uploads.
    all_of_the_office(office, "2026-03-02T09:00") {
        set(&office, &json!({ "quota-files-office": 1 })).await?;
        upload(&office.person("li").await?, "a", 700_000).await?;
        let (status, problem) = office.person("wang").await?.upload("/api/attachments?name=b.pdf", pdf("b", 700_000)).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "limit.quota"), "{problem}");
        Ok(())
    }

    /// The room that an upload took which was cut off is free again.
    cut_off_uploads_free_their_room(office, "2026-03-02T09:00") {
        set(&office, &json!({ "quota-files-person": 1 })).await?;
        let li = office.person("li").await?;
        upload(&li, "a", 100).await?;
        let (id, pool) = (i64::try_from(li.id)?, &office.app.pool);
        let begun = office.app.now(guiju_tests::OFFICE).0;
        sqlx::query("INSERT INTO attachment_uploads_pending (office_id, digest, person_id, reserved, begun_at) VALUES (1, 'cut off', $1, 700000, $2)").bind(id).bind(begun).execute(pool).await?;
        sqlx::query("UPDATE storage_used SET bytes = bytes + 700000 WHERE office_id = 1 AND person_id = $1").bind(id).execute(pool).await?;
        let (status, problem) = li.upload("/api/attachments?name=b.pdf", pdf("b", 700_000)).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::CONFLICT, "limit.quota"), "{problem}");
        office.at("2026-03-03T10:00").await?;
        upload(&li, "b", 700_000).await?;
        Ok(())
    }

    /// A browser is known for as many days as the office says, counted from the moment of the last log-in.
    known_browsers_are_forgotten(office, "2026-03-02T09:00") {
        set(&office, &json!({ "retention-devices": 30 })).await?;
        let known = async || sqlx::query("SELECT COUNT(*) AS n FROM devices").fetch_one(&office.app.pool).await?.int("n");
        let before = known().await?;
        assert!(before > 0);
        office.at("2026-04-01T05:00").await?;
        assert_eq!(known().await?, before, "four hours are left");
        office.at("2026-04-02T10:00").await?;
        assert_eq!(known().await?, 0);
        Ok(())
    }

    /// Uploads are counted by the hour.
    uploads_by_the_hour(office, "2026-03-02T09:00") {
        set(&office, &json!({ "quota-uploads": 2 })).await?;
        let li = office.person("li").await?;
        upload(&li, "a", 100).await?;
        upload(&li, "b", 100).await?;
        let (status, problem) = li.upload("/api/attachments?name=c.pdf", pdf("c", 100)).await?;
        assert_eq!((status, problem.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "limit.uploads"), "{problem}");
        office.at("2026-03-02T10:01").await?;
        upload(&li, "c", 100).await?;
        Ok(())
    }

    /// A file that no matter uses is removed with its row once its time is over; what a matter or a draft uses stays.
    unfiled_files_are_collected(office, "2026-03-02T09:00") {
        let li = office.person("li").await?;
        let (unfiled, filed, drafted) = (upload(&li, "a", 100).await?, upload(&li, "b", 100).await?, upload(&li, "c", 100).await?);
        let leave = |stored: &StoredFile| json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "发烧", "certificate": stored });
        li.file("attendance/leave", leave(&filed)).await?;
        let draft = Filing { content: json!({ "certificate": drafted }), ..Filing::default() };
        let (status, _) = li.put("/api/forms/attendance/leave/draft", &draft).await?;
        assert_eq!(status, StatusCode::NO_CONTENT);
        office.at("2026-03-20T09:00").await?;
        assert_eq!(opens(&li, &unfiled).await?, StatusCode::OK, "its time is not over");
        office.at("2026-04-05T09:00").await?;
        assert_eq!(opens(&li, &unfiled).await?, StatusCode::NOT_FOUND);
        assert_eq!(opens(&li, &filed).await?, StatusCode::OK);
        assert_eq!(opens(&li, &drafted).await?, StatusCode::OK);
        let names = office.app.blobs.names().await?;
        let digest = unfiled.digest.as_str();
        assert!(names.iter().all(|name| name.digest() != digest), "its bytes are gone as well");
        let (status, problem) = li.files("attendance/leave", leave(&unfiled)).await?;
        assert!(status.is_client_error(), "what is gone cannot be filed: {status} {problem}");
        // Uploaded again it is there again, and so it can be filed.
        let again = upload(&li, "a", 100).await?;
        assert_eq!(opens(&li, &again).await?, StatusCode::OK);
        let removed = sqlx::query_scalar::<_, String>("SELECT body FROM events WHERE office_id = 1 AND kind = 'retention-applied'")
            .fetch_all(&office.app.pool)
            .await?;
        assert!(removed.iter().any(|body| body.contains("\"files\"") && body.contains("\"count\":1")), "{removed:?}");
        // A draft that nobody goes on with goes, and then what only it used.
        office.at("2026-10-10T09:00").await?;
        office.at("2026-10-10T11:00").await?;
        assert_eq!(li.get::<Option<Draft>>("/api/forms/attendance/leave/draft").await?.clone(), None);
        assert_eq!(opens(&li, &drafted).await?, StatusCode::NOT_FOUND);
        assert_eq!(opens(&li, &filed).await?, StatusCode::OK, "what was filed is evidence");
        let usage = office.person("zhou").await?.get::<UsageShown>("/api/usage").await?;
        assert!(!usage.kept.is_empty() && usage.kept.iter().all(|kept| kept.due == 0), "{usage:?}");
        Ok(())
    }
}

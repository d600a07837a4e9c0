//! Forms: what is typed, offered, attached, drafted and filed.

use super::{DESK, LEAVE, PHONE, before, comes, follow, leave, pause};
use anyhow::{Context, Result};
use guiju_tests::right;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f2_leaving_a_form_after_typing() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        for wait in [0, 100, 250, 500, 700] {
            follow(reader, ".menu a[href='/start']").await?;
            follow(reader, "main a[href='/start/attendance/leave']").await?;
            reader.set("#field-reason", &format!("写了 {wait}")).await?;
            pause(wait).await?;
            follow(reader, ".menu a[href='/registers']").await?;
            pause(2200).await?;
            let met = reader.watched().await;
            right!(met.is_ok(), "a form that is left {wait} ms after typing: {met:?}");
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f3_choices_of_each_row() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        reader.go("/start/finance/claim").await?;
        reader.element("#field-vouchers-1-proper-0").await?;
        reader.press("增加一行").await?;
        reader.element("#field-vouchers-2-proper-1").await?;
        let script = "const c = id => document.getElementById(id); c('field-vouchers-1-proper-0').click(); c('field-vouchers-2-proper-1').click(); return c('field-vouchers-1-proper-0').checked";
        right!(reader.run(script, Vec::new()).await? == json!(true), "a choice in one row takes the other row's away");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f6_half_days_on_one_line() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        reader.go(LEAVE).await?;
        reader.element("#field-span-to").await?;
        let script = "const t = id => document.getElementById(id).getBoundingClientRect().top; return Math.abs(t('field-span-from') - t('field-span-to')) < 4";
        right!(reader.run(script, Vec::new()).await? == json!(true), "a span of half days breaks over two lines");
        reader.go("/start/finance/claim").await?;
        reader.element("#field-vouchers-1-name").await?;
        let script = "return document.getElementById('field-vouchers-1-name').getBoundingClientRect().width > 140";
        right!(reader.run(script, Vec::new()).await? == json!(true), "a column of a table is squeezed");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f7_untouched_form_reproaches_nothing() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        reader.go(LEAVE).await?;
        reader.reads("请填写“起止”").await?;
        let red = reader.run("return document.querySelectorAll('main .tag.bad').length", Vec::new()).await?;
        right!(red == json!(0), "a form that nobody touched reproaches {red} things");
        reader.press("提交").await?;
        reader.element("#summary li").await?;
        right!(
            comes(reader, "return document.querySelectorAll('aside .tag.bad').length > 0").await?,
            "red after an attempt"
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f8_nothing_of_the_form_stays_after_filing() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        reader.go(LEAVE).await?;
        reader.element("#field-kind-0").await?.click().await?;
        reader.set("#field-span-from", "2026-03-03").await?;
        reader.set("#field-span-to", "2026-03-03").await?;
        reader.set("#field-reason", "家中有事").await?;
        reader.press("提交").await?;
        reader.reads("已提交，等待办理").await?;
        let script = "return ![...document.querySelectorAll('#field-reason')].some(e => e.checkVisibility())";
        right!(comes(reader, script).await?, "the form stays below the message");
        let body = reader.client.find(fantoccini::Locator::Css("main")).await?.text().await?;
        right!(body.contains("王科") || body.contains("前"), "who is next and until when is not said: {body}");
        reader.press("再填一份").await?;
        right!(reader.has("#field-reason", "").await.is_ok(), "another one begins empty");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f15_empty_choice_leads_to_what_is_missing() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        reader.go("/start/finance/claim").await?;
        reader.element("#field-report").await?;
        reader.set("#field-purpose", "下社区交通费").await?;
        let way = "return !!document.querySelector('main a[href^=\"/start/finance/advance-report\"]')";
        right!(comes(reader, way).await?, "no advance report yet is a dead end");
        follow(reader, "main a[href^='/start/finance/advance-report']").await?;
        reader.tick("#field-kind", "差旅会议").await?;
        reader.set("#field-purpose", "下社区交通费").await?;
        reader.set("#field-amount", "600").await?;
        reader.press("提交").await?;
        reader.reads("已提交").await?;
        follow(reader, "main a[href^='/start/finance/claim']").await?;
        right!(reader.has("#field-purpose", "下社区交通费").await.is_ok(), "what was filled in is lost on the way");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f17_people_are_found_by_typing() -> Result<()> {
    for size in [DESK, PHONE] {
        before(size, async |_, reader| {
            reader.log_in("li").await?;
            reader.go("/start/finance/claim").await?;
            reader.element("#field-witness").await?;
            let role =
                reader.run("return document.getElementById('field-witness').getAttribute('role')", Vec::new()).await?;
            right!(role == json!("combobox"), "a person is chosen from a list of all");
            reader.run("document.getElementById('field-witness').focus()", Vec::new()).await?;
            reader.types("ly").await?;
            reader.reads("刘洋（").await?;
            reader.types("\u{e007}").await?;
            let chosen = "return document.getElementById('field-witness').value.startsWith('刘洋')";
            right!(comes(reader, chosen).await?, "initials and Enter choose nobody");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f18_file_is_seen_in_its_place() -> Result<()> {
    before(DESK, async |served, _| {
        let li = served.person("li").await?;
        let file = li.upload("收据.pdf", "%PDF-1.4\n").await?;
        let digest = file["digest"].as_str().context("a digest")?;
        let seen = li.look(&format!("/api/attachments/{digest}?seen=true")).await?;
        let header =
            |name: &str| seen.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        right!(header("content-disposition").starts_with("inline"), "a PDF can only be saved");
        right!(
            header("x-frame-options") == "SAMEORIGIN" && header("x-content-type-options") == "nosniff",
            "safe headers"
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f19_draft_is_discarded() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.becomes("li", guiju_tests::PASSWORD).await?;
        reader.drafts("attendance/leave", &leave(10, "写到一半")).await?;
        reader.go("/trays/mine").await?;
        reader.element("main h1").await?;
        let away = "const b = [...document.querySelectorAll('main button')].find(b => b.getAttribute('aria-label')?.startsWith('删去')); if (!b) return false; b.click(); return true";
        right!(comes(reader, away).await?, "a draft cannot be thrown away");
        reader.reads("已删去").await?;
        reader.go(LEAVE).await?;
        right!(reader.has("#field-reason", "").await.is_ok(), "the draft is still there");
        Ok(())
    })
    .await
}

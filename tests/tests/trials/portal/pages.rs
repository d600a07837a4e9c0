//! Pages: addresses, the focus, deciding and finding.

use super::{DESK, LEAVE, PHONE, before, comes, follow, leave, pause};
use anyhow::{Context, Result};
use guiju_tests::right;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f1_address_follows_each_click() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        follow(reader, ".menu a[href='/start']").await?;
        reader.element("#find").await?;
        right!(reader.at("/start").await.is_ok(), "a click on 发起 leaves the address as it was");
        let title = reader.client.title().await?;
        follow(reader, "main a[href='/start/attendance/leave']").await?;
        reader.element("#field-reason").await?;
        reader.at(LEAVE).await?;
        let other = format!("return document.title !== {}", json!(title));
        right!(comes(reader, &other).await?, "two pages have one title: {title}");
        reader.client.back().await?;
        reader.element("#find").await?;
        reader.client.refresh().await?;
        right!(reader.element("#find").await.is_ok(), "loading again loses the place");
        reader.client.forward().await?;
        right!(reader.element("#field-reason").await.is_ok(), "forward does not come back to the form");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f5_nothing_covers_the_focus() -> Result<()> {
    for size in [DESK, PHONE] {
        before(size, async |_, reader| {
            reader.log_in("li").await?;
            reader.go(LEAVE).await?;
            reader.element("#field-reason").await?;
            pause(800).await?;
            reader.run("document.querySelector('main').focus()", Vec::new()).await?;
            for _ in 0..40 {
                reader.types("\u{e004}").await?;
                let covered = "const f = document.activeElement; if (!f || !f.matches('main input, main select, main textarea, main a, main summary')) return '';
                    const r = f.getBoundingClientRect(); if (r.height === 0) return '';
                    const at = document.elementFromPoint(r.left + r.width / 2, r.top + Math.min(r.height, 30) / 2);
                    return at && (at === f || f.contains(at) || at.contains(f)) ? '' : f.id + ' ' + (at ? at.className : 'outside')";
                let covered = reader.run(covered, Vec::new()).await?;
                right!(covered == json!(""), "what has the focus is covered: {covered}");
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f9_ten_decisions_in_ten_taps() -> Result<()> {
    before(PHONE, async |served, reader| {
        let li = served.person("li").await?;
        for day in [10, 11, 12, 13, 16, 17, 18, 19, 20, 23] {
            li.file("attendance/leave", leave(day, "家中有事")).await?;
        }
        let wang = served.person("wang").await?;
        let waits = wang.get("/api/counts").await?["decide"].as_u64().context("a count")?;
        reader.log_in("wang").await?;
        reader.go("/trays/decide").await?;
        follow(reader, ".lines a[href^='/matters/']").await?;
        for left in (waits - 10..waits).rev() {
            let seen = "const b = [...document.querySelectorAll('main button')].find(b => b.textContent.trim() === '同意'); if (!b) return false; const r = b.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight";
            right!(comes(reader, seen).await?, "同意 lies below the fold");
            let before = reader.client.current_url().await?;
            let tap = "const b = [...document.querySelectorAll('main button')].find(b => b.textContent.trim() === '同意'); b.click(); return true";
            reader.run(tap, Vec::new()).await?;
            let went = format!("return location.pathname !== {:?}", before.path());
            right!(left == 0 || comes(reader, &went).await?, "after a decision the closed paper stays");
            let badge = format!("return [...document.querySelectorAll('.menu a')].some(a => a.textContent.replace(/\\s/g, '') === '待办{left}')");
            right!(comes(reader, &badge).await?, "the badge does not say {left}");
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f10_batch_tells_names_and_one_way_on() -> Result<()> {
    before(DESK, async |served, reader| {
        let li = served.person("li").await?;
        for day in [10, 11] {
            li.file("attendance/leave", leave(day, "家中有事")).await?;
        }
        reader.log_in("wang").await?;
        reader.go("/trays/decide").await?;
        reader.element(".ticked input").await?;
        reader.run("[...document.querySelectorAll('.ticked input')].slice(0, 2).forEach(i => i.click())", Vec::new()).await?;
        reader.press("同意选中的 2 件").await?;
        reader.press("逐件同意").await?;
        let done = "const d = document.querySelector('dialog[open]'); return (d?.innerText.match(/已同意：/g) ?? []).length === 2";
        right!(comes(reader, done).await?, "what was approved is not told");
        pause(500).await?;
        let said = reader.run("return document.querySelector('dialog[open]').innerText", Vec::new()).await?;
        let said = said.as_str().unwrap_or_default();
        right!(!said.contains("将逐件同意"), "what is done is still asked: {said}");
        right!(said.contains("李敏"), "the result names nobody: {said}");
        let buttons = "return [...document.querySelectorAll('dialog[open] button')].filter(b => b.checkVisibility()).length";
        right!(reader.run(buttons, Vec::new()).await? == json!(1), "more than one way on: {said}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f11_only_the_boxes_one_may_use() -> Result<()> {
    before(DESK, async |served, reader| {
        let matter = served.person("li").await?.file("attendance/leave", leave(10, "家中有事")).await?;
        reader.log_in("li").await?;
        reader.go(&format!("/matters/{matter}")).await?;
        reader.reads("撤回").await?;
        reader.settles().await?;
        let asked = reader.run("return document.querySelectorAll('#opinion').length", Vec::new()).await?;
        right!(asked == json!(0), "whoever may only withdraw is asked for an opinion");
        let shown = served.person("wang").await?.get(&format!("/api/matters/{matter}")).await?;
        anyhow::ensure!(shown["findings"].is_array(), "no findings are shown: {shown}");
        right!(!shown["findings"].to_string().contains('您'), "the leader reads “您”: {}", shown["findings"]);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f14_forms_are_found_by_what_they_are_for() -> Result<()> {
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        reader.go("/start").await?;
        reader.element(".tiles a").await?;
        for word in ["事假", "调休", "出差", "盖章", "订餐", "会议室"] {
            reader.set("#find", word).await?;
            let some = "const m = document.querySelector('main'); return [...m.querySelectorAll('.tiles a')].length > 0 || m.innerText.includes('没有叫')";
            right!(comes(reader, some).await?, "{word} gives a blank page");
        }
        reader.set("#find", "事假").await?;
        let leave = "return !!document.querySelector('main .tiles a[href=\"/start/attendance/leave\"]')";
        right!(comes(reader, leave).await?, "事假 does not lead to the leave");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f16_reason_of_a_return_stands_on_top() -> Result<()> {
    before(DESK, async |served, reader| {
        let matter = served.person("li").await?.file("attendance/leave", leave(10, "家中有事")).await?;
        let back = json!({ "opinion": "请写明去哪里" });
        served.person("wang").await?.act(matter, "return", back).await?.done()?;
        reader.log_in("li").await?;
        reader.go(&format!("/matters/{matter}")).await?;
        reader.element(".paper").await?;
        let script = "const words = document.evaluate(\"//main//*[not(ancestor-or-self::*[contains(@class,'paperonly')])][contains(.,'请写明去哪里') and not(*[contains(.,'请写明去哪里')])]\", document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue; const paper = document.querySelector('.paper'); return !!words && words.getBoundingClientRect().top < paper.getBoundingClientRect().top && words.getBoundingClientRect().left < 700";
        right!(comes(reader, script).await?, "why it came back does not stand above the paper");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trial_f14_a_form_is_found_by_everyday_words() -> Result<()> {
    const WORDS: [(&str, &str); 10] = [
        ("事假", "attendance/leave"),
        ("调休", "attendance/leave"),
        ("diaoxiu", "attendance/leave"),
        ("我要请病假", "attendance/leave"),
        ("出差", "whereabouts/outing"),
        ("ＡＢ角", "ab-role/hand-over"),
        ("盖章", "office-duties/seal-use"),
        ("订餐", "canteen-diners/booking"),
        ("修车", "official-vehicle/repair"),
        ("领 文具", "office-duties/supply-issue"),
    ];
    before(DESK, async |_, reader| {
        reader.log_in("li").await?;
        reader.go("/start").await?;
        reader.element("main a[href='/start/attendance/leave']").await?;
        let type_in = "const box = document.querySelector('#find'); box.value = arguments[0]; box.dispatchEvent(new Event('input', { bubbles: true }));";
        for (word, form) in WORDS {
            reader.run(type_in, vec![json!(word)]).await?;
            let found = format!("return !!document.querySelector(\"main a[href='/start/{form}']\") && !document.querySelector('main [role=status] h2')");
            right!(comes(reader, &found).await?, "{word} does not find {form}");
        }
        reader.run(type_in, vec![json!("太空漫步")]).await?;
        let offers = "return document.querySelector('main').innerText.includes('太空漫步') && !!document.querySelector(\"main a[href^='/start/']\")";
        right!(comes(reader, offers).await?, "where nothing is found the page is blank");
        Ok(())
    })
    .await
}

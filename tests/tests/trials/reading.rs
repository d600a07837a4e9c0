//! A1, A7, A9, A10: what leaves the office by one way leaves it by no other.

use crate::office::{auditor, breach, leave, petition, record, unzipped};
use anyhow::{Context, Result};
use guiju_tests::{
    right,
    trial::{Ground, Visitor},
};
use serde_json::{Value, json};

/// Words of a report that only the discipline secretary and the reporter may read.
const MARK: &str = "暗访记号甲一";
const PACK: &str = "/api/inspection?from=2026-03-01&to=2026-03-31";

/// Which files of a pack have a text in them.
async fn leaks(who: &Visitor, mark: &str) -> Result<Vec<String>> {
    let pack = who.look(PACK).await?;
    anyhow::ensure!(pack.taken(), "no pack: {} {}", pack.status, pack.text());
    let files = unzipped(&pack.bytes)?;
    anyhow::ensure!(!files.is_empty(), "the pack is empty");
    let has = |content: &[u8]| String::from_utf8_lossy(content).contains(mark);
    Ok(files.into_iter().filter(|(_, content)| has(content)).map(|(name, _)| name).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_pack_of_the_administrator() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, zhou) = (served.person("chen").await?, served.person("liu").await?, served.person("zhou").await?);
    breach(&chen, liu.id, "cars", MARK).await?;
    let leaks = leaks(&zhou, MARK).await?;
    right!(leaks.is_empty(), "the administrator's pack has a confidential report in clear, in {leaks:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_pack_of_the_auditor() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu) = (served.person("chen").await?, served.person("liu").await?);
    breach(&chen, liu.id, "cars", MARK).await?;
    let auditor = auditor(&ground, &served).await?;
    let leaks = leaks(&auditor, MARK).await?;
    right!(leaks.is_empty(), "the auditor's pack has a confidential report in clear, in {leaks:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_pack_names_petitioners() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, li, zhou) = (served.person("chen").await?, served.person("li").await?, served.person("zhou").await?);
    petition(&chen, li.id, "马暗访", "反映欠薪").await?;
    let leaks = leaks(&zhou, "马暗访").await?;
    right!(leaks.is_empty(), "the pack names a petitioner whom its register masks, in {leaks:?}");
    Ok(())
}

/// 周办 may not open a gift's report; nor does his pack have it.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_pack_has_what_its_reader_may_open() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (zhang, zhou) = (served.person("zhang").await?, served.person("zhou").await?);
    let gift = json!({ "on": "2026-03-01", "what": "茶叶", "value": 60_000, "giver": "某公司", "disposal": "returned", "disposed_on": "2026-03-02" });
    let matter = zhang.file("integrity-pledge/gift", gift).await?;
    let page = zhou.look(&format!("/api/matters/{matter}")).await?;
    anyhow::ensure!(!page.taken(), "the page is open to him: {}", page.text());
    let pack = zhou.look(PACK).await?;
    let names = unzipped(&pack.bytes)?.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    anyhow::ensure!(!names.is_empty(), "the pack is empty");
    let packed = names.contains(&format!("matters/{matter}.json"));
    right!(!packed, "the pack has matter {matter}, which its reader may not open");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_pack_leaves_an_event() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let zhou = served.person("zhou").await?;
    let question = "SELECT chain_seq FROM offices WHERE id = 1";
    let before = ground.number(question).await?;
    anyhow::ensure!(zhou.look(PACK).await?.taken(), "no pack");
    let after = ground.number(question).await?;
    right!(after > before, "a pack was taken and no event says so");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a1_export_leaves_an_event() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, li) = (served.person("chen").await?, served.person("li").await?);
    petition(&chen, li.id, "马暗访", "反映欠薪").await?;
    let question = "SELECT chain_seq FROM offices WHERE id = 1";
    let before = ground.number(question).await?;
    let export = chen.look("/api/views/petitions/petitions/csv").await?;
    anyhow::ensure!(export.taken(), "no export: {} {}", export.status, export.text());
    let after = ground.number(question).await?;
    right!(after > before, "a register with sensitive fields was exported and no event says so");
    Ok(())
}

/// 李敏 may list no petition; the extension's field for one takes any.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a7_reference_at_preview() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, cashier) =
        (served.person("chen").await?, served.person("liu").await?, served.person("cashier").await?);
    petition(&chen, liu.id, "老丁", "暗访记号乙").await?;
    let id = record(&chen, "petitions/petition").await?;
    let wanted = json!({ "content": extension(id) });
    let preview = cashier.post("/api/forms/time-limit/extension/preview", &wanted).await?;
    let stands = preview.taken() && !errors(&preview.json());
    right!(!stands, "another's petition is taken at preview: {}", preview.text());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a7_reference_at_filing() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, cashier) =
        (served.person("chen").await?, served.person("liu").await?, served.person("cashier").await?);
    petition(&chen, liu.id, "老丁", "暗访记号乙").await?;
    let id = record(&chen, "petitions/petition").await?;
    let filed = cashier.files("time-limit/extension", extension(id)).await?;
    right!(!filed.taken(), "a petition that one cannot list is taken at filing: {}", filed.text());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a7_reference_shows_the_others_summary() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, liu, cashier) =
        (served.person("chen").await?, served.person("liu").await?, served.person("cashier").await?);
    petition(&chen, liu.id, "老丁", "暗访记号乙").await?;
    let id = record(&chen, "petitions/petition").await?;
    let filed = cashier.files("time-limit/extension", extension(id)).await?;
    let shown = match filed.json()["id"].as_u64() {
        Some(matter) => cashier.look(&format!("/api/matters/{matter}")).await?.text(),
        None => filed.text(),
    };
    right!(!shown.contains("暗访记号乙"), "the page shows the summary of a petition that one may not read: {shown}");
    Ok(())
}

/// An extension of one's own instruction is returned, and comes again with a petition that one cannot list.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a7_reference_at_correction() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, li, liu) = (served.person("chen").await?, served.person("li").await?, served.person("liu").await?);
    petition(&chen, liu.id, "老丁", "暗访记号乙").await?;
    let others = record(&chen, "petitions/petition").await?;
    let instruction = json!({ "from": "张书记", "what": "检查", "responsible": li.id, "due_on": "2026-03-20" });
    chen.file("time-limit/instruction", instruction).await?;
    let own = record(&li, "time-limit/instruction").await?;
    let content = json!({ "kind": "instruction", "instruction": own, "due_on": "2026-03-20", "until": "2026-03-27", "reason": "情况复杂" });
    let matter = li.file("time-limit/extension", content).await?;
    let wu = served.person("wu").await?;
    wu.act(matter, "return", json!({ "opinion": "请核对" })).await?.done()?;
    let correction = li.act(matter, "resubmit", json!({ "content": extension(others) })).await?;
    right!(!correction.taken(), "another's petition is taken in a correction: {}", correction.text());
    Ok(())
}

fn extension(petition: u64) -> Value {
    json!({ "kind": "petition", "petition": petition, "due_on": "2026-03-20", "until": "2026-03-27", "reason": "情况复杂" })
}

fn errors(preview: &Value) -> bool {
    preview["findings"].as_array().into_iter().flatten().any(|finding| finding["severity"] == "error")
}

/// 刘洋 writes the digest of 李敏's certificate into a text of his own.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a9_digest_in_a_text() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, liu) = (served.person("li").await?, served.person("liu").await?);
    let digest = certificate(&li).await?["digest"].as_str().context("a digest")?.to_owned();
    let path = format!("/api/attachments/{digest}");
    anyhow::ensure!(!liu.look(&path).await?.taken(), "the file is open anyway");
    liu.file("attendance/leave", leave(&format!("附件 {digest}"))).await?;
    let opened = liu.look(&path).await?;
    right!(!opened.taken(), "a digest in a text of one's own opens another's file");
    Ok(())
}

/// 刘洋 files 李敏's certificate as his own.
#[tokio::test(flavor = "multi_thread")]
async fn trial_a9_another_s_file_is_filed() -> Result<()> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (li, liu) = (served.person("li").await?, served.person("liu").await?);
    let file = certificate(&li).await?;
    let path = format!("/api/attachments/{}", file["digest"].as_str().context("a digest")?);
    anyhow::ensure!(!liu.look(&path).await?.taken(), "the file is open anyway");
    let content =
        json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "感冒", "certificate": file });
    let filed = liu.files("attendance/leave", content).await?;
    right!(!filed.taken(), "another's file is taken at filing, and opens: {}", liu.look(&path).await?.status);
    Ok(())
}

/// A certificate that 李敏 has uploaded and filed.
async fn certificate(li: &Visitor) -> Result<Value> {
    let file = li.upload("a.pdf", "李敏的诊断证明").await?;
    let content =
        json!({ "kind": "sick", "span": "2026-03-04 am/2026-03-04 am", "reason": "感冒", "certificate": file });
    li.file("attendance/leave", content).await?;
    Ok(file)
}

const BREACHES: &str = "/api/views/integrity-pledge/breaches";

/// Two confidential reports: 陈文员's about cars, then 李敏's about trade; the auditor sees both masked.
async fn masked() -> Result<(Ground, guiju_tests::trial::Served, Visitor)> {
    let ground = Ground::lay().await?;
    let served = ground.serve().await?;
    let (chen, li, liu) = (served.person("chen").await?, served.person("li").await?, served.person("liu").await?);
    breach(&chen, liu.id, "cars", MARK).await?;
    breach(&li, liu.id, "trade", MARK).await?;
    let auditor = auditor(&ground, &served).await?;
    let shown = auditor.look(BREACHES).await?;
    anyhow::ensure!(shown.taken(), "the register is not open to the auditor: {}", shown.text());
    anyhow::ensure!(!shown.text().contains("用车规定"), "the register is not masked: {}", shown.text());
    Ok((ground, served, auditor))
}

/// How many rows a register says that it has.
fn total(register: &Value) -> Result<u64> {
    register["total"].as_u64().with_context(|| format!("no total: {register}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a10_text_of_a_masked_register() -> Result<()> {
    let (_ground, _served, auditor) = masked().await?;
    let named = auditor.get(&format!("{BREACHES}?text=陈文员")).await?;
    let other = auditor.get(&format!("{BREACHES}?text=出纳某")).await?;
    let (named, other) = (total(&named)?, total(&other)?);
    right!(
        named == other,
        "{named} rows with the reporter's name, {other} with another's: the total tells who reported"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a10_department_of_a_masked_register() -> Result<()> {
    let (_ground, _served, auditor) = masked().await?;
    let departments = auditor.get("/api/people").await?;
    let of = |name: &str| {
        let all = departments.as_array().into_iter().flatten();
        let one = all.into_iter().find(|person| person["name"] == name);
        one.map(|person| person["department"].clone()).with_context(|| name.to_owned())
    };
    let named = auditor.get(&format!("{BREACHES}?department={}", of("陈文员")?)).await?;
    let other = auditor.get(&format!("{BREACHES}?department={}", of("张书记")?)).await?;
    let (named, other) = (total(&named)?, total(&other)?);
    right!(
        named == other,
        "{named} rows of the reporter's department, {other} of another: the total tells whence it came"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_a10_order_of_a_masked_register() -> Result<()> {
    let (_ground, _served, auditor) = masked().await?;
    let order = async |descending: bool| -> Result<Vec<Value>> {
        let shown = auditor.get(&format!("{BREACHES}?sort=item&descending={descending}")).await?;
        Ok(shown["rows"].as_array().into_iter().flatten().map(|row| row["record"].clone()).collect())
    };
    let (up, down) = (order(false).await?, order(true).await?);
    anyhow::ensure!(up.len() == 2, "there are no two reports to be sorted: {up:?}");
    right!(
        up == down,
        "sorted by a masked column the rows stand {up:?} and {down:?}: their order tells what is masked"
    );
    Ok(())
}

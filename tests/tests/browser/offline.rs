//! A diary on the telephone where there is no network: opened, filled in and filed there, and with the server once it is back;
//! two of them in two tabs.

use anyhow::{Result, ensure};
use guiju_tests::{Database, Office, browser::Reader, process::Line, wait};

const DIARY: &str = "/start/grassroots-contact/visit";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_the_phone() -> Result<()> {
    if std::env::var_os("GUIJU_TEST_BROWSER").is_none() {
        return guiju_tests::skipped("no browser");
    }
    let office = Office::open(Database::Sqlite, "2026-03-02T09:00").await?;
    let line = Line::to(office.base.trim_start_matches("http://").to_owned()).await?;
    let reader = Reader::alone(&format!("http://{}", line.address), 360, 780).await?;
    reader.log_in("li").await?;
    reader.keeps_pages().await?;
    // Opened once with network, it opens without.
    reader.go(DIARY).await?;
    reader.element("#field-community").await?;
    line.cut();
    reader.go(DIARY).await?;
    reader.set("#field-on", "2026-03-02").await?;
    reader.set("#field-community", "河东社区").await?;
    reader.set("#field-heard", "楼道的灯坏了三盏").await?;
    reader.reads("网络断开").await?;
    // What is being filled in outlives the page.
    reader.stored("楼道的灯坏了三盏").await?;
    reader.go(DIARY).await?;
    reader.has("#field-heard", "楼道的灯坏了三盏").await?;
    reader.set("#field-done", "已报物业，约定周三修好").await?;
    reader.press("提交").await?;
    reader.reads("已存在这台设备上").await?;
    // So does what was filed.
    reader.go("/").await?;
    reader.reads("《民情日志》存在这台设备上").await?;
    let li = office.person("li").await?;
    let filed = async || li.records("grassroots-contact/visit").await;
    ensure!(filed().await?.is_empty(), "nothing has come through yet");
    line.mend();
    wait::until("the diary comes through", async || Ok(!filed().await?.is_empty())).await?;
    let all = filed().await?;
    ensure!(all.len() == 1 && all[0].summary.contains("河东社区"), "one diary, filed once: {all:?}");
    reader.vanishes("存在这台设备上").await?;
    // Whoever logs out leaves nothing behind that others could read.
    reader.press("退出").await?;
    reader.element("#login").await?;
    // Nothing that ran for them breaks the page for whoever comes next.
    reader.timers_end().await?;
    reader.element("#login").await?.send_keys("liu").await?;
    reader.element("#password").await?.send_keys(guiju_tests::PASSWORD).await?;
    reader.press("登录").await?;
    reader.element(".counters").await?;
    reader.press("退出").await?;
    reader.element("#login").await?;
    line.cut();
    reader.go("/").await?;
    reader.vanishes("李敏").await?;
    reader.watched().await?;
    Ok(reader.client.close().await?)
}

/// Two tabs file without network: both wait, both come through, and each tab shows its receipt.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_tabs() -> Result<()> {
    if std::env::var_os("GUIJU_TEST_BROWSER").is_none() {
        return guiju_tests::skipped("no browser");
    }
    let office = Office::open(Database::Sqlite, "2026-03-02T09:00").await?;
    let line = Line::to(office.base.trim_start_matches("http://").to_owned()).await?;
    let reader = Reader::alone(&format!("http://{}", line.address), 1366, 768).await?;
    reader.log_in("li").await?;
    reader.keeps_pages().await?;
    let first = reader.client.window().await?;
    let second = reader.client.new_window(true).await?.handle;
    for tab in [&first, &second] {
        reader.client.switch_to_window(tab.clone()).await?;
        reader.go(DIARY).await?;
        reader.element("#field-community").await?;
    }
    line.cut();
    for (tab, community) in [(&first, "河东社区"), (&second, "河西社区")] {
        reader.client.switch_to_window(tab.clone()).await?;
        // Nothing at all is not taken, network or not.
        reader.press("提交").await?;
        reader.reads("处需要改正").await?;
        reader.set("#field-on", "2026-03-02").await?;
        reader.set("#field-community", community).await?;
        reader.set("#field-heard", "楼道的灯坏了三盏").await?;
        reader.set("#field-done", "已报物业").await?;
        reader.press("提交").await?;
        reader.reads("已存在这台设备上").await?;
    }
    let both = "return Object.keys(localStorage).filter(name => name.startsWith('guiju-outbox ')).length === 2";
    ensure!(reader.waits(both, serde_json::json!([])).await?, "not both wait");
    line.mend();
    for tab in [&first, &second] {
        reader.client.switch_to_window(tab.clone()).await?;
        reader.element(".receipt").await?;
    }
    let all = office.person("li").await?.records("grassroots-contact/visit").await?;
    ensure!(all.len() == 2, "{all:?}");
    reader.watched().await?;
    Ok(reader.client.close().await?)
}

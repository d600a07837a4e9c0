//! The message catalogue: Chinese is what pages are written in, English stands beside it.

use std::cell::OnceCell;

/// Where the browser keeps the reader's choice.
const KEPT: &str = "guiju-language";

thread_local! {
    static ENGLISH: OnceCell<bool> = const { OnceCell::new() };
}

const CATALOGUE: &[(&str, &str)] = &[
    ("首页", "Home"),
    ("发起", "Start"),
    ("待办", "To decide"),
    ("待阅", "To read"),
    ("我发起的", "Filed by me"),
    ("已办", "Done"),
    ("登记簿", "Registers"),
    ("公示", "Boards"),
    ("制度", "Regulations"),
    ("考核", "Assessments"),
    ("管理", "Administration"),
    ("退出", "Log out"),
    ("登录", "Log in"),
    ("用户名", "Login name"),
    ("密码", "Password"),
    ("即将超时", "Due today"),
    ("已超时", "Overdue"),
    ("通知", "Notices"),
    ("全部已读", "Mark all as read"),
    ("我要补办的", "Still to file"),
    ("跳到正文", "Skip to content"),
    ("提醒", "Notices"),
    ("将由谁审批", "Who will decide"),
    ("还需补充", "Still needed"),
    ("提交", "File"),
    ("打印", "Print"),
    ("为什么", "Why"),
    ("办理过程", "Stations"),
    ("经过", "History"),
    ("意见", "Opinion"),
    ("查询", "Search"),
];

/// Whether the reader wants English; what regulations say themselves stays in their own language.
pub fn english() -> bool {
    ENGLISH.with(|english| *english.get_or_init(|| kept().is_some_and(|language| language == "en")))
}

/// Lets the reader have the other language; the page is opened anew, drafts have been saved.
pub fn switch() {
    let language = if english() { "zh-CN" } else { "en" };
    if let Some(window) = web_sys::window() {
        if let Ok(Some(storage)) = window.local_storage() {
            let _ = storage.set_item(KEPT, language);
        }
        let _ = window.location().reload();
    }
}

fn kept() -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(KEPT).ok()?
}

/// A word in the language of whoever reads.
pub fn t(chinese: &'static str) -> &'static str {
    if !english() {
        return chinese;
    }
    CATALOGUE.iter().find(|(zh, _)| *zh == chinese).map_or(chinese, |(_, english)| english)
}

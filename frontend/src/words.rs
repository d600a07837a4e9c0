//! The message catalogue: Chinese is what pages are written in, English stands beside it.

use leptos::prelude::*;

/// Which language.
#[derive(Clone, Copy)]
pub struct English(pub RwSignal<bool>);

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

/// A word in the language of whoever reads.
pub fn t(chinese: &'static str) -> impl Fn() -> &'static str + Clone + Send + 'static {
    let english = use_context::<English>();
    move || {
        let wanted = english.is_some_and(|english| english.0.get());
        let found = CATALOGUE.iter().find(|(zh, _)| wanted && *zh == chinese);
        found.map_or(chinese, |(_, en)| *en)
    }
}

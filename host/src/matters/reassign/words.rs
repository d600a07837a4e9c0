//! What people are told when a matter follows its deciders.

use crate::vacancy;
use guiju_domain::{events::deciding::Because, rejection::Vacancy};

/// Why, as the beginning of a sentence.
pub const fn because(because: Because) -> &'static str {
    match because {
        Because::Post => "因岗位变动",
        Because::Left => "因人员离开",
        Because::Moved => "因人员调动",
        Because::Duty => "因值班交接",
        Because::Delegation => "因代理变动",
        Because::Decision => "因办理人变动",
    }
}

/// Why, as an event has it; an event without a known reason was a change of posts.
pub fn said(name: Option<&str>) -> &'static str {
    let known = Because::ALL.into_iter().find(|because| Some(because.name()) == name);
    because(known.unwrap_or(Because::Post))
}

/// Who is asked now instead of whom.
pub fn instead(why: &str, from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("{why}，仍由{to}办理"),
        (Some(from), Some(to)) => format!("{why}，由{from}改由{to}办理"),
        (None, Some(to)) => format!("{why}，增加{to}办理"),
        (Some(from), None) => format!("{why}，{from}不再参加"),
        (None, None) => why.to_owned(),
    }
}

/// To an administrator: what is vacant, and how many matters wait. Nothing that the office could fill, nothing to tell.
pub fn to_keeper(vacancy: &Vacancy, matters: u64) -> Option<String> {
    let standing = vacancy::standing(vacancy);
    match vacancy {
        Vacancy::Left { .. } | Vacancy::NobodyElse { .. } => None,
        Vacancy::NobodyOnDuty { .. } => Some(format!("{standing}，有 {matters} 件事项等待办理；请提醒排班人排好")),
        _ => Some(format!("{standing}，有 {matters} 件事项等待办理；请在“管理”中补上")),
    }
}

//! Whom a line means: by clock number first, else by a name that only one person has.

use crate::staff::{Member, Staff};
use guiju_domain::reading::{half_width, quoted};
use guiju_model::Date;
use std::collections::HashMap;

/// The people of an office as files name them.
pub struct Whom<'a> {
    staff: &'a Staff,
    badges: HashMap<String, Vec<&'a Member>>,
    names: HashMap<&'a str, Vec<&'a Member>>,
}

impl<'a> Whom<'a> {
    /// Of these people.
    pub fn of(staff: &'a Staff) -> Self {
        let (mut badges, mut names) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for member in staff.people.values() {
            if let Some(badge) = &member.badge {
                badges.entry(plain(badge)).or_default().push(member);
            }
            names.entry(member.name.as_str()).or_default().push(member);
        }
        Self { staff, badges, names }
    }

    /// Whose a clock number was on a day. Zeros before it make no difference where only one person is meant.
    ///
    /// # Errors
    /// If nobody had it, or it could be the number of two.
    pub fn by_badge(&self, badge: &str, day: Date) -> Result<&'a Member, String> {
        let badge = half_width(badge).trim_start_matches('\'').to_owned();
        if let Some(member) = self.staff.former_holder(&badge, day) {
            return Ok(member);
        }
        let all = self.badges.get(&plain(&badge)).map(Vec::as_slice).unwrap_or_default();
        if let Some(member) = all.iter().find(|member| member.badge.as_deref() == Some(badge.as_str())) {
            return Ok(member);
        }
        match all {
            [member] => Ok(member),
            [] => Err(format!("考勤号 {} 不是本单位的人，请在“管理”中登记", quoted(&badge))),
            [_, ..] => Err(format!("考勤号 {} 可能是{}，请按登记的号码写全", quoted(&badge), self.list(all))),
        }
    }

    /// Who has a name, within a department if one is told. Whoever has left is not meant by a name.
    ///
    /// # Errors
    /// If nobody has it, only people who left have it, or several have it: then all of them.
    pub fn by_name(&self, name: &str, department: &str) -> Result<&'a Member, String> {
        let (name, inside) = split(name);
        let all = self.names.get(name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let department = if inside.is_empty() { department } else { inside.as_str() };
        let here = all.iter().copied().filter(|member| member.active).collect::<Vec<_>>();
        let told = |member: &&&Member| {
            self.staff.department_of(member.id) == department || member.badge.as_deref() == Some(department)
        };
        let within = here.iter().filter(told).copied().collect::<Vec<_>>();
        match (here.as_slice(), within.as_slice()) {
            ([member], _) | (_, [member]) => Ok(member),
            ([], _) if !all.is_empty() => Err(format!("{}已经离开本单位", quoted(&name))),
            ([], _) => Err(format!("{}不在名单中，请先录入人员", quoted(&name))),
            ([_, _, ..], _) => {
                let list = self.list(&here);
                Err(format!("有几位{}：{list}；请写考勤号，或写成“{}（科室）”", quoted(&name), quoted(&name)))
            }
        }
    }

    /// Whom a number and a name together mean.
    ///
    /// # Errors
    /// If nobody is meant, or the two mean different people.
    pub fn by_both(&self, badge: &str, name: &str, department: &str, day: Date) -> Result<&'a Member, String> {
        if badge.is_empty() {
            return self.by_name(name, department);
        }
        let member = self.by_badge(badge, day)?;
        // Some machines keep names as letters only.
        let (told, _) = split(name);
        if told.is_empty() || told.is_ascii() || told == member.name {
            return Ok(member);
        }
        Err(format!("考勤号 {} 是{}的，这一行的姓名却是{}", quoted(badge), self.said(member), quoted(&told)))
    }

    /// A person with what tells them apart.
    fn said(&self, member: &Member) -> String {
        let badge = member.badge.as_ref().map(|badge| format!("，考勤号 {badge}")).unwrap_or_default();
        format!("{}（{}{badge}）", member.name, self.staff.department_of(member.id))
    }

    fn list(&self, members: &[&Member]) -> String {
        members.iter().map(|member| self.said(member)).collect::<Vec<_>>().join("、")
    }
}

/// A number as it is compared: without zeros before it.
fn plain(badge: &str) -> String {
    let plain = badge.trim_start_matches('0');
    if plain.is_empty() { badge.to_owned() } else { plain.to_owned() }
}

/// A name, and what stands in brackets behind it.
fn split(name: &str) -> (String, String) {
    let name = half_width(name);
    match name.split_once(['(', '（']) {
        Some((name, inside)) => (name.trim().to_owned(), inside.trim_end_matches([')', '）']).trim().to_owned()),
        None => (name.trim().to_owned(), String::new()),
    }
}

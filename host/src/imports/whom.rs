//! Finds the person of a line: by clock number first, else by a name that only one person has.

use crate::{
    staff::{FormerBadge, Member, Staff},
    words::{self, text},
};
use guiju_domain::{
    characters::{self, alike, joined},
    reading::{self, half_width, quoted},
};
use guiju_model::{Date, Moment, time::NotThat};
use std::collections::HashMap;

/// The people of an office as files name them.
pub struct Whom<'a> {
    staff: &'a Staff,
    badges: HashMap<String, Vec<&'a Member>>,
    former: HashMap<String, Vec<&'a FormerBadge>>,
    names: HashMap<String, Vec<&'a Member>>,
}

impl<'a> Whom<'a> {
    /// Finds persons among these people.
    pub fn of(staff: &'a Staff) -> Self {
        let (mut badges, mut names) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for member in staff.people.values() {
            if let Some(badge) = &member.badge {
                badges.entry(plain(badge)).or_default().push(member);
            }
            names.entry(joined(&member.name)).or_default().push(member);
        }
        let mut former = HashMap::<_, Vec<_>>::new();
        for one in &staff.former_badges {
            former.entry(plain(&one.badge)).or_default().push(one);
        }
        Self { staff, badges, former, names }
    }

    /// A moment as a file writes it, by the office's clock: one that tells how far its clock is from UTC is turned into it.
    ///
    /// # Errors
    /// If it is none.
    pub fn moment(&self, text: &str) -> Result<Moment, NotThat> {
        reading::instant(text).map_or_else(|| reading::moment(text, false), |utc| Ok(self.staff.local(utc)))
    }

    /// Whose a clock number was on a day. Zeros before it make no difference where only one person is meant.
    ///
    /// # Errors
    /// If nobody had it, or it could be the number of two.
    pub fn by_badge(&self, badge: &str, day: Date) -> Result<&'a Member, String> {
        let badge = clean(badge);
        if let Some(former) = self.formerly(&badge, day) {
            return Ok(former);
        }
        let all = self.badges.get(&plain(&badge)).map(Vec::as_slice).unwrap_or_default();
        if let Some(member) = all.iter().find(|member| member.badge.as_deref() == Some(badge.as_str())) {
            return Ok(member);
        }
        match all {
            [member] => Ok(member),
            [] => Err(words::said("line-badge-unknown", vec![("badge", quoted(&badge).into())])),
            [_, ..] => Err(words::said(
                "line-badge-ambiguous",
                vec![("badge", quoted(&badge).into()), ("people", self.list(all).into())],
            )),
        }
    }

    /// Whose a clock number was on a day, if they have it no longer: the number written so before one that differs in its zeros.
    fn formerly(&self, badge: &str, day: Date) -> Option<&'a Member> {
        let all = self.former.get(&plain(badge)).map(Vec::as_slice).unwrap_or_default();
        // They are in the order of their last days: the first that reaches the day is the one.
        let then = |former: &&&FormerBadge| day <= former.until;
        let exactly = all.iter().filter(then).find(|former| former.badge == badge);
        let nearly = || {
            let mut others = all.iter().filter(then).filter(|_| !self.held(badge));
            others.next().filter(|first| others.all(|other| other.badge == first.badge))
        };
        self.staff.people.get(&exactly.or_else(nearly)?.person)
    }

    /// Whether somebody has just this number now.
    fn held(&self, badge: &str) -> bool {
        let all = self.badges.get(&plain(badge)).map(Vec::as_slice).unwrap_or_default();
        all.iter().any(|member| member.badge.as_deref() == Some(badge))
    }

    /// What is to be known of a number that was another's than whose it is now: until when.
    pub fn passed_on(&self, badge: &str, day: Date) -> Option<String> {
        let badge = clean(badge);
        let then = self.formerly(&badge, day)?;
        let all = self.former.get(&plain(&badge))?;
        let until = all.iter().find(|former| day <= former.until)?.until;
        Some(words::said(
            "line-badge-passed-on",
            vec![("badge", quoted(&badge).into()), ("until", until.into()), ("holder", self.said(then).into())],
        ))
    }

    /// Whether a name is one of the people's, whoever has it.
    pub fn knows(&self, name: &str) -> bool {
        self.names.contains_key(&split(name).0)
    }

    /// Whether a word is a department of the office.
    pub fn is_department(&self, word: &str) -> bool {
        self.staff.department_named(word).is_some()
    }

    /// Who has a name, within a department if one is told. Whoever has left is not meant by a name.
    ///
    /// # Errors
    /// If nobody has it in the department that is told, only people who left have it, or several have it: then all of them.
    pub fn by_name(&self, name: &str, department: &str) -> Result<&'a Member, String> {
        let (name, inside) = split(name);
        let all = self.names.get(&name).map(Vec::as_slice).unwrap_or_default();
        let department = if inside.is_empty() { half_width(department).into_owned() } else { inside };
        let here = all.iter().copied().filter(|member| member.active).collect::<Vec<_>>();
        let within = here.iter().filter(|member| self.told(member, &department)).copied().collect::<Vec<_>>();
        match (here.as_slice(), within.as_slice()) {
            ([], _) if !all.is_empty() => Err(words::said("line-person-left", vec![("person", quoted(&name).into())])),
            ([], _) => Err(words::said("line-person-unknown", vec![("person", quoted(&name).into())])),
            ([member], _) if department.is_empty() => Ok(member),
            (_, [member]) => Ok(member),
            (_, []) if !department.is_empty() => {
                let list = self.list(&here);
                Err(words::said(
                    "line-person-elsewhere",
                    vec![
                        ("department", quoted(&department).into()),
                        ("person", quoted(&name).into()),
                        ("people", list.into()),
                    ],
                ))
            }
            _ => {
                let list = self.list(&here);
                Err(words::said(
                    "line-person-ambiguous",
                    vec![("person", quoted(&name).into()), ("people", list.into())],
                ))
            }
        }
    }

    /// Whether a department, or a clock number, that is told beside a name is the person's. Programs write a department behind
    /// those above it.
    fn told(&self, member: &Member, told: &str) -> bool {
        let (department, told) = (self.staff.department_of(member.id), told.trim());
        let same = |part: &str| alike(part) == alike(&department);
        let badge = || member.badge.as_ref().is_some_and(|badge| plain(badge) == plain(&clean(told)));
        same(told) || told.split(['/', '\\', '>', '-', '—', '、', ',', ' ']).any(same) || badge()
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
        if told.is_empty() || told.is_ascii() || told == joined(&member.name) {
            return Ok(member);
        }
        Err(words::said(
            "line-badge-of-another",
            vec![
                ("badge", quoted(badge).into()),
                ("holder", self.said(member).into()),
                ("person", quoted(&told).into()),
            ],
        ))
    }

    /// A person with what tells them apart.
    fn said(&self, member: &Member) -> String {
        let (name, department) = (&member.name, self.staff.department_of(member.id));
        match &member.badge {
            Some(badge) => text!("line-person-badge", name, department, badge),
            None => text!("line-person", name, department),
        }
    }

    fn list(&self, members: &[&Member]) -> String {
        words::argument(&members.iter().map(|member| self.said(member)).collect::<Vec<_>>().into())
    }
}

/// A number as it is kept, if it can be one.
fn clean(badge: &str) -> String {
    let seen = || half_width(badge).trim_matches('\'').to_owned();
    characters::badge(badge).unwrap_or_else(|_| seen())
}

/// A number as it is compared: without zeros before it.
fn plain(badge: &str) -> String {
    let plain = badge.trim_start_matches('0');
    if plain.is_empty() { badge.to_owned() } else { plain.to_owned() }
}

/// A name as it is compared, without what stands in brackets behind it.
pub fn plain_name(name: &str) -> String {
    split(name).0
}

/// A name, and what stands in brackets behind it.
fn split(name: &str) -> (String, String) {
    let name = half_width(name);
    match name.split_once(['(', '（', '[', '【']) {
        Some((name, inside)) => {
            let inside = inside.trim_end_matches([')', '）', ']', '】']).trim().to_owned();
            (joined(name), inside)
        }
        None => (joined(&name), String::new()),
    }
}

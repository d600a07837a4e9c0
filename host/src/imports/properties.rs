//! Whatever a clock machine writes: a punch of somebody who is there, or a reason; never a panic.

use super::{
    punches::{Punch, of_cell, punch},
    values::typed,
    whom::Whom,
};
use crate::staff::{FormerBadge, Member, Staff};
use guiju_domain::{DepartmentId, PersonId};
use guiju_model::{Bounds, Choice, Date, TextLimits, ValueKind};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Two people of one name, and numbers that differ in their zeros alone.
fn staff() -> Staff {
    let member = |id: u32, name: &str, badge: &str| Member {
        id: PersonId::new(id.into()),
        name: name.to_owned(),
        department: DepartmentId::from(id),
        badge: Some(badge.to_owned()),
        phone: None,
        attributes: Map::new(),
        active: true,
        left_on: None,
        place: 0,
    };
    let mut staff = Staff::default();
    for one in [member(1, "刘洋", "8"), member(2, "刘洋", "08"), member(3, "李敏", "9")] {
        staff.departments.insert(one.department, format!("第{}科", one.id));
        staff.people.insert(one.id, one);
    }
    staff
}

fn json() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "[0-9]{1,5}[-/.年][0-9]{1,2}[-/.月]?[0-9]{0,3}日?( 00:00:00)?".prop_map(Value::from),
        prop::collection::vec("[a-c是否]{0,2}", 0..3).prop_map(Value::from),
    ]
}

/// A counter before the number, or a name beside another's: the line is the person's on whom number and name agree, or told.
#[test]
fn names_and_numbers_agree() {
    let mut staff = staff();
    staff.former_badges.push(FormerBadge {
        badge: "9".to_owned(),
        until: Date::new(2026, 3, 1).unwrap(),
        person: PersonId::new(1),
    });
    let whom = Whom::of(&staff);
    let read = |line: &str| punch(&whom, line).map(|found| found.person.number());
    let at = "2026-03-02 08:25";
    assert_eq!(read(&format!("8\t9\t李敏\t{at}")), Ok(3));
    assert_eq!(read(&format!("8\t9\t李 敏\t{at}")), Ok(3));
    assert_eq!(read(&format!("李敏\t9\t{at}")), Ok(3));
    assert_eq!(read(&format!("李敏\t{at}\t1\t8")), Ok(3));
    assert_eq!(read(&format!("李敏,第3科,{at}")), Ok(3));
    for (line, said) in [
        (format!("8\t7\t李敏\t{at}"), "姓名却是李敏"),
        (format!("8\t李敏\t{at}"), "姓名却是李敏"),
        (format!("李敏\t8\t{at}"), "姓名却是李敏"),
        (format!("7\t李敏\t{at}"), "考勤号 7"),
        (format!("8\t9\t{at}"), "分不清"),
        (format!("9\t李敏\t刘洋\t{at}"), "几个姓名"),
        (format!("李敏,第1科,{at}"), "第3科"),
        (format!("李敏（第1科）,{at}"), "第3科"),
    ] {
        let why = punch(&whom, &line).map(|found| found.person).unwrap_err();
        assert!(why.contains(said), "{line}: {why}");
    }
    // A number means whoever had it on the day, and that is told.
    let then = punch(&whom, "9\t2026-03-01 08:25").unwrap();
    assert!(then.person == PersonId::new(1) && then.note.is_some_and(|note| note.contains("2026-03-01")));
    let now = punch(&whom, "9\t2026-03-02 08:25").unwrap();
    assert!(now.person == PersonId::new(3) && now.note.is_none());
    // A moment that tells its distance from UTC is the same moment by the office's clock.
    for line in ["9 2026-03-02T00:25:00Z", "9 2026-03-02T08:25:00+08:00"] {
        assert_eq!(punch(&whom, line).unwrap().moment.to_string(), "2026-03-02T08:25", "{line}");
    }
}

proptest! {
    #[test]
    fn any_line_is_a_punch_or_told(line in "[ \t]{0,2}('?0{0,3}[89]|\\PC{0,4})[\t ,]{1,2}[0-9]{0,4}[-/年上午]?[0-9]{0,2}[-/月]?[0-9]{0,2}日?[\t ,T]{0,2}(上午|下午|PM)?[0-9]{0,2}:?[0-9]{0,2}(:[0-9]{2})?[\t ]?\\PC{0,4}") {
        let staff = staff();
        if let Ok(Punch { person, moment, .. }) = punch(&Whom::of(&staff), &line) {
            prop_assert!(staff.people.contains_key(&person) && (1900..=2200).contains(&moment.date().year()), "{line}");
        }
    }

    /// A line that holds a number, a day and a time is that punch, whatever parts them.
    #[test]
    fn plain_lines_are_read(person in 8_u64..10, days in 18_000_i32..30_000, minutes in 0_u16..1440, sign in "[\t,; ]", zeros in 2_usize..6) {
        let staff = staff();
        let at = Date(days).at(minutes);
        let (day, time) = (at.date(), guiju_model::time::clock(at.minutes()));
        let read = punch(&Whom::of(&staff), &format!("{person:0>zeros$}{sign}{day}{sign}{time}{sign}1{sign}0")).map(|found| (found.person.number(), found.moment));
        // 8 and 08 are two people: 008 could be either.
        match (person, zeros) {
            (9, _) => prop_assert_eq!(read, Ok((3, at))),
            (_, 2) => prop_assert_eq!(read, Ok((2, at))),
            _ => prop_assert!(read.is_err()),
        }
    }

    #[test]
    fn any_cell_is_moments_or_told(cell in "(次日)?[0-9]{0,4}[-/:]?[0-9]{0,2}[:\n 、]?[0-9]{0,2}:?[0-9]{0,2}\\PC{0,3}", days in 18_000_i32..30_000, dated in any::<bool>()) {
        let staff = staff();
        let _ = of_cell(&Whom::of(&staff), &cell, dated.then_some(Date(days)), "");
    }

    /// What is stored of an attribute is of its kind, or nothing is.
    #[test]
    fn any_attribute_is_typed_or_refused(given in json()) {
        let limits = TextLimits { max_chars: 5 };
        let bounds = Bounds { least: Some(0), most: Some(100) };
        let choice = |value: &str| Choice { value: value.to_owned(), label: value.to_owned() };
        let kept = |kind: ValueKind| typed(&kind, "项", &given).ok().filter(|value| !value.is_null());
        prop_assert!(kept(ValueKind::YesNo).is_none_or(|value| value.is_boolean()));
        prop_assert!(kept(ValueKind::Integer(bounds)).is_none_or(|value| value.as_i64().is_some_and(|n| (0..=100).contains(&n))));
        prop_assert!(kept(ValueKind::Date).is_none_or(|value| value.as_str().is_some_and(|text| text.parse::<Date>().is_ok())));
        prop_assert!(kept(ValueKind::Text(limits)).is_none_or(|value| value.is_string()));
        prop_assert!(kept(ValueKind::Choice(vec![choice("a"), choice("是")])).is_none_or(|value| value == "a" || value == "是"));
    }
}

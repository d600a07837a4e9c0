//! Headings under which clock machines and attendance programs export their columns.
//!
//! The names are those under which such devices and programs export who was there and when; they are no words of any
//! regulation.

use super::table::Column;
use guiju_model::{FieldKind, Form, ValueKind};

/// Label of the column with the number at the clock machine.
pub const BADGE: &str = "考勤号";
/// Label of the column that tells people of one name apart.
pub const DEPARTMENT: &str = "部门";
/// Label of the column with the day alone.
pub const DAY: &str = "日期";

/// Label of the column with the moment of a punch.
const MOMENT: &str = "打卡时间";

/// The sign behind a year, where a day is written in words.
pub const YEAR: char = '年';
/// Halves of a day as they stand beside a time of twelve hours, in upper case.
pub const HALVES: [&str; 4] = ["AM", "PM", "上午", "下午"];
/// What stands before a time that is of the next day.
pub const NEXT_DAY: &str = "次日";

/// Headings of a column with the numbers of people at the clock machine.
pub const BADGES: &[&str] = &[
    "考勤号码",
    "工号",
    "编号",
    "人员编号",
    "员工编号",
    "职工编号",
    "登记号码",
    "用户编号",
    "人员id",
    "员工id",
    "员工工号",
    "登记号",
    "enno",
    "人员工号",
    "id号",
    "badge",
    "badgenumber",
    "pin",
    "personid",
    "employeeid",
    "人员代码",
];
/// Headings of a column with the names of people.
pub const NAMES: &[&str] = &[
    "姓名",
    "人员姓名",
    "员工姓名",
    "职工姓名",
    "名字",
    "用户姓名",
    "name",
    "人员",
    "员工",
    "人员名称",
    "用户名",
    "personname",
];
/// Headings of a column with the names of departments.
pub const DEPARTMENTS: &[&str] = &[
    "科室",
    "所属部门",
    "部门名称",
    "所在部门",
    "组织",
    "所属组织",
    "department",
    "处室",
    "单位",
    "所在科室",
    "所属科室",
    "科室名称",
    "股室",
    "所在处室",
    "所属处室",
    "处室名称",
    "所在单位",
    "部门科室",
];
/// What a day alone is called.
const DAYS: &[&str] = &["考勤日期", "打卡日期", "刷卡日期", "签到日期", "date", "日期星期", "记录日期"];
/// What the moment of a punch is called.
const MOMENTS: &[&str] = &[
    "实际打卡时间",
    "日期时间",
    "打卡日期时间",
    "刷卡时间",
    "刷卡日期时间",
    "签到时间",
    "签退时间",
    "上班打卡时间",
    "下班打卡时间",
    "上班1打卡时间",
    "下班1打卡时间",
    "上班2打卡时间",
    "下班2打卡时间",
    "上班3打卡时间",
    "下班3打卡时间",
    "datetime",
    "签到/签退时间",
    "打卡",
    "识别时间",
    "验证时间",
    "记录时间",
    "通行时间",
    "事件时间",
    "出入时间",
    "抓拍时间",
    "检测时间",
    "打卡记录",
    "刷卡记录",
    "签到",
    "签退",
];
/// What it is called where nothing of the former is there; beside one of them it may be something else, such as when somebody
/// should have come.
const VAGUE: &[&str] = &["时间", "考勤时间", "time", "上班时间", "下班时间", "上班", "下班"];

/// Columns of a table of punches: who, by number or name; when, in one column or with the day apart.
pub struct Punches {
    /// The columns that are looked for in the file.
    pub columns: Vec<Column>,
    /// Label of the person's name.
    pub name: String,
    /// Label of the moment.
    pub moment: String,
    /// Label of what may be the moment, or the day.
    pub vague: String,
}

/// Columns of a form's punches, if it says who and when.
#[must_use]
pub fn punches(form: &Form) -> Option<Punches> {
    let field = |name: &Option<String>| form.fields().find(|field| Some(&field.name) == name.as_ref());
    let (who, when) = (field(&form.about)?, field(&form.occurs)?);
    let single =
        |field: &guiju_model::Field, kind: &ValueKind| matches!(&field.kind, FieldKind::Single(of) if of == kind);
    if !single(who, &ValueKind::Person) || !single(when, &ValueKind::DateTime) {
        return None;
    }
    let (name, moment) = (who.label.clone(), MOMENT.to_owned());
    let vague = if when.label == MOMENT { "时间".to_owned() } else { when.label.clone() };
    let with = |label: &str, own: &str, names: &[&str]| {
        let mut column = Column::new(label, &[own]);
        column.names.extend(names.iter().map(|name| (*name).to_owned()));
        column
    };
    let columns = vec![
        Column::new(BADGE, BADGES).needed(1),
        with(&name, &who.name, NAMES).needed(1),
        Column::new(DEPARTMENT, DEPARTMENTS),
        with(&moment, &format!("{}时间", form.title), MOMENTS).needed(2).several(),
        with(&vague, &when.label, VAGUE).needed(2).several(),
        Column::new(DAY, DAYS),
    ];
    Some(Punches { columns, name, moment, vague })
}

//! Declarations of a regulation in words, for people who compare two packages.

use guiju_model::{
    Assessed, Audience, ClauseKind, Condition, Cycle, Field, FieldKind, Form, Manifest, Parameter, Role, Scope,
    SubjectKind, ValueKind, Window,
};
use serde_json::Value;

/// What people call a kind of clause.
pub fn clause_kind(kind: &ClauseKind) -> String {
    match kind {
        ClauseKind::Rule => "规则".to_owned(),
        ClauseKind::Duty => "义务".to_owned(),
        ClauseKind::Definition => "定义".to_owned(),
        ClauseKind::Declaratory(reason) => format!("宣示（{reason}）"),
    }
}

/// A value as it stands in JSON, for people.
pub fn value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        other => other.to_string(),
    }
}

/// What people call a kind of value.
pub fn kind(kind: &ValueKind) -> String {
    let bounds = |bounds: &guiju_model::Bounds| match (bounds.least, bounds.most) {
        (Some(least), Some(most)) => format!("（{least} 至 {most}）"),
        (Some(least), None) => format!("（不小于 {least}）"),
        (None, Some(most)) => format!("（不大于 {most}）"),
        (None, None) => String::new(),
    };
    let choices = |choices: &[guiju_model::Choice]| {
        choices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("、")
    };
    match kind {
        ValueKind::Text(limits) => format!("文字，最多 {} 字", limits.max_chars),
        ValueKind::LongText(limits) => format!("长文字，最多 {} 字", limits.max_chars),
        ValueKind::Integer(of) => format!("整数{}", bounds(of)),
        ValueKind::Decimal(digits) => format!("小数，最多 {digits} 位"),
        ValueKind::Money(of) => format!("金额（分）{}", bounds(of)),
        ValueKind::Date => "日期".to_owned(),
        ValueKind::DayOfYear => "每年的某天".to_owned(),
        ValueKind::Time => "时刻".to_owned(),
        ValueKind::DateTime => "日期和时刻".to_owned(),
        ValueKind::Period => "起止时间".to_owned(),
        ValueKind::HalfDays => "起止半天".to_owned(),
        ValueKind::Sessions => "工作时段".to_owned(),
        ValueKind::YesNo => "是否".to_owned(),
        ValueKind::Choice(of) => format!("单选：{}", choices(of)),
        ValueKind::Choices(of) => format!("多选：{}", choices(of)),
        ValueKind::Person => "人员".to_owned(),
        ValueKind::People => "多名人员".to_owned(),
        ValueKind::Department => "部门".to_owned(),
        ValueKind::Attachment(_) => "附件".to_owned(),
        ValueKind::Attachments(_) => "多个附件".to_owned(),
        ValueKind::Reference(_) => "引用登记".to_owned(),
        ValueKind::Resource(_) => "预约使用".to_owned(),
    }
}

fn conditions(form: &Form, conditions: &[Condition]) -> String {
    let one = |condition: &Condition| {
        let label = form.field(&condition.field).map_or(condition.field.as_str(), |field| field.label.as_str());
        let values = condition.is_one_of.iter().map(|text| {
            let given = serde_json::from_str::<Value>(text).unwrap_or_default();
            labelled(form, &condition.field, &given)
        });
        format!("“{label}”为{}", values.collect::<Vec<_>>().join("或"))
    };
    conditions.iter().map(one).collect::<Vec<_>>().join("且")
}

fn labelled(form: &Form, field: &str, given: &Value) -> String {
    if let Some(FieldKind::Single(ValueKind::Choice(choices) | ValueKind::Choices(choices))) =
        form.field(field).map(|field| &field.kind)
        && let Some(choice) = choices.iter().find(|choice| Some(choice.value.as_str()) == given.as_str())
    {
        return choice.label.clone();
    }
    value(given)
}

/// A field of a form as it is declared, in words.
pub fn field(form: &Form, field: &Field) -> Vec<String> {
    let mut lines = match &field.kind {
        FieldKind::Single(of) => vec![format!("{}：{}", field.label, kind(of))],
        FieldKind::Table(columns) => {
            let columns = columns.iter().map(|column| format!("{}（{}）", column.label, kind(&column.kind)));
            vec![format!("{}：明细表，{}", field.label, columns.collect::<Vec<_>>().join("、"))]
        }
    };
    lines.push(if field.required { "必填" } else { "选填" }.to_owned());
    if !field.shown_when.is_empty() {
        lines.push(format!("当{}时填写", conditions(form, &field.shown_when)));
    }
    lines.extend(field.help.iter().map(|help| format!("说明：{help}")));
    lines.extend(field.initial.iter().map(|initial| format!("默认：{initial}")));
    if field.sensitive {
        lines.push("仅经办人可见".to_owned());
    }
    lines
}

/// Who belongs to an audience, by the labels of the roles.
pub fn audience(manifest: &Manifest, audience: &Audience) -> String {
    match audience {
        Audience::Nobody => "无".to_owned(),
        Audience::Anyone => "所有人员".to_owned(),
        Audience::HoldersOf(roles) => {
            let label = |id: &String| manifest.role(id).map_or_else(|| id.clone(), |role| role.label.clone());
            roles.iter().map(label).collect::<Vec<_>>().join("、")
        }
    }
}

/// What is said of a form beside its fields.
pub fn form(manifest: &Manifest, form: &Form) -> Vec<String> {
    let mut lines = vec![
        format!("由谁填报：{}", audience(manifest, &form.filing.by)),
        format!("代谁填报：{}", audience(manifest, &form.filing.on_behalf)),
        format!("谁可查阅：{}", audience(manifest, &form.seen_by)),
    ];
    lines.extend(
        form.series
            .iter()
            .map(|series| format!("编号：{}", series.pattern.replace("{year}", "年份").replace("{number}", "序号"))),
    );
    if !form.copies.is_empty() {
        lines.push(format!("打印各联：{}", form.copies.join("、")));
    }
    lines
}

/// A parameter with its value as the text has it.
pub fn parameter(parameter: &Parameter) -> Vec<String> {
    let default = serde_json::from_str::<Value>(&parameter.default).unwrap_or_default();
    let unit = parameter.unit.as_deref().unwrap_or_default();
    vec![format!("{}：{} {unit}", parameter.label, value(&default)).trim_end().to_owned(), kind(&parameter.kind)]
}

/// A role as its regulation declares it, in words.
pub fn role(manifest: &Manifest, role: &Role) -> Vec<String> {
    let reach = match role.reach {
        guiju_model::RoleScope::OwnDepartment => "本部门",
        guiju_model::RoleScope::Supervised => "分管部门",
        guiju_model::RoleScope::Office => "全单位",
        guiju_model::RoleScope::OnDuty => "当班期间",
    };
    let above = role.above.as_ref().and_then(|id| manifest.role(id));
    let mut lines = vec![format!("{}（{reach}）", role.label)];
    lines.extend(above.map(|above| format!("本人事项由{}决定", above.label)));
    lines
}

/// What people call the length of a period.
pub const fn cycle(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Day => "每天",
        Cycle::Week => "每周",
        Cycle::Month => "每月",
        Cycle::Quarter => "每季度",
        Cycle::HalfYear => "每半年",
        Cycle::Year => "每年",
    }
}

/// An assessment as its regulation declares it, in words.
pub fn assessed(manifest: &Manifest, assessed: &Assessed) -> Vec<String> {
    let whom = match assessed.per {
        SubjectKind::Person => "每个人",
        SubjectKind::Department => "每个部门",
        SubjectKind::Office => "全单位",
    };
    let mut lines = vec![format!("{}评定{whom}", cycle(assessed.period))];
    lines.extend(assessed.reads.iter().map(|read| {
        let scope = match read.scope {
            Scope::Subject => "本人",
            Scope::Department => "本部门",
            Scope::Office => "全单位",
            Scope::Referenced => "所引用",
        };
        let window = match read.window {
            Window::ThisDay => "当天".to_owned(),
            Window::ThisWeek => "本周".to_owned(),
            Window::ThisMonth => "本月".to_owned(),
            Window::ThisQuarter => "本季度".to_owned(),
            Window::ThisYear => "本年".to_owned(),
            Window::PastDays(days) => format!("此前 {days} 天"),
            Window::StillOpen => "未办结".to_owned(),
            Window::Always => "历来".to_owned(),
        };
        let source = manifest.form(&read.source).map_or(read.source.as_str(), |form| form.title.as_str());
        format!("依据{scope}{window}的《{source}》")
    }));
    lines.push(format!("谁可查阅：{}", audience(manifest, &assessed.seen_by)));
    lines
}

//! What is filled in and recorded.

use guiju_sdk::prelude::*;

/// Who keeps and reads the attendance of all.
pub const KEEPERS: &[RoleName] =
    &[OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP, DISCIPLINE_SECRETARY, PRINCIPAL_LEADER];

/// Kinds of leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum LeaveKind {
    #[choice("事假")]
    Personal,
    #[choice("病假")]
    Sick,
    #[choice("带薪年休假")]
    Annual,
    #[choice("探亲假")]
    HomeVisit,
    #[choice("婚假")]
    Marriage,
    #[choice("产假")]
    Maternity,
    #[choice("护理假")]
    PaternityCare,
    #[choice("丧假")]
    Bereavement,
}

/// Whom a home visit is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Visited {
    #[choice("配偶")]
    Spouse,
    #[choice("父母")]
    Parents,
}

/// Who died.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Deceased {
    #[choice("配偶")]
    Spouse,
    #[choice("直系亲属")]
    DirectRelative,
    #[choice("同住的岳父母或公婆")]
    ParentInLawLivingTogether,
}

/// Which institution gave a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Institution {
    #[choice("县级及以下")]
    County,
    #[choice("市级")]
    Municipal,
    #[choice("省级以上")]
    Provincial,
}

/// An application for leave (请假条).
#[derive(Debug, Form)]
#[form(
    title = "请假条",
    clause = "2.1",
    summary = "{kind} {days} 天（{span}）",
    synonyms = [
        "请假", "休假", "事假", "病假", "年假", "年休假", "公休", "婚假", "产假", "陪产假", "护理假", "丧假",
        "探亲假", "哺乳假", "育儿假", "调休", "补休", "倒休", "换休", "放假", "歇班", "看病", "住院", "体检", "孕检",
        "生孩子", "坐月子", "结婚", "奔丧", "续假", "请半天假", "请一天假", "假条", "请假单", "休息", "探亲", "搬家",
        "接孩子", "家里有事",
    ],
    event_time = "span",
    on_behalf = [OFFICE_CLERK, OFFICE_DIRECTOR],
    series("leave", "假〔{year}〕{number}号"),
    seen_by = [OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP],
    register(
        id = "leaves",
        title = "请假登记簿",
        clause = "2.2.2a",
        columns = [person, department, kind, span, days = "天数", status, number],
        seen_by = KEEPERS
    )
)]
pub struct Leave {
    #[field(label = "请假类型", clause = "2.1")]
    pub kind: LeaveKind,
    #[field(label = "起止", help = "以半天为单位，休息日和节假日按假种自动扣除")]
    pub span: HalfDays,
    #[field(label = "事由", most = 500, long)]
    pub reason: String,
    #[field(
        label = "医院诊断证明",
        help = "县级以上公立医院的疾病证明书",
        clause = "2.2.1.1b",
        shown_when = "kind == sick"
    )]
    pub certificate: Option<Attachment>,
    #[field(label = "因急事急病已先电话请假", clause = "2.2.1.1a", shown_when = "kind == personal | sick", optional)]
    pub phoned_first: Option<bool>,
    #[field(label = "续假", help = "是上一段假的延续", clause = "2.2.1.1b", optional)]
    pub extension: Option<bool>,
    #[field(label = "结婚登记日期", clause = "2.2.1.2b", shown_when = "kind == marriage")]
    pub registered_on: Option<Date>,
    #[field(label = "已参加婚前医学检查", clause = "2.2.1.2b", shown_when = "kind == marriage", optional)]
    pub examined: Option<bool>,
    #[field(label = "去世的亲属", clause = "2.2.1.2c", shown_when = "kind == bereavement")]
    pub deceased: Option<Deceased>,
    #[field(
        label = "去世日期",
        help = "同一亲属分几次请的，按同一天合计",
        clause = "2.2.1.2c",
        shown_when = "kind == bereavement",
        optional
    )]
    pub deceased_on: Option<Date>,
    #[field(label = "去外地奔丧", clause = "2.2.1.2c", shown_when = "kind == bereavement", optional)]
    pub away_from_town: Option<bool>,
    #[field(label = "探望", clause = "2.2.1.2d", shown_when = "kind == home-visit")]
    pub visited: Option<Visited>,
}

/// A slip on return from leave (销假单).
#[derive(Debug, Form)]
#[form(
    title = "销假单",
    clause = "2.2.2a",
    summary = "销假 {back_on}",
    synonyms = [
        "销假", "回岗", "返岗", "休完假", "假期结束", "上班", "复工", "提前回来", "返回", "康复证明", "请假回来",
    ],
    event_time = "back_on",
    seen_by = [OFFICE_DIRECTOR, OFFICE_CLERK]
)]
pub struct LeaveReturn {
    #[field(label = "所销的假")]
    pub leave: Reference<Leave>,
    #[field(label = "回岗日期", past)]
    pub back_on: Date,
    #[field(label = "是病假", clause = "2.2.2b", optional)]
    pub after_sickness: Option<bool>,
    #[field(
        label = "康复证明",
        help = "市级以上医疗机构；传染病须证明已无传染性",
        clause = "2.2.2b",
        shown_when = "after_sickness == true"
    )]
    pub recovered: Option<Attachment>,
    #[field(label = "出具证明的医疗机构", clause = "2.2.2b", shown_when = "after_sickness == true")]
    pub level: Option<Institution>,
}

/// One punch at the clock machine.
#[derive(Debug, Form)]
#[form(
    title = "打卡",
    clause = "3.5",
    summary = "打卡 {at}",
    synonyms = [
        "打卡", "刷卡", "签到", "签退", "考勤机", "指纹", "人脸", "考勤记录", "考勤导入", "上班打卡", "下班打卡",
    ],
    event_time = "at",
    subject = "who",
    filed_by = [OFFICE_CLERK],
    imports(ClockMachine, Table),
    seen_by = [OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP],
    register(id = "punches", title = "打卡记录", columns = [person, department, at], seen_by = KEEPERS)
)]
pub struct Punch {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "时间")]
    pub at: Moment,
}

/// A statement (情况说明): why a punch is missing.
#[derive(Debug, Form)]
#[form(
    title = "未打卡情况说明",
    clause = "1.3",
    summary = "{missed} 未打卡说明",
    synonyms = [
        "补卡", "补签", "漏打卡", "忘打卡", "忘记打卡", "没打卡", "忘记签到", "未签到", "未签退", "考勤异常", "迟到",
        "早退", "迟到说明", "情况说明", "打卡失败", "补打卡", "漏签",
    ],
    event_time = "missed",
    seen_by = [OFFICE_DIRECTOR, OFFICE_CLERK, DISCIPLINE_GROUP]
)]
pub struct Statement {
    #[field(label = "未打卡的时段", help = "因公未能签到或签退的半天", past)]
    pub missed: HalfDays,
    #[field(label = "情况说明", long)]
    pub explanation: String,
}

/// A record of absence from the post (脱岗记录).
#[derive(Debug, Form)]
#[form(
    title = "脱岗记录",
    clause = "1.2",
    summary = "脱岗 {absent}",
    synonyms = ["脱岗", "离岗", "不在岗", "空岗", "串岗", "查岗", "溜号", "擅自离开"],
    event_time = "absent",
    subject = "who",
    filed_by = [DISCIPLINE_GROUP, OFFICE_CLERK],
    seen_by = [DISCIPLINE_GROUP, OFFICE_DIRECTOR]
)]
pub struct OffPost {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "离岗时间", past)]
    pub absent: Period,
    #[field(label = "查到的情况", long)]
    pub seen: String,
}

/// Where a report of misconduct comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Source {
    #[choice("群众或单位举报")]
    Report,
    #[choice("本单位检查")]
    OwnInspection,
    #[choice("市、区检查组通报")]
    DistrictInspection,
}

/// A record of misconduct (违纪登记).
#[derive(Debug, Form)]
#[form(
    title = "其他违纪登记",
    clause = "1.4",
    summary = "{source}：{what}",
    synonyms = ["违纪", "违规", "举报", "处分", "通报", "检查组通报", "投诉"],
    event_time = "on",
    subject = "who",
    filed_by = [DISCIPLINE_GROUP],
    seen_by = [DISCIPLINE_GROUP],
    register(title = "违纪登记簿", columns = [person, what, source, status], seen_by = KEEPERS)
)]
pub struct Misconduct {
    #[field(label = "人员")]
    pub who: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "来源", clause = "1.5c")]
    pub source: Source,
    #[field(label = "违纪情况", long)]
    pub what: String,
    #[field(label = "情节严重", clause = "1.5b", optional)]
    pub serious: Option<bool>,
}

/// A record of an inspection of posts or attendance sheets (查岗、查考勤表的记录).
#[derive(Debug, Form)]
#[form(
    title = "考勤检查记录",
    clause = "3.4",
    summary = "考勤检查：{finding}",
    synonyms = ["考勤检查", "代打卡", "虚假考勤", "弄虚作假", "考勤造假", "查考勤", "考勤抽查"],
    event_time = "on",
    subject = "who",
    filed_by = [DISCIPLINE_GROUP],
    seen_by = [DISCIPLINE_GROUP, OFFICE_DIRECTOR],
    register(id = "inspections", title = "查岗登记簿", columns = [person, department, on, finding], seen_by = KEEPERS)
)]
pub struct Inspection {
    #[field(label = "涉及人员")]
    pub who: PersonId,
    #[field(label = "检查日期", past)]
    pub on: Date,
    #[field(label = "查到的问题", long)]
    pub finding: String,
    #[field(label = "不服从分配、没有到岗", help = "打了卡也按旷工算", clause = "1.3", optional)]
    pub refused: Option<bool>,
    #[field(label = "考勤弄虚作假或包庇", clause = "3.3", optional)]
    pub falsified: Option<bool>,
    #[field(label = "应负责的领导", clause = "3.3", shown_when = "falsified == true")]
    pub answerable: Option<Vec<PersonId>>,
}

/// The weekly publication of attendance (每周考勤公示).
#[derive(Debug, Form)]
#[form(
    title = "每周考勤公示",
    clause = "3.5",
    summary = "{week} 所在周的考勤公示",
    synonyms = ["考勤公示", "考勤通报", "每周考勤", "周报", "考勤汇总", "考勤表", "出勤公示"],
    event_time = "week",
    filed_by = [OFFICE_CLERK, OFFICE_DIRECTOR],
    register(id = "weeks", columns = [week, text, filed], seen_by = anyone)
)]
pub struct WeeklySummary {
    #[field(label = "所公示的周（该周任一天）")]
    pub week: Date,
    #[field(label = "公示内容", long)]
    pub text: String,
}

relies! {
    /// A record of an outing (外出登记), owned by the regulation on whereabouts.
    whereabouts::outing as Outing { over }
}

//! What is filled in by those who ride, dispatch, drive, guard and mend.

use guiju_sdk::prelude::*;

/// A record of a vehicle (车辆登记).
#[derive(Debug, Form)]
#[form(
    title = "公务车辆登记",
    clause = "1",
    summary = "{plate} {model}",
    synonyms = ["车辆", "公车", "车辆信息", "车牌", "新车", "登记车辆", "年检", "保险", "行驶证", "汽车"],
    filed_by = [DISPATCHER, OFFICE_DIRECTOR],
    register(id = "vehicles", title = "车辆登记簿", columns = [plate, model, seats, inspected_until, insured_until], seen_by = anyone)
)]
pub struct Vehicle {
    #[field(label = "车牌")]
    pub plate: String,
    #[field(label = "车型")]
    pub model: String,
    #[field(label = "座位", least = 1)]
    pub seats: i64,
    #[field(label = "年检有效期至", clause = "5.1")]
    pub inspected_until: Date,
    #[field(label = "保险有效期至", clause = "5.1")]
    pub insured_until: Date,
}

/// A record of a driver (驾驶员登记).
#[derive(Debug, Form)]
#[form(
    title = "驾驶员登记",
    clause = "5.1",
    summary = "{who}（{class}）",
    synonyms = ["驾驶员", "司机", "驾照", "驾驶证", "准驾", "开车", "驾驶资格"],
    subject = "who",
    filed_by = [DISPATCHER, OFFICE_DIRECTOR],
    register(id = "drivers", title = "驾驶员登记簿", columns = [person, class, valid_until], seen_by = anyone)
)]
pub struct DriverCard {
    #[field(label = "驾驶员")]
    pub who: PersonId,
    #[field(label = "准驾车型")]
    pub class: String,
    #[field(label = "驾驶证有效期至", clause = "5.1")]
    pub valid_until: Date,
}

/// What runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Paper {
    #[choice("年检")]
    Inspection,
    #[choice("保险")]
    Insurance,
    #[choice("驾驶证")]
    Licence,
}

/// The renewal of a licence (证件续期).
#[derive(Debug, Form)]
#[form(
    title = "年检、保险和驾驶证续期登记",
    clause = "5.1",
    summary = "{paper}续到 {until}",
    synonyms = [
        "年检", "年审", "车检", "审车", "保险", "车险", "续保", "换驾照", "驾照到期", "驾驶证换证", "续期", "交强险",
    ],
    filed_by = [DRIVER, DISPATCHER, OFFICE_DIRECTOR],
    register(id = "renewals", title = "续期登记簿", columns = [filed, paper, vehicle, driver, until], seen_by = [DISPATCHER, OFFICE_DIRECTOR])
)]
pub struct Renewal {
    #[field(label = "续了什么")]
    pub paper: Paper,
    #[field(label = "车辆", shown_when = "paper == inspection | insurance")]
    pub vehicle: Option<Reference<Vehicle>>,
    #[field(label = "驾驶员", shown_when = "paper == licence")]
    pub driver: Option<Reference<DriverCard>>,
    #[field(label = "有效期至", clause = "5.1")]
    pub until: Date,
}

/// Why a car is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Reason {
    #[choice("一般公务")]
    Ordinary,
    #[choice("急件报送")]
    UrgentPapers,
    #[choice("突发事件")]
    Emergency,
    #[choice("支取大额现金")]
    Cash,
    #[choice("政务值班")]
    Duty,
}

/// An application for a vehicle (用车申请).
#[derive(Debug, Form)]
#[form(
    title = "用车申请（派车单）",
    clause = "3.2",
    summary = "去{to}：{purpose}",
    synonyms = [
        "用车", "派车", "约车", "订车", "叫车", "要车", "公车", "公务车", "借车", "出车", "车辆申请", "车辆预订",
        "预约车辆", "出差", "接送", "接人", "下乡用车", "租车", "坐车",
    ],
    event_time = "over",
    series("car-request", "派〔{year}〕{number}号"),
    seen_by = [DISPATCHER, OFFICE_DIRECTOR, DUTY_DESK],
    register(id = "requests", title = "用车登记簿", columns = [number, over, department, person, to, purpose, passengers, status], seen_by = anyone)
)]
pub struct CarRequest {
    #[field(label = "事由")]
    pub purpose: String,
    #[field(label = "用车性质", clause = "3.3")]
    pub reason: Reason,
    #[field(label = "去哪里")]
    pub to: String,
    #[field(label = "单程公里", clause = "3.3", least = 1)]
    pub distance: i64,
    #[field(label = "起止时间", clause = "3.2")]
    pub over: Period,
    #[field(label = "乘车人数", least = 1)]
    pub passengers: i64,
}

/// What the dispatcher gives.
#[derive(Debug, Row)]
pub struct Dispatched {
    #[field(label = "车辆", clause = "3.1")]
    pub vehicle: Resource<Vehicle>,
    #[field(label = "驾驶员", clause = "3.1")]
    pub driver: Resource<DriverCard>,
}

/// What the duty room notes.
#[derive(Debug, Row)]
pub struct Gate {
    #[field(label = "出车记录", help = "几点出、几点回、钥匙", clause = "3.5")]
    pub note: String,
}

/// A record of a trip (行车登记).
#[derive(Debug, Form)]
#[form(
    title = "行车登记",
    clause = "3.1",
    summary = "{vehicle_name} {distance} 公里",
    synonyms = [
        "行车", "出车", "里程", "公里数", "加油", "油费", "油卡", "行车记录", "出车记录", "油耗", "回车", "路单",
        "行程",
    ],
    event_time = "out_at",
    filed_by = [DRIVER, DISPATCHER],
    seen_by = [DISPATCHER, OFFICE_DIRECTOR],
    register(
        id = "trips",
        title = "行车台账",
        columns = [out_at, back_at, request, vehicle, person, distance = "行驶公里", litres, fuel_cost, per_hundred = "百公里油耗（升）"]
    )
)]
pub struct Trip {
    #[field(label = "派车单", clause = "3.1")]
    pub request: Reference<CarRequest>,
    #[field(label = "车辆")]
    pub vehicle: Reference<Vehicle>,
    #[field(label = "乘车人")]
    pub passenger: PersonId,
    #[field(label = "出车时间")]
    pub out_at: Moment,
    #[field(label = "回车时间", past)]
    pub back_at: Moment,
    #[field(label = "出车里程表", least = 0)]
    pub from_km: i64,
    #[field(label = "回车里程表", least = 0)]
    pub to_km: i64,
    #[field(label = "加油（升）", optional, least = 0)]
    pub litres: Option<i64>,
    #[field(label = "油费", optional, least = 0)]
    pub fuel_cost: Option<Money>,
    #[field(label = "有私事用车", optional)]
    pub private: Option<bool>,
}

/// Which way a car goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Way {
    #[choice("入库交钥匙")]
    In,
    #[choice("出库取钥匙")]
    Out,
    #[choice("未回大院过夜")]
    Elsewhere,
}

/// A record of a vehicle's keys and parking (车辆钥匙登记).
#[derive(Debug, Form)]
#[form(
    title = "车辆出入库和钥匙登记",
    clause = "3.4",
    summary = "{way} {at}",
    synonyms = ["车钥匙", "钥匙", "领钥匙", "还钥匙", "停车", "入库", "出库", "停车场", "还车", "取车"],
    event_time = "at",
    subject = "driver",
    filed_by = [DUTY_DESK, DISPATCHER],
    seen_by = [DISPATCHER, OFFICE_DIRECTOR, DUTY_DESK],
    register(id = "keys", title = "车辆出入库登记簿", columns = [at, vehicle, person, way, permitted, confirmed = "办公室核实已允许", where_parked])
)]
pub struct KeyLog {
    #[field(label = "车辆")]
    pub vehicle: Reference<Vehicle>,
    #[field(label = "驾驶员")]
    pub driver: PersonId,
    #[field(label = "时间", past)]
    pub at: Moment,
    #[field(label = "出入", clause = "3.4")]
    pub way: Way,
    #[field(label = "停在哪里", clause = "3.4", shown_when = "way == elsewhere")]
    pub where_parked: Option<String>,
    #[field(label = "办公室已允许", clause = "3.4", shown_when = "way == elsewhere")]
    pub permitted: Option<bool>,
    #[computed("办公室核实已允许")]
    pub confirmed: Option<bool>,
}

/// What the office says of a car that is said to stand elsewhere with its permission.
#[derive(Debug, Row)]
pub struct Permission {
    #[field(label = "办公室事先允许过", clause = "3.4")]
    pub given: YesNo,
}

/// The purchase of equipment for a vehicle (车内设备购置).
#[derive(Debug, Form)]
#[form(
    title = "车内设备购置申请",
    clause = "4.1",
    summary = "{what} {cost} 元",
    synonyms = ["车内设备", "导航", "行车记录仪", "坐垫", "脚垫", "汽车用品", "车载", "车上用品", "装饰"],
    register(id = "equipment", title = "车内设备登记簿", columns = [filed, vehicle, what, cost, status], seen_by = [DISPATCHER, OFFICE_DIRECTOR])
)]
pub struct Equipment {
    #[field(label = "车辆")]
    pub vehicle: Reference<Vehicle>,
    #[field(label = "设备")]
    pub what: String,
    #[field(label = "金额", least = 1)]
    pub cost: Money,
}

/// One line of a repair.
#[derive(Debug, Row)]
pub struct Work {
    #[field(label = "项目")]
    pub item: String,
    #[field(label = "金额", least = 0)]
    pub amount: Money,
}

/// An application for a vehicle repair (维修审批单).
#[derive(Debug, Form)]
#[form(
    title = "车辆维修审批单",
    clause = "4.2",
    summary = "维修 {cost} 元：{fault}",
    synonyms = [
        "修车", "维修", "保养", "换轮胎", "轮胎", "补胎", "车坏了", "故障", "洗车", "机油", "汽修", "送修", "4S店",
    ],
    series("repair", "修〔{year}〕{number}号"),
    seen_by = [DISPATCHER, OFFICE_DIRECTOR],
    register(id = "repairs", title = "维修登记簿", columns = [number, filed, vehicle, fault, garage, cost, status])
)]
pub struct Repair {
    #[field(label = "车辆")]
    pub vehicle: Reference<Vehicle>,
    #[field(label = "故障")]
    pub fault: String,
    #[field(label = "维修厂")]
    pub garage: String,
    #[field(label = "是指定的特约维修厂", clause = "4.2")]
    pub appointed: YesNo,
    #[field(label = "修车计划和明细", clause = "4.2")]
    pub works: Table<Work>,
    #[field(label = "合计", least = 1)]
    pub cost: Money,
}

/// A record of a traffic fine (交通违法登记).
#[derive(Debug, Form)]
#[form(
    title = "交通违法登记",
    clause = "4.3",
    summary = "{what} {amount} 元",
    synonyms = ["罚单", "违章", "超速", "闯红灯", "扣分", "罚款", "交警", "违停", "交通违法", "违法停车"],
    event_time = "on",
    subject = "driver",
    filed_by = [DISPATCHER, OFFICE_DIRECTOR],
    seen_by = [DISPATCHER, OFFICE_DIRECTOR],
    register(id = "fines", title = "交通违法登记簿", columns = [on, person, what, amount, status])
)]
pub struct Fine {
    #[field(label = "驾驶员")]
    pub driver: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "违法行为")]
    pub what: String,
    #[field(label = "罚款", least = 0)]
    pub amount: Money,
}

/// What a driver must never do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
pub enum Forbidden {
    #[choice("无照驾驶")]
    NoLicence,
    #[choice("酒后驾驶")]
    Drink,
    #[choice("开病车")]
    UnfitCar,
    #[choice("把车交给他人驾驶")]
    HandedOver,
    #[choice("造成事故或车辆损坏")]
    Accident,
}

/// A record of a driver's misconduct (驾驶违规登记).
#[derive(Debug, Form)]
#[form(
    title = "驾驶违规登记",
    clause = "5.1",
    summary = "{kind}：{what}",
    synonyms = [
        "酒驾", "醉驾", "公车私用", "私用", "事故", "车祸", "违规驾驶", "出事故", "撞车", "驾驶违规", "疲劳驾驶",
    ],
    event_time = "on",
    subject = "driver",
    filed_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP],
    seen_by = [OFFICE_DIRECTOR, DISCIPLINE_GROUP],
    register(id = "misdriving", title = "驾驶违规登记簿", columns = [on, person, kind, what, status])
)]
pub struct Misdriving {
    #[field(label = "驾驶员")]
    pub driver: PersonId,
    #[field(label = "日期", past)]
    pub on: Date,
    #[field(label = "行为")]
    pub kind: Forbidden,
    #[field(label = "经过", long)]
    pub what: String,
    #[field(label = "其他直接责任人", optional)]
    pub answerable: Option<PersonId>,
}

relies! {
    /// A claim for reimbursement (报销单), owned by the regulation on finance.
    finance::claim as Claim { kind { vehicle_repair }, amount, repair as Repair }
}

//! 第一条至第三条: papers in, seals, the archive.

use crate::{
    forms::{ArchiveLoan, ArchiveReturn, Incoming, KEEPERS, Outgoing, Received, SealUse, Sealed},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

/// 1.1 to 1.3: one flow with document flow; this text sets the day.
impl Rules<Numbers> for Incoming {
    fn validate(&self, _context: &Context<'_, Numbers>, findings: &mut Findings) {
        findings.notice(clause!("1.1")).say("由办公室统一签收，按收文时间先后编号登记");
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        route.due_at(Incoming::LEADERS, clause!("1.2"), Span::SameDay);
        route.due_at(Incoming::READERS, clause!("1.2"), Span::SameDay);
        route.due_at(Incoming::ARCHIVE, clause!("1.3"), Span::WorkingDays(context.parameters.archived_within));
    }
}

/// 2.1 to 2.3
impl Rules<Numbers> for SealUse {
    fn reads() -> Vec<Read> {
        vec![referenced::<Outgoing>()]
    }

    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        if self.taken_out {
            findings.error(clause!("2.1")).on("taken_out").say("印章由办公室主任保管，不得带出；请在办公室用印");
        }
        if self
            .outgoing
            .and_then(|paper| context.referred(paper))
            .is_some_and(|paper| paper.step().is_some_and(is_before_signing))
        {
            findings.warning(clause!("2.2")).on("outgoing").say("这件发文还没有签发，请核对签发情况");
        }
        for (_, sealed) in context.each_filled::<Sealed>("seal") {
            if sealed.copies > self.copies {
                let said = format!("批准用印 {} 份，不能多盖", self.copies);
                findings.error(clause!("2.2")).on("seal/copies").say(said);
            }
            if sealed.witness == context.subject().id {
                findings.error(clause!("2.3")).on("seal/witness").say("监印人和申请人须是两个人");
            }
        }
    }

    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let because = format!("使用{}", self.seal.label());
        route
            .ask_any("approve", "批准用印", &[DIRECTOR, CONGRESS_CHAIR, OFFICE_DIRECTOR])
            .by(clause!("2.2"))
            .because(because);
        route
            .have("seal", "用印并登记", OFFICE_DIRECTOR)
            .by(clause!("2.1"))
            .by(clause!("2.3"))
            .because("由办公室主任用印，登记份数和去向")
            .fills::<Sealed>();
    }
}

/// Whether a step comes before a paper is signed. After these it is sealed, sent and archived.
fn is_before_signing(step: &str) -> bool {
    let before = [Outgoing::SECTION_HEAD, Outgoing::SUPERVISING_LEADER, Outgoing::OFFICE_DIRECTOR, Outgoing::SIGNING];
    before.iter().any(|one| one.as_ref() == step)
}

/// 3: loans from the archive are dated and approved.
impl Rules<Numbers> for ArchiveLoan {
    #[clause("3")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        let days = context.parameters.loan_days;
        let latest = context.filed_on().plus(days as i32);
        if self.until > latest {
            findings.error(CLAUSE).on("until").say(format!("一次最多借 {days} 天，最迟 {latest} 归还"));
        }
    }

    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("3");
        route.ask(OFFICE_DIRECTOR).by(by).because("借阅档案须批准");
        route.have("lend", "取档并登记", ARCHIVIST).by(by).because("档案由专人管理");
        let person = context.subject().id;
        route.follow_up::<ArchiveReturn>(by, person, Span::On(self.until.0), "借阅的档案到期归还");
    }
}

/// 3: the archivist looks at what comes back, whoever brings it; damage is followed up.
impl Rules<Numbers> for ArchiveReturn {
    fn reads() -> Vec<Read> {
        vec![referenced::<ArchiveLoan>()]
    }

    #[clause("3")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let loan = context.referred(self.loan);
        let borrower = loan.as_ref().and_then(Record::person).filter(|borrower| *borrower != context.applicant().id);
        if let (Some(borrower), Some(loan)) = (borrower, &loan) {
            let said = format!("您借的《{}》由{}送还", loan.form.what, context.applicant().name);
            route.notify(CLAUSE, Who::People(vec![borrower]), said);
        }
        route.have("receive", "验收归还的档案", ARCHIVIST).by(CLAUSE).because("档案由专人管理").fills::<Received>();
        let found_damaged = context.filled::<Received>("receive").is_some_and(|received| !received.whole);
        if !self.whole || found_damaged {
            route
                .ask(OFFICE_DIRECTOR)
                .by(CLAUSE)
                .titled("处理损坏")
                .because("归还的档案不完整或有损坏")
                .without_refusal();
        }
    }
}

/// 2.2, 2.3, 3: papers lent and not brought back; seals without an approved paper, papers sent without a seal.
#[derive(Debug, Judgement)]
#[judgement(
    title = "档案和用印核对",
    clause = "3",
    of = Office,
    every = Month,
    reads = [
        office::<ArchiveLoan>(Window::Always)
            .having(&[Status::Completed])
            .related::<ArchiveReturn>(ArchiveReturn::FIELDS.loan, &[Status::Completed], false)
            .with(&[ArchiveLoan::FIELDS.what.name(), ArchiveLoan::FIELDS.until.name()])
            .at_most(20_000),
        office::<ArchiveLoan>(Window::Always)
            .named(BROUGHT_BACK)
            .related::<ArchiveReturn>(ArchiveReturn::FIELDS.loan, &[Status::Open], true)
            .with(&[ArchiveLoan::FIELDS.until.name()])
            .at_most(20_000),
        office::<SealUse>(Window::PastDays(92)).with(&[SealUse::FIELDS.paper.name()]).at_most(50_000),
        office::<SealUse>(Window::PastDays(92)).named(SEALED).numbers(&PAPER).at_most(50_000),
        office::<Outgoing>(Window::StillOpen)
            .named(UNDER_WAY)
            .with(&[Outgoing::FIELDS.title.name()])
            .at_most(50_000),
        office::<Outgoing>(Window::PastDays(183))
            .having(&[Status::Completed])
            .related::<SealUse>(SealUse::FIELDS.outgoing, &[], false)
            .with(&[Outgoing::FIELDS.title.name()])
            .at_most(50_000),
    ],
    seen_by = KEEPERS
)]
pub struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        let today = context.now().date();
        for loan in context.records::<ArchiveLoan>().filter(|loan| loan.form.until < today) {
            let is_back = context.records_as::<ArchiveLoan>(BROUGHT_BACK).any(|back| back.id() == loan.id());
            let said = if is_back {
                "借阅的档案已经交回，还没有验收完"
            } else {
                "借阅的档案没有归还"
            };
            let what = format!("{said}：{}", loan.form.what);
            assessment.discrepancy(clause!("3"), loan.form.until, Some(loan.id()), what);
        }
        seals(context, assessment);
    }
}

/// The name of the read of loans that were brought back and not accepted yet.
const BROUGHT_BACK: &str = "brought-back";
/// The name of the read of the papers on which seals were used.
const SEALED: &str = "sealed";
/// The name of the read of papers that are under way.
const UNDER_WAY: &str = "under-way";
/// The paper that was sealed, and its status.
const PAPER: [&str; 2] = ["outgoing", "outgoing.status"];

/// The register of seals against the register of papers, both ways.
fn seals(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
    // One at whose step nobody is asked is not known to be signed.
    let unsigned = |paper: &Record<'_, Outgoing>| paper.step().is_none_or(is_before_signing);
    let open = || context.records_as::<Outgoing>(UNDER_WAY).filter(unsigned);
    for seal in context.columns(SEALED).into_iter().flat_map(Columns::rows) {
        let is_of = |paper: &Record<'_, Outgoing>| seal.number(0) == i64::try_from(paper.id()).ok();
        let status = seal.number(1);
        // One that is void, or was refused before it had a number, is not signed any more.
        let is_gone = ![Status::Open, Status::Completed].iter().any(|one| status == Some(*one as i64));
        if seal.number(0).is_some() && (is_gone || open().any(|paper| is_of(&paper))) {
            let paper = context.record_of::<SealUse>(SealUse::ID, &seal).map(|seal| seal.form.paper);
            let what = format!("用印登记所依据的发文没有签发：{}", paper.unwrap_or_default());
            assessment.discrepancy(clause!("2.2"), seal.date(), Some(seal.id()), what);
        }
    }
    for paper in context.records::<Outgoing>() {
        let what = format!("发文已办结，没有用印登记：{}", paper.form.title);
        assessment.discrepancy(clause!("2.3"), paper.date(), Some(paper.id()), what);
    }
}

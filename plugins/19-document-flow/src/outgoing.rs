//! 第一条: from the draft to the archive.

use crate::{
    forms::{Direction, Outgoing, Shelf},
    parameters::Numbers,
};
use guiju_sdk::prelude::*;

impl Rules<Numbers> for Outgoing {
    fn route(&self, _context: &Context<'_, Numbers>, route: &mut Route) {
        let by = clause!("1.1");
        let said = format!("{}《{}》", self.kind.label(), self.title);
        for (step, role, title) in [
            (Outgoing::SECTION_HEAD, SECTION_HEAD, "科室负责人初审"),
            (Outgoing::SUPERVISING_LEADER, SUPERVISING_LEADER, "分管领导初审"),
            (Outgoing::OFFICE_DIRECTOR, OFFICE_DIRECTOR, "办公室核稿"),
        ] {
            route.ask(role).called(step).titled(title).by(by).because(said.clone());
        }
        let signers = [SECRETARY, DIRECTOR];
        if self.important {
            route.ask_every(Outgoing::SIGNING, "会签", &signers).by(by).because("重要文件须书记、主任会签");
        } else {
            route.ask_any(Outgoing::SIGNING, "签发", &signers).by(by).because("书记或主任签发");
        }
        let by = clause!("1.2");
        let because = "签发后由办公室统一办理";
        for (id, title) in [("register", "登记编号"), ("print", "打印"), ("proof", "校对"), ("bind", "装订用印")]
        {
            route.have(id, title, OFFICE_CLERK).by(by).because(because);
        }
        if self.direction == Direction::Upward {
            route.have(Outgoing::SEND, "发送并催办", OFFICE_CLERK).by(by).because("上行文由办公室发送并催办");
        } else {
            route
                .have(Outgoing::SEND, "分发", SECTION_HEAD)
                .by(by)
                .because(format!("{}由拟稿科室分发", self.direction.label()));
        }
        route.have("archive", "归档", ARCHIVIST).by(by).because("定稿、原件和相关材料一并归档").fills::<Shelf>();
    }
}

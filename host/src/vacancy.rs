//! What people are told of a step at which nobody can decide.

use guiju_domain::rejection::Vacancy;

/// The vacancy as it stands.
#[must_use]
pub fn standing(vacancy: &Vacancy) -> String {
    match vacancy {
        Vacancy::Undeclared { role } => format!("制度没有说明“{role}”是什么职务"),
        Vacancy::NobodyOnDuty { role } => format!("现在没有排“{role}”的班"),
        Vacancy::Unheld { role } => format!("“{role}”现在无人担任"),
        Vacancy::UnheldFor { department, role } => format!("{department}的“{role}”现在无人担任"),
        Vacancy::OnlyConcerned { role } => format!("“{role}”是本事项的当事人，又没有可以代为审批的上级"),
        Vacancy::Circular => "找不到可以审批的人".to_owned(),
        Vacancy::Left { name } => format!("指定的办理人{name}已离开"),
        Vacancy::NobodyElse { step } => format!("“{step}”只能由当事人以外的人办理"),
    }
}

/// What a matter waits for that has come to a vacancy.
#[must_use]
pub fn waits(vacancy: &Vacancy) -> String {
    let standing = standing(vacancy);
    match vacancy {
        Vacancy::NobodyOnDuty { .. } => format!("{standing}，排好后由值班的人办理"),
        Vacancy::Unheld { .. } | Vacancy::UnheldFor { .. } => format!("{standing}，补上后由新任办理"),
        Vacancy::Left { .. } => format!("{standing}，没有其他人可以办理；提交人可以撤回后另行指定"),
        _ => standing,
    }
}

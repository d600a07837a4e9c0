//! Reasons for which a component is refused, in words that tell its author what to change.

use guiju_engine::{CallFault, FaultKind, LoadError};

/// Every reason for which a package is refused, in words.
#[must_use]
pub fn refusals(error: &LoadError) -> Vec<String> {
    match error {
        LoadError::NotAComponent(why) => {
            vec![format!("这个文件不是 WebAssembly 组件（{why}）；请选择打包好的 .wasm 制度包")]
        }
        LoadError::TooLarge { actual, limit } => {
            vec![format!("文件有 {actual} 字节，超过允许的 {limit} 字节")]
        }
        LoadError::TooComplex { what, actual, limit } => {
            vec![format!("文件里有 {actual} 个{what}，超过允许的 {limit} 个；编译它会拖慢服务器")]
        }
        LoadError::Imports(names) => {
            names.iter().map(|name| format!("制度包不得调用外部功能，但它要求 {name}")).collect()
        }
        LoadError::Contract { ours, why } => vec![format!("它不符合本平台的接口约定 {ours}：{why}")],
        LoadError::Compile(why) => vec![format!("它不能编译：{why}")],
        LoadError::Describe(fault) => vec![format!("询问它是什么制度时，{}", faulted(fault))],
        LoadError::Manifest(faults) => faults.iter().map(|fault| format!("它的声明自相矛盾：{fault}")).collect(),
        LoadError::Cache(_) => vec!["编译结果暂时无法保存，请稍后再试".to_owned()],
    }
}

/// A fault in words.
#[must_use]
pub fn faulted(fault: &CallFault) -> String {
    match &fault.kind {
        FaultKind::OutOfTime(limit) => format!("它运行超过了 {limit} 毫秒"),
        FaultKind::OutOfMemory(limit) => format!("它要的内存超过了 {limit} 字节"),
        FaultKind::StackOverflow => "它的调用层数过深".to_owned(),
        FaultKind::Trap(why) => format!("它中途出错停止（{why}）"),
        FaultKind::OutputTooLarge(limit) => format!("它的答复超过了 {limit} 字节"),
        FaultKind::UnknownClause(clause) => format!("它引用了文本里没有的条款 {clause}"),
        FaultKind::Asked(what) => format!("它要用 {what}，制度程序里没有这些"),
        FaultKind::BadAnswer(why) => format!("它的答复无法理解（{why}）"),
        FaultKind::Refused(why) => format!("它不能答复（{why}）"),
    }
}

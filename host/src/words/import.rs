//! Why a file is not read at all, or an imported line is not withdrawn.

use guiju_domain::rejection::Import;

/// In Chinese and in English.
pub(super) fn say(why: &Import) -> (String, String) {
    match why {
        Import::Empty => ("文件是空的，请看看是否选对了文件", "The file is empty; was it the right one?").said(),
        Import::NotText => (
            "这个文件不是表格也不是文本，读不出来；请另存为 xlsx 再导入",
            "The file is neither a table nor text; save it as xlsx and import that",
        )
            .said(),
        Import::WebPage => (
            "这个文件是网页，只是名字像表格；请用 Excel 或 WPS 打开，另存为 xlsx 再导入",
            "The file is a web page with the name of a workbook; open it and save it as xlsx",
        )
            .said(),
        Import::Damaged => (
            "这个表格文件读不出来：文件损坏、加了密码，或不是 Excel 格式；请另存为不加密的 xlsx 再导入",
            "The workbook cannot be read: damaged, with a password, or of another kind; save it as plain xlsx",
        )
            .said(),
        Import::NotImported => (
            "没有找到这条记录，或者它不是从文件导入的；请刷新登记簿再看",
            "There is no such record, or no file brought it; look at the register again",
        )
            .said(),
        Import::ReasonMissing => ("请写明撤销这一条的原因", "Say why the line is withdrawn").said(),
        Import::NotYours => {
            ("这种记录不由您导入，也不由您撤销", "Only whoever imports these records withdraws one").said()
        }
        Import::NoFiles { form } => {
            (format!("《{form}》不能从文件导入"), format!("“{form}” takes no records from files"))
        }
        bounds => of_bounds(bounds),
    }
}

/// What lies beyond a bound, or is not found within it.
fn of_bounds(why: &Import) -> (String, String) {
    match why {
        Import::Unpacked { megabytes } => (
            format!("这个文件解压后超过 {megabytes} MB，不再读下去；请把表格分成几份再导入"),
            format!("The file unpacks to more than {megabytes} MB and was not read on; part the table"),
        ),
        Import::Beyond { cell, rows, columns } => (
            format!(
                "单元格 {cell} 里有内容；只读前 {rows} 行、前 {columns} 列，请删去多余的内容（空格也算）或把表格分成几份再导入"
            ),
            format!(
                "Cell {cell} is not empty; {rows} rows and {columns} columns are read. Clear what is beyond, blanks included, or part the table"
            ),
        ),
        Import::Cells { cells, megabytes } => (
            format!("表格太大：一次最多读 {cells} 个单元格、{megabytes} MB 文字；请分成几份再导入"),
            format!("The table is too large: {cells} cells and {megabytes} MB of text at most; part it"),
        ),
        Import::Blanks { cells } => (
            format!("表格里空着的单元格超过 {cells} 个，不再读下去；请把要导入的内容复制到新的工作表里再导入"),
            format!(
                "The table has more than {cells} empty cells and was not read on; copy what is written to a new sheet"
            ),
        ),
        Import::Nul { row } => (
            format!("第 {row} 行有空字符（NUL），无法保存；请删去后再导入"),
            format!("Row {row} has a NUL character, which cannot be kept; remove it and import again"),
        ),
        Import::NoHeads { wanted, looked } => (
            format!("没有找到栏目名。要找的是：{wanted}。找过的地方：{looked}。请补上这样一行栏目名再导入"),
            format!("No row of heads was found. Looked for: {wanted}. Looked in: {looked}. Add such a row"),
        ),
        other => (other.to_string(), other.to_string()),
    }
}

/// Words that are the same whatever happened.
trait Said {
    fn said(self) -> (String, String);
}

impl Said for (&str, &str) {
    fn said(self) -> (String, String) {
        (self.0.to_owned(), self.1.to_owned())
    }
}

use nmrs_domain::import::{MAX_IMPORT_BYTES, MAX_IMPORT_ROWS};

/// Why a file cannot be imported, with what to do about it in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Larger than allowed.
    #[error(
        "文件有 {bytes} 字节，超过 {} MB 的上限。请删除图片和不需要的工作表，或者把账号分成几个文件导入。",
        MAX_IMPORT_BYTES / 1024 / 1024
    )]
    TooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// Nothing is in it.
    #[error("文件是空的。请选择填好的表格文件。")]
    Empty,
    /// Something else than a spreadsheet.
    #[error("这是{what}，不是可以导入的表格。请下载模板填写，保存为 .xlsx 后再导入。")]
    NotASpreadsheet {
        /// What it is.
        what: &'static str,
    },
    /// A spreadsheet in a format that is not read.
    #[error("这是{what}，系统不读取这种格式。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。")]
    OtherFormat {
        /// What it is.
        what: &'static str,
    },
    /// Opens with a password only.
    #[error("文件设置了打开密码，系统不能读取。请在 Excel 或 WPS 中取消密码，保存后再导入。")]
    Password,
    /// With macros.
    #[error("文件带有宏，为安全起见不读取。请另存为不带宏的 .xlsx 工作簿后再导入。")]
    Macros,
    /// Cut off or otherwise broken.
    #[error("文件已损坏或没有上传完整。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。")]
    Damaged,
    /// Says one thing and does another, or defines entities.
    #[error(
        "文件的内部结构不正常，为安全起见不读取。请下载新的模板，把内容以“粘贴为数值”的方式粘贴进去后再导入。"
    )]
    Suspicious,
    /// Far more inside than its size says.
    #[error(
        "文件展开后过大，不能读取。请选中数据下方和右侧的空行、空列并删除，删去不需要的工作表和图片，保存后再导入。"
    )]
    TooMuchInside,
    /// Text in no known encoding.
    #[error("不能识别文件的文字编码。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。")]
    Encoding,
    /// No titles of the template anywhere.
    #[error(
        "没有找到表头。第一行数据的上方应当有这些列名：{expected}。请下载最新模板填写后再导入。"
    )]
    NoHeader {
        /// The titles that every template has.
        expected: String,
    },
    /// Titles, but not all that are needed.
    #[error(
        "工作表“{sheet}”第 {row} 行的表头缺少必填的列：{missing}。请对照最新模板补上这些列后再导入。"
    )]
    MissingColumns {
        /// Name of the sheet.
        sheet: String,
        /// Number of the row with the titles.
        row: u32,
        /// The titles that are missing.
        missing: String,
    },
    /// Titles, and nothing below them.
    #[error(
        "工作表“{sheet}”的表头下面没有数据。请从第 {row} 行起填写账号后再导入；示例行不算数据。"
    )]
    NoRows {
        /// Name of the sheet.
        sheet: String,
        /// Number of the first row to fill: below the titles and the example.
        row: u32,
    },
    /// Titles, and nothing below them but formulas that no program has worked out.
    #[error(
        "工作表“{sheet}”的表头下面只有没有结果的公式，没有可以读取的内容。请用 Excel 或 WPS 打开并保存一次，再重新上传。"
    )]
    OnlyFormulas {
        /// Name of the sheet.
        sheet: String,
    },
    /// More rows than allowed.
    #[error("表格有 {rows} 行数据，一次最多导入 {MAX_IMPORT_ROWS} 行。请分成几个文件导入。")]
    TooManyRows {
        /// How many there are.
        rows: usize,
    },
    /// A cell with more text than a spreadsheet program lets be typed.
    #[error(
        "第 {row} 行第 {column} 列的文字超过 {} 个字符。如果是 .csv 文件，请检查前面的引号是否成对；否则请缩短后再导入。",
        crate::read::limits::MAX_CELL_CHARS
    )]
    CellTooLong {
        /// Number of the row, from 1.
        row: u32,
        /// Letters of the column.
        column: String,
    },
    /// All cells together have more text than is kept.
    #[error("表格里的文字过多，不能一次读取。请分成几个文件导入。")]
    TooMuchText,
}

use nmrs_domain::import::{MAX_IMPORT_BYTES, MAX_IMPORT_ROWS};

/// The reason why a file cannot be imported. The Chinese message says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error(
        "文件有 {bytes} 字节，超过 {} MB 的上限。请删除图片和不需要的工作表，或者把账号分成几个文件导入。",
        MAX_IMPORT_BYTES / 1024 / 1024
    )]
    TooLarge { bytes: usize },
    #[error("文件是空的。请选择填好的表格文件。")]
    Empty,
    #[error("这是{found}，不是可以导入的表格。请下载模板填写，保存为 .xlsx 后再导入。")]
    NotASpreadsheet { found: &'static str },
    #[error("这是{format}，系统不读取这种格式。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。")]
    UnsupportedFormat { format: &'static str },
    #[error("文件设置了打开密码，系统不能读取。请在 Excel 或 WPS 中取消密码，保存后再导入。")]
    PasswordProtected,
    #[error("文件带有宏，为安全起见不读取。请另存为不带宏的 .xlsx 工作簿后再导入。")]
    Macros,
    /// Truncated or not well-formed.
    #[error("文件已损坏或没有上传完整。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。")]
    Damaged,
    /// Contradicts itself or the format, or defines XML entities: no spreadsheet program writes that.
    #[error(
        "文件的内部结构不正常，为安全起见不读取。请下载新的模板，把内容以“粘贴为数值”的方式粘贴进去后再导入。"
    )]
    Suspicious,
    /// Exceeds one of the limits on unpacked size and number of elements.
    #[error(
        "文件展开后过大，不能读取。请选中数据下方和右侧的空行、空列并删除，删去不需要的工作表和图片，保存后再导入。"
    )]
    ContentTooLarge,
    /// Neither UTF-8, UTF-16 with a byte order mark nor GB18030.
    #[error("不能识别文件的文字编码。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。")]
    UnknownEncoding,
    /// No visible sheet has a row of titles.
    #[error(
        "没有找到表头。第一行数据的上方应当有这些列名：{expected}。请下载最新模板填写后再导入。"
    )]
    NoHeader {
        /// Labels of the required columns.
        expected: String,
    },
    #[error(
        "工作表“{sheet}”第 {row} 行的表头缺少必填的列：{missing}。请对照最新模板补上这些列后再导入。"
    )]
    MissingColumns {
        sheet: String,
        /// From 1.
        row: u32,
        missing: String,
    },
    #[error(
        "工作表“{sheet}”的表头下面没有数据。请从第 {row} 行起填写账号后再导入；示例行不算数据。"
    )]
    NoRows {
        sheet: String,
        /// Number of the first row to fill in, below the header and the example.
        row: u32,
    },
    /// Below the header are only formulas that were saved without a result.
    #[error(
        "工作表“{sheet}”的表头下面只有没有结果的公式，没有可以读取的内容。请用 Excel 或 WPS 打开并保存一次，再重新上传。"
    )]
    OnlyFormulas { sheet: String },
    #[error("表格有 {rows} 行数据，一次最多导入 {MAX_IMPORT_ROWS} 行。请分成几个文件导入。")]
    TooManyRows { rows: usize },
    #[error(
        "第 {row} 行第 {column} 列的文字超过 {} 个字符。如果是 .csv 文件，请检查前面的引号是否成对；否则请缩短后再导入。",
        super::limits::MAX_CELL_CHARS
    )]
    CellTooLong {
        /// From 1.
        row: u32,
        /// Letters of the column.
        column: String,
    },
    /// The text of all cells together exceeds 16 MB.
    #[error("表格里的文字过多，不能一次读取。请分成几个文件导入。")]
    TooMuchText,
}

"""中文: what is read instead of the English texts in the code, by where it is met."""

CATALOGUE: dict[str, str] = {
    # Help: the program and its commands
    "Jingwu keeps a police station's ledger of small affairs.": "jingwu：派出所小警务台账。",
    "Usage: {line}": "用法：{line}",
    "COMMAND …": "命令 …",
    "[OPTIONS]": "[选项]",
    "VALUE": "值",
    "Arguments": "参数",
    "Options": "选项",
    "Commands": "命令",
    "Show this page.": "显示本页。",
    "Options for every command (--ledger, --json, --by …): jingwu --help": (
        "各命令通用的选项（--ledger、--json、--by 等）见：jingwu --help"
    ),
    "Register and handle: Cases": "登记和办理：小案件",
    "Register and handle: Disputes": "登记和办理：小纠纷",
    "Register and handle: Hazards": "登记和办理：小隐患",
    "Register and handle: Requests": "登记和办理：小事情",
    "Register and handle: Leads": "登记和办理：小苗头、线索",
    "Register and handle: Conduct": "登记和办理：警务小节",
    "Register and handle: Visits": "登记和办理：走访",
    "Register and handle: Patrols": "登记和办理：巡逻",
    "Make a ledger in the folder of --ledger (or your own data folder).": (
        "新建台账，放在 --ledger 指定的文件夹（不指定则放在本人数据文件夹）。"
    ),
    "Make the ledger of a fictional station with thirteen months of records, to try things out.": (
        "新建一个虚构派出所的台账，内有十三个月的记录，供试用。"
    ),
    "Check every file and record of the ledger; exit code 1 when something is wrong.": (
        "检查台账的全部文件和记录；有问题时退出码为 1。"
    ),
    "Show one record with its events and clocks.": "显示一条记录的全部内容、经过和时限。",
    "Show who did what and when, on one record or on the whole ledger.": (
        "显示操作记录：何人何时做了什么，可查一条记录或整个台账。"
    ),
    "List records of a kind, oldest first.": "列出某类记录，先登记的在前。",
    "Find records that hold a text, newest month first.": "按文字查找记录，最近的月份在前。",
    "List what is overdue, the oldest first.": "列出超期事项，到期早的在前。",
    "Import records from files; all or nothing unless --partial.": (
        "从文件导入记录；有误则全部不导入（除非加 --partial）。"
    ),
    "Register a record; prints its number.": "登记一条记录，给出编号。",
    # Help: what can be done to a record
    "Log a mediation and its outcome.": "登记一次调解及其结果。",
    "The agreement was performed.": "登记协议已履行。",
    "The agreement was not performed in time, or was retracted.": "登记协议逾期未履行或者反悔。",
    "The dispute is held steady; it is not settled.": "列入稳控（不算化解）。",
    "The case is solved.": "登记破案。",
    "Goods or money were recovered.": "登记追回财物。",
    "Goods or money were returned to their owner.": "登记返还财物。",
    "Join the case to a series.": "并入系列案件（串并案）。",
    "Name who is responsible for the hazard, and until when.": "落实隐患的整改责任人和期限。",
    "The fault was put right.": "登记整改完成。",
    "It was checked again: passed or failed.": "登记复查结果：合格或不合格。",
    "The request was resolved.": "登记事情已解决。",
    "It was explained why nothing can be done.": "登记已解释说明。",
    "The lead was checked: confirmed or dismissed.": "登记核查结果：属实或排除。",
    "Make a case, dispute, hazard, request or lead of it; prints the new number.": (
        "转办：转为案件、纠纷、隐患、事情或线索，给出新编号。"
    ),
    "Somebody was told: a resident answered, a victim informed.": "登记答复：答复群众、告知被侵害人。",
    "A follow-up call or visit, and how satisfied they are.": "登记回访和满意度。",
    "Stop the clocks: an appraisal, a hearing.": "中止计时：鉴定、听证等。",
    "Let the clocks run again.": "恢复计时。",
    "Hand it to another officer or unit.": "移交其他民警或单位。",
    "Link it with other records.": "与其他记录关联。",
    "Correct a column; the old value is kept.": "更正一栏内容，原值保留。",
    "Add a note.": "添加备注。",
    "Close the record.": "办结。",
    "Open it again.": "重新办理。",
    "It was registered by mistake; it stays listed as void.": "作废登错的记录；仍列出，标明作废。",
    # Help: options and what is asked
    "The ledger's folder (else JINGWU_LEDGER, or here); several for summary.": (
        "台账文件夹（不填则用 JINGWU_LEDGER 或当前文件夹）；summary 可给多个。"
    ),
    "zh or en.": "语言：zh 中文，en 英文。",
    "Run as if it were this time: 2026-10-31 18:00.": "把现在当作此时：2026-10-31 18:00。",
    "The officer who acts (else JINGWU_BY, or your user name).": "操作民警（不填则用 JINGWU_BY 或本机用户名）。",
    "Print one JSON object.": "以 JSON 输出结果。",
    "No messages, only results and errors.": "不显示提示，只显示结果和错误。",
    "Show names and numbers in full; it is logged.": "姓名、号码不遮挡；使用情况记入日志。",
    "Print the version.": "显示版本。",
    "The record's number: JF2610-0012, or jf12 for this month.": "编号：JF2610-0012，本月的可写 jf12。",
    "A record's number; none for the whole ledger.": "编号；不填则为整个台账。",
    "The command's number in the history; none for your last.": "操作记录中的批次号；不填则为本人上一次操作。",
    "case, dispute, hazard, request, lead, conduct, visit or patrol.": (
        "种类：case 小案件、dispute 小纠纷、hazard 小隐患、request 小事情、lead 线索、conduct 警务小节、visit "
        "走访、patrol 巡逻。"
    ),
    "Only those registered in this month: 2026-10, last, this.": "只列此月登记的：2026-10、上月、本月。",
    "2026-10, last, this (上月, 本月).": "月份：2026-10、上月、本月。",
    "Only this officer's.": "只列此民警的。",
    "Only this village's or community's.": "只列此村居的。",
    "Only this category.": "只列此类别的。",
    "Only this kind.": "只列此种类的。",
    "Only this state; 'open' is all that is not done.": "只列此状态的；open 为全部未办结的。",
    "At most so many, the newest; 0 for all (50 on a terminal).": "最多列出几条，取最新的；0 为全部（屏幕上默认 50）。",
    "A word, a name, a phone number.": "要找的字词、姓名、电话。",
    "Also what falls due in so many days.": "同时列出几天之内到期的。",
    "Exit with 1 when something is overdue.": "有超期时退出码为 1。",
    "The kind of every row; else found from the file.": "各行的种类；不填则按文件判断。",
    "Check everything, write nothing.": "只检查，不写入。",
    "A new folder for the ledger of a fictional station.": "存放虚构派出所台账的新文件夹。",
    "The station's name": "派出所名称",
    "The station's name.": "派出所名称。",
    "Ask nothing.": "不询问。",
    "Read one JSON object from standard input instead.": "改从标准输入读取一个 JSON 对象。",
    "role=甲方,name=张三,phone=13900000000; may be repeated": "当事人 角色=甲方,姓名=张三,电话=13900000000；可多次填写",
    "; may be repeated": "；可多次填写",
    "(required)": "(必填)",
    "(2026-10-03 09:30, yesterday, 3 days ago)": "(2026-10-03 09:30、昨天、3天前)",
    "(2026-10-03)": "(2026-10-03)",
    "(yuan)": "(元)",
    "(number)": "(整数)",
    "(names, or role=甲方,name=张三; several with ';')": "(填姓名，或 角色=甲方,姓名=张三；多人用“；”隔开)",
    "[Enter: none]": "[回车：不填]",
    "[Enter: now]": "[回车：现在]",
    # The command line is wrong
    "jingwu --help lists the commands.": "全部命令见：jingwu --help",
    "With --yes it is made in {folder}.": "加 --yes 则建在 {folder}。",
    "Make the ledger in {folder}?": "台账建在 {folder}，是否继续？",
    "How it is typed: {command} --help": "用法见：{command} --help",
    "The command line is wrong: {message}": "命令有误：{message}",
    "There is no option {name}.": "没有 {name} 这个选项。",
    "There is no command '{name}'.": "没有“{name}”这个命令。",
    "{name} is missing.": "缺少 {name}。",
    "Which command?": "请写明命令。",
    "{name} needs a value.": "{name} 后面要填值。",
    "{name} takes no value.": "{name} 后面不填值。",
    "Too much on the line: {name}": "命令中多出：{name}",
    "{name} is a whole number.": "{name} 应为整数。",
    "{name} is out of range.": "{name} 超出范围。",
    "There is no kind '{kind}'.": "没有“{kind}”这个种类。",
    "There is no kind '{name}'.": "没有“{name}”这个种类。",
    "There is no state '{name}'.": "没有“{name}”这个状态。",
    "'{text}' is not a record number.": "“{text}”不是编号。",
    "Write it as JF2610-0012, or jf12 for this month; the letters are one of {known}.": (
        "编号写作 JF2610-0012，本月的可写 jf12；字母为 {known} 之一。"
    ),
    "The language is zh or en.": "语言只能是 zh 或 en。",
    "Perhaps: {names}.": "是否指：{names}？",
    "New names are entered in station.toml.": "新名称请先写入 station.toml。",
    "Say where the ledger is to be: --ledger FOLDER.": "请指定台账位置：--ledger 文件夹。",
    "standard input": "标准输入",
    "It is not in UTF-8.": "不是 UTF-8 编码。",
    # What was done
    "The ledger is made: {folder}.": "台账已建立：{folder}。",
    "Officers, areas and categories are entered in {file}.": "民警、村居、类别请写入 {file}。",
    "{count} fictional records are in {folder}.": "{folder} 中已有 {count} 条虚构记录。",
    "Try: jingwu --ledger {folder} summary last": "可试：jingwu --ledger {folder} summary 上月",
    "The ledger is whole.": "台账完好。",
    "The record is stored; its number is {number}.": "记录已保存，编号 {number}。",
    "{number}: {action} recorded; now '{status}'.": "{number}：已登记“{action}”，现为“{status}”。",
    "batch {batch}": "批次 {batch}",
    "Taken back: {command}": "已撤销：{command}",
    "{added} added, {skipped} already there, {rejected} rejected.": (
        "新增 {added} 条，已有 {skipped} 条，有误 {rejected} 条。"
    ),
    "Batch {batch}: {counts}": "批次 {batch}：{counts}",
    "Nothing was written (--dry-run). It would be: {counts}": "未写入（--dry-run）。如写入：{counts}",
    "Only the newest {count} are shown; --limit 0 shows all.": "只显示最新 {count} 条；加 --limit 0 显示全部。",
    "Note: {text}": "提示：{text}",
    "row {row}": "第 {row} 行",
    "column {column}": "“{column}”栏",
    # What was not done, and why
    "Nothing was written: the input has {count} problem(s).": "未写入：填写内容有 {count} 处错误。",
    "{number} ({kind}) is '{status}': '{action}' is not possible now.": (
        "{number}（{kind}）现为“{status}”，不能办理“{action}”。"
    ),
    "Possible now: {actions}.": "现在可以办理：{actions}。",
    "nothing": "无",
    "There is no record {number}.": "没有编号为 {number} 的记录。",
    "'jingwu find' looks for a text in all records.": "可用 jingwu find 按文字查找全部记录。",
    "{number} is void already.": "{number} 已经作废。",
    "{number} was changed by somebody else meanwhile.": "{number} 刚被他人更改。",
    "Look at it again: jingwu show {number}": "请重新查看：jingwu show {number}",
    "Take the later commands back first; 'jingwu history {number}' lists them.": (
        "请先撤销此后的操作，查看：jingwu history {number}"
    ),
    "There is nothing to take back.": "没有可撤销的操作。",
    "'jingwu history' lists what was done, with the number of each command.": (
        "可用 jingwu history 查看操作记录和批次号。"
    ),
    "The last command was itself an undo; it is not taken back.": "上一次操作本身就是撤销，不能再撤销。",
    "Name the command to take back: jingwu undo NUMBER; 'jingwu history' lists them.": (
        "请写明要撤销的批次号：jingwu undo 批次号；批次号见 jingwu history。"
    ),
    "No such clock runs on this record.": "本记录没有正在计时的这项时限。",
    "{clock} is over already and cannot be extended.": "“{clock}”已经超期，不能延长。",
    "Running: {names}.": "正在计时：{names}。",
    "Say to whom: an officer or a unit.": "请写明移交给谁：民警或单位。",
    "Give {option}.": "请用 {option} 填写。",
    "The first officer never changes.": "首接人不能更改（首接负责制）。",
    "The month of registration stands in the number and cannot change.": "登记月份已编入编号，不能更改。",
    "Void this record and register it anew.": "请将本记录作废后重新登记。",
    "A record cannot be linked with itself.": "记录不能与自身关联。",
    "{month} has not begun yet.": "{month} 还没有开始。",
    "Month": "月份",
    "Interrupted; nothing more was done.": "已中断，未再做任何操作。",
    "Interrupted after {number} was stored.": "已中断；{number} 已保存。",
    "The system refused: {reason}.": "系统拒绝：{reason}。",
    "This is a fault in jingwu itself ({place}). The ledger holds all that was confirmed.": (
        "jingwu 程序出错（{place}）。已确认保存的内容都在台账中。"
    ),
    "Please report it with this line; JINGWU_DEBUG=1 prints the details for a developer.": (
        "请把这一行报给维护人员；设 JINGWU_DEBUG=1 可显示详情，供开发人员使用。"
    ),
    "The result could not be printed: {reason}": "结果无法输出：{reason}",
    "it is closed": "输出已关闭",
    # Values that cannot be taken
    "This is required and missing.": "必填项未填。",
    "There is no such column.": "没有这一栏。",
    "The text is empty.": "内容为空。",
    "The text is too long: at most {limit} characters.": "文字太长，最多 {limit} 字。",
    "The text holds a character that cannot be kept ({code}).": "文字中有无法保存的字符（{code}）。",
    "A text holds characters that cannot be stored.": "文字中有无法保存的字符。",
    "This is not a date; write it as 2026-10-03 or 2026-10-03 09:30.": (
        "不是日期，请写作 2026-10-03 或 2026-10-03 09:30。"
    ),
    "There is no such day.": "没有这一天。",
    "What stands behind the day is no time; write it as 09:30, or the day alone.": (
        "日期后面的不是时间，请写作 09:30，或只写日期。"
    ),
    "There is no such time of day.": "没有这个时间。",
    "This is not a month; write it as 2026-10, 'last' or 'this'.": "不是月份，请写作 2026-10、上月或本月。",
    "The year must be between 1900 and 2099.": "年份应在 1900 至 2099 之间。",
    "This lies in the future.": "晚于现在。",
    "This lies after '{other}'.": "晚于“{other}”。",
    "This lies before the record's registration.": "早于登记时间。",
    "This lies before what was last done: '{action}'.": "早于上一步“{action}”的时间。",
    "This is not an amount of yuan; write it as 1280 or 1280.50.": "不是金额（元），请写作 1280 或 1280.50。",
    "An amount cannot be negative.": "金额不能为负。",
    "An amount has at most two decimals.": "金额最多两位小数。",
    "The amount is too large.": "金额太大。",
    "A whole number is expected here.": "这里应填整数。",
    "The number must be between {least} and {most}.": "应在 {least} 至 {most} 之间。",
    "Write yes (是) or no (否).": "请填 是 或 否。",
    "This is not one of the choices.": "不在可选范围内。",
    "The station's settings do not know this name.": "本所设置中没有这个名称。",
    "A party is written as role=甲方,name=张三,phone=13900000000.": "当事人写作 角色=甲方,姓名=张三,电话=13900000000。",
    "This is not an ID number: 18 digits (the last may be X), or 15 for an old card.": (
        "不是身份证号：应为 18 位（末位可为 X），旧证 15 位。"
    ),
    "The ID number's check digit is wrong: one of its digits is mistyped.": "身份证号校验不符：有一位输错了。",
    "The birth date inside the ID number does not exist.": "身份证号中的出生日期不存在。",
    "This is not a phone number: 7 to 20 digits, with spaces and hyphens at most.": (
        "不是电话号码：应为 7 至 20 位数字，可带空格和短横线。"
    ),
    # Import
    "Nothing was written: {count} problem(s) in {rejected} of {rows} row(s).": (
        "未写入：{rows} 行中有 {rejected} 行有误，共 {count} 处。"
    ),
    "{file}: {encoding}; {kinds}": "{file}：{encoding}；{kinds}",
    "no rows": "没有数据行",
    "as given": "按指定",
    "by the column '{heading}'": "按“{heading}”栏",
    "by the file's name": "按文件名",
    "by the headings": "按表头",
    "Files of this form cannot be read; known are {known}.": "不能读取这种文件；可读取 {known}。",
    "The file cannot be read: {reason}": "文件无法读取：{reason}",
    "The file is empty: it has not even headings.": "文件是空的，连表头也没有。",
    "This is no text file, or UTF-16 without its mark.": "不是文本文件，或是没有标记的 UTF-16 文件。",
    "The file is UTF-8, but damaged here.": "文件为 UTF-8 编码，但此处损坏。",
    "The file is neither UTF-8 nor GB18030 here.": "此处既不是 UTF-8 编码，也不是 GB18030 编码。",
    "The file's first bytes say {encoding}, but it is not.": "文件开头标为 {encoding} 编码，实际不是。",
    "Save it again as UTF-8.": "请另存为 UTF-8 编码。",
    "It cannot be told which kind of record this is.": "无法判断是哪一种记录。",
    "Give --kind, or a column '{heading}'.": "请加 --kind，或增加“{heading}”栏。",
    "There is no such kind of record.": "没有这种记录。",
    "The row is of another kind than was given.": "此行的种类与指定的不同。",
    "Column {number} has data but no heading.": "第 {number} 栏有内容而没有表头。",
    "Give it a heading, or empty its cells.": "请填上表头，或清空该栏。",
    "The heading is not known, and what stands under it would be lost.": "不认识这个表头，其下内容将会丢失。",
    "Perhaps: {names}. Else take the column out.": "是否指：{names}？如不是，请删去该栏。",
    "This heading means the same as '{other}'.": "此表头与“{other}”意思相同。",
    "Keep one of the two columns.": "两栏请只留一栏。",
    "Fill in the column '{heading}'.": "请填写“{heading}”栏。",
    "Of several persons, each needs their own '{field}', or none.": "有多人时，“{field}”应每人都填或者都不填。",
    "The same source key stands in row {row} of {file}, with other content.": (
        "来源编号与 {file} 第 {row} 行相同，内容却不同。"
    ),
    "Open the file in Excel or WPS and save it again, or type what belongs here.": (
        "请用 Excel 或 WPS 打开原文件重新保存，或直接填写该格。"
    ),
    "If it is no record, take the row out.": "不是记录的行请删除。",
    "The row has {cells} cells, the heading has {names}.": "此行有 {cells} 格，表头有 {names} 格。",
    'The quotation marks of this row do not match; inside a cell a " is written twice.': (
        '此行的引号不成对；格内的 " 要写两个。'
    ),
    "A quotation mark is opened here and never closed; nothing after it was read.": (
        "此处的引号没有收尾，其后内容未读入。"
    ),
    "A cell is too long; perhaps a quotation mark is not closed.": "有一格内容太长，可能是引号没有收尾。",
    "This is not JSON, from character {position} on.": "从第 {position} 个字符起不是 JSON。",
    "The JSON is nested too deeply.": "JSON 层次太深。",
    "One JSON object is expected: {example}.": "应为一个 JSON 对象：{example}。",
    "It holds half of a character (a lone surrogate).": "其中有残缺的字符（单个代理码）。",
    "A key stands twice in one object.": "同一对象中有重复的键。",
    "A number is too long.": "数字太长。",
    "A number is too large or too long.": "数字太大或太长。",
    "NaN and Infinity are no numbers in JSON.": "NaN 和 Infinity 不是 JSON 的数。",
    # The station's settings
    "The station's settings have {count} mistake(s).": "本所设置有 {count} 处错误。",
    "There is no such setting.": "没有这项设置。",
    "This setting has the wrong form.": "这项设置的写法不对。",
    "A text on one line is expected here.": "这里应为一行文字。",
    "A list of names is expected here.": "这里应为名单。",
    "A number of zero or more is expected here.": "这里应为零或正数。",
    "A whole number of zero or more is expected here.": "这里应为零或正整数。",
    "true or false is expected here.": "这里应为 true（是）或 false（否）。",
    "The unit is one of {units}.": "单位应为 {units} 之一。",
    "There is no such limit.": "没有这项时限。",
    "Known: {names}.": "可用：{names}。",
    "{file} cannot be read: {reason}": "{file} 无法读取：{reason}",
    "{file} was written by another version of jingwu (format {format}).": (
        "{file} 由另一版本的 jingwu 写成（格式 {format}）。"
    ),
    "Mend the line that is named, or put the file back from a backup.": "请改正所指的那一行，或从备份恢复该文件。",
    # Where the ledger is, and what may be wrong with it
    "No ledger was found here, in the folders above, or in your own data folder.": (
        "当前文件夹、上级文件夹和本人数据文件夹中都没有台账。"
    ),
    "Name one with --ledger FOLDER or JINGWU_LEDGER, or make one with: jingwu init": (
        "请用 --ledger 文件夹 或 JINGWU_LEDGER 指定，或新建：jingwu init"
    ),
    "There is no ledger at {folder}.": "{folder} 处没有台账。",
    "{folder} is not a ledger: it holds no {file}.": "{folder} 不是台账：其中没有 {file}。",
    "{folder} holds the settings of a station, but no ledger yet.": "{folder} 只有本所设置，还没有台账。",
    "Make one with: jingwu --ledger {folder} init": "新建台账：jingwu --ledger {folder} init",
    "There is a ledger in {folder} already, or what is left of one.": "{folder} 中已有台账，或有台账的残留文件。",
    "Nothing was changed. Take an empty folder for a new ledger.": "未作任何更改。新台账请用空文件夹。",
    "The ledger is in use by another process.": "台账正被另一程序使用。",
    "The ledger is in use: '{command}' since {since}, process {process} on {host}.": (
        "台账正在使用中：“{command}”，{since} 起，{host} 上的进程 {process}。"
    ),
    "The ledger was brought up to format {format}; what was replaced is kept in quarantine.": (
        "台账已升级为格式 {format}；原文件保留在 quarantine 中。"
    ),
    "entered {when}": "实际录入于 {when}",
    "Another restore to {folder} is running.": "另一个恢复命令正在写入 {folder}。",
    "The ledger is in use by process {process}.": "台账正被进程 {process} 使用。",
    "Try again in a moment; nothing was changed.": "未作任何更改，请稍后再试。",
    "{file} cannot be locked: {reason}.": "{file} 无法加锁：{reason}。",
    "Keep the ledger on a disk of this machine.": "请把台账放在本机磁盘上。",
    "{file} is missing.": "缺少 {file}。",
    "{file} is empty.": "{file} 是空的。",
    "{file} is not what was written: it is damaged, or another program changed it.": (
        "{file} 与写入时不符：已损坏，或被其他程序改动。"
    ),
    "{file}, line {line}, is not what was written.": "{file} 第 {line} 行与写入时不符。",
    "The record {number} is not what was written.": "记录 {number} 与写入时不符。",
    "{file} holds the same record twice.": "{file} 中有重复的记录。",
    "{file} holds changes that the journal lacks.": "{file} 中有日志没有记载的更改。",
    "{file} has lost changes that were stored.": "{file} 丢失了已保存的更改。",
    "{file} and the journal are not of the same time.": "{file} 与日志不是同一时间的版本。",
    "{file} was written by a newer jingwu (format {format}).": "{file} 由更新版本的 jingwu 写成（格式 {format}）。",
    "Install the newer jingwu; this one changes nothing here.": "请安装新版 jingwu；本版未作任何更改。",
    "A change that was interrupted before it was stored has been set aside: {file}": (
        "有一次更改在保存前中断，已另存备查：{file}"
    ),
    "The change is stored, but not all of it is in place; the next command does the rest. {reason}": (
        "更改已保存，但有文件尚未更新，下次运行命令时自动补齐。{reason}"
    ),
    "This machine's clock says {month}, but the journal has reached {newest}; the change is stored.": (
        "本机时钟为 {month}，而日志已记到 {newest}，请核对时钟；更改已保存。"
    ),
    # What check finds
    "Check of the ledger": "台账检查",
    "File": "文件",
    "Record": "记录",
    "Severity": "程度",
    "What is wrong": "问题",
    "error": "错误",
    "warning": "提醒",
    "There is no kind of record '{kind}'.": "没有“{kind}”这种记录。",
    "The record calls itself {number}.": "记录自身所写编号为 {number}。",
    "Its number could be given out again.": "此编号可能重复发放。",
    "It is linked to {target}, which does not exist.": "关联的 {target} 不存在。",
    "The journal has this record, but no volume does.": "日志中有此记录，记录文件中没有。",
    "The volume and the journal do not say the same.": "记录文件与日志不一致。",
    "A command was cut off before it had stored this last change; the next one sets it aside.": (
        "有命令在保存之前中断，末尾这一更改未生效；下一条命令会将其另存。"
    ),
    "The index does not say what the records say.": "索引与记录不一致。",
    "A file of the index is spoilt.": "有索引文件损坏。",
    "Others can read or change it.": "他人可以读取或更改。",
    "The ledger lies on a network disk ({name}); its lock and its syncs are not sure.": (
        "台账放在网络磁盘上（{name}），加锁和写盘不可靠。"
    ),
    "A crash left this behind; the next change writes over it.": "异常中断留下的临时文件，下次更改时自动覆盖。",
    # The disk
    "{file} cannot be used: {reason}.": "{file} 无法使用：{reason}。",
    "{file} was written, but the disk does not confirm that it is safe: {reason}.": (
        "{file} 已写入，但磁盘未确认写入成功：{reason}。"
    ),
    "the disk is full": "磁盘已满",
    "the disk quota is used up": "磁盘配额已用完",
    "the file would be larger than allowed": "文件超过允许的大小",
    "permission is missing": "没有权限",
    "the disk is read-only": "磁盘为只读",
    "the disk reports an error": "磁盘报错",
    "Free some space and try again.": "请腾出空间后再试。",
    "Free some space and try again; nothing that was stored is lost.": "请腾出空间后再试；已保存的内容没有丢失。",
    "Ask the administrator to raise the limit.": "请管理员调高限额。",
    "Ask the ledger's owner, or check the folder's permissions.": "请联系台账管理人，或检查文件夹权限。",
    "Mount it for writing, or use another ledger.": "请将磁盘改为可写，或另用一个台账。",
    "Do not go on with this disk: copy the ledger to another one.": "请勿继续使用此磁盘，把台账复制到另一磁盘。",
    "Check the disk and the folder.": "请检查磁盘和文件夹。",
    # A record, a list of records, the history
    "yes": "是",
    "no": "否",
    "(none)": "（无）",
    "Records": "记录",
    "{name}: {count}": "{name}：{count} 条",
    "Number": "编号",
    "Reported at": "登记时间",
    "Status": "状态",
    "Category": "类别",
    "Summary": "摘要",
    "Area": "村居",
    "Officer": "民警",
    "Entered": "录入",
    "What happened": "事项经过",
    "Time limits": "时限",
    "History": "操作记录",
    "{what} (undone)": "{what}（已撤销）",
    "due {when}": "{when} 到期",
    "done {when}": "{when} 完成",
    "overdue by {days} day(s)": "超期 {days} 天",
    "{days} day(s) left": "还剩 {days} 天",
    "met": "按时完成",
    "met late": "超期完成",
    # Overdue
    "Overdue: {count}": "超期 {count} 项",
    "Overdue: {count}; due within {days} days: {soon}": "超期 {count} 项；{days} 天内到期 {soon} 项",
    "Overdue at the month's end: {count}": "月末超期 {count} 项",
    "{count} more were overdue then and are done now; they are not listed.": (
        "另有 {count} 件当时超期、现已办结，未列入。"
    ),
    "Limit": "时限",
    "Due": "到期日",
    "Days": "天数",
    "{days} over": "超{days}天",
    "over today": "今天超期",
    "{days} left": "剩{days}天",
    "today": "今天到期",
    "* The days off of {year} are not published yet: counted by weekends.": "* {year}年放假安排未录入，按周末推算",
    # The month's sheet
    "Disputes by type": "矛盾纠纷（按类型）",
    "Cases by category": "案件（按类别）",
    "Officers": "民警工作量",
    "{difference} pp": "{difference}百分点",
    "no base": "不可比",
    "Total": "合计",
    "(not given)": "（未填）",
    "Warning: these figures do not agree": "注意：以下数字不平",
    "Row": "行",
    "What does not agree": "不符之处",
    "carried + new + reopened - closed is not open": "上月结转+新增+重办−办结 与 在办 不符",
    "found is not the sum of what became of them": "排查数与各项去向之和不符",
    "Run 'jingwu check' before you hand this sheet on.": "上报前请先运行 jingwu check。",
    # 系统报错
    "there is no such file or folder": "没有这个文件或文件夹",
    "it is a folder": "这是一个文件夹",
    "a part of the path is no folder": "路径中有一部分不是文件夹",
    "it exists already": "已经存在",
    "the name is too long": "名称太长",
    "A part of the program was stopped by the system; nothing was written.": "程序的一部分被系统终止，未写入任何内容。",
    "Try again; if it happens again, the machine may lack memory.": "请重试；如再次出现，可能是机器内存不足。",
    "the mistake is in line {line}, at character {column}": "第 {line} 行第 {column} 个字符处有误",
    "it is not in UTF-8": "不是 UTF-8 编码",
    "the mistake is at its end": "文件末尾有误",
    # why, overdue, due, export --ics
    "(nobody)": "（无）",
    "Basis": "依据",
    "Count": "件数",
    "Counted": "计入",
    "Day": "星期",
    "Due: {count}": "到期 {count} 项",
    "Ended": "止于",
    "Explain day by day why a record is due when it is.": "逐日说明时限怎样算出。",
    "Extended": "延长",
    "Install it with: pip install {extra}": "请安装：pip install {extra}",
    "It is sorted by {names}.": "可按 {names} 排序。",
    "List what falls due, day by day, or as the calendar of a month.": "按日列出到期事项，或打印一个月的日历。",
    "Moved on": "顺延",
    "Moved to": "顺延至",
    "Next due": "最近到期",
    "No time limit '{name}' runs or ran on this record.": "这条记录上没有“{name}”这项时限。",
    "Not counted": "不计",
    "Not paused": "未中止",
    "Now": "现状",
    "One of its time limits: handle, reply …; none for all.": "其中一项时限：handle、reply……；不写则为全部。",
    "Only this time limit: case.handle, 办案期限 …": "只要这项时限：case.handle、办案期限……",
    "Paused": "中止",
    "Several time limits are called '{name}'.": "叫“{name}”的时限不止一项。",
    "Starts": "起算",
    "The calendar of a month: 2026-10, last, this.": "某月的日历：2026-10、上月、本月。",
    "The days off of {year} are not published yet: counted by weekends.": "{year}年放假安排未录入，按周末推算",
    "The file to write; - for standard output.": "写入的文件；- 为标准输出。",
    "There is no time limit '{name}'.": "没有“{name}”这项时限。",
    "What falls due": "到期事项",
    "What falls due in so many days.": "多少天之内到期的。",
    "day {day}": "第 {day} 天",
    "days {first} to {last}": "第 {first}—{last} 天",
    "due, officer or area; the last two list each one apart.": "due、officer 或 area；后两种分人、分村居列出。",
    "ended without it": "另行终结",
    "iCalendar needs a package that is not installed.": "写 iCalendar 所需的软件包未安装。",
    "off": "休",
    "off: no working day. on: a weekend on which people work. (n): so many fall due.": (
        "休：非工作日。班：调休上班。（括号内）：当日到期件数。"
    ),
    "on": "班",
    "paused since {when}, {days} day(s) left": "自 {when} 起中止计时，还剩 {days} 天",
    "since {day} ({reason}): the due moves on when it resumes": "自 {day} 起（{reason}），恢复计时后到期日相应顺延",
    "the date set and {days} days more": "所定之日再加 {days} 天",
    "the date that was set: {day}": "所定之日 {day}",
    "the day of the start is not counted": "起算当日不计",
    "the next working day": "其后首个工作日",
    "without effect: a date that was set waits for nothing": "不生效：约定的日期不因此推迟",
    "without effect: it cannot be extended again": "不生效：已不能再延长",
    "without effect: it was over already": "不生效：当时已到期",
    "without effect: this limit does not wait for that": "不生效：这项时限不因此扣除",
    "{count} date(s) are written to {file}.": "{count} 项已写入 {file}。",
    "{count} day(s)": "{count} 天",
    "{count} days": "{count} 天",
    "{count} hours": "{count} 小时",
    "{count} hours so far": "累计 {count} 小时",
    "{count} months": "{count} 个月",
    "{count} more fall due within {days} days (--within {days}).": (
        "另有 {count} 项 {days} 天内到期（--within {days} 可列出）。"
    ),
    "{count} time limit(s) of {records} record(s) are overdue.": "共 {records} 件、{count} 项时限超期。",
    "{count} working days": "{count} 个工作日",
    "{first} to {last}": "{first} 至 {last}",
    "{month}: {count} due": "{month} 到期 {count} 项",
    "{number}: no time limit runs or ran on it": "{number} 没有时限",
    "{number}: time limits": "{number} 时限说明",
    # Faults and surroundings
    "{folder} lies on a network disk ({name}), where two machines may both hold the lock.": (
        "{folder} 在网络磁盘（{name}）上，两台机器可能同时占用台账。"
    ),
    "Keep the ledger on a disk of this machine, or set network = true in station.toml.": (
        "请把台账放在本机磁盘上；确需如此，在 station.toml 中写 network = true。"
    ),
    # 命令与更正
    "Give options, or one object with --stdin, not both.": "选项和 --stdin 只能用一种。",
    "Say what it is to be: a new value, or that it is to be emptied.": "请写明更正为什么，或写明清空。",
    "This cannot be emptied.": "此项不能清空。",
    "A text or a number is expected here.": "这里应填文字或数字。",
    "Say what to look for.": "请写明要查找什么。",
    "Taken back: {count} record(s): {numbers}": "已撤销 {count} 条记录：{numbers}",
    "Take back your last command, or one by its batch number (an import, say); nothing is deleted.": (
        "撤销本人上一次操作，或按批次号撤销一次操作（如一次导入）；不删除任何内容。"
    ),
    "It is typed: {command}": "命令写法：{command}",
    "There is no option {name}; perhaps {near}.": "没有选项 {name}；是否指 {near}？",
    "Put it back from a backup; the records are there.": "请从备份放回；记录还在。",
    "{number} has this source key already.": "{number} 已有此来源编号。",
    "{number} has this source key already; what was sent now differs and was not stored.": (
        "{number} 已有这个来源编号；这次的内容与它不同，未写入。"
    ),
    "This lies before the action itself.": "早于该事项本身的时间。",
    # clocks and the policy table
    "the days off of {year} are not entered: counted by weekends": "{year}年放假安排未录入，按周末推算",
    "The limit was over already: this is recorded, and moves nothing.": "时限已经超期：已如实登记，到期日不变。",
    "The parties applied to the court for confirmation of the agreement.": "当事人申请司法确认协议。",
    "Goods were seized, preserved, handed to the custodian, announced, released or disposed of.": (
        "涉案物品的扣押、登记保存、移交保管、招领、退还、处理。"
    ),
    "{number} was mediated twice already: there is no third mediation.": "{number} 已调解两次，不得再次调解。",
    "Handle it under the law, or record: held steady, referred to court, handed over.": (
        "请依法处理，或者登记稳控、引导诉讼、移交。"
    ),
    "Say what starts it: since or starts.": "请写明从何时起算：since 或 starts。",
    "Say how long it is: amount, or the date_field that holds the date.": (
        "请写明时限长短：amount，或者写有日期的 date_field。"
    ),
    "This lies before 'from'.": "早于 from 的日期。",
    "A limit has these entries: {names}.": "一项时限可写：{names}。",
    "A table of names to whole numbers is expected here.": "这里应写“名称 = 整数”的表。",
    "A date is expected here: 2026-01-01, without quotation marks.": "这里应写日期，如 2026-01-01，不加引号。",
    "A table of columns to lists of values is expected here.": "这里应写“项目 = [值]”的表。",
    "Not known: {wrong}. Known: {names}.": "没有“{wrong}”。可用：{names}。",
    "With --force it is recorded all the same, and moves nothing.": "加 --force 可以如实登记，但到期日不变。",
    "No clock that runs on this record stands still for this reason.": "本记录正在计时的时限不因此原因中止。",
    "It may for: {reasons}.": "可以中止的原因：{reasons}。",
    "A pause ends after it begins.": "中止的截止应晚于开始。",
    "{clock} can be extended {count} time(s) at most.": "“{clock}”至多延长 {count} 次。",
    "Basis: {basis}.": "依据：{basis}。",
    "The station cannot approve this extension itself.": "本所不能自行批准此项延长。",
    "Approved by: {approver}.": "批准机关：{approver}。",
    "By the date of filing another version of the law holds.": "按立案日期应适用另一版本的法律。",
    "Register it, then correct it with a reason: jingwu correct NUMBER --field law --value … --reason …": (
        "请先登记，再写明原因更正：jingwu correct 编号 --field law --value … --reason …"
    ),
    "Delete the file, then read the notice in again with: jingwu config calendar --import FILE": (
        "请删除该文件，再用 jingwu config calendar --import 文件 重新录入放假通知。"
    ),
    # config calendar
    "What the station knows besides its records.": "本所的其他设置。",
    "Show the station's own days off and on, or read in the yearly notice.": (
        "查看本所录入的放假安排，或录入年度放假通知。"
    ),
    "The yearly notice of days off, as CSV or JSON.": "年度放假通知，CSV 或 JSON。",
    "Show only this year.": "只看这一年。",
    "--year goes with the list only.": "--year 只用于查看。",
    "{added} day(s) added, {changed} corrected.": "新录入{added}天，更正{changed}天。",
    "The days off are known now for: {years}.": "放假安排已齐的年份：{years}。",
    "Every due date is counted anew when the ledger is next used.": "下次使用台账时，各项到期日将重新推算。",
    "Date": "日期",
    "Name": "名称",
    "Off or working day": "放假或上班",
    "working day": "上班",
    "The station's own days: {count}": "本所录入的日子：{count}",
    "This is not the JSON of a calendar.": "这不是放假安排的 JSON。",
    "The file names no day.": "文件中没有日期。",
    "Wanted are a date, a name, and whether it is off: 2027-01-01,元旦,放假": (
        "应有日期、名称、放假或上班，如 2027-01-01,元旦,放假"
    ),
    "A date is expected here: 2027-01-01.": "这里应写日期，如 2027-01-01。",
    "Say whether the day is off (放假) or a working day (上班).": "请写明放假或者上班。",
    # Backups, repair, undo
    "Back the whole ledger up into one file, while others go on working.": "把整个台账备份成一个文件，不影响他人使用。",
    "A new file, or a folder for files with a date.": "新文件；或文件夹，文件名自带日期。",
    "A file with a passphrase, or a recipient of age (age1…, ssh-…).": "口令文件，或 age 收件人（age1…、ssh-…）。",
    "In a folder: remove all but so many of this ledger's backups.": "在文件夹中只保留本台账最近这么多份备份。",
    "Verify a backup and make its ledger in a new folder; nothing is ever written over.": (
        "核验备份并恢复到新文件夹；绝不覆盖。"
    ),
    "A backup.": "备份文件。",
    "A new folder for the ledger.": "台账的新文件夹。",
    "The file with the passphrase or key of an encrypted backup.": "加密备份的口令或密钥文件。",
    "--keep needs a folder.": "--keep 要用于文件夹。",
    "The ledger is backed up: {file}": "台账已备份：{file}",
    "Removed, as older than those to be kept: {file}": "已删除超出保留份数的旧备份：{file}",
    "The ledger is restored and whole: {folder}": "台账已恢复，完好：{folder}",
    "A backup within the ledger's own folder would be lost with it.": "备份放在台账文件夹内会与台账一同丢失。",
    "There is no folder {folder}.": "没有文件夹 {folder}。",
    "{folder} is there already, and is not empty.": "{folder} 已存在且不为空。",
    "Nothing was changed. Name a new folder for the restored ledger.": "未作任何更改。请为恢复的台账指定新文件夹。",
    "{file} is there already; a backup never writes over anything.": "{file} 已存在；备份绝不覆盖。",
    "Name a new file, or a folder: there each backup gets a name with its date.": (
        "请指定新文件，或指定文件夹：其中每份备份按日期命名。"
    ),
    "The ledger in {file} is not whole: {what}": "{file} 中的台账不完好：{what}",
    "Nothing was written. Take another backup.": "未写入任何内容。请用另一份备份。",
    "Nothing was written.": "未写入任何内容。",
    "{file} is damaged, or was changed: '{name}' in it is not what was backed up.": (
        "{file} 已损坏或被改动：其中的 {name} 与备份时不符。"
    ),
    "{file} is no whole backup of jingwu: it is cut, damaged, or something else.": (
        "{file} 不是完整的 jingwu 备份：被截断、已损坏或是别的文件。"
    ),
    "{file} is encrypted.": "{file} 已加密。",
    "Give the file with the passphrase or key: --decrypt FILE": "请给出口令或密钥文件：--decrypt FILE",
    "This is no recipient of age: {text}": "不是 age 收件人：{text}",
    "The backup does not open: the passphrase or key is another one, or the file is damaged.": (
        "备份打不开：口令或密钥不对，或文件已损坏。"
    ),
    "{file} holds no passphrase.": "{file} 中没有口令。",
    "Encryption needs the extra 'crypt': pip install 'jingwu[crypt]'": (
        "加密需要安装附加组件 crypt：pip install 'jingwu[crypt]'"
    ),
    "The newest backup: {file}": "最近的备份：{file}",
    "First make anew what the journal can tell; keep what is replaced.": "先按日志重建可重建的部分；被替换的保留。",
    "A command was cut off: its change is stored in the journal, and the next one puts it in here.": (
        "有命令中途中断：更改已存入日志，没有丢失，下一条命令会补写到这里。"
    ),
    "{count} thing(s) that were taken out are kept here.": "此处保留着移出的 {count} 项。",
    "The journal is damaged; it is left as it is, and nothing is made anew from it.": (
        "日志已损坏；保持原样，不据以重建。"
    ),
    "The index was made anew; the old one is kept: {kept}": "索引已重建；原件保留在 {kept}",
    "{file}: made anew from the journal, {count} record(s).": "{file}：已按日志重建，{count} 条记录。",
    "{file}: what was there is kept: {kept}": "{file}：原件保留在 {kept}",
    "{file}: moved to {kept}.": "{file}：已移到 {kept}。",
    "{file}: closed to others.": "{file}：已禁止他人访问。",
    "Only the command with this number.": "只看此批次。",
    "{number} was changed since by a later command: {command} (batch {batch}).": (
        "{number} 此后又有更改：{command}（批次 {batch}）。"
    ),
    "Command {batch} was taken back already, by command {later}.": "批次 {batch} 已由批次 {later} 撤销。",
    "Command {batch} was itself an undo; it is not taken back.": "批次 {batch} 本身是撤销，不能再撤销。",
    "{number} was registered again as {other} meanwhile.": "{number} 此后已重新登记为 {other}。",
    "Go on with {other}.": "请继续使用 {other}。",
    # Import: what is wrong, what changed, actions
    "Write the good rows; the others go to FILE.rejected.": "导入正确的行；其余写入“文件名.rejected”。",
    "Rows that changed correct their records, and add what was done.": "有变动的行更正原记录，并补入新办的事项。",
    "Perhaps registered twice, to be looked at: {count}": "疑似重复登记，请核对：{count} 条",
    "{added} added, {updated} updated, {skipped} already there, {rejected} rejected.": (
        "新增 {added} 条，更新 {updated} 条，已有 {skipped} 条，有误 {rejected} 条。"
    ),
    "What was rejected is in {file}: mend it, then import that file with {options}.": (
        "未导入的行在 {file}：改正后导入该文件（加 {options}）即可。"
    ),
    "What was rejected is in {file}: mend it, then import that file.": "未导入的行在 {file}：改正后导入该文件即可。",
    "By the station's settings this grid is not one of the area's.": "按本所设置，该网格不属于此村居。",
    "The case was filed before it was reported.": "立案时间早于登记时间。",
    "More was returned than was recovered.": "返还的多于追回的。",
    "Domestic violence was settled by mediation alone.": "家庭暴力仅以调解了结。",
    "A limit counts hours from here, and the time of day is missing.": "有按小时计算的时限由此起算，但缺少时刻。",
    "Anti-Domestic-Violence Law 16: a written warning, or a case, may be due.": (
        "依反家庭暴力法第十六条，可能应出具告诫书或立案。"
    ),
    "Write it as 2026-10-03 09:30.": "请连时刻一起写，如 2026-10-03 09:30。",
    "Perhaps the same matter as {other}: the same people, place and day.": (
        "可能与 {other} 重复：姓名、地点、日期均相同。"
    ),
    "row {row} of {file}": "{file} 第 {row} 行",
    "Nothing was written: {count} warning(s), and warnings refuse.": "未写入：有 {count} 条提醒（--strict-warnings）。",
    "{count} files: {encodings}; {kinds}": "{count} 个文件：{encodings}；{kinds}",
    "… and {count} more.": "……另有 {count} 处。",
    "In all:": "合计：",
    "  {count} × others": "  {count} × 其他",
    "{number} is there already, and the row says otherwise or more: {what}.": (
        "{number} 已登记，本行内容不同或更多：{what}。"
    ),
    "Like {number} in words, time, people and place; as a mended row it may be another matter.": (
        "内容、时间、人员、地点与 {number} 相同；此行是改正后的行，也可能是另一件事，无法确定。"
    ),
    "{number} was made void, and the row says otherwise or more: {what}.": (
        "{number} 已作废，本行内容不同或更多：{what}。"
    ),
    "Made void by mistake, it comes back with 'jingwu undo'; 'jingwu history {number}' names the command.": (
        "如系误作废，请用 jingwu undo 撤销（批次见 jingwu history {number}）。"
    ),
    "Of those already there, made void and not registered again: {count} ({numbers}).": (
        "已有的记录中，已作废、不再登记：{count} 条（{numbers}）。"
    ),
    "'{action}' knows no such column, and what stands under it would be lost.": "“{action}”无此栏，其中内容会丢失。",
    "{number} has this already, with other details: {what}.": "{number} 已有此事项，但内容不同：{what}。",
    "Imported again with other content.": "再次导入，内容有变。",
    "Give --kind.": "请加 --kind。",
    "With --update it becomes a correction; the old value is kept.": "加 --update 则作为更正，原值保留。",
    "What was done is not changed by an import: put it right by hand.": "导入不改动已记的事项，请手工处理。",
    "No record has this source key.": "没有此来源编号的记录。",
    "Records of several kinds have this source key.": "多种记录都有此来源编号。",
    "There is no column {names}, which the mapping names.": "没有映射文件所写的栏：{names}。",
    "The row does not say what was done.": "没有写明办理事项。",
    "The row does not say which record is meant.": "本行未说明是哪条记录。",
    # Import: guessing a mapping, progress, being stopped
    "Import nothing; write a mapping file with what the columns probably mean.": (
        "不导入；推测各栏含义，写成映射文件。"
    ),
    "With --guess: where; else FILE.map.toml.": "与 --guess 连用：写到何处；不写则为“文件名.map.toml”。",
    "--guess looks at one file.": "--guess 只看一个文件。",
    "Written to {file}: look it over.": "已写入 {file}，请核对。",
    "Interrupted; nothing was written.": "已中断，未写入任何内容。",
    "the heading is nearly '{heading}'": "表头近似“{heading}”",
    "the heading is known": "表头已知",
    "perhaps {field}, but another column fits better": "或为 {field}，但另一栏更像",
    "all cells are dates": "各格都是日期",
    "a word of the heading, and the cells": "按表头用词和内容",
    "the names are those of the station's settings": "名称都在本所设置中",
    "all cells are of this form": "各格都是此格式",
    "{rows} rows, {rate} a second": "已读 {rows} 行，每秒 {rate} 行",
    "; being stored …": "；正在保存……",
    "; about {seconds} s left": "；约剩 {seconds} 秒",
    "{file} is there already.": "{file} 已存在。",
    "Name another file with --output.": "请用 --output 另写一个文件名。",
    "Probably: {kind}": "可能是：{kind}",
    "Column": "表头",
    "Field": "字段",
    "Sure": "把握",
    "Why": "依据",
    "Example": "示例",
    "What the columns of {file} probably mean. Look it over, then:": "推测 {file} 各栏的含义。请核对，然后：",
    'heading = field; "" leaves the column out': '表头 = 字段；"" 表示不导入此栏',
    'value in the file = value here; "{any}" is any other': '文件中的值 = 此处的值；"{any}" 表示其他任何值',
    "day or month first? Keep one: {forms}": "日在前还是月在前？留一个：{forms}",
    "The file has no rows to guess from.": "文件没有可供推测的数据行。",
    "not sure": "不确定",
    "not known": "不认识",
    # Import: mapping files
    "A file (TOML) that says what the headings and values mean.": "说明表头和取值含义的映射文件（TOML）。",
    "This is not a date of the form that the mapping says: {forms}.": "不符合映射文件规定的日期格式：{forms}。",
    "'{field}' is no field and no heading that is known.": "没有“{field}”这个字段或表头。",
    "This is no TOML: {reason}.": "不是 TOML 格式：{reason}。",
    "There is no such entry in a mapping file.": "映射文件没有这一项。",
    "The mapping file has {count} mistake(s); nothing was written.": "映射文件有 {count} 处错误；未写入。",
    "The mapping is for another kind than was given.": "映射文件的种类与 --kind 不符。",
    "The name of a field is expected here, or a list of them.": "此处应为字段名，或字段名的列表。",
    "'{heading}' is used as well.": "“{heading}”同时又被使用。",
    "This cannot be the same in every row.": "此项不能设为每行相同。",
    "This is no form of a date; write it like %m/%d/%Y %I:%M:%S %p, with year, month and day.": (
        "不是日期格式；请写成 %m/%d/%Y %I:%M:%S %p 的样子，须含年月日。"
    ),
    "A table is expected here: [{name}]": "此处应为一节：[{name}]",
    "A heading of the file is expected here, or a list of them.": "此处应为文件中的表头，或表头的列表。",
    # Frozen sheets
    "{file}: made anew from the journal.": "{file}：已按日志重新生成。",
    # Files that come in: their forms and cells.
    "There is no form of file '{form}'.": "没有“{form}”这种文件格式。",
    "csv, jsonl…; else by the suffix.": "csv、jsonl 等；不写则按扩展名。",
    "A date in a file must not depend on the day on which it is read.": "文件中的日期不能随读取的日子而变。",
    "The year is missing.": "缺年份。",
    "It cannot be told which of these numbers is the day, month or year.": "看不出哪个数是年、月、日。",
    "Write it as 2026-10-03.": "请按年、月、日的顺序写，如 2026-10-03。",
    # Time limits: filing, months, overlapping pauses.
    "A report that was registered as pending is filed as a case.": "对待立案的报案作出立案决定。",
    "Extend a clock by days, or by months if its limit is in months, with who approved it.": (
        "按日延长时限（以月计的按月），并记明批准机关。"
    ),
    "{number} is filed already: {when}.": "{number} 已经立案：{when}。",
    "It is filed, or waits for it: not both.": "已有立案时间，不能又是待立案。",
    "It waits to be filed: record that it is.": "尚待立案：请登记立案。",
    "More than six months lie between the act and its being found: check whether it may be punished.": (
        "距行为发生已超过六个月：请核查是否已过追究时效。"
    ),
    "in time": "未过追究时效",
    "too late: check whether it may be punished": "已过追究时效，请核查",
    "Say by how much: days, or months where the limit is in months.": "请写明延长多少：日数；以月计的时限用月数。",
    "{clock} is extended by days, not by months.": "“{clock}”按日延长，不按月。",
    "{clock} is extended by months, not by days.": "“{clock}”按月延长，不按日。",
    "{clock} can be extended by {longest} at most.": "“{clock}”每次至多延长 {longest}。",
    "It stands still for this reason already: {reason}.": "已因{reason}中止计时，尚未恢复。",
    "It goes on with: jingwu resume {number}": "恢复计时用：jingwu resume {number}",
    "No clock of this record stands still for this reason.": "没有时限因此原因中止计时。",
    "No clock of this record stands still: there is nothing to resume.": "没有中止计时的时限，无须恢复。",
    "Standing still: {names}.": "正在中止的：{names}。",
    "by {count} months": "延长 {count} 个月",
    "by {days} days": "延长 {days} 天",
    "Overlap": "重叠",
    "since {day}": "自 {day} 起",
    "over that day": "当天超期",
    "stands still": "中止计时",
    "due today": "今天到期",
    "Estimated": "推算",
    "Nothing that is open has '{name}'. Perhaps: {names}.": "在办事项中没有“{name}”。是否为：{names}。",
    "Tell both that they may sue (Procedures for administrative cases 185).": (
        "请告知双方可向人民法院提起民事诉讼（程序规定第185条）。"
    ),
    "In all": "合计",
    "{amount} more by extension": "延长 {amount}",
    "{amount} left out": "扣除 {amount}",
    "what overlaps is left out once: {total} in all": "重叠部分只扣除一次：共 {total}",
    "The spreadsheet shows an error here instead of a value.": "此格是电子表格的错误值，不是内容。",
    "Excel took this for a number and kept only its first digits.": "Excel 把它当成了数字，只留下前几位。",
    "Make the column text in the file that it came from, and enter it again.": (
        "请在原文件中把该列设为文本格式后重新填写。"
    ),
    "The last digits are lost: Excel keeps only the first 15 digits of a number.": (
        "末几位已丢失：Excel 的数字只保留前 15 位。"
    ),
    "Between the cells stands: {sign}.": "分隔符：{sign}。",
    "Skipped above the headings: row {numbers}.": "表头上方已跳过：第 {numbers} 行。",
    "The headings stand in rows {first} and {last}.": "表头在第 {first}、{last} 行。",
    "Without a heading: column {numbers}.": "没有表头的列：第 {numbers} 列。",
    "Blank rows were skipped: {count}.": "跳过空行 {count} 行。",
    "Headings and titles that stand there again were skipped: row {numbers}.": (
        "重复的表头和标题已跳过：第 {numbers} 行。"
    ),
    "Totals were skipped: row {numbers}.": "合计已跳过：第 {numbers} 行。",
    "Titles further down were skipped: row {numbers}: {texts}": "下方另一标题已跳过：第 {numbers} 行（{texts}）",
    "Notes below the table were skipped: row {numbers}: {texts}": "表下附注已跳过：第 {numbers} 行（{texts}）",
    "The file is empty.": "文件是空的。",
    "Something stands after the end of the array.": "数组结束之后还有内容。",
    "The file is too large for one array; write it as JSON Lines (.jsonl).": "文件太大，请改用每行一个对象的 .jsonl。",
    "The array is not closed.": "数组没有结束。",
    "Only spreadsheets have sheets.": "只有电子表格才有工作表。",
    "It is named .{named}, but is {shown}.": "扩展名是 .{named}，实际是 {shown}。",
    "This is a web page or XML, not a spreadsheet.": "这是网页或 XML，不是电子表格。",
    "Open it in Excel or WPS and save it as .xlsx.": "请用 Excel 或 WPS 打开，另存为 .xlsx。",
    "Open it in Excel or WPS and save it again.": "请用 Excel 或 WPS 打开并重新保存。",
    "This is no spreadsheet.": "这不是电子表格。",
    "The spreadsheet is damaged.": "电子表格已损坏。",
    "The spreadsheet is empty.": "电子表格是空的。",
    "Unpacked, the file would be too large.": "文件解压后过大。",
    "Save it as CSV.": "请另存为 CSV。",
    "More than {count} cells show an error (#N/A, #REF!…).": "超过 {count} 个单元格是错误值（#N/A、#REF! 等）。",
    "The file is locked with a password.": "文件有密码。",
    "Save it without one and try again.": "请去掉密码另存后再试。",
    "Spreadsheets need the extra 'office': pip install 'jingwu[office]'": (
        "读电子表格需要安装附加组件 office：pip install 'jingwu[office]'"
    ),
    "The spreadsheet is too large to be read, or broken: perhaps a cell far right or far down.": (
        "电子表格过大或已损坏，无法读取：可能在很靠右或很靠下处有单元格。"
    ),
    "Delete the empty rows and columns around the table, or save it as CSV.": (
        "请删除表格四周的空行空列，或另存为 CSV。"
    ),
    "Merged cells count for each of their rows, and each row is a record: {count}.": (
        "合并单元格按各行都有处理，每行仍为一条记录：{count} 处。"
    ),
    "This is no regular file.": "这不是普通文件。",
    "Give it on standard input: - with --format.": "请从标准输入给出：- 加 --format。",
    "It must be said what the file holds.": "请说明文件的格式。",
    "Give --format csv, jsonl, json or xlsx.": "请加 --format csv、jsonl、json 或 xlsx。",
    "There is no such sheet.": "没有这个工作表。",
    "The sheet '{name}' was read; others are not: {others}.": "读取了工作表“{name}”；其余未读：{others}。",
    "The row stands above the headings.": "此行在表头上方。",
    "The name or number of a spreadsheet's sheet.": "工作表的名称或序号。",
    "CSV, JSONL, JSON, xlsx, xls or ods; - is standard input.": "CSV、JSONL、JSON、xlsx、xls 或 ods；- 表示标准输入。",
    # The monthly sheet
    "{station} {period} monthly sheet": "{station} {period} 月报",
    "Station": "填报单位（盖章）",
    "Signed by": "签发人",
    "Checked by": "审核人",
    "Made by": "制表人",
    "Date of the sheet": "填报日期",
    # Templates to be filled in.
    "Write a file to be filled in for this kind.": "写出此类记录的填报模板（xlsx 或 csv），不导入。",
    "--template goes with one file to be written, and with no other option of import.": (
        "--template 只跟一个要写出的文件名，不与导入的其他选项合用。"
    ),
    "The template is written: {file}": "模板已写出：{file}",
    "A template is an xlsx or csv file.": "模板须为 xlsx 或 csv 文件。",
    "Name it for example {file}.": "例如命名为 {file}。",
    "{file} exists already; a template is never written over anything.": "{file} 已存在；模板绝不覆盖已有文件。",
    "This is not one of the list.": "请从下拉列表中选择。",
    "Several people of this role are parted by '、'; then each has a number of their own, or none.": (
        "同一身份有多人时用“、”分开；号码等栏须逐人填写，或都不填。"
    ),
    "Only when it was done.": "办理后再填。",
    "Required when the day before it is filled in.": "前面的日期填写后，此栏必填。",
    "Required.": "必填。",
    "For example: {example}": "例如：{example}",
    "Some of these, parted by '、': {names}": "可填一项或多项，用“、”分开：{names}",
    "At most {limit} characters.": "最多 {limit} 字。",
    "One of the list.": "从下拉列表中选择。",
    # Export of records, and what import takes back of it.
    "The number {number} is taken.": "编号 {number} 已被占用。",
    "Write records into a file that import takes back, or what falls due for a calendar program.": (
        "导出记录（可再导入），或导出到期事项供日历程序使用。"
    ),
    "What falls due instead, for a calendar program.": "改为导出到期事项（iCalendar），供日历程序使用。",
    "csv, xlsx or jsonl; else by the file's name, else csv.": "csv、xlsx 或 jsonl；不填则看文件名，否则为 csv。",
    "Only what was registered (--ics: falls due) in this month: 2026-10, last.": (
        "只导出该月登记（--ics 时为该月到期）的：2026-10、上月。"
    ),
    "Begin the CSV with a mark that Excel looks for.": "在 CSV 开头写 BOM 标记，供 Excel 识别编码。",
    "With --ics: only this officer's.": "与 --ics 合用：只看该民警的。",
    "With --ics: only this village's or community's.": "与 --ics 合用：只看该村居的。",
    "With --ics: only this time limit, such as handle.": "与 --ics 合用：只看该时限，如 handle。",
    "This does not go with --ics.": "不能与 --ics 合用。",
    "This goes with --ics only.": "只能与 --ics 合用。",
    "Only CSV begins with such a mark.": "只有 CSV 才有此标记。",
    "There is no form '{name}'.": "没有 {name} 这种格式。",
    "This needs a file of its own.": "须写入文件。",
    "Name the file: --output FILE": "请指定文件：--output 文件名",
    "{count} record(s) are written to {file}.": "已导出 {count} 条记录到 {file}。",
    "Names and numbers in it are masked, so that it cannot be imported; --unmask writes all.": (
        "姓名、号码已打码，因此不能再导入；如需全部内容，请加 --unmask。"
    ),
    "Writing xlsx needs the extra 'office': pip install 'jingwu[office]'": (
        "写 xlsx 需要安装附加组件 office：pip install 'jingwu[office]'"
    ),
    "A sheet holds {rows} rows, a cell {count} characters at most.": (
        "一张工作表最多 {rows} 行，一个单元格最多 {count} 字。"
    ),
    "Write csv or jsonl, or one month at a time: --month.": "请改用 csv 或 jsonl，或逐月导出：--month。",
    "A record holds a character that no spreadsheet can hold.": "有记录含有表格文件不能保存的字符。",
    "Write csv or jsonl instead.": "请改用 csv 或 jsonl。",
    "This is a masked export: its names and numbers are lost.": "这是已打码的导出，姓名、号码已不全，不能导入。",
    "Export it again with --unmask.": "请加 --unmask 重新导出。",
    "The same number stands in row {row} of {file}, with other content.": (
        "{file} 第 {row} 行有同一编号，但内容不同。"
    ),
    "The row tells what happened in this column and in columns of its own.": "此栏和其他栏都写了办理经过。",
    "Keep one of the two.": "请只保留一种。",
    "The number is taken: the record that has it says something else.": "编号已被占用，且内容与台账中的不同。",
    "Correct that one, or empty the number of this row: it gets a new one.": (
        "请更正台账中的记录；或清空本行编号，由台账另行编号。"
    ),
    "This is no number of a ledger, such as JF2610-0012.": "这不是台账编号（如 JF2610-0012）。",
    "What another system calls it goes under the heading '{heading}'.": "其他系统的编号请填在“{heading}”栏。",
    "This is no full number of this kind of record.": "这不是此类记录的完整编号。",
    "The number is of another month than the registration.": "编号的月份与登记时间不符。",
    "Event {place}: {message}": "第 {place} 项经过：{message}",
    "This is not JSON.": "这不是 JSON。",
    "A list of events is expected here, as an export writes it.": "此处应为导出时所写的经过列表。",
    "There is no such action.": "没有这种事项。",
    # Freezing months
    "Fix the sheet of a month: it prints the same for ever; later corrections stand in the next month's.": (
        "月报定稿：此后打印的内容不再变动，补录和更正列入下月月报。"
    ),
    "{month} is frozen: 'jingwu summary {month}' prints the same from now on.": (
        "{month} 已定稿：今后 jingwu summary {month} 打印的内容不变。"
    ),
    "{month} is no longer frozen; the journal keeps the sheet that was.": "{month} 已撤销定稿；原定稿仍保存在日志中。",
    "--undo and --reason go together: a freeze is taken back with a reason.": (
        "--undo 与 --reason 须同时使用：撤销定稿要写明理由。"
    ),
    "2026-10, last (上月).": "月份：2026-10、上月（last）。",
    "Take the freeze back; the journal keeps the sheet.": "撤销定稿；原定稿仍保存在日志中。",
    "Why it is taken back.": "撤销的理由。",
    "{title} (frozen {at}, {by})": "{title}（{at} {by} 定稿）",
    "{month} has not ended; it can be frozen from the first of the next month on.": (
        "{month} 尚未结束，下月 1 日起方可定稿。"
    ),
    "{month} was frozen already, {at} by {by}.": "{month} 已由 {by} 于 {at} 定稿。",
    "'jingwu summary {month}' prints it. To take it back: jingwu freeze {month} --undo --reason …": (
        "打印：jingwu summary {month}。撤销定稿：jingwu freeze {month} --undo --reason …"
    ),
    "{last} is frozen already: months are frozen one after the other.": "{last} 已经定稿：各月须依次定稿。",
    "{last} is frozen too, and counts on {month}.": "{last} 也已定稿，其数据以 {month} 为依据。",
    "Take back the later ones first: jingwu freeze {last} --undo --reason …": (
        "请先撤销以后月份的定稿：jingwu freeze {last} --undo --reason …"
    ),
    "{month} is not frozen yet: months are frozen one after the other.": "{month} 尚未定稿：各月须依次定稿。",
    "First: jingwu freeze {month}": "请先执行：jingwu freeze {month}",
    "{month} is not frozen.": "{month} 没有定稿。",
    "The figures of this month do not agree; such a sheet is not frozen.": "本月数据不平衡，不能定稿。",
    "'jingwu summary' names what does not agree; 'jingwu check' looks for the cause.": (
        "jingwu summary 列出不平衡之处；jingwu check 查找原因。"
    ),
    "A frozen sheet holds something that this program does not know.": "定稿月报中有本程序不认识的内容。",
    "A frozen month is not taken back like this.": "定稿不能这样撤销。",
    "Take it back with: jingwu freeze {month} --undo --reason …": "请用：jingwu freeze {month} --undo --reason …",
    "Late entries and corrections": "已定稿月份的补录和更正",
    "Frozen months stay as they were printed; what has changed of them since is said here, once.": (
        "已定稿的月份仍按原报数打印；此后的变动只在此列一次。"
    ),
    "The records behind it": "涉及的记录",
    "{month}: {count} more records.": "{month} 另有 {count} 条记录未列。",
    # Hotspots and trends
    "Show where and when most happened, and like cases that may be one series.": (
        "热点：多发村居、地点和时段，以及可能串并的同类案件。"
    ),
    "So many months, with the present one.": "月数，含本月。",
    "Show a figure of the monthly sheet month by month.": "走势：月报某项数据的逐月情况。",
    "A figure of the monthly sheet: kinds.case.registered.": "月报数据项，如 kinds.case.registered。",
    "{station} {period} hotspots": "{station} {period} 热点",
    "Busiest areas": "多发村居",
    "Busiest places": "多发地点",
    "Hours and weekdays": "多发时段",
    "{count} without a time of day are not in it.": "另有 {count} 条没有具体时间，未计入。",
    "Runs of like cases": "同类案件多发提示",
    "These may be series: 'jingwu case series NUMBER --name NAME' joins cases to one.": (
        "可能是系列案件：用 jingwu case series 编号 --name 名称 串并。"
    ),
    "{words} ({name})": "{words}（{name}）",
    "There is no figure '{name}'.": "没有名为“{name}”的数据项。",
    "Perhaps: {names}. 'jingwu summary --format csv' lists them all.": (
        "是否为：{names}。全部数据项见 jingwu summary --format csv。"
    ),
    # Several ledgers
    "Several ledgers are taken by summary only.": "只有 summary 可以同时读取多个台账。",
    "Give one --ledger.": "请只给一个 --ledger。",
    "Rates of all are the sums of each station's n and N; satisfaction by each one's own formula.": (
        "合计的比率由各所分子、分母分别相加得出；满意率按各所自己的算法。"
    ),
    "Not frozen yet: {names}.": "尚未定稿：{names}。",
    "Table": "表",
    "Where": "位置",
    "Run 'jingwu check' on that ledger before you hand this sheet on.": "请先对该台账执行 jingwu check，再上报本表。",
    "Warning: the parts do not add up to the total": "注意：分项之和与合计不符",
    "{count} stations, {period} monthly sheet": "{count} 个所 {period} 月报汇总",
    "The ledger {folder} is named twice.": "台账 {folder} 重复指定。",
    # Documents
    "Station: {station}    Period: {period}": "填报单位：{station}    报告期：{period}",
    "Period: {period}": "报告期：{period}",
    "Ledger chain head: {head}": "台账链头：{head}",
    "The file to write; its name says the format. - for standard output.": (
        "要写的文件，由文件名后缀定格式；- 为标准输出。"
    ),
    "txt, md, html, xlsx, docx, pdf, svg, csv or json.": "txt、md、html、xlsx、docx、pdf、svg、csv 或 json。",
    "There is nothing in it that can be drawn.": "其中没有可以绘图的内容。",
    "Columns of a line of text: 80, 132.": "文本每行列数：80、132。",
    "Around the cells of a text: none, ascii or box.": "文本表格边框：none（无）、ascii 或 box。",
    "A line has at least {number} columns.": "每行至少 {number} 列。",
    "Borders are {names}.": "边框可选：{names}。",
    "There is no format '{name}'; there are: {names}.": "没有“{name}”格式；可选：{names}。",
    "Say in which format: --format, one of {names}.": "请用 --format 指定格式：{names}。",
    "'{file}' does not say its format; names end with: {names}.": "“{file}”看不出格式；后缀可为：{names}。",
    "Or give it with --format.": "也可用 --format 指定。",
    "A terminal cannot show this format; name a file with --output.": ("终端无法显示此格式；请用 --output 指定文件。"),
    "It is written to {file}.": "已写入 {file}。",
    "{file} is where the ledger keeps its own; name another file.": "{file} 是台账自身存放文件之处；请另指定文件。",
    "This format needs a package that is not installed.": "此格式所需的组件未安装。",
    "The font has no picture of these; the file shows their codes: {names}": (
        "字体中没有以下字，文件中以编码代替：{names}"
    ),
    "The template {file} cannot be filled in: {reason}": "模板 {file} 无法填写：{reason}",
    "Mend it, or take it away: then jingwu's own is used.": "请修正该模板，或将其移走而改用自带模板。",
    "What came in and was done": "受理与办结情况",
    "What came in and was done, beside other periods": "受理与办结情况对比",
    "{came} - {closed} = {open}. Entered late: typed after the month they belong to.": (
        "{came}－{closed}＝{open}。补录：登记月份过后才录入。"
    ),
    "Late entries typed belong to earlier months; void records are counted nowhere else.": (
        "补录以前月份：本期录入、登记日期属于以前月份。作废的不计入其他各项。"
    ),
    "Counted by the date of {told}.": "统计日期：{told}。",
    "Disputes by risk": "纠纷按风险等级",
    "Found is the sum of what became of them; the rate is settled of found.": (
        "排查＝化解＋稳控＋在调＋移交＋转办＋引导＋终止；化解率＝化解÷排查。"
    ),
    "Disputes and mediation, beside other periods": "纠纷与调解对比",
    "Of own accord: screening, patrols, visits, inspections. 'To a crime' are disputes that became criminal cases.": (
        "主动：主动排查、工作中发现、巡逻、走访、检查。民转刑：转为刑事案件的纠纷。"
    ),
    "Cases, beside other periods": "案件对比",
    "Rates of a period can exceed 100%: what is solved or told may have been filed before.": (
        "本期破案、告知的可能是以前立案的，比率可超过100%。"
    ),
    "Cases by hour and weekday": "案件按时段和星期",
    "The time of the offence, else of the report.": "按发生时间；不详的按登记时间。",
    "time not known": "时间不详",
    "Hazards by category": "隐患按类别",
    "Requests by category": "小事情按类别",
    "Leads by category": "线索按类别",
    "Matters of conduct by category": "警务小节按类别",
    "Answered in time: of the answers that were due in the period, those given by then.": (
        "按期答复：本期到期应答复的，按期答复的占多少。"
    ),
    "Hazards, requests, leads and conduct, beside other periods": "隐患、小事情、线索、警务小节对比",
    "Leads, cases solved by leads and persons caught in these are a funnel; each counts by its own date.": (
        "线索、线索破案、查获人数逐级统计，各按自己的日期。"
    ),
    "Visits by venue": "走访按接触场所",
    "Visits, patrols and callbacks, beside other periods": "走访、巡逻、回访对比",
    "Callbacks by kind": "回访按种类",
    "Satisfaction = (satisfied + {weight} x fairly satisfied) / calls that reached somebody.": (
        "满意率＝（满意＋{weight}×基本满意）÷有效回访。"
    ),
    "Areas": "村居情况",
    "Areas without a case": "零发案村居",
    "The five busiest areas": "案件、纠纷最多的五个村居",
    "The last twelve months": "近十二个月",
    "For each officer in {months} month(s): {needed}.": "每名民警{months}个月应达到：{needed}。",
    "{count} disputes were found ({changes}); of these {settled} were settled ({rate}) and {steady} held steady.": (
        "排查纠纷{count}起（{changes}），其中化解{settled}起（{rate}），稳控{steady}起。"
    ),
    "{count} cases were filed ({changes}); {solved} were solved ({solved_changes}), {quick} within 48 hours.": (
        "立案{count}起（{changes}）；破案{solved}起（{solved_changes}），其中48小时内{quick}起。"
    ),
    "At the end {count} matters were open ({changes}), {overdue} of them overdue ({overdue_changes}).": (
        "期末在办{count}件（{changes}），其中超期{overdue}件（{overdue_changes}）。"
    ),
    "These figures do not agree; the sheet is not printed:": "以下数字对不上，月报不予输出：",
    "Records that break it: {numbers}": "造成不符的记录：{numbers}",
    "No record breaks it: the index does not say what the records say (jingwu check --repair).": (
        "记录本身没有问题：索引与记录不一致（可运行 jingwu check --repair）。"
    ),
    "With --force it is printed all the same, with this on top.": "加 --force 仍可输出，不符之处列在最前。",
    "{figure} is worked out of other figures.": "{figure} 由其他数字算出，没有自己的记录。",
    "Ask for {figure}.": "请查看 {figure}。",
    "Several figures are called '{name}'.": "叫“{name}”的数字不止一个。",
    "{table}: {row}, {column}": "{table}：{row}·{column}",
    "{figure}: {count} record(s).": "{figure}：{count} 条记录。",
    "The records come to {sum}, the sheet says otherwise: run 'jingwu check'.": (
        "各条记录合计为 {sum}，与月报不符：请运行 jingwu check。"
    ),
    "Counts": "计数",
    "Of": "基数",
    "Kind": "种类",
    "A number from 0 to 1 is expected here.": "此处应为 0 到 1 之间的数。",
    "Name a period, or --from with or without --to.": "请写明时期，或用 --from（可加 --to）。",
    "--to lies before --from.": "--to 早于 --from。",
    "This is not a period; write it as 2026-10, 2026-Q3, 2026, ytd, 'last' or 'this'.": (
        "不是时期；请写成 2026-10、2026-Q3、2026、今年、last 或 this。"
    ),
    "Several months: from this one on.": "多个月：从这个月起。",
    "To this month; the present one unless named.": "到这个月；不写则到本月。",
    "List the records behind a figure: kinds.case.open, 小案件·在办.": (
        "列出一个数字背后的记录：kinds.case.open 或 小案件·在办。"
    ),
    "Print it although figures do not agree.": "数字对不上也输出。",
    "Print what each officer did in a month against the station's quotas.": "输出各民警当月完成任务数。",
    "2026-10, last, this, 2026-Q3, 上季度, 2026, ytd (上月, 本月, 今年).": (
        "2026-10、2026-Q3、2026；上月、本月、上季度、今年。"
    ),
    "A figure is explained from one ledger.": "查看数字背后的记录时，只能用一个台账。",
    "This is no head of a journal: at least 12 digits of a hash, as they stand under a sheet.": (
        "不是日志校验码：请输入月报下方的校验码，至少 12 位。"
    ),
    "The journal does not hold {head}: it is not the one that the sheet was made from.": (
        "日志中没有 {head}：不是出具该月报的台账，或台账已被改动。"
    ),
    "Also whether it still holds the head that stands under a printed sheet.": "并核对月报下方的校验码是否仍在台账中。",
    "Print the summary of a month, of a quarter, of a year or of several months, or write it as a document.": (
        "输出一个月、季度、一年或几个月的月报，或写成文件。"
    ),
    # Time limits named by what people call them
    "No time limit of {number} runs.": "{number} 没有正在计时的时限。",
    # importers: persons who are written out in a cell
    "This is a formula, not a name.": "这是公式，不是姓名。",
    "The row tells of this person in this column and in columns of its own.": (
        "此栏已写明此人的多项内容，另有各栏也写此人。"
    ),
    # explaining what is worked out, sheets of several months
    "{station} {period} sheet": "{station} {period} 报表",
    "the column 'cases' of the table of areas": "“村居情况”表的立案一栏",
    # importers: a state given by itself
    "The state follows from what was done, and is not imported by itself.": "状态由办理经过得出，不能单独导入。",
    "Give what was done with its date ({names}), or take the column out.": (
        "请填写办理日期各栏（{names}），或删去该栏。"
    ),
    "For the same reason as rows above.": "原因同前面的行。",
    # what to do next
    "Nothing was changed. 'jingwu check' lists all that is wrong, 'jingwu check --repair' makes anew what the journal"
    " can tell; where that is not enough, restore a backup into a new folder.": (
        "未作任何更改。jingwu check 列出全部问题，jingwu check --repair 按日志重建；"
        "仍不能解决的，把备份恢复到新文件夹。"
    ),
    "'jingwu check --repair' makes anew what the journal can tell, and keeps what it replaces.": (
        "可用 jingwu check --repair 按日志重建，原件保留。"
    ),
    "This cannot be made anew: restore a backup into a new folder (jingwu restore FILE FOLDER).": (
        "以上问题无法重建，请把备份恢复到新文件夹：jingwu restore 备份文件 新文件夹。"
    ),
    "Nothing that is open has '{name}'.": "在办事项中没有“{name}”。",
    "Law": "适用法律",
    "Still counted by weekends, until 1 January and 1 October are in: {years}.": (
        "仍按周末推算，录入当年元旦和国庆节的放假安排后才算齐全：{years}。"
    ),
    "{clock} cannot be extended.": "“{clock}”不能延长。",
    "ended {when}": "{when} 终结",
    "ended late without it": "超期未完成，已终结",
    "{law}, not by the date of filing": "{law}，未按立案日期确定",
    "There are no headings: nothing in this row is one, and no row follows.": (
        "没有表头：此行各格都不是表头，其下也没有数据行。"
    ),
    # intake: order, settings, odd files
    "These rows say what was done to records (number, action, date), and need no mapping.": (
        "这是事项表（编号、事项、日期），不需要映射文件。"
    ),
    "Import the file as it is; a heading that is not known is named.": "请直接导入；不认识的表头会逐一指出。",
    "Tabs and breaks of lines within cells are lost, and the words around them run together.": (
        "格内的制表符和换行读不出，其前后文字会连在一起。"
    ),
    "Save it as .xlsx to keep them.": "如需保留，请另存为 .xlsx。",
    "Some cells may show their numbers in 万; sums are read as the numbers that they keep.": (
        "有的单元格格式带“万”字；金额按单元格实际存的数（元）读取，请核对。"
    ),
    "The column was too narrow: the spreadsheet wrote ### for the value.": "列宽不够，表格软件把内容存成了 ###。",
    "Make the column wider in the file that it came from, and save it again.": "请在原文件中加宽该列后重新保存。",
    "In which unit these amounts are is not known.": "不认识此栏金额的单位。",
    "Write them in yuan (元) or in 万元, and the heading so.": "请换算成元或万元，并相应改写表头。",
    "There is no column {names}, by which the mapping tells the rows apart.": "没有映射文件用来区分各行的栏：{names}。",
    "Name the right column there, or take source_key out.": "请在映射文件中改正该栏的名称，或删去 source_key。",
    "This is a folder, not a file.": "这是文件夹，不是文件。",
    "Leave it empty where there is nothing to say.": "没有的就空着，不填。",
    "Between the cells must stand a comma, a semicolon, a tab or ，.": "各格之间须用逗号、分号、制表符或全角逗号分隔。",
    "The record": "该记录",
    "{file}: {encoding}": "{file}：{encoding}",
    "Take the column out, or say in a mapping file what it means (--guess writes one).": (
        "请删去该栏，或在映射文件中写明它的含义（import --guess 可生成映射文件）。"
    ),
    "--guess writes a file that names fields.": "可先用 import --guess 生成映射文件，其中写有各字段名。",
    "There is no command (batch) {batch}.": "没有批次 {batch}。",
    "Command {batch} changed no record: there is nothing to take back.": "批次 {batch} 没有改动记录，无可撤销。",
    "Take that back first (jingwu undo), then enter both in the order of their dates.": (
        "请先撤销那一项（jingwu undo），再按日期先后录入。"
    ),
    # the sheet: sums behind a figure
    "Amount (yuan)": "金额(元)",
    "{figure}: {count} record(s), {sum} in all.": "{figure}：{count} 条记录，合计 {sum}。",
    "{figure}: {count} record(s), {part} of {whole}.": "{figure}：{count} 条记录，{part}/{whole}。",
    "{figure}: {count} record(s); a name that several have counts once.": (
        "{figure}：{count} 条记录；几条记录同属一个名称的，只计一次。"
    ),
    "no data": "无数据",
    "The index does not say what {file} says.": "索引与 {file} 不一致。",
    "The ledger begins with {month}: there is no data of the time before it.": (
        "台账始于{month}，此前无数据，不作对比。"
    ),
    "Cases per 10,000 residents": "每万人立案",
    "Only areas whose residents the station's settings say.": "只含设置中填有人口的村居。",
    # records that name each other
    "Somebody else has registered a matter of this import meanwhile, and it is linked with another.": (
        "导入期间他人已登记其中一条记录，而该记录与另一条有关联。"
    ),
    # too little memory
    "The machine lacks memory for this. The ledger holds all that was confirmed.": (
        "本机内存不足，无法完成；已确认的内容都在台账中。"
    ),
    "Close other programs and try again; a large file can be divided.": (
        "请关闭其他程序后重试；文件较大的可以分开导入。"
    ),
    # two imports at a time
    "Somebody else has registered a matter of this import meanwhile.": "导入期间他人已登记其中一条记录。",
    # import: what is no table of rows
    "This is not a record number.": "这不是编号。",
    "The number has more than six digits behind the hyphen: the next ones could not be typed.": (
        "编号横线后超过六位：以后的编号将无法输入。"
    ),
    "This is what 'jingwu --json' prints: it is masked, and no file to import.": (
        "这是 jingwu --json 的输出，内容已打码，不能导入。"
    ),
    "'jingwu export' writes what import takes back.": "可导入的文件请用 jingwu export 导出。",
    "This is one object around rows, which stand under several keys: {names}.": (
        "这是一个 JSON 对象，数据在它的几个键下：{names}。"
    ),
    "Give one of these arrays alone.": "请只提供其中一个数组。",
    "This is one object around rows, but there is none under '{path}'.": (
        "这是一个 JSON 对象，但键“{path}”下没有数据。"
    ),
    "Perhaps it tells of a failure. An array alone may be empty.": "可能是接口返回了错误；单独的数组可以为空。",
    "The rows stand under '{path}': {count}.": "数据取自键“{path}”，共 {count} 条。",
    "It speaks of {told} rows and holds {count}: perhaps it is one page of several.": (
        "其中写明共 {told} 条，实有 {count} 条：可能只是其中一页。"
    ),
    "This is one JSON text, not one object a line.": "这是整个一段 JSON，不是每行一个对象。",
    "Name the file .json, or give --format json.": "请把文件名改为 .json，或指定 --format json。",
    "The headings stand below each other, as in a form: one row a record is needed, with headings above.": (
        "表头竖排，像是一张登记表：导入需要一行一条记录，第一行为表头。"
    ),
    "'jingwu import --template KIND FILE.xlsx' makes such a file; a table on its side is turned (transposed).": (
        "可用 jingwu import --template 种类 文件.xlsx 生成空表；横竖颠倒的表请先“转置”。"
    ),
    "This is {what}, not a table.": "这是 {what} 文件，不是表格。",
    "Open it, or unpack it, and save the table as .xlsx or .csv.": "请打开或解压，把其中的表格另存为 .xlsx 或 .csv。",
    "This is what a Mac keeps beside a file, not the file itself.": "这是苹果电脑的附属文件，不是文件本身。",
    "This only says that the workbook is open in Excel or WPS.": "这只是工作簿打开时的临时文件。",
    "Leave it out; the file beside it has the rows.": "请勿导入它，数据在同名的文件里。",
    "The formula has no result: a program wrote it and did not calculate.": ("公式没有结果：是程序写入的，尚未计算。"),
    "A cell that holds the separator stands in quotation marks.": "格内有分隔符的，该格须加英文引号。",
    "{number} has the source key {key} and is another matter.": "{number} 的来源编号也是 {key}，但不是同一件事。",
    "If it only numbers the rows, name its column '{heading}'.": "如果只是行号，请把该栏表头改为“{heading}”。",
    "This is more than one person's name, or a part of it is lost.": "这不只是一个姓名，或姓名不完整。",
    "This is a Word document.": "这是 Word 文档。",
    "Copy its table into Excel or WPS and save it as .xlsx.": "请把其中的表格复制到 Excel 或 WPS，另存为 .xlsx。",
    "This is a packed folder (zip), not a spreadsheet.": "这是压缩包（zip），不是电子表格。",
    "Unpack it and give the files in it.": "请解压后导入其中的文件。",
    "This is a file that a ledger keeps for itself.": "这是台账内部的数据文件，不能导入。",
    "This line is in UTF-8, those above in GB18030: two files were put together.": (
        "此行是 UTF-8 编码，上文是 GB18030：像是两个文件拼在一起。"
    ),
    "The Chinese in this file is lost: only question marks are left.": "文件中的汉字已丢失，只剩问号。",
    "Export it again, as UTF-8 or GB18030.": "请重新导出，编码选 UTF-8 或 GB18030。",
    "There are no headings: this row holds values.": "没有表头：此行就是数据。",
    "Write a row of headings above it; --template makes one.": "请在上方加一行表头（可用 --template 生成）。",
    # Rows that no key tells apart.
    "It is the matter of row {row} of {file} (the same words, time, people and place), with other details.": (
        "与 {file} 第 {row} 行是同一件事（内容、时间、人员、地点都相同），其余却不同。"
    ),
    "Import the files in runs of their own; with --update the later becomes a correction.": (
        "请分次导入，每次一个文件；后一次加 --update 则作为更正。"
    ),
    "Like {number} in words, time, people and place, but not alone in that: what it changes is not clear.": (
        "内容、时间、人员、地点与 {number} 相同，但相同的不止一条，无法确定改的是哪一条。"
    ),
    "Correct the record by hand: jingwu correct {number}.": "请手工更正：jingwu correct {number}。",
    "Another matter needs a source key of its own.": "如是另一件事，请在“来源编号”栏另填编号。",
    # What an import rejected.
    "What was rejected is a .{form}; a .{wanted} needs: pip install 'jingwu[office]'": (
        "未导入的行改存为 .{form}；存为 .{wanted} 需安装：pip install 'jingwu[office]'"
    ),
    "What was rejected is a .{form}: it is too large for a .{wanted}, or has rare characters.": (
        "未导入的行改存为 .{form}：.{wanted} 放不下（行、列、字数过多或有生僻字）。"
    ),
    # Import: pages of a web service, skipped lines
    "Warnings refuse, as errors do; skipped lines and likely duplicates are none.": (
        "有提醒也不导入；跳过的行和疑似重复不算提醒。"
    ),
    "Another table begins in row {row}: each needs a file or a sheet of its own.": (
        "第 {row} 行起是另一张表：一个文件或工作表只能放一张表。"
    ),
    "It is one of {pages} pages: the others have rows, too.": "这只是 {pages} 页中的一页，其余各页也有数据。",
    "It says that more rows follow: it is one page of several.": "其中写明后面还有数据：这只是其中一页。",
    # Import: what stands below a table, and broken JSON.
    "Unread from here on, line {line} of the file: {what}": "从此条起（文件第 {line} 行）未能读取：{what}",
    "This looks like a total or a signature, not like a matter.": "此行像是合计或签名，不像一条记录。",
    "Take the row out, or say more in it.": "请删去此行；确是记录的，请把内容写全。",
    "{number} says the same already; nothing was added.": "与 {number} 完全相同，未另行登记。",
    # Import: answers of services, encodings, hidden sheets, persons without a name.
    "A service answered without rows: '{message}'.": "这是接口返回的消息，没有数据：“{message}”。",
    "Ask it again.": "请重新下载后再导入。",
    "This line is in GB18030, those above in UTF-8: two files were put together.": (
        "此行是 GB18030 编码，上文是 UTF-8：像是两个文件拼在一起。"
    ),
    "Hidden, to be called by name: {names}.": "隐藏的须用名称：{names}。",
    "'无' and '/' count as empty; who is not known is '不详'.": "“无”“/”视为未填，姓名不知道的请写“不详”。",
    # What an import finds likely; the names of exports.
    "Perhaps the same matter as {other}: the same people and day.": "可能与 {other} 重复：姓名、日期均相同。",
    "Perhaps the same matter as {other}: the same place and day.": "可能与 {other} 重复：地点、日期均相同。",
    "Rows of a file that came in with --map are mended with it, too.": "原文件用 --map 导入的，改正后也要加 --map。",
    "Perhaps the same matter as {other}: the same words and day.": "可能与 {other} 重复：内容、日期均相同。",
    "The file's name says {suffix}, and --format says {form}.": "文件名是 {suffix}，--format 却是 {form}。",
    "Give one of the two, or a name that ends in .{form}.": "只写其一，或文件名以 .{form} 结尾。",
    # Import: hidden rows and columns.
    "Hidden rows are imported like the others: {count}.": "隐藏的行照常导入：{count} 行。",
    "Hidden columns are imported like the others: {names}.": "隐藏的栏照常导入：{names}。",
    # Import: amounts in numerals, times that are not exact.
    "The amount is only roughly told.": "金额只是大概数。",
    "Write the sum itself, or leave it empty.": "请写准确金额，或留空。",
    "This may mean two amounts.": "这个金额有两种读法。",
    "Write it in digits, as 1280 or 1280.50.": "请用数字写，如 1280 或 1280.50。",
    "In the morning, 12 may be midnight or noon; write it as 00:30 or 12:30.": (
        "上午12点可能是零点，也可能是中午，请写成 00:30 或 12:30。"
    ),
    "More than names stands here.": "除姓名外还有其他内容。",
    "Sex, age and the like have columns of their own, or the remark.": "性别、年龄等请另列填写，或写入备注。",
    "Files that cannot be read: {count} problem(s).": "另有读不了的文件，共 {count} 处问题。",
    "By the forms of the mapping this may be {dates}.": "按映射文件的日期格式，可能是 {dates}。",
    "At night, 12 may be the beginning or the end of that day; write it as 00:00 of the day.": (
        "夜里12点可能是当天的开始，也可能是结束，请写成某日 00:00。"
    ),
    "A time that is not exact (8时许, 8点左右) is kept as 8:00.": "时间不准确（如8时许、8点左右），按8:00登记。",
    # Import: actions that were rejected beside their equals.
    "{number} has this already; nothing was added.": "{number} 已有此事项，未另行登记。",
    "What was done once more is entered by hand.": "如确实又办了一次，请手工登记。",
    # Import: rejected rows that were mended in two ways.
    "{number} came from the same row, and this one says otherwise: {what}.": (
        "此行（按未导入编号）已登记为 {number}，现在所写不同：{what}。"
    ),
    "{number} has this from the same row, which said otherwise: {what}.": (
        "此行（按未导入编号）已记入 {number}，当时所写不同：{what}。"
    ),
    "Row {row} of {file} is the same row, mended otherwise.": "与 {file} 第 {row} 行的未导入编号相同，内容却不同。",
    "If it is another matter, empty its '{heading}'.": "如是另一件事，请清空其“{heading}”。",
    # Guessing a mapping: days of closing, columns of kinds, dates that contradict each other
    "what is open is not closed at once": "在办的不能直接办结",
    "what is open is not closed at once, but by: {action}": "在办的不能直接办结，应先{action}",
    "Each row says its kind, under '{heading}'.": "各行的种类见“{heading}”栏。",
    "row {row} has {cell}, row {other} has {against}: no one form reads both": (
        "第{row}行为{cell}，第{other}行为{against}：没有一种格式能同时读出"
    ),
    # Backups that a passphrase opens.
    "This machine is too slow, or too busy, to open the backup with its passphrase.": (
        "这台机器太慢或太忙，暂时无法用口令打开备份。"
    ),
    "Nothing was written. Try again, or on another machine.": "未写入任何内容。请稍后再试，或换一台机器。",
}

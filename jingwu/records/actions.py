"""What can be done to a record: each action (事项) with the columns of its event.

Which state allows it stands in rules/status.py.

Adding an action: its row here and its rows in rules/status.py; the commands, the prompts, the codec and the importer
take it from there.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jingwu.language import pick
from jingwu.records import KINDS, WORKED
from jingwu.records.codes import MEANS, VENUES, WAYS
from jingwu.records.fields import Column

ALL = tuple(KINDS)
AT = Column("at", "when", "When", ("时间",))
BY = Column("by", "line", "By", ("经办人",), listed="officers", limit=40)
NOTE = Column("note", "text", "Note", ("说明",), limit=4000, mask="text")
"""With `AT` and `BY`, what can be said of every action."""
ROW_ID = Column("rejected_id", "line", "Rejected as", ("未导入编号",), limit=20)
"""The id of the row that an event came from, where an import had rejected that before; nobody types it."""


class Action(NamedTuple):
    """An action: what it is called, on which kinds it can be done, and what its event says."""

    name: str
    label: str
    chinese: str
    kinds: tuple[str, ...]
    columns: tuple[Column, ...] = ()
    variant: str = ""
    """The column whose value decides the next state: mediate's outcome."""
    own_group: bool = False
    """Typed under the kind: `jingwu dispute mediate`; the others stand at the top: `jingwu close`."""
    written: tuple[Column, ...] = ()
    """What the program itself keeps with the event; nobody types it, and no file says it."""

    @property
    def heading(self) -> str:
        """The action as people read it."""
        return pick(self.label, self.chinese)

    @property
    def kept(self) -> tuple[Column, ...]:
        """All that its event says."""
        return self.columns + self.written


def _line(name: str, label: str, chinese: str, *, required: bool = False, mask: str = "", limit: int = 200) -> Column:
    return Column(name, "line", label, (chinese,), required=required, mask=mask, limit=limit)


def _text(name: str, label: str, chinese: str, *, required: bool = False) -> Column:
    return Column(name, "text", label, (chinese,), required=required, mask="text", limit=4000)


def _money(name: str, label: str, chinese: str) -> Column:
    return Column(name, "money", label, (chinese,))


def _day(name: str, label: str, chinese: str) -> Column:
    return Column(name, "date", label, (chinese,))


def _count(name: str, label: str, chinese: str, *, minimum: int = 0, required: bool = False) -> Column:
    return Column(name, "integer", label, (chinese,), minimum=minimum, limit=100_000, required=required)


def _choice(
    name: str,
    label: str,
    chinese: str,
    choices: Mapping[str, str],
    words: Mapping[str, str] = MappingProxyType({}),
    *,
    required: bool = False,
) -> Column:
    return Column(name, "choice", label, (chinese,), choices=choices, words=words, required=required)


def _officer(name: str, label: str, chinese: str) -> Column:
    return Column(name, "line", label, (chinese,), listed="officers", limit=40)


_OUTCOMES = {
    **dict.fromkeys(("成功", "调解成功", "达成", "已达成", "已达成协议"), "reached"),
    **dict.fromkeys(
        ("未成功", "不成功", "失败", "调解失败", "调解不成", "调解未成", "调解不成功", "未达成协议"), "failed"
    ),
}
"""How people write what came of a mediation."""
_SATISFACTION = {"非常满意": "satisfied", "很满意": "satisfied"}
_REASON = _text("reason", "Reason", "原因", required=True)
_PAUSES = {"appraisal": "鉴定", "hearing": "听证", "other": "其他"}
_RECHECK = _choice("result", "Result", "复查结果", {"passed": "合格", "failed": "不合格"}, required=True)

_ROWS = (
    Action(
        "mediate", "Mediate", "调解", ("dispute",), variant="outcome", own_group=True,
        columns=(
            _choice(
                "outcome", "Outcome", "调解结果",
                {
                    "reached": "达成协议", "performed": "已履行", "failed": "未达成", "withdrawn": "终止",
                    "steady": "稳控", "referred": "引导诉讼",
                },
                _OUTCOMES,
                required=True,
            ),
            _choice("way", "Way", "化解方式", WAYS),
            _choice("form", "Agreement", "协议形式", {"oral": "口头", "written": "书面", "confirmed": "司法确认"}),
            _money("amount", "Amount", "协议金额"),
            _day("perform_by", "Perform by", "履行期限"),
            _line("units", "Joint units", "联动单位"),
            _line("recording", "Recording number", "录音录像编号"),
        ),
    ),
    Action("perform", "Perform", "履行", ("dispute",), (_money("amount", "Amount", "履行金额"),), own_group=True),
    Action(
        "breach", "Breach", "违约", ("dispute",), own_group=True,
        columns=(
            _choice("reason", "Reason", "违约情形", {"overdue": "逾期未履行", "retracted": "反悔"}, required=True),
        ),
    ),
    Action(
        "confirm", "Apply for confirmation", "申请司法确认", ("dispute",), own_group=True,
        columns=(_line("court", "Court", "受理法院"), _line("document", "Document", "文书号")),
    ),
    Action(
        "steady", "Hold steady", "稳控", ("dispute",), own_group=True,
        columns=(_text("measures", "Measures", "稳控措施"), _day("next_visit", "Next visit", "下次走访")),
    ),
    Action(
        "file", "File the case", "立案", ("case",), own_group=True,
        columns=(_line("document", "Document", "文书号"),),
    ),
    Action(
        "solve", "Solve", "破案", ("case",), own_group=True,
        columns=(
            _count("caught", "Persons caught", "抓获人数"),
            _choice("means", "Means", "破案方式", MEANS),
        ),
    ),
    Action(
        "recover", "Recover goods", "追赃", ("case",), own_group=True,
        columns=(_money("amount", "Amount", "追回金额"), _text("items", "Items", "追回物品")),
    ),
    Action(
        "return", "Return goods", "退赃", ("case",), own_group=True,
        columns=(
            _money("amount", "Amount", "返还金额"),
            _text("items", "Items", "返还物品"),
            _line("receiver", "Receiver", "领取人", mask="name"),
        ),
    ),
    Action(
        "goods", "Goods", "涉案物品", ("case",), variant="step", own_group=True,
        columns=(
            _choice(
                "step", "Step", "处置",
                {
                    "seized": "扣押", "preserved": "先行登记保存", "deposited": "移交保管", "unrelated": "与案件无关",
                    "noticed": "招领公告", "released": "解除退还", "disposed": "处理",
                },
                required=True,
            ),
            _text("items", "Items", "涉案物品清单"),
            _line("document", "Document", "文书号"),
        ),
    ),
    Action(
        "series", "Join a series", "串并", ("case",), own_group=True,
        columns=(_line("name", "Name of the series", "系列名称", required=True, limit=80),),
    ),
    Action(
        "assign", "Assign", "责任落实", ("hazard",), own_group=True,
        columns=(
            _line("unit", "Unit", "落实单位"),
            _line("person", "Person", "落实责任人", mask="name"),
            _day("deadline", "Deadline", "整改期限"),
        ),
    ),
    Action(
        "rectify", "Rectify", "整改", ("hazard", "conduct"), own_group=True,
        columns=(_text("measures", "Measures", "整改措施"),),
    ),
    Action(
        "recheck", "Recheck", "复查", ("hazard", "conduct"), (_RECHECK, _day("deadline", "Deadline", "整改期限")),
        variant="result", own_group=True,
    ),
    Action(
        "resolve", "Resolve", "解决", ("request",), own_group=True,
        columns=(
            _choice("manner", "Manner", "解决方式", {"on_spot": "现场解决", "by_date": "限期解决"}),
            Column("at_home", "yes", "At home", ("上门服务",)),
        ),
    ),
    Action(
        "explain", "Explain", "解释说明", ("request", "conduct"), own_group=True,
        columns=(_text("content", "Content", "解释内容", required=True),),
    ),
    Action(
        "verify", "Verify", "核查", ("lead",), variant="result", own_group=True,
        columns=(
            _choice("result", "Result", "核查结果", {"confirmed": "属实", "dismissed": "排除"}, required=True),
            _count("caught", "Persons caught", "查获人数"),
        ),
    ),
    Action(
        "convert", "Convert", "转办", ("lead", "dispute", "request", "visit", "hazard"), own_group=True,
        columns=(
            _choice("to", "To", "转为", {"case": "小案件", "dispute": "小纠纷", "hazard": "小隐患", "request": "小事情",
                                        "lead": "线索"}, required=True),
            _line("category", "Category", "类别", limit=40),
            _choice("nature", "Case nature", "案件性质", {"security": "治安", "criminal": "刑事", "other": "其他"}),
        ),
        written=(Column("number", "line", "New number", ("新编号",), limit=20),),
    ),
    Action(
        "reply", "Reply", "答复", (*WORKED, "visit"),
        (
            _choice("how", "How", "答复方式", VENUES),
            _line("person", "To whom", "答复对象", mask="name"),
            _text("content", "Content", "答复内容"),
        ),
    ),
    Action(
        "callback", "Call back", "回访", (*WORKED, "visit"),
        (
            _choice(
                "satisfaction", "Satisfaction", "满意度",
                {"satisfied": "满意", "basic": "基本满意", "dissatisfied": "不满意", "unreached": "未接通"},
                _SATISFACTION,
                required=True,
            ),
            _line("person", "Person", "被访人", mask="name"),
            Column("phone", "line", "Phone", ("电话",), limit=20, mask="phone"),
            _text("reason", "Reason", "原因"),
        ),
    ),
    Action(
        "extend", "Extend", "延长时限", WORKED,
        (
            _line("clock", "Clock", "时限", required=True, limit=40),
            _count("days", "Days", "天数", minimum=1),
            _count("months", "Months", "月数", minimum=1),
            _REASON,
            _line("approver", "Approver", "批准单位", required=True),
            _line("document", "Document", "文书号"),
            Column("force", "yes", "Record it although the limit is over", ("超期仍登记",)),
        ),
    ),
    Action(
        "pause", "Pause", "中止计时", WORKED,
        (
            _choice("reason", "Reason", "原因", _PAUSES, required=True),
            _line("clock", "Clock", "时限", limit=40),
            Column("until", "when", "Until", ("中止至",)),
        ),
    ),
    Action(
        "resume", "Resume", "恢复计时", WORKED,
        (_line("clock", "Clock", "时限", limit=40), _choice("reason", "Reason", "中止原因", _PAUSES)),
    ),
    Action(
        "transfer", "Transfer", "移交", WORKED, variant="unit",
        columns=(
            _officer("officer", "To officer", "接办民警"),
            _line("unit", "To unit", "移交单位"),
            _text("reason", "Reason", "原因"),
        ),
    ),
    Action(
        "link", "Link", "关联", ALL,
        (Column("number", "numbers", "Number", ("关联编号",), required=True), _text("reason", "Reason", "原因")),
    ),
    Action(
        "correct", "Correct", "更正", ALL,
        (
            _line("field", "Field", "更正项目", required=True, limit=40),
            _text("value", "New value", "更正为"),
            Column("clear", "yes", "Empty the column", ("清空",)),
            _REASON,
        ),
        written=(_text("old", "Old value", "原值"), Column("imported", "yes", "Made by an import", ("导入所改",))),
    ),
    Action("note", "Note", "备注", ALL, (_text("content", "Content", "内容", required=True),)),
    Action("close", "Close", "办结", WORKED, (_text("result", "Result", "办结结果"),)),
    Action("reopen", "Reopen", "重新办理", WORKED, (_REASON,)),
    Action("void", "Void", "作废", ALL, (_REASON,), written=(_count("batch", "Batch", "批次"),)),
    Action(
        "undo", "Undo", "撤销", ALL,
        (_line("command", "Command", "被撤销的操作"), _count("batch", "Batch", "批次")),
    ),
)  # fmt: skip

ACTIONS: dict[str, Action] = {action.name: action for action in _ROWS}
"""Name to action; `undo` is written by `jingwu undo` only."""


def action_heading(name: str) -> str:
    """An action's name as people read it; 'register' is the first line of a record's history."""
    return ACTIONS[name].heading if name in ACTIONS else pick(name.capitalize(), "登记")


def command_heading(command: str) -> str:
    """A command of the journal as people read it: 'dispute add', 'mediate', 'import'."""
    name = command.rpartition(" ")[2]
    return ACTIONS[name].heading if name in ACTIONS else pick(*_COMMANDS.get(name, (name, name)))


_COMMANDS = {
    "add": ("Register", "登记"),
    "import": ("Import", "导入"),
    "freeze": ("Freeze", "定稿"),
    "thaw": ("Freeze taken back", "撤销定稿"),
    "init": ("New ledger", "新建台账"),
    "backup": ("Back up", "备份"),
    "repair": ("Repair", "修复"),
    "unmask": ("Details shown", "查看未打码信息"),
}


def column_of(action: str, field: str) -> Column | None:
    """The column `field` of an action's event, if it has one."""
    return next((column for column in ACTIONS[action].kept if column.name == field), None)

"""Lists of codes with their Chinese names that records, actions and sheets share; their English is the code itself."""

VENUES = {
    "kang": "炕头", "street": "街头", "field": "地头", "village": "村头", "window": "窗口",
    "home": "上门", "phone": "电话", "online": "网上", "other": "其他",
}  # fmt: skip
WAYS = {"police": "治安调解", "people": "人民调解", "administrative": "行政调解", "joint": "联动调解"}
SOURCES = {
    "command_centre": "110指令", "found": "工作中发现", "report": "报案", "surrender": "投案", "handover": "移送",
    "brought_in": "扭送", "patrol": "巡逻发现", "visit": "走访发现", "screening": "主动排查", "application": "申请",
    "inspection": "检查", "complaint": "投诉", "other": "其他",
}  # fmt: skip
MEANS = {
    "video": "视频侦查", "lead": "线索", "visit": "走访", "patrol": "巡逻", "evidence": "勘查比对",
    "confession": "深挖", "other": "其他",
}  # fmt: skip
"""How a case was solved."""
PATROL_MEANS = {"foot": "步巡", "car": "车巡", "bicycle": "骑巡", "video": "视频巡查"}

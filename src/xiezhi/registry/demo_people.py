"""The invented people, organs and items of the demo. Laws and articles are real; nobody here is."""

from __future__ import annotations

from dataclasses import dataclass

CITY, JUSTICE, MARKET, FAR = "sf-cg", "sf-sfj", "sf-scjg", "lz-cg"
REGION, FAR_REGION = "990101", "990202"


@dataclass(frozen=True, slots=True)
class OrganSeed:
    code: str
    title: str
    short: str
    region: str
    sector: str
    phone: str


@dataclass(frozen=True, slots=True)
class PersonSeed:
    """`certificate` is its number ('' for none); `lawyer` since 2015; `login` the demo account."""

    login: str
    name: str
    organ: str
    unit: str
    roles: tuple[str, ...]
    certificate: str = ""
    lawyer: bool = False
    expired: bool = False

    @property
    def code(self) -> str:
        return f"p-{self.login}"


@dataclass(frozen=True, slots=True)
class ItemSeed:
    """`level` of the basis; `upper` the clause of the law above it, where there is one."""

    code: str
    title: str
    everyday: str
    law: str
    version: str
    article: str
    kinds: tuple[str, ...]
    low: int | None
    high: int | None
    level: str = "administrative_regulation"
    upper: str = ""


ORGANS = (
    OrganSeed(CITY, "示范区城市管理局", "区城管局", REGION, "urban", "010-55550101"),
    OrganSeed(JUSTICE, "示范区司法局", "区司法局", REGION, "general", "010-55550102"),
    OrganSeed(MARKET, "示范区市场监督管理局", "区市场监管局", REGION, "market", "010-55550103"),
    OrganSeed(FAR, "邻州区城市管理局", "邻州区城管局", FAR_REGION, "urban", "010-55550104"),
)

FIELD, LAW, OFFICE, PERMITS = "执法一中队", "法制科", "办公室", "行政审批科"
PEOPLE = (
    PersonSeed("lin", "林正", CITY, FIELD, ("officer",), "9901-CG-0017"),
    PersonSeed("chen", "陈实", CITY, FIELD, ("officer",), "9901-CG-0023"),
    PersonSeed("wu", "吴越", CITY, FIELD, ("officer",), "9901-CG-0009", expired=True),
    PersonSeed("zhou", "周明", CITY, FIELD, ("unit_head", "officer"), "9901-CG-0004"),
    PersonSeed("gao", "高远", CITY, OFFICE, ("agency_head", "agency_chief", "collective"), "9901-CG-0001"),
    PersonSeed("shen", "沈律", CITY, LAW, ("legal_reviewer", "case_reviewer"), "9901-CG-0031", True),
    PersonSeed("fang", "方听", CITY, LAW, ("hearing_chair",), "9901-CG-0032", True),
    PersonSeed("tao", "陶记", CITY, LAW, ("hearing_clerk",)),
    PersonSeed("jiang", "蒋同", CITY, OFFICE, ("collective", "agency_head"), "9901-CG-0002"),
    PersonSeed("he", "何布", CITY, OFFICE, ("publicity_clerk", "archivist")),
    PersonSeed("min", "闵窗", CITY, PERMITS, ("window",)),
    PersonSeed("xin", "辛审", CITY, PERMITS, ("licence_examiner",)),
    PersonSeed("bian", "卞核", CITY, PERMITS, ("licence_verifier",)),
    PersonSeed("ge", "葛核", CITY, PERMITS, ("licence_verifier",)),
    PersonSeed("xu", "许册", CITY, OFFICE, ("register_clerk",)),
    PersonSeed("song", "宋督", JUSTICE, "执法监督科", ("supervisor",), "9901-SF-0003", True),
    PersonSeed("ping", "平评", JUSTICE, "执法监督科", ("file_reviewer",)),
    PersonSeed("sys", "罗运", CITY, "信息中心", ("system_admin",)),
    PersonSeed("sec", "安守", CITY, "信息中心", ("security_admin",)),
    PersonSeed("aud", "查录", JUSTICE, "信息中心", ("audit_admin",)),
    PersonSeed("shi", "史巡", MARKET, "执法大队", ("officer",), "9901-SC-0011"),
    PersonSeed("qian", "钱外", FAR, "执法大队", ("officer", "unit_head"), "9902-CG-0005"),
)  # fmt: skip

#: What the demo's organ licenses; no penalty is imposed by these items.
LICENCES = (
    ItemSeed(
        "CG-L001", "城市建筑垃圾处置核准", "渣土处置许可", "国务院对确需保留的行政审批项目设定行政许可的决定",
        "2016-08-25", "101", (), None, None,
    ),
)  # fmt: skip

ITEMS = (
    ItemSeed(
        "CG-0101", "擅自占用城市道路", "占道经营、占道堆放", "城市道路管理条例", "2019-03-24", "42",
        ("fine",), None, 2_000_000,
    ),
    ItemSeed(
        "CG-0102", "乱扔果皮、纸屑、烟头等废弃物", "乱扔垃圾", "城市市容和环境卫生管理条例",
        "2017-03-01", "34", ("warning", "fine"), None, 20_000,
    ),
    ItemSeed(
        "CG-0103", "餐饮服务业未安装油烟净化设施或者超标排放油烟", "油烟扰民、饭店油烟", "大气污染防治法",
        "2018-10-26", "118", ("fine", "halt_business"), 500_000, 5_000_000, "law",
    ),
    ItemSeed(
        "CG-0104", "运输建筑垃圾沿途丢弃、遗撒", "渣土车漏撒、工程渣土", "城市建筑垃圾管理规定",
        "2005-03-23", "23", ("warning", "fine"), 500_000, 5_000_000, "departmental_rule",
        "固体废物污染环境防治法第111条",
    ),
)  # fmt: skip

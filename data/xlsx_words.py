"""What the sheets and columns of the import workbooks are called in the hall, and in the tables behind."""

from data.catalogue_cells import words
from data.catalogue_csv import DEPARTMENTS, ITEMS, MATERIALS
from data.catalogue_items import ITEM_COLUMNS
from data.catalogue_rows import DEPARTMENT_COLUMNS, MATERIAL_COLUMNS

STAFF = "staff.csv"
SHEETS = {"部门": DEPARTMENTS, "事项": ITEMS, "材料": MATERIALS, "人员": STAFF}
"""Sheet → table."""

_DEPARTMENT_TITLES = words("部门代码 名称 简称 窗口号 窗口业务 取号字母 统一社会信用代码 咨询电话 投诉电话")
_ITEM_TITLES = words(
    "事项编号 事项名称 部门代码 部门名称 窗口号 类型代码 类型 服务对象 办件类型 并联 "
    "并联部门 上报 上报单位 行使层级 基本编码 实施编码 业务办理项编码 实施依据 "
    "法定时限 法定时限单位 时限依据 可延长 可延长单位 延长依据 承诺时限 "
    "承诺时限单位 告知时限 告知时限单位 告知依据 特别程序 特别程序时间 特别程序单位 "
    "不计入时限 特别程序依据 收费 收费标准 单价（分） 收费依据 受理条件 办理程序 结果名称 "
    "结果有效期 有效月数 套打 空白证 送达方式 到现场次数 网上办理 容缺受理 "
    "告知承诺 俗称 备注 版本 生效日期"
)
_MATERIAL_TITLES = words(
    "材料编号 事项编号 序号 材料名称 介质 规格 原件份数 复印件份数 来源 出具单位 必要 "
    "何时需要 可容缺 电子证照"
)
STAFF_COLUMNS = ("login", "name", "dept_code", "rights")
_STAFF_TITLES = ("用户名", "姓名", "部门代码", "岗位")
_OF_TABLE = {
    DEPARTMENTS: (DEPARTMENT_COLUMNS, _DEPARTMENT_TITLES),
    ITEMS: (ITEM_COLUMNS, _ITEM_TITLES),
    MATERIALS: (MATERIAL_COLUMNS, _MATERIAL_TITLES),
    STAFF: (STAFF_COLUMNS, _STAFF_TITLES),
}
TITLES = {table: dict(zip(columns, titles, strict=True)) for table, (columns, titles) in _OF_TABLE.items()}
"""Table → column → its title in the sheet."""

COLUMNS = {table: {title: column for column, title in titles.items()} for table, titles in TITLES.items()}
COLUMNS[DEPARTMENTS]["机关代字"] = "organ_word"
"""Table → title → column; a department's sign may stand there or follow from the place's word."""

SHEET_OF = {table: sheet for sheet, table in SHEETS.items()}

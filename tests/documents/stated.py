"""Words that must be readable in each kind as rendered from its sample, beside those of test_render."""

from tests.documents.stated_enforcement import ENFORCEMENT
from tests.documents.stated_inspection import INSPECTION
from tests.documents.stated_licence import LICENCE

FILING = {
    "complaint_form": ["举报（投诉）案件登记表", "举报人要求保密是", "系统单独封存"],
    "assignment_notice": ["东湖区市场监督管理局：", "2026年9月30日前", "交办〔2026〕9号"],
    "jurisdiction_notice": ["第二十五条第二款", "现指定该案由你机关管辖", "指管〔2026〕3号"],
    "transfer_letter": ["东湖区综合行政执法局：", "不属本机关管辖", "现场照片4", "移函〔2026〕7号"],
    "assistance_letter": ["西岭区市场监督管理局：", "第二十六条", "供货的品种", "协查〔2026〕11号"],
    "assistance_result_letter": ["协查〔2026〕11号", "5312元", "协复〔2026〕6号"],
    "entrustment": ["委托的具体事项", "委托权限", "2026年1月10日", "2028年12月31日", "不得再委托"],
    "filing_revocation_form": ["撤销立案理由", "2026年9月16日", "02010126001", "同意撤销立案。"],
    "recusal_decision": ["吴堃", "驳回申请", "第四十三条"],
    "interview_notice": ["2026年9月21日9时00分", "有权依法申请执法人员回避", "询通〔2026〕31号"],
    "address_confirmation": ["学府路26号", "电子邮件", "□不同意", "当事人（签名）"],
}
INVESTIGATION = {
    "sampling_approval_form": ["DH-2026-0915-01", "散装卤猪肉", "同意抽样。"],
    "sampling_record": ["2026年9月15日14时20分", "02010126014", "见证人（签名）", "第五十六条"],
    "sample_disposal_notice": ["检验消耗，不再退还", "样处〔2026〕5号"],
    "appraisal_result_notice": ["示范市食品检验研究院", "SJ2026-09-1187", "7个工作日内"],
    "product_confirmation": ["西岭丰源粮油有限公司：", "□系本单位生产", "确认人（签名）"],
    "preservation_approval_form": ["证据可能灭失", "收银台电脑主机", "七日内作出处理决定"],
    "preservation_notice": [
        "登存〔2026〕17号",
        "七日内及时作出处理决定",
        "不得销毁或者转移证据",
        "2026年9月14日11时20分",
        "当事人（签名）",
    ],
    "preservation_disposal_notice": ["登存〔2026〕17号", "记录复制后解除", "存处〔2026〕17号"],
    "suspension_decision": ["2026年9月23日起中止", "等待其他机关"],
    "resumption_decision": ["2026年9月23日", "2026年9月28日起恢复"],
    "termination_form": ["当事人无法查找", "同意终止调查。"],
    "recording_note": ["2026年9月14日10时20分", "执法记录仪", "2056年12月31日", "执法人员（签名）"],
    "evidence_catalogue": ["2026年9月14日现场检查笔录", "经核对无误的复制件", "当事人的主体资格"],
}
REVIEW = {
    "handling_opinion_form": ["1．没收违法所得2．罚款", "50,000.00元（大写：伍万元整）"],
    "case_review_form": ["案件审核人员意见", "裁量适当"],
    "extension_form": ["延长天数（日）30", "同意"],
    "statement_letter": ["罚告〔2026〕31号", "第一次违法", "请求：从轻处罚"],
    "statement_record": ["2026年10月14日14时05分", "答：事实没有意见。", "陈述申辩人（签名）"],
    "hearing_right_notice": ["五个工作日内", "第六十三条", "罚款人民币50000元（大写：伍万元整）"],
    "hearing_application": ["要求举行听证", "2026年10月15日"],
    "hearing_announcement": ["社会公众：", "公开举行听证", "徐静"],
    "hearing_record": ["听证主持人（签名）", "质证", "2026年10月27日10时40分", "冯律"],
    "hearing_report": ["听证主持人意见", "对事实没有异议", "建议维持"],
    "decision_approval_form": [
        "《中华人民共和国食品安全法》第一百二十二条第一款",
        "同意作出处罚决定。",
    ],
}
EXECUTION = {
    "service_announcement": ["经过三十日，即视为送达", "迁移新址不明"],
    "installment_form": ["2026年11月30日", "20,000.00", "银行流水"],
    "installment_notice": ["第六十六条第二款", "15,000.00", "批准分期缴纳"],
    "payment_notice": ["人民币50000元（大写：伍万元整）", "2026年11月12日前", "财政部门统一制发"],
    "goods_list": ["进口糖果", "46", "12010326000817", "保管人（签名）"],
    "goods_disposal_record": ["销毁", "2026年11月16日10时00分", "监督人（签名）", "第七十四条"],
    "crime_transfer_letter": ["销售假冒注册商标的商品罪", "第二十七条", "抄送同级人民检察院"],
    "file_note": ["卷内备考表", "46", "立卷人（签名）", "页号连续"],
}
REMEDY = {
    "reconsideration_forward_letter": ["东湖区人民政府：", "第三十二条第二款"],
    "reconsideration_reply": ["现答复如下", "证据目录及证据复印件"],
    "correction_report": ["现将纠正情况报送如下", "三件案件"],
    "defence_statement": ["现答辩如下", "驳回原告的诉讼请求"],
    "procuratorate_reply": ["检察建议", "督促办证十一户"],
    "performance_report": ["已按生效的决定（裁判）履行", "退还罚款五万元"],
    "compensation_decision": ["决定赔偿人民币", "壹仟贰佰元整"],
    "crime_transfer_report": ["自接到本报告之日起三日内决定", "专案组核实了"],
    "crime_review_request": ["第九条第一款", "提请你机关复议"],
    "filing_supervision_suggestion": ["建议你院依法进行立案监督"],
    "duty_clue_letter": ["东湖区监察委员会：", "谈话记录"],
    "supervision_letter": ["第二十七条", "2026年12月9日前", "PEN-061-1", "应当履行而未履行"],
    "supervision_opinion": ["第二十八条", "违法或者明显不当"],
    "supervision_decision": ["第二十九条", "经本级人民政府研究决定"],
    "personnel_suggestion": ["第三十二条", "离岗教育", "吴堃"],
    "supervision_report": ["2026年度", "二十六件"],
}
MEASURES = {
    "seizure_approval_form": ["查封（扣押）审批表", "用于违法行为的工具、设备", "批准扣押。"],
    "seizure_decision": ["扣押决定书", "学府路26号一层", "扣押期限为30日", "强措〔2026〕6号"],
    "seizure_list": ["BD-320型", "一式二份", "见证人（签名）"],
    "measure_record": ["2026年9月14日11时20分", "加贴封条", "听取陈述和申辩"],
    "measure_backfill_form": ["正在把设备装车运走", "同意，补办批准"],
    "goods_storage_receipt": ["本机关保管", "任平", "完好"],
    "appraisal_period_notice": ["期间为13日", "该期间不计入扣押期限", "费用由本机关承担"],
    "measure_extension_decision": ["延长扣押期限决定书", "届满之日起延长30日", "协查结果"],
    "measure_lifting_decision": ["解除扣押决定书", "已作处理决定，不再需要", "冷藏柜"],
    "goods_return_receipt": ["领取人（签名）", "已经领回"],
    "measure_disposal_decision": ["没收", "第二十七条", "封口设备"],
    "freeze_approval_form": ["示范银行东湖支行", "16,000.00", "批准冻结。"],
    "freeze_decision": ["冻结决定书", "6200000000000018", "第五十条"],
    "freeze_notice": ["示范银行东湖支行：", "不得向当事人泄露", "经办人（签名）"],
    "freeze_extension_decision": ["第三十二条", "资金流向尚未查清"],
    "freeze_lifting_decision": ["第三十三条", "与违法行为无关"],
    "liberty_approval_form": ["约束至酒醒", "法定期限（小时）24"],
    "liberty_decision": ["东湖区示例路2号", "期限不超过24小时"],
    "family_notice": ["高晓：", "你的家属", "约束至酒醒"],
    "liberty_lifting_decision": ["目的已经达到", "2026年9月15日6时00分"],
}
PENALTY = {
    "monitor_fact_notice": ["DH-JK-017", "2026年9月14日9时12分", "监告〔2026〕2号", "第四十一条"],
    "fast_track_consent": ["可以不同意快速办理", "不因此加重处罚", "同意快速办理"],
    "fast_track_exit_form": ["事实不清或者需要补充调查", "同意转普通程序。"],
}
STATED = (
    INSPECTION
    | PENALTY
    | FILING
    | INVESTIGATION
    | REVIEW
    | EXECUTION
    | REMEDY
    | MEASURES
    | LICENCE
    | ENFORCEMENT
)

"""Words that must be readable in each kind as rendered from its sample, beside those of test_render."""

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
STATED = FILING | INVESTIGATION | REVIEW | EXECUTION

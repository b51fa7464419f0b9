"""Words that must be readable in the papers of inspections, as rendered from their samples."""

INSPECTION = {
    "inspection_plan": ["东湖市监计〔2026〕1号", "年度计划", "本机关负责人", "进货查验记录齐全"],
    "inspection_approval_form": [
        "双随机",
        "餐饮服务食品安全监督检查",
        "陈立",
        "不能，须现场检查",
        "同意检查。",
    ],
    "inspection_notice": [
        "检通〔2026〕31号",
        "2026年3月12日",
        "从业人员持有健康证明",
        "申请执法人员回避",
    ],
    "inspection_result_notice": ["发现问题，责令整改", "健康证明过期", "陈述意见"],
    "rectification_order": ["检改〔2026〕12号", "2026年3月20日前完成整改", "本机关将复查"],
    "recheck_record": ["已整改", "2026年3月20日", "复查人（签名）"],
    "draw_record": [
        "7f3c0d1e9a",
        "SHA-256",
        "东湖区晨光餐饮店",
        "抽取后名单没有改动",
    ],
    "joint_plan": ["东湖区消防救援大队", "合并为一次入企", "检查次数各计一次", "各自制作笔录"],
    "away_assistance_letter": ["西岭区市场监督管理局：", "第六十四条", "中央厨房"],
    "offsite_record": ["没有进入被检查人的场所", "数据共享", "平台公示信息与许可一致"],
}

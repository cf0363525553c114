export const fileSlots = [
  'photo',
  'contract',
  'sealed-form',
  'qualification-certificate',
  'identity-evidence',
  'company-evidence',
  'statement-evidence',
  'insurance-proof',
  'retirement-proof',
  'release-proof',
  'elsewhere-proof',
  'objection-evidence',
  'ground-evidence',
] as const;
export type FileSlot = (typeof fileSlots)[number];

/** What may be uploaded to a slot. Sizes in bytes, picture sides in pixels. */
export interface FileSlotRule {
  readonly name: string;
  readonly party: 'practitioner' | 'employer' | 'public';
  readonly types: readonly FileType[];
  readonly maxBytes: number;
  readonly maxPages: number;
  readonly hint: string;
}

export const fileTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type FileType = (typeof fileTypes)[number];

const mebibyte = 1024 * 1024;

export const fileSlotRules: Readonly<Record<FileSlot, FileSlotRule>> = {
  photo: {
    name: '个人免冠证件照',
    party: 'practitioner',
    types: ['image/jpeg', 'image/png'],
    maxBytes: 10 * mebibyte,
    maxPages: 1,
    hint: 'JPG 或 PNG，竖版，不小于 295×413 像素，不超过 10 MB。照片用于生成申请表和注册电子证照。',
  },
  contract: {
    name: '劳动合同',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 60,
    hint: 'PDF、JPG 或 PNG，不超过 20 MB、60 页，不能加密。',
  },
  'sealed-form': {
    name: '签字盖章的申请表',
    party: 'employer',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '下载打印申请表，法定代表人签字并加盖公章后扫描上传。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'qualification-certificate': {
    name: '职业资格证书扫描件',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '省外取得的资格证书原件的彩色扫描件，内容须清晰完整。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'identity-evidence': {
    name: '身份信息变更证明',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '公安机关出具的姓名或证件号码变更证明，或者载明变更情况的户口簿。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'company-evidence': {
    name: '企业信息变更证明',
    party: 'employer',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '市场监督管理部门的变更登记通知书和新的营业执照。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'statement-evidence': {
    name: '陈述申辩材料',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 60,
    hint: '支持陈述申辩的材料，可以不上传。PDF、JPG 或 PNG，不超过 20 MB、60 页，不能加密。',
  },
  'insurance-proof': {
    name: '社保证明',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '社会保险经办机构出具的、由聘用企业缴费的参保缴费证明，包含最近一个完整月份。名单中没有您的缴费记录，或者刚换单位的，请上传。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'retirement-proof': {
    name: '退休证明材料',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '已达到退休年龄的，上传退休证；与单位约定弹性延迟退休、仍订有劳动合同的，上传书面协议。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'release-proof': {
    name: '解除劳动合同证明',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '原聘用企业出具的解除或者终止劳动合同证明，或者劳动争议仲裁裁决书、判决书，或者原聘用企业已经注销、被吊销营业执照的证明。原聘用企业提出异议的，必须上传。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
  'objection-evidence': {
    name: '异议证明材料',
    party: 'public',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 10 * mebibyte,
    maxPages: 20,
    hint: '能够证明异议的材料，可以不上传。PDF、JPG 或 PNG，每份不超过 10 MB、20 页，不能加密，最多5份。',
  },
  'ground-evidence': {
    name: '注销依据材料',
    party: 'employer',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 60,
    hint: '能够证明所选注销原因的材料，将告知注册人员本人。PDF、JPG 或 PNG，不超过 20 MB、60 页，不能加密。',
  },
  'elsewhere-proof': {
    name: '省外注册注销或者转出证明',
    party: 'practitioner',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
    maxBytes: 20 * mebibyte,
    maxPages: 20,
    hint: '省外注册仍在有效期内的，上传原注册机关出具的注销注册决定，或者同意转出的证明。PDF、JPG 或 PNG，不超过 20 MB、20 页，不能加密。',
  },
};

/** The photo that is kept: 413 × 626 pixels, 35 × 53 mm at 300 dpi. Smaller originals than 295 × 413 (25 × 35 mm) are refused. */
export const photoSize = { width: 413, height: 626, minimumWidth: 295, minimumHeight: 413 } as const;

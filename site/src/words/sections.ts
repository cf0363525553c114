import type { StaffReading } from '../../../domain/staff-access.ts';
import type { SessionParty } from '../session/session.ts';

/** A picture of components/Icon.astro. */
export type IconName =
  | 'home'
  | 'form'
  | 'search'
  | 'person'
  | 'badge'
  | 'bell'
  | 'list'
  | 'company'
  | 'people'
  | 'check'
  | 'shield'
  | 'book'
  | 'chart'
  | 'megaphone'
  | 'officer';

/** One page of a section. `bar`: also in the bar at the bottom of a phone, which has room for five. */
export interface SectionItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly bar: boolean;
  /** Of a page of the staff: hidden from whoever may not read this. */
  readonly reads?: StaffReading;
}

/** One party's part of the site. */
export interface Section {
  readonly party: SessionParty;
  readonly name: string;
  readonly items: readonly SectionItem[];
}

/** The sections and their pages, in the words of the manual. */
export const sections = {
  practitioner: {
    party: 'person',
    name: '职业资格人员',
    items: [
      { href: '/practitioner.html', label: '首页', icon: 'home', bar: true },
      { href: '/practitioner/apply.html', label: '我要办事', icon: 'form', bar: true },
      { href: '/practitioner/applications.html', label: '事项查询', icon: 'search', bar: true },
      { href: '/practitioner/qualifications.html', label: '我的资格', icon: 'badge', bar: false },
      { href: '/practitioner/education.html', label: '继续教育', icon: 'book', bar: false },
      { href: '/practitioner/certificates.html', label: '我的证照', icon: 'check', bar: true },
      { href: '/practitioner/messages.html', label: '消息', icon: 'bell', bar: true },
      { href: '/practitioner/profile.html', label: '基本信息', icon: 'person', bar: false },
    ],
  },
  employer: {
    party: 'legal-person',
    name: '聘用企业',
    items: [
      { href: '/employer.html', label: '首页', icon: 'home', bar: false },
      { href: '/employer/work-items.html', label: '待办事项', icon: 'list', bar: true },
      { href: '/employer/applications.html', label: '已办事项', icon: 'check', bar: true },
      { href: '/employer/registrations.html', label: '在册人员', icon: 'people', bar: true },
      { href: '/employer/company.html', label: '企业信息', icon: 'company', bar: true },
      { href: '/employer/company-change.html', label: '企业信息变更', icon: 'form', bar: false },
      { href: '/employer/messages.html', label: '消息', icon: 'bell', bar: true },
    ],
  },
  department: {
    party: 'staff',
    name: '工作人员',
    items: [
      { href: '/department.html', label: '待办事项', icon: 'list', bar: true },
      { href: '/department/search.html', label: '查找', icon: 'search', bar: true, reads: 'application-search' },
      { href: '/department/register.html', label: '注册查询', icon: 'badge', bar: true, reads: 'register' },
      { href: '/department/objections.html', label: '公示异议', icon: 'megaphone', bar: false, reads: 'case' },
      { href: '/department/deliveries.html', label: '公告与报送', icon: 'list', bar: false, reads: 'register' },
      { href: '/department/jobs.html', label: '后台任务', icon: 'check', bar: false, reads: 'register' },
      { href: '/department/company-changes.html', label: '企业信息变更', icon: 'company', bar: true, reads: 'case' },
      { href: '/department/workload.html', label: '工作量', icon: 'people', bar: false, reads: 'audit' },
      { href: '/department/figures.html', label: '统计', icon: 'chart', bar: false, reads: 'figures' },
      { href: '/department/audit.html', label: '查阅记录', icon: 'shield', bar: false, reads: 'audit' },
      { href: '/department/import.html', label: '导入名单', icon: 'form', bar: false, reads: 'lists' },
    ],
  },
} as const satisfies Record<string, Section>;
export type SectionName = keyof typeof sections;

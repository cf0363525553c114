/** The roles of the department's staff, as the directory names them. */
export const staffRoles = ['acceptance', 'review', 'decision', 'registrar'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** The queues that officers work from. */
export const departmentQueues = ['acceptance', 'review', 'decision', 'publicity'] as const;
export type DepartmentQueue = (typeof departmentQueues)[number];

/**
 * Who acts as the head of the body (本行政机关负责人, Administrative Licensing Law art. 42) and answers for the officers: extends reviews, and
 * sees what was accepted by silence. The department may name another role.
 */
export const headRole = 'decision' satisfies StaffRole;

const officers = ['acceptance', 'review', 'decision'] as const;

/**
 * What is read → the roles that may. Officers see every submitted case, because a step is judged by those before it; the registrar imports
 * lists and looks up the register to compare them, and needs no case. A role that is not named reads nothing, and so does a token without one.
 */
export const staffReads = {
  'work-queues': officers,
  'application-search': officers,
  case: officers,
  register: [...officers, 'registrar'],
  // Thousands of people at once, with their identity numbers.
  'register-export': [headRole, 'registrar'],
  lists: ['registrar'],
  audit: [headRole],
  figures: [headRole],
} as const satisfies Record<string, readonly StaffRole[]>;

export type StaffReading = keyof typeof staffReads;

/** Queue → the role that works from it; the decider also watches what is in publicity. */
export const roleOfQueue = {
  acceptance: 'acceptance',
  review: 'review',
  decision: 'decision',
  publicity: 'decision',
} as const satisfies Record<DepartmentQueue, StaffRole>;

/** Who writes on papers what could not be printed: the role that examines the material knows the case. */
export const documentCompleter = 'review' satisfies StaffRole;

/** True when one of the held roles may read something of the department. */
export function mayRead(what: StaffReading, held: readonly string[]): boolean {
  return staffReads[what].some((role) => held.includes(role));
}

/** The queues of somebody with these roles, in the order of the work. */
export function queuesOf(held: readonly string[]): DepartmentQueue[] {
  return departmentQueues.filter((queue) => held.includes(roleOfQueue[queue]));
}

/** The name under which the system's own steps stand in the timeline. */
export const systemName = '系统';

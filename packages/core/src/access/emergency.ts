/** Numbers that are emergency numbers whatever a company file says (X10). */
export const ALWAYS_EMERGENCY: ReadonlySet<string> = new Set(['110', '112', '113']);

/** Whether `dialled`, digit for digit, is an emergency number: one of the company's list, or one that always is. */
export const isEmergency = (listed: ReadonlySet<string>, dialled: string): boolean =>
  ALWAYS_EMERGENCY.has(dialled) || listed.has(dialled);

import { compileSchedule, hoursAt, nextTransition } from '../../src/hours/schedule.ts';
import { scheduleSchema } from '../../src/hours/schedules-file.ts';
import { type NaiveFile, naivePeriods, wallClock } from './naive-hours.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** How long after its end a span is still looked through for the next transition. */
const AHEAD_DAYS = 3;

/** Where both are to agree: in a zone, from an instant on a whole minute up to another. */
export interface AgreementSpan {
  readonly zone: string;
  readonly from: number;
  readonly to: number;
  /** `hoursAt` is compared at every minute, `nextTransition` at one of so many. */
  readonly transitionEveryMinutes: number;
}

/** How many answers were compared, and those that differ, in words. */
export interface Agreement {
  readonly compared: number;
  readonly transitions: number;
  readonly disagreements: readonly string[];
}

/** The week around an instant. */
export const weekAround = (at: number): { readonly from: number; readonly to: number } => ({
  from: at - 3.5 * DAY_MINUTES * MINUTE_MS,
  to: at + 3.5 * DAY_MINUTES * MINUTE_MS,
});

/** Asks the engine and the naive way about each schedule; `engineFile` may swap what the engine is given. */
export function agreementOver(
  span: AgreementSpan,
  files: Readonly<Record<string, NaiveFile>>,
  engineFile: (file: NaiveFile) => NaiveFile = (file) => file,
): Agreement {
  const { zone, from, to } = span;
  const wall = wallClock(zone);
  const minutes = (to - from) / MINUTE_MS;
  const walls = Array.from({ length: minutes + AHEAD_DAYS * DAY_MINUTES }, (_, minute) =>
    wall(from + minute * MINUTE_MS),
  );
  let [compared, transitions] = [0, 0];
  const disagreements: string[] = [];
  for (const [name, file] of Object.entries(files)) {
    const schedule = compileSchedule(scheduleSchema.parse({ id: 'x', name: 'x', ...engineFile(file) }), zone);
    const periods = walls.map(naivePeriods(file));
    const nexts = nextChanges(periods);
    for (let minute = 0; minute < minutes; minute += 1) {
      const at = from + minute * MINUTE_MS;
      const tell = (what: string, ours: unknown, theirs: unknown): void => {
        disagreements.push(`${zone} ${name} ${new Date(at).toISOString()}: ${what} ${ours}, naive ${theirs}`);
      };
      const { period } = hoursAt(schedule, at);
      compared += 1;
      if (period !== periods[minute]) tell('hoursAt', period, periods[minute]);
      if (minute % span.transitionEveryMinutes !== 0) continue;
      const next = nextTransition(schedule, at);
      transitions += 1;
      const naive = from + (nexts[minute] ?? Number.POSITIVE_INFINITY) * MINUTE_MS;
      const ours = next === undefined || next >= from + periods.length * MINUTE_MS ? Number.POSITIVE_INFINITY : next;
      if (ours !== naive) tell('nextTransition', ours, naive);
    }
  }
  return { compared, transitions, disagreements };
}

/** For each minute the number of the first later one with another period; undefined where there is none. */
function nextChanges(periods: readonly (string | undefined)[]): readonly (number | undefined)[] {
  const nexts: (number | undefined)[] = periods.map(() => undefined);
  for (let minute = periods.length - 2; minute >= 0; minute -= 1) {
    nexts[minute] = periods[minute] === periods[minute + 1] ? nexts[minute + 1] : minute + 1;
  }
  return nexts;
}

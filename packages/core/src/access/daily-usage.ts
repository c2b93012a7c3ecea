/** What a user has called to the outside in a day. Plain data: the engine keeps it per user. */
export interface DailyUsage {
  /** The day in the company's zone, as `2026-03-29`. */
  readonly day: string;
  /** Calls begun, answered or not. */
  readonly calls: number;
  readonly talkMs: number;
}

/** What counts on `day`: nothing yet when `kept` is of another day, or nothing is kept. */
export const usageOn = (kept: DailyUsage | undefined, day: string): DailyUsage =>
  kept?.day === day ? kept : { day, calls: 0, talkMs: 0 };

/** One more call begun on `day`. */
export function withCall(kept: DailyUsage | undefined, day: string): DailyUsage {
  const usage = usageOn(kept, day);
  return { ...usage, calls: usage.calls + 1 };
}

/** More talk, all of it counted on `day`: the day on which the talk ended. */
export function withTalk(kept: DailyUsage | undefined, day: string, talkMs: number): DailyUsage {
  const usage = usageOn(kept, day);
  return { ...usage, talkMs: usage.talkMs + talkMs };
}

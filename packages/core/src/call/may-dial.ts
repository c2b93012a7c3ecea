import { type DialAnswer, type DialPurpose, mayDial } from '../access/barring.ts';
import { usageOn, withCall, withTalk } from '../access/daily-usage.ts';
import { wallTimeAt } from '../hours/zone.ts';
import { must } from '../kernel/assert.ts';
import { type Context, emit } from '../kernel/context.ts';
import type { UserId } from '../kernel/ids.ts';
import type { Call } from './call.ts';

/** Whether a number outside may be dialled now, for a user or, without one, for the company. */
export function mayDialNow(
  context: Context,
  number: string,
  { user, purpose }: { readonly user: UserId | undefined; readonly purpose: DialPurpose },
): DialAnswer {
  const { access, barring, emergencyNumbers, country } = context.state.company;
  const usage = user === undefined ? undefined : context.state.users.get(user)?.usage;
  const by =
    user === undefined
      ? ({ kind: 'company' } as const)
      : ({ kind: 'user', user, usageToday: usageOn(usage, dayOf(context)) } as const);
  return mayDial({ access, barring, emergencyNumbers }, { by, purpose, number, country });
}

/** A user calls the outside: one call more today. */
export function countCall(context: Context, user: UserId): void {
  const { usage } = must(context.state.users.get(user), user);
  emit(context, { type: 'usageGrew', user, usage: withCall(usage, dayOf(context)) });
}

/** A call that a user dialled to the outside has ended: its talk counts. */
export function countTalk(context: Context, call: Call): void {
  if (call.from.kind !== 'user' || call.target.kind !== 'dialled' || call.answeredAt === undefined) return;
  const { user } = call.from;
  const kept = context.state.users.get(user);
  if (kept === undefined) return;
  const usage = withTalk(kept.usage, dayOf(context), context.at - call.answeredAt);
  emit(context, { type: 'usageGrew', user, usage });
}

/** The day of counting, as the company's clocks have it. */
const dayOf = (context: Context): string => wallTimeAt(context.state.company.zone, context.at).date;

import { toE164 } from '../directory/numbers.ts';
import type { FlowWorld } from '../flow/advance.ts';
import { hoursNow } from '../hours/group-hours.ts';
import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { CallId, GroupId } from '../kernel/ids.ts';
import { expectedWaitIn } from '../queue/order.ts';
import { vipMatchIn } from '../vip/vip-lists.ts';
import type { Call } from './call.ts';

/** What the interpreter may know of the company at this instant, for one call. */
export function flowWorld(context: Context, id: CallId): FlowWorld {
  const { state, at } = context;
  const { company } = state;
  const call = must(state.calls.get(id), id);
  const callerNumber = numberOf(call);
  return {
    flows: state.flows,
    facts: {
      at,
      callerNumber,
      periodAt: (schedule) => {
        const { period, rule, name } = hoursNow(state, schedule, at);
        return { period, why: `${rule}${name === undefined ? '' : ` ${name}`}: ${period ?? 'closed'}` };
      },
      vipMatch: (lists) => {
        const match = vipMatchIn(company.vip, lists, callerNumber);
        return match.isVip && match.list !== undefined
          ? { list: match.list, target: targetOf(match.direct) }
          : undefined;
      },
      queueLength: (group) => state.groups.get(group as GroupId)?.line.size ?? 0,
      expectedWaitMs: (group) => {
        const line = state.groups.get(group as GroupId)?.line;
        return line === undefined ? undefined : expectedWaitIn(state, group as GroupId, line.size + 1);
      },
      roomPin: (room) => company.rooms.get(room)?.pin,
      readNumber: (keyed) => toE164(keyed, company.country),
    },
  };
}

function numberOf({ from }: Call): string | undefined {
  return from.kind === 'external' && !from.isWithheld ? from.number : undefined;
}

function targetOf(
  direct: { readonly user?: string; readonly group?: string } | undefined,
): { readonly group: string } | { readonly user: string } | undefined {
  if (direct?.user !== undefined) return { user: direct.user };
  return direct?.group === undefined ? undefined : { group: direct.group };
}

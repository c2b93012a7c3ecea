import { isE164 } from '../directory/numbers.ts';
import { DigitTrie } from '../structures/digit-trie.ts';
import type { Preemption, VipList } from './vip-file.ts';

/** Where an entry of a list sends its caller at once (S101). */
export type DirectTarget = NonNullable<VipList['entries'][number]['direct']>;

/** Why a call is VIP: its number is on a list, begins as a list says, or is of a contact marked so. */
export type VipReason = 'number' | 'prefix' | 'contact';

/** Whether a call is VIP. */
export type VipAnswer =
  | { readonly isVip: false }
  | {
      readonly isVip: true;
      /** The id of the list; undefined: on none, but of a contact marked as VIP. */
      readonly list: string | undefined;
      readonly direct: DirectTarget | undefined;
      /** What the list says; undefined: as the group has it. */
      readonly preempt: Preemption | undefined;
      readonly because: VipReason;
    };

/** Whose call it is. */
export interface VipQuestion {
  /** E.164; undefined: withheld or not told, which is never VIP (L15). */
  readonly number: string | undefined;
  /** The group that the call is for, whose lists count first; absent: only the company's do. */
  readonly group?: string | undefined;
  /** Whether the number is of a contact that is marked as VIP. */
  readonly isContactVip: boolean;
}

interface Hit {
  readonly list: VipList;
  readonly direct: DirectTarget | undefined;
}

/** The entries of one or more lists. */
interface Reach {
  readonly numbers: Map<string, Hit>;
  /** By digits, without `+`. */
  readonly prefixes: DigitTrie<Hit>;
}

/** VIP lists made ready for looking numbers up, once for a company. Never changes. */
export interface VipLists {
  readonly ofCompany: Reach;
  readonly ofGroup: ReadonlyMap<string, Reach>;
  readonly ofList: ReadonlyMap<string, Reach>;
}

/** Makes checked lists ready. */
export function compileVipLists(lists: readonly VipList[]): VipLists {
  const groups = new Set(lists.flatMap((list) => list.groups ?? []));
  return {
    ofCompany: reachOf(lists.filter((list) => list.groups === undefined)),
    ofGroup: new Map(
      [...groups].map((group) => [group, reachOf(lists.filter((list) => list.groups?.includes(group)))]),
    ),
    ofList: new Map(lists.map((list) => [list.id, reachOf([list])])),
  };
}

/** Where two lists have the same entry, that of the earlier one counts. */
function reachOf(lists: readonly VipList[]): Reach {
  const reach: Reach = { numbers: new Map(), prefixes: new DigitTrie() };
  for (const list of lists.toReversed()) {
    for (const { number, prefix, direct } of list.entries) {
      if (number !== undefined) reach.numbers.set(number, { list, direct });
      if (prefix !== undefined) reach.prefixes.set(prefix.slice(1), { list, direct });
    }
  }
  return reach;
}

const NOT_VIP: VipAnswer = { isVip: false };

/**
 * Whether a call is VIP: by the lists of its group, else by those of the company,
 * else by its contact. A whole number beats a beginning, and a longer beginning a
 * shorter one. Costs the digits of the number.
 */
export function vipMatch(lists: VipLists, { number, group, isContactVip }: VipQuestion): VipAnswer {
  if (number === undefined) return NOT_VIP;
  const own = group === undefined ? undefined : lists.ofGroup.get(group);
  const found = (own && answerOf(own, number)) ?? answerOf(lists.ofCompany, number);
  if (found !== undefined) return found;
  if (!isContactVip) return NOT_VIP;
  return { isVip: true, list: undefined, direct: undefined, preempt: undefined, because: 'contact' };
}

/** Whether a number is on one of the lists, of which the first that has it counts: for the VIP element of a flow (S100). */
export function vipMatchIn(lists: VipLists, ids: readonly string[], number: string | undefined): VipAnswer {
  if (number === undefined) return NOT_VIP;
  for (const id of ids) {
    const reach = lists.ofList.get(id);
    const found = reach && answerOf(reach, number);
    if (found !== undefined) return found;
  }
  return NOT_VIP;
}

function answerOf(reach: Reach, number: string): VipAnswer | undefined {
  if (!isE164(number)) return undefined;
  const exact = reach.numbers.get(number);
  const hit = exact ?? reach.prefixes.longestMatch(number.slice(1))?.value;
  if (hit === undefined) return undefined;
  const { list, direct } = hit;
  const because = exact === undefined ? 'prefix' : 'number';
  return { isVip: true, list: list.id, direct, preempt: list.preempt, because };
}

import type { Behaviour } from '../network/behaviour.ts';
import { RandomStream } from '../network/random-stream.ts';
import type { CallPlan } from '../network/sim-call.ts';
import type { SimNetwork } from '../network/sim-network.ts';
import { deskOf, everybody, MARIT_NUMBER, type PersonId, SAL_NUMBER, VERKSTAD_NUMBER } from './demo-company.ts';

/** The demo's morning begins at eight, in ms of a day. */
export const MORNING_AT = 8 * 3_600_000;
/** Calls come for this long; those that are under way then are ended in their own time. */
const MORNING_MS = 40 * 60_000;
const CALLS = 60;

/** What the people of the demo do when nothing else is planned. */
const usual: Readonly<Record<PersonId, Behaviour>> = {
  anna: { does: 'answer', afterMs: [2_000, 9_000], talkMs: [45_000, 200_000] },
  ola: { does: 'answer', afterMs: [4_000, 14_000], talkMs: [60_000, 240_000] },
  kari: { does: 'answer', afterMs: [3_000, 10_000], talkMs: [40_000, 180_000] },
  per: { does: 'answer', afterMs: [5_000, 18_000], talkMs: [60_000, 260_000] },
  nils: { does: 'answer', afterMs: [6_000, 22_000], talkMs: [60_000, 220_000] },
  ingrid: { does: 'answer', afterMs: [4_000, 12_000], talkMs: [40_000, 160_000] },
  marit: { does: 'answer', afterMs: [4_000, 20_000], talkMs: [90_000, 300_000] },
};

/** Who is away when, in minutes of the morning: what makes the others busy. */
const absences: readonly (readonly [PersonId, Behaviour, from: number, to: number])[] = [
  ['nils', { does: 'ignore' }, 2, 10],
  ['ola', { does: 'unreachable' }, 8, 17],
  ['marit', { does: 'reject', afterMs: 3_000 }, 13, 21],
  ['anna', { does: 'ignore' }, 18, 25],
  ['per', { does: 'reject', afterMs: 4_000 }, 24, 31],
  ['ingrid', { does: 'ignore' }, 26, 33],
  ['kari', { does: 'unreachable' }, 30, 38],
];

/** What everybody does at first. */
export const demoPhones: Readonly<Record<string, Behaviour>> = {
  ...Object.fromEntries(everybody.map((person) => [deskOf(person), usual[person]])),
  '+4755906600': { does: 'answer', afterMs: [3_000, 9_000], talkMs: [30_000, 120_000] },
  '+4793440021': { does: 'busy' },
  '+4791200345': { does: 'answer', afterMs: [5_000, 15_000], talkMs: [30_000, 90_000] },
};

const outside = ['+4755906600', '+4793440021', '+4791200345'] as const;

/** Plans the morning in a network: calls, and people who come and go. Same seed, same morning. */
export function planMorning(network: SimNetwork, seed: number): void {
  const random = new RandomStream(seed, 'morning');
  const { clock } = network;
  for (const [person, behaviour, from, to] of absences) {
    clock.at(MORNING_AT + from * 60_000, () => network.behave(deskOf(person), behaviour));
    clock.at(MORNING_AT + to * 60_000, () => network.behave(deskOf(person), usual[person]));
  }
  for (let call = 0; call < CALLS; call += 1) {
    // One in each slot of the morning, at a time of its own: lively, and never all at once.
    const slotMs = MORNING_MS / CALLS;
    const at = MORNING_AT + Math.floor(call * slotMs) + random.whole(0, Math.floor(slotMs * 1.8));
    clock.at(at, () => network.call(callPlan(random, whoCanCall(network))));
  }
}

function callPlan(random: RandomStream, colleagues: readonly PersonId[]): CallPlan {
  const lot = random.whole(1, 100);
  const [first, ...others] = colleagues;
  if (lot <= 16 && first !== undefined) {
    const person = random.pick([first, ...others]);
    const to = lot <= 9 ? random.pick(outside) : shortNumberBeside(random, person);
    return { from: { device: deskOf(person) }, to, patienceMs: 30_000, talkMs: random.whole(20_000, 150_000) };
  }
  const to = lot <= 58 ? SAL_NUMBER : lot <= 88 ? VERKSTAD_NUMBER : lot <= 97 ? MARIT_NUMBER : '+4757828699';
  return {
    from: mobileNumber(random),
    to,
    isWithheld: random.chance(0.06),
    patienceMs: random.whole(15_000, 90_000),
    talkMs: random.whole(90_000, 400_000),
  };
}

/** Those whose phone is on the hook and can be reached. */
const whoCanCall = (network: SimNetwork): readonly PersonId[] =>
  everybody.filter((person) => {
    const { phase, behaviour } = network.telephone(deskOf(person));
    return phase === 'idle' && behaviour.does !== 'unreachable' && behaviour.does !== 'ignore';
  });

/** The short number of anybody else. */
function shortNumberBeside(random: RandomStream, person: PersonId): string {
  const own = everybody.indexOf(person);
  return `${101 + ((own + random.whole(1, everybody.length - 1)) % everybody.length)}`;
}

const mobileNumber = (random: RandomStream): string =>
  `+47${random.pick(['4', '9'])}${String(random.whole(0, 9_999_999)).padStart(7, '0')}`;

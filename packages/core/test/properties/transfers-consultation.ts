import type { CallId, LegId } from '../../src/kernel/ids.ts';
import { breach } from './breach.ts';
import type { Books, CallBook } from './transfers-books.ts';
import { carriedOut, count, type Seen, type Watch, type Watched } from './transfers-watch.ts';

/** How far a consultation has come. */
export const consultStates = ['ringing', 'queued', 'talking', 'swapped', 'hearing'] as const;
/** What can happen to a consultation. */
export const consultInputs = ['callerGone', 'operatorGone', 'targetGone', 'complete', 'cancel', 'swap'] as const;

type ConsultState = (typeof consultStates)[number];
type ConsultInput = (typeof consultInputs)[number];

/** What must be at the end of the step. */
type Next =
  /** The caller and the operator talk; the consultation is over. */
  | 'withOperator'
  /** The caller and the colleague talk; the operator is out of it. */
  | 'withColleague'
  /** The caller is on the way to the one who was asked, and comes back. */
  | 'onTheWay'
  /** The caller is gone; the operator and the one who was asked go on. */
  | 'withoutCaller'
  /** The caller has come back to the operator, or goes where returned calls go. */
  | 'returned'
  | 'swapped'
  | 'cannot';

/** E15, cell by cell. `hearing`: the operator hears a message of where the consultation went. */
const table: Readonly<Record<ConsultState, Readonly<Record<ConsultInput, Next>>>> = {
  ringing: {
    callerGone: 'withoutCaller',
    operatorGone: 'onTheWay',
    targetGone: 'withOperator',
    complete: 'onTheWay',
    cancel: 'withOperator',
    swap: 'cannot',
  },
  queued: {
    callerGone: 'withoutCaller',
    operatorGone: 'onTheWay',
    targetGone: 'cannot',
    complete: 'onTheWay',
    cancel: 'withOperator',
    swap: 'cannot',
  },
  talking: {
    callerGone: 'withoutCaller',
    operatorGone: 'withColleague',
    targetGone: 'withOperator',
    complete: 'withColleague',
    cancel: 'withOperator',
    swap: 'swapped',
  },
  swapped: {
    callerGone: 'withoutCaller',
    operatorGone: 'withColleague',
    targetGone: 'withOperator',
    complete: 'withColleague',
    cancel: 'withOperator',
    swap: 'swapped',
  },
  hearing: {
    callerGone: 'withoutCaller',
    operatorGone: 'returned',
    targetGone: 'cannot',
    complete: 'cannot',
    cancel: 'withOperator',
    swap: 'cannot',
  },
};

/** The cells that can happen, as they are counted. */
export const consultCells: readonly string[] = consultStates.flatMap((state) =>
  consultInputs.flatMap((input) => (table[state][input] === 'cannot' ? [] : [`${state} × ${input}`])),
);

interface Before {
  readonly main: CallBook;
  readonly consultation: CallBook;
  readonly state: ConsultState;
  readonly operator: LegId;
  readonly colleague: LegId | undefined;
}

/** E15: from every state of a consultation, whatever happens has its next state. */
export class ConsultationWatch implements Watch {
  private readonly step: Watched;
  private readonly seen: Seen;
  private readonly expected: (() => void) | undefined;

  constructor(step: Watched, seen: Seen) {
    this.step = step;
    this.seen = seen;
    this.expected = this.expectation();
  }

  before(): void {}

  after(): void {}

  atEnd(): void {
    this.expected?.();
  }

  private expectation(): (() => void) | undefined {
    const { input, books, output } = this.step;
    // Deadlines that are due at this instant come first, and change what is met.
    if (output.events[0]?.type === 'timerCleared') return undefined;
    const signal = input.type === 'signal' ? input.signal : undefined;
    if (signal?.type === 'legEnded' && books.legs.has(signal.leg)) return this.ofLeg(signal.leg);
    const command = input.type === 'command' ? input.command : undefined;
    if (command?.type !== 'completeTransfer' && command?.type !== 'cancelTransfer' && command?.type !== 'swap') return;
    const before = beforeOf(books, command.call);
    if (before === undefined) return undefined;
    const what = ({ completeTransfer: 'complete', cancelTransfer: 'cancel', swap: 'swap' } as const)[command.type];
    if (carriedOut(this.step) !== undefined) return this.must(before, what);
    const isTheirs = userIs(books, before.operator, command.by);
    if (isTheirs && table[before.state][what] !== 'cannot') breach('E15', `${before.state} × ${what} is refused`);
    return undefined;
  }

  private ofLeg(leg: LegId): (() => void) | undefined {
    const { books } = this.step;
    for (const main of books.calls.values()) {
      const before = beforeOf(books, main.id);
      if (before === undefined) continue;
      if (leg === main.caller) return this.must(before, 'callerGone');
      if (leg === before.operator) return this.must(before, 'operatorGone');
      if (leg === before.colleague) return this.must(before, 'targetGone');
    }
    return undefined;
  }

  private must(before: Before, input: ConsultInput): () => void {
    const next = table[before.state][input];
    const cell = `${before.state} × ${input}`;
    if (next === 'cannot') breach('E15', `${cell} was carried out`);
    const wasSwapped = before.state === 'swapped';
    const { books } = this.step;
    return () => {
      count(this.seen, cell);
      const why = checks[next](books, { ...before, wasSwapped }, this.step);
      if (why !== undefined) breach('E15', `${cell}: ${before.main.id} ${why}`);
    };
  }
}

type Check = (books: Books, before: Before & { readonly wasSwapped: boolean }, step: Watched) => string | undefined;

const checks: Readonly<Record<Exclude<Next, 'cannot'>, Check>> = {
  withOperator: (books, { main, consultation, operator, colleague }) => {
    const now = books.calls.get(main.id);
    if (now?.place !== 'talks' || now.party !== operator) return `is not with its operator ${operator}`;
    if (books.calls.has(consultation.id)) return `has ${consultation.id} left`;
    return colleague !== undefined && books.legs.has(colleague) ? `has ${colleague} left` : undefined;
  },
  withColleague: (books, { main, consultation, operator, colleague }) => {
    const now = books.calls.get(main.id);
    if (now?.place !== 'talks' || now.party !== colleague) return `is not with the colleague ${colleague}`;
    if (books.legs.has(operator) || books.calls.has(consultation.id)) return `has ${operator} left`;
    return now.transfers.at(-1)?.result === 'answered' ? undefined : 'lists no transfer';
  },
  onTheWay: (books, { main, consultation, operator }, { input }) => {
    const now = books.calls.get(main.id);
    if (books.legs.has(operator) || books.calls.has(consultation.id)) return `has ${operator} left`;
    const [last] = now?.transfers.slice(-1) ?? [];
    // Who was asked may be gone in the same step; then it is back already.
    const isBack = typeof last?.result === 'object' && last.endedAt === input.at && last.beganAt === input.at;
    const isPending = now?.pending?.isReturning === true && now.pending.beganAt === input.at;
    return isPending || isBack ? undefined : 'is not on its way with return';
  },
  withoutCaller: (books, { main, consultation, operator, state }) => {
    if (books.calls.has(main.id)) return 'is not over';
    const now = books.calls.get(consultation.id);
    if (now === undefined || !books.legs.has(operator)) return `has taken ${consultation.id} with it`;
    if (now.consultationFor !== undefined) return 'is still waited for';
    const isTalking = state === 'talking' || state === 'swapped';
    return isTalking !== (now.place === 'talks') ? `leaves ${consultation.id} as it was not` : undefined;
  },
  returned: (books, { main }) => {
    const now = books.calls.get(main.id);
    const isBack = now?.recall !== undefined || now?.entry !== undefined || now?.isJoining === true;
    return isBack || now?.place === 'message' ? undefined : 'is not back';
  },
  swapped: (books, { main, wasSwapped }) =>
    books.calls.get(main.id)?.isSwapped === !wasSwapped ? undefined : 'is not swapped',
};

function beforeOf(books: Books, id: CallId): Before | undefined {
  const main = books.calls.get(id);
  const consultation = main?.consultation === undefined ? undefined : books.calls.get(main.consultation);
  if (main === undefined || consultation === undefined) return undefined;
  const base = { main, consultation, operator: consultation.caller };
  if (consultation.place === 'talks') {
    return { ...base, state: main.isSwapped ? 'swapped' : 'talking', colleague: consultation.party };
  }
  if (consultation.offers.size > 0) return { ...base, state: 'ringing', colleague: onlyRinging(books, consultation) };
  if (consultation.entry !== undefined) return { ...base, state: 'queued', colleague: undefined };
  return { ...base, state: 'hearing', colleague: undefined };
}

/** The last phone that rings of a user or a number who is asked: without it there is nobody. */
function onlyRinging(books: Books, { offers, entry }: CallBook): LegId | undefined {
  const legs = [...offers].flatMap((offer) => [...(books.offers.get(offer)?.legs ?? [])]);
  // One who takes the call and does not answer leaves it to whom it rang before.
  const isPicked = [...offers].some((offer) => books.picks.has(offer));
  return entry === undefined && !isPicked && legs.length === 1 ? legs[0] : undefined;
}

const userIs = (books: Books, leg: LegId, user: string): boolean => {
  const party = books.legs.get(leg)?.party;
  return party?.kind === 'device' && party.user === user;
};

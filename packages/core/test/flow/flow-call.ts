import type { Advance, FlowWorld } from '../../src/flow/advance.ts';
import type { Cursor } from '../../src/flow/cursor.ts';
import type { FlowEffect } from '../../src/flow/flow-effect.ts';
import type { FlowFacts } from '../../src/flow/flow-facts.ts';
import type { Flow, FlowElement } from '../../src/flow/flow-file.ts';
import type { FlowInput, QueueReturn } from '../../src/flow/flow-input.ts';
import { type FlowLibrary, flowLibrary } from '../../src/flow/flow-library.ts';
import { advance, enterFlow } from '../../src/flow/interpret.ts';

/** A quiet afternoon: a known caller, open hours, an empty queue. */
export const quietFacts: FlowFacts = {
  at: 0,
  callerNumber: '+4799887766',
  periodAt: () => ({ period: 'open', why: 'Tuesday 12:00 is in the opening hours' }),
  vipMatch: () => undefined,
  queueLength: () => 0,
  expectedWaitMs: () => 0,
  roomPin: () => undefined,
  readNumber: (keyed) => (/^[0-9]{8}$/.test(keyed) ? `+47${keyed}` : undefined),
};

/** The flow `main` with these elements; the first is the start. */
export const mainFlow = (elements: Record<string, FlowElement>, id = 'main'): Flow => ({
  id,
  name: 'Main number',
  start: Object.keys(elements)[0] ?? '',
  elements,
});

/** One call in a flow, told in the words of what happens to it. */
export class FlowCall {
  last: Advance;
  at = 0;
  readonly #flows: FlowLibrary;
  readonly #facts: Partial<FlowFacts>;

  constructor(flows: FlowLibrary, facts: Partial<FlowFacts> = {}, flow = 'main') {
    this.#flows = flows;
    this.#facts = facts;
    this.last = enterFlow(this.#world(), flow);
  }

  get cursor(): Cursor {
    if (this.last.cursor === undefined) throw new Error('the call has left the flow');
    return this.last.cursor;
  }

  get effects(): readonly FlowEffect[] {
    return this.last.effects;
  }

  /** Such as `main/menu: hearing`. */
  get place(): string {
    const { cursor } = this.last;
    if (cursor === undefined) return 'gone';
    const { waiting } = cursor;
    return `${cursor.flow}/${cursor.element}: ${waiting.phase === 'away' ? waiting.with : waiting.phase}`;
  }

  /** The sounds that the last step plays. */
  get hears(): readonly string[] {
    return this.effects.flatMap((effect) => (effect.type === 'play' ? effect.sounds : []));
  }

  comes(input: FlowInput, afterMs = 1000): this {
    this.at += afterMs;
    this.last = advance(this.#world(), JSON.parse(JSON.stringify(this.cursor)), input);
    return this;
  }

  presses(digits: string): this {
    for (const digit of digits) this.comes({ type: 'digit', digit });
    return this;
  }

  hearsItOut(): this {
    return this.comes({ type: 'played' });
  }

  pressesNothing(): this {
    return this.comes({ type: 'timeOver' });
  }

  leavesQueue(by: QueueReturn): this {
    return this.comes({ type: 'queueLeft', by });
  }

  #world(): FlowWorld {
    return { flows: this.#flows, facts: { ...quietFacts, ...this.#facts, at: this.at } };
  }
}

/** A call that enters the flow `main` with these elements; the first is the start. */
export const callIn = (elements: Record<string, FlowElement>, facts: Partial<FlowFacts> = {}): FlowCall =>
  new FlowCall(flowLibrary([{ version: 1, flows: [mainFlow(elements)] }]), facts);

/** Ends that tests can tell apart: `sales` and `anna` are away, `closed` is heard, `bye` is gone. */
export const ends = {
  sales: { kind: 'queue', group: 'sales' },
  anna: { kind: 'user', user: 'anna' },
  closed: { kind: 'play', sound: 'closed' },
  message: { kind: 'voicemail', group: 'sales' },
  bye: { kind: 'hangUp' },
} as const satisfies Record<string, FlowElement>;

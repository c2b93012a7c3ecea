import type { Company } from '../../src/config/company.ts';
import type { Event, EventOf, EventType } from '../../src/kernel/event.ts';
import type { State } from '../../src/kernel/state.ts';
import { step as realStep, type StepOutput } from '../../src/kernel/step.ts';
import type { CallRecord } from '../../src/log/call-record.ts';
import type { Step } from './run.ts';

/** An engine that goes by another company than the one that is audited, until a new one is configured. */
export function onRules(change: (company: Company) => Company): Step {
  const states = new WeakMap<State, State>();
  return (state, input) => {
    const planted = states.get(state) ?? { ...state, company: change(state.company) };
    states.set(state, planted);
    return realStep(planted, input);
  };
}

/** An engine whose transfers have another rule. */
export const onTransferRules = (change: Partial<Company['transfer']>): Step =>
  onRules((company) => ({ ...company, transfer: { ...company.transfer, ...change } }));

/** An engine whose events of one type are told otherwise; undefined: not at all. */
export function telling<Type extends EventType>(
  type: Type,
  tell: (event: EventOf<Type>, output: StepOutput) => Event | undefined,
): Step {
  return (state, input) => {
    const output = realStep(state, input);
    const isOf = (event: Event): event is EventOf<Type> => event.type === type;
    const events = output.events.flatMap((event) => (isOf(event) ? (tell(event, output) ?? []) : event));
    return { ...output, events };
  };
}

/** An engine whose records are written otherwise. */
export const recording = (write: (record: CallRecord) => CallRecord): Step =>
  telling('callEnded', (event) => ({ ...event, record: write(event.record) }));

/** An engine that does not tell who has a call. */
export const keepsWhoHasIt: Step = (state, input) => {
  const output = realStep(state, input);
  if (output.reply.ok) return output;
  return { ...output, reply: { ok: false, error: { ...output.reply.error, why: 'somebody has it' } } };
};

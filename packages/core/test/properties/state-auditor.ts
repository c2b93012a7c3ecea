import type { Company } from '../../src/config/company.ts';
import type { Event } from '../../src/kernel/event.ts';
import { evolve } from '../../src/kernel/evolve.ts';
import type { Input } from '../../src/kernel/input.ts';
import { brokenInvariants } from '../../src/kernel/invariants.ts';
import { takeSnapshot } from '../../src/kernel/snapshot.ts';
import { initialState, type State } from '../../src/kernel/state.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import { type Auditor, HIDDEN_NUMBER, type World } from './run.ts';

/** The state by itself: invariants hold, it is what the events make, and nothing hidden stands in what goes out. */
export class StateAuditor implements Auditor {
  private readonly shadow: State;
  private latest = 0;

  constructor(company: Company) {
    this.shadow = initialState(company);
  }

  afterStep(input: Input, output: StepOutput, { state }: World): void {
    const [broken] = brokenInvariants(state);
    if (broken !== undefined) breach('invariants', broken);
    for (const event of output.events) {
      this.checkInstant(event, input);
      evolve(this.shadow, event);
    }
    const [found, folded] = [JSON.stringify(takeSnapshot(state)), JSON.stringify(takeSnapshot(this.shadow))];
    if (found !== folded) breach('fold of the events = state', `state ${found}\nfold  ${folded}`);
    const due = state.timers.next()?.due;
    if (output.nextDeadline !== due) breach('next deadline', `${output.nextDeadline}, not ${due}`);
    if (due !== undefined && due <= input.at) breach('next deadline', `${due} is over at ${input.at}`);
    if (JSON.stringify([output.events, output.actions]).includes(HIDDEN_NUMBER))
      breach('X13', 'a hidden number is told');
  }

  /** Law 6: when everyone has hung up and time passes, the state is empty. */
  atRest({ state }: World): void {
    const { calls, legs, offers, entries } = state;
    const left = [calls.size, legs.size, offers.size, entries.size, state.timers.size];
    if (left.some((count) => count > 0)) breach('law 6', `calls, legs, offers, entries, timers left: ${left.join()}`);
  }

  private checkInstant(event: Event, input: Input): void {
    if (event.at > input.at || event.at < this.latest) breach('time', `${event.type} at ${event.at}`);
    this.latest = event.at;
  }
}

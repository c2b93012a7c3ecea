import type { Behaviour, CallPlan, Deed, Scenario } from '@sentralbord/adapter-sim';
import { SystemClock } from '@sentralbord/adapter-sip';
import { type Event, Switchboard } from '@sentralbord/core';
import type { AdapterBench, FarParty } from '@sentralbord/core/testkit';

/** The tick at which the people of a bench look at their telephones, in ms. */
const LOOK_MS = 5;

/** A person behind a telephone of a bench: does what the scenario says, by looking at the phone. */
class Person {
  private readonly party: FarParty;
  behaviour: Behaviour;
  plan: CallPlan | undefined;
  private since = 0;
  private phase: FarParty['phase'] = 'idle';

  constructor(party: FarParty, behaviour: Behaviour) {
    this.party = party;
    this.behaviour = behaviour;
  }

  call(plan: CallPlan): void {
    this.plan = plan;
    this.party.call(plan.to);
  }

  /** Looks at the telephone and acts when it is time to. */
  look(now: number): void {
    if (this.party.phase !== this.phase) {
      // A caller's patience counts from dialling on.
      const isStillCalling = this.phase === 'calling' && this.party.phase === 'hearsRinging';
      if (!isStillCalling) this.since = now;
      this.phase = this.party.phase;
    }
    const waited = now - this.since;
    if (this.phase === 'ringing') this.decide(waited);
    else if (this.phase === 'up' && isOver(this.plan?.talkMs, waited)) this.party.hangUp();
    else if ((this.phase === 'calling' || this.phase === 'hearsRinging') && isOver(this.plan?.patienceMs, waited)) {
      this.party.hangUp();
    } else if (this.phase === 'idle' && this.plan !== undefined) this.plan = undefined;
  }

  private decide(waited: number): void {
    const { behaviour } = this;
    if (behaviour.does === 'answer' && isOver(behaviour.afterMs, waited)) this.party.answer();
    else if (behaviour.does === 'reject' && isOver(behaviour.afterMs, waited)) this.party.reject('rejected');
  }
}

const isOver = (span: unknown, waited: number): boolean => typeof span === 'number' && waited >= span;

/** Plays a scenario on a bench in real time, with a real switchboard; gives back what the engine did. */
export async function playOnBench(scenario: Scenario, bench: AdapterBench): Promise<readonly Event[]> {
  const trace: Event[] = [];
  const board = new Switchboard({ company: scenario.company, telephony: bench.port, clock: new SystemClock() });
  board.on('event', (event) => trace.push(event));
  board.start();
  await bench.until('every phone is registered', () => board.figures().reachableUsers === bench.far.devices.length);
  const people = new Map<string, Person>();
  const personOf = (name: string): Person => {
    const party = name.startsWith('+')
      ? bench.far.outsider(name)
      : bench.far.phone(bench.far.devices.find((id) => id === name) ?? bench.far.devices[0]);
    const person = people.get(name) ?? new Person(party, scenario.phones[name] ?? { does: 'ignore' });
    people.set(name, person);
    return person;
  };
  for (const device of bench.far.devices) personOf(device);
  const began = performance.now();
  const deeds = [...scenario.timetable];
  const isAtRest = () => deeds.length === 0 && board.figures().calls === 0;
  while (!isAtRest()) {
    const now = performance.now() - began;
    while (deeds[0] !== undefined && deeds[0].atMs <= now) perform(deeds.shift()?.deed, personOf);
    for (const person of people.values()) person.look(now);
    await bench.pass(LOOK_MS);
    if (now > 60_000) throw new Error('the story does not end');
  }
  return trace;
}

function perform(deed: Deed | undefined, personOf: (name: string) => Person): void {
  if (deed?.kind === 'behave') personOf(deed.phone).behaviour = deed.behaviour;
  else if (deed?.kind === 'call')
    personOf(typeof deed.call.from === 'string' ? deed.call.from : deed.call.from.device).call(deed.call);
  else throw new Error(`this driver does not know ${deed?.kind}`);
}

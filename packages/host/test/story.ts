import type { Action, DeviceId, LegId, Signal } from '@sentralbord/core';
import type { CompanyLimits } from '@sentralbord/host';
import fc from 'fast-check';
import { breakEngine, companyFile, Desk, numberOf } from './desk.ts';

type LegSignal = 'legRinging' | 'legAnswered' | 'legEnded' | 'digit' | 'held' | 'resumed' | 'transferRequested';

/** What happens around one company. A leg is counted among the live ones of that company. */
export type Deed =
  | { readonly kind: 'call'; readonly to: 'company' | 'nobody' }
  | { readonly kind: 'dial'; readonly phone: number; readonly to: string }
  | { readonly kind: 'reach'; readonly phone: number; readonly isReachable: boolean }
  | { readonly kind: 'signal'; readonly place: number; readonly type: LegSignal; readonly copies: number }
  | { readonly kind: 'restart'; readonly lost: number }
  /** A phone names a leg of another company, or a call comes under such a name. */
  | { readonly kind: 'reachOver'; readonly place: number; readonly how: 'transfer' | 'arrival' }
  | { readonly kind: 'breakEngine' }
  | { readonly kind: 'removeAndAdd' };

/** Deeds, each so long after the one before. */
export type Script = readonly { readonly afterMs: number; readonly deed: Deed }[];

const oneOf = fc.constantFrom;
const place = fc.nat(5);
const phone = oneOf(1, 2);
const call = fc.record({
  kind: oneOf('call' as const),
  to: oneOf('company' as const, 'company' as const, 'nobody' as const),
});
const to = oneOf('201', '202', '*1', '112', numberOf('a'), numberOf('b'), '+4799887766', 'no number');
const dial = fc.record({ kind: oneOf('dial' as const), phone, to });
const reach = fc.record({ kind: oneOf('reach' as const), phone, isReachable: fc.boolean() });
const type = oneOf<LegSignal>('legRinging', 'legAnswered', 'legEnded', 'digit', 'held', 'resumed', 'transferRequested');
const signal = fc.record({ kind: oneOf('signal' as const), place, type, copies: oneOf(1, 1, 2, 9) });
const restart = fc.record({ kind: oneOf('restart' as const), lost: place });
const how = oneOf('transfer' as const, 'arrival' as const);
const reachOver = fc.record({ kind: oneOf('reachOver' as const), place, how });
const wicked = fc.record({ kind: oneOf('breakEngine' as const, 'removeAndAdd' as const) });

const scriptOf = (deed: fc.Arbitrary<Deed>): fc.Arbitrary<Script> =>
  fc.array(fc.record({ afterMs: oneOf(0, 0, 1, 999, 5000, 20_000), deed }), { maxLength: 50, size: 'max' });
const ordinary = [call, call, dial, reach, signal, signal, signal, restart];

/** What an honest company lives through. */
export const script = scriptOf(fc.oneof(...ordinary));
/** What a company does that keeps to no rule. */
export const noise = scriptOf(fc.oneof(...ordinary, reachOver, wicked));

/** What came of a story. */
export interface Told {
  readonly desk: Desk;
  /** Everything about one company, as text: its events and what the network was asked about its legs. */
  readonly about: (id: string) => readonly string[];
}

/** Whether a leg is a company's, by how this network and the host name it. */
export const isLegOf = (id: string, leg: LegId): boolean =>
  leg.startsWith(`in-${id}-`) || new RegExp(`\\.${id}(\\+[0-9]+)?$`).test(leg);

export const legsOf = (action: Action): readonly LegId[] => {
  const named = 'leg' in action ? [action.leg] : [action.a, action.b];
  const isWhisper = (action.type === 'joinRoom' || action.type === 'setRole') && action.role.kind === 'whispers';
  return isWhisper && action.role.kind === 'whispers' ? [...named, action.role.to] : named;
};

/** Plays the scripts of several companies in one host, side by side in time. */
export class Story {
  readonly desk: Desk;
  private readonly limits: Readonly<Record<string, CompanyLimits>>;
  private arrivals: Record<string, number> = {};

  constructor(
    ids: readonly string[],
    options: { isDeferred: boolean; limits: Readonly<Record<string, CompanyLimits>> },
  ) {
    this.desk = new Desk(options);
    this.limits = options.limits;
    for (const id of ids) this.desk.add(id, options.limits[id] ?? {});
    this.desk.network.onAction = (action) => this.answerAtOnce(action);
    this.desk.start();
  }

  play(scripts: Readonly<Record<string, Script>>): Told {
    const start = this.desk.clock.time;
    const lines = Object.entries(scripts).flatMap(([id, script]) => {
      let at = start;
      return script.map(({ afterMs, deed }) => {
        at += afterMs;
        return { id, at, deed };
      });
    });
    // What happens at one instant is told before anybody has a turn.
    let now = start;
    for (const { id, at, deed } of lines.sort((a, b) => a.at - b.at)) {
      if (at > now) this.desk.settle();
      now = at;
      this.desk.passTo(at);
      this.do(id, deed);
    }
    this.desk.settle();
    this.desk.passTo(start + 10_000_000);
    return { desk: this.desk, about: (id) => this.about(id) };
  }

  private about(id: string): readonly string[] {
    const actions = this.desk.network.asked.filter((action) => legsOf(action).some((leg) => isLegOf(id, leg)));
    return [...(this.desk.events.get(id) ?? []), ...actions].map((each) => JSON.stringify(each));
  }

  private do(id: string, deed: Deed): void {
    const { desk } = this;
    if (deed.kind === 'call')
      desk.network.callFrom(this.name(id), deed.to === 'company' ? numberOf(id) : '+4722222222');
    else if (deed.kind === 'dial') desk.network.dial(this.name(id), `${id}-${deed.phone}`, deed.to);
    else if (deed.kind === 'reach') desk.network.reach(`${id}-${deed.phone}`, deed.isReachable);
    else if (deed.kind === 'signal') this.signal(id, deed);
    else if (deed.kind === 'restart') this.restart(id, deed.lost);
    else if (deed.kind === 'reachOver') this.reachOver(id, deed);
    else if (deed.kind === 'breakEngine') breakEngine(desk.host, id);
    else this.removeAndAdd(id);
  }

  private signal(id: string, deed: Extract<Deed, { kind: 'signal' }>): void {
    const leg = this.legAt(id, deed.place);
    if (leg === undefined) return;
    if (deed.type === 'legEnded') this.desk.network.live.delete(leg);
    for (let copy = 0; copy < deed.copies; copy += 1) this.desk.network.deliver(signalOf(deed.type, leg));
  }

  private restart(id: string, lost: number): void {
    const { network } = this.desk;
    const leg = this.legAt(id, lost);
    if (leg !== undefined) network.live.delete(leg);
    network.deliver({ type: 'networkRestarted', liveLegs: network.legs() });
  }

  private reachOver(id: string, { place: at, how: way }: Extract<Deed, { kind: 'reachOver' }>): void {
    const { network } = this.desk;
    const foreign = network.legs().filter((leg) => !isLegOf(id, leg));
    const [theirs, ours] = [foreign[at % foreign.length], this.legAt(id, at)];
    if (theirs === undefined || ours === undefined) return;
    if (way === 'transfer') network.deliver({ type: 'transferRequested', leg: ours, to: '201', attended: theirs });
    else
      network.deliver({
        type: 'callArrived',
        leg: theirs,
        from: { kind: 'device', device: `${id}-1` as DeviceId },
        to: '202',
      });
  }

  private removeAndAdd(id: string): void {
    this.desk.host.removeCompany(id);
    this.desk.host.addCompany(id, { company: companyFile(id), limits: this.limits[id] ?? {} });
  }

  private legAt(id: string, at: number): LegId | undefined {
    const ours = this.desk.network.legs().filter((leg) => isLegOf(id, leg));
    return ours[at % ours.length];
  }

  private name(id: string): string {
    const count = (this.arrivals[id] ?? 0) + 1;
    this.arrivals[id] = count;
    return `${id}-${count}`;
  }

  /** A network that does much before `perform` returns, by the number of the leg. */
  private answerAtOnce(action: Action): void {
    const { network } = this.desk;
    if (action.type === 'play' && !action.loop && Number.parseInt(action.play.slice(1), 10) % 2 === 0) {
      network.deliver({ type: 'played', leg: action.leg, play: action.play });
    }
    if (action.type !== 'startLeg') return;
    const { leg } = action;
    const turn = Number.parseInt(leg.slice(1), 10) % 5;
    if (turn === 1) network.deliver({ type: 'legRinging', leg });
    if (turn === 2) network.deliver({ type: 'legAnswered', leg });
    if (turn === 3) {
      network.live.delete(leg);
      network.deliver({ type: 'legEnded', leg, cause: 'busy' });
    }
  }
}

function signalOf(kind: LegSignal, leg: LegId): Signal {
  if (kind === 'legEnded') return { type: kind, leg, cause: 'hungUp' };
  if (kind === 'digit') return { type: kind, leg, digit: '*' };
  if (kind === 'transferRequested') return { type: kind, leg, to: '202' };
  return { type: kind, leg };
}

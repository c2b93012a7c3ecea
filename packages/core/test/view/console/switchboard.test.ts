import { describe, expect, it } from 'vitest';
import { arrivedLegId, type DeviceId, type LegId, type TrunkId, type UserId } from '../../../src/kernel/ids.ts';
import type { Action, Signal, TelephonyPort } from '../../../src/port/telephony.ts';
import { Switchboard } from '../../../src/switchboard.ts';
import { applyChanges, type ConsoleChanges } from '../../../src/view/console-changes.ts';
import type { ConsoleView } from '../../../src/view/console-view.ts';
import { anna, bo, KARI, officeFile, SHOP } from '../../behaviour/office.ts';

/** A network of which nothing is asked but to be there. */
class Line implements TelephonyPort {
  readonly capabilities = {
    external: true,
    sounds: true,
    digits: true,
    recording: true,
    rooms: true,
    displayUpdates: true,
    answerControl: true,
  };
  readonly started: LegId[] = [];
  tell: (signal: Signal) => void = () => {};
  private arrivals = 0;

  start(deliver: (signal: Signal) => void): void {
    this.tell = deliver;
  }

  legs(): readonly LegId[] {
    return [];
  }

  perform(action: Action): void {
    if (action.type === 'startLeg') this.started.push(action.leg);
  }

  calls(to: string): LegId {
    this.arrivals += 1;
    const leg = arrivedLegId(String(this.arrivals));
    const from = { kind: 'trunk', trunk: 't' as TrunkId, number: KARI, isWithheld: false } as const;
    this.tell({ type: 'callArrived', leg, from, to });
    return leg;
  }
}

function office() {
  const line = new Line();
  const clock = { time: 1000, now: () => clock.time, wakeAt: () => {} };
  const switchboard = new Switchboard({ company: officeFile, telephony: line, clock });
  switchboard.start();
  for (const device of ['anna-desk', 'bo-desk', 'dag-desk'] as DeviceId[]) {
    line.tell({ type: 'deviceState', device, isReachable: true });
  }
  return { switchboard, line, clock };
}

function viewOf(switchboard: Switchboard, user: UserId): ConsoleView {
  const view = switchboard.consoleView(user);
  if (view === undefined) throw new Error(`no console of ${user}`);
  return view;
}

describe('the console of a switchboard', () => {
  it('is of this moment, for a user whom the company has', () => {
    const { switchboard, clock } = office();
    clock.time = 1234;
    expect(switchboard.consoleView(anna)).toMatchObject({ at: 1234, self: { name: 'Anna' }, waiting: [] });
    expect(switchboard.consoleView('nobody' as UserId)).toBeUndefined();
  });

  it('[S10] [S13] is kept current by what is told after it', () => {
    const { switchboard, line, clock } = office();
    let view = viewOf(switchboard, anna);
    const told: ConsoleChanges[] = [];
    switchboard.watchConsole(anna, (changes) => {
      told.push(changes);
      view = applyChanges(view, changes);
    });
    clock.time = 2000;
    const caller = line.calls(SHOP);
    expect(view).toMatchObject({ at: 2000, waiting: [{ id: 'c1' }], ownCalls: [{ at: { phase: 'ringing' } }] });
    line.tell({ type: 'legAnswered', leg: line.started[0] as LegId });
    line.tell({ type: 'legEnded', leg: caller, cause: 'hungUp' });
    expect(told).toHaveLength(3);
    expect(view).toEqual(viewOf(switchboard, anna));
  });

  it('follows a new company file', () => {
    const { switchboard } = office();
    let view = viewOf(switchboard, anna);
    switchboard.watchConsole(anna, (changes) => {
      view = applyChanges(view, changes);
    });
    switchboard.configure({ ...officeFile, groups: [] });
    expect(view.groups).toEqual([]);
    expect(view).toEqual(viewOf(switchboard, anna));
  });

  it('tells nothing when nothing is other, and each only what is theirs', () => {
    const { switchboard, line } = office();
    const told: string[] = [];
    switchboard.watchConsole(anna, ({ ownCalls }) => told.push(`anna ${ownCalls?.changed.length}`));
    switchboard.watchConsole(bo, ({ ownCalls }) => told.push(`bo ${ownCalls?.changed.length}`));
    line.calls(SHOP);
    line.tell({ type: 'legRinging', leg: line.started[0] as LegId });
    expect(told).toEqual(['anna 1', 'bo undefined']);
  });

  it('is told to every listener until it stops', () => {
    const { switchboard, line } = office();
    const told: string[] = [];
    const stops = ['first', 'second'].map((name) => switchboard.watchConsole(anna, () => told.push(name)));
    line.calls(SHOP);
    stops[0]?.();
    stops[0]?.();
    line.calls(SHOP);
    stops[1]?.();
    line.calls(SHOP);
    expect(told).toEqual(['first', 'second', 'second']);
  });

  it('begins anew after everybody has stopped', () => {
    const { switchboard, line } = office();
    switchboard.watchConsole(anna, () => {})();
    line.calls(SHOP);
    const told: ConsoleChanges[] = [];
    switchboard.watchConsole(anna, (changes) => told.push(changes));
    line.calls(SHOP);
    expect(told).toMatchObject([{ waiting: { changed: [{ id: 'c2' }], removed: [] } }]);
  });

  it('the same function twice is told twice', () => {
    const { switchboard, line } = office();
    let told = 0;
    const listen = () => {
      told += 1;
    };
    const stop = switchboard.watchConsole(anna, listen);
    switchboard.watchConsole(anna, listen);
    line.calls(SHOP);
    stop();
    line.calls(SHOP);
    expect(told).toBe(3);
  });

  it('a listener that throws is reported, and the others are told', () => {
    const { switchboard, line } = office();
    const failures: unknown[] = [];
    const told: string[] = [];
    switchboard.on('listenerFailed', (failure) => failures.push(failure));
    const error = new Error('no screen');
    switchboard.watchConsole(anna, () => {
      throw error;
    });
    switchboard.watchConsole(bo, () => told.push('bo'));
    line.calls(SHOP);
    expect(failures).toEqual([{ type: 'console', error }]);
    expect(told).toEqual(['bo']);
    expect(switchboard.figures().calls).toBe(1);
  });

  it('one who begins to watch in a listener of an event is not told again what the view shows', () => {
    const { switchboard, line } = office();
    const told: ConsoleChanges[] = [];
    switchboard.on('callArrived', () => {
      expect(switchboard.consoleView(anna)?.waiting).toHaveLength(1);
      switchboard.watchConsole(anna, (changes) => told.push(changes));
    });
    line.calls(SHOP);
    expect(told).toEqual([]);
  });
});

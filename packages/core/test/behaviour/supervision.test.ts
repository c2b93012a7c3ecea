import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { Action } from '../../src/port/telephony.ts';
import { type Caller, Office } from '../driver.ts';
import { anna, bo, c1, cilla, dag, KARI, officeFile, SHOP } from './office.ts';

type Ways = 'listenIn' | 'whisper' | 'breakIn';

const file: CompanyFile = {
  ...officeFile,
  access: {
    rules: [
      { user: 'bo', category: 'supervision', decision: 'allow' },
      { user: 'cilla', service: 'listenIn', decision: 'allow' },
    ],
  },
};

/** Kari has called the shop and talks with Anna. */
function talk(): { readonly o: Office; readonly kari: Caller } {
  const o = new Office(file);
  const kari = o.outsider(KARI).calls(SHOP);
  o.after(1000);
  o.phone('anna-desk').answers();
  return { o, kari };
}

/** Bo takes part in their talk. */
function supervised(how: Ways = 'listenIn') {
  const { o, kari } = talk();
  expect(o.asks({ type: how, call: c1, by: bo }).ok).toBe(true);
  o.phone('bo-desk').answers();
  return { o, kari, heard: () => [kari.hears, o.phone('anna-desk').hears(), o.phone('bo-desk').hears()] };
}

const since = (o: Office, before: number): readonly string[] =>
  o.actions.slice(before).map((action: Action) => ('leg' in action ? `${action.type} ${action.leg}` : action.type));

describe('[X9] supervision', () => {
  it('the supervisor’s phone rings, and the two notice nothing until it is answered', () => {
    const { o, kari } = talk();
    o.asks({ type: 'listenIn', call: c1, by: bo });
    expect([o.ringing(), kari.hears, o.phone('anna-desk').hears()]).toEqual([
      ['bo-desk'],
      'leg anna-desk',
      'leg caller',
    ]);
    expect(o.of('supervisionBegan')).toMatchObject([{ call: 'c1', supervision: 'c2', by: 'bo', as: 'listens' }]);
    expect(o.state.users.get(bo)?.availability).toBe('busy');
  });

  it.each([
    ['listenIn', 'room m1, muted'],
    ['whisper', 'room m1, heard by anna-desk'],
    ['breakIn', 'room m1'],
  ] as const)('%s: the talk goes on in a room, of which the supervisor hears %s', (how, hears) => {
    expect(supervised(how).heard()).toEqual(['room m1', 'room m1', hears]);
  });

  it('the two go straight from their bridge into the room, the caller first', () => {
    const { o } = talk();
    o.asks({ type: 'listenIn', call: c1, by: bo });
    const before = o.actions.length;
    o.phone('bo-desk').answers();
    expect(since(o, before)).toEqual(['joinRoom in-1', 'joinRoom l1', 'joinRoom l2']);
  });

  it('asked again, it changes how the supervisor takes part, at once or when they answer', () => {
    const { o, heard } = supervised();
    o.asks({ type: 'breakIn', call: c1, by: bo });
    expect(heard()[2]).toBe('room m1');
    o.asks({ type: 'whisper', call: c1, by: bo });
    expect(heard()[2]).toBe('room m1, heard by anna-desk');
    const changes = o.of('supervisionChanged').length;
    o.asks({ type: 'whisper', call: c1, by: bo });
    expect(o.of('supervisionChanged')).toHaveLength(changes);

    const early = talk().o;
    early.asks({ type: 'listenIn', call: c1, by: bo });
    early.asks({ type: 'breakIn', call: c1, by: bo });
    expect(early.actions.filter(({ type }) => type === 'setRole')).toEqual([]);
    early.phone('bo-desk').answers();
    expect(early.phone('bo-desk').hears()).toBe('room m1');
  });

  it.each([
    ['hangs up', (o: Office): void => o.phone('bo-desk').hangsUp()],
    ['asks for it', (o: Office): void => void o.asks({ type: 'stopSupervising', call: c1, by: bo })],
  ] as const)('the supervisor leaves who %s: out of the room first, then the two are bridged again', (_how, leave) => {
    const { o, kari } = supervised();
    const before = o.actions.length;
    leave(o);
    expect(since(o, before).slice(0, 3)).toEqual(['leaveRoom in-1', 'leaveRoom l1', 'bridge']);
    expect([kari.hears, o.phone('anna-desk').hears()]).toEqual(['leg anna-desk', 'leg caller']);
    expect([o.state.users.get(bo)?.availability, o.state.calls.get(c1)?.supervision]).toEqual(['idle', undefined]);
    expect(o.records()).toMatchObject([{ call: 'c2', outcome: 'answered' }]);
    expect(o.asks({ type: 'listenIn', call: c1, by: bo }).ok).toBe(true);
    o.phone('bo-desk').answers();
    expect(kari.hears).toBe('room m2');
  });

  it.each([
    ['caller', ({ kari }: { kari: Caller }) => kari.hangsUp('hungUp')],
    ['colleague', ({ o }: { o: Office }) => o.phone('anna-desk').hangsUp()],
  ] as const)('the %s leaves: the call is over, and the supervisor’s leg with it', (_who, leave) => {
    const all = supervised();
    leave(all);
    const { o } = all;
    expect([o.state.calls.size, o.state.legs.size, o.state.timers.size]).toEqual([0, 0, 0]);
    expect(o.state.users.get(bo)?.availability).toBe('idle');
    expect(o.records().map(({ call, outcome }) => [call, outcome])).toEqual([
      ['c2', 'answered'],
      ['c1', 'answered'],
    ]);
  });

  it('a talk that is over before the supervisor answers stops their phone', () => {
    const { o, kari } = talk();
    o.asks({ type: 'listenIn', call: c1, by: bo });
    kari.hangsUp('hungUp');
    expect([o.ringing(), o.state.calls.size, o.state.timers.size]).toEqual([[], 0, 0]);
    expect(o.records()[0]).toMatchObject({ call: 'c2', outcome: 'released' });
  });

  it.each([
    ['rejected', 'unanswered'],
    ['busy', 'busy'],
  ] as const)('a supervisor whose phone ends as %s changes nothing', (cause, outcome) => {
    const { o, kari } = talk();
    o.asks({ type: 'listenIn', call: c1, by: bo });
    o.phone('bo-desk').ends(cause);
    expect(kari.hears).toBe('leg anna-desk');
    expect(o.records()).toMatchObject([{ call: 'c2', outcome }]);
    expect(o.state.calls.get(c1)?.supervision).toBeUndefined();
  });

  it('a supervisor who does not answer is given up after 20 s', () => {
    const { o } = talk();
    o.asks({ type: 'listenIn', call: c1, by: bo });
    o.after(19_999);
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(1);
    expect([o.ringing(), o.state.calls.size]).toEqual([[], 1]);
  });
});

describe('[X9] a supervised call that goes on elsewhere', () => {
  it.each([
    ['hold', { type: 'hold', call: c1, by: anna }],
    ['park', { type: 'park', call: c1, by: anna }],
    ['transfer', { type: 'transfer', call: c1, by: anna, to: { user: dag } }],
    ['consult', { type: 'consult', call: c1, by: anna, to: { user: dag } }],
  ] as const)('%s releases the supervisor first', (_what, command) => {
    const { o, kari } = supervised();
    expect(o.asks(command).ok).toBe(true);
    expect(o.state.users.get(bo)?.availability).toBe('idle');
    expect(o.of('supervisionEnded')).toHaveLength(1);
    expect(kari.hears).toBe('sound hall');
    expect(o.state.calls.get(c1)?.supervision).toBeUndefined();
  });

  it('and so does a meeting that both come into', () => {
    const { o, kari } = supervised();
    o.asks({ type: 'startConference', by: dag, invite: [] });
    o.phone('dag-desk').answers();
    expect(o.asks({ type: 'bringIn', conference: 'f1' as never, call: c1, by: anna }).ok).toBe(true);
    expect([kari.hears, o.state.users.get(bo)?.availability]).toEqual(['room m2', 'idle']);
  });

  it('a phone that still rings for it stops', () => {
    const { o } = talk();
    o.asks({ type: 'listenIn', call: c1, by: bo });
    o.asks({ type: 'hold', call: c1, by: anna });
    expect(o.ringing()).toEqual([]);
    expect(o.records()).toMatchObject([{ call: 'c2', outcome: 'released' }]);
  });

  it('a network that loses a party and the supervisor leaves nothing', () => {
    const { o } = supervised();
    const { actions } = o.tell({ type: 'networkRestarted', liveLegs: [o.legAt('anna-desk')] });
    // Nothing is asked of legs that are gone: the supervisor is looked at after the talk.
    expect(new Set(actions.map(({ type }) => type))).toEqual(new Set(['hangUp']));
    expect([o.state.legs.size, o.state.calls.size, o.state.timers.size]).toEqual([0, 0, 0]);
  });
});

describe('[law 12] [S163] who may supervise what', () => {
  const refused = (o: Office, how: Ways, by: typeof bo) => {
    const reply = o.asks({ type: how, call: c1, by });
    return reply.ok ? 'ok' : reply.error.code;
  };

  it('nobody, unless a rule allows just that', () => {
    const { o } = talk();
    expect([refused(o, 'listenIn', dag), refused(o, 'whisper', cilla), refused(o, 'breakIn', cilla)]).toEqual(
      Array(3).fill('forbidden'),
    );
    expect(refused(o, 'listenIn', cilla)).toBe('ok');
  });

  it('one supervisor a talk, with a free line, and not one of the two', () => {
    const { o } = supervised();
    expect(refused(o, 'listenIn', cilla)).toBe('alreadyTaken');
    o.asks({ type: 'stopSupervising', call: c1, by: bo });
    o.phone('cilla-desk').dials('104');
    expect(refused(o, 'listenIn', cilla)).toBe('lineBusy');
    const own = new Office({ ...file, numbers: [{ number: SHOP, to: { user: 'bo' } }] });
    own.outsider(KARI).calls(SHOP);
    expect(refused(own, 'listenIn', bo)).toBe('notInCall');
    own.phone('bo-desk').answers();
    expect(refused(own, 'listenIn', bo)).toBe('badTarget');
  });

  it('a supervisor without a phone that can be reached has no line', () => {
    const { o } = talk();
    o.phone('bo-desk').unregisters();
    expect(refused(o, 'listenIn', bo)).toBe('lineBusy');
  });

  it('only a talk that is no consultation', () => {
    const { o } = talk();
    expect(o.asks({ type: 'listenIn', call: 'c9' as never, by: bo })).toMatchObject({ error: { code: 'notFound' } });
    o.asks({ type: 'consult', call: c1, to: { user: dag }, by: anna });
    o.phone('dag-desk').answers();
    for (const call of [c1, 'c2' as never]) {
      expect(o.asks({ type: 'listenIn', call, by: bo })).toMatchObject({ error: { code: 'notInCall' } });
    }
  });

  it('nobody can be whispered to in a talk of two outside', () => {
    const { o } = talk();
    o.asks({ type: 'transfer', call: c1, to: { number: '+4791111111' }, by: anna, isReturning: false });
    o.phone('+4791111111').answers();
    expect(refused(o, 'whisper', bo)).toBe('badTarget');
    expect(refused(o, 'listenIn', bo)).toBe('ok');
  });

  it('a user who dialled out is whispered to, and not the one outside', () => {
    const o = new Office(file);
    const dialler = o.phone('anna-desk').dials('+4791111111');
    o.phone('+4791111111').answers();
    o.asks({ type: 'whisper', call: c1, by: bo });
    o.phone('bo-desk').answers();
    const [, , joined] = o.actions.filter((action) => action.type === 'joinRoom');
    expect(joined).toMatchObject({ role: { kind: 'whispers', to: dialler.leg } });
  });

  it('only the supervisor stops supervising', () => {
    const { o } = supervised();
    expect(o.asks({ type: 'stopSupervising', call: c1, by: cilla })).toMatchObject({ error: { code: 'notInCall' } });
    expect(o.asks({ type: 'stopSupervising', call: 'c9' as never, by: bo })).toMatchObject({
      error: { code: 'notInCall' },
    });
  });
});

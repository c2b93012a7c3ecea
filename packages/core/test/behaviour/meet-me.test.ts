import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { readCompany } from '../../src/config/read-company.ts';
import type { CallId, ConferenceId } from '../../src/kernel/ids.ts';
import { type Caller, Office } from '../driver.ts';
import { anna, bo, KARI, officeFile, SHOP } from './office.ts';

const f1 = 'f1' as ConferenceId;
const board = { id: 'board', name: 'Board', owner: 'anna' };
type Elements = NonNullable<CompanyFile['flows']>[number]['elements'];

/** The number of the shop leads to a room. */
const fileWith = (room: object, element: object = {}, more: Partial<CompanyFile> = {}): CompanyFile => ({
  ...officeFile,
  numbers: [{ number: SHOP, to: { flow: 'meet' } }],
  rooms: [{ ...board, ...room }],
  flows: [
    {
      id: 'meet',
      name: 'Meet',
      start: 'room',
      elements: {
        room: { kind: 'conference', room: 'board', ...element } as Elements[string],
        bye: { kind: 'play', sound: 'bye' },
      },
    },
  ],
  ...more,
});
const office = (room: object = {}, element: object = {}): Office =>
  new Office(fileWith(room, { next: 'bye', ...element }));

const calls = (o: Office, number = KARI): Caller => o.outsider(number).calls(SHOP);
const meeting = (o: Office) => o.state.conferences.get(f1);

describe('[S166] a room that callers meet in', () => {
  it('the first begins the meeting, which is the owner’s; the next join it; the last to leave ends it', () => {
    const o = office();
    const kari = calls(o);
    expect([kari.hears, meeting(o)?.owner, meeting(o)?.heldIn]).toEqual(['room m1', anna, 'board']);
    const ola = calls(o, '+4791111111');
    expect([ola.hears, o.state.conferences.size]).toEqual(['room m1', 1]);
    kari.hangsUp('hungUp');
    expect([ola.hears, o.state.conferences.size]).toEqual(['room m1', 1]);
    ola.hangsUp('hungUp');
    expect([o.of('conferenceEnded').length, o.state.conferences.size, o.state.calls.size]).toEqual([1, 0, 0]);
    expect(o.records().map(({ outcome }) => outcome)).toEqual(['answered', 'answered']);
    expect([o.state.legs.size, o.state.timers.size]).toEqual([0, 0]);
  });

  it('a new meeting begins when the last is over', () => {
    const o = office();
    calls(o).hangsUp('hungUp');
    expect(calls(o).hears).toBe('room m2');
    expect([...o.state.conferences.keys()]).toEqual(['f2']);
  });

  it('a meeting that was called together is another one', () => {
    const o = office();
    o.asks({ type: 'startConference', by: anna, invite: [{ user: bo }] });
    expect(calls(o).hears).toBe('room m2');
    expect(meeting(o)?.heldIn).toBeUndefined();
  });

  it('one of the company’s own phones may join, and its line is taken', () => {
    const o = office();
    const mine = o.phone('bo-desk').dials(SHOP);
    expect([mine.hears, o.state.users.get(bo)?.availability]).toEqual(['room m1', 'busy']);
    mine.hangsUp('hungUp');
    expect(o.state.users.get(bo)?.availability).toBe('idle');
  });

  it('asks for the PIN of the room, and lets in who keys it in', () => {
    const o = office({ pin: '2580' });
    const kari = calls(o);
    expect(kari.hears).toBe('sound conference-pin');
    kari.hasHeardIt();
    expect(kari.hears).toBe('sound listening');
    kari.presses('258');
    expect(o.state.conferences.size).toBe(0);
    kari.presses('0');
    expect(kari.hears).toBe('room m1');
    o.after(3_600_000);
    expect(kari.hears).toBe('room m1');
  });

  it('a wrong PIN three times: told so, and released', () => {
    const o = office({ pin: '2580' });
    const kari = calls(o);
    for (const keys of ['1111#', '2222#', '3333#']) kari.presses(keys);
    expect(kari.hears).toBe('sound conference-refused');
    kari.hasHeardIt();
    expect([kari.releasedFor === undefined, o.state.calls.size, o.state.conferences.size]).toEqual([false, 0, 0]);
    expect(o.records()).toMatchObject([{ outcome: 'released', answeredAt: undefined }]);
  });

  it('nobody keys anything: each try is over 5 s after the prompt, at that millisecond', () => {
    const o = office({ pin: '2580' }, { tries: 1, otherwise: 'bye' });
    const kari = calls(o);
    kari.hasHeardIt();
    o.after(4999);
    expect(kari.hears).toBe('sound listening');
    o.after(1);
    expect(kari.hears).toBe('sound bye');
  });
});

describe('[S166] a room that takes nobody', () => {
  it('is full with as many as it says', () => {
    const o = office({ maxParticipants: 2 }, { otherwise: 'bye' });
    const [kari, ola] = [calls(o), calls(o, '+4791111111')];
    const per = calls(o, '+4792222222');
    expect([kari, ola, per].map(({ hears }) => hears)).toEqual(['room m1', 'room m1', 'sound bye']);
    kari.hangsUp('hungUp');
    expect(calls(o, '+4793333333').hears).toBe('room m1');
  });

  it('[S167] its bound holds for those who are invited, too', () => {
    const o = office({ maxParticipants: 2 });
    calls(o);
    expect(o.asks({ type: 'invite', conference: f1, who: { user: bo }, by: anna }).ok).toBe(true);
    const third = o.asks({ type: 'invite', conference: f1, who: { number: '911 11 111' }, by: anna });
    expect(third).toMatchObject({ ok: false, error: { code: 'full', what: 'invite', where: 'f1' } });
    expect(calls(o).hears).toBe('sound conference-refused');
    o.phone('bo-desk').rejects();
    expect(calls(o).hears).toBe('room m1');
  });

  it('is closed outside its hours: from closing on, and not before', () => {
    const schedule = { id: 'day', name: 'Day', zone: 'UTC', weekly: { thu: [{ from: '00:00', to: '01:00' }] } };
    const o = new Office(fileWith({ schedule: 'day' }, {}, { schedules: [schedule] }));
    o.after(3_599_999);
    const early = calls(o);
    expect(early.hears).toBe('room m1');
    o.after(1);
    expect(calls(o, '+4791111111').hears).toBe('sound conference-refused');
    expect(early.hears).toBe('room m1');
  });

  it('[E22] is gone with a new file; who is in it stays', () => {
    const o = office();
    const kari = calls(o);
    const { rooms: _rooms, flows: _flows, ...rest } = fileWith({});
    o.asks({ type: 'configure', file: { ...rest, numbers: officeFile.numbers } });
    expect(kari.hears).toBe('room m1');
    kari.hangsUp('hungUp');
    expect(o.state.conferences.size).toBe(0);
  });
});

describe('[S166] who is taken out of a room', () => {
  it('goes on where the flow leads, and the meeting without them', () => {
    const o = office();
    const [kari, ola] = [calls(o), calls(o, '+4791111111')];
    expect(o.asks({ type: 'remove', conference: f1, call: 'c1' as CallId, by: anna }).ok).toBe(true);
    expect([kari.hears, ola.hears]).toEqual(['sound bye', 'room m1']);
    expect(meeting(o)?.participants.map(({ outcome }) => outcome)).toEqual(['answered', undefined]);
    kari.hasHeardIt();
    expect(o.records()).toMatchObject([{ call: 'c1', outcome: 'released', answeredAt: 0 }]);
  });

  it('is released as one who was answered where the flow says nothing', () => {
    const o = new Office(fileWith({}));
    const kari = calls(o);
    o.asks({ type: 'remove', conference: f1, call: 'c1' as CallId, by: anna });
    expect([kari.releasedFor, o.state.conferences.size]).toEqual(['hungUp', 0]);
    expect(o.records()).toMatchObject([{ outcome: 'answered', endedBy: 'switchboard' }]);
  });

  it('all go on when the meeting is ended; those who are being called are called no more', () => {
    const o = office();
    const [kari, ola] = [calls(o), calls(o, '+4791111111')];
    o.asks({ type: 'invite', conference: f1, who: { user: bo }, by: anna });
    o.asks({ type: 'endConference', conference: f1, by: anna });
    expect([kari.hears, ola.hears, o.ringing()]).toEqual(['sound bye', 'sound bye', []]);
    expect([o.of('conferenceEnded').length, o.state.conferences.size]).toEqual([1, 0]);
  });

  it('may come back to the same meeting', () => {
    const o = office({}, { next: 'room' });
    const [kari] = [calls(o), calls(o, '+4791111111')];
    o.asks({ type: 'remove', conference: f1, call: 'c1' as CallId, by: anna });
    expect([kari.hears, o.state.conferences.size]).toEqual(['room m1', 1]);
    expect(meeting(o)?.participants.map(({ call, outcome }) => [call, outcome])).toEqual([
      ['c1', 'answered'],
      ['c2', undefined],
      ['c1', undefined],
    ]);
    expect(o.asks({ type: 'mute', conference: f1, call: 'c1' as CallId, isMuted: true, by: anna }).ok).toBe(true);
    expect(meeting(o)?.participants.map(({ isMuted }) => isMuted)).toEqual([false, false, true]);
    kari.hangsUp('hungUp');
    expect(meeting(o)?.participants.filter(({ outcome }) => outcome === undefined)).toHaveLength(1);
  });
});

describe('[S166] a transfer that ends in a room', () => {
  it('was answered there', () => {
    const file = fileWith({}, {}, { numbers: officeFile.numbers });
    const [shop, store] = officeFile.groups ?? [];
    const closed = { ...store, queue: { exits: { noMembers: { flow: 'meet' } } } } as NonNullable<typeof store>;
    const o = new Office({ ...file, groups: shop === undefined ? [] : [shop, { ...closed, startsLoggedIn: false }] });
    const kari = calls(o);
    o.phone('anna-desk').answers();
    const to = { number: '202' };
    const asked = { type: 'transfer', call: 'c1' as CallId, to, by: anna, isReturning: false } as const;
    expect(o.asks(asked).ok).toBe(true);
    expect(kari.hears).toBe('room m1');
    o.after(60_000);
    expect([kari.hears, o.ringing()]).toEqual(['room m1', []]);
    expect(o.of('transferEnded')).toMatchObject([{ record: { result: 'answered' } }]);
  });
});

describe('[S166] rooms in the company file', () => {
  it('mistakes are told at once, each with its path', () => {
    const file = fileWith({ pin: '12', maxParticipants: 51 }, { room: 'bord' });
    const rooms = [
      { ...board, pin: '12', maxParticipants: 51, schedule: 'day' },
      { ...board, owner: 'eva' },
    ];
    const reading = readCompany({ ...file, rooms, schedules: [{ id: 'night', name: 'Night' }] });
    expect(reading.ok ? [] : reading.problems.map(({ path, expected }) => `${path}: ${expected}`)).toEqual([
      'rooms[0].pin: 4 to 10 digits, such as "2580"',
      'rooms[0].maxParticipants: a whole number from 2 to 50',
      'rooms[1].id: a room id of its own (rooms[0].id has it too)',
      'rooms[1].owner: the id of a user of this file',
      'rooms[0].schedule: the id of a schedule of this file',
      'flows[0].elements.room.room: the id of a conference room of this file',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { FlowElement } from '../../src/flow/flow-file.ts';
import { callIn, ends } from './flow-call.ts';

const nobody = { type: 'release', sound: 'nobody-answered', cause: 'noAnswer', outcome: 'unanswered' };

describe('a queue', () => {
  const queue = (exits: object): FlowElement => ({ kind: 'queue', group: 'sales', exits });
  const inQueue = (exits: object) => callIn({ queue: queue(exits), ...ends });
  const exits = ['timedOut', 'full', 'noMembers', 'closed', 'unanswered', 'callbackTaken'] as const;

  test("[S81] the caller enters the queue of the group, and the group is told which exits are the flow's", () => {
    const call = inQueue({ timedOut: 'message', full: 'closed', key: { '9': 'anna', '0': 'bye', '*': 'bye' } });
    expect(call.effects).toEqual([
      { type: 'enterQueue', group: 'sales', exits: ['timedOut', 'full'], keys: ['0', '9', '*'] },
    ]);
    expect(call.place).toBe('main/queue: queue');
  });

  test("[S81] without exits every rule is the group's own", () => {
    expect(callIn(ends).effects).toEqual([{ type: 'enterQueue', group: 'sales', exits: [], keys: [] }]);
  });

  test.each(exits)('[S81] exit %s goes where it says', (exit) => {
    const others = Object.fromEntries(exits.filter((name) => name !== exit).map((name) => [name, 'bye']));
    expect(inQueue({ ...others, [exit]: 'anna' }).leavesQueue({ exit }).place).toBe('main/anna: user');
  });

  test('[S81] [Y4] a key goes where it says', () => {
    const call = inQueue({ key: { '1': 'anna', '2': 'message' } }).leavesQueue({ exit: 'key', digit: '2' });
    expect(call.place).toBe('main/message: voicemail');
    expect(call.last.trail[0]?.why).toBe('key 2 was pressed in the queue');
  });

  test.each(['timedOut', 'full', 'noMembers', 'closed', 'unanswered'] as const)(
    'an exit %s that the flow does not have ends the call, with a sound',
    (exit) => expect(inQueue({}).leavesQueue({ exit }).effects).toEqual([nobody]),
  );

  test('a callback taken without an exit ends the call, promised', () => {
    const promised = { type: 'release', sound: 'callback-promised', cause: 'hungUp', outcome: 'callback' };
    expect(inQueue({}).leavesQueue({ exit: 'callbackTaken' }).effects).toEqual([promised]);
  });

  test("a key that is none of the queue's ends the call, with a sound", () => {
    expect(inQueue({ key: { '1': 'anna' } }).leavesQueue({ exit: 'key', digit: '2' }).effects).toEqual([nobody]);
    expect(inQueue({}).leavesQueue({ exit: 'key', digit: '2' }).effects).toEqual([nobody]);
  });

  test("[Y4] a key pressed in the queue is the queue's: it is not kept for a later menu", () => {
    const call = inQueue({ timedOut: 'anna' }).presses('5');
    expect(call.last.ignored).toBe('the call is away: queue');
    expect(call.cursor.typedAhead).toBe('');
    expect(call.place).toBe('main/queue: queue');
  });
});

describe('a user', () => {
  const ringing = (way: object) => callIn({ user: { kind: 'user', user: 'ola', ...way }, ...ends });

  test('[S80] is rung, for the time of the file', () => {
    expect(ringing({ ringSeconds: 12, noAnswer: 'message' }).effects).toEqual([
      { type: 'ringUser', user: 'ola', ringMs: 12_000, exits: ['noAnswer', 'busy', 'unreachable'] },
    ]);
  });

  test("[S80] without exits the user's own rule applies", () => {
    expect(ringing({}).effects).toEqual([{ type: 'ringUser', user: 'ola', ringMs: undefined, exits: [] }]);
    expect(ringing({ busy: 'anna' }).effects).toMatchObject([{ exits: ['busy'] }]);
  });

  test.each([
    ['noAnswer', 'main/anna: user', 'ola does not answer'],
    ['busy', 'main/sales: queue', 'ola is busy'],
    ['unreachable', 'main/message: voicemail', 'ola cannot be reached'],
  ] as const)('[S80] %s goes its own way', (by, place, why) => {
    const call = ringing({ noAnswer: 'anna', busy: 'sales', unreachable: 'message' }).comes({ type: 'userEnded', by });
    expect(call.place).toBe(place);
    expect(call.last.trail[0]?.why).toBe(why);
  });

  test.each(['busy', 'unreachable'] as const)('[S80] %s without its own way goes as no answer', (by) => {
    expect(ringing({ noAnswer: 'anna' }).comes({ type: 'userEnded', by }).place).toBe('main/anna: user');
  });

  test('an end without a way releases the call, with a sound', () => {
    expect(ringing({}).comes({ type: 'userEnded', by: 'noAnswer' }).effects).toEqual([nobody]);
    expect(ringing({ busy: 'anna' }).comes({ type: 'userEnded', by: 'unreachable' }).effects).toEqual([nobody]);
  });
});

describe('a number outside', () => {
  const dialling = (way: object) =>
    callIn({ out: { kind: 'transferExternal', number: '+4722334455', ...way }, ...ends });

  test('[S91] [S92] is dialled, whoever has it, for the time of the file', () => {
    expect(dialling({ ringSeconds: 25 }).effects).toEqual([
      { type: 'dialExternal', number: '+4722334455', ringMs: 25_000 },
    ]);
    expect(dialling({}).effects).toMatchObject([{ ringMs: 30_000 }]);
  });

  test.each([
    ['noAnswer', 'main/anna: user', '+4722334455 does not answer'],
    ['busy', 'main/sales: queue', '+4722334455 is busy'],
    ['failed', 'main/anna: user', '+4722334455 cannot be called'],
  ] as const)('[S91] %s goes its own way', (by, place, why) => {
    const call = dialling({ noAnswer: 'anna', busy: 'sales' }).comes({ type: 'externalEnded', by });
    expect(call.place).toBe(place);
    expect(call.last.trail[0]?.why).toBe(why);
  });

  test('[S91] busy without its own way goes as no answer', () => {
    expect(dialling({ noAnswer: 'anna' }).comes({ type: 'externalEnded', by: 'busy' }).place).toBe('main/anna: user');
  });

  test('[S91] without a way the call is released, with a sound', () => {
    expect(dialling({ busy: 'anna' }).comes({ type: 'externalEnded', by: 'noAnswer' }).effects).toEqual([nobody]);
    expect(dialling({}).comes({ type: 'externalEnded', by: 'busy' }).effects).toEqual([nobody]);
  });
});

describe('voicemail', () => {
  test('[S96] [S97] of a group: greeting, e-mail and time are those of the file', () => {
    const box = { kind: 'voicemail', group: 'sales', greeting: 'hi', email: 'post@fjord.no', maxSeconds: 60 } as const;
    const call = callIn({ box });
    expect(call.effects).toEqual([
      {
        type: 'leaveMessage',
        mailbox: { kind: 'group', group: 'sales' },
        greeting: 'hi',
        email: 'post@fjord.no',
        maxMs: 60_000,
      },
    ]);
    expect(call.place).toBe('main/box: voicemail');
  });

  test("[S96] without a group it is the company's", () => {
    expect(callIn({ box: { kind: 'voicemail' } }).effects).toEqual([
      {
        type: 'leaveMessage',
        mailbox: { kind: 'company' },
        greeting: undefined,
        email: undefined,
        maxMs: 180_000,
      },
    ]);
  });

  test('[S98] [S99] of one user, with a greeting of its own', () => {
    const personal = { kind: 'personalVoicemail', user: 'anna', greeting: 'anna-away', maxSeconds: 30 } as const;
    expect(callIn({ personal }).effects).toEqual([
      {
        type: 'leaveMessage',
        mailbox: { kind: 'user', user: 'anna' },
        greeting: 'anna-away',
        email: undefined,
        maxMs: 30_000,
      },
    ]);
    expect(callIn({ box: { kind: 'personalVoicemail', user: 'anna' } }).effects).toMatchObject([{ maxMs: 180_000 }]);
  });

  test.each([{ kind: 'voicemail' }, { kind: 'personalVoicemail', user: 'anna' }] as const)(
    '[S96] [S98] after the message in $kind: on, or released as voicemail',
    (box) => {
      const over = { type: 'messageLeft' } as const;
      expect(callIn({ box: { ...box, next: 'sales' }, ...ends }).comes(over).place).toBe('main/sales: queue');
      const released = { type: 'release', sound: undefined, cause: 'hungUp', outcome: 'voicemail' };
      expect(callIn({ box }).comes(over).effects).toEqual([released]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { ConferenceId } from '../../src/kernel/ids.ts';
import { Office } from '../driver.ts';
import { anna, bo, c1, cilla, officeFile, talkWithAnna } from './office.ts';

const f1 = 'f1' as ConferenceId;
const OLA = '+4791111111';

function meeting(): Office {
  const o = new Office(officeFile);
  const invite = [{ user: bo }, { number: '911 11 111' }];
  expect(o.asks({ type: 'startConference', by: anna, invite }).ok).toBe(true);
  return o;
}

describe('[S166] [S167] telephone conference', () => {
  it('calls everyone, colleagues and numbers outside, and lets in who answers', () => {
    const o = meeting();
    expect(o.ringing()).toEqual(['anna-desk', 'bo-desk', OLA]);
    for (const who of ['anna-desk', 'bo-desk', OLA]) o.phone(who).answers();
    expect(['anna-desk', 'bo-desk', OLA].map((who) => o.phone(who).hears())).toEqual(Array(3).fill('room m1'));
  });

  it('each one’s outcome is visible; the last to leave ends it', () => {
    const o = meeting();
    o.phone('anna-desk').answers();
    o.phone('bo-desk').rejects();
    o.phone(OLA).ends('busy');
    expect(o.state.conferences.get(f1)?.participants.map(({ outcome }) => outcome)).toEqual([
      undefined,
      'unanswered',
      'busy',
    ]);
    o.phone('anna-desk').hangsUp();
    expect(o.of('conferenceEnded')).toHaveLength(1);
    expect([o.state.conferences.size, o.state.calls.size, o.state.timers.size]).toEqual([0, 0, 0]);
  });

  it('one who does not answer is given up after 45 s', () => {
    const o = meeting();
    o.phone('anna-desk').answers();
    o.after(45_000);
    expect(o.ringing()).toEqual([]);
    expect(o.state.conferences.get(f1)?.participants.map(({ outcome }) => outcome)).toEqual([
      undefined,
      'unanswered',
      'unanswered',
    ]);
  });

  it('muting, removing, ending', () => {
    const o = meeting();
    for (const who of ['anna-desk', 'bo-desk']) o.phone(who).answers();
    const [, second] = o.state.conferences.get(f1)?.participants ?? [];
    const call = second?.call as never;
    expect(o.asks({ type: 'mute', conference: f1, call, isMuted: true, by: anna }).ok).toBe(true);
    expect(o.phone('bo-desk').hears()).toBe('room m1, muted');
    o.asks({ type: 'remove', conference: f1, call, by: anna });
    expect(o.state.users.get(bo)?.availability).toBe('idle');
    o.asks({ type: 'endConference', conference: f1, by: anna });
    expect([o.state.calls.size, o.state.legs.size, o.ringing()]).toEqual([0, 0, []]);
  });

  it('a talk comes in with both its parties', () => {
    const { o, kari } = talkWithAnna();
    o.asks({ type: 'startConference', by: bo, invite: [{ user: cilla }] });
    o.phone('bo-desk').answers();
    expect(o.asks({ type: 'bringIn', conference: f1, call: c1, by: anna }).ok).toBe(true);
    expect([kari.hears, o.phone('anna-desk').hears()]).toEqual(['room m1', 'room m1']);
    kari.hangsUp('hungUp');
    expect(o.phone('anna-desk').hears()).toBe('room m1');
    o.asks({ type: 'endConference', conference: f1, by: bo });
    expect(o.state.legs.size).toBe(0);
  });

  it('who cannot be called is refused with the reason', () => {
    const { o } = talkWithAnna();
    expect(o.asks({ type: 'startConference', by: anna, invite: [] })).toMatchObject({ error: { code: 'lineBusy' } });
    expect(o.asks({ type: 'startConference', by: bo, invite: [{ number: 'x' }] })).toMatchObject({
      error: { code: 'notFound', where: 'x' },
    });
    expect(o.asks({ type: 'endConference', conference: f1, by: bo })).toMatchObject({ error: { code: 'notFound' } });
    o.asks({ type: 'startConference', by: bo, invite: [] });
    expect(o.asks({ type: 'invite', conference: f1, who: { user: anna }, by: bo })).toMatchObject({
      error: { code: 'lineBusy' },
    });
  });
});

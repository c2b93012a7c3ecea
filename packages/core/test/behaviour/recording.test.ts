import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { readCompany } from '../../src/config/read-company.ts';
import type { GroupId, RecordingId } from '../../src/kernel/ids.ts';
import { type Caller, Office } from '../driver.ts';
import { anna, bo, c1, dag, KARI, officeFile, SHOP } from './office.ts';

const DAY_MS = 86_400_000;
const shop = 'shop' as GroupId;
const file: CompanyFile = {
  ...officeFile,
  recording: { groups: ['shop'], announcement: 'recorded', keepDays: 30 },
};

interface Plan {
  readonly more?: Partial<CompanyFile>;
  readonly sounds?: object;
  readonly answerOn?: 'entry' | 'person';
}

const office = ({ more = {}, sounds = {}, answerOn = 'person' }: Plan = {}): Office => {
  const groups = (officeFile.groups ?? []).map((group) =>
    group.id === 'shop' ? { ...group, sounds, answerOn } : group,
  );
  return new Office({ ...file, groups, ...more } as CompanyFile);
};

/** Kari has heard the announcement, and talks with Anna since 1000 ms. */
function recorded(plan?: Plan): { readonly o: Office; readonly kari: Caller } {
  const o = office(plan);
  const kari = o.outsider(KARI).calls(SHOP);
  kari.hasHeardIt();
  o.after(1000);
  o.phone('anna-desk').answers();
  return { o, kari };
}

const kept = (o: Office) => o.of('recordingKept').map(({ recording, durationMs }) => [recording, durationMs]);
const began = (o: Office) => o.of('talkRecordingBegan').map(({ recording }) => recording);

describe('[X9] recording with announcement', () => {
  it('the caller hears the announcement to its end before anybody is rung', () => {
    const o = office();
    const kari = o.outsider(KARI).calls(SHOP);
    expect([kari.hears, o.ringing()]).toEqual(['sound recorded', []]);
    kari.hasHeardIt();
    expect([kari.hears, o.ringing()]).toEqual(['sound hall', ['anna-desk']]);
    expect(o.of('recordingAnnounced')).toMatchObject([{ call: 'c1' }]);
  });

  it.each([false, true])('after the welcome, and to its end even where that may be cut short: %s', (isCut) => {
    const o = office({ sounds: { welcome: 'welcome', welcomeInterruptible: isCut }, answerOn: 'entry' });
    const kari = o.outsider(KARI).calls(SHOP);
    expect([kari.hears, o.ringing()]).toEqual(['sound welcome recorded', []]);
    kari.hasHeardIt();
    expect([o.ringing(), o.of('recordingAnnounced').length]).toEqual([['anna-desk'], 1]);
  });

  it('where the welcome is not heard because nobody has answered yet', () => {
    const o = office({ sounds: { welcome: 'welcome' } });
    expect(o.outsider(KARI).calls(SHOP).hears).toBe('sound recorded');
  });

  it('from the bridge on, both sides of the talk', () => {
    const { o } = recorded();
    const types = o.actions.map(({ type }) => type);
    expect(types.indexOf('record')).toBe(types.indexOf('bridge') + 1);
    expect(o.actions.find(({ type }) => type === 'record')).toEqual({
      type: 'record',
      leg: 'in-1',
      recording: 'r1',
      maxMs: 14_400_000,
      of: 'talk',
    });
  });

  it('is kept when the talk is over, and to be deleted when the days are over', () => {
    const { o, kari } = recorded();
    o.after(7000);
    kari.hangsUp('hungUp');
    expect(o.of('recordingKept')).toEqual([
      {
        type: 'recordingKept',
        call: 'c1',
        recording: 'r1',
        durationMs: 7000,
        deleteAfter: 8000 + 30 * DAY_MS,
        at: 8000,
      },
    ]);
    expect(o.actions.map(({ type }) => type)).not.toContain('stopRecording');
  });

  it('of no time at all is not kept', () => {
    const { o, kari } = recorded();
    kari.hangsUp('hungUp');
    expect([o.of('talkRecordingEnded').length, kept(o)]).toEqual([1, []]);
  });
});

describe('[X9] never without its rule and its announcement', () => {
  it('a group without the rule', () => {
    const o = office({ more: { numbers: [{ number: SHOP, to: { group: 'store' } }] } });
    o.outsider(KARI).calls(SHOP);
    expect(o.ringing()).toEqual(['dag-desk']);
    o.phone('dag-desk').answers();
    expect(began(o)).toEqual([]);
  });

  it('a company without one', () => {
    const o = new Office(officeFile);
    o.outsider(KARI).calls(SHOP);
    o.phone('anna-desk').answers();
    expect(began(o)).toEqual([]);
  });

  it('one who is picked up before it was heard', () => {
    const o = office();
    const kari = o.outsider(KARI).calls(SHOP);
    o.asks({ type: 'pickUp', call: c1, by: anna });
    o.phone('anna-desk').answers();
    expect([kari.hears, began(o)]).toEqual(['leg anna-desk', []]);
  });

  it('one who is picked up is no call of the group', () => {
    const o = office();
    const kari = o.outsider(KARI).calls(SHOP);
    kari.hasHeardIt();
    o.asks({ type: 'pickUp', call: c1, by: bo });
    o.phone('bo-desk').answers();
    expect(began(o)).toEqual([]);
  });

  it('an announcement that a new company file replaces while it is heard', () => {
    const o = office();
    const kari = o.outsider(KARI).calls(SHOP);
    o.asks({ type: 'configure', file: { ...file, recording: { ...file.recording, announcement: 'other' } } });
    kari.hasHeardIt();
    o.phone('anna-desk').answers();
    expect(began(o)).toEqual([]);
  });

  it('a rule that is gone when the talk begins', () => {
    const o = office();
    o.outsider(KARI).calls(SHOP).hasHeardIt();
    o.asks({ type: 'configure', file: officeFile });
    o.phone('anna-desk').answers();
    expect(began(o)).toEqual([]);
  });

  it('a talk that goes on with somebody who is not of the group', () => {
    const { o } = recorded();
    o.after(2000);
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    expect(kept(o)).toEqual([['r1', 2000]]);
    o.phone('bo-desk').answers();
    expect(began(o)).toEqual(['r1']);
  });
});

describe('[X9] a recording stops when the two part, and begins again', () => {
  it.each([
    ['hold', 'resumeCall'],
    ['consult', 'cancelTransfer'],
  ] as const)('%s, and again after %s, without another announcement', (part, back) => {
    const { o, kari } = recorded();
    o.after(2000);
    o.asks({ type: part, call: c1, by: anna, ...(part === 'consult' ? { to: { user: dag } } : {}) } as never);
    expect(o.actions.findLast(({ type }) => type === 'stopRecording')).toEqual({
      type: 'stopRecording',
      leg: 'in-1',
      recording: 'r1',
    });
    expect(kept(o)).toEqual([['r1', 2000]]);
    o.after(5000);
    o.asks({ type: back, call: c1, by: anna });
    o.after(3000);
    kari.hangsUp('hungUp');
    expect(kept(o)).toEqual([
      ['r1', 2000],
      ['r2', 3000],
    ]);
    expect(o.of('recordingAnnounced')).toHaveLength(1);
  });

  it('park, and not for one who retrieves it', () => {
    const { o } = recorded();
    o.after(2000);
    o.asks({ type: 'park', call: c1, by: anna });
    expect(kept(o)).toEqual([['r1', 2000]]);
    o.asks({ type: 'retrieve', slot: 701, by: bo });
    o.phone('bo-desk').answers();
    expect(began(o)).toEqual(['r1']);
  });

  it('a call that comes to the group again is recorded again', () => {
    const { o } = recorded();
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { group: shop }, by: bo });
    expect(o.ringing()).toEqual(['anna-desk']);
    o.phone('anna-desk').answers();
    expect(began(o)).toEqual(['r1', 'r2']);
  });

  it('a call of another group hears the announcement on its way in', () => {
    const o = office({ more: { numbers: [{ number: SHOP, to: { group: 'store' } }] } });
    const kari = o.outsider(KARI).calls(SHOP);
    o.phone('dag-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { group: shop }, by: dag });
    expect([kari.hears, o.ringing()]).toEqual(['sound recorded', []]);
    kari.hasHeardIt();
    o.phone('anna-desk').answers();
    expect(began(o)).toEqual(['r1']);
  });

  it('goes on while somebody listens in', () => {
    const { o, kari } = recorded({
      more: { access: { rules: [{ user: 'bo', service: 'listenIn', decision: 'allow' }] } },
    });
    o.asks({ type: 'listenIn', call: c1, by: bo });
    o.phone('bo-desk').answers();
    o.after(1000);
    o.asks({ type: 'stopSupervising', call: c1, by: bo });
    expect([kept(o), kari.hears]).toEqual([[], 'leg anna-desk']);
    expect(began(o)).toEqual(['r1']);
  });

  it.each([14_400_000, 14_390_000])('that has reached its greatest length, or nearly, goes on in another: %i', (ms) => {
    const { o, kari } = recorded();
    kari.hasSpoken(ms);
    expect([kept(o), began(o)]).toEqual([[['r1', ms]], ['r1', 'r2']]);
  });

  it('that ends before, as with its leg, is kept and does not', () => {
    const { o, kari } = recorded();
    kari.hasSpoken(14_389_999);
    expect([kept(o), began(o)]).toEqual([[['r1', 14_389_999]], ['r1']]);
    kari.hasSpoken(14_400_000);
    kari.hangsUp('hungUp');
    expect(kept(o)).toHaveLength(1);
  });

  it('a late word of an older recording means nothing', () => {
    const { o, kari } = recorded();
    o.asks({ type: 'hold', call: c1, by: anna });
    o.asks({ type: 'resumeCall', call: c1, by: anna });
    o.tell({ type: 'recorded', leg: kari.leg, recording: 'r1' as RecordingId, durationMs: 5000 });
    expect([kept(o), began(o)]).toEqual([[], ['r1', 'r2']]);
  });
});

describe('[X9] pausing a recording', () => {
  it('nothing is recorded from then on until it is resumed', () => {
    const { o, kari } = recorded();
    o.after(2000);
    expect(o.asks({ type: 'pauseRecording', call: c1, by: anna }).ok).toBe(true);
    expect([o.of('recordingPaused').length, kept(o)]).toEqual([1, [['r1', 2000]]]);
    o.asks({ type: 'pauseRecording', call: c1, by: anna });
    expect(o.of('recordingPaused')).toHaveLength(1);
    o.after(4000);
    expect(o.asks({ type: 'resumeRecording', call: c1, by: anna }).ok).toBe(true);
    o.asks({ type: 'resumeRecording', call: c1, by: anna });
    expect(began(o)).toEqual(['r1', 'r2']);
    o.after(1000);
    kari.hangsUp('hungUp');
    expect(kept(o)).toEqual([
      ['r1', 2000],
      ['r2', 1000],
    ]);
  });

  it('stays through a hold, and ends with the talk', () => {
    const { o } = recorded();
    o.asks({ type: 'pauseRecording', call: c1, by: anna });
    o.asks({ type: 'hold', call: c1, by: anna });
    o.asks({ type: 'resumeCall', call: c1, by: anna });
    expect(began(o)).toEqual(['r1']);
    o.asks({ type: 'transfer', call: c1, to: { user: bo }, by: anna });
    o.phone('bo-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { group: shop }, by: bo });
    o.phone('anna-desk').answers();
    expect(began(o)).toEqual(['r1', 'r2']);
  });

  it('only by one who talks, who may, and where something is recorded', () => {
    const { o } = recorded({
      more: { access: { rules: [{ user: 'dag', service: 'recordCalls', decision: 'deny' }] } },
    });
    const code = (by: typeof bo, call = c1) => {
      const reply = o.asks({ type: 'pauseRecording', call, by });
      return reply.ok ? 'ok' : reply.error.code;
    };
    expect([code(dag), code(bo), code(anna, 'c9' as never)]).toEqual(['forbidden', 'notInCall', 'notFound']);
    const plain = new Office(officeFile);
    plain.outsider(KARI).calls(SHOP);
    plain.phone('anna-desk').answers();
    for (const type of ['pauseRecording', 'resumeRecording'] as const) {
      expect(plain.asks({ type, call: c1, by: anna })).toMatchObject({
        error: { code: 'notInCall', what: type, why: 'a talk that is recorded is needed' },
      });
    }
  });
});

describe('[X9] the rule of recording in a company file', () => {
  const problems = (recording: unknown) => {
    const reading = readCompany({ ...officeFile, recording });
    return reading.ok ? [] : reading.problems.map(({ path, expected }) => `${path}: ${expected}`);
  };

  it.each([
    [{ ...file.recording, groups: ['shop', 'nowhere'] }, 'recording.groups[1]: the id of a group of this file'],
    [{ ...file.recording, groups: [] }, 'recording.groups: at least one group id'],
    [{ ...file.recording, keepDays: 0 }, 'recording.keepDays: whole days from 1 to 3650'],
    [{ ...file.recording, keepDays: 3651 }, 'recording.keepDays: whole days from 1 to 3650'],
  ])('%j is told wrong', (recording, expected) => {
    expect(problems(recording)).toEqual([expected]);
  });

  it.each([1, 3650])('%i days are right', (keepDays) => {
    expect(problems({ ...file.recording, keepDays })).toEqual([]);
  });

  it('nothing may be left out', () => {
    expect(problems({})).toHaveLength(3);
  });
});

import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, GroupId } from '../../src/kernel/ids.ts';
import type { Action } from '../../src/port/telephony.ts';
import { Office } from '../driver.ts';
import { c1, dag, KARI, officeFile, SHOP } from './office.ts';

const c2 = 'c2' as CallId;
const file: CompanyFile = {
  ...officeFile,
  numbers: [{ number: SHOP, to: { group: 'store' } }],
  recording: { groups: ['shop'], announcement: 'recorded', keepDays: 30 },
};

/** Dag, whose calls are not recorded, has Kari on hold and talks since 1000 ms with Anna, whose calls are. */
function recorded() {
  const o = new Office(file);
  const kari = o.outsider(KARI).calls(SHOP);
  o.phone('dag-desk').answers();
  o.asks({ type: 'consult', call: c1, to: { group: 'shop' as GroupId }, by: dag });
  const leg = o.legAt(o.phone('dag-desk').device);
  const play = o.plays.get(leg);
  if (play === undefined) throw new Error('Dag hears no announcement');
  o.tell({ type: 'played', leg, play });
  o.after(1000);
  o.phone('anna-desk').answers();
  expect(o.of('talkRecordingBegan')).toMatchObject([{ call: c2, recording: 'r1' }]);
  const asked = () => o.actions.filter(({ type }) => type === 'record' || type === 'stopRecording').map(nameOf);
  const kept = () => o.of('recordingKept').map(({ recording, durationMs }) => [recording, durationMs]);
  return { o, kari, asked, kept };
}

const nameOf = (action: Action): string =>
  action.type === 'record' || action.type === 'stopRecording' ? `${action.type} ${action.recording}` : action.type;

describe('[X9] a consultation of which the rule says that it is recorded', () => {
  it('cancelled: the recording is over, though the phone on which it was made lives on', () => {
    const { o, kari, asked, kept } = recorded();
    o.after(2000);
    o.asks({ type: 'cancelTransfer', call: c1, by: dag });
    expect([asked(), kept(), kari.hears]).toEqual([['record r1', 'stopRecording r1'], [['r1', 2000]], 'leg dag-desk']);
  });

  it('the colleague hangs up: likewise', () => {
    const { o, asked, kept } = recorded();
    o.after(2000);
    o.phone('anna-desk').hangsUp();
    expect([asked(), kept()]).toEqual([['record r1', 'stopRecording r1'], [['r1', 2000]]]);
  });

  it('completed: the recording ends with the phone of the one who moved the call', () => {
    const { o, asked, kept } = recorded();
    o.after(2000);
    o.asks({ type: 'completeTransfer', call: c1, by: dag });
    expect([asked(), kept()]).toEqual([['record r1'], [['r1', 2000]]]);
  });

  it('what is said with the caller in between, to whom no rule applies, is not recorded', () => {
    const { o, kari, asked, kept } = recorded();
    o.after(2000);
    o.asks({ type: 'swap', call: c1, by: dag });
    expect([asked(), kari.hears]).toEqual([['record r1', 'stopRecording r1'], 'leg dag-desk']);
    o.after(5000);
    o.asks({ type: 'swap', call: c1, by: dag });
    expect(asked()).toEqual(['record r1', 'stopRecording r1', 'record r2']);
    o.after(3000);
    o.phone('anna-desk').hangsUp();
    expect(kept()).toEqual([
      ['r1', 2000],
      ['r2', 3000],
    ]);
  });

  it('the caller leaves who was spoken with: the talk with the colleague is recorded again', () => {
    const { o, kari, asked } = recorded();
    o.asks({ type: 'swap', call: c1, by: dag });
    kari.hangsUp('hungUp');
    expect([asked(), o.phone('dag-desk').hears()]).toEqual([
      ['record r1', 'stopRecording r1', 'record r2'],
      'leg anna-desk',
    ]);
  });

  it('completed while the caller is spoken with: nothing is recorded any more', () => {
    const { o, asked } = recorded();
    o.asks({ type: 'swap', call: c1, by: dag });
    o.asks({ type: 'completeTransfer', call: c1, by: dag });
    expect(asked()).toEqual(['record r1', 'stopRecording r1']);
  });
});

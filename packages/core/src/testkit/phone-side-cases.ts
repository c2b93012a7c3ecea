import { expectSame } from './expect.ts';
import type { KitCase } from './kit-case.ts';
import { callerUp, expectTalk, leg, phoneUp, ringPhone } from './stage.ts';

/** What a phone shows, and what is asked for at it. */
export const phoneSideCases: readonly KitCase[] = [
  {
    title: '[E9] showParty changes what the screen shows, and the phone rings on',
    needs: ['displayUpdates'],
    run: async (bench, log) => {
      const [device] = bench.far.devices;
      const party = bench.far.phone(device);
      await ringPhone(bench, log, { device, as: leg('l1') });
      const shown = { number: '+4740011122', name: 'Viktig Person' };
      log.port.perform({ type: 'showParty', leg: leg('l1'), shown });
      await bench.until('the screen shows the other', () => party.shown?.number === shown.number);
      expectSame(party.shown, shown, 'what the screen shows');
      expectSame(party.phase, 'ringing', 'the phone');
      party.answer();
      await log.next('legAnswered', leg('l1'));
      expectSame(log.about(leg('l1')), ['legRinging', 'legAnswered'], 'the signals of the leg');
    },
  },
  {
    title: 'a phone that holds and takes back is told as held and resumed, once each',
    needs: ['hold'],
    run: async (bench, log) => {
      const [caller, callee] = [await callerUp(bench, log), await phoneUp(bench, log)];
      log.port.perform({ type: 'bridge', a: caller.leg, b: callee.leg });
      await expectTalk(bench, [caller, callee], true);
      callee.party.hold();
      await log.next('held', callee.leg);
      await expectTalk(bench, [caller, callee], false);
      callee.party.resume();
      await log.next('resumed', callee.leg);
      await expectTalk(bench, [caller, callee], true);
      expectSame(log.about(callee.leg), ['legRinging', 'legAnswered', 'held', 'resumed'], 'the signals of the leg');
    },
  },
  {
    title: '[S40] a transfer that is asked for at a phone is told, with where to, and changes nothing by itself',
    needs: ['requestTransfer'],
    run: async (bench, log) => {
      const [caller, callee] = [await callerUp(bench, log), await phoneUp(bench, log)];
      log.port.perform({ type: 'bridge', a: caller.leg, b: callee.leg });
      callee.party.requestTransfer('102');
      const { to, attended } = await log.next('transferRequested', callee.leg);
      expectSame([to, attended], ['102', undefined], 'where to, and the leg of the consultation');
      await expectTalk(bench, [caller, callee], true);
      await bench.pass(200);
      expectSame(log.of('transferRequested').length, 1, 'transfers told');
    },
  },
];

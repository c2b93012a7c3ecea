import { describe, expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { arrivedLegId, type DeviceId, type GroupId, type TrunkId, type UserId } from '../../src/kernel/ids.ts';
import type { ArrivedFrom, ClockPort, Signal, TelephonyPort } from '../../src/port/telephony.ts';
import { Switchboard } from '../../src/switchboard.ts';
import { anna, bo, cilla, KARI, officeFile, SHOP } from '../behaviour/office.ts';

/** A switchboard in a network that obeys and says nothing of itself. */
class Desk {
  readonly switchboard: Switchboard;
  private tell: (signal: Signal) => void = () => {};
  private arrivals = 0;

  constructor(company: CompanyFile) {
    const able = { external: true, sounds: true, digits: true, recording: true, rooms: true };
    const telephony: TelephonyPort = {
      capabilities: { ...able, displayUpdates: true, answerControl: true },
      start: (tell) => {
        this.tell = tell;
      },
      perform: () => {},
      legs: () => [],
    };
    const clock: ClockPort = { now: () => 1000, wakeAt: () => {} };
    this.switchboard = new Switchboard({ company, telephony, clock });
    this.switchboard.start();
    for (const device of ['anna-desk', 'bo-desk', 'cilla-desk'] as DeviceId[]) {
      this.tell({ type: 'deviceState', device, isReachable: true });
    }
  }

  /** Kari calls the shop and gives up. */
  kariCalls(): void {
    this.calls({ kind: 'trunk', trunk: 'trunk' as TrunkId, number: KARI, isWithheld: false }, SHOP);
  }

  /** Somebody dials and gives up. */
  dials(device: string, to: string): void {
    this.calls({ kind: 'device', device: device as DeviceId }, to);
  }

  private calls(from: ArrivedFrom, to: string): void {
    this.arrivals += 1;
    const leg = arrivedLegId(`${this.arrivals}`);
    this.tell({ type: 'callArrived', leg, from, to });
    this.tell({ type: 'legEnded', leg, cause: 'cancelled' });
  }
}

type Asked<Row> = { readonly ok: true; readonly value: readonly Row[] } | { readonly ok: false };

const callsIn = <Row extends { readonly call: string }>(asked: Asked<Row>): readonly string[] =>
  asked.ok ? asked.value.map(({ call }) => call) : ['refused'];

describe('the logs of a running switchboard', () => {
  it('[S64] [S70] are there when a call is over, and every row is told once', () => {
    const desk = new Desk(officeFile);
    const told: string[] = [];
    desk.switchboard.on('companyLogged', ({ call }) => told.push(`company ${call}`));
    desk.switchboard.on('personalLogged', ({ call, user }) => told.push(`${user} ${call}`));
    desk.kariCalls();
    expect(callsIn(desk.switchboard.companyLog())).toEqual(['c1']);
    expect(callsIn(desk.switchboard.personalLog(anna))).toEqual(['c1']);
    expect(callsIn(desk.switchboard.personalLog(bo))).toEqual([]);
    expect(told).toEqual(['company c1', 'anna c1']);
  });

  it('[S64] [S70] keep the newest 1,000 calls of the company, and 200 of each user', () => {
    const desk = new Desk(officeFile);
    let told = 0;
    desk.switchboard.on('companyLogged', () => {
      told += 1;
    });
    for (let call = 0; call < 1001; call += 1) desk.kariCalls();
    const [ofCompany, own] = [callsIn(desk.switchboard.companyLog()), callsIn(desk.switchboard.personalLog(anna))];
    expect([ofCompany.length, ofCompany[0], ofCompany.at(-1)]).toEqual([1000, 'c2', 'c1001']);
    expect([own.length, own[0], own.at(-1)]).toEqual([200, 'c802', 'c1001']);
    expect(told).toBe(1001);
  });

  it('[S70] are one’s own: that of a colleague needs the service for it', () => {
    const desk = new Desk({
      ...officeFile,
      access: { rules: [{ user: 'cilla', service: 'seePersonalLogsOfOthers', decision: 'allow' }] },
    });
    desk.kariCalls();
    expect(callsIn(desk.switchboard.personalLog(anna, anna))).toEqual(['c1']);
    expect(desk.switchboard.personalLog(anna, bo)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(callsIn(desk.switchboard.personalLog(anna, cilla))).toEqual(['c1']);
    expect(callsIn(desk.switchboard.personalLog(anna, 'nobody' as UserId))).toEqual(['refused']);
  });

  it('[S64] the company’s is for those with the service `seeLogs`', () => {
    const desk = new Desk({
      ...officeFile,
      access: { rules: [{ user: 'bo', service: 'seeLogs', decision: 'deny' }] },
    });
    desk.kariCalls();
    expect(callsIn(desk.switchboard.companyLog(anna))).toEqual(['c1']);
    expect(desk.switchboard.companyLog(bo)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('[S20] the last number dialled is shown, answered or not; an incoming call does not change it', () => {
    const desk = new Desk(officeFile);
    expect(desk.switchboard.lastDialledBy(anna)).toBeUndefined();
    desk.dials('anna-desk', '102');
    desk.dials('anna-desk', '22 00 00 01');
    desk.dials('bo-desk', '101');
    desk.kariCalls();
    expect(desk.switchboard.lastDialledBy(anna)).toBe('22 00 00 01');
    expect(desk.switchboard.lastDialledBy(bo)).toBe('101');
  });
});

describe('[E25] [S131] the figures of a group when the company changes', () => {
  it('are of the new group, its new name and its new members, and of no group that is gone', () => {
    const desk = new Desk(officeFile);
    const figures = (group: string) => desk.switchboard.groupFigures(group as GroupId);
    expect([figures('shop')?.loggedIn, figures('shop')?.free, figures('fresh')]).toEqual([1, 1, undefined]);
    desk.switchboard.configure({
      ...officeFile,
      groups: [
        { id: 'shop', name: 'Ny butikk', members: [{ user: 'anna' }, { user: 'bo' }] },
        { id: 'fresh', name: 'Fresh', members: [{ user: 'bo' }], startsLoggedIn: false },
      ],
    });
    expect(figures('shop')).toMatchObject({ name: 'Ny butikk', loggedIn: 2, free: 2 });
    expect(figures('fresh')).toMatchObject({ name: 'Fresh', loggedIn: 0 });
    expect(figures('store')).toBeUndefined();
  });

  it('are of the members who were saved; who stays keeps the log-in', () => {
    const desk = new Desk(officeFile);
    const shop = 'shop' as GroupId;
    const save = (members: readonly UserId[], version: number) =>
      desk.switchboard.execute({
        type: 'saveMembers',
        group: shop,
        members: members.map((user) => ({ user, tier: 0 })),
        version,
      });
    expect(save([anna, bo], 1).ok).toBe(true);
    expect(desk.switchboard.groupFigures(shop)?.loggedIn).toBe(2);
    desk.switchboard.execute({ type: 'logOut', user: anna, group: shop });
    expect(save([anna, cilla], 2).ok).toBe(true);
    expect(desk.switchboard.groupFigures(shop)?.loggedIn).toBe(1);
    expect(save([anna], 3).ok).toBe(true);
    expect(desk.switchboard.groupFigures(shop)?.loggedIn).toBe(0);
  });
});

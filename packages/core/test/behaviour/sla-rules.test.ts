import { expect, test } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { readCompany } from '../../src/config/read-company.ts';
import { Desk } from './desk.ts';

const NUMBER = '+4757828600';
const slow = { id: 'slow', group: 'shop', waitSeconds: 30 };

const company = (slaRules: CompanyFile['slaRules']): CompanyFile => ({
  name: 'Butikken',
  numbers: [{ number: NUMBER, to: { group: 'shop' } }],
  users: [{ id: 'bo', name: 'Bo', devices: ['bo-desk'] }],
  groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'bo' }], ring: { seconds: 25 } }],
  ...(slaRules === undefined ? {} : { slaRules }),
});

/** What listeners are told of rules, such as `+slow 30000`. */
function desk(...slaRules: NonNullable<CompanyFile['slaRules']>) {
  const made = new Desk(company(slaRules)).reaches('bo-desk');
  const told: string[] = [];
  made.switchboard.on('slaAlert', ({ rule, at }) => told.push(`+${rule} ${at}`));
  made.switchboard.on('slaCleared', ({ rule, at }) => told.push(`-${rule} ${at}`));
  return { desk: made, told };
}

test('[S138] an alert goes once, at the millisecond at which the first who waits has waited so long', () => {
  const { desk: office, told } = desk(slow);
  office.time = 1_000;
  office.call('1', NUMBER);
  office.time = 5_000;
  office.call('2', NUMBER);
  office.passTo(30_999);
  expect(told).toEqual([]);
  office.passTo(31_000);
  expect(told).toEqual(['+slow 31000']);
  office.passTo(200_000);
  expect(told).toEqual(['+slow 31000']);
});

test('[S138] it is cleared when nobody waits so long any more, and goes again for the next', () => {
  const { desk: office, told } = desk(slow);
  office.call('1', NUMBER);
  office.passTo(20_000);
  office.call('2', NUMBER);
  office.passTo(40_000);
  office.hangUp('1');
  expect(told).toEqual(['+slow 30000', '-slow 40000']);
  office.passTo(49_999);
  expect(told).toHaveLength(2);
  office.passTo(50_000);
  expect(told).toEqual(['+slow 30000', '-slow 40000', '+slow 50000']);
});

test('[S138] the switchboard is woken by whichever comes first: the engine or a rule', () => {
  const { desk: office } = desk(slow);
  expect(office.wakesAt).toBeUndefined();
  office.call('1', NUMBER);
  expect(office.wakesAt).toBe(25_000);
  office.passTo(25_000);
  expect(office.wakesAt).toBe(30_000);
  office.hangUp('1');
  expect(office.wakesAt).toBeUndefined();
});

test('[S138] a rule that is due before the engine wakes the switchboard, and the engine is woken after it', () => {
  const { desk: office, told } = desk({ ...slow, waitSeconds: 1 });
  office.call('1', NUMBER);
  expect(office.wakesAt).toBe(1_000);
  office.passTo(1_000);
  expect([told, office.wakesAt]).toEqual([['+slow 1000'], 25_000]);
});

test('[S138] one who hangs up too late is told of in time, even where the clock woke nobody', () => {
  const { desk: office, told } = desk(slow);
  office.call('1', NUMBER);
  office.time = 45_000;
  office.hangUp('1');
  expect(told).toEqual(['+slow 30000', '-slow 45000']);
});

test('[S138] a listener hears of the alert after the event that made it', () => {
  const { desk: office } = desk({ id: 'long', group: 'shop', queueLength: 1 });
  const heard: string[] = [];
  office.switchboard.on('slaAlert', () => heard.push('slaAlert'));
  office.switchboard.on('entryJoined', () => heard.push('entryJoined'));
  office.call('1', NUMBER);
  expect(heard).toEqual(['entryJoined', 'slaAlert']);
});

test('[S138, E22] a rule that is taken out while it alerts is cleared; one that is changed is looked at anew', () => {
  const long = { id: 'long', group: 'shop', queueLength: 1 };
  const { desk: office, told } = desk(slow, long);
  office.call('1', NUMBER);
  office.passTo(31_000);
  expect(told).toEqual(['+long 0', '+slow 30000']);
  expect(office.switchboard.configure(company([{ ...slow, waitSeconds: 40 }, long])).ok).toBe(true);
  expect(told.slice(2)).toEqual(['-slow 31000']);
  office.passTo(40_000);
  expect(told.slice(3)).toEqual(['+slow 40000']);
  expect(office.switchboard.execute({ type: 'configure', file: company([]) }).ok).toBe(true);
  expect(told.slice(4)).toEqual(['-slow 40000', '-long 40000']);
});

test('[S138, E22] a file with a mistake leaves the rules as they are', () => {
  const { desk: office, told } = desk(slow);
  office.call('1', NUMBER);
  office.passTo(30_000);
  expect(office.switchboard.configure(company([{ ...slow, group: 'shed' }])).ok).toBe(false);
  expect(told).toEqual(['+slow 30000']);
});

test('[S138] mistakes in the rules stand beside all others of the file', () => {
  const file = { ...company([]), name: '', slaRules: [{ ...slow, waitSeconds: 0 }, { ...slow, group: 'shed' }, slow] };
  const reading = readCompany(file);
  expect(reading.ok ? [] : reading.problems.map(({ path, expected }) => `${path}: ${expected}`)).toEqual([
    'name: a name',
    'slaRules[0].waitSeconds: whole seconds from 1 to 86400',
    'slaRules[1].group: the id of a group of this file',
    'slaRules[2].id: a rule id of its own (slaRules[1].id has it too)',
  ]);
});

test('[S138] where the groups cannot be read, rules are not said to name none', () => {
  const reading = readCompany({ ...company([slow]), groups: [{ id: 'Shop!', name: 7 }, { name: 'Two' }] });
  expect(reading.ok ? [] : reading.problems.map(({ path }) => path)).not.toContain('slaRules[0].group');
});

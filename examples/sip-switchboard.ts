import { readFile } from 'node:fs/promises';
import { readSipFile, SipTelephony, SystemClock } from '@sentralbord/adapter-sip';
import { Switchboard } from '@sentralbord/core';

const company = JSON.parse(await readFile('examples/company.json', 'utf8'));
const reading = readSipFile(JSON.parse(await readFile('examples/sip.json', 'utf8')));
if (!reading.ok) throw new Error(reading.problems.map(({ path, expected }) => `${path}: ${expected}`).join('\n'));

const telephony = new SipTelephony({ config: reading.config, sounds: new Map() });
await telephony.open();
const switchboard = new Switchboard({ company, telephony, clock: new SystemClock() });
switchboard.on('callEnded', ({ record }) => console.log(record));
switchboard.start();

process.once('SIGTERM', () => {
  switchboard.execute({ type: 'endAllCalls' });
  void telephony.close(1_500);
});

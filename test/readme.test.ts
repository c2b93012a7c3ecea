import { readFile, stat } from 'node:fs/promises';
import { readScenario, runScenario } from '@sentralbord/adapter-sim';
import { readSipFile } from '@sentralbord/adapter-sip';
import { readCompany } from '@sentralbord/core';
import { describe, expect, test, vi } from 'vitest';
import { drawLadders } from '../packages/adapter-sim/src/ladder/draw-ladder.ts';

const read = (path: string): Promise<string> => readFile(new URL(`../${path}`, import.meta.url), 'utf8');
const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');

describe('README', () => {
  test('its code is the example, which prints what it promises', async () => {
    const readme = await read('README.md');
    expect(blocks(readme, 'ts')).toEqual([await read('examples/hunt-group.ts')]);
    const print = vi.spyOn(console, 'log').mockImplementation(() => {});
    await import('../examples/hunt-group.ts');
    const [outcome, user, times] = print.mock.calls[0] ?? [];
    print.mockRestore();
    expect(blocks(readme, 'text')[1]?.trim()).toBe(
      `${outcome} ${user} { ${Object.entries(times)
        .map(([name, ms]) => `${name}: ${ms}`)
        .join(', ')} }`,
    );
  });

  test('its picture is what the runner draws', async () => {
    const company = JSON.parse(await read('examples/company.json'));
    const reading = readScenario(JSON.parse(await read('examples/first-call.scenario.json')), () => company);
    if (!reading.ok) throw new Error('the example is wrong');
    const drawn = drawLadders(runScenario(reading.scenario).trace);
    expect(drawn).toContain(blocks(await read('README.md'), 'text')[0]?.trimEnd());
  });

  test('its links lead somewhere', async () => {
    const links = [...(await read('README.md')).matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) await stat(new URL(`../${link}`, import.meta.url));
  });
});

describe('examples', () => {
  test('the company file and the SIP file are right, and name the same devices', async () => {
    const company = readCompany(JSON.parse(await read('examples/company.json')));
    const sip = readSipFile(JSON.parse(await read('examples/sip.json')));
    if (!company.ok || !sip.ok) throw new Error(JSON.stringify([company, sip]));
    expect([...company.company.userOfDevice.keys()].sort()).toEqual(sip.config.devices.map(({ id }) => id).sort());
  });
});

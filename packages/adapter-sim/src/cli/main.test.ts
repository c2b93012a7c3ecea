import { describe, expect, it } from 'vitest';
import { main } from './main.ts';

const company = {
  name: 'Fjord Bygg',
  numbers: [{ number: '+4757828600', to: { user: 'anna' } }],
  users: [{ id: 'anna', name: 'Anna Berge', shortNumber: '101', devices: ['anna-desk'] }],
};
const scenario = {
  title: 'Anna answers',
  company: '../company.json',
  phones: { 'anna-desk': { does: 'answer', afterMs: [1000, 9000], talkMs: 5000 } },
  timetable: [{ atMs: 0, call: { as: 'caller-1', from: '+4799887766', to: '+4757828600' } }],
  expect: [{ call: 'caller-1', outcome: 'answered' }],
};
const failing = { ...scenario, expect: [{ call: 'caller-1', outcome: 'abandoned' }, { neverRings: 'anna-desk' }] };
const texts: Readonly<Record<string, string>> = {
  '/fjord/company.json': JSON.stringify(company),
  '/fjord/stories/good.json': JSON.stringify(scenario),
  '/fjord/stories/failing.json': JSON.stringify(failing),
  '/fjord/stories/wrong.json': JSON.stringify({ title: '', timetable: [] }),
  '/fjord/stories/no.json': '{',
};

async function command(args: string, options: { hasColours?: boolean } = {}) {
  const written = { output: '', errors: '' };
  const code = await main(args.split(' ').filter(Boolean), {
    write: (text) => {
      written.output += text;
    },
    writeError: (text) => {
      written.errors += text;
    },
    readText: (path) => {
      const text = texts[path];
      if (text === undefined) throw new Error(`no such file: ${path}`);
      return text;
    },
    hasColours: options.hasColours === true,
    signal: new AbortController().signal,
  });
  return { code, ...written };
}

describe('sentralbord-sim run', () => {
  it('[X15] prints every event as a line of JSON and is content when all expectations hold', async () => {
    const { code, output, errors } = await command('run /fjord/stories/good.json');
    expect([code, errors]).toEqual([0, '']);
    const lines = output.trimEnd().split('\n');
    expect(lines[0]).toBe('{"at":0,"type":"deviceStateChanged","device":"anna-desk","isReachable":true}');
    expect(lines.map((line) => JSON.parse(line).type).at(-1)).toBe('callEnded');
  });

  it('the same seed gives the same bytes, another seed another day', async () => {
    const first = await command('run /fjord/stories/good.json --seed 4');
    expect(await command('run /fjord/stories/good.json --seed=4')).toEqual(first);
    expect(await command('run /fjord/stories/good.json --seed 5')).not.toEqual(first);
  });

  it('[X15] tells which expectation fails, draws the calls, and how to see it again', async () => {
    const { code, errors } = await command('run /fjord/stories/failing.json --seed 4');
    expect(code).toBe(1);
    expect(errors).toContain('expect[0].outcome: expected abandoned, found answered');
    expect(errors).toContain('expect[1]: expected anna-desk never rings, found rings from 0');
    expect(errors).toContain('calls +4757828600');
    expect(errors).toContain('again: sentralbord-sim run /fjord/stories/failing.json --ladder --seed 4');
  });

  it('lists every mistake of a file', async () => {
    const { code, errors, output } = await command('run /fjord/stories/wrong.json');
    expect([code, output]).toEqual([2, '']);
    expect(errors.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(3);
  });

  it.each(['no.json', 'missing.json'])('%s cannot be read', async (name) => {
    const { code, errors } = await command(`run /fjord/stories/${name}`);
    expect(code).toBe(2);
    expect(errors).toContain(`/fjord/stories/${name}: `);
  });
});

describe('sentralbord-sim', () => {
  it.each([
    ['', ['a command is missing']],
    ['dance', ['there is no command dance']],
    ['run', ['run: the scenario file is missing']],
    [
      'run a.json b.json --fast --seed x',
      ['run: b.json is too much', 'there is no option --fast here', '--seed: found x'],
    ],
    ['demo --seed', ['--seed: found nothing']],
    ['schema --ladder', ['there is no option --ladder here']],
  ])('wrong arguments are all told, with usage: %s', async (args, mistakes) => {
    const { code, errors, output } = await command(args);
    expect([code, output]).toEqual([2, '']);
    for (const mistake of mistakes) expect(errors).toContain(`sentralbord-sim: ${mistake}`);
    expect(errors.match(/^sentralbord-sim: /gm)).toHaveLength(mistakes.length);
    expect(errors).toContain('usage:');
  });

  it('prints its usage and the schema', async () => {
    expect(await command('--help')).toMatchObject({ code: 0, output: expect.stringContaining('usage:') });
    expect(JSON.parse((await command('schema')).output)).toMatchObject({ type: 'object' });
  });
});

describe('sentralbord-sim demo', () => {
  it('tells a morning and ends with the figures', async () => {
    const { code, output } = await command('demo --fast');
    expect(code).toBe(0);
    expect(output).toMatch(/^08:\d\d:\d\d {2}☎ \+47 \d{3} \d\d \d{3} → Sal {3}rings Anna, Ola$/m);
    for (const sign of ['✔', '■', '✖', '…', '♪', '·', '○', '◉']) expect(output).toContain(sign);
    expect(output).toMatch(/answer rate \d+ % \(\d+ of \d+ offered\)/);
    expect(output).not.toContain('\u001b');
  });

  it('the same seed gives the same bytes; colours only where they are wanted', async () => {
    const first = await command('demo --fast --seed 9');
    expect(await command('demo --fast --seed 9')).toEqual(first);
    expect(await command('demo --fast --seed 10')).not.toEqual(first);
    const coloured = await command('demo --fast --seed 9', { hasColours: true });
    expect(coloured.output).toContain('\u001b[32m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what colours are made of
    expect(coloured.output.replace(/\u001b\[\d+m/g, '')).toBe(first.output);
  });
});

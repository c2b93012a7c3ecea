import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toLinear } from './g711.ts';
import { bundledSoundsFolder, loadSounds, readSound } from './sounds.ts';

const decibels = (samples: Uint8Array): number => {
  const power = samples.reduce((sum, code) => sum + (toLinear(code, 'PCMA') / 32_768) ** 2, 0) / samples.length;
  return 10 * Math.log10(power);
};

describe('sounds', () => {
  it('come with the announcements, shorter than six seconds and at a speaking level', async () => {
    const { sounds, problems } = await loadSounds(bundledSoundsFolder());
    expect(problems).toEqual([]);
    expect([...sounds.keys()]).toEqual(['nobody-answered', 'not-in-use']);
    for (const samples of sounds.values()) {
      expect(samples.length).toBeGreaterThan(8000);
      expect(samples.length).toBeLessThan(6 * 8000);
      expect(Math.abs(decibels(samples) + 18)).toBeLessThan(1);
    }
  });

  it('names the file that cannot be used, and loads the others', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sounds-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'bad.wav'), 'no sound');
    await writeFile(join(folder, 'notes.txt'), 'not looked at');
    const { sounds, problems } = await loadSounds(folder);
    expect(sounds.size).toBe(0);
    expect(problems).toEqual([expect.stringContaining(`${join(folder, 'bad.wav')}: not a WAV file`)]);
  });

  it('tells of a missing folder or file rather than throw', async () => {
    expect((await loadSounds('/no/such/folder')).problems).toEqual([expect.stringContaining('/no/such/folder')]);
    expect(await readSound('/no/such.wav')).toMatchObject({ ok: false, why: expect.stringContaining('/no/such.wav') });
  });
});

import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWav, type WavResult } from './wav.ts';

/** The sounds of a folder, and what was wrong with the files that are not among them. */
export interface LoadedSounds {
  /** Name without `.wav` to A-law samples at 8 kHz. */
  readonly sounds: ReadonlyMap<string, Uint8Array>;
  /** One sentence per file that could not be used, with its path. */
  readonly problems: readonly string[];
}

/** Larger files are refused: at 16 bits this is more than half an hour of music on hold. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;
const MAX_FILES = 1000;
const EXTENSION = '.wav';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads one WAV file; every failure is a sentence that names the file. Never rejects. */
export const readSound = async (path: string): Promise<WavResult> => {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) return { ok: false, why: `${path}: ${size} bytes, at most ${MAX_FILE_BYTES} are read` };
    const result = readWav(await readFile(path));
    return result.ok ? result : { ok: false, why: `${path}: ${result.why}` };
  } catch (error) {
    return { ok: false, why: `${path}: ${messageOf(error)}` };
  }
};

const soundFilesIn = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder);
  return names.filter((name) => name.toLowerCase().endsWith(EXTENSION)).sort();
};

/** Reads every WAV file of a folder. A bad file is a problem in the result and spoils nothing else. Never rejects. */
export const loadSounds = async (folder: string): Promise<LoadedSounds> => {
  const sounds = new Map<string, Uint8Array>();
  const problems: string[] = [];
  try {
    const names = await soundFilesIn(folder);
    if (names.length > MAX_FILES)
      problems.push(`${folder}: ${names.length} files, only the first ${MAX_FILES} are read`);
    for (const name of names.slice(0, MAX_FILES)) {
      const result = await readSound(join(folder, name));
      if (result.ok) sounds.set(name.slice(0, -EXTENSION.length), result.samples);
      else problems.push(result.why);
    }
  } catch (error) {
    problems.push(`${folder}: ${messageOf(error)}`);
  }
  return { sounds, problems };
};

/** The folder of the sounds that come with this package: `nobody-answered` and `not-in-use`. */
export const bundledSoundsFolder = (): string => {
  // One folder up from the built file, two from the source file.
  const candidates = ['../sounds/', '../../sounds/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return candidates.find((path) => existsSync(path)) ?? candidates[0] ?? '';
};

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toLinear } from '../src/media/g711.ts';
import { readWav } from '../src/media/wav.ts';
import { password } from './files.ts';
import { type Program, start } from './program.ts';
import { SWITCHBOARD } from './sipp.ts';

/** A baresip telephone: plays a tone into its calls and records what it hears. */
export interface SoftPhoneSetup {
  readonly device: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
  readonly toneHz: number;
  readonly seconds: number;
  /** What it dials at the start; it answers by itself when it does not dial. */
  readonly dials?: string;
}

export interface RunningPhone {
  readonly program: Program;
  /** What it heard, 16 bits at 8 kHz; empty when it heard nothing. */
  readonly heard: () => Promise<readonly number[]>;
}

/** Starts a phone that registers and ends by itself after its seconds. */
export async function startPhone(parent: string, setup: SoftPhoneSetup): Promise<RunningPhone> {
  const folder = join(parent, setup.device);
  await mkdir(folder);
  const tone = join(folder, 'tone.wav');
  await writeFile(tone, toneFile(setup.toneHz, setup.seconds));
  await writeFile(join(folder, 'config'), configOf(setup, folder, tone));
  await writeFile(join(folder, 'accounts'), accountOf(setup));
  const { host, port } = SWITCHBOARD;
  const dial = setup.dials === undefined ? [] : ['-e', `/dial sip:${setup.dials}@${host}:${port}`];
  const program = start('baresip', ['-f', folder, '-t', String(setup.seconds), ...dial], folder);
  return { program, heard: () => recorded(folder) };
}

function configOf({ port }: SoftPhoneSetup, folder: string, tone: string): string {
  return [
    'module_path /usr/lib/baresip/modules',
    `sip_listen ${SWITCHBOARD.host}:${port}`,
    `audio_source aufile,${tone}`,
    'audio_player aubridge,nowhere',
    'audio_alert aubridge,nowhere',
    `rtp_ports ${port + 1000}-${port + 1098}`,
    `snd_path ${folder}`,
    ...['g711', 'aufile', 'aubridge', 'sndfile'].map((name) => `module ${name}.so`),
    ...['account', 'menu'].map((name) => `module_app ${name}.so`),
    '',
  ].join('\n');
}

function accountOf({ device, dials, transport }: SoftPhoneSetup): string {
  const { host, port } = SWITCHBOARD;
  const mode = dials === undefined ? 'auto' : 'manual';
  return `<sip:${device}@${host}:${port};transport=${transport}>;auth_user=${device};auth_pass=${password(device)};regint=300;answermode=${mode}\n`;
}

async function recorded(folder: string): Promise<readonly number[]> {
  const name = (await readdir(folder)).find((file) => file.endsWith('-dec.wav'));
  if (name === undefined) return [];
  const sound = readWav(await readFile(join(folder, name)));
  return sound.ok ? [...sound.samples].map((code) => toLinear(code, 'PCMA')) : [];
}

/** A WAV file of one tone: 16 bits, 8 kHz, mono. */
function toneFile(frequencyHz: number, seconds: number): Uint8Array {
  const count = 8_000 * seconds;
  const bytes = Buffer.alloc(44 + 2 * count);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * count, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8_000, 24);
  bytes.writeUInt32LE(16_000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * count, 40);
  for (let at = 0; at < count; at += 1) {
    bytes.writeInt16LE(Math.round(10_000 * Math.sin((2 * Math.PI * frequencyHz * at) / 8_000)), 44 + 2 * at);
  }
  return bytes;
}

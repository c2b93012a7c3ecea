import { createSocket } from 'node:dgram';
import { describe, expect, test } from 'vitest';
import { run, type Surroundings } from '../src/run.ts';
import { field, RawPeer } from './raw-peer.ts';

// Ports of this file: 37000 to 37999.
const COMPANY = {
  name: 'Fjord Bygg',
  numbers: [{ number: '+4757828600', to: { group: 'sal' } }],
  users: [{ id: 'anna', name: 'Anna Vik', shortNumber: '101', devices: ['anna-desk'] }],
  groups: [{ id: 'sal', name: 'Sal', members: [{ user: 'anna' }] }],
};
const sipFile = (port: number) => ({
  listen: [{ transport: 'udp', host: '127.0.0.1', port }],
  realm: 'run.test',
  devices: [{ id: 'anna-desk', password: 'secret-anna' }],
  trunks: [{ id: 'carrier', host: '127.0.0.1', port: port + 1, allowedSources: ['127.0.0.1'] }],
  media: { hosts: ['127.0.0.1'], portMin: port + 100, portMax: port + 199 },
});

/** A program run with these files, and what it printed. */
function start(files: Record<string, unknown>, args = ['--company', 'company.json', '--sip', 'sip.json']) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const acts = new Map<string, () => void>();
  const around: Surroundings = {
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
    readText: async (path) => {
      if (!(path in files)) throw new Error('ENOENT');
      const content = files[path];
      return typeof content === 'string' ? content : JSON.stringify(content);
    },
    onSignal: (name, act) => acts.set(name, act),
  };
  return { status: run(args, around), printed, complaints, signal: (name: string) => acts.get(name)?.() };
}

describe('sentralbord-sip', () => {
  test('lists every mistake of both files and starts nothing', async () => {
    const { status, printed, complaints } = start({
      'company.json': { ...COMPANY, users: [] },
      'sip.json': { ...sipFile(37_000), realm: '', devices: [{ id: 'anna-desk', password: 'hush' }] },
    });
    expect(await status).toBe(2);
    expect(printed).toEqual([]);
    expect(complaints.join('\n')).toMatch(/company\.json: .*\n {2}users: .*at least one user/);
    expect(complaints.join('\n')).toMatch(/sip\.json: 2 problems\n.*realm.*\n.*devices\[0\]\.password/);
    expect(complaints.join('\n')).not.toContain('hush');
  });

  test.each([
    ['no arguments', {}, [], 'usage'],
    ['an unknown argument', {}, ['--frob'], 'usage'],
    ['a file that is not there', { 'company.json': COMPANY }, undefined, 'sip.json: cannot be read'],
    [
      'a file that is no JSON',
      { 'company.json': '{', 'sip.json': sipFile(37_000) },
      undefined,
      'company.json: not JSON',
    ],
  ])('%s: exit 2', async (_what, files, args, text) => {
    const { status, complaints } = start(files, args);
    expect(await status).toBe(2);
    expect(complaints.join('\n')).toContain(text);
  });

  test('a port in use: a clear message, exit 1', async () => {
    const other = createSocket('udp4');
    await new Promise<void>((resolve) => other.bind(37_100, '127.0.0.1', resolve));
    const { status, complaints } = start({ 'company.json': COMPANY, 'sip.json': sipFile(37_100) });
    expect(await status).toBe(1);
    expect(complaints).toContain('cannot listen on udp 127.0.0.1 port 37100: the port is in use');
    other.close();
  });

  test('says when it listens, what is alive when it is asked, and ends live calls by BYE within 2 s', async () => {
    const program = start({ 'company.json': COMPANY, 'sip.json': sipFile(37_200) });
    await expect.poll(() => program.printed).toEqual(['listening on udp 127.0.0.1:37200 for Fjord Bygg']);
    const peer = new RawPeer({ host: '127.0.0.1', port: 37_200 });
    await peer.open(37_201);
    const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 37500 RTP/AVP 8\r\n';
    // Nobody is registered, so that the caller is told by a message, in a call that is up.
    const lines = (method: string, toTag = '') => [
      `${method} sip:+4757828600@a SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:37201;branch=z9hG4bK${method};rport`,
      'From: <sip:+4799887766@carrier.test>;tag=f',
      `To: <sip:+4757828600@a>${toTag}`,
      'Call-ID: c1',
      `CSeq: 1 ${method}`,
      'Contact: <sip:caller@127.0.0.1:37201>',
    ];
    peer.send([...lines('INVITE'), 'Content-Type: application/sdp'], sdp);
    const answer = await peer.next('SIP/2.0 200');
    peer.send(lines('ACK', `;${/tag=.*/.exec(field(answer, 'To'))?.[0]}`));
    program.signal('SIGUSR2');
    expect(JSON.parse(program.printed[1] ?? '')).toMatchObject({ figures: { calls: 1 }, sip: { size: { legs: 1 } } });
    const asked = performance.now();
    program.signal('SIGTERM');
    const bye = await peer.next('BYE');
    const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => `${name}: ${field(bye, name)}`);
    peer.send(['SIP/2.0 200 OK', ...copied]);
    expect(await program.status).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(JSON.parse(program.printed[2] ?? '')).toMatchObject({ callEnded: { outcome: 'noMembers' } });
    expect(JSON.parse(program.printed[3] ?? '')).toMatchObject({
      stopped: { calls: 0 },
      sip: { size: { dialogs: 0 } },
    });
    await peer.close();
  });
});

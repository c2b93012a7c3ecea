import type { ElementKind, FlowElement } from '../flow/flow-file.ts';
import type { Capabilities } from '../port/telephony.ts';
import type { CompanyFileChecked, GroupFile } from './company-file.ts';
import type { DestinationFile } from './destination-file.ts';
import { type Problem, shown } from './problem.ts';

type Capability = keyof Capabilities;

/** One thing in a company file that not every adapter can do. */
interface Need {
  readonly capability: Capability;
  readonly path: string;
  readonly found: unknown;
  /** What may stand there on an adapter that cannot. */
  readonly instead: string;
}

/** What an adapter cannot do that lacks the capability. */
const LACKS = {
  external: 'call numbers outside',
  sounds: 'play sounds',
  digits: 'tell which keys are pressed',
  recording: 'record',
  rooms: 'let more than two hear each other',
  displayUpdates: 'change what a ringing phone shows',
  answerControl: 'keep a far network from answering',
} as const satisfies Record<Capability, string>;

/** What a company file asks for that an adapter cannot do: all of it, each with its path. Empty: the adapter serves it. */
export function beyond(capabilities: Capabilities, file: CompanyFileChecked): readonly Problem[] {
  return needsOf(file)
    .filter(({ capability }) => !capabilities[capability])
    .map(({ capability, path, found, instead }) => ({
      path,
      found: shown(found),
      expected: `${instead}, because this adapter cannot ${LACKS[capability]}`,
    }));
}

function needsOf(file: CompanyFileChecked): readonly Need[] {
  return [
    ...needs('unanswered.message', file.unanswered.message, { sounds: 'null' }),
    ...needs('music', file.music, SOUND),
    ...needs('recording', file.recording, { recording: NOTHING, sounds: NOTHING }),
    ...file.numbers.flatMap(({ to }, at) => ofDestination(`numbers[${at}].to`, to)),
    ...file.users.flatMap(({ unanswered }, at) => ofDestination(`users[${at}].unanswered`, unanswered)),
    ...file.groups.flatMap((group, at) => ofGroup(`groups[${at}]`, group)),
    ...file.vipLists.flatMap(({ preempt }, at) => ofPreemption(`vipLists[${at}].preempt`, preempt)),
    ...file.shortNumbers.flatMap(({ number }, at) =>
      needs(`shortNumbers[${at}].number`, number, { external: 'no such short number' }),
    ),
    ...file.rooms.flatMap(({ id, pin }, at) => [
      ...needs(`rooms[${at}].id`, id, { rooms: 'no such room' }),
      ...needs(`rooms[${at}].pin`, pin, { digits: NOTHING, sounds: NOTHING }),
    ]),
    ...file.flows.flatMap(({ elements }, at) =>
      Object.entries(elements).flatMap(([name, element]) => ofElement(`flows[${at}].elements.${name}`, element)),
    ),
  ];
}

const NOTHING = 'nothing';
const SOUND = { sounds: NOTHING } as const;
const KEY = { digits: NOTHING } as const;

/** What a value needs, where there is one: by capability, what may stand there instead. */
function needs(path: string, found: unknown, of: Readonly<Partial<Record<Capability, string>>>): readonly Need[] {
  if (found === undefined || found === null || found === false) return [];
  return Object.entries(of).map(([capability, instead]) => ({
    capability: capability as Capability,
    path,
    found,
    instead,
  }));
}

const ELSEWHERE = 'another destination';

function ofDestination(path: string, to: DestinationFile | undefined): readonly Need[] {
  if (to === undefined) return [];
  if ('external' in to) return needs(`${path}.external`, to.external, { external: ELSEWHERE });
  if ('voicemail' in to) return needs(`${path}.voicemail`, to.voicemail, { recording: ELSEWHERE, sounds: ELSEWHERE });
  return 'message' in to ? needs(`${path}.message`, to.message, { sounds: ELSEWHERE }) : [];
}

function ofGroup(path: string, { unanswered, sounds, queue, vip }: GroupFile): readonly Need[] {
  return [
    ...needs(`${path}.unanswered.message`, unanswered?.message, { sounds: 'null' }),
    ...needs(`${path}.sounds.welcome`, sounds.welcome, SOUND),
    ...needs(`${path}.sounds.music`, sounds.music, SOUND),
    ...sounds.messages.flatMap((message, at) => needs(`${path}.sounds.messages[${at}]`, message, SOUND)),
    ...needs(`${path}.sounds.tellPosition`, sounds.tellPosition, { sounds: 'false' }),
    ...needs(`${path}.sounds.tellWait`, sounds.tellWait, { sounds: 'false' }),
    ...Object.entries(queue.exits).flatMap(([exit, to]) => ofDestination(`${path}.queue.exits.${exit}`, to)),
    ...Object.entries(queue.exitKeys).flatMap(([key, to]) => [
      ...needs(`${path}.queue.exitKeys.${key}`, to, KEY),
      ...ofDestination(`${path}.queue.exitKeys.${key}`, to),
    ]),
    ...needs(`${path}.queue.callbackKey`, queue.callbackKey, { digits: NOTHING, external: NOTHING, sounds: NOTHING }),
    ...ofPreemption(`${path}.vip.preempt`, vip.preempt),
  ];
}

/** The phones that ring on for a VIP would show the caller from whom they were taken. */
const ofPreemption = (path: string, preempt: string | undefined): readonly Need[] =>
  needs(path, preempt === 'ringing' ? preempt : undefined, { displayUpdates: '"queue"' });

type Parts<Kind> = (element: Extract<FlowElement, { readonly kind: Kind }>, path: string) => readonly Need[];

const none = (): readonly Need[] => [];
const ELEMENT = 'no such element';

const voicemail = (element: { readonly kind: string }, path: string): readonly Need[] =>
  needs(`${path}.kind`, element.kind, { recording: ELEMENT, sounds: ELEMENT });

/** What each kind of element needs by itself, with the sounds that it names. */
const elementNeeds: { readonly [Kind in ElementKind]: Parts<Kind> } = {
  menu: ({ kind }, path) => needs(`${path}.kind`, kind, { sounds: ELEMENT, digits: ELEMENT }),
  queue: ({ exits }, path) =>
    Object.entries(exits?.key ?? {}).flatMap(([key, to]) => needs(`${path}.exits.key.${key}`, to, KEY)),
  play: ({ kind }, path) => needs(`${path}.kind`, kind, { sounds: ELEMENT }),
  hours: none,
  goto: none,
  /** Without an exit the caller is told that nobody answered. */
  transferExternal: ({ kind, noAnswer }, path) => [
    ...needs(`${path}.kind`, kind, { external: ELEMENT }),
    ...needs(path, noAnswer === undefined ? kind : undefined, { sounds: 'the exit "noAnswer"' }),
  ],
  callbackOffer: ({ kind, mode }, path) => [
    ...needs(`${path}.kind`, kind, { sounds: ELEMENT, digits: ELEMENT }),
    ...needs(`${path}.mode`, mode === 'automatic' ? mode : undefined, { external: '"manual"' }),
  ],
  voicemail,
  personalVoicemail: voicemail,
  vip: none,
  user: none,
  conference: ({ kind, pin }, path) => [
    ...needs(`${path}.kind`, kind, { rooms: ELEMENT }),
    ...needs(`${path}.pin`, pin, { digits: NOTHING, sounds: NOTHING }),
  ],
  collectNumber: ({ kind }, path) => needs(`${path}.kind`, kind, { sounds: ELEMENT, digits: ELEMENT }),
  setLanguage: none,
  hangUp: none,
};

/** The compiler cannot follow that the row is of the kind of the element. */
const ofElement = (path: string, element: FlowElement): readonly Need[] =>
  (elementNeeds[element.kind] as Parts<ElementKind>)(element as never, path);

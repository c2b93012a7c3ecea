import type { Barring } from '../access/compile-barring.ts';
import type { Access } from '../access/decide.ts';
import type { Contact } from '../directory/contacts-file.ts';
import type { Country, E164 } from '../directory/numbers.ts';
import type { Flow } from '../flow/flow-file.ts';
import type { Schedule } from '../hours/schedule.ts';
import type { DeviceId, GroupId, UserId } from '../kernel/ids.ts';
import type { Sound } from '../port/telephony.ts';
import type { RecordingRule } from '../recording/recording.ts';
import type { SlaRule } from '../statistics/sla-rule.ts';
import type { VipLists } from '../vip/vip-lists.ts';
import type { CompanyFileChecked } from './company-file.ts';

/** Where a number, or a call that nobody takes, leads. */
export type Destination =
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'group'; readonly group: GroupId }
  | { readonly kind: 'flow'; readonly flow: string }
  | { readonly kind: 'external'; readonly number: E164 }
  | { readonly kind: 'voicemail'; readonly mailbox: Mailbox }
  /** The caller hears it and is released. */
  | { readonly kind: 'message'; readonly sound: Sound }
  | { readonly kind: 'release' };

/** What a short number stands for (S144). */
export type ShortNumberTarget = Extract<Destination, { readonly kind: 'user' | 'group' | 'external' }>;

/** Whose voicemail it is. */
export type Mailbox =
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'group'; readonly group: GroupId }
  | { readonly kind: 'company' };

/** How to transfer by dialling a short number in a call. */
export type TransferKind = 'withReturn' | 'withoutReturn' | 'attended';

/** A person with a line in the company. */
export interface User {
  readonly id: UserId;
  readonly name: string;
  readonly shortNumber: string | undefined;
  readonly devices: readonly DeviceId[];
  readonly displayNumber: E164 | undefined;
  /** The groups that the user is a member of, in the order of the file. */
  readonly groups: readonly GroupId[];
  /** What the user knows, by name, from 1 to 10. */
  readonly skills: ReadonlyMap<string, number>;
  /** Where a call straight to the user goes that is not answered; undefined: to the company's message. */
  readonly unanswered: Destination | undefined;
  readonly quickTransfer: TransferKind;
}

/** The members of a group with one priority. */
export interface Tier {
  /** The number that stands in the file; 0 rings first. */
  readonly number: number;
  readonly ringMs: number;
  /** In the order of the file. */
  readonly members: readonly UserId[];
}

/** A user in a group. */
export interface Member {
  readonly user: UserId;
  readonly tier: number;
  /** The place among all members in the file. */
  readonly place: number;
}

/** Who of a tier is rung first. */
export const ringOrders = [
  /** Everyone at once. */
  'allAtOnce',
  /** Who has been idle longest. */
  'longestIdle',
  /** Who was rung longest ago. */
  'roundRobin',
  /** Who has taken the fewest calls of the group. */
  'fewestCalls',
  /** Drawn by lot, the same in every run. */
  'random',
  /** As the file says. */
  'fixedOrder',
  /** Who knows best what the call needs. */
  'skills',
] as const;

/** One of {@link ringOrders}. */
export type RingOrder = (typeof ringOrders)[number];

/** Why a caller leaves a queue without a member, and where to. */
export type QueueExit = 'timedOut' | 'full' | 'noMembers' | 'closed' | 'unanswered';

/** What a waiting caller hears. */
export interface QueueSounds {
  readonly welcome: Sound | undefined;
  /** Whether phones ring while the welcome is heard. */
  readonly isWelcomeInterruptible: boolean;
  /** Undefined: ringing tone. */
  readonly music: Sound | undefined;
  /** Heard every `announceMs`, between the music. */
  readonly messages: readonly Sound[];
  readonly announceMs: number;
  readonly tellsPosition: boolean;
  readonly tellsWait: boolean;
}

/** What becomes of those who wait when a group closes. */
export const closingPolicies = [
  /** All who came before closing are served. */
  'drain',
  /** They go the way of closed groups, but never one for whom a phone rings. */
  'evict',
  /** They are served, and a callback is offered to them. */
  'callback',
] as const;

/** One of {@link closingPolicies}. */
export type AtClose = (typeof closingPolicies)[number];

/** How VIP callers are served. */
export interface VipRules {
  /** Only pass the line, or also take over phones that ring for an ordinary caller. */
  readonly preempt: 'queue' | 'ringing';
  /** After so many VIP callers an ordinary one is not passed any more; undefined: no bound. */
  readonly maxOvertakes: number | undefined;
}

/** Members who answer together, with one queue. */
export interface Group {
  readonly id: GroupId;
  readonly name: string;
  readonly shortNumber: string | undefined;
  /** The best tier first; none is empty. */
  readonly tiers: readonly Tier[];
  readonly members: ReadonlyMap<UserId, Member>;
  readonly startsLoggedIn: boolean;
  readonly order: RingOrder;
  /** How many one offer rings, by its number in the round, the last for those after; undefined: everyone. */
  readonly widths: readonly number[] | undefined;
  /** How many times the tiers are gone through; undefined: until somebody answers. */
  readonly rounds: number | undefined;
  readonly roundPauseMs: number;
  readonly keepRinging: boolean;
  /** Whether one who refuses may be asked again in the next round. */
  readonly refusalCountsFor: 'round' | 'call';
  readonly wrapUpMs: number;
  /** The schedule whose hours the group keeps; undefined: it is always open. */
  readonly schedule: string | undefined;
  /** What becomes of those who wait when it closes (E20). */
  readonly atClose: AtClose;
  /** After so many unanswered offers in a row a member is paused; undefined: never. */
  readonly autoPauseAfter: number | undefined;
  readonly maxWaiting: number | undefined;
  readonly maxWaitMs: number | undefined;
  /** What a ringing offer still gets when the longest wait is over. */
  readonly graceMs: number;
  /** The group whose line takes the callers when this group is deleted. */
  readonly heir: GroupId | undefined;
  readonly exits: Readonly<Partial<Record<QueueExit, Destination>>>;
  readonly exitKeys: ReadonlyMap<string, Destination>;
  /** When a call is answered that comes to the group: at once, or by a member. */
  readonly answerOn: 'entry' | 'person';
  readonly sounds: QueueSounds;
  /** The key by which a waiting caller takes a callback; undefined: none is offered in the queue. */
  readonly callbackKey: string | undefined;
  readonly vip: VipRules;
  /** What a caller hears before the call is released; undefined releases at once. */
  readonly unansweredSound: Sound | undefined;
}

/** What a call needs of a member. */
export interface SkillNeed {
  readonly skill: string;
  readonly level: number;
}

/** A public number of the company. */
export interface PublicNumber {
  readonly to: Destination;
  readonly needs: readonly SkillNeed[];
}

/** A checked company with what the engine looks up, made once from the company file. Never changes. */
export interface Company {
  /** What it was made of, with every default filled in. */
  readonly file: CompanyFileChecked;
  readonly name: string;
  readonly country: Country;
  readonly users: ReadonlyMap<UserId, User>;
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly numbers: ReadonlyMap<E164, PublicNumber>;
  readonly shortNumbers: ReadonlyMap<string, ShortNumberTarget>;
  readonly userOfDevice: ReadonlyMap<DeviceId, UserId>;
  readonly emergencyNumbers: ReadonlySet<string>;
  readonly userRingMs: number;
  readonly unansweredSound: Sound | undefined;
  /** Shown on outgoing calls of users without a display number; undefined when the company has no number. */
  readonly mainNumber: E164 | undefined;
  /** Who takes a returned call that has no group of its own. */
  readonly mainGroup: GroupId | undefined;
  /** Heard on hold, in park and while a call is moved; undefined: ringing tone. */
  readonly music: Sound | undefined;
  readonly transfer: TransferRules;
  readonly callback: CallbackRules;
  /** IANA time zone. */
  readonly zone: string;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly vip: VipLists;
  /** In the order of the file. */
  readonly slaRules: readonly SlaRule[];
  readonly access: Access;
  readonly barring: Barring;
  readonly flows: readonly Flow[];
  /** Numbers of contacts that are marked as VIP. */
  readonly vipContacts: ReadonlySet<string>;
  readonly contacts: readonly Contact[];
  /** Greetings of voicemail by user or group. */
  readonly greetings: ReadonlyMap<string, Sound>;
  readonly voicemailGreeting: Sound;
  /** By id. */
  readonly rooms: ReadonlyMap<string, MeetingRoom>;
  /** Whose talks are recorded; undefined: nobody's. */
  readonly recording: RecordingRule | undefined;
}

/** A room in which callers meet. */
export interface MeetingRoom {
  readonly id: string;
  readonly name: string;
  readonly owner: UserId;
  /** What a caller has to key in; undefined: nothing. */
  readonly pin: string | undefined;
  readonly maxParticipants: number;
  /** The schedule in whose hours callers come in; undefined: always. */
  readonly schedule: string | undefined;
}

/** How customers are called back. */
export interface CallbackRules {
  readonly attempts: number;
  readonly retryMs: number;
  /** How long a customer's phone rings. */
  readonly ringMs: number;
  /** Heard by one who takes a callback. */
  readonly promisedSound: Sound;
}

/** How calls are moved and come back. */
export interface TransferRules {
  readonly returnMs: number;
  /** How long a returned call waits for its operator to be free. */
  readonly recallMs: number;
  /** How long a returned call rings at its operator. */
  readonly recallRingMs: number;
  /** How often one call comes back to an operator before a group takes it. */
  readonly maxReturns: number;
  readonly parkMs: number;
  readonly parkSlots: readonly [number, number];
  readonly holdReminderMs: number;
  readonly pickUpMs: number;
}

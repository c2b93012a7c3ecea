/** Whether something is done or refused. */
export type Decision = 'allow' | 'deny';

interface CategoryOfServices {
  /** What holds where no rule says anything (L9). */
  readonly unset: Decision;
  /** Each service with what it lets a user do. */
  readonly services: Readonly<Record<string, string>>;
}

/**
 * Everything that access is asked for, in categories (S163). The list is
 * closed: a command without a service here needs none. What one does to the
 * work of others, or to the whole company, is refused unless a rule allows it.
 */
export const serviceTable = {
  calls: {
    unset: 'allow',
    services: {
      dialExternal: 'call a number outside the company',
      dialInternational: 'call, transfer or call back to a number of another country',
      dialPremium: 'call, transfer or call back to a premium number, where the company allows them',
      transfer: 'transfer a call inside the company, with return or without',
      transferToExternal: 'transfer a call to a number outside the company',
      attendedTransfer: 'speak with a colleague before the call is transferred',
      hold: 'put a caller on hold',
      park: 'park a call in a slot',
      retrieveParked: 'take a call from a slot',
      pickUp: 'take a call that rings for a colleague',
      conference: 'gather people in a conference',
      callback: 'ring back a caller who has asked for it',
      recordCalls: 'record a call of their own, where the rule of recording allows it',
    },
  },
  operator: {
    unset: 'allow',
    services: {
      seeWaiting: 'see who waits, in all groups',
      answerForOthers: 'take any waiting call, as a member of its group or not',
      setAbsenceForOthers: 'set the absence of a colleague',
      seeLogs: 'see the calls of the company and its groups',
      setCallbackDone: 'say that a callback is done',
    },
  },
  supervision: {
    unset: 'deny',
    services: {
      listenIn: 'hear a talk without being heard',
      whisper: 'speak to a colleague in a talk, unheard by the caller',
      breakIn: 'enter a talk',
      logOthersInOut: 'log members in and out, and pause them',
      seePersonalLogsOfOthers: 'see the calls straight to and from a colleague',
      closeByHand: 'open and close by hand, whatever the opening hours say',
    },
  },
  messages: {
    unset: 'allow',
    services: {
      sendSms: 'send a text message to one receiver',
      sendSmsToGroups: 'send a text message to many receivers at once',
      sendEmail: 'send an e-mail',
    },
  },
  ownProfile: {
    unset: 'allow',
    services: {
      editOwnProfile: 'change their own name, picture, address and settings',
      setOwnAbsence: 'set their own absence',
      setOwnForwarding: 'choose where their own unanswered calls go',
      setDisplayNumber: 'choose the number shown on their calls',
      ownVoicemail: 'hear and set up their own voicemail',
    },
  },
  groups: {
    unset: 'allow',
    services: {
      logInOut: 'log in and out of their own groups',
      pause: 'pause in their own groups',
    },
  },
  admin: {
    unset: 'deny',
    services: {
      configure: 'change the settings of the company that no other service names',
      manageUsers: 'create, change and delete users',
      manageGroups: 'create, change and delete groups and their members',
      manageHours: 'change opening hours and their exceptions',
      manageFlows: 'create, change and delete flows',
      manageAccess: 'change access groups, rules and barring',
      manageContacts: 'create, change and delete shared contacts',
      manageVip: 'change the VIP lists',
      manageReports: 'see and set up reports and alerts',
      manageSounds: 'add, change and delete sounds',
      seeAudit: 'see who has changed what',
    },
  },
} as const satisfies Readonly<Record<string, CategoryOfServices>>;

type Table = typeof serviceTable;

/** A group of services that belong together. */
export type Category = keyof Table;

/** One thing that a user may or may not do. */
export type Service = { [Each in Category]: keyof Table[Each]['services'] }[Category];

// The table is closed and has no other keys than these, so what `Object.keys` gives are its names.
/** All categories, in the order of the table. */
export const categories = Object.keys(serviceTable) as readonly Category[];

/** The services of a category, in the order of the table. */
export const servicesOf = (category: Category): readonly Service[] =>
  Object.keys(serviceTable[category].services) as readonly Service[];

/** All services, in the order of the table. */
export const services: readonly Service[] = categories.flatMap(servicesOf);

/** The category of each service. */
export const categoryOf = Object.fromEntries(
  categories.flatMap((category) => servicesOf(category).map((service) => [service, category] as const)),
) as Readonly<Record<Service, Category>>;

/** What each service lets a user do. */
export const serviceTexts = Object.fromEntries(
  categories.flatMap((category) => Object.entries(serviceTable[category].services)),
) as Readonly<Record<Service, string>>;

/** Whether a text names a service. */
export const isService = (text: string): text is Service => Object.hasOwn(categoryOf, text);

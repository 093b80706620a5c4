/**
 * What happened on the demo platform: requests over two working days, most of them fine, and on the first afternoon
 * some minutes in which the platform was away. Tenants, hosts and people are invented; the phone numbers are from the
 * range that is kept for fiction (555-0100 to 555-0199).
 *
 * Instants are milliseconds as if the platform's local time were UTC; each shape writes its own zone, or none.
 */
const DAYS = ['2026-11-03', '2026-11-04'];
/** Requests by hour from 06:00 on, as weights. */
const HOURS = [1, 2, 5, 9, 10, 9, 6, 7, 10, 9, 8, 5, 3, 2, 1].map((weight, i) => [i + 6, weight]);
export const INCIDENT = { from: Date.parse('2026-11-03T14:12:00Z'), to: Date.parse('2026-11-03T14:19:00Z') };

const TENANTS = {
  'demo-retail': ['Sales', 'Orders'],
  'demo-energy': ['Outage', 'Billing'],
  'demo-travel': ['Bookings'],
};
const APPS = ['web-shop', 'mobile-app', 'ivr-bridge', 'agent-desk'];

/** Method, its usual good answer, weight. */
const METHODS = [
  ['AddInteraction', 107100, 28],
  ['CreateInteraction', 107100, 16],
  ['GetQueueStatus', 107000, 26],
  ['GetAppointmentTimes', 107000, 12],
  ['ModifyInteraction', 107000, 7],
  ['RemoveInteraction', 107000, 4],
  ['GetPlatformStatus', 106000, 7],
];

const CREATING = [
  [107009, 5],
  [107010, 4],
  [107011, 3],
  [107014, 5],
  [107005, 2],
  [107017, 2],
  [108001, 2],
  [108005, 4],
  [108010, 1],
  [108019, 2],
  [109010, 1],
];
/** What else a method may answer, by weight. */
const REFUSALS = {
  AddInteraction: CREATING,
  CreateInteraction: [...CREATING, [107019, 1], [108042, 1]],
  GetQueueStatus: [
    [108016, 2],
    [109016, 2],
    [109012, 1],
    [108000, 1],
    [107001, 2],
  ],
  GetAppointmentTimes: [
    [107012, 6],
    [108015, 1],
    [109017, 1],
    [108004, 1],
  ],
  ModifyInteraction: [
    [107002, 3],
    [107015, 3],
    [107018, 2],
    [108007, 2],
  ],
  RemoveInteraction: [
    [107002, 2],
    [108028, 1],
    [108029, 2],
  ],
  GetPlatformStatus: [[109035, 1]],
};
const OUTAGE = [
  [109004, 9],
  [109003, 5],
  [109002, 5],
  [109011, 2],
  [109000, 2],
];

export const NAMES = {
  106000: 'PlatformAvailable',
  107000: 'RequestCompleted',
  107001: 'RequestPartiallyCompleted',
  107002: 'InteractionNotFound',
  107005: 'RequestRefusedDueToOperationMode',
  107009: 'DuplicateContactInQueue',
  107010: 'AppointmentTimeAfterHours',
  107011: 'AppointmentTimeBeforeEWT',
  107012: 'AppointmentSlotsNotFound',
  107014: 'AppointmentTimeFull',
  107015: 'InteractionStatePreventsModifingAppointmentTime',
  107017: 'InvalidContactURIFormat',
  107018: 'InteractionStatePreventsRequestedAction',
  107019: 'InvalidSourceApplicationFormat',
  107100: 'RequestCompletedWithInteractionId',
  108000: 'InvalidTenant',
  108001: 'InvalidSegment',
  108004: 'InvalidDateTime',
  108005: 'InvalidContact',
  108007: 'InvalidInteractionId',
  108010: 'AppointmentTimeRequired',
  108015: 'InvalidNumberOfTimeSlotsRequested',
  108016: 'QueueIdRequired',
  108019: 'AppointmentTimeInThePast',
  108028: 'InvalidInteractionReason',
  108029: 'InteractionCannotBeCancelled',
  108042: 'DuplicateExternalTrackingIdFound',
  109000: 'UnexpectedError',
  109002: 'CommunicationTimeout',
  109003: 'ResourcesUnavailable',
  109004: 'PlatformUnavailable',
  109010: 'UnableToCreateInteraction',
  109011: 'InternalCommunicationError',
  109012: 'InvalidEWTReturned',
  109016: 'QueueIdNotFound',
  109017: 'InvalidAppointmentTimeListReturned',
  109035: 'BandwidthExceeded',
};

/** Requests in the order of time: `usual` over both days, and `outage` more while the platform is away. */
export function requests(random, usual, outage) {
  const made = [];
  for (let i = 0; i < usual; i++) {
    const at =
      Date.parse(`${random.pick(DAYS)}T00:00:00Z`) +
      (random.weighted(HOURS)[0] * 3600 + random.int(0, 3599)) * 1000 +
      random.int(0, 999);
    made.push(request(random, at));
  }
  for (let i = 0; i < outage; i++) made.push(request(random, random.int(INCIDENT.from, INCIDENT.to - 1)));
  return made.sort((a, b) => a.at - b.at);
}

function request(random, at) {
  const [method, good] = random.weighted(METHODS);
  const away = at >= INCIDENT.from && at < INCIDENT.to;
  const code = away ? random.weighted(OUTAGE)[0] : random.chance(88) ? good : random.weighted(REFUSALS[method])[0];
  const tenant = random.pick(Object.keys(TENANTS));
  const timedOut = code === 109002;
  return {
    at,
    method,
    code,
    name: NAMES[code],
    tenant,
    segment: random.pick(TENANTS[tenant]),
    app: random.pick(APPS),
    /** North American, in the fictional range. */
    contact: `+1${random.pick(['206', '360', '425'])}55501${String(random.int(0, 99)).padStart(2, '0')}`,
    /** On a quarter of an hour, some hours ahead. */
    appointment: Math.floor(at / 900_000) * 900_000 + random.int(4, 90) * 900_000,
    callId: random.hex(31).toUpperCase(),
    guid: [8, 4, 4, 4, 12].map((digits) => random.hex(digits)).join('-'),
    thread: random.hex(4),
    /** Milliseconds that the platform took. */
    took: timedOut ? random.int(30_000, 30_020) : random.int(11, 420),
  };
}

/** A severity word for the log level: `INFO`, `WARN` or `ERROR`. */
export function level(code) {
  if (code >= 109000) return 'ERROR';
  return [106000, 107000, 107100].includes(code) ? 'INFO' : 'WARN';
}

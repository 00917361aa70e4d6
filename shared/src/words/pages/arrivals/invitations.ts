/** Words of the card of a calendar invitation. */
export const invitationWords = {
  title: 'Calendar invitation',
  methods: {
    REQUEST: 'You are invited',
    CANCEL: 'This event is called off',
    REPLY: 'An answer to an invitation',
    COUNTER: 'Another time is proposed',
    other: 'An event for your calendar',
  },
  when: 'When',
  where: 'Where',
  organizer: 'Invited by',
  repeats: 'Repeats',
  people: 'Guests',
  allDay: (day: string) => `${day}, all day`,
  days: (first: string, last: string) => `${first} to ${last}`,
  until: (start: string, end: string) => `${start} to ${end}`,
  inZone: (time: string, zone: string) => `${time} in ${zone}`,
  floating: 'The invitation does not say in which time zone.',
  unknownZone: (zone: string) => `This is the time in “${zone}”, a zone that Kurrier does not know.`,
  others: (count: number) => `${count} more ${count === 1 ? 'event stands' : 'events stand'} in the file.`,
  noTitle: '(no title)',
  rule: {
    every: { day: 'every day', week: 'every week', month: 'every month', year: 'every year', other: 'by a rule of its own' },
    everyNth: {
      day: (n: number) => `every ${n} days`,
      week: (n: number) => `every ${n} weeks`,
      month: (n: number) => `every ${n} months`,
      year: (n: number) => `every ${n} years`,
      other: (_n: number) => 'by a rule of its own',
    },
    weekdays: { MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday', SA: 'Saturday', SU: 'Sunday' },
    on: (days: string) => `on ${days}`,
    nth: (nth: number, day: string) => {
      const names: Record<number, string> = {
        1: 'first',
        2: 'second',
        3: 'third',
        4: 'fourth',
        5: 'fifth',
        [-1]: 'last',
        [-2]: 'last but one',
      };
      return `the ${names[nth] ?? `${nth}.`} ${day}`;
    },
    monthDay: (day: number) => `day ${day}`,
    count: (count: number) => (count === 1 ? 'once' : `${count} times`),
    until: (day: string) => `until ${day}`,
    more: 'with exceptions that stand in the file',
  },
};

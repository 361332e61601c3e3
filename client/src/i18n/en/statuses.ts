export const statuses = {
  intro:
    'What a customer’s status can be, in the order it is offered. Everybody sees a change at once; customers keep the status they have.',
  inUse: 'Statuses in use',
  archived: 'Archived statuses',
  archivedHint: 'They are no longer offered. Customers that have one keep it.',
  add: 'Add a status',
  full_one: 'At most {{count}} status can be in use.',
  full_other: 'At most {{count}} statuses can be in use.',
  label: 'Name',
  labelMissing: 'Please write a name.',
  labelTaken: 'Another status is called that, maybe an archived one.',
  category: 'What it means',
  categories: { open: 'Open', waiting: 'Waiting', done: 'Done' },
  meanings: {
    open: 'Somebody has to do something.',
    waiting: 'We wait for somebody else; it still counts as open work.',
    done: 'Nothing is left to do: it counts as finished and is in no list of open work.',
  },
  categoryHint_one: '{{count}} customer has this status and counts as what you chose from then on.',
  categoryHint_other: '{{count}} customers have this status and count as what you chose from then on.',
  lastOpen:
    '{{label}} is the last status that means open: new customers begin in one. Add another one first.',
  create: 'Add the status',
  edit: 'Edit',
  editOne: 'Edit {{label}}',
  up: 'Move {{label}} up',
  down: 'Move {{label}} down',
  archive: 'Archive',
  archiveOne: 'Archive {{label}}',
  wasArchived: '{{label}} archived',
  changed: 'Status {{label}} changed',
  bringBack: 'Bring back',
  bringBackOne: 'Bring {{label}} back',
  customers_one: '{{formatted}} customer',
  customers_other: '{{formatted}} customers',
  outdated:
    'Somebody else changed this status in the meantime. The list shows how it is now; look at it and try again.',
  archivedMeanwhile:
    'Somebody else archived this status in the meantime. What you changed can be saved all the same.',
  takenIn:
    'Somebody else changed this status in the meantime. Their changes are in here now and yours are kept: look at it and save again.',
} as const;

/** Where an action can be met; two actions may share a key only when they never meet. */
export type KeyPlace = 'everywhere' | 'list' | 'customer';

/** The heading an action stands under in the sheet and the settings. */
export const KEY_GROUPS = ['go', 'everywhere', 'list', 'customers'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

export type KeyActionFacts = {
  readonly group: KeyGroup;
  readonly places: readonly KeyPlace[];
  /**
   * Alternatives; the first is the one a person can change. Letters are `j` or `Shift+J`, signs what they print
   * (`?`), other keys their `KeyboardEvent.key` (`Space` for the bar), `Mod+k` is Ctrl or ⌘, `g i` a sequence.
   */
  readonly keys: readonly [string, ...string[]];
  /** Also while typing; only for keys that type nothing. */
  readonly inFields?: true;
};

const everywhere = { group: 'everywhere', places: ['everywhere'] } as const;
const go = { group: 'go', places: ['everywhere'] } as const;
const list = { group: 'list', places: ['list'] } as const;
const customer = { group: 'customers', places: ['customer'] } as const;
const listAndCustomer = { group: 'customers', places: ['list', 'customer'] } as const;

/**
 * Everything the keyboard can do, by names that people's own keys are kept under: never rename one. The texts
 * are `keys.actions.<name>`.
 */
export const KEY_ACTIONS = {
  'palette.open': { ...everywhere, keys: ['Mod+k'], inFields: true },
  'search.open': { ...everywhere, keys: ['/'] },
  'keys.sheet': { ...everywhere, keys: ['?'] },
  'customers.new': { ...everywhere, keys: ['c'] },
  'undo.run': { ...everywhere, keys: ['z', 'Mod+z'] },
  'shell.foldRail': { ...everywhere, keys: ['b'] },

  'go.myWork': { ...go, keys: ['g i'] },
  'go.customers': { ...go, keys: ['g c'] },
  'go.board': { ...go, keys: ['g b'] },
  'go.activity': { ...go, keys: ['g a'] },
  'go.reports': { ...go, keys: ['g r'] },
  'go.mentions': { ...go, keys: ['g n'] },
  'go.teams': { ...go, keys: ['g t'] },
  'go.people': { ...go, keys: ['g p'] },
  'go.imports': { ...go, keys: ['g u'] },
  'go.settings': { ...go, keys: ['g s'] },

  'list.next': { ...list, keys: ['j', 'ArrowDown'] },
  'list.previous': { ...list, keys: ['k', 'ArrowUp'] },
  'list.open': { ...list, keys: ['o', 'Enter'] },
  'list.preview': { ...list, keys: ['Space'] },
  'list.select': { ...list, keys: ['x'] },
  'list.extendNext': { ...list, keys: ['Shift+J', 'Shift+ArrowDown'] },
  'list.extendPrevious': { ...list, keys: ['Shift+K', 'Shift+ArrowUp'] },
  'list.selectAll': { ...list, keys: ['Mod+a'] },
  'list.filter': { ...list, keys: ['f'] },
  'list.nextPage': { ...list, keys: ['n'] },
  'list.previousPage': { ...list, keys: ['Shift+N'] },
  'list.work': { ...list, keys: ['w'] },
  'list.claim': { ...list, keys: ['t'] },
  'views.next': { ...list, keys: [']'] },
  'views.previous': { ...list, keys: ['['] },
  'views.go1': { ...list, keys: ['1'] },
  'views.go2': { ...list, keys: ['2'] },
  'views.go3': { ...list, keys: ['3'] },
  'views.go4': { ...list, keys: ['4'] },
  'views.go5': { ...list, keys: ['5'] },
  'views.go6': { ...list, keys: ['6'] },
  'views.go7': { ...list, keys: ['7'] },
  'views.go8': { ...list, keys: ['8'] },
  'views.go9': { ...list, keys: ['9'] },

  'customers.status': { ...listAndCustomer, keys: ['s'] },
  'customers.assign': { ...listAndCustomer, keys: ['a'] },
  'customers.takeIt': { ...listAndCustomer, keys: ['i'] },
  'customers.priority': { ...listAndCustomer, keys: ['p'] },
  'customers.tags': { ...listAndCustomer, keys: ['l'] },
  'customers.due': { ...listAndCustomer, keys: ['d'] },
  'customers.snooze': { ...listAndCustomer, keys: ['h'] },
  'customers.done': { ...listAndCustomer, keys: ['e'] },
  'customers.archive': { group: 'customers', places: ['list'], keys: ['Shift+E'] },
  'customers.comment': { ...customer, keys: ['m'] },
  'customers.next': { ...customer, keys: ['j'] },
  'customers.previous': { ...customer, keys: ['k'] },
  'queue.saveAndNext': { ...customer, keys: ['Mod+Shift+Enter'], inFields: true },
  'queue.skip': { ...customer, keys: ['x'] },
  'customers.back': { ...customer, keys: ['u', 'Escape'] },
} as const satisfies Record<string, KeyActionFacts>;

export type KeyAction = keyof typeof KEY_ACTIONS;

export function isKeyAction(name: string): name is KeyAction {
  return Object.hasOwn(KEY_ACTIONS, name);
}

export function factsOf(action: KeyAction): KeyActionFacts {
  return KEY_ACTIONS[action];
}

export const ALL_KEY_ACTIONS: readonly KeyAction[] = Object.keys(KEY_ACTIONS).filter(isKeyAction);

import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import { useState } from 'react';
import { usePlace } from '../time/place.ts';
import { firstRules, keepDraft, type RulesDraft, readDraft } from './rulesDraft.ts';

export type RulesInHand = {
  readonly rules: RulesDraft;
  readonly change: (to: Partial<RulesDraft>) => void;
};

/** The rules in hand: what was changed on the page over what the server has, until it is sent there. */
export function useRulesDraft(of: CustomerImport): RulesInHand {
  const { timeZone } = usePlace();
  const { id, header } = of;
  const headerText = JSON.stringify(header);
  const [draft, setDraft] = useState(() => ({ headerText, rules: readDraft(sessionStorage, id, header) }));
  const own = draft.headerText === headerText ? draft.rules : null;
  const rules = own ?? firstRules(of, timeZone);
  return {
    rules,
    change(to) {
      const next = { ...rules, ...to };
      setDraft({ headerText, rules: next });
      keepDraft(sessionStorage, id, { header, rules: next });
    },
  };
}

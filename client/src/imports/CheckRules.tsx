import { Radio, Stack, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { isMapped } from './rulesDraft.ts';
import type { RulesInHand } from './useRulesDraft.ts';

const EXISTING = ['skip', 'update'] as const;
const UNKNOWN_ASSIGNEES = ['reject', 'unassigned', 'create'] as const;

/** What is to happen where a file leaves a choice: customers already here, unknown statuses and people. */
export function CheckRules({ inHand: { rules, change } }: { readonly inHand: RulesInHand }) {
  const { t } = useTranslation();
  const { statuses } = useSession().organisation;
  return (
    <section className="imports__part">
      <h3 className="imports__subheading">{t('imports.rulesTitle')}</h3>
      {isMapped(rules, 'externalId') ? (
        <Radio.Group
          label={t('imports.existing')}
          value={rules.existing}
          onChange={(value) => change({ existing: value === 'update' ? 'update' : 'skip' })}
        >
          <Stack gap={6} mt={6}>
            {EXISTING.map((value) => (
              <Radio key={value} value={value} label={t(`imports.existingChoices.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
      ) : (
        <p className="imports__text">{t('imports.existingNeedsId')}</p>
      )}
      {isMapped(rules, 'status') && (
        <NativeSelect
          label={t('imports.statusDefault')}
          value={rules.statusDefault ?? ''}
          data={[
            { value: '', label: t('imports.statusDefaultNone') },
            ...statuses.filter(({ archived }) => !archived).map(({ key, label }) => ({ value: key, label })),
          ]}
          onChange={({ currentTarget: { value } }) => change({ statusDefault: value === '' ? null : value })}
        />
      )}
      {isMapped(rules, 'assignedTo') && (
        <NativeSelect
          label={t('imports.unknownAssignee')}
          value={rules.unknownAssignee}
          data={UNKNOWN_ASSIGNEES.map((value) => ({ value, label: t(`imports.unknownAssignees.${value}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const picked = UNKNOWN_ASSIGNEES.find((each) => each === value);
            if (picked !== undefined) change({ unknownAssignee: picked });
          }}
        />
      )}
    </section>
  );
}

import { type StatusCategory, statusCategory } from '@caseload/shared/organisations/organisation.ts';
import { Radio, Stack, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

export const LABEL_MAXIMUM = 60;

type Props = {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly onLabel: (label: string) => void;
  readonly category: StatusCategory;
  readonly onCategory: (category: StatusCategory) => void;
  readonly fault: string | null;
  /** While it is being saved. */
  readonly readOnly: boolean;
};

/** The name of a status and what it means for the work. */
export function StatusFields({ ref, label, onLabel, category, onCategory, fault, readOnly }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        ref={ref}
        label={t('statuses.label')}
        value={label}
        maxLength={LABEL_MAXIMUM}
        readOnly={readOnly}
        error={fault}
        onChange={(event) => onLabel(event.currentTarget.value)}
        autoFocus
      />
      <Radio.Group
        label={t('statuses.category')}
        value={category}
        readOnly={readOnly}
        onChange={(picked) => onCategory(statusCategory.options.find((each) => each === picked) ?? category)}
      >
        <Stack gap="xs" mt={6}>
          {statusCategory.options.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`statuses.categories.${each}`)}
              description={t(`statuses.meanings.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </>
  );
}

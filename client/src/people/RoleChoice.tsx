import { ROLES, type Role } from '@caseload/shared/employees/employee.ts';
import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  /** Why it cannot be changed. */
  readonly locked?: string | undefined;
  /** While it is being saved. */
  readonly readOnly: boolean;
};

/** The roles with what each may do. */
export function RoleChoice({ value, onChange, locked, readOnly }: Props) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('people.role')}
      description={locked}
      value={value}
      readOnly={readOnly}
      onChange={(picked) => onChange(ROLES.find((role) => role === picked) ?? value)}
    >
      <Stack gap="xs" mt={6}>
        {ROLES.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`words.role.${role}`)}
            description={t(`people.mayDo.${role}`)}
            disabled={locked !== undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

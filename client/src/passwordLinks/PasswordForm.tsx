import { setPassword } from '@caseload/shared/passwordLinks/endpoints.ts';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from '@caseload/shared/settings/endpoints.ts';
import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { problemOf } from '../api/errors.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useRetryCountdown } from '../ui/useRetryCountdown.ts';
import { passwordFault, refusedPassword } from './passwordFault.ts';
import './passwordLinks.css';

const FAULT_TEXTS = {
  missing: 'settings.passwordMissing',
  tooShort: 'settings.passwordTooShort',
  tooLong: 'settings.passwordTooLong',
  guessed: 'settings.passwordGuessed',
} as const;

type Props = {
  readonly token: string;
  readonly email: string;
  readonly onSet: (email: string) => void;
  /** The link became void after the page was opened. */
  readonly onVoid: () => void;
};

/** The new password: the rules first, what is wrong at the field. */
export function PasswordForm({ token, email, onSet, onVoid }: Props) {
  const { t } = useTranslation();
  const [password, setText] = useState('');
  const [isChecked, setChecked] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const set = useMutation({
    mutationFn: () => call(setPassword, { body: { token, password } }),
    onSuccess: (answer) => onSet(answer.email),
    onError: (error) => {
      if (problemOf(error)?.type === 'not-found') onVoid();
      else box.current?.focus();
    },
  });
  const secondsLeft = useRetryCountdown(set.error);
  const refused = refusedPassword(set.error);
  const fault = (isChecked ? passwordFault(password) : null) ?? refused;

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (passwordFault(password) !== null) return box.current?.focus();
    if (!set.isPending && secondsLeft === 0) set.mutate();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('session.email')}
          name="username"
          type="email"
          autoComplete="username"
          value={email}
          readOnly
        />
        <div id="password-rules">
          <Text fw={600} size="sm">
            {t('settings.passwordRules')}
          </Text>
          <ul className="link-rules">
            <li>{t('settings.ruleLength', { count: PASSWORD_MINIMUM })}</li>
            <li>{t('settings.ruleCommon')}</li>
            <li>{t('settings.ruleFree')}</li>
          </ul>
        </div>
        <PasswordInput
          ref={box}
          label={t('settings.newPassword')}
          name="password"
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={(event) => {
            setText(event.currentTarget.value);
            if (set.isError) set.reset();
          }}
          error={
            fault === null
              ? null
              : t(FAULT_TEXTS[fault], { count: fault === 'tooLong' ? PASSWORD_MAXIMUM : PASSWORD_MINIMUM })
          }
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
        />
        <div role="alert">{set.isError && refused === null && <ErrorPanel error={set.error} />}</div>
        <Button type="submit" loading={set.isPending} disabled={secondsLeft > 0}>
          {t('passwordLinks.submit')}
        </Button>
      </Stack>
    </form>
  );
}

import {
  changePassword,
  listSessions,
  PASSWORD_MAXIMUM,
  PASSWORD_MINIMUM,
} from '@caseload/shared/settings/endpoints.ts';
import { Alert, Button, PasswordInput, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { useSession } from '../session/sessionQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { type PasswordFault, passwordFaults, refusedFaults } from './passwordFaults.ts';

const FAULT_TEXTS = {
  missing: 'settings.passwordMissing',
  wrong: 'settings.passwordWrong',
  tooShort: 'settings.passwordTooShort',
  tooLong: 'settings.passwordTooLong',
  same: 'settings.passwordSame',
  guessed: 'settings.passwordGuessed',
} as const;

/** Change the own password: the rules first, the faults at their fields. */
export function PasswordSettings() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { email } = useSession().employee;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isChecked, setChecked] = useState(false);
  const currentBox = useRef<HTMLInputElement>(null);
  const nextBox = useRef<HTMLInputElement>(null);
  useUnsaved(current + next !== '');
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) => call(changePassword, { body }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      setChecked(false);
      void queryClient.invalidateQueries({ queryKey: [listSessions.id] });
    },
    onError: (error) => focusOn(refusedFaults(error)),
  });

  const found = isChecked ? passwordFaults(current, next) : {};
  const refused = refusedFaults(change.error);
  const faults = { current: found.current ?? refused?.current, next: found.next ?? refused?.next };

  function focusOn(wrong: ReturnType<typeof refusedFaults>) {
    if (wrong?.current !== undefined) currentBox.current?.focus();
    else if (wrong?.next !== undefined) nextBox.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    const wrong = passwordFaults(current, next);
    focusOn(wrong);
    if (wrong.current !== undefined || wrong.next !== undefined || change.isPending) return;
    change.mutate({ currentPassword: current, newPassword: next });
  }

  const textOf = (fault: PasswordFault | undefined) =>
    fault === undefined
      ? null
      : t(FAULT_TEXTS[fault], { count: fault === 'tooLong' ? PASSWORD_MAXIMUM : PASSWORD_MINIMUM });
  const edited = (set: (text: string) => void) => (text: string) => {
    set(text);
    if (change.isError || change.isSuccess) change.reset();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={460}>
        <Text>{t('settings.passwordIntro')}</Text>
        <div id="password-rules">
          <Text fw={600} size="sm">
            {t('settings.passwordRules')}
          </Text>
          <ul className="password-rules">
            <li>{t('settings.ruleLength', { count: PASSWORD_MINIMUM })}</li>
            <li>{t('settings.ruleCommon')}</li>
            <li>{t('settings.ruleFree')}</li>
          </ul>
        </div>
        <input type="text" name="username" autoComplete="username" value={email ?? ''} readOnly hidden />
        <PasswordInput
          ref={currentBox}
          label={t('settings.currentPassword')}
          autoComplete="current-password"
          value={current}
          readOnly={change.isPending}
          onChange={(event) => edited(setCurrent)(event.currentTarget.value)}
          error={textOf(faults.current)}
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
        />
        <div>
          <PasswordInput
            ref={nextBox}
            label={t('settings.newPassword')}
            autoComplete="new-password"
            value={next}
            readOnly={change.isPending}
            onChange={(event) => edited(setNext)(event.currentTarget.value)}
            error={textOf(faults.next)}
            visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          />
          <PasswordLength password={next} />
        </div>
        <div role="alert">{change.isError && refused === null && <ErrorPanel error={change.error} />}</div>
        <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('settings.changePassword')}
        </Button>
        <div role="status">
          {change.isSuccess && <Alert color="green">{t('settings.passwordChanged')}</Alert>}
        </div>
      </Stack>
    </form>
  );
}

/** How long it is: the one thing about a password's strength that can be said for sure. */
function PasswordLength({ password }: { readonly password: string }) {
  const { t } = useTranslation();
  const length = Array.from(password.normalize('NFKC')).length;
  if (length === 0) return null;
  const missing = PASSWORD_MINIMUM - length;
  const text =
    missing > 0
      ? t('settings.strengthShort', { count: missing })
      : t(
          length < 20
            ? 'settings.strengthEnough'
            : length < 28
              ? 'settings.strengthLong'
              : 'settings.strengthVeryLong',
        );
  return (
    <>
      <Progress
        value={Math.min(100, (length / 28) * 100)}
        color={missing > 0 ? 'orange' : 'green'}
        size="sm"
        mt={6}
        aria-label={t('settings.strength')}
      />
      <Text size="xs" className="quiet">
        {text}
      </Text>
    </>
  );
}

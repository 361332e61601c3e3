import { type Session, signIn } from '@caseload/shared/session/endpoints.ts';
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { problemOf } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';
import { CountedText } from '../ui/CountedText.tsx';
import { formatCountdown, useRetryCountdown } from '../ui/useRetryCountdown.ts';

/** The answers to an attempt that was made. */
const REFUSALS: ReadonlySet<string | undefined> = new Set(['unauthenticated', 'rate-limited']);

type Props = {
  readonly onSignedIn: (session: Session) => void;
  /** Given when only this person may sign in. */
  readonly onlyEmail?: string;
};

/** E-mail and password. The text of a failure never tells which of the two was wrong. */
export function SignInForm({ onSignedIn, onlyEmail }: Props) {
  const { t } = useTranslation();
  const [email, setEmail] = useState(onlyEmail ?? '');
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const emailBox = useRef<HTMLInputElement>(null);
  const passwordBox = useRef<HTMLInputElement>(null);
  const attempt = useMutation({
    mutationFn: (body: { email: string; password: string }) => call(signIn, { body }),
    onSuccess: onSignedIn,
    onError: (error) => {
      // What was not looked at need not be typed again.
      if (REFUSALS.has(problemOf(error)?.type)) setPassword('');
      passwordBox.current?.focus();
    },
  });
  const secondsLeft = useRetryCountdown(attempt.error);
  const refusal = problemOf(attempt.error)?.type;

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (email.trim() === '') return emailBox.current?.focus();
    if (password === '') return passwordBox.current?.focus();
    if (attempt.isPending || secondsLeft > 0) return;
    setChecked(false);
    attempt.mutate({ email: email.trim(), password });
  }

  const missing = (value: string) => (isChecked && value === '' ? t('session.required') : null);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          ref={emailBox}
          label={t('session.email')}
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={missing(email.trim())}
          readOnly={onlyEmail !== undefined}
          autoFocus={onlyEmail === undefined}
        />
        <PasswordInput
          ref={passwordBox}
          label={t('session.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={missing(password)}
          // Only one person may sign in where a dialog asks them to, which gives the focus to what says so.
          data-autofocus={onlyEmail === undefined ? undefined : true}
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
        />
        <div role="alert">
          {refusal === 'rate-limited' && secondsLeft > 0 && (
            <Alert color="orange">{t('session.tooMany', { time: formatCountdown(secondsLeft) })}</Alert>
          )}
          {attempt.isError && refusal !== 'rate-limited' && (
            <Alert color="red">
              {refusal === 'unauthenticated' ? (
                t('session.failed')
              ) : (
                <CountedText error={attempt.error} textOf={(left) => errorText(t, attempt.error, left)} />
              )}
            </Alert>
          )}
        </div>
        <Button type="submit" loading={attempt.isPending} disabled={secondsLeft > 0}>
          {t('session.submit')}
        </Button>
      </Stack>
    </form>
  );
}

import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

const loadSignInAgain = () =>
  import('../session/SignInAgain.tsx').then(({ SignInAgain }) => ({ default: SignInAgain }));
const SignInAgain = lazy(loadSignInAgain);

/** Sign-in over the page is kept out of the entry, but fetched at once: when it is needed may be too late. */
export function Root() {
  return (
    <>
      <Outlet />
      <Suspense fallback={null}>
        <SignInAgain />
      </Suspense>
    </>
  );
}

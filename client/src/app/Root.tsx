import { Outlet } from '@tanstack/react-router';
import { optionalPart } from './optionalPart.tsx';

/** Fetched at once: when it is needed may be too late. */
const SignInAgain = optionalPart('SignInAgain', () =>
  import('../session/SignInAgain.tsx').then((loaded) => loaded.SignInAgain),
);

/** Every page, and sign-in over it. */
export function Root() {
  return (
    <>
      <Outlet />
      <SignInAgain />
    </>
  );
}

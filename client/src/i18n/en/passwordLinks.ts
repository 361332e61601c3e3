export const passwordLinks = {
  title: 'Set a new password',
  welcome: 'Welcome to Caseload',
  introInvite:
    '{{name}}, you were invited to work with {{organisation}}. Choose a password and you can begin.',
  introReset: '{{name}}, choose the password you want to sign in to {{organisation}} with from now on.',
  endsSessions: 'Wherever you are signed in, you will have to sign in again.',
  submit: 'Set the password',
  setTitle: 'Your password is set',
  set: 'Sign in with {{email}} and the password you have just chosen.',
  signIn: 'Go to sign-in',
  otherSession: 'In this browser {{name}} is signed in.',
  signOutFirst: 'Sign out and go to sign-in',
  noGoodTitle: 'This link is good no more',
  noGood: 'It was used already, it expired, or a newer one took its place.',
  noGoodHelp: 'If you have set your password with it, sign in. Else ask your administrator for a new link.',
  toSignIn: 'Go to sign-in',
} as const;

/** Asks again while the server says that it is busy: where a machine stands still its time limits run out. */
export async function unlessBusy<Answer extends { readonly status: number }>(
  ask: () => PromiseLike<Answer>,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
  }
}

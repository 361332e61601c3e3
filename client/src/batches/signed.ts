/** `+12`, `−3`, `0` */
export function signed(number: number, language: string): string {
  return new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(number);
}

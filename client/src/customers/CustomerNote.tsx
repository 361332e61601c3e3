import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

type Props = {
  readonly customerId: string;
  readonly text: string;
  /** What the way to the customer is called. */
  readonly link: string;
  readonly onOpen?: () => void;
};

/** What a notification says of a customer who is not on the screen, and the way there. */
export function CustomerNote({ customerId, text, link, onOpen }: Props) {
  return (
    <>
      <Text size="sm">{text}</Text>
      <Anchor
        size="sm"
        onClick={onOpen}
        renderRoot={(props) => <Link to="/customers/$customerId" params={{ customerId }} {...props} />}
      >
        {link}
      </Anchor>
    </>
  );
}

/**
 * Something outside the portal is not as it must be (a setting, a content file, the data directory): the message is
 * for the person who can mend it, one line, and the command ends with exit code 1. Anything else that throws is a bug.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
}

import type { Command } from 'commander';
import { hashPassword } from '@/lib/bootstrap/console/tokens-at';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../cli-context';
import { addUserSessions } from './user-sessions';

const SHORTEST = 12;

/** `perdure user hash-password`: what the configuration file holds in the place of a password. */
export function addUser(program: Command, context: CliContext): void {
  const user = program.command('user').description('People who sign in to the console.');
  user
    .command('hash-password')
    .description('Reads a password from standard input, which is not shown again, and prints its hash.')
    .action(async () => {
      const [password = ''] = (await context.readInput()).split(/\r?\n/);
      if (password.length < SHORTEST) {
        throw new AppError('invalid', `The password has fewer than ${SHORTEST} characters.`, {
          hint: 'Pipe a longer one in: printf %s "$PASSWORD" | npm run perdure -- user hash-password',
        });
      }
      context.out(await hashPassword(password));
    });
  addUserSessions(user, context);
}

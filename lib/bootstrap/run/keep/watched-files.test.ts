import { expect, test } from 'vitest';
import { isSource, isWatchedFolder } from './watched-files';

test('folders of tools, of the store and those that begin with a dot are not looked into', () => {
  const watched = (path: string): boolean => isWatchedFolder(path, '/home/.me/app', '/home/.me/app/data');
  expect(['/home/.me/app', '/home/.me/app/src', '/home/.me/app/src/bin', '/home/.me/app/database'].every(watched)).toBe(
    true,
  );
  const left = ['node_modules', 'src/.cache', '.git', 'dist', 'data', 'data/logs', 'src/__pycache__', 'target/classes'];
  expect(left.filter((path) => watched(`/home/.me/app/${path}`))).toEqual([]);
});

test('a change of what is written in a language is a reason to start again, one of other files is not', () => {
  const sources = ['a.ts', 'a.mjs', 'a.py', 'a.go', 'A.java', 'A.cs', 'package.json', 'go.mod', 'app.yaml'];
  expect(sources.every(isSource)).toBe(true);
  expect(['a.db', 'a.log', 'a.db-wal', 'notes.txt', 'a.pyc', 'README.md'].filter(isSource)).toEqual([]);
});

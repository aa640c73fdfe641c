import { expect, test } from 'vitest';
import { javaField } from './java-names';

test('a field is called as on the wire, unless its setter would be a word or method of another meaning', () => {
  const names = ['amount', 'class', 'equals', 'remember', 'merge'];
  expect(names.map(javaField)).toEqual(['amount', 'class_', 'equals_', 'remember_', 'merge']);
});

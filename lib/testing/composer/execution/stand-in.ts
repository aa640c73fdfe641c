import type { File, Language } from '@/lib/composer/emit/file';
import { ELEMENTS_FILE, type Elements } from '@/lib/composer/emit/project/elements-file';

/** Where each language has its stand-in, and the line of a generated body that a person would begin at. */
interface Words {
  readonly file: File;
  /** The first line of what a body does, with `$1` the type that it returns, found by `returns`. */
  readonly mark: RegExp;
  readonly returns: RegExp;
  readonly code: (name: string, type: string) => string;
  /** Is put before the body's file, after its imports began. */
  readonly importing?: { readonly after: RegExp; readonly line: string };
}

const file = (path: string, text: string): File => ({ path, text, keep: true });

const words: Readonly<Partial<Record<Language, Words>>> = {
  javascript: {
    mark: /^ {2}\/\/ Your code goes here\..*$/m,
    returns: /()/,
    code: (name) =>
      `  const told = await standIn(${JSON.stringify(name)});\n  if (told !== undefined) return told as never;`,
    importing: { after: /^/, line: `import { standIn } from '../stand-in.ts';\n` },
    file: file(
      'src/stand-in.ts',
      `import { readFile, rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** What the test wants an activity to do this once; undefined when it does what was generated. */
export async function standIn(name: string): Promise<unknown> {
  const path = \`\${process.env['STAND_INS']}/\${name}\`;
  try {
    await rename(path, \`\${path}.told\`);
  } catch {
    return undefined;
  }
  const told = JSON.parse(await readFile(\`\${path}.told\`, 'utf8')) as { seconds?: number; error?: string; answer?: unknown };
  await setTimeout((told.seconds ?? 0) * 1000);
  if (told.error !== undefined) throw new Error(\`[\${told.error}] as the test wants it\`);
  return told.answer;
}
`,
    ),
  },
  python: {
    mark: /^ {4}# Your code goes here\..*$/m,
    returns: /()/,
    code: (name) => `    told = stand_in(${JSON.stringify(name)})\n    if told is not None:\n        return told`,
    importing: { after: /^/, line: 'from stand_in import stand_in\n' },
    file: file(
      'stand_in.py',
      `import json
import os
import time


def stand_in(name):
    """What the test wants an activity to do this once; None when it does what was generated."""
    path = os.path.join(os.environ["STAND_INS"], name)
    try:
        os.rename(path, path + ".told")
    except FileNotFoundError:
        return None
    with open(path + ".told", encoding="utf-8") as file:
        told = json.load(file)
    time.sleep(told.get("seconds", 0))
    if "error" in told:
        raise RuntimeError(f"[{told['error']}] as the test wants it")
    return told.get("answer")
`,
    ),
  },
  go: {
    mark: /^\t\/\/ An example, until.*$/m,
    returns: /input \S+\) \((.+), error\) \{/,
    code: (name, type) =>
      `\tif told, is, err := standIn[${type}](${JSON.stringify(name)}); is || err != nil {\n\t\treturn told, err\n\t}`,
    file: file(
      'stand_in.go',
      `package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// standIn is what the test wants an activity to do this once; false when it does what was generated.
func standIn[Output any](name string) (output Output, is bool, err error) {
	path := filepath.Join(os.Getenv("STAND_INS"), name)
	if os.Rename(path, path+".told") != nil {
		return output, false, nil
	}
	text, err := os.ReadFile(path + ".told")
	if err != nil {
		return output, false, err
	}
	var told struct {
		Seconds float64
		Error   *string
		Answer  *Output
	}
	if err := json.Unmarshal(text, &told); err != nil {
		return output, false, err
	}
	time.Sleep(time.Duration(told.Seconds * float64(time.Second)))
	if told.Error != nil {
		return output, false, fmt.Errorf("[%s] as the test wants it", *told.Error)
	}
	if told.Answer == nil {
		return output, false, nil
	}
	return *told.Answer, true, nil
}
`,
    ),
  },
  java: {
    mark: /^ {4}\/\/ An example, until.*$/m,
    returns: /private (\S+) run\(/,
    code: (name, type) =>
      [
        `    var told = app.StandIn.of(${JSON.stringify(name)}, new com.fasterxml.jackson.core.type.TypeReference<${type}>() {});`,
        '    if (told != null) {',
        '      return told;',
        '    }',
      ].join('\n'),
    file: file(
      'src/main/java/app/StandIn.java',
      `package app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the test wants an activity to do this once. */
public final class StandIn {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StandIn() {}

  /** Null when the activity does what was generated. */
  public static <T> T of(String name, TypeReference<T> type) {
    var path = Path.of(System.getenv("STAND_INS"), name);
    var taken = Path.of(System.getenv("STAND_INS"), name + ".told");
    try {
      Files.move(path, taken);
    } catch (IOException e) {
      return null;
    }
    try {
      var told = MAPPER.readTree(taken.toFile());
      Thread.sleep((long) (told.path("seconds").asDouble() * 1000));
      if (told.has("error")) {
        throw new IllegalStateException("[" + told.get("error").asText() + "] as the test wants it");
      }
      return told.has("answer") ? MAPPER.convertValue(told.get("answer"), type) : null;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
`,
    ),
  },
};

/**
 * A project whose activities ask a file of the test first what to do: `$STAND_INS/<activity>` is JSON with `seconds`, `error`
 * and `answer`, and holds for one run of the activity. Otherwise the bodies are as they were generated.
 */
export function withStandIns(files: readonly File[], language: Language): readonly File[] {
  const found = words[language];
  if (found === undefined) throw new Error(`no stand-in is written in ${language}`);
  const text = files.find(({ path }) => path === ELEMENTS_FILE)?.text ?? '{}';
  const { activities } = JSON.parse(text) as Elements;
  const nameOf = new Map(activities.map((activity) => [activity.file, activity.name]));
  return [
    found.file,
    ...files.map((each) => {
      const name = nameOf.get(each.path);
      return name === undefined ? each : { ...each, text: filledIn(each, name, found) };
    }),
  ];
}

function filledIn({ path, text }: File, name: string, { mark, returns, code, importing }: Words): string {
  const type = returns.exec(text)?.[1];
  if (!mark.test(text) || type === undefined) throw new Error(`${path} has no place for a body`);
  const body = text.replace(mark, () => code(name, type));
  return importing === undefined ? body : body.replace(importing.after, importing.line);
}
